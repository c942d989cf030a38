"""What documents tell of each province: how many zones, clusters and bodies, and which industries."""

from collections import Counter, defaultdict
from functools import cache

from kg.analyse.findings.common import finding, first, focus
from kg.analyse.findings.general import telling
from kg.analyse.network import INSTITUTES, PLACES, Network
from kg.analyse.places import province
from kg.analyse.record import Finding, Findings

COUNTED = {"zones": ("Zone",), "clusters": ("Cluster",), "institutes": INSTITUTES, "companies": ("Company",)}
HERE = ("Region", *(kind for kinds in COUNTED.values() for kind in kinds))
NAMED = 8  # industries of a province


def by_province(network: Network) -> Findings:
    """Find the provinces of which an industry is told, those that most documents speak of first; a table has them all."""
    nodes = _nodes(network)
    told = {place: len(set().union(*(network.named_in[node] for node in nodes[place]))) for place in nodes}
    order = sorted(nodes, key=lambda place: (-told[place], network.label(place), place))
    industries = {place: _industries(network, nodes[place]) for place in order}

    def build(place: str) -> Finding:
        where = industries[place]
        most = sorted(where, key=lambda industry: (-len(where[industry]), network.label(industry), industry))
        facts = [(node, industry, "focusesOn") for industry in most for node in where[industry]]
        names = [network.label(industry) for industry in most[:NAMED]]
        values = {"name": network.label(place), "documents": told[place], "count": len(most), "industries": names}
        return finding(network, "by-province", [place, *most], facts, **values, **_counts(network, nodes[place]))

    rows = [
        [network.label(p), told[p], *_counts(network, nodes[p]).values(), len(industries[p])] for p in order if told[p]
    ]
    table = {"first": "province", "groups": ["documents", *COUNTED, "industries"], "rows": rows}
    return first("by-province", [place for place in order if industries[place]], build, table=table)


def _nodes(network: Network) -> dict[str, list[str]]:
    """Return the places and bodies in each province, itself too."""
    home = cache(lambda node: province(network, node))
    found: dict[str, list[str]] = defaultdict(list)
    for node in network.of_kind(*HERE):
        if home(node):
            found[home(node)].append(node)
    return found


def _counts(network: Network, nodes: list[str]) -> dict[str, int]:
    kinds = Counter(map(network.kind, nodes))
    return {name: sum(kinds[kind] for kind in of) for name, of in COUNTED.items()}


def _industries(network: Network, nodes: list[str]) -> dict[str, list[str]]:
    """Return the telling industries that regions, zones and clusters among ``nodes`` have, and are not only to get."""
    found: dict[str, list[str]] = defaultdict(list)
    for node in nodes:
        for industry in focus(network, node) if network.kind(node) in PLACES else ():
            if telling(network, industry):
                found[industry].append(node)
    return found
