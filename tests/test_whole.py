"""A folder is written whole or not at all."""

from pathlib import Path

import pytest

from kg.output.whole import whole


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
    (tmp_path / ".kg-part").mkdir()
    (tmp_path / ".kg-part" / "a").write_text("half")
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
