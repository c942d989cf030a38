"""Documents that are not plain text: what comes out of each format, and what cannot harm."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import docx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from kg.model import Document, Problem
from kg.read import read
from kg.read.packed import check
from kg.read.piece import UnreadableError
from tests.pdfs import pdf


def documents(path: Path) -> list[Document]:
    found = list(read([str(path)]))
    assert [one for one in found if isinstance(one, Problem)] == []
    return [one for one in found if isinstance(one, Document)]


def codes(path: Path) -> list[str]:
    return [one.code for one in read([str(path)]) if isinstance(one, Problem)]


PAGE = """<!doctype html><html><head><meta charset="{charset}"><title>苏州高新区新闻_某某网</title>
<meta name="ArticleTitle" content="医疗器械集群落户苏州高新区"><meta name="PubDate" content="2021-03-05 10:20">
<meta name="ContentSource" content="科技日报"></head><body><nav><a href="/">首页</a><a href="/a">新闻</a></nav>
<article><h1>医疗器械集群落户苏州高新区</h1>{body}</article><footer>版权所有 某某网</footer></body></html>"""
BODY = "".join(
    f"<p>{text}</p>"
    for text in (
        "苏州高新区位于江苏省苏州市，重点发展医疗器械产业，集聚了两百多家企业。",
        "2012年，东南大学苏州医疗器械研究院落户苏州高新区，由东南大学与苏州高新区管委会共建。",
        "下一步，苏州高新区将继续支持医疗器械创新型产业集群发展，推动产学研合作。",
    )
)


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("GBK", "gb18030")])
def test_a_web_page_gives_its_article_and_what_its_head_says(tmp_path: Path, charset: str, encoding: str) -> None:
    (tmp_path / "a.html").write_bytes(PAGE.format(charset=charset, body=BODY).encode(encoding))
    (document,) = documents(tmp_path / "a.html")
    assert "东南大学苏州医疗器械研究院落户苏州高新区" in document.text
    assert "首页" not in document.text
    assert "版权所有" not in document.text
    assert (document.title, document.date, document.publisher) == (
        "医疗器械集群落户苏州高新区",
        "2021-03-05",
        "科技日报",
    )


@pytest.mark.parametrize("page", ["<html></html>", "<html><body><script>alert(1)</script></body></html>", "<" * 99])
def test_a_page_without_an_article_is_a_problem(tmp_path: Path, page: str) -> None:
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert codes(tmp_path / "a.html") == ["no-main-text"]


LEFT = ["苏州高新区重点发展医疗器械产业，", "集聚了两百多家企业和十多家研究院", "所，是首批国家高新区。"]
RIGHT = ["武汉东湖高新区重点发展光电子产业", "，建有国家光电子产业基地。"]


def column(x: float, y: float, lines: list[str]) -> list[tuple[float, float, str]]:
    return [(x, y + 18 * number, line) for number, line in enumerate(lines)]


def test_the_columns_of_a_page_are_read_one_after_the_other(tmp_path: Path) -> None:
    title = [(180.0, 100.0, "高新区的两个故事与两条道路")]
    (tmp_path / "a.pdf").write_bytes(pdf([*title, *column(60, 160, LEFT), *column(310, 160, RIGHT)]))
    (document,) = documents(tmp_path / "a.pdf")
    assert document.text.split("\n") == [title[0][2], "".join(LEFT), "".join(RIGHT)]


def test_a_paragraph_goes_on_over_columns_and_pages_without_running_heads(tmp_path: Path) -> None:
    half = "苏州高新区在江苏省苏州市的西部，是"  # fills its line
    pages = [
        [(60.0, 40.0, "某某学报"), *column(60, 160, [half, half]), (290.0, 820.0, f"— {number} —")]
        for number in range(3)
    ]
    (tmp_path / "a.pdf").write_bytes(pdf(*pages))
    (document,) = documents(tmp_path / "a.pdf")
    assert document.text == half * 6


def test_indented_lines_begin_paragraphs(tmp_path: Path) -> None:
    lines = [
        (84.0, 100.0, LEFT[0][:14]),
        *column(60, 118, LEFT[1:2]),
        (84.0, 136.0, RIGHT[0][:14]),
        (60.0, 154.0, "止。"),
    ]
    (tmp_path / "a.pdf").write_bytes(pdf(lines))
    (document,) = documents(tmp_path / "a.pdf")
    assert document.text.split("\n") == [LEFT[0][:14] + LEFT[1], RIGHT[0][:14] + "止。"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (pdf([]), "scan"),
        (b"%PDF-1.7\nnothing", "bad-pdf"),
        (pdf([(60, 100, "苏州")])[:300], "bad-pdf"),
    ],
    ids=["scan", "header only", "cut off"],
)
def test_a_pdf_without_text_is_a_problem(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    assert codes(tmp_path / "a.pdf") == [code]


def test_a_pdf_whose_pages_run_in_circles_is_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf([(60, 100, "苏州")]).replace(b"/Kids [6 0 R]", b"/Kids [2 0 R]"))
    assert [one.text for one in documents(tmp_path / "a.pdf")] == ["苏州"]


def test_radicals_that_a_font_has_for_ideographs_are_these(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf([(60, 100, "⽅⽥⼤学坐落在⻘川。")]))
    made = docx.Document()
    made.add_paragraph("从 PDF 抄来的：⽅⽥⼤学坐落在⻘川。")
    made.save(str(tmp_path / "b.docx"))
    (tmp_path / "c.txt").write_text("⽅⽥⼤学坐落在⻘川。", encoding="utf-8")
    in_pdf, in_word, in_text = (one.text for one in documents(tmp_path))
    assert (in_pdf, in_word) == ("方田大学坐落在青川。", "从 PDF 抄来的：方田大学坐落在青川。")
    assert in_text == "⽅⽥⼤学坐落在⻘川。"  # as the file has it: offsets count its letters


def test_a_word_document_gives_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    made = docx.Document()
    made.core_properties.title = "集群通知"
    made.add_paragraph("下列集群入选：")
    table = made.add_table(rows=2, cols=3)
    for cell, text in zip(
        [c for row in table.rows for c in row.cells], ["集群", "地区", "年份", "甲", "苏州", "2020"], strict=True
    ):
        cell.text = text
    table.cell(1, 0).merge(table.cell(1, 1))
    made.add_paragraph("特此通知。")
    made.save(str(tmp_path / "a.docx"))
    (document,) = documents(tmp_path / "a.docx")
    assert document.title == "集群通知"
    assert document.text.split("\n") == [
        "下列集群入选：",
        "| 集群 | 地区 | 年份 |",
        "| --- | --- | --- |",
        "| 甲 苏州 | 2020 |",
        "特此通知。",
    ]


def test_what_is_no_word_document_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"\xd0\xcf\x11\xe0 an old .doc")
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 300_000_000)
    assert codes(tmp_path / "a.docx") == ["bad-docx"]
    assert codes(tmp_path / "bomb.docx") == ["bomb"]


ROWS = [
    {"标题": "一", "正文": "苏州高新区，\n位于苏州。", "日期": "2020年4月21日", "url": "https://example.org/1"},
    {"标题": "二", "正文": "武汉“光谷”;\u2028东湖。", "日期": "2021", "url": ""},
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_row_of_a_table_is_a_document(tmp_path: Path, encoding: str, mark: str) -> None:
    lines = [mark.join(ROWS[0]), *(mark.join(f'"{value}"' for value in row.values()) for row in ROWS)]
    (tmp_path / "a.csv").write_bytes("\r\n".join(lines).encode(encoding))
    found = documents(tmp_path / "a.csv")
    assert [(d.name, d.title, d.text, d.date) for d in found] == [
        ("a.csv:2", "一", ROWS[0]["正文"], "2020-04-21"),
        ("a.csv:3", "二", ROWS[1]["正文"], "2021"),
    ]


def test_a_table_in_big5_is_read_and_one_in_no_known_encoding_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("標題,正文\n一,新竹科學園區的廠商與交通大學合作。\n".encode("big5"))
    assert [document.text for document in documents(tmp_path / "a.csv")] == ["新竹科學園區的廠商與交通大學合作。"]
    (tmp_path / "a.csv").write_bytes("заголовок,text\nкластеры,технопарки Новосибирска\n".encode("cp1251"))
    assert codes(tmp_path / "a.csv") == ["encoding"]


def test_a_web_page_in_big5(tmp_path: Path) -> None:
    body = "<p>新竹科學園區的廠商與交通大學合作，共同設立半導體研究中心，投資金額超過十億元。</p>" * 2
    (tmp_path / "a.html").write_bytes(PAGE.format(charset="big5", body=body).encode("big5", "ignore"))
    (document,) = documents(tmp_path / "a.html")
    assert "新竹科學園區的廠商" in document.text


def test_a_parquet_row_is_a_document(tmp_path: Path) -> None:
    pq.write_table(
        pa.Table.from_pylist([{"id": 7, "text": "苏州", "n": [1]}, {"id": 8, "text": None}]), tmp_path / "a.parquet"
    )
    found = list(read([str(tmp_path / "a.parquet")]))
    assert isinstance(found[0], Document)
    assert (found[0].name, found[0].text) == ("a.parquet#7", "苏州")
    assert codes(tmp_path / "a.parquet") == ["empty-document"]


def test_a_table_without_a_column_of_text_says_which_columns_it_has(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name,place\nx,y\n", encoding="utf-8")
    pq.write_table(pa.table({"name": ["x"], "place": ["y"]}), tmp_path / "b.parquet")
    (tmp_path / "c.parquet").write_bytes(b"PAR1 nonsense PAR1")
    (tmp_path / "d.csv").write_bytes(b"")
    found = [one for one in read([str(tmp_path)]) if isinstance(one, Problem)]
    assert [problem.code for problem in found] == ["no-text", "no-text", "bad-table", "no-text"]
    assert "there are: name, place" in found[0].message
    assert "there are: name, place" in found[1].message


LINES = "\n".join(json.dumps({"text": f"第{number}篇：苏州高新区。"}) for number in range(30)).encode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", LINES),
        ("a.jsonl.gz", gzip.compress(LINES)),
        ("a.jsonl.gz", gzip.compress(LINES[:100]) + gzip.compress(LINES[100:])),
        ("a.jsonl.zst", zstandard.compress(LINES)),
    ],
)
def test_packed_lines_are_unpacked(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert len(documents(tmp_path / name)) == 30


def zipped(members: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def test_an_archive_is_read_like_a_folder(tmp_path: Path) -> None:
    members = {"b/二.txt": "武汉".encode(), "a.txt": "苏州".encode("gb18030"), "c.jsonl.gz": gzip.compress(LINES)}
    hidden = {"__MACOSX/a.txt": b"x", "b/.DS_Store": b"x"}
    (tmp_path / "a.zip").write_bytes(zipped(members | hidden))
    found = documents(tmp_path / "a.zip")
    assert [one.name for one in found[:3]] == ["a.zip/a.txt", "a.zip/b/二.txt", "a.zip/c.jsonl.gz:1"]
    assert len(found) == 32


def test_names_from_chinese_windows_are_read_as_such(tmp_path: Path) -> None:
    data = zipped({"\u00b2\u00c4.txt": "苏州高新区".encode()})
    raw = data.replace("\u00b2\u00c4".encode(), "集群".encode("gb18030"))
    assert len(raw) == len(data)
    flags = raw.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x08", b"PK\x01\x02\x14\x03\x14\x00\x00\x00")
    (tmp_path / "a.zip").write_bytes(flags.replace(b"PK\x03\x04\x14\x00\x00\x08", b"PK\x03\x04\x14\x00\x00\x00"))
    assert [one.name for one in documents(tmp_path / "a.zip")] == ["a.zip/集群.txt"]


def test_a_broken_member_costs_only_itself(tmp_path: Path) -> None:
    data = bytearray(
        zipped(
            {
                "a.txt": "苏州高新区的故事".encode() * 9,
                "b.txt": "武汉东湖高新区".encode() * 9,
                "c.zip": b"",
                "d.png": b"",
            }
        )
    )
    data[60] ^= 0xFF
    (tmp_path / "a.zip").write_bytes(bytes(data))
    (tmp_path / "b.zip").write_bytes(b"no zip")
    found = list(read([str(tmp_path)]))
    assert [one.name for one in found if isinstance(one, Document)] == ["a.zip/b.txt"]
    assert [(one.name, one.code) for one in found if isinstance(one, Problem)] == [
        ("a.zip/a.txt", "broken-archive"),
        ("a.zip/c.zip", "unknown-format"),
        ("a.zip/d.png", "unknown-format"),
        ("b.zip", "broken-archive"),
    ]


BLANK = (b" " * 1_000_000 + b"\n") * 150


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl.gz", gzip.compress(b'{"text": "x"}\n' + BLANK, 9)),
        ("a.jsonl.zst", zstandard.compress(b'{"text": "x"}\n' + BLANK)),
        ("a.zip", zipped({"0.txt": b"x", **{f"{number}.txt": b" " * 60_000_000 for number in range(1, 4)}})),
    ],
    ids=["gzip", "zstd", "zip"],
)
def test_a_bomb_is_left_when_it_shows_and_what_came_before_is_used(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    found = list(read([str(tmp_path / name)]))
    assert [one.text for one in found if isinstance(one, Document)] == ["x"]
    assert [one.code for one in found if isinstance(one, Problem)][-1] == "bomb"


def test_news_packs_far_better_than_a_bomb_is_allowed_to() -> None:
    check(unpacked=2_000_000_000, packed=100_000_000)
    with pytest.raises(UnreadableError):
        check(unpacked=2_000_000_000, packed=1_000_000)
