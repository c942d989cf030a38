"""Each finding: a planted case that must be found, with its facts, and near misses that must not be."""

import numpy as np
import pytest

from kg.analyse import Network, findings, speakers
from kg.analyse.findings import overlap, partners
from kg.analyse.findings.coverage import Known
from kg.analyse.findings.overlap import overlaps
from kg.analyse.places import groups_of
from kg.analyse.record import Findings
from kg.analyse.ties import Ties
from kg.model import Document
from tests.worlds import SUZHOU, Said, fact, node, world

DONGGUAN = "Cluster:东莞机器人智能装备创新型产业集群"
WUXI = "Cluster:无锡高新区智能传感系统创新型产业集群"
SEU = "ResearchInstitute:东南大学苏州医疗器械研究院"
SIBET = "ResearchInstitute:中国科学院苏州生物医学工程技术研究所"


def names(found: Findings) -> list[str]:
    return [finding.values["name"] for finding in found.shown]


def facts(found: Findings, place: int = 0) -> set[tuple[str, str, str]]:
    return {(f.source.label, f.relation, f.target.label) for f in found.shown[place].facts}


def plain(said: Said) -> tuple[str, str, str]:
    return said[0].partition(":")[2], said[1], said[2].partition(":")[2]


# Institutes that bridge clusters

BRIDGE = [(SEU, "supports", SUZHOU), (SEU, "cooperatesWith", WUXI)]


def test_an_institute_with_two_clusters_bridges_them():
    found = findings.bridging(Network(world(BRIDGE)))
    assert names(found) == ["东南大学苏州医疗器械研究院"]
    assert found.shown[0].code == "bridging-sole"
    assert facts(found) == set(map(plain, BRIDGE))


def test_the_direction_of_the_tie_does_not_matter():
    found = findings.bridging(Network(world([(SUZHOU, "foundedBy", SEU), (SEU, "memberOf", WUXI)])))
    assert found.total == 1


def test_an_institute_is_not_the_only_bridge_where_another_spans_the_same_clusters():
    found = findings.bridging(Network(world([*BRIDGE, (SIBET, "supports", SUZHOU), (SIBET, "supports", WUXI)])))
    assert [finding.code for finding in found.shown] == ["bridging", "bridging"]


@pytest.mark.parametrize(
    "near_miss",
    [
        [(SEU, "supports", SUZHOU), (SEU, "memberOf", SUZHOU)],  # one cluster twice
        [(SEU, "supports", SUZHOU), (SEU, "locatedIn", "Zone:无锡高新区"), (WUXI, "locatedIn", "Zone:无锡高新区")],
        [("Company:鱼跃医疗", "memberOf", SUZHOU), ("Company:鱼跃医疗", "memberOf", WUXI)],  # no institute
        [(SEU, "supports", SUZHOU), (SIBET, "supports", WUXI)],
    ],
)
def test_no_bridge(near_miss: list[Said]):
    assert findings.bridging(Network(world(near_miss))).total == 0


def test_background_knowledge_makes_a_bridge_only_when_asked():
    graph = world(BRIDGE[:1], known_facts=[(SEU, "supports", WUXI)], only=[WUXI])
    assert findings.bridging(Network(graph)).total == 0
    assert findings.bridging(Network(graph, with_background=True)).total == 1


# Clusters whose zone has no institute for their industry

IN_ZONE = [(SUZHOU, "locatedIn", "Zone:苏州高新区"), (SUZHOU, "focusesOn", "Industry:医疗器械")]


def test_a_cluster_in_a_zone_without_institutes():
    found = findings.without_institute(Network(world(IN_ZONE)))
    assert names(found) == ["苏州高新区医疗器械创新型产业集群"]
    assert found.shown[0].code == "without-institute-none"
    assert facts(found) == set(map(plain, IN_ZONE))


def test_a_cluster_whose_zone_has_institutes_for_other_industries_only():
    there = [(SEU, "locatedIn", "Zone:苏州高新区"), (SEU, "focusesOn", "Technology:量子通信")]
    found = findings.without_institute(Network(world([*IN_ZONE, *there])))
    assert found.shown[0].code == "without-institute-some"
    assert found.shown[0].values["institutes"] == ["东南大学苏州医疗器械研究院"]


