"""What the ontology gives the program, and how it refuses a broken one."""

import pytest

from kg import schema

KINDS = """
    Cluster Zone ResearchInstitute University Company GovernmentBody Organization Industry Technology Region Policy
    Program Person"""
RELATIONS = """
    locatedIn focusesOn partOf foundedBy supports memberOf cooperatesWith selectedFor approvedBy issuedBy runs appliesTo
    investsIn worksFor"""


def test_the_ontology_names_all_kinds_and_relations_in_its_own_order() -> None:
    assert list(schema.load().kinds) == KINDS.split()
    assert list(schema.load().relations) == RELATIONS.split()


def test_a_kind_carries_both_labels_and_a_definition() -> None:
    zone = schema.load().kinds["Zone"]
    assert (zone.iri, zone.zh, zone.en) == ("https://w3id.org/cluster-kg/schema#Zone", "园区", "zone")
    assert zone.definition.startswith("A named development zone")


def test_unions_are_taken_apart_down_to_kinds() -> None:
    founded = schema.load().relations["foundedBy"]
    bodies = {"ResearchInstitute", "University", "Company", "GovernmentBody", "Organization"}
    assert founded.domain == bodies | {"Zone", "Cluster"}
    assert founded.range == bodies | {"Person", "Region", "Zone"}


def test_only_cooperation_is_symmetric() -> None:
    assert [name for name, relation in schema.load().relations.items() if relation.symmetric] == ["cooperatesWith"]


@pytest.mark.parametrize(
    ("subject", "relation", "target", "problems"),
    [
        ("Cluster", "locatedIn", "Zone", []),
        ("Region", "supports", "Industry", []),
        ("Person", "worksFor", "Company", []),
        (
            "Industry",
            "runs",
            "Program",
            ["the subject of runs must be GovernmentBody, Organization, Region or Zone, not Industry"],
        ),
        ("Zone", "approvedBy", "Region", ["the object of approvedBy must be GovernmentBody, not Region"]),
        ("Planet", "locatedIn", "Zone", ["'Planet' is no kind of the schema"]),
        ("Zone", "orbits", "Region", ["'orbits' is no relation of the schema"]),
    ],
)
def test_a_fact_outside_domain_or_range_is_told_why(
    subject: str, relation: str, target: str, problems: list[str]
) -> None:
    assert schema.load().problems(subject, relation, target) == problems


def test_a_fact_wrong_at_both_ends_is_told_twice() -> None:
    assert len(schema.load().problems("Industry", "worksFor", "Person")) == 2


def test_all_faults_of_a_broken_ontology_are_listed_at_once() -> None:
    turtle = b"""
        @prefix kgo: <https://w3id.org/cluster-kg/schema#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        kgo:Moon rdfs:subClassOf kgo:Entity ; rdfs:label "moon"@en .
        kgo:orbits rdfs:subPropertyOf kgo:relatedTo ; rdfs:label "orbits"@en ; rdfs:domain kgo:Planet ."""
    with pytest.raises(
        ValueError, match=r"Moon has no label@zh.*orbits has no range.*orbits names Planet, which is no kind"
    ):
        schema.read(turtle)
