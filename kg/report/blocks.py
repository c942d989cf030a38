"""A report as blocks, before anyone knows whether it becomes Markdown or HTML."""

from typing import NamedTuple

from kg.analyse.record import Passage, Stated
from kg.report.texts import text as words


class Heading(NamedTuple):
    """``level`` 1 is the title; ``code`` is the chapter's name in an address, the same in every report."""

    level: int
    text: str
    code: str = ""


class Text(NamedTuple):
    """A paragraph."""

    text: str


class Item(NamedTuple):
    """A finding: a sentence with the facts, or the passages, it rests on; ``more`` says what is not shown.

    ``chapter``: the code of the heading under which these stand instead. ``node``: the id of what it is about.
    """

    text: str
    facts: tuple[Stated, ...] = ()
    passages: tuple[Passage, ...] = ()
    more: str = ""
    chapter: str = ""
    node: str = ""


class Table(NamedTuple):
    """Cells are text; a number is written by who made the table.

    ``links``: where a cell of each row, that of the column ``linked``, leads in HTML.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    links: tuple[str, ...] = ()
    linked: int = 0


class Fold(NamedTuple):
    """A long table behind a line that says what is in it. HTML shows it on a click."""

    text: str
    table: Table


class Plot(NamedTuple):
    """A drawing with a caption that says the same for those who do not see it. Only HTML shows it."""

    svg: str
    caption: str


def heading(level: int, code: str) -> Heading:
    """Return the heading of the chapter ``code``."""
    return Heading(level, words("headings", code), code)


Block = Heading | Text | Item | Table | Fold | Plot
