"""Every shape and rule passes the valid graph and catches one that was broken for it; ``kg check`` says so in words."""

import re
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib

from kg import cli, rdf, schema
from kg.checks import shapes
from kg.graph import to_json
from kg.resources import folder
from tests.graphs import small

ID = "https://w3id.org/cluster-kg/id/"


def valid() -> ox.Store:
    return shapes.store_of(rdf.triples(small()))


# A mutation: which node (by class, or by label), which property, and what it says instead (nothing, or two things).
SET = [
    # shape, message, node, property, objects instead
    (
        "Entity",
        "an entity needs a preferred name in Chinese, and at most one a language",
        "kgo:Zone",
        "skos:prefLabel",
        "",
    ),
    (
        "Entity",
        "an entity needs a preferred name in Chinese, and at most one a language",
        "kgo:Zone",
        "skos:prefLabel",
        '"a"@zh, "b"@zh',
    ),
    (
        "chinese-name",
        "an entity needs a preferred name in Chinese that is not empty",
        "kgo:Zone",
        "skos:prefLabel",
        '"zone"@en',
    ),
    ("Entity", "another name must be text in Chinese or English, not empty", "kgo:Zone", "skos:altLabel", '"x"'),
    ("Entity", "an entity needs its name in pinyin, once", "kgo:Person", "kgo:pinyin", ""),
    ("Entity", "background is either true or left out", "kgo:Person", "kgo:background", "false"),
    ("Entity", "the origin must name one data file", "kgo:Person", "kgo:origin", '""'),
    ("Entity", "a mention must be described as a mention", "kgo:Person", "kgo:mention", "kgo:nothing"),
    ("Entity", "an observation must be described as an observation", "kgo:Person", "kgo:observation", "kgo:nothing"),
    ("Region", "a GB/T 2260 code has six digits, and a region has one", "kgo:Region", "kgo:code", '"3205"'),
    ("Region", "only a region has a GB/T 2260 code", "kgo:Person", "kgo:code", '"320500"'),
    ("Region", "a latitude is a decimal from -90 to 90", "kgo:Region", "geo:lat", "91.5"),
    ("Region", "a longitude is a decimal from -180 to 180", "kgo:Region", "geo:long", '"east"'),
    ("Industry", "an industry must stand in a concept scheme", "kgo:Industry", "skos:inScheme", ""),
    ("Industry", "what is broader than an industry is an industry", "kgo:Industry", "skos:broader", "kgo:nothing"),
    ("Assertion", "an assertion has one subject", "kgo:Assertion", "rdf:subject", ""),
    (
        "Assertion",
        "an assertion has one predicate, a relation of the schema",
        "kgo:Assertion",
        "rdf:predicate",
        "kgo:loves",
    ),
    ("Assertion", "an assertion has one object", "kgo:Assertion", "rdf:object", "kgo:a, kgo:b"),
    ("Assertion", "an assertion has one confidence, a decimal from 0 to 1", "kgo:Assertion", "kgo:confidence", "1.5"),
    (
        "Assertion",
        "an assertion has one confidence, a decimal from 0 to 1",
        "kgo:Assertion",
        "kgo:confidence",
        '"high"',
    ),
    ("Assertion", "background is either true or left out", "kgo:Assertion", "kgo:background", '"yes"'),
    ("Assertion", "planned is either true or left out", "kgo:Assertion", "kgo:planned", "false"),
    ("Assertion", "sources are counted once, at least one, or left out", "kgo:Assertion", "kgo:sources", "0"),
    ("Assertion", "an assertion has at most one first date", "kgo:Assertion", "kgo:firstDate", '"2019", "2020"'),
    ("Assertion", "an assertion has at most one last date", "kgo:Assertion", "kgo:lastDate", "kgo:nothing"),
    ("Assertion", "the origin must name one data file", "kgo:Assertion", "kgo:origin", '"a", "b"'),
    ("Assertion", "evidence must be described as evidence", "kgo:Assertion", "kgo:evidence", "kgo:nothing"),
    (
        "Assertion",
        "an assertion needs a passage that states it, or the data file that it comes from",
        "kgo:Assertion",
        "kgo:evidence",
        "",
    ),
    ("Observation", "an observation says once what is counted", "kgo:Observation", "kgo:indicator", ""),
    ("Observation", "an observation has one value, a decimal", "kgo:Observation", "kgo:value", '"many"'),
    ("Observation", "an observation has at most one unit", "kgo:Observation", "kgo:unit", '"家"@zh, "个"@zh'),
    ("Observation", "an observation is of at most one time", "kgo:Observation", "kgo:time", '"2019", "2020"'),
    ("Observation", "target is either true or left out", "kgo:Observation", "kgo:target", "false"),
    ("Observation", "a comparator is one of = > < ~ >= <=", "kgo:Observation", "kgo:comparator", '"about"'),
    ("Observation", "an observation needs a passage that states it", "kgo:Observation", "kgo:evidence", ""),
    ("Passage", "a passage has its text, once and not empty", "kgo:Mention", "oa:exact", '""@zh'),
    ("Passage", "a passage starts at one place, before its end", "kgo:Evidence", "oa:start", "9999"),
    ("Passage", "a passage ends at one place", "kgo:Evidence", "oa:end", ""),
    ("Passage", "a passage was read by at most one rule", "kgo:Evidence", "kgo:rule", '"a", "b"'),
    (
        "Passage",
        "a passage lies in one document, and the document is described",
        "kgo:Evidence",
        "prov:wasDerivedFrom",
        "kgo:nothing",
    ),
    ("Document", "a document has one identifier", "kgo:Document", "dcterms:identifier", ""),
    ("Document", "a document has one length, at least one character", "kgo:Document", "kgo:length", "0"),
    ("Document", "a document has at most one title", "kgo:Document", "schema:name", '"a"@zh, "b"@zh'),
    ("Document", "a document has at most one publisher", "kgo:Document", "schema:publisher", '"a"@zh, "b"@zh'),
    (
        "Document",
        "a document has at most one address: text, an xsd:anyURI where it is one",
        "kgo:Document",
        "schema:url",
        "<https://example.org/>",
    ),
    (
        "Document",
        "a document is dated at most once, by day, month or year: 2020-04-21, 2020-04 or 2020",
        "kgo:Document",
        "schema:datePublished",
        '"last year"',
    ),
    (
        "Document",
        "a document is a news article, legislation or a report",
        "kgo:Document",
        "rdf:type",
        "kgo:Document, schema:Book",
    ),
    ("Build", "a build names the version of the program", "kgo:Build", "kgo:programVersion", ""),
    ("Build", "a build has at most one version of the rules", "kgo:Build", "kgo:rulesVersion", '"1", "2"'),
    ("Build", "a build has at most one version of the data", "kgo:Build", "kgo:dataVersion", '"1", "2"'),
    ("Build", "what a build used is described as a document", "kgo:Build", "prov:used", "kgo:nothing"),
    ("Build", "a build ended at most once", "kgo:Build", "prov:endedAtTime", '"yesterday"'),
    ("Dataset", "a data set has a title", "dcat:Dataset", "dcterms:title", ""),
    ("Dataset", "a data set names the build that made it", "dcat:Dataset", "prov:wasGeneratedBy", ""),
    ("Dataset", "a data set says how many entities it holds, at least one", "dcat:Dataset", "void:entities", "0"),
    ("Dataset", "a data set says once how many triples it holds", "dcat:Dataset", "void:triples", "1, 2"),
    ("assertion-stands", "an assertion's triple must stand in the graph", "kgo:Assertion", "rdf:object", "kgo:nothing"),
    (
        "in-document",
        "a passage must lie in its document, and end where its text does",
        "kgo:Evidence",
        "oa:end",
        "9999",
    ),
    (
        "in-document",
        "a passage must lie in its document, and end where its text does",
        "kgo:Evidence",
        "oa:exact",
        '"short"@zh',
    ),
    (
        "passage-used",
        "a passage must be shown by an assertion, an observation or an entity",
        "kgo:Person",
        "kgo:mention",
        "",
    ),
    ("observation-used", "an observation must be of an entity", "kgo:Cluster", "kgo:observation", ""),
    ("one-kind", "an entity must be of one kind", "kgo:Person", "rdf:type", "kgo:Person, kgo:Policy"),
    ("known-terms", "a term of the schema's namespace must be in the schema", "kgo:Person", "kgo:shoeSize", "42"),
]
ADD = [
    # rule, message, a triple or several more; ?region, ?zone … are the nodes with these labels
    ("addresses", "a thing must have an address of its own, not a blank node", "[] a kgo:Zone"),
    ("fact-asserted", "a relation must have an assertion that says why it holds", "?person kgo:worksFor ?university"),
    (
        "asserted-once",
        "a triple must have one assertion, with all its evidence",
        "kgo:again a kgo:Assertion ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o",
    ),
    (
        "symmetric-once",
        "two that cooperate must be stated once, not both ways round",
        "?company kgo:cooperatesWith ?institute",
    ),
    ("not-inside-itself", "nothing lies inside itself, not by way of others either", "?province kgo:locatedIn ?zone"),
    (
        "not-its-own-parent",
        "no body is part of itself, not by way of others either",
        "?university kgo:partOf ?institute",
    ),
    (
        "not-narrower-than-itself",
        "no industry is broader than itself, not by way of others either",
        "?devices skos:broader ?devices",
    ),
    (
        "derived-apart",
        "an inverse relation must not be stated: kg query --infer derives it",
        "?city kgo:locationOf ?zone",
    ),
    ("one-code", "two regions must not carry the same code", '?city kgo:code "1" . ?province kgo:code "1"'),
    (
        "objects-described",
        "the object of a relation must be described: kind and name are missing",
        "?city kgo:locatedIn kgo:nowhere",
    ),
]
NAMED = {
    "person": "李明",
    "university": "东南大学",
    "company": "迈瑞医疗",
    "institute": "东南大学苏州医疗器械研究院",
    "province": "江苏省",
    "city": "苏州",
    "zone": "苏州高新区",
    "devices": "医疗器械",
}


