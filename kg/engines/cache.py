"""What each piece of input came to, kept in one SQLite file, so that the next build does only what is new.

An entry is known by the content of its piece and by the version of all that reads it: code, lists, rules, libraries.
"""

import json
import sqlite3
import sys
import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from hashlib import sha256
from importlib import metadata
from itertools import chain, islice, repeat
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from kg.engines.pool import BATCH, run
from kg.engines.work import Outcome, Read
from kg.link import Identity
from kg.model import Claim, Document, Evidence, Extract, Mention, Observation, Problem
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
)
_TOGETHER = 200  # outcomes written at once: what a killed build has to do again
_LOOKED_UP = 1000  # pieces together: where hardly one of them is new, no processes are started for it
_Record = TypeVar("_Record", Mention, Claim, Problem, Identity)
_OUTCOMES = "CREATE TABLE IF NOT EXISTS outcome (key BLOB PRIMARY KEY, name TEXT, value BLOB)"
_MADE_BY = "CREATE TABLE IF NOT EXISTS made_by (version TEXT)"


class CacheError(Exception):
    """The cache cannot be used; the message says what to do."""


def run_cached(path: Path, pieces: Iterable[Piece], repair: bool = True, jobs: int = 0) -> Iterator[Outcome]:
    """Yield what :func:`kg.engines.pool.run` yields, in the same order, and do only what the file ``path`` does not hold.

    Raises:
        CacheError: ``path`` is no cache or cannot be written.
        ConfigurationError: something is new, and the lists, rules or schema are broken.
    """
    with _readable(path), closing(sqlite3.connect(path, timeout=30)) as store:
        store.execute("PRAGMA journal_mode = WAL")  # readers and a killed run leave it whole
        _prepare(store)
        yield from _both(_Entries(store), pieces, repair, jobs)
        store.commit()


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, zlib.error, json.JSONDecodeError) as error:
        raise CacheError(f"the cache {path} cannot be used ({error}): delete it or name another file") from error


def _prepare(store: sqlite3.Connection) -> None:
    """Make the tables; what another version made is dropped."""
    store.execute(_MADE_BY)
    made_by = [version for (version,) in store.execute("SELECT version FROM made_by")]
    if made_by and made_by != [version()]:
        for table in ("outcome", "part"):
            store.execute(f"DROP TABLE IF EXISTS {table}")
        store.execute("DELETE FROM made_by")
        made_by = []
    if not made_by:
        store.execute("INSERT INTO made_by VALUES (?)", (version(),))
    store.execute(_OUTCOMES)
    store.commit()


class _Awaited(NamedTuple):
    """A piece, the key of its outcome, and the outcome as it is kept; none where the piece is new."""

    piece: Piece
    key: bytes
    kept: bytes | None


def _both(entries: "_Entries", pieces: Iterable[Piece], repair: bool, jobs: int) -> Iterator[Outcome]:
    """Yield outcomes that are kept and outcomes that are made now, as their pieces come."""
    left = (entries.look_up(piece, repair) for piece in pieces)
    while some := list(islice(left, _LOOKED_UP)):
        new = [one.piece for one in some if one.kept is None]
        if len(new) >= BATCH:
            yield from _in_processes(entries, chain(some, left), repair, jobs)
            return
        made = run(new, repair, jobs)
        for one in some:
            yield entries.put(one, next(made)) if one.kept is None else _unpacked(one.kept, one.piece.size)


def _in_processes(entries: "_Entries", pieces: Iterable[_Awaited], repair: bool, jobs: int) -> Iterator[Outcome]:
    """Yield the same where much is new; how many pieces come between two new ones nobody knows, so keys must do."""
    waiting: deque[_Awaited] = deque()

    def new() -> Iterator[Piece]:
        for one in pieces:
            waiting.append(one if one.kept is None else one._replace(piece=one.piece._replace(content=b""), kept=b""))
            if one.kept is None:
                yield one.piece

    def kept() -> Iterator[Outcome]:
        while waiting and waiting[0].kept is not None:
            one = waiting.popleft()
            yield _unpacked(entries.value(one.key), one.piece.size)

    for outcome in run(new(), repair, jobs):
        yield from kept()
        yield entries.put(waiting.popleft(), outcome)
    yield from kept()


class _Entries:
    """The rows of the store."""

    def __init__(self, store: sqlite3.Connection) -> None:
        self._store = store
        self._unsaved = 0

    def look_up(self, piece: Piece, repair: bool) -> _Awaited:
        """Find out whether the outcome of ``piece`` is kept. Where its name is part of it, the name must be the same."""
        key = _key(piece, repair)
        row = self._store.execute("SELECT name, value FROM outcome WHERE key = ?", (key,)).fetchone()
        return _Awaited(piece, key, row[1] if row and row[0] in (None, piece.name) else None)

    def value(self, key: bytes) -> bytes:
        """Return what is kept under ``key``."""
        value: bytes
        (value,) = self._store.execute("SELECT value FROM outcome WHERE key = ?", (key,)).fetchone()
        return value

    def put(self, awaited: _Awaited, outcome: Outcome) -> Outcome:
        """Keep ``outcome`` and return it. What failed is tried again the next time."""
        piece, key, _ = awaited
        if any(problem.code == "failed" for problem in outcome.lost):
            return outcome
        own = all(document.name != piece.name for document, *_ in outcome.read) and not outcome.lost
        row = (key, None if own else piece.name, _packed(outcome))
        self._store.execute("INSERT OR REPLACE INTO outcome VALUES (?, ?, ?)", row)
        self._unsaved += 1
        if self._unsaved % _TOGETHER == 0:
            self._store.commit()
        return outcome


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


def _packed(outcome: Outcome) -> bytes:
    return zlib.compress(json.dumps([outcome.read, outcome.lost], separators=(",", ":")).encode(), 1)


def _unpacked(value: bytes, size: int) -> Outcome:
    read, lost = json.loads(zlib.decompress(value))
    return Outcome(
        tuple(_read(*one) for one in read),
        tuple(Problem(*problem) for problem in lost),
        size,
    )


def _read(document: list[Any], extract: list[Any], identities: list[Any]) -> Read:
    return Read(Document(*document), _extract(extract), _made(Identity, identities))


def _extract(row: list[Any]) -> Extract:
    one = Extract(*row)
    return one._replace(
        mentions=_made(Mention, one.mentions),
        claims=_made(Claim, one.claims),
        measures=[(position, _observation(observation)) for position, observation in one.measures],
        problems=_made(Problem, one.problems),
    )


def _made(record: type[_Record], rows: Iterable[Any]) -> list[_Record]:
    """Return ``rows``, which were written as such, as records: in one go, in a third of the time that a call each takes."""
    return list(map(tuple.__new__, repeat(record), rows))


def _observation(row: Any) -> Observation:
    one = Observation(*row)
    return one._replace(evidence=tuple(Evidence(*evidence) for evidence in one.evidence))
