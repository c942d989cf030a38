"""What pure functions of little input return, kept in the cache from one build to the next.

A result is known by a hash of all that it depends on, the program with its libraries too, so that it is what would be
made again. What a build did not ask for is forgotten.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, ParamSpec, TypeVar

import zstandard

from kg.output.reuse import rows_of
from kg.resources import program

_TABLE = "CREATE TABLE IF NOT EXISTS remembered (name TEXT PRIMARY KEY, results BLOB)"
_P = ParamSpec("_P")
_T = TypeVar("_T")


class _Memory(NamedTuple):
    """Results as JSON has them, by key: those of the last build, and those that were asked for in this one."""

    kept: dict[str, Any]
    asked: dict[str, Any]


_memories: list[_Memory] = []  # the last is in use


@contextmanager
def remembering(cache: Path | None, name: str) -> Iterator[None]:
    """Keep what functions that are :func:`remembered` return within the body in ``cache`` under ``name``, if there is one."""
    if not cache:
        yield
        return
    rows = rows_of(cache, _TABLE, "SELECT results FROM remembered WHERE name = ?", name)
    memory = _Memory(json.loads(zstandard.decompress(rows[0][0])) if rows else {}, {})
    _memories.append(memory)
    try:
        yield
    finally:
        _memories.pop()
    if memory.asked.keys() != memory.kept.keys():
        packed = zstandard.compress(json.dumps(memory.asked, separators=(",", ":")).encode())
        rows_of(cache, _TABLE, "INSERT OR REPLACE INTO remembered VALUES (?, ?)", name, packed)


def remembered(
    of: Callable[_P, Any], plain: Callable[[_T], Any], made: Callable[[Any], _T]
) -> Callable[[Callable[_P, _T]], Callable[_P, _T]]:
    """Let a function be asked once for the same. ``of``: all that its result depends on, as something with a ``repr`` or bytes.

    ``plain``: the result as JSON can hold it; ``made``: the result of what JSON has.
    """

    def around(function: Callable[_P, _T]) -> Callable[_P, _T]:
        @wraps(function)
        def asked(*args: _P.args, **kwargs: _P.kwargs) -> _T:
            if not _memories:
                return function(*args, **kwargs)
            memory, key = _memories[-1], _key(function.__qualname__, of(*args, **kwargs))
            if key not in memory.kept:
                result = function(*args, **kwargs)
                memory.asked[key] = plain(result)
                return result
            memory.asked[key] = memory.kept[key]
            return made(memory.kept[key])

        return asked

    return around


def _key(*parts: Any) -> str:
    total = sha256(program().encode())
    for part in parts:
        total.update(repr(part).encode())
    return total.hexdigest()[:32]
