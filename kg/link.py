"""From mentions to entities and from claims to facts, within a document and across documents. Every merge has a reason."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from kg.extract import Extract
from kg.lexicon import load
from kg.model import Document, Entity, Evidence, Fact, Mention, Observation, entity_id
from kg.text import fold

_QUOTES = str.maketrans("", "", " \t\n“”\"'‘’「」『』《》")
_FORMS = {
    "Zone": (
        (re.compile(r"(?:国家级?)?高新技术(?:产业)?(?:开发区|园区|区)$|国家高新区$"), "高新区"),
        (re.compile(r"(?:国家级?)?经济技术开发区$|国家级?经开区$"), "经开区"),
        (re.compile(r"自由贸易试验区|自贸试验区"), "自贸区"),
        (re.compile(r"国家自主创新示范区$|自主创新示范区$"), "自创区"),
    ),
    "GovernmentBody": ((re.compile(r"^中共"), ""), (re.compile(r"人民政府$"), "政府")),
    "Industry": ((re.compile(r"(?:产业|行业)$"), ""),),
    "Company": ((re.compile(r"(?:集团)?(?:股份)?(?:有限责任公司|有限公司|公司)$"), ""),),
}


class Linked(NamedTuple):
    """The corpus as entities and facts; ``merges`` says what was joined and why."""

    entities: list[Entity]
    facts: list[Fact]
    merges: list[tuple[str, str, str, str]]  # entity id, kind, name, reason


@lru_cache(maxsize=65536)
def key_of(kind: str, name: str) -> tuple[str, str]:
    """Return the key under which things of ``kind`` called ``name`` are one, and the reason where it is not the name itself."""
    plain = fold(name).translate(_QUOTES).lower()
    entry = load().entry(fold(name), kind) or load().entry(plain, kind)
    if entry:
        return (entry.code or fold(entry.label).lower()), ("lexicon" if entry.label != name else "")
    short = plain
    for pattern, form in _FORMS.get(kind, ()):
        short = pattern.sub(form, short)
    if short != plain:
        entry = load().entry(short, kind)
        if entry:
            return (entry.code or fold(entry.label).lower()), "form"
    return short or plain, "form" if short != plain else ""


def link(extracts: Iterable[Extract], documents: Iterable[Document]) -> Linked:
    """Return the entities and facts of ``extracts``, each with all its mentions and evidence."""
    texts = {d.id: d.text for d in documents}
    builder = _Builder(texts)
    for one in sorted(extracts, key=lambda e: e.document):
        builder.add(one)
    return builder.linked()


class _Builder:
    """Gathers mentions by entity and evidence by fact."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts
        self.mentions: dict[tuple[str, str], list[tuple[str, Mention]]] = defaultdict(list)
        self.observations: dict[tuple[str, str], list[Observation]] = defaultdict(list)
        self.evidence: dict[tuple[tuple[str, str], str, tuple[str, str]], list[tuple[Evidence, float, bool]]] = defaultdict(list)

    def add(self, one: Extract) -> None:
        """Add what one document states."""
        keys = _document_keys(one)
        text = self.texts[one.document]
        for mention, key in zip(one.mentions, keys, strict=True):
            self.mentions[key].append((one.document, mention))
        for claim in one.claims:
            source, target = keys[claim.subject], keys[claim.object]
            if source == target:
                continue
            if claim.relation == "cooperatesWith" and target < source:
                source, target = target, source
            passage = Evidence(one.document, claim.start, claim.end, text[claim.start : claim.end], claim.rule)
            self.evidence[source, claim.relation, target].append((passage, claim.confidence, claim.target))
        for position, observation in one.measures:
            self.observations[keys[position]].append(observation)

    def linked(self) -> Linked:
        """Return what was gathered."""
        entities = [self._entity(key) for key in sorted(self.mentions)]
        facts = [self._fact(key) for key in sorted(self.evidence)]
        return Linked(entities, facts, [])

    def _entity(self, key: tuple[str, str]) -> Entity:
        kind, name = key
        mentions = sorted(self.mentions[key], key=lambda m: (m[0], m[1].start, m[1].end))
        label = _label(kind, name, [m for _, m in mentions])
        aliases = sorted({n for _, m in mentions for n in (m.name.replace("\n", ""), m.text.replace("\n", ""))} - {label})
        return Entity(
            entity_id(kind, name),
            kind,
            label,
            tuple(aliases),
            tuple(mentions),
            tuple(sorted(set(self.observations.get(key, ())), key=lambda o: (o.evidence[0].document, o.evidence[0].start, o))),
            code=name if kind == "Region" and re.fullmatch(r"\d{6}", name) else "",
        )

    def _fact(self, key: tuple[tuple[str, str], str, tuple[str, str]]) -> Fact:
        source, relation, target = key
        rows = self.evidence[key]
        wrong = 1.0
        for _, confidence, _ in {(e.document, e.start, e.rule): (e, c, p) for e, c, p in rows}.values():
            wrong *= 1 - confidence
        evidence = tuple(sorted({e for e, _, _ in rows}))
        return Fact(
            entity_id(*source), relation, entity_id(*target), 1 - wrong, evidence, planned=all(planned for _, _, planned in rows)
        )


def _label(kind: str, key: str, mentions: list[Mention]) -> str:
    for mention in mentions:
        entry = load().entry(fold(mention.name), kind)
        if entry:
            return entry.label
    names = {m.name.replace("\n", "") for m in mentions}
    return max(names, key=lambda n: (len(n), n))


def _document_keys(one: Extract) -> list[tuple[str, str]]:
    """Return the key of each mention, short forms resolved to what the document calls by the full form."""
    keys = [(m.kind, key_of(m.kind, m.name)[0]) for m in one.mentions]
    short_of = _short_forms(set(keys), one)
    return [short_of.get(key, key) for key in keys]


def _short_forms(keys: set[tuple[str, str]], one: Extract) -> dict[tuple[str, str], tuple[str, str]]:
    """Return which keys of a document are short for another: 中关村 where it also has 北京中关村."""
    regions = {fold(m.text) for m in one.mentions if m.kind == "Region"}
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for kind, name in sorted(keys):
        longer = [
            (k, n)
            for k, n in keys
            if k == kind and n != name and kind not in ("Region", "Person", "Industry", "Technology") and n.endswith(name) and n[: -len(name)] in regions
        ]
        if len(longer) == 1:
            found[kind, name] = longer[0]
    return found
