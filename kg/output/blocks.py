"""The nodes and edges of a graph in blocks, each known by a hash of all that is said in it.

Where a block ends its last row's own name says: what is new changes the blocks that it stands in, and no other.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple
from zlib import crc32

import networkx as nx

from kg.output.hashes import Hashes, joined
from kg.output.reuse import Made

SIZE = 256  # rows of a block, about
_Row = tuple[Any, ...]


class Block(NamedTuple):
    """Nodes as ``(id, data)`` or edges as ``(source, target, relation, data)``, and where the first stands among all.

    ``key``: a hash of all that is said of them, empty where nothing is kept.
    """

    start: int
    rows: list[_Row]
    key: bytes = b""

    def keyed(self, *more: object) -> bytes:
        """Return a hash of the block and of what else a part is made from."""
        return joined(self.key, repr(more)) if self.key else b""


def limits(names: Iterable[str], size: int = SIZE) -> Iterator[tuple[int, int]]:
    """Yield where blocks of the rows called ``names`` begin and end."""
    sums = [crc32(name.encode("utf-8", "surrogatepass")) for name in names]
    ends = (at for at, one in enumerate(sums, start=1) if one % size == 0)
    return pairwise(sorted({0, *ends, len(sums)}))


def nodes(graph: nx.MultiDiGraph, hashes: Hashes | None = None) -> Iterator[Block]:
    """Yield the nodes of ``graph`` in blocks."""
    return _blocks(list(graph.nodes(data=True)), lambda row: row[:1], hashes)


def edges(graph: nx.MultiDiGraph, hashes: Hashes | None = None) -> Iterator[Block]:
    """Yield the edges of ``graph`` in blocks. What both ends are called is part of what is said of them."""
    labels = dict(graph.nodes(data="label"))
    rows = list(graph.edges(keys=True, data=True))
    return _blocks(rows, lambda row: (*row[:3], str(labels[row[0]]), str(labels[row[1]])), hashes)


def _blocks(rows: list[_Row], names: Callable[[_Row], tuple[str, ...]], hashes: Hashes | None) -> Iterator[Block]:
    named = ["\0".join(names(row)) for row in rows]
    for start, end in limits(named):
        some = rows[start:end]
        key = joined("\0".join(named[start:end]), b"".join([hashes.of(row[-1]) for row in some])) if hashes else b""
        yield Block(start, some, key)


def made(text: str) -> Callable[[], Made]:
    """Return what makes a part of one file that is ``text``."""
    return lambda: [(0, (text.encode(),))]
