"""The lines of a document that are to be read, without their marks, lead-ins and advertisements."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.model import Document, Problem
from kg.text import TERMINAL

SHORT = 20  # shorter lines are headings, captions and list items
_HEADING = re.compile(r"#{1,6}\s")
_LEAD_IN = re.compile(r"\s*[^\s。,、]{2,8}?(?:消息|讯|电|报道)\s*+(?:\([^()\n]{1,24}\)\s*+)?:\s*")
_ADVERTISEMENT = re.compile(r"\s*(?:广告|广\s+告|advertisement)\s*", re.IGNORECASE)
_LIST_MARK = re.compile(r"(?:[-*+] |[•·●■◆▪◦] ?)+ *")


class Block(NamedTuple):
    """A line as it is read: folded, and where it stands in the document."""

    start: int
    end: int
    text: str
    heading: bool


def blocks(text: str) -> Iterator[Block]:
    """Yield the lines of a folded text that hold anything, without marks of headings and lists and without lead-ins."""
    position = 0
    for line in text.split("\n"):
        start, end = position, position + len(line)
        position = end + 1
        mark = _HEADING.match(line)
        lead = mark or (_LEAD_IN.match(line) if ":" in line else None)
        body = line[lead.end() :] if lead else line
        kept = body.lstrip(" |\r\ufeff")
        kept = kept[_list_mark(kept) :]
        start = end - len(kept)
        kept = kept.rstrip(" \r")
        if kept:
            yield Block(start, start + len(kept), kept, mark is not None)


def _list_mark(line: str) -> int:
    """Return the length of the mark that opens an item of a list (- , •), the item itself begins behind it."""
    mark = _LIST_MARK.match(line)
    return mark.end() if mark else 0


def without_advertisements(blocks: Iterable[Block], document: Document, problems: list[Problem]) -> Iterator[Block]:
    """Drop a line that says it is an advertisement, and the headings without a text of their own after it."""
    skipping: list[Block] = []
    for block in blocks:
        short = block.heading or (len(block.text) < SHORT and block.text[-1] not in TERMINAL)
        if _ADVERTISEMENT.fullmatch(block.text) or (skipping and short):
            skipping.append(block)
        else:
            _report_skipped(skipping, document, problems)
            skipping = []
            yield block
    _report_skipped(skipping, document, problems)


def _report_skipped(skipped: list[Block], document: Document, problems: list[Problem]) -> None:
    if skipped:
        message = "an advertisement or masthead was left out: " + " / ".join(b.text[:30] for b in skipped)
        problems.append(
            Problem("advertisement", message, document.id, document.name, skipped[0].start, skipped[-1].end)
        )
