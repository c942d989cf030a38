"""Work beside the body of a ``with``, in a copy of the process."""

import os
from pathlib import Path
from time import sleep

import pytest

from kg.engines import beside


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
