"""Pairs that could work together: predicted from shared neighbours, and how good such predictions are here.

The score is the resource allocation index: each shared neighbour counts the less the more ties it has. Its hit rate
is measured by hiding a fifth of the known working ties at a time and asking for the ten best partners of each end.

A pair must be news: not two parts of one house, nor a branch and whom its house works with, not two names that may mean
the same, not two that one sentence names together (its tie may just not have been read), and joined by more than one
neighbour, an address, or a ministry that approved or supports them as it does many.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse

from kg.analyse.findings.common import facts_between, finding, first, named_together, same_by_name
from kg.analyse.network import INSTITUTES, PLACES, WORKING, Network
from kg.analyse.places import Above, all_above
from kg.analyse.record import SHOWN, Finding, Findings, figure
from kg.analyse.ties import Ties, adjacency, among, keys

PARTNERS = {*INSTITUTES, "Company", "Organization", "Zone", "Cluster"}  # a ministry is nobody's missing partner
FOLDS = 5
ASKED = 10  # partners proposed for each end of a hidden tie
TRIALS = 200  # hidden ties asked for in a fold
LEAST = 10  # known ties below which a hit rate would be chance
LEAST_SHARED = 2  # neighbours: one is no more than a field or a place in common
TRIED = 1000  # pairs with the best scores that are looked at
WORK = 10_000_000  # pairs scored; beyond it neighbours with the most ties, which count least, are left out
SEED = 7

Rows = np.ndarray[Any, np.dtype[np.int64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]


class HitRate(NamedTuple):
    """Shares of hidden ties found among the ``ASKED`` best: by the score, by the number of ties, and by chance."""

    score: float
    popular: float
    chance: float
    hidden: int


def could_cooperate(network: Network) -> Findings:
    """Find the untied pairs of actors with the best scores; the hit rate is None where it cannot be measured."""
    ties = network.ties
    actors = np.array([network.kind(node) in PARTNERS for node in ties.nodes], dtype=bool)
    pairs, dropped = best_pairs(ties, actors)
    rate = hit_rate(ties, actors, working(network).edges)
    houses = all_above(network.related("partOf"))
    news = (pair for pair in pairs if _news(network, houses, ties.nodes[pair[0]], ties.nodes[pair[1]]))

    def build(pair: tuple[int, int, float]) -> Finding:
        return _pair(network, ties.nodes[pair[0]], ties.nodes[pair[1]], pair[2])

    limits = {"asked": ASKED, "tried": TRIED, "least": LEAST}
    measured = rate and rate._asdict()
    return first("partners", list(islice(news, SHOWN)), build, rate=measured, dropped=dropped, **limits)


def _pair(network: Network, one: str, other: str, score: float) -> Finding:
    shared = _shared(network, one, other)
    facts = [fact for node in shared for fact in facts_between(network, node, (one, other))]
    values = {
        "one": network.label(one),
        "other": network.label(other),
        "shared": [network.label(node) for node in shared[:SHOWN]],
        "score": round(score, 3),
    }
    return finding(network, "partners", [one, other, *shared[:SHOWN]], facts, **values)


def _shared(network: Network, one: str, other: str) -> list[str]:
    return sorted(set(network.neighbours(one)) & set(network.neighbours(other)))


def _news(network: Network, houses: Above, one: str, other: str) -> bool:
    shared = [node for node in _shared(network, one, other) if network.kind(node) != "GovernmentBody"]
    return (
        len(shared) >= LEAST_SHARED
        and any(network.kind(node) not in PLACES for node in shared)
        and houses(one).isdisjoint((*houses(other), *network.neighbours(other)))
        and houses(other).isdisjoint(network.neighbours(one))
        and not _neighbouring_zones(network, one, other)
        and not same_by_name(network, one, other)
        and not _shortened(network.label(one), network.label(other))
        and not named_together(network, one, other)
    )


def _shortened(one: str, other: str) -> bool:
    """Tell whether one name may be short for the other: all its characters stand there, in their order."""
    short, long = sorted((one, other), key=len)
    left = iter(long)
    return all(character in left for character in short)


def _neighbouring_zones(network: Network, one: str, other: str) -> bool:
    """Tell whether both are zones of one city: often parts or names of each other."""
    cities = [set(network.known_places.get(node, ())) for node in (one, other) if network.kind(node) == "Zone"]
    return len(cities) > 1 and not cities[0].isdisjoint(cities[1])


def best_pairs(ties: Ties, actors: Flags) -> tuple[list[tuple[int, int, float]], int]:
    """Return the best untied pairs of actors with scores, and how many neighbours were too common to go by."""
    rows = np.flatnonzero(actors)
    near = sparse.csr_array(ties.matrix[rows, :])
    counts = np.asarray(near.sum(axis=0)).ravel().astype(np.int64)
    order = np.argsort(counts, kind="stable")
    used = np.sort(order[np.cumsum(counts[order] ** 2) <= WORK])
    near = sparse.csr_array(near[:, used])
    scores = sparse.triu(near @ sparse.diags_array(_weights(ties.degrees[used])) @ near.T, k=1).tocoo()
    ones, others, values = _best(rows[scores.row], rows[scores.col], np.round(scores.data, 9), ties)
    found = sorted(zip(ones.tolist(), others.tolist(), values.tolist(), strict=True), key=_rank)
    return found[:TRIED], len(counts) - len(used)


def _best(ones: Rows, others: Rows, values: "np.ndarray", ties: Ties) -> tuple[Rows, Rows, "np.ndarray"]:
    """Return the untied pairs with the ``TRIED`` best values, or a few more where values are equal."""
    free = ~among(ones * len(ties) + others, keys(ties.edges, len(ties)))
    ones, others, values = ones[free], others[free], values[free]
    best = values >= np.partition(values, -TRIED)[-TRIED] if len(values) > TRIED else values > 0
    return ones[best], others[best], values[best]


def _rank(pair: tuple[int, int, float]) -> tuple[float, int, int]:
    return -pair[2], pair[0], pair[1]


def _weights(degrees: Rows) -> "np.ndarray":
    return 1 / np.maximum(degrees, 1)


def working(network: Network) -> Ties:
    """Return who works with whom: the ties between actors by which things are done together."""
    related = (item for relation in WORKING for item in network.related(relation).items())
    facts = ((s, t) for s, targets in related if network.kind(s) in PARTNERS for t in targets)
    return Ties.of(network.nodes, ((s, t) for s, t in facts if network.kind(t) in PARTNERS))


def hit_rate(ties: Ties, actors: Flags, known: Rows) -> HitRate | None:
    """Return how often ``known`` ties between actors are found again; None with fewer than ``LEAST`` of them."""
    if len(known) < LEAST:
        return None
    # the legacy generator: its numbers are promised never to change between versions
    order = np.random.RandomState(SEED).permutation(len(known))
    results = [result for fold in range(FOLDS) for result in _fold(ties, actors, known[order[fold::FOLDS]])]
    means = [figure(value) for value in np.mean(results, axis=0)]
    return HitRate(means[0], means[1], means[2], len(results) // 2)


def _fold(ties: Ties, actors: Flags, hidden: Rows) -> Iterator[tuple[float, float, float]]:
    """Yield for both ends of the hidden ties whether score, popularity and chance find the other end."""
    left = ties.edges[~among(keys(ties.edges, len(ties)), np.sort(keys(hidden, len(ties))))]
    matrix, degrees = adjacency(len(ties), left), np.bincount(left.ravel(), minlength=len(ties))
    asked = np.concatenate([hidden[:TRIALS], hidden[:TRIALS, ::-1]])
    scores = sparse.csr_array(matrix[asked[:, 0]] @ sparse.diags_array(_weights(degrees)) @ matrix)
    popular = np.sort(degrees[actors])
    for row, (one, sought) in enumerate(asked.tolist()):
        near = matrix.indices[matrix.indptr[one] : matrix.indptr[one + 1]]
        known = np.append(near[actors[near]], one)
        yield (
            _found(_row(scores, row), sought, actors, known),
            chance_of_hit(*_above(popular, degrees[known], int(degrees[sought]))),
            min(1.0, ASKED / (len(popular) - len(known))),
        )


def _row(scores: sparse.csr_array, row: int) -> tuple[Rows, "np.ndarray"]:
    part = slice(scores.indptr[row], scores.indptr[row + 1])
    return scores.indices[part], np.round(scores.data[part], 9)


def _found(scores: tuple[Rows, "np.ndarray"], sought: int, actors: Flags, known: Rows) -> float:
    """Return the chance that ``sought`` is among the best by its score; without a score it is not proposed."""
    columns, values = scores
    own = values[columns == sought]
    if not len(own) or own[0] <= 0:
        return 0.0
    rivals = values[actors[columns] & ~np.isin(columns, known)]
    return chance_of_hit(int((rivals > own[0]).sum()), int((rivals == own[0]).sum()))


def _above(popular: Rows, known: Rows, own: int) -> tuple[int, int]:
    """Return how many candidates have more ties than ``own``, and how many as many; the known are no candidates."""
    low, high = np.searchsorted(popular, [own, own + 1]).tolist()
    return len(popular) - high - int((known > own).sum()), high - low - int((known == own).sum())


def chance_of_hit(better: int, equal: int) -> float:
    """Return the chance to be among the ``ASKED`` best behind ``better`` when ``equal``, oneself too, draw lots."""
    return min(max((ASKED - better) / equal, 0.0), 1.0)
