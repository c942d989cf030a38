"""What English names and simple sentences state, by the rules of ``data/rules/english``."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise

import daachorse

from kg.english.lexicon import normal
from kg.english.slots import Said, View, chained, view, without_asides
from kg.english.text import sentences
from kg.recognise.candidates import Found
from kg.relate.claims import RefusedClaim, Stated
from kg.relate.names import name_claims
from kg.relate.slots import top_level
from kg.resources import folder
from kg.rules import Rule, RuleError, read
from kg.rules.patterns import Gaps
from kg.schema import load as load_schema

_GAPS = Gaps(near="[^\ue000-\ue03f,;:.!?]{0,40}?", far="[^;:.!?]{0,90}?", start="^")
_NEGATED = re.compile(
    r"\b(?:not|never|no longer|neither|nor|without|cannot|failed to|refused to|denied|far from)\b|n't\b"
)
_PLANNED = re.compile(
    r"\b(?:will|would|should|may|could|going to|agreed to"
    r"|(?:plan|aim|intend|hope|want)s? to|(?:is|are|planned|expected|set) to)\b"
)
_PREPOSITION = re.compile(r"\b(?:in|at|from|with|by|of|for|on|to|near|like|under|via|through|into) $")
_GOES_WITH = (",", "'s", " based ", " of ", " in ", " at ", " under ")  # after a name of any case
_CLAUSE_BEFORE = re.compile(r"[^,;:\ue000-\ue03f]{0,30}$")  # in which a "not" or "will" still governs what follows


@cache
def rules() -> tuple[Rule, ...]:
    """Return the English rules.

    Raises:
        RuleError: a rule is wrong, or uses what only the Chinese ones have; all wrong ones are listed.
    """
    found, names = read(folder("data/rules/english"), _GAPS)
    wrong = [f"{r.place}: an English rule has slots for both ends" for r in found if r.topic]
    wrong += [f"{r.place}: an English rule has words that must be there" for r in found if not r.triggers]
    wrong += [f"{r.place}: English rules know no fallback, no inside" for r in found if r.fallback or r.inside]
    wrong += [f"{n.id}: [[name]] rules stand in data/rules, for both languages" for n in names]
    if wrong:
        raise RuleError("\n".join(wrong))
    return found


@cache
def _triggers() -> tuple[daachorse.CharwiseDoubleArrayAhoCorasick, list[list[int]]]:
    """Return one scan for the words one of which a rule's sentence must hold, and the rules of each word."""
    rules_of: dict[str, list[int]] = defaultdict(list)
    for number, rule in enumerate(rules()):
        for word in rule.triggers:
            rules_of[word].append(number)
    words = sorted(rules_of)
    return daachorse.CharwiseDoubleArrayAhoCorasick(words), [rules_of[word] for word in words]


def relate(text: str, found: list[Found]) -> tuple[list[Stated], list[RefusedClaim]]:
    """Return what a paragraph states of the names ``found`` in it, and what was refused."""
    refused: list[RefusedClaim] = []
    plain = normal(text)
    stated = [*name_claims(found), *_region_chains(plain, found), *_bracketed_places(text, found)]
    for sentence in _views(text, plain, found):
        stated.extend(_claims(sentence, refused))
    return list(dict.fromkeys(stated)), list(dict.fromkeys(refused))


def _region_chains(plain: str, found: list[Found]) -> Iterator[Stated]:
    """Yield that Chengdu lies in Sichuan where the text has Chengdu, Sichuan."""
    for inner, outer in pairwise(sorted(f for f in found if f.kind == "Region")):
        if chained(plain, inner, outer):
            yield Stated(inner, "locatedIn", outer, inner.start, outer.end, "english.region-chain", 0.95)


def _bracketed_places(text: str, found: list[Found]) -> Iterator[Stated]:
    """Yield that a firm lies in the place that its name holds in brackets: Harbour BioMed (Suzhou) Co., Ltd."""
    outer: Found | None = None
    for one in found:
        if one.kind == "Company" and not (outer and one.end <= outer.end):
            outer = one
        elif outer and one.end < outer.end and one.kind == "Region" and text[one.start - 1] + text[one.end] == "()":
            yield Stated(outer, "locatedIn", one, outer.start, outer.end, "english.place-in-brackets", 0.9)


def _views(text: str, plain: str, found: list[Found]) -> Iterator[View]:
    """Yield the sentences of the paragraph that hold names, each also without its asides where it has some."""
    top = top_level(found)
    said = Said()
    at = 0
    for start, end in sentences(text):
        first = at
        while at < len(top) and top[at].start < end:
            at += 1
        sentence, said = view(plain, start, end, top[first:at], said)
        if sentence.slots:
            short = without_asides(sentence)
            yield from (sentence, short) if short.text != sentence.text else (sentence,)


def _claims(sentence: View, refused: list[RefusedClaim]) -> Iterator[Stated]:
    scan, rules_of = _triggers()
    tried = {number for _, _, word in scan.find_overlapping(sentence.text) for number in rules_of[word]}
    for number in sorted(tried):
        rule = rules()[number]
        for match in rule.regex.finditer(sentence.text):
            yield from _applied(rule, match, sentence, refused)


def _applied(rule: Rule, match: re.Match[str], sentence: View, refused: list[RefusedClaim]) -> Iterator[Stated]:
    """Yield what one match states: nothing where it is negated, a plan where it is wished for."""
    before = _CLAUSE_BEFORE.search(sentence.text, max(0, match.start() - 30), match.start())
    clause = (before.group() if before else "") + match.group()
    start, end = sentence.places[match.start()], sentence.places[match.end() - 1] + 1
    if _NEGATED.search(clause):
        refused.append(RefusedClaim(start, end, rule.id, "negated"))
        return
    if _oblique(sentence.text, match):
        refused.append(RefusedClaim(start, end, rule.id, "the name before the verb follows a preposition"))
        return
    planned = _PLANNED.search(clause) is not None
    names = {role: sentence.slots[match.start(role)] for role in rule.regex.groupindex}
    for subject, target in _pairs(names):
        if _fitting(rule, subject, target):
            claim = Stated(
                subject, rule.relation, target, sentence.start, sentence.end, rule.id, rule.confidence, planned
            )
            yield claim


def _oblique(text: str, match: re.Match[str]) -> bool:
    """Say whether the match begins with a name that is no subject: at Peking University and founded …"""
    if not _PREPOSITION.search(text, max(0, match.start() - 9), match.start()):
        return False
    begins_with_name = match.start() in {match.start(role) for role in match.re.groupindex}
    return begins_with_name and not text.startswith(_GOES_WITH, match.start() + 1)


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
