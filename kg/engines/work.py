"""The work on one piece of input, from bytes to what it states: pure, so any engine can run and a cache keep it.

What extracts is loaded with the first piece: a rebuild in which nothing is new does without.
"""

import gc
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import FrameType
from typing import NamedTuple

from kg.checks import sums
from kg.garbage import without_collection
from kg.link import Identity, resolve
from kg.model import Document, Extract, Problem
from kg.read import Piece, documents

PATIENCE = 300  # seconds for one piece; the longest document that is read takes half of it


class Read(NamedTuple):
    """A document with what it states and, mention by mention, which things it names: all that it alone can tell."""

    document: Document
    extract: Extract
    identities: list[Identity]


class Outcome(NamedTuple):
    """What one piece of input came to. ``lost`` are problems of what could not be read or read through."""

    read: tuple[Read, ...]
    lost: tuple[Problem, ...]
    size: int


class ConfigurationError(Exception):
    """The lists, rules or schema cannot be used; the message names every fault, one a line."""


@cache
def ready() -> None:
    """Load what people edit, so that a fault there stops the work before it begins.

    Raises:
        ConfigurationError: something in ``schema`` or ``data`` is wrong.
    """
    from kg import english, lexicon, rules, schema
    from kg.observe import units
    from kg.relate.subjects import anaphora

    try:
        with without_collection():
            for part in (schema, lexicon, rules, units, anaphora, english):
                part.load()
    except (lexicon.LexiconError, rules.RuleError, units.UnitError, ValueError, OSError) as error:
        raise ConfigurationError(str(error)) from error
    gc.freeze()  # nothing of what was loaded is garbage, now or later


def work(piece: Piece, repair: bool = True) -> Outcome:
    """Return what ``piece`` came to; whatever is wrong with it is a problem of this piece and of no other."""
    read: list[Read] = []
    lost: list[Problem] = []
    with _told(piece, lost):
        for one in documents(piece):
            if isinstance(one, Problem):
                lost.append(one)
            else:
                read.append(_read(one, repair))
    return Outcome(tuple(read), tuple(lost), piece.size)


def reading(piece: Piece) -> list[Document | Problem]:
    """Return the documents of ``piece`` before any work on them, and what is wrong with it."""
    found: list[Document | Problem] = []
    lost: list[Problem] = []
    with _told(piece, lost):
        found.extend(documents(piece))
    return [*found, *lost]


@contextmanager
def _told(piece: Piece, lost: list[Problem]) -> Iterator[None]:
    """Let a fault in a library not cost ten thousand other documents."""
    try:
        with _patience(PATIENCE):
            yield
    except Exception as error:
        lost.append(failed(piece, f"{type(error).__name__}: {error}"))


def _read(document: Document, repair: bool) -> Read:
    from kg.extract import extract

    found = extract(document, repair)
    checked = found._replace(problems=[*found.problems, *sums.problems(document)])
    return Read(document, checked, resolve(found, document.text))


def failed(piece: Piece, reason: str) -> Problem:
    """Return the problem of a piece on which the program itself failed."""
    message = f"{piece.name}: the work on it failed ({reason}) and it is left out: please report it with the file"
    return Problem("failed", message, name=piece.name)


def duplicate(document: Document, earlier: str) -> Problem:
    """Return what to say of a document with the text of one called ``earlier``."""
    message = f"{document.name} has the same text as {earlier} and counts once: nothing to do"
    return Problem("duplicate", message, document.id, document.name)


def same_name(document: Document) -> Problem:
    """Return what to say of a document with the name of an earlier one and another text."""
    name = document.name
    message = f"{name} is the name of two documents with different texts, both of which are used: name them apart"
    return Problem("same-name", message, document.id, name)


@contextmanager
def _patience(seconds: int) -> Iterator[None]:
    """Raise TimeoutError after ``seconds``, where the system can: a document may send a library round in circles."""
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _too_slow)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _too_slow(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError(f"no end after {PATIENCE} seconds")
