"""Into a running triple store, by SPARQL 1.1 Graph Store Protocol and Update: a graph is replaced whole or not.

The new triples are loaded beside the old graph, counted there, and moved over it in one update; then counted again.
"""

import json
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from http.client import HTTPException
from itertools import islice
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import (
    HTTPBasicAuthHandler,
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    HTTPRedirectHandler,
    Request,
    build_opener,
)

import pyoxigraph as ox

from kg.query import Answer, parsed
from kg.rdf import inference
from kg.rdf.terms import BASE, term

CHUNK = 20_000  # triples a request: some megabytes
PAUSES = (1, 2, 4)  # seconds before another attempt
TIMEOUT = 120  # seconds that a store may take for one request
MOVING = 3_600  # and for an update: some move a graph triple by triple, 290,000 in one and a half minutes
_BUSY = {408, 429, 500, 502, 503, 504}  # what may be better in a moment


class Addresses(NamedTuple):
    """Where a store answers, below the address that its users know."""

    query: str
    update: str
    graphs: str


# Oxigraph and Virtuoso are tested here; the others by their manuals only.
KINDS = {
    "oxigraph": Addresses("/query", "/update", "/store"),
    "virtuoso": Addresses("/sparql", "/sparql-auth", "/sparql-graph-crud-auth"),
    "fuseki": Addresses("/query", "/update", "/data"),
    "graphdb": Addresses("", "/statements", "/rdf-graphs/service"),
}


class StoreError(Exception):
    """Why a store has not got the graph, in one sentence."""


class _BusyError(StoreError):
    """A failure that another attempt may mend."""


class _Stay(HTTPRedirectHandler):
    """Follows no redirection: a body sent to another address, or not at all, is no load."""

    def redirect_request(self, *_args: object) -> None:
        return None


class Store:
    """A SPARQL store at ``endpoint``, an http or https address without a user in it."""

    def __init__(self, endpoint: str, kind: str, user: str = "", password: str = "") -> None:
        address = urlsplit(endpoint)
        if address.scheme not in ("http", "https") or not address.hostname:
            raise StoreError(f"--endpoint {endpoint!r} is no address: it looks like http://localhost:7878")
        if address.username is not None:
            raise StoreError(
                "--endpoint must not hold a user: everybody on this machine could read it in the process list"
            )
        self.endpoint = endpoint.rstrip("/")
        self.kind = kind
        self._addresses = KINDS[kind]
        keys = HTTPPasswordMgrWithDefaultRealm()
        keys.add_password(None, self.endpoint, user, password)
        self._opener = build_opener(HTTPDigestAuthHandler(keys), HTTPBasicAuthHandler(keys), _Stay)

    def select(self, query: str, graph: ox.NamedNode | None = None) -> Answer:
        """Return the answer to ``query``, with ``graph`` as the default graph where one is given.

        Raises:
            StoreError: no answer, or one that makes no sense.
        """
        form = {"query": query} | ({"default-graph-uri": graph.value} if graph else {})
        body = self._send("POST", self._addresses.query, urlencode(form).encode(), _FORM, _RESULTS, patience=TIMEOUT)
        try:
            return parsed(json.loads(body))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise StoreError(
                f"{self.endpoint} answers, but not as a SPARQL store does: is the address right?"
            ) from None

    def update(self, update: str) -> None:
        """Carry out a SPARQL update."""
        self._send("POST", self._addresses.update, urlencode({"update": update}).encode(), _FORM, patience=MOVING)

    def add(self, graph: ox.NamedNode, triples: list[ox.Triple]) -> None:
        """Add ``triples`` to ``graph``. Doing it twice does no harm."""
        body = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
        # N-Triples is Turtle without prefixes: nothing to abbreviate, so nothing to get wrong.
        path = f"{self._addresses.graphs}?graph={quote(graph.value, safe='')}"
        self._send("POST", path, body, "text/turtle; charset=utf-8", patience=TIMEOUT)

    def counts(self, graph: ox.NamedNode) -> dict[str, int]:
        """Return how many triples ``graph`` holds of each predicate."""
        answer = self.select(f"SELECT ?p (COUNT(*) AS ?n) WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }} GROUP BY ?p")
        return {p["value"]: int(n["value"]) for p, n in answer.rows if p and n}

    def _send(self, method: str, path: str, body: bytes, type_: str, accept: str = "*/*", *, patience: int) -> bytes:
        headers = {"Content-Type": type_, "Accept": accept}
        request = Request(self.endpoint + path, body, headers, method=method)  # noqa: S310 - http or https, see above
        for pause in PAUSES:
            try:
                return self._once(request, patience)
            except _BusyError:
                time.sleep(pause)
        return self._once(request, patience)

    def _once(self, request: Request, patience: int) -> bytes:
        try:
            with self._opener.open(request, timeout=patience) as response:
                return bytes(response.read())
        except HTTPError as error:
            raise _refused(self.endpoint, error) from None
        except TimeoutError:  # not asked again: it may be at it still, and would do it once more
            raise StoreError(f"{self.endpoint} took longer than {patience} s to answer") from None
        except URLError as error:
            raise _BusyError(f"{self.endpoint} cannot be reached ({error.reason}): is the store running?") from None
        except (HTTPException, OSError, ValueError) as error:
            raise _BusyError(
                f"{self.endpoint} broke off the conversation ({type(error).__name__}): see its log"
            ) from None


_FORM = "application/x-www-form-urlencoded; charset=utf-8"
_RESULTS = "application/sparql-results+json"