@pytest.mark.parametrize(
    "near_miss",
    [
        [*IN_ZONE, (SEU, "locatedIn", "Zone:苏州高新区"), (SEU, "focusesOn", "Industry:医疗器械")],
        [
            *IN_ZONE,
            (SEU, "locatedIn", "Zone:苏州高新区"),
            (SEU, "focusesOn", "Technology:高端医疗器械"),
        ],  # the same by its name
        [*IN_ZONE, (SEU, "locatedIn", "Zone:苏州高新区"), (SEU, "supports", SUZHOU)],  # works for the cluster
        [*IN_ZONE, (SEU, "memberOf", SUZHOU)],  # may well be in the zone
        [
            *IN_ZONE,
            (SEU, "locatedIn", "Zone:苏州科技城"),
            ("Zone:苏州科技城", "locatedIn", "Zone:苏州高新区"),
            (SEU, "focusesOn", "Industry:医疗器械"),
        ],
        IN_ZONE[:1],  # no industry stated
        IN_ZONE[1:],  # no zone stated
    ],
)
def test_nothing_is_missing(near_miss: list[Said]):
    assert findings.without_institute(Network(world(near_miss))).total == 0


def test_an_institute_of_the_city_for_the_industry_is_told():
    city = [
        (SEU, "locatedIn", "Region:苏州"),
        (SEU, "focusesOn", "Industry:医疗器械"),
    ]
    graph = world([*IN_ZONE, *city], known_facts=[("Zone:苏州高新区", "locatedIn", "Region:苏州")])
    (found,) = findings.without_institute(Network(graph)).shown
    assert (found.code, found.values["near"]) == ("without-institute-near", ["东南大学苏州医疗器械研究院"])
    assert set(map(plain, city)) <= facts(findings.without_institute(Network(graph)))


def test_a_cluster_beside_an_institute_in_one_sentence_is_no_finding():
    beside = (SUZHOU, "locatedIn", "Region:苏州", "东南大学苏州医疗器械研究院成就了集群。")
    assert findings.without_institute(Network(world([*IN_ZONE, beside], only=[SEU]))).total == 0


def test_an_institute_beside_the_zone_in_one_sentence_is_told_unless_it_may_serve_the_industry():
    beside = ("Zone:苏州高新区", "locatedIn", "Region:苏州", "东南大学苏州医疗器械研究院在苏州高新区揭牌。")
    (found,) = findings.without_institute(Network(world([*IN_ZONE, beside], only=[SEU]))).shown
    assert (found.code, found.values["institutes"]) == ("without-institute-named", ["东南大学苏州医疗器械研究院"])
    field = (SEU, "focusesOn", "Industry:医疗器械")
    assert findings.without_institute(Network(world([*IN_ZONE, beside, field]))).total == 0


def test_an_institute_placed_by_background_only_fills_no_gap():
    graph = world(
        [*IN_ZONE, (SEU, "focusesOn", "Industry:医疗器械")], known_facts=[(SEU, "locatedIn", "Zone:苏州高新区")]
    )
    assert findings.without_institute(Network(graph)).total == 1
    assert findings.without_institute(Network(graph, with_background=True)).total == 0


# 一区一主导产业

ZONES = [
    ("Zone:苏州高新区", "focusesOn", "Industry:医疗器械"),
    *IN_ZONE,
    ("Zone:合肥高新区", "focusesOn", "Industry:人工智能"),
    ("Zone:合肥高新区", "focusesOn", "Industry:量子信息"),
    ("Zone:本溪高新区", "locatedIn", "Region:本溪"),
]


def test_a_zone_follows_when_its_own_and_its_clusters_industry_are_one():
    found = findings.one_industry(Network(world(ZONES)))
    assert names(found) == ["苏州高新区"]
    assert facts(found) == set(map(plain, ZONES[:3]))
    assert found.values == {"zones": 2, "silent": 1, "named": 0}


def test_a_zone_strays_with_a_second_industry():
    assert names(findings.several_industries(Network(world(ZONES)))) == ["合肥高新区"]
    second = (DONGGUAN, "locatedIn", "Zone:苏州高新区"), (DONGGUAN, "focusesOn", "Industry:机器人")
    assert names(findings.several_industries(Network(world([*ZONES, *second])))) == ["合肥高新区", "苏州高新区"]


def test_a_narrower_name_is_no_second_industry():
    narrower = (*ZONES[:3], ("Zone:苏州高新区", "focusesOn", "Industry:高端医疗器械"))
    assert findings.several_industries(Network(world(narrower))).total == 0
    assert findings.one_industry(Network(world(narrower))).shown[0].values["industries"] == [
        "医疗器械（含高端医疗器械）"
    ]


def test_zones_that_are_only_named_after_their_industry_come_last():
    said = [
        ("Zone:丙园", "focusesOn", "Industry:光伏"),
        ("Zone:乙机器人产业园", "focusesOn", "Industry:机器人"),
        ("Zone:甲园", "focusesOn", "Industry:光伏"),
        fact("Zone:甲园", "focusesOn", "Industry:光伏组件", document="d2"),
    ]
    found = findings.one_industry(Network(world(said, only=["Industry:光伏组件"])))
    assert names(found) == ["甲园", "丙园", "乙机器人产业园"]  # two documents, one, its own name
    assert [f.values["documents"] for f in found.shown] == [2, 1, 1]


