"""One piece of input to its documents. The list of formats at the end is the registry."""

from collections.abc import Callable, Iterator, Mapping

from kg.ideographs import ideographs
from kg.model import Document, Problem
from kg.read import docx, html, pdf, plain, record
from kg.read.piece import Piece, UnreadableError, content
from kg.read.record import Made


def documents(piece: Piece) -> Iterator[Document | Problem]:
    """Yield the document of ``piece``, and a problem for what cannot be read."""
    try:
        yield from FORMATS[piece.format](piece)
    except UnreadableError as error:
        yield error.problem(piece.name)


def _text(piece: Piece) -> Made:
    return record.made(plain.text(content(piece)), piece.name, {})


def _made_by(text: Callable[[bytes], tuple[str, dict[str, str]]]) -> Callable[[Piece], Made]:
    def read(piece: Piece) -> Made:
        body, fields = text(content(piece))
        return record.made(body, piece.name, fields)

    return read


def _taken_out(text: Callable[[bytes], tuple[str, dict[str, str]]]) -> Callable[[Piece], Made]:
    """Read by ``text``, letters as the page shows them: no offset of the file has to stay true."""

    def shown(data: bytes) -> tuple[str, dict[str, str]]:
        body, fields = text(data)
        return body.translate(ideographs()), {name: field.translate(ideographs()) for name, field in fields.items()}

    return _made_by(shown)


def _record(piece: Piece) -> Made:
    assert isinstance(piece.content, Mapping)  # noqa: S101 - sources.py makes them so
    return record.document(piece.content, piece.name)


def _json_line(piece: Piece) -> Made:
    assert isinstance(piece.content, bytes)  # noqa: S101 - sources.py makes them so
    return record.document(record.parsed(piece.content), piece.name)


def _document(piece: Piece) -> Made:
    assert isinstance(piece.content, Document)  # noqa: S101 - who makes such a piece has read it before
    return (piece.content,)


FORMATS: dict[str, Callable[[Piece], Made]] = {
    "text": _text,
    "markdown": _made_by(lambda data: plain.markdown(plain.text(data))),
    "html": _taken_out(html.text),
    "pdf": _taken_out(pdf.text),
    "docx": _taken_out(docx.text),
    "record": _record,
    "json-line": _json_line,
    "document": _document,
}
