"""What the RDF of a graph says, and that every reader gets the same from every format."""

import os
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from rdflib.compare import isomorphic

from kg import graph, rdf
from kg.model import Document, Entity, Mention, entity_id
from kg.rdf.background import broader
from kg.rdf.quads import quads
from kg.rdf.terms import address, chinese, clean, day, number, term, worded
from tests.graphs import BACKGROUND, LABELS, NEWS, small
from tests.hostile import HOSTILE

KGO = "https://w3id.org/cluster-kg/schema#"
ID = "https://w3id.org/cluster-kg/id/"


def iri(name: str) -> ox.NamedNode:
    return ox.NamedNode(ID + entity_id(*LABELS[name]).replace("-", "/"))


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """Return the small graph's quads."""
    store = ox.Store()
    store.extend(quads(small()))
    return store


def ask(store: ox.Store, pattern: str) -> bool:
    prefixes = rdf.prefixes()
    return bool(store.query(f"ASK {{ {pattern} }}", prefixes=prefixes, use_default_graph_as_union=True))


def number_of(store: ox.Store, pattern: str) -> int:
    query = f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"
    return int(next(iter(store.query(query, prefixes=rdf.prefixes())))["n"].value)


# ---------------------------------------------------------------- the model


def test_a_fact_stands_as_a_plain_triple(store: ox.Store) -> None:
    assert ask(store, f"{iri('cluster')} kgo:locatedIn {iri('zone')}")


def test_an_assertion_names_its_triple_and_shows_a_passage_of_each_document_that_states_it(store: ox.Store) -> None:
    rows = store.query(
        f"""SELECT ?exact ?name WHERE {{
            ?a rdf:subject {iri("cluster")} ; rdf:predicate kgo:locatedIn ; rdf:object {iri("zone")} ; kgo:evidence ?e .
            ?e oa:exact ?exact ; prov:wasDerivedFrom/dcterms:source ?name }} ORDER BY ?name""",
        prefixes=rdf.prefixes(),
        use_default_graph_as_union=True,
    )
    found = [(row["name"].value, row["exact"].value) for row in rows]
    assert [name for name, _ in found] == ["news.txt", "report.txt"]
    assert found[0][1] == NEWS.text.split("\n")[0]


def test_an_observation_carries_number_unit_time_and_comparator(store: ox.Store) -> None:
    assert ask(
        store,
        f"""{iri("cluster")} kgo:observation [ kgo:indicator "目标产值"@zh ; kgo:value "100000000000"^^xsd:decimal ;
            kgo:unit "元"@zh ; kgo:time "2025" ; kgo:comparator ">=" ; kgo:target true ]""",
    )


@pytest.mark.parametrize(
    ("genre", "date"),
    [
        ("NewsArticle", '"2020-04-21"^^xsd:date'),
        ("Legislation", '"2021-03"^^xsd:gYearMonth'),
        ("Report", '"2022"^^xsd:gYear'),
    ],
)
def test_a_document_is_of_its_genre_and_dated_as_precisely_as_known(store: ox.Store, genre: str, date: str) -> None:
    assert ask(store, f"?d a kgo:Document, schema:{genre} ; schema:datePublished {date}")


def test_names_are_chinese_labels_with_pinyin_beside(store: ox.Store) -> None:
    assert ask(store, f'{iri("zone")} skos:prefLabel "苏州高新区"@zh ; skos:altLabel "苏州高新区（简称）"@zh')
    assert ask(store, f'{iri("zone")} kgo:pinyin "su zhou gao xin qu"')


