"""Where the nodes of a graph are drawn: a tree of communities, each a disc, packed by what is linked to what.

What hangs together with nothing, or with a few others only, stands in a disc of its own beside the rest.

The same graph gives the same positions on every machine: see :mod:`kg.page.forces`. What is returned is rounded to whole
units of the page.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import graspologic_native as native
import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from kg.output.remembered import remembered
from kg.page.forces import GAP, LAST, Link, arranged, drawn_in, reach, spiral, spread

Spot = tuple[float, float]

FANOUT = 360  # so many children a group shows at once
GATHERED = 40  # when there are more, the smallest are gathered into so many groups of their own
LARGEST = 250  # a community of more nodes is divided again
SMALL = 30  # so many nodes are shown at once, whatever communities are among them
MANY = 5000  # beyond, the forces get fewer steps
SEED = 7
WIDE = 1.25  # windows are wider than high
WHOLE = 450  # up to so many nodes the forces are let loose on the whole picture once more
SCRAP = 10  # a component that the largest is so many times as big as stands apart
CLOSED = 0.3  # of what stands apart, as long as nobody opens it: it is the least important of the picture


class Group(NamedTuple):
    """A disc of ``radius`` with children, groups or single nodes; ``spots`` are their middles, seen from its own."""

    children: tuple["Group | int", ...]
    spots: tuple[Spot, ...] = ()
    radius: float = 0.0


class Layout(NamedTuple):
    """``positions[i]`` and ``communities[i]`` belong to node ``i``; ``tree`` is the group of everything.

    ``apart``: the nodes outside the connected part; if there are any, the last child of ``tree`` holds them all.
    """

    positions: list[tuple[int, int]]
    communities: list[int]
    tree: Group
    apart: frozenset[int]


def lay_out(count: int, links: Iterable[Link]) -> Layout:
    """Return where ``count`` nodes with ``links`` between them are drawn; a link may be given more than once."""
    weights = Counter((min(link), max(link)) for link in links if link[0] != link[1])
    degrees = Counter(end for link in weights for end in link)
    levels = communities(count, weights)
    apart = _apart(count, weights)
    order = sorted(range(count), key=lambda node: (-degrees[node], node))
    main = [node for node in order if node not in apart]
    tree = _placed(_bundle(_divide(main, levels)), weights, degrees, count)
    spots = _spread_out(tree, weights, degrees, count)
    if apart:
        beside = _placed(_bundle([node for node in order if node in apart]), weights, degrees, count)
        tree = _with_corner(tree, beside, degrees, count)
        loose = _spread_out(beside, weights, degrees, count)
        room = reach(np.array(list(loose.values())), np.array(_radii(loose, degrees, count)))
        at = _corner(spots.values(), _radii(spots, degrees, count), room)
        spots |= {node: (x + at[0], y + at[1]) for node, (x, y) in loose.items()}
    positions = [(round(spots[node][0]), round(spots[node][1])) for node in range(count)]
    return Layout(positions, levels[0], tree, apart)


def _apart(count: int, weights: Iterable[Link]) -> frozenset[int]:
    """Return the nodes of the components that are small beside the largest."""
    ends = np.array(list(weights), dtype=np.int64).reshape(-1, 2)
    links = sparse.coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(count, count))
    _, part = csgraph.connected_components(links, directed=False)
    sizes = np.bincount(part, minlength=1)
    return frozenset(np.flatnonzero(SCRAP * sizes[part] <= sizes.max()).tolist())


def _spread_out(tree: Group, weights: Counter[Link], degrees: Counter[int], count: int) -> dict[int, Spot]:
    """Return the spots of all nodes of ``tree``; in a small picture the forces are let loose on it once more."""
    spots = dict(_absolute(tree))
    if not 2 < count <= WHOLE:
        return spots
    nodes = sorted(spots)
    number = {node: i for i, node in enumerate(nodes)}
    radii = np.array(_radii(nodes, degrees, count))
    links = Counter({(number[a], number[b]): weight for (a, b), weight in weights.items() if a in number})
    places = arranged(np.array([spots[node] for node in nodes]), radii, links, steps=100, heat=0.2)
    places = drawn_in(places, radii, times=count // 40)
    places[:, 0] *= WIDE
    return {node: (x, y) for node, (x, y) in zip(nodes, places.tolist(), strict=True)}


def _with_corner(tree: Group, beside: Group, degrees: Counter[int], count: int) -> Group:
    """Return ``tree`` with one more child in its corner."""
    room = reach(np.array(beside.spots), np.array(_radii(beside.children, degrees, count)))
    at = _corner(tree.spots, _radii(tree.children, degrees, count), room)
    closed = beside._replace(radius=CLOSED * beside.radius)
    return Group((*tree.children, closed), (*tree.spots, at), tree.radius)


def _corner(spots: Iterable[Spot], radii: Iterable[float], room: float) -> Spot:
    """Return the nearest place to the lower right for a disc of radius ``room`` that lies on no other."""
    way = 0.0
    for (x, y), radius in zip(spots, radii, strict=True):
        along, far = (x + y) * math.sqrt(0.5), radius + room + GAP
        aside = x * x + y * y - along * along
        if aside < far * far:
            way = max(way, along + math.sqrt(far * far - aside))
    return way * math.sqrt(0.5), way * math.sqrt(0.5)


def communities(count: int, weights: Mapping[Link, int]) -> list[list[int]]:
    """Return the community of each node, from the coarsest division to the finest, the biggest numbered 0.

    Leiden, in Rust and seeded; a community of more than ``LARGEST`` nodes is divided again on the next level.
    Nodes without links are each a community of their own.
    """
    linked = sorted({end for link in weights for end in link})
    number = {node: at for at, node in enumerate(linked)}
    rows = _clusters([(number[a], number[b], weight) for (a, b), weight in sorted(weights.items())])
    levels: list[list[int]] = []
    for level in range(1 + max((row[0] for row in rows), default=0)):
        labels = levels[-1].copy() if levels else [-1 - node for node in range(count)]
        for at, node, cluster in rows:
            if at == level:
                labels[linked[node]] = cluster
        levels.append(labels)
    return [_numbered(labels) for labels in levels]


@remembered(of=lambda links: links, plain=list, made=list)
def _clusters(links: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return level, node and community of Leiden's communities of ``links`` (node, node, weight)."""
    edges = [(str(a), str(b), float(weight)) for a, b, weight in links]
    rows = native.hierarchical_leiden(edges, iterations=1, max_cluster_size=LARGEST, seed=SEED) if edges else []
    return [(row.level, int(row.node), row.cluster) for row in rows]


