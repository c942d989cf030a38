"""A folder of output written whole or not at all, whatever happens on the way: an error, a full disk, a kill."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
def whole(folder: Path) -> Iterator[Path]:
    """Give an empty folder to write to; what is in it takes the place of what is in ``folder`` when all went well.

    Other files in ``folder`` stay. The parts lie inside it, since only within one file system renaming is one step.

    Raises:
        NotWrittenError: ``folder`` cannot be made or written.
    """
    made = not folder.exists()
    with writing(folder):
        part = _begun(folder)
    try:
        yield part
        with writing(folder):
            part.rename(folder / _READY)  # from here on a killed run is finished by the next one
            _finish(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
        if made and not any(folder.iterdir()):
            folder.rmdir()


def _begun(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    _finish(folder)
    part = folder / _PART
    shutil.rmtree(part, ignore_errors=True)  # of a run that was killed
    part.mkdir()
    return part


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
