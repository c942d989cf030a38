"""Files of a build written part by part, and what an earlier build wrote of them taken over.

A part is known by a hash of all that it is made from. Where the earlier file stands as it was left, a part of the same
hash is copied from it by the system, neighbours together. What was written is told to the cache; a file that anyone has
touched since is not copied from.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import networkx as nx
import numpy as np
import numpy.typing as npt

from kg.output.hashes import LENGTH, Hashes

Made = Iterable[tuple[int, tuple[bytes, ...]]]  # how much it counts, and its text in each file, piece by piece
_Sizes = npt.NDArray[np.int64]  # a line a part: what it counts, then its bytes in each file
_TABLE = "CREATE TABLE IF NOT EXISTS part (file TEXT PRIMARY KEY, stamp TEXT, keys BLOB, sizes BLOB)"
_PIECE = 1 << 20  # bytes copied at once where the system cannot copy by itself


class Kept:
    """What is known of the files that the last build wrote to a folder; nothing, where there is no cache."""

    def __init__(self, cache: Path | None = None, out: Path = Path()) -> None:
        self.cache = cache
        self.hashes: Hashes | None = None  # of what is written, where there is a cache
        self._out = out.resolve()

    def know(self, graph: nx.MultiDiGraph) -> None:
        """Make the hashes of ``graph`` before it is written, for all writers."""
        self.hashes = Hashes(graph) if self.cache else None

    @contextmanager
    def writing(self, *paths: Path) -> Iterator["Parts"]:
        """Open ``paths`` to be written together, and keep what was written where all goes well."""
        with ExitStack() as opened:
            files: list[BinaryIO] = [opened.enter_context(path.open("wb")) for path in paths]
            parts = Parts(files, self._earlier([path.name for path in paths], opened))
            yield parts
            parts.end()
        if self.cache:
            self._keep([path.name for path in paths], paths, parts)

    def _earlier(self, names: list[str], opened: ExitStack) -> "_Earlier":
        with suppress(OSError):
            there = names if self.cache else []
            files: list[BinaryIO] = [opened.enter_context((self._out / name).open("rb")) for name in there]
            rows = self._rows("SELECT stamp, keys, sizes FROM part WHERE file = ?", names) if files else []
            for known, keys, sizes in rows:
                if known == stamp(map(_of_file, files), whole=True):
                    return _Earlier.of(files, keys, sizes)
        return _NOT_THERE

    def _keep(self, names: list[str], paths: Iterable[Path], parts: "Parts") -> None:
        written = stamp((path.stat() for path in paths), whole=False)
        keys, sizes = b"".join(parts.keys), np.array(parts.sizes, dtype=np.int64).tobytes()
        self._rows("INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?)", names, written, keys, sizes)

    def settle(self) -> None:
        """Say that the files are in their places: from here on they are known by when they were last touched, too."""
        if not self.cache:
            return
        with suppress(OSError, sqlite3.Error), closing(sqlite3.connect(self.cache, timeout=30)) as store:
            store.execute(_TABLE)
            for file, known in store.execute("SELECT file, stamp FROM part").fetchall():
                folder, names = os.path.split(file)
                stats = [(Path(folder) / name).stat() for name in names.split(" ")] if Path(folder) == self._out else []
                if stats and known == stamp(stats, whole=False):
                    store.execute("UPDATE part SET stamp = ? WHERE file = ?", (stamp(stats, whole=True), file))
            store.commit()

    def _rows(self, command: str, names: list[str], *values: object) -> list[tuple[str, bytes, bytes]]:
        """Run ``command`` on the row of the files."""
        assert self.cache  # noqa: S101 - nobody asks without one
        return rows_of(self.cache, _TABLE, command, str(self._out / " ".join(names)), *values)


def rows_of(cache: Path, table: str, command: str, *values: object) -> list[Any]:
    """Run ``command`` in ``cache``, where ``table`` is made if need be; a cache that cannot be used costs nothing but time."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(cache, timeout=30)) as store:
        store.execute(table)
        found = store.execute(command, values).fetchall()
        store.commit()
        return found
    return []


