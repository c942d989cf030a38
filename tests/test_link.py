"""Linking over whole documents: what is one node, what stays apart, and why."""

from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import extract
from kg.graph import assemble
from kg.lexicon import rows
from kg.link import DecisionsError, Linked, key_of, link, read_decisions
from kg.link.decisions import NONE
from kg.link.spelling import clean
from kg.link.tables import in_order
from kg.model import Document, Entity, digest
from kg.resources import folder


def linked(*texts: str, decisions: object = NONE) -> Linked:
    documents = [Document(digest(text), text, f"{i}.txt") for i, text in enumerate(texts)]
    return link([extract(d) for d in documents], documents, decisions)


def of_kind(found: Linked, kind: str) -> list[Entity]:
    return [e for e in found.entities if e.kind == kind and not e.background]


def named(found: Linked, kind: str, form: str) -> list[Entity]:
    return [e for e in of_kind(found, kind) if form in (e.label, *e.aliases)]


ONE_THING = [
    ("Zone", "苏州高新区集聚了医疗器械企业。", "苏州国家高新技术产业开发区发展医疗器械产业。"),
    ("Zone", "合肥市高新区出台了新政策。", "安徽合肥高新区发展量子信息产业。"),
    ("Region", "苏州市出台了新政策。", "江苏省苏州市发展生物医药产业。"),
    ("GovernmentBody", "科技部印发通知。", "中华人民共和国科学技术部印发通知。"),
    ("University", "清华大学与企业签约。", "清华与企业签约，清华大学教授出席。"),
    ("Industry", "苏州市重点发展生物医药产业。", "苏州市重点发展生物医药、人工智能等产业。"),
]


@pytest.mark.parametrize(("kind", "one", "other"), ONE_THING)
def test_two_documents_that_name_one_thing_differently_give_one_node(kind: str, one: str, other: str) -> None:
    found = linked(one, other)
    documents = [{document for document, _ in entity.mentions} for entity in of_kind(found, kind)]
    assert any(len(at) == 2 for at in documents)


def test_a_region_lies_in_nothing_that_lies_in_it() -> None:
    """河南 lies in the plains of 中原; of the regions, 中原 is a district of 郑州."""
    found = linked("地处中原腹地的河南发展物流产业。郑州市中原区位于河南省西部。")
    places = {(fact.source, fact.target) for fact in found.facts if fact.relation == "locatedIn"}
    label = {entity.id: entity.label for entity in found.entities}
    assert {(label[a], label[b]) for a, b in places} >= {("中原区", "郑州市"), ("郑州市", "河南省")}
    assert not {(a, b) for a, b in places if label[a] == "河南省"}


@pytest.mark.parametrize(
    ("text", "aliases"),
    [
        ("合肥高新区1991年成立。如今，高新区发展量子信息产业。", ("合肥高新区",)),
        ("国务院同意合肥、芜湖、蚌埠等3个高新区建设自主创新示范区。合肥高新区发展量子信息产业。", ("合肥高新区",)),
        ("合肥市发布规划。高新区发展量子信息产业。", ("合肥高新区", "高新区")),  # it has no other name there
    ],
)
def test_what_names_a_thing_in_one_sentence_alone_is_no_name_of_it(text: str, aliases: tuple[str, ...]) -> None:
    found = linked(text)
    (zone,) = (e for e in of_kind(found, "Zone") if e.label == "合肥高新技术产业开发区")
    assert zone.aliases == aliases
    assert {merge.name for merge in found.merges if merge.entity == zone.id} & {"高新区", "合肥"}  # why it was read so


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("成都先导药物开发股份有限公司入驻。去年，成都先导在科创板上市。", 1),
        ("沈阳北方重型装备科技发展股份有限公司开工。北方重装董事长介绍，产能翻番。", 1),
        ("太原锅炉集团有限公司中标，太锅集团提供锅炉。", 1),
        ("华润微电子有限公司与华润集团签约。", 2),
        ("中国移动通信集团浙江有限公司与中国移动签约。", 2),
    ],
)
def test_the_short_name_of_a_firm_in_a_document_is_its_full_one(text: str, firms: int) -> None:
    assert len(of_kind(linked(text), "Company")) == firms


