"""Pairs of things that share much."""

from collections.abc import Mapping, Set
from typing import NamedTuple

import numpy as np
from scipy import sparse

WORK = 20_000_000  # pairs looked at; beyond it the things that most have in common are left out of the search


class Overlap(NamedTuple):
    """What two things share, and the share of that in all that either has (Jaccard)."""

    one: str
    other: str
    shared: int
    jaccard: float


def overlaps(having: Mapping[str, Set[str]], least: float = 0.0) -> tuple[list[Overlap], int]:
    """Return the pairs that share at least one thing and ``least`` of all they have, those with the most first.

    The second value counts the things too common to search by: what nearly everything has says little about a pair,
    and is left out of the search (not of the figures) where there would be too many pairs to look at.
    """
    nodes = sorted(node for node in having if having[node])
    things = sorted(set().union(*(having[node] for node in nodes)))
    column = {thing: position for position, thing in enumerate(things)}
    rows = [(row, column[thing]) for row, node in enumerate(nodes) for thing in having[node]]
    if not rows:
        return [], 0
    table = _table(np.array(sorted(rows)), len(nodes), len(things))
    kept, dropped = _affordable(table)
    pairs = sparse.triu(kept @ kept.T, k=1).tocoo()
    found = (_overlap(having, nodes[a], nodes[b]) for a, b in zip(pairs.row.tolist(), pairs.col.tolist(), strict=True))
    return sorted(
        (o for o in found if o.jaccard >= least), key=lambda o: (-o.shared, -o.jaccard, o.one, o.other)
    ), dropped


def _table(rows: "np.ndarray", height: int, width: int) -> sparse.csr_array:
    return sparse.csr_array((np.ones(len(rows), dtype=np.int32), (rows[:, 0], rows[:, 1])), shape=(height, width))


def _affordable(table: sparse.csr_array) -> tuple[sparse.csr_array, int]:
    """Return ``table`` without its most common columns where they make more pairs than ``WORK``, and their number."""
    common = np.asarray(table.sum(axis=0)).ravel()
    order = np.argsort(common, kind="stable")
    affordable = order[np.cumsum(common[order].astype(np.int64) ** 2) <= WORK]
    return sparse.csr_array(table[:, np.sort(affordable)]), len(common) - len(affordable)


def _overlap(having: Mapping[str, Set[str]], one: str, other: str) -> Overlap:
    shared = len(having[one] & having[other])
    return Overlap(one, other, shared, shared / (len(having[one]) + len(having[other]) - shared))
