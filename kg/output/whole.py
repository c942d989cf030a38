"""A folder of output written whole or not at all, whatever happens on the way: an error, a full disk, a kill."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import mkdtemp

from kg.output.alone import alone

_PART, _READY, _REPLACED = ".kg-part", ".kg-ready", ".kg-replaced"


class NotWrittenError(Exception):
    """A folder cannot be written; the message says which and why."""


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Say of any trouble with files in ``folder`` that it cannot be written; a full disk names no file."""
    try:
        yield
    except OSError as error:
        if error.filename and not Path(error.filename).is_relative_to(folder) and folder.exists():
            raise
        raise NotWrittenError(f"{folder} cannot be written: {error.strerror or error}") from error


@contextmanager
def own(folder: Path) -> Iterator[None]:
    """Keep ``folder``, which is made if need be, for this process alone.

    Raises:
        InUseError: another process writes to it.
        NotWrittenError: it cannot be made or written.
    """
    with ExitStack() as held:
        with writing(folder):
            held.enter_context(alone(folder))
        yield


@contextmanager
def whole(folder: Path) -> Iterator[Path]:
    """Give an empty folder to write to; what is in it takes the place of what is in ``folder`` when all went well.

    Other files in ``folder`` stay. The parts lie inside it, since only within one file system renaming is one step.

    Raises:
        InUseError: another process writes to ``folder``.
        NotWrittenError: ``folder`` cannot be made or written.
    """
    with own(folder), replacing(folder) as part:
        yield part


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Do what :func:`whole` does in a folder that is there and this process's own."""
    with writing(folder):
        part = _begun(folder)
    try:
        yield part
        with writing(folder):
            part.rename(folder / _READY)  # from here on a killed run is finished by the next one
            _finish(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _begun(folder: Path) -> Path:
    _finish(folder)
    for part in folder.glob(f"{_PART}*"):  # of runs that were killed
        shutil.rmtree(part, ignore_errors=True)
    # Another each time: what a copy of a killed run still writes goes nowhere.
    return folder / Path(mkdtemp(prefix=f"{_PART}-", dir=folder)).name


def _finish(folder: Path) -> None:
    """Move what is ready to its place."""
    ready, replaced = folder / _READY, folder / _REPLACED
    shutil.rmtree(replaced, ignore_errors=True)
    if not ready.is_dir():
        return
    for path in sorted(ready.iterdir()):
        target = folder / path.name
        if target.is_dir():
            target.rename(replaced)
        path.replace(target)
        shutil.rmtree(replaced, ignore_errors=True)
    ready.rmdir()
