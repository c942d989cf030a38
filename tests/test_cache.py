"""A build with a cache does only what is new, and its files are those of a build from nothing."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep

import pytest

from kg.build import Options, build, graph_of
from kg.cli import main
from kg.engines import cache
from kg.engines.cache import CacheError, run_cached
from kg.engines.work import Outcome
from kg.link.decisions import NONE, Decisions
from kg.read import Piece, pieces
from tests.folders import contents

ARTICLES = {
    "a.txt": "苏州高新区位于江苏省苏州市，重点发展医疗器械产业，2021年实现产值2000亿元。\n",
    "b.md": "# 光谷\n\n武汉东湖高新区位于湖北省武汉市，重点发展光电子产业。\n",
    "c.jsonl": '{"id": "1", "text": "合肥高新区位于合肥市。"}\n{"text": "西安高新区位于西安市。"}\n{broken\n',
    "d.csv": "title,text\n一,成都高新区位于四川省成都市。\n",
    "e.txt": "",
}


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the pieces on which work was done, in this process."""
    from kg.engines import pool

    names: list[str] = []
    work: Callable[[Piece, bool], Outcome] = pool.work

    def noted(piece: Piece, repair: bool = True) -> Outcome:
        names.append(piece.name)
        return work(piece, repair)

    monkeypatch.setattr(pool, "work", noted)
    return names


def outcomes(folder: Path, store: Path) -> list[Outcome]:
    return list(run_cached(store, [one for one in pieces([str(folder)]) if isinstance(one, Piece)], jobs=1))


def test_what_is_kept_is_what_was_made(articles: Path, tmp_path: Path) -> None:
    made, kept = outcomes(articles, tmp_path / "cache"), outcomes(articles, tmp_path / "cache")
    assert made == kept
    assert [type(measure) for _, extract, _ in made[0].read for _, measure in extract.measures]


def test_only_what_is_new_is_worked_on(articles: Path, tmp_path: Path, worked: list[str]) -> None:
    store = tmp_path / "cache"
    outcomes(articles, store)
    assert len(worked) == 7
    worked.clear()
    (articles / "new.txt").write_text("宁波高新区位于浙江省宁波市。", encoding="utf-8")
    (articles / "a.txt").write_text("苏州高新区。", encoding="utf-8")
    (articles / "b.md").rename(articles / "B.md")
    outcomes(articles, store)
    assert sorted(worked) == ["B.md", "a.txt", "new.txt"]


def test_lines_that_moved_are_worked_on_unless_they_have_names_of_their_own(
    articles: Path, tmp_path: Path, worked: list[str]
) -> None:
    outcomes(articles, tmp_path / "cache")
    worked.clear()
    (articles / "c.jsonl").write_text("\n" + ARTICLES["c.jsonl"], encoding="utf-8")
    assert [one.name for outcome in outcomes(articles, tmp_path / "cache")[2:4] for one, *_ in outcome.read] == [
        "c.jsonl#1",
        "c.jsonl:3",
    ]
    assert worked == ["c.jsonl:3", "c.jsonl:4"]


