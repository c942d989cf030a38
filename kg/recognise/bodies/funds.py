"""Funds that are set up with their size or place: 设立100亿元人才发展基金, 设立乡村振兴投资引导基金50亿元, 设立武夷山绿色发展基金."""

from collections.abc import Iterator

from kg.lexicon import generic
from kg.recognise.candidates import PLACES, Found, Scene, of_kind, only_with
from kg.sought import sought
from kg.words import words

_SUM = r"(?:[0-9.]{1,8}[余多]?[百千万]{0,2}亿?元?|[一二两三四五六七八九十百千]{1,5}[余多]?[百千万]{0,2}亿元?)"
_SIZE = rf"(?:(?:总|首期)?规模|总额)?(?:达|约|近|超|超过|不低于|不少于|高达)?{_SUM}(?:人民币)?级?(?:规模)?(?:的|、)?"
_NAME = r"(?P<{}>[\u4e00-\u9fff]{{2,14}}?基金)(?!会|公司|管理|池|产品|[个支只])"
_SET_UP = sought(
    rf"(?:(?:设立|组建|成立|发起|出资|和|、)(?:了|起)?{_SIZE}{_NAME.format('sized')}"
    rf"|(?:设立|组建|成立|运营|发起|管理)了?(?:一|首|[0-9])[支只]{_NAME.format('counted')}"
    rf"|(?:设立|组建|成立)了?{_NAME.format('named')}(?=,?(?:(?:总|首期)?规模|总额)?(?:达|约|近|超|超过|不低于|不少于|高达|为)?{_SUM}))"
    rf"|(?:设立|组建|成立)了?{_NAME.format('placed')}(?=[,。;、]|首批|启动|揭牌|投资|支持|出资)"
)


@only_with(_SET_UP)
def find_funds(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the funds whose size or place stands beside them as they are set up, and whose name says what they are for."""
    for match in scene.matches(_SET_UP):
        start, end = match.span(match.lastgroup or 0)
        if match["placed"] and not _opens_with_place(scene, start, end):
            continue
        if _says_what_for(scene, start, end) and not any(
            f.start < start < f.end or f.start < end < f.end for f in found
        ):
            yield Found(start, end, "Organization", scene.text[start:end], "fund")


def _opens_with_place(scene: Scene, start: int, end: int) -> bool:
    """Say whether the name says of which place the fund is, and more than that."""
    hit = scene.hit_by_start.get(start)
    return hit is not None and of_kind(hit[2], PLACES) is not None and end - hit[1] >= _TELLING


_TELLING = 5  # characters behind the place: 设立武夷山|绿色发展基金


def _says_what_for(scene: Scene, start: int, end: int) -> bool:
    """Say whether a word of the name tells more than 产业投资 does; a place alone is no such word."""
    hit = scene.hit_by_start.get(start)
    if hit and of_kind(hit[2], PLACES):
        start = hit[1]
    inside = words(scene.text[start : end - len("基金")])
    telling = [word for word in inside if len(word.text) > 1 and word.text not in generic("names") | _MONEY]
    long = len(scene.text[start:end]) >= _LONG
    return (bool(telling) or long) and not any(word.text in scene.lexicon.boundaries for word in inside)


_LONG = 8  # characters: 产业发展引导|基金 is one of its place, 产业引导|基金 a class
_MONEY = frozenset(
    "引导 投资 产业 创业 风险 政府 股权 投资引导 创业投资 风险投资 股权投资 科创 发展 专项 母 子".split()
)
