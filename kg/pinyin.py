"""Names in Hanyu Pinyin without tones, for search and order: what pypinyin says, each word asked for once."""

import re
from collections.abc import Iterator
from functools import lru_cache

_HAN = re.compile("([\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+)")


def pinyin(name: str) -> str:
    """Return ``name`` in syllables with blanks between them; what is not Chinese stays as it is."""
    return " ".join(_syllables(name))


def _syllables(name: str) -> Iterator[str]:
    from pypinyin.seg.mmseg import seg  # its dictionaries take a tenth of a second to load

    for number, part in enumerate(_HAN.split(name)):
        if number % 2:  # between the bounds of the split: Chinese
            yield from (" ".join(_word(word)) for word in seg.cut(part))
        elif part:
            yield part


def syllables(name: str) -> list[str]:
    """Return the syllable of each character of ``name``; what has none stands for itself."""
    from pypinyin.seg.mmseg import seg

    found: list[str] = []
    for number, part in enumerate(_HAN.split(name)):
        found += (syllable for word in seg.cut(part) for syllable in _word(word)) if number % 2 else part
    return found if len(found) == len(name) else list(name)


@lru_cache(maxsize=1 << 16)
def _word(word: str) -> tuple[str, ...]:
    """Names are new, their words are not: looking a word up is most of the time."""
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin([word], errors=list))  # type: ignore[arg-type]
