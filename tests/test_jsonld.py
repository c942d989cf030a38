"""JSON-LD in the words of our context. That all quads come back is for test_rdf to prove."""

import io
import json
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, XSD

from kg.rdf import jsonld
from kg.rdf.quads import quads
from kg.resources import folder
from kg.schema import NAMESPACE
from tests.graphs import small


def written(*rows: ox.Quad, base: str = "https://w3id.org/cluster-kg/") -> Any:
    file = io.BytesIO()
    jsonld.write(rows, file, base)
    return json.loads(file.getvalue())


@pytest.fixture(scope="module")
def things() -> list[dict[str, Any]]:
    """Return the nodes of the small graph's default graph."""
    return [node for node in written(*quads(small()))["@graph"] if "@graph" not in node]


def test_a_thing_reads_like_plain_json(things: list[dict[str, Any]]) -> None:
    zone = next(node for node in things if node.get("name") == "苏州高新区")
    assert zone["id"].startswith("kg:Zone/")
    assert (zone["type"], zone["altName"], zone["pinyin"]) == ("Zone", "苏州高新区（简称）", "su zhou gao xin qu")
    assert zone["locatedIn"].startswith("kg:Region/")


def test_an_assertion_names_its_relation_by_one_word(things: list[dict[str, Any]]) -> None:
    relations = {node["predicate"] for node in things if node.get("type") == "Assertion"}
    assert {"locatedIn", "focusesOn"} <= relations


def test_named_graphs_hold_their_nodes() -> None:
    graphs = {node["id"] for node in written(*quads(small()))["@graph"] if "@graph" in node}
    assert "https://w3id.org/cluster-kg/graph/background" in graphs
    assert len(graphs) == 5  # three documents, background, build


KGO = NAMESPACE
XSD_ = "http://www.w3.org/2001/XMLSchema#"


@pytest.mark.parametrize(
    ("predicate", "value", "said"),
    [
        (KGO + "confidence", ox.Literal("0.9", datatype=ox.NamedNode(XSD_ + "decimal")), {"confidence": "0.9"}),
        (KGO + "length", ox.Literal("7", datatype=ox.NamedNode(XSD_ + "integer")), {"length": 7}),
        (KGO + "planned", ox.Literal("true", datatype=ox.NamedNode(XSD_ + "boolean")), {"planned": True}),
        (KGO + "unit", ox.Literal("家", language="zh"), {"unit": "家"}),
        (KGO + "unit", ox.Literal("km", language="en"), {"unit": {"@value": "km", "@language": "en"}}),
        (KGO + "unit", ox.Literal("plain"), {"unit": {"@value": "plain"}}),
        (
            "https://schema.org/datePublished",
            ox.Literal("2020", datatype=ox.NamedNode(XSD_ + "gYear")),
            {"datePublished": {"@value": "2020", "@type": "xsd:gYear"}},
        ),
        ("https://example.org/p", ox.NamedNode("https://example.org/o"), {"https://example.org/p": {"id": "https://example.org/o"}}),
    ],
)  # fmt: skip
def test_a_value_is_short_where_the_context_says_the_rest(predicate: str, value: Any, said: dict[str, Any]) -> None:
    row = ox.Quad(ox.NamedNode("https://example.org/s"), ox.NamedNode(predicate), value)
    assert written(row)["@graph"] == [{"id": "https://example.org/s"} | said]


def test_another_base_has_short_addresses_too() -> None:
    document = written(*quads(small(), "https://data.example.org/"), base="https://data.example.org/")
    assert document["@context"]["kg"] == "https://data.example.org/id/"
    assert document["@graph"][0]["@graph"][0]["id"].startswith("kg:Dataset/")


def test_the_context_has_every_property_of_the_ontology_and_reads_its_values_as_the_range_says() -> None:
    ontology = rdflib.Graph().parse(folder("schema") / "ontology.ttl")
    links = set(ontology.subjects(RDF.type, OWL.ObjectProperty))
    for property_ in {*links, *ontology.subjects(RDF.type, OWL.DatatypeProperty)}:
        name = str(property_).removeprefix(NAMESPACE)
        expected = {
            RDF.langString: {"@language": "zh"},
            XSD.decimal: {"@type": "xsd:decimal"},
        }.get(ontology.value(property_, RDFS.range), {})  # fmt: skip
        how = {"@type": "@id"} if property_ in links else expected
        assert jsonld.context()[name] == {"@id": f"kgo:{name}"} | how
