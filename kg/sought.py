"""Expressions to be looked for in many texts that mostly do not hold them: a text without a needed word costs next to nothing.

``sought("关于[^。]{6,60}?的批复")`` scans a text only where 关于 stands in it: which words those are is read from the expression.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

try:
    from re import _parser  # type: ignore[attr-defined] # not public: without it everything is scanned
except ImportError:
    _parser = None

_MOST_WORDS = 16  # to look for more than that costs as much as to scan
_MOST_NEEDS = 2


class Sought:
    """An expression with what every text that it matches holds: of each of ``needs`` one word. None: any text may match."""

    def __init__(self, expression: str) -> None:
        self.pattern = re.compile(expression)
        self.needs = needs(expression)

    def may_match(self, text: str) -> bool:
        """Say whether ``text`` holds what is needed."""
        for words in self.needs:
            for word in words:
                if word in text:
                    break
            else:
                return False
        return True

    def finditer(self, text: str, *span: int) -> Iterable[re.Match[str]]:
        """Return the matches of the expression in ``text``, or between two positions."""
        return self.pattern.finditer(text, *span) if self.may_match(text) else ()

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match of the expression in ``text``."""
        return self.pattern.search(text) if self.may_match(text) else None


def sought(expression: str) -> Sought:
    """Return ``expression`` ready to be looked for."""
    return Sought(expression)


def needs(expression: str) -> tuple[tuple[str, ...], ...]:
    """Return the choices of words of which every match of ``expression`` holds one each, the rarest first."""
    if _parser is None:
        return ()
    choices = sorted({words for words in _of_sequence(_parser.parse(expression)) if words}, key=_rarity)
    return tuple(tuple(sorted(words)) for words in choices[:_MOST_NEEDS] if len(words) <= _MOST_WORDS)


def _rarity(words: frozenset[str]) -> tuple[bool, int, int, list[str]]:
    """Order choices: letters by themselves are common, and the fewer and longer the words are, the rarer."""
    shortest = min(map(len, words))
    return shortest == 1, len(words), -shortest, sorted(words)


def _best(choices: Iterable[frozenset[str]]) -> frozenset[str]:
    """Return the choice of fewest and then longest words."""
    return min(filter(None, choices), key=_rarity, default=frozenset())


def _of_sequence(nodes: Iterable[Any]) -> Iterator[frozenset[str]]:
    """Yield, part by part, the words one of which the part holds: runs of letters are one part."""
    letters = ""
    for operation, argument in nodes:
        if str(operation) == "LITERAL":
            letters += chr(argument)
            continue
        if letters:
            yield frozenset((letters,))
        letters = ""
        yield _of_part(str(operation), argument)
    if letters:
        yield frozenset((letters,))


def _of_part(operation: str, argument: Any) -> frozenset[str]:
    match operation, argument:
        case "SUBPATTERN", (*_, inner):
            return _best(_of_sequence(inner))
        case "ATOMIC_GROUP", inner:
            return _best(_of_sequence(inner))
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT", (least, _, inner) if least:
            return _best(_of_sequence(inner))
        case "BRANCH", (_, alternatives):
            return _any_of([_best(_of_sequence(one)) for one in alternatives])
        case "IN", members if all(str(kind) == "LITERAL" for kind, _ in members):
            return frozenset(chr(code) for _, code in members)
    return frozenset()


def _any_of(alternatives: list[frozenset[str]]) -> frozenset[str]:
    """Return the words of all ``alternatives`` without those that hold another; nothing where one alternative needs none."""
    if not all(alternatives):
        return frozenset()
    words = frozenset().union(*alternatives)
    return frozenset(word for word in words if not any(other in word and other != word for other in words))
