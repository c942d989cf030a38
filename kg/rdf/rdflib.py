"""The graph as an ``rdflib.Graph``, for users' own code."""

from functools import lru_cache
from typing import TYPE_CHECKING

import networkx as nx
import pyoxigraph as ox

from kg.rdf.quads import triples
from kg.rdf.terms import BASE, prefixes, term

if TYPE_CHECKING:
    import rdflib


def to_rdflib(graph: nx.MultiDiGraph, base: str = BASE) -> "rdflib.Graph":
    """Return the triples of ``graph`` as an ``rdflib.Graph`` with all prefixes, every literal as it is written."""
    import rdflib

    copy = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in prefixes(base).items():
        copy.bind(prefix, namespace)
    for triple in triples(graph, base):
        copy.add((as_rdflib(triple.subject), as_rdflib(triple.predicate), as_rdflib(triple.object)))
    return copy


@lru_cache(maxsize=1 << 15)  # predicates, kinds and documents come again and again
def as_rdflib(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> "rdflib.term.Node":
    """Return a term of pyoxigraph as one of rdflib, its text unchanged."""
    import rdflib

    if isinstance(node, ox.NamedNode):
        return rdflib.URIRef(node.value)
    if isinstance(node, ox.Literal):
        plain = node.language or node.datatype == term("xsd:string")
        datatype = None if plain else rdflib.URIRef(node.datatype.value)
        return rdflib.Literal(node.value, lang=node.language, datatype=datatype, normalize=False)
    return rdflib.BNode(str(node).removeprefix("_:"))
