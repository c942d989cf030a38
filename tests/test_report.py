"""The report: whole, in both forms, the same every time, and safe whatever the documents hold."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg.analyse import analyse, compared, network
from kg.analyse.findings import FINDINGS
from kg.numerals import written
from kg.report import FILES, chapters, clean, write_report
from kg.report import files as report_files
from kg.report.blocks import Heading, Table
from kg.report.page import render as render_page
from kg.report.texts import phrase, shown, stated, text
from tests.test_analyse import ODD
from tests.worlds import SEED, SUZHOU, fact, seed, world
from tests.worlds import number as observed

NASTY = "<img src=x onerror=alert(1)></script><script>alert(1)</script>\u202e|`*_[x](y)"


class Elements(HTMLParser):
    """The elements and attributes of a page, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("graph", ODD.values(), ids=ODD)
def test_any_graph_has_a_report(graph, tmp_path: Path):
    write_report(graph, analyse(graph), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(FILES)
    page = Elements((tmp_path / "report.html").read_text(encoding="utf-8"))
    assert page.open == []
    assert not {"nan", "None", "inf"} & set(re.findall(r"\b(?:nan|None|inf)\b", page.text))
    json.loads((tmp_path / "analysis.json").read_text(encoding="utf-8"))


def test_the_same_graph_gives_the_same_bytes():
    assert rendered_of(seed()) == rendered_of(seed())


def rendered_of(graph) -> dict[str, str]:
    return {name: content.decode() for name, content in texts_of(graph).items()}


def texts_of(graph, **more) -> dict[str, bytes]:
    return report_files(graph, analyse(graph, **more))


def test_an_empty_graph_says_so_plainly():
    assert text("sentences", "empty") in rendered_of(world())["report.md"]


def test_a_finding_stands_with_its_facts_sentences_and_titles():
    report = rendered_of(seed())["report.md"]
    assert (
        "东莞机器人智能装备创新型产业集群位于东莞松山湖高新区，专注机器人；文献中未见东莞松山湖高新区内有任何院所。"
        in report
    )
    assert "东莞机器人智能装备创新型产业集群 —聚焦→ 机器人" in report
    assert "集群深耕机器人产业。 ——《推进创新型产业集群高质量发展》，2020-04-21，字符 0–10" in report


def test_a_passage_and_a_document_lead_to_their_reading_views_where_these_lie_beside_the_report():
    graph = seed()
    page = report_files(graph, analyse(graph), linked=True)["report.html"].decode()
    key = graph.graph["documents"][0]["id"]
    assert f'<cite><a href="documents/{key}.html#c0-10">——《推进创新型产业集群高质量发展》' in page
    assert (
        f'<td><a href="documents/{key}.html">推进创新型产业集群高质量发展</a></td><td class="day">2020-04-21</td>'
        in page
    )
    alone = report_files(graph, analyse(graph))["report.html"].decode()
    assert "documents/" not in alone
    assert "graph.html" not in alone


def test_a_line_of_the_summary_leads_to_its_chapter_and_a_finding_to_the_network():
    graph = seed()
    page = report_files(graph, analyse(graph), linked=True)["report.html"].decode()
    asked = re.findall(r'<a href="#([a-z-]+)">看依据</a>', page)
    assert "without-institute" in asked
    assert all(f'<h3 id="{code}">' in page for code in asked)
    assert re.search(r'<p>东莞松山湖.* <span class="onward"><a href="graph\.html#node=Zone-\w+">看图谱</a>', page)


def test_what_comes_after_the_first_findings_is_told_in_a_line_each_that_leads_on():
    said = [(f"Zone:{n:02}园", "focusesOn", "Industry:芯片", f"{n:02}园发展芯片。") for n in range(12)]
    graph = world(said)
    files = report_files(graph, analyse(graph), linked=True)
    page = files["report.html"].decode()
    (folded,) = re.findall(r"<details><summary>其余 2 项</summary>.*?</details>", page)
    assert re.findall(r'href="graph\.html#node=Zone-\w+">(\d\d园：芯片（1 篇文献）。)', folded) == [
        "10园：芯片（1 篇文献）。",
        "11园：芯片（1 篇文献）。",
    ]
    assert "| 11园：芯片（1 篇文献）。 |" in files["report.md"].decode()


def test_a_number_in_the_table_leads_to_its_sentence():
    graph = world(numbers={SUZHOU: [observed("企业", 20, text="园区有企业20家。")]})
    page = report_files(graph, analyse(graph), linked=True)["report.html"].decode()
    assert '<td><a href="documents/d1.html#c0-9">园区有企业20家。' in page


def test_a_column_of_counts_is_narrow_and_stands_on_the_right_and_a_long_text_has_room():
    rows = (("甲", "3", "–", "约3", "长" * 50), ("乙", "12", "4", "20", "短"))
    page = render_page([Table(("名称", "园区", "集群", "数值", "原文"), rows)])
    assert '<td>甲</td><td class="number">3</td><td class="number">–</td><td>约3</td><td class="long">长' in page
    assert '<td>乙</td><td class="number">12</td><td class="number">4</td><td>20</td><td>短</td>' in page


def test_documents_without_a_title_go_by_their_file_and_empty_columns_are_left_out():
    (table,) = (block for block in chapters.documents([{"id": "1", "name": "a.txt"}]) if isinstance(block, Table))
    assert (table.columns, table.rows) == (("题名", "文件"), (("a.txt", "a.txt"),))


def test_of_many_documents_the_latest_are_listed():
    rows = [{"id": f"{n:03}", "name": f"{n:03}.txt", "date": f"{1900 + n}-01-01"} for n in range(101)]
    told, table = (block for block in chapters.documents(rows) if not isinstance(block, Heading))
    assert told.text.startswith("共 101 篇，以下列出日期最近的 100 篇")
    assert (table.rows[0][1], table.rows[-1][1]) == ("1901-01-01", "2000-01-01")


def test_the_summary_says_what_documents_say_before_what_follows_from_their_silence():
    said = [("Zone:甲园", "focusesOn", f"Industry:{field}", f"甲园发展{field}。") for field in ("芯片", "稻米")]
    summary = rendered_of(world([*SEED, *said]))["report.md"].split("\n## ")[1]
    several, without = (text("headings", code).split(" / ")[0] for code in ("several-industries", "without-institute"))
    assert 0 < summary.index(several) < summary.index(without)


def test_a_long_evidence_waits_behind_its_number():
    several = [
        ("Zone:甲园", "focusesOn", f"Industry:{field}", f"甲园发展{field}。")
        for field in ("芯片", "稻米", "茶叶", "汽车")
    ]
    page = rendered_of(world([*several, ("Zone:乙园", "focusesOn", "Industry:芯片", "乙园发展芯片。")]))["report.html"]
    assert "<details><summary>依据（4）" in page
    assert "<details open><summary>依据（1）" in page


def test_what_no_document_mentions_is_folded_by_province_with_every_name():
    files = rendered_of(world(only=["Zone:苏州高新区"]))
    (folded,) = re.findall(r"<details><summary>未提及的名单.*?</details>", files["report.html"])
    missing = next(f for f in json.loads(files["analysis.json"])["findings"] if f["code"] == "unmentioned")
    assert len(names := [name for some in missing["values"]["names"].values() for name in some]) == missing["total"]
    assert all(name in folded and name in files["report.md"] for name in names)


def test_a_measure_is_explained_where_its_ranking_stands():
    many = [("Company:甲", "cooperatesWith", f"Company:{n:02}") for n in range(12)]
    report = rendered_of(world([*many, ("Company:乙", "supports", "Company:00")]))["report.md"]
    explained = report.index(text("explained", "pagerank")[:20])
    assert report.index(text("headings", "central")) < explained < report.index(text("measures", "hubs"))


def test_background_is_told_apart():
    assert "东莞松山湖高新区 —位于→ 东莞（背景知识，来源 regions.csv）" in rendered_of(seed())["report.md"]
    assert "背景知识按要求计入联系" in texts_of(seed(), with_background=True)["report.md"].decode()


def test_markdown_and_html_say_the_same():
    files = rendered_of(seed())
    page = re.sub(r"\s", "", Elements(files["report.html"]).text)
    for line in files["report.md"].splitlines():
        words = re.sub(r"^[\s>#*-]+|[*\\\s]|\*\*$", "", line)
        if words and not line.startswith("|"):
            assert words in page, line


def test_the_page_asks_for_nothing_and_runs_nothing():
    page = rendered_of(seed())["report.html"]
    assert "default-src &#x27;none&#x27;" in page
    found = Elements(page)
    assert not found.tags & {"script", "link", "img", "iframe", "object", "base", "form"}
    assert not {name for name in found.attributes if name.startswith("on") or name in ("src", "srcset", "action")}


def test_names_and_sentences_are_only_ever_text():
    graph = world(
        [
            (f"Cluster:{NASTY}", "locatedIn", f"Zone:{NASTY}", NASTY),
            (f"Cluster:{NASTY}", "focusesOn", f"Industry:{NASTY}", NASTY),
        ],
        numbers={f"Cluster:{NASTY}": [observed(NASTY, 3, NASTY, NASTY, text=NASTY)]},
    )
    files = rendered_of(graph)
    found = Elements(files["report.html"])
    assert not found.tags & {"script", "img"}
    assert "<img src=x onerror=alert(1)>" in found.text
    assert "\u202e" not in files["report.html"] + files["report.md"]
    assert not re.search(r"(?<!\\)[<`\[]", files["report.md"])


@pytest.mark.parametrize("name", ["a\ud800b", "a\x00b", "a\nb", "名" * 10_000, "{name}", "%s", "\\"])
def test_names_that_break_files(name: str):
    graph = world([(f"Cluster:{name}", "locatedIn", "Zone:苏州高新区")])
    files = rendered_of(graph)
    labels = {
        name["label"] for ranking in json.loads(files["analysis.json"])["whole"]["rankings"] for name in _names(ranking)
    }
    assert name in labels


def _names(ranking: dict) -> list[dict]:
    return [row["name"] for row in ranking["shown"]]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("a|b", r"a\|b"),
        ("1. 甲", r"1\. 甲"),
        ("- 甲", r"\- 甲"),
        ("<b>", r"\<b\>"),
        ("苏州 高新区", "苏州 高新区"),
        ("a\n# b", r"a \# b"),
    ],
)
def test_markdown_is_escaped(given: str, expected: str):
    assert clean.markdown(given) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (20, "20"),
        (0.125, "0.125"),
        (15000, "1.5万"),
        (12345, "1.2345万"),
        (100000000000, "1000亿"),
        (0, "0"),
        (-3.0, "-3"),
    ],
)
def test_numbers_as_people_write_them(value: float, expected: str):
    assert written(value) == expected


