"""``kg check``: is a graph what the schema says?"""

import argparse
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.graphs import BUILD
from kg.cli.screen import shown, table
from kg.cli.status import DONE, DONE_WITH_PROBLEMS, CommandError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.checks.shapes import Finding, Report

HELP = "check a graph against the schema: which node breaks which rule"
SHOWN = 10  # nodes a message; the rest is counted


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "graph",
        nargs="?",
        type=Path,
        default=BUILD,
        help="a folder that kg build wrote (export), or a file: .ttl .nt .nq .trig .jsonld .rdf .json",
    )


def run(args: argparse.Namespace) -> int:
    """Check the graph; status 1 where it breaks a rule or lacks what every graph has."""
    from kg.checks.shapes import check
    from kg.cli.graphs import rdf

    report = check(_store(rdf(args.graph, "graph.ttl")))
    for line in _told(report):
        print(line)
    return DONE if report.valid else DONE_WITH_PROBLEMS


def _store(path: Path) -> "ox.Store":
    from kg import rdf
    from kg.checks import shapes

    try:
        return shapes.store_of(rdf.read(path))
    except (SyntaxError, ValueError, KeyError, TypeError, OSError) as error:
        raise CommandError(f"{path} cannot be read: {error}") from None


def _told(report: "Report") -> Iterator[str]:
    for (rule, message), findings in groupby(report.findings, key=lambda finding: finding[:2]):
        yield from _finding(rule, message, list(findings))
    yield from _table(report)
    if idle := [look.rule for look in report.vacuous if not look.required]:
        yield f"Nothing of the kind in this graph: {', '.join(idle)}"
    if report.missing:
        yield f"Missing, though every graph of this program has it: {', '.join(look.rule for look in report.missing)}"
    yield _verdict(report)


def _finding(rule: str, message: str, findings: list["Finding"]) -> Iterator[str]:
    yield f"{message} [{rule}]"
    for finding in findings[:SHOWN]:
        value = f" — here: {shown(finding.value)}" if finding.value else ""
        label = f"{shown(finding.label)} " if finding.label else ""
        yield f"  {label}<{shown(finding.node)}>{value}"
    if len(findings) > SHOWN:
        yield f"  and {len(findings) - SHOWN} more"
    yield ""


def _table(report: "Report") -> Iterator[str]:
    broken = [finding.rule for finding in report.findings]
    rows = [(look.rule, str(look.nodes), str(broken.count(look.rule) or "")) for look in report.looks]
    yield table(("shape or rule", "looked at", "findings"), rows)
    yield ""


def _verdict(report: "Report") -> str:
    if report.valid:
        return "The graph is valid."
    count = len(report.findings)
    return f"The graph is not valid: {count} finding{'' if count == 1 else 's'}."
