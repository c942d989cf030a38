"""All mentions of a thing and all passages of a fact brought together, with the reason of each merge.

:func:`share` is what one document adds, told by it alone; :func:`entity` and :func:`fact` put together what all
documents added under one key. Between the two lies nothing but grouping by key, which any engine can do in any order.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kg.extract import Extract
from kg.link.background import lexicon_thing
from kg.link.decisions import NONE, Decisions
from kg.link.keys import Identity
from kg.model import Claim, Document, Entity, Evidence, Fact, Mention, Observation, entity_id
from kg.schema import load as load_schema

Key = tuple[str, str]  # kind and key of a thing
FactKey = tuple[Key, str, Key]
Place = tuple[str, int, int]  # document, start, end
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
    """A name of a thing: why it is one, how many mentions have it, the first of these; ``full``: not as a short form."""

    name: str
    reason: str
    mentions: int
    first: Place
    full: bool

    def and_also(self, other: "Name") -> "Name":
        """Return what two documents tell of one name; the first of them gives the reason."""
        first = min(self, other, key=_first)
        return first._replace(mentions=self.mentions + other.mentions, full=self.full or other.full)


def _first(name: Name) -> Place:
    return name.first


class Support(NamedTuple):
    """What one document says for a fact. ``confidences``: one for each place and rule, which speak once each."""

    evidence: tuple[Evidence, ...]
    confidences: tuple[float, ...]
    planned: bool


class Share(NamedTuple):
    """What one document adds to the corpus: to things under their keys, to facts under the keys of both ends."""

    document: str
    mentions: list[tuple[Key, Mention]]
    names: dict[Key, dict[str, Name]]
    observations: list[tuple[Key, Observation]]
    supports: dict[FactKey, Support]


# ---------------------------------------------------------------- what one document adds


def share(one: Extract, document: Document, identities: list[Identity], decisions: Decisions = NONE) -> Share:
    """Return what ``one`` adds, its mentions standing for ``identities`` but where ``decisions`` overrule these."""
    place = (document.id, document.name)
    decided = [decisions.key(m, place, i.key) for m, i in zip(one.mentions, identities, strict=True)]
    keys = [(m.kind, key) for m, (key, _) in zip(one.mentions, decided, strict=True)]
    reasons = [reason or i.reason for (_, reason), i in zip(decided, identities, strict=True)]
    return Share(
        document.id,
        list(zip(keys, one.mentions, strict=True)),
        _names(document.id, one.mentions, keys, reasons),
        [(keys[position], observation) for position, observation in one.measures],
        _supports(one.claims, keys, document),
    )


def _names(document: str, mentions: list[Mention], keys: list[Key], reasons: list[str]) -> dict[Key, dict[str, Name]]:
    found: dict[tuple[Key, str], list[tuple[int, int, str, bool]]] = defaultdict(list)
    for mention, key, reason in zip(mentions, keys, reasons, strict=True):
        name, text = one_line(mention.name), one_line(mention.text)
        found[key, name].append((mention.start, mention.end, reason, True))
        if text != name:
            found[key, text].append((mention.start, mention.end, f"the text means {name}", False))
    names: dict[Key, dict[str, Name]] = defaultdict(dict)
    for (key, name), at in found.items():
        start, end, reason, _ = min(at)
        names[key][name] = Name(name, reason, len(at), (document, start, end), any(full for *_, full in at))
    return names


def one_line(text: str) -> str:
    """Return a name that a line's end broke in one line; English words stay apart."""
    if "\n" not in text:
        return text
    return " ".join(text.split()) if text.isascii() else text.replace("\n", "")


def _supports(claims: list[Claim], keys: list[Key], document: Document) -> dict[FactKey, Support]:
    grouped: dict[FactKey, list[Claim]] = defaultdict(list)
    for claim in claims:
        source, target = keys[claim.subject], keys[claim.object]
        if source == target:
            continue
        if target < source and load_schema().relations[claim.relation].symmetric:
            source, target = target, source
        grouped[source, claim.relation, target].append(claim)
    return {key: _support(found, document) for key, found in grouped.items()}


def _support(claims: list[Claim], document: Document) -> Support:
    confidences = {(claim.start, claim.rule): claim.confidence for claim in claims}
    evidence = tuple(sorted({_evidence(claim, document) for claim in claims}))
    return Support(evidence, tuple(confidences.values()), all(claim.target for claim in claims))


def _evidence(claim: Claim, document: Document) -> Evidence:
    return Evidence(document.id, claim.start, claim.end, document.text[claim.start : claim.end], claim.rule)


# ---------------------------------------------------------------- what all documents added


def entity(
    key: Key,
    names: Iterable[Name],
    mentions: Sequence[tuple[str, Mention]] = (),
    observations: Sequence[Observation] = (),
) -> Entity:
    """Return the thing under ``key``; its mentions and numbers, in their order, may be kept elsewhere."""
    kind, name = key
    known = list(names)
    label = _label(key, (one.name for one in known if one.full))
    code = name if kind == "Region" and name.isdigit() else ""
    aliases = tuple(sorted(one.name for one in known if one.name != label))
    return Entity(entity_id(kind, name), kind, label, aliases, mentions, observations, code=code)


def merges(thing: Entity, names: Iterable[Name]) -> list[Merge]:
    """Return why each name of ``thing`` but its label belongs to it."""
    joined = sorted(one for one in names if one.name != thing.label)
    places = _places(thing, {one.name for one in joined})
    return [
        Merge(
            thing.id,
            thing.kind,
            thing.label,
            one.name,
            one.reason or _SAME,
            one.mentions,
            _place(one.first),
            " ".join(map(_place, places[one.name][1:])),
        )
        for one in joined
    ]


def _places(thing: Entity, wanted: set[str]) -> dict[str, list[Place]]:
    """Return where each of the names that are ``wanted`` stands first."""
    found: dict[str, list[Place]] = {name: [] for name in wanted}
    for document, mention in thing.mentions if wanted else ():
        for name in {one_line(mention.name), one_line(mention.text)} & wanted:
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


def _fact(key: FactKey, supports: list[Support]) -> Fact:
    source, relation, target = key
    sure = surety(Counter(confidence for one in supports for confidence in one.confidences))
    evidence = tuple(sorted(passage for one in supports for passage in one.evidence))
    planned = all(one.planned for one in supports)
    return Fact(entity_id(*source), relation, entity_id(*target), sure, evidence, planned)
