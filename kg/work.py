"""The work on one piece of input, from bytes to what it states: pure, so any engine can run and a cache keep it."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NamedTuple

from kg import english, lexicon, rules, schema, sums
from kg.extract import Extract, extract
from kg.link import Identity, resolve
from kg.model import Document, Problem
from kg.observe import units
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


def ready() -> None:
    """Load what people edit, so that a fault there stops the work before it begins.

    Raises:
        ConfigurationError: something in ``schema`` or ``data`` is wrong.
    """
    try:
        for part in (schema, lexicon, rules, units, english):
            part.load()
    except (lexicon.LexiconError, rules.RuleError, units.UnitError, ValueError, OSError) as error:
        raise ConfigurationError(str(error)) from error


def work(piece: Piece, repair: bool = True) -> Outcome:
    """Return what ``piece`` came to; whatever is wrong with it is a problem of this piece and of no other."""
    read: list[Read] = []
    lost: list[Problem] = []
    try:
        with _patience(PATIENCE):
            for one in documents(piece):
                if isinstance(one, Problem):
                    lost.append(one)
                else:
                    read.append(_read(one, repair))
    except Exception as error:  # a fault in a library must not cost ten thousand other documents
        lost.append(failed(piece, f"{type(error).__name__}: {error}"))
    return Outcome(tuple(read), tuple(lost), piece.size)


def _read(document: Document, repair: bool) -> Read:
    found = extract(document, repair)
    checked = found._replace(problems=[*found.problems, *sums.problems(document)])
    return Read(document, checked, resolve(found, document.text))


def failed(piece: Piece, reason: str) -> Problem:
    """Return the problem of a piece on which the program itself failed."""
    message = f"{piece.name}: the work on it failed ({reason}) and it is left out: please report it with the file"
    return Problem("failed", message, name=piece.name)


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
