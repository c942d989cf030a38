"""The form of a text that everything is matched in, of the same length as the text, and its sentences."""

import re
from functools import cache, lru_cache

import opencc

from kg.ideographs import ideographs
from kg.model import Span

TERMINAL = '。!?;:…”’"』」)'  # ends a sentence or a clause on purpose
_SENTENCE = re.compile(r"[^。!?\n]+[。!?]*[”’\"』」)]*")
# 新华社北京3月5日电(记者张三), 本报讯: who reports, from where and when. Nothing that was read is given back (*+).
_DATELINE = re.compile(
    r"\s*+(?:[^,。;:!?()\s]{2,14}?[0-9]{1,2}日(?:专?电|讯|消息)|(?:本报|[^,。;:!?()\s]{1,6}[报社网台])[^,。;:!?()\s0-9]{0,8}?讯)"
    r"(?:\s*+\([^()]{1,40}\))?+(?:[:\s]++|(?<=\)))(?:记者[^,。;:()\s]{2,8}报道[。:\s]*+)?+"
)
_OFTEN = tuple(zip("\uff0c\uff08\uff09\uff1a\uff1b\uff1f\uff01\u3000\u00a0", ",():;?!  ", strict=True))


@cache
def _folding() -> dict[int, int]:
    """Return the table that :func:`fold` translates by: full width to ASCII, traditional to simplified, one to one.

    So are radicals that stand in the place of ideographs. A tab becomes the bar that parts the columns of a table.
    """
    table = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    table |= {ord(a): ord(b) for a, b in zip("\u3000\u00a0\u2002\u2003\t「」『』﹑﹐", "    |“”“”、,", strict=True)}
    table |= dict.fromkeys(range(0xD800, 0xF900), 0xFFFD)  # lone surrogates cannot leave Python; private use is ours
    characters = [chr(code) for code in range(0x4E00, 0x9FFF)]
    simplified = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    table |= {ord(a): ord(b) for a, b in zip(characters, simplified, strict=True) if len(b) == 1 and a != b}
    return table | {radical: table.get(letter, letter) for radical, letter in ideographs().items()}


@cache
def _foldable() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(map(chr, sorted(_folding()))))}]")


def fold(text: str) -> str:
    """Return ``text`` in the form that everything is matched in, of the same length."""
    if not _foldable().search(text):
        return text
    for written, folded in _OFTEN:  # mostly nothing else needs folding, and the table is slow
        text = text.replace(written, folded)
    return text.translate(_folding()) if _foldable().search(text) else text


@lru_cache(maxsize=256)
def sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of a flow's text; closing quotation marks stay with theirs, a dateline stands by itself.

    Kept for a document: it is asked again.
    """
    told = dateline(text)
    found = tuple(Span(*match.span()) for match in _SENTENCE.finditer(text, told) if not match.group().isspace())
    return (Span(0, told), *found) if told else found


@lru_cache(maxsize=256)
def dateline(text: str) -> int:
    """Return where the dateline that a flow's text opens with ends, 0 without one: nothing in it is what the text is about."""
    match = _DATELINE.match(text)
    return match.end() if match else 0
