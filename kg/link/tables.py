"""Rows of numbers as tables, a column to a row of an array, and how they are put in order."""

from array import array
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from kg.passages import Numbers

_Flags = npt.NDArray[np.bool_]
_T = TypeVar("_T")
_BITS = 63  # of a number in a column, without its sign


def ranked(values: Sequence[_T]) -> tuple[list[_T], Numbers]:
    """Return ``values`` in order, and the place of each there."""
    order = sorted(range(len(values)), key=values.__getitem__)  # type: ignore[arg-type]
    ranks = np.empty(len(values), dtype=np.int32)
    ranks[order] = np.arange(len(values), dtype=np.int32)
    return [values[at] for at in order], ranks


def renumbered(cells: "array[int]", ranks: Sequence[Numbers | None]) -> Numbers:
    """Return rows as columns, with numbers in the order of what they stand for."""
    table: Numbers = np.frombuffer(cells, dtype=np.int32).reshape(-1, len(ranks)).T.copy()
    for column, rank in zip(table, ranks, strict=True):
        if rank is not None:
            column[:] = rank[column]
    return table


def extend(cells: "array[int]", table: Numbers) -> None:
    """Add the columns of ``table`` to ``cells`` as rows."""
    cells.frombytes(np.ascontiguousarray(table.T).tobytes())


def in_order(table: Numbers) -> Numbers:
    """Return the rows in order, by the first column first."""
    return table[:, np.lexsort(_packed(table)[::-1])]


def _packed(table: Numbers) -> list[npt.NDArray[np.int64]]:
    """Return columns by which the rows sort as by theirs, but fewer: neighbours that fit into one number are one."""
    packed: list[npt.NDArray[np.int64]] = []
    free = 0
    for column in table:
        above = column.astype(np.int64) - column.min(initial=0)
        bits = int(above.max(initial=0)).bit_length()
        if packed and bits <= free:
            packed[-1] = (packed[-1] << bits) | above
        else:
            packed.append(above)
            free = _BITS
        free -= bits
    return packed


def first_of_each(table: Numbers) -> _Flags:
    """Say of each row, in order, whether it differs from the one before."""
    first = np.ones(table.shape[1], dtype=bool)
    first[1:] = (table[:, 1:] != table[:, :-1]).any(axis=0)
    return first


def limits_of(numbers: Numbers, count: int) -> list[tuple[int, int]]:
    """Return where in ``numbers``, which are sorted, each number below ``count`` begins and ends."""
    return list(pairwise(np.searchsorted(numbers, np.arange(count + 1)).tolist()))
