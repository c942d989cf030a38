"""The numbers of the documents: what is stated, targets beside what was achieved, and what does not go together."""

import math
from collections import defaultdict
from collections.abc import Iterable
from functools import partial
from itertools import combinations
from typing import Any

from kg.analyse.arithmetic import Check, arithmetic
from kg.analyse.findings.common import first
from kg.analyse.network import Network
from kg.analyse.record import REST, SHOWN, Figure, Figures, Finding, Findings, figure
from kg.analyse.stated import Row, grouped, rows
from kg.passages import passages

COUNT = "数量"  # the indicator of a number whose sentence names none
FOUNDED = "founding year"  # as the conflicts of a graph call it
SHOWN_FIGURES = 50
OF_ONE = 5  # rows of one subject, where not all can be shown
SUBJECTS = ("Cluster", "Zone", "ResearchInstitute", "University", "Company")  # what the report is about comes first
ABOUT = 0.1  # by how much what is said to be "about" a number may differ from it

FAR_BEYOND = 2  # times the target: who is there already was never set it, and the numbers are of different things
VAGUE = frozenset(("投资", "总投资", "企业", "项目"))  # of a region these are whichever the sentence speaks of
YEAR = 4  # characters of a date


def figures(network: Network) -> tuple[Figures, tuple[Findings, ...]]:
    """Return the table of numbers and the findings on them."""
    stated = rows(network)
    checks = list(arithmetic(stated))
    shown = tuple(_figure(network, row) for row in _first(network, stated))
    wrong = [check for check in checks if not check.right]
    clashing = disagreements(network, stated)
    told = {passage[:2] for group in clashing for row in group for passage in row.evidence}
    told |= {passage[:2] for check in wrong for passage in check.stated.evidence}
    more = [row for row in network.conflicts() if told.isdisjoint(p[:2] for p in passages(row["evidence"]))]
    return Figures(len(stated), shown, len(checks), len(wrong)), (
        _findings(network, "targets", targets(network, stated), _against_target),
        _both(
            _findings(network, "disagree", clashing, _disagreement),
            _findings(network, "disagree", [row for row in more if row["label"]], _conflict),
        ),
        _both(
            _findings(network, "arithmetic", wrong, _wrong),
            _findings(network, "arithmetic", [row for row in more if not row["label"]], _sum),
        ),
    )


def _both(one: Findings, other: Findings) -> Findings:
    """Return two lists of findings on one question as one."""
    every = (*one.shown, *one.rest, *other.shown, *other.rest)[: SHOWN + REST]
    return Findings(one.code, one.total + other.total, every[:SHOWN], one.values, every[SHOWN:])


def _first(network: Network, stated: list[Row]) -> list[Row]:
    """Return the rows to show, of the subjects that most documents tell of first, each by indicator and time."""
    by_subject = sorted(grouped(stated, lambda row: row.subject).values(), key=lambda group: _place_of(network, group))
    groups = by_subject if len(stated) <= SHOWN_FIGURES else (_latest(network, group) for group in by_subject)
    order = [row for group in groups for row in sorted(group, key=lambda row: row[1:7])]
    return order[:SHOWN_FIGURES]


def _place_of(network: Network, group: list[Row]) -> tuple[bool, int, int, str, str]:
    """Return what puts a subject before others: what the report is about, by documents, numbers and name."""
    subject = group[0].subject
    told = {name for row in group for name in _documents(row)}
    return network.kind(subject) not in SUBJECTS, -len(told), -len(group), network.label(subject), subject


def _latest(network: Network, group: list[Row]) -> list[Row]:
    """Return the latest numbers of a subject, those that say what they count before others."""
    return sorted(group, key=lambda row: (row.indicator != COUNT, _year(network, row), row[1:7]), reverse=True)[:OF_ONE]


def _year(network: Network, row: Row) -> str:
    """Return the year of a number; one of 近三年 is as late as its document."""
    time = row.time.rpartition("/")[2]
    return (time if time[:YEAR].isdigit() else max(map(network.date, _documents(row))))[:YEAR]


