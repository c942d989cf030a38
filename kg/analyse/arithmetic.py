"""Sums and percentages that a text states and that can be checked."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from kg.analyse.stated import Row, grouped

PART_OF = "其中"
PARTS = rf"{PART_OF}|包括|包含|含|分别|分为|即|[:：—(（]"  # before the parts of what was counted

# What a sentence calls a sum, before the number; the clause must not end in between.
SUM = r"(?:共有|共计|合计|总计|总数|一共|共)[^，。；,;\d]{0,8}?"

# A share of a whole without a name of its own: 占我国外贸总值的15.8% is of a number that stands elsewhere.
SHARE = re.compile(r"占(?:(?:总|全部)[^，。；的\d]{0,6}|其)?的?(?:比[例重]?)?(?:达到?|了|为|是|约|近|超过)*(?=\d)")


class Check(NamedTuple):
    """A statement of arithmetic: ``parts`` that should give ``stated`` and give ``computed``."""

    code: str  # sum or percent
    parts: tuple[Row, ...]
    stated: Row
    computed: float
    right: bool


def arithmetic(stated: Iterable[Row]) -> Iterator[Check]:
    """Yield the sums and percentages of the text that can be checked, right and wrong."""
    for group in grouped(stated, lambda row: (row.evidence[0][0], row.subject)).values():
        if len(group) == 1:
            continue  # most often a document has one number of a thing
        sentences = grouped(group, lambda row: (row.evidence[0][1], _text(row)))
        for (_, text), inside in sentences.items():
            yield from _sums(text, inside)
            yield from _percentages(inside, sentences)


def _text(row: Row) -> str:
    return row.evidence[0][3]


def _sums(text: str, inside: list[Row]) -> Iterator[Check]:
    """A sentence that names a sum and two or more other numbers of its unit must add up."""
    for total in inside if re.search(SUM, text) else ():
        parts = [row for row in inside if row is not total and _alike(row, total)]
        said = re.search(SUM + _number(total.value), text) if len(parts) > 1 else None
        if said:
            computed = sum(row.value for row in parts)
            if computed < total.value and PART_OF in text[said.end() :]:
                continue  # 共收集5985个，其中解决3868个: nobody says that these are all
            if not _are_parts(parts, text[said.end() :]):
                continue
            yield Check(
                "sum", tuple(parts), total, computed, abs(computed - total.value) < 1e-9 * max(1.0, abs(total.value))
            )


def _are_parts(parts: list[Row], after: str) -> bool:
    """Tell whether what stands after a sum is a part of it: 4个市共11个县和10个园区 counts three kinds of things."""
    follows = any(re.search(_number(part.value), after) for part in parts)
    return not follows or re.search(PARTS, after) is not None


def _alike(row: Row, total: Row) -> bool:
    return row.unit == total.unit != "%" and row.target == total.target and row.comparator == total.comparator == "="


def _number(value: float) -> str:
    return rf"(?<![\d.]){re.escape(f'{value:g}' if value != int(value) else str(int(value)))}(?![\d.])"


def _percentages(inside: list[Row], sentences: dict[Any, list[Row]]) -> Iterator[Check]:
    """One number and one percentage: it must be that share of a larger number, or of the sum of a sentence."""
    shares = [row for row in inside if row.unit == "%" and SHARE.search(_text(row)) and row.comparator == "="]
    parts = [row for row in inside if row.unit != "%"]
    if len(shares) != 1 or len(parts) != 1 or not _of_share(parts[0]):
        return
    percent, part = shares[0], parts[0]
    totals = [total for total in _totals(part, sentences) if total > part.value > 0]
    if totals:
        closest = min(
            (100 * part.value / total for total in totals), key=lambda value: (abs(value - percent.value), value)
        )
        yield Check("percent", (part,), percent, closest, abs(closest - percent.value) <= _rounding(percent.value))


def _of_share(part: Row) -> bool:
    """Tell whether ``part`` is exact and not named after its share: 产能占全国的1/3，企业超过3400家 are two matters."""
    before, _, after = _text(part).partition("占")
    return part.comparator == "=" and (
        re.search(_number(part.value), before) is not None or re.search(_number(part.value), after) is None
    )


def _totals(part: Row, sentences: dict[Any, list[Row]]) -> Iterator[float]:
    for inside in sentences.values():
        same = [row.value for row in inside if row.unit == part.unit and row is not part]
        yield from same
        yield sum(same)


def _rounding(percent: float) -> float:
    """Return half of the last digit that ``percent`` is given to, and a hair."""
    digits = f"{percent:.6f}".rstrip("0").partition(".")[2]
    return float(0.5 * 10 ** -len(digits) + 1e-9)
