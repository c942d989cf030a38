"""A small valid graph that uses every kind, every relation, observations, background and all three genres."""

import networkx as nx

from kg import graph
from kg.model import Document, Entity, Evidence, Fact, Mention, Observation, digest, entity_id

NEWS = Document(
    id=digest("news"),
    text=(
        "记者李明报道：苏州高新区医疗器械创新型产业集群位于苏州高新区，聚焦医疗器械，2019年集聚企业超400家。\n"
        "东南大学苏州医疗器械研究院隶属东南大学，研发POCT芯片，服务苏州高新区医疗器械创新型产业集群，与迈瑞医疗合作。\n"
        "迈瑞医疗是集群成员，由高瓴资本投资。浙江大学苏州工业技术研究院落户苏州高新区。"
    ),
    name="news.txt",
    title="苏州高新区：集群的故事",
    date="2020-04-21",
    url="https://example.org/news?id=1&x=(2)",
    publisher="科技日报",
    genre="news",
)
POLICY = Document(
    id=digest("policy"),
    text=(
        "科技部火炬中心印发《创新型产业集群试点认定管理办法》，规范创新型产业集群试点。\n"
        "苏州高新区医疗器械创新型产业集群入选创新型产业集群试点，由科技部批准。到2025年产值达到1000亿元。"
    ),
    name="policy.txt",
    title="创新型产业集群试点认定管理办法",
    date="2021-03",
    genre="policy",
)
REPORT = Document(
    id=digest("report"),
    text="2021年苏州高新区医疗器械创新型产业集群集聚企业450家。苏州高新区位于苏州。武汉东湖高新区光电子产业集群聚焦光电子。",
    name="report.txt",
    date="2022",
    genre="report",
)
DOCUMENTS = (NEWS, POLICY, REPORT)

LABELS = {
    "cluster": ("Cluster", "苏州高新区医疗器械创新型产业集群"),
    "optics": ("Cluster", "武汉东湖高新区光电子产业集群"),
    "zone": ("Zone", "苏州高新区"),
    "lake": ("Zone", "武汉东湖高新区"),
    "institute": ("ResearchInstitute", "东南大学苏州医疗器械研究院"),
    "second": ("ResearchInstitute", "浙江大学苏州工业技术研究院"),
    "university": ("University", "东南大学"),
    "company": ("Company", "迈瑞医疗"),
    "ministry": ("GovernmentBody", "科技部"),
    "torch": ("GovernmentBody", "科技部火炬中心"),
    "fund": ("Organization", "高瓴资本"),
    "devices": ("Industry", "医疗器械"),
    "photonics": ("Industry", "光电子"),
    "chip": ("Technology", "POCT芯片"),
    "city": ("Region", "苏州"),
    "province": ("Region", "江苏省"),
    "policy": ("Policy", "创新型产业集群试点认定管理办法"),
    "pilot": ("Program", "创新型产业集群试点"),
    "reporter": ("Person", "李明"),
}
BACKGROUND = {"lake", "province", "ministry"}
CODES = {"city": "320500", "province": "320000"}

FACTS = (
    ("cluster", "locatedIn", "zone", NEWS, 0),
    ("cluster", "focusesOn", "devices", NEWS, 0),
    ("institute", "partOf", "university", NEWS, 1),
    ("institute", "focusesOn", "chip", NEWS, 1),
    ("institute", "supports", "cluster", NEWS, 1),
    ("institute", "cooperatesWith", "company", NEWS, 1),
    ("institute", "foundedBy", "university", NEWS, 1),
    ("institute", "locatedIn", "city", NEWS, 1),
    ("second", "locatedIn", "zone", NEWS, 2),
    ("second", "supports", "cluster", NEWS, 2),
    ("second", "supports", "optics", NEWS, 2),
    ("company", "memberOf", "cluster", NEWS, 2),
    ("fund", "investsIn", "company", NEWS, 2),
    ("reporter", "worksFor", "company", NEWS, 0),
    ("policy", "issuedBy", "torch", POLICY, 0),
    ("policy", "appliesTo", "pilot", POLICY, 0),
    ("torch", "runs", "pilot", POLICY, 0),
    ("cluster", "selectedFor", "pilot", POLICY, 1),
    ("cluster", "approvedBy", "ministry", POLICY, 1),
    ("zone", "locatedIn", "city", REPORT, 0),
    ("optics", "focusesOn", "photonics", REPORT, 0),
)


def sentence(document: Document, line: int, rule: str) -> Evidence:
    """Return line ``line`` of ``document`` as evidence."""
    lines = document.text.split("\n")
    start = sum(len(before) + 1 for before in lines[:line])
    return Evidence(document.id, start, start + len(lines[line]), lines[line], rule)


def observations(name: str) -> tuple[Observation, ...]:
    """Return what is counted of the entity ``name``: sources that disagree over time, and a target."""
    if name != "cluster":
        return ()
    return (
        Observation("企业", 400, "家", "2019", False, ">", (sentence(NEWS, 0, "count"),)),
        Observation("企业", 450, "家", "2021", False, "=", (sentence(REPORT, 0, "count"),)),
        Observation("企业", 430, "家", "2021", False, "=", (sentence(POLICY, 1, "count"),)),
        Observation("目标产值", 100_000_000_000, "元", "2025", True, ">=", (sentence(POLICY, 1, "money"),)),
    )


def mentions(label: str) -> tuple[tuple[str, Mention], ...]:
    """Return the first place where each document names ``label``."""
    places = ((document, document.text.find(label)) for document in DOCUMENTS)
    return tuple((d.id, Mention(at, at + len(label), label, "", label, "head")) for d, at in places if at >= 0)


def entity(name: str) -> Entity:
    """Return the entity ``name``."""
    kind, label = LABELS[name]
    background = name in BACKGROUND
    return Entity(
        id=entity_id(kind, label),
        kind=kind,
        label=label,
        aliases=(f"{label}（简称）",) if name == "zone" else (),
        mentions=() if background else mentions(label),
        observations=observations(name),
        background=background,
        origin="zones.csv" if background else "",
        code=CODES.get(name, ""),
    )


def fact(subject: str, relation: str, target: str, document: Document, line: int) -> Fact:
    """Return a fact that one line of ``document`` states."""
    evidence = (sentence(document, line, f"{relation}-1"),)
    return Fact(entity_id(*LABELS[subject]), relation, entity_id(*LABELS[target]), 0.97, evidence)


def planned() -> Fact:
    """Return a fact that is only wished for."""
    return fact("torch", "supports", "optics", POLICY, 1)._replace(planned=True)


def small() -> nx.MultiDiGraph:
    """Return the graph."""
    known = (("city", "province"), ("optics", "lake"))
    background = [
        Fact(entity_id(*LABELS[a]), "locatedIn", entity_id(*LABELS[b]), 1.0, (), background=True, origin="regions.csv")
        for a, b in known
    ]
    facts = [fact(*row) for row in FACTS]
    twice = facts[0]._replace(evidence=(*facts[0].evidence, sentence(REPORT, 0, "locatedIn-2")))
    return graph.assemble(map(entity, LABELS), [twice, *facts[1:], planned(), *background], DOCUMENTS)