def test_a_planned_industry_is_not_one_yet():
    planned = fact("Zone:苏州高新区", "focusesOn", "Industry:光子", planned=True)
    assert findings.several_industries(Network(world([*IN_ZONE, planned], only=["Industry:光子"]))).total == 0


# Zones that share an industry

CODES = {"Region:苏州": "320500", "Region:江苏": "320000", "Region:合肥": "340100", "Region:安徽": "340000"}
IN_PROVINCES = [("Region:苏州", "locatedIn", "Region:江苏"), ("Region:合肥", "locatedIn", "Region:安徽")]
SHARED = [
    ("Zone:苏州高新区", "focusesOn", "Industry:医疗器械"),
    ("Zone:合肥高新区", "focusesOn", "Industry:医疗器械"),
    ("Zone:医疗器械产业园", "focusesOn", "Industry:医疗器械"),
    ("Zone:苏州高新区", "locatedIn", "Region:苏州"),
    ("Zone:合肥高新区", "locatedIn", "Region:合肥"),
]


def test_zones_of_known_provinces_share_an_industry():
    found = findings.sharing(Network(world(SHARED, IN_PROVINCES, codes=CODES)))
    (shown,) = found.shown
    assert shown.values["zones"] == ["合肥高新区（安徽）", "苏州高新区（江苏）"]  # the park without a town is any
    assert (shown.values["name"], shown.values["count"], shown.values["provinces"]) == ("医疗器械", 2, 2)
    assert facts(found) == set(map(plain, SHARED[:2]))


def test_one_zone_shares_with_nobody():
    assert findings.sharing(Network(world(SHARED[2:4] + SHARED[:1], IN_PROVINCES, codes=CODES))).total == 0


def test_an_industry_of_everybody_is_nothing_in_common():
    making = [("Zone:苏州高新区", "focusesOn", "Industry:制造业"), ("Zone:合肥高新区", "focusesOn", "Industry:制造业")]
    hoped = fact("Zone:苏州高新区", "focusesOn", "Industry:光子", planned=True)
    graph = world([*SHARED, *making, hoped], IN_PROVINCES, only=["Industry:光子"], codes=CODES)
    assert names(findings.sharing(Network(graph))) == ["医疗器械"]
    assert [row[0] for row in findings.by_group(Network(graph)).values["table"]["rows"]] == ["医疗器械"]


# Province by province


def test_of_each_province_what_is_told_is_counted_and_its_industries_are_named():
    said = [
        *SHARED,
        ("Region:苏州", "focusesOn", "Industry:光伏"),
        ("Region:江苏", "focusesOn", "Industry:制造业"),  # as everybody
        fact("Region:江苏", "focusesOn", "Industry:光子", planned=True),
        (SEU, "locatedIn", "Zone:苏州高新区"),
        ("Company:某", "locatedIn", "Region:合肥"),
    ]
    found = findings.by_province(Network(world(said, IN_PROVINCES, only=["Industry:光子"], codes=CODES)))
    assert found.values["table"]["groups"] == [
        "documents",
        "zones",
        "clusters",
        "institutes",
        "companies",
        "industries",
    ]
    assert [row[0] for row in found.values["table"]["rows"]] == ["安徽", "江苏"]
    assert [row[2:] for row in found.values["table"]["rows"]] == [[1, 0, 0, 1, 1], [1, 0, 1, 0, 2]]
    jiangsu = next(f for f in found.shown if f.values["name"] == "江苏")
    assert jiangsu.values["industries"] == ["光伏", "医疗器械"]
    assert {f.source.label for f in jiangsu.facts} == {"苏州", "苏州高新区"}


def test_a_province_of_which_no_industry_is_told_stands_in_the_table_alone():
    found = findings.by_province(
        Network(world([("Company:某", "locatedIn", "Region:合肥")], IN_PROVINCES, codes=CODES))
    )
    assert ([row[0] for row in found.values["table"]["rows"]], found.total) == (["安徽"], 0)


# Programmes and plans


def test_who_was_selected_is_listed_by_programme():
    said = [
        (SUZHOU, "selectedFor", "Program:试点"),
        (WUXI, "selectedFor", "Program:试点"),
        (SUZHOU, "selectedFor", "Program:示范"),
    ]
    found = findings.selected(Network(world(said)))
    assert [(f.values["name"], f.values["count"]) for f in found.shown] == [("试点", 2), ("示范", 1)]
    assert facts(found) == set(map(plain, said[:2]))


