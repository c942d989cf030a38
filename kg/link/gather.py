"""All mentions of a thing and all passages of a fact brought together, with the reason of each merge."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kg.extract import Extract
from kg.link.background import background, lexicon_thing
from kg.link.decisions import NONE, Decisions
from kg.link.keys import Identity
from kg.link.within import resolve
from kg.model import Claim, Document, Entity, Evidence, Fact, Mention, Observation, entity_id
from kg.schema import load as load_schema

Key = tuple[str, str]  # kind and key of a thing
FactKey = tuple[Key, str, Key]
_UNRESOLVED: Mapping[str, list[Identity]] = {}


class Merge(NamedTuple):
    """A name that was joined to the entity ``label``, why and how often; ``first``: document, start and end of one."""

    entity: str
    kind: str
    label: str
    name: str
    reason: str
    mentions: int
    first: str


class Linked(NamedTuple):
    """The corpus as entities and facts; ``merges`` says what was joined and why."""

    entities: list[Entity]
    facts: list[Fact]
    merges: list[Merge]


def link(
    extracts: Iterable[Extract],
    documents: Iterable[Document],
    decisions: Decisions = NONE,
    identities: Mapping[str, list[Identity]] = _UNRESOLVED,
) -> Linked:
    """Return the entities and facts of ``extracts`` with all their evidence, and what the lexicon knows of them.

    ``identities``: what :func:`kg.link.resolve` has found already, by document.
    """
    builder = _Builder({d.id: d for d in documents}, decisions)
    for one in sorted(extracts, key=lambda e: e.document):
        found = identities.get(one.document)
        builder.add(one, resolve(one, builder.documents[one.document].text) if found is None else found)
    return builder.linked()


class _Passage(NamedTuple):
    """One piece of evidence for a fact; ``planned`` says that it is wished for."""

    evidence: Evidence
    confidence: float
    planned: bool


class _Builder:
    """Gathers mentions by entity and evidence by fact."""

    def __init__(self, documents: dict[str, Document], decisions: Decisions) -> None:
        self.documents = documents
        self.decisions = decisions
        self.mentions: dict[Key, list[tuple[str, Mention]]] = defaultdict(list)
        self.reasons: dict[Key, dict[str, str]] = defaultdict(dict)  # name to reason, the first that was given
        self.observations: dict[Key, set[Observation]] = defaultdict(set)
        self.passages: dict[FactKey, list[_Passage]] = defaultdict(list)

    def add(self, one: Extract, identities: list[Identity]) -> None:
        """Add what one document states, its mentions standing for ``identities``."""
        document = self.documents[one.document]
        keys = self._keys(one, document, identities)
        for mention, key in zip(one.mentions, keys, strict=True):
            self.mentions[key].append((one.document, mention))
        for claim in one.claims:
            self._add_claim(claim, keys, document)
        for position, observation in one.measures:
            self.observations[keys[position]].add(observation)

    def _keys(self, one: Extract, document: Document, identities: list[Identity]) -> list[Key]:
        keys = []
        place = (document.id, document.name)
        for mention, identity in zip(one.mentions, identities, strict=True):
            key, decided = self.decisions.key(mention, place, identity.key)
            reasons = self.reasons[mention.kind, key]
            reasons.setdefault(_one_line(mention.name), decided or identity.reason)
            reasons.setdefault(_one_line(mention.text), f"the text means {_one_line(mention.name)}")
            keys.append((mention.kind, key))
        return keys

    def _add_claim(self, claim: Claim, keys: list[Key], document: Document) -> None:
        source, target = keys[claim.subject], keys[claim.object]
        if source == target:
            return
        if target < source and load_schema().relations[claim.relation].symmetric:
            source, target = target, source
        text = document.text[claim.start : claim.end]
        evidence = Evidence(document.id, claim.start, claim.end, text, claim.rule)
        self.passages[source, claim.relation, target].append(_Passage(evidence, claim.confidence, claim.target))

    def linked(self) -> Linked:
        """Return what was gathered."""
        entities = [self._entity(key) for key in sorted(self.mentions)]
        facts = [_fact(key, self.passages[key]) for key in sorted(self.passages)]
        behind, known_facts = background(self.mentions, facts)
        merges = [
            merge
            for entity, key in zip(entities, sorted(self.mentions), strict=True)
            for merge in self._merges(entity, key)
        ]
        return Linked(entities + behind, facts + known_facts, merges)

    def _entity(self, key: Key) -> Entity:
        kind, name = key
        mentions = sorted(self.mentions[key], key=lambda m: (m[0], m[1].start, m[1].end))
        names = {_one_line(text) for _, m in mentions for text in (m.name, m.text)}
        label = _label(key, {_one_line(m.name) for _, m in mentions})
        observations = sorted(self.observations.get(key, ()), key=_observation_order)
        code = name if kind == "Region" and name.isdigit() else ""
        aliases = tuple(sorted(names - {label}))
        return Entity(entity_id(kind, name), kind, label, aliases, tuple(mentions), tuple(observations), code=code)

    def _merges(self, entity: Entity, key: Key) -> list[Merge]:
        """Return why each name of an entity but its label belongs to it."""
        found: dict[str, list[tuple[str, Mention]]] = defaultdict(list)
        for document, mention in entity.mentions:
            for name in {mention.name, mention.text}:
                found[_one_line(name)].append((document, mention))
        reasons = self.reasons[key]
        return [
            Merge(entity.id, entity.kind, entity.label, name, reasons.get(name) or _SAME, len(at), _first(at))
            for name, at in sorted(found.items())
            if name != entity.label
        ]


_SAME = "the same name but for its writing"


def _first(mentions: list[tuple[str, Mention]]) -> str:
    document, mention = mentions[0]
    return f"{document}:{mention.start}-{mention.end}"


def _one_line(text: str) -> str:
    """Return a name that a line's end broke in one line; English words stay apart."""
    if "\n" not in text:
        return text
    return " ".join(text.split()) if text.isascii() else text.replace("\n", "")


def _observation_order(observation: Observation) -> tuple[str, int, Observation]:
    return observation.evidence[0].document, observation.evidence[0].start, observation


def _fact(key: FactKey, passages: list[_Passage]) -> Fact:
    """Return the fact of ``passages``: each place and rule speaks once, and together they are surer than one."""
    source, relation, target = key
    doubt = 1.0
    for confidence in {
        (p.evidence.document, p.evidence.start, p.evidence.rule): p.confidence for p in passages
    }.values():
        doubt *= 1 - confidence
    evidence = tuple(sorted({p.evidence for p in passages}))
    planned = all(p.planned for p in passages)
    return Fact(entity_id(*source), relation, entity_id(*target), 1 - doubt, evidence, planned)


def _label(key: Key, names: set[str]) -> str:
    """Return the name that the lexicon has, else the fullest in the documents."""
    thing = lexicon_thing(key)
    return thing.label if thing else max(names, key=lambda n: (len(n), n))
