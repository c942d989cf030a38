"""``kg export``: a build in a format of other programs."""

import argparse
from pathlib import Path

from kg.cli.graphs import BUILD
from kg.cli.status import DONE, CommandError

HELP = "write a build for other programs: RDF, Gephi, Neo4j, Parquet"
EPILOG = (
    "example: kg export gexf\n"
    "ttl nt nq trig jsonld rdf: RDF; gexf: Gephi; neo4j: a folder for neo4j-admin database import; "
    "parquet: a folder of tables with all passages. GraphML and CSV stand in every build."
)
FORMATS = ("ttl", "nt", "nq", "trig", "jsonld", "rdf", "gexf", "neo4j", "parquet")
BASE = "https://w3id.org/cluster-kg/"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "graph", nargs="?", type=Path, default=BUILD, help="a folder that kg build wrote (export), or a graph.json"
    )
    parser.add_argument("format", choices=FORMATS)
    parser.add_argument("--out", type=Path, metavar="DIR", help="where to write (beside the graph)")
    parser.add_argument("--base", default=BASE, metavar="IRI", help=f"what RDF addresses begin with ({BASE})")


def run(args: argparse.Namespace) -> int:
    """Write the file or folder, whole or not at all."""
    from kg import exports
    from kg.cli.graphs import read
    from kg.output.alone import InUseError
    from kg.output.whole import NotWrittenError, whole, writing

    graph = read(args.graph)
    out = args.out or (args.graph if args.graph.is_dir() else args.graph.parent)
    try:
        with whole(out) as folder, writing(out):
            exports.write(graph, args.format, folder, args.base)
            written = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    except InUseError as error:
        raise CommandError(str(error)) from None
    except NotWrittenError as error:
        raise CommandError(f"{error}; choose another --out or make room. What was there is unchanged") from None
    except (ValueError, KeyError, TypeError) as error:
        raise CommandError(f"the graph cannot be written as {args.format}: {error}") from None
    for path in written:
        print(out / path)
    return DONE
