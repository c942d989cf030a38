"""What lies between two builds."""

import json
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest

from kg.build import Options, graph_of
from kg.cli import main
from kg.diff import Diff, diff, patch
from kg.graph import to_json
from kg.rdf.quads import quads

OLD = "苏州高新区位于江苏省苏州市。苏州高新区重点发展医疗器械产业。"
NEW = "苏州高新区位于江苏省苏州市。武汉东湖高新区重点发展光电子产业。"


def graph(folder: Path, *texts: str) -> nx.MultiDiGraph:
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    built = graph_of([str(folder)], Options(jobs=1)).graph
    (folder / "graph.json").write_text(to_json(built), encoding="utf-8")
    return built


@pytest.fixture
def old(tmp_path: Path) -> nx.MultiDiGraph:
    return graph(tmp_path / "old", OLD)


@pytest.fixture
def new(tmp_path: Path) -> nx.MultiDiGraph:
    return graph(tmp_path / "new", NEW)


def test_a_graph_does_not_differ_from_itself(old: nx.MultiDiGraph) -> None:
    assert diff(old, old.copy()) == Diff([], [])


def test_what_came_and_went_is_told_with_its_evidence(old: nx.MultiDiGraph, new: nx.MultiDiGraph) -> None:
    found = diff(old, new)
    came = {change.label for change in found.entities if change.before is None}
    went = {change.label for change in found.entities if change.after is None}
    assert "Industry 光电子" in came | {label.removesuffix("产业") for label in came}
    assert [label for label in went if "医疗器械" in label]
    texts = [passage["text"] for change in found.facts for passage in (change.after or {}).get("evidence", [])]
    assert [text for text in texts if "光电子" in text]


def test_a_second_source_changes_a_fact(tmp_path: Path) -> None:
    once = graph(tmp_path / "once", OLD)
    twice = graph(tmp_path / "twice", OLD, "最近，" + OLD)
    change = next(change for change in diff(once, twice).facts if "focusesOn" in change.id)
    assert change.before is not None
    assert change.after is not None
    assert (len(change.before["evidence"]), len(change.after["evidence"])) == (1, 2)
    assert change.before["confidence"] < change.after["confidence"]


def test_a_patch_turns_one_graph_into_the_other(old: nx.MultiDiGraph, new: nx.MultiDiGraph) -> None:
    lines = list(patch(old, new))
    assert (lines[0], lines[-1]) == ("TX .", "TC .")
    store = set(quads(old))
    for line in lines[1:-1]:
        (quad,) = ox.parse(line[2:], ox.RdfFormat.N_QUADS)
        (store.remove if line.startswith("D") else store.add)(quad)
    assert store == set(quads(new))


@pytest.mark.usefixtures("old", "new")
def test_the_command_prints_three_forms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folders = [str(tmp_path / "old"), str(tmp_path / "new")]
    assert main(["diff", *folders]) == 0
    text = capsys.readouterr().out
    assert text.startswith("entities: ")
    assert "\n- " in text
    assert "\n+ " in text
    main(["diff", *folders, "--json"])
    assert set(json.loads(capsys.readouterr().out)) == {"entities", "facts"}
    main(["diff", *folders, "--patch"])
    assert {line[0] for line in capsys.readouterr().out.splitlines()} == set("TAD")


def test_for_people_what_came_stands_before_what_went_and_each_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graph(tmp_path / "old", OLD)
    graph(tmp_path / "new", NEW)
    assert main(["diff", str(tmp_path / "old"), str(tmp_path / "new")]) == 0
    for part in capsys.readouterr().out.split("\n\n"):
        lines = [line for line in part.splitlines() if line.startswith(("+ ", "- ", "~ "))]
        assert lines == sorted(lines, key=lambda line: ("+-~".index(line[0]), line))


def test_a_missing_graph_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(tmp_path), str(tmp_path)]) == 2
    assert "run kg build first" in capsys.readouterr().err
