"""The passages behind facts: each once, with the words that name the fact's ends marked."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import networkx as nx

from kg.rows import Passage, Rows, Span, Spans

_TWO = re.compile("[\U00010000-\U0010ffff]")
Mark = tuple[int, int, int]  # start, end in the passage, 0 for the subject or 1 for the object


class Mentions:
    """Where each node is mentioned, to be asked for all passages of a fact together."""

    def __init__(self, graph: nx.MultiDiGraph) -> None:
        self._columns: dict[str, Rows[Any]] = {}
        self._tables: dict[int, Spans] = {}
        self._spans: dict[tuple[str, str], list[Span]] = defaultdict(list)
        for node, mentions in graph.nodes(data="mentions", default=()):
            if isinstance(mentions, Rows):  # of a big graph: they can be asked themselves, and need no second copy
                self._columns[node] = mentions
            else:
                for mention in mentions:
                    self._spans[node, mention["document"]].append((mention["start"], mention["end"]))
        for spans in self._spans.values():
            spans.sort()

    def marks(self, passages: Sequence[Passage], ends: Sequence[str]) -> list[list[Mark]]:
        """Return where ``ends`` (node ids: subject, object) are named in each passage, in the order of the text."""
        named = [self._within(end, passages) for end in ends]
        return [_marks(passage, found) for passage, *found in zip(passages, *named, strict=True)]

    def _within(self, node: str, passages: Sequence[Passage]) -> list[list[Span]]:
        columns = self._columns.get(node)
        if columns is None:
            return [_inside(self._spans.get((node, document), []), start, end) for document, start, end, *_ in passages]
        table = columns.table
        if id(table) not in self._tables:
            self._tables[id(table)] = Spans(table)
        return self._tables[id(table)].within(columns.first, columns.last, passages)


def _inside(spans: list[Span], start: int, end: int) -> list[Span]:
    """Return those of ``spans``, which are sorted, that lie from ``start`` to ``end``."""
    first = bisect_left(spans, (start, start))
    return [span for span in spans[first : bisect_left(spans, (end, end), first)] if span[1] <= end]


def _marks(passage: Passage, named: Sequence[list[Span]]) -> list[Mark]:
    _, start, _, text, _ = passage
    marks = sorted((low - start, high - start, position) for position, spans in enumerate(named) for low, high in spans)
    return [_as_utf16(text, mark) for mark in marks] if _TWO.search(text) else marks


def _as_utf16(text: str, mark: Mark) -> Mark:
    """Return ``mark`` counted as browsers count: a character beyond the first 65,536 is two."""
    return utf16(text, mark[0]), utf16(text, mark[1]), mark[2]


def utf16(text: str, offset: int) -> int:
    """Return ``offset`` (code points) in UTF-16 units."""
    return offset + len(_TWO.findall(text, 0, offset))


class Passages:
    """A numbered list of passages, each kept once."""

    def __init__(self, documents: dict[str, int]) -> None:
        self.rows: list[tuple[int, int, str]] = []  # document, start, text
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._documents = documents

    def number(self, passage: Passage) -> int:
        """Return the number of the passage, which is added if it is new."""
        document, start, end, text, _ = passage
        number = self._numbers.setdefault((document, start, end), len(self.rows))
        if number == len(self.rows):
            self.rows.append((self._documents.get(document, -1), start, text))
        return number
