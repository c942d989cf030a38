"""Clusters whose zone has no institute for their industry."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from kg.analyse.findings.common import Passage, finding, first, labels, passages, same_by_name
from kg.analyse.network import INSTITUTES, Edge, Network
from kg.analyse.places import all_above, stated_above
from kg.analyse.record import Finding, Findings


def without_institute(network: Network) -> Findings:
    """Find clusters whose stated zone holds no institute that is stated to work on one of their stated industries.

    Where zone or industry is not stated nothing can be missing. An institute tied to the cluster counts for it. First
    come zones that hold institutes for something else, then those whose city has one for the industry, which may or
    may not stand in the zone; where no institute was read of at all, that may be for want of documents.
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
    return _weighed(network, inside, found)


def _weighed(network: Network, inside: dict[str, set[str]], found: list[tuple[str, str]]) -> Findings:
    """Return the findings without those that one sentence with an institute may belie, the surest first."""
    named = named_with(network, {node for pair in found for node in pair})
    pairs = [pair for pair in found if not _perhaps(network, named, *pair)]
    there = {pair: _around(network, inside, named, *pair) for pair in pairs}
    pairs.sort(key=lambda pair: ([not group for group in there[pair]], network.label(pair[0]), pair))
    return first("without-institute", pairs, lambda pair: _missing(network, *pair, there[pair]))


class Around(NamedTuple):
    """Institutes in the zone, else in one sentence with it, else in its city for the industry."""

    inside: set[str]
    named: set[str]
    near: list[str]


def _around(
    network: Network, inside: dict[str, set[str]], named: dict[str, set[str]], cluster: str, zone: str
) -> Around:
    here, beside = inside.get(zone, set()), named[zone]
    return Around(here, beside, [] if here or beside else _in_city(network, inside, cluster, zone))


def named_with(network: Network, nodes: set[str]) -> dict[str, set[str]]:
    """Return the institutes that stand in a sentence that states a fact of each of ``nodes``."""
    mentions: dict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for institute in network.of_kind(*INSTITUTES) if nodes else ():
        for mention in network.graph.nodes[institute]["mentions"]:
            mentions[mention["document"]].append((institute, mention))

    @cache
    def beside(passage: Passage) -> frozenset[str]:
        return frozenset(i for i, mention in mentions[passage[0]] if _stands(mention, *passage[1:]))

    stated = _stated(network, nodes)
    return {node: set().union(*map(beside, stated.get(node, ()))) for node in sorted(nodes)}


def _stated(network: Network, nodes: set[str]) -> dict[str, set[Passage]]:
    """Return the passages that state facts of ``nodes``."""
    found: dict[str, set[Passage]] = defaultdict(set)
    for fact in network.facts if nodes else ():
        for node in nodes.intersection(fact[:2]):
            found[node] |= passages(network.data(fact))
    return found


def _stands(mention: dict[str, Any], start: int, text: str) -> bool:
    name, place = str(mention["text"]), mention["start"] - start
    return bool(name) and place >= 0 and text.startswith(name, place)


def _perhaps(network: Network, named: dict[str, set[str]], cluster: str, zone: str) -> bool:
    """Tell whether an institute stands beside the cluster, or one for its industry beside the zone."""
    industries = network.targets(cluster, "focusesOn", "Industry")
    fields = [field for institute in named[zone] for field in network.targets(institute, "focusesOn")]
    return bool(named[cluster]) or any(same_by_name(network, f, i) for f in fields for i in industries)


def _in_city(network: Network, inside: dict[str, set[str]], cluster: str, zone: str) -> list[str]:
    """Return institutes for the cluster's industries in the regions right above ``zone``, by all geography known."""
    industries = network.targets(cluster, "focusesOn", "Industry")
    around = {i for place in network.known_places.get(zone, ()) for i in inside.get(place, ())}
    fields = {i: network.targets(i, "focusesOn") for i in around}
    return sorted(i for i in around if any(same_by_name(network, f, own) for f in fields[i] for own in industries))


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


def _missing(network: Network, cluster: str, zone: str, around: Around) -> Finding:
    industries = network.targets(cluster, "focusesOn", "Industry")
    facts = [(cluster, zone, "locatedIn"), *((cluster, industry, "focusesOn") for industry in industries)]
    facts += [fact for institute in sorted(around.inside) for fact in stated_above(network, institute)[zone]]
    facts += [fact for i in around.near for fact in _near_facts(network, i, zone, industries)]
    code = "some" if around.inside else "named" if around.named else "near" if around.near else "none"
    return finding(
        network,
        f"without-institute-{code}",
        [cluster, zone, *industries],
        facts,
        name=network.label(cluster),
        zone=network.label(zone),
        industries=labels(network, industries),
        institutes=labels(network, around.inside or around.named),
        near=labels(network, around.near),
    )


def _near_facts(network: Network, institute: str, zone: str, industries: list[str]) -> list[Edge]:
    """Return the facts that place ``institute`` around ``zone`` and say that it works on one of ``industries``."""
    places = [place for place in network.known_places.get(zone, ()) if place in stated_above(network, institute)]
    fields = [
        f for f in network.targets(institute, "focusesOn") if any(same_by_name(network, f, i) for i in industries)
    ]
    placed = [fact for place in places[:1] for fact in stated_above(network, institute)[place]]
    return [*placed, *((institute, field, "focusesOn") for field in fields)]
