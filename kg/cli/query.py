"""``kg query``: ask a graph in SPARQL."""

import argparse
import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.graphs import BUILD
from kg.cli.screen import shown, table
from kg.cli.status import DONE, CommandError

if TYPE_CHECKING:
    from kg.query import Answer, Cell

HELP = "ask a graph in SPARQL"
EPILOG = (
    "example: kg query docs/queries/01-clusters.rq\n"
    "Prefixes are known: kgo: skos: prov: oa: schema: dcterms: rdf: and one for each kind. Examples: docs/queries."
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "graph", nargs="?", type=Path, default=BUILD, help="a folder that kg build wrote (export), or a file of RDF"
    )
    parser.add_argument("query", help="a file that ends in .rq, or the query itself")
    parser.add_argument("--format", choices=("table", "csv", "json", "md", "ttl"), help="table; ttl for CONSTRUCT")
    parser.add_argument(
        "--infer", action="store_true", help="also what follows: broader places and industries, inverse relations"
    )
    parser.add_argument("--timeout", type=float, default=60, metavar="SECONDS", help="stop after this long (60)")


def run(args: argparse.Namespace) -> int:
    """Print the answer."""
    from kg.cli.graphs import rdf
    from kg.query import QueryError, ask, unknown_terms

    text = _text(args.query)
    try:
        answer = ask(rdf(args.graph, "graph.nq"), text, args.timeout, args.infer)
    except QueryError as error:
        raise CommandError(str(error)) from None
    for name, near in unknown_terms(text):
        print(f"kg: the schema has no kgo:{name}" + (f": did you mean kgo:{near}?" if near else ""), file=sys.stderr)
    sys.stdout.write(_printed(answer, args.format))
    return DONE


def _text(query: str) -> str:
    if Path(query).is_dir():
        raise CommandError(f"{query} is a folder: say what to ask of it, a file that ends in .rq or the query itself")
    if not query.endswith(".rq"):
        return query
    try:
        return Path(query).read_text(encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{query} cannot be read ({error.strerror}): name a file that ends in .rq") from None
    except UnicodeDecodeError:
        raise CommandError(f"{query} cannot be read: save it as UTF-8") from None


def _printed(answer: "Answer", format: str | None) -> str:  # noqa: A002 - the word users know
    triples = not answer.columns
    if triples != (format == "ttl") and format is not None:
        offer = "ttl" if triples else "table, csv, json or md"
        raise CommandError(f"this query's answer cannot be written as {format}: choose {offer}")
    return answer.turtle if triples else FORMATS[format or "table"](answer)


def _table(answer: "Answer") -> str:
    rows = [[_short(cell) for cell in row] for row in answer.rows]
    return f"{table(answer.columns, rows)}\n({len(rows)} row{'' if len(rows) == 1 else 's'})\n"


def _csv(answer: "Answer") -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows([_harmless(cell) for cell in row] for row in answer.rows)
    return file.getvalue()


def _json(answer: "Answer") -> str:
    rows = [
        {name: cell["value"] for name, cell in zip(answer.columns, row, strict=True) if cell} for row in answer.rows
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _markdown(answer: "Answer") -> str:
    rows = [answer.columns, ["---"] * len(answer.columns)]
    rows += [
        [_short(cell).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;") for cell in row]
        for row in answer.rows
    ]
    return "".join(f"| {' | '.join(map(shown, row))} |\n" for row in rows)


FORMATS: dict[str, Callable[["Answer"], str]] = {"table": _table, "csv": _csv, "json": _json, "md": _markdown}


def _short(cell: "Cell | None") -> str:
    """Return the text of a term, an IRI by its prefix where it has one."""
    if cell is None:
        return ""
    return _prefixed(cell["value"]) if cell["type"] == "uri" else cell["value"]


def _prefixed(iri: str) -> str:
    from kg.rdf import prefixes

    for prefix, namespace in prefixes().items():
        if iri.startswith(namespace) and iri[len(namespace) :].replace("-", "").isalnum():
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _harmless(cell: "Cell | None") -> str:
    """Return the text of a term so that no spreadsheet takes it for a formula; numbers stay as they are."""
    if cell is None:
        return ""
    text = cell["value"]
    return f"'{text}" if text.startswith(_FORMULA) and "datatype" not in cell else text
