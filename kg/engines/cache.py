"""What each piece of input came to, kept in one SQLite file, so that the next build does only what is new.

An entry is known by the content of its piece and by the version of all that reads it: code, lists, rules, libraries.
What some hundred entries in a row state is kept as a block beside, which is read many times faster than they are one by one.
"""

import json
import sqlite3
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cache
from hashlib import sha256
from importlib import metadata
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple, TypeVar

import zstandard

from kg.engines.packing import outcomes_packed, outcomes_unpacked
from kg.engines.pool import BATCH, run
from kg.engines.work import Outcome, Read
from kg.garbage import without_collection
from kg.link import Columns
from kg.link.packing import packed, unpacked
from kg.model import Document, Extract
from kg.read import Piece, UnreadableError
from kg.read.piece import content
from kg.resources import code_fingerprint, fingerprint

_LIBRARIES = (
    "daachorse",
    "rjieba",
    "opencc",
    "trafilatura",
    "pdfplumber",
    "pdfminer.six",
    "python-docx",
    "pyarrow",
    "pyoxigraph",
    "pypinyin",
    "zstandard",
)
_BLOCK = 256  # pieces of a block, about: where it ends its last piece says, so that a new piece changes one block only
_TOGETHER = 200  # outcomes written at once: what a killed build has to do again
_PATIENCE = 2  # seconds that another may take to write a row; a build that reads takes longer
_LOOKED_UP = 1000  # pieces together: where hardly one of them is new, no processes are started for it
_OUTCOMES = "CREATE TABLE IF NOT EXISTS outcome (key BLOB PRIMARY KEY, name TEXT, value BLOB)"
_NAMES = "CREATE INDEX IF NOT EXISTS outcome_name ON outcome (key, name)"  # all read, and the values are not
_BLOCKS = "CREATE TABLE IF NOT EXISTS block (key BLOB PRIMARY KEY, outcomes BLOB, stated BLOB)"
_MADE_BY = "CREATE TABLE IF NOT EXISTS made_by (version TEXT)"


class _Awaited(NamedTuple):
    """A piece, the key of its outcome, and whether the outcome is kept."""

    piece: Piece
    key: bytes
    kept: bool


class _Done(NamedTuple):
    """A piece, the key of its outcome, and the outcome."""

    piece: Piece
    key: bytes
    outcome: Outcome


_Row = TypeVar("_Row", _Awaited, _Done)


class CacheError(Exception):
    """The cache cannot be used, or another build uses it; the message says what to do."""


class Block(NamedTuple):
    """What pieces in a row came to; what their documents state, in the same order, is in ``stated`` alone."""

    outcomes: list[Outcome]
    stated: Columns


def run_cached(path: Path, pieces: Iterable[Piece], repair: bool = True, jobs: int = 0) -> Iterator[Outcome]:
    """Yield what :func:`kg.engines.pool.run` yields, in the same order, and do only what the file ``path`` does not hold.

    Raises:
        CacheError: ``path`` is no cache or cannot be written.
        ConfigurationError: something is new, and the lists, rules or schema are broken.
    """
    with _opened(path) as entries:
        looked_up = (entries.look_up(piece, repair) for piece in pieces)
        while some := list(islice(looked_up, _LOOKED_UP)):
            yield from (one.outcome for one in _both(entries, some, looked_up, repair, jobs))


def run_in_blocks(
    path: Path,
    pieces: Iterable[Piece],
    repair: bool = True,
    jobs: int = 0,
    watch: Callable[[Outcome], object] = lambda _: None,
) -> Iterator[Block]:
    """Yield the same put together; ``watch`` is told of each outcome when it is there.

    Raises:
        CacheError: as :func:`run_cached`, and so is ConfigurationError.
    """
    with _opened(path) as entries:
        looked_up = (entries.look_up(piece, repair) for piece in pieces)
        while some := _block_of(looked_up):
            kept = entries.block(some)
            if kept:
                for outcome in kept.outcomes:
                    watch(outcome)
                yield kept
            else:
                made = _watched(_both(entries, some, looked_up, repair, jobs), watch)
                while done := _block_of(made):
                    yield entries.put_block(done)
        entries.drop_other_blocks()


