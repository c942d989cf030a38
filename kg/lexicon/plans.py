"""The words that say of what follows that it is planned or wished for, with what stands beside them where they do."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.lexicon.csvfiles import rows
from kg.lexicon.lists import Lists
from kg.lexicon.matching import one_of
from kg.text import fold

_FILE = "plan_words.csv"
_OF = ("deed", "later", "number")


class PlanWord(NamedTuple):
    """A word that says so of a ``deed`` near it, of a ``later`` one or of a ``number``, as its expression matches it."""

    of: frozenset[str]
    expression: str


def read_plan_words(lists: Lists) -> Iterator[PlanWord]:
    """Yield the words; what is wrong with one is among the problems of ``lists``."""
    for line, row in rows(lists.root / _FILE):
        of = frozenset(_cells(row["of"]))
        if not row["word"] or not of or not of.issubset(_OF):
            problem = f"{row['word']} says it of {row['of'] or 'nothing'}: some of {', '.join(_OF)}"
            lists.problems.append(f"{_FILE}:{line}: {problem}")
        else:
            yield PlanWord(of, _expression(row))


def _expression(row: dict[str, str]) -> str:
    """Return what matches a word: its letters first, which the engine of re passes over fast."""
    word = fold(row["word"])
    not_behind = "".join(f"(?<!{re.escape(before + word)})" for before in _cells(row["not_behind"]))
    before = f"(?={one_of(_cells(row['before']))})" if row["before"] else ""
    not_before = f"(?!{one_of(_cells(row['not_before']))})" if row["not_before"] else ""
    return word + not_behind + before + not_before


def _cells(listed: str) -> list[str]:
    return [fold(cell) for cell in listed.split("|") if cell]
