"""Places below the lists: towns and villages named after a known place (高州市|根子镇|柏桥村), provinces by one letter in a list."""

import re
from collections.abc import Iterator

from kg.lexicon import Entry, generic
from kg.recognise.candidates import PLACES, Found, Scene, certain
from kg.sought import sought
from kg.words import in_dictionary, words

_SMALL = re.compile(
    r"(?P<town>[\u4e00-\u9fff]{1,4}?(?:街道|镇|乡|[岛湾](?=[的,。、;:)”上内是有在和与等位投建]|$)))?(?P<village>[\u4e00-\u9fff]{1,4}?(?:社区|村))?"
)
_SORTS = ("town", "village")
_SHORTEST = 2  # characters before the head
_ENDS = ("街道", "社区", "镇", "乡", "村", "岛", "湾")
_ALONE = sought(
    r"(?:(?<=[在到往进于至赴从将、,。;:!?“(\s])|^)(?P<place>(?P<core>[\u4e00-\u9fff]{2,3}?)(?P<head>镇|街道|村))"
    r"(?=[的,。、;:!?()“”\s位地在是有里内]|等|考察|调研|[\u4e00-\u9fff]{2,3}村)"
)
_ONE_LETTER = sought(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?:、[\u4e00-\u9fff])+(?:[和与及][\u4e00-\u9fff])?")
_LISTED = re.compile("、[\u4e00-\u9fff][、和与及]")  # what any such list holds
_LIST = 3  # letters: 苏、浙 could be names of anything


def find_small_places(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield towns and villages that follow a known place, and lists of provinces by their letters."""
    for place in found:
        if place.kind in PLACES:
            yield from _after(scene, place.end + scene.text.startswith("的", place.end))
            if scene.text.endswith(_TOWNS, place.start, place.end):
                yield from _beside(scene, place.end)
    yield from _alone(scene)
    for match in scene.matches(_ONE_LETTER) if _LISTED.search(scene.text) else ():
        yield from _letters(scene, match)


def _after(scene: Scene, end: int) -> Iterator[Found]:
    match = _SMALL.match(scene.text, end)
    if not match or match.end() == end or scene.inside_name(end) or not scene.at_boundaries(end, match.end()):
        return
    for sort in _SORTS:
        low, high = match.span(sort)
        if low < high:
            if not _named(scene, low, high):
                return
            yield Found(low, high, "Region", scene.text[low:high], "place:" + sort)
            yield from _beside(scene, high)


def _alone(scene: Scene) -> Iterator[Found]:
    """Yield towns and villages without a known place before them whose name is no word: 前往|柏桥村, 大安镇|花村."""
    for match in scene.matches(_ALONE):
        start, end = match.span("place")
        if _unheard(match["core"], match["head"]) and not scene.inside_name(start) and _named(scene, start, end):
            yield Found(start, end, "Region", match["place"], _ALONE_AS[match["head"]])
            yield from _after(scene, end)
            yield from _beside(scene, end)


_ALONE_AS = {"镇": "place:town", "街道": "place:town", "村": "place:village"}


def _beside(scene: Scene, end: int) -> Iterator[Found]:
    """Yield the towns and villages that a list names after one: 璜土镇|、申港街道|和利港镇."""
    while (match := _LISTED_PLACE.match(scene.text, end)) and _named(scene, *match.span("place")):
        start, end = match.span("place")
        yield Found(start, end, "Region", match["place"], _ALONE_AS[match["head"]])


_TOWNS = ("镇", "街道", "村")
_LISTED_PLACE = re.compile(r"[、和与及](?P<place>[\u4e00-\u9fff]{2,3}?(?P<head>镇|街道|村))(?![民委长镇级企化干容域])")


def _unheard(core: str, head: str) -> bool:
    """Say whether a place may be called ``core``: no dictionary knows it, or as a place, or with its head as one."""
    if _NO_NAME.intersection(core):
        return False
    if len(core) == _LONG_CORE and not in_dictionary(core) and core[-1] not in _OLD_AND_NEW:
        return True  # 大岭山|镇
    return (
        all(word.tag in _OF_PLACES for word in words(core))
        if in_dictionary(core)
        else in_dictionary(core + head) or len(words(core)) == 1
    )


_NO_NAME = frozenset("到赴往从向以这那该各每全村镇乡城市县区农的了着过一二三四五六七八九十百千两几多个座")
_LONG_CORE = 3
_OLD_AND_NEW = frozenset("小古新老名重大强集市贸业")  # 特色小|镇
_OF_PLACES = ("ns", "nz", "s")


def _named(scene: Scene, start: int, end: int) -> bool:
    """Say whether a name stands before the head: 泽城村, not 农村, 美丽乡村 or 中关村."""
    name = scene.text[start:end]
    core = name.removesuffix(next(head for head in _ENDS if name.endswith(head)))
    hit = scene.hit_by_start.get(start)
    called_after = hit is not None and hit[1] - start == len(core) == _SHORTEST and _of_regions(hit[2])  # 玉山|镇
    if len(core) < _SHORTEST or name in generic("places"):
        return False
    if hit and not called_after and (hit[1] >= end or certain(hit[2])):
        return False
    if scene.hit_by_end.get(end):
        return False
    return not any(
        w.text in generic("places") or w.text in scene.lexicon.boundaries for w in (*words(core), *words(name))
    )


def _of_regions(entries: tuple[Entry, ...]) -> bool:
    entry = certain(entries)
    return entry is not None and entry.kind == "Region"


def _letters(scene: Scene, match: re.Match[str]) -> Iterator[Found]:
    at = [i for i in range(match.start(), match.end()) if scene.text[i] not in "、和与及"]
    names = [scene.lexicon.abbreviations.get(scene.text[i], ()) for i in at]
    if len(at) >= _LIST and all(len(name) == 1 for name in names):
        for i, name in zip(at, names, strict=True):
            yield Found(i, i + 1, "Region", name[0], "place:letter")