def broken_by_setting(node: str, predicate: str, objects: str) -> ox.Store:
    """Return the valid graph with ``predicate`` of the first node of a class set to ``objects``."""
    store = valid()
    first = f"{{ SELECT ?n WHERE {{ ?n a {node} OPTIONAL {{ ?n {predicate} ?has }} }} ORDER BY DESC(BOUND(?has)) ?n LIMIT 1 }}"
    new = f"?n {predicate} {objects}" if objects else ""
    update = f"DELETE {{ ?n {predicate} ?o }} INSERT {{ {new} }} WHERE {{ {first} OPTIONAL {{ ?n {predicate} ?o }} }}"
    store.update(update, prefixes=rdf.prefixes())
    return store


def broken_by_adding(triples: str) -> ox.Store:
    """Return the valid graph with ``triples`` more."""
    store = valid()
    where = " . ".join(f'?{name} skos:prefLabel "{label}"@zh' for name, label in NAMED.items())
    where += " { SELECT ?s ?p ?o WHERE { ?a rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o } LIMIT 1 }"
    store.update(f"INSERT {{ {triples} }} WHERE {{ {where} }}", prefixes=rdf.prefixes())
    return store


def found(store: ox.Store) -> set[tuple[str, str]]:
    return {(finding.rule, finding.message) for finding in shapes.check(store).findings}


