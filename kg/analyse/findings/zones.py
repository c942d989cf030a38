"""一区一主导产业: zones with one stated industry, and zones with several.

An industry whose name holds that of another one of the zone (高端医疗器械 beside 医疗器械) is not a second one.
"""

from collections import defaultdict
from collections.abc import Callable

from kg.analyse.findings.common import documents, finding, first, focus, labels, same_by_name
from kg.analyse.network import Edge, Network
from kg.analyse.record import Finding, Findings

Industries = dict[str, list[Edge]]  # industry -> the facts that give it to the zone
Fields = dict[str, list[str]]  # industry -> narrower names of it


def industries_by_zone(network: Network) -> dict[str, Industries]:
    """Return the industries of each zone: its own stated focus, and that of the clusters stated to be in it.

    What is only planned is no industry of the zone yet.
    """
    found: dict[str, Industries] = {}
    for zone in network.of_kind("Zone"):
        industries: Industries = defaultdict(list)
        for industry in focus(network, zone):
            industries[industry].append((zone, industry, "focusesOn"))
        for cluster in network.sources(zone, "locatedIn", "Cluster"):
            for industry in focus(network, cluster):
                industries[industry] += [(cluster, zone, "locatedIn"), (cluster, industry, "focusesOn")]
        if industries:
            found[zone] = dict(industries)
    return found


def one_industry(network: Network) -> Findings:
    """Find the zones whose stated industries are exactly one; last those that are only named after it."""
    return _zones(network, "one-industry", lambda fields: len(fields) == 1)


def several_industries(network: Network) -> Findings:
    """Find the zones whose stated industries are more than one, those with the most first."""
    return _zones(network, "several-industries", lambda fields: len(fields) > 1)


def _zones(network: Network, code: str, wanted: Callable[[Fields], bool]) -> Findings:
    every = industries_by_zone(network)
    fields = {zone: _fields(network, sorted(industries)) for zone, industries in every.items()}
    facts = {zone: [fact for group in every[zone].values() for fact in group] for zone in every if wanted(fields[zone])}
    sources = {zone: documents(network, facts[zone]) for zone in facts}
    named = {zone for zone in facts if all(network.label(field) in network.label(zone) for field in fields[zone])}
    sure = {zone: min(network.data(fact)["confidence"] for fact in facts[zone]) for zone in facts}
    order = sorted(facts, key=lambda z: (-len(fields[z]), z in named, -sources[z], -sure[z], network.label(z), z))

    def build(zone: str) -> Finding:
        return finding(
            network,
            code,
            [zone, *every[zone]],
            facts[zone],
            name=network.label(zone),
            industries=sorted(_written(network, *field) for field in fields[zone].items()),
            count=len(fields[zone]),
            documents=sources[zone],
        )

    silent = len(network.of_kind("Zone")) - len(every)
    return first(code, order, build, zones=len(every), silent=silent, named=len(named))


def _fields(network: Network, industries: list[str]) -> Fields:
    """Return the industries that are no wider name of another, each with its narrower names."""
    found: Fields = {}
    for industry in sorted(industries, key=lambda node: (len(network.label(node)), node)):
        wider = next((field for field in found if same_by_name(network, industry, field)), None)
        if wider:
            found[wider].append(industry)
        else:
            found[industry] = []
    return found


def _written(network: Network, industry: str, narrower: list[str]) -> str:
    """Return an industry as the report writes it: 集成电路（含集成电路制造）."""
    more = "、".join(labels(network, narrower))
    return f"{network.label(industry)}（含{more}）" if more else network.label(industry)
