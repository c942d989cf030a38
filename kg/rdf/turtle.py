"""Turtle, which every build writes: the bytes that pyoxigraph writes, with blank lines between the blocks.

Terms are pyoxigraph's; only the quads between, which take most of its time, are never made.
"""

from collections.abc import Callable, Iterable, Iterator

import pyoxigraph as ox

from kg.rdf.rows import Copies, Links, Row, Shown
from kg.rdf.terms import BASE, prefixes

_RULE = "\n\tkgo:rule "  # which an f-string within one cannot hold
_BEFORE = "<x:> <x:> "  # subject and predicate of a triple that shows a term


def turtle(rows: Iterable[Row], base: str = BASE) -> Iterator[str]:
    """Yield the prefixes, then ``rows`` with a block for each subject; the graphs are left out."""
    writer = Turtle(base)
    yield writer.header
    yield from writer.blocks(rows)
    yield writer.end


class Turtle:
    """Writes rows in portions, the header before and the end after them."""

    def __init__(self, base: str = BASE) -> None:
        self._terms = _Terms(base)
        self.header = self._terms.header
        self._about = self._said = self.end = ""

    def go_on(self, after: tuple[str, str]) -> None:
        """Go on after a row of this subject and predicate, which may have been written by someone else."""
        self._about, self._said = after

    def blocks(self, rows: Iterable[Row]) -> Iterator[str]:
        """Yield ``rows`` with a block for each subject, those left out that only say it again; the last stays open."""
        terms, about, said, end = self._terms, self._about, self._said, self.end
        for row in rows:
            if isinstance(row, Shown):
                yield f"{end}\n{terms.passages(row)}"
                about, said = "", ""
            elif not isinstance(row, Copies):
                subject, name = row[:2]
                values = terms.linked(row) if isinstance(row, Links) else terms.shown(row[2])
                if subject != about:
                    yield f"{end}\n{terms.shown(subject)} {_predicate(name)} {values}"
                elif name != said:
                    yield f" ;\n\t{_predicate(name)} {values}"
                else:
                    yield f" , {values}"
                about, said = subject, name
            end = " .\n"
        self._about, self._said, self.end = about, said, end


def _predicate(name: str) -> str:
    return "a" if name == "rdf:type" else name


class _Shortened(dict[str, str]):
    """IRIs as Turtle writes them, each made once."""

    def __init__(self, shown: Callable[[str], str]) -> None:
        super().__init__()
        self._shown = shown

    def __missing__(self, iri: str) -> str:
        self[iri] = self._shown(iri)
        return self[iri]


class _Terms(dict[str, str]):
    """Terms as Turtle writes them, by what N-Quads write."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self._prefixes = prefixes(base)
        self._names = {namespace: name for name, namespace in self._prefixes.items()}
        self._documents = _Shortened(self.shown)
        self.header = self._in_turtle(f"{_BEFORE}<x:>").partition(_BEFORE)[0]

    def _in_turtle(self, triple: str) -> str:
        quads = ox.parse(f"{triple} .", format=ox.RdfFormat.N_TRIPLES)
        written = ox.serialize((q.triple for q in quads), format=ox.RdfFormat.TURTLE, prefixes=self._prefixes)
        return (written or b"").decode()

    def shown(self, term: str) -> str:
        """Return ``term`` in Turtle. Strings are the same in both; of the rest much comes again and again."""
        if not term.endswith(">"):
            return term
        namespace, slash, local = term[1:-1].rpartition("/")
        prefix = self._names.get(namespace + slash)
        return f"{prefix}:{local}" if prefix and local.isascii() and local.isalnum() else self[term]

    def linked(self, row: Links) -> str:
        """Return the objects of ``row`` in Turtle."""
        prefix = f"{row.kind}:"
        return " , ".join([f"{prefix}{local}" for local in row.objects])

    def passages(self, row: Shown) -> str:
        """Return passages in Turtle, without the last full stop."""
        kind, _, passages = row
        documents = self._documents
        return " .\n\n".join(
            [
                f"{kind}:{local} a kgo:{kind} ;\n\toa:exact {exact} ;\n\toa:start {start} ;\n\toa:end {end} ;"
                f"{f'{_RULE}{rule} ;' if rule else ''}\n\tprov:wasDerivedFrom {documents[document]}"
                for local, exact, start, end, rule, document in passages
            ]
        )

    def __missing__(self, term: str) -> str:
        self[term] = self._in_turtle(_BEFORE + term).removeprefix(self.header + _BEFORE).removesuffix(" .\n")
        return self[term]
