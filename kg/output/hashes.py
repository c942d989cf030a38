"""What tells whether anything that is said of a node or an edge has changed since an earlier build: hashes of its attributes.

Columns of numbers are hashed as what the numbers stand for, since the numbers themselves change with every document.
"""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from itertools import chain, pairwise
from typing import Any, NamedTuple

import networkx as nx
import numpy as np
import numpy.typing as npt

from kg.passages import Corpus, Evidences, Measures, Mentions, Numbers, Rows

LENGTH = 16  # bytes of a hash
STRETCH = 32  # documents, about, whose mentions of one thing are looked at together
_SHORT = 8  # bytes that stand for a word or a document in a row
_Row = dict[str, Any]
_Table = npt.NDArray[np.uint64]  # a line a row
_Any = Mentions | Evidences | Measures


def joined(*parts: bytes | str) -> bytes:
    """Return one hash of ``parts``."""
    found = blake2b(digest_size=LENGTH)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(len(data).to_bytes(8, "little") + data)
    return found.digest()


class Hashes:
    """Hashes of attributes, whether they are kept as columns or not. A document counts as its id and what is told of it.

    Those of all nodes and edges of ``graph`` are made at once, for every writer that asks.
    """

    def __init__(self, graph: nx.MultiDiGraph) -> None:
        self._corpora: dict[int, _Words] = {}
        self._tables: dict[int, _Table] = {}
        self._graph = graph  # which keeps the identities of its rows
        self._told = {row["id"]: repr(row) for row in graph.graph.get("documents", ())}
        every = chain((data for _, data in graph.nodes(data=True)), (data for *_, data in graph.edges(data=True)))
        self._known = {id(data): self.without(data) for data in every}

    def of(self, data: _Row) -> bytes:
        """Return a hash of the attributes ``data`` of a node or an edge."""
        return self._known[id(data)]

    def without(self, data: _Row, leave: Iterable[str] = ()) -> bytes:
        """Return a hash of the attributes ``data`` without those to ``leave``."""
        plain: list[object] = []
        found = blake2b(digest_size=LENGTH)
        for name in data:
            value = data[name]
            if name in leave:
                continue
            if type(value) is Rows:  # to ask an abstract class takes ten times as long
                plain += name, len(value)
                found.update(self._table(value.table)[value.first : value.last].data)
            else:
                plain += name, value
        found.update(repr(plain).encode("utf-8", "surrogatepass"))
        return found.digest()

    def span(self, rows: Rows[Any], first: int, last: int) -> bytes:
        """Return a hash of the rows from ``first`` to before ``last`` of the table of ``rows``."""
        return blake2b(self._table(rows.table)[first:last].data, digest_size=LENGTH).digest()

    def stretches(self, mentions: Rows[Any]) -> list[tuple[int, int]]:
        """Return the rows of ``mentions`` in stretches of whole documents, which a new document leaves as they are."""
        documents = self._table(mentions.table)[mentions.first : mentions.last, 0]
        begins = np.append(True, documents[1:] != documents[:-1]) & (documents % STRETCH == 0)
        at = sorted({mentions.first, *(np.flatnonzero(begins) + mentions.first).tolist(), mentions.last})
        return list(pairwise(at))

    def _table(self, table: _Any) -> _Table:
        if id(table) not in self._tables:
            evidence = table.evidence if isinstance(table, Measures) else table
            if id(evidence.corpus) not in self._corpora:
                self._corpora[id(evidence.corpus)] = _Words.of(evidence.corpus, self._told)
            self._tables[id(table)] = np.stack(_columns(table, self._corpora[id(evidence.corpus)]), axis=1)
        return self._tables[id(table)]


class _Words(NamedTuple):
    """What stands for each document and word of a corpus."""

    documents: _Table
    words: _Table

    @classmethod
    def of(cls, corpus: Corpus, told: Mapping[str, str]) -> "_Words":
        return cls(_hashes(told.get(name, name) for name in corpus.documents), _hashes(corpus.words))


def _hashes(words: Iterable[str]) -> _Table:
    hashes = (blake2b(word.encode("utf-8", "surrogatepass"), digest_size=_SHORT).digest() for word in words)
    return np.frombuffer(b"".join(hashes), dtype=np.uint64)


def _columns(table: _Any, known: _Words) -> list[_Table]:
    if isinstance(table, Measures):
        said = [known.words[column] for column in table.words.T]
        return [*_columns(table.evidence, known), table.value.view(np.uint64), *said, table.target.astype(np.uint64)]
    text = [known.words[table.text], known.words[table.name]] if isinstance(table, Mentions) else []
    return [known.documents[table.document], pair(table.start, table.end), known.words[table.rule], *text]


def pair(one: Numbers, other: Numbers) -> _Table:
    """Return two columns of numbers as one."""
    return (one.astype(np.uint64) << np.uint64(32)) | other.astype(np.uint64)
