"""GEXF for Gephi: kinds in the colours of the page, and since when a thing or relation is spoken of."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import networkx as nx

from kg import tables
from kg.page.look import look

Row = dict[str, Any]


def write_gexf(graph: nx.MultiDiGraph, folder: Path) -> None:
    """Write ``graph.gexf``: kinds with the page's colours, and since when a document speaks of a thing or relation."""
    from networkx.readwrite.gexf import GEXFWriter

    flat = nx.MultiDiGraph(mode="dynamic")
    dates = _dates(graph)
    for node, data in graph.nodes(data=True):
        first = _first(dates, data["mentions"])
        flat.add_node(
            node, **_dated(first), **tables.attributes(tables.node_row(node, data), leave="id"), viz=_looks(data)
        )
    for source, target, relation, data in graph.edges(keys=True, data=True):
        row = tables.edge_row(graph, source, target, relation, data)
        shown = _dated(data.get("first", "")) | {"label": relation, "weight": data["confidence"]}
        flat.add_edge(source, target, **shown, **tables.attributes(row, leave="source target confidence start end"))
    writer = GEXFWriter(flat)
    for meta in writer.xml.findall("meta"):  # it holds the day of writing
        writer.xml.remove(meta)
    with (folder / "graph.gexf").open("wb") as file:
        writer.write(file)


def _looks(data: Row) -> Row:
    red, green, blue = bytes.fromhex(look(data["kind"]).colour.removeprefix("#"))
    return {"color": {"r": red, "g": green, "b": blue, "a": 1.0}}


def _dated(first: str) -> Row:
    return {"start": first + "0000-01-01"[len(first) :]} if first else {}


def _dates(graph: nx.MultiDiGraph) -> dict[str, str]:
    return {document["id"]: document["date"] for document in graph.graph.get("documents", ())}


def _first(dates: dict[str, str], passages: Iterable[Row]) -> str:
    """Return the earliest date of the documents that ``passages`` are of, empty where none has one."""
    return min((date for passage in passages if (date := dates.get(passage["document"], ""))), default="")
