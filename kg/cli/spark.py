"""``kg build --engine spark``: the same build on Apache Spark."""

import argparse
import re
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from kg.cli.inputs import SHOWN, told
from kg.cli.status import DONE, DONE_WITH_PROBLEMS, CommandError
from kg.cli.summary import repairs, summary

if TYPE_CHECKING:
    from kg.build import Options
    from kg.spark.run import Written


def run(args: argparse.Namespace) -> int:
    """Build; status 1 where some of the input could not be used."""
    _fitting(args)
    begun = monotonic()
    with _explained():
        from kg.spark.run import build_on_spark

        written = build_on_spark(args.inputs, args.out, _options(args), lambda _: None)
    told(written.lost[:SHOWN])
    for line in (*summary(*_counts(written), monotonic() - begun), *_files(written, args.out.rstrip("/"))):
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


def _options(args: argparse.Namespace) -> "Options":
    from kg.build import Options
    from kg.link.decisions import NONE, read

    decisions = read(args.decisions) if args.decisions else NONE
    return Options(not args.no_repair, args.min_confidence, decisions=decisions)


@contextmanager
def _explained() -> Iterator[None]:
    """Say in one sentence what went wrong, and what to do."""
    try:
        import pyspark.errors
        from py4j.protocol import Py4JError
    except ImportError:
        raise CommandError("Spark is not installed: pip install 'cluster-kg[spark]', which needs Java 17 too") from None
    from kg.build import NothingReadError
    from kg.link.decisions import DecisionsError
    from kg.whole import NotWrittenError
    from kg.work import ConfigurationError

    try:
        yield
    except NothingReadError as error:
        told(error.problems)
        raise CommandError("no document could be read, so nothing was written") from None
    except (ConfigurationError, DecisionsError, NotWrittenError, OSError) as error:
        raise CommandError(str(error)) from None
    except (pyspark.errors.PySparkException, Py4JError) as error:
        raise CommandError(f"Spark stopped, and what was there is unchanged: {_reason(str(error))}") from error


def _reason(message: str) -> str:
    """Return the line of a message of Spark's that says most: the end of a traceback of Python's, or the beginning."""
    lines = [line.strip() for line in message.splitlines() if line.strip()] or ["it did not say why"]
    if lines[0].startswith("[JAVA_GATEWAY_EXITED]"):
        return "it found no Java: install Java 17"
    ends = [line for line in lines if re.match(r"[\w.]*(?:Error|Exception): ", line) and not line.startswith("org.")]
    return ends[-1] if "Traceback (most recent call last):" in lines and ends else lines[0]


def _counts(written: "Written") -> tuple[int, dict[str, int], dict[str, int]]:
    of = written.summary
    return of.documents, dict(of.kinds), dict(of.relations)


def _files(written: "Written", out: str) -> Iterator[str]:
    if written.missing > SHOWN:
        yield f"{written.missing:,} files and documents were not used"
    if written.problems:
        yield f"{repairs(written.problems)}: see {out}/tables/problems"
    yield f"Tables are in {out}/tables, N-Quads in {out}/quads"
    if written.usual:
        yield f"Open {out}/graph.html; read {out}/report.html"
    else:
        yield "The page, the report and the other files of a build are left out: they are for what one machine can hold"
