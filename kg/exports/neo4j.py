"""CSV with the headers of ``neo4j-admin database import``."""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import networkx as nx

from kg.pinyin import pinyin

Row = dict[str, Any]
_BREAKS = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


def write_neo4j(graph: nx.MultiDiGraph, folder: Path) -> None:
    """Write ``neo4j/nodes.csv`` and ``neo4j/relationships.csv`` with the headers of ``neo4j-admin database import``."""
    (folder / "neo4j").mkdir()
    nodes = ([*_neo4j_node(node, data)] for node, data in graph.nodes(data=True))
    _csv(folder / "neo4j" / "nodes.csv", NODES, nodes)
    facts = ([*_neo4j_fact(s, t, relation, data)] for s, t, relation, data in graph.edges(keys=True, data=True))
    _csv(folder / "neo4j" / "relationships.csv", RELATIONSHIPS, facts)


NODES = (
    "id:ID",
    "name",
    "aliases:string[]",
    "pinyin",
    "code",
    "background:boolean",
    "origin",
    "mentions:int",
    ":LABEL",
)
RELATIONSHIPS = (
    *(":START_ID", ":END_ID", ":TYPE", "confidence:double", "background:boolean", "planned:boolean", "origin"),
    *("sources:int", "first", "last", "sentences:string[]", "documents:string[]", "starts:int[]", "ends:int[]"),
)


def _neo4j_node(node: str, data: Row) -> Iterator[str]:
    yield from (node, _one_line(data["label"]), _array(data["aliases"]), pinyin(data["label"]), data.get("code", ""))
    yield from (_truth(data["background"]), data.get("origin", ""), str(len(data["mentions"])))
    yield f"Entity;{data['kind']}"


def _neo4j_fact(source: str, target: str, relation: str, data: Row) -> Iterator[str]:
    yield from (source, target, relation, str(data["confidence"]))
    yield from (_truth(data["background"]), _truth(data["planned"]), data.get("origin", ""))
    yield from (str(data.get("sources", "")), data.get("first", ""), data.get("last", ""))
    for name in ("text", "document", "start", "end"):
        yield _array(str(passage[name]) for passage in data["evidence"])


def _truth(value: bool) -> str:
    return str(value).lower()


def _array(texts: Iterable[str]) -> str:
    """Return ``texts`` as Neo4j's importer takes them apart again; a semicolon within one gives way to its like."""
    return ";".join(_one_line(text).replace(";", "；") for text in texts)


def _one_line(text: str) -> str:
    return _BREAKS.sub(" ", text)


def _csv(path: Path, header: tuple[str, ...], rows: Iterable[list[str]]) -> None:
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