def test_what_is_only_planned_is_listed_by_whom_it_is_said_of():
    said = [
        fact("Region:苏州", "focusesOn", "Industry:光子", planned=True),
        ("Region:苏州", "focusesOn", "Industry:光伏"),
    ]
    found = findings.plans(Network(world(said, only=["Industry:光子"])))
    assert [(f.values["name"], f.values["aims"]) for f in found.shown] == [("苏州", ["光子"])]
    assert facts(found) == {("苏州", "focusesOn", "光子")}


# Year by year


def in_years(*years: str) -> list[Document]:
    return [Document(f"d{year}", "一", name=f"{year}.txt", date=f"{year}-05-01") for year in years]


def of(place: str, industry: str, year: str) -> Said:
    return (f"Region:{place}", "focusesOn", f"Industry:{industry}", f"{place}发展{industry}。", f"d{year}")


def by_year(*said: Said, years: tuple[str, ...]) -> Findings:
    graph = world(said, documents=in_years(*years))
    for source, _, target, _, document in said:
        for thing in (source, target):
            graph.nodes[node(thing)]["mentions"].append({"document": document, "start": 0, "end": 1, "text": "一"})
    return findings.by_year(Network(graph))


def test_industries_are_counted_by_year_and_the_late_ones_are_found_with_their_first_sentence():
    said = [
        of("甲市", "光伏", "2012"),
        of("甲市", "光伏", "2020"),
        of("乙市", "氢能", "2020"),
        of("甲市", "氢能", "2019"),
    ]
    found = by_year(*said, years=("2012", "2015", "2019", "2020"))
    assert found.values["table"]["total"] == [1, 1, 1, 1]
    assert found.values["table"]["rows"] == [["光伏", 1, 0, 0, 1], ["氢能", 0, 0, 1, 1]]
    (late,) = found.shown
    assert (late.values["name"], late.values["since"], late.values["documents"]) == ("氢能", "2019", 2)
    assert late.facts[0].source.label == "甲市"


@pytest.mark.parametrize(
    ("said", "years"),
    [
        ([of("甲市", "氢能", "2020")], ("2012", "2019", "2020")),  # one document alone
        ([of("甲市", "制造业", "2019"), of("甲市", "制造业", "2020")], ("2012", "2019", "2020")),  # tells nothing
        ([of("甲市", "氢能", "2018"), of("甲市", "氢能", "2020")], ("2018", "2019", "2020")),  # all of it is recent
        ([of("甲市", "氢能", "2019"), of("甲市", "氢能", "2020")], ("2019", "2020")),  # too short a time
    ],
)
def test_no_industry_came_up_late(said: list[Said], years: tuple[str, ...]):
    assert by_year(*said, years=years).total == 0


# Working together across provinces


def test_who_works_together_across_provinces_is_counted_by_pair_of_provinces():
    said = [
        *SHARED[3:],
        ("Zone:苏州高新区", "cooperatesWith", "Zone:合肥高新区"),
        ("Region:苏州", "supports", "Region:合肥"),
        ("Region:四川", "cooperatesWith", "Region:江苏"),
    ]
    found = findings.across(Network(world(said, IN_PROVINCES, codes=CODES | {"Region:四川": "510000"})))
    assert [(f.values["one"], f.values["other"], f.values["count"]) for f in found.shown] == [
        ("安徽", "江苏", 2),
        ("四川", "江苏", 1),
    ]
    assert facts(found) == set(map(plain, said[2:4]))


@pytest.mark.parametrize(
    "near_miss",
    [
        ("Region:苏州", "cooperatesWith", "Region:江苏"),  # one province
        ("Region:苏州", "cooperatesWith", "Company:某"),  # nobody knows where it is
        ("Region:苏州", "locatedIn", "Region:合肥"),  # no work; and 苏州 is then in two provinces
    ],
)
def test_no_work_across_provinces(near_miss: Said):
    assert findings.across(Network(world([near_miss], IN_PROVINCES, codes=CODES))).total == 0


def test_a_technology_is_no_second_industry():
    found = findings.several_industries(
        Network(world([*ZONES[:3], ("Zone:苏州高新区", "focusesOn", "Technology:医学影像")]))
    )
    assert found.total == 0


# Regions with the same industries and no tie

ALIKE = [
    ("Region:苏州", "focusesOn", "Industry:生物医药"),
    ("Region:苏州", "focusesOn", "Industry:光伏"),
    ("Zone:石家庄高新区", "focusesOn", "Industry:生物医药"),
    ("Zone:石家庄高新区", "focusesOn", "Industry:光伏"),
    ("Zone:石家庄高新区", "locatedIn", "Region:石家庄"),
]


