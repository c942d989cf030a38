"""Rows of a table, a line each: the heading names the columns and their units, a row a thing and its numbers."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg import numerals
from kg.observe.units import canonical, load
from kg.recognise import Found

_SENTENCE = re.compile(r"[,。;!?](?!\d{3})")
_BARS = re.compile(r"[^|]+")
_BLANKS = re.compile(r"\S+(?: \S+)*(?=\s{2,}|$)")
_WORDS = re.compile(r"\S+")
_HEADED = re.compile(r"(?P<name>[^()]{1,30})\((?:单位:)?(?P<scale>[十百千万亿]{0,2})(?P<unit>[^()]{1,8})\)")
_VALUE = re.compile(r"-?\d{1,15}(?:,\d{3})*(?:\.\d{1,8})?%?")
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_UNIT_OF_ALL = re.compile(r"(?:^|\()单位:(?P<scale>[十百千万亿]{0,2})(?P<unit>[^(),、/]{1,8})\)?$")
_LONGEST_TITLE = 60  # characters
_NUMBERED = re.compile(r"附?[表图] ?[\d一二三四五六七八九十]")  # 表3 is the title of a table
_COUNTS_ROWS = re.compile("^(?:序号|编号|排名|位次|名次|年份|时间|电话)|率|占比|比重|%|增长|增速|增幅|同比")
_DOERS = ("单位", "企业", "公司", "主体", "业主", "机构")


class Column(NamedTuple):
    """A column: what it measures, in which unit, by which factor. No unit: it holds names or notes."""

    name: str
    unit: str = ""
    factor: int = 1


class Cell(NamedTuple):
    """What a row states: of whom, in which column, and the value."""

    subject: Found
    column: Column
    value: float


def unit_of_all(line: str) -> tuple[Column, ...]:
    """Return the unit that ``line`` says all numbers of the table below it have, as a column without a name: (单位:亿元)."""
    match = _UNIT_OF_ALL.search(line) if "单位:" in line and len(line) <= _LONGEST_TITLE else None
    unit = load().pattern.fullmatch(match["unit"]) if match else None
    return (Column("", canonical(match["unit"]), numerals.scale(match["scale"])),) if match and unit else ()


def heading(line: str, before: Sequence[Column] = ()) -> tuple[Column, ...]:
    """Return the columns that ``line`` names, or none where it is no heading of a table.

    ``before``: what the line before said, maybe the unit of all that have none of their own.
    """
    shared = before[0] if len(before) == 1 else None
    if len(line) > 200 or ("(" not in line and not shared) or _SENTENCE.search(line) or _NUMBERED.match(line):
        return ()
    columns = tuple(_column(text) for _, text in _cells(line))
    if shared:
        columns = tuple(c if c.unit or _COUNTS_ROWS.search(c.name) else shared._replace(name=c.name) for c in columns)
    return columns if len(columns) > 1 and any(c.unit for c in columns) else ()


def row(line: str, columns: Sequence[Column], found: Sequence[Found]) -> Iterator[Cell]:
    """Yield what ``line`` states as a row below ``columns``: of the one name of ``found`` that fills a cell, of several who does it."""
    cells = _cells(line)
    if len(cells) != len(columns):
        return
    subject = _subject(cells, columns, found)
    if subject is None:
        return
    for (_, text), column in zip(cells, columns, strict=True):
        if column.unit and _VALUE.fullmatch(text):
            value = numerals.digits(text.strip("-%"))
            if value is not None:
                signed = -value if text.startswith("-") else value
                yield Cell(subject, column, round(signed * column.factor, 6))


def _subject(cells: list[tuple[int, str]], columns: Sequence[Column], found: Sequence[Found]) -> Found | None:
    """Return the name that a row is about: the only one, or the one in the column of those who carry it out."""
    named = [
        (column, n)
        for (at, text), column in zip(cells, columns, strict=True)
        for n in found
        if (n.start, n.end) == (at, at + len(text))
    ]
    if len({(n.start, n.end) for _, n in named}) > 1:
        named = [(column, n) for column, n in named if column.name.endswith(_DOERS)]
    return named[0][1] if len({(n.start, n.end) for _, n in named}) == 1 else None


def is_rule(line: str) -> bool:
    """Say whether ``line`` only draws the line below a heading."""
    return not line.strip("-|:= ")


def _cells(line: str) -> list[tuple[int, str]]:
    pattern = _BARS if "|" in line else _BLANKS if "  " in line.strip() else _WORDS
    cells = []
    for match in pattern.finditer(line):
        text = match.group().strip()
        if text:
            cells.append((match.start() + match.group().index(text[0]), text))
    return cells


def _column(text: str) -> Column:
    match = _HEADED.fullmatch(text)
    unit = load().pattern.fullmatch(match["unit"]) if match else None
    if not match or not unit:
        return Column(text)
    return Column(match["name"].strip(), canonical(match["unit"]), numerals.scale(match["scale"]))


def year(name: str) -> str:
    """Return the year that a column's name states, or nothing."""
    match = _YEAR.search(name)
    return match.group() if match else ""
