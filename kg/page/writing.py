"""``graph.html``: one file that holds the data, the program that shows them, and asks for nothing else."""

import base64
import gzip
import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import networkx as nx

from kg import __version__
from kg.output.blocks import made
from kg.output.hashes import joined
from kg.output.readings import FOLDER, reading_name
from kg.output.reuse import Kept, Parts
from kg.page import markup
from kg.page.content import Content, Section, tree_rows
from kg.page.keys import Keys
from kg.page.network import VIS, is_whole, network

SCRIPTS = (
    "elements.js",
    "words.js",
    "data.js",
    "state.js",
    "shapes.js",
    "filter.js",
    "combobox.js",
    "search.js",
    "sources.js",
    "paths.js",
    "picture.js",
    "labels.js",
    "panel.js",
    "legend.js",
    "table.js",
    "map.js",
    "save.js",
    "main.js",
)


_SECTIONS = "<!-- data -->"  # where they go; no text in the page can say this, for its < is escaped
_NOTHING_KEPT = Kept()


def write_page(graph: nx.MultiDiGraph, path: Path, kept: Kept = _NOTHING_KEPT) -> None:
    """Write ``graph`` as a page to ``path``; of a big one, what is ``kept`` is taken over.

    Documents whose reading views already lie in ``documents/`` beside ``path`` are linked to: write them first.
    """
    content = Content(graph, _readings(graph, path.parent))
    before, after = page(content)
    whole = is_whole(content)
    with kept.writing(path) as parts:
        parts.add(b"", made(before))
        for section in content.sections(Keys(graph, kept.hashes) if kept.hashes and not whole else None):
            _add(parts, section, whole=whole)
        if not whole:
            _add(parts, Section("tree", 0, lambda: tree_rows(content.layout.tree)), whole=False)
        parts.add(b"", made(after))


def _add(parts: Parts, section: Section, *, whole: bool) -> None:
    """Add a section: as JSON, or packed where the graph is big.

    Packed data may differ between versions of zlib, plain data never do: small builds can be compared byte by byte.
    """
    packed, kind = (_plain, "application/json") if whole else (_packed, "application/gzip")
    parts.add(b"", made(f'<script type="{kind}" data-section="{section.name}" data-start="{section.start}"'))
    if section.documents is not None:
        steps = _steps(section.documents)
        key = joined("steps", repr(steps)) if section.key else b""
        parts.add(key, lambda: [(0, (f' data-documents="{packed(steps)}"'.encode(),))])
    parts.add(b"", made(">"))
    parts.add(section.key, lambda: [(0, (packed(section.content()).encode(),))])
    parts.add(b"", made("</script>\n"))


def _steps(numbers: Sequence[int]) -> list[int]:
    """Return the first of ``numbers`` and how far it is from each to the next: steps are short, and pack well."""
    return [number - before for before, number in pairwise((0, *numbers))]


def _readings(graph: nx.MultiDiGraph, folder: Path) -> dict[str, str]:
    there = {path.name for path in (folder / FOLDER).glob("*.html")}
    names = {document["id"]: reading_name(document["id"]) for document in graph.graph.get("documents", ())}
    return {document: f"{FOLDER}/{name}" for document, name in names.items() if name in there}


def page(content: Content) -> tuple[str, str]:
    """Return the page's HTML before and after its data."""
    net = network(content)
    net.set_template(str(markup.TEMPLATES / "page.html"))
    net.templateEnv.filters["script_json"] = markup.script_json
    sources = [_without_eval(VIS.read_text(encoding="utf-8")), _wrapped(markup.source(*SCRIPTS))]
    scripts = [markup.ascii_script(source) for source in sources]
    style = markup.source("shared.css", "page.css")
    net.templateEnv.globals |= {
        "policy": markup.policy(scripts, [style]),
        "scripts": scripts,
        "style": style,
        "sections": _SECTIONS,
        "version": __version__,
    }
    html: str = net.generate_html("graph.html")
    before, _, after = (html if is_whole(content) else html.encode("ascii", "xmlcharrefreplace").decode()).partition(
        _SECTIONS
    )
    return before, after


def _wrapped(script: str) -> str:
    """Return ``script`` with its names to itself."""
    return f'(() => {{\n"use strict";\n{script}\n}})();\n'


def _without_eval(script: str) -> str:
    """Return vis-network without its last resort for browsers of 2010, which the policy would report in the console."""
    return script.replace('Function("return this")()', "globalThis")


def _plain(value: Any) -> str:
    return markup.script_json(value)


def _packed(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    data = text.encode("utf-8", "backslashreplace")  # half a character as JSON writes it: \\ud800
    return base64.b64encode(gzip.compress(data, compresslevel=6, mtime=0)).decode()
