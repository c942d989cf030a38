"""What a document yielded, sentence by sentence, for people who want to know why."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import networkx as nx

from kg.extract import FlowExtract, read_document
from kg.model import Document, Span
from kg.recognise import Found
from kg.relate import Stated
from kg.relate.certainty import certainty
from kg.schema import load
from kg.text import sentences

Row = dict[str, Any]


class Explained(NamedTuple):
    """One sentence at its place in the document, what was found and refused in it. Rows hold plain values for JSON."""

    start: int
    end: int
    text: str
    mentions: list[Row]
    claims: list[Row]
    measures: list[Row]
    refused: list[Row]


class Support:
    """How widely a graph's documents state what one of them does: asked by the places of the names, whatever joined them."""

    def __init__(self, graph: nx.MultiDiGraph | None = None) -> None:
        """Take the ``graph`` of a build, or none, of which nothing is known."""
        self._graph = nx.MultiDiGraph() if graph is None else graph
        self._nodes = {
            (mention["document"], mention["start"], data["kind"]): node
            for node, data in self._graph.nodes(data=True)
            for mention in data.get("mentions", ())
        }

    def of(self, document: str, one: FlowExtract, claim: Stated) -> Row:
        """Return ``sources``, ``first`` and ``last`` of the fact that ``claim`` is a statement of; what is known of them."""
        source, target = (self._node(document, one, end) for end in (claim.subject, claim.object))
        edge = self._graph.get_edge_data(source, target, claim.relation)
        if edge is None and load().relations[claim.relation].symmetric:
            edge = self._graph.get_edge_data(target, source, claim.relation)
        return {key: edge[key] for key in ("sources", "first", "last") if key in edge} if edge else {}

    def _node(self, document: str, one: FlowExtract, name: Found) -> str | None:
        return self._nodes.get((document, one.flow.spans(name.start, name.end)[0].start, name.kind))


UNKNOWN = Support()


def explain(document: Document, repair: bool = True, support: Support = UNKNOWN) -> tuple[list[Explained], list[Row]]:
    """Return the sentences of ``document``, and the problems met and repaired while reading it.

    Where a build is known, each claim has the ``support`` of its fact: how many sources state it, from when to when.
    """
    flows, problems = read_document(document, repair)
    found = [one for flow in flows for one in _sentences(document, flow, support)]
    return found, [problem._asdict() for problem in problems]


def _sentences(document: Document, one: FlowExtract, support: Support) -> Iterator[Explained]:
    ends = [span.end for span in sentences(one.flow.text)] or [len(one.flow.text)]
    start = 0
    for end in [*ends[:-1], len(one.flow.text)]:
        yield _sentence(document, one, Span(start, end), support)
        start = end


def _sentence(document: Document, one: FlowExtract, span: Span, support: Support) -> Explained:
    pieces = one.flow.spans(*span)
    return Explained(
        start=pieces[0].start,
        end=pieces[-1].end,
        text="".join(document.text[piece.start : piece.end] for piece in pieces),
        mentions=[
            _placed(one, found, name=found.name, kind=found.kind, rule=found.rule) for found in _in(span, one.found)
        ],
        claims=[
            _placed(one, claim, subject=claim.subject.name, relation=claim.relation, object=claim.object.name)
            | {
                "planned": claim.planned,
                "confidence": certainty(claim.confidence, claim.subject, claim.object),
                "rule": claim.rule,
            }
            | support.of(document.id, one, claim)
            for claim in _in(span, one.stated)
        ],
        measures=[
            {"subject": measured.subject.name} | _plain(measured, "indicator comparator value unit time target rule")
            for measured in _in(span, one.measured)
        ],
        refused=[
            *(_placed(one, refused, kind=refused.kind, reason=refused.reason) for refused in _in(span, one.refused)),
            *(
                _placed(one, refused, rule=refused.rule, reason=refused.reason)
                for refused in _in(span, one.refused_claims)
            ),
        ],
    )


def _in(span: Span, rows: Iterable[Any]) -> list[Any]:
    return [row for row in rows if span.start <= row.start < span.end]


def _placed(one: FlowExtract, row: Any, **values: Any) -> Row:
    """Return ``values`` with the passage of ``row`` at its place in the document."""
    spans = one.flow.spans(row.start, row.end)
    return {"text": one.flow.text[row.start : row.end], "start": spans[0].start, "end": spans[-1].end} | values


def _plain(row: Any, names: str) -> Row:
    return {name: getattr(row, name) for name in names.split()}
