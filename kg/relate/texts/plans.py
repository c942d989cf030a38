"""Texts that say sentence after sentence what is to be done: plans, work reports. Who does it is the place of the title, and never
the park, firm or city that was only named last."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.lexicon import load, one_of
from kg.recognise import Found
from kg.recognise.candidates import FIELDS, PLACES
from kg.relate.claims import Stated
from kg.relate.groups import Group
from kg.relate.slots import Slotted, top_level, within
from kg.text import sentences

_OF_TITLED, _OF_ANY = 0.2, 0.5  # of the sentences order something; a report also looks back
_LEAST = 6  # sentences
_SHORTEST = 8  # characters


def plan_subjects(texts: Sequence[str], named: Sequence[Sequence[Found]]) -> list[Group] | None:
    """Return who does what a plan orders, the first place in its title or the only one that the plan names, or nobody; None for all
    other texts.

    Args:
        texts: the document's flows.
        named: their names.
    """
    if not texts:
        return None
    titled = bool(_titled().match(texts[0]))
    if not _FURTHER_ON.match(texts[0]) and not _orders(texts, _OF_TITLED if titled else _OF_ANY):
        return None
    place = next((name for name in named[0] if name.kind in PLACES), None) if titled else None
    place = place or _only_place(texts[0], named)
    return [Group(place.start, place.end, frozenset((place.kind,)), "", (place,))] if place else []


# A text that begins with a dash, or a number other than the first: who it is about was told before, and is not who it happens to name.
_FURTHER_ON = re.compile(
    r"——|[\s(]*(?:[二三四五六七八九十]{1,3}[)、是要]|[2-9][)、.](?!\d)|第[二三四五六七八九十]{1,3}[章节篇])"
)


@cache
def _titled() -> re.Pattern[str]:
    """Return what matches the title of a plan; a heading below may have been joined to it."""
    plan = one_of(load().official_words["plan"])
    return re.compile(
        f"[^,。;!?]{{2,60}}(?:{plan})(?:[(《—:][^)》,。]*[)》]?)?(?: [^,。;!?]{{2,20}})?(?:$|(?=[一二三四第]))"
    )


@cache
def _order() -> re.Pattern[str]:
    """Return what matches the beginning of a sentence that orders something: 要持续推动, (三)加快建设."""
    return re.compile(rf"[(]?[一二三四五六七八九十0-9]*[)、.]?\s*{_ordered()}")


def _ordered() -> str:
    """Return the expression of what is ordered, and how: 要持续推动."""
    words = load().official_words
    return f"(?:{one_of(words['how'])})*(?:{one_of(words['order'])})"


def place_of_plans(named: Sequence[Sequence[Found]]) -> Group | None:
    """Return the place with which the titles of the plans begin that a document names, where it is one."""
    plans = [(plan, found) for found in named for plan in found if plan.kind == "Policy"]
    places = [
        name for plan, found in plans for name in within(found, plan.start, plan.end) if _opens_title(name, plan.start)
    ]
    if len({place.name for place in places}) != 1:
        return None
    return Group(places[0].start, places[0].end, frozenset((places[0].kind,)), "", (places[0],))


def _opens_title(name: Found, start: int) -> bool:
    return name.kind in PLACES and name.start - start <= 1  # behind 《


def _only_place(text: str, named: Sequence[Sequence[Found]]) -> Found | None:
    """Return the place that a text names, where it names no other: the one that it opens with, or the region of its first sentence.

    One that stands further on is what something is done to.
    """
    places = [name for names in named for name in top_level(names) if name.kind in PLACES]
    if len({name.name for name in places}) != 1 or places[0] not in named[0]:
        return None
    first = places[0]
    told_first = first.kind == "Region" and first.end <= next((end for _, end in sentences(text)), 0)
    return first if told_first or not first.start else None


def _orders(texts: Sequence[str], share: float) -> bool:
    """Say whether at least ``share`` of the sentences open with the verb for what is to be done: most texts soon show that not."""
    read = [text[start:end].strip() for text in texts for start, end in sentences(text)]
    told = [sentence for sentence in read if len(sentence) >= _SHORTEST]
    ordering = len(told)
    for sentence in told if ordering >= _LEAST else ():
        ordering -= not _order().match(sentence)
        if ordering / len(told) < share:
            return False
    return len(told) >= _LEAST


def planned_fields(sentence: Slotted, subjects: Sequence[Group]) -> Iterator[Stated]:
    """Yield that the plan's place works on the industries of which a sentence says what becomes of them: 汽车产业|加快转型."""
    at = next(iter(sentence.group_at), -1)
    group = sentence.groups[0] if subjects and at >= 0 else None
    if group is None or not (group.kinds <= FIELDS and group.tail and _NUMBER.fullmatch(sentence.text, 0, at)):
        return
    if _becomes().match(sentence.text, at + 1):
        for name in group.names:
            place = subjects[0].names[0]
            yield Stated(place, "focusesOn", name, sentence.start, sentence.end, "context.plan-field", 0.75)


_NUMBER = re.compile(r"[\s(—]*[一二三四五六七八九十0-9]*[)、.是]?\s*")


@cache
def _becomes() -> re.Pattern[str]:
    """Return what matches behind a field of which a plan says what becomes of it."""
    return re.compile(f"方面,|[,。:]|(?:[要将]?[以向]|{_ordered()})")
