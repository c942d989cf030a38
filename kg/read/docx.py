"""Word documents: paragraphs and tables in their order."""

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.read.piece import MOST_BYTES, UnreadableError

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Row


def text(data: bytes) -> tuple[str, dict[str, str]]:
    """Return the text of a Word document, a paragraph or a row of a table a line, and its title.

    Raises:
        UnreadableError: it is no Word document, or a bomb.
    """
    from docx import Document

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > 4 * MOST_BYTES:
            raise UnreadableError(
                "bomb", f"unpacks to {unpacked // 1_000_000:,} MB, which no document does: left alone"
            )
        document = Document(io.BytesIO(data))
        lines = list(_lines(document))
    except (UnreadableError, TimeoutError):
        raise
    except Exception as error:
        raise UnreadableError("bad-docx", f"is no Word document ({type(error).__name__}): save it as .docx") from None
    return "\n".join(lines), {"title": document.core_properties.title or ""}


def _lines(document: "Document") -> Iterator[str]:
    from docx.text.paragraph import Paragraph

    for part in document.iter_inner_content():
        if isinstance(part, Paragraph):
            yield part.text
        else:
            yield from _table(part)


def _table(table: "Table") -> Iterator[str]:
    """Yield a table as Markdown, the form in which the text stage knows tables."""
    for number, row in enumerate(table.rows):
        cells = list(_cells(row))
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            yield f"|{' --- |' * len(cells)}"


def _cells(row: "_Row") -> Iterator[str]:
    """Yield the text of a row's cells; a merged cell comes once."""
    seen = set()
    for cell in row.cells:
        if cell._tc not in seen:
            seen.add(cell._tc)
            yield " ".join(cell.text.split())
