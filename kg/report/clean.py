"""Text of documents on its way into a report: nothing in it may act as markup, hide, or break the file."""

import re
from html import escape

_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_HALVES = re.compile("[\ud800-\udfff]")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>|#~&!$])")
_STARTS = re.compile(r"^(\d*)([-+.)])(?=\s)")  # of a list


def plain(text: str) -> str:
    """Return ``text`` on one line, without control and direction characters; half a character becomes U+FFFD."""
    return " ".join(_HIDDEN.sub("", _HALVES.sub("\ufffd", text)).split())


def html(text: str) -> str:
    """Return ``text`` for HTML, in an element or an attribute."""
    return escape(plain(text), quote=True)


def markdown(text: str) -> str:
    """Return ``text`` for a line or a table cell of Markdown."""
    return _STARTS.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", plain(text)))