def test_english_names_stand_beside_in_their_language_and_once() -> None:
    store = ox.Store()
    store.extend(quads(graph.assemble([Entity("Region-1", "Region", "苏州市", ("Suzhou", "苏州"), ())], [])))
    names = store.quads_for_pattern(ox.NamedNode(f"{ID}Region/1"), term("skos:altLabel"), None, None)
    assert {quad.object for quad in names} == {chinese("苏州"), ox.Literal("Suzhou", language="en")}


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("The zone lies in the east of the city.", "en"),
        ("eVTOL", "en"),
        ("苏州 High-tech Zone", "zh"),
        ("C919", "zh"),
        ("%", "zh"),
        ("", "zh"),
    ],
)
def test_names_passages_and_titles_are_tagged_by_their_letters(written: str, tag: str) -> None:
    mention = Mention(0, 1, written, "Zone", "某区", "r")
    entity = Entity("Zone-1", "Zone", "某区", (written,), (("d", mention),))
    found = list(quads(graph.assemble([entity], [], [Document("d", "x", title=written, publisher=written)])))
    tags = {q.object.language for q in found if isinstance(q.object, ox.Literal) and q.object.value == written}
    assert tags - {None} == {tag}
    (label,) = (q.object for q in found if q.predicate == term("skos:prefLabel") and "Zone" in str(q.subject))
    assert label == chinese("某区")


def test_a_region_carries_its_code_and_an_industry_is_a_concept_of_the_scheme(store: ox.Store) -> None:
    assert ask(store, f'{iri("city")} kgo:code "320500"')
    assert ask(store, f"{iri('devices')} skos:inScheme [ a skos:ConceptScheme ]")


def test_a_region_lies_where_the_data_say_and_an_industry_is_part_of_a_broader_one() -> None:
    g = small()
    names = [("Industry-1", "医疗器械"), ("Industry-2", broader()["医疗器械"])]
    entities = [Entity(node, "Industry", label, (), ()) for node, label in names]
    g.update(graph.assemble(entities, []))
    store = ox.Store()
    store.extend(quads(g))
    assert ask(store, f"{iri('city')} geo:lat ?lat ; geo:long ?long . FILTER(?lat > 31 && ?lat < 32 && ?long > 120)")
    assert ask(store, f"<{ID}Industry/1> skos:broader <{ID}Industry/2>")


def test_the_data_set_tells_the_run_that_made_it_and_counts_its_kinds(store: ox.Store) -> None:
    assert ask(
        store, "?d a dcat:Dataset ; prov:wasGeneratedBy [ a prov:Activity ; kgo:programVersion ?v ; prov:used ?doc ]"
    )
    assert ask(store, "?d void:classPartition [ void:class kgo:Zone ; void:entities 2 ]")
    assert ask(store, "?d void:propertyPartition [ void:property kgo:locatedIn ; void:triples 6 ]")
    assert ask(store, f"?d a void:Dataset ; void:documents 3 ; void:triples {len(list(rdf.triples(small())))}")


def test_names_that_begin_at_one_place_are_two_mentions_and_one_without_a_rule_counts_as_it_is() -> None:
    mentions = tuple(("d", Mention(0, end, "苏州高新区"[:end], "Zone", "苏州高新区", "")) for end in (4, 5))
    g = graph.assemble([Entity("Zone-1", "Zone", "苏州高新区", (), mentions)], [], [Document("d", "苏州高新区")])
    store = ox.Store()
    store.extend(quads(g))
    assert number_of(store, "GRAPH ?d { ?m a kgo:Mention ; oa:end ?end }") == 2
    assert ask(store, f"?d a void:Dataset ; void:triples {len(list(rdf.triples(g)))}")


def test_versions_and_a_stamp_are_stated_only_where_the_build_gives_them() -> None:
    stamped = small()
    stamped.graph["build"] = {"rules": "r1", "data": "d1", "stamp": "2026-01-02T03:04:05Z"}
    store = ox.Store()
    store.extend(quads(stamped))
    assert ask(store, '?b kgo:rulesVersion "r1" ; kgo:dataVersion "d1" ; prov:endedAtTime ?t')
    assert b"endedAtTime" not in _bytes(small(), "nq")


