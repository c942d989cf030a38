"""The graph as GraphML for drawing programs, written as a stream: a tree of all of it takes more memory than the graph.

The tables' columns are the attributes. Edges are numbered, since their ids must differ.
"""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from xml.sax.saxutils import escape

import networkx as nx

from kg import tables
from kg.tables import Row

_HEAD = """<?xml version='1.0' encoding='utf-8'?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_IN_QUOTES = {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"}
_TYPES = {str: "string", int: "long", float: "double", bool: "boolean"}

Element = tuple[str, dict[str, str], Row]  # node or edge, XML attributes, data


def write_graphml(graph: nx.MultiDiGraph, path: Path) -> None:
    """Write ``graph`` to ``path``."""
    keys = _keys(graph)
    numbers = {key: f"d{number}" for number, key in enumerate(keys)}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_HEAD)
        file.writelines(reversed([_declared(numbers[key], *key, kind) for key, kind in keys.items()]))
        file.write('  <graph edgedefault="directed">\n' if len(graph) else '  <graph edgedefault="directed" />\n')
        file.writelines(_written(element, numbers) for element in _elements(graph))
        file.write("  </graph>\n</graphml>\n" if len(graph) else "</graphml>\n")


def _elements(graph: nx.MultiDiGraph) -> Iterator[Element]:
    return chain(_nodes(graph), _edges(graph))


def _nodes(graph: nx.MultiDiGraph) -> Iterator[Element]:
    for node, data in graph.nodes(data=True):
        yield "node", {"id": node}, tables.attributes(tables.node_row(node, data), leave="id")


def _edges(graph: nx.MultiDiGraph) -> Iterator[Element]:
    for number, row in enumerate(tables.edge_rows(graph)):
        attributes = {"source": str(row["source"]), "target": str(row["target"]), "id": f"e{number}"}
        yield "edge", attributes, tables.attributes(row, leave="source target")


def _keys(graph: nx.MultiDiGraph) -> dict[tuple[str, str], type]:
    """Return the attributes that occur, as they first come, and their types."""
    keys: dict[tuple[str, str], type] = {}
    for elements, most in (
        (_nodes(graph), len(tables.NODE_COLUMNS) - 1),
        (_edges(graph), len(tables.EDGE_COLUMNS) - 2),
    ):
        wanted = len(keys) + most
        for name, _, row in elements:
            keys.update(((name, column), type(value)) for column, value in row.items() if (name, column) not in keys)
            if len(keys) == wanted:
                break
    return keys


def _declared(number: str, element: str, name: str, kind: type) -> str:
    return f'  <key id="{number}" for="{element}" attr.name="{name}" attr.type="{_TYPES[kind]}" />\n'


def _written(element: Element, numbers: dict[tuple[str, str], str]) -> str:
    name, attributes, row = element
    head = " ".join(f'{key}="{escape(value, _IN_QUOTES)}"' for key, value in attributes.items())
    data = "".join(
        f'      <data key="{numbers[name, column]}">{escape(str(value))}</data>\n' for column, value in row.items()
    )
    return f"    <{name} {head}>\n{data}    </{name}>\n" if data else f"    <{name} {head} />\n"
