"""Small worlds for the tests of analysis, report and paths, put together by the real records.

A thing is written ``Kind:名称``; a sentence is made up where the test does not care.
"""

from collections.abc import Iterable

import networkx as nx

from kg.graph import assemble
from kg.model import Document, Entity, Evidence, Fact, Mention, Observation, entity_id

Said = tuple[str, str, str] | tuple[str, str, str, str] | tuple[str, str, str, str, str]


def node(thing: str) -> str:
    """Return the id of ``Kind:名称``."""
    kind, _, label = thing.partition(":")
    return entity_id(kind, label)


def fact(
    source: str,
    relation: str,
    target: str,
    text: str = "",
    document: str = "d1",
    confidence: float = 0.9,
    planned: bool = False,
) -> Fact:
    """Return a stated fact."""
    sentence = text or f"{source.partition(':')[2]}与{target.partition(':')[2]}有关。"
    evidence = Evidence(document, 0, len(sentence), sentence, "test")
    return Fact(node(source), relation, node(target), confidence, (evidence,), planned)


def known(source: str, relation: str, target: str) -> Fact:
    """Return a background fact."""
    return Fact(node(source), relation, node(target), 1.0, (), background=True, origin="regions.csv")


def number(
    indicator: str,
    value: float,
    unit: str = "家",
    time: str = "",
    *,
    text: str = "",
    document: str = "d1",
    start: int = 0,
    target: bool = False,
    comparator: str = "=",
) -> Observation:
    """Return a number stated in ``text``."""
    sentence = text or f"{indicator}{value:g}{unit}。"
    evidence = Evidence(document, start, start + len(sentence), sentence, "test")
    return Observation(indicator, value, unit, time, target, comparator, (evidence,))


def world(
    said: Iterable[Said | Fact] = (),
    known_facts: Iterable[tuple[str, str, str]] = (),
    only: Iterable[str] = (),
    unmentioned: Iterable[str] = (),
    codes: dict[str, str] | None = None,
    numbers: dict[str, list[Observation]] | None = None,
    aliases: dict[str, tuple[str, ...]] | None = None,
    documents: Iterable[Document] = (),
) -> nx.MultiDiGraph:
    """Return the graph of what is ``said``; ``only`` are things without facts, ``unmentioned`` are in no document."""
    written: dict[str, str] = {}

    def see(*things: str) -> None:
        written.update({node(thing): thing for thing in things})

    facts = []
    for row in said:
        if isinstance(row, Fact):
            facts.append(row)
        else:
            see(row[0], row[2])
            facts.append(fact(*row))
    see(*only, *(numbers or {}))
    background = {node(t): t for t in unmentioned}
    for source, relation, target in known_facts:
        facts.append(known(source, relation, target))
        background |= {node(t): t for t in (source, target) if node(t) not in written}
    made = [_entity(t, False, codes, numbers, aliases) for t in written.values()]
    made += [_entity(t, True, codes, numbers, aliases) for t in background.values()]
    return assemble(made, facts, documents)


def _entity(
    thing: str,
    background: bool,
    codes: dict[str, str] | None,
    numbers: dict[str, list[Observation]] | None,
    aliases: dict[str, tuple[str, ...]] | None,
) -> Entity:
    kind, _, label = thing.partition(":")
    mentions = () if background else (("d1", Mention(0, len(label), label, kind, label, "test")),)
    return Entity(
        id=node(thing),
        kind=kind,
        label=label,
        aliases=(aliases or {}).get(thing, ()),
        mentions=mentions,
        observations=tuple((numbers or {}).get(thing, ())),
        background=background,
        origin="zones.csv" if background else "",
        code=(codes or {}).get(thing, ""),
    )


SUZHOU = "Cluster:苏州高新区医疗器械创新型产业集群"
SEED = [
    (SUZHOU, "locatedIn", "Zone:苏州高新区", "苏州高新区建设的医疗器械创新型产业集群就在区内。"),
    (SUZHOU, "focusesOn", "Industry:医疗器械", "集群专注医疗器械。"),
    ("Zone:苏州高新区", "locatedIn", "Region:苏州", "苏州高新区位于苏州。"),
    ("ResearchInstitute:东南大学苏州医疗器械研究院", "locatedIn", "Zone:苏州高新区", "研究院落户苏州高新区。"),
    ("ResearchInstitute:东南大学苏州医疗器械研究院", "partOf", "University:东南大学", "研究院由东南大学举办。"),
    ("ResearchInstitute:东南大学苏州医疗器械研究院", "supports", SUZHOU, "研究院推动了集群发展。"),
    ("Cluster:东莞机器人智能装备创新型产业集群", "locatedIn", "Zone:东莞松山湖高新区", "集群位于东莞松山湖高新区。"),
    ("Cluster:东莞机器人智能装备创新型产业集群", "focusesOn", "Industry:机器人", "集群深耕机器人产业。"),
]


def seed() -> nx.MultiDiGraph:
    """Return a small graph in two components, with a document, numbers and background."""
    return world(
        SEED,
        known_facts=[
            ("Region:苏州", "locatedIn", "Region:江苏"),
            ("Zone:东莞松山湖高新区", "locatedIn", "Region:东莞"),
        ],
        unmentioned=["Zone:本溪高新区"],
        codes={"Region:苏州": "320500", "Region:江苏": "320000", "Region:东莞": "441900"},
        aliases={"Zone:苏州高新区": ("苏高新",)},
        numbers={"Cluster:东莞机器人智能装备创新型产业集群": [number("研发机构", 20, text="已拥有研发机构20家。")]},
        documents=[Document("d1", "一" * 99, name="seed.txt", title="推进创新型产业集群高质量发展", date="2020-04-21")],
    )
