"""The analysis as a whole: the same every time, plain, and calm about whatever graph it is given."""

import json
import math
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analyse import analyse, compared, network, since
from kg.graph import read_json, to_json
from kg.model import Document
from tests.worlds import SEED, SUZHOU, fact, node, seed, world

MANY = [(f"Company:{n}甲", "cooperatesWith", f"Company:{n}乙") for n in range(10_000)]

ODD = {
    "empty": world(),
    "only background": world(known_facts=[("Region:苏州", "locatedIn", "Region:江苏")]),
    "one node": world(only=["Zone:苏州高新区"]),
    "no ties": world(only=[f"Zone:{n}" for n in range(50)]),
    "one tie": world(SEED[:1]),
    "self-loop": world([("Zone:苏州高新区", "cooperatesWith", "Zone:苏州高新区")]),
    "no institute": world(SEED[:3]),
    "unknown kind and relation": world([("Planet:火星", "orbits", "Planet:太阳")]),
    "seed": seed(),
}


def finite(value: Any) -> bool:
    if isinstance(value, dict):
        return all(map(finite, value.values()))
    if isinstance(value, list | tuple):
        return all(map(finite, value))
    return not isinstance(value, float) or math.isfinite(value)


@pytest.mark.parametrize("graph", ODD.values(), ids=ODD)
@pytest.mark.parametrize("with_background", [False, True])
def test_any_graph_has_an_analysis_of_finite_numbers(graph: nx.MultiDiGraph, with_background: bool):
    found = analyse(graph, with_background)
    assert finite(found.plain())
    json.dumps(found.plain(), allow_nan=False)


def test_ten_thousand_components():
    found = analyse(world(MANY))
    assert (found.whole.components, found.whole.largest, found.communities.total) == (10_000, 2, 10_000)


def test_the_same_graph_has_the_same_analysis_in_whatever_order_it_comes(tmp_path):
    graph = seed()
    mixed = nx.MultiDiGraph(**graph.graph)
    mixed.add_nodes_from(reversed(list(graph.nodes(data=True))))
    mixed.add_edges_from(reversed(list(graph.edges(keys=True, data=True))))
    file = tmp_path / "graph.json"
    file.write_text(to_json(graph), encoding="utf-8")
    assert analyse(mixed) == analyse(graph) == analyse(read_json(file))


def test_the_graph_is_left_as_it_was():
    graph = seed()
    before = to_json(graph)
    analyse(graph, with_background=True)
    assert to_json(graph) == before


def test_the_basis_says_what_was_counted_and_what_was_not():
    basis = analyse(seed()).basis
    assert (basis.nodes, basis.facts, basis.documents) == (9, 8, 1)
    assert (basis.left_out_nodes, basis.left_out_facts) == (3, 2)
    assert (basis.first_date, basis.last_date) == ("2020-04-21", "2020-04-21")
    everything = analyse(seed(), with_background=True).basis
    assert (everything.nodes, everything.facts, everything.left_out_facts) == (12, 10, 0)


def test_background_does_not_connect_unless_asked():
    graph = world(SEED[:1], known_facts=[("Zone:苏州高新区", "locatedIn", "Region:苏州")], only=["Region:苏州"])
    assert analyse(graph).whole.components == 2
    assert analyse(graph, with_background=True).whole.components == 1


def test_projections_by_hand():
    found = {part.code: part for part in analyse(seed()).projections}
    assert {code: (part.nodes, part.ties, part.isolated) for code, part in found.items()} == {
        "institute-cluster": (4, 1, 2),  # the university and the other cluster have no such tie
        "cluster-industry": (4, 2, 0),
        "zone-industry": (2, 0, 2),
        "region-industry": (2, 1, 0),
        "cooperation": (2, 0, 2),
    }


