"""Stated arithmetic: what holds is left alone, what cannot be is reported with the numbers."""

import pytest

from kg.checks.sums import problems
from kg.model import Document

HOLDS = [
    "全国布局了61个试点和48个培育单位。其中，95家建在国家高新区内，占总数的87%。",
    "试点61个、培育单位48个，共109个。",
    "总面积332平方公里，其中陆地223平方公里、太湖水域109平方公里。",
    "园区有企业300家，其中高新技术企业约100家，占总数的近三分之一。",
    "园区共有企业300家。",
    "汽车产量占全国的11%。",
    "全国布局了61个试点和48个培育单位。其中95家建在国家高新区内，占比达87%。",
    "集群已达到66家，核心产业规模达到5000亿元，新增装机总量全球占比50%，共同发展。",
    "园区共有企业66家，产值5000亿元，占总数的50%。",
    "完成营业收入451亿元，投资76亿元，其中甲区完成营业收入102亿元。",
    "45个集群涉及19个省、3个市，其中东部30个。",
    "32个组织参与其中，创造岗位4200个。",
    "7个城市入选，其中甲市有公园5个；乙市建成湿地32个。",
    "增加值增速加快0.3个百分点，其中，3月份加快1.5个百分点。",
]

FAILS = [
    ("全国布局了61个试点和48个培育单位。其中，95家建在国家高新区内，占总数的97%。", "95 is not 97 %"),
    ("试点61个、培育单位48个，共109个。其中95个在国家高新区内，占比97%。", "95 is not 97 %"),
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
