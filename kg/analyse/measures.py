"""Measures of ties, each on the engine that is right and fast for it; user code may go on with networkx.

All return one value per node, in the order of ``ties.nodes``. Engines and timings: ``benchmarks/analyse.py``.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import rustworkx as rx
from scipy import sparse
from scipy.sparse import csgraph

from kg.analyse.ties import Ties
from kg.output.remembered import remembered

Values = np.ndarray[Any, np.dtype[np.float64]]

EXACT_WORK = 30_000_000  # nodes x ties up to which betweenness and distances are exact: about a second
PIVOTS, FEW_PIVOTS = 64, 16  # starting points of an estimate above that: of betweenness, of distances
BATCH = 16  # pivots walked at a time: bounds memory
SEED = 7
HITS_CHANGE = 1e-8  # HITS settles slowly
CHANGE = 1e-10  # by how much a ranking as a whole may still move when it counts as settled


class Estimate(NamedTuple):
    """``values`` from ``pivots`` starting points with their standard ``errors``; exact when ``pivots`` is 0."""

    values: Values
    errors: Values | None
    pivots: int


def components(ties: Ties) -> np.ndarray[Any, np.dtype[np.int32]]:
    """Return the number of each node's component; components are numbered by their first node."""
    if not len(ties):
        return np.zeros(0, dtype=np.int32)
    labels = csgraph.connected_components(ties.matrix, directed=False)[1]
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[inverse].astype(np.int32)


def core_numbers(ties: Ties) -> Values:
    """Return for each node the highest k of a subnetwork around it in which all have k ties."""
    return _listed(rx.core_number(ties.undirected), len(ties))


def pagerank(ties: Ties) -> Values:
    """Return PageRank along the direction of the facts, settled to ``CHANGE`` in all."""
    if not len(ties):
        return np.zeros(0)
    # the engine multiplies the tolerance by the number of nodes, which makes its default wrong on large graphs
    return _listed(rx.pagerank(ties.directed, tol=CHANGE / len(ties), max_iter=1000), len(ties))


def hits(ties: Ties) -> tuple[Values, Values] | None:
    """Return hubs and authorities, each summing to 1; None without ties or where they do not settle."""
    if not len(ties.arcs):
        return None
    try:
        hubs, authorities = rx.hits(ties.directed, tol=HITS_CHANGE / len(ties), max_iter=500)
    except rx.FailedToConverge:
        return None
    return _listed(hubs, len(ties)), _listed(authorities, len(ties))


def _estimated(plain: list[Any]) -> Estimate:
    values, errors, pivots = plain
    return Estimate(np.array(values), None if errors is None else np.array(errors), pivots)


def _plain(estimate: Estimate) -> list[Any]:
    return [estimate.values.tolist(), None if estimate.errors is None else estimate.errors.tolist(), estimate.pivots]


@remembered(
    of=lambda ties, *limits, **named: (len(ties), ties.edges.tobytes(), limits, named), plain=_plain, made=_estimated
)
def betweenness(ties: Ties, exact_work: int = EXACT_WORK, pivots: int = PIVOTS) -> Estimate:
    """Return the share of shortest paths between others that run through each node, estimated on large networks."""
    size = len(ties)
    if size < 3:
        return Estimate(np.zeros(size), None, 0)
    if size * len(ties.edges) <= exact_work:
        # one thread: with more, sums are added in an order that differs from run to run
        return Estimate(_listed(rx.betweenness_centrality(ties.undirected, parallel_threshold=size + 1), size), None, 0)
    return sampled_betweenness(ties, sample(ties, pivots))


def sampled_betweenness(ties: Ties, pivots: list[int]) -> Estimate:
    """Return betweenness estimated from the shortest paths that start at ``pivots``; from all nodes it is exact.

    Brandes' algorithm as products of sparse matrices, ``BATCH`` pivots at a time, with the linear scaling of
    Geisberger, Sanders and Schultes (2008): a path counts for a node by how far along it the node lies, so that what
    happens to stand beside a pivot is not overrated. Counted from both its ends, a path has a weight of one.
    """
    size, count = len(ties), len(pivots)
    total, squares = np.zeros(size), np.zeros(size)
    for start in range(0, count, BATCH):
        found = _dependencies(ties.matrix, pivots[start : start + BATCH])
        total += found.sum(axis=1)
        squares += (found**2).sum(axis=1)
    scale = 2 * size / ((size - 1) * (size - 2))
    mean = total / count
    spread = np.sqrt(np.maximum(squares / count - mean**2, 0) / count * (1 - count / size))
    return Estimate(mean * scale, spread * scale, count)


