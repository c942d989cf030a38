"""A folder that one process at a time writes to. The lock is the system's own: it ends with its process, however that ends."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_LOCK = ".kg-lock"
_held: set[int] = set()  # file descriptors


class InUseError(Exception):
    """Another process writes to the folder; the message says what to do."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"another kg is writing to {folder}: wait until it is done, or name another folder with --out")


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep every other that asks for ``folder`` out of it. It is made if need be, and removed where it stays empty.

    Raises:
        InUseError: another has it.
        OSError: ``folder`` cannot be made or written.
    """
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / _LOCK
    lock = _taken(path)
    _held.add(lock)
    try:
        yield
    finally:
        _held.discard(lock)
        _let_go(lock, path)
        if made:
            with suppress(OSError):  # there is something in it
                folder.rmdir()


def _taken(path: Path) -> int:
    """Return the open and locked file ``path``. One that was removed while it was being opened keeps nobody out."""
    while True:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        if not _locked(file):
            os.close(file)
            raise InUseError(path.parent)
        if _is_at(file, path):
            return file
        os.close(file)


def _is_at(file: int, path: Path) -> bool:
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(file), path.stat())
    return False


if sys.platform == "win32":
    import msvcrt

    def _locked(file: int) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _let_go(file: int, path: Path) -> None:
        os.close(file)
        with suppress(OSError):  # an open file, of the next one, cannot be removed here
            path.unlink()

else:
    import fcntl

    def _locked(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # this file system has no locks: it must do without
            return True
        return True

    def _let_go(file: int, path: Path) -> None:
        with suppress(OSError):
            path.unlink()  # before the lock ends: afterwards it may be that of the next one
        os.close(file)

    def _forget() -> None:
        """Leave the locks to the process that this one is a copy of, so that they end with it."""
        while _held:
            os.close(_held.pop())

    os.register_at_fork(after_in_child=_forget)
