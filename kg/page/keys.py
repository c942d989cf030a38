"""Hashes of all that a block of the page is made from, so that a block of the last build's page can be taken over."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import pairwise
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt

from kg.output.hashes import Hashes, joined, pair
from kg.passages import Mentions, Rows

Row = dict[str, Any]
_Digests = npt.NDArray[np.uint64]
_SHORT = 8  # bytes that stand for a thing, or for all that is named in a document


class Keys:
    """Hashes of rows of nodes and edges. Documents come in by their ids: their numbers on the page are no part of it."""

    def __init__(self, graph: nx.MultiDiGraph, hashes: Hashes) -> None:
        self._hashes = hashes
        self._named = {id(table): _named(table, list(rows)) for table, rows in _tables(graph)}

    def nodes(self, nodes: Iterable[tuple[str, Row]]) -> bytes:
        """Return a hash of what is said of ``nodes``."""
        return joined("nodes", *(joined(node, self._hashes.of(data)) for node, data in nodes))

    def edges(self, edges: Iterable[tuple[str, str, Row]]) -> bytes:
        """Return a hash of what is said of ``edges`` (source, target, data), and of the names in the documents that say it."""
        return joined("edges", *(joined(s, t, self._hashes.of(data), *self._names_in(data)) for s, t, data in edges))

    def _names_in(self, edge: Row) -> Iterator[bytes]:
        evidence = edge.get("evidence", ())
        if isinstance(evidence, Rows):
            said = evidence.table.document[evidence.first : evidence.last]
            yield from (named[said].tobytes() for named in self._named.values())


def _tables(graph: nx.MultiDiGraph) -> Iterator[tuple[Mentions, Iterable[tuple[str, "Rows[Any]"]]]]:
    """Yield each table of mentions with the nodes whose rows are in it."""
    tables: dict[int, dict[str, Rows[Any]]] = {}
    for node, mentions in graph.nodes(data="mentions", default=()):
        if isinstance(mentions, Rows):
            tables.setdefault(id(mentions.table), {})[node] = mentions
    for rows in tables.values():
        yield next(iter(rows.values())).table, rows.items()


def _named(table: Mentions, things: Sequence[tuple[str, "Rows[Any]"]]) -> _Digests:
    """Return for each document of ``table`` a hash of which of ``things`` are named in it, and where."""
    thing = np.zeros(len(table.start), dtype=np.uint64)
    for node, rows in things:
        thing[rows.first : rows.last] = _short(node.encode("utf-8", "surrogatepass"))
    place = pair(table.start, table.end)
    order = np.lexsort((thing, place, table.document))
    found = np.stack([place[order], thing[order]], axis=1)
    limits = np.searchsorted(table.document[order], np.arange(len(table.corpus.documents) + 1)).tolist()
    return np.array([_short(found[low:high].tobytes()) for low, high in pairwise(limits)], dtype=np.uint64)


def _short(data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=_SHORT).digest(), "little")