def _generic(network: Network, row: Row) -> bool:
    """Tell whether nobody knows what is counted: 数量 of a programme is how many it has, of a city it is anything."""
    kind = network.kind(row.subject)
    return (row.indicator == COUNT and kind != "Program") or (row.indicator in VAGUE and kind == "Region")


def _findings(network: Network, code: str, found: list[Any], build: Any) -> Findings:
    return first(code, found, partial(build, network))


def _figure(network: Network, row: Row) -> Figure:
    return Figure(network.name(row.subject), **_plain(row), passages=network.passages(row.evidence))


def _plain(row: Row) -> dict[str, Any]:
    return {
        "indicator": row.indicator,
        "comparator": row.comparator,
        "value": figure(row.value),
        "unit": row.unit,
        "time": row.time,
        "target": row.target,
    }


def _said(network: Network, row: Row) -> dict[str, Any]:
    return {**_plain(row), "passages": network.passages(row.evidence)}


def targets(network: Network, stated: Iterable[Row]) -> list[tuple[Row, Row]]:
    """Return targets with what was achieved of the same indicator and unit: the latest not after the target's time.

    A target that several documents state counts once.
    """
    meant = (row for row in stated if not _generic(network, row))
    by_measure = grouped(meant, lambda row: (row.subject, row.indicator, row.unit))
    found = []
    for group in by_measure.values():
        achieved = sorted((row for row in group if not row.target), key=lambda row: (row.time, row.value))
        for aim in _distinct(row for row in group if row.target and row.value > 0):
            until = [row for row in achieved if not aim.time or _not_after(row.time, aim.time)]
            found += [(aim, until[-1])] if until and _met_by(network, aim, until[-1]) else []
    return found


def _distinct(stated: Iterable[Row]) -> Iterable[Row]:
    """Return the first of the rows that say the same."""
    found: dict[tuple[Any, ...], Row] = {}
    for row in stated:
        found.setdefault(row[:7], row)
    return found.values()


def _met_by(network: Network, aim: Row, done: Row) -> bool:
    """Tell whether ``done``, of no later time, may be what became of ``aim``.

    Of one time it is that only in a later document: 由6400家增至1.5万家 names no target.
    """
    if done.value > FAR_BEYOND * aim.value:
        return False
    short, long = sorted((row.time.rpartition("/")[2] for row in (aim, done)), key=len)
    if not short or not long.startswith(short):
        return True
    dates = [sorted(map(network.date, _documents(row))) for row in (aim, done)]
    return dates[0][0] < dates[1][-1]


def _not_after(time: str, other: str) -> bool:
    """Tell whether the ISO 8601 ``time`` ends no later than ``other`` does: 2025-12 is not after 2025."""
    ends, latest = time.rpartition("/")[2], other.rpartition("/")[2]
    return ends[: len(latest)] <= latest


def _against_target(network: Network, pair: tuple[Row, Row]) -> Finding:
    aim, achieved = pair
    values = {
        "name": network.label(aim.subject),
        "indicator": aim.indicator,
        "target": _said(network, aim),
        "achieved": _said(network, achieved),
        "share": figure(achieved.value / aim.value),
    }
    exact = aim.comparator == achieved.comparator == "="
    return Finding("targets" if exact else "targets-about", values, (network.name(aim.subject),), ())


def disagreements(network: Network, stated: Iterable[Row]) -> list[list[Row]]:
    """Return groups of numbers for the same thing, indicator, unit and time that cannot all be true.

    Two numbers in one document are meant to be different; generic ones do not say what they count. A number without
    a time is as old as its document: numbers of different years do not contradict each other. A document that gives
    the other's number too, if of another time, does not contradict it.
    """
    achieved = [row for row in stated if not row.target and not _generic(network, row)]
    groups = grouped(achieved, lambda row: (row.subject, row.indicator, row.unit, row.time)).values()
    differing = [group for group in groups if _differ(group)]
    allowed = _allowed(achieved) if differing else {}
    return [
        group
        for group in differing
        if any(
            _contradict(a, b) and _same_time(network, a, b) and not _concede(allowed, a, b)
            for a, b in combinations(group, 2)
        )
    ]


