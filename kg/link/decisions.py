"""What a user decided on identities, in a file that overrules the program for good.

The columns are ``action,kind,name,other,document,why``. ``join``: what ``name`` and ``other`` stand for is one thing.
``split``: what is written ``name`` is a thing of its own, everywhere or in one ``document`` (its name or id).
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kg.link.keys import key_of
from kg.link.spelling import clean
from kg.model import Mention
from kg.read import UnreadableError
from kg.read.plain import text as decoded
from kg.schema import load as load_schema

COLUMNS = ("action", "kind", "name", "other", "document", "why")


class DecisionsError(Exception):
    """The file of decisions cannot be followed: every problem with its line."""


class Decisions(NamedTuple):
    """Decisions ready for use: ``joined`` leads from a key to its new one, ``apart`` holds (kind, name, document)."""

    joined: dict[tuple[str, str], str]
    apart: frozenset[tuple[str, str, str]]

    def key(self, mention: Mention, document: tuple[str, str], key: str) -> tuple[str, str]:
        """Return the key after the decisions, and the reason where one applied; ``document`` is id and name."""
        if not self.joined and not self.apart:  # the common case, asked for each mention
            return key, ""
        for plain in (clean(mention.text), clean(mention.name)):
            if (mention.kind, plain, "") in self.apart:
                return f"{plain} apart", "a decision of yours: split"
            if any((mention.kind, plain, d) in self.apart for d in document if d):
                return f"{plain} apart in {document[0]}", "a decision of yours: split"
        joined = self.joined.get((mention.kind, key))
        return (joined, "a decision of yours: join") if joined else (key, "")


NONE = Decisions({}, frozenset())


def read(path: Path) -> Decisions:
    """Read a file of decisions.

    Raises:
        DecisionsError: it has rows that cannot be followed; all are listed.
        OSError: it cannot be read.
    """
    problems: list[str] = []
    groups: dict[tuple[str, str], set[tuple[str, str]]] = {}
    apart = set()
    for line, row in _rows(path):
        problem = _problem(row)
        if problem:
            problems.append(f"{path.name}:{line}: {problem}")
        elif row["action"] == "join":
            _unite(groups, _thing(row, "name"), _thing(row, "other"))
        else:
            apart.add((row["kind"], clean(row["name"]), row.get("document", "")))
    if problems:
        raise DecisionsError("\n".join(problems))
    return Decisions(_leaders(groups), frozenset(apart))


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows with their line numbers, in whatever encoding a spreadsheet wrote the file."""
    try:
        reader = csv.DictReader(io.StringIO(decoded(path.read_bytes()), newline=""))
        missing = [column for column in COLUMNS[:4] if column not in (reader.fieldnames or ())]
        if missing:
            wanted = f"the column {missing[0]} is missing: the first line must be {','.join(COLUMNS)}"
            raise DecisionsError(f"{path.name}:1: {wanted}")
        for row in reader:
            yield reader.line_num, {k: (v or "").strip() for k, v in row.items() if k}
    except (UnreadableError, csv.Error) as error:
        raise DecisionsError(f"{path.name}: {error}") from None


def _problem(row: dict[str, str]) -> str:
    if row["action"] not in ("join", "split"):
        return f"the action must be join or split, not {row['action']!r}"
    if row["kind"] not in load_schema().kinds:
        return f"{row['kind']!r} is no kind"
    if not row["name"] or (row["action"] == "join" and not row["other"]):
        return "a name is missing"
    if row["action"] == "join" and not all(key_of(row["kind"], row[c]).settled for c in ("name", "other")):
        return f"{row['name']} or {row['other']} does not say which thing is meant: join the full names"
    return ""


def _thing(row: dict[str, str], column: str) -> tuple[str, str]:
    return row["kind"], key_of(row["kind"], row[column]).key


def _unite(groups: dict[tuple[str, str], set[tuple[str, str]]], one: tuple[str, str], other: tuple[str, str]) -> None:
    together = groups.get(one, {one}) | groups.get(other, {other})
    groups.update(dict.fromkeys(together, together))


def _leaders(groups: dict[tuple[str, str], set[tuple[str, str]]]) -> dict[tuple[str, str], str]:
    leaders = {thing: min(group)[1] for thing, group in groups.items()}
    return {thing: leader for thing, leader in leaders.items() if leader != thing[1]}
