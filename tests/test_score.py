"""What kg score counts as right, and that its figures are those of the script that the gold came with."""

import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.cli import main
from kg.score import Count, score
from kg.score.compare import near
from kg.score.gold import Gold, GoldError, Named, read

ROOT = Path(__file__).parent.parent
TEXT = "苏州高新区位于苏州市，引进了华为。"
PASSAGE = {"document": "d", "start": 0, "end": 5, "text": "苏州高新区", "rule": "some.rule"}


def graph(*nodes: tuple[str, str, tuple[str, ...]], edges: tuple[tuple[str, str, str], ...] = ()) -> nx.MultiDiGraph:
    """Return a graph of (kind, label, aliases), each called by its label, with ``edges`` between labels."""
    made = nx.MultiDiGraph()
    for kind, label, aliases in nodes:
        made.add_node(label, kind=kind, label=label, aliases=list(aliases), mentions=[PASSAGE], observations=[])
    for subject, relation, target in edges:
        made.add_edge(subject, target, key=relation, evidence=[PASSAGE])
    return made


def gold(*entities: Named, relations: tuple[tuple[str, str, str], ...] = ()) -> Gold:
    return Gold("one", "", entities, relations, ())


def zone(name: str, *aliases: str, key: str = "e1") -> Named:
    return Named(key, "Zone", name, aliases)


@pytest.mark.parametrize(
    ("entity", "node", "hit"),
    [
        (zone("苏州高新区"), ("Zone", "苏州高新区", ()), 1),
        (zone("苏州高新区"), ("Zone", "苏州高新技术产业开发区", ("苏州高新区",)), 1),
        (zone("苏州高新技术产业开发区", "苏州高新区"), ("Zone", "苏州高新区", ()), 1),
        (zone("“长三角”Ｇ60科创走廊"), ("Zone", "长三角g60 科创走廊", ()), 1),
        (zone("苏州高新区"), ("Region", "苏州高新区", ()), 0),
        (zone("苏州高新区"), ("Zone", "苏州新区", ()), 0),
    ],
)
def test_an_entity_counts_when_kind_and_a_name_agree(entity: Named, node: Any, hit: int) -> None:
    assert score(gold(entity), graph(node), TEXT).overall["entities"] == (hit, 1, 1)


def test_each_entity_is_matched_once_and_main_names_come_first() -> None:
    entities = (zone("高新区", "苏州高新区"), zone("苏州高新区", key="e2"))
    done = score(gold(*entities), graph(("Zone", "苏州高新区", ())), TEXT)
    assert done.overall["entities"] == (1, 1, 2)
    assert done.errors["entities_missed"] == ["高新区 (Zone)"]


def test_a_wrong_kind_counts_for_names_alone() -> None:
    assert score(gold(zone("苏州")), graph(("Region", "苏州", ())), TEXT).overall["entities_any_kind"].hit == 1


def test_background_is_not_scored() -> None:
    made = graph(("Zone", "苏州高新区", ()), ("Region", "江苏省", ()), edges=(("苏州高新区", "locatedIn", "江苏省"),))
    made.nodes["江苏省"]["mentions"] = []
    made.edges["苏州高新区", "江苏省", "locatedIn"]["evidence"] = []
    done = score(gold(zone("苏州高新区")), made, TEXT)
    assert (done.overall["entities"], done.overall["relations"]) == ((1, 1, 1), (0, 0, 0))


@pytest.mark.parametrize(("relation", "hit"), [("cooperatesWith", 1), ("supports", 0)])
def test_only_symmetric_relations_may_stand_the_other_way_round(relation: str, hit: int) -> None:
    made = graph(("Zone", "甲区", ()), ("Zone", "乙区", ()), edges=(("甲区", relation, "乙区"),))
    told = gold(zone("甲区"), zone("乙区", key="e2"), relations=(("e2", relation, "e1"),))
    assert score(told, made, TEXT).overall["relations"].hit == hit


