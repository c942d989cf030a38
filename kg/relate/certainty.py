"""How sure a statement is: as sure as its rule, and less or more so as its two names are found less or more surely than most."""

from functools import cache

from kg.lexicon import load
from kg.recognise import Found

_SUREST = 0.99
_DIGITS = 2


def certainty(rule: float, subject: Found, target: Found) -> float:
    """Return the share of statements that are right which a rule of precision ``rule`` makes of names found as these two are."""
    return _weighed(rule, _precision(subject.kind, subject.rule) * _precision(target.kind, target.rule))


@cache
def _weighed(rule: float, names: float) -> float:
    return round(min(_SUREST, rule * names / _precision(_ANY, "") ** 2), _DIGITS)


_ANY = "any"  # what the names of facts are on average


@cache
def _precision(kind: str, rule: str) -> float:
    """Return how often names of ``kind`` are right that ``rule`` finds, or all of the kind where that was seen too seldom."""
    measured = load().name_precision
    return measured.get((kind, rule.partition(":")[0])) or measured.get((kind, "")) or measured[_ANY, ""]
