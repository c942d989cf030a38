"""SPARQL over a build: embedded, in a process of its own so that a query that runs for ever can be stopped."""

import json
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.rdf import prefixes, read

Cell = dict[str, str]  # a term as the SPARQL 1.1 JSON results say it: type, value, and xml:lang or datatype


class Answer(NamedTuple):
    """What a query gave: rows of terms for SELECT and ASK, Turtle for CONSTRUCT and DESCRIBE."""

    columns: list[str]
    rows: list[list[Cell | None]]
    turtle: str = ""


class QueryError(Exception):
    """Why a query gave no answer, in one sentence."""


def ask(path: Path, query: str, seconds: float) -> Answer:
    """Return the answer to ``query`` over a file of RDF. The default graph is the union of all graphs.

    Raises:
        QueryError: the file cannot be read, the query is wrong, or no answer came within ``seconds``.
    """
    context = get_context("spawn")  # the same on every system; fork would copy the threads of the caller
    ours, theirs = context.Pipe(duplex=False)
    worker = context.Process(target=_work, args=(theirs, path, query), daemon=True)
    worker.start()
    theirs.close()
    try:
        return _received(ours, seconds)
    finally:
        worker.kill()
        worker.join()


def _received(pipe: Connection, seconds: float) -> Answer:
    if not pipe.poll(seconds):
        raise QueryError(f"no answer within {seconds:g} s, so the query was stopped: narrow it, or give --timeout more")
    try:
        kind, value = pipe.recv()
    except EOFError:
        raise QueryError("the query ended without an answer: it needed more memory than there is") from None
    if kind == "error":
        raise QueryError(value)
    return Answer(*value)


def _work(pipe: Connection, path: Path, query: str) -> None:
    """Answer ``query`` and send the answer, or the reason why there is none."""
    try:
        pipe.send(("answer", tuple(_answer(load(path), query))))
    except (SyntaxError, ValueError, KeyError, TypeError, OSError) as error:
        pipe.send(("error", str(error)))


def load(path: Path) -> ox.Store:
    """Return the quads of ``path``, each also in the default graph: so each triple is found once, whoever states it."""
    store = ox.Store()
    store.bulk_extend(twin for quad in read(path) for twin in (quad, ox.Quad(*quad.triple)))
    return store


def _answer(store: ox.Store, query: str) -> Answer:
    try:
        results = store.query(query, prefixes=prefixes())
    except SyntaxError as error:
        raise ValueError(f"the query is not SPARQL: {error}") from None
    if isinstance(results, ox.QueryTriples):
        turtle = ox.serialize(results, format=ox.RdfFormat.TURTLE, prefixes=prefixes())
        return Answer([], [], (turtle or b"").decode())
    return parsed(json.loads(results.serialize(format=ox.QueryResultsFormat.JSON) or b"{}"))


def parsed(results: dict[str, Any]) -> Answer:
    """Return SPARQL 1.1 JSON results as an answer, whichever store they come from."""
    if "boolean" in results:
        return Answer(["answer"], [[{"type": "literal", "value": "yes" if results["boolean"] else "no"}]])
    columns = results["head"]["vars"]
    return Answer(columns, [[row.get(column) for column in columns] for row in results["results"]["bindings"]])
