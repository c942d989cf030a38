"""What changed between two graphs of the same world: what joined, what left, what became central.

Nodes and facts are the same when their ids are; ids are content hashes, so two builds can be compared. Ranks are
compared among the things in both: a large new part must not make everything old look as if it had lost.
"""

from collections.abc import Callable, Iterable

import networkx as nx

from kg.analyse import measures
from kg.analyse.network import Edge, Network
from kg.analyse.record import SHOWN, Changes, Moved, Name

Node = dict[str, object]

CENTRAL = 50  # ranks that count as central; further down a single new tie moves a thing by hundreds


def changes(before: Network, after: Network, names: tuple[str, str]) -> Changes:
    """Return what differs from ``before`` to ``after``, which the report calls ``names``."""
    joined, left = _missing(after, before), _missing(before, after)
    new = _weightiest(after, set(after.facts) - set(before.facts))
    gone = _weightiest(before, set(before.facts) - set(after.facts))
    moved = movements(before, after)
    return Changes(
        *names,
        joined_total=len(joined),
        joined=joined[:SHOWN],
        left_total=len(left),
        left=left[:SHOWN],
        new_facts_total=len(new),
        new_facts=after.record(new[:SHOWN]),
        gone_facts_total=len(gone),
        gone_facts=before.record(gone[:SHOWN]),
        risen=_most(m for m in moved if m.after < m.before and m.after <= CENTRAL),
        fallen=_most(m for m in moved if m.after > m.before and m.before <= CENTRAL),
    )


def _weightiest(network: Network, facts: Iterable[Edge]) -> list[Edge]:
    """Return ``facts``, those that most passages state first."""
    return sorted(facts, key=lambda fact: (-len(network.data(fact)["evidence"]), fact))


def _most(moved: Iterable[Moved]) -> tuple[Moved, ...]:
    """Return those that moved by the most places."""
    order = sorted(moved, key=lambda m: (-abs(m.after - m.before), m.after, m.name.label, m.name.id))
    return tuple(order[:SHOWN])


def _missing(there: Network, here: Network) -> tuple[Name, ...]:
    """Return what ``here`` lacks of ``there``, what has the most ties first."""
    degrees = there.ties.degrees
    new = [node for node in there.nodes if node not in here.ties.at]
    return there.names(sorted(new, key=lambda node: (-degrees[there.ties.at[node]], there.label(node), node)))


def movements(before: Network, after: Network) -> list[Moved]:
    """Return the ranks by PageRank, before and after, of what is in both."""
    old, new = _values(before), _values(after)
    common = sorted(set(old) & set(new))
    ranks = _ranks({node: old[node] for node in common}), _ranks({node: new[node] for node in common})
    return [Moved(after.name(node), ranks[0][node], ranks[1][node]) for node in common]


def _values(network: Network) -> dict[str, float]:
    values = measures.pagerank(network.ties).round(9).tolist()
    return dict(zip(network.ties.nodes, values, strict=True))


def _ranks(values: dict[str, float]) -> dict[str, int]:
    """Return the rank of each node; equals share the first of their ranks."""
    ranks: dict[float, int] = {}
    for place, value in enumerate(sorted(values.values(), reverse=True), start=1):
        ranks.setdefault(value, place)
    return {node: ranks[value] for node, value in values.items()}


def split(graph: nx.MultiDiGraph, date: str) -> tuple[nx.MultiDiGraph, nx.MultiDiGraph]:
    """Return ``graph`` as documents dated before ``date`` state it, and as all dated documents do.

    Evidence without a date is in neither, since nobody knows when it was said. ``date`` is ISO 8601, whole or begun.
    """
    dates = {d["id"]: d.get("date", "") for d in graph.graph.get("documents", [])}
    return _of(graph, lambda document: "" < dates.get(document, "") < date), _of(
        graph, lambda document: bool(dates.get(document))
    )


def _of(graph: nx.MultiDiGraph, wanted: Callable[[str], bool]) -> nx.MultiDiGraph:
    part = nx.MultiDiGraph(documents=[d for d in graph.graph.get("documents", []) if wanted(d["id"])])
    for node, data in graph.nodes(data=True):
        mentions = _from(data["mentions"], wanted)
        part.add_node(node, **{**data, "mentions": mentions, "background": data["background"] or not mentions})
    for source, target, relation, data in graph.edges(keys=True, data=True):
        evidence = _from(data["evidence"], wanted)
        if evidence or data["background"]:
            part.add_edge(source, target, key=relation, **{**data, "evidence": evidence})
    return part


def _from(passages: Iterable[Node], wanted: Callable[[str], bool]) -> list[Node]:
    return [passage for passage in passages if wanted(str(passage["document"]))]
