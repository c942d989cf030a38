"""Sources that disagree are reported, and those that only seem to are not."""

import pytest

from kg.disagree import problems
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
    assert "61 个 in a.txt (2020) and 109 个 in b.txt (2020)" in found[0].message


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


def test_two_founding_years_are_a_disagreement() -> None:
    texts = {"a": "苏州高新区成立于1990年。", "b": "苏州高新区1992年成立，面积不大。"}
    documents = [Document(key, text, f"{key}.txt") for key, text in texts.items()]
    mentions = tuple((key, Mention(0, 5, "苏州高新区", "Zone", "苏州高新区", "r")) for key in texts)
    found = problems([Entity("Zone-1", "Zone", "苏州高新区", (), mentions)], documents)
    assert [p.message for p in found] == [
        "sources disagree on 苏州高新区, founding year: 1990 in a.txt and 1992 in b.txt; both are kept"
    ]
    assert texts["a"][found[0].start : found[0].end] == "苏州高新区成立于1990年"
