"""How two things are connected: the best paths, step by step with their facts; and whom a name means."""

import math
import unicodedata
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import NamedTuple

import networkx as nx
from rapidfuzz import fuzz, process

from kg.analyse.network import Edge, Network
from kg.analyse.record import Stated

STEP = math.log(2)  # what a step costs beside its doubt: a path half as sure and one step shorter is as good
LEAST_CONFIDENCE = 1e-3  # of a fact somebody set to nothing
SIMILAR = 75  # of 100, for a name that was mistyped
PROPOSED = 8


class Step(NamedTuple):
    """From ``source`` to ``target`` by facts, either way round, the surest first."""

    source: str
    target: str
    facts: tuple[Stated, ...]


class Path(NamedTuple):
    """Steps from A to B; ``confidence`` is the product of the surest facts'."""

    steps: tuple[Step, ...]
    confidence: float


def best_paths(network: Network, start: str, end: str, count: int) -> list[Path]:
    """Return up to ``count`` best paths between two different nodes; none where nothing connects them.

    Cost of a path: the sum over its steps of -ln(confidence) and ln 2.
    """
    graph = nx.Graph()
    graph.add_nodes_from((start, end))
    for source, target, _ in network.facts:
        if source != target and not graph.has_edge(source, target):
            graph.add_edge(source, target, cost=STEP - math.log(_confidence(network, source, target)))
    try:
        return [
            _path(network, nodes) for nodes in islice(nx.shortest_simple_paths(graph, start, end, weight="cost"), count)
        ]
    except nx.NetworkXNoPath:
        return []


def _surest(network: Network, one: str, other: str) -> list[Edge]:
    facts = network.between(one, other)
    return sorted(facts, key=lambda fact: (-network.data(fact)["confidence"], fact))


def _confidence(network: Network, one: str, other: str) -> float:
    confidence = network.data(_surest(network, one, other)[0])["confidence"]
    return min(max(float(confidence), LEAST_CONFIDENCE), 1.0)


def _path(network: Network, nodes: list[str]) -> Path:
    steps = tuple(Step(a, b, network.record(_surest(network, a, b))) for a, b in pairwise(nodes))
    return Path(steps, math.prod(_confidence(network, step.source, step.target) for step in steps))


def whom(network: Network, name: str) -> list[str]:
    """Return the nodes that ``name`` may mean: by id, else by name or alias, else as part of one, else mistyped."""
    if name in network.graph and name in network.ties.at:
        return [name]
    sought = plain(name)
    if not sought:
        return []
    names = {node: [plain(n) for n in network.called(node)] for node in network.nodes}
    exact = [node for node in network.nodes if sought in names[node]]
    partly = exact or [node for node in network.nodes if any(sought in n for n in names[node])]
    return _by_label(network, partly) if partly else list(_similar(names, sought))


def plain(name: str) -> str:
    """Return ``name`` without what people type differently: width, case, blanks and quotation."""
    kept = (c for c in unicodedata.normalize("NFKC", name) if not c.isspace() and c not in "《》“”\"'·")
    return "".join(kept).casefold()


def _by_label(network: Network, nodes: list[str]) -> list[str]:
    return sorted(nodes, key=lambda node: (len(network.label(node)), network.label(node), node))


def _similar(names: dict[str, list[str]], sought: str) -> Iterator[str]:
    choices = [(node, name) for node in names for name in names[node]]
    best = process.extract(
        sought, [name for _, name in choices], scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=PROPOSED
    )
    yield from dict.fromkeys(choices[index][0] for _, _, index in best)
