"""Work beside the body of a ``with``, in a copy of the process."""

import os
import signal
import time
from functools import partial
from pathlib import Path
from time import sleep

import pytest

from kg.engines.forks import beside, side_by_side


def test_what_is_done_beside_is_done_when_the_body_is_left(tmp_path: Path) -> None:
    with beside(lambda: (tmp_path / "a").write_text(str(os.getpid()))):
        (tmp_path / "b").write_text("body")
    assert (tmp_path / "a").read_text() != str(os.getpid()) or not hasattr(os, "fork")


def test_what_fails_beside_is_done_again_here_and_tells_why(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="missing"), beside(lambda: (tmp_path / "missing" / "a").write_text("")):
        pass


def test_a_copy_that_dies_costs_nothing(tmp_path: Path) -> None:
    here = os.getpid()

    def work() -> None:
        if os.getpid() != here:
            os._exit(9)
        (tmp_path / "a").write_text("done")

    with beside(work):
        pass
    assert (tmp_path / "a").read_text() == "done"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system makes no copies of a process")
def test_a_fault_in_the_body_ends_the_copy(tmp_path: Path) -> None:
    def work() -> None:
        (tmp_path / f"{os.getpid()}.pid").touch()
        sleep(600)

    with pytest.raises(KeyError), beside(work):  # noqa: PT012 - the copy must be under way
        while not list(tmp_path.glob("*.pid")):
            sleep(0.01)
        raise KeyError
    (copy,) = tmp_path.glob("*.pid")
    with pytest.raises(ProcessLookupError):
        os.kill(int(copy.stem), 0)


@pytest.mark.parametrize("processes", [1, 2, 9])
def test_tasks_are_done_once_each_by_whichever_process_is_free(tmp_path: Path, processes: int) -> None:
    def task(number: int) -> None:
        with (tmp_path / str(number)).open("x") as file:
            file.write(str(os.getpid()))

    begun: list[int] = []
    side_by_side([partial(task, number) for number in range(20)], processes, begun.append)
    written = [(tmp_path / str(number)).read_text() for number in range(20)]
    assert len(set(written)) <= processes
    assert begun == [number for number in range(20) if written[number] == str(os.getpid())]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system makes no copies of a process")
def test_tasks_are_done_at_the_same_time(tmp_path: Path) -> None:
    def task(_: int) -> None:
        (tmp_path / str(os.getpid())).touch()
        waited = 0.0
        while len(list(tmp_path.iterdir())) < 3 and waited < 10:  # for the others to have begun
            sleep(0.01)
            waited += 0.01

    side_by_side([partial(task, number) for number in range(3)], 3)
    assert len(list(tmp_path.iterdir())) == 3


def test_what_a_copy_took_and_did_not_do_is_done_here(tmp_path: Path) -> None:
    home = os.getpid()

    def task(number: int) -> None:
        if os.getpid() != home:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.05)  # so that the copy gets one
        (tmp_path / str(number)).write_text("")

    side_by_side([partial(task, number) for number in range(10)], 2)
    assert len(list(tmp_path.iterdir())) == 10


def test_a_task_that_fails_anywhere_fails_here() -> None:
    with pytest.raises(ZeroDivisionError):
        side_by_side([lambda: time.sleep(0.2), lambda: 1 // 0], 2)
