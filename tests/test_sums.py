"""Stated arithmetic: what holds is left alone, what cannot be is reported with the numbers."""

import pytest

from kg.model import Document
from kg.sums import problems

HOLDS = [
    "全国布局了61个试点和48个培育单位。其中，95家建在国家高新区内，占总数的87%。",
    "试点61个、培育单位48个，共109个。",
    "总面积332平方公里，其中陆地223平方公里、太湖水域109平方公里。",
    "园区有企业300家，其中高新技术企业约100家，占总数的近三分之一。",
    "园区共有企业300家。",
    "汽车产量占全国的11%。",
]

FAILS = [
    ("全国布局了61个试点和48个培育单位。其中，95家建在国家高新区内，占总数的97%。", "95 is not 97 %"),
    ("试点61个、培育单位48个，共119个。", "61 + 48 is 109, not 119"),
    ("园区有企业300家，其中高新技术企业400家。", "400 cannot be among 300"),
]


@pytest.mark.parametrize("text", HOLDS)
def test_what_adds_up_is_no_problem(text: str) -> None:
    assert list(problems(Document("d", text))) == []


@pytest.mark.parametrize(("text", "message"), FAILS)
def test_what_does_not_add_up_is_a_problem_at_its_sentence(text: str, message: str) -> None:
    (problem,) = problems(Document("d", text, "d.txt"))
    assert problem.code == "arithmetic"
    assert message in problem.message
    assert text[problem.start : problem.end] in text.split("。")
