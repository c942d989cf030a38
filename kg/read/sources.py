"""What the user named: files, folders, patterns and standard input, found one by one and in a fixed order."""

import gzip
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from glob import glob, has_magic
from pathlib import Path

from kg.model import Problem
from kg.read.piece import MOST_BYTES, Piece, UnreadableError, too_long

STANDARD_INPUT = "-"
Found = Piece | Problem


def check(inputs: Iterable[str]) -> list[str]:
    """Return a sentence for each of ``inputs`` that is not there: a mistyped name stops the work at once."""
    return [_missing(name) for name in inputs if not (name == STANDARD_INPUT or Path(name).exists() or _expanded(name))]


def _missing(name: str) -> str:
    if has_magic(name):
        return f"no file is called like {name}"
    return f"{name} does not exist: name a file, a folder, a pattern, or - for standard input"


def _expanded(name: str) -> list[Path]:
    return sorted(map(Path, glob(name, recursive=True))) if has_magic(name) else []  # noqa: PTH207 - takes absolute ones


def pieces(inputs: Iterable[str], leave_out: Path | None = None) -> Iterator[Found]:
    """Yield what there is in ``inputs``, folders in the order of names; ``leave_out`` is a folder not to look into."""
    for name in inputs:
        if name == STANDARD_INPUT:
            yield Piece("stdin", "text", sys.stdin.buffer.read(MOST_BYTES + 1))
        else:
            for path in [Path(name)] if Path(name).exists() else _expanded(name):
                yield from _folder(path, leave_out) if path.is_dir() else _file(path, path.name)


def total(inputs: Iterable[str], leave_out: Path | None = None) -> int:
    """Return how many bytes the files of ``inputs`` have."""
    return sum(path.stat().st_size for path in _all(inputs, leave_out) if path.is_file())


def _all(inputs: Iterable[str], leave_out: Path | None) -> Iterator[Path]:
    for name in inputs:
        for path in [Path(name)] if Path(name).exists() else _expanded(name):
            yield from _files(path, leave_out.resolve() if leave_out else None) if path.is_dir() else [path]


def _folder(folder: Path, leave_out: Path | None) -> Iterator[Found]:
    unknown: Counter[str] = Counter()
    found = False
    for path in _files(folder, leave_out.resolve() if leave_out else None):
        found = True
        if ending(path.name) in ENDINGS:
            yield from _file(path, path.relative_to(folder).as_posix())
        else:
            unknown[path.suffix or path.name] += 1
    for suffix, count in sorted(unknown.items()):
        message = f"{count} file{'s' if count > 1 else ''} left out, ending in {suffix}: {_known()}"
        yield Problem("unknown-format", message, name=folder.name)
    if not found:
        yield Problem(
            "empty-folder", f"{folder.name or folder} holds no files: name a folder with documents", name=folder.name
        )


def _files(folder: Path, leave_out: Path | None) -> Iterator[Path]:
    """Yield the files below ``folder`` by name, but no hidden ones; links to folders may run in circles."""
    try:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError:
        return
    for path in entries:
        if path.name.startswith("."):
            continue
        if not path.is_dir():
            yield path
        elif not path.is_symlink() and path.resolve() != leave_out:
            yield from _files(path, leave_out)


def ending(name: str) -> str:
    """Return the end of a file's name that tells its format: ``.txt``, ``.jsonl.gz``."""
    lower = name.lower()
    return next((end for end in sorted(ENDINGS, key=len, reverse=True) if lower.endswith(end)), "")


def _known() -> str:
    return f"this program reads {' '.join(sorted(ENDINGS))}"


def _file(path: Path, name: str) -> Iterator[Found]:
    try:
        if ending(name) not in ENDINGS:
            raise UnreadableError("unknown-format", f"is in no format that can be read: {_known()}")
        yield from ENDINGS[ending(name)](path, name)
    except UnreadableError as error:
        yield error.problem(name)
    except OSError as error:
        reason = error.strerror or str(error)
        yield UnreadableError("unreadable", f"cannot be read ({reason}): check the file and your rights to it").problem(
            name
        )


def _one(format: str) -> Callable[[Path, str], Iterator[Found]]:  # noqa: A002 - the field's name
    def find(path: Path, name: str) -> Iterator[Found]:
        yield Piece(name, format, path, path.stat().st_size)

    return find


def _lines(path: Path, name: str) -> Iterator[Found]:
    """Yield a piece a line. What is broken ends the file, and what came before stands."""
    with path.open("rb") as file:
        lines = gzip.GzipFile(fileobj=file) if name.lower().endswith(".gz") else file
        before = 0
        try:
            for number, line in enumerate(iter(lambda: lines.readline(MOST_BYTES), b""), start=1):
                if len(line) == MOST_BYTES and not line.endswith(b"\n"):
                    raise too_long(f"line {number} has more than {MOST_BYTES // 1_000_000} MB")
                before, read = file.tell(), file.tell() - before
                if line.strip():
                    yield Piece(f"{name}:{number}", "json-line", line, read)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            message = f"breaks off ({error}): what came before is used; fetch the file again"
            raise UnreadableError("broken-archive", message) from None


ENDINGS: dict[str, Callable[[Path, str], Iterator[Found]]] = {
    ".txt": _one("text"),
    ".md": _one("markdown"),
    ".jsonl": _lines,
    ".jsonl.gz": _lines,
}
