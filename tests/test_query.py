"""``kg query``: the twenty questions of docs/queries, the formats, and what goes wrong."""

import json
import os
from pathlib import Path

import pytest

from kg import cli, rdf
from kg.cli.query import FORMATS
from kg.cli.screen import shown, table, width
from kg.query import Answer, QueryError, ask
from tests.graphs import small

QUERIES = sorted(Path("docs/queries").glob("*.rq"))
EXPORT = Path("export")  # the committed build of data/samples
RECORDED = Path("docs/queries/answers")
ANSWERS = Path("tests/cases/queries")  # what the small graph answers, as kg query --format csv writes it


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the small graph in it."""
    folder = tmp_path_factory.mktemp("build")
    rdf.write(small(), folder / "graph.nq", "nq")
    rdf.write(small(), folder / "graph.ttl")
    return folder


def printed(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    assert cli.main(["query", *map(str, arguments)]) == 0
    return capsys.readouterr().out


def test_there_are_twenty_questions() -> None:
    assert len(QUERIES) == 20
    assert all(path.read_text(encoding="utf-8").startswith("# ") for path in QUERIES)


@pytest.mark.parametrize("query", QUERIES, ids=lambda path: path.stem)
def test_a_question_is_answered(query: Path, build: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expected = (ANSWERS / f"{query.stem}.csv").read_text(encoding="utf-8")
    assert len(expected.splitlines()) > 1, "an answer without rows proves nothing"
    assert printed(capsys, build, query, "--format", "csv") == expected


@pytest.mark.parametrize("query", QUERIES, ids=lambda path: path.stem)
def test_the_committed_build_answers_as_recorded(query: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After a new build of export/: docs/queries/README.md has the line that records the answers."""
    if not (EXPORT / "graph.nq").exists():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("no build: kg build data/samples --out export")
    recorded = (RECORDED / f"{query.stem}.csv").read_text(encoding="utf-8")
    assert len(recorded.splitlines()) > 1, "an answer without rows proves nothing"
    assert printed(capsys, EXPORT, query, "--format", "csv") == recorded


def test_every_question_is_listed() -> None:
    page = Path("docs/queries/README.md").read_text(encoding="utf-8")
    for path in QUERIES:
        question = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
        assert f"| [{path.stem}]({path.name}) | {question} |" in page


@pytest.mark.parametrize("query", [QUERIES[0], QUERIES[6], QUERIES[16]], ids=lambda path: path.stem)
def test_turtle_and_n_quads_answer_alike(query: Path, build: Path) -> None:
    text = query.read_text(encoding="utf-8")
    assert ask(build / "graph.ttl", text, 60) == ask(build / "graph.nq", text, 60)


def test_named_graphs_can_be_asked_for(build: Path) -> None:
    answer = ask(build / "graph.nq", "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }", 60)
    assert answer.rows[0][0]["value"] == "5"  # three documents, background, build


def test_a_table_keeps_chinese_in_columns(build: Path, capsys: pytest.CaptureFixture[str]) -> None:
    query = "SELECT ?l ?p { ?z a kgo:Region ; skos:prefLabel ?l ; kgo:pinyin ?p } ORDER BY ?p"
    lines = printed(capsys, build, query).splitlines()
    assert lines[2:] == ["江苏省  jiang su sheng", "苏州    su zhou", "(2 rows)"]


def test_markdown_and_json(build: Path, capsys: pytest.CaptureFixture[str]) -> None:
    query = 'SELECT ?l ?k { ?z a ?k ; skos:prefLabel ?l . FILTER(?l = "李明"@zh) }'
    assert printed(capsys, build, query, "--format", "md") == "| l | k |\n| --- | --- |\n| 李明 | kgo:Person |\n"
    answer = json.loads(printed(capsys, build, query, "--format", "json"))
    assert answer == [{"l": "李明", "k": "https://w3id.org/cluster-kg/schema#Person"}]


