"""The graph for other programs: Gephi, Neo4j, what reads Parquet or RDF. The list at the end is the registry."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import networkx as nx

from kg import rdf, tables
from kg.page.look import look
from kg.pinyin import pinyin

Row = dict[str, Any]
_BREAKS = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


def write(graph: nx.MultiDiGraph, format: str, folder: Path, base: str = rdf.BASE) -> None:  # noqa: A002
    """Write ``graph`` into ``folder`` in one of ``FORMATS``; ``base`` is for RDF.

    Raises:
        ValueError: ``base`` is no IRI, or a number of the graph is infinite.
        OSError: ``folder`` cannot be written.
    """
    if format in rdf.FORMATS:
        rdf.write(graph, folder / f"graph.{format}", format, base)
    else:
        FORMATS[format](graph, folder)


# ---------------------------------------------------------------- Gephi


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


# ---------------------------------------------------------------- Neo4j


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


# ---------------------------------------------------------------- Parquet


def write_parquet(graph: nx.MultiDiGraph, folder: Path) -> None:
    """Write ``parquet/nodes.parquet``, ``edges.parquet`` and ``documents.parquet``: all that graph.json holds."""
    import pyarrow as pa
    from pyarrow import parquet

    (folder / "parquet").mkdir()
    nodes = [{"id": node, **data} for node, data in graph.nodes(data=True)]
    edges = [{"source": s, "relation": r, "target": t, **data} for s, t, r, data in graph.edges(keys=True, data=True)]
    rows = {"nodes": nodes, "edges": edges, "documents": graph.graph.get("documents", [])}
    for name, columns in _columns().items():
        table = pa.Table.from_pylist(rows[name], schema=pa.schema(columns))
        parquet.write_table(table, folder / "parquet" / f"{name}.parquet")


def _columns() -> dict[str, list[tuple[str, Any]]]:
    """Return the columns of each table with their types, so that an empty one has them too."""
    import pyarrow as pa

    text, whole, real, truth = pa.string(), pa.int64(), pa.float64(), pa.bool_()
    passage: list[Any] = [("document", text), ("start", whole), ("end", whole), ("text", text), ("rule", text)]
    passages = pa.list_(pa.struct(passage))
    number: list[Any] = [("indicator", text), ("value", real), ("unit", text), ("time", text), ("target", truth)]
    observations = pa.list_(pa.struct([*number, ("comparator", text), ("evidence", passages)]))
    names = [("id", text), ("kind", text), ("label", text), ("aliases", pa.list_(text))]
    known = [("background", truth), ("code", text), ("origin", text)]
    fact = [("source", text), ("relation", text), ("target", text), ("confidence", real), ("planned", truth)]
    spread = [("sources", whole), ("first", text), ("last", text)]
    said = [(name, text) for name in ("id", "name", "title", "date", "url", "publisher", "genre")]
    return {
        "nodes": [*names, *known, ("mentions", passages), ("observations", observations)],
        "edges": [*fact, *spread, ("background", truth), ("origin", text), ("evidence", passages)],
        "documents": [*said, ("length", whole)],
    }


FORMATS: dict[str, Callable[[nx.MultiDiGraph, Path], None]] = {
    "gexf": write_gexf,
    "neo4j": write_neo4j,
    "parquet": write_parquet,
}
