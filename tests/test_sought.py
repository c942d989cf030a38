"""A text that lacks a needed word is passed over; which words are needed is read from the expression, never too many."""

import re

import pytest

from kg.sought import any_of, beginnings, needs, possible, sought

NEEDED = {
    "关于[^。]{6,60}?的(?:批复|通知)": [("关于",), ("批复", "通知")],
    "《([^《》]{2,80})》": [("《",), ("》",)],
    "(?:行动计划|计划|行动)": [("行动", "计划")],  # 行动计划 holds another
    "等?(?:[0-9]+)个?(高新区|经开区)": [("经开区", "高新区")],
    "(?:好的)+[和与]?": [("好的",)],
    "[和与]苏州": [("苏州",), ("与", "和")],
    "苏(?!州)": [("苏",)],
    "[^。]{2,}(?=发布|出台)": [("出台", "发布")],
    "苏[0-9]条|[0-9]条苏": [("条",)],
}
BEGINNINGS = {
    "等?[0-2]+个": "0 1 2 等0 等1 等2",
    "(?:会|论坛)(?:举行|召开)|举行大会": "会举 会召 论坛 举行",
    "(?<!不)(?:有|无)论?": "无 有 无论 有论",
    "(?:重点|大力)?(?:发展|布局)": "重点 大力 发展 布局",
    "(?<!不)(?:首批|这)[^。]": "首批 这",
    "会|论坛": "",  # the engine looks for these letters by itself
    "[会论]坛": "",
    "等?": "",  # may be empty
    "[^。]?会": "",
    r"(?:\d|会)坛": "",
    "[一-龥]?会": "",  # too many
}
NEEDLESS = ["[^。]{2,}", "苏州|", "(?:苏州)?", "(?:苏州|[0-9])", "", r"\d\d"]


@pytest.mark.parametrize("expression", NEEDED)
def test_the_needed_words_of_an_expression(expression: str) -> None:
    assert list(needs(expression)) == NEEDED[expression]


@pytest.mark.parametrize("expression", BEGINNINGS)
def test_the_letters_that_an_expression_begins_with(expression: str) -> None:
    assert beginnings(expression) == frozenset(BEGINNINGS[expression].split())


@pytest.mark.parametrize("expression", NEEDLESS)
def test_an_expression_that_needs_no_word(expression: str) -> None:
    assert needs(expression) == ()
    assert sought(expression).may_match("")


def test_nothing_is_lost_by_passing_over() -> None:
    texts = ["关于同意苏州的批复", "批复关于", "《意见》", "12个高新区", "行动", "和苏州", "好的好的与", "苏打", ""]
    texts += [
        "等3个等4个",
        "大会举行论坛召开举行大会",
        "重点发展大力布局",
        "首首批人这家",
        "苏1条2条苏",
        "不有无论",
        "今天发布",
    ]
    for expression in (*NEEDED, *NEEDLESS, *BEGINNINGS):
        for text in texts:
            plain = [match.span() for match in re.finditer(expression, text)]
            assert [match.span() for match in sought(expression).finditer(text)] == plain, (expression, text)
            assert bool(sought(expression).search(text)) == bool(re.search(expression, text)), (expression, text)


def test_one_scan_tells_which_of_many_expressions_a_text_may_match() -> None:
    approval, title, action, any_digit = map(sought, ("关于[^。]*?批复", "《[^》]+》", "行动|行动计划", "[0-9]"))
    texts = ("《意见", "《意见》", "关于", "关于批复", "行动", "计划")
    assert [[bool(possible(text) & one.bit) for one in (approval, title, action)] for text in texts] == [
        [False, False, False],
        [False, True, False],
        [False, False, False],
        [True, False, False],
        [False, False, True],
        [False, False, False],
    ]
    assert [text for text in texts if possible(text) & any_of(approval, action)] == ["关于批复", "行动"]
    assert possible("") & any_of(approval, any_digit)  # what needs no word may always match


def test_a_part_of_a_text_can_be_looked_at() -> None:
    assert [match.start() for match in sought("苏州").finditer("苏州苏州苏州", 1, 5)] == [2]
