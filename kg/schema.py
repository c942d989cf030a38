"""Kinds and relations, read from ``schema/ontology.ttl``; what a fact must look like."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pyoxigraph as ox

from kg.resources import folder

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

NAMESPACE = "https://w3id.org/cluster-kg/schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_LABEL, _DEFINITION = _RDFS + "label", "http://www.w3.org/2004/02/skos/core#definition"


class Kind(NamedTuple):
    """A kind of entity: ``name`` is the local name of ``iri``, ``zh`` and ``en`` are its labels."""

    name: str
    iri: str
    zh: str
    en: str
    definition: str  # in English


class Relation(NamedTuple):
    """A relation between entities of the kinds in ``domain`` and those in ``range``."""

    name: str
    iri: str
    zh: str
    en: str
    definition: str  # in English
    domain: frozenset[str]
    range: frozenset[str]
    symmetric: bool


class Schema(NamedTuple):
    """All kinds and relations by name, in the order of the ontology."""

    kinds: dict[str, Kind]
    relations: dict[str, Relation]

    def problems(self, subject_kind: str, relation: str, object_kind: str) -> list[str]:
        """Return why a fact of these kinds breaks the schema, one sentence each; empty when it is fine."""
        kinds = (subject_kind, object_kind)
        unknown = [f"{kind!r} is no kind of the schema" for kind in kinds if kind not in self.kinds]
        if relation not in self.relations:
            return [*unknown, f"{relation!r} is no relation of the schema"]
        known = self.relations[relation]
        subject = _misplaced(known, "subject", subject_kind, known.domain)
        return unknown or subject + _misplaced(known, "object", object_kind, known.range)


def _misplaced(relation: Relation, role: str, kind: str, allowed: frozenset[str]) -> list[str]:
    if kind in allowed:
        return []
    return [f"the {role} of {relation.name} must be {_either(sorted(allowed))}, not {kind}"]


def _either(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


@cache
def load() -> Schema:
    """Return the schema of this installation."""
    return read((folder("schema") / "ontology.ttl").read_bytes())


def read(turtle: bytes) -> Schema:
    """Return the schema that an ontology in Turtle states.

    Raises:
        SyntaxError: it is no Turtle; the message names the line.
        ValueError: a kind or relation lacks a label, definition, domain or range; all of them are listed.
    """
    ontology = _Ontology(turtle)
    kinds = {kind.name: kind for kind in map(ontology.kind, ontology.below("subClassOf", "Entity"))}
    relations = {r.name: r for r in map(ontology.relation, ontology.below("subPropertyOf", "relatedTo"))}
    faults = ontology.faults + _strangers(relations, kinds)
    if faults:
        raise ValueError("schema/ontology.ttl: " + "; ".join(faults))
    return Schema(kinds, relations)


def _strangers(relations: dict[str, Relation], kinds: dict[str, Kind]) -> list[str]:
    """Name the classes that a domain or range holds and that are no kinds."""
    named = {(name, kind) for name, r in relations.items() for kind in r.domain | r.range}
    return [f"{name} names {kind}, which is no kind" for name, kind in sorted(named) if kind not in kinds]


class _Ontology:
    """The triples of the ontology by subject and predicate, and what was found missing while they were read."""

    def __init__(self, turtle: bytes) -> None:
        self.faults: list[str] = []
        self._objects: dict[tuple[str, str], list[Term]] = {}
        for triple in ox.parse(turtle, format=ox.RdfFormat.TURTLE):
            self._objects.setdefault((_key(triple.subject), triple.predicate.value), []).append(triple.object)

    def below(self, hierarchy: str, top: str) -> list[str]:
        """Return the IRIs that stand directly below the term ``top``."""
        link, parent = _RDFS + hierarchy, ox.NamedNode(NAMESPACE + top)
        rows = self._objects.items()
        return [subject for (subject, predicate), objects in rows if predicate == link and parent in objects]

    def kind(self, iri: str) -> Kind:
        """Return the class ``iri`` as a kind."""
        zh, en = self._text(iri, _LABEL, "zh"), self._text(iri, _LABEL, "en")
        return Kind(_local(iri), iri, zh, en, self._text(iri, _DEFINITION, "en"))

    def relation(self, iri: str) -> Relation:
        """Return the property ``iri`` as a relation."""
        symmetric = ox.NamedNode(_OWL + "SymmetricProperty") in self._objects.get((iri, _RDF + "type"), [])
        return Relation(*self.kind(iri), self._classes(iri, "domain"), self._classes(iri, "range"), symmetric)

    def _text(self, iri: str, predicate: str, language: str) -> str:
        for term in self._objects.get((iri, predicate), []):
            if isinstance(term, ox.Literal) and term.language == language:
                return term.value
        self.faults.append(f"{_local(iri)} has no {_local(predicate)}@{language}")
        return ""

    def _classes(self, iri: str, role: str) -> frozenset[str]:
        classes = frozenset(name for term in self._objects.get((iri, _RDFS + role), []) for name in self._members(term))
        if not classes:
            self.faults.append(f"{_local(iri)} has no {role}")
        return classes

    def _members(self, node: Term) -> Iterator[str]:
        """Take unions apart, down to named classes."""
        unions = self._objects.get((_key(node), _OWL + "unionOf"))
        if not unions:
            yield _local(_key(node))
            return
        for member in self._list(unions[0]):
            yield from self._members(member)

    def _list(self, node: Term) -> Iterator[Term]:
        while rest := self._objects.get((_key(node), _RDF + "rest")):
            yield self._objects[_key(node), _RDF + "first"][0]
            node = rest[0]


def _key(term: Term) -> str:
    """Return the IRI of ``term``, or its label where it is a blank node: no IRI looks like one."""
    return str(term) if isinstance(term, ox.BlankNode) else str(getattr(term, "value", term))


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