def _numbered(labels: Sequence[int]) -> list[int]:
    """Return ``labels`` numbered anew: 0 is the biggest community, then by its first node."""
    sizes = Counter(labels)
    first = {label: i for i, label in reversed(list(enumerate(labels)))}
    order = sorted(sizes, key=lambda label: (-sizes[label], first[label]))
    number = {label: i for i, label in enumerate(order)}
    return [number[label] for label in labels]


def _divide(nodes: list[int], levels: list[list[int]]) -> list[Group | int]:
    """Return the children of a group of ``nodes``: its communities by the first of ``levels``, or the nodes."""
    if not levels or len(nodes) <= SMALL:
        return list(nodes)
    parts: dict[int, list[int]] = defaultdict(list)
    for node in nodes:
        parts[levels[0][node]].append(node)
    if len(parts) == 1:
        return _divide(nodes, levels[1:])
    by_size = sorted(parts.values(), key=lambda part: (-len(part), part))
    return [_part(part, levels[1:]) for part in by_size]


def _part(nodes: list[int], levels: list[list[int]]) -> Group | int:
    if len(nodes) == 1:
        return nodes[0]
    return _bundle(_divide(nodes, levels) if len(nodes) > LARGEST else list(nodes))


def _bundle(children: list[Group | int]) -> Group:
    """Return a group of ``children``; where they are too many, the last and smallest are gathered."""
    if len(children) <= FANOUT:
        return Group(tuple(children))
    kept, rest = children[: FANOUT - GATHERED], children[FANOUT - GATHERED :]
    step = max(SMALL, -(-len(rest) // GATHERED))
    return Group((*kept, *(_bundle(rest[i : i + step]) for i in range(0, len(rest), step))))


def _paths(group: Group, path: tuple[int, ...] = ()) -> Iterable[tuple[int, tuple[int, ...]]]:
    """Yield each node with the way to it: which child of the whole, which child of that, and so on."""
    for position, child in enumerate(group.children):
        if isinstance(child, Group):
            yield from _paths(child, (*path, position))
        else:
            yield child, (*path, position)


def _placed(tree: Group, weights: Counter[Link], degrees: Counter[int], count: int) -> Group:
    """Return ``tree``, of a graph of ``count`` nodes, with the spots and radii of all its groups."""
    paths = dict(_paths(tree))
    between: dict[tuple[int, ...], Counter[Link]] = defaultdict(Counter)
    for (a, b), weight in weights.items():
        if a not in paths:
            continue
        depth = next(i for i, (x, y) in enumerate(zip(paths[a], paths[b], strict=False)) if x != y)
        x, y = paths[a][depth], paths[b][depth]
        between[paths[a][:depth]][min(x, y), max(x, y)] += weight

    grouped = cache(_group)  # by the thousand, groups without links differ in nothing but who is in them

    def place(group: Group, path: tuple[int, ...]) -> Group:
        children = tuple(
            place(child, (*path, i)) if isinstance(child, Group) else child for i, child in enumerate(group.children)
        )
        links = frozenset(between[path].items())
        steps = 60 if count <= MANY or not path else 30
        parts = any(isinstance(child, Group) for child in children)
        wide = 1.0 if path else WIDE
        spots, radius = grouped(tuple(_radii(children, degrees, count)), links, steps=steps, parts=parts, wide=wide)
        return Group(children, spots, radius)

    return place(tree, ())


@remembered(
    of=lambda radii, links, *, steps, parts, wide: (radii, sorted(links), steps, parts, wide),
    plain=list,
    made=lambda plain: (tuple((x, y) for x, y in plain[0]), plain[1]),
)
def _group(
    radii: tuple[float, ...], links: frozenset[tuple[Link, int]], *, steps: int, parts: bool, wide: float
) -> tuple[tuple[Spot, ...], float]:
    """Return the spots of the discs of a group, of which some are groups themselves where it has ``parts``, and its radius."""
    sizes = np.array(radii)
    spots = arranged(spiral(sizes), sizes, Counter(dict(links)), steps=steps, heat=1.0)
    if parts:
        spots = drawn_in(spots, sizes, times=LAST // 2)
    spots[:, 0] *= wide
    return tuple((x, y) for x, y in spots.tolist()), spread(spots, sizes)


def _radii(children: Iterable[Group | int], degrees: Counter[int], count: int) -> list[float]:
    return [child.radius if isinstance(child, Group) else _leaf_radius(degrees[child], count) for child in children]


def _leaf_radius(degree: int, count: int) -> float:
    """Return the radius of a node's disc: in small graphs there is room for its name too."""
    room = max(9.0, 24.0 - count / 60)
    return room + 3.0 * math.sqrt(min(degree, 64))


def _absolute(group: Group, x: float = 0.0, y: float = 0.0) -> Iterable[tuple[int, Spot]]:
    for child, (dx, dy) in zip(group.children, group.spots, strict=True):
        if isinstance(child, Group):
            yield from _absolute(child, x + dx, y + dy)
        else:
            yield child, (x + dx, y + dy)