def test_a_number_as_it_was_stated():
    assert stated({"comparator": ">", "value": 20, "unit": "家", "time": "2019"}) == "超过20家（2019）"


def test_changes_are_reported():
    change = compared(world(SEED[:4]), world(SEED), ("2020", "2021"))
    graph = world(SEED)
    report = report_files(graph, analyse(graph, change=change))["report.md"].decode()
    assert "由“2020”到“2021”：新增 4 个实体、4 条事实，消失 0 个实体、0 条事实。" in report


def test_every_finding_has_its_words():
    codes = {find(network_of_seed()).code for find in FINDINGS} | {"targets", "disagree", "arithmetic", "speaker"}
    assert all(" / " in text("headings", code) for code in codes)


def network_of_seed():
    return network(seed())


def test_arithmetic_and_targets_read_as_sentences():
    sentence = "其中试点61个、培育单位48个，共有110个。"
    numbers = [observed(i, v, "个", text=sentence) for i, v in (("试点", 61), ("培育单位", 48), ("总数", 110))]
    numbers += [observed("目标产值", 2e11, "元", "2025"), observed("产值", 1e11, "元", "2020", comparator=">")]
    report = rendered_of(world(numbers={SUZHOU: numbers}))["report.md"]
    assert "48个、61个，相加得 109，原文的总数为110个。" in report
    assert report.count(f"> {sentence}") == 1  # it states all three
    assert "目标为2000亿元（2025），最近的实际数为超过1000亿元（2020），约为目标的 50%。" in report


