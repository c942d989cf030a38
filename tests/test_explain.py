"""What kg explain says of a sentence."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.build import build
from kg.cli import main
from kg.explain import explain
from kg.model import Document, digest

TEXT = (
    "2021年，苏州高新区实现产值2000亿元。东南大学苏州医疗器械研究院落户苏州高新区，是国家高新区的研究院。\n"
    "\n武汉东湖高新区位于湖北省武汉市。\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "a.txt"


def test_every_character_of_a_paragraph_is_in_one_sentence_at_its_place() -> None:
    sentences, problems = explain(Document(digest(TEXT), TEXT))
    assert problems == []
    assert [TEXT[one.start : one.end] for one in sentences] == [one.text for one in sentences]
    assert "".join(one.text for one in sentences) == TEXT.replace("\n", "")


def test_names_facts_numbers_and_refusals_tell_their_rule_or_reason() -> None:
    sentences, _ = explain(Document(digest(TEXT), TEXT))
    rows = [row for one in sentences for row in (*one.mentions, *one.claims, *one.measures)]
    assert all(row["rule"] for row in rows)
    assert {"苏州高新区", "东南大学苏州医疗器械研究院"} <= {
        row["text"] for row in sentences[0].mentions + sentences[1].mentions
    }
    assert [(row["value"], row["unit"], row["time"]) for row in sentences[0].measures] == [(2000e8, "元", "2021年")]
    refused = [row for one in sentences for row in one.refused]
    assert [row["reason"] for row in refused if row["text"] == "国家高新区"]


def test_a_pipe_gets_plain_text(article: Path) -> None:
    command = [sys.executable, "-m", "kg", "explain", str(article)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "\x1b" not in done.stdout
    assert "locatedIn" in done.stdout


def test_programs_get_a_line_of_json_a_document(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(article), "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["name"], len(row["sentences"])) == ("a.txt", 3)


def test_unreadable_input_is_told(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = article.with_name("empty.txt")
    empty.write_bytes(b"")
    assert main(["explain", str(article), str(empty)]) == 1
    assert main(["explain", str(empty)]) == 2
    assert main(["explain", "missing.txt"]) == 2
    assert "empty.txt: is empty" in capsys.readouterr().err


def test_a_terminal_is_not_steered_by_a_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("\x1b[31m苏州高新区\x1b]0;x\x07位于苏州市。[bold]", encoding="utf-8")
    main(["explain", str(tmp_path / "a.txt")])
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "[bold]" in out


def test_a_build_says_how_many_sources_state_a_fact_and_from_when_to_when(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By another name in another article too; a document without a publisher is a source, and two of one are one."""
    told = [
        ("苏州高新区位于江苏省苏州市。", "2019-05-01", "甲报"),
        ("苏州高新技术产业开发区位于苏州市，面积不小。", "2023-06-06", ""),
        ("记者了解到，苏州高新区位于苏州市。", "2021", "甲报"),
        ("武汉东湖高新区位于武汉市。", "", ""),
    ]
    rows = [{"text": text, "date": date, "publisher": publisher} for text, date, publisher in told]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    build([str(tmp_path / "a.jsonl")], tmp_path / "out")
    assert main(["explain", str(tmp_path / "a.jsonl"), "--dir", str(tmp_path / "out")]) == 0
    facts = [line for line in capsys.readouterr().out.splitlines() if "name.zone-in-region" in line and "苏州" in line]
    assert [line.partition("]  ")[2] for line in facts] == ["2 sources, 2019-05-01 to 2023-06-06"] * 3
    main(["explain", str(tmp_path / "a.jsonl"), "--dir", str(tmp_path / "out"), "--json"])
    *_, last = map(json.loads, capsys.readouterr().out.splitlines())
    assert {(row["sources"], row.get("first")) for row in last["sentences"][0]["claims"]} == {(1, None)}


def test_a_build_that_is_not_there_is_told(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(article), "--dir", "missing"]) == 2
    assert "run kg build first" in capsys.readouterr().err
