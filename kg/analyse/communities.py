"""Groups with more ties inside than chance would give them, and what the members of each have in common."""

from collections import Counter, defaultdict

import graspologic_native as native
import numpy as np

from kg.analyse.network import Network, counted
from kg.analyse.record import SHOWN, Common, Communities, Community, figure
from kg.analyse.ties import Ties

Held = tuple[str, str]  # relation, target

SEED = 7
LARGE = 100_000  # ties above which one run must do
CENTRAL = 5  # members named for a community
COMMON = 3  # things in common named for a community
LEAST = 3  # members of a community worth describing


def partition(ties: Ties) -> tuple[float, list[list[int]]] | None:
    """Return modularity and members of Leiden's communities, largest first; None without ties.

    Rust's Leiden: the same on every machine. Nodes without ties are in no community.
    """
    if not len(ties.edges):
        return None
    edges = [(str(a), str(b), 1.0) for a, b in ties.edges.tolist()]
    runs = 2 if len(edges) <= LARGE else 1  # more of the same improves the second digit of modularity
    quality, labels = native.leiden(edges, iterations=runs, seed=SEED, trials=runs)
    members = defaultdict(list)
    for node, label in labels.items():
        members[label].append(int(node))
    return quality, sorted((sorted(group) for group in members.values()), key=lambda group: (-len(group), group))


def communities(network: Network, ties: Ties) -> Communities:
    """Return the communities of ``ties``, described."""
    found = partition(ties)
    if found is None:
        return Communities(None, 0, ())
    large = [group for group in found[1] if len(group) >= LEAST][:SHOWN]
    held = _held(network, ties, large)
    described = tuple(_described(network, ties, group, common) for group, common in zip(large, held, strict=True))
    return Communities(figure(modularity(ties, found[1])), len(found[1]), described)


def modularity(ties: Ties, groups: list[list[int]]) -> float:
    """Return Newman's modularity: the share of ties inside ``groups`` beyond what their degrees would give."""
    label = labels(ties, groups)
    inside = (label[ties.edges[:, 0]] == label[ties.edges[:, 1]]).sum()
    total = len(ties.edges)
    degrees = ties.degrees
    return float(inside / total - sum((degrees[group].sum() / (2 * total)) ** 2 for group in groups))


def labels(ties: Ties, groups: list[list[int]]) -> "np.ndarray":
    """Return the number of each node's group, -1 where it is in none."""
    found = np.full(len(ties), -1)
    for number, group in enumerate(groups):
        found[group] = number
    return found


def _described(network: Network, ties: Ties, group: list[int], held: Counter[Held]) -> Community:
    central = sorted(group, key=lambda p: (-ties.degrees[p], network.label(ties.nodes[p]), p))[:CENTRAL]
    nodes = [ties.nodes[position] for position in group]
    return Community(
        size=len(group),
        kinds=counted(map(network.kind, nodes)),
        central=network.names(ties.nodes[position] for position in central),
        common=_common(network, held),
    )


def _held(network: Network, ties: Ties, groups: list[list[int]]) -> list[Counter[Held]]:
    """Return for each group how many of its members have a relation to what."""
    group_of = dict(zip(ties.nodes, labels(ties, groups).tolist(), strict=True))
    found: list[Counter[Held]] = [Counter() for _ in groups]
    for source, target, relation in network.facts:
        if group_of.get(source, -1) >= 0:
            found[group_of[source]][relation, target] += 1
    return found


def _common(network: Network, held: Counter[Held]) -> tuple[Common, ...]:
    """Return what the most members have the same relation to; what only one member has is not common."""
    several = [(pair, count) for pair, count in held.items() if count > 1]
    first = sorted(several, key=lambda item: (-item[1], network.label(item[0][1]), item[0]))[:COMMON]
    return tuple(Common(relation, network.name(target), count) for (relation, target), count in first)
