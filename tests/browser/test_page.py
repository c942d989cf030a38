"""What a person sees and does on the page, without a network."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kg import graph
from kg.model import Document, Entity, Evidence, Fact, Mention
from kg.page import write_page, write_readings
from kg.page.content import Content
from tests.graphs import DOCUMENTS, LABELS, small

Opener = Callable[..., Any]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("build")
    write_readings(small(), {document.id: document.text for document in DOCUMENTS}, folder / "documents")
    write_page(small(), folder / "graph.html")
    return folder / "graph.html"


@pytest.fixture
def page(build: Path, open_page: Opener) -> Any:
    return open_page(build)


def until(page: Any, condition: str, arg: object = None) -> None:
    """Wait until ``condition`` holds; playwright's own way would need eval, which the page's policy forbids."""
    for _ in range(200):
        if page.evaluate(condition, arg):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never came true: {condition}")


def search(page: Any, text: str) -> list[str]:
    """Type ``text`` into the search field and return the names that are suggested."""
    page.fill("#query", text)
    until(page, "document.querySelectorAll('#suggestions li').length > 0")
    page.wait_for_timeout(100)
    return page.locator("#suggestions li bdi").all_inner_texts()


def choose(page: Any, name: str) -> None:
    """Go to the node ``name`` by search."""
    search(page, name)
    page.keyboard.press("Enter")
    until(page, "name => document.querySelector('#panel h2')?.innerText === name", arg=name)


def counts(page: Any) -> tuple[int, int]:
    """Return how many nodes and relations the page says it shows."""
    page.wait_for_selector("body:not([aria-busy])")
    text = page.locator(".counts").inner_text()
    nodes, edges = (int(re.match(r"\s*([\d,]+)", part)[1].replace(",", "")) for part in text.split("·")[:2])
    return nodes, edges


def centre(page: Any) -> tuple[float, float]:
    box = page.locator("#graph").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def kind_box(page: Any, kind: str) -> Any:
    return page.locator(f'[data-key="hiddenKinds {kind}"]')


CLUSTER = LABELS["cluster"][1]
ZONE = LABELS["zone"][1]


@pytest.mark.parametrize("typed", [CLUSTER, "高新区医疗", "suzhougaoxinqu", "szgxqyl", "苏州gxqylqx", "SuZhou gaoxin"])
def test_search_finds_a_name_by_characters_pinyin_initials_and_mixtures(page: Any, typed: str) -> None:
    assert CLUSTER in search(page, typed)


def test_search_finds_other_names_too(page: Any) -> None:
    assert ZONE in search(page, "简称")


def test_search_says_when_there_is_nothing(page: Any) -> None:
    page.fill("#query", "火星")
    assert page.locator("#suggestions").inner_text() == "没有找到"


def test_arrows_choose_among_suggestions(page: Any) -> None:
    second = search(page, "苏州")[1]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    until(page, "name => document.querySelector('#panel h2')?.innerText === name", arg=second)


def test_a_hint_says_what_can_be_done_until_it_is_done(page: Any) -> None:
    assert "双击" in page.locator("#hint").inner_text()
    choose(page, CLUSTER)
    page.locator("#panel .close").click()
    page.wait_for_selector("#panel", state="hidden")
    assert not page.locator("#hint").is_visible()


def test_the_panel_tells_names_facts_figures_and_the_sentence_with_its_words_marked(page: Any) -> None:
    choose(page, CLUSTER)
    panel = page.locator("#panel")
    assert "集群" in panel.locator("p.kind").inner_text()
    assert "> 400 家" in panel.locator(".figures").inner_text()
    assert "≥ 1000亿 元" in panel.locator(".figures").inner_text()
    times = panel.locator(".figures tbody tr:not(.why) td:nth-child(3)").all_inner_texts()
    assert times == ["2025", "2021", "2021", "2019"]
    group = panel.locator(".group", has_text="聚焦 →")
    assert "医疗器械" in group.inner_text()
    assert CLUSTER in group.locator(".snippet mark").all_inner_texts()
    group.locator("summary").click()
    assert not group.locator(".snippet").is_visible()
    assert group.locator("mark.subject").first.inner_text() == CLUSTER
    assert "苏州高新区：集群的故事" in group.locator("figcaption").inner_text()
    assert "2020-04-21" in group.locator("figcaption").inner_text()


def test_a_sentence_counts_once_whatever_rules_read_it_and_what_a_name_tells_comes_last(
    open_page: Opener, tmp_path: Path
) -> None:
    text = "甲区为何选中光伏？甲区位于乙市。"
    ends = [Entity(f"{kind}-1", kind, name, (), ()) for kind, name in (("Zone", "甲区"), ("Region", "乙市"))]
    places = [(0, 9, "name.zone-in-region"), (9, 16, "name.zone-in-region"), (9, 16, "located.lies")]
    said = tuple(Evidence("d", start, end, text[start:end], rule) for start, end, rule in places)
    facts = [Fact(ends[0].id, "locatedIn", ends[1].id, 0.9, said)]
    write_page(graph.assemble(ends, facts, [Document("d", text, "d.txt")]), tmp_path / "graph.html")
    page = open_page(tmp_path / "graph.html")
    choose(page, "甲区")
    group = page.locator("#panel .group")
    assert "2 句" in group.inner_text()
    assert group.locator(".snippet").inner_text() == "甲区位于乙市。"
    group.locator("summary").click()
    group.locator("blockquote").first.wait_for()
    assert group.locator("blockquote").all_inner_texts() == ["甲区位于乙市。", "甲区为何选中光伏？"]
    assert group.locator(".rule").first.inner_text() == "规则 name.zone-in-region · located.lies"


def test_a_name_in_the_panel_leads_on(page: Any) -> None:
    choose(page, CLUSTER)
    page.locator("#panel .facts .name", has_text="迈瑞医疗").click()
    until(page, "document.querySelector('#panel h2').innerText === '迈瑞医疗'")


def test_a_click_on_a_node_opens_it_and_a_click_beside_closes(page: Any) -> None:
    choose(page, CLUSTER)
    page.locator("#panel .close").click()
    page.wait_for_selector("#panel", state="hidden")
    page.keyboard.press("Escape")
    choose(page, "迈瑞医疗")
    page.mouse.click(*centre(page))
    assert page.locator("#panel h2").inner_text() == "迈瑞医疗"
    box = page.locator("#graph").bounding_box()
    page.mouse.click(box["x"] + 20, box["y"] + box["height"] - 20)
    page.wait_for_selector("#panel", state="hidden")


def test_hovering_shows_a_sentence(page: Any) -> None:
    choose(page, "POCT芯片")
    x, y = centre(page)
    page.mouse.move(x - 200, y - 200)
    page.mouse.move(x, y, steps=4)
    page.wait_for_selector("#tip:not([hidden])")
    assert "研发POCT芯片" in page.locator("#tip q").inner_text()


def test_an_edge_shows_its_evidence(page: Any) -> None:
    page.click('[data-view="table"]')
    page.click('[data-key="edges"]')
    page.locator("#table tr", has_text="高瓴资本").locator("button", has_text="投资").click()
    page.wait_for_selector("#panel .evidence")
    assert "由高瓴资本投资" in page.locator("#panel .evidence").inner_text()
    assert "97%" in page.locator("#panel .kind").first.inner_text()


def test_an_edge_tells_how_many_sources_state_it_and_from_when_to_when(build: Path, open_page: Opener) -> None:
    page = open_page(build)
    page.click('[data-view="table"]')
    page.click('[data-key="edges"]')
    rows = page.locator("#table tr", has_text=CLUSTER)
    rows.locator("button", has_text="位于").first.click()
    page.wait_for_selector("#panel .evidence")
    assert page.locator("#panel .support").inner_text() == "2 个来源，2020-04-21 至 2022"
    page.click("[data-name=languageName]")
    until(page, "document.querySelector('#panel .support').innerText === '2 sources, 2020-04-21 to 2022'")


def test_an_edge_of_one_source_has_one_date_and_background_none(page: Any) -> None:
    choose(page, "高瓴资本")
    page.locator("#panel .group summary").first.click()
    page.wait_for_selector("#panel .support")
    assert page.locator("#panel .support").inner_text() == "1 个来源，2020-04-21"
    choose(page, LABELS["city"][1])
    page.locator("#panel .group .background summary").first.click()
    page.wait_for_selector("#panel .group .background .origin")
    assert page.locator("#panel .support").count() == 0


def test_a_click_on_a_line_of_the_picture_opens_its_evidence(build: Path, open_page: Opener) -> None:
    x, y = middle_of("高瓴资本", "迈瑞医疗")
    page = open_page(build, f"#at={x},{y},2")
    page.mouse.click(*centre(page))
    page.wait_for_selector("#panel .evidence")
    assert "由高瓴资本投资" in page.locator("#panel .evidence").inner_text()


def middle_of(first: str, second: str) -> tuple[int, int]:
    """Return the middle between two nodes, in the picture's units."""
    content = Content(small(), {})
    labels = [node["label"] for node in content.nodes]
    ends = [content.layout.positions[labels.index(label)] for label in (first, second)]
    return round(sum(x for x, _ in ends) / 2), round(sum(y for _, y in ends) / 2)


