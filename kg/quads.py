"""The graph as quads, in reading order.

Default graph: what documents state. A named graph each for background knowledge, every document (its description, its
passages and the triples it states) and the build.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, reduce
from itertools import chain, islice
from operator import xor
from typing import Any, NamedTuple

import networkx as nx
import pyoxigraph as ox

from kg import __version__, background, schema
from kg.model import ID_LENGTH, digest
from kg.pinyin import pinyin
from kg.rows import Passage, documents, passages
from kg.terms import (
    BASE,
    TRUE,
    Names,
    address,
    chinese,
    count,
    day,
    local_name,
    number,
    quoted,
    string,
    term,
    typed,
)

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
_EOL = "\n"  # which an f-string within one cannot hold
_AT_ONCE = 200  # rows made quads together: to make them one by one takes five times as long
_quoted = lru_cache(maxsize=1 << 16)(quoted)  # of names and rules, which come again and again
_number = lru_cache(maxsize=1 << 16)(lambda value: str(number(value)))  # as N-Quads write them, too
_term = cache(lambda name: str(term(name)))
_TRUE = str(TRUE)
_DATES = (("kgo:firstDate", "first"), ("kgo:lastDate", "last"))
_DEFAULT = ox.DefaultGraph()
_TOGETHER = 20  # passages shown by one row: longer texts cost the system new memory each time


class Shown(NamedTuple):
    """Mentions of one thing, or the evidence of one fact, with all that is said of them: nine in ten quads are such."""

    kind: str  # Mention or Evidence
    before: str  # what all their IRIs begin with, as N-Quads write them
    passages: Sequence[tuple[str, str, int, int, str, str]]  # local name, text, start, end, rule or empty, document

    def n_quads(self) -> str:
        """Return the quads as N-Quads. In one go, which takes a tenth of the time that a row each takes."""
        before, is_one, after = self.before, f"> {_TYPE} {_KINDS[self.kind]} ", f"{_INTEGER} "
        return "".join(
            [
                f"{before}{local}{is_one}{home} .\n{before}{local}> {_EXACT} {exact} {home} .\n"
                f'{before}{local}> {_START} "{start}"{after}{home} .\n{before}{local}> {_END} "{end}"{after}{home} .\n'
                f"{f'{before}{local}> {_RULE} {rule} {home} .{_EOL}' if rule else ''}"
                f"{before}{local}> {_DERIVED} {home} {home} .\n"
                for local, exact, start, end, rule, home in self.passages
            ]
        )


class Links(NamedTuple):
    """Many things said in one way of one subject: its mentions, numbers, or the passages that state it."""

    subject: str
    name: str
    kind: str  # Mention, Observation or Evidence
    before: str  # as in Shown
    objects: Sequence[str]  # their local names
    home: str  # the graph, as in Quad

    def n_quads(self, predicate: str) -> str:
        """Return the quads as N-Quads."""
        before, after = f"{self.subject} {predicate} {self.before}", f"> {self.home} .\n" if self.home else "> .\n"
        return "".join([f"{before}{local}{after}" for local in self.objects])


class Copies(NamedTuple):
    """A triple that stands elsewhere, said again in the graphs of the documents that state it."""

    subject: str
    name: str
    object: str
    homes: Sequence[str]

    def n_quads(self, predicate: str) -> str:
        """Return the quads as N-Quads."""
        triple = f"{self.subject} {predicate} {self.object} "
        return "".join([f"{triple}{home} .\n" for home in self.homes])


Row = Quad | Shown | Links | Copies


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
    triples = 0
    for row in writer.all():
        triples += size(row) if counts(row) else 0
        yield row
    yield from writer.statistics(triples)


def size(row: Row) -> int:
    """Return how many quads ``row`` stands for."""
    if isinstance(row, Shown):
        return sum(6 if rule else 5 for *_, rule, _ in row.passages)
    if isinstance(row, Links):
        return len(row.objects)
    return len(row.homes) if isinstance(row, Copies) else 1


def counts(row: Row) -> bool:
    """Say whether the triples of ``row`` are to count: of those that stand in several graphs one does."""
    return not isinstance(row, Copies)


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
        elif isinstance(row, (Links, Copies)):
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


class Sayings:
    """What is said of one document, thing, fact or number, each by itself; a passage is described once.

    ``industries``: which there are in the graph, their IRIs by label.
    """

    def __init__(self, names: Names, industries: Mapping[str, ox.NamedNode]) -> None:
        self.names = names
        self._industries = industries
        self._scheme = _scheme(names)
        self._documents = _Documents(names)
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
        yield from _say(subject, home, rows)
        yield from self.linked(subject, home, "kgo:evidence", list(found))
        new = [local for local in found if local not in self._passages]
        self._passages.update(new)
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
            yield Links(str(subject), relation, kind, self.names.before(kind), others, _written(home))

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
                    (local, f"{as_literal(text)}@zh", start, end, _quoted(rule) if rule else "", home[document])
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
        mentions = say.mentions(iri, passages(data["mentions"]))
        observations = self._observations(node)
        facts = [((iri, r, self._iris[t]), edge) for t, r, edge in self._facts(node)]
        yield from say.thing(iri, data)
        for fact, edge in facts:
            yield say.plain(fact, say.place(edge))
            yield say.copies(fact, sorted(documents(edge["evidence"])))
        yield from say.linked(iri, home, "kgo:observation", [local_name(one) for one in observations])
        yield from say.linked(iri, home, "kgo:mention", list(mentions))
        yield from say.mentioned(mentions)
        for subject, (observation, evidence) in observations.items():
            yield from say.observation(subject, home, observation, evidence)
        for fact, edge in facts:
            yield from say.assertion(fact, edge, passages(edge["evidence"]))

    def _facts(self, node: str) -> list[tuple[str, str, dict[str, Any]]]:
        """Return target, relation and data of what is stated of ``node``, by relation."""
        facts = ((target, key, edge) for _, target, key, edge in self._graph.out_edges(node, keys=True, data=True))
        return sorted(facts, key=lambda fact: (fact[1], fact[0]))

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
