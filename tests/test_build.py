"""A build, from inputs to files."""

import csv
import json
import os
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

from kg.build import NothingReadError, Options, build
from kg.cli import main
from kg.engines.pool import run
from kg.engines.work import Outcome, work
from kg.read import Piece
from tests.folders import contents

ARTICLE = "苏州高新区位于江苏省苏州市，重点发展医疗器械产业。2012年，东南大学苏州医疗器械研究院落户苏州高新区。\n"
OTHER = "武汉东湖高新区位于湖北省武汉市，重点发展光电子产业。\n"
FILES = {
    *("graph.json", "graph.ttl", "graph.nq", "graph.html", "graph.graphml", "nodes.csv", "edges.csv"),
    *("figures.csv", "merges.csv"),
    *("report.md", "report.html", "analysis.json", "problems.jsonl"),
}


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8", newline="")
    (folder / "b.txt").write_text(OTHER, encoding="utf-8", newline="")
    return folder


def graph_in(folder: Path) -> nx.MultiDiGraph:
    return nx.node_link_graph(json.loads((folder / "graph.json").read_text(encoding="utf-8")), edges="edges")


def rows(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "problems.jsonl").read_text(encoding="utf-8").splitlines()]


def passages(graph: nx.MultiDiGraph) -> Iterator[dict[str, object]]:
    for _, data in graph.nodes(data=True):
        yield from data["mentions"]
        yield from (one for observation in data["observations"] for one in observation["evidence"])
    for _, _, data in graph.edges(data=True):
        yield from data["evidence"]


def test_a_build_writes_every_file(articles: Path, tmp_path: Path) -> None:
    build([str(articles)], tmp_path / "out")
    assert set(contents(tmp_path / "out")) >= FILES


def test_every_passage_stands_where_it_says(articles: Path, tmp_path: Path) -> None:
    (articles / "windows.txt").write_bytes(b"\xef\xbb\xbf" + ARTICLE.replace("。", "。\r\n").encode())
    built = build([str(articles)], tmp_path / "out")
    found = list(passages(graph_in(tmp_path / "out")))
    assert len(found) > 20
    for passage in found:
        text = built.texts[str(passage["document"])]
        assert text[passage["start"] : passage["end"]] == passage["text"]  # type: ignore[misc]


def test_the_same_text_twice_is_one_document_and_told(articles: Path, tmp_path: Path) -> None:
    (articles / "copy.txt").write_text(ARTICLE, encoding="utf-8")
    once = build([str(articles / "a.txt")], tmp_path / "once").graph
    twice = build([str(articles / "a.txt"), str(articles / "copy.txt")], tmp_path / "twice").graph
    assert nx.utils.graphs_equal(once, twice)
    assert [row["code"] for row in rows(tmp_path / "twice")] == ["duplicate"]


