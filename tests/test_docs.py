"""What the documentation shows works as shown."""

import re
import shlex
from pathlib import Path

import pytest

from kg.cli import COMMANDS, main
from kg.link import read_decisions

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
RUN = [ROOT / "docs" / "analyst.md", ROOT / "docs" / "engineer.md"]


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", RUN, ids=lambda page: page.name)
def test_the_examples_of_a_page_run_one_after_the_other(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("data", "docs"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    main(["build", "data/samples"])
    commands = [line for block in blocks(page, "sh") for line in block.splitlines()]
    assert commands
    for command in commands:
        assert main(shlex.split(command)[1:]) == 0, command
    for code in blocks(page, "python"):
        exec(compile(code, page.name, "exec"), {})  # noqa: S102 - our own examples
    assert capsys.readouterr().out


def test_the_example_of_decisions_can_be_followed(tmp_path: Path) -> None:
    (example,) = blocks(ROOT / "docs" / "analyst.md", "csv")
    (tmp_path / "decisions.csv").write_text(example, encoding="utf-8")
    assert read_decisions(tmp_path / "decisions.csv").joined


def test_every_command_and_file_that_is_named_exists() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        assert not set(re.findall(r"(?:^|`)kg ([a-z]+)", text, re.MULTILINE)) - {*COMMANDS}, page.name
        links = re.findall(r"\]\((?!http)([^)#]+)", text)
        assert not [link for link in links if not (page.parent / link).exists()], page.name


def test_every_code_of_a_problem_is_explained() -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "kg").rglob("*.py"))
    codes = set(re.findall(r'(?:Problem|UnreadableError)\(\s*"([a-z]+(?:-[a-z]+)*)"', written))
    page = (ROOT / "docs" / "engineer.md").read_text(encoding="utf-8")
    assert {code for code in codes if f"`{code}`" not in page} == set()
