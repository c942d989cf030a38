"""Into real triple stores and out again: Oxigraph's server and Virtuoso, each started here and ended after."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import cli, graph, query, rdf, stores
from kg.model import Document, Entity, Mention
from kg.rdf import inference
from kg.rdf.quads import quads
from tests.graphs import small
from tests.hostile import HOSTILE

DATA = ox.NamedNode("https://w3id.org/cluster-kg/graph/data")
QUERIES = sorted(Path("docs/queries").glob("*.rq"))


def needed(present: object, how: str) -> None:
    """Skip where a heavy component is missing, with a sentence how to get it; in CI that is a failure."""
    if not present:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(how)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        assert process.poll() is None, "the store ended while it was starting"
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own loopback address
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.25)
        else:
            return
    raise AssertionError(f"no store at {address} after a minute")


@contextmanager
def running(command: list[str], folder: Path, address: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a store in ``folder`` while the block runs."""
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        try:
            wait_for(address, process)
            yield process
        finally:
            process.kill()
            process.wait()


@contextmanager
def oxigraph(folder: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    beside = os.pathsep.join(
        [str(Path(sys.executable).parent), os.environ.get("PATH", "")]
    )  # pytest need not be on the path
    program = shutil.which("oxigraph", path=beside)
    needed(program, "Oxigraph's server is missing: pip install oxigraph")
    port = free_port()
    command = [str(program), "serve", "--location", str(folder / "data"), "--bind", f"127.0.0.1:{port}", *options]
    with running(command, folder, f"http://127.0.0.1:{port}/query?query=ASK%7B%7D") as process:
        yield f"http://127.0.0.1:{port}", process


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    needed(shutil.which("virtuoso-t"), "Virtuoso is missing: apt-get install virtuoso-opensource-7-bin")
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(sql=sql, http=http))
    address = f"http://127.0.0.1:{http}"
    with running(
        ["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"], folder, f"{address}/sparql?query=ASK%7B%7D"
    ):
        yield address


VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 20000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 100000
"""


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[stores.Store]:
    """Return a running store of each kind in turn."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "oxigraph":
        with oxigraph(folder) as (address, _):
            yield stores.Store(address, "oxigraph")
    else:
        with virtuoso(folder) as address:
            yield stores.Store(address, "virtuoso", "dba", "dba")


def put(store: stores.Store, name: ox.NamedNode, g: nx.MultiDiGraph) -> int:
    return stores.replace(store, name, list(rdf.triples(g)), lambda _: None)


def held(store: stores.Store, name: ox.NamedNode) -> set[tuple[str, ...]]:
    """Return the triples of a graph in the store."""
    answer = store.select(f"SELECT ?s ?p ?o WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }}")
    return {tuple(value(cell) for cell in row) for row in answer.rows}


def value(cell: query.Cell | None) -> str:
    """Return a term so that equal values are equal texts: stores write 1.0 as 1 and true as 1."""
    if cell is None:
        return ""
    datatype = cell.get("datatype", "").rpartition("#")[2]
    if datatype == "boolean":
        return {"1": "true", "0": "false"}.get(cell["value"], cell["value"])
    if datatype in ("decimal", "integer"):
        return f"{Decimal(cell['value']).normalize():f}"
    return repr((cell["type"], cell["value"], cell.get("xml:lang", ""), datatype))


def sent(g: nx.MultiDiGraph) -> set[tuple[str, ...]]:
    """Return the same of the graph itself."""
    local = ox.Store()
    local.extend(ox.Quad(*triple) for triple in rdf.triples(g))
    results = local.query("SELECT ?s ?p ?o { ?s ?p ?o }")
    answer = query.parsed(json.loads(results.serialize(format=ox.QueryResultsFormat.JSON)))
    return {tuple(value(cell) for cell in row) for row in answer.rows}


# ---------------------------------------------------------------- real stores


@pytest.mark.store
def test_every_literal_and_address_comes_back_unchanged(store: stores.Store) -> None:
    assert put(store, DATA, small()) == len(sent(small()))
    assert held(store, DATA) == sent(small())


@pytest.mark.store
def test_the_twenty_questions_have_the_answers_of_kg_query(store: stores.Store, tmp_path: Path) -> None:
    put(store, DATA, small())
    rdf.write(small(), tmp_path / "graph.ttl")
    for path in QUERIES:
        text = path.read_text(encoding="utf-8")
        here, there = query.ask(tmp_path / "graph.ttl", text, 60), store.select(text, DATA)
        # SPARQL sets no order among texts in a language, so the rows are compared whatever their order.
        rows = [sorted([value(cell) for cell in row] for row in answer.rows) for answer in (here, there)]
        assert rows[0] == rows[1] != [], path.stem


