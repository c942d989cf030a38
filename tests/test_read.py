"""How files become documents, and what is said of those that cannot."""

import gzip
import json
import multiprocessing
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from kg.model import Document, Problem, digest
from kg.read import check, read, total

TEXT = "苏州高新区位于江苏省苏州市，重点发展医疗器械产业。\r\n\r\n　　东南大学苏州医疗器械研究院在此落户。\n"


def documents(*inputs: Path) -> list[Document]:
    return [one for one in read(map(str, inputs)) if isinstance(one, Document)]


def problems(*inputs: Path) -> list[Problem]:
    return [one for one in read(map(str, inputs)) if isinstance(one, Problem)]


def codes(found: Iterable[Problem]) -> list[str]:
    return [problem.code for problem in found]


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("gb18030"),
    ],
    ids=["UTF-8", "UTF-8 with mark", "UTF-16 LE", "UTF-16 BE", "UTF-16 LE unmarked", "UTF-16 BE unmarked", "GB18030"],
)
def test_a_text_keeps_every_character_and_line_end_in_each_encoding(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert [document.text for document in documents(tmp_path / "a.txt")] == [TEXT]


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "big5hkscs", "cp950", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text",
    ["臺北市內湖科技園區", "新竹科學園區的半導體產業聚落，去年營收成長兩成。\r\n工研院與清華大學共同設立研究中心。\n"],
    ids=["a name", "two sentences"],
)
def test_traditional_text_is_read_in_what_it_was_saved_in(tmp_path: Path, text: str, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert [document.text for document in documents(tmp_path / "a.txt")] == [text]


def test_english_in_utf_16_without_a_mark_is_text(tmp_path: Path) -> None:
    text = "The cluster lies in Chengdu.\r\nIts firms make sensors.\n"
    (tmp_path / "a.txt").write_bytes(text.encode("utf-16-le"))
    assert [document.text for document in documents(tmp_path / "a.txt")] == [text]


def test_the_same_text_has_the_same_id_whatever_its_name_and_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    (tmp_path / "b.txt").write_bytes(TEXT.encode("gb18030"))
    assert [(one.name, one.id) for one in documents(tmp_path)] == [("a.txt", digest(TEXT)), ("b.txt", digest(TEXT))]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-document"),
        (" \n　\n".encode(), "empty-document"),
        (b"text\0text", "not-text"),
        (bytes(range(256)), "not-text"),
        ("東京都の産業集積について、経済産業省が調査した。".encode("shift-jis"), "encoding"),
        ("Кластеры и технопарки Новосибирска".encode("cp1251"), "encoding"),
        ("Économie française à l'été, où naît l'île".encode("latin-1"), "encoding"),
        (TEXT.encode()[:-2], "encoding"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le") + b"\0", "encoding"),
        (b"\xff\xd8\xff\xe0\x10JFIF" + bytes(range(128, 256)) * 9, "encoding"),
        (b"x" * 5_000_001, "too-long"),
    ],
)
def test_what_is_no_readable_text_is_a_problem_with_a_sentence(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    (problem,) = problems(tmp_path / "a.txt")
    assert (problem.code, problem.name) == (code, "a.txt")
    assert problem.message.startswith("a.txt: ")


def test_a_line_of_50_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("苏州".encode() * 8_400_000)
    (tmp_path / "b.jsonl").write_bytes(b'{"text": "' + "苏州".encode() * 8_400_000 + b'"}\n{"text": "ok"}\n')
    assert codes(problems(tmp_path)) == ["too-long", "too-long"]
    assert [one.text for one in documents(tmp_path)] == ["ok"]


def test_markdown_tells_what_its_front_matter_or_heading_says(tmp_path: Path) -> None:
    front = "---\ntitle: 集群通知\ndate: 2021年3月5日\nurl: https://example.org/a\npublisher: 科技部\n---\n\n正文。\n"
    (tmp_path / "a.md").write_text(front, encoding="utf-8")
    (tmp_path / "b.md").write_text("# 一个题目\n\n正文在此。\n", encoding="utf-8")
    first, second = documents(tmp_path)
    assert first[1:6] == ("正文。\n", "a.md", "集群通知", "2021-03-05", "https://example.org/a")
    assert (first.publisher, second.title, second.text) == ("科技部", "一个题目", "# 一个题目\n\n正文在此。\n")


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2021-03-05", "2021-03-05"),
        ("2021-03-05T08:00:00Z", "2021-03-05"),
        ("2021年3月5日 08:00", "2021-03-05"),
        ("2021/3", "2021-03"),
        ("20210305", "2021-03-05"),
        ("2021", "2021"),
        ("2021-13-40", ""),
        ("昨天", ""),
        ("1614902400", ""),
        ("", ""),
    ],
)
def test_dates_become_iso_as_exact_as_they_are(tmp_path: Path, written: str, date: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "正文", "date": written}), encoding="utf-8")
    assert documents(tmp_path)[0].date == date
    assert codes(problems(tmp_path)) == (["bad-date"] if written and not date else [])


