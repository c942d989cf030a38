"""What the finders share: a found name, and the flow they look at."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from operator import itemgetter
from typing import NamedTuple

from kg.lexicon import Entry, Head, Lexicon, load
from kg.sought import Sought, any_of, possible
from kg.words import boundaries, in_dictionary

PLACES = frozenset(("Region", "Zone"))
SITES = PLACES | {"Cluster"}
BODIES = frozenset(("ResearchInstitute", "University", "Company", "GovernmentBody", "Organization"))
PLACES_AND_BODIES = PLACES | BODIES
FIELDS = frozenset(("Industry", "Technology"))
CHINA = "100000"  # its code among the regions: the country itself is left out
NESTED = PLACES | FIELDS | frozenset(("ResearchInstitute", "University", "Company", "GovernmentBody"))
CLOSED = frozenset(("University", "Region", "Industry", "Technology", "Person"))  # not taken apart


class Found(NamedTuple):
    """A name in a flow. ``name`` is its full form where the text gives a short one, in the flow's folded writing."""

    start: int
    end: int
    kind: str
    name: str
    rule: str


class Refused(NamedTuple):
    """A candidate that was looked at and not taken, and why: for ``kg explain``."""

    start: int
    end: int
    kind: str
    reason: str


_MARK = re.compile(r"[,。、;:!?“”()《》\s]")  # no word holds one
_LAST_MARK = re.compile(rf".*{_MARK.pattern}", re.DOTALL)
_MARKS = frozenset(",。、;:!?“”()《》 ")

_MOST_CUT = 2  # letters of a field that may be the end of another word
_LEAST_LEFT = 2
_BEFORE_ALL = frozenset("全农")  # 全|自动驾驶, 农|畜产品

Hit = tuple[int, int, tuple[Entry, ...]]


def _fields(hits: list[Hit]) -> list[tuple[int, int, tuple[Entry, ...], Entry]]:
    """Return the known names that may be fields, weak ones too, each with the first field that it may be."""
    return [(*hit, field) for hit in hits if (field := of_kind(hit[2], FIELDS))]


