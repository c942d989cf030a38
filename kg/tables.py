"""The graph as tables for spreadsheets: ``nodes.csv``, ``edges.csv``, ``figures.csv`` and ``merges.csv``."""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import networkx as nx

from kg.link import Merge
from kg.passages import OBSERVED, document_count, most_telling, observed, places

_FORMULA = re.compile(r"^[=+\-@\t\r]")  # a spreadsheet would run such a cell
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Row = dict[str, str | int | float | bool]


def write_nodes(graph: nx.MultiDiGraph, path: Path) -> None:
    """Write a row an entity: what it is called, how often it is named, what stands behind it."""
    _write(path, (node_row(node, data) for node, data in graph.nodes(data=True)), NODE_COLUMNS)


def write_edges(graph: nx.MultiDiGraph, path: Path) -> None:
    """Write a row a fact, with its first sentence and where that stands."""
    articles = _articles(graph)
    rows = ({**row, **articles.get(str(row["document"]), {})} for row in edge_rows(graph))
    _write(path, rows, (*EDGE_COLUMNS, *ARTICLE_COLUMNS))


def write_figures(graph: nx.MultiDiGraph, path: Path) -> None:
    """Write a row a number stated of an entity, with its sentence and where that stands."""
    _write(path, figure_rows(graph), FIGURE_COLUMNS)


def figure_rows(graph: nx.MultiDiGraph) -> Iterator[Row]:
    """Yield what tables say of the numbers, each with its first sentence; one that is exact has no comparator."""
    articles = _articles(graph)
    for node, data in graph.nodes(data=True):
        of = {"id": node, "kind": data["kind"], "label": data["label"]}
        for stated, found in observed(data["observations"]):
            row = {**of, **dict(zip(OBSERVED, stated, strict=True))}
            row["comparator"] = "" if row["comparator"] == "=" else row["comparator"]
            row["value"] = int(row["value"]) if row["value"] == int(row["value"]) else row["value"]
            for document, start, end, sentence, _ in found[:1]:
                row |= {"document": document, "start": start, "end": end, "sentence": sentence}
                row |= articles.get(document, {})
            yield row


def _articles(graph: nx.MultiDiGraph) -> dict[str, Row]:
    """Return by id what people call a document."""
    rows = graph.graph.get("documents", [])
    return {row["id"]: {column: row.get(column, "") for column in ARTICLE_COLUMNS} for row in rows}


def edge_rows(graph: nx.MultiDiGraph) -> Iterator[Row]:
    """Yield what tables say of the facts."""
    return (edge_row(graph, s, t, relation, data) for s, t, relation, data in graph.edges(keys=True, data=True))


ARTICLE_COLUMNS = ("title", "date", "publisher", "url")
FIGURE_COLUMNS = (
    *("id", "kind", "label", "indicator", "comparator", "value", "unit", "time", "target"),
    *("document", "start", "end", "sentence", *ARTICLE_COLUMNS),
)
NODE_COLUMNS = (
    "id",
    "kind",
    "label",
    "aliases",
    "mentions",
    "documents",
    "observations",
    "background",
    "code",
    "origin",
)
EDGE_COLUMNS = (
    *("source", "relation", "target", "source_label", "target_label", "confidence", "background", "planned"),
    *(
        "passages",
        "documents",
        "sources",
        "first_date",
        "last_date",
        "document",
        "start",
        "end",
        "sentence",
        "rule",
        "origin",
    ),
)


def node_row(node: str, data: dict[str, Any]) -> Row:
    """Return what a table says of an entity."""
    return {
        "id": node,
        "kind": data["kind"],
        "label": data["label"],
        "aliases": "|".join(data["aliases"]),
        "mentions": len(data["mentions"]),
        "documents": document_count(data["mentions"]),
        "observations": len(data["observations"]),
        "background": data["background"],
        "code": data.get("code", ""),
        "origin": data.get("origin", ""),
    }


def edge_row(graph: nx.MultiDiGraph, source: str, target: str, relation: str, data: dict[str, Any]) -> Row:
    """Return what a table says of a fact."""
    first = data["evidence"][most_telling(data["evidence"])] if data["evidence"] else {}
    return {
        "source": source,
        "relation": relation,
        "target": target,
        "source_label": graph.nodes[source]["label"],
        "target_label": graph.nodes[target]["label"],
        "confidence": data["confidence"],
        "background": data["background"],
        "planned": data["planned"],
        "passages": places(data["evidence"]),
        "documents": document_count(data["evidence"]),
        "sources": data.get("sources", ""),
        "first_date": data.get("first", ""),
        "last_date": data.get("last", ""),
        "sentence": first.get("text", ""),
        **{name: first.get(name, "") for name in ("document", "start", "end", "rule")},
        "origin": data.get("origin", ""),
    }


def write_merges(merges: Iterable[Merge], path: Path) -> None:
    """Write a row a name that was taken for another's, and why: what a user may overrule by decisions."""
    _write(path, (merge._asdict() for merge in merges), Merge._fields)


def _write(path: Path, rows: Iterable[Row], columns: tuple[str, ...]) -> None:
    """Write ``rows`` with a mark of the encoding, without which Excel takes Chinese for Latin letters."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: cell(value) for name, value in row.items()} for row in rows)


def cell(value: str | int | float | bool) -> str | int | float:
    """Return ``value`` as a cell that no spreadsheet takes for a formula."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return "'" + value if _FORMULA.match(value) else value
    return value


def attributes(row: Row, leave: str) -> Row:
    """Return what XML can hold of ``row`` without the columns in ``leave``, and nothing where there is nothing."""
    return dict(_plain(row, frozenset(leave.split())))


def _plain(row: Row, leave: frozenset[str]) -> Iterator[tuple[str, str | int | float | bool]]:
    for name, value in row.items():
        if name not in leave and value != "":
            yield name, _NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value
