"""What is left when nodes are taken away, beside random graphs with the same degrees.

"Well connected" is a comparison: a verdict says whether this network lies outside everything that ``SAMPLES``
random graphs with exactly its degrees show.
"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import rustworkx as rx
from scipy.sparse import csgraph

from kg.analyse.measures import largest
from kg.analyse.record import Against, Curve, Robustness, figure
from kg.analyse.ties import Ties, adjacency

Edges = np.ndarray[Any, np.dtype[np.int64]]
Order = np.ndarray[Any, np.dtype[np.int64]]

SAMPLES, FEW_SAMPLES = 20, 3
LARGE = 50_000  # ties above which fewer samples are drawn
STEPS = 20  # points of a curve
LEAST = 10  # ties below which chance says nothing
ROUNDS = 20  # in each, every tie may be swapped once
SEED = 7


def robustness(ties: Ties) -> Robustness | None:
    """Return the comparison for the nodes that have ties; None for fewer than ``LEAST`` ties."""
    if len(ties.edges) < LEAST:
        return None
    connected = _without_isolated(ties)
    samples = SAMPLES if len(ties.edges) <= LARGE else FEW_SAMPLES
    nulls = list(random_graphs(connected, samples))
    return Robustness(samples, tuple(_comparisons(connected, nulls)), tuple(_curves(connected, nulls)))


def _without_isolated(ties: Ties) -> Ties:
    return Ties.of(
        (ties.nodes[p] for p in np.flatnonzero(ties.degrees)),
        ((ties.nodes[a], ties.nodes[b]) for a, b in ties.edges.tolist()),
    )


def random_graphs(ties: Ties, count: int) -> Iterator[Ties]:
    """Yield ``count`` random simple graphs with the degrees of ``ties``, by repeated swaps of the ends of two ties."""
    # the legacy generator: its numbers are promised never to change between versions
    random = np.random.RandomState(SEED)
    for _ in range(count):
        edges = ties.edges
        for _ in range(ROUNDS):
            edges = swapped(edges, len(ties), random)
        yield Ties(ties.nodes, edges)


def swapped(edges: Edges, size: int, random: np.random.RandomState) -> Edges:
    """Return ``edges`` after swapping random pairs a-b, c-d to a-d, c-b, except where that would double or loop."""
    shuffled = edges[random.permutation(len(edges))]
    flipped = random.randint(0, 2, len(edges)).astype(bool)
    shuffled[flipped] = shuffled[flipped][:, ::-1]
    half = len(edges) // 2
    one, other, rest = shuffled[:half], shuffled[half : 2 * half], shuffled[2 * half :]
    new = np.stack([np.stack([one[:, 0], other[:, 1]], axis=1), np.stack([other[:, 0], one[:, 1]], axis=1)], axis=1)
    keys = _keys(new.reshape(-1, 2), size).reshape(-1, 2)
    taken = np.isin(keys, _keys(edges, size)) | _repeated(keys) | (new[:, :, 0] == new[:, :, 1])
    kept = taken.any(axis=1)
    result = np.concatenate([one[kept], other[kept], new[~kept].reshape(-1, 2), rest])
    return np.unique(np.sort(result, axis=1), axis=0)


def _keys(edges: Edges, size: int) -> Edges:
    ends = np.sort(edges, axis=1)
    return ends[:, 0] * size + ends[:, 1]


def _repeated(keys: Edges) -> np.ndarray[Any, np.dtype[np.bool_]]:
    _, inverse, counts = np.unique(keys, return_inverse=True, return_counts=True)
    return (counts[inverse] > 1).reshape(keys.shape)


MEASURES: tuple[tuple[str, Callable[[Ties], float]], ...] = (
    ("largest", lambda ties: len(largest(ties)) / len(ties)),
    ("transitivity", lambda ties: rx.transitivity(ties.undirected)),
)


def _comparisons(ties: Ties, nulls: list[Ties]) -> Iterator[Against]:
    for name, measure in MEASURES:
        value, null = figure(measure(ties)), sorted(figure(measure(graph)) for graph in nulls)
        yield Against(name, value, tuple(null), verdict(value, null))


def verdict(value: float, null: list[float]) -> str:
    """Return how ``value`` stands against the whole range of ``null``."""
    if value < min(null):
        return "lower"
    return "higher" if value > max(null) else "alike"


def _curves(ties: Ties, nulls: list[Ties]) -> Iterator[Curve]:
    for name, order in (("random", random_order), ("targeted", targeted_order)):
        removed, left = removal(ties, order(ties))
        others = np.array([removal(graph, order(graph))[1] for graph in nulls])
        area, null = figure(left.mean()), sorted(map(figure, others.mean(axis=1).tolist()))
        yield Curve(
            name,
            _figures(removed),
            _figures(left),
            area,
            tuple(null),
            _figures(others.mean(axis=0)),
            verdict(area, null),
        )


def _figures(values: "np.ndarray") -> tuple[float, ...]:
    return tuple(map(figure, values.tolist()))


def random_order(ties: Ties) -> Order:
    """Return the nodes in an order by chance, the same for every graph of this size."""
    return np.random.RandomState(SEED).permutation(len(ties))


def targeted_order(ties: Ties) -> Order:
    """Return the nodes by their ties, most first (the degrees before anything was removed)."""
    return np.argsort(-ties.degrees, kind="stable")


def removal(ties: Ties, order: Order) -> tuple["np.ndarray", "np.ndarray"]:
    """Return the shares of nodes removed and, for each, the share of all nodes that the largest component still has."""
    rank = np.empty(len(ties), dtype=np.int64)
    rank[order] = np.arange(len(ties))
    counts = np.unique(np.linspace(0, len(ties) - 1, STEPS + 1).round().astype(np.int64))
    return counts / len(ties), np.array([_largest_left(ties, rank >= count) for count in counts]) / len(ties)


def _largest_left(ties: Ties, kept: "np.ndarray") -> int:
    alive = ties.edges[kept[ties.edges].all(axis=1)]
    if not len(alive):
        return int(kept.any())
    labels = csgraph.connected_components(adjacency(len(ties), alive), directed=False)[1]
    return int(np.bincount(labels[kept]).max())
