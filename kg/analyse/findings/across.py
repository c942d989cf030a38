"""Who works together across the borders of provinces."""

from collections import Counter, defaultdict
from functools import cache

from kg.analyse.findings.common import finding, first
from kg.analyse.network import WORKING, Edge, Network
from kg.analyse.places import province
from kg.analyse.record import Finding, Findings


def across(network: Network) -> Findings:
    """Find the pairs of provinces between which anything works together, those with the most facts first."""
    home = cache(lambda node: province(network, node))
    found: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for fact in network.facts:
        if fact[2] in WORKING:
            one, other = sorted(map(home, fact[:2]), key=lambda place: (place and network.label(place), place))
            if one and one != other:
                found[one, other].append(fact)
    order = sorted(found, key=lambda pair: (-len(found[pair]), *map(network.label, pair), pair))

    def build(pair: tuple[str, str]) -> Finding:
        one, other = map(network.label, pair)
        relations = dict(Counter(relation for *_, relation in found[pair]).most_common())
        values = {"one": one, "other": other, "count": len(found[pair]), "relations": relations}
        return finding(network, "across", pair, found[pair], **values)

    return first("across", order, build)
