"""What English names and simple sentences state, by the rules of ``data/rules/english``."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise

from kg.english.lexicon import normal
from kg.english.slots import View, chained, view, without_asides
from kg.english.text import sentences
from kg.recognise.candidates import Found
from kg.relate.claims import RefusedClaim, Stated
from kg.relate.names import name_claims
from kg.relate.slots import top_level
from kg.resources import folder
from kg.rules import Gaps, Rule, RuleError, read
from kg.schema import load as load_schema

_GAPS = Gaps(near="[^\ue000-\ue03f,;:.!?]{0,40}?", far="[^;:.!?]{0,90}?", start="^")
_NEGATED = re.compile(
    r"\b(?:not|never|no longer|neither|nor|without|cannot|failed to|refused to|denied|far from)\b|n't\b"
)
_PLANNED = re.compile(
    r"\b(?:will|would|should|may|could|going to|agreed to"
    r"|(?:plan|aim|intend|hope|want)s? to|(?:is|are|planned|expected|set) to)\b"
)
_CLAUSE_BEFORE = re.compile(r"[^,;:\ue000-\ue03f]{0,30}$")  # in which a "not" or "will" still governs what follows


@cache
def rules() -> tuple[Rule, ...]:
    """Return the English rules.

    Raises:
        RuleError: a rule is wrong, or uses what only the Chinese ones have; all wrong ones are listed.
    """
    found, names = read(folder("data/rules/english"), _GAPS)
    wrong = [f"{r.place}: an English rule has slots for both ends" for r in found if r.topic]
    wrong += [f"{r.place}: English rules know no fallback, no inside" for r in found if r.fallback or r.inside]
    wrong += [f"{n.id}: [[name]] rules stand in data/rules, for both languages" for n in names]
    if wrong:
        raise RuleError("\n".join(wrong))
    return found


def relate(text: str, found: list[Found]) -> tuple[list[Stated], list[RefusedClaim]]:
    """Return what a paragraph states of the names ``found`` in it, and what was refused."""
    refused: list[RefusedClaim] = []
    plain = normal(text)
    stated = [*name_claims(found), *_region_chains(plain, found)]
    for sentence in _views(text, plain, found):
        stated.extend(_claims(sentence, refused))
    return list(dict.fromkeys(stated)), list(dict.fromkeys(refused))


def _region_chains(plain: str, found: list[Found]) -> Iterator[Stated]:
    """Yield that Chengdu lies in Sichuan where the text has Chengdu, Sichuan."""
    for inner, outer in pairwise(sorted(f for f in found if f.kind == "Region")):
        if chained(plain, inner, outer):
            yield Stated(inner, "locatedIn", outer, inner.start, outer.end, "english.region-chain", 0.95)


def _views(text: str, plain: str, found: list[Found]) -> Iterator[View]:
    """Yield the sentences of the paragraph that hold names, each also without its asides where it has some."""
    top = [found[i] for i in top_level(found)]
    topic: Found | None = None
    at = 0
    for start, end in sentences(text):
        first = at
        while at < len(top) and top[at].start < end:
            at += 1
        sentence, topic = view(plain, start, end, top[first:at], topic)
        if sentence.slots:
            short = without_asides(sentence)
            yield from (sentence, short) if short.text != sentence.text else (sentence,)


def _claims(sentence: View, refused: list[RefusedClaim]) -> Iterator[Stated]:
    for rule in rules():
        if any(word in sentence.text for word in rule.triggers):
            for match in rule.regex.finditer(sentence.text):
                yield from _applied(rule, match, sentence, refused)


def _applied(rule: Rule, match: re.Match[str], sentence: View, refused: list[RefusedClaim]) -> Iterator[Stated]:
    """Yield what one match states: nothing where it is negated, a plan where it is wished for."""
    before = _CLAUSE_BEFORE.search(sentence.text, max(0, match.start() - 30), match.start())
    clause = (before.group() if before else "") + match.group()
    if _NEGATED.search(clause):
        start, end = sentence.places[match.start()], sentence.places[match.end() - 1] + 1
        refused.append(RefusedClaim(start, end, rule.id, "negated"))
        return
    planned = rule.planned or bool(_PLANNED.search(clause))
    names = {role: sentence.slots[match.start(role)] for role in rule.regex.groupindex}
    for subject, target in _pairs(names):
        if _fitting(rule, subject, target):
            claim = Stated(
                subject, rule.relation, target, sentence.start, sentence.end, rule.id, rule.confidence, planned
            )
            yield claim


def _pairs(names: dict[str, tuple[Found, ...]]) -> Iterator[tuple[Found, Found]]:
    """Yield who stands in the relation with whom: each subject with each object, or the members of a list."""
    if "m" in names:
        yield from combinations(names["m"], 2)
    else:
        yield from ((s, o) for s in names["s"] for o in names["o"])


def _fitting(rule: Rule, subject: Found, target: Found) -> bool:
    return (
        subject.kind in rule.subject_kinds
        and target.kind in rule.object_kinds
        and (subject.kind, subject.name) != (target.kind, target.name)
        and not load_schema().problems(subject.kind, rule.relation, target.kind)
    )
