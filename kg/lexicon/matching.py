"""How any of many words is found in a text: one scan for all, and which matches stay where several cross."""

import re
from collections.abc import Iterable, Mapping

import daachorse

from kg.text import fold


def longest(matches: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return the matches that cross no longer one; of two as long the first. Most texts have few that cross.

    What a match puts aside comes back as far as it can when a longer one puts the match itself aside.
    """
    kept: list[tuple[int, int, int]] = []
    aside: list[tuple[int, int, int]] = []  # by later ones, in order
    last_end = 0
    for match in matches:
        start, end, _ = match
        if last_end <= start:
            kept.append(match)
            last_end = end
            continue
        beaten = len(kept)
        while beaten and kept[beaten - 1][1] > start and kept[beaten - 1][1] - kept[beaten - 1][0] < end - start:
            beaten -= 1
        if beaten == len(kept) or (beaten and kept[beaten - 1][1] > start):
            continue
        aside.extend(kept[beaten:])
        del kept[beaten:]
        free = kept[-1][1] if kept else 0
        for other in aside[-_ASIDE:]:
            if free <= other[0] and other[1] <= start:
                kept.append(other)
                free = other[1]
        kept.append(match)
        last_end = end
    return kept


_ASIDE = 4  # matches that may come back: no name holds more names one after the other


def any_of(listed: str) -> re.Pattern[str] | None:
    """Return what matches any of the words between the bars of ``listed``, the longest first."""
    forms = cells(listed)
    return re.compile(one_of(forms)) if forms else None


def one_of(words: Iterable[str]) -> str:
    """Return the expression of any of ``words``, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


def in_context(row: Mapping[str, str]) -> str:
    """Return the expression of a row's word in its context: what must or must not stand ``behind`` and ``before``.

    The letters of the word come first, which the engine of re passes over fast.
    """
    word = fold(row["word"])
    behind = "|".join(f"(?<={re.escape(cell + word)})" for cell in cells(row.get("behind", "")))
    not_behind = "".join(f"(?<!{re.escape(cell + word)})" for cell in cells(row.get("not_behind", "")))
    before, not_before = (one_of(cells(row.get(column, ""))) for column in ("before", "not_before"))
    return (
        re.escape(word)
        + (behind and f"(?:{behind})")
        + not_behind
        + (before and f"(?={before})")
        + (not_before and f"(?!{not_before})")
    )


def cells(listed: str) -> list[str]:
    """Return the forms between the bars of ``listed``."""
    return [fold(form) for form in listed.split("|") if form]


def automaton(words: list[str]) -> daachorse.CharwiseDoubleArrayAhoCorasick:
    """Return what finds the longest of ``words`` from the left: with more than a few, faster than an expression."""
    return daachorse.CharwiseDoubleArrayAhoCorasick(words, daachorse.MATCH_KIND_LEFTMOST_LONGEST)
