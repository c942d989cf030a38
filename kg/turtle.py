"""Turtle, which every build writes: the bytes that pyoxigraph writes, with blank lines between the blocks.

Terms are pyoxigraph's; only the quads between, which take most of its time, are never made.
"""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.quads import Row
from kg.terms import BASE, prefixes

_BEFORE = "<x:> <x:> "  # subject and predicate of a triple that shows a term


def turtle(rows: Iterable[Row], base: str = BASE) -> Iterator[str]:
    """Yield the prefixes, then ``rows`` with a block for each subject; the graphs are left out."""
    terms = _Terms(base)
    yield terms.header
    about = said = end = ""
    for subject, name, value, _ in rows:
        if subject != about:
            yield f"{end}\n{terms.shown(subject)} {_predicate(name)} {terms.shown(value)}"
        elif name != said:
            yield f" ;\n\t{_predicate(name)} {terms.shown(value)}"
        else:
            yield f" , {terms.shown(value)}"
        about, said, end = subject, name, " .\n"
    yield end


def _predicate(name: str) -> str:
    return "a" if name == "rdf:type" else name


class _Terms(dict[str, str]):
    """Terms as Turtle writes them, by what N-Quads write."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self._prefixes = prefixes(base)
        self._names = {namespace: name for name, namespace in self._prefixes.items()}
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

    def __missing__(self, term: str) -> str:
        self[term] = self._in_turtle(_BEFORE + term).removeprefix(self.header + _BEFORE).removesuffix(" .\n")
        return self[term]
