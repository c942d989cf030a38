"""What is left when nodes are taken away, beside random graphs with the same degrees.

"Well connected" is a comparison: a verdict says whether this network lies outside everything that ``SAMPLES``
random graphs with exactly its degrees show.
"""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from kg.analyse.measures import components, within
from kg.analyse.record import Against, Curve, Robustness, figure
from kg.analyse.ties import Ties, among, keys, pairs
from kg.output.remembered import remembered

Keys = np.ndarray[Any, np.dtype[np.int64]]
Order = np.ndarray[Any, np.dtype[np.int64]]

SAMPLES, FEW_SAMPLES = 20, 3
LARGE = 50_000  # ties above which samples and steps are few
STEPS, FEW_STEPS = 20, 10  # points of a curve
LEAST = 10  # ties below which chance says nothing
ROUNDS = 5  # in each, every tie may be swapped once; after three, measures no longer drift
BLOCK = 20_000  # rows of a product held at a time
SEED = 7


def robustness(ties: Ties) -> Robustness | None:
    """Return the comparison for the nodes that have ties; None for fewer than ``LEAST`` ties."""
    if len(ties.edges) < LEAST:
        return None
    return _beside_chance(within(ties, np.flatnonzero(ties.degrees)))


def _from_plain(row: dict[str, Any]) -> Robustness:
    comparisons, curves = row["comparisons"], row["curves"]
    return Robustness(
        row["samples"],
        tuple(Against(**_with_tuples(one)) for one in comparisons),
        tuple(Curve(**_with_tuples(one)) for one in curves),
    )


def _with_tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}


@remembered(
    of=lambda connected: (len(connected), connected.edges.tobytes()),
    plain=asdict,
    made=_from_plain,
)
def _beside_chance(connected: Ties) -> Robustness:
    samples = SAMPLES if len(connected.edges) <= LARGE else FEW_SAMPLES
    nulls = list(random_graphs(connected, samples))
    return Robustness(samples, tuple(_comparisons(connected, nulls)), tuple(_curves(connected, nulls)))


def random_graphs(ties: Ties, count: int) -> Iterator[Ties]:
    """Yield ``count`` random simple graphs with the degrees of ``ties``, by repeated swaps of the ends of two ties."""
    # the legacy generator: its numbers are promised never to change between versions
    random = np.random.RandomState(SEED)
    for _ in range(count):
        found = keys(ties.edges, len(ties))
        for _ in range(ROUNDS):
            found = swapped(found, len(ties), random)
        yield Ties(ties.nodes, pairs(found, len(ties)))


def swapped(old: Keys, size: int, random: np.random.RandomState) -> Keys:
    """Return sorted keys after swapping random pairs a-b, c-d to a-d, c-b, except where that would double or loop."""
    half = len(old) // 2
    shuffled = old[random.permutation(len(old))]
    low, high = shuffled // size, shuffled % size
    flipped = random.randint(0, 2, len(old)).astype(bool)
    one, other = np.where(flipped, high, low), np.where(flipped, low, high)
    far = np.concatenate([other[half : 2 * half], other[:half]])
    near = one[: 2 * half]
    swaps = np.minimum(near, far) * size + np.maximum(near, far)
    bad = among(swaps, _repeated(np.concatenate([old, swaps]))) | (near == far)
    either = np.tile(bad[:half] | bad[half:], 2)
    return np.sort(np.concatenate([np.where(either, shuffled[: 2 * half], swaps), shuffled[2 * half :]]))


def _repeated(found: Keys) -> Keys:
    """Return the keys that occur more than once in ``found``, sorted."""
    ordered = np.sort(found)
    again: Keys = ordered[1:][np.diff(ordered) == 0]
    return again


def transitivity(ties: Ties) -> float:
    """Return how many of the pairs of ties that meet in a node are closed by a third one; 0 where none meet.

    Each triangle is found once, from its node with the fewest ties, so that hubs cost little.
    """
    meeting = int((ties.degrees * (ties.degrees - 1) // 2).sum())
    rank = np.argsort(np.argsort(ties.degrees, kind="stable"), kind="stable")
    ends = np.sort(rank[ties.edges], axis=1)
    up = sparse.csr_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(len(ties), len(ties)))
    triangles = sum(_closed(up, start) for start in range(0, len(ties), BLOCK))
    return 3 * triangles / meeting if meeting else 0.0


def _closed(up: sparse.csr_array, start: int) -> float:
    rows = up[start : start + BLOCK]
    return float(((rows @ up) * rows).sum())


MEASURES: tuple[tuple[str, Callable[[Ties], float]], ...] = (
    ("largest", lambda ties: float(np.bincount(components(ties)).max() / len(ties))),
    ("transitivity", transitivity),
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
        area, null = figure(_area(removed, left)), sorted(figure(_area(removed, other)) for other in others)
        yield Curve(
            name,
            _figures(removed),
            _figures(left),
            area,
            tuple(null),
            _figures(others.mean(axis=0)),
            verdict(area, null),
        )


def _area(removed: "np.ndarray", left: "np.ndarray") -> float:
    """Return the mean height of the curve."""
    widths = np.diff(removed)
    return float(((left[1:] + left[:-1]) / 2 * widths).sum() / widths.sum())


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
    steps = STEPS if len(ties.edges) <= LARGE else FEW_STEPS
    # close together at first: most networks fall apart early
    counts = np.unique(((len(ties) - 1) * np.linspace(0, 1, steps + 1) ** 2).round().astype(np.int64))
    # nodes renamed by their rank: after removing ``count`` of them the others are those from ``count`` on
    ends = rank[ties.edges[:, 0]], rank[ties.edges[:, 1]]
    ones = np.ones(len(ties.edges), dtype=np.int8)
    half = sparse.csr_array((ones, (np.minimum(*ends), np.maximum(*ends))), shape=(len(ties), len(ties)))
    left = [_largest_from(int(count), half.indptr, half.indices) for count in counts]
    return counts / len(ties), np.array(left) / len(ties)


def _largest_from(first: int, starts: Order, high: Order) -> int:
    """Return the size of the largest component of the nodes from ``first`` on, given as rows of a matrix."""
    kept, near = starts[first:] - starts[first], high[starts[first] :] - first
    half = sparse.csr_array((np.ones(len(near)), near, kept), shape=(len(kept) - 1,) * 2)
    return int(np.bincount(csgraph.connected_components(half, directed=False)[1]).max())
