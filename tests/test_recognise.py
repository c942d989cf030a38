"""Where names begin and end: sentences of our own with the boundaries drawn in."""

import tomllib
from pathlib import Path

import pytest

from kg.recognise.fields.unlisted import past_measure
from tests.marked import drawn, found, parsed

GROUPS = tomllib.loads((Path(__file__).parent / "cases/recognise.toml").read_text(encoding="utf-8"))["group"]
CASES = [pytest.param(case, id=f"{group['why']}: {case}") for group in GROUPS for case in group["cases"]]


@pytest.mark.parametrize("case", CASES)
def test_the_names_of(case: str) -> None:
    text, spots = parsed(case)
    assert drawn(text, found(text)) == drawn(text, spots)


def test_the_marks_can_be_read_back() -> None:
    text, spots = parsed("[[苏州|Region]高新区|Zone]、[[昌吉|Region]|Zone]。")
    assert text == "苏州高新区、昌吉。"
    assert spots == {(0, 2, "Region"), (0, 5, "Zone"), (6, 8, "Region"), (6, 8, "Zone")}
    assert parsed(drawn(text, spots)) == (text, spots)


def test_a_cell_of_a_table_that_lists_products_names_each() -> None:
    text = "| 1 | 卫华集团 | 潮汐装备、苔麻散热膜 |"
    named = {(text[start:end], kind) for start, end, kind in found(text)}
    assert {("潮汐装备", "Technology"), ("苔麻散热膜", "Technology")} <= named


@pytest.mark.parametrize(
    ("text", "start", "begins"), [("15项海洋装备", 2, 3), ("15项目", 2, 2), ("海洋", 0, 0), ("海洋", 2, 2)]
)
def test_nouns_begin_behind_the_measure_word_of_their_number(text: str, start: int, begins: int) -> None:
    assert past_measure(text, start) == begins
