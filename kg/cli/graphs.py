"""Reading the graph of a build for a command: of one on this machine, or the tables and shards of one on Spark."""

from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.status import CommandError

if TYPE_CHECKING:
    import networkx as nx

BUILD = Path("export")  # where kg build writes, and where the others look
MOST = 50_000  # documents of a build on Spark that are read back into one graph: some 10 GB of memory


def read(folder: Path) -> "nx.MultiDiGraph":
    """Return the graph in ``folder``, which may be the file itself.

    Raises:
        CommandError: there is none, or it cannot be read.
    """
    from kg.garbage import without_collection
    from kg.graph import read_json

    file = folder / "graph.json" if folder.is_dir() else folder
    if not file.exists() and (folder / "tables" / "entities").is_dir():
        return _from_tables(folder / "tables")
    try:
        with without_collection():
            return read_json(file)
    except FileNotFoundError:
        raise CommandError(f"there is no {file}: run kg build first, or name the folder of a build") from None
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise CommandError(f"{file} cannot be used, build it again or mend it: {error}") from error


def _from_tables(tables: Path) -> "nx.MultiDiGraph":
    """Return the graph that a build on Spark wrote as tables, where this machine can hold it."""
    from kg.build import DEFAULTS
    from kg.spark.stored import size, stored

    try:
        documents = size(tables)
        if documents > MOST:
            raise CommandError(
                f"{tables} holds {documents:,} documents, and one machine reads {MOST:,} back into a graph: build a part "
                "of them by itself, or ask the tables (Parquet) with Spark or DuckDB"
            )
        return stored(tables, DEFAULTS).graph
    except (OSError, KeyError, ValueError) as error:
        raise CommandError(f"{tables} cannot be used, build it again: {error}") from error


def rdf(path: Path, name: str) -> Path:
    """Return where the RDF of a build is: the file ``name`` in its folder, the shards of one on Spark, or ``path`` itself.

    Raises:
        CommandError: there is none.
    """
    from kg.rdf import SHARD

    for place in (path / name, path / "quads", path) if path.is_dir() else (path,):
        if place.is_file() or any(place.glob(f"*{SHARD}")):
            return place
    where = path / name if path.is_dir() else path
    raise CommandError(f"{where} does not exist: name a folder that kg build wrote, or a file of RDF")
