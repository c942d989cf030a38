"""Single points of failure: bodies, zones and clusters without which others lose all connection to the rest.

Only what works with such a point hangs on it: its own branches, staff and address (partOf, worksFor, locatedIn) would
be no loss of a connection between others, and a doubtful tie is too little to hang a risk on. What falls off counts when
it is an actor too that works with the point, or with others that do: a field or a place is none, and what merely lies in
a region that works with the point does not hang on it.
"""

from collections.abc import Iterator

from kg.analyse import cuts
from kg.analyse.findings.common import facts_between, finding, first, labels
from kg.analyse.network import ACTORS, WORKING, Network
from kg.analyse.record import DOUBTFUL, Finding, Findings

POINTS = tuple(kind for kind in ACTORS if kind != "GovernmentBody")  # that no ministry might be there is no risk
LEAST = 2  # actors cut off; a single one hanging on is no failure of a network
NAMED = 8


def single_points(network: Network) -> Findings:
    """Find the actors whose removal cuts off at least ``LEAST`` other actors, the most first."""
    ties = network.ties
    tree = cuts.walk(ties)
    lost = {
        ties.nodes[point]: _lost(network, tree, point, children)
        for point, children in cuts.cut_points(tree).items()
        if network.kind(ties.nodes[point]) in POINTS
    }
    found = [node for node in lost if len(lost[node]) >= LEAST]
    found.sort(key=lambda node: (-len(lost[node]), network.label(node), node))

    def build(node: str) -> Finding:
        apart = lost[node]
        facts = facts_between(network, node, (other for other in network.neighbours(node) if other in apart))
        names = sorted(apart, key=lambda other: (network.label(other), other))
        return finding(
            network,
            "single-point",
            [node, *names[:NAMED]],
            facts,
            name=network.label(node),
            apart=labels(network, names[:NAMED]),
            cut_off=len(apart),
        )

    return first("single-point", found, build, least=LEAST)


def _lost(network: Network, tree: cuts.Walk, point: int, children: list[int]) -> set[str]:
    """Return the actors of the smaller pieces that work with ``point``."""
    nodes = network.ties.nodes
    if sum(cuts.piece_sizes(tree, point, children)[1:]) < LEAST:
        return set()
    pieces = [{nodes[p] for p in piece} for piece in cuts.smaller_pieces(tree, point, children)]
    return {actor for piece in pieces for actor in _working_with(network, nodes[point], piece)}


def _working_with(network: Network, point: str, piece: set[str]) -> Iterator[str]:
    """Yield the actors of ``piece`` that work with ``point``, and those that work with them."""
    left = {node for node in piece if network.kind(node) in ACTORS}
    reached = [point]
    while reached:
        one = reached.pop()
        found = [other for other in network.neighbours(one) if other in left and _works(network, one, other)]
        left.difference_update(found)
        reached += found
        yield from found


def _works(network: Network, one: str, other: str) -> bool:
    return any(
        edge[2] in WORKING and network.data(edge)["confidence"] >= DOUBTFUL for edge in network.between(one, other)
    )
