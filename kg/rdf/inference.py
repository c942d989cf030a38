"""What follows from a graph: broader places, bodies and industries, inverse and broader relations.

Each rule of ``schema/inference`` is asked once, in the order of their names, and no path in it is longer than it says:
what follows is bounded. It stands in a graph of its own, so that nobody takes it for what a document states.
"""

from collections.abc import Iterator

import pyoxigraph as ox

from kg.rdf.terms import BASE, SCHEMA
from kg.resources import folder

GRAPH = ox.NamedNode(BASE + "graph/inferred")


def infer(store: ox.Store) -> int:
    """Add what follows from the default graph of ``store`` to it and to ``GRAPH``; return how many triples that is."""
    store.load(path=folder("schema") / "ontology.ttl", format=ox.RdfFormat.TURTLE, to_graph=SCHEMA)
    for path in sorted((folder("schema") / "inference").glob("*.rq")):
        new = dict.fromkeys(_new(store, path.read_text(encoding="utf-8")))
        store.extend(twin for triple in new for twin in _both(triple))
    store.remove_graph(SCHEMA)
    return sum(1 for _ in store.quads_for_pattern(None, None, None, GRAPH))


def _both(triple: ox.Triple) -> tuple[ox.Quad, ox.Quad]:
    return ox.Quad(triple.subject, triple.predicate, triple.object, GRAPH), ox.Quad(*triple)


def _new(store: ox.Store, query: str) -> Iterator[ox.Triple]:
    triples = store.query(query)
    assert isinstance(triples, ox.QueryTriples)  # noqa: S101 - every rule is a CONSTRUCT
    return (triple for triple in triples if ox.Quad(*triple) not in store)
