"""The networks inside the network that mean something to an analyst, each as ties between two kinds of things."""

from collections.abc import Iterator

from kg.analyse.network import BODIES, INSTITUTES, Network
from kg.analyse.places import region_industries
from kg.analyse.ties import Ties

Pairs = Iterator[tuple[str, str]]


def institute_cluster(network: Network) -> Pairs:
    """Yield institutes and universities with the clusters they have any stated tie to."""
    for institute in network.of_kind(*INSTITUTES):
        for other in network.neighbours(institute):
            if network.kind(other) == "Cluster":
                yield institute, other


def cluster_industry(network: Network) -> Pairs:
    """Yield clusters with the industries they focus on."""
    return _focus(network, "Cluster")


def zone_industry(network: Network) -> Pairs:
    """Yield zones with the industries they focus on."""
    return _focus(network, "Zone")


def _focus(network: Network, kind: str) -> Pairs:
    for node in network.of_kind(kind):
        for industry in network.targets(node, "focusesOn", "Industry"):
            yield node, industry


def region_industry(network: Network) -> Pairs:
    """Yield regions with the industries that they, or zones and clusters stated to lie in them, focus on."""
    for region, industries in region_industries(network).items():
        for industry in industries:
            yield region, industry


def cooperation(network: Network) -> Pairs:
    """Yield bodies, zones and regions that work together."""
    for source, targets in network.related("cooperatesWith").items():
        for target in targets:
            yield source, target


# An explicit list: code, the pairs, the kinds whose untied members belong to the network too.
PROJECTIONS = (
    ("institute-cluster", institute_cluster, (*INSTITUTES, "Cluster")),
    ("cluster-industry", cluster_industry, ("Cluster",)),
    ("zone-industry", zone_industry, ("Zone",)),
    ("region-industry", region_industry, ()),
    ("cooperation", cooperation, BODIES),
)


def projections(network: Network) -> Iterator[tuple[str, Ties]]:
    """Yield each projection's code and ties. Members without a tie are in it too, as isolated nodes."""
    for code, pairs, kinds in PROJECTIONS:
        found = list(pairs(network))
        members = {*network.of_kind(*kinds), *(node for pair in found for node in pair)}
        yield code, Ties.of(members, found)