def test_the_legend_filters_by_kind(page: Any) -> None:
    nodes, edges = counts(page)
    kind_box(page, "Cluster").uncheck()
    assert counts(page)[0] == nodes - 2
    assert counts(page)[1] < edges
    page.click("[data-key=reset]")
    assert counts(page) == (nodes, edges)


def test_only_keeps_one_kind(page: Any) -> None:
    page.locator("#filters li", has=kind_box(page, "Zone")).hover()
    page.click('[data-key="only hiddenKinds Zone"]')
    assert counts(page) == (2, 0)


def test_relations_filter(page: Any) -> None:
    page.locator("summary", has_text="关系").first.click()
    page.locator('[data-key="only hiddenRelations investsIn"]').focus()
    page.keyboard.press("Enter")
    assert counts(page) == (2, 1)


def test_background_can_be_left_out(page: Any) -> None:
    nodes, _ = counts(page)
    page.uncheck("[data-key=background]")
    assert counts(page)[0] == nodes - 3


def test_confidence_filters(page: Any) -> None:
    page.locator("[data-key=confidence]").focus()
    page.keyboard.press("End")
    assert counts(page) == (4, 2)  # background is certain


def sources(page: Any, text: str) -> list[str]:
    """Type ``text`` into the field for a source and return the titles that are offered."""
    page.fill("#source", "")
    page.fill("#source", text)
    until(page, "document.querySelectorAll('#sources li').length > 0")
    page.wait_for_timeout(100)
    return page.locator("#sources li > bdi").all_inner_texts()


