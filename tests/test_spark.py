"""Builds on Spark: on a standalone cluster with two workers, started here on loopback, and the stages by themselves."""

import gzip
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from kg.build import Options, build
from kg.cli import main
from kg.engines.cache import version
from kg.link import read_decisions
from kg.link.decisions import NONE
from kg.model import entity_id
from kg.spark import disputes, stages
from kg.spark.faults import reason
from kg.spark.stages import How, Roots, VersionError
from kg.spark.tables import READ
from tests.clusters import ROOT, Cluster, environment, kill, running, wait_until

LONGEST = 1200  # seconds that a build may take on a busy machine
SAMPLES = sorted((ROOT / "data" / "samples").iterdir())
TEXT = "苏州高新区位于江苏省苏州市，重点发展医疗器械产业。2012年，东南大学苏州医疗器械研究院落户苏州高新区。\n"


def spark_home() -> Path:
    """Return where Spark lies; skip without it, with a sentence how to get it. In CI that is a failure."""
    found = find_spec("pyspark")
    ready = found is not None and found.origin is not None and shutil.which("java")
    if not ready:
        how = "Spark or Java is missing: pip install -e '.[spark]', apt-get install default-jre-headless"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(how)
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with running(spark_home(), tmp_path_factory.mktemp("cluster"), workers=2) as found:
        yield found


