"""Who was selected for what, and what is only planned."""

from collections import defaultdict
from collections.abc import Iterable

from kg.analyse.findings.common import finding, first, labels
from kg.analyse.network import Edge, Network
from kg.analyse.record import Finding, Findings


def selected(network: Network) -> Findings:
    """Find the programmes for which anything is said to be selected, those with the most first."""
    facts = _by((fact for fact in network.facts if fact[2] == "selectedFor"), end=1)
    order = sorted(facts, key=lambda node: (-len(facts[node]), network.label(node), node))

    def build(node: str) -> Finding:
        names = labels(network, (source for source, _, _ in facts[node]))
        return finding(
            network, "selected", [node], facts[node], name=network.label(node), count=len(names), chosen=names
        )

    return first("selected", order, build)


def plans(network: Network) -> Findings:
    """Find of whom something is stated as a plan or wish alone, those of whom the most is first."""
    facts = _by((fact for fact in network.facts if network.data(fact).get("planned")), end=0)
    order = sorted(facts, key=lambda node: (-len(facts[node]), network.label(node), node))

    def build(node: str) -> Finding:
        aims = sorted({network.label(target) for _, target, _ in facts[node]})
        return finding(
            network, "plans", [node], facts[node], name=network.label(node), count=len(facts[node]), aims=aims
        )

    return first("plans", order, build)


def _by(facts: Iterable[Edge], end: int) -> dict[str, list[Edge]]:
    found: dict[str, list[Edge]] = defaultdict(list)
    for fact in facts:
        found[fact[end]].append(fact)
    return found