def test_a_date_that_cannot_be_read_costs_the_date_alone_and_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,date\n正文,05/13/2020\n别的正文,2020/5/13\n", encoding="utf-8")
    assert [document.date for document in documents(tmp_path)] == ["", "2020-05-13"]
    (told,) = problems(tmp_path)
    assert told.message.startswith("a.csv:2: its date “05/13/2020” cannot be read")
    assert told.document == documents(tmp_path)[0].id


def test_lines_of_json_are_documents_named_by_their_id_or_line(tmp_path: Path) -> None:
    rows = [
        {"id": "n1", "title": "一", "text": "正文一", "date": "2020-04-21", "source": "人民网"},
        {"标题": "二", "正文": "正文二", "来源": "新华社"},
    ]
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (tmp_path / "news.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    assert [(d.name, d.title, d.text, d.publisher) for d in documents(tmp_path)] == [
        ("news.jsonl.gz#n1", "一", "正文一", "人民网"),
        ("news.jsonl.gz:2", "二", "正文二", "新华社"),
    ]


def test_a_broken_line_costs_only_itself(tmp_path: Path) -> None:
    lines = [
        '{"text": "好"}',
        "{broken",
        "[1]",
        '"text"',
        '{"other": 1}',
        '{"text": null}',
        "",
        '{"text": "行"}',
        "[" * 9999,
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert [one.text for one in documents(tmp_path)] == ["好", "行"]
    found = problems(tmp_path)
    assert codes(found) == ["bad-json", "bad-json", "bad-json", "no-text", "empty-document", "bad-json"]
    assert [problem.name for problem in found[:2]] == ["a.jsonl:2", "a.jsonl:3"]
    assert "there are: other" in found[3].message


def test_json_in_another_encoding_is_told_from_broken_json(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes('{"text": "苏州高新区"}\n'.encode("gb18030"))
    (problem,) = problems(tmp_path / "a.jsonl")
    assert (problem.code, "save the file as UTF-8" in problem.message) == ("encoding", True)


def test_half_characters_in_json_are_replaced_one_for_one(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "a\\ud800b\\u0000c\\ud83d\\ude00"}', encoding="utf-8")
    assert documents(tmp_path)[0].text == "a\ufffdb\ufffdc😀"


def test_a_broken_archive_gives_what_came_before_the_break(tmp_path: Path) -> None:
    lines = b"".join(json.dumps({"text": f"文 {number} {number**9}"}).encode() + b"\n" for number in range(9000))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines)[:-30000])
    (tmp_path / "b.jsonl.gz").write_bytes(b"no archive")
    assert len(documents(tmp_path)) > 1000
    assert codes(problems(tmp_path)) == ["broken-archive", "broken-archive"]


