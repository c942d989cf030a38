"""Where sources disagree, and facts of kinds that the schema forbids: what a corpus of any size is told of itself.

Documents that say the same of a thing count as one, so a thing has as many rows as there are different things said of
it, and what is compared is what :mod:`kg.checks.disagree` compares on one machine.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from kg.checks.disagree import Source, Statement, beginning, between, number
from kg.checks.shapes import CODE
from kg.model import Document, Entity, Evidence, Observation, Problem
from kg.schema import load
from kg.spark.stages import Batches, packed, problem_row, rows
from kg.spark.tables import PROBLEM, SPOKEN

Row = dict[str, Any]
MOST = 5_000  # of the different things that documents say of one thing, those of so many are compared


def spoken(batches: Batches) -> Batches:
    """Turn what documents add (``document``, ``mentions``, ``numbers``) into what each says of each thing."""
    return packed((one for row in rows(batches) for one in _spoken(row)), SPOKEN)


def _spoken(row: Row) -> Iterator[Row]:
    document = Document(**{name: row["document"][name] for name in Document._fields})
    said: dict[str, list[Statement]] = defaultdict(list)
    for one in row["numbers"]:
        said[one["entity"]].append(number(_observation(one, document), document))
    for one in row["mentions"]:
        kind = one["entity"].rpartition("-")[0]
        for statement in beginning(kind, one["start"], one["end"], document):
            said[one["entity"]].append(statement)
    for entity, statements in said.items():
        source = statements[0].source._asdict()
        yield {"entity": entity, "signature": _signature(statements), "source": source, "said": _plain(statements)}


def _observation(row: Row, document: Document) -> Observation:
    evidence = Evidence(document.id, row["start"], row["end"], row["text"], row["rule"])
    return Observation(**{name: row[name] for name in Observation._fields[:-1]}, evidence=(evidence,))


def _signature(statements: list[Statement]) -> str:
    """Return what is said, without where: documents with one signature agree in everything."""
    return json.dumps(sorted({(s.about, s.low, s.high, s.year) for s in statements}))


def _plain(statements: list[Statement]) -> list[Row]:
    return [{name: value for name, value in s._asdict().items() if name != "source"} for s in statements]


def conflicts(batches: Batches) -> Batches:
    """Turn all that is said of each thing (``id``, ``kind``, ``label``, ``aliases``, ``spoken``) into problems."""
    return packed((one for row in rows(batches) for one in _conflicts(row)), PROBLEM)


def _conflicts(row: Row) -> Iterator[Row]:
    thing = Entity(row["id"], row["kind"], row["label"], tuple(row["aliases"]), ())
    stated = [Statement(**said, source=Source(**one["source"])) for one in row["spoken"] for said in one["said"]]
    return (problem_row(conflict.problem(), lost=False) for conflict in between(thing, stated))


def misplaced(batches: Batches) -> Batches:
    """Turn facts whose ends are of kinds that the schema does not allow into problems."""
    return packed((one for row in rows(batches) for one in _misplaced(row)), PROBLEM)


def _misplaced(row: Row) -> Iterator[Row]:
    source, target = (row[end].rpartition("-")[0] for end in ("source", "target"))
    for fault in load().problems(source, row["relation"], target):
        message = f"{row['source']} -{row['relation']}-> {row['target']}: {fault}"
        yield problem_row(Problem(CODE, message), lost=False)