@pytest.mark.store
def test_as_documented_the_questions_need_no_name_of_a_graph(tmp_path: Path) -> None:
    rdf.write(small(), tmp_path / "graph.ttl")
    with oxigraph(tmp_path, "--union-default-graph") as (address, _):
        assert cli.main(["load", str(tmp_path), "--endpoint", address]) == 0
        for path in QUERIES:
            assert stores.Store(address, "oxigraph").select(path.read_text(encoding="utf-8")).rows, path.stem


@pytest.mark.store
def test_loading_again_replaces_the_whole_graph(store: stores.Store) -> None:
    put(store, DATA, small())
    other = small()
    other.remove_nodes_from([node for node in other if not node.startswith("Region")])
    put(store, DATA, other)
    assert held(store, DATA) == sent(other)
    assert held(store, ox.NamedNode(DATA.value + "-loading")) == set()


@pytest.mark.store
def test_a_graph_of_many_chunks_arrives_whole(store: stores.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "CHUNK", 50)
    steps: list[int] = []
    stores.replace(store, DATA, rdf.triples(small()), steps.append)
    assert steps[:2] == [50, 100]
    assert held(store, DATA) == sent(small())


@pytest.mark.store
def test_named_graphs_are_loaded_under_their_names(
    store: stores.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rdf.write(small(), tmp_path / "graph.nq", "nq")
    monkeypatch.setenv("KG_USER", "dba")
    monkeypatch.setenv("KG_PASSWORD", "dba")
    kind = "virtuoso" if store.kind == "virtuoso" else "oxigraph"
    assert cli.main(["load", str(tmp_path / "graph.nq"), "--endpoint", store.endpoint, "--kind", kind, "--infer"]) == 0
    inferred = store.counts(inference.GRAPH)
    assert inferred["https://w3id.org/cluster-kg/schema#locationOf"] > 0
    background = store.counts(ox.NamedNode("https://w3id.org/cluster-kg/graph/background"))
    assert background["https://w3id.org/cluster-kg/schema#locatedIn"] == 2


@pytest.mark.store
@pytest.mark.parametrize("base", ["https://w3id.org/cluster-kg/", "https://graph.example/"])
def test_what_an_earlier_load_brought_goes_with_the_next(
    store: stores.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, base: str
) -> None:
    monkeypatch.setenv("KG_USER", "dba")
    monkeypatch.setenv("KG_PASSWORD", "dba")
    monkeypatch.setattr(stores, "CHUNK", 200)
    earlier = small()
    earlier.graph["documents"].append(earlier.graph["documents"][0] | {"id": "gone"})
    rdf.write(earlier, tmp_path / "graph.nq", "nq", base)
    rdf.write(small(), tmp_path / "later.nq", "nq", base)
    rdf.write(small(), tmp_path / "later.ttl", "ttl", base)
    where = ["--endpoint", store.endpoint, "--kind", store.kind]
    assert cli.main(["load", str(tmp_path / "graph.nq"), *where, "--infer"]) == 0
    graphs = named_graphs(store)
    assert cli.main(["load", str(tmp_path / "later.nq"), *where]) == 0
    assert graphs - named_graphs(store) == {inference.GRAPH.value, f"{base}id/Document/gone"}
    assert cli.main(["load", str(tmp_path / "later.ttl"), *where, "--name", "https://graph.example/beside"]) == 0
    assert named_graphs(store) > {DATA.value, f"{base}graph/build", "https://graph.example/beside"}


@pytest.mark.store
def test_turtle_takes_the_place_of_n_quads(
    store: stores.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_USER", "dba")
    monkeypatch.setenv("KG_PASSWORD", "dba")
    rdf.write(small(), tmp_path / "graph.nq", "nq")
    rdf.write(small(), tmp_path / "graph.ttl", "ttl")
    for name in ("graph.nq", "graph.ttl"):
        assert cli.main(["load", str(tmp_path / name), "--endpoint", store.endpoint, "--kind", store.kind]) == 0
    assert {name for name in named_graphs(store) if name.startswith(rdf.BASE)} == {DATA.value}


def named_graphs(store: stores.Store) -> set[str]:
    """Return the names of the graphs in the store that are ours."""
    answer = store.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
    return {cell["value"] for (cell,) in answer.rows if cell and "w3.org" not in cell["value"]}


def hostile(texts: list[str]) -> nx.MultiDiGraph:
    """Return a graph of one entity and one document whose every text comes from outside."""
    document = Document(
        id="d", text="x", name=texts[0], title=texts[1], url=texts[2], publisher=texts[3], date=texts[4]
    )
    mentions = tuple(("d", Mention(at, at + 1, text, "Zone", text, text)) for at, text in enumerate(texts))
    entity = Entity("Zone-1", "Zone", texts[5], tuple(texts), mentions, origin=texts[6], background=True)
    return graph.assemble([entity], [], [document])


@pytest.mark.store
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(HOSTILE, min_size=10, max_size=25, unique=True))
def test_hostile_text_comes_back_unchanged(store: stores.Store, texts: list[str]) -> None:
    g = hostile(texts)
    put(store, DATA, g)
    assert held(store, DATA) == sent(g)


@pytest.mark.store
def test_a_store_that_dies_half_way_keeps_the_old_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "CHUNK", 100)
    monkeypatch.setattr(stores, "PAUSES", (0,))
    with oxigraph(tmp_path) as (address, process):
        put(stores.Store(address, "oxigraph"), DATA, small())
        other = small()
        other.remove_nodes_from(list(other)[:5])
        with pytest.raises(stores.StoreError, match=r"cannot be reached.*is as it was"):
            stores.replace(
                stores.Store(address, "oxigraph"),
                DATA,
                rdf.triples(other),
                lambda _: process.send_signal(signal.SIGKILL),
            )
    with oxigraph(tmp_path) as (address, _):
        assert held(stores.Store(address, "oxigraph"), DATA) == sent(small())


