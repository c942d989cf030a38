"""PDF: the text layer, columns in order, without running heads and page numbers."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from kg.read.columns import Block, Box, blocks, paragraphs
from kg.read.piece import UnreadableError

_MARGIN = 0.09  # of a page's height: where running heads and page numbers stand
_PAGE_NUMBER = re.compile(r"[\s·—\-–第共页/\d]*\d[\s·—\-–第共页/\d]*")
_SAME = 3  # pages on which a line at the edge must stand to be a running head


def text(data: bytes) -> tuple[str, dict[str, str]]:
    """Return the text of a PDF, one paragraph a line, and the title it gives itself.

    Raises:
        UnreadableError: it is broken, locked, or a scan without text.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # what it would print is what we report
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            pages = [(float(page.height), _words(page)) for page in pdf.pages]
            title = str((pdf.metadata or {}).get("Title") or "")
    except TimeoutError:
        raise
    except Exception as error:
        if isinstance(error.__cause__ or error.__context__ or error, PDFPasswordIncorrect):
            raise UnreadableError("locked", "is locked with a password: unlock it first") from None
        raise UnreadableError("bad-pdf", f"is no PDF that can be read ({type(error).__name__}): save it anew") from None
    if not any(words for _, words in pages):
        raise UnreadableError("scan", "has no text layer, it is a scan: run OCR first, e.g. ocrmypdf -l chi_sim")
    return "\n".join(paragraphs(_without_heads(pages))), {"title": title}


def _words(page: Any) -> list[Box]:
    """Return the words of a page; letting the page go keeps the memory bounded."""
    words = page.extract_words(x_tolerance=2, y_tolerance=3)
    page.close()
    return [Box(w["x0"], w["top"], w["x1"], w["bottom"], w["text"]) for w in words]


def _without_heads(pages: list[tuple[float, list[Box]]]) -> Iterator[list[Block]]:
    """Yield the blocks of each page but for the lines at its edges that are page numbers or recur on other pages."""
    often = Counter(line for height, words in pages for line in {_form(w) for w in words if _at_edge(w, height)})
    for height, words in pages:
        yield blocks(
            word
            for word in words
            if not (_at_edge(word, height) and (_PAGE_NUMBER.fullmatch(word.text) or often[_form(word)] >= _SAME))
        )


def _at_edge(word: Box, height: float) -> bool:
    return word.bottom < _MARGIN * height or word.top > (1 - _MARGIN) * height


def _form(word: Box) -> str:
    return re.sub(r"\d+", "0", word.text)
