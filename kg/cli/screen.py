"""What the commands print: names from documents, tables in which Chinese stands straight."""

from collections.abc import Iterable, Sequence
from unicodedata import east_asian_width


def shown(text: str) -> str:
    """Return ``text`` on one line and without characters that would steer a terminal."""
    return "".join(character if character.isprintable() else "\ufffd" for character in " ".join(text.split()))


def width(text: str) -> int:
    """Return how many columns ``text`` takes on a screen."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return ``rows`` as columns two blanks apart, below ``header`` and a rule."""
    cells = [[shown(cell) for cell in row] for row in (header, *rows)]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    lines = ["  ".join(_padded(cell, w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in cells]
    return "\n".join([lines[0], "  ".join("-" * w for w in widths), *lines[1:]])


def _padded(cell: str, columns: int) -> str:
    return cell + " " * (columns - width(cell))
