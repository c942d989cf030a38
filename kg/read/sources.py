"""What the user named: files, folders, patterns and standard input, found one by one and in a fixed order."""

import io
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from glob import glob, has_magic
from pathlib import Path, PurePath
from typing import BinaryIO, NamedTuple

from kg.model import Problem
from kg.read import packed, tables
from kg.read.piece import MOST_BYTES, Piece, UnreadableError, too_long
from kg.read.record import whole

STANDARD_INPUT = "-"
Found = Piece | Problem


def check(inputs: Iterable[str]) -> list[str]:
    """Return a sentence for each of ``inputs`` that is not there: a mistyped name stops the work at once."""
    return [_missing(name) for name in inputs if not (name == STANDARD_INPUT or _named(name))]


def _missing(name: str) -> str:
    if _out_of_reach(name):
        return f"{name} cannot be reached: you may not look into a folder that it is in"
    if has_magic(name):
        return f"no file is called like {name}"
    return f"{name} does not exist: name a file, a folder, a pattern, or - for standard input"


def _out_of_reach(name: str) -> bool:
    try:
        Path(name).stat()
    except OSError as error:
        return isinstance(error, PermissionError)
    return False


def _named(name: str) -> list[Path]:
    """Return the file or folder called ``name``, else those that it is a pattern of."""
    return [Path(name)] if os.path.exists(name) else _expanded(name)  # noqa: PTH110 - Path.exists raises where one may not look


def _expanded(name: str) -> list[Path]:
    return sorted(map(Path, glob(name, recursive=True))) if has_magic(name) else []  # noqa: PTH207 - takes absolute ones


def pieces(inputs: Iterable[str], leave_out: Path | None = None) -> Iterator[Found]:
    """Yield what there is in ``inputs``, folders in the order of names; ``leave_out`` is a folder not to look into."""
    for name in inputs:
        if name == STANDARD_INPUT:
            yield Piece("stdin", "text", sys.stdin.buffer.read(MOST_BYTES + 1))
        else:
            for path in _named(name):
                yield from _folder(path, leave_out) if path.is_dir() else in_file(Source(whole(path.name), path))


def total(inputs: Iterable[str], leave_out: Path | None = None) -> int:
    """Return how many bytes the files of ``inputs`` have."""
    return sum(map(_size, files(inputs, leave_out)))


def _size(path: Path) -> int:
    """Return the bytes of a file; what may not be looked at counts for none."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0


def files(inputs: Iterable[str], leave_out: Path | None = None) -> Iterator[Path]:
    """Yield the files of ``inputs``, those that nobody can read too, in the order in which they are read."""
    for name in inputs:
        for path in _named(name):
            yield from _files(path, leave_out.resolve() if leave_out else None) if path.is_dir() else [path]


def _folder(folder: Path, leave_out: Path | None) -> Iterator[Found]:
    names: list[str] = []
    shut = False
    for path in _files(folder, leave_out.resolve() if leave_out else None):
        if _is_folder(path):
            shut = True
            yield _shut(folder, path)
            continue
        names.append(path.name)
        if ending(path.name) in ENDINGS:
            yield from in_file(Source(whole(path.relative_to(folder).as_posix()), path))
    yield from left_out(folder, names) if names or not shut else ()


def _shut(folder: Path, path: Path) -> Problem:
    """Say that ``path``, ``folder`` itself or one below it, cannot be looked into."""
    name = whole((Path(folder.name) / path.relative_to(folder)).as_posix())
    return UnreadableError("unreadable", "is a folder that you may not look into: ask for the right to it").problem(
        name
    )


def left_out(folder: PurePath, names: Iterable[str]) -> Iterator[Problem]:
    """Say what in ``folder``, of files called ``names``, is not read."""
    unknown: Counter[str] = Counter()
    name = None
    for name in names:
        if ending(name) not in ENDINGS:
            unknown[PurePath(whole(name)).suffix or whole(name)] += 1
    for suffix, count in sorted(unknown.items()):
        named = f"ending in {suffix}" if suffix.startswith(".") else f"called {suffix}"
        message = f"{count} file{'s' if count > 1 else ''} left out, {named}: {_advice(suffix)}"
        yield Problem("unknown-format", message, name=folder.name)
    if name is None:
        yield Problem(
            "empty-folder", f"{folder.name or folder} holds no files: name a folder with documents", name=folder.name
        )


def _files(folder: Path, leave_out: Path | None) -> Iterator[Path]:
    """Yield the files below ``folder`` by name, but no hidden ones; links to folders may run in circles.

    A folder that may not be looked into is yielded itself.
    """
    try:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError:
        yield folder
        return
    for path in entries:
        if path.name.startswith("."):
            continue
        if not _is_folder(path):
            yield path
        elif not path.is_symlink() and path.resolve() != leave_out:
            yield from _files(path, leave_out)


def _is_folder(path: Path) -> bool:
    """Tell whether ``path`` is a folder; where we may not even ask, reading it as a file will say why not."""
    try:
        return path.is_dir()
    except OSError:
        return False


def ending(name: str) -> str:
    """Return the end of a file's name that tells its format: ``.txt``, ``.jsonl.gz``."""
    lower = name.lower()
    return next((end for end in sorted(ENDINGS, key=len, reverse=True) if lower.endswith(end)), "")


