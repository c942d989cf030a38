"""A report as blocks, before anyone knows whether it becomes Markdown or HTML."""

from typing import NamedTuple

from kg.analyse.record import Passage, Stated


class Heading(NamedTuple):
    """``level`` 1 is the title."""

    level: int
    text: str


class Text(NamedTuple):
    """A paragraph."""

    text: str


class Item(NamedTuple):
    """A finding: a sentence with the facts, or the passages, it rests on; ``more`` says what is not shown."""

    text: str
    facts: tuple[Stated, ...] = ()
    passages: tuple[Passage, ...] = ()
    more: str = ""


class Table(NamedTuple):
    """Cells are text; a number is written by who made the table. ``links``: where the first cell of each row leads in HTML."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    links: tuple[str, ...] = ()


class Fold(NamedTuple):
    """A long table behind a line that says what is in it. HTML shows it on a click."""

    text: str
    table: Table


class Plot(NamedTuple):
    """A drawing with a caption that says the same for those who do not see it. Only HTML shows it."""

    svg: str
    caption: str


Block = Heading | Text | Item | Table | Fold | Plot
