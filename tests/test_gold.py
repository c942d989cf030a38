"""Our own annotations are sound, and what is read from the documents of ``gold-own`` does not fall behind what it was.

The annotations in ``gold`` are of texts in ``data/samples``; those in ``gold-own`` have their texts beside them: a reply, a notice, plans,
a signing and a table, written by us. What they say of real places and bodies is invented.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from kg.model import Document, digest
from kg.schema import load
from kg.score import read_alone, score
from kg.score.gold import read, text_of

HERE = Path(__file__).parent
OWN = HERE / "gold-own"
GOLD = sorted([*(HERE / "gold").glob("*.json"), *OWN.glob("*.json")])
SAMPLES = HERE.parent / "data" / "samples"

REACHED = {  # F1 of entities and of relations, rounded down
    "action-plan-wuxi": (0.80, 0.55),
    "notice-jiangsu-clusters": (0.85, 0.65),
    "plan-fujian-traditional": (0.80, 0.55),
    "project-table-changsha": (0.75, 0.55),
    "reply-mianyang-deyang": (0.90, 0.75),
    "signing-jiaxing": (0.85, 0.55),
}


@pytest.fixture(params=GOLD, ids=lambda path: path.stem)
def file(request: pytest.FixtureRequest) -> Path:
    return request.param


@pytest.fixture
def gold(file: Path) -> dict[str, Any]:
    return json.loads(file.read_text(encoding="utf-8"))


def test_every_name_stands_in_the_text(file: Path, gold: dict[str, Any]) -> None:
    text = text_of(file, SAMPLES).read_text(encoding="utf-8").replace("\n", "")  # a title may be broken over lines
    names = [name for entity in gold["entities"] for name in (entity["name"], *entity["aliases"])]
    assert [name for name in names if name not in text] == []


def test_every_relation_fits_the_schema(gold: dict[str, Any]) -> None:
    kinds = {entity["id"]: entity["kind"] for entity in gold["entities"]}
    assert [p for s, r, o in gold["relations"] for p in load().problems(kinds[s], r, kinds[o])] == []


def test_nothing_is_annotated_twice(gold: dict[str, Any]) -> None:
    relations = [tuple(row) for row in gold["relations"]]
    names = [(entity["kind"], entity["name"]) for entity in gold["entities"]]
    assert len(relations) == len(set(relations))
    assert len(names) == len(set(names))


def test_every_observation_is_of_an_entity(gold: dict[str, Any]) -> None:
    assert {row["subject"] for row in gold["observations"]} <= {entity["id"] for entity in gold["entities"]}


@pytest.mark.parametrize("name", sorted(REACHED))
def test_what_was_reached_is_kept(name: str) -> None:
    text = (OWN / f"{name}.txt").read_text(encoding="utf-8")
    done = score(read(OWN / f"{name}.json"), read_alone(Document(digest(text), text, name)), text)
    entities, relations = REACHED[name]
    assert done.ungrounded == 0
    assert (done.overall["entities"].f1 >= entities, done.overall["relations"].f1 >= relations) == (True, True)


def test_every_document_of_our_own_has_its_figures() -> None:
    assert sorted(REACHED) == sorted(path.stem for path in OWN.glob("*.json"))
