"""What is said of one document, thing, fact or number, as rows of quads."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, islice
from typing import Any

import pyoxigraph as ox

from kg.model import digest
from kg.passages import Passage
from kg.pinyin import pinyin
from kg.rdf import background
from kg.rdf.dataset import scheme
from kg.rdf.rows import Copies, Graph, Links, Object, Row, Shown, say, written
from kg.rdf.terms import TRUE, Names, address, chinese, count, day, language, number, quoted, string, term, worded

GENRES = {"news": "schema:NewsArticle", "policy": "schema:Legislation", "report": "schema:Report"}

Triple = tuple[ox.NamedNode, str, ox.NamedNode]  # subject, relation, object
_quoted = lru_cache(maxsize=1 << 16)(quoted)  # of names and rules, which come again and again
_number = lru_cache(maxsize=1 << 16)(lambda value: str(number(value)))  # as N-Quads write them, too
_term = cache(lambda name: str(term(name)))
_TRUE = str(TRUE)
_DATES = (("kgo:firstDate", "first"), ("kgo:lastDate", "last"))
_DEFAULT = ox.DefaultGraph()
_TOGETHER = 20  # passages shown by one row: longer texts cost the system new memory each time
_OBSERVED = ("indicator", "value", "unit", "time", "target", "comparator")


class Descriptions:
    """What is said of one document, thing, fact or number, each by itself; a passage is described once: not again where it is in ``shown``.

    ``industries``: which there are in the graph, their IRIs by label.
    """

    def __init__(self, names: Names, industries: Mapping[str, ox.NamedNode]) -> None:
        self.names = names
        self._industries = industries
        self._scheme = scheme(names)
        self._documents = _Documents(names)
        self.shown: set[str] = set()

    def document(self, document: dict[str, Any]) -> Iterator[Row]:
        """Describe one document in its own graph."""
        iri = self.names.record("Document", document["id"])
        return say(iri, iri, _document(document))

    def thing(self, iri: ox.NamedNode, data: dict[str, Any]) -> Iterator[Row]:
        """Describe an entity, in the background what is known of it beyond all documents."""
        yield from say(iri, self.home(data), self._description(data))
        yield from say(iri, self.names.background, chain(_coded(data), _english(data), self.broader(data)))

    def home(self, data: dict[str, Any]) -> Graph:
        """Return the graph that a thing or fact belongs to."""
        return self.names.background if data["background"] else _DEFAULT

    def place(self, data: dict[str, Any]) -> str:
        """Return :meth:`home` as N-Quads write it."""
        return written(self.home(data))

    def _description(self, data: dict[str, Any]) -> Iterator[tuple[str, Object]]:
        kind, label = data["kind"], data["label"]
        yield "rdf:type", term(f"kgo:{kind}")
        if kind == "Industry":
            yield "skos:inScheme", self._scheme
        aliases = sorted(set(data["aliases"]).difference(_english_names(data)))
        yield "skos:prefLabel", (name := chinese(label))
        others = (other for other in dict.fromkeys(map(worded, aliases)) if other.value != name.value)
        yield from (("skos:altLabel", other) for other in others)
        yield "kgo:pinyin", string(pinyin(label))
        if data["background"]:
            yield "kgo:background", TRUE

    def broader(self, data: dict[str, Any]) -> Iterator[tuple[str, Object]]:
        """Yield the industry that a broader one is, where it stands in the graph too."""
        name = background.broader().get(data["label"], "") if data["kind"] == "Industry" else ""
        if name in self._industries:
            yield "skos:broader", self._industries[name]

    def plain(self, fact: Triple, home: str) -> Row:
        """Return the triple of a fact in the graph it belongs to."""
        subject, relation, target = fact
        return str(subject), f"kgo:{relation}", str(target), home

    def copies(self, fact: Triple, documents: Iterable[str]) -> Row:
        """Return the triple of a fact as each of ``documents`` states it."""
        subject, relation, target = fact
        return Copies(str(subject), f"kgo:{relation}", str(target), list(map(self.written, documents)))

    def assertion(self, fact: Triple, edge: dict[str, Any], evidence: Iterable[Passage]) -> Iterator[Row]:
        """Yield what is known of a fact, with its ``evidence``."""
        subject, relation, target = fact
        rows: list[tuple[str, Object | str]] = [
            ("rdf:type", _term("kgo:Assertion")),
            ("rdf:subject", subject),
            ("rdf:predicate", _term(f"kgo:{relation}")),
            ("rdf:object", target),
            ("kgo:confidence", _number(edge["confidence"])),
            *((f"kgo:{flag}", _TRUE) for flag in ("background", "planned") if edge.get(flag)),
            *((name, day(edge[key])) for name, key in _DATES if edge.get(key)),
        ]
        if edge.get("sources"):
            rows.append(("kgo:sources", count(edge["sources"])))
        if edge.get("origin"):
            rows.append(("kgo:origin", string(edge["origin"])))
        return self.stated(self.asserted(fact), self.home(edge), rows, evidence)

    def asserted(self, fact: Triple) -> ox.NamedNode:
        """Return the IRI of the assertion of a fact."""
        subject, relation, target = fact
        return self.names.hashed("Assertion", subject.value, relation, target.value)

    def observed(self, node: str, observation: dict[str, Any]) -> ox.NamedNode:
        """Return the IRI of a number stated of ``node``; equal ones are one."""
        return self.names.hashed("Observation", node, *(str(observation[name]) for name in _OBSERVED))

    def observation(
        self, iri: ox.NamedNode, home: Graph, observation: dict[str, Any], evidence: Iterable[Passage]
    ) -> Iterator[Row]:
        """Yield what is known of a number, with its ``evidence``."""
        return self.stated(iri, home, _observation(observation), evidence)

    def stated(
        self, subject: ox.NamedNode, home: Graph, rows: Iterable[tuple[str, Object | str]], evidence: Iterable[Passage]
    ) -> Iterator[Row]:
        """Yield what has evidence, then each passage that no one has shown yet."""
        found = {
            digest("Evidence", document, str(start), str(end), rule): (document, start, end, text, rule)
            for document, start, end, text, rule in evidence
        }
        yield from say(subject, home, rows)
        yield from self.linked(subject, home, "kgo:evidence", list(found))
        new = [local for local in found if local not in self.shown]
        self.shown.update(new)
        yield from self._shown("Evidence", {local: found[local] for local in new})

    def mentions(self, entity: ox.NamedNode, passages: Iterable[Passage]) -> dict[str, Passage]:
        """Return the mentions of a thing by their local names."""
        about = entity.value
        return {
            digest("Mention", about, document, str(start), str(end)): (document, start, end, text, rule)
            for document, start, end, text, rule in passages
        }

    def linked(self, subject: ox.NamedNode, home: Graph, relation: str, others: Sequence[str]) -> Iterator[Row]:
        """Say that ``others`` belong to ``subject``: mentions, numbers or passages by their local names."""
        kind = relation.removeprefix("kgo:").capitalize()
        if others:
            yield Links(str(subject), relation, kind, self.names.before(kind), others, written(home))

    def mentioned(self, mentions: Mapping[str, Passage]) -> Iterator[Row]:
        """Describe mentions."""
        return self._shown("Mention", mentions)

    def _shown(self, kind: str, passages: Mapping[str, Passage]) -> Iterator[Row]:
        home, before, left = self._documents, self.names.before(kind), iter(passages.items())
        as_literal = _quoted if kind == "Mention" else quoted
        while some := list(islice(left, _TOGETHER)):
            yield Shown(
                kind,
                before,
                [
                    (
                        local,
                        f"{as_literal(text)}@{language(text)}",
                        start,
                        end,
                        _quoted(rule) if rule else "",
                        home[document],
                    )
                    for local, (document, start, end, text, rule) in some
                ],
            )

    def written(self, document: str) -> str:
        """Return the IRI of a document as N-Quads write it."""
        return self._documents[document]


class _Documents(dict[str, str]):
    """The IRIs of documents as N-Quads write them, by id."""

    def __init__(self, names: Names) -> None:
        super().__init__()
        self._names = names

    def __missing__(self, document: str) -> str:
        self[document] = str(self._names.record("Document", document))
        return self[document]


def _document(document: dict[str, Any]) -> Iterator[tuple[str, Object]]:
    yield "rdf:type", term("kgo:Document")
    if document.get("genre") in GENRES:
        yield "rdf:type", term(GENRES[document["genre"]])
    yield "dcterms:identifier", string(document["id"])
    texts: tuple[tuple[str, str, Callable[[str], Object]], ...] = (
        ("title", "schema:name", worded),
        ("date", "schema:datePublished", day),
        ("publisher", "schema:publisher", worded),
        ("url", "schema:url", address),
        ("name", "dcterms:source", string),
    )
    yield from ((prefixed, make(document[name])) for name, prefixed, make in texts if document.get(name))
    yield "kgo:length", count(document["length"])


def _coded(data: dict[str, Any]) -> Iterator[tuple[str, Object]]:
    """Yield what is known of an entity beyond all documents."""
    if code := data.get("code"):
        yield "kgo:code" if data["kind"] == "Region" else "skos:notation", string(code)
        if data["kind"] == "Region" and code in background.coordinates():
            latitude, longitude = background.coordinates()[code]
            yield "geo:lat", number(float(latitude))
            yield "geo:long", number(float(longitude))
    if data.get("origin"):
        yield "kgo:origin", string(data["origin"])


def _english_names(data: dict[str, Any]) -> tuple[str, ...]:
    return background.english().get((data["kind"], data["label"]), ())


def _english(data: dict[str, Any]) -> Iterator[tuple[str, Object]]:
    """Yield the English names. Further ones, not preferred: so a thing has one preferred name and a query one row."""
    yield from (("skos:altLabel", ox.Literal(name, language="en")) for name in _english_names(data))


def _observation(observation: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "rdf:type", _term("kgo:Observation")
    yield "kgo:indicator", f"{_quoted(observation['indicator'])}@zh"
    yield "kgo:value", _number(observation["value"])
    if observation["unit"]:
        yield "kgo:unit", f"{_quoted(observation['unit'])}@zh"
    if observation["time"]:
        yield "kgo:time", _quoted(observation["time"])
    if observation["comparator"]:
        yield "kgo:comparator", _quoted(observation["comparator"])
    if observation["target"]:
        yield "kgo:target", _TRUE