def test_a_graph_of_ours_is_valid_and_every_shape_and_rule_looked_at_something() -> None:
    report = shapes.check(valid())
    assert report.findings == []
    assert report.vacuous == []


@pytest.mark.parametrize(("rule", "message", "node", "predicate", "objects"), SET, ids=lambda value: str(value)[:40])
def test_a_property_set_wrong_is_found(rule: str, message: str, node: str, predicate: str, objects: str) -> None:
    assert (rule, message) in found(broken_by_setting(node, predicate, objects))


@pytest.mark.parametrize(("rule", "message", "triples"), ADD, ids=[row[0] for row in ADD])
def test_a_triple_too_many_is_found(rule: str, message: str, triples: str) -> None:
    assert (rule, message) in found(broken_by_adding(triples))


RELATIONS = list(schema.load().relations)


@pytest.mark.parametrize("relation", RELATIONS)
def test_a_relation_of_a_wrong_subject_or_to_a_wrong_object_is_found(relation: str) -> None:
    wrong = broken_by_adding(f"<{ID}Technology/1> a kgo:Technology . <{ID}Technology/1> kgo:{relation} <{ID}Nothing/1>")
    roles = {message.split(f" of {relation} must be a ")[0] for rule, message in found(wrong) if rule == relation}
    assert roles == {"the subject", "the object"}


@pytest.mark.parametrize("relation", RELATIONS)
def test_the_shapes_allow_what_the_ontology_allows(relation: str) -> None:
    graph = rdflib.Graph().parse(folder("schema") / "shapes.ttl")
    shape = rdflib.URIRef(shapes.SHAPES + relation)
    lists = graph.query(
        """PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT ?kind ?path WHERE { ?shape sh:property [ sh:path ?path ; sh:in/rdf:rest*/rdf:first ?kind ] }""",
        initBindings={"shape": shape},
    )
    allowed: dict[bool, set[str]] = {True: set(), False: set()}
    for kind, path in lists:
        allowed[path == rdflib.RDF.type].add(kind.removeprefix(schema.NAMESPACE))
    known = schema.load().relations[relation]
    assert (allowed[True], allowed[False]) == (known.domain, known.range)


def test_every_message_has_a_graph_that_it_was_written_for() -> None:
    shown = {message for _, message, *_ in (*SET, *ADD)}
    turtle = (folder("schema") / "shapes.ttl").read_text(encoding="utf-8")
    written = set(re.findall(r'sh:message "([^"]*)"', turtle))
    written |= {
        path.read_text().split("\n")[0].removeprefix("# ") for path in (folder("schema") / "rules").glob("*.rq")
    }
    relations = {message for message in written if re.match(r"the (subject|object) of \w+ must be a", message)}
    assert len(relations) == 2 * len(RELATIONS)
    assert written - relations - shown == set()