def told(documents: dict[str, int]) -> tuple[tuple[str, int], ...]:
    """Return whom most documents speak of, when so many speak of each zone."""
    graph = world(only=[f"Zone:{name}" for name in documents])
    for name, count in documents.items():
        (mention,) = graph.nodes[node(f"Zone:{name}")]["mentions"]
        graph.nodes[node(f"Zone:{name}")]["mentions"] = [{**mention, "document": str(n)} for n in range(count)] * 2
    return analyse(graph).basis.told["Zone"]


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        ({"甲": 1, "乙": 3}, "乙甲"),
        (dict(zip("甲乙丙丁戊己", (9, 8, 7, 6, 5, 4), strict=True)), "甲乙丙丁戊"),
        (dict(zip("甲乙丙丁戊己", (9, 8, 7, 6, 5, 5), strict=True)), "甲乙丙丁"),  # neither of two equals
        (dict.fromkeys("甲乙丙丁戊己", 1), ""),
    ],
)
def test_whom_most_documents_speak_of(documents: dict[str, int], expected: str):
    assert told(documents) == tuple((name, documents[name]) for name in expected)


def test_every_finding_about_stated_things_shows_a_sentence():
    silent = {"unmentioned"}
    for findings in analyse(seed()).findings:
        for finding in findings.shown if findings.code not in silent else ():
            assert any(f.passages and f.passages[0].text and f.passages[0].title for f in finding.facts), finding


def test_what_a_sentence_says_is_shown_before_what_a_name_tells():
    edge = (node("Zone:苏州高新区"), node("Region:苏州"), "locatedIn")
    graph = world([("Zone:苏州高新区", "locatedIn", "Region:苏州")])
    (said,) = graph.edges[edge]["evidence"]
    told = {**said, "rule": "name.zone-in-region", "start": 7, "text": "走进苏州高新区"}
    graph.edges[edge]["evidence"] = [told, said]
    assert [p.text for p in network(graph).stated(edge).passages] == [said["text"], "走进苏州高新区"]


FAULTS = [
    (lambda g: g.nodes[node(SUZHOU)].pop("kind"), "kind is missing"),
    (lambda g: g.nodes[node(SUZHOU)].update(label=7), "label must be text"),
    (lambda g: g.nodes[node(SUZHOU)].update(aliases="苏高新"), "aliases must be a list of texts"),
    (lambda g: g.nodes[node(SUZHOU)].update(background="no"), "background must be true or false"),
    (lambda g: g.nodes[node(SUZHOU)].update(observations=[{"indicator": "产值"}]), "observation 1: value is missing"),
    (
        lambda g: g.add_edge(node(SUZHOU), "nowhere", key="partOf", confidence=1, background=False, evidence=[]),
        "nodes do not",
    ),
    (lambda g: _edge(g).pop("evidence"), "evidence is missing"),
    (lambda g: _edge(g).update(evidence=[{"text": "…"}]), "evidence 1: document is missing"),
    (lambda g: _edge(g).update(confidence=math.nan), "confidence must be a number from 0 to 1"),
    (lambda g: _edge(g).update(confidence=90), "confidence must be a number from 0 to 1"),
    (lambda g: g.graph.update(documents=[{"title": "…"}]), "document 1: id is missing"),
    (lambda g: g.graph.update(documents="d1"), "documents must be a list"),
]


def _edge(graph: nx.MultiDiGraph) -> dict[str, Any]:
    return graph.edges[node(SUZHOU), node("Zone:苏州高新区"), "locatedIn"]


@pytest.mark.parametrize(("spoil", "message"), FAULTS, ids=[message for _, message in FAULTS])
def test_a_badly_edited_graph_is_refused_with_the_place(spoil: Any, message: str):
    graph = seed()
    spoil(graph)
    with pytest.raises(ValueError, match=message):
        network(graph)


def test_many_faults_are_listed_at_once_but_not_all():
    graph = world(only=[f"Zone:{n}" for n in range(30)])
    for data in graph.nodes.values():
        del data["label"]
    with pytest.raises(ValueError, match="and more") as error:
        network(graph)
    assert str(error.value).count("label is missing") == 10


