"""What the readers pass on: a piece of input that has been found and not yet read."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from kg.model import Document, Problem

MOST_BYTES = 64_000_000  # of one document's file; a book has one million characters
MOST_CHARACTERS = 5_000_000  # of one document's text


class Piece(NamedTuple):
    """One file, or one record of a file with many: its name, its format, and the content or where to get it."""

    name: str
    format: str
    content: Path | bytes | Mapping[str, object] | Document
    size: int = 0  # how much of the input this is, in bytes, to tell how far the work has come


class UnreadableError(Exception):
    """Why something cannot be read, with a fixed word for programs and one sentence for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code

    def problem(self, name: str) -> Problem:
        """Return this as a problem of the input called ``name``."""
        return Problem(self.code, f"{name}: {self}", name=name)


def content(piece: Piece) -> bytes:
    """Return the bytes of a piece that is one file.

    Raises:
        UnreadableError: it is gone, forbidden, or too large to be one document.
    """
    if isinstance(piece.content, bytes):
        return piece.content
    assert isinstance(piece.content, Path)  # noqa: S101 - records have readers of their own
    try:
        with piece.content.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnreadableError(
            "unreadable", f"cannot be read ({error.strerror}): check the file and your rights to it"
        ) from None
    if not data:
        raise UnreadableError("empty-document", "is empty: nothing to read")
    if len(data) > MOST_BYTES:
        raise too_long(f"more than {MOST_BYTES // 1_000_000} MB")
    return data


def too_long(size: str) -> UnreadableError:
    """Return what to say of a document of ``size``."""
    return UnreadableError(
        "too-long", f"is too long for one document ({size}): split it, e.g. into a .jsonl with one article a line"
    )