def test_every_class_and_property_of_the_schema_is_looked_at() -> None:
    ontology = rdflib.Graph().parse(folder("schema") / "ontology.ttl")
    terms = {str(s).removeprefix(schema.NAMESPACE) for s in ontology.subjects() if str(s).startswith(schema.NAMESPACE)}
    texts = [
        path.read_text(encoding="utf-8")
        for path in (folder("schema") / "shapes.ttl", *(folder("schema") / "rules").glob("*.rq"))
    ]
    looked_at = {name for text in texts for name in re.findall(r"kgo:(\w+)", text)}
    abstract = {"Body", "Passage"}  # unions: their members are looked at
    assert terms - looked_at - abstract == set()


def test_batches_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    store = broken_by_setting("kgo:Observation", "kgo:value", '"many"')
    whole = shapes.check(store)
    monkeypatch.setattr(shapes, "BATCH", 2)
    assert shapes.check(store) == whole


# ---------------------------------------------------------------- on every build


def looped() -> nx.MultiDiGraph:
    """Return the small graph with its zone inside itself."""
    g = small()
    zone = next(node for node, data in g.nodes(data=True) if data["label"] == NAMED["zone"])
    g.add_edge(zone, zone, key="locatedIn", confidence=1.0, background=True, planned=False, evidence=[], origin="x.csv")
    return g


def test_a_finding_is_a_problem_that_names_the_entity_and_the_rule() -> None:
    (problem,) = shapes.problems(looped())
    assert problem.code == "breaks-schema"
    assert problem.message.startswith("苏州高新区: nothing lies inside itself, not by way of others either [not-inside")


def test_a_graph_beyond_the_limit_is_left_to_kg_check(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shapes.problems(small()) == []
    size = len(list(rdf.triples(looped())))
    monkeypatch.setattr(shapes, "LIMIT", size)
    assert len(shapes.problems(looped())) == 1
    monkeypatch.setattr(shapes, "LIMIT", size - 1)
    assert shapes.problems(looped()) == []


# ---------------------------------------------------------------- kg check


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """Return a folder with the valid graph in it."""
    rdf.write(small(), tmp_path / "graph.ttl")
    return tmp_path


def test_a_valid_build_is_said_to_be_valid(build: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", str(build)]) == 0
    out = capsys.readouterr().out
    assert re.search(r"^Passage +\d\d$", out, re.MULTILINE)
    assert out.endswith("The graph is valid.\n")


@pytest.mark.parametrize("ending", rdf.FORMATS)
def test_all_formats_are_checked_alike(ending: str, tmp_path: Path) -> None:
    rdf.write(small(), tmp_path / f"g.{ending}", ending)
    assert cli.main(["check", str(tmp_path / f"g.{ending}")]) == 0


def test_graph_json_is_checked_too(tmp_path: Path) -> None:
    (tmp_path / "graph.json").write_text(to_json(small()), encoding="utf-8")
    assert cli.main(["check", str(tmp_path / "graph.json")]) == 0


def test_a_broken_node_is_shown_by_name_with_the_rule_and_the_wrong_value(
    build: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = build / "graph.ttl"
    file.write_text(file.read_text(encoding="utf-8").replace('"320500"', '"32\\u001b[31m"'), encoding="utf-8")
    assert cli.main(["check", str(file)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "a GB/T 2260 code has six digits, and a region has one [Region]"
    assert re.fullmatch(r"  苏州 <https://\S+/Region/\w+> — here: 32\ufffd\[31m", lines[1])
    assert lines[-1] == "The graph is not valid: 1 finding."


def test_many_broken_nodes_are_counted(build: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = build / "graph.ttl"
    file.write_text(re.sub(r"\tkgo:pinyin .*\n", "", file.read_text(encoding="utf-8")), encoding="utf-8")
    assert cli.main(["check", str(file)]) == 1
    assert "  and 9 more\n" in capsys.readouterr().out


def test_an_empty_graph_is_not_valid(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "graph.ttl").touch()
    assert cli.main(["check", str(tmp_path)]) == 1
    assert (
        "Missing, though every graph of this program has it: Assertion, Build, Dataset, Document, Entity, Passage"
        in capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.ttl", None, "does not exist"),
        ("missing", None, "does not exist"),
        ("graph.xlsx", "x", "ends in none of .ttl"),
        ("graph.ttl", "kgo:a", "line 1"),
        ("graph.json", "{}", "graph.json"),
        ("graph.json", '{"nodes": [{"id": "a"}], "edges": []}', "graph.json"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(
    name: str, content: str | None, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    assert cli.main(["check", str(tmp_path / name)]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
