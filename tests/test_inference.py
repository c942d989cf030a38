"""What follows from a graph, rule by rule, and that it stays apart and bounded."""

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import OWL, RDFS

from kg import cli, rdf, schema, stores
from kg.query import load
from kg.rdf import inference
from kg.rdf.quads import quads
from kg.resources import folder
from tests.graphs import small

EX = "https://example.org/"


def followed(turtle: str) -> set[str]:
    """Return what follows from ``turtle``, short."""
    store = ox.Store()
    prefixes = "".join(f"@prefix {name}: <{iri}> . " for name, iri in rdf.prefixes().items())
    store.load(f"@prefix : <{EX}> . {prefixes} {turtle} .".encode(), format=ox.RdfFormat.TURTLE)
    inference.infer(store)
    rows = store.quads_for_pattern(None, None, None, inference.GRAPH)
    return {" ".join(_short(term) for term in quad.triple) for quad in rows}


def _short(term: object) -> str:
    return str(term).strip("<>").removeprefix(EX).removeprefix(schema.NAMESPACE).rpartition("/")[2]


@pytest.mark.parametrize(
    ("stated", "follows"),
    [
        (":zone kgo:locatedIn :city . :city kgo:locatedIn :province", "zone locatedIn province"),
        (":zone kgo:locatedIn :city", "city locationOf zone"),
        (":zone kgo:locatedIn :city . :city kgo:locatedIn :province", "province locationOf zone"),
        (":lab kgo:partOf :institute . :institute kgo:partOf :academy", "lab partOf academy"),
        (":firm kgo:focusesOn :drugs . :drugs skos:broader :health", "firm focusesOn health"),
        (":a kgo:cooperatesWith :b", "b cooperatesWith a"),
        (":a kgo:cooperatesWith :b", "b relatedTo a"),
        (":plan kgo:issuedBy :body", "plan publisher body"),
        (":firm kgo:memberOf :cluster", "cluster hasMember firm"),
    ],
)
def test_a_rule_gives(stated: str, follows: str) -> None:
    assert follows in followed(stated)


@pytest.mark.parametrize(
    ("stated", "follows_not"),
    [
        (":zone kgo:locatedIn :city . :city kgo:locatedIn :province", "province locatedIn zone"),
        (":a kgo:locatedIn :b . :b kgo:locatedIn :a", "a locatedIn a"),
        (":firm kgo:focusesOn :health . :drugs skos:broader :health", "firm focusesOn drugs"),
        (":a kgo:investsIn :b . :b kgo:investsIn :c", "a investsIn c"),
    ],
)
def test_no_rule_gives(stated: str, follows_not: str) -> None:
    assert follows_not not in followed(stated)


def test_places_are_followed_five_steps_and_no_further() -> None:
    chain = " . ".join(f":p{n} kgo:locatedIn :p{n + 1}" for n in range(7))
    far = {int(row.rpartition("p")[2]) for row in followed(chain) if row.startswith("p0 locatedIn")}
    assert far == {2, 3, 4, 5}


def test_what_follows_stands_in_a_graph_of_its_own_and_nothing_else_is_added(tmp_path: Path) -> None:
    rdf.write(small(), tmp_path / "graph.nq", "nq")
    plain, more = load(tmp_path / "graph.nq"), load(tmp_path / "graph.nq", infer=True)
    named = {quad for quad in more if not isinstance(quad.graph_name, ox.DefaultGraph)}
    assert {quad for quad in named if quad.graph_name != inference.GRAPH} == {
        quad for quad in plain if not isinstance(quad.graph_name, ox.DefaultGraph)
    }
    derived = {quad.triple for quad in named if quad.graph_name == inference.GRAPH}
    assert derived
    assert not derived & {quad.triple for quad in plain}


def test_every_relation_has_one_word_for_its_inverse_or_is_its_own() -> None:
    ontology = rdflib.Graph().parse(folder("schema") / "ontology.ttl")
    inverse = [str(relation).removeprefix(schema.NAMESPACE) for relation in ontology.objects(None, OWL.inverseOf)]
    symmetric = [name for name, relation in schema.load().relations.items() if relation.symmetric]
    assert sorted([*inverse, *symmetric]) == sorted(schema.load().relations)
    assert all(len(set(ontology.objects(word, RDFS.label))) == 2 for word in ontology.subjects(OWL.inverseOf, None))


def test_a_query_sees_what_follows_only_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rdf.write(small(), tmp_path / "graph.nq", "nq")
    query = 'SELECT ?l { ?p skos:prefLabel "江苏省"@zh ; kgo:locationOf/skos:prefLabel ?l }'
    assert cli.main(["query", str(tmp_path), query, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert cli.main(["query", str(tmp_path), query, "--format", "json", "--infer"]) == 0
    assert {"l": "苏州高新区"} in json.loads(capsys.readouterr().out)


def test_a_load_has_it_as_a_graph_more() -> None:
    graphs = stores.by_graph(quads(small()), ox.NamedNode(EX))
    (name, triples), = stores.inferred(graphs).items()  # fmt: skip
    assert name == inference.GRAPH
    assert len(triples) == len(set(triples)) > 10
