"""Pinyin of names: the syllables that pypinyin gives, at a seventh of the time."""

import csv
from pathlib import Path

import pytest
from pypinyin import lazy_pinyin

from kg.pinyin import pinyin


@pytest.mark.parametrize(
    ("name", "syllables"),
    [
        ("苏州高新区", "su zhou gao xin qu"),
        ("重庆", "chong qing"),  # 重 alone is zhong
        ("松江G60科创走廊", "song jiang G60 ke chuang zou lang"),
        ("Intel", "Intel"),
        ("", ""),
    ],
)
def test_a_name_is_spelt_by_its_words(name: str, syllables: str) -> None:
    assert pinyin(name) == syllables


def test_every_name_of_the_lexicon_is_spelt_as_pypinyin_spells_it() -> None:
    cells: set[str] = {"𠀀〇㐀", "a\n苏 州", "\u202e苏"}
    for path in Path("data/lexicon").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            cells |= {name for row in csv.reader(file) for cell in row for name in cell.split("|")}
    cells = {cell for cell in cells if cell}
    assert len(cells) > 1_000
    assert [name for name in sorted(cells) if pinyin(name) != " ".join(lazy_pinyin(name))] == []
