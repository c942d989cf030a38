"""What all documents added under one key put together: a thing, how sure a fact is, the reason of each merge.

Before it lies nothing but grouping by key, which any engine can do in any order: ``columns`` does it on one machine.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from kg.link import places
from kg.link.background import lexicon_thing
from kg.model import Entity, Fact, Mention, Observation, entity_id

Key = tuple[str, str]  # kind and key of a thing
Place = tuple[str, int, int]  # document, start, end
HERE, SHORT, FULL = range(3)  # how a name stands for a thing: in its sentence alone, as a short form, in full
_HERE = frozenset(("short:back-reference", "short:committee", "short:zone-of-city", "shared-tail", "counted-tail"))
OTHERS = 20  # places of a merged name that are listed beside the first; graph.json has them all


class Merge(NamedTuple):
    """A name that was joined to the entity ``label``, why and how often.

    ``first``: document, start and end of one mention; ``others``: those of the next, at most ``OTHERS``.
    """

    entity: str
    kind: str
    label: str
    name: str
    reason: str
    mentions: int
    first: str
    others: str


class Linked(NamedTuple):
    """The corpus as entities and facts; ``merges`` says what was joined and why."""

    entities: list[Entity]
    facts: list[Fact]
    merges: list[Merge]


class Name(NamedTuple):
    """A name of a thing: why it is one, how many mentions have it, the first of these; ``use``: the best of ``HERE`` to ``FULL``."""

    name: str
    reason: str
    mentions: int
    first: Place
    use: int


def use(rule: str) -> int:
    """Return how the short form that ``rule`` found stands for its thing.

    高新区 for the one named before, and 南京 in 南京、苏州等8个高新区, name it in that sentence alone: elsewhere they are others.
    """
    return HERE if rule in _HERE else SHORT


def absurd(source: Key, relation: str, target: Key) -> bool:
    """Say whether a thing is tied to itself, or a region put into what its code says lies in it: 河南 in 中原区, a district of 郑州."""
    if source == target:
        return True
    regions = relation == "locatedIn" and source[0] == target[0] == "Region"
    return regions and source[1] in places.line(target[1])


def one_line(text: str) -> str:
    """Return a name that a line's end broke in one line; English words stay apart."""
    if "\n" not in text:
        return text
    return " ".join(text.split()) if text.isascii() else text.replace("\n", "")


def entity(
    key: Key,
    names: Iterable[Name],
    mentions: Sequence[tuple[str, Mention]] = (),
    observations: Sequence[Observation] = (),
) -> Entity:
    """Return the thing under ``key``; its mentions and numbers, in their order, may be kept elsewhere."""
    kind, name = key
    known = list(names)
    label = _label(key, (one.name for one in known if one.use == FULL))
    code = name if kind == "Region" and name.isdigit() else ""
    aliases = tuple(sorted(one.name for one in _lasting(known) if one.name != label))
    return Entity(entity_id(kind, name), kind, label, aliases, mentions, observations, code=code)


def _lasting(names: list[Name]) -> list[Name]:
    """Return ``names`` without those that hold in their sentence alone, unless the texts have no other."""
    here = sum(one.mentions for one in names if one.use == HERE)
    lasting = [one for one in names if one.use > HERE]
    return lasting if here < sum(one.mentions for one in names if one.use == FULL) else names


def merges(thing: Entity, names: Iterable[Name], standing: Callable[[str], Sequence[Place]]) -> list[Merge]:
    """Return why each name of ``thing`` but its label belongs to it; ``standing`` tells where a name stands first."""
    return [
        Merge(
            thing.id,
            thing.kind,
            thing.label,
            one.name,
            one.reason or _SAME,
            one.mentions,
            _place(one.first),
            " ".join(map(_place, standing(one.name)[1:])),
        )
        for one in sorted(one for one in names if one.name != thing.label)
    ]


def first_places(mentions: Iterable[tuple[str, Mention]]) -> dict[str, list[Place]]:
    """Return where each name among ``mentions``, which are in order, stands first: as many places as are listed."""
    found: dict[str, list[Place]] = defaultdict(list)
    for document, mention in mentions:
        for name in {one_line(mention.name), one_line(mention.text)}:
            if len(found[name]) <= OTHERS:
                found[name].append((document, mention.start, mention.end))
    return found


_SAME = "the same name but for its writing"


def _place(place: Place) -> str:
    document, start, end = place
    return f"{document}:{start}-{end}"


def _label(key: Key, names: Iterable[str]) -> str:
    """Return the name that the lexicon has, else the fullest in the documents."""
    thing = lexicon_thing(key)
    return thing.label if thing else max(names, key=lambda n: (len(n), n))


def surety(confidences: Mapping[float, int]) -> float:
    """Return how sure a fact is that passages of these confidences state, so many of each: together surer than one."""
    doubt = 1.0
    for confidence in sorted(confidences):
        doubt *= (1 - confidence) ** confidences[confidence]
    return 1 - doubt
