"""Web pages: the main text, with title, date, address and publisher."""

import logging
import re

from kg.read import plain
from kg.read.piece import UnreadableError

_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
_CHARSETS = dict.fromkeys((b"gb2312", b"gbk", b"gb18030"), "gb18030") | dict.fromkeys(
    (b"big5", b"big5-hkscs"), "big5hkscs"
)
# What Chinese authorities write into the head of their pages, by the names of the national norm for such sites.
_META = {"articletitle": "title", "pubdate": "date", "contentsource": "publisher"}
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2200-01-01"}  # no date depends on today's


def text(data: bytes) -> tuple[str, dict[str, str]]:
    """Return the main text of a page and what the page says of itself.

    Raises:
        UnreadableError: there is no main text, or the encoding is unknown.
    """
    from lxml.html import document_fromstring
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it would print is what we report
    html = _decoded(data)
    page = bare_extraction(html, with_metadata=True, include_comments=False, date_extraction_params=_DATES)
    if page is None or isinstance(page, dict) or not page.text:
        raise UnreadableError("no-main-text", "has no main text: save the article itself, not a list or a start page")
    found = {"title": page.title, "date": page.date, "url": page.url, "publisher": page.sitename}
    named = {meta.get("name", "").lower(): meta.get("content", "") for meta in document_fromstring(html).iter("meta")}
    own = {field: named[name] for name, field in _META.items() if named.get(name)}
    return page.text, {field: value for field, value in found.items() if value} | own


def _decoded(data: bytes) -> str:
    """Return the page's characters, by the encoding it names where that holds."""
    named = _CHARSET.search(data[:4096])
    if named and (name := _CHARSETS.get(named.group(1).lower())):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            pass
    return plain.text(data)
