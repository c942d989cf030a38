"""In which encoding a text is, where no mark says so: as Chinese text is saved, by what it gives when it is read so."""

import codecs
from functools import cache

UTF_8 = "utf-8"
NONE_OF_THEM = "is in no encoding that is read (UTF-8, UTF-16, GB18030, Big5)"
# Of two that give the same the first is taken. Big5 is read with Hong Kong's supplement, GB18030 holds GBK and GB 2312.
OTHERS = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_SAMPLE = 4000  # characters looked at to tell Chinese from chance
# Of text read as it was saved, 0.9 and more are common characters; read otherwise, 0.8 at most from 30 characters on.
_PLAUSIBLE = 0.8


def encoding(data: bytes, *, whole: bool = True) -> str | None:
    """Return the encoding of ``data``, or None where it is none of those that are known.

    If it is not the ``whole``, it may end within a character.
    """
    read = _read(data, UTF_8, whole)
    if read is not None and "\0" not in read:
        return UTF_8
    shares = {name: _share(text, name) for name in OTHERS if (text := _read(data, name, whole)) is not None}
    best = max(shares, key=lambda name: shares[name], default="")
    if shares.get(best, 0) > _PLAUSIBLE:
        return best
    return None if read is None else UTF_8


def _read(data: bytes, name: str, whole: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(name)().decode(data, whole)
    except UnicodeDecodeError:
        return None


def _share(text: str, name: str) -> float:
    """Return how many of the characters are common ones; ASCII tells something in UTF-16 alone, all others hold it as it is."""
    told = text[:_SAMPLE] if name.startswith("utf-16") else [c for c in text if c > "\x7f"][:_SAMPLE]
    return sum(character in _common() for character in told) / max(len(told), 1)


@cache
def _common() -> frozenset[str]:
    """Return punctuation, full-width forms, ASCII and the common characters, simplified and traditional.

    These are the first levels of GB 2312 (3,755 characters) and of Big5 (5,401).
    """
    gb = (bytes((row, cell)) for row in (0xA1, 0xA3, *range(0xB0, 0xD8)) for cell in range(0xA1, 0xFF))
    big5 = (bytes((row, cell)) for row in range(0xA1, 0xC7) for cell in (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    first_level = (cell for cell in big5 if cell < b"\xc6\x7f")
    printed = map(chr, (*b"\t\n\r", *range(0x20, 0x7F)))
    return frozenset(
        (
            *printed,
            *(cell.decode("gb2312", "ignore") for cell in gb),
            *(cell.decode("big5", "ignore") for cell in first_level),
        )
    ) - {""}
