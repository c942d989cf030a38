"""Files of RDF in six formats: written as a stream, and read."""

import gzip
import re
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, cast

import networkx as nx
import pyoxigraph as ox

from kg.graph import read_json
from kg.output.reuse import Kept, Made
from kg.rdf import jsonld
from kg.rdf.quads import Section, Telling, quads, rows, triples
from kg.rdf.rows import counts, n_quads, size
from kg.rdf.terms import BASE, prefixes
from kg.rdf.turtle import Turtle, turtle

SHARD = ".nq.gz"  # how the names of the files end in which a build on Spark writes its N-Quads
_AT_ONCE = 100  # rows written together
FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}


def write(graph: nx.MultiDiGraph, path: Path, format: str = "ttl", base: str = BASE) -> None:  # noqa: A002 - the word users know
    """Write ``graph`` to ``path`` in one of ``FORMATS``, as a stream; whole or not at all.

    Raises:
        ValueError: ``base`` is no IRI, or a number of the graph is infinite.
        OSError: ``path`` cannot be written.
    """
    beside = path.with_name(path.name + ".part")
    try:
        with beside.open("wb") as file:
            _write(graph, file, format, base)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def write_both(graph: nx.MultiDiGraph, ttl: Path, nq: Path, kept: Kept) -> None:
    """Write ``graph`` as Turtle and as N-Quads: to make the rows takes longer than to write them, and is done once.

    Raises:
        OSError: ``ttl`` or ``nq`` cannot be written.
    """
    told = Telling(graph, hashes=kept.hashes)
    with kept.writing(ttl, nq) as parts:
        written = Turtle()
        parts.add(b"", lambda: [(0, (written.header.encode(), b""))])
        for section in told.sections():
            parts.add(section.key, partial(_both, section, written))
        parts.add(b"", lambda: _both(told.statistics(parts.counted), written))
        parts.add(b"", lambda: [(0, (written.end.encode(), b""))])


def _both(section: Section, written: Turtle) -> Made:
    """Yield ``section`` in Turtle and as N-Quads, with how many triples it has."""
    written.go_on(section.after)
    left = iter(section.rows)
    while some := list(islice(left, _AT_ONCE)):
        triples = sum(size(row) for row in some if counts(row))
        yield triples, ("".join(written.blocks(some)).encode(), "".join(n_quads(some)).encode())


def _write(graph: nx.MultiDiGraph, file: IO[bytes], format: str, base: str) -> None:  # noqa: A002
    serialization = FORMATS[format]
    if format == "nq":
        file.writelines(line.encode() for line in n_quads(rows(graph, base)))
    elif format == "ttl":
        file.writelines(part.encode() for part in turtle(rows(graph, base), base))
    elif format == "jsonld":
        jsonld.write(quads(graph, base), file, base)
    else:
        found = quads(graph, base) if serialization.supports_datasets else triples(graph, base)
        ox.serialize(found, _Layout(file, format), serialization, prefixes=prefixes(base))  # type: ignore[arg-type]


class _Layout:
    """A file that sets the blocks of Turtle apart and keeps carriage returns in RDF/XML, where raw ones are line ends.

    Neither can meet a literal's text: Turtle escapes line ends in literals, and RDF/XML's own line ends are bare.
    """

    def __init__(self, file: IO[bytes], format: str) -> None:  # noqa: A002
        self._file = file
        self._format = format
        self._ended = False

    def write(self, data: bytes) -> int:
        """Write ``data`` and say that all of it was taken."""
        if self._format == "rdf":
            self._file.write(data.replace(b"\r", b"&#13;"))
        elif self._format in ("ttl", "trig"):
            self._file.write(self._spaced(data))
        else:
            self._file.write(data)
        return len(data)

    def _spaced(self, data: bytes) -> bytes:
        if self._ended and not data.startswith((b"\t", b"@", b"}")):
            data = b"\n" + data
        self._ended = data.endswith(b"\n")
        return re.sub(rb"\n(?=[^\t\n@}])", b"\n\n", data)

    def flush(self) -> None:
        """Hand all that was written to the system."""
        self._file.flush()


def read(path: Path) -> Iterator[ox.Quad]:
    """Yield what a file of RDF or a graph.json holds; the end of its name tells the format. Of a folder, all ``.nq.gz``.

    Raises:
        ValueError: no format has this ending, or the graph.json is none of ours.
        SyntaxError: the file is broken; the message names the line.
        OSError: the file cannot be read.
    """
    if path.is_dir():  # the shards of a build on Spark
        return (quad for shard in sorted(path.glob(f"*{SHARD}")) for quad in _unpacked(shard))
    ending = path.suffix.removeprefix(".")
    if ending == "json":
        return quads(read_json(path))
    if ending not in FORMATS:
        raise ValueError(f"{path.name} ends in none of .{', .'.join((*FORMATS, 'json'))}")
    return ox.parse(path=path, format=FORMATS[ending])


def _unpacked(shard: Path) -> Iterator[ox.Quad]:
    with gzip.open(shard) as file:
        yield from ox.parse(cast(IO[bytes], file), format=ox.RdfFormat.N_QUADS)
