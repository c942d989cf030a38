"""The graph as tables for spreadsheets: ``nodes.csv``, ``edges.csv``, ``figures.csv`` and ``merges.csv``."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import networkx as nx

from kg.link import Merge
from kg.output import blocks
from kg.output.blocks import Block, made
from kg.output.reuse import Kept, Made
from kg.passages import OBSERVED, document_count, most_telling, observed, places

_FORMULA = re.compile(r"^[=+\-@\t\r]")  # a spreadsheet would run such a cell
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Row = dict[str, str | int | float | bool]


def write_nodes(graph: nx.MultiDiGraph, path: Path, kept: Kept) -> None:
    """Write a row an entity: what it is called, how often it is named, what stands behind it."""
    found = blocks.nodes(graph, kept.hashes)
    _write_blocks(path, found, lambda block: (node_row(*row) for row in block.rows), NODE_COLUMNS, kept)


def write_edges(graph: nx.MultiDiGraph, path: Path, kept: Kept) -> None:
    """Write a row a fact, with its first sentence and where that stands."""
    articles = _articles(graph)

    def rows(block: Block) -> Iterator[Row]:
        for fact in block.rows:
            row = edge_row(graph, *fact)
            yield row | articles.get(str(row["document"]), {})

    _write_blocks(path, blocks.edges(graph, kept.hashes), rows, (*EDGE_COLUMNS, *ARTICLE_COLUMNS), kept)


def write_figures(graph: nx.MultiDiGraph, path: Path, kept: Kept) -> None:
    """Write a row a number stated of an entity, with its sentence and where that stands."""
    articles = _articles(graph)

    def rows(block: Block) -> Iterator[Row]:
        return chain.from_iterable(_figures(node, data, articles) for node, data in block.rows)

    _write_blocks(path, blocks.nodes(graph, kept.hashes), rows, FIGURE_COLUMNS, kept)


def _figures(node: str, data: dict[str, Any], articles: dict[str, Row]) -> Iterator[Row]:
    """Yield the numbers stated of a node, each with its first sentence; one that is exact has no comparator."""
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
    rows = "".join([_header(Merge._fields), _lines((merge._asdict() for merge in merges), Merge._fields)])
    path.write_bytes(rows.encode())


def _write_blocks(
    path: Path, found: Iterable[Block], rows: Callable[[Block], Iterable[Row]], columns: tuple[str, ...], kept: Kept
) -> None:
    with kept.writing(path) as parts:
        parts.add(b"", made(_header(columns)))
        for block in found:
            parts.add(block.key, partial(_block, block, rows, columns))


def _block(block: Block, rows: Callable[[Block], Iterable[Row]], columns: tuple[str, ...]) -> Made:
    yield 0, (_lines(rows(block), columns).encode(),)


def _header(columns: tuple[str, ...]) -> str:
    """Return the first line, with a mark of the encoding, without which Excel takes Chinese for Latin letters."""
    return f"\ufeff{','.join(columns)}\n"


def _lines(rows: Iterable[Row], columns: tuple[str, ...]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writerows({name: cell(value) for name, value in row.items()} for row in rows)
    return text.getvalue()


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
