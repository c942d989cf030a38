"""Names that are common words, too, and that a list has beside names of their kind: 临港、张江, 西电、北邮."""

from collections.abc import Iterator

from kg.lexicon import Entry
from kg.recognise.candidates import CHINA, PLACES, Found, Hit, Scene, certain
from kg.words import words


def find_listed(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the known names that only a list makes names, from the left and back: one teaches the next."""
    doubtful = [hit for hit in scene.hits if certain(hit[2]) is None and _MARK in _around(scene, hit)]
    if not doubtful:
        return
    ends, starts = {f.end: f for f in found if f.kind in _LISTED}, {f.start: f for f in found if f.kind in _LISTED}
    for hit in (*doubtful, *reversed(doubtful)):
        start, end, entries = hit
        before, after = (side in _JOINS for side in _around(scene, hit))
        beside = (ends.get(start - 1) if before else None, starts.get(end + 1) if after else None)
        entry = next((e for e in entries if any(one and _alike(scene, one, e) for one in beside)), None)
        if entry and start not in starts and _may_be(scene, start, end, entry):
            ends[end] = starts[start] = one = Found(start, end, entry.kind, entry.label, f"listed:{entry.file}")
            yield one


_MARK = "、"
_JOINS = ("、", "和", "与", "及")
_LISTED = PLACES | {"University"}


def _around(scene: Scene, hit: Hit) -> tuple[str, str]:
    return scene.text[hit[0] - 1 : hit[0]], scene.text[hit[1] : hit[1] + 1]


def _alike(scene: Scene, one: Found, entry: Entry) -> bool:
    """Say whether a list puts a name and what may be one together: universities, places of one province."""
    if entry.kind == "Region":
        return _province(scene.lexicon.entry(one.name, "Region")) == entry.code[:_PROVINCE]
    return one.kind == entry.kind or {one.kind, entry.kind} == PLACES


def _province(region: Entry | None) -> str:
    return region.code[:_PROVINCE] if region else ""


_PROVINCE = 2  # letters of a code


def _may_be(scene: Scene, start: int, end: int, entry: Entry) -> bool:
    """Say whether whole words stand there that nobody does, and that are no side of a place: 西北|东部."""
    deed = words(scene.text[start:end])[0].tag.startswith("v")
    return entry.code != CHINA and not deed and start not in scene.hit_by_end and scene.at_boundaries(start, end)