def test_a_rule_is_right_as_often_as_its_facts_are() -> None:
    edges = (("甲区", "supports", "乙区"), ("乙区", "supports", "甲区"))
    told = gold(zone("甲区"), zone("乙区", key="e2"), relations=(("e1", "supports", "e2"),))
    done = score(told, graph(("Zone", "甲区", ()), ("Zone", "乙区", ()), edges=edges), TEXT)
    assert done.by_rule == {"some.rule": Count(1, 2)}
    assert done.errors["relations_extra"] == ["乙区 —supports→ 甲区 [some.rule]"]


@pytest.mark.parametrize(
    ("want", "said", "agree"),
    [
        (("e1", 1000.0, "家"), ("e1", 1002.0, "家"), 1),
        (("e1", 1000.0, "家"), ("e1", 1003.0, "家"), 0),
        (("e1", 20.0, "家"), ("e1", 20.0, "个"), 0),
        (("e1", 20.0, "家"), ("e2", 20.0, "家"), 0),
    ],
)
def test_an_observation_counts_within_a_five_hundredth(want: Any, said: Any, agree: int) -> None:
    assert len(near({want}, {said})) == agree


def test_a_passage_must_stand_in_the_text() -> None:
    made = graph(("Zone", "苏州高新区", ()))
    assert score(gold(), made, TEXT).ungrounded == 0
    assert score(gold(), made, " " + TEXT).ungrounded == 1


def test_all_faults_of_a_gold_file_are_named(tmp_path: Path) -> None:
    file = tmp_path / "one.json"
    row = {
        "entities": [
            {"id": "e1", "kind": "Zone", "name": "甲区"},
            {"id": "e1", "kind": "Town", "name": "乙"},
            {"id": "e3"},
        ],
        "relations": [["e1", "near", "e9"], ["e1"]],
        "observations": [{"subject": "e7", "value": 3}, {"subject": "e1", "value": "3"}],
    }
    file.write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(GoldError) as caught:
        read(file)
    assert str(caught.value).removeprefix(f"{file}: ").split("; ") == [
        "entity 2: unknown kind Town",
        "entity 2: the id e1 stands twice",
        "entity 3 needs id, kind and name",
        "relation 1: unknown relation near",
        "relation 1: there is no entity e9",
        "relation 2 is no [subject, relation, object]",
        "observation 1: its subject is no entity of the file",
        "observation 2: its value is no number",
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one document and its gold."""
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    row = {
        "genre": "news",
        "entities": [
            {"id": "e1", "kind": "Zone", "name": "苏州高新区"},
            {"id": "e2", "kind": "Region", "name": "苏州市", "aliases": ["苏州"]},
            {"id": "e3", "kind": "Company", "name": "中芯国际"},
        ],
        "relations": [["e1", "locatedIn", "e2"]],
    }
    (tmp_path / "one.json").write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    return tmp_path


def test_the_command_shows_figures_and_errors(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(folder), "--errors"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("1 document, ")
    assert "    中芯国际 (Company)\n" in said
    assert "entities           0.667      0.667   0.667  2      3       3" in said


def test_the_command_speaks_to_programs_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(folder / "one.json"), "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert row["entities"] == {"hit": 2, "said": 3, "want": 3, "p": 0.6667, "r": 0.6667, "f1": 0.6667}
    assert row["by_genre"]["news"]["relations"]["hit"] == 1
    assert row["documents"][0]["errors"]["entities_missed"] == ["中芯国际 (Company)"]


def test_a_gold_file_that_cannot_be_used_is_told_and_left_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "two.json").write_text('{"entities": [], "relations": []}', encoding="utf-8")
    (folder / "three.json").write_text("[]", encoding="utf-8")
    assert main(["score", str(folder)]) == 1
    told = capsys.readouterr().err
    assert "two.json: its text is missing: put two.txt beside it" in told
    assert "three.json: it is no gold file" in told


def test_without_any_gold_nothing_is_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(tmp_path)]) == 2
    assert main(["score", str(tmp_path / "missing")]) == 2
    assert "missing does not exist" in capsys.readouterr().err


def test_texts_may_lie_elsewhere(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    texts = tmp_path_factory.mktemp("texts")
    (folder / "one.txt").rename(texts / "one.txt")
    assert main(["score", str(folder), "--texts", str(texts)]) == 0