def test_two_regions_with_the_same_industries():
    found = findings.alike_untied(Network(world(ALIKE)))
    assert [(f.values["one"], f.values["other"], f.values["share"]) for f in found.shown] in (
        [("苏州", "石家庄", 1.0)],
        [("石家庄", "苏州", 1.0)],
    )
    assert facts(found) == set(map(plain, ALIKE))


@pytest.mark.parametrize(
    "tie",
    [
        ("Region:苏州", "cooperatesWith", "Region:石家庄"),
        ("Region:苏州", "supports", "Zone:石家庄高新区"),
        ("Region:苏州", "locatedIn", "Region:石家庄"),  # one in the other: no pair
    ],
)
def test_regions_that_are_tied(tie: Said):
    assert findings.alike_untied(Network(world([*ALIKE, tie]))).total == 0


def test_regions_tied_by_what_lies_in_them():
    inside = [("Company:信达生物", "locatedIn", "Region:苏州"), ("Company:石药集团", "locatedIn", "Zone:石家庄高新区")]
    apart = findings.alike_untied(Network(world([*ALIKE, *inside])))
    together = [*ALIKE, *inside, ("Company:信达生物", "cooperatesWith", "Company:石药集团")]
    assert (apart.total, findings.alike_untied(Network(world(together))).total) == (1, 0)


def test_a_region_and_its_province_are_no_pair_even_when_only_background_says_so():
    said = [(f"Region:{r}", "focusesOn", f"Industry:{i}") for r in ("苏州", "江苏") for i in ("生物医药", "光伏")]
    assert findings.alike_untied(Network(world(said))).total == 1
    assert (
        findings.alike_untied(Network(world(said, known_facts=[("Region:苏州", "locatedIn", "Region:江苏")]))).total
        == 0
    )


def test_regions_that_share_less_than_half():
    more = [("Region:苏州", "focusesOn", f"Industry:{name}") for name in ("纳米技术", "光子", "软件")]
    assert findings.alike_untied(Network(world([*ALIKE, *more]))).total == 0  # two of five


def test_one_industry_in_common_is_too_little():
    assert findings.alike_untied(Network(world([row for row in ALIKE if row[2] != "Industry:光伏"]))).total == 0


def test_industries_of_everybody_make_no_regions_alike():
    general = {"Industry:生物医药": "Industry:制造业", "Industry:光伏": "Industry:服务业"}
    said = [(source, relation, general.get(target, target)) for source, relation, target in ALIKE]
    assert findings.alike_untied(Network(world(said))).total == 0


def test_what_one_sentence_says_of_two_regions_makes_them_no_more_alike():
    said = [(*row[:3], "苏州、石家庄都发展生物医药和光伏。") for row in ALIKE]
    assert findings.alike_untied(Network(world(said))).total == 0


# Industries by region group


def test_industries_are_sorted_into_region_groups_by_all_that_is_known_of_geography():
    graph = world(
        ALIKE,
        known_facts=[("Region:苏州", "locatedIn", "Region:江苏")],
        codes={"Region:石家庄": "130100", "Region:江苏": "320000"},
    )
    found = findings.by_group(Network(graph))
    table = found.values["table"]
    assert (table["groups"], table["rows"]) == (["京津冀", "长三角"], [["光伏", 1, 1], ["生物医药", 1, 1]])
    assert (table["industries"], table["hidden"]) == (2, 0)
    background = [f for f in found.shown[1].facts if f.background]
    assert [(f.source.label, f.target.label, f.origin) for f in background] == [("苏州", "江苏", "regions.csv")]


@pytest.mark.parametrize(
    ("label", "code", "group"),
    [
        ("上海", "310000", {"长三角"}),
        ("深圳", "440300", {"粤港澳大湾区"}),
        ("广东", "440000", set()),  # most of the province is outside
        ("汕头", "440500", set()),
        ("成都", "510100", {"成渝"}),
        ("攀枝花", "510400", set()),
        ("长江三角洲", "", {"长三角"}),
        ("西安", "610100", set()),
        ("无码", "", set()),
    ],
)
def test_groups_of_a_region(label: str, code: str, group: set[str]):
    graph = world(only=[f"Region:{label}"], codes={f"Region:{label}": code})
    assert set(groups_of(Network(graph), node(f"Region:{label}"))) == group


def test_places_that_lie_in_each_other_do_not_run_for_ever():
    said = [("Region:甲", "locatedIn", "Region:乙"), ("Region:乙", "locatedIn", "Region:甲"), *ALIKE]
    assert findings.by_group(Network(world(said))).total == 0


# Single points of failure

HUB = [
    ("Organization:火炬中心", "supports", SUZHOU),
    ("Organization:火炬中心", "supports", DONGGUAN),
    (SUZHOU, "focusesOn", "Industry:医疗器械"),
    (SUZHOU, "locatedIn", "Zone:苏州高新区"),
    (SEU, "locatedIn", "Zone:苏州高新区"),
    (DONGGUAN, "focusesOn", "Industry:机器人"),
    ("Company:固高科技", "memberOf", DONGGUAN),
]


