"""How a network hangs together: components, what holds them, who is central, how far things are apart."""

from collections import Counter
from collections.abc import Iterable
from heapq import nsmallest

import numpy as np

from kg.analyse import cuts, measures
from kg.analyse.network import Network
from kg.analyse.record import SHOWN, Bridge, Connectivity, CutPoint, Distances, Name, Ranked, Ranking, figure
from kg.analyse.ties import Ties

SAMPLE = 5  # names shown of a component or piece


def connectivity(code: str, network: Network, ties: Ties) -> Connectivity:
    """Return what ``ties``, a network or a projection of it, look like."""
    tree = cuts.walk(ties)
    points, lines = cuts.cut_points(tree), cuts.bridges(tree)
    labels = measures.components(ties)
    sizes = np.bincount(labels)
    cores = measures.core_numbers(ties)
    top = int(cores.max(initial=0))
    inner = [ties.nodes[p] for p in np.flatnonzero(cores == top)] if top else []
    return Connectivity(
        code=code,
        nodes=len(ties),
        ties=len(ties.edges),
        isolated=int((ties.degrees == 0).sum()),
        components=len(sizes),
        largest=int(sizes.max(initial=0)),
        outside=_outside(network, ties, labels, sizes),
        cut_points_total=len(points),
        cut_points=_cut_points(network, ties, tree, points),
        bridges_total=len(lines),
        bridges=_bridges(network, ties, lines),
        core=top,
        core_total=len(inner),
        core_members=_named(network, inner, SHOWN),
        rankings=rankings(network, ties),
        distances=_distances(ties),
        degrees=dict(sorted(Counter(ties.degrees.tolist()).items())),
    )


def _named(network: Network, nodes: Iterable[str], count: int) -> tuple[Name, ...]:
    return network.names(nsmallest(count, nodes, key=lambda node: (network.label(node), node)))


def _outside(network: Network, ties: Ties, labels: "np.ndarray", sizes: "np.ndarray") -> tuple[tuple[Name, ...], ...]:
    """Name some of each of the next largest components; single nodes are only counted."""
    order = nsmallest(SHOWN + 1, range(len(sizes)), key=lambda label: (-sizes[label], label))[1:]
    several = [label for label in order if sizes[label] > 1]
    return tuple(_named(network, (ties.nodes[p] for p in np.flatnonzero(labels == c)), SAMPLE) for c in several)


def _cut_points(network: Network, ties: Ties, tree: cuts.Walk, points: dict[int, list[int]]) -> tuple[CutPoint, ...]:
    sizes = {point: cuts.piece_sizes(tree, point, children) for point, children in points.items()}
    first = nsmallest(
        SHOWN, points, key=lambda point: (-sum(sizes[point][1:]), network.label(ties.nodes[point]), point)
    )
    return tuple(_cut_point(network, ties, point, cuts.pieces(tree, point, points[point])) for point in first)


def _cut_point(network: Network, ties: Ties, point: int, pieces: list[list[int]]) -> CutPoint:
    apart = [ties.nodes[node] for piece in pieces[1:] for node in piece]
    sizes = tuple(map(len, pieces))
    return CutPoint(network.name(ties.nodes[point]), sizes[:SHOWN], sum(sizes[1:]), _named(network, apart, SAMPLE))


def _bridges(network: Network, ties: Ties, lines: list[tuple[int, int, int]]) -> tuple[Bridge, ...]:
    first = nsmallest(SHOWN, lines, key=lambda line: (-line[2], sorted(line[:2])))
    return tuple(_bridge(network, ties.nodes[min(a, b)], ties.nodes[max(a, b)], cut_off) for a, b, cut_off in first)


def _bridge(network: Network, one: str, other: str, cut_off: int) -> Bridge:
    return Bridge((network.name(one), network.name(other)), cut_off, network.record(network.between(one, other)))


def rankings(network: Network, ties: Ties) -> tuple[Ranking, ...]:
    """Return the most central nodes by each measure; nodes of value 0 are no one's centre and are left out."""
    between = measures.betweenness(ties)
    found = [
        _ranking("degree", network, ties, ties.degrees),
        _ranking("betweenness", network, ties, between.values, between.errors, between.pivots),
        _ranking("pagerank", network, ties, measures.pagerank(ties) * (ties.degrees > 0)),
    ]
    hits = measures.hits(ties)
    if hits:
        found += [
            _ranking(name, network, ties, values) for name, values in zip(("hubs", "authorities"), hits, strict=True)
        ]
    return tuple(found)


def _ranking(
    measure: str,
    network: Network,
    ties: Ties,
    values: "np.ndarray",
    errors: "np.ndarray | None" = None,
    pivots: int = 0,
) -> Ranking:
    rounded = np.round(values, 6)
    enough = np.flatnonzero((rounded > 0) & (rounded >= _least(rounded))).tolist()
    first = sorted(enough, key=lambda p: (-rounded[p], network.label(ties.nodes[p]), p))
    return Ranking(
        measure,
        tuple(
            Ranked(network.name(ties.nodes[p]), figure(values[p]), None if errors is None else figure(errors[p]))
            for p in first
        ),
        pivots,
    )


def _least(values: "np.ndarray") -> float:
    """Return the value from which on at most ``SHOWN`` nodes are ranked: where many are equal, none comes before."""
    if len(values) <= SHOWN:
        return 0.0
    ordered = np.sort(values)[::-1]
    return float(ordered[SHOWN - 1] if ordered[SHOWN] < ordered[SHOWN - 1] else np.nextafter(ordered[SHOWN], np.inf))


def _distances(ties: Ties) -> Distances | None:
    measured = measures.distances(ties)
    if measured is None:
        return None
    estimate, longest = measured
    error = None if estimate.errors is None else figure(estimate.errors[0])
    return Distances(figure(estimate.values.mean()), error, longest, estimate.pivots)
