"""Shared by the findings: only what is shown is put together in full."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from kg.analyse.network import Edge, Network
from kg.analyse.record import SHOWN, Finding, Findings

Candidate = TypeVar("Candidate")

FACTS = 12  # facts shown under one finding


def first(code: str, candidates: Sequence[Candidate], build: Callable[[Candidate], Finding], **values: Any) -> Findings:
    """Return the findings of ``candidates``, which are sorted; only those shown are built."""
    return Findings(code, len(candidates), tuple(map(build, candidates[:SHOWN])), values)


def finding(network: Network, code: str, entities: Iterable[str], facts: Iterable[Edge], **values: Any) -> Finding:
    """Return a finding about ``entities``, the first of which it is named for, resting on ``facts``."""
    distinct = list(dict.fromkeys(facts))
    return Finding(code, {**values, "facts": len(distinct)}, network.names(entities), network.record(distinct[:FACTS]))


def labels(network: Network, nodes: Iterable[str]) -> list[str]:
    """Return what ``nodes`` are called, sorted."""
    return sorted(map(network.label, nodes))


def same_field(network: Network, one: str, other: str) -> bool:
    """Tell whether one field is the other or in its name (高端医疗器械, 医疗器械): wording makes no finding."""
    a, b = network.label(one), network.label(other)
    return one == other or a in b or b in a


def facts_between(network: Network, node: str, others: Iterable[str]) -> list[Edge]:
    """Return the facts between ``node`` and each of ``others``."""
    return [fact for other in others for fact in network.between(node, other)]