def test_two_texts_under_one_name_are_both_used_and_told(tmp_path: Path) -> None:
    lines = [json.dumps({"id": "7", "text": text}) for text in (ARTICLE, OTHER)]
    (tmp_path / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    built = build([str(tmp_path / "news.jsonl")], tmp_path / "out")
    assert (len(built.texts), [row["code"] for row in rows(tmp_path / "out")]) == (2, ["same-name"])


def test_two_texts_under_one_name_in_a_zip_are_both_used_and_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that the name is there already
        for text in (ARTICLE, OTHER):
            archive.writestr("a.txt", text)
    built = build([str(tmp_path / "a.zip")], tmp_path / "out")
    assert (len(built.texts), [row["code"] for row in rows(tmp_path / "out")]) == (2, ["same-name"])


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on the size of files stands for a full disk: needs POSIX")
def test_a_full_disk_is_told_and_leaves_what_was_there(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "graph.json").write_text("before", encoding="utf-8")
    command = f"ulimit -f 4; exec {sys.executable} -m kg build {articles} --out {tmp_path / 'out'} --jobs 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "choose another --out or make room. What was there is unchanged" in done.stderr
    assert {path.name: path.read_text() for path in (tmp_path / "out").iterdir()} == {"graph.json": "before"}
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_one_broken_document_costs_only_itself(articles: Path, tmp_path: Path) -> None:
    build([str(articles)], tmp_path / "whole")
    (articles / "broken.txt").write_bytes(b"\0")
    (articles / "empty.txt").write_bytes(b"")
    build([str(articles)], tmp_path / "out")
    assert (tmp_path / "out" / "graph.json").read_bytes() == (tmp_path / "whole" / "graph.json").read_bytes()
    assert [(row["name"], row["code"]) for row in rows(tmp_path / "out")] == [
        ("broken.txt", "not-text"),
        ("empty.txt", "empty-document"),
    ]


def test_nothing_readable_leaves_the_earlier_build(articles: Path, tmp_path: Path) -> None:
    build([str(articles)], tmp_path / "out")
    before = contents(tmp_path / "out")
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(NothingReadError):
        build([str(tmp_path / "empty.txt")], tmp_path / "out")
    assert contents(tmp_path / "out") == before


def test_a_document_without_names_makes_a_whole_build(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("今天天气很好。\n", encoding="utf-8")
    build([str(tmp_path / "a.txt")], tmp_path / "out")
    assert set(contents(tmp_path / "out")) >= FILES
    assert len(graph_in(tmp_path / "out")) == 0


def test_facts_below_the_wanted_confidence_are_left_out(articles: Path, tmp_path: Path) -> None:
    everything = build([str(articles)], tmp_path / "all").graph
    sure = build([str(articles)], tmp_path / "sure", Options(min_confidence=0.9)).graph
    kept = [edge for edge in everything.edges(keys=True, data="confidence") if edge[3] >= 0.9]
    assert sorted(sure.edges(keys=True, data="confidence")) == sorted(kept)
    assert 0 < len(kept) < everything.number_of_edges()


def test_what_breaks_the_schema_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("昆山高新区位于苏州高新区。\n\n苏州高新区位于昆山高新区。\n", encoding="utf-8")
    build([str(tmp_path / "a.txt")], tmp_path / "out")
    assert [row["code"] for row in rows(tmp_path / "out")] == ["breaks-schema"] * 2


def test_the_folder_of_output_is_never_input(articles: Path) -> None:
    for _ in range(2):
        built = build([str(articles)], articles / "out")
    assert sorted(document["name"] for document in built.graph.graph["documents"]) == ["a.txt", "b.txt"]


HOSTILE = (
    "=cmd|'/c calc'!A1高新区位于苏州市。<img src=x onerror=alert(1)>高新区位于</script>苏州市。"
    "\x0c\x1b[31m苏州高新区位于苏州市。\n"
)


def test_control_characters_and_formulas_cannot_break_the_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HOSTILE * 3, encoding="utf-8", newline="")
    out = tmp_path / "out"
    build([str(tmp_path / "a.txt")], out)
    assert len(nx.read_graphml(out / "graph.graphml")) == len(graph_in(out)) > 0
    for name in ("nodes.csv", "edges.csv", "figures.csv"):
        with (out / name).open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r"))]


def test_graphml_has_the_same_nodes_edges_and_labels(articles: Path, tmp_path: Path) -> None:
    graph = build([str(articles)], tmp_path / "out").graph
    read = nx.read_graphml(tmp_path / "out" / "graph.graphml")
    assert dict(read.nodes(data="label")) == dict(graph.nodes(data="label"))
    assert sorted((s, t, r) for s, t, r in read.edges(data="relation")) == sorted(graph.edges(keys=True))


def test_the_tables_say_what_the_graph_says(articles: Path, tmp_path: Path) -> None:
    graph = build([str(articles)], tmp_path / "out").graph
    with (tmp_path / "out" / "edges.csv").open(encoding="utf-8-sig", newline="") as file:
        edges = list(csv.DictReader(file))
    assert [(row["source"], row["target"], row["relation"]) for row in edges] == list(graph.edges(keys=True))
    for row in edges:
        evidence = graph.edges[row["source"], row["target"], row["relation"]]["evidence"]
        telling = [one for one in evidence if not one["rule"].startswith("name.")] or list(evidence)
        first = (telling[0]["text"], str(telling[0]["start"])) if evidence else ("", "")
        assert (row["sentence"], row["start"]) == first


def test_every_number_stands_in_a_table_with_its_sentence_and_article(tmp_path: Path) -> None:
    article = "---\ntitle: 园区成绩单\ndate: 2021-03-02\n---\n苏州高新区有企业超过3000家，研究院20家。"
    (tmp_path / "a.md").write_text(article, encoding="utf-8")
    build([str(tmp_path / "a.md")], tmp_path / "out")
    with (tmp_path / "out" / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    said = [(row["label"], row["indicator"], row["comparator"], row["value"], row["unit"]) for row in rows]
    assert said == [
        ("苏州高新技术产业开发区", "企业", ">", "3000", "家"),
        ("苏州高新技术产业开发区", "研究院", "", "20", "家"),
    ]
    assert {(row["title"], row["date"]) for row in rows} == {("园区成绩单", "2021-03-02")}
    assert all(row["sentence"] == "苏州高新区有企业超过3000家，研究院20家。" for row in rows)


def test_the_sentence_of_a_table_states_the_fact_where_any_does_and_does_not_only_hold_the_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("合肥高新区为何选中光伏？合肥高新区位于合肥市西部。", encoding="utf-8")
    build([str(tmp_path / "a.txt")], tmp_path / "out")
    with (tmp_path / "out" / "edges.csv").open(encoding="utf-8-sig", newline="") as file:
        edges = {(row["source_label"], row["relation"]): row for row in csv.DictReader(file)}
    where = edges["合肥高新技术产业开发区", "locatedIn"]
    assert (where["passages"], where["sentence"]) == ("2", "合肥高新区位于合肥市西部。")


def test_many_processes_say_what_one_says(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"第{number}号。{ARTICLE}"}, ensure_ascii=False) for number in range(100)]
    (tmp_path / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    for jobs in (1, 2):
        build([str(tmp_path / "news.jsonl")], tmp_path / f"out{jobs}", Options(jobs=jobs))
    assert contents(tmp_path / "out1") == contents(tmp_path / "out2")


@pytest.mark.parametrize("seed", ["1", "77"])
def test_the_order_of_sets_changes_no_byte(articles: Path, tmp_path: Path, seed: str) -> None:
    build([str(articles)], tmp_path / "here")
    command = [sys.executable, "-m", "kg", "build", str(articles), "--out", str(tmp_path / "there")]
    subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": seed}, check=True, capture_output=True)
    assert contents(tmp_path / "here") == contents(tmp_path / "there")


def test_a_process_that_dies_takes_one_document_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that kills its process stands for a library that crashes or is killed for want of memory."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent))
    pieces = [
        Piece(f"{number}", "json-line", json.dumps({"text": f"{number}{ARTICLE}"}).encode()) for number in range(70)
    ]
    pieces[40] = Piece("bad", "json-line", _Deadly())  # type: ignore[arg-type]
    outcomes = list(run(pieces, jobs=2))
    assert [len(outcome.read) for outcome in outcomes] == [0 if number == 40 else 1 for number in range(70)]
    assert [problem.name for outcome in outcomes for problem in outcome.lost] == ["bad"]


class _Deadly:
    """Ends the process that unpacks it, unless that is the one it was made in."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (9,)


BUILDING = "build(['news.jsonl'], Path('out'), Options(jobs=2))"


@pytest.mark.parametrize(
    "script",
    [
        BUILDING,  # each process would build again
        f"if __name__ == '__main__':\n    Path(__file__).unlink()\n    {BUILDING}",  # no process can read it again
    ],
)
def test_processes_that_cannot_begin_stop_the_build(tmp_path: Path, script: str) -> None:
    (tmp_path / "news.jsonl").write_text((json.dumps({"text": ARTICLE}) + "\n") * 100, encoding="utf-8")
    imports = "from pathlib import Path\nfrom kg.build import Options, build\n"
    (tmp_path / "script.py").write_text(imports + script, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)}
    command = [sys.executable, "script.py"]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stderr.splitlines()[-1].startswith("kg.engines.pool.NotStartedError: ")
    assert not (tmp_path / "out").exists()


def test_a_fault_in_the_program_is_a_problem_of_its_document() -> None:
    outcome = work(Piece("a.txt", "no such format", b""))
    assert isinstance(outcome, Outcome)
    assert [problem.code for problem in outcome.lost] == ["failed"]


def run_kg(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    status = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_the_command_tells_what_was_built(articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run_kg(capsys, "build", articles, "--out", tmp_path / "out")
    assert (status, err) == (0, "")
    assert out.startswith("2 documents, ")
    assert f"Open {tmp_path / 'out' / 'graph.html'}" in out


def test_input_that_could_not_be_used_makes_status_1_and_a_sentence(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (articles / "empty.txt").write_bytes(b"")
    status, _, err = run_kg(capsys, "build", articles, "--out", tmp_path / "out")
    assert (status, err) == (1, "kg: empty.txt: is empty: nothing to read\n")


@pytest.mark.parametrize("name", ["missing.txt", "missing/", "missing*.txt"])
def test_a_missing_input_stops_at_once(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run_kg(capsys, "build", tmp_path / name, "--out", tmp_path / "out")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert not (tmp_path / "out").exists()


def test_problems_are_counted_by_kind(articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("copy", "again"):
        (articles / f"{name}.txt").write_text(ARTICLE, encoding="utf-8")
    (articles / "empty.txt").touch()
    status, out, _ = run_kg(capsys, "build", articles, "--out", tmp_path / "out")
    assert status == 1
    assert "3 problems and repairs (2 duplicate, 1 empty-document): see" in out


def test_nothing_readable_is_status_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_bytes(b"\0")
    status, out, err = run_kg(capsys, "build", tmp_path / "a.txt", "--out", tmp_path / "out")
    assert (status, out) == (2, "")
    assert "NUL" in err
    assert not (tmp_path / "out").exists()


def test_output_that_cannot_be_written_is_status_2(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    status, _, err = run_kg(capsys, "build", articles, "--out", tmp_path / "file" / "out")
    assert (status, err.count("\n")) == (2, 1)
    assert "cannot be written" in err


def test_standard_input_is_a_document(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kg", "build", "-", "--out", str(tmp_path / "out")]
    subprocess.run(command, input=ARTICLE.encode("gb18030"), check=True, capture_output=True)
    assert [document["name"] for document in graph_in(tmp_path / "out").graph["documents"]] == ["stdin"]


@pytest.mark.parametrize(
    "wrong", [["--jobs", "0"], ["--jobs", "x"], ["--min-confidence", "2"], ["--min-confidence", "nan"], []]
)
def test_a_wrong_option_is_explained(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["build", *(["a.txt"] if wrong else []), *wrong])
    assert "usage:" in capsys.readouterr().err


def test_help_needs_nothing_heavy() -> None:
    """0.3 s for help is a matter of what is imported, which can be tested on a busy machine."""
    code = "import sys, kg.cli; kg.cli.parser(); print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    heavy = {"networkx", "numpy", "rich", "rdflib", "pyoxigraph", "opencc", "kg.lexicon", "kg.read", "multiprocessing"}
    assert not heavy & set(done.stdout.split())
