"""Plain text and Markdown: bytes to characters, whatever the encoding that Chinese text comes in."""

import codecs
import re

from kg.read.encodings import NONE_OF_THEM, encoding
from kg.read.piece import MOST_CHARACTERS, UnreadableError, too_long

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
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
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], name)
    if found := encoding(data):
        return data.decode(found)
    if b"\0" in data:
        raise UnreadableError("not-text", "holds NUL bytes, so it is not text: convert it to UTF-8 text first")
    raise UnreadableError(
        "encoding",
        f"{NONE_OF_THEM}: open it in the program it comes from and save it as UTF-8",
    )


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            "encoding", f"is marked as {name.upper()} but breaks off it at byte {error.start}: save it as UTF-8"
        ) from None


def markdown(text: str) -> tuple[str, dict[str, str]]:
    """Return the text below the front matter, and what the front matter says; a title may be the first heading."""
    front = _FRONT.match(text)
    body = text[front.end() :] if front else text
    fields = {name.lower(): value.strip("\"'") for name, value in _FIELD.findall(front.group(1))} if front else {}
    heading = _HEADING.search(body)
    return body, ({"title": heading.group(1)} if heading else {}) | fields
