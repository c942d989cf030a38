"""The report of an analysis: ``report.md``, ``report.html`` and ``analysis.json``."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import networkx as nx

from kg.analyse.record import Analysis
from kg.report import markdown, page
from kg.report.chapters import documents, report

FILES = ("analysis.json", "report.html", "report.md")


def files(graph: nx.MultiDiGraph, analysis: Analysis, linked: bool = False) -> dict[str, bytes]:
    """Return the files of a report by name; ``linked``: reading views lie beside them."""
    blocks = [*report(analysis), *documents(graph.graph.get("documents", []))]
    data = json.dumps(analysis, default=_plain, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    return {
        # half a character from a damaged document is written as JSON writes it: \ud800
        "analysis.json": data.encode("utf-8", "backslashreplace"),
        "report.html": page.render(blocks, linked).encode(),
        "report.md": markdown.render(blocks).encode(),
    }


def _plain(record: Any) -> dict[str, Any]:
    """Return a record as a dictionary of its fields: those within it are asked for when they are written."""
    return {field.name: getattr(record, field.name) for field in fields(record)}


def write_report(graph: nx.MultiDiGraph, analysis: Analysis, folder: Path, linked: bool = False) -> None:
    """Write the report of ``analysis`` on ``graph`` into ``folder``, all files or none; ``linked`` as :func:`files` has it.

    Raises:
        OSError: the folder cannot be written.
    """
    written = {folder / name: content for name, content in files(graph, analysis, linked).items()}
    beside = {path: path.with_name(f".{path.name}.part") for path in written}
    try:
        for path, content in written.items():
            beside[path].write_bytes(content)
        for path in written:
            beside[path].replace(path)
    finally:
        for path in beside.values():
            path.unlink(missing_ok=True)
