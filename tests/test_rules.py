"""The rules that people write: every example yields its relation, no counter sentence does, every mistake is named."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from kg import rules
from kg.cli import main
from kg.english.relate import rules as english_rules
from kg.extract import extract
from kg.model import Document, Mention, digest
from kg.resources import folder
from kg.rules import patterns, slots
from kg.text import fold

ALL = list({rule.id: rule for group in rules.load() for rule in group}.values())
EXAMPLES = [pytest.param(rule.id, line, id=f"{rule.id} {line}") for rule in ALL for line in rule.examples]
COUNTER = [pytest.param(rule.id, line, id=f"{rule.id} {line}") for rule in ALL for line in rule.counter]
RELATIONS = {rule.id: rule.relation for rule in ALL}


@cache
def claims(sentence: str) -> tuple[tuple[str, str, Mention, Mention], ...]:
    result = extract(Document(digest(sentence), sentence))
    names = result.mentions
    return tuple((c.rule, c.relation, names[c.subject], names[c.object]) for c in result.claims)


def called(mention: Mention, name: str) -> bool:
    return fold(name) in (fold(mention.text), fold(mention.name))


@pytest.mark.parametrize(("rule", "line"), EXAMPLES)
def test_an_example_is_read_by_its_rule(rule: str, line: str) -> None:
    sentence, subject, target = (part.strip() for part in line.split("|"))
    found = [(s, relation, o) for name, relation, s, o in claims(sentence) if name == rule]
    assert any(called(s, subject) and called(o, target) for s, _, o in found), claims(sentence)
    assert {relation for _, relation, _ in found} == {RELATIONS[rule]}


@pytest.mark.parametrize(("rule", "sentence"), COUNTER)
def test_a_counter_sentence_is_not_read_by_the_rule(rule: str, sentence: str) -> None:
    assert not [(s.name, o.name) for name, _, s, o in claims(sentence) if name == rule]


def test_every_rule_shows_what_it_reads() -> None:
    assert [rule.id for rule in ALL if len(rule.examples) < 2] == []


def test_every_example_has_three_parts() -> None:
    assert [line for rule in ALL for line in rule.examples if line.count("|") != 2] == []


def test_an_id_says_what_the_rule_is_about() -> None:
    assert [rule.id for rule in ALL if rule.id.count(".") != 1 or fold(rule.id) != rule.id] == []


def test_all_mistakes_are_listed_at_once_with_file_number_and_id(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(
        """
        [[rule]]
        id = "a.key"
        relation = "partOf"
        pattern = "{s:Body}属于{o:Body}"
        weight = 3

        [[rule]]
        id = "a.kind"
        relation = "partOf"
        pattern = "{s:Bodies}属于{o:Body}"

        [[rule]]
        id = "a.relation"
        relation = "belongsTo"
        pattern = "{s:Body}属于{o:Body}"

        [[rule]]
        id = "a.bracket"
        relation = "partOf"
        pattern = "{s:Body}(属于{o:Body}"

        [[rule]]
        relation = "partOf"
        pattern = "{s:Body}属于{o:Body}"

        [[rule]]
        id = "a.topic"
        relation = "partOf"
        pattern = "属于{o:Body}"

        [[rule]]
        id = "a.tells"
        relation = "partOf"
        pattern = "{s:Body}属于{o:Body}"
        tells = "selling"

        [[name]]
        id = "a.position"
        relation = "partOf"
        outer = "Body"
        inner = "Body"
        position = "end"

        [[deed]]
        id = "a.deed"
        relation = "partOf"
        agent = "{o:Company}"
        patient = "{s:Company}"

        [[role]]
        id = "a.role"
        relation = "partOf"
        holder = "{o:Company}"
        bearer = "{o:Company}"
        role = "(分公司)"
        """,
        encoding="utf-8",
    )
    (tmp_path / "b.toml").write_text("[[rules]]\nid = 1\n", encoding="utf-8")
    (tmp_path / "c.toml").write_text("[[rule]\n", encoding="utf-8")
    with pytest.raises(rules.RuleError) as caught:
        rules.read(tmp_path)
    lines = str(caught.value).splitlines()
    assert len(lines) == 12
    for line, (place, reason) in zip(
        lines,
        [
            ("a.toml, rule 1 (a.key)", "unknown key weight; known are"),
            ("a.toml, rule 2 (a.kind)", "unknown kind Bodies; known are"),
            ("a.toml, rule 3 (a.relation)", "unknown relation belongsTo"),
            ("a.toml, rule 4 (a.bracket)", "cannot read the pattern from “(属于{o:Body}”"),
            ("a.toml, rule 5 (no id)", "the key 'id' is missing"),
            ("a.toml, rule 6 (a.topic)", 'say subject = "topic:Kind|Kind"'),
            ("a.toml, rule 7 (a.tells)", "tells is one of making, furthering, giving, ranging"),
            ("a.toml, name 1 (a.position)", "position is one of start, any, last, seat"),
            ("a.toml, role 1 (a.role)", "two slots for o"),
            ("a.toml, deed 1 (a.deed)", "the key 'deed' is missing"),
            ("b.toml", "unknown table [rules]"),
            ("c.toml", "line 1"),
        ],
        strict=True,
    ):
        assert line.startswith(place + ":")
        assert reason in line


def rule_file(root: Path, pattern: str, more: str = "") -> Path:
    (root / "one.toml").write_text(
        f'[[rule]]\nid = "one.rule"\nrelation = "partOf"\npattern = "{pattern}"\n{more}\n', encoding="utf-8"
    )
    return root


def test_an_id_stands_once(tmp_path: Path) -> None:
    rule_file(tmp_path, "{s:Body}属于{o:Body}")
    (tmp_path / "two.toml").write_text((tmp_path / "one.toml").read_text(encoding="utf-8"), encoding="utf-8")
    reason = r"two\.toml, rule 1 \(one\.rule\): the id is used already by one\.toml, rule 1"
    with pytest.raises(rules.RuleError, match=reason):
        rules.read(tmp_path)


@pytest.mark.parametrize(
    ("pattern", "more", "problem"),
    [
        ("{s:Body}属于{s:Body}", "", "two slots for s"),
        ("{s:|}属于{o:Body}", "", "a slot for | takes no kind"),
        ("{s:Body}属于{o:Body}?", "", "only a name that takes no part may be missing"),
        ("{s:Body}[属于]{o:Body}", 'subject = "Body"', ""),
        ("{q:Body}属于{o:Body}", "", "cannot read the pattern from “{q:Body}"),
        ("{s:Body}.{o:Body}", "", "cannot read the pattern from “.{o:Body}”"),
        ("{s:Body}(){o:Body}", "", "cannot read the pattern from “(){o:Body}”"),
        ("{s:Body}((属于)){o:Body}", "", "cannot read the pattern from “((属于))"),
    ],
)
def test_the_language_is_closed(tmp_path: Path, pattern: str, more: str, problem: str) -> None:
    rule_file(tmp_path, pattern, more)
    if not problem:  # all that is no mark of the language is plain text
        assert rules.read(tmp_path)[0][0].regex.search("\ue008[属于]\ue008")
        return
    with pytest.raises(rules.RuleError) as caught:
        rules.read(tmp_path)
    assert problem in str(caught.value)


def test_words_that_rules_share_stand_once_in_their_file(tmp_path: Path) -> None:
    rule_file(tmp_path, "{s:Body}(@owns|属于){o:Body}", '[words]\nowns = ["拥有", "持有"]')
    [rule] = rules.read(tmp_path)[0]
    assert [bool(rule.regex.search(f"\ue008{verb}\ue008")) for verb in ("持有", "属于", "出售")] == [True, True, False]


def test_words_that_the_file_does_not_list_are_a_mistake(tmp_path: Path) -> None:
    rule_file(tmp_path, "{s:Body}(@owns){o:Body}", '[words]\nsells = ["出售"]')
    with pytest.raises(
        rules.RuleError, match=r"one\.toml, rule 1 \(one\.rule\): unknown words @owns; \[words\] has sells"
    ):
        rules.read(tmp_path)


def slot(kind: str) -> str:
    return slots.KIND_CHAR[kind]


UNIVERSITY, COMPANY, ZONE = slot("University"), slot("Company"), slot("Zone")


@pytest.mark.parametrize(
    ("pattern", "text", "read"),
    [
        ("{s:Body}属于{o:Body}", f"{UNIVERSITY}属于{COMPANY}", True),
        ("{s:Body}属于{o:Body}", f"{ZONE}属于{COMPANY}", False),
        ("{s:Zone|Body}属于{o:Body}", f"{ZONE}属于{COMPANY}", True),
        ("{s:Body}(属于|归){o:Body}", f"{UNIVERSITY}归{COMPANY}", True),
        ("{s:Body}(属)?于{o:Body}", f"{UNIVERSITY}于{COMPANY}", True),
        ("{s:Body}..于{o:Body}", f"{UNIVERSITY}早年属于{COMPANY}", True),
        ("{s:Body}..于{o:Body}", f"{UNIVERSITY},属于{COMPANY}", False),
        ("{s:Body}..于{o:Body}", f"{UNIVERSITY}和{ZONE}属于{COMPANY}", False),
        ("{s:Body}...于{o:Body}", f"{UNIVERSITY}和{ZONE},属于{COMPANY}", True),
        ("{s:Body}...于{o:Body}", f"{UNIVERSITY}。它属于{COMPANY}", False),
        ("^{s:Body}于{o:Body}", f"去年,{UNIVERSITY}于{COMPANY}", True),
        ("^{s:Body}于{o:Body}", f"去年{UNIVERSITY}于{COMPANY}", False),
        ("{s:Body}（属于）{o:Body}", f"{UNIVERSITY}属于{COMPANY}", True),
    ],
)
def test_a_pattern_reads(pattern: str, text: str, read: bool) -> None:
    expression, _, _ = patterns.translate(pattern)
    assert bool(re.search(expression, text)) is read


def test_the_rarest_words_decide_whether_a_rule_is_tried() -> None:
    _, words, _ = patterns.translate("{s:Body}的(投资|出资)..{o:Body}")
    assert set(words) == {"投资", "出资"}


def test_the_files_hold_no_rule_of_another_language() -> None:
    """Files in folders below, data/rules/english for one, have a reader of their own."""
    assert {rule.place.split(",")[0] for rule in ALL} == {path.name for path in folder("data/rules").glob("*.toml")}


def test_the_command_lists_every_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()[2:]
    everything = (*rules.load()[1], *rules.load()[0], *english_rules())
    assert [line.split()[0] for line in lines] == list(dict.fromkeys(rule.id for rule in everything))


def test_the_command_counts_how_often_a_rule_fires_and_is_right(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.txt").write_text("苏州高新区去年引进了华为，苏州工业园区去年引进了微软。", encoding="utf-8")
    gold = {
        "entities": [
            {"id": "e1", "kind": "Zone", "name": "苏州高新区"},
            {"id": "e2", "kind": "Company", "name": "华为"},
        ],
        "relations": [["e2", "locatedIn", "e1"]],
    }
    (tmp_path / "one.json").write_text(json.dumps(gold), encoding="utf-8")
    assert main(["rules", "--input", str(tmp_path / "one.txt"), "--gold", str(tmp_path), "--json"]) == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    attracts = rows["located.attracts"]
    assert (attracts["fired"], attracts["right"], attracts["stated"], attracts["precision"]) == (2, 1, 2, 0.5)
    assert (rows["located.lies"]["fired"], rows["located.lies"]["precision"]) == (0, None)


def test_the_command_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--input", str(tmp_path / "none.txt")]) == 2
    assert main(["rules", "--gold", str(tmp_path / "none")]) == 2
    assert capsys.readouterr().err.count("does not exist") == 2


@pytest.mark.parametrize("option", ["--input", "--gold"])
def test_where_nothing_can_be_read_nothing_is_listed(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notes.json").write_bytes(b"")
    assert main(["rules", option, str(tmp_path)]) == 2
    captured = capsys.readouterr()
    assert "nothing could be read, so nothing was counted" in captured.err
    assert captured.out == ""
