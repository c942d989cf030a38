"""``kg export``: each file reads back and says what the graph says."""

import csv
import io
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from pyarrow import parquet

from kg import cli, exports, rdf
from kg.cli.export import BASE, FORMATS
from kg.exports import neo4j
from kg.graph import assemble, to_json
from kg.model import Document, Entity, Mention
from kg.page.look import look
from tests.folders import contents
from tests.graphs import small

HOSTILE = ["a\x00b", "x\r\ny\u2028z", '"quoted", comma', "a;b", "</node>&lt;", "=1+1", "\U00020000", "\u202e"]


def hostile() -> nx.MultiDiGraph:
    """Return a graph whose every text comes from outside."""
    mentions = tuple(("d", Mention(at, at + 1, text, "Zone", text, text)) for at, text in enumerate(HOSTILE))
    entity = Entity("Zone-1", "Zone", HOSTILE[0], tuple(HOSTILE), mentions, background=True, origin=HOSTILE[2])
    return assemble([entity], [], [Document("d", "x", title=HOSTILE[4])])


GRAPHS = pytest.mark.parametrize("g", [small(), hostile(), nx.MultiDiGraph()], ids=["small", "hostile", "empty"])


# ---------------------------------------------------------------- Gephi


def gexf(folder: Path) -> Any:
    return ElementTree.parse(folder / "graph.gexf").getroot()  # noqa: S314 - our own file


NS = {"g": "http://www.gexf.net/1.2draft", "viz": "http://www.gexf.net/1.2draft/viz"}


@GRAPHS
def test_networkx_reads_gexf_with_all_nodes_and_edges(g: nx.MultiDiGraph, tmp_path: Path) -> None:
    exports.write(g, "gexf", tmp_path)
    if not g:
        assert gexf(tmp_path).findall(".//g:node", NS) == []
        return
    read = nx.read_gexf(tmp_path / "graph.gexf")
    assert dict(read.nodes(data="kind")) == dict(g.nodes(data="kind"))
    assert sorted((s, t, data["label"]) for s, t, data in read.edges(data=True)) == sorted(g.edges(keys=True))


def test_gephi_gets_names_colours_and_dates(tmp_path: Path) -> None:
    exports.write(small(), "gexf", tmp_path)
    root = gexf(tmp_path)
    assert (root.find("g:graph", NS).get("mode"), root.find("g:graph", NS).get("timeformat")) == ("dynamic", "date")
    zone = next(node for node in root.findall(".//g:node", NS) if node.get("label") == "苏州高新区")
    colour = zone.find("viz:color", NS).attrib
    assert "#{:02x}{:02x}{:02x}".format(*(int(colour[part]) for part in "rgb")) == look("Zone").colour
    assert zone.get("start") == "2020-04-21"
    starts = {edge.get("start") for edge in root.findall(".//g:edge", NS)}
    assert starts == {
        "2020-04-21",
        "2021-03-01",
        "2022-01-01",
        None,
    }  # the first statement of each; background has none


def test_gexf_holds_no_day_of_writing(tmp_path: Path) -> None:
    exports.write(small(), "gexf", tmp_path)
    assert "meta" not in {element.tag.rpartition("}")[2] for element in gexf(tmp_path).iter()}


# ---------------------------------------------------------------- Neo4j


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(io.StringIO(file.read()), strict=True))


@GRAPHS
def test_neo4j_gets_nodes_and_relationships_under_its_headers(g: nx.MultiDiGraph, tmp_path: Path) -> None:
    exports.write(g, "neo4j", tmp_path)
    header, *nodes = rows(tmp_path / "neo4j" / "nodes.csv")
    assert (header[0], header[-1]) == ("id:ID", ":LABEL")
    assert {(row[0], row[-1]) for row in nodes} == {(n, f"Entity;{kind}") for n, kind in g.nodes(data="kind")}
    header, *facts = rows(tmp_path / "neo4j" / "relationships.csv")
    assert header[:3] == [":START_ID", ":END_ID", ":TYPE"]
    assert [tuple(row[:3]) for row in facts] == list(g.edges(keys=True))
    assert {len(row) for row in nodes} <= {len(neo4j.NODES)}
    assert {len(row) for row in facts} <= {len(neo4j.RELATIONSHIPS)}


