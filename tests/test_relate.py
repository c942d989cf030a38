"""What sentences state: of whom a clause speaks, what negation and plans do to it, how lists share it."""

import tomllib
from pathlib import Path

import pytest

from kg.extract import extract, read_document
from kg.model import Document, digest
from kg.relate.names import lies_in
from kg.relate.subjects import anaphora

GROUPS = tomllib.loads((Path(__file__).parent / "cases/relate.toml").read_text(encoding="utf-8"))["group"]
CASES = [
    pytest.param(case["text"], case["states"], id=f"{group['why']}: {case['text']}")
    for group in GROUPS
    for case in group["case"]
]


def stated(text: str) -> set[str]:
    result = extract(Document(digest(text), text))
    names = [mention.text for mention in result.mentions]
    return {
        f"{names[claim.subject]} | {claim.relation} | {names[claim.object]}{' | planned' * claim.planned}"
        for claim in result.claims
        if not claim.rule.startswith("name.")
    }


@pytest.mark.parametrize(("text", "states"), CASES)
def test_a_paragraph_states(text: str, states: list[str]) -> None:
    assert stated(text) == set(states)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("记者来到广东茂名。", {("茂名", "广东")}),
        ("记者来到湖南长株潭和北京亦庄。", {("长株潭", "湖南"), ("亦庄", "北京")}),
        ("大走廊横跨杭州西湖、余杭和临安。", {("西湖", "杭州"), ("余杭", "杭州"), ("临安", "杭州")}),
        ("江苏、苏州都派人参加。", set()),
        ("高州市根子镇柏桥村的荔枝红了。", {("根子镇", "高州市"), ("柏桥村", "根子镇")}),
        ("苏州市委、市政府召开会议。", {("苏州市委", "苏州市"), ("市政府", "苏州市")}),
    ],
)
def test_places_and_offices_that_follow_one_another_lie_in_one_another(text: str, pairs: set[tuple[str, str]]) -> None:
    result = extract(Document(digest(text), text))
    names = [mention.text for mention in result.mentions]
    assert {(names[c.subject], names[c.object]) for c in result.claims if c.relation == "locatedIn"} == pairs


def test_a_claim_stands_on_its_sentence() -> None:
    text = "开篇的话。苏州工业园区引进了信达生物。结束的话。"
    claims = [c for c in extract(Document(digest(text), text)).claims if not c.rule.startswith("name.")]
    assert {text[claim.start : claim.end] for claim in claims} == {"苏州工业园区引进了信达生物。"}


def reasons(text: str) -> set[str]:
    flows, _ = read_document(Document(digest(text), text))
    return {refused.reason for one in flows for refused in one.refused_claims}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("宁德时代没有落户成都。", "negated"),
        ("苏州工业园区设立于1994年。企业聚焦生物医药。", "the clause speaks of someone without a name"),
        ("聚焦生物医药。", "nothing is named that the clause could speak of"),
    ],
)
def test_what_is_refused_says_why(text: str, reason: str) -> None:
    assert reason in reasons(text)


def test_a_wrong_list_of_words_that_stand_for_names_lists_every_wrong_line() -> None:
    rows = [
        (2, {"word": "该市", "kinds": "City", "count": "1", "reach": "paragraph", "ends": ""}),
        (3, {"word": "双方", "kinds": "Body", "count": "two", "reach": "paragraph", "ends": ""}),
        (4, {"word": "我们", "kinds": "Company", "count": "1", "reach": "text", "ends": ""}),
    ]
    with pytest.raises(ValueError, match=r"anaphora.csv:2: .*City.*\nanaphora.csv:3: .*two.*\nanaphora.csv:4: .*text"):
        anaphora.read(rows)


@pytest.mark.parametrize(
    ("inner", "outer", "lies"),
    [("朝阳区", "北京市", True), ("朝阳区", "长春市", True), ("朝阳区", "合肥市", False), ("南山区", "深圳市", True)],
)
def test_a_district_with_namesakes_lies_in_whatever_holds_one_of_them(inner: str, outer: str, lies: bool) -> None:
    assert lies_in(inner, outer) is lies
