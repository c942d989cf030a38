"""What pieces of input came to, as bytes and back."""

from itertools import repeat
from typing import Any, TypeVar

import zstandard

from kg.engines.work import Outcome, Read
from kg.link import Identity
from kg.link.packing import read_back, written
from kg.model import Claim, Document, Evidence, Extract, Mention, Observation, Problem

_Rows = list[Any]  # as JSON has them
_Record = TypeVar("_Record", Mention, Claim, Problem, Identity)


def outcomes_packed(outcomes: list[Outcome]) -> bytes:
    """Return outcomes as bytes, without the sizes of their pieces."""
    rows = [[outcome.read, outcome.lost] for outcome in outcomes]
    return zstandard.compress(written(rows))


def outcomes_unpacked(value: bytes, sizes: list[int]) -> list[Outcome]:
    """Return the outcomes that were written as ``value``; ``sizes`` are those of their pieces."""
    return [
        Outcome(tuple(_read(*one) for one in read), tuple(_made(Problem, lost)), size)
        for (read, lost), size in zip(read_back(zstandard.decompress(value)), sizes, strict=True)
    ]


def _read(document: _Rows, extract: _Rows, identities: _Rows) -> Read:
    return Read(Document(*document), _extract(*extract), _made(Identity, identities))


def _extract(document: str, mentions: _Rows, claims: _Rows, measures: _Rows, problems: _Rows) -> Extract:
    observed = [(position, _observation(observation)) for position, observation in measures]
    return Extract(document, _made(Mention, mentions), _made(Claim, claims), observed, _made(Problem, problems))


def _made(record: type[_Record], rows: _Rows) -> list[_Record]:
    """Return ``rows``, which were written as such, as records: in one go, in a third of the time that a call each takes."""
    return list(map(tuple.__new__, repeat(record), rows))


def _observation(row: Any) -> Observation:
    one = Observation(*row)
    return one._replace(evidence=tuple(Evidence(*evidence) for evidence in one.evidence))
