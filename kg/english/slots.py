"""An English sentence as the rules see it: small letters, a slot for every list of names, for ``it`` and the like."""

import re
from bisect import bisect_left
from typing import NamedTuple

from kg.recognise.candidates import FIELDS, PLACES, Found
from kg.relate.names import lies_in
from kg.relate.slots import slot_char
from kg.rules import MIXED_CHAR, SLOT

_AND = re.compile(r",? (?:and|as well as) (?:the |its )?")
_COMMA = re.compile(r", (?:the )?")
_DETERMINER = re.compile(r"\b(?:the|a|an) $")
_DETERMINER_REACH = 5
_FIELD_TAIL = re.compile(r" (?:industr(?:y|ies)|sectors?|fields?|products)\b")
_PREPOSITION = re.compile(r"\b(?:in|at|from|with|by|of|for|on|to|near|like|under|via|through|into|than|after|as|and) $")
_PREPOSITION_REACH = 16
_ASIDE = re.compile(
    rf"(?<={SLOT}), (?:a|an|one of|the|which|who|known|founded|established|set up|formerly|also)\b"
    r"[^,;:.\ue000-\ue03f]{0,80},(?= )"
    r"| in (?:(?:early|late|[a-z]{3,9}) )?(?:19|20)\d\d\b"
)
_NOUNS = {
    **dict.fromkeys(("zone", "park", "area", "corridor"), frozenset(("Zone",))),
    **dict.fromkeys(("company", "firm", "group"), frozenset(("Company",))),
    **dict.fromkeys(("institute", "laboratory", "academy"), frozenset(("ResearchInstitute",))),
    **dict.fromkeys(("city", "province"), frozenset(("Region",))),
    "cluster": frozenset(("Cluster",)),
    "university": frozenset(("University",)),
}
_IT = frozenset().union(*_NOUNS.values())
_ANAPHOR = re.compile(
    rf"^(?P<it>its?)(?=['’ ])|\bthe (?P<noun>{'|'.join(_NOUNS)})(?=['’ ,.]|$)|\b(?P<there>there)(?=[ ,.]|$)"
)


class View(NamedTuple):
    """One sentence. ``text[i]`` stands at ``places[i]`` of the paragraph; ``slots``: the names behind a character."""

    start: int
    end: int
    text: str
    places: list[int]
    slots: dict[int, tuple[Found, ...]]


class _Part(NamedTuple):
    """A stretch of a sentence that becomes a slot, and the names that it stands for."""

    start: int
    end: int
    names: tuple[Found, ...]


def view(plain: str, start: int, end: int, names: list[Found], topic: Found | None) -> tuple[View, Found | None]:
    """Return the sentence ``plain[start:end]`` as the rules see it, and the topic that it leaves to the next.

    Args:
        plain: the paragraph in its normal form.
        start: where the sentence begins.
        end: where it ends.
        names: its names, those inside others left out, in order.
        topic: what the sentence before speaks of.
    """
    parts = _lists(plain, [_part(plain, name) for name in _without_outer_regions(plain, names)])
    parts = sorted([*parts, *_anaphors(plain, start, end, parts, topic)])
    return _built(plain, start, end, parts), _topic(plain, start, parts) or topic


def chained(plain: str, inner: Found, outer: Found) -> bool:
    """Say whether the two regions stand as Chengdu, Sichuan do."""
    return (
        inner.kind == outer.kind == "Region"
        and plain[inner.end : outer.start] in (", ", " in ")
        and lies_in(inner.name, outer.name)
    )


def _without_outer_regions(plain: str, names: list[Found]) -> list[Found]:
    """Leave out the province after a city: in Chengdu, Sichuan the city is meant."""
    pairs = zip([None, *names], names, strict=False)
    return [name for before, name in pairs if not (before and chained(plain, before, name))]


def _part(plain: str, name: Found) -> _Part:
    tail = _FIELD_TAIL.match(plain, name.end) if name.kind in FIELDS else None
    return _Part(name.start, tail.end() if tail else name.end, (name,))


def _lists(plain: str, parts: list[_Part]) -> list[_Part]:
    """Join the members of lists (A, B and C); without an "and" commas make no list."""
    joined: list[_Part] = []
    members: list[_Part] = []
    for part in parts:
        between = plain[members[-1].end : part.start] if members else ""
        if members and _AND.fullmatch(between) and _alike(members[-1], part):
            names = tuple(name for one in (*members, part) for name in one.names)
            joined.append(_Part(members[0].start, part.end, names))
            members = []
        elif members and _COMMA.fullmatch(between) and _alike(members[-1], part):
            members.append(part)
        else:
            joined.extend(members)
            members = [part]
    return [*joined, *members]


def _alike(one: _Part, other: _Part) -> bool:
    return slot_char(frozenset((one.names[0].kind, other.names[0].kind))) != MIXED_CHAR["Any"]


def _anaphors(plain: str, start: int, end: int, parts: list[_Part], topic: Found | None) -> list[_Part]:
    """Return the places where the sentence takes up its topic: It, its, the zone, there."""
    if not topic:
        return []
    found: list[_Part] = []
    starts = [part.start for part in parts]
    for match in _ANAPHOR.finditer(plain[start:end]):
        fitting = _IT if match["it"] else _NOUNS[match["noun"]] if match["noun"] else PLACES
        low, high = start + match.start(), start + match.end()
        before = bisect_left(starts, high)
        if topic.kind in fitting and not (before and low < parts[before - 1].end):
            found.append(_Part(low, high, (topic,)))
    return found


def _built(plain: str, start: int, end: int, parts: list[_Part]) -> View:
    characters: list[str] = []
    places: list[int] = []
    slots: dict[int, tuple[Found, ...]] = {}
    cursor = start
    for part in parts:
        low = max(cursor, _determiner(plain, part.start))
        slots[len(places) + low - cursor] = part.names
        slot = slot_char(frozenset(name.kind for name in part.names))
        owner = "'s" if plain[part.start : part.end] == "its" else ""
        characters.append(plain[cursor:low] + slot + owner)
        places.extend([*range(cursor, low), *[part.start] * (1 + len(owner))])
        cursor = part.end
    characters.append(plain[cursor:end])
    places.extend(range(cursor, end))
    return View(start, end, "".join(characters), places, slots)


def _determiner(plain: str, at: int) -> int:
    """Return where the article before ``at`` begins, which the slot takes in, or ``at``."""
    match = _DETERMINER.search(plain, max(0, at - _DETERMINER_REACH), at)
    return match.start() if match else at


def without_asides(sentence: View) -> View:
    """Return the sentence without years and what stands between commas after a name: X, one of many, was approved."""
    kept: list[int] = []
    cursor = 0
    for match in _ASIDE.finditer(sentence.text):
        kept.extend(range(cursor, match.start()))
        cursor = match.end()
    kept.extend(range(cursor, len(sentence.text)))
    return sentence._replace(
        text="".join(sentence.text[i] for i in kept),
        places=[sentence.places[i] for i in kept],
        slots={new: sentence.slots[old] for new, old in enumerate(kept) if old in sentence.slots},
    )


def _topic(plain: str, start: int, parts: list[_Part]) -> Found | None:
    """Return what the sentence speaks of: its first name that follows no preposition, where it stands alone."""
    for part in parts:
        at = max(start, _determiner(plain, part.start))
        if part.names[0].kind not in FIELDS and not _PREPOSITION.search(plain, max(start, at - _PREPOSITION_REACH), at):
            return part.names[0] if len(part.names) == 1 else None
    return None
