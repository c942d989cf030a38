"""Reading the graph of a build for a command."""

from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.status import CommandError

if TYPE_CHECKING:
    import networkx as nx


def read(folder: Path) -> "nx.MultiDiGraph":
    """Return the graph in ``folder``, which may be the file itself.

    Raises:
        CommandError: there is none, or it cannot be read.
    """
    from kg.analyse import without_collection
    from kg.graph import read_json

    file = folder / "graph.json" if folder.is_dir() else folder
    try:
        with without_collection():
            return read_json(file)
    except FileNotFoundError:
        raise CommandError(f"there is no {file}: run kg build first, or name the folder of a build") from None
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise CommandError(f"{file} cannot be used, build it again or mend it: {error}") from error
