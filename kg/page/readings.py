"""Reading views: an article with its mentions coloured and its facts beside it."""

import re
from collections.abc import Mapping
from pathlib import Path

import networkx as nx

from kg.model import digest


def reading_name(document: str) -> str:
    """Return the file name of a document's reading view; an id that is no safe file name is hashed."""
    safe = re.fullmatch(r"[A-Za-z0-9_-]{1,64}", document)
    return f"{document if safe else digest(document)}.html"


def write_readings(graph: nx.MultiDiGraph, texts: Mapping[str, str], folder: Path) -> None:
    """Write a reading view for each document of ``graph`` whose text is given into ``folder``."""
    raise NotImplementedError
