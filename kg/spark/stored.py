"""The tables that Spark wrote read back into one graph, where one machine can hold it."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from pyarrow import parquet

from kg.build import Built, Options, put_together
from kg.checks import disagree, shapes
from kg.link import Linked, Merge
from kg.link.gather import Name, first_places, merges
from kg.model import Document, Entity, Evidence, Fact, Mention, Observation, Problem

Row = dict[str, Any]
T = TypeVar("T")


def stored(folder: Path, options: Options) -> Built:
    """Return what a local build would have made of the documents whose tables are in ``folder``."""
    documents = [Document(**{name: row[name] for name in Document._fields}) for row in _rows(folder / "documents")]
    told = [(Problem(*(row[name] for name in Problem._fields)), row["lost"]) for row in _rows(folder / "problems")]
    known = [p for p, is_lost in told if not is_lost and p.code not in (disagree.CODE, shapes.CODE)]  # found again
    lost = [p for p, is_lost in told if is_lost]
    return put_together(_linked(folder), documents, known, lost, options.min_confidence)


def size(folder: Path) -> int:
    """Return how many documents the tables in ``folder`` hold, without reading them."""
    return sum(parquet.read_metadata(path).num_rows for path in (folder / "documents").glob("*.parquet"))


def _rows(folder: Path) -> Iterator[Row]:
    for path in sorted(folder.glob("*.parquet")):
        for batch in parquet.ParquetFile(path).iter_batches():
            yield from batch.to_pylist()


def _linked(folder: Path) -> Linked:
    mentions = _grouped(folder / "mentions", ("entity",), _mention)
    numbers = _grouped(folder / "numbers", ("entity",), _number)
    evidence = _grouped(folder / "claims", ("source", "relation", "target"), _evidence)
    entities, reasons = [], list[Merge]()
    for row in sorted(_rows(folder / "entities"), key=lambda row: (row["background"], row["kind"], row["key"])):
        one = _entity(row, mentions[row["id"],], numbers[row["id"],])
        entities.append(one)
        reasons += merges(one, map(_name, row["names"]), first_places(one.mentions).__getitem__)
    facts = [_fact(row, evidence[row["source"], row["relation"], row["target"]]) for row in _rows(folder / "facts")]
    return Linked(entities, facts, reasons)


def _grouped(folder: Path, by: tuple[str, ...], made: Callable[[Row], T]) -> dict[tuple[str, ...], list[T]]:
    groups: dict[tuple[str, ...], list[T]] = defaultdict(list)
    for row in _rows(folder):
        groups[tuple(row[name] for name in by)].append(made(row))
    return groups


def _mention(row: Row) -> tuple[str, Mention]:
    kind = row["entity"].rpartition("-")[0]
    return row["document"], Mention(row["start"], row["end"], row["text"], kind, row["name"], row["rule"])


def _evidence(row: Row) -> Evidence:
    return Evidence(row["document"], row["start"], row["end"], row["text"], row["rule"])


def _number(row: Row) -> Observation:
    return Observation(**{name: row[name] for name in Observation._fields[:-1]}, evidence=(_evidence(row),))


def _name(row: Row) -> Name:
    return Name(row["name"], row["reason"], row["mentions"], (row["document"], row["start"], row["end"]), row["use"])


def _entity(row: Row, mentions: list[tuple[str, Mention]], numbers: list[Observation]) -> Entity:
    known = (row["id"], row["kind"], row["label"], tuple(row["aliases"]))
    ordered = sorted(numbers, key=lambda number: (number.evidence[0].document, number.evidence[0].start, number))
    return Entity(*known, sorted(mentions), ordered, row["background"], row["origin"], row["code"])


def _fact(row: Row, evidence: list[Evidence]) -> Fact:
    known = (row["source"], row["relation"], row["target"], row["confidence"])
    return Fact(*known, sorted(evidence), row["planned"], row["background"], row["origin"])
