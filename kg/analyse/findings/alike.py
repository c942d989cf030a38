"""The most alike clusters: by the industries, institutes and firms they share, not by who approved them."""

from kg.analyse.findings.common import facts_between, finding, first, labels
from kg.analyse.findings.overlap import Overlap, overlaps
from kg.analyse.network import INSTITUTES, Network
from kg.analyse.record import SHOWN, Finding, Findings

SHARED = ("Industry", "Technology", *INSTITUTES, "Company", "Organization")  # one ministry approves them all


def alike_clusters(network: Network) -> Findings:
    """Find pairs of clusters with shared industries, technologies, institutes or firms, those that share most first."""
    having = {cluster: _having(network, cluster) for cluster in network.of_kind("Cluster")}
    pairs = overlaps(having)

    def build(pair: Overlap) -> Finding:
        shared = sorted(having[pair.one] & having[pair.other])
        facts = [*facts_between(network, pair.one, shared), *facts_between(network, pair.other, shared)]
        names = {"one": network.label(pair.one), "other": network.label(pair.other)}
        sizes = {"ones": len(having[pair.one]), "others": len(having[pair.other]), "share": round(pair.jaccard, 2)}
        code = "alike-named" if _one_name(*names.values()) else "alike"
        return finding(network, code, [*pair[:2], *shared], facts, **names, **sizes, shared=labels(network, shared))

    return first("alike", pairs.first(SHOWN), build, total=pairs.total, dropped=pairs.dropped)


def _one_name(one: str, other: str) -> bool:
    """Tell whether one name may be short for the other: 成德装备集群 is all in 成都德阳装备产业集群, in this order."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(character in rest for character in short)


def _having(network: Network, cluster: str) -> set[str]:
    return {node for node in network.neighbours(cluster) if network.kind(node) in SHARED}