def test_source_filters(page: Any) -> None:
    assert sources(page, "创新型 2021") == ["创新型产业集群试点认定管理办法"]
    page.locator("#sources li").click()
    labels = table_names(page)
    assert "创新型产业集群试点" in labels
    assert "POCT芯片" not in labels
    assert page.input_value("#source") == "创新型产业集群试点认定管理办法"
    assert f"document={DOCUMENTS[1].id}" in page.evaluate("location.hash")


@pytest.mark.parametrize(
    "asked",
    ["管理办法", DOCUMENTS[1].date, f"{DOCUMENTS[1].date[:4]} 办法", " 试点  认定 "],
)
def test_a_source_is_found_by_words_of_its_title_and_its_date(page: Any, asked: str) -> None:
    assert sources(page, asked) == ["创新型产业集群试点认定管理办法"]


def test_sources_are_chosen_and_given_up_by_keyboard(page: Any) -> None:
    page.focus("#source")
    assert not page.locator("#sources").is_visible()
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("#sources [aria-selected=true]")
    newest = page.locator("#sources li").first.locator("> bdi").inner_text()
    active = page.get_attribute("#source", "aria-activedescendant")
    assert page.locator(f"#{active} > bdi").inner_text() == newest
    page.keyboard.press("Enter")
    until(page, "location.hash.includes('document=')")
    assert page.input_value("#source") == newest
    page.keyboard.press("ArrowDown")
    assert page.locator("#sources li").first.inner_text() == "全部文档"
    page.keyboard.press("Enter")
    until(page, "!location.hash.includes('document=')")
    assert page.input_value("#source") == ""


def test_an_emptied_field_stands_for_all_sources(page: Any) -> None:
    page.click("#source")
    page.locator("#sources li").first.click()
    until(page, "location.hash.includes('document=')")
    page.fill("#source", "")
    until(page, "!location.hash.includes('document=')")


def test_what_is_typed_and_not_chosen_changes_nothing(page: Any) -> None:
    assert sources(page, "管理") != []
    page.keyboard.press("Escape")
    assert not page.locator("#sources").is_visible()
    page.focus("#graph")
    assert page.input_value("#source") == ""
    assert sources(page, "没有这样的") == []
    assert page.locator("#sources").inner_text() == "没有找到"


