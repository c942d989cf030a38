"""Whether a graph.json that someone may have edited holds what an analysis reads. Every fault names its place."""

import math
from collections.abc import Callable, Iterator
from typing import Any

import networkx as nx

from kg.passages import Rows

Test = Callable[[Any], bool]


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _place(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _confidence(value: Any) -> bool:
    return _number(value) and 0 <= value <= 1


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_text, value))


def _rows(value: Any) -> bool:
    return isinstance(value, Rows) or (isinstance(value, list) and all(isinstance(row, dict) for row in value))


# field: (test, what it must be)
NODE: dict[str, tuple[Test, str]] = {
    "kind": (_text, "text"),
    "label": (_text, "text"),
    "aliases": (_texts, "a list of texts"),
    "background": (_flag, "true or false"),
    "mentions": (_rows, "a list of objects"),
    "observations": (_rows, "a list of objects"),
}
EDGE: dict[str, tuple[Test, str]] = {
    "confidence": (_confidence, "a number from 0 to 1"),
    "background": (_flag, "true or false"),
    "evidence": (_rows, "a list of objects"),
}
EVIDENCE: dict[str, tuple[Test, str]] = {
    "document": (_text, "text"),
    "start": (_place, "a whole number from 0"),
    "end": (_place, "a whole number from 0"),
    "text": (_text, "text"),
}
MENTION: dict[str, tuple[Test, str]] = EVIDENCE
OBSERVATION: dict[str, tuple[Test, str]] = {
    "indicator": (_text, "text"),
    "value": (_number, "a finite number"),
    "unit": (_text, "text"),
    "time": (_text, "text"),
    "evidence": (_rows, "a list of objects"),
}
CONFLICT: dict[str, tuple[Test, str]] = {
    "label": (_text, "text"),
    "measure": (_text, "text"),
    "said": (_texts, "a list of texts"),
    "evidence": (_rows, "a list of objects"),
}
DOCUMENT: dict[str, tuple[Test, str]] = {"id": (_text, "text")}
# what may be missing, wherever it stands
OPTIONAL: dict[str, tuple[Test, str]] = {
    **dict.fromkeys(("title", "name", "date", "publisher", "url", "origin", "comparator", "rule"), (_text, "text")),
    **dict.fromkeys(("planned", "target"), (_flag, "true or false")),
}


def faults(graph: nx.MultiDiGraph) -> Iterator[str]:
    """Yield what is wrong with ``graph``, one sentence for each place."""
    documents = graph.graph.get("documents", [])
    if not _rows(documents):
        yield "graph: documents must be a list of objects"
        return
    for number, document in enumerate(documents, start=1):
        yield from _of(document, DOCUMENT, f"document {number}")
    conflicts = graph.graph.get("conflicts", [])
    if not _rows(conflicts):
        yield "graph: conflicts must be a list of objects"
    for number, conflict in enumerate(_listed(conflicts), start=1):
        yield from _with_rows(conflict, CONFLICT, f"conflict {number}", "evidence", EVIDENCE)
    for node, data in graph.nodes(data=True):
        if type(node) is not str or not _sound_node(data):
            yield from _node(node, data)
    for source, target, relation, data in graph.edges(keys=True, data=True):
        if type(relation) is not str or not _sound_edge(data):
            yield from _edge(source, target, relation, data)


def _edge(source: Any, target: Any, relation: Any, data: dict[str, Any]) -> Iterator[str]:
    yield from _with_rows(data, EDGE, f"edge {source!r} -{relation}-> {target!r}", "evidence", EVIDENCE)
    if not _text(relation):
        yield f"edge {source!r} -> {target!r}: the key must be the name of a relation"


def _node(node: Any, data: dict[str, Any]) -> Iterator[str]:
    place = f"node {node!r}"
    if not _text(node):
        yield f"{place}: the id must be text"
    if not data:
        yield f"{place}: an edge names it but the nodes do not"
        return
    yield from _with_rows(data, NODE, place, "mentions", MENTION)
    for number, observation in enumerate(_listed(data.get("observations")), start=1):
        yield from _with_rows(observation, OBSERVATION, f"{place}, observation {number}", "evidence", EVIDENCE)


def _with_rows(
    data: dict[str, Any], fields: dict[str, Any], place: str, inner: str, of_inner: dict[str, Any]
) -> Iterator[str]:
    yield from _of(data, fields, place)
    for number, row in enumerate(_listed(data.get(inner)), start=1):
        yield from _of(row, of_inner, f"{place}, {inner} {number}")


def _sound_node(data: dict[str, Any]) -> bool:
    """Tell at one glance whether a node is as ``NODE`` asks; one with numbers in rows is looked at in full."""
    return (
        type(data.get("kind")) is str
        and type(data.get("label")) is str
        and type(data.get("background")) is bool
        and type(data.get("origin", "")) is str
        and _texts(data.get("aliases"))
        and (isinstance(data.get("observations"), Rows) or data.get("observations") == [])
        and _sound_rows(data.get("mentions"))
    )


def _sound_rows(rows: Any) -> bool:
    return isinstance(rows, Rows) or (type(rows) is list and all(map(_sound, rows)))


def _sound_edge(data: dict[str, Any]) -> bool:
    """Tell at one glance whether an edge is as ``EDGE`` asks: there may be millions, and nearly all are."""
    confidence = data.get("confidence")
    return (
        type(confidence) is float
        and 0 <= confidence <= 1
        and type(data.get("background")) is bool
        and type(data.get("planned", False)) is bool
        and type(data.get("origin", "")) is str
        and _sound_rows(data.get("evidence"))
    )


def _sound(row: Any) -> bool:
    """Tell the same of a row of evidence."""
    if type(row) is not dict:
        return False
    get = row.get
    return (
        type(get("document")) is str
        and type(get("text")) is str
        and type(get("rule", "")) is str
        and type(get("start")) is int
        and type(get("end")) is int
        and row["start"] >= 0 <= row["end"]
    )


def _listed(rows: Any) -> list[Any]:
    return rows if _rows(rows) and not isinstance(rows, Rows) else []  # what the program itself made is sound


def _of(data: dict[str, Any], fields: dict[str, tuple[Test, str]], place: str) -> Iterator[str]:
    for field, (test, wanted) in fields.items():
        if field not in data:
            yield f"{place}: {field} is missing; it must be {wanted}"
        elif not test(data[field]):
            yield f"{place}: {field} must be {wanted}"
    for field in sorted(OPTIONAL.keys() & data.keys()):
        test, wanted = OPTIONAL[field]
        if not test(data[field]):
            yield f"{place}: {field} must be {wanted}"