def test_numbers_that_disagree_read_as_one_sentence_each_value_and_the_time_once():
    said = ((50, "d1"), (50, "d2"), (75, "d3"))
    numbers = [observed("平台", value, "个", "2022", document=document) for value, document in said]
    report = rendered_of(world(numbers={SUZHOU: numbers}))["report.md"]
    assert "平台（2022）有不同说法：50个、75个。" in report


def test_work_across_provinces_says_what_it_is():
    codes = {"Region:江苏省": "320000", "Region:安徽省": "340000"}
    work = [("Region:江苏省", relation, "Region:安徽省") for relation in ("cooperatesWith", "supports")]
    report = rendered_of(world(work, codes=codes))["report.md"]
    assert "安徽省与江苏省之间 2 项：合作 1、支撑 1。" in report


def test_what_is_planned_twice_of_one_thing_is_named_once():
    plans = [fact("Region:江苏省", relation, "Industry:氢能", planned=True) for relation in ("focusesOn", "supports")]
    report = rendered_of(world(plans, only=["Region:江苏省", "Industry:氢能"]))["report.md"]
    assert "有 2 条事实只作为计划或目标出现，涉及氢能。" in report


def test_nothing_is_left_behind_when_a_report_cannot_be_written(tmp_path: Path):
    (tmp_path / "report.md").mkdir()  # a folder stands in the way of the last file
    with pytest.raises(OSError, match=r"report\.md"):
        write_report(seed(), analyse(seed()), tmp_path)
    assert not [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")]


def test_a_doubtful_fact_says_so():
    doubtful = fact(SUZHOU, "focusesOn", "Industry:医疗器械", confidence=0.55)
    report = rendered_of(
        world(
            [("Zone:苏州高新区", "locatedIn", "Region:苏州"), (SUZHOU, "locatedIn", "Zone:苏州高新区"), doubtful],
            only=["Industry:医疗器械"],
        )
    )["report.md"]
    assert "—聚焦→ 医疗器械（置信度 0.55）" in report
    assert "—位于→ 苏州高新区（置信度" not in report


def test_what_members_have_in_common_reads_as_words():
    assert phrase("approvedBy", "科学技术部") == "由科学技术部批准"
    assert phrase("focusesOn", "机器人") == "聚焦机器人"


def test_long_lists_say_that_there_is_more():
    assert shown([str(n) for n in range(13)]) == "0、1、2、3、4、5、6、7、8、9、10、11等"


def test_where_many_are_equal_none_is_ranked_before_the_others():
    many = [("Company:甲", "cooperatesWith", f"Company:{n:02}") for n in range(12)]
    report = analyse(
        world([*many, ("Company:甲", "cooperatesWith", "Company:乙"), ("Company:乙", "supports", "Company:00")])
    )
    (degree,) = [ranking for ranking in report.whole.rankings if ranking.measure == "degree"]
    assert [ranked.name.label for ranked in degree.shown] == ["甲", "00", "乙"]


def test_a_network_of_small_pieces_ranks_nobody():
    pairs = [(f"Company:{n}", "cooperatesWith", f"Company:{n + 1}") for n in range(0, 40, 2)]
    report = rendered_of(world(pairs))["report.md"]
    assert text("connectivity", "few", least=10) in report
    assert text("headings", "central") not in report


def test_a_projection_of_few_ties_ranks_nobody():
    report = rendered_of(seed())["report.md"]
    assert text("connectivity", "few", least=10) in report
    assert text("headings", "central") not in report


@pytest.mark.parametrize(("score", "said"), [(0.5, "partners-better"), (0.1, "partners-no-better")])
def test_a_prediction_no_better_than_the_baseline_says_so(score: float, said: str):
    rate = {"score": score, "popular": 0.2, "chance": 0.1, "hidden": 30}
    assert chapters._rate(rate, {"asked": 10, "least": 10}).endswith(text("notes", said))