def test_the_counts_say_how_many_documents_source_and_dates_let_through(page: Any) -> None:
    every = len(DOCUMENTS)
    assert f"{every} 文档" in page.locator(".counts").inner_text()
    page.locator("[data-key=from]").focus()
    page.keyboard.press("End")
    until(page, f"document.querySelector('.counts').innerText.includes('1 / {every} 文档')")


def test_dates_filter(page: Any) -> None:
    page.locator("[data-key=from]").focus()
    page.keyboard.press("End")
    labels = table_names(page)
    assert "光电子" in labels
    assert "POCT芯片" not in labels


def table_names(page: Any) -> list[str]:
    page.click('[data-view="table"]')
    return page.locator("#table tbody td:first-child bdi").all_inner_texts()


@pytest.mark.parametrize(
    ("steps", "there", "not_there"), [(1, "迈瑞医疗", "科技部火炬中心"), (2, "科技部火炬中心", "光电子")]
)
def test_a_neighbourhood_of_one_two_or_three_steps(page: Any, steps: int, there: str, not_there: str) -> None:
    choose(page, CLUSTER)
    page.click(f"text={steps} 步")
    labels = table_names(page)
    assert there in labels
    assert not_there not in labels


def test_a_neighbourhood_is_drawn_in_a_ring_around_its_node(page: Any) -> None:
    choose(page, CLUSTER)
    page.click("text=1 步")
    page.click("#panel .close")
    page.keyboard.press("Escape")
    choose(page, "迈瑞医疗")
    page.click("text=1 步")
    x, y = centre(page)
    page.wait_for_timeout(300)
    page.mouse.click(x, y)
    assert page.locator("#panel h2").inner_text() == "迈瑞医疗"


def test_opening_the_panel_moves_nothing_in_the_picture(page: Any) -> None:
    page.wait_for_timeout(500)
    choose(page, CLUSTER)
    page.wait_for_timeout(600)
    at = page.evaluate("location.hash.match(/at=([^&]*)/)[1]")
    page.click("#panel .close")
    page.wait_for_selector("#panel", state="hidden")
    page.focus("#graph")
    page.keyboard.press("+")
    page.keyboard.press("-")
    page.wait_for_timeout(600)
    assert page.evaluate("location.hash.match(/at=([^&]*)/)[1]") == at


def test_a_double_click_keeps_the_neighbourhood(page: Any) -> None:
    choose(page, CLUSTER)
    before = counts(page)
    page.mouse.dblclick(*centre(page))
    until(page, "location.hash.includes('steps=1')")
    assert counts(page)[0] < before[0]
    page.keyboard.press("Escape")
    assert counts(page) == before


def test_the_shortest_path_between_two_nodes_with_its_sentences(page: Any) -> None:
    choose(page, "高瓴资本")
    page.click("text=从这里找路径")
    assert "请选择终点" in page.locator("#trail").inner_text()
    search(page, "医疗器械")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel .path")
    assert page.locator("#panel .path li").count() == 3
    page.locator("#panel .path summary").first.click()
    assert "高瓴资本投资" in page.locator("#panel .path blockquote").first.inner_text()


def test_the_other_end_of_a_path_is_typed_at_once(page: Any) -> None:
    choose(page, "高瓴资本")
    page.click("text=从这里找路径")
    assert page.evaluate("[document.activeElement.id, document.activeElement.value].join('|')") == "query|"
    page.keyboard.type("医疗器械")
    page.wait_for_selector("#suggestions li[data-value]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel .path")


def test_enter_chooses_what_is_searched_and_enter_again_goes_to_its_details(page: Any) -> None:
    choose(page, "高瓴资本")
    page.wait_for_selector("#panel:not([hidden])")
    assert page.evaluate("document.activeElement.id") == "query"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"


def test_a_button_of_the_details_keeps_the_focus_when_they_are_written_anew(page: Any) -> None:
    choose(page, "高瓴资本")
    page.locator("#panel [data-key=step2]").press("Enter")
    until(page, "location.hash.includes('steps=2')")
    until(page, "document.activeElement.dataset.key === 'step2'")


