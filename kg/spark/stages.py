"""The stages of a build on Arrow batches: what Spark runs on the workers. Nothing here knows of Spark but `shares`.

Files to documents to what each adds; names under one key to a thing; confidences of one fact to how sure it is.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import pyarrow as pa

from kg.engines.cache import version
from kg.engines.pool import isolated
from kg.engines.work import Outcome, duplicate, reading, ready, same_name, work
from kg.link import Decisions
from kg.link.background import lexicon_thing
from kg.link.gather import Key, Name, entity, surety
from kg.link.share import Share, share, spoken
from kg.model import Document, Problem, entity_id
from kg.read import Piece
from kg.read.sources import Source, in_file
from kg.spark.tables import ENTITY, FACT, PROBLEM, READ, SHARE, Columns

Row = dict[str, Any]
Batches = Iterator[pa.RecordBatch]
TOGETHER = 200  # rows of a batch at most
HEAVY = 4_000_000  # characters of text that a batch may have before it is passed on


class VersionError(Exception):
    """A worker has another program, other lists or other libraries than the driver."""


class How(NamedTuple):
    """What every worker must know. ``version``: of program, lists, rules and libraries on the driver."""

    repair: bool
    decisions: Decisions
    version: str

    def check(self) -> None:
        """Make sure that this worker would say what the driver would.

        Raises:
            VersionError: it might not.
        """
        if version() != self.version:
            raise VersionError(f"a worker has {version()}, the driver {self.version}: install the same on all")
        ready()


class Roots:
    """The files and folders that the user named, which say what a file is called and when its turn comes."""

    def __init__(self, files: dict[str, int], folders: dict[str, int]) -> None:
        self._files = files
        self._folders = sorted((turn, path + "/") for path, turn in folders.items())

    def placed(self, path: str) -> tuple[str, str]:
        """Return the turn of the file at ``path``, as text that sorts, and its name."""
        if path in self._files:
            return f"{self._files[path]:09}", path.rpartition("/")[2]
        turn, folder = next((turn, folder) for turn, folder in self._folders if path.startswith(folder))
        name = path.removeprefix(folder)
        return f"{turn:09}\0" + name.replace("/", "\0"), name  # as if folder by folder were sorted


# ---------------------------------------------------------------- files to documents


def documents(batches: Batches, roots: Roots) -> Batches:
    """Read files (``path``, ``content``) to documents and problems."""
    return packed((row for file in rows(batches) for row in _in_file(file, roots)), READ, "text")


def _in_file(file: Row, roots: Roots) -> Iterator[Row]:
    turn, name = roots.placed(file["path"])
    for number, one in enumerate(in_source(Source(name, file["content"]))):
        if isinstance(one, Problem):
            yield {"part": turn, "file": turn, "number": number, "problem": problem_row(one, lost=True)}
        else:
            yield {"part": one.id, "file": turn, "number": number, **one._asdict()}


def in_source(source: Source) -> Iterator[Document | Problem]:
    """Yield the documents of a file, and what is wrong with it."""
    for piece in in_file(source):
        yield from [piece] if isinstance(piece, Problem) else reading(piece)


# ---------------------------------------------------------------- documents to what they add


def shares(batches: Batches, how: How) -> Batches:
    """Turn documents into what they add; equal texts come one after the other, and all but the first are told.

    Where a task is tried again, the work is done in a process of its own: what killed the last one costs only itself.
    """
    how.check()
    return packed(_shares(batches, how, _isolated if _tried_before() else _here), SHARE, "text")


def _tried_before() -> bool:
    from pyspark import TaskContext

    task = TaskContext.get()
    return task is not None and task.attemptNumber() > 0


def _shares(batches: Batches, how: How, run: Callable[[list[Piece], bool], Iterable[Outcome]]) -> Iterator[Row]:
    earlier: Row = {"id": None}
    for batch in batches:
        marked = []
        for row in batch.to_pylist():
            again = row["id"] is not None and row["id"] == earlier["id"]
            marked.append((row, earlier["name"] if again else None))
            earlier = earlier if again else row
        new = [_piece(row) for row, before in marked if row["id"] is not None and before is None]
        outcomes = iter(run(new, how.repair))
        for row, before in marked:
            yield _row(row, before, outcomes, how)


def _here(pieces: list[Piece], repair: bool) -> Iterable[Outcome]:
    return (work(piece, repair) for piece in pieces)


def _isolated(pieces: list[Piece], repair: bool) -> Iterable[Outcome]:
    return isolated(pieces, repair)


def _piece(row: Row) -> Piece:
    return Piece(row["name"], "document", _document(row))


def _document(row: Row) -> Document:
    return Document(**{name: row[name] for name in Document._fields})


def _row(row: Row, before: str | None, outcomes: Iterator[Outcome], how: How) -> Row:
    """Return what a row of reading comes to: a problem, a text that was there ``before``, or a share."""
    place = {"file": row["file"], "number": row["number"]}
    if row["id"] is None:
        return place | {"problems": [row["problem"]]}
    if before is not None:
        return place | {"problems": [problem_row(duplicate(_document(row), before), lost=True)]}
    outcome = next(outcomes)
    lost = [problem_row(problem, lost=True) for problem in outcome.lost]
    if not outcome.read:
        return place | {"problems": lost}
    document, extract, identities = outcome.read[0]
    told = [*lost, *(problem_row(problem, lost=False) for problem in extract.problems)]
    return place | _shared(document, share(extract, document, identities, how.decisions)) | {"problems": told}


def _shared(document: Document, one: Share) -> Row:
    return {
        "text": document.text,
        "document": document._asdict() | {"length": len(document.text)},
        "mentions": [{"entity": entity_id(*key), **mention._asdict()} for key, mention in one.mentions],
        "names": [row for key, names in one.names.items() for row in _names(key, names, one.counts[key])],
        "facts": _facts(document.text, one),
        "numbers": [
            {"entity": entity_id(*key), **number._asdict(), **number.evidence[0]._asdict()}
            for key, number in one.observations
        ],
    }


def _names(key: Key, names: list[Name], mentions: int) -> Iterator[Row]:
    """Yield a row a name; the first counts the mentions and the document for the thing."""
    for number, name in enumerate(names):
        _, start, end = name.first
        counts = {"whole": 0 if number else mentions, "documents": 0 if number else 1}
        yield {"kind": key[0], "key": key[1], **name._asdict(), "start": start, "end": end, **counts}


def _facts(text: str, one: Share) -> list[Row]:
    return [
        {
            **{"source": entity_id(*source), "relation": relation, "target": entity_id(*target)},
            "spoken": spoken(passages),
            "planned": all(passage.planned for passage in passages),
            "claims": [{"text": text[p.start : p.end], **p._asdict()} for p in passages],
        }
        for (source, relation, target), passages in one.facts.items()
    ]


def same_names(batches: Batches) -> Batches:
    """Turn documents (``id``, ``name``) that have the name of an earlier one into problems."""
    found = (same_name(Document(row["id"], "", row["name"])) for row in rows(batches))
    return packed((problem_row(problem, lost=True) for problem in found), PROBLEM)


def problem_row(problem: Problem, lost: bool) -> Row:
    """Return ``problem`` as a row; ``lost``: something was not read."""
    plain = {
        k: v.encode("utf-8", "replace").decode() if isinstance(v, str) else v for k, v in problem._asdict().items()
    }
    return plain | {"lost": lost}


# ---------------------------------------------------------------- what is under one key


def things(batches: Batches) -> Batches:
    """Turn all names under each key (``kind``, ``key``, ``names``, counts) into things."""
    return packed(map(_thing, rows(batches)), ENTITY)


def _thing(row: Row) -> Row:
    key = (row["kind"], row["key"])
    names = sorted(_name(name) for name in row["names"])
    one = entity(key, names)
    return {
        **{"id": one.id, "kind": one.kind, "key": row["key"], "label": one.label, "aliases": one.aliases},
        **{"code": one.code, "background": False, "origin": "", "listed": lexicon_thing(key) is not None},
        **{"mentions": row["mentions"], "documents": row["documents"], "names": [_name_row(name) for name in names]},
    }


def _name(row: Row) -> Name:
    first = row["first"]
    return Name(
        row["name"], first["reason"], row["mentions"], (first["document"], first["start"], first["end"]), row["use"]
    )


def _name_row(name: Name) -> Row:
    return name._asdict() | dict(zip(("document", "start", "end"), name.first, strict=True))


def facts(batches: Batches) -> Batches:
    """Turn how often each fact was stated how surely (``spoken``) into one figure."""
    return packed(map(_fact, rows(batches)), FACT)


def _fact(row: Row) -> Row:
    sure = surety({one["confidence"]: one["times"] for one in row["spoken"]})
    return row | {"confidence": sure, "background": False, "origin": ""}


# ---------------------------------------------------------------- batches


def rows(batches: Batches) -> Iterator[Row]:
    """Yield the rows of ``batches``."""
    for batch in batches:
        yield from batch.to_pylist()


def packed(rows: Iterable[Row], columns: Columns, heavy: str = "") -> Batches:
    """Pack rows into batches of bounded size; ``heavy`` is what may be long. What is not in ``columns`` is left out."""
    schema = pa.schema(columns)
    waiting: list[Row] = []
    weight = 0
    for row in rows:
        waiting.append(row)
        weight += len(row.get(heavy) or "")
        if len(waiting) >= TOGETHER or weight >= HEAVY:
            yield pa.RecordBatch.from_pylist(waiting, schema)
            waiting, weight = [], 0
    if waiting:
        yield pa.RecordBatch.from_pylist(waiting, schema)
