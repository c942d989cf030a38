"""The passages behind facts: each once, with the words that name the fact's ends marked."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt

from kg.passages import Passage, Rows, Span, Spans

_TWO = re.compile("[\U00010000-\U0010ffff]")
NOWHERE = (0, 0)  # no rows
Place = tuple[str, int, int]  # document, start, end
Mark = tuple[int, int, int]  # start, end in the passage, 0 for the subject or 1 for the object


class Mentions:
    """Where each node is mentioned, to be asked for all passages of many facts together."""

    def __init__(self, graph: nx.MultiDiGraph) -> None:
        listed: list[tuple[str, Place]] = []
        tables: dict[int, dict[str, Rows[Any]]] = {}
        for node, mentions in graph.nodes(data="mentions", default=()):
            if isinstance(mentions, Rows):  # of a big graph: they can be asked themselves, and need no second copy
                tables.setdefault(id(mentions.table), {})[node] = mentions
            else:
                listed += ((node, (one["document"], one["start"], one["end"])) for one in mentions)
        self._tables = [*map(_listed, [listed] if listed else []), *map(_columns, tables.values())]

    def marks(self, cited: Sequence[Sequence[Passage]], ends: Sequence[Sequence[str]]) -> list[list[Mark]]:
        """Return where the ``ends`` of facts (node ids: subject, object) are named in the passages ``cited`` for each.

        Passage by passage, one fact's after the other's, and in each in the order of the text.
        """
        passages = [passage for some in cited for passage in some]
        lengths = [len(some) for some in cited]
        found = [np.zeros((0, 4), dtype=np.int64)]
        for spans, limits in self._tables:
            asked = spans.asked(passages)
            for position in range(max(map(len, ends), default=0)):
                of = [limits.get(nodes[position], NOWHERE) if position < len(nodes) else NOWHERE for nodes in ends]
                named = spans.within(np.repeat(np.array(of, dtype=np.int64), lengths, axis=0), asked)
                found.append(np.insert(named, 3, position, axis=1))
        return list(_marks(passages, np.concatenate(found)))


def _listed(mentions: Sequence[tuple[str, Place]]) -> tuple[Spans, dict[str, Span]]:
    """Return where ``mentions`` stand, given as rows, and from which to which those of each node are."""
    ordered = sorted(mentions)
    names = sorted({document for _, (document, _, _) in ordered})
    number = {name: i for i, name in enumerate(names)}
    columns = np.array([(number[document], start, end) for _, (document, start, end) in ordered], dtype=np.int64)
    nodes = [node for node, _ in ordered]
    limits = {node: (bisect_left(nodes, node), bisect_right(nodes, node)) for node in set(nodes)}
    return Spans(names, *columns.reshape(-1, 3).T), limits


def _columns(rows: Mapping[str, "Rows[Any]"]) -> tuple[Spans, dict[str, Span]]:
    """Return the same for ``rows`` of one table."""
    table = next(iter(rows.values())).table
    spans = Spans(table.corpus.documents, table.document, table.start, table.end)
    return spans, {node: (of.first, of.last) for node, of in rows.items()}


def _marks(passages: Sequence[Passage], found: npt.NDArray[np.int64]) -> Iterator[list[Mark]]:
    """Yield the marks of each of ``passages``; ``found`` has rows of a passage's number and a mark, in any order."""
    owner, *columns = found[np.lexsort(found.T[::-1])].T
    marks = list(zip(*(column.tolist() for column in columns), strict=True))
    limits = np.searchsorted(owner, np.arange(len(passages) + 1)).tolist()
    for (_, _, _, text, _), (low, high) in zip(passages, pairwise(limits), strict=True):
        some = marks[low:high]
        yield [_as_utf16(text, mark) for mark in some] if some and _TWO.search(text) else some


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