def test_folders_are_read_in_order_and_deep_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", "b/1.md", ".hidden.txt", ".git/x.txt", "out/old.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"正文 {name}", encoding="utf-8")
    (tmp_path / "b" / "circle").symlink_to(tmp_path)
    found = list(read([str(tmp_path)], leave_out=tmp_path / "out"))
    assert [one.name for one in found] == ["a.txt", "b/1.md", "b/2.txt"]


def test_files_of_other_kinds_are_counted_not_listed(tmp_path: Path) -> None:
    for name in ("a.png", "b.png", "Makefile"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [problem.message.split(":")[0] for problem in problems(tmp_path)] == [
        "2 files left out, ending in .png",
        "1 file left out, called Makefile",
    ]


def test_an_empty_folder_and_an_unknown_file_are_problems(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    (tmp_path / "empty").mkdir()
    assert codes(problems(tmp_path / "empty", tmp_path / "photo.png")) == ["empty-folder", "unknown-format"]


@pytest.mark.parametrize(
    ("name", "said"),
    [("old.doc", "save as .docx;"), ("list.XLSX", "save as .csv;"), ("photo.png", "this program reads")],
)
def test_a_file_of_another_program_is_told_what_to_be_saved_as(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    for inputs in (tmp_path, tmp_path / name):
        (problem,) = problems(inputs)
        assert f": {said}" in problem.message


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.docx", "a.html"])
def test_a_file_without_a_byte_is_empty_whatever_its_format(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    assert codes(problems(tmp_path)) == ["empty-document"]


def as_nobody(folder: Path, said: Any) -> None:
    """Read what is in ``folder`` as a user who, other than root, may not look everywhere."""
    os.chdir(folder)
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    said.put((total(["in", "shut"]), list(read(["in", "shut"])), check(["in", "shut/a.txt"])))


def test_a_folder_that_may_not_be_looked_into_is_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("正文", encoding="utf-8")
    for shut in (tmp_path / "in" / "shut", tmp_path / "shut"):
        shut.mkdir(mode=0)
    tmp_path.chmod(0o755)
    assert documents(tmp_path / "in" / "a.txt")  # what reading imports, nobody may not be allowed to open
    fork = multiprocessing.get_context("fork")
    said = fork.SimpleQueue()
    other = fork.Process(target=as_nobody, args=(tmp_path, said))
    other.start()
    other.join()
    assert other.exitcode == 0
    size, (document, *lost), missing = said.get()
    assert (size, document.text) == (6, "正文")
    assert [problem.message.split(":")[0] for problem in lost] == ["in/shut", "shut"]
    assert codes(lost) == ["unreadable", "unreadable"]
    assert missing == ["shut/a.txt cannot be reached: you may not look into a folder that it is in"]


def test_patterns_name_several_files_and_a_file_called_like_a_pattern_is_itself(tmp_path: Path) -> None:
    for name in ("1.txt", "2.txt", "3.md", "[1].txt"):
        (tmp_path / name).write_text(f"正文 {name}", encoding="utf-8")
    assert [one.name for one in documents(tmp_path / "?.txt")] == ["1.txt", "2.txt"]
    assert [one.name for one in documents(tmp_path / "[1].txt")] == ["[1].txt"]


def test_every_missing_input_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    missing = check(["-", str(tmp_path), str(tmp_path / "a.txt"), "no/such", "no*such"])
    assert [sentence.split(":")[0] for sentence in missing] == [
        "no/such does not exist",
        "no file is called like no*such",
    ]


def test_halves_of_characters_in_a_title_or_a_file_name_cost_no_build(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode("新闻\udcff.jsonl".encode("utf-8", "surrogateescape"))
    path.write_text('{"id": "a\\ud800", "text": "苏州高新区", "title": "标\\ud800题", "publisher": "\\udfff"}', "utf-8")
    (tmp_path / os.fsdecode(b"\xfe.png")).write_bytes(b"")
    (found,) = documents(tmp_path)
    assert (found.name, found.title, found.publisher) == ("新闻\ufffd.jsonl#a\ufffd", "标\ufffd题", "\ufffd")
    assert [str(problem).isascii() for problem in problems(tmp_path)] == [True]
