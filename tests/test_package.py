"""What is installed and published: the wheel, the settings, the commands of the README, the committed build."""

import errno
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from kg.cli import main, parser

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True)
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_holds_one_package_with_the_data_it_needs(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"kg"}
    for folder in ("schema", "data/lexicon", "data/rules", "data/analysis"):
        here = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}
        assert {f"kg/packaged/{name}" for name in here} <= set(names)


def test_the_wheel_works_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)
    (tmp_path / "a.txt").write_text("苏州高新区位于江苏省苏州市。", encoding="utf-8")
    command = [sys.executable, "-P", "-m", "kg", "build", "a.txt"]
    environment = os.environ | {"PYTHONPATH": str(installed)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("1 document, ")


def test_every_pinned_version_is_exact_and_has_no_address() -> None:
    pins = [line for line in (ROOT / "constraints.txt").read_text().splitlines() if not line.startswith("#")]
    assert not [line for line in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!+_-]+", line)]
    pinned = {re.sub(r"[-_.]+", "-", line.split("==")[0]).lower() for line in pins}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert {re.split(r"[^A-Za-z0-9-]", name)[0].lower() for name in needed} <= pinned


def test_ci_runs_the_commands_of_the_readme_word_for_word() -> None:
    commands = re.findall(
        r"^(?:python3 -m venv|\.venv/bin/pip) .*$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE
    )
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert len(commands) == 2
    assert not [command for command in commands if command not in ci]


def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    from kg.cli import COMMANDS

    for command in COMMANDS:
        with pytest.raises(SystemExit, match="0"):
            main([command, "--help"])
        text = capsys.readouterr().out
        assert text.startswith(f"usage: kg {command}")
        assert "not written yet" not in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["biuld", "x"], "did you mean build?"),
        (["build", "--ouput", "o", "x"], "kg build: error: unrecognized arguments: --ouput: did you mean --out?"),
        (["export", "o", "gefx"], "did you mean gexf?"),
        (["export", "gefx"], "did you mean gexf?"),
        (["query", "o", "ASK {}", "--infre"], "did you mean --infer?"),
        (["build", "--xyzzy=1", "x"], "unrecognized arguments: --xyzzy=1\n"),
    ],
)
def test_what_is_misspelt_is_told_the_nearest_word(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    assert said in capsys.readouterr().err


def test_what_may_not_be_looked_at_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", "closed/graph.ttl")

    monkeypatch.setattr("kg.cli.check.run", refused)
    assert main(["check", "closed"]) == 2
    assert capsys.readouterr().err == "kg: closed/graph.ttl: you may not look at it: ask for the right to it\n"


@pytest.mark.parametrize("arguments", [["build", "articles", "--out", ""], ["export", "--out=", "gexf"], ["query", ""]])
def test_an_empty_argument_is_refused_and_does_not_mean_the_current_folder(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    assert "is a variable not set?" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        *(["check"], ["analyse"], ["path", "甲", "乙"], ["query", "ASK {}"], ["export", "gexf"]),
        *(["diff", "old"], ["load", "--endpoint", "http://localhost"]),
    ],
)
def test_the_build_is_looked_for_in_export(arguments: list[str]) -> None:
    known = vars(parser().parse_args(arguments))
    assert Path("export") in (known.get(name) for name in ("graph", "folder", "dir", "new"))


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "build a graph from documents" in capsys.readouterr().err


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_the_committed_build_is_the_build_of_the_samples(tmp_path: Path, seed: str) -> None:
    """After a change to rules, data or samples: kg build data/samples, look at the difference, commit export/."""
    command = [sys.executable, "-m", "kg", "build", "data/samples", "--out", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed}, check=True, capture_output=True)
    built, committed = contents(tmp_path), contents(ROOT / "export")
    assert sorted(built) == sorted(committed)
    assert [name for name in built if built[name] != committed[name]] == []


def contents(folder: Path) -> dict[str, list[str]]:
    """Return files as lines, with long fractions cut where processors may differ."""
    texts = {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }
    return {name: re.sub(r"(\d\.\d{9})\d+", r"\1", text).splitlines() for name, text in texts.items()}