def test_a_body_that_holds_two_parts_together():
    found = findings.single_points(Network(world(HUB)))
    hub = next(f for f in found.shown if f.values["name"] == "火炬中心")
    assert hub.values["cut_off"] == 2
    assert hub.values["apart"] == [
        "东莞机器人智能装备创新型产业集群",
        "固高科技",
    ]  # 机器人 falls off too, but is no actor
    assert [(f.source.label, f.relation) for f in hub.facts] == [("火炬中心", "supports")]


def test_nothing_hangs_on_a_doubtful_tie():
    said = [row for row in HUB if row[0] != "Organization:火炬中心"]
    said += [fact("Organization:火炬中心", "supports", cluster, confidence=0.6) for cluster in (SUZHOU, DONGGUAN)]
    assert "火炬中心" not in names(findings.single_points(Network(world(said, only=["Organization:火炬中心"]))))


def test_what_lies_in_a_region_does_not_hang_on_whom_the_region_works_with():
    seated = [(f"GovernmentBody:湖北省{office}", "locatedIn", "Region:湖北省") for office in ("科技厅", "商务厅")]
    said = [*seated, ("Company:甲", "foundedBy", "Region:湖北省"), ("Company:甲", "locatedIn", "Region:武汉市")]
    assert findings.single_points(Network(world([*said, (SEU, "locatedIn", "Region:武汉市")]))).total == 0


def test_a_second_way_round_takes_the_point_away():
    found = findings.single_points(Network(world([*HUB, (DONGGUAN, "cooperatesWith", SUZHOU)])))
    assert "火炬中心" not in names(found)


@pytest.mark.parametrize("relation", ["partOf", "locatedIn"])
def test_its_own_branches_and_tenants_are_no_loss(relation: str):
    said = [(f"Company:{name}", relation, "Zone:苏州高新区") for name in "甲乙丙"]
    assert findings.single_points(Network(world([*said, ("Company:甲", "cooperatesWith", SEU)]))).total == 0


def test_a_single_thing_hanging_on_is_no_failure_and_an_industry_is_no_actor():
    leaves = [(SUZHOU, "focusesOn", "Industry:医疗器械"), ("Company:鱼跃医疗", "memberOf", SUZHOU)]
    assert names(findings.single_points(Network(world([*leaves, (SEU, "supports", SUZHOU)])))) == []
    third = ("Company:迈瑞医疗", "memberOf", SUZHOU)
    more = [*leaves, (SEU, "supports", SUZHOU), third]
    assert names(findings.single_points(Network(world(more)))) == ["苏州高新区医疗器械创新型产业集群"]
    industry = [(c, "focusesOn", "Industry:机器人") for c in (SUZHOU, DONGGUAN, WUXI)]
    assert names(findings.single_points(Network(world(industry)))) == []


# The most alike clusters


def test_clusters_that_share_an_industry_and_a_firm():
    shared = [(c, "focusesOn", "Industry:传感器") for c in (SUZHOU, WUXI)] + [
        ("Company:某", "memberOf", c) for c in (SUZHOU, WUXI)
    ]
    found = findings.alike_clusters(Network(world([*shared, (WUXI, "focusesOn", "Industry:物联网")])))
    assert found.total == 1
    assert (found.shown[0].values["shared"], found.shown[0].values["share"]) == (["传感器", "某"], 0.67)
    assert facts(found) == set(map(plain, shared))


def test_clusters_of_nearly_one_name_may_be_one():
    names_ = ("Cluster:成德高端能源装备集群", "Cluster:成都德阳高端能源装备产业集群", SUZHOU)
    found = findings.alike_clusters(Network(world([(c, "focusesOn", "Industry:装备") for c in names_])))
    assert sorted(f.code for f in found.shown) == ["alike", "alike", "alike-named"]


def test_clusters_of_one_place_or_ministry_are_not_alike_by_that():
    said = [(SUZHOU, "locatedIn", "Zone:苏州高新区"), (WUXI, "locatedIn", "Zone:苏州高新区")]
    said += [(cluster, "approvedBy", "GovernmentBody:科技部") for cluster in (SUZHOU, WUXI)]
    assert findings.alike_clusters(Network(world(said))).total == 0


def test_overlaps_by_hand():
    found = overlaps({"a": {1, 2, 3}, "b": {2, 3}, "c": {3, 4}, "d": set()})
    assert [tuple(o) for o in found.first(9)] == [("a", "b", 2, 2 / 3), ("b", "c", 1, 1 / 3), ("a", "c", 1, 1 / 4)]
    assert (found.total, found.dropped) == (3, 0)
    assert overlaps({}).first(9) == []


