"""Files to Documents, in two steps.

:func:`pieces` finds what there is, cheaply and as a stream. :func:`documents` reads one piece and is pure, so that
it can run in another process.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.model import Document, Problem
from kg.read.piece import Piece, UnreadableError
from kg.read.readers import documents
from kg.read.sources import check, pieces, total

__all__ = ["Piece", "UnreadableError", "check", "documents", "pieces", "read", "total"]


def read(inputs: Iterable[str], leave_out: Path | None = None) -> Iterator[Document | Problem]:
    """Yield the documents of ``inputs`` and what kept others from being read."""
    for piece in pieces(inputs, leave_out):
        if isinstance(piece, Problem):
            yield piece
        else:
            yield from documents(piece)