def _block_of(rows: Iterator[_Row]) -> list[_Row]:
    """Return the rows up to the next that ends a block."""
    some = []
    for row in rows:
        some.append(row)
        if int.from_bytes(row.key[-4:], "big") % _BLOCK == 0:
            break
    return some


def _watched(rows: Iterable[_Done], watch: Callable[[Outcome], object]) -> Iterator[_Done]:
    for row in rows:
        watch(row.outcome)
        yield row


@contextmanager
def _opened(path: Path) -> Iterator["_Entries"]:
    with _readable(path), closing(sqlite3.connect(path, timeout=_PATIENCE)) as store:
        store.execute("PRAGMA locking_mode = EXCLUSIVE")  # of two, each would forget the other's blocks
        store.execute("PRAGMA journal_mode = WAL")  # a killed run leaves it whole
        _prepare(store)
        yield _Entries(store)
        store.commit()


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, zstandard.ZstdError, json.JSONDecodeError) as error:
        if _is_busy(error):
            raise CacheError(
                f"another build uses the cache {path}: wait until it has read its input, or name another file"
            ) from error
        raise CacheError(f"the cache {path} cannot be used ({error}): delete it or name another file") from error


def _is_busy(error: Exception) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY  # the low byte of its kinds


def _prepare(store: sqlite3.Connection) -> None:
    """Make the tables; what another version made is dropped."""
    store.execute(_MADE_BY)
    made_by = [version for (version,) in store.execute("SELECT version FROM made_by")]
    if made_by and made_by != [version()]:
        for table in ("outcome", "block", "part"):
            store.execute(f"DROP TABLE IF EXISTS {table}")
        store.execute("DELETE FROM made_by")
        made_by = []
    if not made_by:
        store.execute("INSERT INTO made_by VALUES (?)", (version(),))
    for table in (_OUTCOMES, _NAMES, _BLOCKS):
        store.execute(table)
    store.commit()


def _both(
    entries: "_Entries", some: list[_Awaited], left: Iterator[_Awaited], repair: bool, jobs: int
) -> Iterator[_Done]:
    """Yield outcomes that are kept and outcomes that are made now: of ``some``, and of what is ``left`` where many are new."""
    new = [one.piece for one in some if not one.kept]
    if len(new) >= BATCH:
        yield from _in_processes(entries, chain(some, left), repair, jobs)
        return
    made = run(new, repair, jobs)
    for one in some:
        yield entries.outcome(one) if one.kept else entries.put(one, next(made))


def _in_processes(entries: "_Entries", pieces: Iterable[_Awaited], repair: bool, jobs: int) -> Iterator[_Done]:
    """Yield the same where much is new; how many pieces come between two new ones nobody knows, so keys must do."""
    waiting: deque[_Awaited] = deque()

    def new() -> Iterator[Piece]:
        for one in pieces:
            waiting.append(one._replace(piece=one.piece._replace(content=b"")) if one.kept else one)
            if not one.kept:
                yield one.piece

    def kept() -> Iterator[_Done]:
        while waiting and waiting[0].kept:
            yield entries.outcome(waiting.popleft())

    for outcome in run(new(), repair, jobs):
        yield from kept()
        yield entries.put(waiting.popleft(), outcome)
    yield from kept()