Range = tuple[float, float]
Measure = tuple[str, str, str, str]  # subject, indicator, unit, document


def _allowed(stated: Iterable[Row]) -> dict[Measure, set[Range]]:
    """Return what each document allows of each thing it measures, at any time."""
    found: dict[Measure, set[Range]] = defaultdict(set)
    for row in stated:
        for document in _documents(row):
            found[row.subject, row.indicator, row.unit, document].add(_range(row))
    return found


def _concede(allowed: dict[Measure, set[Range]], one: Row, other: Row) -> bool:
    """Tell whether the documents of either allow the number of the other."""
    return any(
        _overlap(range_, _range(against))
        for row, against in ((one, other), (other, one))
        for document in _documents(row)
        for range_ in allowed[row.subject, row.indicator, row.unit, document]
    )


def _overlap(one: Range, other: Range) -> bool:
    return max(one[0], other[0]) <= min(one[1], other[1])


def _differ(group: list[Row]) -> bool:
    """Say whether any two numbers of ``group`` cannot both be true: without a look at each two, which are many."""
    ranges = [_range(row) for row in group]
    return max(low for low, _ in ranges) > min(high for _, high in ranges)


def _contradict(one: Row, other: Row) -> bool:
    return not _overlap(_range(one), _range(other)) and _documents(one).isdisjoint(_documents(other))


def _same_time(network: Network, one: Row, other: Row) -> bool:
    years = [{network.date(name)[:YEAR] for name in _documents(row)} - {""} for row in (one, other)]
    return bool(one.time) or not all(years) or not years[0].isdisjoint(years[1])


def _range(row: Row) -> Range:
    """Return the least and the most that ``row`` may mean; 超过100 is often said of 100 itself."""
    slack = ABOUT * abs(row.value) if row.comparator == "~" else 0.0
    low = -math.inf if row.comparator in ("<", "<=") else row.value - slack
    high = math.inf if row.comparator in (">", ">=") else row.value + slack
    return low, high


def _documents(row: Row) -> set[str]:
    return {document for document, *_ in row.evidence}


def _disagreement(network: Network, group: list[Row]) -> Finding:
    row = group[0]
    values = {
        "name": network.label(row.subject),
        "indicator": row.indicator,
        "unit": row.unit,
        "time": row.time,
        "statements": [_said_of_one_time(network, same) for same in _by_value(group)[:SHOWN]],
    }
    return Finding("disagree" if row.time else "disagree-undated", values, (network.name(row.subject),), ())


def _by_value(group: list[Row]) -> list[list[Row]]:
    """Return the rows of one time by what they say, each number once."""
    return list(grouped(group, lambda row: (row.value, row.comparator)).values())


def _said_of_one_time(network: Network, same: list[Row]) -> dict[str, Any]:
    """Return a number that ``same`` rows state; their time is said once, of all that is compared."""
    evidence = [passage for row in same for passage in row.evidence]
    return {**_plain(same[0]), "time": "", "passages": network.passages(evidence)}


def _conflict(network: Network, row: dict[str, Any]) -> Finding:
    """Return what the build found beside: founding years, and numbers whose words differ a little."""
    values = {
        "name": row["label"],
        "indicator": row["measure"],
        "statements": row["said"],
        "sources": {"passages": network.passages(passages(row["evidence"]))},
    }
    return Finding("disagree-founded" if row["measure"] == FOUNDED else "disagree-alike", values, (), ())


def _sum(network: Network, row: dict[str, Any]) -> Finding:
    values = {"said": row["said"], "sources": {"passages": network.passages(passages(row["evidence"]))}}
    return Finding("arithmetic-text", values, (), ())


def _wrong(network: Network, check: Check) -> Finding:
    values = {
        "name": network.label(check.stated.subject),
        "stated": _said(network, check.stated),
        "parts": [_said(network, row) for row in check.parts],
        "computed": figure(check.computed),
    }
    return Finding(f"arithmetic-{check.code}", values, (network.name(check.stated.subject),), ())
