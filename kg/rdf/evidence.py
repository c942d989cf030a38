"""Which passages a thing shows that one before it has shown already: each is described once, with what comes first."""

from collections.abc import Iterator, Sequence
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt

from kg.model import digest
from kg.output.hashes import pair
from kg.passages import Evidences, Measures, Rows

_Flags = npt.NDArray[np.bool_]
_Numbers = npt.NDArray[np.int64]
_NOBODY = np.iinfo(np.int64).max


class Firsts:
    """The passages of a graph of columns, its nodes in ``order``."""

    def __init__(self, graph: nx.MultiDiGraph, order: Sequence[str]) -> None:
        self._rows = _rows(graph)
        self._tables: dict[int, Evidences] = {}
        owners: dict[int, _Numbers] = {}
        for rank, node in enumerate(order):
            for rows in self._rows[node]:
                table = _evidence(rows.table)
                if id(table) not in owners:
                    self._tables[id(table)] = table
                    owners[id(table)] = np.full(len(table.start), _NOBODY)
                owners[id(table)][rows.first : rows.last] = rank
        self._again = _again(list(self._tables.values()), list(owners.values()))

    def flags(self, node: str) -> bytes:
        """Return which of the passages of ``node`` are shown before it, as something to be hashed."""
        return b"".join(self._flags(rows).tobytes() for rows in self._rows[node])

    def shown(self, node: str) -> set[str]:
        """Return the local names of the passages of ``node`` that are shown before it."""
        return {name for rows in self._rows[node] for name in self._names(rows)}

    def _names(self, rows: "Rows[Any]") -> Iterator[str]:
        documents, _, words = (table := _evidence(rows.table)).corpus
        for at in (np.flatnonzero(self._flags(rows)) + rows.first).tolist():
            start, end = str(table.start[at]), str(table.end[at])
            yield digest("Evidence", documents[table.document[at]], start, end, words[table.rule[at]])

    def _flags(self, rows: "Rows[Any]") -> _Flags:
        return self._again[id(_evidence(rows.table))][rows.first : rows.last]


def _rows(graph: nx.MultiDiGraph) -> dict[str, list["Rows[Any]"]]:
    """Return the rows of passages that the section of each node shows, in order."""
    found = {node: [observed] for node, observed in graph.nodes(data="observations", default=())}
    facts = sorted(graph.edges(keys=True, data="evidence"), key=lambda fact: (fact[0], fact[2], fact[1]))
    for node, *_, evidence in facts:
        found[node].append(evidence)
    return {node: [rows for rows in some if isinstance(rows, Rows)] for node, some in found.items()}


def _evidence(table: Evidences | Measures) -> Evidences:
    return table.evidence if isinstance(table, Measures) else table


def _again(tables: list[Evidences], owners: list[_Numbers]) -> dict[int, _Flags]:
    """Say of each row of ``tables`` whether an earlier owner has the same passage."""
    if not tables:
        return {}
    owner = np.concatenate(owners)
    place = np.concatenate([pair(table.document, table.start) for table in tables])
    end = np.concatenate([pair(table.end, table.rule) for table in tables])
    order = np.lexsort((owner, end, place))
    first = np.append(True, (np.diff(place[order]) != 0) | (np.diff(end[order]) != 0))
    earliest = np.empty_like(owner)
    earliest[order] = owner[order][np.flatnonzero(first)][np.cumsum(first) - 1]
    limits = np.cumsum([len(one) for one in owners])[:-1]
    return {id(table): flags for table, flags in zip(tables, np.split(owner > earliest, limits), strict=True)}
