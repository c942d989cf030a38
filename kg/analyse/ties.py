"""A network reduced to who is tied to whom, as arrays that fast engines take.

A pair counts once however many facts lie behind it, and a thing tied to itself does not count.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import rustworkx as rx
from scipy import sparse


@dataclass(frozen=True)
class Ties:
    """``nodes`` in order; ``arcs`` are distinct rows (source, target) of positions in ``nodes``, sorted."""

    nodes: tuple[str, ...]
    arcs: np.ndarray[Any, np.dtype[np.int64]]

    @classmethod
    def of(cls, nodes: Iterable[str], pairs: Iterable[tuple[str, str]]) -> "Ties":
        """Return the ties of ``pairs`` between ``nodes``; pairs with other nodes are left out."""
        ordered = tuple(sorted(set(nodes)))
        at = {node: position for position, node in enumerate(ordered)}
        size = max(len(ordered), 1)
        numbered = (at[a] * size + at[b] for a, b in pairs if a != b and a in at and b in at)
        rows = distinct(np.fromiter(numbered, dtype=np.int64))
        return cls(ordered, np.stack([rows // size, rows % size], axis=1))

    def __len__(self) -> int:
        return len(self.nodes)

    @cached_property
    def at(self) -> dict[str, int]:
        """The position of each node."""
        return {node: position for position, node in enumerate(self.nodes)}

    @cached_property
    def edges(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """The ties without direction: distinct rows (lower, higher position), sorted."""
        return pairs(distinct(keys(self.arcs, len(self))), len(self))

    @cached_property
    def matrix(self) -> sparse.csr_array:
        """The symmetric adjacency matrix, ones and zeros."""
        return adjacency(len(self), self.edges)

    @cached_property
    def degrees(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """How many others each node is tied to."""
        return np.bincount(self.edges.ravel(), minlength=len(self))

    @cached_property
    def undirected(self) -> "rx.PyGraph[int, None]":
        """The ties for rustworkx."""
        graph: rx.PyGraph[int, None] = rx.PyGraph(multigraph=False)
        _fill(graph, len(self), self.edges)
        return graph

    @cached_property
    def directed(self) -> "rx.PyDiGraph[int, None]":
        """The arcs for rustworkx."""
        graph: rx.PyDiGraph[int, None] = rx.PyDiGraph(multigraph=False)
        _fill(graph, len(self), self.arcs)
        return graph


def keys(edges: np.ndarray[Any, np.dtype[np.int64]], size: int) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Return a number for each of ``edges`` between ``size`` nodes, either way round: faster to sort than rows."""
    return np.minimum(edges[:, 0], edges[:, 1]) * size + np.maximum(edges[:, 0], edges[:, 1])


def distinct(values: np.ndarray[Any, np.dtype[np.int64]]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Return ``values`` sorted, each once; NumPy's own ``unique`` takes ten times as long on millions."""
    ordered = np.sort(values)
    kept: np.ndarray[Any, np.dtype[np.int64]] = ordered[np.diff(ordered, prepend=-1) != 0]
    return kept


def among(values: np.ndarray[Any, Any], ordered: np.ndarray[Any, Any]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Tell which of ``values`` are in ``ordered``, which is sorted."""
    if not len(ordered):
        return np.zeros(len(values), dtype=bool)
    places = np.minimum(np.searchsorted(ordered, values), len(ordered) - 1)
    found: np.ndarray[Any, np.dtype[np.bool_]] = ordered[places] == values
    return found


def pairs(found: np.ndarray[Any, np.dtype[np.int64]], size: int) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Return the edges that :func:`keys` numbered, as rows (lower, higher position)."""
    return np.stack([found // max(size, 1), found % max(size, 1)], axis=1)


def adjacency(size: int, edges: np.ndarray[Any, np.dtype[np.int64]]) -> sparse.csr_array:
    """Return the symmetric matrix of ``edges`` between ``size`` nodes."""
    ones = np.ones(len(edges))
    half = sparse.csr_array((ones, (edges[:, 0], edges[:, 1])), shape=(size, size))
    both = sparse.csr_array(half + half.T)
    both.sort_indices()
    return both


def _fill(graph: Any, size: int, rows: np.ndarray[Any, np.dtype[np.int64]]) -> None:
    graph.add_nodes_from(range(size))
    graph.extend_from_edge_list([tuple(row) for row in rows.tolist()])
