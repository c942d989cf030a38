"""Pairs of things that share much."""

from collections.abc import Mapping, Set
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse

WORK = 20_000_000  # pairs looked at; beyond it the things that most have in common are left out of the search
BLOCK = 50_000  # pairs looked at together
BITS = np.array([byte.bit_count() for byte in range(256)], dtype=np.uint8)

Rows = np.ndarray[Any, np.dtype[np.int64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]


class Overlap(NamedTuple):
    """What two things share, and the share of that in all that either has (Jaccard)."""

    one: str
    other: str
    shared: int
    jaccard: float


class Overlaps(NamedTuple):
    """Pairs, those that share most first: positions in ``nodes``, and by pair what :class:`Overlap` holds.

    ``dropped`` counts the things too common to search by: what nearly everything has says little about a pair, and is
    left out of the search (not of the figures) where there would be too many pairs to look at.
    """

    nodes: list[str]
    ones: Rows
    others: Rows
    shared: Rows
    jaccard: "np.ndarray"
    dropped: int

    @property
    def total(self) -> int:
        """How many pairs there are."""
        return len(self.ones)

    def kept(self, which: "Flags | Rows") -> "Overlaps":
        """Return the pairs that ``which`` picks, in its order."""
        return self._replace(
            ones=self.ones[which], others=self.others[which], shared=self.shared[which], jaccard=self.jaccard[which]
        )

    def first(self, count: int) -> list[Overlap]:
        """Return the first pairs as records."""
        rows = zip(*(values[:count].tolist() for values in self[1:5]), strict=True)
        return [Overlap(self.nodes[a], self.nodes[b], shared, jaccard) for a, b, shared, jaccard in rows]


def overlaps(having: Mapping[str, Set[str]], least: float = 0.0, shared: int = 1) -> Overlaps:
    """Return the pairs that share at least ``shared`` things and ``least`` of all they have, the most first."""
    nodes = sorted(node for node in having if having[node])
    table = _table(nodes, having)
    rare, common = _split(table)
    pairs = sparse.triu(rare @ rare.T, k=1).tocoo()
    ones, others = pairs.row.astype(np.int64), pairs.col.astype(np.int64)
    both = pairs.data + _shared(common, ones, others)
    sizes = np.diff(table.indptr).astype(np.int64)
    jaccard = both / np.maximum(sizes[ones] + sizes[others] - both, 1)
    order = np.lexsort((others, ones, -jaccard, -both))
    found = Overlaps(nodes, ones, others, both, jaccard, common.shape[1]).kept(order)
    return found.kept((found.shared >= shared) & (found.jaccard >= least))


def _table(nodes: list[str], having: Mapping[str, Set[str]]) -> sparse.csr_array:
    things = sorted(set().union(*(having[node] for node in nodes)))
    column = {thing: position for position, thing in enumerate(things)}
    columns = [position for node in nodes for position in sorted(column[thing] for thing in having[node])]
    starts = np.cumsum([0, *(len(having[node]) for node in nodes)])
    return sparse.csr_array((np.ones(len(columns), dtype=np.int32), columns, starts), shape=(len(nodes), len(things)))


def _split(table: sparse.csr_array) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Return the columns of ``table`` that make no more pairs than ``WORK``, and its most common ones."""
    counts = np.asarray(table.sum(axis=0)).ravel()
    order = np.argsort(counts, kind="stable")
    rare = int((np.cumsum(counts[order].astype(np.int64) ** 2) <= WORK).sum())
    return sparse.csr_array(table[:, np.sort(order[:rare])]), sparse.csr_array(table[:, np.sort(order[rare:])])


def _shared(common: sparse.csr_array, ones: Rows, others: Rows) -> Rows:
    """Return how many of the ``common`` things each pair of rows shares: a bit each."""
    bits = np.packbits(common.toarray().astype(bool), axis=1)
    shared = np.zeros(len(ones), dtype=np.int64)
    for start in range(0, len(ones) if bits.shape[1] else 0, BLOCK):
        block = slice(start, start + BLOCK)
        shared[block] = BITS[bits[ones[block]] & bits[others[block]]].sum(axis=1, dtype=np.int64)
    return shared
