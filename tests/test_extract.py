"""Extraction as a whole: whatever a document holds, it is read, and every mention and passage stands in its text."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.extract import extract
from kg.model import Document, Extract, digest
from kg.rules.slots import KIND_CHAR
from tests.wild import BARE, WORDS, faults

SAMPLES = sorted((Path(__file__).parent.parent / "data/samples").iterdir())


def read(text: str, repair: bool = True) -> Extract:
    return extract(Document(digest(text), text), repair)


@pytest.mark.parametrize("repair", [True, False], ids=["repaired", "as it is"])
@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])
def test_what_is_read_from_a_sample_stands_in_it(sample: Path, repair: bool) -> None:
    text = sample.read_text(encoding="utf-8")
    result = read(text, repair)
    assert faults(text, result) == []
    assert result.mentions
    assert result.claims


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])
def test_reading_twice_gives_the_same(sample: Path) -> None:
    text = sample.read_text(encoding="utf-8")
    assert read(text) == read(text)


def test_a_claim_may_be_of_what_is_named_further_on() -> None:
    result = read("我省重点发展新能源产业。\n云南省出台意见，云南省发布规划。")
    said = [
        (result.mentions[one.subject].name, one.relation, result.mentions[one.object].name) for one in result.claims
    ]
    assert ("云南省", "focusesOn", "新能源") in said


SPOKEN = st.lists(st.sampled_from([*WORDS, *BARE]), max_size=40).map("".join)
ANYTHING = st.text(st.characters(codec=None), max_size=80)


@given(
    text=st.one_of(SPOKEN, ANYTHING, st.lists(st.one_of(SPOKEN, ANYTHING), max_size=4).map("".join)),
    repair=st.booleans(),
)
@example(text="苏州高新区\ue000聚焦\ue003", repair=True)
@example(text="\ud800苏州\udfff高新区", repair=True)
@example(text="", repair=True)
@example(text="。\n、\n《\n》", repair=True)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_read_and_every_place_is_right(text: str, repair: bool) -> None:
    assert faults(text, read(text, repair)) == []


@pytest.mark.parametrize(
    "text",
    [
        "(" * 100_000,
        "《" * 50_000 + "》" * 50_000,
        "“" * 100_000,
        "、" * 100_000,
        "苏州、" * 10_000,
        "\u202e\u2066" * 30_000,
        "\ud800" * 50_000,
        "某" * 10_000 + "研究院",
        "苏州高新区" * 2_000,
        "高新区" * 3_000,
        "研究院" * 3_000,
        "9" * 20_000,
    ],
    ids=lambda text: f"{text[:6]!a} and so on, {len(text)} characters",
)
def test_monstrous_lines_are_read(text: str) -> None:
    assert faults(text, read(text)) == []


def test_no_character_of_a_document_passes_for_a_name() -> None:
    """Slots are private-use characters; the same characters in a text must not be taken for names."""
    text = f"{KIND_CHAR['Company']}隶属于{KIND_CHAR['University']}。"
    assert read(text).claims == []
