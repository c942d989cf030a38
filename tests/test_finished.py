"""A build of which nothing has changed is left out: neither its input, nor what it wrote, nor the program."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.build import Options, build, unchanged
from kg.cli import main
from kg.link import Decisions
from kg.model import Problem
from kg.output.finished import Finished
from tests.folders import contents

TEXT = "无锡高新区位于江苏省无锡市，重点发展集成电路产业。"
OTHER = "无锡高新区位于江苏省无锡市，重点发展生物医药产业。"  # as long
Change = Callable[[Path], object]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with documents of which a build was made."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_text("常州高新区位于江苏省常州市。", encoding="utf-8")
    build(["in"], Path("out"), CACHED)
    return tmp_path


CACHED = Options(cache=Path("cache"))


def test_a_build_is_known_to_be_there(home: Path) -> None:
    assert unchanged(["in"], Path("out"), CACHED) == []
    assert unchanged(["in"], home / "out", CACHED._replace(jobs=1)) == []


def written_as_before(path: Path) -> None:
    path.write_bytes(path.read_bytes())


CHANGES: dict[str, Change] = {
    "a document comes": lambda home: (home / "in" / "c.txt").write_text(OTHER, encoding="utf-8"),
    "a document goes": lambda home: (home / "in" / "b.txt").unlink(),
    "a document says something else": lambda home: (home / "in" / "a.txt").write_text(OTHER, encoding="utf-8"),
    "a document has another name": lambda home: (home / "in" / "a.txt").rename(home / "in" / "d.txt"),
    "a file that nobody reads comes": lambda home: (home / "in" / "c.xyz").write_text(""),
    "a file of the build is edited": lambda home: written_as_before(home / "out" / "graph.json"),
    "a file of the build is gone": lambda home: (home / "out" / "report.md").unlink(),
    "a reading view is gone": lambda home: next((home / "out" / "documents").iterdir()).unlink(),
    "a reading view is edited": lambda home: written_as_before(next((home / "out" / "documents").iterdir())),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_any_change_makes_another_build(home: Path, change: Change) -> None:
    change(home)
    assert unchanged(["in"], Path("out"), CACHED) is None
    build(["in"], Path("out"), CACHED)
    build(["in"], Path("fresh"))
    assert contents(home / "out") == contents(home / "fresh")
    assert unchanged(["in"], Path("out"), CACHED) is not None


@pytest.mark.parametrize(
    ("inputs", "out", "options"),
    [
        (["in"], "elsewhere", CACHED),
        (["in/a.txt", "in/b.txt"], "out", CACHED),
        (["in"], "out", CACHED._replace(min_confidence=0.5)),
        (["in"], "out", CACHED._replace(repair=False)),
        (["in"], "out", CACHED._replace(decisions=Decisions({}, frozenset([("Zone", "无锡高新区", "")])))),
        (["in"], "out", Options()),
        (["-"], "out", CACHED),
    ],
)
def test_another_build_is_not_known(home: Path, inputs: list[str], out: str, options: Options) -> None:
    assert unchanged(inputs, home / out, options) is None


def test_another_program_builds_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.output.finished.program", lambda: "of tomorrow")
    assert unchanged(["in"], home / "out", CACHED) is None


def test_what_a_user_puts_beside_changes_nothing(home: Path) -> None:
    (home / "out" / "notes.txt").write_text("mine")
    assert unchanged(["in"], home / "out", CACHED) == []


def test_what_failed_is_tried_again(home: Path) -> None:
    one = Finished(home / "cache", home / "out", ["graph.json"], ["in"], "")
    one.keep([Problem("failed", "no end after 300 seconds")])
    assert one.lost() is None


def test_the_command_says_so_and_tells_again_what_was_lost(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "in" / "empty.txt").write_text("")
    command = ["build", "in", "--out", "out", "--cache", "cache"]
    assert main(command) == 1
    first = capsys.readouterr()
    before = {path: path.stat().st_ctime_ns for path in (home / "out").rglob("*")}
    assert main(command) == 1
    again = capsys.readouterr()
    assert again.err == first.err
    assert again.out.splitlines()[0].startswith("Nothing was written")
    assert again.out.splitlines()[-1] == first.out.splitlines()[-1]
    assert {path: path.stat().st_ctime_ns for path in (home / "out").rglob("*")} == before


def test_a_time_put_back_hides_no_change(home: Path) -> None:
    path = home / "in" / "a.txt"
    times = path.stat()
    path.write_text(OTHER, encoding="utf-8")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert unchanged(["in"], Path("out"), CACHED) is None
