"""What a document yielded, sentence by sentence, for people who want to know why."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from kg.extract import FlowExtract, read_document
from kg.model import Document, Span
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


def explain(document: Document, repair: bool = True) -> tuple[list[Explained], list[Row]]:
    """Return the sentences of ``document``, and the problems met and repaired while reading it."""
    flows, problems = read_document(document, repair)
    return [one for flow in flows for one in _sentences(document, flow)], [problem._asdict() for problem in problems]


def _sentences(document: Document, one: FlowExtract) -> Iterator[Explained]:
    ends = [span.end for span in sentences(one.flow.text)] or [len(one.flow.text)]
    start = 0
    for end in [*ends[:-1], len(one.flow.text)]:
        yield _sentence(document, one, Span(start, end))
        start = end


def _sentence(document: Document, one: FlowExtract, span: Span) -> Explained:
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
            | {"planned": claim.planned, "confidence": claim.confidence, "rule": claim.rule}
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
