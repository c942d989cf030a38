"""``kg build``: documents in, every file of a graph out."""

import argparse
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from kg.cli.inputs import checked, told
from kg.cli.status import DONE, DONE_WITH_PROBLEMS, CommandError
from kg.cli.summary import repairs, summary

if TYPE_CHECKING:
    from kg.build import Built, Watch
    from kg.work import Outcome

HELP = "build a graph from documents and write it in every form"
EPILOG = (
    "example: kg build articles/ --out export    then open export/graph.html; "
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
    if args.engine == "local":
        return _local(args)
    from kg.cli import spark

    return spark.run(args)


def _local(args: argparse.Namespace) -> int:
    inputs, out = checked(args.inputs), Path(args.out)
    from kg.build import NothingReadError, Options, build
    from kg.cache import CacheError
    from kg.link.decisions import NONE, DecisionsError
    from kg.link.decisions import read as read_decisions
    from kg.read import total
    from kg.whole import NotWrittenError
    from kg.work import ConfigurationError

    begun = monotonic()
    try:
        decisions = read_decisions(args.decisions) if args.decisions else NONE
        options = Options(not args.no_repair, args.min_confidence, args.jobs, args.cache, decisions)
        with _progress(total(inputs, out)) as watch:
            built = build(inputs, out, options, watch)
    except NothingReadError as error:
        told(error.problems)
        raise CommandError("no document could be read, so nothing was written") from None
    except (ConfigurationError, DecisionsError, CacheError) as error:
        raise CommandError(str(error)) from None
    except NotWrittenError as error:
        raise CommandError(f"{error}; choose another --out or make room. What was there is unchanged") from None
    told(built.lost)
    for line in _summary(built, out, monotonic() - begun):
        print(line)
    return DONE_WITH_PROBLEMS if built.lost else DONE


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
        yield f"{repairs(len(built.problems))}: see {out / 'problems.jsonl'}"
    yield f"Open {out / 'graph.html'}; read {out / 'report.html'}"
