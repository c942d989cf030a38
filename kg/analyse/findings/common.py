"""Shared by the findings: only what is shown is put together in full."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from kg.analyse.network import Edge, Network
from kg.analyse.record import SHOWN, Finding, Findings

Candidate = TypeVar("Candidate")

FACTS = 12  # facts shown under one finding


def first(
    code: str,
    candidates: Sequence[Candidate],
    build: Callable[[Candidate], Finding],
    total: int | None = None,
    **values: Any,
) -> Findings:
    """Return the findings of ``candidates``, sorted and ``total`` in all; only those shown are built."""
    count = len(candidates) if total is None else total
    return Findings(code, count, tuple(map(build, candidates[:SHOWN])), values)


def finding(network: Network, code: str, entities: Iterable[str], facts: Iterable[Edge], **values: Any) -> Finding:
    """Return a finding about ``entities``, the first of which it is named for, resting on ``facts``."""
    distinct = list(dict.fromkeys(facts))
    return Finding(code, {**values, "facts": len(distinct)}, network.names(entities), network.record(distinct[:FACTS]))


def labels(network: Network, nodes: Iterable[str]) -> list[str]:
    """Return what ``nodes`` are called, sorted."""
    return sorted(map(network.label, nodes))


def same_by_name(network: Network, one: str, other: str) -> bool:
    """Tell whether one is the other or in its name (高端医疗器械, 医疗器械): wording makes no finding."""
    a, b = network.label(one), network.label(other)
    return one == other or a in b or b in a


def facts_between(network: Network, node: str, others: Iterable[str]) -> list[Edge]:
    """Return the facts between ``node`` and each of ``others``."""
    return [fact for other in others for fact in network.between(node, other)]


def passages_of(network: Network, node: str) -> set[tuple[str, int, str]]:
    """Return document, start and text of every passage that states a fact of ``node``."""
    every = (e for fact in network.facts_of(node) for e in network.data(fact)["evidence"])
    return {(e["document"], e["start"], e["text"]) for e in every}


def named_together(network: Network, one: str, other: str) -> bool:
    """Tell whether one passage speaks of both: they may be tied there in words that were not understood."""
    ours, theirs = passages_of(network, one), passages_of(network, other)
    return bool(ours & theirs) or _named(network, one, theirs) or _named(network, other, ours)


def _named(network: Network, node: str, passages: Iterable[tuple[str, int, str]]) -> bool:
    names = network.called(node)
    return any(name in text for _, _, text in passages for name in names)
