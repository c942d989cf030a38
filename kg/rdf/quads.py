"""The graph as quads, in reading order.

Default graph: what documents state. A named graph each for background knowledge, every document (its description, its
passages and the triples it states) and the build.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, NamedTuple

import networkx as nx
import pyoxigraph as ox

from kg import schema
from kg.output.hashes import Hashes, joined
from kg.passages import Passage, Rows, documents, passages
from kg.rdf.dataset import Header, Summary, corpus
from kg.rdf.descriptions import Descriptions, Triple
from kg.rdf.evidence import Firsts
from kg.rdf.rows import Row, counts, made, size
from kg.rdf.terms import BASE, Names, local_name

MANY = 64  # mentions, beyond which those of a thing are said in several sections
_DOCUMENTS = 2  # digits of their ids that documents of one section share
_Span = tuple[int, int]
_Fact = tuple[str, str, dict[str, Any]]


class Section(NamedTuple):
    """Rows that depend on nothing said before them.

    ``key``: a hash of all that they are made from, empty where they are to be made each time. ``after``: the subject and
    predicate that they go on with, empty where they begin with one of their own.
    """

    rows: Iterable[Row]
    key: bytes = b""
    after: tuple[str, str] = ("", "")


def quads(graph: nx.MultiDiGraph, base: str = BASE) -> Iterator[ox.Quad]:
    """Yield ``graph`` as quads in reading order: the build, the documents, then entity by entity with all it states.

    Raises:
        ValueError: ``base`` is no IRI, or a number of the graph is infinite.
        KeyError: a node's kind or an edge's key is not in the schema.
    """
    return made(rows(graph, base))


def rows(graph: nx.MultiDiGraph, base: str = BASE) -> Iterator[Row]:
    """Yield :func:`quads` as they are written, those of a passage together."""
    told = Telling(graph, base)
    triples = 0
    for row in chain.from_iterable(section.rows for section in told.sections()):
        triples += size(row) if counts(row) else 0
        yield row
    yield from told.statistics(triples).rows


def triples(graph: nx.MultiDiGraph, base: str = BASE) -> Iterator[ox.Triple]:
    """Return the union of all graphs of :func:`quads`, each triple once."""
    return (quad.triple for quad in made(filter(counts, rows(graph, base))))


class Telling:
    """Turns one graph into quads in reading order. Where there are ``hashes``, sections have hashes."""

    def __init__(self, graph: nx.MultiDiGraph, base: str = BASE, hashes: Hashes | None = None) -> None:
        names = Names(base)
        self._graph = graph
        self._hashes = hashes
        self._rank = {kind: rank for rank, kind in enumerate(schema.load().kinds)}
        self._documents = sorted(graph.graph.get("documents", ()), key=_id)
        self._iris = {node: names.entity(node, graph.nodes[node]["kind"]) for node in graph}
        industries = ((node, data["label"]) for node, data in graph.nodes(data=True) if data["kind"] == "Industry")
        self._say = Descriptions(names, {label: self._iris[node] for node, label in industries})
        self._header = Header(names, self._summary())
        self._order = sorted(graph, key=self._place)
        self._stated_of = _facts(graph)
        self._firsts = Firsts(graph, self._order) if hashes else None

    def _summary(self) -> Summary:
        kinds = Counter(kind for _, kind in self._graph.nodes(data="kind"))
        relations = Counter(key for _, _, key in self._graph.edges(keys=True))
        made_by = self._graph.graph.get("build", {})
        return Summary(kinds, relations, len(self._documents), corpus(map(_id, self._documents)), made_by)

    def _place(self, node: str) -> tuple[int, str, str]:
        """Return where ``node`` comes in reading order: by kind, label and id."""
        data = self._graph.nodes[node]
        return self._rank[data["kind"]], data["label"], node

    def sections(self) -> Iterator[Section]:
        """Yield everything but the statistics."""
        yield Section(self._header.rows(map(_id, self._documents)))
        for _, some in groupby(self._documents, key=lambda document: _id(document)[:_DOCUMENTS]):
            described = list(some)
            yield Section(chain.from_iterable(map(self._say.document, described)), self._key("documents", described))
        for node in self._order:
            yield from self._entity(node)

    def statistics(self, triples: int) -> Section:
        """Say how much there is, and how many triples beside these."""
        return Section(self._header.statistics(triples))

    def _key(self, what: str, *of: object) -> bytes:
        return joined(what, *map(repr, of)) if self._hashes else b""

    def _entity(self, node: str) -> Iterator[Section]:
        """Yield one entity: itself and its plain triples, then its mentions, observations and assertions."""
        mentions = self._graph.nodes[node]["mentions"]
        if self._hashes and isinstance(mentions, Rows) and len(mentions) > MANY:
            yield from self._in_parts(node, mentions, self._hashes)
        else:
            yield Section(self._in_one(node), self._of_entity(node))

    def _in_one(self, node: str) -> Iterator[Row]:
        mentions = self._mentions(node, passages(self._graph.nodes[node]["mentions"]))
        yield from self._opening(node)
        yield from self._links(node, mentions)
        yield from self._say.mentioned(mentions)
        yield from self._stated(node)

    def _in_parts(self, node: str, mentions: "Rows[Any]", hashes: Hashes) -> Iterator[Section]:
        """Yield the same in sections that a few new mentions leave as they are."""
        about, home = str(self._iris[node]), self._say.place(self._graph.nodes[node])
        spans = hashes.stretches(mentions)

        @cache
        def found(span: _Span) -> dict[str, Passage]:
            return self._mentions(node, mentions.table.passages(*span))

        def links(span: _Span) -> Iterator[Row]:
            yield from self._links(node, found(span))

        def mentioned(span: _Span) -> Iterator[Row]:
            yield from self._say.mentioned(found(span))

        yield Section(self._opening(node), self._of_entity(node, leave="mentions"))
        for span in spans:
            said = "" if span == spans[0] else "kgo:mention"
            key = self._key("links", about, home, said, hashes.span(mentions, *span))
            yield Section(links(span), key, after=(about, said))
        for span in spans:
            yield Section(mentioned(span), self._key("mentions", about, hashes.span(mentions, *span)))
        yield Section(self._stated(node), self._of_entity(node, leave="mentions aliases"))

    def _of_entity(self, node: str, leave: str = "") -> bytes:
        """Return a hash of all that is known of ``node`` and its facts, and of what others show of their passages."""
        if not self._hashes or not self._firsts:
            return b""
        data = self._graph.nodes[node]
        facts = [(target, key, self._hashes.of(edge)) for target, key, edge in self._stated_of.get(node, ())]
        broader = list(self._say.broader(data))
        known = self._hashes.without(data, leave.split()) if leave else self._hashes.of(data)
        return joined(node, leave, repr(facts), repr(broader), known, self._firsts.flags(node))

    def _opening(self, node: str) -> Iterator[Row]:
        say, data, iri = self._say, self._graph.nodes[node], self._iris[node]
        yield from say.thing(iri, data)
        for fact, edge in self._triples(node):
            yield say.plain(fact, say.place(edge))
            yield say.copies(fact, sorted(documents(edge["evidence"])))
        observed = [local_name(one) for one in self._observations(node)]
        yield from say.linked(iri, say.home(data), "kgo:observation", observed)

    def _mentions(self, node: str, named: Iterable[Passage]) -> dict[str, Passage]:
        return self._say.mentions(self._iris[node], named)

    def _links(self, node: str, mentions: dict[str, Passage]) -> Iterator[Row]:
        home = self._say.home(self._graph.nodes[node])
        return self._say.linked(self._iris[node], home, "kgo:mention", list(mentions))

    def _stated(self, node: str) -> Iterator[Row]:
        """Yield observations and assertions, with the passages that nothing before has shown."""
        say, home = self._say, self._say.home(self._graph.nodes[node])
        if self._firsts:
            say.shown = self._firsts.shown(node)
        for subject, (observation, evidence) in self._observations(node).items():
            yield from say.observation(subject, home, observation, evidence)
        for fact, edge in self._triples(node):
            yield from say.assertion(fact, edge, passages(edge["evidence"]))

    def _triples(self, node: str) -> list[tuple[Triple, dict[str, Any]]]:
        iri = self._iris[node]
        return [((iri, relation, self._iris[target]), edge) for target, relation, edge in self._stated_of.get(node, ())]

    def _observations(self, node: str) -> dict[ox.NamedNode, tuple[dict[str, Any], list[Passage]]]:
        """Return the observations of ``node`` by their IRI; equal ones are one, with the evidence of all."""
        merged: dict[ox.NamedNode, tuple[dict[str, Any], list[Passage]]] = {}
        for observation in self._graph.nodes[node].get("observations", ()):
            iri = self._say.observed(node, observation)
            merged.setdefault(iri, (observation, []))[1].extend(passages(observation["evidence"]))
        return merged


def _facts(graph: nx.MultiDiGraph) -> dict[str, list[_Fact]]:
    """Return target, relation and data of what is stated of each node of which anything is, by relation."""
    facts = sorted(graph.edges(keys=True, data=True), key=lambda fact: (fact[0], fact[2], fact[1]))
    return {node: [tuple(fact[1:]) for fact in some] for node, some in groupby(facts, key=itemgetter(0))}


def _id(document: dict[str, Any]) -> str:
    return str(document["id"])
