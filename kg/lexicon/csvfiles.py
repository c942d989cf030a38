"""CSV files as rows with their line numbers, each read once as long as nobody edits it."""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple


def rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a CSV file with their line numbers, to be read only; an absent file has none."""
    return iter(_table(path).rows)


def ragged(path: Path) -> Iterator[str]:
    """Yield what is wrong with the rows of a CSV file that have more or fewer cells than its header."""
    found = _table(path)
    for line, number in found.ragged:
        yield (
            f"{path.name}:{line}: {number} cells where the header has {found.width}:"
            " put what holds a comma between double quotes"
        )


class _Table(NamedTuple):
    """A CSV file: its rows with their line numbers, and of those that have not ``width`` cells how many they have."""

    width: int
    rows: list[tuple[int, dict[str, str]]]
    ragged: list[tuple[int, int]]


def _table(path: Path) -> _Table:
    """Return a CSV file, which is read once as long as nobody edits it: most are asked for three or four times."""
    if not path.exists():
        return _Table(0, [], [])
    state = path.stat()
    return _parsed(path, state.st_mtime_ns, state.st_size)


@cache
def _parsed(path: Path, _changed: int, _size: int) -> _Table:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        found = _Table(len(header), [], [])
        for cells in filter(None, reader):
            if len(cells) != len(header):
                found.ragged.append((reader.line_num, len(cells)))
                cells += [""] * (len(header) - len(cells))
            found.rows.append((reader.line_num, dict(zip(header, map(str.strip, cells), strict=False))))
    return found