def test_without_a_path_it_says_so(page: Any) -> None:
    kind_box(page, "Company").uncheck()
    choose(page, "高瓴资本")
    page.click("text=从这里找路径")
    search(page, "光电子")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=没有路径相连")


def test_the_table_sorts_filters_and_copies(page: Any) -> None:
    labels = table_names(page)
    assert labels[0] == CLUSTER  # most relations first
    page.locator("#table th button", has_text="名称").click()
    assert page.locator("#table th").first.get_attribute("aria-sort") == "ascending"
    assert page.locator("#table tbody bdi").all_inner_texts() != labels
    page.fill("#table input", "研究院")
    until(page, "document.querySelectorAll('#table tbody tr').length === 2")
    page.click("[data-key=copy]")
    copied = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert copied[0].split("\t")[0] == "名称"
    assert len(copied) == 3


def test_the_map_shows_what_lies_where(page: Any) -> None:
    page.click('[data-view="map"]')
    page.locator(".bubble").first.click()
    assert page.locator("#panel h2").inner_text() == "苏州市"
    assert ZONE in page.locator("#panel").inner_text()
    page.click("[data-key=province]")
    page.locator(".bubble[aria-label^=江苏省]").click()
    assert page.locator("#panel h2").inner_text() == "江苏省"
    page.locator("#panel button", has_text="苏州").first.click()
    assert page.locator("#panel h2").inner_text() == "苏州市"
    assert "place=320500" in page.evaluate("location.hash")


def test_the_interface_speaks_english(page: Any) -> None:
    page.click("#language")
    assert page.locator("h1").inner_text() == "Cluster knowledge graph"
    assert "company" in page.locator("#filters").inner_text()
    assert page.evaluate("document.documentElement.lang") == "en"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_follows_the_system_s_light_or_dark_and_can_be_switched(build: Path, open_page: Opener, scheme: str) -> None:
    page = open_page(build, color_scheme=scheme)
    paper = "getComputedStyle(document.body).backgroundColor"
    white, black = "rgb(255, 255, 255)", "rgb(20, 23, 28)"
    assert page.evaluate(paper) == (white if scheme == "light" else black)
    page.click("#theme")
    assert page.evaluate(paper) == (black if scheme == "light" else white)


def test_a_link_shows_the_same_view(page: Any, open_page: Opener, build: Path) -> None:
    choose(page, CLUSTER)
    page.click("text=2 步")
    kind_box(page, "Person").uncheck()
    page.click("#language")
    page.click("#theme")
    page.wait_for_timeout(500)  # the view is written into the address when it rests
    address = page.evaluate("location.hash")
    again = open_page(build, address)
    assert again.evaluate("location.hash") == address
    assert again.locator("#panel h2").inner_text() == CLUSTER
    assert counts(again) == counts(page)
    assert again.locator("#panel").inner_text() == page.locator("#panel").inner_text()


@pytest.mark.parametrize(
    "address", ["#node=nobody&hide=Nothing&steps=99&view=x&at=a,b", "#open=0-1.%&edge=|||&place=-3", "#%%%"]
)
def test_an_address_that_names_nothing_shows_everything(build: Path, open_page: Opener, address: str) -> None:
    assert counts(open_page(build, address)) == (small().number_of_nodes(), small().number_of_edges())


def test_everything_is_reached_by_keyboard(page: Any) -> None:
    page.keyboard.press("/")
    page.keyboard.type("szgxqyl")
    page.wait_for_selector("#suggestions [aria-selected=true]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel h2")
    page.focus("#graph")
    at = page.evaluate("location.hash")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")
    until(page, "at => location.hash !== at", arg=at)
    page.keyboard.press("n")
    until(page, "name => document.querySelector('#panel h2').innerText !== name", arg=CLUSTER)
    page.keyboard.press("1")
    until(page, "location.hash.includes('steps=1')")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_selector("#panel", state="hidden")


def test_the_focus_is_seen(page: Any) -> None:
    for _ in range(12):
        page.keyboard.press("Tab")
        style = page.evaluate("(s => [s.outlineStyle, s.outlineWidth])(getComputedStyle(document.activeElement))")
        assert style[0] != "none", page.evaluate("document.activeElement.outerHTML")


