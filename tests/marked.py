"""Names drawn into a sentence, ``[[苏州|Region]高新区|Zone]扩区``, and what extraction finds drawn the same way."""

from kg.extract import extract
from kg.model import Document, digest

Spot = tuple[int, int, str]


def parsed(drawn: str) -> tuple[str, set[Spot]]:
    """Return the sentence without its marks, and (start, end, kind) of each name."""
    text, spots, opened, at = "", set(), [], 0
    while at < len(drawn):
        if drawn[at] == "[":
            opened.append(len(text))
        elif drawn[at] == "|":
            close = drawn.index("]", at)
            spots.add((opened.pop(), len(text), drawn[at + 1 : close]))
            at = close
        else:
            text += drawn[at]
        at += 1
    assert not opened, f"a bracket is left open: {drawn}"
    return text, spots


def drawn(text: str, spots: set[Spot]) -> str:
    """Return ``text`` with its names drawn in."""
    marks: dict[int, str] = {}
    for start, end, kind in sorted(spots, key=lambda s: (s[1] - s[0], s[2])):
        marks[start] = "[" + marks.get(start, "")
        marks[end] = marks.get(end, "") + f"|{kind}]"
    return "".join(_closing(marks.get(i, "")) + c for i, c in enumerate(text)) + marks.get(len(text), "")


def _closing(mark: str) -> str:
    """Put what ends at a place before what begins there."""
    opening = "[" * mark.count("[")
    return mark.replace("[", "") + opening


def found(text: str) -> set[Spot]:
    """Return the names that extraction finds in ``text``."""
    return {(m.start, m.end, m.kind) for m in extract(Document(digest(text), text)).mentions}
