"""A folder is written whole or not at all, by one process at a time."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

import pytest

from kg.cli import main
from kg.output.alone import InUseError, alone
from kg.output.whole import whole
from tests.folders import contents as all_of


def contents(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def written(folder: Path, **files: str) -> None:
    with whole(folder) as part:
        for name, text in files.items():
            path = part / name.replace("__", "/")
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)


def test_new_files_take_the_place_of_old_ones_and_others_stay(tmp_path: Path) -> None:
    written(tmp_path, a="1", b="1", docs__x="1", docs__y="1")
    (tmp_path / "mine").write_text("my own")
    written(tmp_path, a="2", docs__x="2")
    assert contents(tmp_path) == {"a": "2", "b": "1", "docs/x": "2", "mine": "my own"}


def test_an_error_leaves_everything_as_it_was(tmp_path: Path) -> None:
    written(tmp_path, a="1")
    with pytest.raises(FileNotFoundError):
        written(tmp_path, a="half", no__such__folder="fails")
    assert contents(tmp_path) == {"a": "1"}


def test_an_error_leaves_no_new_folder_behind(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), whole(tmp_path / "new"):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_a_run_killed_while_writing_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / ".kg-part-x").mkdir()
    (tmp_path / ".kg-part-x" / "a").write_text("half")
    written(tmp_path, b="2")
    assert contents(tmp_path) == {"b": "2"}


@pytest.mark.parametrize("moved", ["nothing", "old folder", "both folders"])
def test_a_run_killed_while_moving_is_finished(tmp_path: Path, moved: str) -> None:
    written(tmp_path, a="1", docs__x="1", pages__x="1")
    ready = tmp_path / ".kg-ready"
    for folder in ("docs", "pages"):
        (ready / folder).mkdir(parents=True)
        (ready / folder / "y").write_text("2")
    if moved != "nothing":  # the old folder is out of the way, the new one not yet in
        (tmp_path / "docs").rename(tmp_path / ".kg-replaced")
    if moved == "both folders":
        (ready / "docs").rename(tmp_path / "docs")
    with pytest.raises(RuntimeError), whole(tmp_path):
        raise RuntimeError
    assert contents(tmp_path) == {"a": "1", "docs/y": "2", "pages/y": "2"}


# ---------------------------------------------------------------- two at once

TEXT = "苏州高新区位于江苏省苏州市，重点发展医疗器械产业。"


@contextmanager
def building(out: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A ``kg build`` that has begun and waits for its text."""
    command = [sys.executable, "-m", "kg", "build", "-", "--out", str(out), "--jobs", "1"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        try:
            wait_for(out, ".kg-part-*")
            yield process
        finally:
            process.kill()


def wait_for(folder: Path, pattern: str) -> None:
    for _ in range(600):
        if list(folder.glob(pattern)):
            return
        sleep(0.05)
    raise TimeoutError(pattern)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_second_build_stops_at_once_and_the_first_goes_on(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    main(["build", str(article), "--out", str(out), "--jobs", "1"])
    before = all_of(out)
    capsys.readouterr()
    with building(out) as first:
        assert main(["build", str(article), "--out", str(out)]) == 2
        told = f"kg: another kg is writing to {out}: wait until it is done, or name another folder with --out\n"
        assert capsys.readouterr() == ("", told)
        assert main(["export", str(out), "gexf"]) == 2
        assert capsys.readouterr().err == told
        assert all_of(out) == before | {".kg-lock": b""}
        first.communicate(f"{TEXT}{TEXT}".encode())
        assert first.returncode == 0
    assert len(all_of(out)) == len(before)
    assert "stdin" in (out / "graph.json").read_text("utf-8")


def test_a_build_that_was_killed_keeps_nobody_out(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with building(out) as first:
        first.kill()
        first.wait()
        assert main(["build", str(article), "--out", str(out), "--jobs", "1"]) == 0
    assert not [path for path in out.iterdir() if path.name.startswith(".kg")]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system makes no copies of a process")
def test_a_copy_that_outlives_a_killed_process_keeps_nobody_out_and_writes_nowhere(tmp_path: Path) -> None:
    program = """
import sys, time
from pathlib import Path
from kg.engines.forks import beside
from kg.output.whole import whole

def work():
    (part / "begun").touch()
    while not Path(sys.argv[2]).exists():
        time.sleep(0.01)
    try:
        (part / "late").touch()
    except FileNotFoundError:
        print("gone", flush=True)

with whole(Path(sys.argv[1])) as part, beside(work):
    time.sleep(600)
"""
    out, go = tmp_path / "out", tmp_path / "go"
    with subprocess.Popen([sys.executable, "-c", program, str(out), str(go)], stdout=subprocess.PIPE) as process:
        wait_for(out, ".kg-part-*/begun")
        process.send_signal(signal.SIGKILL)
        process.wait()
        with whole(out) as part:
            (part / "mine").touch()
            go.touch()
            assert process.stdout
            assert process.stdout.read() == b"gone\n"
    assert [path.name for path in out.iterdir()] == ["mine"]


def test_one_folder_is_given_once_at_a_time(tmp_path: Path) -> None:
    with alone(tmp_path / "a"), alone(tmp_path / "b"):
        with pytest.raises(InUseError), alone(tmp_path / "a"):
            pass
        with pytest.raises(InUseError), alone(tmp_path / "a"):  # the refused one took nothing away
            pass
    with alone(tmp_path / "a"):
        assert not (tmp_path / "b").exists()
