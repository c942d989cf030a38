"""Single points of failure: bodies, zones and clusters without which others lose all connection to the rest."""

from kg.analyse import cuts
from kg.analyse.findings.common import facts_between, finding, first, labels
from kg.analyse.network import ACTORS, Network
from kg.analyse.record import Finding, Findings

LEAST = 2  # nodes cut off; a single one hanging on is no failure of a network
NAMED = 8


def single_points(network: Network) -> Findings:
    """Find the actors whose removal cuts off at least ``LEAST`` other nodes, the most first."""
    ties = network.ties
    tree = cuts.walk(ties)
    points = {p: c for p, c in cuts.cut_points(tree).items() if network.kind(ties.nodes[p]) in ACTORS}
    lost = {point: sum(cuts.piece_sizes(tree, point, children)[1:]) for point, children in points.items()}
    found = sorted((p for p in points if lost[p] >= LEAST), key=lambda p: (-lost[p], network.label(ties.nodes[p]), p))

    def build(point: int) -> Finding:
        pieces = cuts.pieces(tree, point, points[point])
        node = ties.nodes[point]
        apart = [ties.nodes[p] for piece in pieces[1:] for p in piece]
        facts = facts_between(network, node, (other for other in network.neighbours(node) if other in set(apart)))
        return finding(
            network,
            "single-point",
            [node, *apart[:NAMED]],
            facts,
            name=network.label(node),
            apart=labels(network, apart[:NAMED]),
            cut_off=lost[point],
            pieces=len(pieces),
        )

    return first("single-point", found, build, least=LEAST)
