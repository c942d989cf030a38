"""Word boundaries for the stretches of a text that no list of names covers."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, starmap
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
_PREPOSITIONS = frozenset("从在对被把据")
_DRAWN = frozenset("从在对被把据为向由以与及和如将给率到赴")  # what the segmenter draws to a word that it has to guess
_LONGEST_WHOLE = 2  # characters of a guess that is left whole
_DEEDS = frozenset("率到赴")  # what people do, which the segmenter draws to their names: 李明|率


class Word(NamedTuple):
    """A word; ``inner`` says that it can stand inside a name."""

    text: str
    tag: str
    inner: bool


def _inner(text: str, tag: str) -> bool:
    lexicon = load()
    if text in lexicon.boundaries or _opens_with_preposition(text):
        return False
    if text in lexicon.name_verbs:
        return True
    if tag == "x":
        return text.isalnum()
    if tag == "m":
        return False
    return tag in _NAME_TAGS


def _opens_with_preposition(text: str) -> bool:
    """Say whether the segmenter drew a preposition to what follows it, for want of a word: 记者|从区|经济开发区."""
    return text[0] in _PREPOSITIONS and len(text) > 1 and not in_dictionary(text)


@lru_cache(maxsize=32768)
def words(text: str) -> tuple[Word, ...]:
    """Return the words of ``text``."""
    tagged = rjieba.tag(text)
    return tuple(starmap(_word, tagged if _DRAWN.isdisjoint(text) else _parted(tagged)))


def _parted(tagged: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the words with prepositions cut off from guesses that open with one, and a verb from a person: 由|海诺, 李明|率."""
    for text, tag in tagged:
        if text[-1] in _DEEDS and tag == "nr" and (text[-1] == "率" or len(text) > _LONGEST_WHOLE):
            yield text[:-1], tag
            yield text[-1], "v"
        elif len(text) > _LONGEST_WHOLE and text[0] in _DRAWN and not in_dictionary(text):
            yield text[0], "p"
            yield text[1:], tag
        else:
            yield text, tag


@lru_cache(maxsize=65536)
def _word(text: str, tag: str) -> Word:
    return Word(text, tag, _inner(text, tag))


def is_proper(word: Word) -> bool:
    """Say whether ``word`` looks like a part of somebody's own name: the segmenter takes it for one, or does not know it."""
    return word.tag in _PROPER_TAGS or len(word.text) == 1 or not in_dictionary(word.text)


_PROPER_TAGS = frozenset(("nz", "nr", "nrt", "nrfg", "ns", "nt", "un"))


def boundaries(text: str, at: int = 0) -> frozenset[int]:
    """Return the positions at which a word of ``text``, which itself begins at ``at``, begins or ends."""
    return frozenset(accumulate(map(len, rjieba.cut(text)), initial=at))


def in_dictionary(word: str) -> bool:
    """Say whether the segmenter's dictionary knows ``word``; what it does not know it put together by itself."""
    return bool(rjieba.has_word(word))