RENAMED = [
    ("省政府同意将江苏盱眙经济开发区更名为江苏盱眙高新技术产业开发区。", 1),
    ("江西贵溪经济开发区、重庆涪陵工业园区升级，分别定名为贵溪经济技术开发区、涪陵经济技术开发区。", 2),
    ("海河产业园与云岭产业园合并后，云岭产业园更名为海河云岭科技园。", 2),
    ("苏州工业园区和合肥高新区两家国家级园区，一家更名为合肥高新区。", 2),
    ("同意将云岭高新技术产业园区升级为国家高新技术产业开发区。云岭高新技术产业开发区要加快发展。", 1),
    ("云岭高新技术产业园区升级为国家高新技术产业开发区。海河高新技术产业开发区前来考察。", 2),
    ("海河产业园命名为示范园区。云岭产业园随后开工。", 2),
    ("同意将云岭工业园区认定为省级高新技术产业园区，名称为云岭高新技术产业园区。", 1),
    ("同意以云岭工业园区为基础设立开发区，名称为“海河高新技术产业园区”。", 2),
]


@pytest.mark.parametrize(("text", "zones"), RENAMED)
def test_what_a_text_tells_to_have_been_renamed_is_one_thing_and_known_things_stay_apart(text: str, zones: int) -> None:
    assert len(of_kind(linked(text), "Zone")) == zones


@pytest.mark.parametrize("place", ["香港", "澳门"])
def test_the_place_of_the_document_tells_whose_government_and_council_are_meant(place: str) -> None:
    found = linked(f"{place}发展科技。特区政府表示支持，立法会通过拨款。")
    assert {e.label for e in of_kind(found, "GovernmentBody")} == {f"{place}特别行政区政府", f"{place}立法会"}


def test_the_other_district_of_the_name_is_another_node() -> None:
    found = linked("南京市鼓楼区发展软件产业。", "福州市鼓楼区发展软件产业。")
    assert {e.code for e in named(found, "Region", "鼓楼区")} == {"320106", "350102"}


def test_the_regions_beside_it_tell_which_district_is_meant() -> None:
    found = linked("福州市出台了新政策，鼓楼区率先落实。")
    assert [e.code for e in named(found, "Region", "鼓楼区")] == ["350102"]


def test_people_are_one_within_body_and_office_only() -> None:
    same = linked("科技部火炬中心主任贾敬敦表示，要建设集群。", "近日，科技部火炬中心主任贾敬敦介绍了经验。")
    apart = linked("清华大学教授王伟表示，要建设集群。", "科技部部长王伟介绍了经验。")
    assert len(of_kind(same, "Person")) == 1
    assert len(of_kind(apart, "Person")) == 2


def test_a_person_of_whom_nothing_is_said_is_another_in_each_document() -> None:
    found = linked("张国强表示，要建设集群。", "张国强介绍，集群已经建成。")
    assert len(of_kind(found, "Person")) == 2


def test_every_name_but_the_label_has_a_merge_with_a_reason_and_a_place() -> None:
    found = linked("苏州高新区集聚了医疗器械企业。", "苏州市高新区发展医疗器械产业。")
    merges = [m for m in found.merges if m.kind == "Zone"]
    assert {m.name for m in merges} == {"苏州高新区", "苏州市高新区"} - {merges[0].label}
    assert all(m.reason and m.first for m in merges)


def test_a_merge_lists_its_mentions_as_many_as_are_read() -> None:
    found = linked("苏州国家高新技术产业开发区发展医疗器械产业。" + "苏州高新区发展迅速。" * 30)
    (merge,) = (m for m in found.merges if m.name == "苏州高新区")
    (zone,) = named(found, "Zone", "苏州高新区")
    places = [f"{document}:{m.start}-{m.end}" for document, m in zone.mentions if m.text == merge.name]
    assert merge.mentions == len(places) == 30
    assert [merge.first, *merge.others.split()] == places[:21]


def test_the_order_of_the_documents_changes_nothing() -> None:
    texts = ("苏州高新区发展医疗器械产业。", "合肥高新区发展人工智能产业。", "市政府支持合肥高新区。")
    results = [linked(*order) for order in permutations(texts)]
    unnamed = [(r.entities, r.facts, r.merges) for r in results]
    assert all(result == unnamed[0] for result in unnamed)


