"""``kg build``: documents in, every file of a graph out."""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from kg.cli.inputs import SHOWN, checked, told
from kg.cli.status import DONE, DONE_WITH_PROBLEMS, CommandError
from kg.cli.summary import listed, repairs, summary

if TYPE_CHECKING:
    from kg.build import Built, Options, Watch
    from kg.engines.work import Outcome
    from kg.model import Problem
    from kg.spark.run import Written

HELP = "build a graph from documents and write it in every form"
EPILOG = (
    "example: kg build articles/ --out export\n"
    "then open export/graph.html\n"
    "exit status: 0 done, 1 done but some input could not be used, 2 nothing done"
)
SOONEST = 1.0  # seconds of work before a bar of progress is worth its line


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="files, folders, patterns, or - for standard input")
    parser.add_argument("--out", default="export", metavar="DIR", help="where to write (export)")
    parser.add_argument("--jobs", type=_count, default=0, metavar="N", help="processes (as many as there are cores)")
    parser.add_argument(
        "--min-confidence", type=_share, default=0.0, metavar="X", help="leave out facts below this, 0 to 1 (0)"
    )
    parser.add_argument("--cache", type=Path, metavar="FILE", help="keep what each document yielded; redo what changed")
    parser.add_argument(
        "--decisions", type=Path, metavar="FILE", help="a CSV of yours on what is one thing and what not"
    )
    parser.add_argument(
        "--engine",
        choices=("local", "spark"),
        default="local",
        help="where the work is done: in processes of this machine (local) or on Apache Spark, as its settings say",
    )
    parser.add_argument("--no-repair", action="store_true", help="do not join lines and columns that a scan tore apart")


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes: 1, 2, …")
    return int(text)


def _share(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 1")
    return value


def run(args: argparse.Namespace) -> int:
    """Build; status 1 where some of the input could not be used."""
    if args.decisions and not args.decisions.is_file():
        raise CommandError(f"{args.decisions} does not exist: name a file of decisions, or leave --decisions out")
    return _local(args) if args.engine == "local" else _on_spark(args)


def _options(args: argparse.Namespace) -> "Options":
    from kg.build import Options
    from kg.link.decisions import NONE, read

    decisions = read(args.decisions) if args.decisions else NONE
    return Options(not args.no_repair, args.min_confidence, args.jobs, args.cache, decisions)


@contextmanager
def _told() -> "Iterator[None]":
    """Say in one sentence why nothing was written."""
    from kg.build import NothingReadError
    from kg.engines.cache import CacheError
    from kg.engines.pool import NotStartedError
    from kg.engines.work import ConfigurationError
    from kg.link.decisions import DecisionsError
    from kg.output.alone import InUseError
    from kg.output.whole import NotWrittenError

    try:
        yield
    except NothingReadError as error:
        told(error.problems)
        raise CommandError("no document could be read, so nothing was written") from None
    except (ConfigurationError, DecisionsError, CacheError, InUseError, NotStartedError) as error:
        raise CommandError(str(error)) from None
    except NotWrittenError as error:
        raise CommandError(f"{error}; choose another --out or make room. What was there is unchanged") from None


def _local(args: argparse.Namespace) -> int:
    inputs, out = checked(args.inputs), Path(args.out)
    from kg.build import unchanged

    with _told():
        options = _options(args)
        lost = unchanged(inputs, out, options)
        lines: Iterable[str] = [
            "Nothing was written: input, program and output are what they were after the last build"
        ]
        if lost is None:
            lost, lines = _built(inputs, out, options)
    told(lost)
    for line in lines:
        print(line)
    print(f"Open {out / 'graph.html'}; read {out / 'report.html'}")
    return DONE_WITH_PROBLEMS if lost else DONE


def _built(inputs: list[str], out: Path, options: "Options") -> "tuple[list[Problem], Iterable[str]]":
    """Build, and return what could not be read and what to say of the rest."""
    from kg.build import build
    from kg.read import total

    begun = monotonic()
    with _progress(total(inputs, out)) as watch:
        built = build(inputs, out, options, watch)
    return built.lost, _summary(built, out, monotonic() - begun)


@contextmanager
def _progress(size: int) -> "Iterator[Watch]":
    """Show on a terminal how far the reading is, in bytes of input, with documents a second and the time left."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:.0f} %"),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    begun = monotonic()
    documents = 0
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("reading", total=size or None)

        def watch(outcome: "Outcome | str") -> None:
            nonlocal documents
            if isinstance(outcome, str):
                bar.update(task, description=outcome)
                return
            documents += len(outcome.read)
            pace = documents / max(monotonic() - begun, SOONEST)
            bar.update(task, advance=outcome.size, description=f"{documents:,} documents, {pace:,.0f} a second")

        yield watch


def _summary(built: "Built", out: Path, seconds: float) -> Iterator[str]:
    graph = built.graph
    facts = Counter(relation for _, _, relation in graph.edges(keys=True))
    kinds = Counter(kind for _, kind in graph.nodes(data="kind"))
    yield from summary(len(built.texts), kinds, facts, seconds)
    if built.problems:
        codes = Counter(problem.code for problem in built.problems)
        yield f"{repairs(len(built.problems))} ({listed(codes)}): see {out / 'problems.jsonl'}"


# ---------------------------------------------------------------- on Spark


def _on_spark(args: argparse.Namespace) -> int:
    """Build on Apache Spark; on which cluster, Spark's own settings say."""
    _fitting(args)
    from kg.spark.faults import SparkFailedError, explained

    begun = monotonic()
    try:
        with _told(), explained():
            from kg.spark.run import build_on_spark

            written = build_on_spark(args.inputs, args.out, _options(args), lambda _: None)
    except (SparkFailedError, OSError) as error:
        raise CommandError(str(error)) from error
    told(written.lost[:SHOWN])
    of = written.summary
    for line in summary(of.documents, dict(of.kinds), dict(of.relations), monotonic() - begun):
        print(line)
    for line in _tables(written, args.out.rstrip("/")):
        print(line)
    return DONE_WITH_PROBLEMS if written.missing else DONE


def _fitting(args: argparse.Namespace) -> None:
    """Refuse what has no meaning on Spark."""
    if args.cache:
        raise CommandError("--cache is for one machine: leave it out with --engine spark")
    if args.jobs:
        raise CommandError("--jobs is for one machine: Spark's own settings say how many executors and cores there are")
    if "-" in args.inputs:
        raise CommandError("standard input cannot be read with --engine spark: name files or folders")


def _tables(written: "Written", out: str) -> Iterator[str]:
    if written.missing > SHOWN:
        yield f"{written.missing:,} files and documents were not used"
    if written.problems:
        yield f"{repairs(written.problems)}: see {out}/tables/problems"
    yield f"Tables are in {out}/tables, N-Quads in {out}/quads"
    if written.usual:
        yield f"Open {out}/graph.html; read {out}/report.html"
    else:
        yield "The page, the report and the other files of a build are left out: they are for what one machine can hold"
