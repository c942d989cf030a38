"""Institutes that bridge clusters, and clusters whose zone has no institute for their industry."""

from collections import defaultdict

from kg.analyse import cuts
from kg.analyse.findings.common import facts_between, finding, first, labels, same_field
from kg.analyse.network import INSTITUTES, Edge, Network
from kg.analyse.places import stated_above
from kg.analyse.projections import institute_cluster
from kg.analyse.record import Finding, Findings
from kg.analyse.ties import Ties


def bridging(network: Network) -> Findings:
    """Find institutes and universities with stated ties to two clusters or more.

    ``sole``: without it, some of its clusters are no longer connected through any institute.
    """
    pairs = sorted(set(institute_cluster(network)))
    clusters = defaultdict(list)
    for institute, cluster in pairs:
        clusters[institute].append(cluster)
    ties = Ties.of((end for pair in pairs for end in pair), pairs)
    sole = {ties.nodes[point] for point in cuts.cut_points(cuts.walk(ties))}
    found = [institute for institute in clusters if len(clusters[institute]) > 1]
    found.sort(
        key=lambda institute: (-len(clusters[institute]), institute not in sole, network.label(institute), institute)
    )

    def build(institute: str) -> Finding:
        tied = clusters[institute]
        code = "bridging-sole" if institute in sole else "bridging"
        facts = facts_between(network, institute, tied)
        name = network.label(institute)
        return finding(
            network, code, [institute, *tied], facts, name=name, clusters=labels(network, tied), count=len(tied)
        )

    return first("bridging", found, build)


def without_institute(network: Network) -> Findings:
    """Find clusters whose stated zone holds no institute that is stated to work on one of their stated industries.

    Where zone or industry is not stated nothing can be missing. An institute tied to the cluster counts for it.
    """
    inside = _institutes_by_zone(network)
    found = []
    for cluster in network.of_kind("Cluster"):
        industries = network.targets(cluster, "focusesOn", "Industry")
        for zone in network.targets(cluster, "locatedIn", "Zone") if industries else []:
            there = inside.get(zone, {})
            if not any(_serves(network, institute, cluster, industries) for institute in there) and not _unplaced(
                network, cluster
            ):
                found.append((cluster, zone))
    found.sort(key=lambda pair: (network.label(pair[0]), pair))
    return first("without-institute", found, lambda pair: _missing(network, *pair, inside.get(pair[1], {})))


def _institutes_by_zone(network: Network) -> dict[str, dict[str, tuple[Edge, ...]]]:
    """Return for each zone its stated institutes, each with the facts that place it there."""
    inside: dict[str, dict[str, tuple[Edge, ...]]] = defaultdict(dict)
    for institute in network.of_kind(*INSTITUTES):
        for place, chain in stated_above(network, institute).items():
            inside[place][institute] = chain
    return inside


def _serves(network: Network, institute: str, cluster: str, industries: list[str]) -> bool:
    fields = network.targets(institute, "focusesOn")
    return bool(network.between(institute, cluster)) or any(
        same_field(network, f, i) for f in fields for i in industries
    )


def _unplaced(network: Network, cluster: str) -> bool:
    """Tell whether an institute tied to ``cluster`` is stated to be nowhere: it may well be in the zone."""
    tied = (i for i, c in _tied(network, cluster))
    return any(len(stated_above(network, institute)) == 1 for institute in tied)


def _tied(network: Network, cluster: str) -> list[tuple[str, str]]:
    return [(node, cluster) for node in network.neighbours(cluster) if network.kind(node) in INSTITUTES]


def _missing(network: Network, cluster: str, zone: str, there: dict[str, tuple[Edge, ...]]) -> Finding:
    industries = network.targets(cluster, "focusesOn", "Industry")
    facts = [(cluster, zone, "locatedIn"), *((cluster, industry, "focusesOn") for industry in industries)]
    facts += [fact for chain in there.values() for fact in chain]
    return finding(
        network,
        "without-institute-some" if there else "without-institute-none",
        [cluster, zone, *industries],
        facts,
        name=network.label(cluster),
        zone=network.label(zone),
        industries=labels(network, industries),
        institutes=labels(network, there),
    )
