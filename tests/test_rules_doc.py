"""docs/rules.md keeps its word: its rules, put among the others, read and refuse what it says they do."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg import rules
from kg.rules import slots

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/rules.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
FIRST_DRAFT, RULE, NAME = BLOCKS


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the program to which rules can be added."""
    root = tmp_path_factory.mktemp("checkout")
    for folder in ("kg", "schema", "data/lexicon", "data/rules"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    return root


def read(root: Path, block: str) -> dict[str, set[tuple[str, str]]]:
    """Return what the rule of ``block`` reads in each of its sentences, as (subject, object)."""
    (root / "data/rules/mine.toml").write_text(block, encoding="utf-8")
    (row,) = next(iter(tomllib.loads(block).values()))
    sentences = [line.split("|")[0].strip() for line in row["examples"]] + row.get("counter", [])
    for number, sentence in enumerate(sentences):
        (root / f"{number}.txt").write_text(sentence, encoding="utf-8")
    files = [f"{number}.txt" for number in range(len(sentences))]
    command = [sys.executable, "-m", "kg", "explain", "--json", *files]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=True)
    documents = [json.loads(line) for line in done.stdout.splitlines()]
    return {s: _said(document, row["id"]) for s, document in zip(sentences, documents, strict=True)}


def _said(document: dict[str, Any], rule: str) -> set[tuple[str, str]]:
    claims = [claim for sentence in document["sentences"] for claim in sentence["claims"]]
    return {(claim["subject"], claim["object"]) for claim in claims if claim["rule"] == rule}


@pytest.mark.parametrize("block", [RULE, NAME], ids=["rule", "name"])
def test_the_rules_of_the_page_read_their_examples_and_nothing_else(checkout: Path, block: str) -> None:
    (row,) = next(iter(tomllib.loads(block).values()))
    said = read(checkout, block)
    for line in row["examples"]:
        sentence, subject, target = (part.strip() for part in line.split("|"))
        assert [subject in s and target in o for s, o in said[sentence]] == [True]
    assert not any(said[sentence] for sentence in row.get("counter", []))


def test_the_first_draft_fails_as_the_page_says(checkout: Path) -> None:
    said = read(checkout, FIRST_DRAFT)
    first, second = tomllib.loads(FIRST_DRAFT)["rule"][0]["counter"]
    assert not said[first]
    assert said[second]


def test_the_page_names_every_key_kind_and_set() -> None:
    keys, sets = re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE), re.findall(r"^\| ([A-Z]\w+) \|", PAGE, re.MULTILINE)
    assert set(keys) == rules.KEYS
    assert set(sets) == {*slots.SETS, "Sector", "Title", "Centre"}
    assert all(f"{kind}," in PAGE or f"{kind}." in PAGE for kind in slots.KIND_CHAR)