@contextmanager
def started(master: str, *arguments: str | Path, **more: str) -> Iterator[subprocess.Popen[str]]:
    """Start ``kg build --engine spark``, and end it with the block."""
    command = [sys.executable, "-m", "kg", "build", "--engine", "spark", *map(str, arguments)]
    where = environment(master, **more)
    with subprocess.Popen(command, env=where, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def built(master: str, *arguments: str | Path, **more: str) -> tuple[int, str, str]:
    with started(master, *arguments, **more) as process:
        out, err = process.communicate(timeout=LONGEST)
    return process.returncode, out, err


def news(path: Path, copies: int) -> None:
    """Write the samples over and over, each time as other texts."""
    texts = [sample.read_text(encoding="utf-8") for sample in SAMPLES]
    lines = [
        json.dumps({"text": f"第{number}期。{text}", "date": f"20{number % 20:02}-01-01"}, ensure_ascii=False)
        for number in range(copies)
        for text in texts
    ]
    path.write_bytes(gzip.compress("\n".join(lines).encode()))


def files(folder: Path) -> dict[str, bytes]:
    """Return the files of a local build."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in paths}
    return {name: path.read_bytes() for name, path in names.items() if not name.startswith(("tables/", "quads/"))}


def shards(folder: Path) -> list[str]:
    """Return the lines of all shards."""
    return [
        line
        for path in sorted(folder.glob("*.nq.gz"))
        for line in gzip.decompress(path.read_bytes()).decode().splitlines()
    ]


def rows(folder: Path) -> list[dict[str, Any]]:
    return [row for path in sorted(folder.glob("*.parquet")) for row in parquet.read_table(path).to_pylist()]


# ---------------------------------------------------------------- on a cluster


@pytest.mark.spark
def test_two_workers_write_what_one_machine_writes(cluster: Cluster, tmp_path: Path) -> None:
    inputs = tmp_path / "articles"
    shutil.copytree(ROOT / "data" / "samples", inputs / "samples")
    news(inputs / "news.jsonl.gz", copies=3)
    (inputs / "again.txt").write_text(TEXT, encoding="utf-8")
    (inputs / "twice.txt").write_text(TEXT, encoding="utf-8")
    (inputs / "named.jsonl").write_text("".join(f'{{"id": 7, "text": "{t}{TEXT.strip()}"}}\n' for t in "一二"), "utf-8")
    (inputs / "broken.jsonl").write_text(f'{{"text": "三{TEXT.strip()}"}}\nno JSON\n', encoding="utf-8")
    (inputs / "empty.txt").write_bytes(b"")
    (inputs / "picture.png").write_bytes(b"\x89PNG")
    status, out, err = built(cluster.address, inputs, "--out", tmp_path / "spark")
    here = build([str(inputs)], tmp_path / "here")
    assert status == 1, err
    assert {"duplicate", "same-name", "bad-json", "empty-document", "unknown-format"} == {p.code for p in here.lost}
    assert files(tmp_path / "spark") == files(tmp_path / "here")
    assert sorted(shards(tmp_path / "spark" / "quads")) == sorted(lines_of(tmp_path / "here" / "graph.nq"))
    compared = {r["message"] for r in rows(tmp_path / "spark" / "tables" / "problems") if r["code"] == "disagreement"}
    assert compared == {problem.message for problem in here.problems if problem.code == "disagreement"} != set()
    assert out.startswith(f"{len(here.texts)} documents, {len(here.graph)} entities, ")
    assert not [path.name for path in (tmp_path / "spark").iterdir() if path.name.startswith(("_", "."))]


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


@pytest.mark.spark
def test_a_worker_that_is_killed_in_the_middle_costs_nothing(cluster: Cluster, tmp_path: Path) -> None:
    """The worker and what it had done are gone; facts that are not sure enough and a decision of the user hold too."""
    (tmp_path / "decisions.csv").write_text(
        "action,kind,name,other,document,why\njoin,Zone,苏州高新区,合肥高新区,,a test\n", encoding="utf-8"
    )
    news(tmp_path / "news.jsonl.gz", copies=40)
    chosen = ["--min-confidence", "0.9", "--decisions", tmp_path / "decisions.csv", tmp_path / "news.jsonl.gz"]
    with started(cluster.address, *chosen, "--out", tmp_path / "spark") as process:
        done = tmp_path / "spark" / "_part" / "new" / "_temporary" / "0"
        wait_until(lambda: any(done.glob("task_*")) or process.poll() is not None, "no task was done", LONGEST)
        before = len(list(done.glob("task_*")))
        kill(cluster.workers[0])
        _, err = process.communicate(timeout=LONGEST)
    assert 0 < before < 8, "the worker was killed before or after the work, not in the middle"
    assert process.returncode == 0, err
    assert cluster.alive() == 1
    options = Options(min_confidence=0.9, decisions=read_decisions(tmp_path / "decisions.csv"))
    build([str(tmp_path / "news.jsonl.gz")], tmp_path / "here", options)
    assert files(tmp_path / "spark") == files(tmp_path / "here")
    assert sorted(shards(tmp_path / "spark" / "quads")) == sorted(lines_of(tmp_path / "here" / "graph.nq"))


# A worker that ends at the sight of a text stands for a library that crashes or is killed for want of memory.
DEADLY = """
import os, kg.extract
extract = kg.extract.extract
kg.extract.extract = lambda document, repair: os._exit(9) if "致命" in document.text else extract(document, repair)
"""


@pytest.mark.spark
def test_a_document_that_kills_its_process_costs_only_itself(tmp_path: Path) -> None:
    spark_home()
    (tmp_path / "sitecustomize.py").write_text(DEADLY, encoding="utf-8")
    lines = [json.dumps({"id": n, "text": f"第{n}期。{TEXT}{'致命' * (n == 3)}"}, ensure_ascii=False) for n in range(9)]
    (tmp_path / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    path = f"{tmp_path}{os.pathsep}{ROOT}"
    status, out, err = built("local[2,4]", tmp_path / "news.jsonl", "--out", tmp_path / "out", PYTHONPATH=path)
    assert (status, out[:12]) == (1, "8 documents,"), err
    (problem,) = rows(tmp_path / "out" / "tables" / "problems")
    assert (problem["code"], problem["name"]) == ("failed", "news.jsonl#3")


@pytest.mark.spark
def test_nothing_to_read_leaves_what_was_there(tmp_path: Path) -> None:
    spark_home()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "graph.json").write_text("before", encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    status, _, err = built("local[1]", tmp_path / "empty.txt", "--out", tmp_path / "out")
    assert (status, files(tmp_path / "out")) == (2, {"graph.json": b"before"})
    assert "kg: empty.txt: is empty: nothing to read" in err
    status, _, err = built("local[1]", tmp_path / "missing.txt", "--out", tmp_path / "out")
    assert status == 2
    assert f"kg: {tmp_path / 'missing.txt'} does not exist" in err


# ---------------------------------------------------------------- the stages


HOW = How(repair=True, decisions=NONE, version=version())


def batch(*texts: str) -> pa.RecordBatch:
    """Return documents as reading yields them, in the order in which Spark brings them."""
    documents = ({"part": text, "id": text, "name": f"{n}.txt", "text": text} for n, text in enumerate(texts))
    empty = dict.fromkeys(("title", "date", "url", "publisher", "genre"), "")
    return pa.RecordBatch.from_pylist([empty | row for row in documents], pa.schema(READ))


def shared(*batches: pa.RecordBatch) -> list[dict[str, Any]]:
    return [row for found in stages.shares(iter(batches), HOW) for row in found.to_pylist()]


def test_the_same_text_counts_once_even_where_a_batch_ends_between() -> None:
    pytest.importorskip("pyspark", reason="Spark is missing: pip install -e '.[spark]'")
    found = shared(batch(TEXT, TEXT), batch(TEXT, "合肥高新区位于合肥市。"))
    assert [bool(row["document"]) for row in found] == [True, False, False, True]
    assert [problem["code"] for row in found for problem in row["problems"]] == ["duplicate", "duplicate"]


def test_a_worker_with_another_program_is_refused() -> None:
    with pytest.raises(VersionError, match="install the same on all"):
        list(stages.shares(iter([batch(TEXT)]), HOW._replace(version="another")))


def test_files_are_read_in_the_order_of_a_local_build_and_called_alike() -> None:
    roots = Roots({"file:/b.txt": 0}, {"file:/news": 1, "hdfs://host/news": 2})
    paths = ["file:/b.txt", "file:/news/a/z.txt", "file:/news/a.b/c.txt", "hdfs://host/news/a.txt"]
    placed = [roots.placed(path) for path in paths]
    assert [name for _, name in placed] == ["b.txt", "a/z.txt", "a.b/c.txt", "a.txt"]
    assert placed == sorted(placed)


def test_batches_stay_small_whatever_the_documents() -> None:
    heavy = [{"text": "字" * 1_500_000} for _ in range(7)]
    assert [len(found) for found in stages.packed(heavy, READ, "text")] == [3, 3, 1]
    assert [len(found) for found in stages.packed(({} for _ in range(500)), READ)] == [200, 200, 100]


# ---------------------------------------------------------------- the command


@pytest.mark.parametrize("wrong", [["--cache", "a.cache"], ["--jobs", "2"], ["-"]])
def test_what_has_no_meaning_on_spark_is_refused(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--engine", "spark", "a.txt", *wrong]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_without_spark_the_command_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    assert main(["build", "--engine", "spark", "a.txt"]) == 2
    assert "pip install 'cluster-kg[spark]'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("java", "told"), [("bin/java", "look at PYSPARK_SUBMIT_ARGS"), ("elsewhere", "install Java 17")]
)
def test_spark_that_does_not_start_is_told_apart_from_a_missing_java(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, java: str, told: str
) -> None:
    program = tmp_path / java
    program.parent.mkdir(exist_ok=True)
    program.touch(mode=0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert told in reason("[JAVA_GATEWAY_EXITED] Java gateway process exited before sending its port number.")


def test_files_that_only_one_machine_writes_are_all_known(tmp_path: Path) -> None:
    """Where they are too many to be made, those of an earlier build must not stay."""
    pytest.importorskip("pyspark", reason="Spark is missing: pip install -e '.[spark]'")
    from kg.spark.run import USUAL

    build([str(SAMPLES[0])], tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(USUAL)


# ---------------------------------------------------------------- what does not agree


def told(*articles: tuple[str, str]) -> list[str]:
    """Return what the stages say of articles (date, text) that do not agree, put together as Spark puts them together."""
    empty = dict.fromkeys(("title", "url", "publisher", "genre"), "")
    read = [
        {**empty, "part": text, "id": text, "name": f"{date}.txt", "date": date, "text": text}
        for date, text in articles
    ]
    found = list(stages.shares(iter([pa.RecordBatch.from_pylist(read, pa.schema(READ))]), HOW))
    spoken = [row for part in disputes.spoken(iter(found)) for row in part.to_pylist()]
    names = {name["key"]: name for part in found for row in part.to_pylist() for name in row["names"]}
    things = [
        {
            **{"id": entity_id(name["kind"], key), "kind": name["kind"], "label": name["name"], "aliases": ["试点"]},
            "spoken": [row for row in spoken if row["entity"] == entity_id(name["kind"], key)],
        }
        for key, name in names.items()
    ]
    return [row["message"] for part in disputes.conflicts(batches_of(things)) for row in part.to_pylist()]


def batches_of(rows: list[dict[str, Any]]) -> Iterator[pa.RecordBatch]:
    return iter(pa.Table.from_pylist(rows).to_batches())


def test_sources_that_disagree_are_told_whatever_the_size() -> None:
    pytest.importorskip("pyspark", reason="Spark is missing: pip install -e '.[spark]'")
    found = told(
        ("2015-03-02", "截至2014年底，全国创新型产业集群试点共61个。苏州高新区成立于1990年。"),
        ("2020-06-01", "截至2014年底，全国创新型产业集群试点共109个。苏州高新区始建于1992年。"),
        ("2021-01-01", "合肥高新区位于合肥市，2020年有企业300家。"),
    )
    assert sorted(message.partition(":")[0] for message in found) == [
        "sources disagree on 创新型产业集群试点, count",
        "sources disagree on 苏州高新区, founding year",
    ]
    assert all("2015-03-02.txt (2015-03-02): “" in message for message in found)


def test_documents_that_say_the_same_of_a_thing_count_as_one() -> None:
    pytest.importorskip("pyspark", reason="Spark is missing: pip install -e '.[spark]'")
    articles = ["截至2014年底，全国创新型产业集群试点共61个。", "据悉，截至2014年底，全国创新型产业集群试点有61个。"]
    found = stages.shares(iter([batch(*articles)]), HOW)
    said = [row for part in disputes.spoken(found) for row in part.to_pylist()]
    assert len(said) == 2
    assert len({row["signature"] for row in said}) == 1


def test_facts_between_kinds_that_the_schema_forbids_are_told() -> None:
    rows_of = [
        {"source": "Zone-1", "relation": "locatedIn", "target": "Region-1"},
        {"source": "Zone-1", "relation": "locatedIn", "target": "Person-1"},
    ]
    found = [row for part in disputes.misplaced(batches_of(rows_of)) for row in part.to_pylist()]
    assert [(row["code"], row["lost"]) for row in found] == [("breaks-schema", False)]
    assert "Zone-1 -locatedIn-> Person-1: the object of locatedIn must be" in found[0]["message"]


# ---------------------------------------------------------------- what other commands read


@pytest.mark.spark
def test_cores_do_not_show_in_what_is_written_and_other_commands_read_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Same N-Quads to the byte, same rows in the same files; tables and shards serve where one machine wrote nothing."""
    spark_home()
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "1990.txt").write_text(TEXT + "苏州高新区成立于1990年。", encoding="utf-8")
    (tmp_path / "articles" / "1992.txt").write_text("苏州高新区始建于1992年，位于苏州市。", encoding="utf-8")
    for cores in (1, 2):
        status, _, err = built(f"local[{cores}]", tmp_path / "articles", "--out", tmp_path / str(cores))
        assert status == 0, err
    one, two = tmp_path / "1", tmp_path / "2"
    assert files(one) == files(two)
    assert {p.name: p.read_bytes() for p in (one / "quads").glob("*.gz")} == {
        p.name: p.read_bytes() for p in (two / "quads").glob("*.gz")
    }
    tables = sorted(path.relative_to(one) for path in (one / "tables").rglob("*.parquet"))
    assert tables == sorted(path.relative_to(two) for path in (two / "tables").rglob("*.parquet"))
    assert all(parquet.read_table(one / path).equals(parquet.read_table(two / path)) for path in tables)
    said = [row["message"] for row in rows(one / "tables" / "problems")]
    assert [message.partition(":")[0] for message in said] == [
        "sources disagree on 苏州高新技术产业开发区, founding year"
    ]
    report = (one / "report.md").read_bytes()
    for name in files(one):
        (one / name).unlink()
    assert main(["analyse", str(one)]) == 0
    assert (one / "report.md").read_bytes() == report
    capsys.readouterr()
    assert main(["query", str(one), "SELECT ?z WHERE { ?z a kgo:Zone }", "--format", "csv"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert main(["check", str(one)]) == 0