KINDS = st.sampled_from(["Cluster", "Zone", "ResearchInstitute", "Company", "Industry", "Region", "Person"])
THINGS = st.builds("{}:{}".format, KINDS, st.integers(0, 5))
RELATIONS = st.sampled_from(["locatedIn", "focusesOn", "cooperatesWith", "supports", "memberOf", "partOf"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(THINGS, RELATIONS, THINGS), max_size=40, unique=True), st.booleans())
def test_whatever_is_said_can_be_analysed(said: list[tuple[str, str, str]], with_background: bool):
    found = analyse(world(said), with_background)
    assert finite(found.plain())
    assert found.whole.ties <= len(said)


# Comparison over time

NEW = [(SUZHOU, "focusesOn", "Industry:高端影像"), ("Company:联影", "memberOf", SUZHOU)]


def test_what_joined_and_what_left():
    change = compared(world(SEED), world([*SEED[:-2], *NEW]), ("2020", "2021"))
    assert [name.label for name in change.joined] == ["联影", "高端影像"]
    assert {name.label for name in change.left} == {"东莞机器人智能装备创新型产业集群", "东莞松山湖高新区", "机器人"}
    assert [(f.source.label, f.target.label) for f in change.new_facts] == [
        (s.partition(":")[2], t.partition(":")[2]) for s, _, t in sorted(NEW, key=lambda row: node(row[0]))
    ]
    assert change.gone_facts_total == 2


def test_a_graph_compared_with_itself_has_not_changed():
    change = compared(seed(), seed(), ("a", "b"))
    assert (change.joined_total, change.left_total, change.new_facts_total, change.gone_facts_total) == (0, 0, 0, 0)
    assert change.risen == change.fallen == ()


def test_what_became_central():
    three = [("Company:甲", "cooperatesWith", "Company:乙"), ("Company:丙", "cooperatesWith", "Company:乙")]
    later = [*three, *((f"Company:{n}", "cooperatesWith", "Company:甲") for n in range(6))]
    change = compared(world(three), world(later), ("a", "b"))
    assert [(m.name.label, m.before, m.after) for m in change.risen] == []
    flipped = [(b, r, a) for a, r, b in three[:1]] + [("Company:丙", "cooperatesWith", "Company:甲")]
    change = compared(world(three), world(flipped), ("a", "b"))
    assert [(m.name.label, m.before, m.after) for m in change.risen] == [("甲", 2, 1)]
    assert [(m.name.label, m.before, m.after) for m in change.fallen] == [("乙", 1, 2)]


def test_things_that_moved_alike_come_by_name():
    pairs = [("Company:甲", "cooperatesWith", "Company:乙"), ("Company:丙", "cooperatesWith", "Company:丁")]
    change = compared(world(pairs), world([(b, r, a) for a, r, b in pairs]), ("a", "b"))
    assert [m.name.label for m in change.risen] == ["丙", "甲"]
    assert [m.name.label for m in change.fallen] == ["丁", "乙"]


def test_changes_within_dated_documents():
    documents = [Document("old", "", date="2019-05"), Document("new", "", date="2020-04-21"), Document("undated", "")]
    both = fact(SUZHOU, "focusesOn", "Industry:医疗器械", document="old")
    graph = world(
        [
            both._replace(
                evidence=both.evidence + fact(SUZHOU, "focusesOn", "Industry:医疗器械", document="new").evidence
            ),
            fact(SUZHOU, "locatedIn", "Zone:苏州高新区", document="new"),
            fact(SUZHOU, "locatedIn", "Region:苏州", document="undated"),
        ],
        only=[SUZHOU, "Industry:医疗器械", "Zone:苏州高新区", "Region:苏州"],
        documents=documents,
    )
    change = since(graph, "2020")
    assert [(f.relation, f.target.label) for f in change.new_facts] == [("locatedIn", "苏州高新区")]
    assert change.gone_facts_total == 0
