"""Who said it: facts whose sentence names a person who speaks."""

import re
from collections import defaultdict
from typing import Any

from kg.analyse.findings.common import finding, first
from kg.analyse.network import Edge, Network
from kg.analyse.record import Finding, Findings

SPEAKS = "表示|介绍|指出|认为|强调|透露|告诉|坦言|称|说"  # right after the name, or with a few words between
_SPEAKS = re.compile(SPEAKS)


def speakers(network: Network) -> Findings:
    """Find for each person the facts in whose sentence the person speaks, those with the most first."""
    people = {node: _names(network, node) for node in network.of_kind("Person")}
    by_text = _by_document(network, people)
    said: dict[str, list[Edge]] = defaultdict(list)
    for fact in network.facts if people else ():
        for evidence in filter(_quotes, network.data(fact)["evidence"]):
            for person in by_text.get(evidence["document"], ()):
                if person not in fact[:2] and any(speaks(name, evidence["text"]) for name in people[person]):
                    said[person].append(fact)
    found = sorted(said, key=lambda person: (-len(set(said[person])), network.label(person), person))

    def build(person: str) -> Finding:
        return finding(
            network, "speaker", [person], said[person], name=network.label(person), count=len(set(said[person]))
        )

    return first("speaker", found, build)


def _names(network: Network, node: str) -> list[str]:
    data = network.graph.nodes[node]
    return sorted({data["label"], *data["aliases"]})


def _by_document(network: Network, people: dict[str, list[str]]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for person in people:
        for mention in network.graph.nodes[person]["mentions"]:
            found[mention["document"]].add(person)
    return {document: sorted(named) for document, named in found.items()}


def _quotes(evidence: dict[str, Any]) -> bool:
    return _SPEAKS.search(evidence["text"]) is not None


def speaks(name: str, text: str) -> bool:
    """Tell whether ``name`` speaks in ``text``: 贾敬敦在接受采访时表示, but not 会见贾敬敦时表示."""
    # most names are not in most sentences: that is seen at once
    return name in text and bool(re.search(rf"(?<!会见){re.escape(name)}(?:在[^，。；]{{0,20}}?时)?(?:{SPEAKS})", text))
