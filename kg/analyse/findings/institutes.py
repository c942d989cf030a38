"""Institutes that bridge clusters, and clusters whose zone has no institute for their industry."""

from collections import defaultdict
from collections.abc import Iterable

from kg.analyse import cuts
from kg.analyse.findings.common import facts_between, finding, first, labels
from kg.analyse.network import INSTITUTES, Network
from kg.analyse.places import all_above, stated_above
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
    fields = {
        zone: {network.label(field) for institute in there for field in network.targets(institute, "focusesOn")}
        for zone, there in inside.items()
        if network.kind(zone) == "Zone"
    }
    found = []
    for cluster in network.of_kind("Cluster"):
        industries = labels(network, network.targets(cluster, "focusesOn", "Industry"))
        for zone in network.targets(cluster, "locatedIn", "Zone") if industries else []:
            served = any(i in field or field in i for field in fields.get(zone, ()) for i in industries)
            near = () if served else network.neighbours(cluster)
            if not served and inside.get(zone, set()).isdisjoint(near) and not _unplaced(network, near):
                found.append((cluster, zone))
    found.sort(key=lambda pair: (network.label(pair[0]), pair))
    return first("without-institute", found, lambda pair: _missing(network, *pair, inside.get(pair[1], set())))


def _institutes_by_zone(network: Network) -> dict[str, set[str]]:
    """Return for each zone its stated institutes."""
    inside: dict[str, set[str]] = defaultdict(set)
    over = all_above(network.stated_places)
    for institute in network.of_kind(*INSTITUTES):
        for place in over(institute):
            inside[place].add(institute)
    return inside


def _unplaced(network: Network, near: Iterable[str]) -> bool:
    """Tell whether an institute among ``near`` is stated to be nowhere: it may well be in the zone."""
    return any(network.kind(node) in INSTITUTES and node not in network.stated_places for node in near)


def _missing(network: Network, cluster: str, zone: str, there: set[str]) -> Finding:
    industries = network.targets(cluster, "focusesOn", "Industry")
    facts = [(cluster, zone, "locatedIn"), *((cluster, industry, "focusesOn") for industry in industries)]
    facts += [fact for institute in sorted(there) for fact in stated_above(network, institute)[zone]]
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
