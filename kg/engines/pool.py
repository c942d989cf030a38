"""How the work on the pieces is run: here, or in as many processes as there are cores. The work stays the same."""

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice

from kg.engines.work import Outcome, failed, ready, work
from kg.read import Piece

BATCH = 32  # pieces sent at once
AHEAD = 3  # batches a process that wait or are done and not yet fetched: what bounds the memory

Batch = list[Piece]


class NotStartedError(Exception):
    """No process can begin to work; the message says what to do."""

    def __init__(self) -> None:
        super().__init__(
            "the processes that do the work end as soon as they begin: a script that builds must do so below "
            "`if __name__ == '__main__':`, since each of them reads it again; with one job (--jobs 1) there are none"
        )


def run(pieces: Iterable[Piece], repair: bool = True, jobs: int = 0) -> Iterator[Outcome]:
    """Yield what each of ``pieces`` came to, in their order. ``jobs``: processes, 0 for as many as there are cores.

    Raises:
        ConfigurationError: there are pieces, and the lists, rules or schema are broken.
        NotStartedError: no process can begin to work.
    """
    waiting = iter(pieces)
    first = list(islice(waiting, BATCH))
    if first:
        ready()
    jobs = jobs or cores()
    if jobs == 1 or len(first) < BATCH:  # a process takes longer to start than a few documents to read
        return (work(piece, repair) for piece in chain(first, waiting))
    return _parallel(chain([first], _batches(waiting)), repair, jobs)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _batches(pieces: Iterator[Piece]) -> Iterator[Batch]:
    while batch := list(islice(pieces, BATCH)):
        yield batch


def _parallel(batches: Iterator[Batch], repair: bool, jobs: int) -> Iterator[Outcome]:
    """Yield the outcomes of ``batches``. Where a process dies, what was under way is done again piece by piece."""
    for first in batches:
        left: deque[Batch] = deque()
        yield from _pool(chain([first], batches), left, repair, jobs)
        yield from isolated(chain.from_iterable(left), repair)


def _pool(batches: Iterator[Batch], left: deque[Batch], repair: bool, jobs: int) -> Iterator[Outcome]:
    """Yield outcomes until all is done or a process dies; then ``left`` holds what was under way."""
    under_way: deque[tuple[Batch, Future[list[Outcome]]]] = deque()
    try:
        with _processes(jobs) as pool:
            for batch in batches:
                left.append(batch)
                under_way.append((batch, pool.submit(_work_all, batch, repair)))
                if len(under_way) >= AHEAD * jobs:
                    yield from under_way.popleft()[1].result()
                    left.popleft()
            while under_way:
                yield from under_way.popleft()[1].result()
                left.popleft()
    except BrokenProcessPool:
        return


def isolated(pieces: Iterable[Piece], repair: bool) -> Iterator[Outcome]:
    """Do ``pieces`` in a process of their own; whichever takes it down is known then, and the next gets a new one."""
    waiting = deque(pieces)
    while waiting:
        try:
            with _processes(1) as pool:
                while waiting:
                    yield pool.submit(work, waiting[0], repair).result()
                    waiting.popleft()
        except BrokenProcessPool:
            piece = waiting.popleft()
            yield Outcome((), (failed(piece, "its process died, mostly for want of memory"),), piece.size)


def _work_all(batch: Batch, repair: bool) -> list[Outcome]:
    return [work(piece, repair) for piece in batch]


@contextmanager
def _processes(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Give processes to work in, which end with the body.

    Raises:
        NotStartedError: they died before the first of them was ready, and so would all that come after them.
    """
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    context.set_forkserver_preload(["kg.engines.work", "kg.extract"])
    # Lists that are loaded before anything else are never searched for garbage.
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=ready)
    first = pool.submit(ready)
    try:
        yield pool
    except BrokenProcessPool as error:
        if first.exception():
            raise NotStartedError from error
        raise
    finally:
        pool.shutdown(cancel_futures=True)
