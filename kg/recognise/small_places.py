"""Places below the lists: towns and villages named after a known place (高州市|根子镇|柏桥村), provinces by one letter in a list."""

import re
from collections.abc import Iterator

from kg.lexicon import generic
from kg.recognise.candidates import Found, Scene, certain
from kg.sought import sought
from kg.words import words

_SMALL = re.compile(r"(?P<town>[\u4e00-\u9fff]{1,4}?(?:街道|镇|乡))?(?P<village>[\u4e00-\u9fff]{1,4}?(?:社区|村))?")
_SORTS = ("town", "village")
_SHORTEST = 2  # characters before the head
_ENDS = ("街道", "社区", "镇", "乡", "村")
_ONE_LETTER = sought(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?:、[\u4e00-\u9fff])+(?:[和与及][\u4e00-\u9fff])?")
_LISTED = re.compile("、[\u4e00-\u9fff][、和与及]")  # what any such list holds
_LIST = 3  # letters: 苏、浙 could be names of anything


def find_small_places(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield towns and villages that follow a known place, and lists of provinces by their letters."""
    for place in found:
        if place.kind == "Region":
            yield from _after(scene, place.end)
    for match in _ONE_LETTER.finditer(scene.text) if _LISTED.search(scene.text) else ():
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


def _named(scene: Scene, start: int, end: int) -> bool:
    """Say whether a name stands before the head: 泽城村, not 农村, 美丽乡村 or 中关村."""
    name = scene.text[start:end]
    core = name.removesuffix(next(head for head in _ENDS if name.endswith(head)))
    hit = scene.hit_by_start.get(start)
    if len(core) < _SHORTEST or name in generic("places") or (hit and (hit[1] >= end or certain(hit[2]))):
        return False
    if scene.hit_by_end.get(end):
        return False
    return not any(
        w.text in generic("places") or w.text in scene.lexicon.boundaries for w in (*words(core), *words(name))
    )


def _letters(scene: Scene, match: re.Match[str]) -> Iterator[Found]:
    at = [i for i in range(match.start(), match.end()) if scene.text[i] not in "、和与及"]
    names = [scene.lexicon.abbreviations.get(scene.text[i], ()) for i in at]
    if len(at) >= _LIST and all(len(name) == 1 for name in names):
        for i, name in zip(at, names, strict=True):
            yield Found(i, i + 1, "Region", name[0], "place:letter")
