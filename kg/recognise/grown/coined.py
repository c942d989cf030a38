"""The word of its own in a name that no dictionary knows: 山左|集团, 长春|璀璨|产业园, 北京|华昊中天|生物技术有限公司."""

from collections.abc import Iterator

from kg.lexicon import Head, generic, load
from kg.recognise import legal
from kg.recognise.candidates import PLACES, Scene, certain, of_kind
from kg.words import in_dictionary, words

NO_COIN = frozenset(
    "该某这那我本此各两三多一数几每其的了等和与及在是为有以对将被把向从由于到来去又也都就全总分子母大小新老他她它们着过"
)
_COINED = (2, 3, 4)  # characters
_COINS = frozenset(("Company", "Zone"))
_AFTER_PLACE = frozenset(("Zone", "ResearchInstitute"))  # 江苏|集萃|智能液晶|研究所
_MARKS = frozenset("。,;:!?、“”《》<>()[]【】|·…\n\r 暨—的由与和及")


def own_word(scene: Scene, cursor: int, origin: int, head: Head) -> int | None:
    """Return where the word of its own begins that stands before the head at ``origin`` or before what has grown from it to ``cursor``."""
    start = _before_head(scene, cursor, origin, head)
    return _before_business(scene, cursor, origin, head) if start is None else start


def _before_head(scene: Scene, cursor: int, origin: int, head: Head) -> int | None:
    """Return where a coined word begins that fills the stretch between a place, or a firm's a mark, and the head."""
    if head.kind not in _COINS or not (cursor == origin or scene.text[cursor:origin].isalpha()):
        return None
    for start, after_place in _openings(scene, origin, marks=head.kind == "Company"):
        if start < cursor:
            return start if _is_coined(scene.text[start:origin], after_place) else None
    return None


def _before_business(scene: Scene, cursor: int, origin: int, head: Head) -> int | None:
    """Return where a firm's or a park's word begins that stands between its place, or a firm's a mark, and its business."""
    if head.kind == "Company" and (head.text == "公司" or head.text.endswith(legal.FORMS)):
        for start, after_place in _openings(scene, cursor, marks=True):
            own = scene.text[start:cursor]
            fits = (
                _is_trade_name(own) or _stands_alone(scene, start, own) if after_place else _is_coined(own, after_place)
            )
            return start if fits else None
    if head.kind in _AFTER_PLACE and cursor < origin:
        for start, after_place in _openings(scene, cursor, marks=False):
            return start if _is_coined(scene.text[start:cursor], after_place) else None
    return None


def _openings(scene: Scene, end: int, *, marks: bool) -> Iterator[tuple[int, bool]]:
    """Yield where a short stretch up to ``end`` begins after a certain place, or with ``marks`` after a mark, and whether it is a place."""
    for start in (end - length for length in _COINED if end >= length):
        hit = scene.hit_by_end.get(start)
        if hit is not None and of_kind(hit[2], PLACES) is not None and certain(hit[2]) is not None:
            yield start, True
        elif marks and (not start or scene.text[start - 1] in _MARKS or scene.text.endswith(FIRM_CLASSES, 0, start)):
            yield start, False


FIRM_CLASSES = tuple(
    "企业 公司 子公司 分公司 单位 厂商 巨头 药企 车企 母公司 央企 国企 民企 外企 机构".split()
)  # what a firm is, before its name


def _stands_alone(scene: Scene, start: int, own: str) -> bool:
    """Say whether a place that opens a clause or a list's member is followed by a firm's word, be it a verb or a number: 、四川|顺应|…有限公司."""
    place = scene.hit_by_end[start][0]
    listed = place > 0 and scene.text[place - 1] in "、和与及"
    opens = listed or (not in_dictionary(own) and (not place or scene.text[place - 1] in _OPENS))
    plain = NO_COIN.isdisjoint(own.lstrip("三").rstrip("都新")) and own[1:2] not in _COUNTERS
    return opens and len(own) == _PLAIN and own.isalpha() and plain and own not in load().boundaries


_PLAIN = 2  # characters of such a word
_COUNTERS = frozenset("家个大座所批项次")
_OPENS = frozenset(",。;:!?“”《》() \n")


def _is_trade_name(text: str) -> bool:
    """Say whether the word may be a firm's: 西安高新区|设立|三星…有限公司 is none."""
    return _may_be_coined(text) and not any(word.tag in ("v", "d", "p", "c", "u") for word in words(text))


def _is_coined(text: str, after_place: bool) -> bool:
    if not _may_be_coined(text) or text.isascii():
        return False
    inside = words(text)
    if any(word.text in load().boundaries for word in inside):
        return False
    if after_place and len(inside) == 1:
        return inside[0].tag in ("z", "un", "nr", "nz", "i", "l", "t", "f") or not in_dictionary(text)
    known = [word.text for word in inside if len(word.text) > 1 and in_dictionary(word.text)]
    if any(word.tag.startswith(("v", "d", "p")) for word in inside if word.text in known):
        return False
    return not known or (
        len(inside) > len(known) and not generic("names").intersection(known) and not in_dictionary(text)
    )


def _may_be_coined(text: str) -> bool:
    return text.isalpha() and not NO_COIN.intersection(text)
