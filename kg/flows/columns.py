"""Columns that a scan tore apart: loose ends joined where language and layout agree, each join reported."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from itertools import islice

from kg.flows.blocks import Block
from kg.flows.wrapped import unfinished
from kg.model import Document, Problem

_CUT_TERM = 8  # how far a cut term may reach to each side of the seam, in characters


class Terms:
    """The terms of the language, to be asked how one that begins in some way goes on."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._known = frozenset(terms)
        self._ordered = sorted(self._known)
        self._after_one: dict[str, frozenset[str]] = {}

    def __contains__(self, term: str) -> bool:
        return term in self._known

    def endings(self, beginning: str) -> frozenset[str]:
        """Return with what the terms that begin with ``beginning`` go on, where it is short enough to be cut off."""
        if len(beginning) == 1 and beginning in self._after_one:
            return self._after_one[beginning]
        first = bisect_right(self._ordered, beginning)
        last = bisect_right(self._ordered, beginning + chr(0x10FFFF))
        begun = self._ordered[first:last]
        found = frozenset(term[len(beginning) :] for term in begun if len(term) - len(beginning) <= _CUT_TERM)
        if len(beginning) == 1:
            self._after_one[beginning] = found  # many terms, and asked again and again
        return found


def join_columns(
    chains: list[list[Block]], terms: Terms, document: Document, problems: list[Problem]
) -> list[list[Block]]:
    """Join loose ends of torn columns: a title's halves, a list that goes on, a term cut in two."""
    loose = [i for i, chain in enumerate(chains) if unfinished(chain[-1])]
    if not loose:
        return chains
    heads = _Heads(chains)
    follow: dict[int, int] = {}
    for i in loose:
        tail = chains[i][-1]
        reason, j = _continuation(i, tail.text, heads, terms)
        if j is not None:
            follow[i] = j
            heads.take(j, i)
            head = chains[j][0]
            message = f"{reason}: “…{tail.text[-12:]}” was joined with “{head.text[:12]}…”"
            problems.append(Problem("joined", message, document.id, document.name, tail.start, tail.end))
        elif _open_quote(tail.text):
            message = f"a title is cut off and its other half was not found: “…{tail.text[-20:]}”"
            problems.append(Problem("cut-title", message, document.id, document.name, tail.start, tail.end))
    return [_chained(i, chains, follow) for i in range(len(chains)) if i not in heads.taken]


class _Heads:
    """The chains that another may go on with, by how they begin, so that no loose end has to look at all of them."""

    def __init__(self, chains: list[list[Block]]) -> None:
        self.taken: dict[int, int] = {}  # by whom
        self.free = {i for i, chain in enumerate(chains) if not chain[0].heading}
        self._closing = {i: None for i in sorted(self.free) if _closes_title(chains[i][0].text)}
        self._beginning: dict[str, dict[int, None]] = defaultdict(dict)
        self._texts = {i: chains[i][0].text[:_CUT_TERM] for i in sorted(self.free)}
        for i, text in self._texts.items():
            for length in range(1, len(text) + 1):
                self._beginning[text[:length]][i] = None

    def take(self, j: int, by: int) -> None:
        """Note that ``j`` goes on what ``by`` began."""
        self.taken[j] = self._first(by)
        self.free.discard(j)
        self._closing.pop(j, None)
        text = self._texts[j]
        for length in range(1, len(text) + 1):
            del self._beginning[text[:length]][j]

    def fits(self, j: int, i: int) -> bool:
        """Say whether ``j`` can go on ``i``: it is free, and ``i`` does not go on ``j``."""
        return j in self.free and j != self._first(i)

    def closing(self, i: int) -> list[int]:
        """Return the first two that can go on ``i`` and close a title."""
        return list(islice((j for j in self._closing if self.fits(j, i)), 2))

    def beginning(self, text: str, i: int) -> list[int]:
        """Return the first two that can go on ``i`` and begin with ``text``."""
        return list(islice((j for j in self._beginning.get(text, ()) if self.fits(j, i)), 2))

    def _first(self, i: int) -> int:
        """Return where the text begins that ``i`` goes on, and remember it for those on the way."""
        way = []
        while i in self.taken:
            way.append(i)
            i = self.taken[i]
        for one in way:
            self.taken[one] = i
        return i


def _continuation(i: int, tail: str, heads: _Heads, terms: Terms) -> tuple[str, int | None]:
    if _open_quote(tail):
        halves = heads.closing(i)
        return ("the halves of a title", halves[0]) if len(halves) == 1 else ("", None)
    cut = _cut_term(i, tail, heads, terms)
    if len(cut) == 1:
        return "the halves of a term", cut.pop()
    if tail[-1] in ",、" and heads.fits(i + 1, i):
        return "a sentence that goes on", i + 1
    return "", None


def _open_quote(text: str) -> bool:
    return text.count("《") > text.count("》")


def _closes_title(text: str) -> bool:
    close, opening = text.find("》"), text.find("《")
    return 0 <= close <= 40 and (opening < 0 or close < opening)


def _cut_term(i: int, tail: str, heads: _Heads, terms: Terms) -> set[int]:
    """Return the heads with which a known term straddles the seam; two are enough to know that it is not certain.

    A term of which only one letter is here counts where its rest is no term itself.
    """
    found: set[int] = set()
    for left in range(min(_CUT_TERM, len(tail)), 0, -1):
        endings = terms.endings(tail[-left:])
        for ending in endings:
            if left + len(ending) >= 3 and (left >= 2 or not _is_whole(ending, endings, terms)):
                found.update(heads.beginning(ending, i))
                if len(found) > 1:
                    return found
    return found


def _is_whole(ending: str, endings: frozenset[str], terms: Terms) -> bool:
    """Say whether what follows the one letter is a term by itself, or goes on after a shorter term."""
    return ending in terms or any(ending[:length] in endings for length in range(2, len(ending)))


def _chained(i: int, chains: list[list[Block]], follow: dict[int, int]) -> list[Block]:
    chain, seen = list(chains[i]), {i}
    while i in follow and follow[i] not in seen:
        i = follow[i]
        seen.add(i)
        chain.extend(chains[i])
    return chain