def test_background_stands_in_a_graph_of_its_own(store: ox.Store) -> None:
    graph_name = "<https://w3id.org/cluster-kg/graph/background>"
    assert number_of(store, f"GRAPH {graph_name} {{ ?s a ?kind . ?s skos:prefLabel ?l }}") == len(BACKGROUND)
    assert number_of(store, f"GRAPH {graph_name} {{ ?s kgo:locatedIn ?o }}") == 2
    assert number_of(store, "?s kgo:locatedIn ?o") == 4


def test_a_document_graph_holds_what_the_document_states(store: ox.Store) -> None:
    where = "GRAPH ?d { ?d a kgo:Document ; dcterms:source 'report.txt' ."
    assert number_of(store, f"{where} ?s kgo:locatedIn ?o }}") == 2
    assert number_of(store, f"{where} ?s kgo:partOf ?o }}") == 0


# ---------------------------------------------------------------- the formats


def _bytes(g: nx.MultiDiGraph, format: str) -> bytes:  # noqa: A002
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"graph.{format}"
        rdf.write(g, path, format)
        return path.read_bytes()


@pytest.mark.parametrize("format", ["ttl", "nt", "rdf"])
def test_pyoxigraph_and_rdflib_read_the_same_graph_as_is_handed_over(format: str) -> None:  # noqa: A002
    text = _bytes(small(), format)
    ours = rdf.to_rdflib(small())
    theirs = rdflib.Graph().parse(data=text, format={"ttl": "turtle", "nt": "nt", "rdf": "xml"}[format])
    assert isomorphic(ours, theirs)
    assert sum(1 for _ in ox.parse(text, format=rdf.FORMATS[format])) == len(theirs) == len(ours)


@pytest.mark.parametrize("format", ["nq", "trig", "jsonld"])
def test_formats_with_graphs_hold_the_same_quads(format: str) -> None:  # noqa: A002
    assert set(ox.parse(_bytes(small(), format), format=rdf.FORMATS[format])) == set(quads(small()))


@pytest.mark.parametrize("format", ["nq", "trig", "jsonld"])
def test_rdflib_reads_the_formats_with_graphs(format: str) -> None:  # noqa: A002
    dataset = rdflib.Dataset()
    dataset.parse(data=_bytes(small(), format), format={"nq": "nquads", "trig": "trig", "jsonld": "json-ld"}[format])
    assert len(list(dataset.quads())) == len(set(quads(small())))


def test_nothing_is_said_twice() -> None:
    rows = list(rdf.triples(small()))
    assert len(rows) == len(set(rows))


def test_turtle_opens_with_the_data_set_and_tells_one_thing_a_block() -> None:
    blocks = _bytes(small(), "ttl").decode().split("\n\n")
    assert blocks[1].startswith("Dataset:")
    zone = next(block for block in blocks if 'prefLabel "苏州高新区"@zh' in block)
    assert zone.splitlines()[0].startswith("Zone:")
    assert all(line.startswith("\t") for line in zone.splitlines()[1:])


@pytest.mark.parametrize("format", ["ttl", "nq"])
def test_what_is_written_without_pyoxigraph_is_what_it_would_write(format: str) -> None:  # noqa: A002
    many = [hostile(f'{i}"高新区\\\n', "\t", f"https://example.org/{i}", "\r", f"{i}.txt") for i in range(400)]
    for g in (small(), nx.compose_all(many)):
        found = rdf.triples(g) if format == "ttl" else quads(g)
        theirs = ox.serialize(found, format=rdf.FORMATS[format], prefixes=rdf.prefixes()) or b""
        ours = _bytes(g, format).decode().splitlines()
        assert [line for line in ours if line] == theirs.decode().splitlines()
        assert all(line or following for line, following in pairwise(ours))


def test_bytes_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from kg import rdf
from tests.graphs import small
for format in rdf.FORMATS:
    rdf.write(small(), Path(sys.argv[1], format), format)
