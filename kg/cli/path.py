"""``kg path``."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.graphs import BUILD
from kg.cli.status import DONE, DONE_WITH_PROBLEMS, CommandError

if TYPE_CHECKING:
    from kg.analyse import Network
    from kg.analyse import paths as found

HELP = "show how two things are connected, step by step with the sentences that say so"
EPILOG = "example: kg path 东南大学 苏高新\nnames may be short or mistyped; quote names with blanks"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("one", metavar="A", help="a name, an alias, or an id of the graph")
    parser.add_argument("other", metavar="B", help="the same")
    parser.add_argument("--dir", type=Path, default=BUILD, metavar="DIR", help="a build (export)")
    parser.add_argument("-k", type=int, default=3, metavar="N", help="how many paths (3)")
    parser.add_argument("--with-background", action="store_true", help="go over background knowledge too")


def run(args: argparse.Namespace) -> int:
    """Print the best paths. Exit status 1: both are known, but nothing connects them."""
    from kg.analyse import network, paths
    from kg.cli.graphs import read

    if args.k < 1:
        raise CommandError("-k must be 1 or more")
    try:
        known = network(read(args.dir), args.with_background)
    except ValueError as error:
        raise CommandError(f"the graph in {args.dir} cannot be used, build it again or mend it: {error}") from error
    ends = _one(known, args.one), _one(known, args.other)
    if ends[0] == ends[1]:
        raise CommandError(f"{args.one} and {args.other} are the same thing: {_described(known, ends[0])}")
    best = paths.best_paths(known, *ends, args.k)
    if not best:
        hint = "" if args.with_background else "; try --with-background"
        print(f"nothing connects {known.label(ends[0])} and {known.label(ends[1])}{hint}", file=sys.stderr)
        return DONE_WITH_PROBLEMS
    for number, path in enumerate(best, start=1):
        print("\n".join(_lines(known, number, path)))
    return DONE


def _one(known: "Network", name: str) -> str:
    from kg.analyse import paths

    meant = paths.whom(known, name)
    if not meant:
        raise CommandError(f"nothing in the graph is called {name}, or nearly so: check the name, or try a part of it")
    if len(meant) > 1:
        shown = "\n".join(f"  {_described(known, node)}" for node in meant[: paths.PROPOSED])
        more = f"\n  and {len(meant) - paths.PROPOSED} more" if len(meant) > paths.PROPOSED else ""
        raise CommandError(f"which {name} do you mean? Give the id of one:\n{shown}{more}")
    if paths.plain(name) not in map(paths.plain, (meant[0], *known.called(meant[0]))):
        print(f"{name}: taken as {known.label(meant[0])}", file=sys.stderr)
    return meant[0]


def _described(known: "Network", node: str) -> str:
    from kg.report.texts import kind

    places = [known.label(place) for place in known.targets(node, "locatedIn")]
    where = f", in {'、'.join(places)}" if places else ""
    return f"{node}  {known.label(node)} ({kind(known.kind(node))}{where})"


def _lines(known: "Network", number: int, path: "found.Path") -> list[str]:
    from kg.report.clean import plain
    from kg.report.markdown import place, sentence

    steps = "step" if len(path.steps) == 1 else "steps"
    names = " – ".join(known.label(node) for node in (path.steps[0].source, *(step.target for step in path.steps)))
    lines = [f"{number}. {plain(names)}  ({len(path.steps)} {steps}, confidence {path.confidence:.2f})"]
    for step in path.steps:
        for fact in step.facts:
            lines.append(f"   {plain(sentence(fact))}")
            lines += [f"      “{plain(p.text)}” {plain(place(p))}" for p in fact.passages]
    return [*lines, ""]