@pytest.mark.store
def test_a_wrong_password_is_told(tmp_path: Path) -> None:
    with virtuoso(tmp_path) as address, pytest.raises(stores.StoreError, match="KG_USER and KG_PASSWORD"):
        put(stores.Store(address, "virtuoso", "dba", "wrong"), DATA, small())


# ---------------------------------------------------------------- a third opinion: Jena's riot

JARS = Path("/usr/share/java")
LIBRARIES = """jena-arq jena-base jena-cmds jena-core jena-iri jena-shaded-guava jena-tdb jena-tdb2 jena-dboe-base
    jena-dboe-transaction jena-dboe-index jena-dboe-storage jena-dboe-trans-data jena-rdfconnection jena-shacl jena-shex
    thrift dexx.collection slf4j-api slf4j-simple commons-cli commons-lang3 commons-csv commons-io commons-codec
    commons-compress jackson-core jackson-databind jackson-annotations httpclient httpcore protobuf guava gson
    jsonld-java titanium-json-ld jakarta.json-api"""


@pytest.fixture(scope="module")
def riot(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], str]:
    """Return a function that gives what riot reads in a file, as N-Quads."""
    java = shutil.which("java") and (JARS / "jena-cmds.jar").exists()
    needed(java, "Jena's riot is missing: apt-get install libapache-jena-java default-jre-headless")
    messages = tmp_path_factory.mktemp("messages")
    with zipfile.ZipFile(JARS / "jena-core.jar") as jar:  # Debian moved the classes and left their messages behind
        for name in jar.namelist():
            if name.startswith("org/apache/jena/ext/xerces/") and name.endswith(".properties"):
                path = messages / name.removeprefix("org/apache/jena/ext/")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(jar.read(name))
    class_path = ":".join(map(str, (messages, *(JARS / f"{name}.jar" for name in LIBRARIES.split()))))

    def read(path: Path) -> str:
        command = ["java", "-cp", class_path, "riotcmd.riot", "--strict", "--output=nq", str(path)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8")
        assert (done.stderr, done.returncode) == ("", 0)
        return done.stdout

    return read


ODD = ['"', "\\", '"' * 3, "a\r\nb", "<>", "\x00", "\ud800", "𠀀", "苏" * 10_000, "\\u0041", "\t"]


@pytest.mark.store
@pytest.mark.parametrize("ending", ["ttl", "nt", "nq", "trig", "rdf"])  # Debian has no reader of JSON-LD for it
@pytest.mark.parametrize("g", [small(), hostile(ODD)], ids=["small", "hostile"])
def test_riot_reads_the_same_without_a_warning(
    g: nx.MultiDiGraph, ending: str, riot: Callable[[Path], str], tmp_path: Path
) -> None:
    rdf.write(g, tmp_path / f"graph.{ending}", ending)
    read = set(ox.parse(riot(tmp_path / f"graph.{ending}"), format=ox.RdfFormat.N_QUADS))
    ours = set(quads(g)) if rdf.FORMATS[ending].supports_datasets else {ox.Quad(*t) for t in rdf.triples(g)}
    assert read == ours


# ---------------------------------------------------------------- stores that fail


@contextmanager
def answering(status: int, body: bytes, **headers: str) -> Iterator[str]:
    """Serve one answer to every request."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            for name, text in headers.items():
                self.send_header(name.replace("_", "-"), text)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with served(Handler) as address:
        yield address


@contextmanager
def served(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again at once, and not for long."""
    monkeypatch.setattr(stores, "PAUSES", (0, 0))
    monkeypatch.setattr(stores, "TIMEOUT", 1)
    monkeypatch.setattr(stores, "MOVING", 1)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (200, b"<html>welcome</html>", "not as a SPARQL store does"),
        (200, b'{"results": []}', "not as a SPARQL store does"),
        (
            200,
            b'{"head": {"vars": ["p", "n"]}, "results": {"bindings": []}}',
            "holds other triples than were sent: 0 of",
        ),
        (400, b"line 1:\n syntax", "refuses with status 400: line 1: syntax"),
        (403, b"", "KG_USER and KG_PASSWORD"),
        (404, b"", "check --endpoint and --kind"),
        (503, b"busy", "refuses with status 503: busy"),
    ],
)
def test_what_a_store_answers_wrongly_is_told(status: int, body: bytes, said: str) -> None:
    with answering(status, body) as address, pytest.raises(stores.StoreError) as error:
        put(stores.Store(address, "oxigraph"), DATA, small())
    assert said in str(error.value)
    assert "is as it was" in str(error.value)


