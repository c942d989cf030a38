"""The numbers stated of a network's nodes, one row each."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from kg.analyse.network import Network
from kg.passages import Observed, Passage

TARGET = "目标"  # an indicator that begins with it is a target


class Row(NamedTuple):
    """An observation of ``subject``, its indicator without the word for a target."""

    subject: str
    indicator: str
    comparator: str
    value: float
    unit: str
    time: str
    target: bool
    evidence: list[Passage]


def rows(network: Network) -> list[Row]:
    """Return the numbers stated of counted nodes, in the order of their labels, indicators and times."""
    found = [_row(node, stated, evidence) for node, stated, evidence in network.observations() if evidence]
    return sorted(found, key=lambda row: (network.label(row.subject), *row[:7]))


def _row(node: str, observed: Observed, evidence: list[Passage]) -> Row:
    indicator, value, unit, time, target, comparator = observed
    plain = indicator.removeprefix(TARGET).lstrip()
    return Row(node, plain, comparator or "=", value, unit, time, target or indicator.startswith(TARGET), evidence)


def grouped(stated: Iterable[Row], key: Any) -> dict[Any, list[Row]]:
    """Return the rows by what ``key`` makes of each, in the order of that."""
    groups = defaultdict(list)
    for row in stated:
        groups[key(row)].append(row)
    return {group: groups[group] for group in sorted(groups)}
