"""The units of ``data/lexicon/units.csv``: what can be measured, and which words only look like a unit."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from kg.resources import folder
from kg.text import fold

KINDS = ("count", "amount", "money", "share", "time")
_CANONICAL = {
    "元人民币": "元",
    "人民币": "元",
    "美金": "美元",
    "m2": "平方米",
    "㎡": "平方米",
    "km2": "平方公里",
    "km²": "平方公里",
}


class UnitError(Exception):
    """The list of units cannot be used: every problem with its line."""


class Units(NamedTuple):
    """All units as one expression, and by the letters they open with; ``kind`` by the unit as written."""

    pattern: re.Pattern[str]
    opens: dict[str, re.Pattern[str]]
    kind: dict[str, str]

    def match(self, text: str, at: int) -> re.Match[str] | None:
        """Return the unit that stands at ``at``, right after a number."""
        opening = self.opens.get(text[at : at + 1])
        return opening.match(text, at) if opening else None


@cache
def load() -> Units:
    """Return the units of this installation.

    Raises:
        UnitError: a line is wrong; all wrong ones are listed.
    """
    path = folder("data/lexicon") / "units.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return compile_units(list(csv.DictReader(file)))


def compile_units(rows: list[dict[str, str]]) -> Units:
    """Compile the rows of a list of units: longest unit first, so that 平方公里 is not read as something else."""
    problems, kind, parts = [], {}, []
    for line, row in enumerate(rows, 2):
        unit = fold(row["unit"])
        if not unit or unit in kind:
            problems.append(f"units.csv:{line}: the unit {unit!r} is empty or stands there twice")
        if row["kind"] not in KINDS:
            problems.append(f"units.csv:{line}: the kind {row['kind']!r} is none of {', '.join(KINDS)}")
        kind[unit] = row["kind"]
        if unit:
            parts.append((unit, _expression(unit, fold(row["not_before"]))))
    if problems:
        raise UnitError("\n".join(problems))
    ordered = sorted(parts, key=lambda part: (-len(part[0]), part[0]))
    opening: dict[str, list[str]] = defaultdict(list)
    for unit, expression in ordered:
        opening[unit[0]].append(expression)
    return Units(_one_of(expression for _, expression in ordered), {c: _one_of(e) for c, e in opening.items()}, kind)


def _one_of(expressions: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(expressions))


def _expression(unit: str, not_before: str) -> str:
    tail = "(?![A-Za-z])" if unit[-1].isascii() and unit[-1].isalpha() else ""
    refused = "|".join(map(re.escape, not_before.split("|"))) if not_before else ""
    return re.escape(unit) + tail + (f"(?!{refused})" if refused else "")


def canonical(unit: str) -> str:
    """Return how a unit is written in an observation."""
    return _CANONICAL.get(unit, unit)
