"""一区一主导产业: zones with one stated industry, and zones with several.

An industry whose name holds that of another one of the zone (高端医疗器械 beside 医疗器械) is not a second one.
"""

from collections import defaultdict
from collections.abc import Callable

from kg.analyse.findings.common import finding, first, labels, same_by_name
from kg.analyse.network import Edge, Network
from kg.analyse.record import Finding, Findings

Industries = dict[str, list[Edge]]  # industry -> the facts that give it to the zone


def industries_by_zone(network: Network) -> dict[str, Industries]:
    """Return the industries of each zone: its own stated focus, and that of the clusters stated to be in it."""
    found: dict[str, Industries] = {}
    for zone in network.of_kind("Zone"):
        industries: Industries = defaultdict(list)
        for industry in network.targets(zone, "focusesOn", "Industry"):
            industries[industry].append((zone, industry, "focusesOn"))
        for cluster in network.sources(zone, "locatedIn", "Cluster"):
            for industry in network.targets(cluster, "focusesOn", "Industry"):
                industries[industry] += [(cluster, zone, "locatedIn"), (cluster, industry, "focusesOn")]
        if industries:
            found[zone] = dict(industries)
    return found


def one_industry(network: Network) -> Findings:
    """Find the zones whose stated industries are exactly one."""
    return _zones(network, "one-industry", lambda count: count == 1)


def several_industries(network: Network) -> Findings:
    """Find the zones whose stated industries are more than one, those with the most first."""
    return _zones(network, "several-industries", lambda count: count > 1)


def _zones(network: Network, code: str, wanted: Callable[[int], bool]) -> Findings:
    every = industries_by_zone(network)
    counts = {zone: _count(network, sorted(industries)) for zone, industries in every.items()}
    found = sorted((z for z in every if wanted(counts[z])), key=lambda z: (-counts[z], network.label(z), z))

    def build(zone: str) -> Finding:
        facts = [fact for group in every[zone].values() for fact in group]
        names = labels(network, every[zone])
        label = network.label(zone)
        return finding(network, code, [zone, *every[zone]], facts, name=label, industries=names, count=counts[zone])

    return first(code, found, build, zones=len(every), silent=len(network.of_kind("Zone")) - len(every))


def _count(network: Network, industries: list[str]) -> int:
    """Count the industries that are no narrower or wider name of one already counted."""
    kept: list[str] = []
    for industry in sorted(industries, key=lambda node: (len(network.label(node)), node)):
        if not any(same_by_name(network, industry, other) for other in kept):
            kept.append(industry)
    return len(kept)