class _Entries:
    """The rows of the store."""

    def __init__(self, store: sqlite3.Connection) -> None:
        self._store = store
        self._names: dict[bytes, str | None] = dict(store.execute("SELECT key, name FROM outcome"))
        self._blocks: set[bytes] = set()  # that were of use
        self._unsaved = 0

    def look_up(self, piece: Piece, repair: bool) -> _Awaited:
        """Find out whether the outcome of ``piece`` is kept. Where its name is part of it, the name must be the same."""
        key = _key(piece, repair)
        return _Awaited(piece, key, key in self._names and self._names[key] in (None, piece.name))

    def outcome(self, awaited: _Awaited) -> _Done:
        """Return what is kept."""
        piece, key, _ = awaited
        (value,) = self._store.execute("SELECT value FROM outcome WHERE key = ?", (key,)).fetchone()
        (outcome,) = outcomes_unpacked(value, [piece.size])
        return _Done(piece, key, outcome)

    def put(self, awaited: _Awaited, outcome: Outcome) -> _Done:
        """Keep ``outcome`` and return it. What failed is tried again the next time."""
        piece, key, _ = awaited
        if any(problem.code == "failed" for problem in outcome.lost):
            return _Done(piece, key, outcome)
        own = all(document.name != piece.name for document, *_ in outcome.read) and not outcome.lost
        self._names[key] = None if own else piece.name
        row = (key, self._names[key], outcomes_packed([outcome]))
        self._store.execute("INSERT OR REPLACE INTO outcome VALUES (?, ?, ?)", row)
        self._unsaved += 1
        if self._unsaved % _TOGETHER == 0:
            self._store.commit()
        return _Done(piece, key, outcome)

    @without_collection()
    def block(self, pieces: list[_Awaited]) -> Block | None:
        """Return what is kept of ``pieces`` together."""
        key = self._block_key(pieces)
        row = (
            self._store.execute("SELECT outcomes, stated FROM block WHERE key = ?", (key,)).fetchone() if key else None
        )
        if not row:
            return None
        self._blocks.add(key)
        outcomes = outcomes_unpacked(row[0], [one.piece.size for one in pieces])
        return Block(outcomes, unpacked(row[1], (read.document for outcome in outcomes for read in outcome.read)))

    def put_block(self, done: list[_Done]) -> Block:
        """Put outcomes together and keep them so."""
        outcomes, stated = [], Columns()
        for *_, outcome in done:
            for read in outcome.read:
                stated.add(*read)
            outcomes.append(outcome._replace(read=tuple(map(_bare, outcome.read))))
        key = self._block_key(done)
        if key:
            self._blocks.add(key)
            self._store.execute(
                "INSERT OR REPLACE INTO block VALUES (?, ?, ?)", (key, outcomes_packed(outcomes), packed(stated))
            )
        return Block(outcomes, stated)

    def _block_key(self, pieces: Sequence[_Awaited | _Done]) -> bytes:
        """Return the hash of what the outcomes depend on; nothing where one is not kept."""
        total = sha256()
        for piece, key, _ in pieces:
            if key not in self._names or self._names[key] not in (None, piece.name):
                return b""
            total.update(key + (self._names[key] or "").encode("utf-8", "surrogatepass") + b"\0")
        return total.digest()

    def drop_other_blocks(self) -> None:
        """Forget the blocks that were of no use."""
        others = {key for (key,) in self._store.execute("SELECT key FROM block")} - self._blocks
        self._store.executemany("DELETE FROM block WHERE key = ?", [(key,) for key in others])


def _bare(read: Read) -> Read:
    """Return a document without what it states."""
    return Read(read.document, Extract(read.document.id, [], [], [], read.extract.problems), [])


def _key(piece: Piece, repair: bool) -> bytes:
    """Return the hash of all that the outcome of ``piece`` depends on, but for the number of its line."""
    file = piece.name.rpartition(":")[0] or piece.name
    return sha256(f"{piece.format}\0{repair}\0{file}\0".encode("utf-8", "surrogatepass") + _content(piece)).digest()


def _content(piece: Piece) -> bytes:
    if isinstance(piece.content, (bytes, Path)):
        try:
            return content(piece)
        except UnreadableError as error:
            return f"\0{error}".encode()
    assert not isinstance(piece.content, Document)  # noqa: S101 - read already, and so not from a file
    return json.dumps(dict(piece.content), sort_keys=True, default=str).encode()


@cache
def version() -> str:
    """Return the version of everything that an outcome depends on beside its piece."""
    parts = [code_fingerprint(), *map(fingerprint, ("schema", "data/lexicon", "data/rules"))]
    return " ".join([*parts, sys.version.split()[0], *map(metadata.version, _LIBRARIES)])