@pytest.mark.parametrize(("button", "start"), [("#save-png", b"\x89PNG"), ("#save-svg", b"<svg")])
@pytest.mark.parametrize("view", ["graph", "map"])
def test_the_picture_is_saved(page: Any, button: str, start: bytes, view: str, tmp_path: Path) -> None:
    page.click(f'[data-view="{view}"]')
    page.click("#save summary")
    with page.expect_download() as download:
        page.click(button)
    download.value.save_as(tmp_path / "picture")
    content = (tmp_path / "picture").read_bytes()
    assert content.startswith(start)
    if start == b"<svg" and view == "graph":
        assert "迈瑞医疗" in content.decode()


def test_a_phone_sized_window_holds_everything(build: Path, open_page: Opener) -> None:
    page = open_page(build, viewport={"width": 360, "height": 720}, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.click("#filters-button")
    page.locator("#filters").wait_for()
    page.keyboard.press("Escape")
    choose(page, CLUSTER)
    assert page.locator("#panel").bounding_box()["height"] < 450
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_phone_s_view_is_the_same_place_in_a_wide_window(build: Path, open_page: Opener) -> None:
    x, y = middle_of("迈瑞医疗", "迈瑞医疗")
    for width, height in ((1280, 800), (380, 760)):
        page = open_page(build, f"#at={x},{y},2", viewport={"width": width, "height": height})
        page.mouse.click(*centre(page))
        page.wait_for_selector("#panel h2")
        assert page.locator("#panel h2").inner_text() == "迈瑞医疗"


def test_printing_leaves_the_tools_out(page: Any) -> None:
    page.emulate_media(media="print")
    assert not page.locator("header").is_visible()
    assert page.locator("#stage").is_visible()


def test_the_sentence_leads_to_its_place_in_the_article(page: Any) -> None:
    choose(page, CLUSTER)
    page.locator("#panel .facts summary").first.click()
    page.locator("#panel .facts a", has_text="阅读原文").first.click()
    page.wait_for_selector("article")
    assert CLUSTER in page.locator(".passage:target").inner_text()


def test_the_reading_view_lights_a_passage_and_its_facts_and_leads_back(open_page: Opener, build: Path) -> None:
    reading = open_page(build.parent / "documents" / f"{DOCUMENTS[0].id}.html")
    reading.locator(".passage").first.hover(position={"x": 4, "y": 8})
    reading.locator(".facts.on").wait_for()
    assert reading.locator(".facts.on").count() == 1
    reading.locator("a.mention", has_text="高瓴资本").click()
    reading.wait_for_selector("#panel h2")
    assert reading.locator("#panel h2").inner_text() == "高瓴资本"


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "\"'><svg onload=alert(1)>",
    "\u202e左右\u2066\u0000",
    "javascript:alert(1)",
    "=HYPERLINK(1)",
    "名" * 10_000,
    "{{ 7 * 7 }}",
]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    text = "".join(HOSTILE)
    document = Document("d", text, title=HOSTILE[1], date=HOSTILE[0], url=HOSTILE[4], publisher=HOSTILE[2])
    entities, facts, at = [], [], 0
    for i, name in enumerate(HOSTILE):
        mention = Mention(at, at + len(name), name, "Company", name, name)
        entities.append(Entity(f"{i}{name[:40]}", "Company", name, (name + "2",), (("d", mention),), (), False, name))
        at += len(name)
    for first, second in pairwise(entities):
        facts.append(Fact(first.id, "cooperatesWith", second.id, 0.9, (Evidence("d", 0, at, text, HOSTILE[0]),)))
    data = graph.assemble(entities, facts, [document])
    write_readings(data, {"d": text}, folder / "documents")
    names = [{"id": f"h{i}", "title": name, "publisher": name, "date": name[:9]} for i, name in enumerate(HOSTILE)]
    data.graph["documents"] = [*data.graph["documents"], *names]
    write_page(data, folder / "graph.html")
    return folder


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_shown_as_text(hostile: Path, open_page: Opener, name: str) -> None:
    page = open_page(hostile / "graph.html")
    search(page, name[:30])
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel h2")
    assert page.locator("#panel h2").text_content() == name
    page.locator("#panel .facts summary").first.click()
    assert "".join(HOSTILE) in page.locator("#panel blockquote").first.text_content()
    page.mouse.move(*centre(page))
    page.click('[data-view="table"]')
    page.click("[data-key=copy]")
    assert "\n=HYPERLINK" not in page.evaluate("navigator.clipboard.readText()")
    assert page.evaluate("document.querySelectorAll('img, [onerror], [onload], a[href^=javascript]').length") == 0


