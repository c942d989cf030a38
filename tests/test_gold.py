"""The annotations of our own samples are sound: every name stands in its text, every relation fits the schema."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg.schema import load

GOLD = sorted((Path(__file__).parent / "gold").glob("*.json"))
SAMPLES = Path(__file__).parent.parent / "data" / "samples"


@pytest.fixture(params=GOLD, ids=lambda path: path.stem)
def gold(request: pytest.FixtureRequest) -> dict[str, Any]:
    return json.loads(request.param.read_text(encoding="utf-8"))


def test_every_name_stands_in_the_text(gold: dict[str, Any]) -> None:
    text = (SAMPLES / f"{gold['document']}.txt").read_text(encoding="utf-8")
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
