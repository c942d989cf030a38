"""Entities and facts as a networkx graph: the one place that knows the attribute names of nodes and edges.

Node: ``kind, label, aliases, background, mentions, observations`` and, where there is one, ``origin`` and ``code``.
Edge (key = relation): ``confidence, background, planned, evidence, sources`` (how many publishers state it, a document
that names none counting for itself), ``first`` and ``last`` (their earliest and latest date, where there is one) and, for
background, ``origin``.
Graph: ``documents``, a list of ``{id, name, title, date, url, publisher, genre, length}``, and in a build ``conflicts``, a
list of ``{label, measure, said, evidence}`` of statements that cannot all be true, and ``build``, what it was made with.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import networkx as nx

from kg.model import Document, Entity, Evidence, Fact, Mention, Observation
from kg.output import blocks
from kg.output.blocks import Block
from kg.output.hashes import Hashes
from kg.passages import OBSERVED, Evidences, Measures, Mentions, Observed, Passage, Rows, documents

Row = dict[str, Any]
CONFIDENCE_DIGITS = 4  # floating point may differ between machines further down


def assemble(entities: Iterable[Entity], facts: Iterable[Fact], documents: Iterable[Document] = ()) -> nx.MultiDiGraph:
    """Return the graph of ``entities`` and ``facts``, nodes and edges in the order of their ids."""
    known = {document.id: document for document in documents}
    graph = nx.MultiDiGraph(documents=[_document(known[name]) for name in sorted(known)])
    for entity in sorted(entities, key=lambda e: e.id):
        graph.add_node(entity.id, **_node(entity))
    for fact in sorted(facts, key=lambda f: (f.source, f.target, f.relation)):
        graph.add_edge(fact.source, fact.target, key=fact.relation, **_edge(fact, known))
    return graph


def _document(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "name": document.name,
        "title": document.title,
        "date": document.date,
        "url": document.url,
        "publisher": document.publisher,
        "genre": document.genre,
        "length": len(document.text),
    }


def _node(entity: Entity) -> dict[str, Any]:
    node: dict[str, Any] = {
        "kind": entity.kind,
        "label": entity.label,
        "aliases": list(entity.aliases),
        "background": entity.background,
        "mentions": _mentions(entity.mentions),
        "observations": _observations(entity.observations),
    }
    if entity.origin:
        node["origin"] = entity.origin
    if entity.code:
        node["code"] = entity.code
    return node


def _mentions(mentions: Sequence[tuple[str, Mention]]) -> Sequence[Row]:
    if isinstance(mentions, Rows):
        return mentions.made_by(_passages)
    return [_passage((document, m.start, m.end, m.text, m.rule)) for document, m in mentions]


def _observations(observations: Sequence[Observation]) -> Sequence[Row]:
    if isinstance(observations, Rows):
        return observations.made_by(_observed)
    return [{**o._asdict(), "evidence": list(map(_passage, o.evidence))} for o in observations]


def _evidence(evidence: Sequence[Evidence]) -> Sequence[Row]:
    return evidence.made_by(_passages) if isinstance(evidence, Rows) else list(map(_passage, evidence))


def _passage(passage: Passage) -> Row:
    document, start, end, text, rule = passage
    return {"document": document, "start": start, "end": end, "text": text, "rule": rule}


def _passages(table: Mentions | Evidences, first: int, last: int) -> Iterator[Row]:
    return map(_passage, table.passages(first, last))


def _observed(table: Measures, first: int, last: int) -> Iterator[Row]:
    for fields, passage in table.observed(first, last):
        yield {**dict(zip(OBSERVED, fields, strict=True)), "evidence": [_passage(passage)]}


def said(documents: Iterable[Document]) -> Row:
    """Return how many sources the ``documents`` that state a fact are, and between which dates they are."""
    found = list(documents)
    dates = sorted(document.date for document in found if document.date)
    span = {"first": dates[0], "last": dates[-1]} if dates else {}
    return {"sources": len({document.publisher or document.id for document in found}), **span}


def _edge(fact: Fact, known: Mapping[str, Document]) -> Row:
    edge: Row = {
        "confidence": round(fact.confidence, CONFIDENCE_DIGITS),
        "background": fact.background,
        "planned": fact.planned,
        "evidence": _evidence(fact.evidence),
    }
    edge |= said(known[name] for name in documents(edge["evidence"]) if name in known)
    if fact.origin:
        edge["origin"] = fact.origin
    return edge


def to_json(graph: nx.MultiDiGraph) -> str:
    """Return ``graph`` as node-link JSON, one node or edge a line so that two builds can be compared by eye."""
    return "".join(part.text() for part in json_parts(graph))


class JsonPart(NamedTuple):
    """A part of the text of graph.json: how it is made, and where it is one of nodes or edges, a hash of what it is made from."""

    text: Callable[[], str]
    key: bytes = b""


def json_parts(graph: nx.MultiDiGraph, hashes: Hashes | None = None) -> Iterator[JsonPart]:
    """Yield the text of :func:`to_json` in parts, none of which is made yet: the whole may be larger than the graph itself."""
    yield JsonPart(lambda: f'{{"directed": true, "multigraph": true, "graph": {_dump(graph.graph)}')
    for name, rows, ids in (
        ("nodes", blocks.nodes(graph, hashes), ("id",)),
        ("edges", blocks.edges(graph, hashes), ("source", "target", "key")),
    ):
        yield _plain(f',\n "{name}": [\n  ')
        for block in rows:
            yield JsonPart(partial(_json_rows, block, ids), block.keyed(block.start == 0))
        yield _plain("\n ]")
    yield _plain("}\n")


def _plain(text: str) -> JsonPart:
    return JsonPart(lambda: text)


def _json_rows(block: Block, ids: tuple[str, ...]) -> str:
    rows = (_dump_row({**data, **dict(zip(ids, names, strict=True))}) for *names, data in block.rows)
    return (",\n  " if block.start else "") + ",\n  ".join(rows)


_dump = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
_quoted: Callable[[str], str] = json.encoder.encode_basestring


def _dump_row(row: Row) -> str:
    fields = (f"{_quoted(name)}: {_dump_field(row[name])}" for name in sorted(row))
    return f"{{{', '.join(fields)}}}"


def _dump_field(value: Any) -> str:
    """Return ``value`` as JSON; rows of columns without making them first, which takes a third of the time."""
    if not isinstance(value, Rows):
        return _dump(value)
    rows = map(_dump_observed, value.observed()) if value.make is _observed else map(_dump_passage, value.passages())
    return f"[{', '.join(rows)}]"


def _dump_passage(passage: Passage) -> str:
    document, start, end, text, rule = passage
    return (
        f'{{"document": {_quoted(document)}, "end": {end}, "rule": {_quoted(rule)}, "start": {start}, '
        f'"text": {_quoted(text)}}}'
    )


def _dump_observed(row: tuple[Observed, Passage]) -> str:
    (indicator, value, unit, time, target, comparator), passage = row
    return (
        f'{{"comparator": {_quoted(comparator)}, "evidence": [{_dump_passage(passage)}], '
        f'"indicator": {_quoted(indicator)}, "target": {"true" if target else "false"}, "time": {_quoted(time)}, '
        f'"unit": {_quoted(unit)}, "value": {_dump(value)}}}'
    )


def read_json(path: Path) -> nx.MultiDiGraph:
    """Read a graph that :func:`to_json` wrote.

    Raises:
        ValueError: the file is no node-link JSON of a multigraph; the message names the place.
    """
    try:
        return from_data(json.loads(path.read_text(encoding="utf-8")))
    except ValueError as error:
        raise ValueError(f"{path.name} is not a graph.json of this program: {error}") from error


def from_data(data: Any) -> nx.MultiDiGraph:
    """Return the graph of node-link ``data``, taking its rows apart; twice as fast as networkx, which copies them.

    Raises:
        ValueError: the first row that is none.
    """
    if not isinstance(data, dict) or not all(isinstance(data.get(name), list) for name in ("nodes", "edges")):
        raise ValueError("it has no lists of nodes and edges")
    graph = nx.MultiDiGraph()
    _each(data["nodes"], "node", ("id",), graph.add_node)
    _each(data["edges"], "edge", ("source", "target", "key"), graph.add_edge)
    if not isinstance(data.get("graph", {}), dict):
        raise ValueError("graph must be an object")
    graph.graph.update(data.get("graph", {}))
    return graph


def _each(rows: list[Any], what: str, names: tuple[str, ...], add: Callable[..., object]) -> None:
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict):
            raise ValueError(f"{what} {number} must be an object")
        ids = [row.pop(name, None) for name in names]
        for name, value in zip(names, ids, strict=True):
            if not isinstance(value, str):
                raise ValueError(f"{what} {number}: the {name} must be text")
        try:
            add(*ids, **row)
        except TypeError as error:  # an attribute named like an argument of networkx
            raise ValueError(f"{what} {number}: {error}") from error
