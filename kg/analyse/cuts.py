"""What holds a network together: nodes and ties without which a component falls apart, and into what.

One depth-first walk, by the engine; Tarjan's numbers on it. A subtree is a slice of the walk's order, so the pieces
come for free; the libraries give the points but not the pieces.
"""

from typing import Any, NamedTuple

import numpy as np
import rustworkx as rx

from kg.analyse.ties import Ties

Positions = np.ndarray[Any, np.dtype[np.int64]]


class Walk(NamedTuple):
    """A depth-first walk: ``order`` lists the nodes as met; the rest is by node."""

    order: list[int]
    met: list[int]  # position in order
    parent: list[int]  # -1 at the root of a component
    size: list[int]  # of the subtree
    low: list[int]  # the earliest position that the subtree reaches by one tie back
    root: list[int]


def walk(ties: Ties) -> Walk:
    """Return the depth-first walk over all components; nodes without ties come last."""
    count = len(ties)
    tree = Walk([], [-1] * count, [-1] * count, [1] * count, [], list(range(count)))
    for above, node in rx.graph_dfs_edges(ties.undirected):
        if tree.met[above] < 0:
            _meet(tree, above)
        tree.parent[node], tree.root[node] = above, tree.root[above]
        _meet(tree, node)
    for node in range(count):
        if tree.met[node] < 0:
            _meet(tree, node)
    tree.low.extend(_nearest(ties, np.array(tree.met), np.array(tree.parent)).tolist())
    for node in reversed(tree.order):
        _hand_up(tree, node)
    return tree


def _meet(tree: Walk, node: int) -> None:
    tree.met[node] = len(tree.order)
    tree.order.append(node)


def _nearest(ties: Ties, met: Positions, parent: Positions) -> Positions:
    """Return for each node the earliest position among its own and those of its neighbours without its parent."""
    starts, neighbours = ties.matrix.indptr, ties.matrix.indices
    tied = np.flatnonzero(np.diff(starts))
    back = np.where(neighbours == np.repeat(parent, np.diff(starts)), len(ties), met[neighbours])
    found = met.copy()
    if len(tied):
        found[tied] = np.minimum(met[tied], np.minimum.reduceat(back, starts[tied]))
    return found


def _hand_up(tree: Walk, node: int) -> None:
    parent = tree.parent[node]
    if parent >= 0:
        tree.size[parent] += tree.size[node]
        tree.low[parent] = min(tree.low[parent], tree.low[node])


def subtree(tree: Walk, node: int) -> list[int]:
    """Return ``node`` and what was first met through it."""
    return tree.order[tree.met[node] : tree.met[node] + tree.size[node]]


def cut_points(tree: Walk) -> dict[int, list[int]]:
    """Return for each articulation point the children whose subtrees fall off without it."""
    falling: dict[int, list[int]] = {}
    for node in tree.order:
        parent = tree.parent[node]
        if parent >= 0 and tree.low[node] >= tree.met[parent]:
            falling.setdefault(parent, []).append(node)
    return {point: sorted(c) for point, c in falling.items() if tree.parent[point] >= 0 or len(c) > 1}


def piece_sizes(tree: Walk, point: int, children: list[int]) -> list[int]:
    """Return the sizes of what ``point``'s component falls into, largest first."""
    sizes = [tree.size[child] for child in children]
    rest = tree.size[tree.root[point]] - 1 - sum(sizes)
    return sorted([*sizes, rest] if rest else sizes, reverse=True)


def pieces(tree: Walk, point: int, children: list[int]) -> list[list[int]]:
    """Return what ``point``'s component falls into, largest first, each piece in order."""
    fallen = [subtree(tree, child) for child in children]
    gone = {point}.union(*fallen)
    rest = [node for node in subtree(tree, tree.root[point]) if node not in gone]
    return sorted((sorted(piece) for piece in [*fallen, rest] if piece), key=lambda piece: (-len(piece), piece))


def smaller_pieces(tree: Walk, point: int, children: list[int]) -> list[list[int]]:
    """Return what :func:`pieces` does without the largest, which is not put together where it is the rest."""
    fallen = sum(tree.size[child] for child in children)
    rest = tree.size[tree.root[point]] - 1 - fallen
    if rest > max(tree.size[child] for child in children):
        return [subtree(tree, child) for child in children]
    return pieces(tree, point, children)[1:]


def bridges(tree: Walk) -> list[tuple[int, int, int]]:
    """Return each bridge as (parent, child, size of the smaller side)."""
    found = []
    for node in tree.order:
        parent = tree.parent[node]
        if parent >= 0 and tree.low[node] > tree.met[parent]:
            found.append((parent, node, min(tree.size[node], tree.size[tree.root[node]] - tree.size[node])))
    return found
