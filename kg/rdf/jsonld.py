"""JSON-LD in our own words, ``schema/context.jsonld``: one thing a line, written as a stream."""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import IO, Any

import pyoxigraph as ox

from kg.rdf.terms import BASE, VOCABULARIES, term
from kg.resources import folder

_TYPE = term("rdf:type").value
_XSD = VOCABULARIES["xsd"]
# What JSON says as exactly.
_NATIVE: dict[str, Callable[[str], int]] = {_XSD + "integer": int, _XSD + "boolean": lambda text: text == "true"}

Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph


def write(quads: Iterable[ox.Quad], file: IO[bytes], base: str = BASE) -> None:
    """Write ``quads``, those of one subject behind each other, with the context inside: nothing has to be fetched."""
    words = _Words(base)
    file.write(b'{\n"@context": %s,\n"@graph": [' % _line(words.context))
    for number, thing in enumerate(_things(quads, words)):
        file.write(b"%s\n%s" % (b"," if number else b"", _line(thing)))
    file.write(b"\n]\n}\n")


@cache
def context() -> dict[str, Any]:
    """Return our context: terms, each with the IRI it stands for and how its values are read."""
    loaded: dict[str, Any] = json.loads((folder("schema") / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    return loaded


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _things(quads: Iterable[ox.Quad], words: "_Words") -> Iterator[dict[str, Any]]:
    """Yield a node a subject; those of a named graph inside it."""
    for graph, rows in groupby(quads, key=lambda quad: quad.graph_name):
        nodes = (words.node(subject, each) for subject, each in groupby(rows, key=lambda quad: quad.subject))
        if isinstance(graph, ox.DefaultGraph):
            yield from nodes
        else:
            yield {"id": words.place(graph), "@graph": list(nodes)}


class _Words:
    """The terms of the context by what they stand for."""

    def __init__(self, base: str) -> None:
        self.context = context() | {"kg": base + "id/"}
        self._vocabulary = self.context["@vocab"]
        plain = {name: iri for name, iri in self.context.items() if isinstance(iri, str) and not name.startswith("@")}
        self._prefixes = {iri: name for name, iri in plain.items() if not iri.startswith("@")}
        terms = {name: how for name, how in self.context.items() if isinstance(how, dict)}
        self._terms = {self._full(how["@id"]): (name, how) for name, how in terms.items()}

    def node(self, subject: ox.NamedNode | ox.BlankNode | ox.Triple, quads: Iterable[ox.Quad]) -> dict[str, Any]:
        """Return what ``quads`` say of ``subject``."""
        node: dict[str, Any] = {"id": self.place(subject)}
        for quad in quads:
            name, value = self._said(quad.predicate.value, quad.object)
            node.setdefault(name, []).append(value)
        return {name: value[0] if name != "id" and len(value) == 1 else value for name, value in node.items()}

    def place(self, node: ox.NamedNode | ox.BlankNode | ox.Triple | ox.DefaultGraph) -> str:
        """Return the address of ``node``, short where it lies below the base."""
        return self._short(node.value) if isinstance(node, ox.NamedNode) else str(node)

    def _said(self, predicate: str, value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> tuple[str, Any]:
        if predicate == _TYPE:
            return "type", self._word(str(getattr(value, "value", value)))
        name, how = self._terms.get(predicate, (self._short(predicate), {}))
        return name, self._literal(value, how) if isinstance(value, ox.Literal) else self._link(value, how)

    def _link(self, value: ox.NamedNode | ox.BlankNode | ox.Triple, how: dict[str, str]) -> Any:
        if how.get("@type") == "@vocab" and isinstance(value, ox.NamedNode):
            return self._word(value.value)
        return self.place(value) if how.get("@type") == "@id" else {"id": self.place(value)}

    def _literal(self, value: ox.Literal, how: dict[str, str]) -> Any:
        if value.language:
            as_read = how.get("@language") == value.language
            return value.value if as_read else {"@value": value.value, "@language": value.language}
        datatype = value.datatype.value
        if datatype == _XSD + "string":
            return {"@value": value.value} if {"@language", "@type"} & how.keys() else value.value
        if datatype in _NATIVE and "@type" not in how:
            return _NATIVE[datatype](value.value)
        as_read = self._full(how.get("@type", "@none")) == datatype
        return value.value if as_read else {"@value": value.value, "@type": self._short(datatype)}

    def _word(self, iri: str) -> str:
        """Return a class or relation of ours by its name alone."""
        local = iri.removeprefix(self._vocabulary)
        return local if local != iri and "/" not in local else self._short(iri)

    def _short(self, iri: str) -> str:
        for namespace, name in self._prefixes.items():
            if iri.startswith(namespace):
                return f"{name}:{iri.removeprefix(namespace)}"
        return iri

    def _full(self, name: str) -> str:
        prefix, _, local = name.partition(":")
        return f"{self.context[prefix]}{local}" if prefix in self.context else name
