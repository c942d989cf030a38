"""Expressions to be looked for in many texts that mostly do not hold them: a text without a needed word costs next to nothing.

``sought("关于[^。]{6,60}?的批复")`` scans a text only where 关于 stands in it, and ``sought("等?[0-9]+个高新区")`` tries
only what begins with 等 or a digit: which words and letters those are is read from the expression.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import daachorse

try:
    from re import _parser  # type: ignore[attr-defined] # not public: without it everything is scanned
except ImportError:
    _parser = None

_MOST_WORDS = 16  # to look for more than that costs as much as to scan
_MOST_NEEDS = 2
_MOST_LETTERS = 200  # that a match may begin with: more stand everywhere


class Sought:
    """An expression with what every text that it matches holds: of each of ``needs`` one word. None: any text may match.

    ``opens`` finds the letters that a match can begin with, where the engine of ``re`` does not see them by itself.
    """

    def __init__(self, expression: str) -> None:
        self.pattern = re.compile(expression)
        self.needs = needs(expression)
        letters = openings(expression)
        self.opens = re.compile(f"[{re.escape(''.join(sorted(letters)))}]") if letters else None

    def may_match(self, text: str) -> bool:
        """Say whether ``text`` holds what is needed."""
        for words in self.needs:
            for word in words:
                if word in text:
                    break
            else:
                return False
        return True

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterable[re.Match[str]]:
        """Return the matches of the expression in ``text``, or between two positions."""
        if not self.may_match(text):
            return ()
        return self._from_openings(text, start, end) if self.opens else self.pattern.finditer(text, start, end)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match of the expression in ``text``, or between two positions."""
        return next(iter(self.finditer(text, start, end)), None)

    def _from_openings(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        while self.opens and (opening := self.opens.search(text, start, end)):
            match = self.pattern.match(text, opening.start(), end)
            if match:
                yield match
            start = match.end() if match else opening.end()


class AnyOf:
    """Several expressions, or one of many words, of which a text mostly holds none: one scan tells."""

    def __init__(self, *expressions: Sought) -> None:
        needed = _any_of([frozenset(next(iter(_needs(one.pattern.pattern)), ())) for one in expressions])
        self._scan = daachorse.CharwiseDoubleArrayAhoCorasick(sorted(needed)) if needed else None

    def may_match(self, text: str) -> bool:
        """Say whether ``text`` holds what any of the expressions needs."""
        return self._scan is None or bool(self._scan.find(text))


def sought(expression: str) -> Sought:
    """Return ``expression`` ready to be looked for."""
    return Sought(expression)


def needs(expression: str) -> tuple[tuple[str, ...], ...]:
    """Return the choices of words of which every match of ``expression`` holds one each, the rarest first."""
    return tuple(tuple(sorted(words)) for words in _needs(expression)[:_MOST_NEEDS] if len(words) <= _MOST_WORDS)


def _needs(expression: str) -> list[frozenset[str]]:
    """Return all the choices of words, however many, the rarest first."""
    if _parser is None:
        return []
    return sorted({words for words in _of_sequence(_parser.parse(expression)) if words}, key=_rarity)


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
        case "ASSERT", (_, inner):
            return _best(_of_sequence(inner))
        case "BRANCH", (_, alternatives):
            choices = [frozenset(_of_sequence(one)) for one in alternatives]
            return _best([_any_of(list(map(_best, choices))), *frozenset.intersection(*choices)])
        case "IN", members if all(str(kind) == "LITERAL" for kind, _ in members):
            return frozenset(chr(code) for _, code in members)
    return frozenset()


def _any_of(alternatives: list[frozenset[str]]) -> frozenset[str]:
    """Return the words of all ``alternatives`` without those that hold another; nothing where one alternative needs none."""
    if not all(alternatives):
        return frozenset()
    words = frozenset().union(*alternatives)
    return frozenset(word for word in words if not any(other in word and other != word for other in words))


_Opening = tuple[frozenset[str], bool]  # letters that something can begin with, and whether it may be empty


def openings(expression: str) -> frozenset[str]:
    """Return the letters one of which opens every match of ``expression``.

    Nothing where that is unknown, where they are many, and where the engine looks for them by itself.
    """
    if _parser is None:
        return frozenset()
    parsed = _parser.parse(expression)
    letters, empty = _opening_of_sequence(parsed) or (frozenset(), True)
    return frozenset() if empty or len(letters) > _MOST_LETTERS or _seen_by_engine(parsed) else letters


def _seen_by_engine(nodes: Any) -> bool:
    """Say whether all alternatives are words, or the expression begins with a letter or one of several."""
    operation, argument = nodes[0]
    match str(operation), argument:
        case "LITERAL" | "IN", _:
            return True
        case "SUBPATTERN", (*_, inner):
            return _seen_by_engine(inner)
        case "BRANCH", (_, alternatives):
            return all(str(one[0][0]) == "LITERAL" for one in alternatives)
    return False


def _opening_of_sequence(nodes: Iterable[Any]) -> _Opening | None:
    letters: frozenset[str] = frozenset()
    for operation, argument in nodes:
        part = _opening_of_part(str(operation), argument)
        if part is None:
            return None
        letters |= part[0]
        if not part[1]:
            return letters, False
    return letters, True


def _opening_of_part(operation: str, argument: Any) -> _Opening | None:
    match operation, argument:
        case "LITERAL", code:
            return frozenset(chr(code)), False
        case "IN", members:
            letters = [_letters(str(kind), member) for kind, member in members]
            return (frozenset().union(*letters), False) if all(letters) else None
        case "ASSERT" | "ASSERT_NOT" | "AT", _:
            return frozenset(), True
        case "SUBPATTERN", (*_, inner):
            return _opening_of_sequence(inner)
        case "ATOMIC_GROUP", inner:
            return _opening_of_sequence(inner)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT", (least, _, inner):
            part = _opening_of_sequence(inner)
            return (part[0], part[1] or not least) if part else None
        case "BRANCH", (_, alternatives):
            parts = [_opening_of_sequence(one) for one in alternatives]
            known = [part for part in parts if part]
            return _either(known) if len(known) == len(parts) else None
    return None


def _either(parts: list[_Opening]) -> _Opening:
    return frozenset().union(*(letters for letters, _ in parts)), any(empty for _, empty in parts)


def _letters(kind: str, member: Any) -> frozenset[str]:
    """Return the letters of a member of a set; none where they are unknown or many."""
    if kind == "LITERAL":
        return frozenset(chr(member))
    if kind == "RANGE" and member[1] - member[0] < _MOST_LETTERS:
        return frozenset(map(chr, range(member[0], member[1] + 1)))
    return frozenset()
