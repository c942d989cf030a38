"""Graphs of any size, made up: regions with a zone, institutes, firms and fields around them. The same every time."""

import csv
import random

import networkx as nx

from kg import graph
from kg.model import Document, Entity, Evidence, Fact, Mention, digest, entity_id
from kg.resources import folder

AROUND = 60  # nodes of one region
FIELDS = [
    "生物医药",
    "集成电路",
    "新能源汽车",
    "智能制造",
    "医疗器械",
    "光电子",
    "新材料",
    "数字安防",
    "航空航天",
    "机器人",
    "物联网",
    "人工智能",
]
TAILS = {
    "Cluster": "创新型产业集群",
    "ResearchInstitute": "研究院",
    "Company": "科技有限公司",
    "Organization": "产业联盟",
    "Technology": "技术",
    "Industry": "产业",
}
RELATIONS = ("focusesOn", "supports", "cooperatesWith", "memberOf", "partOf", "foundedBy")


def generated(nodes: int, edges: int) -> nx.MultiDiGraph:
    """Return a graph of so many nodes and edges, in which most edges stay within a region."""
    draw = random.Random(3)  # noqa: S311 - any graph will do, the same every time
    documents = [_document(i) for i in range(max(3, nodes // 50))]
    entities = _entities(nodes, documents, draw)
    return graph.assemble(entities, _facts(entities, edges, documents, draw), documents)


def _document(i: int) -> Document:
    return Document(digest(str(i)), "", f"{i}.txt", f"第{i}篇", f"{2015 + i % 9}-0{1 + i % 9}", "", "科技日报", "news")


def _regions() -> list[dict[str, str]]:
    with (folder("data/lexicon") / "regions.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["level"] == "prefecture"]


def _entities(count: int, documents: list[Document], draw: random.Random) -> list[Entity]:
    regions = _regions()
    made: dict[str, Entity] = {}
    while len(made) < count:
        number = len(made)
        turn, region = divmod(number // AROUND, len(regions))
        entity = _entity(number, regions[region], str(turn or ""), documents[number % len(documents)], draw)
        made.setdefault(entity.id, entity)
    return list(made.values())


def _entity(number: int, region: dict[str, str], turn: str, document: Document, draw: random.Random) -> Entity:
    short = region["short"].split("|")[0] or region["name"]
    kind, name, code = "Region", region["name"] + turn, "" if turn else region["code"]
    if number % AROUND == 1:
        kind, name, code = "Zone", f"{short}高新区{turn}", ""
    elif number % AROUND:
        kind, code = draw.choice(list(TAILS)), ""
        given = "".join(draw.choice("东华中天海新联恒瑞方信科达创智源晟") for _ in range(3))
        name = f"{short}{given}{draw.choice(FIELDS)}{TAILS[kind]}"
    mention = Mention(0, len(name), name, kind, name, "made-up")
    background = number % 11 == 5
    return Entity(entity_id(kind, name), kind, name, (), ((document.id, mention),), (), background, "", code)


def _facts(entities: list[Entity], count: int, documents: list[Document], draw: random.Random) -> list[Fact]:
    made: dict[tuple[str, str, str], Fact] = {}
    while len(made) < count:
        a = draw.randrange(len(entities))
        near = a - a % AROUND + int(AROUND * draw.random() ** 3)
        b = near if draw.random() < 0.88 else draw.randrange(len(entities))
        if a == b or b >= len(entities):
            continue
        relation = "locatedIn" if b % AROUND < 2 else draw.choice(RELATIONS)
        key = (entities[a].id, relation, entities[b].id)
        text = f"{entities[a].label}与{entities[b].label}在{draw.choice(FIELDS)}等方面开展合作，取得显著成效。"
        start = draw.randrange(5000)
        evidence = Evidence(documents[a % len(documents)].id, start, start + len(text), text, "made-up")
        made[key] = Fact(*key, draw.choice((0.6, 0.7, 0.8, 0.9)), (evidence,))
    return list(made.values())