def test_each_sentence_stands_with_its_document_and_place(tmp_path: Path) -> None:
    g = small()
    exports.write(g, "neo4j", tmp_path)
    header, *facts = rows(tmp_path / "neo4j" / "relationships.csv")
    for row in facts:
        said = dict(zip(header, row, strict=True))
        evidence = g.edges[row[0], row[1], row[2]]["evidence"]
        for column, name in (
            ("sentences:string[]", "text"),
            ("documents:string[]", "document"),
            ("starts:int[]", "start"),
            ("ends:int[]", "end"),
        ):
            assert said[column].split(";") == ([str(passage[name]) for passage in evidence] or [""]), column


def test_a_text_stays_on_its_line_and_in_its_place_of_an_array(tmp_path: Path) -> None:
    exports.write(hostile(), "neo4j", tmp_path)
    lines = (tmp_path / "neo4j" / "nodes.csv").read_text(encoding="utf-8").split("\n")
    assert len(lines) == 3  # header, entity, nothing
    assert len(rows(tmp_path / "neo4j" / "nodes.csv")[1][2].split(";")) == len(HOSTILE)


# ---------------------------------------------------------------- Parquet


@GRAPHS
def test_parquet_holds_what_the_graph_holds(g: nx.MultiDiGraph, tmp_path: Path) -> None:
    exports.write(g, "parquet", tmp_path)
    tables = {path.stem: parquet.read_table(path).to_pylist() for path in (tmp_path / "parquet").iterdir()}
    assert said(tables["documents"]) == said(g.graph.get("documents", []))
    assert said(tables["nodes"]) == said([{"id": node, **data} for node, data in g.nodes(data=True)])
    assert said(tables["edges"]) == said(
        [{"source": s, "relation": r, "target": t, **data} for s, t, r, data in g.edges(keys=True, data=True)]
    )


def test_what_parquet_does_not_know_is_null(tmp_path: Path) -> None:
    g = hostile()
    g.nodes["Zone-1"]["observations"] = [
        {"indicator": "面积", "value": 3.0, "unit": "", "time": "", "target": False, "comparator": "=", "evidence": []}
    ]
    exports.write(g, "parquet", tmp_path)
    tables = {path.stem: parquet.read_table(path).to_pylist() for path in (tmp_path / "parquet").iterdir()}
    (document,), (zone,) = tables["documents"], tables["nodes"]
    assert (document["date"], document["url"], document["publisher"]) == (None, None, None)
    assert [(row["unit"], row["time"]) for row in zone["observations"]] == [(None, None)]


def said(value: Any) -> Any:
    """Return ``value`` without what says nothing, at any depth."""
    if isinstance(value, dict):
        return {name: said(part) for name, part in value.items() if part is not None and part != ""}
    return [said(part) for part in value] if isinstance(value, list) else value


# ---------------------------------------------------------------- the command


@pytest.fixture
def build(tmp_path: Path) -> Path:
    (tmp_path / "graph.json").write_text(to_json(small()), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("format", FORMATS)
def test_the_command_writes_each_format_and_says_where(
    format: str,  # noqa: A002
    build: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["export", str(build), format]) == 0
    written = contents(build)
    assert capsys.readouterr().out.splitlines() == sorted(str(build / name) for name in written if name != "graph.json")
    assert cli.main(["export", str(build), format]) == 0
    assert contents(build) == written, "the same graph has other bytes"


def test_all_formats_are_offered() -> None:
    assert set(FORMATS) == {*rdf.FORMATS, *exports.FORMATS}
    assert BASE == rdf.BASE


def test_another_base(build: Path) -> None:
    assert cli.main(["export", str(build), "nt", "--base", "https://data.example.org/"]) == 0
    assert "<https://data.example.org/id/Zone/" in (build / "graph.nt").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["ttl", "trig", "rdf"])
def test_a_base_that_is_none_is_named_and_not_what_would_begin_with_it(
    form: str, build: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["export", str(build), form, "--base", "not an iri/"]) == 2
    assert "--base 'not an iri/' is no IRI" in capsys.readouterr().err


def test_what_cannot_be_written_leaves_what_was_there(build: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (build / "graph.nt").write_text("old")
    assert cli.main(["export", str(build), "nt", "--base", "nowhere"]) == 2
    assert "--base" in capsys.readouterr().err
    assert (build / "graph.nt").read_text() == "old"
