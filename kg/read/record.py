"""A document as a record: its text and what else is known of it, under the names that people give the columns."""

import json
import re
from collections.abc import Mapping
from datetime import date

from kg.model import Document, Problem, digest
from kg.read.piece import MOST_CHARACTERS, UnreadableError, too_long

NAMES = {
    "text": ("text", "content", "body", "正文", "内容", "全文"),
    "id": ("id", "编号"),
    "title": ("title", "headline", "标题", "题名"),
    "date": ("date", "published", "time", "日期", "发布日期", "发布时间"),
    "url": ("url", "link", "网址", "链接"),
    "publisher": ("publisher", "source", "来源", "出处", "发布机构"),
    "genre": ("genre", "体裁"),
}
GENRES = ("news", "policy", "report")
Made = tuple[Document] | tuple[Document, Problem]
_HALVES = re.compile("[\ud800-\udfff\0]")
_SHOWN = 40  # characters of what should be a date
_DATE = re.compile(r"\s*(\d{4})(?:[-/.年]?(\d\d?)(?:[-/.月]?(\d\d?))?)?(?!\d)")


def column(names: Mapping[str, object], field: str) -> str | None:
    """Return which of ``names`` holds ``field``."""
    by_lower = {str(name).strip().lower(): name for name in names}
    return next((by_lower[name] for name in NAMES[field] if name in by_lower), None)


def document(record: Mapping[str, object], name: str) -> Made:
    """Return what ``record`` holds, as :func:`made` does; ``name`` ends in its number, in place of which its own id is better.

    Raises:
        UnreadableError: it has no text.
    """
    key = column(record, "text")
    if key is None:
        raise UnreadableError(
            "no-text", f"has no text: name its column {' or '.join(NAMES['text'][:3])} (there are: {_listed(record)})"
        )
    fields = {field: _value(record, field) for field in NAMES if field != "text"}
    own = " ".join(fields["id"].split())
    return made(str(record[key] or ""), f"{name.rpartition(':')[0]}#{own}" if own else name, fields)


def made(text: str, name: str, fields: Mapping[str, str]) -> Made:
    """Return ``text`` as a document called ``name``, and a problem where its date is none.

    The same text has the same id wherever it comes from.

    Raises:
        UnreadableError: the text is empty or too long.
    """
    text = whole(text)
    fields = {field: whole(value) for field, value in fields.items()}
    if not text.strip():
        raise UnreadableError("empty-document", "is empty: nothing to read")
    if len(text) > MOST_CHARACTERS:
        raise too_long(f"{len(text):,} characters")
    genre = fields.get("genre", "")
    one = Document(
        id=digest(text),
        text=text,
        name=whole(name),
        title=" ".join(fields.get("title", "").split()),
        date=iso_date(fields.get("date", "")),
        url=fields.get("url", "").strip(),
        publisher=" ".join(fields.get("publisher", "").split()),
        genre=genre if genre in GENRES else "",
    )
    dated = " ".join(fields.get("date", "").split())
    return (one,) if one.date or not dated else (one, _undated(one, dated))


def _undated(one: Document, date: str) -> Problem:
    """Say that the document is used without its date, which other programs may understand."""
    said = f"{one.name}: its date “{date[:_SHOWN]}” cannot be read, so it has none: write it as 2020, 2020-04 or 2020-04-21"
    return Problem("bad-date", said, one.id, one.name)


def whole(text: str) -> str:
    """Return ``text`` with halves of characters and NUL, which no file of a build can hold, replaced one for one."""
    return _HALVES.sub("\ufffd", text)


def iso_date(text: str) -> str:
    """Return the date that ``text`` begins with as ISO 8601, as exact as it is given; empty where it is none."""
    match = _DATE.match(text)
    if not match:
        return ""
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        date(year or 0, month or 1, day or 1)
    except ValueError:
        return ""
    return "-".join(f"{part:02}" for part in (year, month, day) if part)


def _value(record: Mapping[str, object], field: str) -> str:
    key = column(record, field)
    value = record[key] if key is not None else None
    return "" if value is None else str(value)


def _listed(record: Mapping[str, object]) -> str:
    return ", ".join(map(str, record)) or "none"


def parsed(line: bytes) -> dict[str, object]:
    """Return the record of one line of JSON.

    Raises:
        UnreadableError: it is no JSON object, or not in UTF-8.
    """
    try:
        value = json.loads(line)
    except UnicodeDecodeError:
        raise UnreadableError("encoding", "is not in UTF-8, as JSON is by its norm: save the file as UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise UnreadableError("bad-json", f"is no JSON ({error}): repair the line") from None
    if not isinstance(value, dict):
        raise UnreadableError("bad-json", 'is JSON but no object: write {"text": …} on each line')
    return value
