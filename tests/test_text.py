"""From a text to paragraphs: what is folded, where sentences end, what a scan tore apart, and that no place is lost."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.flows import Reading, read_flows
from kg.lexicon import load
from kg.model import Document, digest
from kg.text import fold, sentences


def reading(text: str, repair: bool = True) -> Reading:
    return read_flows(Document(digest(text), text, "scan.txt"), load().terms, repair)


def flows(text: str, repair: bool = True) -> list[str]:
    return [flow.text for flow in reading(text, repair).flows]


def problems(text: str, repair: bool = True) -> list[str]:
    return [problem.code for problem in reading(text, repair).problems]


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ＡＢＣ１２３％", "ABC123%"),
        ("，：（）；？！", ",:();?!"),
        ("「集群」『園區』", "“集群”“园区”"),
        ("一\u3000二\u00a0三\t四", "一 二 三|四"),
        ("創新產業集群", "创新产业集群"),
        ("⼤湾区的⻘年、⾧江", "大湾区的青年、长江"),
        ("。、《》“”", "。、《》“”"),
        ("\ue000\ud800", "\ufffd\ufffd"),
    ],
)
def test_folding(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text(st.characters(codec=None)))
@example("\ud83d\ude00\U0001f600\u202e")
def test_folding_keeps_every_place_and_is_done_once(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_no_character_that_marks_a_slot_survives_folding() -> None:
    assert not [code for code in range(0xE000, 0xF900) if unicodedata.category(fold(chr(code))) == "Co"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第一句。第二句!第三句?", ["第一句。", "第二句!", "第三句?"]),
        ("他说:“好。”走了。", ["他说:“好。”", "走了。"]),
        ("真的吗?!是的。", ["真的吗?!", "是的。"]),
        ("没有句号", ["没有句号"]),
        ("一;二,三。", ["一;二,三。"]),
        ("。。。", []),
        ("   ", []),
        ("新华社杭州3月2日电 (记者李明)杭州很美。", ["新华社杭州3月2日电 (记者李明)", "杭州很美。"]),
        ("本报讯(记者李明 通讯员王刚)近日开工。", ["本报讯(记者李明 通讯员王刚)", "近日开工。"]),
        ("本报北京3月5日讯 记者获悉。", ["本报北京3月5日讯 ", "记者获悉。"]),
        ("3月5日电力供应充足。", ["3月5日电力供应充足。"]),
        ("6月3日讯飞发布新品。", ["6月3日讯飞发布新品。"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in sentences(text)] == expected


@given(st.text(alphabet="甲乙。!?\n”’) ,", max_size=40))
def test_sentences_are_in_order_and_apart(text: str) -> None:
    spans = list(sentences(text))
    assert all(one.end <= other.start for one, other in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第一段。\n\n第二段。", ["第一段。", "第二段。"]),
        ("\ufeff第一段。\r\n第二段。\r\n", ["第一段。", "第二段。"]),
        ("## 标题\n正文。", ["标题", "正文。"]),
        ("新华社北京电 (记者王明): 正文。", ["正文。"]),
        ("本报讯: 正文。", ["正文。"]),
        ("", []),
        (" \n\t\n", []),
    ],
)
def test_a_line_is_a_paragraph_without_what_leads_in(text: str, expected: list[str]) -> None:
    assert flows(text) == expected


TITLE = "国务院关于同意苏州工业园区\n建设国家自主创新示范区\n的批复\n你们的请示收悉。"


def test_a_title_broken_for_looks_is_one() -> None:
    assert flows(TITLE)[0] == "国务院关于同意苏州工业园区建设国家自主创新示范区的批复"


WRAPPED = "\n".join(
    [
        "苏州高新区坚持把医疗器械产业作为主导产业来抓",
        "出台了一系列支持企业研发和生产的政策措施使得",
        "越来越多的创新团队选择在这里落地生根开花结果",
        "如今已经集聚起上下游企业六百多家。",
    ]
)


def test_lines_of_a_fixed_width_are_one_paragraph() -> None:
    assert flows(WRAPPED) == [WRAPPED.replace("\n", "")]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        (
            "苏州高新区重点发展医疗器械、新一代信息技术、\n集成电路等产业。",
            "苏州高新区重点发展医疗器械、新一代信息技术、集成电路等产业。",
        ),
        (
            "会议认真学习了今年印发的《关于促进国家高新技术产业\n另一栏的文字在这里结束。\n高质量发展的若干意见》并作了部署。",
            "会议认真学习了今年印发的《关于促进国家高新技术产业高质量发展的若干意见》并作了部署。",
        ),
        (
            "这座位于长江边上的城市用了十年时间一心一意发展集成\n另一栏的文字在这里结束。\n电路产业终于有了结果。",
            "这座位于长江边上的城市用了十年时间一心一意发展集成电路产业终于有了结果。",
        ),
    ],
    ids=["a list that goes on", "a title cut in two", "a term cut in two"],
)
def test_loose_ends_of_columns_are_joined_and_reported(text: str, joined: str) -> None:
    assert joined in flows(text)
    assert problems(text) == ["joined"]


def test_the_other_half_of_a_title_must_be_certain() -> None:
    text = "会议认真学习了今年印发的《关于促进国家高新技术产业\n甲方案》通过。\n乙方案》通过。"
    assert flows(text) == text.split("\n")
    assert problems(text) == ["cut-title"]


@pytest.mark.parametrize("text", [TITLE, WRAPPED, "重点发展医疗器械、新一代信息技术、生物医药以及、\n集成电路等产业。"])
def test_without_repair_every_line_stands_alone(text: str) -> None:
    assert flows(text, repair=False) == text.split("\n")
    assert problems(text, repair=False) == []


def test_an_advertisement_is_left_out_with_its_headlines_and_reported() -> None:
    text = "正文第一段。\n广告\n名酒大促销\n欢迎选购\n正文第二段说的是创新。"
    assert flows(text) == ["正文第一段。", "正文第二段说的是创新。"]
    (problem,) = reading(text).problems
    assert (problem.code, problem.start, problem.end) == ("advertisement", 7, 20)


def test_a_passage_across_a_join_is_a_span_a_piece() -> None:
    text = "苏州高新区重点发展医疗器械、新一代信息技术、\n集成电路等产业。"
    (flow,) = reading(text).flows
    start = flow.text.index("信息技术、集成电路")
    spans = flow.spans(start, start + len("信息技术、集成电路"))
    assert [text[span.start : span.end] for span in spans] == ["信息技术、", "集成电路"]


PIECES = st.sampled_from(
    [
        "苏州高新区",
        "重点发展",
        "《关于",
        "意见》",
        "集成",
        "电路",
        "、",
        "。",
        "\n",
        "\n\n",
        "广告",
        "# ",
        " ",
        "\r\n",
        "创新" * 9,
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join), st.booleans())
def test_every_character_of_a_paragraph_stands_at_its_place(text: str, repair: bool) -> None:
    for flow in reading(text, repair).flows:
        spans = flow.spans(0, len(flow.text))
        assert "".join(fold(text[span.start : span.end]) for span in spans) == flow.text


@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_character_is_read_twice(text: str) -> None:
    spans = sorted(span for flow in reading(text).flows for span in flow.spans(0, len(flow.text)))
    assert all(one.end <= other.start for one, other in pairwise(spans))
