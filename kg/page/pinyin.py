"""Pinyin for search: one table of syllables for all characters, and exceptions for names read otherwise."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kg.pinyin import syllables


def table(names: Iterable[str]) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Return the most frequent syllable of each Chinese character, and the syllables of the names it would misread."""
    read = {name: syllables(name) for name in names}
    common = _most_frequent(read)
    return common, {name: found for name, found in read.items() if found != [common.get(c, c) for c in name]}


def _most_frequent(read: Mapping[str, Sequence[str]]) -> dict[str, str]:
    counts: dict[str, Counter[str]] = {}
    for name, found in read.items():
        for character, syllable in zip(name, found, strict=True):
            if character != syllable:
                counts.setdefault(character, Counter())[syllable] += 1
    return {character: _first(counts[character]) for character in sorted(counts)}


def _first(counts: Counter[str]) -> str:
    return min(counts, key=lambda syllable: (-counts[syllable], syllable))
