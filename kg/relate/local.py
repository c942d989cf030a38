"""Whose mayor is meant where the text leaves the city out: in a report on 滁州, 市长 is the one of 滁州."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kg.recognise import Found
from kg.relate.claims import Stated
from kg.text import sentences

_LEAST_SHARE = 0.6  # of the mentions of places of one level; where two cities are spoken of, 市长 may be either's
_MOST_BEFORE = 40
_TITLE = re.compile(
    r"(?:^|[,。;:!\s])(?:(?:原|时任)?([市县区州])委(?:书记|副书记|常委)|(?:副|代|代理)?([市县区州])长)(?:、[^、,。;:]{1,14})*$"
)
_CONFIDENCE = 0.8


def local_claims(texts: Sequence[str], named: Sequence[list[Found]]) -> list[list[Stated]]:
    """Return, flow by flow, for which place the officials work whose titles name none.

    Args:
        texts: the flows of a document.
        named: the names in each of them.
    """
    homes = {level: _home(level, named) for level in "市县区州"}
    return [list(_officials(text, found, homes)) for text, found in zip(texts, named, strict=True)]


def _home(level: str, named: Sequence[list[Found]]) -> Found | None:
    """Return the first mention of the one place of ``level`` that the document is about."""
    places = [f for found in named for f in found if f.kind == "Region" and f.name.endswith(level)]
    counted = Counter(f.name for f in places)
    if not counted:
        return None
    name, number = min(counted.items(), key=lambda item: (-item[1], item[0]))
    return next(f for f in places if f.name == name) if number >= _LEAST_SHARE * len(places) else None


def _officials(text: str, found: list[Found], homes: dict[str, Found | None]) -> Iterator[Stated]:
    for person in found:
        if person.kind != "Person":
            continue
        low = max(0, person.start - _MOST_BEFORE)
        title = _TITLE.search(text[low : person.start].rstrip())
        home = homes[title.group(1) or title.group(2)] if title else None
        if title and home and not _named_there(found, low + title.start(), person.start):
            start, end = next((s.start, s.end) for s in sentences(text) if s.start <= person.start < s.end)
            yield Stated(person, "worksFor", home, start, end, "works.local", _CONFIDENCE)


def _named_there(found: list[Found], start: int, end: int) -> bool:
    """Say whether the title names its place after all: the party committee of a city that was named before."""
    return any(f.kind in ("GovernmentBody", "Region") and start <= f.start <= start + 2 and f.end <= end for f in found)
