"""Known zones and clusters that no document mentions."""

from kg.analyse.findings.common import finding, first
from kg.analyse.network import Network
from kg.analyse.record import Finding, Findings


def unmentioned(network: Network) -> Findings:
    """Find the background zones and clusters without a mention: known from data files, so no sentence can be shown."""
    graph = network.graph
    known = [node for node, data in graph.nodes(data=True) if data["kind"] in ("Zone", "Cluster")]
    found = [node for node in known if graph.nodes[node]["background"] and not graph.nodes[node]["mentions"]]
    found.sort(key=lambda node: (network.kind(node), network.label(node), node))

    def build(node: str) -> Finding:
        data = graph.nodes[node]
        return finding(network, "unmentioned", [node], [], name=data["label"], origin=data.get("origin", ""))

    return first("unmentioned", found, build, known=len(known), mentioned=len(known) - len(found))