def test_hostile_titles_of_sources_are_text(hostile: Path, open_page: Opener) -> None:
    page = open_page(hostile / "graph.html")
    page.click("#source")
    page.wait_for_selector("#sources li")
    titles = page.locator("#sources li > bdi").all_text_contents()
    assert all(any(title.rstrip("…") in name for title in titles) for name in HOSTILE)
    page.locator("#sources li").nth(1).click()
    page.wait_for_selector("body:not([aria-busy])")
    assert page.evaluate("document.querySelectorAll('img, [onerror], [onload], a[href^=javascript]').length") == 0


def test_hostile_names_in_a_reading_view_are_text(hostile: Path, open_page: Opener) -> None:
    page = open_page(hostile / "documents" / "d.html")
    assert page.locator("article").text_content() == "".join(HOSTILE).replace("\0", "\ufffd")


def test_the_policy_stops_a_script_that_got_in(build: Path, open_page: Opener, tmp_path: Path) -> None:
    broken = build.read_text(encoding="utf-8").replace("<main", "<script>document.title='stolen'</script><main", 1)
    (tmp_path / "broken.html").write_text(broken, encoding="utf-8")
    context = open_page(build).context.browser.new_context(offline=True)  # its complaint is what we want
    page = context.new_page()
    page.goto((tmp_path / "broken.html").as_uri())
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.title() == "集群知识图谱"
    context.close()


def test_an_empty_graph_says_so(tmp_path: Path, open_page: Opener) -> None:
    write_page(graph.assemble([], []), tmp_path / "graph.html")
    assert open_page(tmp_path / "graph.html").locator("#empty").inner_text() == "这个图谱还没有内容。"


def test_filters_that_leave_nothing_say_so(page: Any) -> None:
    page.locator("[data-key=confidence]").focus()
    page.keyboard.press("End")
    page.uncheck("[data-key=background]")
    assert page.locator("#empty").inner_text() == "没有符合筛选条件的内容。"


def middle(page: Any) -> str:
    """Return where the picture looks, which the address says a moment later."""
    page.wait_for_timeout(600)
    return re.search(r"at=(-?\d+%2C-?\d+)", page.evaluate("location.hash"))[1]


def test_what_was_chosen_in_the_table_stands_in_the_middle_of_the_picture(page: Any) -> None:
    choose(page, ZONE)
    there = middle(page)
    page.locator("#panel .close").click()
    page.click("#fit")
    assert middle(page) != there
    page.click('[data-view="table"]')
    page.fill("#table input", ZONE)
    page.click(f'#table button.name >> text="{ZONE}"')
    until(page, "name => document.querySelector('#panel h2')?.innerText === name", arg=ZONE)
    page.click('[data-view="graph"]')
    assert middle(page) == there


@pytest.mark.parametrize("view", ["table", "map"])
def test_on_a_telephone_the_details_hide_no_end_of_a_table_or_map(build: Path, open_page: Opener, view: str) -> None:
    page = open_page(build, viewport={"width": 380, "height": 760})
    choose(page, CLUSTER)
    page.click(f'[data-view="{view}"]')
    ends = "[document.getElementById(view).getBoundingClientRect().bottom, document.getElementById('panel').getBoundingClientRect().top]"
    below, above = page.evaluate(f"view => {ends}", view)
    assert below <= above


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 380])
def test_axe_finds_nothing_serious(build: Path, open_page: Opener, serious: Any, scheme: str, width: int) -> None:
    page = open_page(build, viewport={"width": width, "height": 760}, color_scheme=scheme)
    assert serious(page) == []
    search(page, "苏州")
    assert serious(page) == []
    if width > 760:  # on a telephone the filters are behind a button
        sources(page, "2021")
        assert serious(page) == []
    choose(page, CLUSTER)
    page.locator("#panel .facts summary").first.click()
    assert serious(page) == []
    page.click('[data-view="table"]')
    assert serious(page) == []
    page.click('[data-view="map"]')
    assert serious(page) == []
    page.click("#help-button")
    assert serious(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_a_reading_view(build: Path, open_page: Opener, serious: Any, scheme: str) -> None:
    assert serious(open_page(build.parent / "documents" / f"{DOCUMENTS[0].id}.html", color_scheme=scheme)) == []
