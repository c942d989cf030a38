"""The lists of a folder, read with all that is wrong in them."""

import math
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from kg.lexicon.csvfiles import ragged, rows
from kg.text import fold


class Lists:
    """The CSV files of a folder; ``problems`` gathers what contradicts itself, with file and line."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems = [problem for path in sorted(root.glob("*.csv")) for problem in ragged(path)]

    def unique(self, file: str, key: str) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield the rows with their line numbers whose cell of column ``key`` is not empty and stands in no row before."""
        seen: dict[tuple[str, str], int] = {}
        for line, row in rows(self.root / file):
            name = (row.get(key, ""), row.get("code", ""))
            if not name[0]:
                self.problems.append(f"{file}:{line}: no {key}")
            elif name in seen:
                self.problems.append(f"{file}:{line}: {row[key]} is in line {seen[name]} already")
            else:
                seen[name] = line
                yield line, row

    def generic(self) -> dict[str, frozenset[str]]:
        """Return the words that make no name by themselves, by where they stand."""
        lists: dict[str, set[str]] = defaultdict(set)
        for _, row in self.unique("generic_words.csv", "word"):
            for place, marked in row.items():
                if marked == "yes":
                    lists[place].add(fold(row["word"]))
        return {place: frozenset(words) for place, words in lists.items()}

    def sorted_out(self, file: str, key: str, by: str, allowed: tuple[str, ...]) -> dict[str, frozenset[str]]:
        """Return the words of a file's column ``key`` by what its column ``by`` says of them."""
        sorts: dict[str, set[str]] = {sort: set() for sort in allowed}
        for line, row in rows(self.root / file):
            text, sort = fold(row[key]), row[by]
            if sort not in sorts:
                self.problems.append(f"{file}:{line}: {text} stands {sort}: one of {', '.join(allowed)}")
            elif text in sorts[sort]:
                self.problems.append(f"{file}:{line}: {text} stands {sort} already")
            else:
                sorts[sort].add(text)
        return {sort: frozenset(texts) for sort, texts in sorts.items()}

    def words_where(self, file: str, key: str, column: str, values: tuple[str, ...]) -> frozenset[str]:
        """Return the words of a file's column ``key`` in the rows that have one of ``values`` in ``column``."""
        return frozenset(fold(row[key]) for _, row in rows(self.root / file) if row[column] in values)

    def shares(self, file: str, keys: tuple[str, str], column: str) -> dict[tuple[str, str], float]:
        """Return a file's numbers from 0 to 1 by two of its columns."""
        found = {}
        for line, row in rows(self.root / file):
            try:
                share = float(row[column])
            except ValueError:
                share = math.nan
            if 0 < share <= 1:
                found[row[keys[0]], row[keys[1]]] = share
            else:
                self.problems.append(f"{file}:{line}: {row[column]!r} is no share: a number above 0 and up to 1")
        return found

    def words(self, file: str, key: str) -> frozenset[str]:
        """Return the words of a file's column ``key``."""
        return frozenset(fold(row[key]) for _, row in self.unique(file, key))
