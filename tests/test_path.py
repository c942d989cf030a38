"""``kg path`` and ``kg analyse``: what a user types, sees and gets back."""

import json
import subprocess
import sys
from pathlib import Path

import igraph
import networkx as nx
import pytest

from kg.analyse import network, paths
from kg.cli import main
from kg.graph import to_json
from tests.worlds import SEED, SUZHOU, fact, node, seed, world


@pytest.fixture
def build(tmp_path: Path) -> Path:
    (tmp_path / "graph.json").write_text(to_json(seed()), encoding="utf-8")
    return tmp_path


def best(graph: nx.MultiDiGraph, one: str, other: str, count: int = 3, **more: bool) -> list[tuple[str, float]]:
    known = network(graph, **more)
    found = paths.best_paths(known, node(one), node(other), count)
    return [
        ("-".join([known.label(p.steps[0].source), *(known.label(s.target) for s in p.steps)]), round(p.confidence, 3))
        for p in found
    ]


CHAIN = [
    fact("Company:甲", "cooperatesWith", "Company:乙", confidence=0.5),
    fact("Company:甲", "investsIn", "Company:丙", confidence=0.9),
    fact("Company:乙", "partOf", "Company:丙", confidence=0.9),
]
ALL = ["Company:甲", "Company:乙", "Company:丙"]


def test_a_sure_way_round_beats_a_doubtful_short_cut():
    # direct: 0.5 for one step; round: 0.81 for two, and a step more costs as much as half the confidence
    assert best(world(CHAIN, only=ALL), "Company:甲", "Company:乙") == [("甲-乙", 0.5), ("甲-丙-乙", 0.81)]
    doubtful = [CHAIN[0]._replace(confidence=0.3), *CHAIN[1:]]
    assert best(world(doubtful, only=ALL), "Company:甲", "Company:乙") == [("甲-丙-乙", 0.81), ("甲-乙", 0.3)]


def test_as_many_paths_as_asked_for_and_as_there_are():
    assert len(best(world(CHAIN, only=ALL), "Company:甲", "Company:乙", 1)) == 1
    assert len(best(world(CHAIN, only=ALL), "Company:甲", "Company:乙", 9)) == 2


def test_a_step_shows_all_its_facts_the_surest_first():
    more = fact("Company:乙", "supports", "Company:甲", confidence=0.8)
    known = network(world([*CHAIN, more], only=ALL))
    (path,) = paths.best_paths(known, node("Company:甲"), node("Company:乙"), 1)
    assert [(f.relation, f.confidence) for f in path.steps[0].facts] == [("supports", 0.8), ("cooperatesWith", 0.5)]


@pytest.mark.parametrize("confidence", [0.0, 1.0])
def test_a_fact_of_no_or_of_full_confidence_is_a_step_too(confidence: float):
    assert len(best(world([CHAIN[0]._replace(confidence=confidence)], only=ALL), "Company:甲", "Company:乙")) == 1


def test_nothing_connects_two_components():
    assert best(seed(), "University:东南大学", "Industry:机器人") == []


def test_background_is_a_step_only_when_asked():
    graph = world(SEED[:1], known_facts=[("Zone:苏州高新区", "locatedIn", "Region:苏州")], only=["Region:苏州"])
    assert best(graph, SUZHOU, "Region:苏州") == []
    assert len(best(graph, SUZHOU, "Region:苏州", with_background=True)) == 1


@pytest.mark.parametrize("number", range(5))
def test_the_best_path_is_as_short_as_igraphs(number: int):
    chosen = nx.gnm_random_graph(25, 45, seed=number)
    said = [(f"Company:{a}", "cooperatesWith", f"Company:{b}") for a, b in chosen.edges]
    known = network(world(said, only=[f"Company:{n}" for n in chosen]))
    theirs = igraph.Graph(n=25, edges=list(chosen.edges)).distances(0, 24)[0][0]
    found = paths.best_paths(known, node("Company:0"), node("Company:24"), 1)
    assert (len(found[0].steps) if found else float("inf")) == theirs


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("苏州高新区", ["苏州高新区"]),
        ("苏高新", ["苏州高新区"]),  # an alias
        (" 苏州 高新区 ", ["苏州高新区"]),
        ("“苏州高新区”", ["苏州高新区"]),
        (node("Zone:苏州高新区"), ["苏州高新区"]),
        ("东南大学", ["东南大学"]),  # exact beats part
        ("松山湖", ["东莞松山湖高新区"]),
        ("高新区", ["苏州高新区", "东莞松山湖高新区", "苏州高新区医疗器械创新型产业集群"]),
        ("苏州高薪区", ["苏州高新区"]),  # mistyped
        ("东莞松山湖高新曲", ["东莞松山湖高新区"]),
        ("火星基地", []),
        ("", []),
        ("《》", []),
    ],
)
def test_whom_a_name_means(typed: str, meant: list[str]):
    known = network(seed())
    assert [known.label(found) for found in paths.whom(known, typed)] == meant


