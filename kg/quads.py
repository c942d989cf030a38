"""The graph as quads, in reading order.

Default graph: what documents state. A named graph each for background knowledge, every document (its description, its
passages and the triples it states) and the build.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Any, NamedTuple

import networkx as nx
import pyoxigraph as ox

from kg import __version__, background, schema
from kg.pinyin import pinyin
from kg.terms import BASE, TRUE, Names, address, chinese, count, day, moment, number, quoted, string, term, typed

GENRES = {"news": "schema:NewsArticle", "policy": "schema:Legislation", "report": "schema:Report"}

Object = ox.NamedNode | ox.Literal
Graph = ox.NamedNode | ox.DefaultGraph
Row = tuple[str, str, str, str]  # a quad as N-Quads write it, but the predicate by prefixed name; no graph: the default
_INTEGER = "^^" + str(term("xsd:integer"))
_AT_ONCE = 1_000  # rows made quads together: to make them one by one takes five times as long
_DEFAULT = ox.DefaultGraph()


def quads(graph: nx.MultiDiGraph, base: str = BASE) -> Iterator[ox.Quad]:
    """Yield ``graph`` as quads in reading order: the build, the documents, then entity by entity with all it states.

    Raises:
        ValueError: ``base`` is no IRI, or a number of the graph is infinite.
        KeyError: a node's kind or an edge's key is not in the schema.
    """
    return made(rows(graph, base))


def rows(graph: nx.MultiDiGraph, base: str = BASE) -> Iterator[Row]:
    """Yield :func:`quads` as they are written."""
    writer = _Writer(graph, Names(base))
    counts = once(base)
    triples = 0
    for row in writer.all():
        triples += counts(row)
        yield row
    yield from writer.statistics(triples)


def made(rows: Iterable[Row]) -> Iterator[ox.Quad]:
    """Yield the quads that ``rows`` tell."""
    left = iter(rows)
    while text := "".join(n_quads(islice(left, _AT_ONCE))):
        yield from ox.parse(text, format=ox.RdfFormat.N_QUADS)


def n_quads(rows: Iterable[Row]) -> Iterator[str]:
    """Yield a line a row."""
    predicates = _Predicates()
    for subject, name, value, home in rows:
        yield (
            f"{subject} {predicates[name]} {value} {home} .\n" if home else f"{subject} {predicates[name]} {value} .\n"
        )


class _Predicates(dict[str, str]):
    """Predicates as N-Quads write them, by prefixed name."""

    def __missing__(self, name: str) -> str:
        self[name] = str(term(name))
        return self[name]


def once(base: str = BASE) -> Callable[[Row], bool]:
    """Return what says of a row whether its triple is to count: of those that stand in several graphs one does."""
    relations = frozenset(f"kgo:{name}" for name in schema.load().relations)
    homes = ("", str(Names(base).background))  # only plain triples stand elsewhere too: with each document
    return lambda row: row[1] not in relations or row[3] in homes


class _Writer:
    """Turns one graph into quads; knows what was said already, so that nothing is said twice in one graph."""

    def __init__(self, graph: nx.MultiDiGraph, names: Names) -> None:
        self._graph = graph
        self._names = names
        self._schema = schema.load()
        self._rank = {kind: rank for rank, kind in enumerate(self._schema.kinds)}
        self._industries = names.record("Scheme", "industries")
        self._documents = sorted(document["id"] for document in graph.graph.get("documents", ()))
        self._iris = {node: names.entity(node, graph.nodes[node]["kind"]) for node in graph}
        industries = ((node, data["label"]) for node, data in graph.nodes(data=True) if data["kind"] == "Industry")
        self._by_industry = {label: self._iris[node] for node, label in industries}
        self._named_documents: dict[str, str] = {}
        self._passages: set[str] = set()

    def place(self, node: str) -> tuple[int, str, str]:
        """Return where ``node`` comes in reading order: by kind, label and id."""
        data = self._graph.nodes[node]
        return self._rank[data["kind"]], data["label"], node

    def all(self) -> Iterator[Row]:
        """Yield everything but the statistics."""
        yield from self.build()
        for document in sorted(self._graph.graph.get("documents", ()), key=lambda d: d["id"]):
            yield from self.document(document)
        for node in sorted(self._graph, key=self.place):
            yield from self.entity(node)

    # ------------------------------------------------------------ the build and the documents

    def build(self) -> Iterator[Row]:
        """Describe the data set and the run that made it."""
        made: dict[str, str] = self._graph.graph.get("build", {})
        run = self._named("Build")
        used = [self._names.record("Document", name) for name in self._documents]
        rows = chain(
            self._dataset(run), ((part.link, self._named("Dataset", part.name)) for part in self._partitions())
        )
        yield from _say(self._named("Dataset"), self._names.build, rows)
        yield from _say(run, self._names.build, _run(made, used))
        yield from _say(self._industries, self._names.build, _scheme())

    def statistics(self, triples: int) -> Iterator[Row]:
        """Say how many there are of each class and property, and how many triples beside these."""
        for part in self._partitions():
            yield from _say(self._named("Dataset", part.name), self._names.build, part.rows())
        total = triples + 2 * len(self._partitions()) + 1
        yield from _say(self._named("Dataset"), self._names.build, [("void:triples", count(total))])

    def _named(self, kind: str, *parts: str) -> ox.NamedNode:
        """Return the IRI of something of this build: named after what went in, not after a clock."""
        made = self._graph.graph.get("build", {})
        return self._names.hashed(kind, __version__, *(made[name] for name in sorted(made)), *self._documents, *parts)

    def _dataset(self, run: ox.NamedNode) -> Iterator[tuple[str, Object]]:
        yield from (("rdf:type", term("dcat:Dataset")), ("rdf:type", term("void:Dataset")))
        yield "dcterms:title", chinese("创新集群知识图谱")
        yield "dcterms:title", ox.Literal("Innovation cluster knowledge graph", language="en")
        yield "dcterms:conformsTo", ox.NamedNode(schema.NAMESPACE.rstrip("#"))
        yield "prov:wasGeneratedBy", run
        yield "void:uriSpace", string(self._names.base + "id/")
        yield "void:vocabulary", ox.NamedNode(schema.NAMESPACE)
        yield "void:entities", count(self._graph.number_of_nodes())
        yield "void:documents", count(len(self._documents))

    def _partitions(self) -> list["_Partition"]:
        kinds = Counter(self._graph.nodes[node]["kind"] for node in self._graph)
        relations = Counter(key for _, _, key in self._graph.edges(keys=True))
        parts = [_Partition("class", "entities", name, kinds[name]) for name in self._schema.kinds]
        parts += [_Partition("property", "triples", name, relations[name]) for name in self._schema.relations]
        return [part for part in parts if part.size]

    def document(self, document: dict[str, Any]) -> Iterator[Row]:
        """Describe one document in its own graph."""
        iri = self._names.record("Document", document["id"])
        return _say(iri, iri, _document(document))

    # ------------------------------------------------------------ entities and what they state

    def entity(self, node: str) -> Iterator[Row]:
        """Yield one entity: itself and its plain triples, then its mentions, observations and assertions."""
        data, iri = self._graph.nodes[node], self._iris[node]
        home = self._names.background if data["background"] else _DEFAULT
        mentions = [self._mention(iri, mention) for mention in data["mentions"]]
        observations = self._observations(node)
        facts = sorted(self._graph.out_edges(node, keys=True, data=True), key=self._fact_place)
        yield from _say(iri, home, self._description(data))
        yield from _say(iri, self._names.background, chain(_coded(data), _english(data), self._broader(data)))
        for _, target, relation, edge in facts:
            yield from self._plain(iri, relation, self._iris[target], edge)
        yield from _say(iri, home, (("kgo:observation", observation) for observation in observations))
        yield from _say(iri, home, (("kgo:mention", mention) for mention in dict(mentions)))
        for passage, mention in mentions:
            yield from self._passage(passage, "kgo:Mention", mention)
        for subject, (observation, evidence) in observations.items():
            yield from self._stated(subject, home, _observation(observation), evidence)
        for _, target, relation, edge in facts:
            yield from self._assertion(iri, relation, self._iris[target], edge)

    def _fact_place(self, edge: tuple[str, str, str, Any]) -> tuple[str, str]:
        return edge[2], edge[1]

    def _description(self, data: dict[str, Any]) -> Iterator[tuple[str, Object]]:
        kind, label = data["kind"], data["label"]
        yield "rdf:type", term(f"kgo:{kind}")
        if kind == "Industry":
            yield "skos:inScheme", self._industries
        aliases = sorted(set(data["aliases"]).difference(_english_names(data)))
        name, *others = dict.fromkeys(map(chinese, (label, *aliases)))
        yield "skos:prefLabel", name
        yield from (("skos:altLabel", other) for other in others)
        yield "kgo:pinyin", string(pinyin(label))
        if data["background"]:
            yield "kgo:background", TRUE

    def _broader(self, data: dict[str, Any]) -> Iterator[tuple[str, Object]]:
        """Yield the industry that a broader one is, where it stands in the graph too."""
        name = background.broader().get(data["label"]) if data["kind"] == "Industry" else None
        if name in self._by_industry:
            yield "skos:broader", self._by_industry[name]

    def _plain(self, subject: ox.NamedNode, relation: str, target: ox.NamedNode, edge: dict[str, Any]) -> Iterator[Row]:
        triple = str(subject), f"kgo:{relation}", str(target)
        yield *triple, _written(self._home(edge))
        for name in sorted({evidence["document"] for evidence in edge["evidence"]}):
            yield *triple, self._document(name)

    def _home(self, edge: dict[str, Any]) -> Graph:
        return self._names.background if edge["background"] else _DEFAULT

    def _assertion(
        self, subject: ox.NamedNode, relation: str, target: ox.NamedNode, edge: dict[str, Any]
    ) -> Iterator[Row]:
        iri = self._names.hashed("Assertion", subject.value, relation, target.value)
        rows: list[tuple[str, Object | str]] = [
            ("rdf:type", term("kgo:Assertion")),
            ("rdf:subject", subject),
            ("rdf:predicate", term(f"kgo:{relation}")),
            ("rdf:object", target),
            ("kgo:confidence", number(edge["confidence"])),
            *((f"kgo:{flag}", TRUE) for flag in ("background", "planned") if edge.get(flag)),
        ]
        if edge.get("origin"):
            rows.append(("kgo:origin", string(edge["origin"])))
        return self._stated(iri, self._home(edge), rows, edge["evidence"])

    def _observations(self, node: str) -> dict[ox.NamedNode, tuple[dict[str, Any], list[dict[str, Any]]]]:
        """Return the observations of ``node`` by their IRI; equal ones are one, with the evidence of all."""
        merged: dict[ox.NamedNode, tuple[dict[str, Any], list[dict[str, Any]]]] = {}
        for observation in self._graph.nodes[node].get("observations", ()):
            parts = (str(observation[name]) for name in _OBSERVED)
            iri = self._names.hashed("Observation", node, *parts)
            merged.setdefault(iri, (observation, []))[1].extend(observation["evidence"])
        return merged

    def _stated(
        self,
        subject: ox.NamedNode,
        home: Graph,
        rows: Iterable[tuple[str, Object | str]],
        evidence: list[dict[str, Any]],
    ) -> Iterator[Row]:
        """Yield what has evidence, then each passage that no one has shown yet."""
        passages = {self._evidence_iri(passage): passage for passage in evidence}
        yield from _say(subject, home, chain(rows, (("kgo:evidence", iri) for iri in passages)))
        for iri, passage in passages.items():
            yield from self._passage(iri, "kgo:Evidence", passage)

    def _evidence_iri(self, passage: dict[str, Any]) -> str:
        place = (passage["document"], str(passage["start"]), str(passage["end"]), passage.get("rule", ""))
        return self._names.written("Evidence", *place)

    def _mention(self, entity: ox.NamedNode, mention: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        place = (entity.value, mention["document"], str(mention["start"]), str(mention["end"]))
        return self._names.written("Mention", *place), mention

    def _passage(self, iri: str, kind: str, passage: dict[str, Any]) -> Iterable[Row]:
        if iri in self._passages:
            return ()
        self._passages.add(iri)
        return _passage(iri, kind, passage, self._document(passage["document"]))

    def _document(self, name: str) -> str:
        if name not in self._named_documents:
            self._named_documents[name] = str(self._names.record("Document", name))
        return self._named_documents[name]


class _Partition(NamedTuple):
    """How many there are of one class or property."""

    of: str
    counted: str
    name: str
    size: int

    @property
    def link(self) -> str:
        return f"void:{self.of}Partition"

    def rows(self) -> Iterator[tuple[str, Object]]:
        yield f"void:{self.of}", term(f"kgo:{self.name}")
        yield f"void:{self.counted}", count(self.size)


_OBSERVED = ("indicator", "value", "unit", "time", "target", "comparator")


def _say(subject: ox.NamedNode, graph: Graph, rows: Iterable[tuple[str, Object | str]]) -> Iterator[Row]:
    about, home = str(subject), _written(graph)
    return ((about, name, str(value), home) for name, value in rows)


def _written(graph: Graph) -> str:
    return "" if isinstance(graph, ox.DefaultGraph) else str(graph)


def _scheme() -> Iterator[tuple[str, Object]]:
    yield "rdf:type", term("skos:ConceptScheme")
    yield "skos:prefLabel", chinese("产业")
    yield "skos:prefLabel", ox.Literal("industries", language="en")


def _run(made: dict[str, str], documents: list[ox.NamedNode]) -> Iterator[tuple[str, Object]]:
    yield "rdf:type", term("kgo:Build")
    yield "rdf:type", term("prov:Activity")
    yield "kgo:programVersion", string(__version__)
    for name, prefixed in (("rules", "kgo:rulesVersion"), ("data", "kgo:dataVersion")):
        if name in made:
            yield prefixed, string(made[name])
    if "stamp" in made:
        yield "prov:endedAtTime", typed(made["stamp"], "xsd:dateTime")
    yield from (("prov:used", document) for document in documents)


def _document(document: dict[str, Any]) -> Iterator[tuple[str, Object]]:
    yield "rdf:type", term("kgo:Document")
    if document.get("genre") in GENRES:
        yield "rdf:type", term(GENRES[document["genre"]])
    yield "dcterms:identifier", string(document["id"])
    texts: tuple[tuple[str, str, Callable[[str], Object]], ...] = (
        ("title", "schema:name", chinese),
        ("date", "schema:datePublished", day),
        ("publisher", "schema:publisher", chinese),
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


def _observation(observation: dict[str, Any]) -> Iterator[tuple[str, Object]]:
    yield "rdf:type", term("kgo:Observation")
    yield "kgo:indicator", chinese(observation["indicator"])
    yield "kgo:value", number(observation["value"])
    if observation["unit"]:
        yield "kgo:unit", chinese(observation["unit"])
    if observation["time"]:
        yield "kgo:time", string(moment(observation["time"]))
    if observation["comparator"]:
        yield "kgo:comparator", string(observation["comparator"])
    if observation["target"]:
        yield "kgo:target", TRUE


def _passage(iri: str, kind: str, passage: dict[str, Any], document: str) -> Iterator[Row]:
    """Yield a mention or a piece of evidence. Most rows of a graph come from here."""
    yield iri, "rdf:type", str(term(kind)), document
    yield iri, "oa:exact", f"{quoted(passage['text'])}@zh", document
    yield iri, "oa:start", f'"{passage["start"]}"{_INTEGER}', document
    yield iri, "oa:end", f'"{passage["end"]}"{_INTEGER}', document
    if passage.get("rule"):
        yield iri, "kgo:rule", quoted(passage["rule"]), document
    yield iri, "prov:wasDerivedFrom", document, document
