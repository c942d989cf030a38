"""A graph too big to draw at once: communities that open, search over everything, data packed in the page."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from benchmarks.graphs import generated
from kg.page import write_page
from kg.page.content import Content
from kg.pinyin import pinyin
from tests.browser.test_page import centre, choose, counts, search, sources, until

NODES, EDGES = 7_000, 14_000
Opener = Callable[..., Any]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "graph.html"
    write_page(generated(NODES, EDGES), path)
    return path


@pytest.fixture
def page(build: Path, open_page: Opener) -> Any:
    return open_page(build)


def test_the_data_are_packed(build: Path) -> None:
    assert "application/gzip" in build.read_text(encoding="utf-8")
    assert build.stat().st_size < 3_000_000


def test_it_counts_everything(page: Any) -> None:
    assert counts(page) == (NODES, EDGES)


def test_a_page_of_more_documents_than_a_call_takes_arguments_opens(tmp_path: Path, open_page: Opener) -> None:
    graph = generated(100, 200)
    documents = graph.graph["documents"]
    documents += [documents[0] | {"id": f"d{number}", "title": f"第{number}篇"} for number in range(130_000)]
    write_page(graph, tmp_path / "graph.html")
    page = open_page(tmp_path / "graph.html")
    assert counts(page) == (100, 200)
    assert sources(page, "第7") == [f"第{number}篇" for number in (7, *range(70, 80), *range(700, 789))]
    assert page.locator("#sources .nothing").inner_text() == "还有 11,011 篇，请输入更多字"
    assert sources(page, "第129999篇") == ["第129999篇"]
    page.keyboard.press("Enter")
    until(page, "location.hash.includes('document=d129999')")


def test_search_finds_a_node_opens_its_community_and_tells_its_facts(page: Any) -> None:
    choose(page, "苏州高新区")
    until(page, "location.hash.includes('open=')")
    page.locator("#trail").wait_for()
    page.locator("#panel .facts summary").first.click()
    assert "苏州" in page.locator("#panel blockquote").first.inner_text()


def test_a_community_opens_and_a_button_leads_back_to_the_overview(build: Path, open_page: Opener) -> None:
    zone = next(node for node, row in generated(NODES, EDGES).nodes(data=True) if row["label"] == "苏州高新区")
    page = open_page(build, f"#node={zone}")
    page.click("#panel >> text=展开")
    assert "open=" in page.evaluate("location.hash")
    page.click("#trail >> text=总览")
    assert "open=" not in page.evaluate("location.hash")
    page.locator("#panel >> text=展开").wait_for()


def test_a_double_click_on_a_community_opens_it(build: Path, open_page: Opener) -> None:
    x, y = Content(generated(NODES, EDGES), {}).layout.tree.spots[0]
    page = open_page(build, f"#at={round(x)},{round(y)},0.3")
    page.mouse.click(*centre(page))
    page.wait_for_selector("#panel >> text=展开")
    page.mouse.dblclick(*centre(page))
    until(page, "location.hash.includes('open=0')")
    page.locator("#trail >> text=总览").wait_for()


def test_search_shows_the_most_linked_first_and_takes_names_of_all_nodes(page: Any) -> None:
    assert search(page, "suzgxq")[0] == "苏州高新区"
    assert len(search(page, "suz")) == 12


def test_the_table_sorts_all_rows_as_a_dictionary_would(page: Any) -> None:
    page.click('[data-view="table"]')
    page.locator("#table th button", has_text="名称").click()
    until(page, "document.querySelector('#table th').getAttribute('aria-sort') === 'ascending'")
    names = page.locator("#table tbody td:first-child bdi").all_inner_texts()
    assert names == sorted(names, key=lambda name: (pinyin(name), name))
    assert names[0].startswith("阿")


def test_a_neighbourhood_is_drawn_without_communities(page: Any) -> None:
    choose(page, "苏州高新区")
    page.click("text=1 步")
    shown, _ = counts(page)
    assert 1 < shown < 200


def test_a_kind_can_be_left_out(page: Any) -> None:
    page.locator('[data-key="hiddenKinds Company"]').uncheck()
    assert counts(page)[0] < NODES


def test_the_table_lists_the_first_and_then_more(page: Any) -> None:
    page.click('[data-view="table"]')
    until(page, "document.querySelectorAll('#table tbody tr').length === 200")
    page.click("text=显示更多")
    until(page, "document.querySelectorAll('#table tbody tr').length === 400")


def at_the_biggest_community(open_page: Opener, build: Path) -> Any:
    x, y = Content(generated(NODES, EDGES), {}).layout.tree.spots[0]
    return open_page(build, f"#at={round(x)},{round(y)},0.3")


def test_what_is_loose_stands_in_the_corner_and_can_be_left_out(build: Path, open_page: Opener) -> None:
    layout = Content(generated(NODES, EDGES), {}).layout
    x, y = layout.tree.spots[-1]
    page = open_page(build, f"#at={round(x)},{round(y)},0.3")
    loose = page.locator("#filters li", has_text="零散部分")
    assert loose.locator(".count").inner_text() == str(len(layout.apart))
    page.mouse.click(*centre(page))
    page.wait_for_selector(f"#panel >> text=展开 · {len(layout.apart)}")
    page.locator("#panel .close").click()
    loose.locator("input").uncheck()
    assert counts(page)[0] == NODES - len(layout.apart)
    assert "apart=no" in page.evaluate("location.hash")


def test_a_community_is_named_and_counted_by_what_the_filters_leave_of_it(build: Path, open_page: Opener) -> None:
    page = at_the_biggest_community(open_page, build)
    size = "Number(document.querySelector('#panel .actions').innerText.match(/展开 · (\\d+)/)[1])"
    page.mouse.click(*centre(page))
    page.wait_for_selector("#panel >> text=展开")
    kind, before = page.locator("#panel p.kind").inner_text().split("\n")[0], page.evaluate(size)
    page.locator("#panel .close").click()
    page.locator("#filters li", has_text=kind).first.locator("input").uncheck()
    counts(page)
    page.mouse.click(*centre(page))
    page.wait_for_selector("#panel >> text=展开")
    assert page.locator("#panel p.kind").inner_text().split("\n")[0] != kind
    assert page.evaluate(size) < before


def test_a_community_holds_many_kinds_and_has_the_colour_of_none(build: Path, open_page: Opener) -> None:
    page = at_the_biggest_community(open_page, build)
    assert not colourful(page)
    page.click("[data-key=byCommunity]")
    page.wait_for_selector("[data-key=byCommunity][aria-pressed=true]")
    page.wait_for_timeout(500)
    assert colourful(page)


def colourful(page: Any) -> bool:
    """Say whether the picture has a colour that is no grey just below its middle, where no name is written."""
    x, y = centre(page)
    shot = page.screenshot(clip={"x": x, "y": y + 20, "width": 1, "height": 1})
    pixel = Image.open(io.BytesIO(shot)).convert("RGB").getpixel((0, 0))
    return max(pixel) - min(pixel) > 50