class Scene:
    """One flow with its known names, the longest heads of names and the fields among the names: what every finder gets.

    ``refuse`` collects what was not taken.
    """

    def __init__(self, text: str, lexicon: Lexicon | None = None) -> None:
        self.text = text
        self.lexicon = lexicon or load()
        self._stretch = (0, 0)  # between two marks
        self._boundaries: dict[int, frozenset[int]] = {}  # by where their stretch begins
        self.hits: list[Hit] = list(self._known_names())
        self.hit_by_end = {hit[1]: hit for hit in self.hits}
        self.hit_by_start = {hit[0]: hit for hit in self.hits}
        self.heads: list[tuple[int, int, Head]] = self.lexicon.find_heads(text)
        self.head_starts = {head[0] for head in self.heads}
        self.head_ends = {head[1] for head in self.heads}
        self.fields = _fields(self.hits)
        self.refused: list[Refused] = []
        self._possible = possible(text)

    def _known_names(self) -> Iterator[Hit]:
        """Yield the known names; where a field would cut a word in two, the words instead, if they are names: 激光|通讯 is no 光通讯."""
        last_end = 0
        for hit in self.lexicon.find_names(self.text):
            field = of_kind(hit[2], FIELDS)
            parts = self._parted(hit, last_end) if field else ()
            if not parts and not (field and self._ends_stop_term(*hit[:2])):
                yield hit
            for low, high in parts:
                if known := self.lexicon.names.get(self.text[low:high]):
                    yield low, high, known
            last_end = hit[1]

    def _ends_stop_term(self, start: int, end: int) -> bool:
        """Say whether the field is but the end of a generic term: 基础|教育."""
        before = self.lexicon.no_field_behind.get(self.text[start:end])
        return before is not None and self.text.endswith(before, 0, start)

    def _parted(self, hit: Hit, last_end: int) -> tuple[tuple[int, int], ...]:
        """Return where the words stand instead of a field that cuts one at its start (油茶|产业) or its end (文旅|商城), or nothing."""
        start, end, _ = hit
        if last_end < start and (cut := self._split_word(start, end)):
            return (start - 1, cut), (cut, end)
        if (
            self.text[start : end - 1] in self.lexicon.names
            and self._is_word(end - 1, end + 1)
            and end not in self._boundaries_around(start)
        ):
            return ((start, end - 1),)
        return ()

    def _is_word(self, start: int, end: int) -> bool:
        return in_dictionary(self.text[start:end]) and start in self._boundaries_around(start)

    def _split_word(self, start: int, end: int) -> int:
        """Return where the word ends that the field would cut off its first letter, if both it and what is left of the field are words."""
        for word_end in range(start + 1, min(start + _MOST_CUT, end - _LEAST_LEFT) + 1):
            if (
                self.text[start - 1] not in _BEFORE_ALL
                and in_dictionary(self.text[word_end:end])
                and self._is_word(start - 1, word_end)
                and start not in self._boundaries_around(start)
            ):
                return word_end
        return 0

    def matches(self, expression: Sought) -> Iterable[re.Match[str]]:
        """Return the matches of the expression in the text."""
        return expression.matches(self.text) if self._possible & expression.bit else ()

    def may_match(self, expressions: int) -> bool:
        """Say whether the text holds what any of the bit set of expressions needs."""
        return bool(self._possible & expressions)

    def inside_name(self, at: int) -> bool:
        """Say whether ``at`` lies inside a known name."""
        number = bisect_right(self.hits, at, key=itemgetter(0)) - 1
        return number >= 0 and self.hits[number][0] < at < self.hits[number][1]

    def at_boundaries(self, start: int, end: int) -> bool:
        """Say whether words begin at ``start`` and end at ``end``: 大同 is no place in 最大同心圆. A neighbouring name is a boundary."""
        return self.begins_word(start) and self._ends_word(start, end)

    def cuts_word(self, end: int) -> bool:
        """Say whether the letter before ``end`` begins a longer word, which a name that ends there would cut: 农机|制, 空调|查."""
        return (
            in_dictionary(self.text[end - 1 : end + 1])
            and self.begins_word(end - 1)
            and not self._ends_word(end - 1, end)
        )

    def begins_word(self, start: int) -> bool:
        """Say whether a word or a known name's neighbour begins at ``start``."""
        return (
            start in self.hit_by_end
            or start == 0
            or self.text[start - 1] in _MARKS
            or start in self._boundaries_around(start)
        )

    def _ends_word(self, start: int, end: int) -> bool:
        return (
            end in self.hit_by_start
            or end == len(self.text)
            or self.text[end] in _MARKS
            or end in self._boundaries_around(start)
            or end in self.head_starts
        )

    def _boundaries_around(self, start: int) -> frozenset[int]:
        """Return the word boundaries of the stretch without marks that ``start`` is in: no word crosses a mark.

        Most stretches hold no name that needs them, and they are dear.
        """
        if not self._stretch[0] <= start < self._stretch[1]:
            self._stretch = self._stretch_around(start)
        low, high = self._stretch
        if low not in self._boundaries:
            self._boundaries[low] = boundaries(self.text[low:high], low)
        return self._boundaries[low]

    def _stretch_around(self, at: int) -> tuple[int, int]:
        before, after = _LAST_MARK.match(self.text, 0, at), _MARK.search(self.text, at)
        return before.end() if before else 0, after.start() if after else len(self.text)

    def add(self, found: "Found") -> None:
        """Let the finders treat a name that was just found as a known one: it may be part of a longer name."""
        hit = (found.start, found.end, (Entry(found.kind, found.name, False, found.rule),))
        self.hit_by_end[found.end] = self.hit_by_start[found.start] = hit

    def refuse(self, start: int, end: int, kind: str, reason: str) -> None:
        """Note a candidate that was not taken."""
        self.refused.append(Refused(start, end, kind, reason))


Finder = Callable[[Scene, list[Found]], Iterable[Found]]


def only_with(*expressions: Sought) -> Callable[[Finder], Finder]:
    """Return what lets a finder pass over all flows without what any of ``expressions`` needs: mostly it need not even begin."""
    needed = any_of(*expressions)

    def passing_over(find: Finder) -> Finder:
        @wraps(find)
        def find_where_needed(scene: Scene, found: list[Found]) -> Iterable[Found]:
            return find(scene, found) if scene.may_match(needed) else ()

        return find_where_needed

    return passing_over


def certain(entries: tuple[Entry, ...]) -> Entry | None:
    """Return the first entry that needs no support from the context."""
    for entry in entries:
        if not entry.weak:
            return entry
    return None


def of_kind(entries: tuple[Entry, ...], kinds: frozenset[str]) -> Entry | None:
    """Return the first entry of one of ``kinds``, weak or not."""
    for entry in entries:
        if entry.kind in kinds:
            return entry
    return None


def joint_letters(scene: Scene, end: int) -> int | None:
    """Return where the joint letters of countries, provinces or cities begin that end at ``end``, or nothing: 中马, 苏锡常."""
    for start in (end - length for length in _JOINT if end >= length):
        if scene.begins_word(start) and scene.lexicon.joins_places(scene.text[start:end]):
            return start
    return None


_JOINT = (3, 2)  # letters


def cuts_trade(text: str, end: int) -> bool:
    """Say whether the 业 that a trade ends in belongs to the next word: 会展|业务, 流通|业态."""
    return text[end - 1] == "业" and text[end : end + 1] in _AFTER_TRADE


_AFTER_TRADE = ("务", "态", "绩", "界", "主", "者")
