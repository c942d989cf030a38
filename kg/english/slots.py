"""An English sentence as the rules see it: small letters, a slot for every list of names, for ``it`` and the like."""

import re
from bisect import bisect_left
from typing import NamedTuple

from kg.recognise.candidates import FIELDS, PLACES, Found
from kg.relate.names import lies_in
from kg.relate.slots import slot_char
from kg.rules.slots import KIND_CHAR, MIXED_CHAR, SLOT

_AND = re.compile(r",? (?:and|as well as) (?:the |its )?")
_COMMA = re.compile(r", (?:the )?")
_DETERMINER = re.compile(r"\b(?:the|a|an) $")
_DETERMINER_REACH = 5
_FIELD_TAIL = re.compile(r" (?:industr(?:y|ies)|sectors?|fields?|products)\b")
_ALSO = (" ()", ", or ,", ", known as ,")  # around another name of the same thing
_PREPOSITION = re.compile(r"\b(?:in|at|from|with|by|of|for|on|to|near|like|under|via|through|into|than|after|as|and) $")
_PREPOSITION_REACH = 16
_INSTITUTE = KIND_CHAR["ResearchInstitute"]
_ASIDE = re.compile(
    rf"(?<={SLOT}), (?:a|an|one of|the|which|who|known|founded|established|set up|formerly|also)\b"
    r"[^,;:.\ue000-\ue03f]{0,80},(?= )"
    r"| in (?:(?:early|late|[a-z]{3,9}) )?(?:19|20)\d\d\b"
    rf"|(?<={_INSTITUTE}) (?:of|under|at) {SLOT}"
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
    """One sentence. ``text[i]`` stands at ``places[i]`` of the paragraph; ``slots``: the names of a character."""

    start: int
    end: int
    text: str
    places: list[int]
    slots: dict[int, tuple[Found, ...]]


class Said(NamedTuple):
    """What a sentence leaves to the next: what it speaks of, and all that it names."""

    topic: Found | None = None
    names: tuple[Found, ...] = ()

    def of(self, kinds: frozenset[str]) -> Found | None:
        """Return what "the zone" means: the topic, else the only one of its kind that was named."""
        if self.topic and self.topic.kind in kinds:
            return self.topic
        fitting = {(name.kind, name.name): name for name in self.names if name.kind in kinds}
        return next(iter(fitting.values())) if len(fitting) == 1 else None


class _Part(NamedTuple):
    """A stretch of a sentence that becomes a slot, and the names that it stands for."""

    start: int
    end: int
    names: tuple[Found, ...]


def view(plain: str, start: int, end: int, names: list[Found], said: Said) -> tuple[View, Said]:
    """Return the sentence ``plain[start:end]`` as the rules see it, and what it leaves to the next.

    Args:
        plain: the paragraph in its normal form.
        start: where the sentence begins.
        end: where it ends.
        names: its names, those inside others left out, in order.
        said: what the sentence before leaves.
    """
    parts = _lists(plain, _parts(plain, names))
    parts = sorted([*parts, *_anaphors(plain, start, end, parts, said)])
    topic = _topic(plain, start, parts)
    return _built(plain, start, end, parts), Said(topic or said.topic, tuple(names))


def chained(plain: str, inner: Found, outer: Found) -> bool:
    """Say whether the two regions stand as Chengdu, Sichuan do."""
    return (
        inner.kind == outer.kind == "Region"
        and plain[inner.end : outer.start] in (", ", " in ")
        and lies_in(inner.name, outer.name)
    )


def _parts(plain: str, names: list[Found]) -> list[_Part]:
    """Return a part for each name; a province after its city, a short form in brackets go with what is before."""
    parts: list[_Part] = []
    for name in names:
        before = parts[-1] if parts else None
        end = _end_with(plain, before, name) if before else 0
        if before and end:
            parts[-1] = before._replace(end=end)
        else:
            tail = _FIELD_TAIL.match(plain, name.end) if name.kind in FIELDS else None
            parts.append(_Part(name.start, tail.end() if tail else name.end, (name,)))
    return parts


def _end_with(plain: str, before: _Part, name: Found) -> int:
    """Return where the part before ends if it takes ``name`` in: Taizhou, Jiangsu, or SINANO in brackets; else 0."""
    if chained(plain, before.names[0], name):
        return name.end + plain.startswith(", ", name.end)
    same = (name.kind, name.name) == (before.names[0].kind, before.names[0].name)
    return name.end + 1 if same and plain[before.end : name.start] + plain[name.end : name.end + 1] in _ALSO else 0


def _lists(plain: str, parts: list[_Part]) -> list[_Part]:
    """Join the members of lists (A, B and C); without an "and" commas make no list."""
    joined: list[_Part] = []
    members: list[_Part] = []
    for part in parts:
        owner = plain.startswith("'s", part.end)  # X and Tsinghua University's institute: the institute is in the list
        between = plain[members[-1].end : part.start] if members and not owner else ""
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


def _anaphors(plain: str, start: int, end: int, parts: list[_Part], said: Said) -> list[_Part]:
    """Return the places where the sentence takes up what was said: It, its, the zone, there."""
    found: list[_Part] = []
    starts = [part.start for part in parts]
    for match in _ANAPHOR.finditer(plain[start:end]):
        taken_up = said.of(_NOUNS[match["noun"]]) if match["noun"] else said.topic
        fitting = PLACES if match["there"] else _IT
        low, high = start + match.start(), start + match.end()
        before = bisect_left(starts, high)
        if taken_up and taken_up.kind in fitting and not (before and low < parts[before - 1].end):
            found.append(_Part(low, high, (taken_up,)))
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
    """Return the sentence without years and what stands between commas after a name: X, one of many, was built."""
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
