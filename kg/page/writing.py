"""``graph.html``: one file that holds the data, the program that shows them, and asks for nothing else."""

import base64
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx

from kg import __version__
from kg.page import markup
from kg.page.content import Content, Section, tree_rows
from kg.page.network import VIS, is_whole, network
from kg.page.readings import reading_name

SCRIPTS = (
    "elements.js",
    "words.js",
    "data.js",
    "state.js",
    "shapes.js",
    "filter.js",
    "search.js",
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


def write_page(graph: nx.MultiDiGraph, path: Path) -> None:
    """Write ``graph`` as a page to ``path``.

    Documents whose reading views already lie in ``documents/`` beside ``path`` are linked to: write them first.
    """
    path.write_text(page(Content(graph, _readings(graph, path.parent))), encoding="utf-8", newline="\n")


def _readings(graph: nx.MultiDiGraph, folder: Path) -> dict[str, str]:
    names = {
        document["id"]: f"documents/{reading_name(document['id'])}" for document in graph.graph.get("documents", ())
    }
    return {document: name for document, name in names.items() if (folder / name).is_file()}


def page(content: Content) -> str:
    """Return the page's HTML."""
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
        "sections": list(_blocks(content)),
        "version": __version__,
    }
    html: str = net.generate_html("graph.html")
    return html if is_whole(content) else html.encode("ascii", "xmlcharrefreplace").decode()


def _wrapped(script: str) -> str:
    """Return ``script`` with its names to itself."""
    return f'(() => {{\n"use strict";\n{script}\n}})();\n'


def _without_eval(script: str) -> str:
    """Return vis-network without its last resort for browsers of 2010, which the policy would report in the console."""
    return script.replace('Function("return this")()', "globalThis")


def _blocks(content: Content) -> Iterator[dict[str, Any]]:
    """Yield the sections as they stand in the page: as JSON, or packed where the graph is big.

    Packed data may differ between versions of zlib, plain data never do: small builds can be compared byte by byte.
    """
    whole = is_whole(content)
    for section in content.sections():
        yield _plain(section) if whole else _packed(section)
    if not whole:
        yield _packed(Section("tree", 0, tree_rows(content.layout.tree)))


def _plain(section: Section) -> dict[str, Any]:
    return {"section": section, "type": "application/json", "text": markup.script_json(section.content)}


def _packed(section: Section) -> dict[str, Any]:
    text = json.dumps(section.content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    data = text.encode("utf-8", "backslashreplace")  # half a character as JSON writes it: \\ud800
    packed = base64.b64encode(gzip.compress(data, compresslevel=6, mtime=0)).decode()
    return {"section": section, "type": "application/gzip", "text": packed}
