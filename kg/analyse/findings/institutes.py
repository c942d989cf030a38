"""Institutes that bridge clusters."""

from collections import defaultdict

from kg.analyse import cuts
from kg.analyse.findings.common import facts_between, finding, first, labels
from kg.analyse.network import Network
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
