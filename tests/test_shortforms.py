"""Which fuller name a grown name stands for: the one before it in the document that says more."""

import pytest

from kg.extract import read_document
from kg.model import Document


def names(text: str) -> list[str]:
    return [
        f.name
        for flow in read_document(Document("d", text))[0]
        for f in flow.found
        if f.kind in ("Zone", "GovernmentBody")
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("清河羊绒产业园扩建。\n清河产业园迎来客商。", ["清河羊绒产业园", "清河羊绒产业园"]),
        ("清河羊绒产业园扩建。\n如皋产业园迎来客商。", ["清河羊绒产业园", "如皋产业园"]),
        ("无锡锡山产业园扩建。\n无锡产业园迎来客商。", ["无锡锡山产业园", "无锡产业园"]),
        (
            "来宾国家现代农业产业园扩建。\n大荔县以创建国家现代农业产业园为依托。",
            ["来宾国家现代农业产业园", "国家现代农业产业园"],  # a title that many places seek
        ),
        ("江阴临港新城扩建。\n临港新城迎来客商。", ["江阴临港新城", "临港新城"]),  # 临港: not only Shanghai's
        (
            "如皋长江药谷扩建。\n苏州高新区迎来客商。高新区管委会出面。",
            [
                "如皋长江药谷",
                "苏州高新技术产业开发区",
                "苏州高新技术产业开发区管委会",
                "苏州高新技术产业开发区",
            ],
        ),
        ("威海市召开大会。会后客商来到火炬高新区。", ["威海火炬高新区"]),
        ("南县召开大会。我县经开区迎来客商。", ["南县经开区"]),
        ("珠海市召开大会。会后客商来到火炬高新区。", []),  # of which city, nothing tells
    ],
)
def test_a_name_stands_for_the_fuller_one(text: str, meant: list[str]) -> None:
    assert names(text) == meant


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("湖南全康电子科技有限公司参展。全康电子扩产。", {"湖南全康电子科技有限公司"}),
        ("广水市奇临新材料有限公司投产。奇临公司负责人很高兴。", {"广水市奇临新材料有限公司"}),
        ("江苏高能电池有限公司投产。高能电池越来越多。", {"江苏高能电池有限公司"}),
        ("合肥高岚新材料科技有限公司投产。合肥高岚赢得了客户。", {"合肥高岚新材料科技有限公司"}),
    ],
)
def test_a_firm_goes_by_its_own_word_with_or_without_its_business(text: str, called: set[str]) -> None:
    flows = read_document(Document("d", text))[0]
    assert {f.name for flow in flows for f in flow.found if f.kind == "Company"} == called


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("《青山新区总体规划（2020—2035年）》获批。\n《总体规划》共十章。", ["青山新区总体规划(2020—2035年)"] * 2),
        ("甲市印发《人工智能发展条例》（以下简称《条例》）。《条例》即日施行。", ["人工智能发展条例"] * 3),
        (
            "《甲市产业发展规划》和《乙市产业发展规划》获批。《规划》共十章。",
            ["甲市产业发展规划", "乙市产业发展规划", "规划"],
        ),
        ("会议学习了《决定》。", ["决定"]),
    ],
)
def test_a_short_title_goes_by_the_one_title_that_ends_so(text: str, called: list[str]) -> None:
    flows = read_document(Document("d", text))[0]
    assert [f.name for flow in flows for f in flow.found if f.kind == "Policy"] == called
