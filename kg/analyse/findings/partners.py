"""Pairs that could work together: predicted from shared neighbours, and how good such predictions are here.

The score is the resource allocation index: each shared neighbour counts the less the more ties it has. Its hit rate
is measured by hiding a fifth of the known ties at a time and asking for the ten best partners of each end.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse

from kg.analyse.findings.common import facts_between, finding, first
from kg.analyse.network import INSTITUTES, Network
from kg.analyse.record import SHOWN, Finding, Findings, figure
from kg.analyse.ties import Ties, adjacency, keys
from kg.model import digest

PARTNERS = (*INSTITUTES, "Company", "Organization", "Zone", "Cluster")  # a ministry is nobody's missing partner
FOLDS = 5
ASKED = 10  # partners proposed for each end of a hidden tie
TRIALS = 200  # hidden ties asked for in a fold
LEAST = 10  # known ties below which a hit rate would be chance
WORK = 10_000_000  # pairs scored; beyond it neighbours with the most ties, which count least, are left out

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
    rate = hit_rate(ties, actors)

    def build(pair: tuple[int, int, float]) -> Finding:
        one, other = ties.nodes[pair[0]], ties.nodes[pair[1]]
        shared = sorted(set(network.neighbours(one)) & set(network.neighbours(other)))
        facts = [fact for node in shared for fact in facts_between(network, node, (one, other))]
        names = {"one": network.label(one), "other": network.label(other)}
        return finding(
            network,
            "partners",
            [one, other, *shared[:SHOWN]],
            facts,
            **names,
            shared=[network.label(node) for node in shared[:SHOWN]],
            score=round(pair[2], 3),
        )

    return first("partners", pairs, build, rate=rate and rate._asdict(), dropped=dropped, asked=ASKED, least=LEAST)


def best_pairs(ties: Ties, actors: Flags) -> tuple[list[tuple[int, int, float]], int]:
    """Return the best untied pairs of actors with scores, and how many neighbours were too common to go by."""
    rows = np.flatnonzero(actors)
    near = sparse.csr_array(ties.matrix[rows, :])
    counts = np.asarray(near.sum(axis=0)).ravel().astype(np.int64)
    order = np.argsort(counts, kind="stable")
    used = np.sort(order[np.cumsum(counts[order] ** 2) <= WORK])
    near = sparse.csr_array(near[:, used])
    scores = sparse.triu(near @ sparse.diags_array(_weights(ties.degrees[used])) @ near.T, k=1).tocoo()
    ones, others = rows[scores.row], rows[scores.col]
    free = ~np.isin(ones * len(ties) + others, keys(ties.edges, len(ties)))
    ones, others, values = ones[free], others[free], np.round(scores.data[free], 9)
    best = values >= np.partition(values, -SHOWN)[-SHOWN] if len(values) > SHOWN else values > 0
    found = sorted(zip(ones[best].tolist(), others[best].tolist(), values[best].tolist(), strict=True), key=_rank)
    return found[:SHOWN], len(counts) - len(used)


def _rank(pair: tuple[int, int, float]) -> tuple[float, int, int]:
    return -pair[2], pair[0], pair[1]


def _weights(degrees: Rows) -> "np.ndarray":
    return 1 / np.maximum(degrees, 1)


def hit_rate(ties: Ties, actors: Flags) -> HitRate | None:
    """Return how often hidden ties between actors are found again; None with fewer than ``LEAST`` of them."""
    known = ties.edges[actors[ties.edges].all(axis=1)]
    if len(known) < LEAST:
        return None
    order = sorted(range(len(known)), key=lambda row: digest("hide", *(ties.nodes[end] for end in known[row])))
    results = [result for fold in range(FOLDS) for result in _fold(ties, actors, known[order[fold::FOLDS]])]
    means = [figure(value) for value in np.mean(results, axis=0)]
    return HitRate(means[0], means[1], means[2], len(results) // 2)


def _fold(ties: Ties, actors: Flags, hidden: Rows) -> Iterable[tuple[float, float, float]]:
    """Yield for both ends of the hidden ties whether score, popularity and chance find the other end."""
    left = ties.edges[~np.isin(keys(ties.edges, len(ties)), keys(hidden, len(ties)))]
    matrix = adjacency(len(ties), left)
    degrees = np.bincount(left.ravel(), minlength=len(ties))
    weighted = sparse.csr_array(sparse.diags_array(_weights(degrees)) @ matrix)
    for one, other in hidden[:TRIALS].tolist():
        for asked, sought in ((one, other), (other, one)):
            candidates = actors.copy()
            candidates[[asked, *matrix.indices[matrix.indptr[asked] : matrix.indptr[asked + 1]].tolist()]] = False
            scores = (matrix[[asked], :] @ weighted).toarray().ravel()
            found = chance_of_hit(scores, sought, candidates) if scores[sought] > 0 else 0.0
            yield found, chance_of_hit(degrees, sought, candidates), min(1.0, ASKED / int(candidates.sum()))


def chance_of_hit(scores: "np.ndarray", sought: int, candidates: Flags) -> float:
    """Return the probability that ``sought`` is among the ``ASKED`` best candidates when equals are drawn by lot."""
    better = int((scores[candidates] > scores[sought]).sum())
    equal = int((scores[candidates] == scores[sought]).sum())
    return float(np.clip((ASKED - better) / equal, 0, 1))
