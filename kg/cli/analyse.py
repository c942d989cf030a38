"""``kg analyse``."""

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.graphs import BUILD
from kg.cli.status import DONE, CommandError

if TYPE_CHECKING:
    import networkx as nx

    from kg.analyse import Changes

HELP = "say what a graph shows: connectivity, findings, figures, changes; each with its facts"
EPILOG = "example: kg analyse\nreads export/graph.json, writes export/report.html, report.md and analysis.json"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("folder", nargs="?", type=Path, default=BUILD, metavar="DIR", help="a build (export)")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where to write, if not beside the graph")
    parser.add_argument("--with-background", action="store_true", help="count background knowledge as ties too")
    earlier = parser.add_mutually_exclusive_group()
    earlier.add_argument("--before", type=Path, metavar="DIR", help="an earlier build: report what changed since")
    earlier.add_argument("--since", metavar="DATE", help="report what documents from DATE (2020-04-21) on add")


def run(args: argparse.Namespace) -> int:
    """Analyse and write the report."""
    from kg.analyse import analyse
    from kg.cli.graphs import read
    from kg.output.readings import FOLDER
    from kg.report import write_report

    graph = read(args.folder)
    out = args.out or (args.folder if args.folder.is_dir() else args.folder.parent)
    try:
        analysis = analyse(graph, args.with_background, _changes(args, graph))
    except ValueError as error:
        raise CommandError(
            f"the graph in {args.folder} cannot be analysed, build it again or mend it: {error}"
        ) from error
    try:
        out.mkdir(parents=True, exist_ok=True)
        write_report(graph, analysis, out, linked=(out / FOLDER).is_dir())
    except OSError as error:
        raise CommandError(f"the report cannot be written to {out}: {error.strerror}; choose another --out") from error
    basis = analysis.basis
    left_out = f"; left out: {basis.left_out_facts:,} facts of background knowledge" if basis.left_out_facts else ""
    print(f"{basis.nodes:,} entities, {basis.facts:,} facts{left_out}", file=sys.stderr)
    print(f"open {out / 'report.html'}", file=sys.stderr)
    return DONE


def _changes(args: argparse.Namespace, graph: "nx.MultiDiGraph") -> "Changes | None":
    from kg.analyse import compared, since
    from kg.cli.graphs import read

    if args.before:
        names = (args.before.name or "before", args.folder.name or "after")
        return compared(read(args.before), graph, names, args.with_background)
    return since(graph, _date(args.since), args.with_background) if args.since else None


def _date(text: str) -> str:
    if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", text):
        raise CommandError(f"{text!r} is no date: write it as 2020, 2020-04 or 2020-04-21")
    return text
