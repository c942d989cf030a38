"""Where the reading views and the page of a build lie: page and report link to them."""

import re

from kg.model import digest

FOLDER = "documents"
NETWORK = "graph.html"


def reading_name(document: str) -> str:
    """Return the file name of a document's reading view; an id that is no safe file name is hashed."""
    safe = re.fullmatch(r"[A-Za-z0-9_-]{1,64}", document)
    return f"{document if safe else digest(document)}.html"


def reading(document: str, start: int = -1, end: int = -1) -> str:
    """Return the address of a document's reading view beside page and report, or of a passage in it."""
    return f"{FOLDER}/{reading_name(document)}" + (f"#c{start}-{end}" if start >= 0 else "")


def around(node: str) -> str:
    """Return the address of the network around a node, beside report and reading views."""
    return f"{NETWORK}#node={node}"
