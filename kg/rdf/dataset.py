"""What is said of a graph as a whole: the data set, the run that made it, how much there is."""

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from itertools import chain
from operator import xor
from typing import NamedTuple

import pyoxigraph as ox

from kg import __version__, schema
from kg.model import ID_LENGTH, digest
from kg.rdf.rows import Object, Row, say
from kg.rdf.terms import SCHEMA, Names, chinese, count, string, term, typed


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
        yield from say(self._named("Dataset"), home, chain(self._dataset(), links))
        yield from say(self.run(), home, _run(self._summary.made))
        yield from self.used(used)
        yield from say(scheme(self._names), home, _industries())

    def run(self) -> ox.NamedNode:
        """Return the IRI of the run."""
        return self._named("Build")

    def used(self, documents: Iterable[str]) -> Iterator[Row]:
        """Say that the run used ``documents``."""
        iris = (self._names.record("Document", document) for document in documents)
        return say(self.run(), self._names.build, (("prov:used", iri) for iri in iris))

    def statistics(self, triples: int) -> Iterator[Row]:
        """Say how many there are of each class and property, and how many triples beside these."""
        for part in self._partitions():
            yield from say(self._named("Dataset", part.name), self._names.build, part.rows())
        total = triples + 2 * len(self._partitions()) + 1
        yield from say(self._named("Dataset"), self._names.build, [("void:triples", count(total))])

    def _named(self, kind: str, *parts: str) -> ox.NamedNode:
        made = self._summary.made
        return self._names.hashed(
            kind, __version__, *(made[name] for name in sorted(made)), self._summary.corpus, *parts
        )

    def _dataset(self) -> Iterator[tuple[str, Object]]:
        yield from (("rdf:type", term("dcat:Dataset")), ("rdf:type", term("void:Dataset")))
        yield "dcterms:title", chinese("创新集群知识图谱")
        yield "dcterms:title", ox.Literal("Innovation cluster knowledge graph", language="en")
        yield "dcterms:conformsTo", SCHEMA
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


def scheme(names: Names) -> ox.NamedNode:
    """Return the IRI of all industries together."""
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
