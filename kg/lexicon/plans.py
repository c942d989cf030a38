"""The words that say of what follows that it is planned or wished for, with what stands beside them where they do."""

from collections.abc import Iterator
from typing import NamedTuple

from kg.lexicon.csvfiles import rows
from kg.lexicon.lists import Lists
from kg.lexicon.matching import cells, in_context

_FILE = "plan_words.csv"
_OF = ("deed", "later", "number")


class PlanWord(NamedTuple):
    """A word that says so of a ``deed`` near it, of a ``later`` one or of a ``number``, as its expression matches it."""

    of: frozenset[str]
    expression: str


def read_plan_words(lists: Lists) -> Iterator[PlanWord]:
    """Yield the words; what is wrong with one is among the problems of ``lists``."""
    for line, row in rows(lists.root / _FILE):
        of = frozenset(cells(row["of"]))
        if not row["word"] or not of or not of.issubset(_OF):
            problem = f"{row['word']} says it of {row['of'] or 'nothing'}: some of {', '.join(_OF)}"
            lists.problems.append(f"{_FILE}:{line}: {problem}")
        else:
            yield PlanWord(of, in_context(row))
