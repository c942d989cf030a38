"""SPARQL over a build: embedded, in a process of its own so that a query that runs for ever can be stopped."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.rdf import inference, prefixes, read
from kg.resources import folder

Cell = dict[str, str]  # a term as the SPARQL 1.1 JSON results say it: type, value, and xml:lang or datatype


_PREFIX = re.compile(r"(?<![\w?$:@-])([A-Za-z][\w-]*):(?=\w)")
_PLACE = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): expected (?:one of )?(?P<expected>.*)", re.DOTALL)
_CHARACTERS = re.compile(r"\[[^\]]*\]|\"[^\"]*\"")  # of what the parser lists
_SENTENCE = re.compile(r"\w+(?: \w+)+")
_QUOTED = 4  # words of a query that a message repeats
_UPDATES = frozenset("ADD CLEAR COPY CREATE DELETE DROP INSERT LOAD MOVE WITH".split())
_NO_ANSWER = 3  # the worker's exit status where it says why


class Answer(NamedTuple):
    """What a query gave: rows of terms for SELECT and ASK, Turtle for CONSTRUCT and DESCRIBE."""

    columns: list[str]
    rows: list[list[Cell | None]]
    turtle: str = ""


class QueryError(Exception):
    """Why a query gave no answer, in one sentence."""


def ask(path: Path, query: str, seconds: float, infer: bool = False) -> Answer:
    """Return the answer to ``query`` over a file of RDF, with what follows from it where ``infer`` says so.

    The default graph is the union of all graphs.

    Raises:
        QueryError: the file cannot be read, the query is wrong, or no answer came within ``seconds``.
    """
    # Not multiprocessing: that would ask every caller for a guard in its main module.
    command = [sys.executable, "-m", "kg.query", str(path), *(["--infer"] if infer else [])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(command, input=query.encode(), capture_output=True, timeout=seconds, env=environment)  # noqa: S603
    except subprocess.TimeoutExpired:
        late = f"no answer within {seconds:g} s, so the query was stopped: narrow it, or give --timeout more"
        raise QueryError(late) from None
    if done.returncode == _NO_ANSWER:
        raise QueryError(done.stderr.decode())
    if done.returncode:
        raise QueryError("the query ended without an answer: it needed more memory than there is")
    return Answer(*json.loads(done.stdout))


def main() -> int:
    """Answer the query on standard input over the file that is named, for :func:`ask`."""
    query = sys.stdin.buffer.read().decode()
    try:
        sys.stdout.write(json.dumps(_answer(load(Path(sys.argv[1]), "--infer" in sys.argv[2:]), query)))
    except (SyntaxError, ValueError, KeyError, TypeError, OSError) as error:
        sys.stderr.write(str(error))
        return _NO_ANSWER
    return 0


def load(path: Path, infer: bool = False) -> ox.Store:
    """Return the quads of ``path``, each also in the default graph: so each triple is found once, whoever states it."""
    store = ox.Store()
    store.bulk_extend(twin for quad in read(path) for twin in (quad, ox.Quad(*quad.triple)))
    if infer:
        inference.infer(store)
    return store


def _answer(store: ox.Store, query: str) -> Answer:
    try:
        results = store.query(query, prefixes=prefixes())
        if isinstance(results, ox.QueryTriples):
            triples = list(results)
            turtle = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=_used(triples))
            return Answer([], [], (turtle or b"").decode())
        return parsed(json.loads(results.serialize(format=ox.QueryResultsFormat.JSON) or b"{}"))
    except SyntaxError as error:
        raise ValueError(f"the query cannot be answered: {_fault(query, str(error))}") from None
    except OSError as error:
        raise ValueError(f"another server, which the query asks by SERVICE, gave no answer: {error}") from None


def _used(triples: Iterable[ox.Triple]) -> dict[str, str]:
    """Return the prefixes that shorten any address in ``triples``."""
    terms = (term for one in triples for term in (one.subject, one.predicate, one.object))
    addresses = {getattr(term, "datatype", term) for term in terms}
    spaces = {re.split(r"(?<=[#/])(?=[^#/]*$)", one.value)[0] for one in addresses if isinstance(one, ox.NamedNode)}
    return {prefix: space for prefix, space in prefixes().items() if space in spaces}


def _fault(query: str, message: str) -> str:
    """Return what is wrong with ``query``: the parser itself lists every character that might have stood there."""
    if (verb := _verb(query)) in _UPDATES:
        return f"{verb} would change the graph, and kg query only asks: SELECT, ASK, CONSTRUCT or DESCRIBE"
    known = {*prefixes(), *re.findall(r"(?i)\bPREFIX\s+([\w-]*):", query)}
    strange = [prefix for prefix in _PREFIX.findall(_plain(query)) if prefix not in known]
    if strange:
        return f"the prefix {strange[0]}: is not known, write PREFIX {strange[0]}: <…> at the beginning"
    place = _PLACE.search(message)
    if not place:
        return message
    line, column = int(place["line"]), int(place["column"])
    lines = query.splitlines()[line - 1 :] or [""]
    rest = "\n".join([lines[0][column - 1 :], *lines[1:]]).split()
    reasons = [part for part in _CHARACTERS.sub("", place["expected"]).split(", ") if _SENTENCE.fullmatch(part)]
    unread = f"no SPARQL just before “{' '.join(rest[:_QUOTED])}”" if rest else "it ends too early"
    return f"line {line}, column {column}: {'; '.join(reasons) or unread}"


def _verb(query: str) -> str:
    """Return the word that ``query`` begins with after its prefixes."""
    words = re.sub(r"(?i)\b(?:PREFIX\s+[\w-]*:|BASE)", " ", _plain(query)).split()
    return words[0].upper() if words else ""


def _plain(query: str) -> str:
    """Return ``query`` without what it quotes, its addresses and its comments."""
    return re.sub(r"<[^<>\s]*>|\"[^\"\n]*\"|'[^'\n]*'|#.*", " ", query)


def unknown_terms(query: str) -> list[tuple[str, str]]:
    """Return each term of our schema that ``query`` asks for and that is none, with the nearest that is, or nothing.

    SPARQL itself answers such a query with no rows.
    """
    used = sorted(set(re.findall(r"\bkgo:(\w+)", _plain(query))))
    known = {*re.findall(r"\bkgo:(\w+)", (folder("schema") / "ontology.ttl").read_text(encoding="utf-8"))}
    return [(name, next(iter(get_close_matches(name, sorted(known), 1)), "")) for name in used if name not in known]


def parsed(results: dict[str, Any]) -> Answer:
    """Return SPARQL 1.1 JSON results as an answer, whichever store they come from."""
    if "boolean" in results:
        return Answer(["answer"], [[{"type": "literal", "value": "yes" if results["boolean"] else "no"}]])
    columns = results["head"]["vars"]
    return Answer(columns, [[_cell(row.get(column)) for column in columns] for row in results["results"]["bindings"]])


def _cell(cell: Cell | None) -> Cell | None:
    """Virtuoso says ``typed-literal``, as the drafts did."""
    return cell | {"type": "literal"} if cell and cell["type"] == "typed-literal" else cell


if __name__ == "__main__":
    sys.exit(main())