def test_background_reaches_from_a_zone_to_its_province() -> None:
    found = linked("苏州高新区发展医疗器械产业。")
    label = {e.id: e.label for e in found.entities}
    behind = {(label[f.source], f.relation, label[f.target]) for f in found.facts if f.background}
    assert ("苏州市", "locatedIn", "江苏省") in behind
    assert all(f.origin and not f.evidence for f in found.facts if f.background)
    assert all(e.origin and not e.mentions for e in found.entities if e.background)


def test_background_repeats_no_stated_fact() -> None:
    found = linked("苏州高新区位于苏州市。苏州市位于江苏省。")
    keys = [(f.source, f.relation, f.target) for f in found.facts]
    assert len(keys) == len(set(keys))


def decided(folder_: Path, *lines: str) -> object:
    path = folder_ / "decisions.csv"
    path.write_text("\n".join(("action,kind,name,other,document,why", *lines)) + "\n", encoding="utf-8")
    return read_decisions(path)


def test_a_decision_joins_for_good(tmp_path: Path) -> None:
    texts = ("苏州高新区发展医疗器械产业。", "苏州工业园区发展生物医药产业。")
    found = linked(*texts, decisions=decided(tmp_path, "join,Zone,苏州高新区,苏州工业园区,,one committee"))
    assert len(of_kind(linked(*texts), "Zone")) > len(of_kind(found, "Zone"))
    assert "a decision of yours: join" in {m.reason for m in found.merges}


def test_a_decision_splits_for_good(tmp_path: Path) -> None:
    texts = ("苏州高新区发展医疗器械产业。", "苏州市高新区发展医疗器械产业。")
    found = linked(*texts, decisions=decided(tmp_path, "split,Zone,苏州市高新区,,,another one"))
    assert len(of_kind(linked(*texts), "Zone")) == 1
    assert len(of_kind(found, "Zone")) == 2


def test_a_decision_may_hold_for_one_document(tmp_path: Path) -> None:
    texts = ("苏州高新区发展医疗器械产业。", "苏州高新区发展集成电路产业。")
    found = linked(*texts, decisions=decided(tmp_path, "split,Zone,苏州高新区,,1.txt,another one"))
    assert len(of_kind(found, "Zone")) == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_decisions_may_come_from_a_spreadsheet(tmp_path: Path, encoding: str) -> None:
    text = "action,kind,name,other,document,why\r\njoin,Zone,苏州高新区,合肥高新区,,一个管委会的试验\r\n"
    (tmp_path / "decisions.csv").write_bytes(text.encode(encoding))
    assert len(read_decisions(tmp_path / "decisions.csv").joined) == 1


def test_decisions_that_are_no_text_are_refused_in_a_sentence(tmp_path: Path) -> None:
    for data, said in (
        (b"\x81\x20\x81", "save it as UTF-8"),
        (b"\xff\xfe\x00garbage\x00\x81", "column action is missing"),
    ):
        (tmp_path / "decisions.csv").write_bytes(data)
        with pytest.raises(DecisionsError, match=rf"decisions\.csv:.*{said}"):
            read_decisions(tmp_path / "decisions.csv")


def test_all_that_is_wrong_with_the_decisions_is_listed_at_once(tmp_path: Path) -> None:
    with pytest.raises(DecisionsError) as caught:
        decided(
            tmp_path, "merge,Zone,甲,乙,,", "join,Place,甲,乙,,", "join,Zone,甲,,,", "join,Zone,高新区,苏州高新区,,"
        )
    assert [line.split(":")[1] for line in str(caught.value).splitlines()] == ["2", "3", "4", "5"]


@pytest.mark.parametrize(
    ("kind", "name", "settled"),
    [("Zone", "苏州高新区", True), ("Zone", "高新区", False), ("Person", "王伟", False), ("Region", "鼓楼区", False)],
)
def test_a_name_that_needs_its_place_settles_nothing_by_itself(kind: str, name: str, settled: bool) -> None:
    assert key_of(kind, name).settled is settled


