"""The words of a printed page in the order of reading: column by column, line by line, paragraph by paragraph.

A page is cut where white runs right across or right down, again and again (the XY cut); what cannot be cut is a line.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from statistics import median
from typing import NamedTuple

_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…]")  # characters that stand without blanks


class Box(NamedTuple):
    """A word or a line and where it stands, in points from the page's upper left corner."""

    x0: float
    top: float
    x1: float
    bottom: float
    text: str


class Block(NamedTuple):
    """Lines that stand together in one column."""

    lines: list[Box]
    left: float
    right: float


def blocks(words: Iterable[Box]) -> list[Block]:
    """Return the blocks of a page in reading order."""
    words = list(words)
    if not words:
        return []
    size = median(word.bottom - word.top for word in words)
    return [_block(leaf, size) for leaf in _cut(words, size)]


def _cut(words: list[Box], size: float) -> Iterator[list[Box]]:
    """Yield the blocks of ``words``: columns first, then what stands one above the other."""
    for wanted, low, high in ((1.2 * size, 0, 2), (0.9 * size, 1, 3)):
        parts = _split(words, low, high, wanted)
        if len(parts) > 1:
            for part in parts:
                yield from _cut(part, size)
            return
    yield words


def _split(words: list[Box], low: int, high: int, wanted: float) -> list[list[Box]]:
    """Return ``words`` parted at every gap of at least ``wanted`` between their sides ``low`` and ``high``."""
    ordered = sorted(words, key=lambda word: (word[low], word[high]))
    parts, reach = [[ordered[0]]], float(ordered[0][high])
    for word in ordered[1:]:
        if float(word[low]) - reach >= wanted:
            parts.append([])
        parts[-1].append(word)
        reach = max(reach, float(word[high]))
    return parts


def _block(words: list[Box], size: float) -> Block:
    lines = [_line(line, size) for line in _rows(words)]
    return Block(lines, min(line.x0 for line in lines), max(line.x1 for line in lines))


def _rows(words: list[Box]) -> list[list[Box]]:
    rows: list[list[Box]] = []
    for word in sorted(words, key=lambda word: (word.top + word.bottom, word.x0)):
        middle = (word.top + word.bottom) / 2
        if rows and middle < rows[-1][0].bottom and middle > rows[-1][0].top:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row) for row in rows]


def _line(words: list[Box], size: float) -> Box:
    text = words[0].text
    for left, right in pairwise(words):
        text += _between(left.text, right.text, right.x0 - left.x1 < 0.6 * size) + right.text
    return Box(words[0].x0, min(w.top for w in words), max(w.x1 for w in words), max(w.bottom for w in words), text)


def _between(left: str, right: str, close: bool = True) -> str:
    """Return what stands between two pieces of text that follow each other."""
    return "" if close and (_WIDE.match(left[-1]) or _WIDE.match(right[0])) else " "


def paragraphs(pages: Iterable[list[Block]]) -> Iterator[str]:
    """Yield the paragraphs of ``pages``: a line that fills its column goes on in the next line, column or page."""
    open_ = ""
    for block in (block for page in pages for block in page):
        for number, line in enumerate(block.lines):
            size = line.bottom - line.top
            if open_ and (line.x0 - block.left > 1.2 * size or (number == 0 and len(block.lines) == 1)):
                yield open_
                open_ = ""
            open_ = _joined(open_, line.text)
            if line.x1 < block.right - 1.2 * size or len(block.lines) == 1:
                yield open_
                open_ = ""
    if open_:
        yield open_


def _joined(before: str, after: str) -> str:
    if not before:
        return after
    if re.search("[a-z]-$", before):
        return before[:-1] + after
    return before + _between(before, after) + after