def _refused(endpoint: str, error: HTTPError) -> StoreError:
    with error:
        said = " ".join(error.read(2_000).decode("utf-8", "replace").split())[:200]
    if error.code in (401, 403):
        return StoreError(f"{endpoint} wants another user or password: set KG_USER and KG_PASSWORD")
    if 300 <= error.code < 400:
        return StoreError(f"{endpoint} has moved to {error.headers.get('Location')}: give this as --endpoint")
    if error.code == 404:
        return StoreError(f"{endpoint} has nothing of the kind there: check --endpoint and --kind")
    return (_BusyError if error.code in _BUSY else StoreError)(f"{endpoint} refuses with status {error.code}: {said}")


# ---------------------------------------------------------------- replacing a graph


def replace(store: Store, graph: ox.NamedNode, triples: Iterable[ox.Triple], told: Callable[[int], None]) -> int:
    """Make ``triples`` all that ``graph`` holds, and return how many they are; ``told`` gets the number done so far.

    Raises:
        StoreError: the graph was not replaced, and is as it was; or it was, and does not hold what it should.
    """
    beside = ox.NamedNode(graph.value + "-loading")
    expected: Counter[str] = Counter()
    try:
        store.update(f"DROP SILENT GRAPH {beside}")
        for chunk in _chunks(triples):
            store.add(beside, chunk)
            expected.update(triple.predicate.value for triple in chunk)
            told(expected.total())
        _compare(beside, expected, store.counts(beside))
    except StoreError as error:
        said = f"{error}".removesuffix("?") + ("?" if f"{error}".endswith("?") else ".")
        raise StoreError(f"{said} {graph} is as it was; what was loaded beside it goes with the next load") from None
    _move(store, beside, graph, expected)
    _compare(graph, expected, store.counts(graph))
    return expected.total()


def _move(store: Store, beside: ox.NamedNode, graph: ox.NamedNode, expected: dict[str, int]) -> None:
    """Put the graph ``beside`` in the place of ``graph``.

    A store that did so and told us too late is asked again, and finds nothing to move: then the counts tell.
    """
    try:
        store.update(f"MOVE GRAPH {beside} TO {graph}")
    except StoreError:
        if store.counts(graph) != expected:
            raise


def _chunks(triples: Iterable[ox.Triple]) -> Iterator[list[ox.Triple]]:
    rest = iter(triples)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _compare(graph: ox.NamedNode, expected: dict[str, int], found: dict[str, int]) -> None:
    wrong = [p for p in sorted({*expected, *found}) if expected.get(p, 0) != found.get(p, 0)]
    if wrong:
        each = ", ".join(f"{found.get(p, 0)} of {expected.get(p, 0)} <{p}>" for p in wrong[:5])
        raise StoreError(f"{graph} holds other triples than were sent: {each}")


def by_graph(quads: Iterable[ox.Quad], default: ox.NamedNode) -> dict[ox.NamedNode, list[ox.Triple]]:
    """Return each graph's triples, once each; what stands in no named graph goes to ``default``.

    Raises:
        StoreError: there is a blank node. It would become several, one in each chunk.
    """
    graphs: dict[ox.NamedNode, dict[ox.Triple, None]] = {}
    for quad in quads:
        if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
            raise StoreError(f"the file has a blank node ({quad.triple}): give it an address of its own")
        name = quad.graph_name if isinstance(quad.graph_name, ox.NamedNode) else default
        graphs.setdefault(name, {})[quad.triple] = None
    return {name: list(triples) for name, triples in graphs.items()}


def clear(store: Store, loaded: Collection[ox.NamedNode]) -> int:
    """Drop what an earlier load brought and ``loaded`` has not, and return how many graphs that were.

    These are the graphs of documents that the run in the store did not use, and what stands beside the documents: the
    run, the background, what follows. Graphs below another base are left alone.

    Raises:
        StoreError: not all could be dropped.
    """
    base = next((name.value.removesuffix(_RUN) for name in loaded if name.value.endswith(_RUN)), BASE)
    dropped = 0
    for graph in _outdated(store, base, loaded):
        store.update(f"DROP SILENT GRAPH {graph}")
        dropped += 1
    return dropped


def _outdated(store: Store, base: str, loaded: Collection[ox.NamedNode]) -> Iterator[ox.NamedNode]:
    """Yield the graphs to drop; documents as many at a time as the store tells in one answer."""
    beside = (*(ox.NamedNode(base + name) for name in (_RUN, "graph/background")), inference.GRAPH)
    yield from (graph for graph in beside if graph not in loaded and store.counts(graph))
    query = _UNUSED.format(base=base, run=_RUN, document=term("kgo:Document"), used=term("prov:used"))
    told: set[str] = set()
    while new := {cell["value"] for (cell,) in store.select(query).rows if cell} - told:
        yield from map(ox.NamedNode, sorted(new))
        told |= new


_RUN = "graph/build"
_UNUSED = """SELECT DISTINCT ?graph WHERE {{
  GRAPH ?graph {{ ?graph a {document} }} FILTER(STRSTARTS(STR(?graph), "{base}id/Document/"))
  FILTER NOT EXISTS {{ GRAPH <{base}{run}> {{ ?run {used} ?graph }} }} }}"""


def inferred(graphs: dict[ox.NamedNode, list[ox.Triple]]) -> dict[ox.NamedNode, list[ox.Triple]]:
    """Return the graph of what follows from all ``graphs`` together."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(*triple) for triples in graphs.values() for triple in triples)
    inference.infer(store)
    return {inference.GRAPH: [quad.triple for quad in store.quads_for_pattern(None, None, None, inference.GRAPH)]}