def test_ask_says_yes_or_no_and_construct_gives_turtle(build: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "yes" in printed(capsys, build, "ASK { ?z a kgo:Zone }")
    turtle = printed(capsys, build, "CONSTRUCT { ?z a kgo:Zone } WHERE { ?z a kgo:Zone }")
    assert turtle.count(" a kgo:Zone") == 2
    assert turtle.count("@prefix") == 3  # rdf:, kgo: and Zone:, of thirty


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["SELECT nonsense"], "line 1, column 16: it ends too early"),
        (["SELECT ?z\nWHER { ?z a kgo:Zone }"], "line 2, column 6: no SPARQL just before “{ ?z a kgo:Zone”"),
        (["SELECT ?z (COUNT(*) AS ?n) { ?a ?b ?z } GROUP BY ?a"], "The SELECT contains a variable that is unbound\n"),
        (["PREFIX a: <a:> INSERT DATA { a:a a:a a:a }"], "INSERT would change the graph, and kg query only asks"),
        (["ASK { SERVICE <http://127.0.0.1:65530/> { ?a ?b ?c } }"], "another server, which the query asks by SERVICE"),
        (["missing.rq"], "missing.rq cannot be read"),
        (["ASK { ?x a foo:Zone }"], "the prefix foo: is not known"),
        (["PREFIX foo: <a:b> ASK { ?x a foo:Zone ; ?y 'baz:z', <qux:a> ; bar:a 1 }"], "the prefix bar: is not known"),
        (["ASK {}", "--format", "ttl"], "cannot be written as ttl"),
        (["CONSTRUCT { ?s a ?o } { ?s a ?o }", "--format", "csv"], "choose ttl"),
        (["SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--timeout", "3"], "no answer within 3 s"),
    ],
)
def test_what_gives_no_answer_is_one_sentence(
    arguments: list[str], said: str, build: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["query", str(build), *arguments]) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.out == ""


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("ASK { ?x a kgo:Zon }", "the schema has no kgo:Zon: did you mean kgo:Zone?"),
        ("ASK { ?x kgo:qqqq ?y }", "the schema has no kgo:qqqq\n"),
        ("ASK { ?x a kgo:Zone } # kgo:Zon", ""),
    ],
)
def test_a_term_that_the_schema_lacks_is_named_beside_the_answer(
    query: str, said: str, build: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["query", str(build), query]) == 0
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["{build}", "{ask}", "--format", "csv"],
        ["{build}", "--format", "csv", "{ask}"],
        ["--format", "csv", "{build}", "{ask}"],
        ["{ask}", "--format", "csv"],
        ["--format", "csv", "{ask}"],
    ],
)
def test_without_a_folder_the_build_in_export_is_asked_wherever_options_stand(
    arguments: list[str],
    build: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    (tmp_path / "export").symlink_to(build)
    monkeypatch.chdir(tmp_path)
    ask = "SELECT ?z WHERE { ?z a kgo:Zone }"
    assert printed(capsys, *(a.format(build=build, ask="{ask}").replace("{ask}", ask) for a in arguments)).startswith(
        "z\n"
    )


def test_a_folder_without_a_question_is_no_question(build: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["query", str(build)]) == 2
    assert f"{build} is a folder: say what to ask of it" in capsys.readouterr().err


def test_a_missing_graph_and_a_broken_one_are_told_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["query", str(tmp_path), "ASK {}"]) == 2
    assert "does not exist" in capsys.readouterr().err
    (tmp_path / "graph.nq").write_text("broken")
    with pytest.raises(QueryError, match="line 1"):
        ask(tmp_path / "graph.nq", "ASK {}", 60)


# ---------------------------------------------------------------- hostile text on the screen and in spreadsheets


@pytest.mark.parametrize(
    ("text", "line"),
    [("a\nb\tc", "a b c"), ("\x1b[31mred", "\ufffd[31mred"), ("\u202eabc", "\ufffdabc"), ("苏州", "苏州")],
)
def test_a_name_cannot_steer_the_terminal(text: str, line: str) -> None:
    assert shown(text) == line


def test_wide_characters_take_two_columns() -> None:
    assert width("苏州a，") == 7
    assert table(["x", "y"], [["苏州", "1"], ["abc", "2"]]) == "x     y\n----  -\n苏州  1\nabc   2"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ({"type": "literal", "value": "=cmd|' /C calc'!A0"}, "'=cmd|' /C calc'!A0"),
        ({"type": "literal", "value": "-1", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"}, "-1"),
        (None, ""),
    ],
)
def test_csv_holds_no_formulas(cell: dict[str, str] | None, text: str) -> None:
    line = FORMATS["csv"](Answer(["x"], [[cell]])).split("\n", 1)[1]
    assert line.strip().strip('"') == text


def test_markdown_holds_no_markup() -> None:
    cell = {"type": "literal", "value": "a|b<img>\nc"}
    assert FORMATS["md"](Answer(["x"], [[cell]])).splitlines()[-1] == r"| a\|b&lt;img> c |"