def _of_file(file: BinaryIO) -> os.stat_result:
    return os.fstat(file.fileno())


def stamp(stats: Iterable[os.stat_result], *, whole: bool) -> str:
    """Return what tells files from all others; ``whole``: with the time of their last change, which a new name is too."""
    return " ".join(
        f"{one.st_dev}:{one.st_ino}:{one.st_size}:{one.st_mtime_ns}:{one.st_ctime_ns if whole else ''}" for one in stats
    )


class _Earlier(NamedTuple):
    """Earlier files: which part has which hash, where each begins in each file, and its sizes."""

    files: list[BinaryIO]
    places: dict[bytes, int]
    begins: _Sizes
    sizes: _Sizes

    @classmethod
    def of(cls, files: list[BinaryIO], keys: bytes, sizes: bytes) -> "_Earlier":
        table = np.frombuffer(sizes, dtype=np.int64).reshape(-1, 1 + len(files))
        places = {keys[at : at + LENGTH]: at // LENGTH for at in range(0, len(keys), LENGTH)}
        return cls(files, places, np.cumsum(table, axis=0) - table, table)


_NOT_THERE = _Earlier([], {}, np.zeros((0, 1), dtype=np.int64), np.zeros((0, 1), dtype=np.int64))
_NEVER = bytes(LENGTH)  # the hash of parts that are always made anew


class Parts:
    """Takes the parts of files in their order. ``counted``: what all that came so far counts."""

    def __init__(self, files: list[BinaryIO], earlier: _Earlier) -> None:
        self._files = files
        self._earlier = earlier
        self._waiting: tuple[int, int] = (0, 0)  # from which to before which part of the earlier files is to be copied
        self.keys: list[bytes] = []
        self.sizes: list[list[int]] = []
        self.counted = 0

    def add(self, key: bytes, make: Callable[[], Made]) -> None:
        """Add the part of the hash ``key``, empty where there is none; ``make`` is asked where it is not there."""
        place = self._earlier.places.get(key) if key else None
        sizes = self._written(make()) if place is None else self._taken(place)
        self.keys.append(key or _NEVER)
        self.sizes.append(sizes)
        self.counted += sizes[0]

    def _taken(self, place: int) -> list[int]:
        first, after = self._waiting
        if place != after or first == after:
            self._copy()
            first = place
        self._waiting = first, place + 1
        found: list[int] = self._earlier.sizes[place].tolist()
        return found

    def _written(self, made: Made) -> list[int]:
        self._copy()
        total = [0] * (1 + len(self._files))
        for count, texts in made:
            for file, text in zip(self._files, texts, strict=True):
                file.write(text)
            total = [before + more for before, more in zip(total, (count, *map(len, texts)), strict=True)]
        return total

    def _copy(self) -> None:
        first, after = self._waiting
        if first < after:
            begins, sizes = self._earlier.begins, self._earlier.sizes
            for number, (source, file) in enumerate(zip(self._earlier.files, self._files, strict=True), start=1):
                begin, end = begins[first, number], begins[after - 1, number] + sizes[after - 1, number]
                copy(source, file, int(begin), int(end))
        self._waiting = (0, 0)

    def end(self) -> None:
        """Write what is still to be copied."""
        self._copy()


def copy(source: BinaryIO, to: BinaryIO, begin: int, end: int) -> None:
    """Append the bytes of ``source`` from ``begin`` to before ``end``, by the system itself where it can.

    Raises:
        OSError: ``to`` cannot be written, or ``source`` is shorter than it was.
    """
    to.flush()
    with suppress(AttributeError, OSError):  # not every system and file system can; what is left is read and written
        while begin < end and (count := os.copy_file_range(source.fileno(), to.fileno(), end - begin, begin)):
            begin += count
    source.seek(begin)
    while begin < end:
        data = source.read(min(_PIECE, end - begin))
        if not data:
            raise OSError(f"{source.name} was cut while it was read: build again")
        to.write(data)
        begin += len(data)
