"""Word boundaries for the stretches of a text that no list of names covers."""

from functools import cache, lru_cache
from typing import NamedTuple

import rjieba

from kg.lexicon import load

# Tags of the ICTCLAS set whose words can stand inside a name; a verb only where data/lexicon/nameverbs.csv says so.
_NAME_TAGS = frozenset(
    (
        "n",
        "nr",
        "nrt",
        "nrfg",
        "ns",
        "nt",
        "nz",
        "ng",
        "nrj",
        "b",
        "j",
        "vn",
        "an",
        "a",
        "l",
        "i",
        "s",
        "g",
        "k",
        "eng",
        "x",
        "un",
        "h",
    )
)


class Word(NamedTuple):
    """A word at its place in the text; ``inner`` says that it can stand inside a name."""

    start: int
    end: int
    text: str
    tag: str
    inner: bool


@cache
def _inner(text: str, tag: str) -> bool:
    lexicon = load()
    if text in lexicon.boundaries:
        return False
    if text in lexicon.name_verbs:
        return True
    if tag == "x":
        return text.isalnum()
    if tag == "m":
        return False
    return tag in _NAME_TAGS


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Word, ...]:
    """Return the words of ``text``."""
    found, at = [], 0
    for word, tag in rjieba.tag(text):
        found.append(Word(at, at + len(word), word, tag, _inner(word, tag)))
        at += len(word)
    return tuple(found)


def boundaries(text: str) -> frozenset[int]:
    """Return the positions of ``text`` at which a word begins or ends."""
    found, at = {0}, 0
    for word in rjieba.cut(text):
        at += len(word)
        found.add(at)
    return frozenset(found)


def in_dictionary(word: str) -> bool:
    """Say whether the segmenter's dictionary knows ``word``; what it does not know it put together by itself."""
    return bool(rjieba.has_word(word))