def test_what_is_too_common_to_search_by_still_counts_among_what_a_pair_shares(monkeypatch: pytest.MonkeyPatch):
    having = {name: {"common", *own} for name, own in {"a": "xy", "b": "xz", "c": "w"}.items()}
    monkeypatch.setattr(overlap, "WORK", 8)
    found = overlaps(having)
    assert [tuple(o) for o in found.first(9)] == [("a", "b", 2, 2 / 4)]
    assert found.dropped == 1


# Pairs that could work together


def test_the_score_is_resource_allocation():
    # a and b share x (two ties) and y (three): 1/2 + 1/3
    found = Ties.of("abcxy", [("a", "x"), ("b", "x"), ("a", "y"), ("b", "y"), ("c", "y")])
    pairs, dropped = partners.best_pairs(found, _flags(found, "abc"))
    best = {found.nodes[a] + found.nodes[b]: pytest.approx(score) for a, b, score in pairs}
    assert (best, dropped) == ({"ab": 5 / 6, "ac": 1 / 3, "bc": 1 / 3}, 0)


def _flags(found: Ties, actors: str):

    return np.array([node in actors for node in found.nodes])


PAIR = [
    ("Company:甲", "focusesOn", "Industry:机器人"),
    ("Company:乙", "focusesOn", "Industry:机器人"),
    ("Company:甲", "memberOf", DONGGUAN),
    ("Company:乙", "memberOf", DONGGUAN),
]


def test_partners_share_neighbours_and_have_no_tie_yet():
    found = findings.could_cooperate(Network(world(PAIR)))
    assert {found.shown[0].values["one"], found.shown[0].values["other"]} == {"甲", "乙"}
    assert facts(found) == set(map(plain, PAIR))


@pytest.mark.parametrize(
    "near_miss",
    [
        [*PAIR, ("Company:甲", "cooperatesWith", "Company:乙")],
        PAIR[:2],  # one field in common
        [*PAIR[:2], *((s, "approvedBy", "GovernmentBody:国务院") for s, *_ in PAIR[:2])],  # and one that approves many
        [(s, "locatedIn", place) for s, *_ in PAIR[:2] for place in ("Region:东莞", "Zone:东莞高新区")],  # an address
        [(s.replace("Company", "Zone"), *rest) for s, *rest in PAIR]  # two zones of one city
        + [(f"Zone:{name}", "locatedIn", "Region:东莞") for name in "甲乙"],
        [*PAIR, ("Company:甲", "partOf", "Company:丙"), ("Company:乙", "partOf", "Company:丙")],  # one house
        [*PAIR, ("Company:甲", "partOf", "Company:丙"), ("Company:丙", "partOf", "Company:乙")],
        [(s.replace("乙", "北京甲"), *rest) for s, *rest in PAIR],  # perhaps the same
        [*PAIR, ("Company:甲", "locatedIn", "Region:东莞", "甲与乙都在东莞。")],  # one sentence speaks of both
    ],
)
def test_a_pair_that_is_no_news(near_miss: list[Said]):
    found = findings.could_cooperate(Network(world(near_miss)))
    assert not any({f.values["one"], f.values["other"]} in ({"甲", "乙"}, {"甲", "北京甲"}) for f in found.shown)


@pytest.mark.parametrize(
    ("one", "other", "more"),
    [
        ("北航天集团", "北斗航天集团", []),  # one name may be short for the other
        (
            "甲分行",
            "乙园",
            [("Company:甲分行", "partOf", "Company:银行"), ("Company:银行", "supports", "Company:乙园")],
        ),
    ],
)
def test_a_short_name_and_a_branch_of_whom_one_works_with_are_no_news(one: str, other: str, more: list[Said]):
    said = [(s.replace("甲", one).replace("乙", other), *rest) for s, *rest in PAIR]
    found = findings.could_cooperate(Network(world([*said, *more])))
    assert not any({f.values["one"], f.values["other"]} == {one, other} for f in found.shown)


def test_the_hit_rate_beats_the_baselines_where_friends_of_friends_are_friends():
    groups = [[f"Company:{group}{n}" for n in range(8)] for group in range(10)]
    said = [(a, "cooperatesWith", b) for group in groups for a in group for b in group if a < b]
    rate = findings.could_cooperate(Network(world(said))).values["rate"]
    assert rate["score"] > 0.9
    assert rate["score"] > 3 * rate["popular"]
    assert rate["chance"] == pytest.approx(10 / 74, abs=0.01)
    assert rate["hidden"] == len(said)


