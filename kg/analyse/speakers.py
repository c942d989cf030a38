"""Who said it: facts whose sentence names a person who speaks."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kg.analyse.findings.common import FACTS, first
from kg.analyse.network import Edge, Network
from kg.analyse.record import Finding, Findings, Stated
from kg.passages import Passage, passages

SPEAKS = "表示|介绍|指出|认为|强调|透露|告诉|坦言|称|说"  # right after the name, or with a few words between
NAME_RULES = "name."  # the rules that take names apart
QUOTED = re.compile("“[^”]*”")
_SPEAKS = re.compile(SPEAKS)
_GOES_ON = re.compile(rf"(?:在[^，。；]{{0,20}}?时)?(?:{SPEAKS})(?!的)")
_LISTENS = "会见"  # before the name: who is received says nothing


def speakers(network: Network) -> Findings:
    """Find for each person the facts in whose sentence the person speaks, those with the most first."""
    people = {node: network.called(node) for node in network.of_kind("Person")}
    by_text = _by_document(network, people)
    said: dict[str, dict[Edge, list[Passage]]] = defaultdict(lambda: defaultdict(list))
    for fact in network.facts if people else ():
        for passage in filter(_quotes, passages(network.data(fact)["evidence"])):
            document, _, _, text, _ = passage
            for person in by_text.get(document, ()):
                if person not in fact[:2] and _claims(network, fact, people[person], text):
                    said[person][fact].append(passage)
    found = sorted(said, key=lambda person: (-len(said[person]), network.label(person), person))

    def build(person: str) -> Finding:
        facts = said[person]
        values = {"name": network.label(person), "count": len(facts), "facts": len(facts)}
        heard = tuple(_heard(network, fact, facts[fact]) for fact in list(facts)[:FACTS])
        return Finding("speaker", values, network.names([person]), heard)

    return first("speaker", found, build)


def _heard(network: Network, fact: Edge, cited: list[Passage]) -> Stated:
    """Return ``fact`` with the passages in which the person speaks, and no others."""
    return replace(network.stated(fact, cited), sources=len(cited))


def _claims(network: Network, fact: Edge, names: list[str], text: str) -> bool:
    """Tell whether a person called ``names`` says ``fact`` in ``text``: both its ends come up after the verb."""
    words = next(filter(None, (spoken(name, text) for name in names)), "")
    return bool(words) and all(any(name in words for name in network.called(end)) for end in fact[:2])


def _by_document(network: Network, people: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for person in people:
        for document in network.named_in[person]:
            found[document].append(person)
    return found


def _quotes(passage: Passage) -> bool:
    """Tell whether anybody speaks in ``passage``, and more than a name was read (上海期货交易所 is in 上海)."""
    *_, text, rule = passage
    return not rule.startswith(NAME_RULES) and _SPEAKS.search(text) is not None


def spoken(name: str, text: str) -> str:
    """Return what ``name`` says in ``text``: 贾敬敦在接受采访时表示, but not 会见贾敬敦时表示 or 贾敬敦说的.

    That is what follows the verb, and a quotation before it.
    """
    at = text.find(name)
    while at >= 0:
        said = _GOES_ON.match(text, at + len(name))
        if said and not text.endswith(_LISTENS, 0, at):
            return "".join([*QUOTED.findall(text[:at]), text[said.end() :]])
        at = text.find(name, at + 1)
    return ""
