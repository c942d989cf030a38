"""The stages put together: inputs to documents to one graph to every file of a build."""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import count
from pathlib import Path
from typing import NamedTuple

import networkx as nx

from kg import rdf, tables
from kg.analyse import analyse
from kg.checks import disagree, shapes, sums
from kg.engines.cache import run_cached, run_in_blocks
from kg.engines.forks import side_by_side
from kg.engines.pool import BATCH, cores, run
from kg.engines.work import Outcome, Read, duplicate, same_name
from kg.exports.graphml import write_graphml
from kg.garbage import without_collection
from kg.graph import assemble, json_parts
from kg.link import Columns, Decisions, Linked, Merge
from kg.link.decisions import NONE
from kg.model import Document, Problem
from kg.output.finished import Finished
from kg.output.readings import FOLDER
from kg.output.remembered import remembering
from kg.output.reuse import Kept, Made
from kg.output.whole import whole, writing
from kg.page import write_page, write_readings
from kg.read import Piece, pieces
from kg.report import write_report
from kg.resources import fingerprint


class Options(NamedTuple):
    """What a user may decide. ``jobs``: processes, 0 for as many as there are cores; ``cache``: a file, or none."""

    repair: bool = True
    min_confidence: float = 0.0
    jobs: int = 0
    cache: Path | None = None
    decisions: Decisions = NONE


DEFAULTS = Options()
Watch = Callable[[Outcome | str], None]  # is told what each piece came to, and what is done next
READINGS = 2000  # documents; nobody reads more of them by hand, and a folder of many files is slow to handle


def nobody(_: Outcome | str) -> None:
    """Watch nothing."""


class Corpus(NamedTuple):
    """What was read: documents by id, what they state, problems in it, and ``lost``, those of what could not be read."""

    documents: dict[str, Document]
    stated: Columns
    problems: list[Problem]
    lost: list[Problem]


class Built(NamedTuple):
    """A graph with the texts it was read from. ``lost`` of the ``problems`` say that something was not read."""

    graph: nx.MultiDiGraph
    texts: dict[str, str]
    problems: list[Problem]
    lost: list[Problem]
    merges: list[Merge]


def build(inputs: Iterable[str], out: Path, options: Options = DEFAULTS, watch: Watch = nobody) -> Built:
    """Build the graph of ``inputs`` and write it to ``out``, whole or not at all; ``watch`` is told of the progress.

    Raises:
        NothingReadError: there was no document in ``inputs``; nothing was written.
        ConfigurationError: the lists, rules or schema are broken; nothing was written.
        NotStartedError: no process can begin to work, mostly since a script calls this without asking whether it is
            ``__main__``; nothing was written.
        NotWrittenError: ``out`` cannot be written; what was there still is.
        InUseError: another build writes to ``out``; nothing was written.
        CacheError: the cache cannot be used, or another build uses it; nothing was written.
    """
    inputs = list(inputs)
    finished = _finished(inputs, out, options)
    with whole(out) as folder:
        built = graph_of(inputs, options, watch, leave_out=out)
        if not built.texts:
            raise NothingReadError(built.lost)
        kept = Kept(options.cache, out)
        with writing(out):
            write(built, folder, watch, options.jobs, kept)
    kept.settle()
    finished.keep(built.lost)
    return built


def unchanged(inputs: Iterable[str], out: Path, options: Options = DEFAULTS) -> list[Problem] | None:
    """Return what the last build lost where another would write the same to ``out``; None where nobody knows.

    It knows of builds with a cache and without decisions, as long as neither input, output nor program is touched.
    """
    return _finished(list(inputs), out, options).lost()


def _finished(inputs: list[str], out: Path, options: Options) -> Finished:
    cache = options.cache if options.decisions == NONE else None
    names = [name for files, _ in WRITERS for name in files]
    return Finished(cache, out, names, inputs, repr(options._replace(jobs=0, cache=None)))