@pytest.mark.usefixtures("impatient")
def test_a_store_that_has_moved_is_not_followed() -> None:
    moved = answering(307, b"", Location="https://elsewhere.example/")
    with moved as address, pytest.raises(stores.StoreError, match=r"has moved to https://elsewhere\.example/"):
        put(stores.Store(address, "oxigraph"), DATA, small())


@pytest.mark.usefixtures("impatient")
def test_a_store_that_never_answers_is_given_up() -> None:
    asked: list[str] = []

    class Silent(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            time.sleep(1.5)

        def log_message(self, *_: object) -> None:
            pass

    with served(Silent) as address, pytest.raises(stores.StoreError, match=r"took longer than 1 s|cannot be reached"):
        put(stores.Store(address, "oxigraph"), DATA, small())
    assert len(asked) == 1  # what it may be at still is not begun once more


@pytest.mark.usefixtures("impatient")
def test_a_store_that_is_busy_for_a_moment_is_asked_again() -> None:
    answers = [503, 502, 204]

    class Recovering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(answers.pop(0))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with served(Recovering) as address:
        stores.Store(address, "oxigraph").update("DROP SILENT GRAPH <a:b>")
    assert answers == []


@pytest.mark.store
@pytest.mark.usefixtures("impatient")
def test_a_store_that_moves_a_graph_and_says_so_too_late_has_moved_it(tmp_path: Path) -> None:
    with oxigraph(tmp_path) as (real, _):

        class Late(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                request = urllib.request.Request(real + self.path, body, dict(self.headers))  # noqa: S310 - our own loopback address
                try:
                    with urllib.request.urlopen(request) as response:  # noqa: S310 - the same
                        status, said = response.status, response.read()
                except urllib.error.HTTPError as error:
                    status, said = error.code, error.read()
                self.send_response(503 if b"MOVE" in body else status)
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)

            def log_message(self, *_: object) -> None:
                pass

        with served(Late) as address:
            assert put(stores.Store(address, "oxigraph"), DATA, small()) > 0
        assert stores.Store(real, "oxigraph").counts(DATA)


@pytest.mark.usefixtures("impatient")
def test_a_store_that_is_down_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rdf.write(small(), tmp_path / "graph.ttl")
    assert cli.main(["load", str(tmp_path), "--endpoint", f"http://127.0.0.1:{free_port()}"]) == 2
    error = capsys.readouterr().err
    assert "is the store running?" in error
    assert "?." not in error
    assert error.strip().count("\n") == 0


@pytest.mark.parametrize(
    ("endpoint", "said"),
    [
        ("localhost:7878", "is no address"),
        ("file:///etc", "is no address"),
        ("http://me:secret@host/", "must not hold a user"),
    ],
)
def test_an_address_that_is_none_is_refused(endpoint: str, said: str) -> None:
    with pytest.raises(stores.StoreError, match=said):
        stores.Store(endpoint, "oxigraph")


@pytest.mark.parametrize(
    ("name", "content", "arguments", "said"),
    [
        ("missing.ttl", None, [], "does not exist"),
        ("graph.ttl", "broken", [], "line 1"),
        ("graph.ttl", "[] a <a:b> .", [], "blank node"),
        ("graph.ttl", "<a:b> a <a:b> .", ["--name", "a> } ; DROP ALL"], "cannot be loaded"),
    ],
)
def test_a_file_that_cannot_be_loaded_is_one_sentence(
    name: str, content: str | None, arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    assert cli.main(["load", str(tmp_path / name), "--endpoint", "http://127.0.0.1:9", *arguments]) == 2
    assert said in capsys.readouterr().err
