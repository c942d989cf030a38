"""Which zones share an industry, and in which provinces they lie."""

from collections import defaultdict
from functools import cache

from kg.analyse.findings.common import finding, first
from kg.analyse.findings.general import telling
from kg.analyse.findings.zones import Industries, industries_by_zone
from kg.analyse.network import Network
from kg.analyse.places import province
from kg.analyse.record import Finding, Findings

LEAST = 2  # zones


def sharing(network: Network) -> Findings:
    """Find the industries of two zones or more that tell what a zone does, those with the most zones first.

    A zone of which nobody knows the province does not count: 生物医药产业园 alone may be any.
    """
    home = cache(lambda zone: province(network, zone))
    every = {zone: held for zone, held in industries_by_zone(network).items() if home(zone)}
    zones = {industry: found for industry, found in _zones(every).items() if telling(network, industry)}
    order = sorted(zones, key=lambda i: (-len(zones[i]), network.label(i), i))

    def build(industry: str) -> Finding:
        placed = sorted((network.label(home(zone)), network.label(zone), zone) for zone in zones[industry])
        return finding(
            network,
            "sharing",
            [industry, *(zone for _, _, zone in placed)],
            [fact for _, _, zone in placed for fact in every[zone][industry]],
            name=network.label(industry),
            count=len(placed),
            provinces=len({place for place, _, _ in placed}),
            zones=[f"{zone}（{place}）" for place, zone, _ in placed],
        )

    return first("sharing", order, build)


def _zones(every: dict[str, Industries]) -> dict[str, list[str]]:
    """Return the zones of each industry that has ``LEAST`` of them."""
    zones: dict[str, list[str]] = defaultdict(list)
    for zone, industries in every.items():
        for industry in industries:
            zones[industry].append(zone)
    return {industry: found for industry, found in zones.items() if len(found) >= LEAST}