class NothingReadError(Exception):
    """No document could be read; ``problems`` say why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("no document could be read")
        self.problems = problems


def graph_of(
    inputs: Iterable[str],
    options: Options = DEFAULTS,
    watch: Watch = nobody,
    leave_out: Path | None = None,
) -> Built:
    """Return the graph of ``inputs``.

    Raises:
        ConfigurationError: the lists, rules or schema are broken.
    """
    corpus = gather(inputs, options, watch, leave_out)
    watch("linking")
    with without_collection():
        return _built(corpus, options)


def _built(corpus: Corpus, options: Options) -> Built:
    documents = list(corpus.documents.values())
    return put_together(corpus.stated.linked(), documents, corpus.problems, corpus.lost, options.min_confidence)


def put_together(
    linked: Linked, documents: list[Document], stated: list[Problem], lost: list[Problem], min_confidence: float = 0.0
) -> Built:
    """Return the graph of what was linked, and what is wrong with it beside the problems that are known."""
    facts = [fact for fact in linked.facts if fact.confidence >= min_confidence]
    graph = assemble(linked.entities, facts, documents)
    graph.graph["build"] = made()
    texts = {document.id: document.text for document in documents}
    conflicts = disagree.conflicts(linked.entities, documents)
    graph.graph["conflicts"] = [*(conflict.row() for conflict in conflicts), *sums.rows(stated, texts)]
    disagreed = [conflict.problem() for conflict in conflicts]
    found = sorted([*lost, *stated, *disagreed], key=_place) + shapes.problems(graph)
    return Built(graph, texts, found, lost, linked.merges)


def made() -> dict[str, str]:
    """Return the versions of what a build is made with."""
    return {"rules": fingerprint("data/rules"), "data": fingerprint("data/lexicon")}


def gather(inputs: Iterable[str], options: Options, watch: Watch, leave_out: Path | None = None) -> Corpus:
    """Read ``inputs``: every text once, whatever it is called and however often it comes."""
    corpus = Corpus({}, Columns(options.decisions), [], [])
    names: dict[str, str] = {}
    found = _found(pieces(inputs, leave_out), corpus.lost)
    how = (options.repair, options.jobs)
    if options.cache and options.decisions == NONE:  # decisions are on mentions, which blocks no longer have
        for block in run_in_blocks(options.cache, found, *how, watch):
            reads = _new(corpus, names, block.outcomes)
            corpus.stated.take(block.stated, [number for number, _ in reads])
        return corpus
    for outcome in run_cached(options.cache, found, *how) if options.cache else run(found, *how):
        for _, one in _new(corpus, names, [outcome]):
            corpus.stated.add(*one)
        watch(outcome)
    return corpus


def _found(found: Iterable[Piece | Problem], lost: list[Problem]) -> Iterator[Piece]:
    for one in found:
        if isinstance(one, Problem):
            lost.append(one)
        else:
            yield one


def _new(corpus: Corpus, names: dict[str, str], outcomes: list[Outcome]) -> list[tuple[int, Read]]:
    """Take the documents of ``outcomes`` that did not come before into ``corpus``; return them with their numbers here."""
    found, numbers = [], count()
    for outcome in outcomes:
        corpus.lost.extend(outcome.lost)
        for one, number in zip(outcome.read, numbers):  # noqa: B905 - numbers never end
            if _is_new(corpus, names, one):
                found.append((number, one))
    return found


def _is_new(corpus: Corpus, names: dict[str, str], one: Read) -> bool:
    """Take a document with its problems into ``corpus``, unless it is there already; say which."""
    document = one.document
    name, earlier = document.name, corpus.documents.get(document.id)
    if earlier:
        corpus.lost.append(duplicate(document, earlier.name))
        return False
    if names.setdefault(name, document.id) != document.id:
        corpus.lost.append(same_name(document))
    corpus.documents[document.id] = document
    corpus.problems.extend(one.extract.problems)
    return True


def _place(problem: Problem) -> tuple[str, str, int, str, str]:
    start = -1 if problem.start is None else problem.start
    return problem.name, problem.document, start, problem.code, problem.message


def write(built: Built, folder: Path, watch: Watch = nobody, jobs: int = 0, kept: Kept | None = None) -> None:
    """Write every file of a build into ``folder``, side by side where ``jobs`` allow it.

    Raises:
        OSError: ``folder`` cannot be written, mostly because the disk is full.
    """
    kept = kept or Kept()
    tasks = [partial(writer, built, folder / files[0], kept) for files, writer in WRITERS]
    alone = len(built.texts) < BATCH  # a copy of the process takes longer than a few documents
    with without_collection():
        kept.know(built.graph)
        side_by_side(tasks, 1 if alone else jobs or cores(), lambda number: watch(f"writing {WRITERS[number][0][0]}"))


def _write_json(built: Built, path: Path, kept: Kept) -> None:
    with kept.writing(path) as parts:
        for part in json_parts(built.graph, kept.hashes):
            parts.add(part.key, partial(_encoded, part.text))


def _encoded(text: Callable[[], str]) -> Made:
    yield 0, (text().encode(),)


def _write_readings(built: Built, path: Path) -> None:
    if len(built.texts) <= READINGS:
        write_readings(built.graph, built.texts, path, built.problems)


def _write_problems(built: Built, path: Path, _: Kept) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(row._asdict(), ensure_ascii=False) + "\n" for row in built.problems)


def _write_page(built: Built, path: Path, kept: Kept) -> None:
    _write_readings(built, path.with_name(FOLDER))  # before the page, which links to them
    with remembering(kept.cache, "page"):
        write_page(built.graph, path, kept)


def _write_report(built: Built, path: Path, kept: Kept) -> None:
    with remembering(kept.cache, "report"):
        analysis = analyse(built.graph)
    write_report(built.graph, analysis, path.parent, linked=len(built.texts) <= READINGS)


def _write_tables(built: Built, path: Path, kept: Kept) -> None:
    tables.write_nodes(built.graph, path, kept)
    tables.write_edges(built.graph, path.with_name("edges.csv"), kept)
    tables.write_figures(built.graph, path.with_name("figures.csv"), kept)
    tables.write_merges(built.merges, path.with_name("merges.csv"))


Write = Callable[[Built, Path, Kept], None]
Writer = tuple[tuple[str, ...], Write]  # the files it writes, and what writes them, with the path of the first
WRITERS: tuple[Writer, ...] = (  # what takes longest first, so that no process waits for another at the end
    (
        ("graph.ttl", "graph.nq"),
        lambda built, path, kept: rdf.write_both(built.graph, path, path.with_suffix(".nq"), kept),
    ),
    (("report.html", "report.md", "analysis.json"), _write_report),
    (("graph.html", FOLDER), _write_page),
    (("graph.json",), _write_json),
    (("graph.graphml",), lambda built, path, kept: write_graphml(built.graph, path, kept)),
    (("nodes.csv", "edges.csv", "figures.csv", "merges.csv"), _write_tables),
    (("problems.jsonl",), _write_problems),
)
