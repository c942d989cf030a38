"""What lies between two graphs: entities and facts that came, went and changed; as records or as an RDF patch.

Ids are content hashes of what a thing is called, so the same thing has the same id in both.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import networkx as nx
import pyoxigraph as ox

from kg.rdf.quads import quads

Data = dict[str, Any]
_ENTITY = ("label", "aliases", "observations", "background", "code", "origin")
_FACT = ("confidence", "evidence", "planned", "background", "origin")


class Change(NamedTuple):
    """One entity or fact. ``before`` and ``after`` hold what differs, or all that is known of what came or went."""

    id: str  # of a fact: source, relation and target with blanks between
    label: str
    before: Data | None
    after: Data | None


class Diff(NamedTuple):
    """All changes, each sort in the order of ids."""

    entities: list[Change]
    facts: list[Change]


def diff(old: nx.MultiDiGraph, new: nx.MultiDiGraph) -> Diff:
    """Return what differs from ``old`` to ``new``."""
    names = dict(old.nodes(data="label")) | dict(new.nodes(data="label"))
    entities = {
        node: f"{data['kind']} {data['label']}" for graph in (old, new) for node, data in graph.nodes(data=True)
    }
    facts = {_id(*key): f"{names[key[0]]} {key[2]} {names[key[1]]}" for g in (old, new) for key in g.edges(keys=True)}
    return Diff(
        list(_changes(dict(old.nodes(data=True)), dict(new.nodes(data=True)), entities, _ENTITY)),
        list(_changes(_facts(old), _facts(new), facts, _FACT)),
    )


def _id(source: str, target: str, relation: str) -> str:
    return f"{source} {relation} {target}"


def _facts(graph: nx.MultiDiGraph) -> dict[str, Data]:
    return {_id(source, target, relation): data for source, target, relation, data in graph.edges(keys=True, data=True)}


def _changes(
    old: dict[str, Data], new: dict[str, Data], labels: dict[str, str], fields: tuple[str, ...]
) -> Iterator[Change]:
    for key in sorted(old.keys() | new.keys()):
        before, after = old.get(key), new.get(key)
        if before is not None and after is not None:
            differing = [name for name in fields if before.get(name) != after.get(name)]
            before, after = ({name: data.get(name) for name in differing} for data in (before, after))
        if before or after:
            yield Change(key, labels[key], before, after)


def patch(old: nx.MultiDiGraph, new: nx.MultiDiGraph) -> Iterator[str]:
    """Yield the lines of the RDF patch that makes the N-Quads of ``old`` those of ``new``: D deletes, A adds."""
    before, after = (set(map(_line, quads(graph))) for graph in (old, new))
    yield "TX ."
    yield from (f"D {line} ." for line in sorted(before - after))
    yield from (f"A {line} ." for line in sorted(after - before))
    yield "TC ."


def _line(quad: ox.Quad) -> str:
    triple = f"{quad.subject} {quad.predicate} {quad.object}"
    return triple if isinstance(quad.graph_name, ox.DefaultGraph) else f"{triple} {quad.graph_name}"
