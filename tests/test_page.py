"""The page as a file: complete, the same in every build, and nothing in it that a document could turn into script."""

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import networkx as nx
import pytest

from kg import graph
from kg.model import Document, Entity, Evidence, Fact, Mention, Observation, Problem
from kg.page import write_page, write_readings
from kg.page.content import Content, Section
from kg.page.look import LOOKS
from kg.page.markup import script_json
from kg.page.passages import Mentions
from kg.page.pinyin import table
from kg.page.regions import city, places, province
from kg.pinyin import syllables
from kg.schema import load
from tests.graphs import DOCUMENTS, small

TEXTS = {document.id: document.text for document in DOCUMENTS}


class Elements(HTMLParser):
    """Collects elements and the text inside scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def written(data: nx.MultiDiGraph, folder: Path) -> str:
    write_page(data, folder / "graph.html")
    return (folder / "graph.html").read_text(encoding="utf-8")


def sections(data: nx.MultiDiGraph) -> dict[str, Section]:
    return {section.name: section for section in Content(data, {}).sections()}


def named(label: str) -> nx.MultiDiGraph:
    """Return a graph of one cluster with this name, and a fact whose sentence holds it."""
    text = f"{label}位于苏州。"
    document = Document("d", text, title=label)
    evidence = (Evidence("d", 0, len(text), text, label),)
    mention = Mention(0, len(label), label, "Cluster", label, "r")
    return graph.assemble(
        [Entity("a", "Cluster", label, (label,), (("d", mention),)), Entity("b", "Region", "苏州", (), ())],
        [Fact("a", "locatedIn", "b", 0.9, evidence)],
        [document],
    )


def test_nothing_is_fetched_from_anywhere(tmp_path: Path) -> None:
    for tag, attributes in Elements(written(small(), tmp_path)).found:
        assert not {"src", "srcset", "data", "action"} & attributes.keys(), (tag, attributes)
        assert (attributes.get("href") or "#").startswith("#"), (tag, attributes)
        assert tag not in {"link", "iframe", "object", "embed", "base"}


def test_the_policy_allows_the_page_s_own_scripts_and_nothing_else(tmp_path: Path) -> None:
    elements = Elements(written(small(), tmp_path)).found
    policy = next(a["content"] for tag, a in elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert not [a for _, a in elements if "style" in a or any(name.startswith("on") for name in a)]


@pytest.mark.parametrize(
    "label",
    [
        "<img src=x onerror=alert(1)>",
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "]]>&amp;{{ 7 * 7 }}{% raw %}",
        "\u2028\u2029\u202e\u0000\ud800",
        "名" * 10_000,
    ],
)
def test_a_hostile_name_adds_no_element(label: str, tmp_path: Path) -> None:
    harmless = [tag for tag, _ in Elements(written(named("集群"), tmp_path)).found]
    assert [tag for tag, _ in Elements(written(named(label), tmp_path)).found] == harmless
    write_readings(named(label), {"d": f"{label}位于苏州。"}, tmp_path)
    assert not [a for _, a in Elements((tmp_path / "d.html").read_text("utf-8")).found if "onerror" in a or "src" in a]


@pytest.mark.parametrize("text", ["</script>", "<!--", "&amp;", "\u2028", "苏州", '"\\'])
def test_script_json_is_json_without_a_character_of_markup(text: str) -> None:
    assert json.loads(script_json([text])) == [text]
    assert not re.search("[<>&\u2028\u2029]", script_json([text]))


def test_the_caller_s_graph_stays_as_it_was(tmp_path: Path) -> None:
    data = small()
    before = graph.to_json(data)
    written(data, tmp_path)
    assert graph.to_json(data) == before


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from kg.page import *; from tests.graphs import *;"
        "folder = Path(sys.argv[1]);"
        "write_readings(small(), {d.id: d.text for d in DOCUMENTS}, folder / 'documents');"
        "write_page(small(), folder / 'graph.html')"
    )
    for seed in ("1", "2"):
        (tmp_path / seed).mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", program, str(tmp_path / seed)], env=environment, check=True)
    first, second = (sorted((tmp_path / seed).rglob("*.html")) for seed in ("1", "2"))
    assert len(first) == 4
    assert [file.read_bytes() for file in first] == [file.read_bytes() for file in second]


@pytest.mark.parametrize("data", [nx.MultiDiGraph(), named("集群")])
def test_an_empty_or_tiny_graph_is_a_page_too(data: nx.MultiDiGraph, tmp_path: Path) -> None:
    assert "</html>" in written(data, tmp_path)


def test_reading_views_are_linked_where_they_lie_beside_the_page(tmp_path: Path) -> None:
    assert '"reading":' not in written(small(), tmp_path)
    write_readings(small(), TEXTS, tmp_path / "documents")
    assert f'"reading":"documents/{DOCUMENTS[0].id}.html"' in written(small(), tmp_path)


def test_a_passage_is_marked_where_it_names_the_ends_of_its_fact() -> None:
    text = "𠮷苏州高新区位于苏州，苏州高新区。"  # the first character is two in a browser
    mentions = [(1, 6, "a"), (8, 10, "b"), (11, 16, "a"), (40, 45, "a")]
    data = nx.MultiDiGraph()
    for node in "ab":
        data.add_node(node, mentions=[{"document": "d", "start": s, "end": e} for s, e, n in mentions if n == node])
    passage = ("d", 0, len(text), text, "rule")
    assert Mentions(data).marks([[passage]], [("a", "b")]) == [[(2, 7, 0), (9, 11, 1), (12, 17, 0)]]


def test_an_end_without_a_mention_in_the_passage_is_just_not_marked() -> None:
    passage = ("d", 5, 9, "该集群。", "rule")
    data = nx.MultiDiGraph()
    data.add_node("a", mentions=[{"document": "d", "start": 0, "end": 4}, {"document": "other", "start": 6, "end": 8}])
    assert Mentions(data).marks([[passage]], [("a", "b")]) == [[]]


def test_pinyin_is_one_syllable_a_character_and_exceptions_for_names_read_otherwise() -> None:
    common, exceptions = table({name: syllables(name) for name in ("重庆市", "重庆高新区", "重型机械", "ABC")})
    assert (common["重"], common["庆"]) == ("chong", "qing")
    assert exceptions == {"重型机械": ["zhong", "xing", "ji", "xie"]}


def test_a_node_lies_where_the_place_it_is_located_in_lies() -> None:
    data = sections(small())
    regions, nodes = data["base"].content()["places"]["regions"], data["nodes"].content()
    where = {name: regions[at][1] for name, at in zip(nodes["label"], nodes["place"], strict=True) if at >= 0}
    assert where["苏州高新区"] == where["苏州高新区医疗器械创新型产业集群"] == "苏州市"
    assert "医疗器械" not in where


@pytest.mark.parametrize(
    ("code", "name", "in_city", "in_province"),
    [
        ("320505", "虎丘区", "苏州市", "江苏省"),
        ("320500", "苏州市", "苏州市", "江苏省"),
        ("320000", "江苏省", "江苏省", "江苏省"),
        ("110108", "海淀区", "北京市", "北京市"),
        ("429004", "仙桃市", "仙桃市", "湖北省"),  # a county under the province itself
    ],
)
def test_a_region_belongs_to_a_city_and_a_province(code: str, name: str, in_city: str, in_province: str) -> None:
    known = places()
    assert known[code].name == name
    assert known[city(code, known)].name == in_city
    assert known[province(code, known)].name == in_province


def test_a_province_lies_in_the_middle_of_its_regions_not_at_its_capital() -> None:
    inner_mongolia, hohhot = places()["150000"], places()["150100"]
    assert inner_mongolia.longitude > hohhot.longitude + 1


def test_every_kind_looks_different_from_every_other() -> None:
    assert LOOKS.keys() == load().kinds.keys()
    assert len(set(LOOKS.values())) == len(LOOKS)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("paper", ["#ffffff", "#14171c"])
def test_every_kind_stands_out_three_to_one_on_light_and_dark(paper: str) -> None:
    for kind, look in LOOKS.items():
        light, dark = sorted((luminance(look.colour), luminance(paper)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 3, kind


def article(tmp_path: Path, text: str, spans: list[tuple[int, int, str]], **more: object) -> str:
    """Return the article element of a document whose mentions are ``spans`` (start, end, kind)."""
    entities = [
        Entity(str(i), kind, text[start:end], (), (("d", Mention(start, end, text[start:end], kind, "", "")),))
        for i, (start, end, kind) in enumerate(spans)
    ]
    write_readings(graph.assemble(entities, [], [Document("d", text)]), {"d": text}, tmp_path, **more)
    return re.findall("<article>(.*)</article>", (tmp_path / "d.html").read_text("utf-8"), re.DOTALL)[0]


@pytest.mark.parametrize(
    ("spans", "marked"),
    [
        ([], []),
        ([(0, 5, "Zone")], ["苏州高新区"]),
        ([(0, 2, "Region"), (0, 5, "Zone")], ["苏州高新区"]),  # a link holds no other link
        ([(0, 5, "Zone"), (3, 7, "Zone")], ["苏州高新区"]),  # crossing
        ([(0, 5, "Zone"), (5, 7, "Industry")], ["苏州高新区", "医疗"]),
        ([(0, 99, "Zone")], []),  # beyond the end
    ],
)
def test_a_reading_view_marks_mentions_and_loses_no_character(
    spans: list[tuple[int, int, str]], marked: list[str], tmp_path: Path
) -> None:
    text = "苏州高新区医疗<器械>\n集群"
    html = article(tmp_path, text, spans)
    assert re.findall('<a class="mention[^>]*>([^<]*)</a>', html) == marked
    assert re.sub("<[^>]*>", "", html).replace("&lt;", "<").replace("&gt;", ">") == text


def test_a_number_stands_beside_its_sentence_as_a_fact_does(tmp_path: Path) -> None:
    text = "甲园有企业四百多家，力争2030年产值达到千亿元。"
    evidence = (Evidence("d", 0, len(text), text, "number:count"),)
    numbers = (
        Observation("企业", 400, "家", "", False, ">", evidence),
        Observation("产值", 100_000_000_000, "元", "2030", True, "=", evidence),
    )
    entity = Entity("a", "Zone", "甲园", (), (), numbers)
    write_readings(graph.assemble([entity], [], [Document("d", text)]), {"d": text}, tmp_path)
    html = (tmp_path / "d.html").read_text("utf-8")
    assert f'<span class="passage" id="c0-{len(text)}"' in html
    assert re.findall("<bdi>(甲园)</bdi>.*?>([^<]*) →</span> <bdi>(.*?)</bdi>", html) == [
        ("甲园", "企业", "&gt; 400家"),
        ("甲园", "产值", "1000亿元（2030，目标）"),
    ]


def test_a_problem_is_marked_where_it_is(tmp_path: Path) -> None:
    problems = [
        Problem("cut-title", "put together from two halves", "d", "", 2, 4),
        Problem("masthead", "left out", "d"),
    ]
    html = article(tmp_path, "发展的意见》。", [], problems=problems)
    assert '<span class="problem" title="put together from two halves">的意</span>' in html
    assert "left out" in (tmp_path / "d.html").read_text("utf-8")


@pytest.mark.parametrize("identifier", ["../../etc/passwd", "a/b", "名", "", "x" * 300, "a\0b"])
def test_a_document_s_id_never_leads_out_of_the_folder(identifier: str, tmp_path: Path) -> None:
    data = graph.assemble([], [], [Document(identifier, "文")])
    write_readings(data, {identifier: "文"}, tmp_path / "documents")
    assert len(list(tmp_path.rglob("*"))) == 2
    assert re.fullmatch("[0-9a-f]{16}.html", next((tmp_path / "documents").iterdir()).name)


def test_a_link_in_a_document_s_record_is_followed_only_to_the_web(tmp_path: Path) -> None:
    data = graph.assemble([], [], [Document("d", "文", url="javascript:alert(1)")])
    write_readings(data, {"d": "文"}, tmp_path)
    assert "javascript" not in (tmp_path / "d.html").read_text("utf-8")
