"""``kg load``: put a graph into a running triple store."""

import argparse
import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.graphs import BUILD
from kg.cli.status import DONE, CommandError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.stores import Store

HELP = "put a graph into a running triple store, replacing the old one whole or not at all"
EPILOG = "example: kg load --endpoint http://localhost:7878\nUser and password come from KG_USER and KG_PASSWORD; with a user alone, the password is asked for."


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "graph", nargs="?", type=Path, default=BUILD, help="a folder that kg build wrote (export), or a file of RDF"
    )
    parser.add_argument("--endpoint", required=True, metavar="URL", help="the store, e.g. http://localhost:7878")
    parser.add_argument("--kind", choices=("oxigraph", "virtuoso", "fuseki", "graphdb"), default="oxigraph")
    parser.add_argument(
        "--infer", action="store_true", help="also what follows from the graph, under the name BASE/graph/inferred"
    )
    parser.add_argument("--name", metavar="IRI", help="the graph to replace (BASE/graph/data); others are left alone")


def run(args: argparse.Namespace) -> int:
    """Load graph by graph, and say how much of each."""
    from kg import stores

    try:
        store = stores.Store(args.endpoint, args.kind, *_user())
        graphs = _graphs(args)
        for name, triples in graphs.items():
            print(f"{name.value}: {_replaced(store, name, triples):,} triples, counted there")
        if not args.name and (dropped := stores.clear(store, graphs.keys())):
            print(f"Graphs that an earlier load brought and this one has not: {dropped:,}, dropped")
        print("Ask by FROM and the name of a graph, or without where the store asks all its graphs by default")
    except stores.StoreError as error:
        raise CommandError(str(error)) from None
    return DONE


def _user() -> tuple[str, str]:
    user, password = os.environ.get("KG_USER", ""), os.environ.get("KG_PASSWORD", "")
    if user and not password and sys.stdin.isatty():
        password = getpass.getpass(f"Password of {user}: ")
    return user, password


def _graphs(args: argparse.Namespace) -> "dict[ox.NamedNode, list[ox.Triple]]":
    import pyoxigraph as ox

    from kg import rdf, stores
    from kg.cli.graphs import rdf as rdf_of

    path = rdf_of(args.graph, "graph.ttl")
    try:
        graphs = stores.by_graph(rdf.read(path), ox.NamedNode(args.name or rdf.BASE + "graph/data"))
        return graphs | (stores.inferred(graphs) if args.infer else {})
    except (SyntaxError, ValueError, KeyError, TypeError, OSError) as error:
        raise CommandError(f"{path} cannot be loaded: {error}") from None


def _replaced(store: "Store", name: "ox.NamedNode", triples: "list[ox.Triple]") -> int:
    from rich.console import Console
    from rich.progress import Progress

    from kg.stores import replace

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("loading", total=len(triples))
        return replace(store, name, triples, lambda done: progress.update(task, completed=done))
