"""How sure a statement is, by its rule and by how its two names were found."""

import pytest

from kg.extract import extract
from kg.lexicon import load
from kg.model import Document
from kg.recognise import Found
from kg.relate.certainty import certainty


def name(kind: str, rule: str) -> Found:
    return Found(0, 2, kind, "甲乙", rule)


LISTED = name("Region", "lexicon:regions.csv")
DECLARED = name("Industry", "declared:产业")
GUESSED = name("Industry", "list-member")


def test_names_that_are_found_less_surely_make_a_statement_less_sure() -> None:
    assert certainty(0.8, LISTED, GUESSED) < 0.8 < certainty(0.8, LISTED, DECLARED)


def test_a_way_of_finding_that_was_seen_too_seldom_goes_by_its_kind() -> None:
    assert ("Cluster", "unheard-of") not in load().name_precision
    assert certainty(0.8, LISTED, name("Cluster", "unheard-of")) == certainty(0.8, LISTED, name("Cluster", ""))


def test_nothing_is_quite_sure() -> None:
    assert certainty(1.0, LISTED, DECLARED) < 1


@pytest.mark.parametrize("kind", sorted({kind for kind, _ in load().name_precision} - {"any"}))
def test_every_kind_was_measured_as_a_whole(kind: str) -> None:
    assert 0 < load().name_precision[kind, ""] <= 1


def test_what_is_extracted_says_how_sure_it_is() -> None:
    claims = extract(Document("d", "苏州聚焦医疗器械产业。")).claims
    assert [claim.confidence for claim in claims if claim.relation == "focusesOn"]
    assert all(0 < claim.confidence < 1 for claim in claims)
