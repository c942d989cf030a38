"""The passages behind facts: each once, with the words that name the fact's ends marked."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

import networkx as nx

from kg.passages import Passage, Rows, Span, Spans

_TWO = re.compile("[\U00010000-\U0010ffff]")
Mark = tuple[int, int, int]  # start, end in the passage, 0 for the subject or 1 for the object


class Mentions:
    """Where each node is mentioned, to be asked for all passages of a fact together."""

    def __init__(self, graph: nx.MultiDiGraph) -> None:
        self._spans: dict[tuple[str, str], list[Span]] = {}
        tables: dict[int, dict[str, Rows[Any]]] = {}
        for node, mentions in graph.nodes(data="mentions", default=()):
            if isinstance(mentions, Rows):  # of a big graph: they can be asked themselves, and need no second copy
                tables.setdefault(id(mentions.table), {})[node] = mentions
            else:
                for mention in mentions:
                    spans = self._spans.setdefault((node, mention["document"]), [])
                    spans.append((mention["start"], mention["end"]))
        for spans in self._spans.values():
            spans.sort()
        self._tables = [(Spans(next(iter(of.values())).table), of) for of in tables.values()]

    def marks(self, passages: Sequence[Passage], ends: Sequence[Sequence[str]]) -> list[list[Mark]]:
        """Return where the ``ends`` of each passage (node ids: subject, object) are named in it, in the order of the text."""
        most = max(map(len, ends), default=0)
        named = [self._within([of[at] if at < len(of) else "" for of in ends], passages) for at in range(most)]
        return [_marks(passage, found) for passage, *found in zip(passages, *named, strict=True)]

    def _within(self, nodes: Sequence[str], passages: Sequence[Passage]) -> list[list[Span]]:
        asked = zip(nodes, passages, strict=True)
        found = [_inside(self._spans.get((node, name), []), start, end) for node, (name, start, end, *_) in asked]
        for spans, columns in self._tables:
            limits = [(rows.first, rows.last) if (rows := columns.get(node)) else (0, 0) for node in nodes]
            found = [one or more for one, more in zip(found, spans.within(limits, passages), strict=True)]
        return found


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
