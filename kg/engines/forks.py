"""Tasks done side by side in copies of this process, which share its memory and can only write files."""

import os
import signal
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager


def side_by_side(
    tasks: Sequence[Callable[[], object]], processes: int, told: Callable[[int], object] = lambda _: None
) -> None:
    """Do ``tasks``, the longest first: each here or in a copy of this process, whichever is free; they can only write files.

    ``told``: is told the number of each task that is begun here; whatever it shows it on may be in use while a copy is made.
    """
    numbers = _Numbers(len(tasks))
    here: set[int] = set()

    def take() -> None:
        for number in numbers:
            tasks[number]()

    def do(number: int) -> None:
        told(number)
        tasks[number]()
        here.add(number)

    def rest() -> None:
        for number in range(len(tasks)):
            if number not in here:
                do(number)

    with closing(numbers), ExitStack() as copies:
        for _ in range(min(processes, len(tasks)) - 1):
            copies.enter_context(beside(take, rest))
        for number in numbers:
            do(number)


class _Numbers:
    """The numbers below ``count``, each given once to one of the processes that ask: as bytes of a pipe."""

    def __init__(self, count: int) -> None:
        self._read, write = os.pipe()
        os.write(write, bytes(range(count)))
        os.close(write)

    def __iter__(self) -> Iterator[int]:
        while number := os.read(self._read, 1):
            yield number[0]

    def close(self) -> None:
        """Close the pipe."""
        os.close(self._read)


@contextmanager
def beside(work: Callable[[], object], instead: Callable[[], object] | None = None) -> Iterator[None]:
    """Do ``work`` in a copy of this process while the body runs; it shares the memory and can only write files.

    Where there are no copies, or the copy dies or fails, ``instead`` is done here afterwards, or ``work`` itself. A copy
    has none of the threads that libraries have begun: leave alone there what waits for them.
    """
    copy = _copy(work) if hasattr(os, "fork") else 0
    try:
        yield
    except BaseException:
        if copy:
            os.kill(copy, signal.SIGKILL)
            os.waitpid(copy, 0)
        raise
    if not copy or os.waitpid(copy, 0)[1]:
        (instead or work)()


def _copy(work: Callable[[], object]) -> int:
    """Return the number of a process that does ``work`` and ends: status 0 where nothing went wrong."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads: the copy uses what none of them holds
        number = os.fork()
    if number == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)  # nothing of the parent's is closed or flushed twice
    return number
