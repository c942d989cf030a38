"""Plain text and Markdown: bytes to characters, whatever the encoding that Chinese text comes in."""

import codecs
import re
from functools import cache

from kg.read.piece import MOST_CHARACTERS, UnreadableError, too_long

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SAMPLE = 4000  # characters looked at to tell Chinese from chance
_PLAUSIBLE = (
    0.8  # of the characters beyond ASCII in GB18030 text are common ones; other encodings read as it stay below 0.6
)
_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*\r?\n(?:[ \t]*\r?\n)*", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"^(\w+)[ \t]*:[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t#]*\r?$", re.MULTILINE)


def text(data: bytes) -> str:
    """Return ``data`` as text with every character in its place, line ends too; only the encoding's mark is taken off.

    Raises:
        UnreadableError: it is not text, in none of the known encodings, or too long.
    """
    decoded = _decoded(data)
    if "\0" in decoded:
        raise UnreadableError("not-text", "holds NUL bytes, so it is not text: convert it to UTF-8 text first")
    if len(decoded) > MOST_CHARACTERS:
        raise too_long(f"{len(decoded):,} characters")
    return decoded


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise UnreadableError(
                "not-text", "holds NUL bytes, so it is not text: convert it to UTF-8 text first"
            ) from None
        return _gb18030(data, error.start)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            "encoding", f"is marked as {encoding.upper()} but breaks off it at byte {error.start}: save it as UTF-8"
        ) from None


def _gb18030(data: bytes, bad: int) -> str:
    try:
        decoded = data.decode("gb18030")
    except UnicodeDecodeError:
        decoded = ""
    if not _plausible(decoded):
        raise UnreadableError(
            "encoding", f"is neither UTF-8 (see byte {bad}) nor GB18030 nor UTF-16 with a mark: save it as UTF-8"
        )
    return decoded


def _plausible(decoded: str) -> bool:
    """Say whether text read as GB18030 looks like Chinese: nearly any bytes can be, but give rare characters."""
    beyond = [character for character in decoded if character > "\x7f"][:_SAMPLE]
    common = sum(character in _common() for character in beyond)
    return common > _PLAUSIBLE * len(beyond)


@cache
def _common() -> frozenset[str]:
    """Return punctuation, full-width forms and the 3,755 common characters: the first level of GB 2312."""
    rows = (0xA1, 0xA3, *range(0xB0, 0xD8))
    cells = (bytes((row, cell)) for row in rows for cell in range(0xA1, 0xFF))
    return frozenset(character for cell in cells for character in cell.decode("gb2312", "ignore"))


def markdown(text: str) -> tuple[str, dict[str, str]]:
    """Return the text below the front matter, and what the front matter says; a title may be the first heading."""
    front = _FRONT.match(text)
    body = text[front.end() :] if front else text
    fields = {name.lower(): value.strip("\"'") for name, value in _FIELD.findall(front.group(1))} if front else {}
    heading = _HEADING.search(body)
    return body, ({"title": heading.group(1)} if heading else {}) | fields