@pytest.mark.parametrize(("file", "columns"), [
    ("name_forms.csv", ("kind", "where", "text")),
    ("other_names.csv", ("kind", "other")),
    ("relative_names.csv", ("kind", "name")),
    ("people.csv", ("name",)),
])  # fmt: skip
def test_the_files_of_names_say_nothing_twice(file: str, columns: tuple[str, ...]) -> None:
    keys = [tuple(clean(row[c]) for c in columns) for _, row in rows(folder("data/lexicon") / file)]
    assert keys
    assert len(keys) == len(set(keys))


def test_an_other_name_belongs_to_a_name_of_the_lexicon() -> None:
    for _, row in rows(folder("data/lexicon") / "other_names.csv"):
        assert key_of(row["kind"], row["other"]) .key == key_of(row["kind"], row["name"]).key, row["other"]  # fmt: skip


def test_a_fact_says_from_when_to_when_and_how_many_publishers_state_it() -> None:
    text = "苏州高新区位于苏州市。"
    rows = (("2019-05", "甲报"), ("2021", "乙报"), ("2020-01-02", "甲报"), ("", ""))
    documents = [
        Document(digest(f"{text}{n}"), f"{text}{n}", date=date, publisher=by) for n, (date, by) in enumerate(rows)
    ]
    found = link([extract(d) for d in documents], documents)
    edges = assemble(found.entities, found.facts, documents).edges(keys=True, data=True)
    (stated,) = (data for *_, key, data in edges if key == "locatedIn" and data["evidence"])
    assert (stated["first"], stated["last"], stated["sources"]) == ("2019-05", "2021", 3)
    assert {data["sources"] for *_, data in edges if data["background"]} == {0}


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("Region", "江宁县", "南京市江宁区"),
        ("Region", "江苏省武进县", "常州市武进区"),
        ("Region", "通州市", "南通市通州区"),  # 北京 never had a city of that name
        ("Region", "Jiangsu Province", "江苏省"),
        ("University", "中国人民大学苏州校区", "中国人民大学（苏州）"),
        ("University", "Tsinghua University", "清华"),
        ("ResearchInstitute", "中国电子科技集团公司第十四研究所", "中国电科14所"),
        ("ResearchInstitute", "中国船舶集团第七〇二研究所", "中国船舶集团702所"),
        ("GovernmentBody", "合肥市环保局", "合肥市生态环境局"),
        ("GovernmentBody", "国家环保总局", "生态环境部"),
        ("Zone", "国家级长沙经济技术开发区", "长沙经开区"),
    ],
)
def test_former_names_numbers_campuses_and_english_names_lead_to_one_thing(kind: str, one: str, other: str) -> None:
    assert key_of(kind, one).key == key_of(kind, other).key


def test_a_place_speaks_once_by_the_surest_of_its_rules_and_several_places_add_up() -> None:
    one_place = "科大讯飞与清华大学签订合作协议，双方将联合攻关。"
    text = f"{one_place}{one_place}"
    rules = [claim.confidence for claim in extract(_document(one_place)).claims if claim.relation == "cooperatesWith"]
    once, twice = (_sure(_document(each)) for each in (one_place, text))
    assert len(rules) > 1
    assert once == max(rules)
    assert twice == pytest.approx(1 - (1 - once) ** 2)


def _document(text: str) -> Document:
    return Document(digest(text), text, "x")


def _sure(document: Document) -> float:
    facts = link([extract(document)], [document]).facts
    return next(fact.confidence for fact in facts if fact.relation == "cooperatesWith")


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("Region", "长治县", "长治市"),
        ("Region", "徽州地区", "徽州区"),
        ("University", "北京师范大学珠海分校", "北京师范大学珠海校区"),  # a college once, and a campus
        ("ResearchInstitute", "中国电科14所", "中国电科38所"),
    ],
)
def test_what_only_looks_like_a_former_name_or_campus_stays_apart(kind: str, one: str, other: str) -> None:
    assert key_of(kind, one).key != key_of(kind, other).key


@given(st.lists(st.tuples(*[st.sampled_from([0, 1, 2, -1, 70_000, 2**31 - 1, -(2**31)])] * 5)))
def test_rows_of_a_table_are_in_order_by_the_first_column_first(rows: list[tuple[int, ...]]) -> None:
    table = np.array(rows, dtype=np.int32).reshape(-1, 5).T
    assert list(map(tuple, in_order(table).T.tolist())) == sorted(rows)
