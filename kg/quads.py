"""The graph as quads, in reading order.

Default graph: what documents state. A named graph each for background knowledge, every document (its description, its
passages and the triples it states) and the build.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, reduce
from itertools import chain, islice
from operator import xor
from typing import Any, NamedTuple

import networkx as nx
import pyoxigraph as ox

from kg import __version__, background, schema
from kg.model import ID_LENGTH, digest
from kg.pinyin import pinyin
from kg.rows import Passage, passages
from kg.terms import BASE, TRUE, Names, address, chinese, count, day, moment, number, quoted, string, term, typed

GENRES = {"news": "schema:NewsArticle", "policy": "schema:Legislation", "report": "schema:Report"}

_INTEGER = "^^" + str(term("xsd:integer"))
_TYPE, _EXACT, _START, _END, _RULE, _DERIVED = (
    str(term(name)) for name in ("rdf:type", "oa:exact", "oa:start", "oa:end", "kgo:rule", "prov:wasDerivedFrom")
)
_KINDS = {kind: str(term(f"kgo:{kind}")) for kind in ("Mention", "Evidence")}

Object = ox.NamedNode | ox.Literal
Graph = ox.NamedNode | ox.DefaultGraph
Triple = tuple[ox.NamedNode, str, ox.NamedNode]  # subject, relation, object
Quad = tuple[str, str, str, str]  # as N-Quads write it, but the predicate by prefixed name; no graph: the default
_AT_ONCE = 1_000  # rows made quads together: to make them one by one takes five times as long
_quoted = lru_cache(maxsize=1 << 16)(quoted)  # of names and rules, which come again and again
_DATES = (("kgo:firstDate", "first"), ("kgo:lastDate", "last"))
_DEFAULT = ox.DefaultGraph()
_LOCAL = slice(-1 - ID_LENGTH, -1)  # of an IRI as it is written: what tells it from others of its kind


class Shown(NamedTuple):
    """A mention or a piece of evidence with all that is said of it: nine in ten quads of a graph are such."""

    kind: str  # Mention or Evidence
    iri: str
    exact: str
    start: int
    end: int
    rule: str  # or empty
    document: str  # its IRI, and that of the graph

    def n_quads(self) -> str:
        """Return the quads as N-Quads. In one go, which takes a tenth of the time that six rows take."""
        kind, iri, exact, start, end, rule, document = self
        ruled = f"{iri} {_RULE} {rule} {document} .\n" if rule else ""
        return (
            f"{iri} {_TYPE} {_KINDS[kind]} {document} .\n{iri} {_EXACT} {exact} {document} .\n"
            f'{iri} {_START} "{start}"{_INTEGER} {document} .\n{iri} {_END} "{end}"{_INTEGER} {document} .\n'
            f"{ruled}{iri} {_DERIVED} {document} {document} .\n"
        )


class Links(NamedTuple):
    """Many things said in one way of one subject: its mentions, or the passages that state it."""

    subject: str
    name: str
    objects: Sequence[str]
    home: str  # the graph, as in Quad

    def n_quads(self, predicate: str) -> str:
        """Return the quads as N-Quads."""
        before, after = f"{self.subject} {predicate} ", f" {self.home} .\n" if self.home else " .\n"
        return "".join([f"{before}{value}{after}" for value in self.objects])


Row = Quad | Shown | Links


def quads(graph: nx.MultiDiGraph, base: str = BASE) -> Iterator[ox.Quad]:
    """Yield ``graph`` as quads in reading order: the build, the documents, then entity by entity with all it states.

    Raises:
        ValueError: ``base`` is no IRI, or a number of the graph is infinite.
        KeyError: a node's kind or an edge's key is not in the schema.
    """
    return made(rows(graph, base))


def rows(graph: nx.MultiDiGraph, base: str = BASE) -> Iterator[Row]:
    """Yield :func:`quads` as they are written, those of a passage together."""
    writer = _Writer(graph, Names(base))
    counts = once(base)
    triples = 0
    for row in writer.all():
        triples += size(row) if counts(row) else 0
        yield row
    yield from writer.statistics(triples)


def size(row: Row) -> int:
    """Return how many quads ``row`` stands for."""
    if isinstance(row, Shown):
        return 6 if row.rule else 5
    return len(row.objects) if isinstance(row, Links) else 1


def made(rows: Iterable[Row]) -> Iterator[ox.Quad]:
    """Yield the quads that ``rows`` tell."""
    left = iter(rows)
    while text := "".join(n_quads(islice(left, _AT_ONCE))):
        yield from ox.parse(text, format=ox.RdfFormat.N_QUADS)


def n_quads(rows: Iterable[Row]) -> Iterator[str]:
    """Yield a line a row, and several for a passage."""
    predicates = _Predicates()
    for row in rows:
        if isinstance(row, Shown):
            yield row.n_quads()
        elif isinstance(row, Links):
            yield row.n_quads(predicates[row.name])
        else:
            subject, name, value, home = row
            yield (
                f"{subject} {predicates[name]} {value} {home} .\n"
                if home
                else f"{subject} {predicates[name]} {value} .\n"
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
    return lambda row: row[1] not in relations or row[3] in homes  # the second of a passage is its IRI


class Sayings:
    """What is said of one document, thing, fact or number, each by itself; a passage is described once.

    ``industries``: which there are in the graph, their IRIs by label.
    """

    def __init__(self, names: Names, industries: Mapping[str, ox.NamedNode]) -> None:
        self.names = names
        self._industries = industries
        self._scheme = _scheme(names)
        self._named_documents: dict[str, str] = {}
        self._passages: set[str] = set()

    def document(self, document: dict[str, Any]) -> Iterator[Row]:
        """Describe one document in its own graph."""
        iri = self.names.record("Document", document["id"])
        return _say(iri, iri, _document(document))

    def thing(self, iri: ox.NamedNode, data: dict[str, Any]) -> Iterator[Row]:
        """Describe an entity, in the background what is known of it beyond all documents."""
        yield from _say(iri, self.home(data), self._description(data))
        yield from _say(iri, self.names.background, chain(_coded(data), _english(data), self._broader(data)))

    def home(self, data: dict[str, Any]) -> Graph:
        """Return the graph that a thing or fact belongs to."""
        return self.names.background if data["background"] else _DEFAULT

    def place(self, data: dict[str, Any]) -> str:
        """Return :meth:`home` as N-Quads write it."""
        return _written(self.home(data))

    def _description(self, data: dict[str, Any]) -> Iterator[tuple[str, Object]]:
        kind, label = data["kind"], data["label"]
        yield "rdf:type", term(f"kgo:{kind}")
        if kind == "Industry":
            yield "skos:inScheme", self._scheme
        aliases = sorted(set(data["aliases"]).difference(_english_names(data)))
        name, *others = dict.fromkeys(map(chinese, (label, *aliases)))
        yield "skos:prefLabel", name
        yield from (("skos:altLabel", other) for other in others)
        yield "kgo:pinyin", string(pinyin(label))
        if data["background"]:
            yield "kgo:background", TRUE

    def _broader(self, data: dict[str, Any]) -> Iterator[tuple[str, Object]]:
        """Yield the industry that a broader one is, where it stands in the graph too."""
        name = background.broader().get(data["label"], "") if data["kind"] == "Industry" else ""
        if name in self._industries:
            yield "skos:broader", self._industries[name]

    def plain(self, fact: Triple, homes: Iterable[str]) -> Iterator[Row]:
        """Yield the triple of a fact in each of ``homes``."""
        subject, relation, target = fact
        triple = str(subject), f"kgo:{relation}", str(target)
        return ((*triple, home) for home in homes)

    def assertion(self, fact: Triple, edge: dict[str, Any], evidence: Iterable[Passage]) -> Iterator[Row]:
        """Yield what is known of a fact, with its ``evidence``."""
        subject, relation, target = fact
        rows: list[tuple[str, Object | str]] = [
            ("rdf:type", term("kgo:Assertion")),
            ("rdf:subject", subject),
            ("rdf:predicate", term(f"kgo:{relation}")),
            ("rdf:object", target),
            ("kgo:confidence", number(edge["confidence"])),
            *((f"kgo:{flag}", TRUE) for flag in ("background", "planned") if edge.get(flag)),
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
        found = {self._evidence_iri(passage): passage for passage in evidence}
        yield from _say(subject, home, rows)
        yield from self.linked(subject, home, "kgo:evidence", list(found))
        for iri, passage in found.items():
            if iri[_LOCAL] not in self._passages:
                self._passages.add(iri[_LOCAL])
                yield self._shown("Evidence", iri, passage)

    def _evidence_iri(self, passage: Passage) -> str:
        document, start, end, _, rule = passage
        return self.names.written("Evidence", document, str(start), str(end), rule)

    def mention(self, entity: ox.NamedNode, mention: Passage) -> str:
        """Return the IRI of a mention as N-Quads write it."""
        document, start, end, *_ = mention
        return self.names.written("Mention", entity.value, document, str(start), str(end))

    def linked(self, subject: ox.NamedNode, home: Graph, relation: str, others: Sequence[str]) -> Iterator[Row]:
        """Say that ``others``, written as N-Quads write them, belong to ``subject``."""
        if others:
            yield Links(str(subject), relation, others, _written(home))

    def mentioned(self, iri: str, mention: Passage) -> Row:
        """Describe a mention."""
        return self._shown("Mention", iri, mention)

    def _shown(self, kind: str, iri: str, passage: Passage) -> Shown:
        document, start, end, text, rule = passage
        exact = f"{_quoted(text) if kind == 'Mention' else quoted(text)}@zh"
        return Shown(kind, iri, exact, start, end, _quoted(rule) if rule else "", self.written(document))

    def written(self, document: str) -> str:
        """Return the IRI of a document as N-Quads write it."""
        if document not in self._named_documents:
            self._named_documents[document] = str(self.names.record("Document", document))
        return self._named_documents[document]


class Summary(NamedTuple):
    """How much there is: entities by kind, facts by relation, documents and a hash of their ids; ``made``: versions."""

    kinds: Mapping[str, int]
    relations: Mapping[str, int]
    documents: int
    corpus: str
    made: Mapping[str, str]


def corpus(documents: Iterable[str]) -> str:
    """Return a hash of a set of ids, whatever their order: hashes of its parts, joined by exclusive or, give it too."""
    return f"{reduce(xor, (int(digest(document), 16) for document in documents), 0):0{ID_LENGTH}x}"


class Header:
    """What is said of the build and the data set as a whole. Their names tell what went in, not when."""

    def __init__(self, names: Names, summary: Summary) -> None:
        self._names = names
        self._summary = summary

    def rows(self, used: Iterable[str]) -> Iterator[Row]:
        """Describe the data set and the run that made it from the documents ``used``."""
        home = self._names.build
        links = ((part.link, self._named("Dataset", part.name)) for part in self._partitions())
        yield from _say(self._named("Dataset"), home, chain(self._dataset(), links))
        yield from _say(self.run(), home, _run(self._summary.made))
        yield from self.used(used)
        yield from _say(_scheme(self._names), home, _industries())

    def run(self) -> ox.NamedNode:
        """Return the IRI of the run."""
        return self._named("Build")

    def used(self, documents: Iterable[str]) -> Iterator[Row]:
        """Say that the run used ``documents``."""
        iris = (self._names.record("Document", document) for document in documents)
        return _say(self.run(), self._names.build, (("prov:used", iri) for iri in iris))

    def statistics(self, triples: int) -> Iterator[Row]:
        """Say how many there are of each class and property, and how many triples beside these."""
        for part in self._partitions():
            yield from _say(self._named("Dataset", part.name), self._names.build, part.rows())
        total = triples + 2 * len(self._partitions()) + 1
        yield from _say(self._named("Dataset"), self._names.build, [("void:triples", count(total))])

    def _named(self, kind: str, *parts: str) -> ox.NamedNode:
        made = self._summary.made
        return self._names.hashed(
            kind, __version__, *(made[name] for name in sorted(made)), self._summary.corpus, *parts
        )

    def _dataset(self) -> Iterator[tuple[str, Object]]:
        yield from (("rdf:type", term("dcat:Dataset")), ("rdf:type", term("void:Dataset")))
        yield "dcterms:title", chinese("创新集群知识图谱")
        yield "dcterms:title", ox.Literal("Innovation cluster knowledge graph", language="en")
        yield "dcterms:conformsTo", ox.NamedNode(schema.NAMESPACE.rstrip("#"))
        yield "prov:wasGeneratedBy", self.run()
        yield "void:uriSpace", string(self._names.base + "id/")
        yield "void:vocabulary", ox.NamedNode(schema.NAMESPACE)
        yield "void:entities", count(sum(self._summary.kinds.values()))
        yield "void:documents", count(self._summary.documents)

    def _partitions(self) -> list["_Partition"]:
        kinds, relations = self._summary.kinds, self._summary.relations
        parts = [_Partition("class", "entities", name, kinds.get(name, 0)) for name in schema.load().kinds]
        parts += [_Partition("property", "triples", name, relations.get(name, 0)) for name in schema.load().relations]
        return [part for part in parts if part.size]


class _Writer:
    """Turns one graph into quads in reading order."""

    def __init__(self, graph: nx.MultiDiGraph, names: Names) -> None:
        self._graph = graph
        self._rank = {kind: rank for rank, kind in enumerate(schema.load().kinds)}
        self._documents = sorted(graph.graph.get("documents", ()), key=lambda document: document["id"])
        self._iris = {node: names.entity(node, graph.nodes[node]["kind"]) for node in graph}
        industries = ((node, data["label"]) for node, data in graph.nodes(data=True) if data["kind"] == "Industry")
        self._say = Sayings(names, {label: self._iris[node] for node, label in industries})
        self._header = Header(names, self._summary())

    def _summary(self) -> Summary:
        kinds = Counter(kind for _, kind in self._graph.nodes(data="kind"))
        relations = Counter(key for _, _, key in self._graph.edges(keys=True))
        made = self._graph.graph.get("build", {})
        return Summary(kinds, relations, len(self._documents), corpus(map(_id, self._documents)), made)

    def place(self, node: str) -> tuple[int, str, str]:
        """Return where ``node`` comes in reading order: by kind, label and id."""
        data = self._graph.nodes[node]
        return self._rank[data["kind"]], data["label"], node

    def all(self) -> Iterator[Row]:
        """Yield everything but the statistics."""
        yield from self._header.rows(map(_id, self._documents))
        for document in self._documents:
            yield from self._say.document(document)
        for node in sorted(self._graph, key=self.place):
            yield from self.entity(node)

    def statistics(self, triples: int) -> Iterator[Row]:
        """Say how much there is, and how many triples beside these."""
        return self._header.statistics(triples)

    def entity(self, node: str) -> Iterator[Row]:
        """Yield one entity: itself and its plain triples, then its mentions, observations and assertions."""
        say, data, iri = self._say, self._graph.nodes[node], self._iris[node]
        home = say.home(data)
        mentions = {say.mention(iri, mention): mention for mention in passages(data["mentions"])}
        observations = self._observations(node)
        facts = [((iri, r, self._iris[t]), edge) for t, r, edge in self._facts(node)]
        yield from say.thing(iri, data)
        for fact, edge in facts:
            yield from say.plain(fact, self._homes(edge))
        yield from say.linked(iri, home, "kgo:observation", list(map(str, observations)))
        yield from say.linked(iri, home, "kgo:mention", list(mentions))
        for at, mention in mentions.items():
            yield say.mentioned(at, mention)
        for subject, (observation, evidence) in observations.items():
            yield from say.observation(subject, home, observation, evidence)
        for fact, edge in facts:
            yield from say.assertion(fact, edge, passages(edge["evidence"]))

    def _facts(self, node: str) -> list[tuple[str, str, dict[str, Any]]]:
        """Return target, relation and data of what is stated of ``node``, by relation."""
        facts = ((target, key, edge) for _, target, key, edge in self._graph.out_edges(node, keys=True, data=True))
        return sorted(facts, key=lambda fact: (fact[1], fact[0]))

    def _homes(self, edge: dict[str, Any]) -> Iterator[str]:
        yield self._say.place(edge)
        yield from map(self._say.written, sorted({document for document, *_ in passages(edge["evidence"])}))

    def _observations(self, node: str) -> dict[ox.NamedNode, tuple[dict[str, Any], list[Passage]]]:
        """Return the observations of ``node`` by their IRI; equal ones are one, with the evidence of all."""
        merged: dict[ox.NamedNode, tuple[dict[str, Any], list[Passage]]] = {}
        for observation in self._graph.nodes[node].get("observations", ()):
            iri = self._say.observed(node, observation)
            merged.setdefault(iri, (observation, []))[1].extend(passages(observation["evidence"]))
        return merged


def _id(document: dict[str, Any]) -> str:
    return str(document["id"])


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


def _scheme(names: Names) -> ox.NamedNode:
    return names.record("Scheme", "industries")


def _industries() -> Iterator[tuple[str, Object]]:
    yield "rdf:type", term("skos:ConceptScheme")
    yield "skos:prefLabel", chinese("产业")
    yield "skos:prefLabel", ox.Literal("industries", language="en")


def _run(made: Mapping[str, str]) -> Iterator[tuple[str, Object]]:
    yield "rdf:type", term("kgo:Build")
    yield "rdf:type", term("prov:Activity")
    yield "kgo:programVersion", string(__version__)
    for name, prefixed in (("rules", "kgo:rulesVersion"), ("data", "kgo:dataVersion")):
        if name in made:
            yield prefixed, string(made[name])
    if "stamp" in made:
        yield "prov:endedAtTime", typed(made["stamp"], "xsd:dateTime")


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
