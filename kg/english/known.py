"""Find the names of the English lexicon: proper names with a capital, ordinary words by their context."""

import re
from collections.abc import Iterator

from kg.english.lexicon import Meaning, load
from kg.english.scene import Scene
from kg.recognise.candidates import FIELDS, Found
from kg.relate.names import lies_in

_LEVEL = re.compile(r" (?:Province|City|Municipality|Prefecture|District|County)\b")
_FIELD_AFTER = re.compile(r" (?:and \w+ )?(?:industr(?:y|ies)|sectors?|manufacturing|manufacturers?|cluster|makers?)\b")
_FIELD_BEFORE = re.compile(
    r"(?:focus(?:es|ed|ing)? (?:mainly )?on|speciali[sz](?:es|ed|ing) in|industries (?:are|include|such as)) $"
)
_LISTED = re.compile(r",? (?:and|or|as well as) |, ")
_LISTED_BEFORE = re.compile(r"(?:,? (?:and|or|as well as) |, )$")


def find_known(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Find the names of the lexicon, written with a capital where they are proper names."""
    del found
    unsure: list[tuple[int, int, tuple[Meaning, ...]]] = []
    for start, end, meanings in load().find_names(scene.plain):
        meaning = next((m for m in meanings if not m.weak), None)
        beside = _by_province(scene, end, meanings)
        if beside or not meaning:
            meaning = beside
        if not meaning:
            unsure.append((start, end, meanings))
        elif _written_so(meaning, scene.text[start:end]):
            yield scene.know_listed(_found(start, _with_level(scene, end, meaning), meaning))
    for start, end, meanings in unsure:
        meaning = next((m for m in meanings if m.kind in FIELDS), None)
        if meaning and _field_by_context(scene, start, end):
            yield scene.know_listed(_found(start, end, meaning))
        else:
            scene.refuse(
                start, end, meanings[0].kind, "a common word or a shared name, without support from its context"
            )


def _found(start: int, end: int, meaning: Meaning) -> Found:
    return Found(start, end, meaning.kind, meaning.label, "english.known")


def _written_so(meaning: Meaning, text: str) -> bool:
    if meaning.kind in FIELDS:
        return True
    if meaning.written.isupper() and len(meaning.written) < 7:
        return text == meaning.written
    return any(c.isupper() for c in text) and (text[0].isupper() or meaning.written[0].islower())


def _with_level(scene: Scene, end: int, meaning: Meaning) -> int:
    level = _LEVEL.match(scene.text, end) if meaning.kind == "Region" else None
    return level.end() if level else end


def _by_province(scene: Scene, end: int, meanings: tuple[Meaning, ...]) -> Meaning | None:
    """Return the region that the one after the comma holds: Taizhou, Zhejiang."""
    if not scene.plain.startswith(", ", end):
        return None
    rest = scene.plain[end + 2 : end + 40]
    outer = next((m for s, _, ms in load().find_names(rest) if s == 0 for m in ms if m.kind == "Region"), None)
    return next((m for m in meanings if outer and m.kind == "Region" and lies_in(m.label, outer.label)), None)


def _field_by_context(scene: Scene, start: int, end: int) -> bool:
    """Say whether an ordinary word stands for a field: the steel industry, software and integrated circuits."""
    if _FIELD_AFTER.match(scene.plain, end) or _FIELD_BEFORE.search(scene.plain, max(0, start - 40), start):
        return True
    following = _LISTED.match(scene.plain, end)
    after = scene.known_from.get(following.end()) if following else None
    preceding = _LISTED_BEFORE.search(scene.plain, max(0, start - 12), start)
    before = scene.known.get(preceding.start()) if preceding else None
    return any(one is not None and one.kind in FIELDS for one in (before, after))
