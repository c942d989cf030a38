"""The passages behind facts: each once, with the words that name the fact's ends marked."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import networkx as nx

from kg.rows import Rows

_TWO = re.compile("[\U00010000-\U0010ffff]")
Mark = tuple[int, int, int]  # start, end in the passage, 0 for the subject or 1 for the object


class Mentions:
    """Where each node is mentioned, to be asked passage by passage."""

    def __init__(self, graph: nx.MultiDiGraph) -> None:
        self._columns: dict[str, Rows[Any]] = {}
        self._spans: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for node, mentions in graph.nodes(data="mentions", default=()):
            if isinstance(mentions, Rows):  # of a big graph: they can be asked themselves, and need no second copy
                self._columns[node] = mentions
            else:
                for mention in mentions:
                    self._spans[node, mention["document"]].append((mention["start"], mention["end"]))
        for spans in self._spans.values():
            spans.sort()

    def marks(self, evidence: dict[str, Any], ends: Sequence[str]) -> list[Mark]:
        """Return where ``ends`` (node ids: subject, object) are named in the passage, in the order of the text."""
        marks = [
            (*span, position)
            for position, end in enumerate(ends)
            for span in self._within(end, evidence["document"], evidence["start"], evidence["end"])
        ]
        return [_as_utf16(evidence["text"], mark) for mark in sorted(marks)]

    def _within(self, node: str, document: str, start: int, end: int) -> Iterable[tuple[int, int]]:
        columns = self._columns.get(node)
        spans = columns.spans(document) if columns else self._spans.get((node, document), [])
        for first, last in spans[bisect_left(spans, (start, start)) :]:
            if last > end:
                break
            yield first - start, last - start


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

    def number(self, evidence: dict[str, Any]) -> int:
        """Return the number of the passage, which is added if it is new."""
        key = (evidence["document"], evidence["start"], evidence["end"])
        if key not in self._numbers:
            self._numbers[key] = len(self.rows)
            self.rows.append((self._documents.get(evidence["document"], -1), evidence["start"], evidence["text"]))
        return self._numbers[key]
