"""Shared by the findings: only what is shown is put together in full."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from kg.analyse.network import Edge, Network
from kg.analyse.record import REST, SHOWN, Finding, Findings

Candidate = TypeVar("Candidate")
Passage = tuple[str, int, str]  # document, start, text

FACTS = 12  # facts shown under one finding


def first(
    code: str,
    candidates: Sequence[Candidate],
    build: Callable[[Candidate], Finding],
    total: int | None = None,
    **values: Any,
) -> Findings:
    """Return the findings of ``candidates``, sorted and ``total`` in all; only those told of are built."""
    count = len(candidates) if total is None else total
    rest = tuple(map(brief, map(build, candidates[SHOWN : SHOWN + REST])))
    return Findings(code, count, tuple(map(build, candidates[:SHOWN])), values, rest)


def brief(found: Finding) -> Finding:
    """Return a finding without its facts."""
    return replace(found, facts=())


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


def focus(network: Network, node: str) -> list[str]:
    """Return the industries that ``node`` has: those that are only planned it has not yet."""
    industries = network.targets(node, "focusesOn", "Industry")
    return [industry for industry in industries if not network.data((node, industry, "focusesOn")).get("planned")]


def facts_between(network: Network, node: str, others: Iterable[str]) -> list[Edge]:
    """Return the facts between ``node`` and each of ``others``."""
    return [fact for other in others for fact in network.between(node, other)]


def passages(fact: Mapping[str, Any]) -> set[Passage]:
    """Return the passages that state ``fact``, given by its attributes."""
    return {(e["document"], e["start"], e["text"]) for e in fact["evidence"]}


def documents(network: Network, facts: Iterable[Edge]) -> int:
    """Return how many documents state any of ``facts``."""
    return len({document for fact in facts for document, _, _ in passages(network.data(fact))})


def passages_of(network: Network, node: str) -> set[Passage]:
    """Return every passage that states a fact of ``node``."""
    return {passage for fact in network.facts_of(node) for passage in passages(network.data(fact))}


def named_together(network: Network, one: str, other: str) -> bool:
    """Tell whether one passage speaks of both: they may be tied there in words that were not understood."""
    ours, theirs = passages_of(network, one), passages_of(network, other)
    return bool(ours & theirs) or _named(network, one, theirs) or _named(network, other, ours)


def _named(network: Network, node: str, found: Iterable[Passage]) -> bool:
    names = network.called(node)
    return any(name in text for _, _, text in found for name in names)