SAVED_AS = {
    ".doc": ".docx",
    ".wps": ".docx",
    ".rtf": ".docx",
    ".odt": ".docx",
    ".pages": ".docx",
    ".xls": ".csv",
    ".xlsx": ".csv",
    ".et": ".csv",
    ".ods": ".csv",
    ".json": ".jsonl",
    ".rar": ".zip",
    ".7z": ".zip",
    ".tar": ".zip",
}  # what their own programs, or a packer, make of them


def _advice(name: str) -> str:
    """Return what to do with a file called ``name``, or ending so, whose format is not read."""
    known = f"this program reads {' '.join(sorted(ENDINGS))}"
    better = SAVED_AS.get(PurePath(name).suffix.lower() or name.lower())
    return f"save as {better}; {known}" if better else known


class Source(NamedTuple):
    """A file that lies on the disk or was taken out of an archive."""

    name: str
    content: Path | bytes

    def open(self) -> BinaryIO:
        """Return its bytes as a stream."""
        return io.BytesIO(self.content) if isinstance(self.content, bytes) else self.content.open("rb")

    def size(self) -> int:
        """Return how many bytes it has."""
        return len(self.content) if isinstance(self.content, bytes) else self.content.stat().st_size


def in_file(source: Source) -> Iterator[Found]:
    """Yield what there is in one file."""
    name = source.name
    try:
        if ending(name) not in ENDINGS:
            raise UnreadableError("unknown-format", f"is in no format that can be read: {_advice(name)}")
        yield from ENDINGS[ending(name)](source)
    except UnreadableError as error:
        yield error.problem(name)
    except OSError as error:
        reason = error.strerror or str(error)
        yield UnreadableError("unreadable", f"cannot be read ({reason}): check the file and your rights to it").problem(
            name
        )


def _one(format: str) -> Callable[[Source], Iterator[Found]]:  # noqa: A002 - the field's name
    def find(source: Source) -> Iterator[Found]:
        yield Piece(source.name, format, source.content, source.size())

    return find


def _lines(source: Source) -> Iterator[Found]:
    """Yield a piece a line. What is broken ends the file, and what came before stands."""
    with source.open() as file:
        lines = packed.opened(file, source.name.lower())
        before = 0
        try:
            for number, line in enumerate(iter(lambda: lines.readline(MOST_BYTES), b""), start=1):
                if len(line) == MOST_BYTES and not line.endswith(b"\n"):
                    raise too_long(f"line {number} has more than {MOST_BYTES // 1_000_000} MB")
                before, read = file.tell(), file.tell() - before
                if line.strip():
                    yield Piece(f"{source.name}:{number}", "json-line", line, read)
        except packed.BROKEN as error:
            message = f"breaks off ({error}): what came before is used; fetch the file again"
            raise UnreadableError("broken-archive", message) from None


def _csv(source: Source) -> Iterator[Found]:
    with source.open() as file:
        yield from tables.csv_rows(file, source.name)


def _parquet(source: Source) -> Iterator[Found]:
    with source.open() as file:
        yield from tables.parquet_rows(file, source.name, source.size())


def _zip(source: Source) -> Iterator[Found]:
    """Yield what is in an archive, as if it were a folder; archives in archives are left alone."""
    with source.open() as file:
        for member, data in packed.members(file):
            name = f"{source.name}/{member}"
            find = ENDINGS.get(ending(member))
            if member.rpartition("/")[2].startswith(".") or member.startswith("__MACOSX/"):
                continue
            try:
                if isinstance(data, UnreadableError):
                    raise data
                if find is None or find is _zip:
                    raise UnreadableError("unknown-format", "is left out: unpack it yourself if it holds documents")
                yield from find(Source(name, data))
            except UnreadableError as error:
                yield error.problem(name)


ENDINGS: dict[str, Callable[[Source], Iterator[Found]]] = {
    ".txt": _one("text"),
    ".md": _one("markdown"),
    ".html": _one("html"),
    ".htm": _one("html"),
    ".pdf": _one("pdf"),
    ".docx": _one("docx"),
    ".jsonl": _lines,
    ".jsonl.gz": _lines,
    ".jsonl.zst": _lines,
    ".csv": _csv,
    ".tsv": _csv,
    ".parquet": _parquet,
    ".zip": _zip,
}
