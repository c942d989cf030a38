"""Parquet: the tables of all that graph.json holds, passages nested in them."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import networkx as nx


def write_parquet(graph: nx.MultiDiGraph, folder: Path) -> None:
    """Write ``parquet/nodes.parquet``, ``edges.parquet`` and ``documents.parquet``: all that graph.json holds."""
    import pyarrow as pa
    from pyarrow import parquet

    (folder / "parquet").mkdir()
    nodes = [
        {"id": node, **data, "observations": [_known(row) for row in data["observations"]]}
        for node, data in graph.nodes(data=True)
    ]
    edges = [{"source": s, "relation": r, "target": t, **data} for s, t, r, data in graph.edges(keys=True, data=True)]
    rows: dict[str, Iterable[dict[str, Any]]] = {
        "nodes": nodes,
        "edges": edges,
        "documents": map(_known, graph.graph.get("documents", [])),
    }
    for name, columns in _columns().items():
        table = pa.Table.from_pylist(list(rows[name]), schema=pa.schema(columns))
        parquet.write_table(table, folder / "parquet" / f"{name}.parquet")


def _known(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``row`` without what is empty, which becomes null: a date of '' would be no date to DuckDB or Spark."""
    return {name: value for name, value in row.items() if value != ""}


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
