"""What one document adds to the corpus, told by it alone: to things under their keys, to facts under those of both ends."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from kg.link.decisions import NONE, Decisions
from kg.link.gather import FULL, Key, Name, absurd, one_line, use
from kg.link.keys import Identity
from kg.model import Claim, Document, Extract, Mention, Observation
from kg.schema import load as load_schema

FactKey = tuple[Key, str, Key]


class Passage(NamedTuple):
    """A place that states a fact, and how; ``planned``: as a wish or a plan."""

    start: int
    end: int
    rule: str
    confidence: float
    planned: bool


class Share(NamedTuple):
    """What one document adds. ``counts``: how many mentions each thing has."""

    mentions: list[tuple[Key, Mention]]
    counts: Counter[Key]
    names: dict[Key, list[Name]]
    observations: list[tuple[Key, Observation]]
    facts: dict[FactKey, list[Passage]]


def share(one: Extract, document: Document, identities: list[Identity], decisions: Decisions = NONE) -> Share:
    """Return what ``one`` adds, its mentions standing for ``identities`` but where ``decisions`` overrule these."""
    place = (document.id, document.name)
    decided = [decisions.key(m, place, i.key) for m, i in zip(one.mentions, identities, strict=True)]
    keys = [(m.kind, key) for m, (key, _) in zip(one.mentions, decided, strict=True)]
    reasons = [reason or i.reason for (_, reason), i in zip(decided, identities, strict=True)]
    return Share(
        list(zip(keys, one.mentions, strict=True)),
        Counter(keys),
        _names(document.id, one.mentions, keys, reasons),
        list(dict.fromkeys((keys[position], observation) for position, observation in one.measures)),
        _facts(one.claims, keys),
    )


def _names(document: str, mentions: list[Mention], keys: list[Key], reasons: list[str]) -> dict[Key, list[Name]]:
    found: dict[tuple[Key, str], list[tuple[int, int, str, int]]] = defaultdict(list)
    for mention, key, reason in zip(mentions, keys, reasons, strict=True):
        name, text = one_line(mention.name), one_line(mention.text)
        found[key, name].append((mention.start, mention.end, reason, FULL))
        if text != name:
            found[key, text].append((mention.start, mention.end, f"the text means {name}", use(mention.rule)))
    names: dict[Key, list[Name]] = defaultdict(list)
    for (key, name), at in found.items():
        start, end, reason, _ = min(at)
        names[key].append(Name(name, reason, len(at), (document, start, end), max(use for *_, use in at)))
    return names


def _facts(claims: list[Claim], keys: list[Key]) -> dict[FactKey, list[Passage]]:
    grouped: dict[FactKey, list[Claim]] = defaultdict(list)
    for claim in claims:
        source, target = keys[claim.subject], keys[claim.object]
        if absurd(source, claim.relation, target):
            continue
        if target < source and load_schema().relations[claim.relation].symmetric:
            source, target = target, source
        grouped[source, claim.relation, target].append(claim)
    return {key: _passages(found) for key, found in grouped.items()}


def _passages(claims: list[Claim]) -> list[Passage]:
    """Return each passage once. It is planned where all that is read from it is; it is as sure as its place and rule."""
    sure = {(claim.start, claim.rule): claim.confidence for claim in claims}
    planned: dict[tuple[int, int, str], bool] = {}
    for claim in claims:
        at = (claim.start, claim.end, claim.rule)
        planned[at] = planned.get(at, True) and claim.planned
    return [Passage(*at, sure[at[0], at[2]], planned[at]) for at in sorted(planned)]


def spoken(passages: Iterable[Passage]) -> list[float]:
    """Return how sure each place is: it speaks once, by the surest of its rules, which see the same words."""
    surest: dict[int, float] = {}
    for passage in passages:
        surest[passage.start] = max(passage.confidence, surest.get(passage.start, 0))
    return sorted(surest.values())