"""
    for seed in ("1", "2"):
        (tmp_path / seed).mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, tmp_path / seed], env=environment, check=True)
    for format in rdf.FORMATS:  # noqa: A001
        assert (tmp_path / "1" / format).read_bytes() == (tmp_path / "2" / format).read_bytes(), format


def test_another_base_moves_everything_but_the_schema() -> None:
    store = ox.Store()
    store.extend(quads(small(), "https://data.example.org/kg/"))
    subjects = {quad.subject.value for quad in store}
    assert all(subject.startswith("https://data.example.org/kg/id/") for subject in subjects)


@pytest.mark.parametrize("base", ["no iri/", "https://example.org/kg", "https://example.org/<x>/"])
def test_a_base_that_would_break_names_is_refused(base: str) -> None:
    with pytest.raises(ValueError, match="--base"):
        list(quads(small(), base))


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("old")
    broken = small()
    next(iter(broken.edges(data=True)))[2]["confidence"] = float("nan")
    with pytest.raises(ValueError, match="decimal"):
        rdf.write(broken, path)
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("graph.ttl", "old")]


# ---------------------------------------------------------------- literals


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (20, "20"),
        (20.0, "20"),
        (0.97, "0.97"),
        (1e11, "100000000000"),
        (1e-7, "0.0000001"),
        (-0.5, "-0.5"),
        (300, "300"),
    ],
)
def test_numbers_are_decimals_without_exponent(value: float, text: str) -> None:
    assert number(value) == ox.Literal(text, datatype=term("xsd:decimal"))


@pytest.mark.parametrize("text", ["2020-02-30", "去年", "20200421", "", "2020-13"])
def test_what_is_no_date_stays_a_plain_string(text: str) -> None:
    assert day(text) == ox.Literal(text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(label=HOSTILE, alias=HOSTILE, url=HOSTILE, title=HOSTILE, name=HOSTILE)
def test_hostile_names_come_back_unchanged_from_every_format(
    label: str, alias: str, url: str, title: str, name: str
) -> None:
    g = hostile(label, alias, url, title, name)
    expected = set(quads(g))
    assert {chinese(label), worded(clean(title))} <= {quad.object for quad in expected} | {chinese("")}
    for format in ("nq", "trig", "jsonld"):  # noqa: A001
        assert set(ox.parse(_bytes(g, format), format=rdf.FORMATS[format])) == expected, format
    for format in ("ttl", "nt", "rdf"):  # noqa: A001
        text = _bytes(g, format)
        read = {triple.triple for triple in ox.parse(text, format=rdf.FORMATS[format])}
        assert read == {quad.triple for quad in expected}, format
        theirs = rdflib.Graph().parse(data=text, format={"ttl": "turtle", "nt": "nt", "rdf": "xml"}[format])
        assert isomorphic(theirs, rdf.to_rdflib(g)), format


def hostile(label: str, alias: str, url: str, title: str, name: str) -> nx.MultiDiGraph:
    """Return a graph whose every text comes from outside."""
    document = Document(id=name, text=label, name=name, title=title, url=url, publisher=alias, date=alias)
    mention = Mention(0, len(label), label, "Zone", label, name)
    entity = Entity("Zone-" + label, "Zone", label, (alias,), ((name, mention),), origin=alias, background=True)
    return graph.assemble([entity], [], [document])


@pytest.mark.parametrize(
    ("url", "literal"),
    [
        (
            "https://example.org/?a=1&b=(2)",
            '"https://example.org/?a=1&b=(2)"^^<http://www.w3.org/2001/XMLSchema#anyURI>',
        ),
        ("not an address", '"not an address"'),
        ("javascript:<script>", '"javascript:<script>"'),
        ("\ud800", '"□"'),
    ],
)
def test_an_address_is_a_literal_and_typed_where_it_is_one(url: str, literal: str) -> None:
    assert str(address(url)) == literal


def test_what_xml_cannot_carry_is_replaced_one_for_one() -> None:
    assert clean("a\x00b\ud800c\td\re\ufffd") == "a□b□c\td\re□"
