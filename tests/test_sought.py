"""A text that lacks a needed word is passed over; which words are needed is read from the expression, never too many."""

import re

import pytest

from kg.sought import AnyOf, needs, openings, sought

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
OPENINGS = {
    "等?[0-4]+个": "01234等",
    "(?:会|论坛)(?:举行|召开)|举行大会": "会举论",
    "(?<!不)(?:有|无)论?": "无有",
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


@pytest.mark.parametrize("expression", OPENINGS)
def test_the_letters_that_open_an_expression(expression: str) -> None:
    assert openings(expression) == frozenset(OPENINGS[expression])


@pytest.mark.parametrize("expression", NEEDLESS)
def test_an_expression_that_needs_no_word(expression: str) -> None:
    assert needs(expression) == ()
    assert sought(expression).may_match("")


def test_nothing_is_lost_by_passing_over() -> None:
    texts = ["关于同意苏州的批复", "批复关于", "《意见》", "12个高新区", "行动", "和苏州", "好的好的与", "苏打", ""]
    texts += ["等3个等4个", "大会举行论坛召开举行大会", "苏1条2条苏", "不有无论", "今天发布"]
    for expression in (*NEEDED, *NEEDLESS, *OPENINGS):
        for text in texts:
            plain = [match.span() for match in re.finditer(expression, text)]
            assert [match.span() for match in sought(expression).finditer(text)] == plain, (expression, text)
            assert bool(sought(expression).search(text)) == bool(re.search(expression, text)), (expression, text)


def test_many_expressions_are_passed_over_at_once() -> None:
    either = AnyOf(*map(sought, ("关于[^。]*?批复", "《[^》]+》", "行动|行动计划")))
    assert [text for text in ("《意见", "批复", "关于", "行动", "计划") if either.may_match(text)] == [
        "《意见",
        "关于",
        "行动",
    ]
    assert AnyOf(sought("关于"), sought("[0-9]")).may_match("")


def test_a_part_of_a_text_can_be_looked_at() -> None:
    assert [match.start() for match in sought("苏州").finditer("苏州苏州苏州", 1, 5)] == [2]
