"""The words of our RDF: prefixes, IRIs and literals that every store takes and gives back unchanged."""

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import cache

import pyoxigraph as ox

from kg import schema
from kg.model import digest

BASE = "https://w3id.org/cluster-kg/"
SCHEMA = ox.NamedNode(schema.NAMESPACE.rstrip("#"))  # the ontology itself
VOCABULARIES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "kgo": schema.NAMESPACE,
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# What has an IRI below base/id/ beside the kinds of entity.
RECORDS = ("Document", "Assertion", "Evidence", "Mention", "Observation", "Dataset", "Build", "Scheme")
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")  # all that a local name may hold: stores disagree on anything else
# What XML 1.0 cannot carry: RDF/XML would lose it, and some stores cut a literal there. Of U+FFFD Jena warns.
_UNCARRIED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffc\U00010000-\U0010ffff]")
_NOT_AS_IT_IS = re.compile('["\\\\\x00-\x1f\x7f\ud800-\udfff\ufffd-\uffff]')
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SMALL_LATIN = re.compile("[a-z]")
_UNREADABLE = "□"  # how Chinese print marks a character that cannot be read
_DATES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def prefixes(base: str = BASE) -> dict[str, str]:
    """Return the prefixes of everything that a graph's quads name; each ends right before a plain local name."""
    below = usable(base)
    return VOCABULARIES | {name: f"{below}id/{name}/" for name in (*schema.load().kinds, *RECORDS)}


@cache
def term(name: str) -> ox.NamedNode:
    """Return the term that a prefixed name of a vocabulary stands for, e.g. ``skos:prefLabel``."""
    prefix, local = name.split(":", 1)
    return ox.NamedNode(VOCABULARIES[prefix] + local)


def clean(text: str) -> str:
    """Return ``text`` with each character that not every RDF format can carry replaced, so that offsets stay true."""
    return _UNCARRIED.sub(_UNREADABLE, text)


def chinese(text: str) -> ox.Literal:
    """Return ``text`` as a literal in Chinese. Plain ``zh``: stores rewrite longer tags."""
    return ox.Literal(clean(text), language="zh")


def language(text: str) -> str:
    """Return the language tag of ``text``: English where it has small Latin letters and no Chinese character."""
    return "zh" if _HAN.search(text) or not _SMALL_LATIN.search(text) else "en"


def worded(text: str) -> ox.Literal:
    """Return ``text`` as a literal in its language."""
    return ox.Literal(clean(text), language=language(text))


def string(text: str) -> ox.Literal:
    """Return ``text`` as a plain literal."""
    return ox.Literal(clean(text))


def number(value: float) -> ox.Literal:
    """Return ``value`` as a decimal without exponent or needless zeros.

    Raises:
        ValueError: ``value`` is infinite or not a number.
    """
    exact = Decimal(repr(value))
    if not exact.is_finite():
        raise ValueError(f"{value!r} cannot be written as a decimal")
    digits = format(exact, "f")
    return typed(digits.rstrip("0").rstrip(".") if "." in digits else digits, "xsd:decimal")


def day(text: str) -> ox.Literal:
    """Return an ISO 8601 date, month or year with its datatype, anything else as a plain literal."""
    with suppress(ValueError):
        date.fromisoformat(text + "0000-01-01"[len(text) :])
        return typed(text, _DATES.get(len(text), "xsd:string"))
    return string(text)


def address(text: str) -> ox.Literal:
    """Return an IRI as a literal of its datatype, anything else as a plain literal. No term: it could not be quoted."""
    with suppress(ValueError):
        return typed(ox.NamedNode(text).value, "xsd:anyURI")
    return string(text)


def quoted(text: str) -> str:
    """Return ``text`` as N-Quads write a plain literal."""
    return str(string(text)) if _NOT_AS_IT_IS.search(text) else f'"{text}"'


def typed(text: str, datatype: str) -> ox.Literal:
    """Return ``text`` with the datatype of a prefixed name."""
    return ox.Literal(text, datatype=term(datatype))


def count(how_many: int) -> ox.Literal:
    """Return a whole number as a literal."""
    return typed(str(how_many), "xsd:integer")


def local_name(iri: ox.NamedNode) -> str:
    """Return what tells ``iri`` from others of its kind."""
    return iri.value.rpartition("/")[2]


TRUE = typed("true", "xsd:boolean")


def usable(base: str) -> str:
    """Return ``base``.

    Raises:
        ValueError: nothing can be named below it.
    """
    try:
        ox.NamedNode(base)
    except ValueError as error:
        raise ValueError(f"--base {base!r} is no IRI: {error}") from None
    if not base.endswith("/"):
        raise ValueError(f"--base {base!r} must end with '/': everything is named below it")
    return base


class Names:
    """The IRIs below one base."""

    def __init__(self, base: str = BASE) -> None:
        self.base = usable(base)
        self.background = ox.NamedNode(base + "graph/background")
        self.build = ox.NamedNode(base + "graph/build")

    def record(self, kind: str, name: str) -> ox.NamedNode:
        """Return the IRI of ``name`` among its ``kind``; names that are not plain are hashed."""
        local = name if _PLAIN.fullmatch(name) else digest(kind, name)
        return ox.NamedNode(f"{self.base}id/{kind}/{local}")

    def hashed(self, kind: str, *parts: str) -> ox.NamedNode:
        """Return the IRI of the thing of ``kind`` that ``parts`` make up."""
        return ox.NamedNode(f"{self.base}id/{kind}/{digest(kind, *parts)}")

    def before(self, kind: str) -> str:
        """Return what the IRIs of a ``kind`` begin with, as N-Quads write them."""
        return f"<{self.base}id/{kind}/"

    def entity(self, node: str, kind: str) -> ox.NamedNode:
        """Return the IRI of a node of the graph: ``Zone-1f0c`` is ``…/id/Zone/1f0c``."""
        return self.record(kind, node.removeprefix(kind + "-"))
