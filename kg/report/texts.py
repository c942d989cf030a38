"""The words of the report, from ``data/analysis/report.toml``; names of kinds and relations are the schema's."""

import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Any

from kg import schema
from kg.analyse.record import Name
from kg.numerals import written
from kg.resources import folder

COMPARATORS = {"=": "", ">": "超过", "<": "不到", "~": "约", ">=": "不低于", "<=": "不超过"}

LISTED = 12  # items of a list in a sentence, which says before how many there are


@cache
def _all() -> dict[str, dict[str, str]]:
    return tomllib.loads((folder("data/analysis") / "report.toml").read_text(encoding="utf-8"))


def text(table: str, code: str, /, **values: Any) -> str:
    """Return the text ``code`` of ``table`` with ``values`` filled in.

    Raises:
        KeyError: there is no such text, or it asks for a value that is not given.
    """
    return _all()[table][code].format_map({name: shown(value) for name, value in values.items()})


def has(table: str, code: str) -> bool:
    """Tell whether there is such a text."""
    return code in _all()[table]


class Number(float):
    """A figure that reads without needless digits where a text asks for no format."""

    def __format__(self, form: str) -> str:
        return super().__format__(form) if form else written(self)


def shown(value: Any) -> Any:
    """Return ``value`` as people read it: lists joined, stated numbers with their unit, long numbers as 104.2亿."""
    if isinstance(value, dict) and "comparator" in value:
        return stated(value)
    if isinstance(value, float):
        return Number(value)
    if isinstance(value, list | tuple):
        return _listed([str(shown(item)) for item in value])
    return value


def _listed(items: list[str]) -> str:
    return "、".join(items[:LISTED]) + (text("words", "etc") if len(items) > LISTED else "")


def stated(figure: dict[str, Any]) -> str:
    """Return a number as it was stated, in words: 约20家（2019）."""
    time = f"（{figure['time']}）" if figure["time"] else ""
    return (
        f"{COMPARATORS.get(figure['comparator'], figure['comparator'])}{written(figure['value'])}{figure['unit']}{time}"
    )


def kind(name: str) -> str:
    """Return the Chinese label of a kind; an unknown one is shown as it is."""
    known = schema.load().kinds.get(name)
    return known.zh if known else name


def phrase(name: str, target: str) -> str:
    """Return "has relation ``name`` to ``target``" as people say it: 由科学技术部批准."""
    return text("phrases", name, target=target) if has("phrases", name) else f"{relation(name)}{target}"


def relation(name: str) -> str:
    """Return the Chinese label of a relation; an unknown one is shown as it is."""
    known = schema.load().relations.get(name)
    return known.zh if known else name


def heads(*codes: str) -> tuple[str, ...]:
    """Return the heads of a table's columns."""
    return tuple(text("columns", code) for code in codes)


def labels(names: Iterable[Name]) -> str:
    """Return what ``names`` are called, one after the other."""
    return "、".join(name.label for name in names)
