"""Pinyin for search and order: one table of syllables for all characters, and exceptions for names read otherwise."""

from collections import Counter
from collections.abc import Mapping, Sequence


def table(read: Mapping[str, Sequence[str]]) -> tuple[dict[str, str], dict[str, Sequence[str]]]:
    """Return the most frequent syllable of each Chinese character, and the syllables of the names it would misread.

    ``read`` gives the syllables of each name.
    """
    common = _most_frequent(read)
    return common, {name: found for name, found in read.items() if found != [common.get(c, c) for c in name]}


def order(names: Sequence[str], read: Mapping[str, Sequence[str]]) -> list[int]:
    """Return the place of each of ``names`` among all of them as a dictionary would have them."""
    places = [0] * len(names)
    for place, i in enumerate(sorted(range(len(names)), key=lambda i: (" ".join(read[names[i]]).casefold(), names[i]))):
        places[i] = place
    return places


def _most_frequent(read: Mapping[str, Sequence[str]]) -> dict[str, str]:
    counts: dict[str, Counter[str]] = {}
    for name, found in read.items():
        for character, syllable in zip(name, found, strict=True):
            if character != syllable:
                counts.setdefault(character, Counter())[syllable] += 1
    return {character: _first(counts[character]) for character in sorted(counts)}


def _first(counts: Counter[str]) -> str:
    return min(counts, key=lambda syllable: (-counts[syllable], syllable))
