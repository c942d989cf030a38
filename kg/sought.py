"""Expressions to be looked for in many texts that mostly do not hold them: a text without a needed word costs next to nothing.

``sought("关于[^。]{6,60}?的批复")`` scans a text only where 关于 stands in it, and ``sought("等?[0-9]+个高新区")`` tries
only what begins with 等 or a digit: which words and letters those are is read from the expression. Of a text that is
asked for many expressions, ``possible`` tells by one scan for the words of all which of them are worth asking for.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, cached_property, reduce
from operator import or_
from typing import Any

import daachorse

try:
    from re import _parser  # type: ignore[attr-defined] # not public: without it everything is scanned
except ImportError:
    _parser = None

_MOST_WORDS = 16  # to look for more than that costs as much as to scan
_MOST_NEEDS = 2
_MOST_LETTERS = 200  # that a match may begin with: more stand everywhere
_LETTERS = 2  # of a beginning: one letter alone stands in too many places


class Sought:
    """An expression with what every text that it matches holds: of each of ``needs`` one word. None: any text may match.

    What is never looked for is never compiled: most of a start would be that.
    """

    def __init__(self, expression: str) -> None:
        self.expression = expression
        self.bit = 1 << len(_ALL)
        _ALL.append(self)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression compiled."""
        return re.compile(self.expression)

    @cached_property
    def needs(self) -> tuple[tuple[str, ...], ...]:
        """The choices of words of which each match holds one each."""
        return needs(self.expression)

    @cached_property
    def opens(self) -> re.Pattern[str] | None:
        """What finds all that a match can begin with, where the engine of ``re`` does not see that by itself."""
        begins = beginnings(self.expression)
        return _any_beginning(begins) if begins else None

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
        return self.matches(text, start, end) if self.may_match(text) else ()

    def matches(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Return the matches in a text of which it is known that it holds what is needed."""
        return self._from_openings(text, start, end) if self.opens else self.pattern.finditer(text, start, end)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match of the expression in ``text``, or between two positions."""
        return next(iter(self.finditer(text, start, end)), None)

    def _from_openings(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        opens, pattern = self.opens, self.pattern
        while opens and (opening := opens.search(text, start, end)):
            match = pattern.match(text, opening.start(), end)
            if match:
                yield match
            start = match.end() if match else opening.start() + 1


_ALL: list[Sought] = []  # each with the bit of its place here


def any_of(*expressions: Sought) -> int:
    """Return the bit set of several expressions."""
    return reduce(or_, (one.bit for one in expressions))


def possible(text: str) -> int:
    """Return the bit set of all expressions of which ``text`` holds what they need: one scan tells."""
    number = len(_ALL)
    scan, needing, needless = _scan(number)
    held = needless
    for _, _, word in scan.find_overlapping(text):
        held |= needing[word]
    return held & (held >> number)


@cache
def _scan(number: int) -> tuple[daachorse.CharwiseDoubleArrayAhoCorasick, list[int], int]:
    """Return one scan for what the first ``number`` expressions need, which of them need each word, and which need none.

    An expression has two bits, as it may need one of each of two choices of words: its own and the one ``number`` places on.
    """
    needing: dict[str, int] = defaultdict(int)
    needless = 0
    for one in _ALL[:number]:
        choices = [
            words for words in _needs(one.expression)[:_MOST_NEEDS] if len(words) <= _MOST_WORDS or _are_long(words)
        ]
        for place in range(_MOST_NEEDS):
            bit = one.bit << place * number
            for word in choices[place] if place < len(choices) else ():
                needing[word] |= bit
            needless |= bit if place >= len(choices) else 0
    words = sorted(needing)
    return daachorse.CharwiseDoubleArrayAhoCorasick(words), [needing[word] for word in words], needless


def _are_long(words: Iterable[str]) -> bool:
    """Say whether none of the words is a single letter: many of these stand in every text."""
    return min(map(len, words)) > 1


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


def _rarity(words: frozenset[str]) -> tuple[bool, bool, int, int, list[str]]:
    """Order choices: letters by themselves are common, some more than others, and the fewer and longer the words are, the rarer."""
    shortest = min(map(len, words))
    return shortest == 1, not words.isdisjoint(_COMMON), len(words), -shortest, sorted(words)


_COMMON = frozenset("的、在是为个大中等以“”,。")  # stand in most texts


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


_Beginning = tuple[str, bool]  # what something can begin with, as far as is known, and whether it may go on in any way


def beginnings(expression: str) -> frozenset[str]:
    """Return the letters, mostly two, one of which every match of ``expression`` begins with.

    Nothing where that is unknown, where they are many, and where the engine looks for them by itself.
    """
    if _parser is None:
        return frozenset()
    parsed = _parser.parse(expression)
    found = frozenset(text for text, _ in _begin(parsed))
    unknown = "" in found or len({text[0] for text in found}) > _MOST_LETTERS
    return frozenset() if unknown or _seen_by_engine(parsed) else found


def _any_beginning(texts: frozenset[str]) -> re.Pattern[str]:
    """Return what finds ``texts``, written so that the engine passes over other first letters fast: 重[点大]|主[攻营]."""
    following: dict[str, str] = {}
    for text in sorted(texts):
        following[text[0]] = following.get(text[0], "") + text[1:]
    open_ended = {text for text in texts if len(text) == 1}
    return re.compile(
        "|".join(
            re.escape(first) + ("" if first in open_ended else f"[{re.escape(seconds)}]")
            for first, seconds in following.items()
        )
    )


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


def _begin(nodes: Iterable[Any]) -> set[_Beginning]:
    """Return what the parts in a row can begin with."""
    found: set[_Beginning] = {("", False)}
    for operation, argument in nodes:
        unfinished = {one for one in found if len(one[0]) < _LETTERS and not one[1]}
        if not unfinished:
            break
        part = _part_begins(str(operation), argument)
        found -= unfinished
        found |= {((before + text)[:_LETTERS], ending) for before, _ in unfinished for text, ending in part}
    return found


def _part_begins(operation: str, argument: Any) -> set[_Beginning]:
    match operation, argument:
        case "LITERAL", code:
            return {(chr(code), False)}
        case "IN", members:
            letters = [_letters(str(kind), member) for kind, member in members]
            return {(letter, False) for one in letters for letter in one} if all(letters) else {("", True)}
        case "ASSERT" | "ASSERT_NOT" | "AT", _:
            return {("", False)}
        case ("SUBPATTERN", (*_, inner)) | ("ATOMIC_GROUP", inner):
            return _begin(inner)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT", (least, most, inner):
            once = {(text, ending or most > 1) for text, ending in _begin(inner)}
            return once if least else once | {("", False)}
        case "BRANCH", (_, alternatives):
            return set().union(*map(_begin, alternatives))
    return {("", True)}


def _letters(kind: str, member: Any) -> frozenset[str]:
    """Return the letters of a member of a set; none where they are unknown or many."""
    if kind == "LITERAL":
        return frozenset(chr(member))
    if kind == "RANGE" and member[1] - member[0] < _MOST_LETTERS:
        return frozenset(map(chr, range(member[0], member[1] + 1)))
    return frozenset()
