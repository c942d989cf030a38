"""Lists of those who have won a title: the heading names it (…特色产业集群名单), each row one who has it."""

import re
from collections.abc import Iterator, Sequence

from kg.recognise import Found
from kg.recognise.titles.headed import LISTED
from kg.relate.claims import Stated
from kg.relate.slots import top_level


class Lists:
    """The list that the flows of a document, read in order, are in, if any."""

    def __init__(self) -> None:
        self._title: Found | None = None

    def claims(self, flow: str, found: Sequence[Found]) -> Iterator[Stated]:
        """Yield that who opens a row of the list has won its title."""
        heading = next((name for name in found if name.rule == LISTED), None)
        row = _ROW.match(flow)
        if heading is not None or not (row or _may_stand_between(flow)):
            self._title = heading
        elif row and self._title and (winner := _winner(flow, row.end(), found)):
            yield Stated(winner, "selectedFor", self._title, 0, len(flow), "list.title", 0.85)


_ROW = re.compile(r"\s*(?:[0-9]{1,3}\s*[、.|)]|[0-9]{1,3}\s+|\|)\s*")
_LONGEST_BETWEEN = 24  # characters of what parts a list: its columns, the place of the next members


def _may_stand_between(flow: str) -> bool:
    return len(flow) <= _LONGEST_BETWEEN and not flow.rstrip().endswith(("。", "!", "?", ":"))


def _winner(flow: str, start: int, found: Sequence[Found]) -> Found | None:
    """Return the one who opens the row at ``start``, or the first that fills a cell of it."""
    for name in top_level(found):
        opens = name.start == start or flow[: name.start].rstrip().endswith("|")
        if name.kind in _WINNERS and opens and _CLOSES.match(flow, name.end):
            return name
    return None


_WINNERS = frozenset(("Cluster", "Zone", "Company", "ResearchInstitute", "University", "Organization"))
_CLOSES = re.compile(r"\s*(?:\||[;,。(]|$)|\s")