def test_another_version_starts_anew(
    articles: Path, tmp_path: Path, worked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes(articles, tmp_path / "cache")
    monkeypatch.setattr("kg.engines.cache.version", lambda: "with another rule")
    worked.clear()
    outcomes(articles, tmp_path / "cache")
    assert len(worked) == 7


def test_a_text_is_worked_on_again_where_it_is_not_to_be_repaired(tmp_path: Path, worked: list[str]) -> None:
    text = Piece("a.txt", "text", ARTICLES["a.txt"].encode())
    for repair in (True, False, True, False):
        list(run_cached(tmp_path / "cache", [text], repair, jobs=1))
    assert worked == ["a.txt", "a.txt"]


def test_what_failed_is_tried_again(tmp_path: Path, worked: list[str]) -> None:
    broken = Piece("a.txt", "no such format", b"")
    for _ in range(2):
        (outcome,) = run_cached(tmp_path / "cache", [broken], jobs=1)
        assert [problem.code for problem in outcome.lost] == ["failed"]
    assert worked == ["a.txt", "a.txt"]


def test_a_build_with_a_cache_is_byte_equal_to_one_from_nothing(articles: Path, tmp_path: Path) -> None:
    cached = Options(cache=tmp_path / "cache")
    build([str(articles)], tmp_path / "first", cached)
    (articles / "new.txt").write_text("宁波高新区位于浙江省宁波市。", encoding="utf-8")
    (articles / "b.md").unlink()
    build([str(articles)], tmp_path / "second", cached)
    build([str(articles)], tmp_path / "fresh")
    assert contents(tmp_path / "second") == contents(tmp_path / "fresh")
    assert "光谷" not in (tmp_path / "second" / "graph.json").read_text("utf-8")


def test_blocks_are_read_in_place_of_their_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, worked: list[str]
) -> None:
    """With blocks of some three pieces: documents that come, go, move, change their names and come twice."""
    monkeypatch.setattr("kg.engines.cache._BLOCK", 3)
    unpacked = cache.outcomes_unpacked
    read: list[int] = []
    monkeypatch.setattr(
        cache, "outcomes_unpacked", lambda value, sizes: (read.append(len(sizes)), unpacked(value, sizes))[1]
    )
    places = (
        "苏州 无锡 常州 南通 扬州 镇江 泰州 盐城 淮安 徐州 南京 武汉 西安 成都 长沙 合肥 宁波 杭州 青岛 济南".split()
    )
    named = [
        json.dumps({"id": place, "text": f"{place}高新区与浙江大学合作，产值{n}亿元。"})
        for n, place in enumerate(places)
    ]
    unnamed = [json.dumps({"text": f"{place}高新区位于{place}市。"}) for place in places]
    orders = [
        [*named, *unnamed],
        [*named, *unnamed, '{"text": "天津高新区位于天津市。"}'],
        ["{broken", *named[:7], *named[8:], *unnamed[:3]],
        [*named, unnamed[4], named[4], *named, *unnamed[10:], json.dumps({"id": "苏州", "text": "另一个苏州高新区。"})],
    ]
    for lines in orders:
        (tmp_path / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
        for _ in range(2):
            read.clear()
            worked.clear()
            build([str(tmp_path / "news.jsonl")], tmp_path / "again", Options(jobs=1, cache=tmp_path / "cache"))
        build([str(tmp_path / "news.jsonl")], tmp_path / "anew", Options(jobs=1))
        assert contents(tmp_path / "again") == contents(tmp_path / "anew")
        assert sum(read) == len(lines)
        assert len(read) < len(lines) / 2


def test_decisions_hold_for_what_is_kept_in_blocks(articles: Path, tmp_path: Path) -> None:
    decided = Decisions({}, frozenset([("Zone", "苏州高新区", "")]))
    for decisions in (NONE, decided, NONE):
        again = build([str(articles)], tmp_path / "again", Options(cache=tmp_path / "cache", decisions=decisions))
        anew = graph_of([str(articles)], Options(decisions=decisions))
        assert sorted(again.graph) == sorted(anew.graph)
    assert sorted(graph_of([str(articles)], Options(decisions=decided)).graph) != sorted(again.graph)


def test_a_killed_build_goes_on_where_it_was(tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(n), "text": f"第{n}号：苏州高新区位于苏州市。" * 5}) for n in range(1500)]
    (tmp_path / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    out, store = tmp_path / "out", tmp_path / "cache"
    command = [
        sys.executable,
        "-m",
        "kg",
        "build",
        str(tmp_path / "news.jsonl"),
        "--out",
        str(out),
        "--cache",
        str(store),
    ]
    running = subprocess.Popen([*command, "--jobs", "1"], stdout=subprocess.DEVNULL, start_new_session=True)
    while running.poll() is None and count(store) < 400:
        sleep(0.05)
    assert running.poll() is None
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    assert 400 <= count(store) < 1500
    assert not {path.name for path in out.iterdir()} & {"graph.json", "graph.html"}
    build([str(tmp_path / "news.jsonl")], out, Options(cache=store))
    build([str(tmp_path / "news.jsonl")], tmp_path / "fresh")
    assert contents(out) == contents(tmp_path / "fresh")


def count(store: Path) -> int:
    """Count what is kept, in a copy: the build that goes on keeps others out."""
    try:
        with TemporaryDirectory() as folder:
            for path in store.parent.glob(f"{store.name}*"):
                shutil.copy(path, folder)
            with closing(sqlite3.connect(Path(folder) / store.name)) as copied:
                return int(copied.execute("SELECT count(*) FROM outcome").fetchone()[0])
    except (sqlite3.Error, OSError):  # not there yet, or in between
        return 0


def test_a_cache_in_use_is_told_at_once(articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begun = run_cached(tmp_path / "cache", [Piece("a.txt", "text", ARTICLES["a.txt"].encode())], jobs=1)
    next(begun)
    arguments = ["build", str(articles), "--cache", str(tmp_path / "cache"), "--jobs", "1", "--out"]
    assert main([*arguments, str(tmp_path / "out")]) == 2
    told = f"kg: another build uses the cache {tmp_path / 'cache'}: wait until it has read its input, or name another file\n"
    assert capsys.readouterr().err == told
    assert not (tmp_path / "out").exists()
    list(begun)
    assert main([*arguments, str(tmp_path / "out")]) == 1  # done: some articles are broken


def test_what_is_no_cache_is_told(articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.txt").write_text("my notes, long enough to be taken for a file of some kind" * 99)
    with pytest.raises(CacheError):
        outcomes(articles, tmp_path / "notes.txt")
    arguments = ["build", str(articles), "--out", str(tmp_path / "out"), "--cache", str(tmp_path / "notes.txt")]
    assert main(arguments) == 2
    assert "delete it or name another file" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
