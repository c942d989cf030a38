"""Which rules can fit a sentence at all: by the words it holds and by the kinds of the names in it, in their order."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

import daachorse

from kg.relate.slots import Slotted
from kg.rules import Rule, load
from kg.rules.slots import SLOT


def fitting_rules(sentence: Slotted) -> Iterator[tuple[Rule, re.Match[str]]]:
    """Yield the rules that fit, each with the first place that it fits, fallbacks last."""
    scan, rules_of, always = _triggers()
    tried = always
    for _, _, word in scan.find_overlapping(sentence.text):
        tried |= rules_of[word]
    for number in _numbers(tried & _possible(sentence.slots)):
        rule, expression = _compiled(number)
        if match := expression.search(sentence.text):
            yield rule, match


@cache
def _rules() -> list[Rule]:
    """Return the rules in the order in which they are tried: fallbacks last."""
    return sorted(load()[0], key=lambda rule: rule.fallback)


@cache
def _compiled(number: int) -> tuple[Rule, re.Pattern[str]]:
    """Return a rule by its number, with its expression, which is compiled when it is first asked for."""
    return _rules()[number], _rules()[number].regex


@cache
def _triggers() -> tuple[daachorse.CharwiseDoubleArrayAhoCorasick, list[int], int]:
    """Return one scan for the trigger words of all rules, the rules of each word, and the rules without one.

    Sets of rules are bit sets, by their numbers: a sentence calls up a dozen, of which few can fit.
    """
    rules_of: dict[str, int] = defaultdict(int)
    always = 0
    for number, rule in enumerate(_rules()):
        always |= 0 if rule.triggers else 1 << number
        for word in rule.triggers:
            rules_of[word] |= 1 << number
    words = sorted(rules_of)
    return daachorse.CharwiseDoubleArrayAhoCorasick(words), [rules_of[word] for word in words], always


@cache
def _slots() -> tuple[list[dict[str, int]], list[int]]:
    """Return, slot by slot, which rules each slot character fits, and which rules have how many slots that must be filled."""
    slots = [re.findall(rf"\[({SLOT}+)\](?!\?)", rule.expression) for rule in _rules()]
    fitting: list[dict[str, int]] = [defaultdict(int) for _ in range(max(map(len, slots)))]
    having = [0] * (len(fitting) + 1)
    for number, own in enumerate(slots):
        having[len(own)] |= 1 << number
        for by_char, characters in zip(fitting, own, strict=False):
            for char in characters:
                by_char[char] |= 1 << number
    return list(map(dict, fitting)), having


@lru_cache(maxsize=4096)
def _possible(slots: str) -> int:
    """Return the rules whose slots the slot characters of a sentence, in their order, could fill."""
    fitting, having = _slots()
    filled = [-1] + [0] * len(fitting)  # the rules of which so many slots are filled, from the first on
    for char in slots:
        for number in reversed(range(len(fitting))):
            filled[number + 1] |= filled[number] & fitting[number].get(char, 0)
    possible = 0
    for rules, begun in zip(having, filled, strict=True):
        possible |= rules & begun
    return possible


def _numbers(rules: int) -> Iterator[int]:
    """Yield the numbers of a bit set in order."""
    while rules:
        last = rules & -rules
        yield last.bit_length() - 1
        rules ^= last
