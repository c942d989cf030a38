"""The graph as GraphML for drawing programs, written as a stream: a tree of all of it takes more memory than the graph.

The tables' columns are the attributes. Edges are numbered, since their ids must differ.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from xml.sax.saxutils import escape

import networkx as nx

from kg import tables
from kg.output import blocks
from kg.output.blocks import Block, made
from kg.output.reuse import Kept, Made
from kg.tables import Row

_HEAD = """<?xml version='1.0' encoding='utf-8'?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_IN_QUOTES = {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"}
_TYPES = {str: "string", int: "long", float: "double", bool: "boolean"}

Element = tuple[str, dict[str, str], Row]  # node or edge, XML attributes, data


def write_graphml(graph: nx.MultiDiGraph, path: Path, kept: Kept) -> None:
    """Write ``graph`` to ``path``."""
    keys = _keys(graph)
    numbers = {key: f"d{number}" for number, key in enumerate(keys)}
    with kept.writing(path) as parts:
        declared = reversed([_declared(numbers[key], *key, kind) for key, kind in keys.items()])
        opened = '  <graph edgedefault="directed">\n' if len(graph) else '  <graph edgedefault="directed" />\n'
        parts.add(b"", made("".join([_HEAD, *declared, opened])))
        for block in blocks.nodes(graph, kept.hashes):
            parts.add(block.keyed(numbers), partial(_block, _nodes(block), numbers))
        for block in blocks.edges(graph, kept.hashes):
            parts.add(block.keyed(numbers, block.start), partial(_block, _edges(graph, block), numbers))
        parts.add(b"", made("  </graph>\n</graphml>\n" if len(graph) else "</graphml>\n"))


def _block(elements: Iterable[Element], numbers: dict[tuple[str, str], str]) -> Made:
    yield 0, ("".join(_written(element, numbers) for element in elements).encode(),)


def _nodes(block: Block) -> Iterator[Element]:
    for node, data in block.rows:
        yield "node", {"id": node}, tables.attributes(tables.node_row(node, data), leave="id")


def _edges(graph: nx.MultiDiGraph, block: Block) -> Iterator[Element]:
    for number, fact in enumerate(block.rows, start=block.start):
        attributes = {"source": fact[0], "target": fact[1], "id": f"e{number}"}
        yield "edge", attributes, tables.attributes(tables.edge_row(graph, *fact), leave="source target")


def _keys(graph: nx.MultiDiGraph) -> dict[tuple[str, str], type]:
    """Return the attributes that occur, as they first come, and their types."""
    rows = chain(
        (("node", *row) for row in graph.nodes(data=True)),
        (("edge", *row) for row in graph.edges(keys=True, data=True)),
    )
    keys: dict[tuple[str, str], type] = {}
    seen: set[tuple[str, ...]] = set()
    for name, *ids, data in rows:
        there = (name, *(key for key in data if data[key]))  # where the same are there the columns are the same
        if there not in seen:
            seen.add(there)
            block = Block(0, [(*ids, data)])
            for _, _, row in _nodes(block) if name == "node" else _edges(graph, block):
                keys |= {(name, column): type(value) for column, value in row.items() if (name, column) not in keys}
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
