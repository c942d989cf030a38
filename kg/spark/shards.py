"""N-Quads of one document, thing, fact or number at a time: together they say what :mod:`kg.rdf.quads` says of the graph."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from kg.graph import CONFIDENCE_DIGITS
from kg.passages import Passage
from kg.rdf.dataset import Header, Summary
from kg.rdf.descriptions import Descriptions, Triple
from kg.rdf.rows import Row, counts, n_quads, size
from kg.rdf.terms import Names, local_name
from kg.spark.stages import Batches, packed
from kg.spark.tables import LINES

Data = dict[str, Any]
Say = Callable[[Descriptions, Data], Iterable[Row]]
STATED: Data = {"background": False}  # what documents mention


def header(summary: Summary, triples: int) -> str:
    """Return what is said of the data set as a whole; ``triples``: how many there are in all shards beside it."""
    about = Header(Names(), summary)
    rows = list(about.rows(()))
    rows += about.statistics(triples + sum(size(row) for row in rows if counts(row)))
    return "".join(n_quads(rows))


def of_documents(batches: Batches, summary: Summary) -> Batches:
    """Say of each document what it is, what it mentions, and what its passages state."""
    about = Header(Names(), summary)
    return _lines(batches, lambda say, row: _of_document(say, row, about))


def _of_document(say: Descriptions, row: Data, about: Header) -> Iterator[Row]:
    name = row["document"]["id"]
    yield from about.used([name])
    yield from say.document(row["document"])
    yield from _mentions(say, name, row["mentions"])
    for fact in row["facts"]:
        triple = _triple(say, fact)
        yield say.copies(triple, [name])
        yield from say.stated(say.asserted(triple), say.home(STATED), (), _placed(name, fact["claims"]))
    for number in row["numbers"]:
        observed = say.observed(number["entity"], number)
        yield from say.stated(observed, say.home(STATED), (), _placed(name, [number]))


def _mentions(say: Descriptions, document: str, mentions: list[Data]) -> Iterator[Row]:
    found: dict[str, list[Passage]] = defaultdict(list)
    for mention, passage in zip(mentions, _placed(document, mentions), strict=True):
        found[mention["entity"]].append(passage)
    for entity, passages in found.items():
        named = say.mentions(_entity(say, entity), passages)
        yield from say.linked(_entity(say, entity), say.home(STATED), "kgo:mention", list(named))
        yield from say.mentioned(named)


def _placed(document: str, passages: list[Data]) -> list[Passage]:
    return [(document, row["start"], row["end"], row["text"], row["rule"]) for row in passages]


def _entity(say: Descriptions, entity: str) -> ox.NamedNode:
    return say.names.entity(entity, entity.rpartition("-")[0])


def _triple(say: Descriptions, fact: Data) -> Triple:
    return _entity(say, fact["source"]), fact["relation"], _entity(say, fact["target"])


def of_things(batches: Batches, industries: Mapping[str, str]) -> Batches:
    """Describe each thing; ``industries``: the ids of those that others are part of, by label."""
    names = Names()
    iris = {label: names.entity(one, "Industry") for label, one in industries.items()}
    return _lines(batches, lambda say, row: say.thing(_entity(say, row["id"]), row), iris)


def of_facts(batches: Batches) -> Batches:
    """Describe each fact, its passages left out."""
    return _lines(batches, _of_fact)


def _of_fact(say: Descriptions, row: Data) -> Iterator[Row]:
    triple = _triple(say, row)
    edge = row | {"confidence": round(row["confidence"], CONFIDENCE_DIGITS)}
    yield say.plain(triple, say.place(row))
    yield from say.assertion(triple, edge, ())


def of_numbers(batches: Batches) -> Batches:
    """Describe each number, its passages left out."""
    return _lines(batches, _of_number)


def _of_number(say: Descriptions, row: Data) -> Iterator[Row]:
    home, observed = say.home(STATED), say.observed(row["entity"], row)
    yield from say.linked(_entity(say, row["entity"]), home, "kgo:observation", [local_name(observed)])
    yield from say.observation(observed, home, row, ())


_NO_INDUSTRIES: Mapping[str, ox.NamedNode] = {}


def _lines(batches: Batches, said: Say, industries: Mapping[str, ox.NamedNode] = _NO_INDUSTRIES) -> Batches:
    """Turn each row into lines, with how many of them count as triples."""
    names = Names()

    def lines(row: Data) -> Data:
        found = list(said(Descriptions(names, industries), row))
        return {
            "lines": "".join(n_quads(found)).removesuffix("\n"),
            "triples": sum(size(row) for row in found if counts(row)),
        }

    return packed((lines(row) for batch in batches for row in batch.to_pylist()), LINES, "lines")