def _dependencies(matrix: sparse.csr_array, pivots: list[int]) -> Values:
    """Return for each node (row) and pivot (column) the scaled shares of the pivot's shortest paths through it."""
    levels = list(_levels(matrix, pivots))
    each_step, whole = np.zeros(levels[0].shape), np.zeros(levels[0].shape)
    for depth in range(len(levels) - 1, 0, -1):
        far = levels[depth].tocoo()
        weights = (1 / depth + each_step[far.row, far.col]) / far.data
        flow = levels[depth - 1] * (matrix @ sparse.csr_array((weights, (far.row, far.col)), shape=far.shape))
        place = flow.tocoo()
        each_step[place.row, place.col] = place.data
        whole[place.row, place.col] = (depth - 1) * place.data
    return whole


def _levels(matrix: sparse.csr_array, pivots: list[int]) -> Iterator[sparse.csr_array]:
    """Yield, step by step from the pivots (columns), the nodes first reached and by how many shortest paths."""
    shape = (matrix.shape[0], len(pivots))
    level = sparse.csr_array((np.ones(len(pivots)), (pivots, np.arange(len(pivots)))), shape=shape)
    seen = np.zeros(shape, dtype=bool)
    while level.nnz:
        yield level
        seen[level.nonzero()] = True
        level = _unseen(sparse.csr_array(matrix @ level), seen)


def _unseen(level: sparse.csr_array, seen: np.ndarray[Any, np.dtype[np.bool_]]) -> sparse.csr_array:
    kept = level.tocoo()
    fresh = ~seen[kept.row, kept.col]
    return sparse.csr_array((kept.data[fresh], (kept.row[fresh], kept.col[fresh])), shape=level.shape)


def distances(ties: Ties, exact_work: int = EXACT_WORK, pivots: int = FEW_PIVOTS) -> tuple[Estimate, int] | None:
    """Return mean steps from each node (or pivot) to the others of the largest component, and the longest way seen.

    None without ties.
    """
    return _steps(largest(ties), exact_work, pivots) if len(ties.edges) else None


@remembered(
    of=lambda part, exact_work, pivots: (len(part), part.edges.tobytes(), exact_work, pivots),
    plain=lambda found: [_plain(found[0]), found[1]],
    made=lambda plain: (_estimated(plain[0]), plain[1]),
)
def _steps(part: Ties, exact_work: int, pivots: int) -> tuple[Estimate, int]:
    exact = len(part) * len(part.edges) <= exact_work
    chosen = list(range(len(part))) if exact else sample(part, pivots)
    means, longest = [], 0
    for start in range(0, len(chosen), BATCH):
        steps = csgraph.dijkstra(part.matrix, directed=False, unweighted=True, indices=chosen[start : start + BATCH])
        means += (steps.sum(axis=1) / (len(part) - 1)).tolist()
        longest = max(longest, int(steps.max()))
    values = np.array(means)
    error = None if exact else np.array([values.std() / np.sqrt(len(values))])
    return Estimate(values, error, 0 if exact else len(chosen)), longest


def largest(ties: Ties) -> Ties:
    """Return the ties of the largest component, the first one of several."""
    labels = components(ties)
    return within(ties, np.flatnonzero(labels == np.bincount(labels).argmax()))


def within(ties: Ties, positions: np.ndarray[Any, Any]) -> Ties:
    """Return the ties among the nodes at ``positions``."""
    new = np.full(len(ties), -1)
    new[positions] = np.arange(len(positions))
    arcs = new[ties.arcs]
    return Ties(tuple(ties.nodes[p] for p in positions.tolist()), arcs[(arcs >= 0).all(axis=1)])


def sample(ties: Ties, count: int) -> list[int]:
    """Return ``count`` positions drawn by chance, the same in every run."""
    # the legacy generator: its numbers are promised never to change between versions
    return sorted(np.random.RandomState(SEED).permutation(len(ties))[:count].tolist())


def _listed(mapping: Any, size: int) -> Values:
    return np.array([mapping[position] for position in range(size)], dtype=float)
