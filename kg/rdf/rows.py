"""Rows of quads: what is said many times in one way is one row, and no quad is made where its text is all that is wanted."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import pyoxigraph as ox

from kg.rdf.terms import term

_INTEGER = "^^" + str(term("xsd:integer"))
_TYPE, _EXACT, _START, _END, _RULE, _DERIVED = (
    str(term(name)) for name in ("rdf:type", "oa:exact", "oa:start", "oa:end", "kgo:rule", "prov:wasDerivedFrom")
)
_KINDS = {kind: str(term(f"kgo:{kind}")) for kind in ("Mention", "Evidence")}

Graph = ox.NamedNode | ox.DefaultGraph
Object = ox.NamedNode | ox.Literal
Quad = tuple[str, str, str, str]  # as N-Quads write it, but the predicate by prefixed name; no graph: the default
_EOL = "\n"  # which an f-string within one cannot hold
_AT_ONCE = 200  # rows made quads together: to make them one by one takes five times as long


class Shown(NamedTuple):
    """Mentions of one thing, or the evidence of one fact, with all that is said of them: nine in ten quads are such."""

    kind: str  # Mention or Evidence
    before: str  # what all their IRIs begin with, as N-Quads write them
    passages: Sequence[tuple[str, str, int, int, str, str]]  # local name, text, start, end, rule or empty, document

    def n_quads(self) -> str:
        """Return the quads as N-Quads. In one go, which takes a tenth of the time that a row each takes."""
        before, is_one, after = self.before, f"> {_TYPE} {_KINDS[self.kind]} ", f"{_INTEGER} "
        return "".join(
            [
                f"{before}{local}{is_one}{home} .\n{before}{local}> {_EXACT} {exact} {home} .\n"
                f'{before}{local}> {_START} "{start}"{after}{home} .\n{before}{local}> {_END} "{end}"{after}{home} .\n'
                f"{f'{before}{local}> {_RULE} {rule} {home} .{_EOL}' if rule else ''}"
                f"{before}{local}> {_DERIVED} {home} {home} .\n"
                for local, exact, start, end, rule, home in self.passages
            ]
        )


class Links(NamedTuple):
    """Many things said in one way of one subject: its mentions, numbers, or the passages that state it."""

    subject: str
    name: str
    kind: str  # Mention, Observation or Evidence
    before: str  # as in Shown
    objects: Sequence[str]  # their local names
    home: str  # the graph, as in Quad

    def n_quads(self, predicate: str) -> str:
        """Return the quads as N-Quads."""
        before, after = f"{self.subject} {predicate} {self.before}", f"> {self.home} .\n" if self.home else "> .\n"
        return "".join([f"{before}{local}{after}" for local in self.objects])


class Copies(NamedTuple):
    """A triple that stands elsewhere, said again in the graphs of the documents that state it."""

    subject: str
    name: str
    object: str
    homes: Sequence[str]

    def n_quads(self, predicate: str) -> str:
        """Return the quads as N-Quads."""
        triple = f"{self.subject} {predicate} {self.object} "
        return "".join([f"{triple}{home} .\n" for home in self.homes])


Row = Quad | Shown | Links | Copies


def size(row: Row) -> int:
    """Return how many quads ``row`` stands for."""
    if isinstance(row, Shown):
        return sum(6 if rule else 5 for *_, rule, _ in row.passages)
    if isinstance(row, Links):
        return len(row.objects)
    return len(row.homes) if isinstance(row, Copies) else 1


def counts(row: Row) -> bool:
    """Say whether the triples of ``row`` are to count: of those that stand in several graphs one does."""
    return not isinstance(row, Copies)


def made(rows: Iterable[Row]) -> Iterator[ox.Quad]:
    """Yield the quads that ``rows`` tell."""
    left = iter(rows)
    while text := "".join(n_quads(islice(left, _AT_ONCE))):
        yield from ox.parse(text, format=ox.RdfFormat.N_QUADS)


def n_quads(rows: Iterable[Row]) -> Iterator[str]:
    """Yield a line a row, and several for a passage."""
    predicates = _PREDICATES
    for row in rows:
        if isinstance(row, Shown):
            yield row.n_quads()
        elif isinstance(row, (Links, Copies)):
            yield row.n_quads(predicates[row.name])
        else:
            subject, name, value, home = row
            yield (
                f"{subject} {predicates[name]} {value} {home} .\n"
                if home
                else f"{subject} {predicates[name]} {value} .\n"
            )


class _Predicates(dict[str, str]):
    """Predicates as N-Quads write them, by prefixed name."""

    def __missing__(self, name: str) -> str:
        self[name] = str(term(name))
        return self[name]


_PREDICATES = _Predicates()


def say(subject: ox.NamedNode, graph: Graph, rows: Iterable[tuple[str, Object | str]]) -> Iterator[Row]:
    """Say of ``subject`` in ``graph`` what each of ``rows`` says by a predicate and an object."""
    about, home = str(subject), written(graph)
    return ((about, name, str(value), home) for name, value in rows)


def written(graph: Graph) -> str:
    """Return the name of a graph as N-Quads write it; the default graph has none."""
    return "" if isinstance(graph, ox.DefaultGraph) else str(graph)
