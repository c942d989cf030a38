"""Which build a folder holds: where it was made of the same input by the same program, it need not be made again.

Files, those that were read as well as those that were written, are known by path, number, size and times: whoever
touches one makes it another. The program is known by a hash of all that belongs to it.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.model import Problem, digest
from kg.output.reuse import rows_of, stamp
from kg.read.sources import STANDARD_INPUT, ending, files
from kg.resources import program

_TABLE = "CREATE TABLE IF NOT EXISTS finished (folder TEXT PRIMARY KEY, made_from TEXT, stamp TEXT, lost TEXT)"


class Finished:
    """What ``cache`` knows of the build in ``out``, if there is one: that of ``inputs``, read in the way ``how``.

    The files are looked at here, so that one that is changed while the build goes on is seen to be another by the next.
    ``names``: the files and folders of a build.
    """

    def __init__(self, cache: Path | None, out: Path, names: Sequence[str], inputs: Sequence[str], how: str) -> None:
        self._cache = cache
        self._out = out.resolve()
        self._names = names
        self._made_from = _made_from(inputs, out, how) if cache else ""

    def lost(self) -> list[Problem] | None:
        """Return what could not be read, where the build is there as it was written; else None."""
        rows = self._rows("SELECT made_from, stamp, lost FROM finished WHERE folder = ?")
        for made_from, written, lost in rows if self._made_from else ():
            if (made_from, written) == (self._made_from, self._written()):
                return [Problem(*problem) for problem in json.loads(lost)]
        return None

    def keep(self, lost: list[Problem]) -> None:
        """Remember that the build is there, and what was ``lost``; what failed shall be tried again the next time."""
        if self._made_from and not any(problem.code == "failed" for problem in lost):
            told = json.dumps(lost)
            self._rows("INSERT OR REPLACE INTO finished VALUES (?, ?, ?, ?)", self._made_from, self._written(), told)

    def _written(self) -> str:
        """Return what tells the files that are there now from all others."""
        named = (self._out / name for name in self._names)
        paths = sorted(below for path in named if path.exists() for below in (path, *path.rglob("*")))
        return "\n".join(_stamped(path.relative_to(self._out).as_posix(), path) for path in paths)

    def _rows(self, command: str, *values: str) -> list[Any]:
        """Run ``command`` on the row of the folder."""
        if self._cache and self._cache.exists():
            return rows_of(self._cache, _TABLE, command, str(self._out), *values)
        return []


def _made_from(inputs: Sequence[str], out: Path, how: str) -> str:
    """Return a hash of all that a build depends on; empty where it cannot be told before."""
    return "" if STANDARD_INPUT in inputs else digest(program(), how, *inputs, *map(_input, files(inputs, out)))


def _input(path: Path) -> str:
    """Return what tells a file from all others; of one that is not read its name is all that counts."""
    return _stamped(str(path), path) if ending(path.name) else str(path)


def _stamped(name: str, path: Path) -> str:
    try:
        return f"{name} {stamp([path.stat()], whole=True)}"
    except OSError:  # it is gone, or out of reach
        return name