def test_path_on_the_screen(build: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["path", "东南大学", "苏高新", "--dir", str(build), "-k", "1"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("1. 东南大学 – 东南大学苏州医疗器械研究院 – 苏州高新区  (2 steps, confidence 0.81)")
    assert "“研究院落户苏州高新区。” 《推进创新型产业集群高质量发展》，2020-04-21，字符 0–11" in shown


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        (["高新区", "东南大学"], 2, "which 高新区 do you mean?"),
        (["火星基地", "东南大学"], 2, "nothing in the graph is called 火星基地"),
        (["苏高新", "苏州高新区"], 2, "are the same thing"),
        (["东南大学", "机器人"], 1, "nothing connects 东南大学 and 机器人"),
        (["东南大学", "苏高新", "-k", "0"], 2, "-k must be 1 or more"),
        (["苏州高薪区", "东南大学"], 0, "taken as 苏州高新区"),
    ],
)
def test_what_path_says_back(build: Path, capsys: pytest.CaptureFixture[str], typed: list[str], status: int, said: str):
    assert main(["path", *typed, "--dir", str(build)]) == status
    assert said in capsys.readouterr().err


def test_analyse_writes_the_report_beside_the_graph(build: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["analyse", str(build)]) == 0
    assert {"graph.json", "report.md", "report.html", "analysis.json"} == {path.name for path in build.iterdir()}
    assert "9 entities, 8 facts" in capsys.readouterr().err


def test_analyse_with_an_earlier_build_or_a_date(build: Path, tmp_path: Path):
    earlier = tmp_path / "earlier"
    earlier.mkdir()
    (earlier / "graph.json").write_text(to_json(world(SEED[:2])), encoding="utf-8")
    out = tmp_path / "out"
    assert main(["analyse", str(build), "--before", str(earlier), "--out", str(out)]) == 0
    changes = json.loads((out / "analysis.json").read_text(encoding="utf-8"))["changes"]
    assert (changes["joined_total"], changes["new_facts_total"]) == (6, 6)
    assert main(["analyse", str(build), "--since", "2020-04", "--out", str(out)]) == 0
    changes = json.loads((out / "analysis.json").read_text(encoding="utf-8"))["changes"]
    assert changes["new_facts_total"] == 8


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "run kg build first"),
        ("", "is not a graph.json"),
        ("[]", "is not a graph.json"),
        ('{"nodes": 1, "edges": []}', "is not a graph.json"),
        ('{"nodes": [{"id": "a"}], "edges": []}', "node 'a'"),
        ('{"nodes": [], "edges": [{"source": "a", "target": "b", "key": "partOf"}]}', "node 'a'"),
        ('{"nodes": [{"id": ["a"]}], "edges": []}', "the id must be text"),
        ('{"nodes": [{"id": 1, "kind": "Zone"}], "edges": []}', "the id must be text"),
        ('{"nodes": [], "edges": [{"source": "a", "key": "partOf"}]}', "edge 1: the target must be text"),
        ('{"nodes": [3], "edges": []}', "node 1 must be an object"),
        ('{"nodes": [], "edges": [], "graph": {"documents": [{"id": "d", "date": 2020}]}}', "document 1: date"),
        ("\ud800", "is not a graph.json"),
        ("[" * 100_000, "graph.json"),
    ],
)
def test_a_graph_that_cannot_be_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | None, said: str
):
    if content is not None:
        (tmp_path / "graph.json").write_bytes(content.encode("utf-8", "surrogatepass"))
    for command in (["analyse", str(tmp_path)], ["path", "a", "b", "--dir", str(tmp_path)]):
        assert main(command) == 2
        error = capsys.readouterr().err
        assert said in error
        assert error.count("\n") == 1
    assert not (tmp_path / "report.md").exists()


def test_analyse_where_nothing_can_be_written(build: Path, capsys: pytest.CaptureFixture[str]):
    (build / "file").touch()
    assert main(["analyse", str(build), "--out", str(build / "file" / "deep")]) == 2
    assert "choose another --out" in capsys.readouterr().err


def test_a_date_that_is_none(build: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["analyse", str(build), "--since", "last year"]) == 2
    assert "write it as 2020" in capsys.readouterr().err


def test_help_loads_nothing_heavy():
    code = "import sys, kg.cli; kg.cli.parser(); sys.exit(bool({'numpy', 'networkx', 'rustworkx'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_reports_do_not_depend_on_the_hash_seed(build: Path):
    def report(seed_: str) -> list[bytes]:
        subprocess.run(
            [sys.executable, "-m", "kg", "analyse", str(build)],
            check=True,
            env={"PYTHONHASHSEED": seed_},
            capture_output=True,
        )
        return [(build / name).read_bytes() for name in ("report.md", "report.html", "analysis.json")]

    assert report("1") == report("2")
