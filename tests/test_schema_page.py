"""docs/schema.html is what docs/schema.py makes of the ontology, with every term on it once."""

import re
import runpy

import pytest
import rdflib

from kg.resources import folder
from kg.schema import NAMESPACE


@pytest.fixture(scope="module")
def page() -> str:
    made = runpy.run_path("docs/schema.py")
    text: str = made["page"]()
    assert made["PAGE"].read_text(encoding="utf-8") == text, "run python docs/schema.py, and commit the page"
    return text


def test_every_term_is_on_the_page_once(page: str) -> None:
    ontology = rdflib.Graph().parse(folder("schema") / "ontology.ttl")
    terms = {str(s).removeprefix(NAMESPACE) for s in ontology.subjects() if str(s).startswith(NAMESPACE)}
    assert sorted(re.findall(r'<tr id="(\w+)">', page)) == sorted(terms)


def test_a_row_tells_both_languages_and_what_goes_with_what(page: str) -> None:
    (row,) = re.findall(r'<tr id="memberOf">.*', page)
    for said in ("成员", "member of", "kgo:Cluster, kgo:Organization", "kgo:Body", "implies: org:memberOf"):
        assert said in row


def test_the_page_asks_for_nothing(page: str) -> None:
    assert not re.findall(r"(?:src|href|@import)", page)