def test_a_ministry_is_nobodys_missing_partner():
    said = [("GovernmentBody:科技部", "runs", "Program:试点"), ("GovernmentBody:工信部", "runs", "Program:试点")]
    assert findings.could_cooperate(Network(world(said))).total == 0


def test_few_known_ties_give_no_hit_rate():
    said = [(f"Company:{n}", "cooperatesWith", f"Company:{n + 1}") for n in range(partners.LEAST - 1)]
    assert findings.could_cooperate(Network(world(said))).values["rate"] is None


@pytest.mark.parametrize(("better", "equal", "chance"), [(0, 1, 1), (0, 3, 1), (0, 20, 0.5), (10, 1, 0), (9, 2, 0.5)])
def test_equals_share_the_places_by_lot(better: int, equal: int, chance: float):
    assert partners.chance_of_hit(better, equal) == pytest.approx(chance)


# Coverage


def test_known_zones_that_nobody_mentions():
    graph = world(only=["Zone:苏州高新区"], unmentioned=["Zone:本溪高新区", "Region:本溪", SUZHOU])
    listed = [
        Known(
            "Zone",
            "苏州国家高新技术产业开发区",
            frozenset(["苏州国家高新技术产业开发区", "苏州高新区"]),
            "zones.csv",
            "江苏省",
        )
    ]
    found = findings.unmentioned(Network(graph), listed)
    assert names(found) == ["苏州高新区医疗器械创新型产业集群", "本溪高新区"]
    assert (found.values["Zone"], found.values["Cluster"]) == (
        {"known": 2, "mentioned": 1},
        {"known": 1, "mentioned": 0},
    )
    assert found.values["table"]["rows"] == [["江苏省", 1, 1]]  # of the others no province is known


def test_provinces_without_a_mentioned_zone_are_counted_not_listed():
    listed = [Known("Zone", name, frozenset([name]), "zones.csv", name[0]) for name in ("甲园", "乙园", "丙园")]
    table = findings.unmentioned(Network(world(only=["Zone:甲园"])), listed).values["table"]
    assert (table["rows"], table["hidden"], table["without"]) == ([["甲", 1, 1]], 2, 2)


def test_a_name_of_another_kind_is_no_mention():
    listed = [Known("Zone", "中关村", frozenset(["中关村"]), "zones.csv")]
    assert names(findings.unmentioned(Network(world(only=["Region:中关村"])), listed)) == ["中关村"]


def test_the_lexicon_is_what_is_known():
    nothing, one = (findings.unmentioned(Network(world(only=only))) for only in ([], ["Zone:苏州高新区"]))
    assert nothing.values["Zone"]["known"] + nothing.values["Cluster"]["known"] == nothing.total > 150
    assert one.total == nothing.total - 1


# Claims by speaker


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("贾敬敦表示，要建设集群。", True),
        ("火炬中心主任贾敬敦在接受采访时表示，要建设集群。", True),
        ("“要强化考核。”贾敬敦介绍，火炬中心将完善体系。", True),
        ("王某会见贾敬敦时表示，要建设集群。", False),
        ("贾敬敦任主任。张某表示满意。", False),
        ("贾敬敦，1965年生，火炬中心主任。", False),
        ("贾敬敦说的集群，正在建设。", False),
    ],
)
def test_who_speaks(text: str, does: bool):
    assert bool(speakers.spoken("贾敬敦", text)) is does


def test_facts_are_sorted_by_who_said_them():
    said = [
        ("Organization:火炬中心", "runs", "Program:梯次培育行动计划", "贾敬敦表示，火炬中心实施梯次培育行动计划。"),
        ("Person:贾敬敦", "worksFor", "Organization:火炬中心", "火炬中心主任贾敬敦表示。"),  # of himself, not by him
        ("Organization:火炬中心", "supports", SUZHOU, "火炬中心支持集群。"),
        (SEU, "supports", WUXI, "东南大学苏州医疗器械研究院的贾敬敦表示满意。"),  # before he speaks
    ]
    found = speakers.speakers(Network(world(said)))
    assert names(found) == ["贾敬敦"]
    assert facts(found) == {plain(said[0])}


# What counts


def test_a_planned_fact_counts_and_says_that_it_is_planned():
    said = [(SEU, "supports", SUZHOU), fact(SEU, "supports", WUXI, planned=True)]
    found = findings.bridging(Network(world(said, only=[WUXI])))
    assert sorted(f.planned for f in found.shown[0].facts) == [False, True]


def test_a_fact_without_a_sentence_that_is_no_background_does_not_count():
    graph = world(BRIDGE)
    graph.edges[node(SEU), node(WUXI), "cooperatesWith"]["evidence"] = []
    assert findings.bridging(Network(graph)).total == 0
    assert Network(graph).basis().without_evidence == 1
