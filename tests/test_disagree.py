"""Sources that disagree are reported, and those that only seem to are not."""

from pathlib import Path

import pytest

from kg.build import build
from kg.checks.disagree import problems
from kg.model import Document, Entity, Evidence, Mention, Observation

A = Document("a", "创新型产业集群试点61个", "a.txt", date="2020")
B = Document("b", "创新型产业集群试点109个", "b.txt", date="2020")


def observed(document: Document, value: float, **changes: object) -> Observation:
    evidence = Evidence(document.id, 0, 5, document.text[:5], "r")
    return Observation("数量", value, "个", "", False, "=", (evidence,))._replace(**changes)


def program(*observations: Observation) -> Entity:
    mentions = tuple((d.id, Mention(0, 9, d.text[:9], "Program", "创新型产业集群试点", "r")) for d in (A, B))
    return Entity("Program-1", "Program", "创新型产业集群试点", (), mentions, observations)


def test_two_counts_of_one_thing_are_a_disagreement_with_both_sources() -> None:
    found = problems([program(observed(A, 61), observed(B, 109))], [A, B])
    assert [p.code for p in found] == ["disagreement"]
    assert "61 个 in a.txt (2020): “创新型产业” and 109 个 in b.txt (2020): “创新型产业”; both" in found[0].message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (observed(A, 61), observed(B, 61)),
        (observed(A, 61), observed(B, 61, unit="家")),
        (observed(A, 60, comparator=">"), observed(B, 61)),
        (observed(A, 60, comparator="~"), observed(B, 61)),
        (observed(A, 61, time="2013年"), observed(B, 109, time="2020年")),
        (observed(A, 61), observed(B, 109, target=True)),
        (observed(A, 61), observed(B, 87, unit="%")),
        (observed(A, 61), observed(A, 109)),
    ],
    ids=["equal", "another counter", "more than", "about", "years apart", "a target", "another unit", "one document"],
)
def test_what_can_both_hold_is_no_disagreement(one: Observation, other: Observation) -> None:
    assert problems([program(one, other)], [A, B]) == []


def test_documents_that_share_one_of_several_values_do_not_disagree() -> None:
    assert problems([program(observed(A, 61), observed(B, 109), observed(B, 61))], [A, B]) == []


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("高新技术企业", "国家高新技术企业", 1),
        ("国家高新区", "全省国家高新区", 1),
        ("新型研发机构", "人工智能新型研发机构", 0),
        ("特色产业集群", "县域特色产业集群", 0),
    ],
)
def test_words_that_narrow_nothing_are_passed_over(one: str, other: str, clash: int) -> None:
    zone = Entity("Zone-1", "Zone", "苏州高新区", (), program().mentions)
    measures = (observed(A, 61, indicator=one), observed(B, 109, indicator=other))
    assert len(problems([zone._replace(observations=measures)], [A, B])) == clash


def test_an_undated_document_does_not_disagree_with_a_dated_one() -> None:
    undated = B._replace(date="")
    assert problems([program(observed(A, 61), observed(B, 109))], [A, undated]) == []
    assert len(problems([program(observed(A, 61), observed(B, 109))], [A._replace(date=""), undated])) == 1


def test_two_founding_years_are_a_disagreement() -> None:
    texts = {"a": "苏州高新区成立于1990年。", "b": "苏州高新区1992年成立，面积不大。"}
    documents = [Document(key, text, f"{key}.txt") for key, text in texts.items()]
    mentions = tuple((key, Mention(0, 5, "苏州高新区", "Zone", "苏州高新区", "r")) for key in texts)
    found = problems([Entity("Zone-1", "Zone", "苏州高新区", (), mentions)], documents)
    assert [p.message for p in found] == [
        "sources disagree on 苏州高新区, founding year: 1990 in a.txt: “苏州高新区成立于1990年” "
        "and 1992 in b.txt: “苏州高新区1992年成立”; both are kept"
    ]
    assert texts["a"][found[0].start : found[0].end] == "苏州高新区成立于1990年"


ARTICLES = {
    "2015.md": (
        "2015-03-02",
        "截至2014年底，全国创新型产业集群试点共61个，覆盖24个省份。苏州高新区成立于1990年。\n\n"
        "江苏省的创新型产业集群试点达到11个。苏州高新区医疗器械产业集群聚集企业400家。\n",
    ),
    "2020.md": (
        "2020-06-01",
        "截至2014年底，全国创新型产业集群试点共109个。苏州高新区始建于1992年。\n\n"
        "到2025年，苏州高新区医疗器械产业集群聚集企业达到1000家。\n\n"
        "2030年，苏州高新区医疗器械产业集群聚集企业2000家。\n",
    ),
    "2021.md": ("2021-01-05", "试点61个、培育单位48个，合计119个。其中95个在高新区，占比97%。\n"),
}


def test_an_analyst_reads_what_does_not_agree_with_dates_and_sentences(tmp_path: Path) -> None:
    """From articles to problems.jsonl and the report: numbers, founding years, arithmetic, and targets apart."""
    for name, (date, text) in ARTICLES.items():
        (tmp_path / name).write_text(f"---\ndate: {date}\n---\n{text}", encoding="utf-8")
    built = build([str(tmp_path / name) for name in ARTICLES], tmp_path / "out")
    told = sorted(p.message for p in built.problems)
    assert [message.partition(":")[0] for message in told] == [
        "61 + 48 is 109, not 119",
        "95 is not 97 % of any number before it (48, 61, 109, 119, 167)",
        "sources disagree on 创新型产业集群试点, count",
        "sources disagree on 苏州高新技术产业开发区, founding year",
    ]
    assert "61 个 in 2015.md (2015-03-02): “截至2014年底，全国创新型产业集群试点共61个，覆盖24个省份。”" in told[2]
    assert "109 个 in 2020.md (2020-06-01): “截至2014年底，全国创新型产业集群试点共109个。”" in told[2]
    assert "1990 in 2015.md (2015-03-02): “苏州高新区成立于1990年”" in told[3]
    report = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert "（2014-12）有不同说法：61个、109个。" in report
    assert "苏州高新技术产业开发区的成立时间有不同说法：1990（2015-03-02）、1992（2020-06-01）。" in report
    assert "原文的数字对不上：61 + 48 = 109，原文作 119。" in report
    assert "原文的数字对不上：95 不是前文任何数（48, 61, 109, 119, 167）的 97 %。" in report
    assert "目标为1000家（2025），最近的实际数为400家（2015），是目标的 40%。" in report
    assert "目标为2000家（2030），最近的实际数为400家（2015）" in report  # nobody had counted them in 2020
