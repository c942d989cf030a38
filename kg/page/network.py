"""What vis-network draws first, as a pyvis network: all nodes of a graph, or its communities."""

import json
import math
from collections import Counter
from pathlib import Path

import pyvis
from pyvis.network import Network

from kg.page.content import BACKGROUND, PLANNED, Content, Row, flags
from kg.page.layout import Group

WHOLE = 5_000  # nodes and as many edges twice are drawn at once; beyond, communities are opened step by step
VIS = Path(pyvis.__file__).parent / "templates/lib/vis-9.1.2/vis-network.min.js"
DASHES = {BACKGROUND: [7, 6], PLANNED: [2, 4], BACKGROUND | PLANNED: [2, 4]}

OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "hideEdgesOnDrag": True,
        "hideEdgesOnZoom": True,
        "multiselect": False,
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
        "tooltipDelay": 0,
    },
    "nodes": {"borderWidth": 1.5, "chosen": False, "font": {"size": 0}},
    "edges": {
        "smooth": False,
        "width": 1,
        "selectionWidth": 0.5,
        "hoverWidth": 1,
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}},
        "font": {"size": 0},
    },
}


def is_whole(content: Content) -> bool:
    """Return whether the graph is small enough to be drawn at once."""
    return len(content.nodes) <= WHOLE and len(content.edges) <= 2 * WHOLE


def network(content: Content) -> Network:
    """Return what is drawn when the page opens."""
    net = Network(directed=True, height="100%", width="100%")
    net.set_options(json.dumps(OPTIONS))
    if is_whole(content):
        _add_nodes(net, content)
        _add_edges(net, content)
    else:
        _add_groups(net, content.layout.tree)
    return net


def _add_nodes(net: Network, content: Content) -> None:
    for i, node in enumerate(content.nodes):
        x, y = content.layout.positions[i]
        group = f"{node['kind']} background" if node.get("background") else node["kind"]
        net.add_node(i, label=node["label"] or " ", group=group, x=x, y=y, size=size(content.degrees[i]))


def _add_edges(net: Network, content: Content) -> None:
    """Add the edges past ``Network.add_edge``, which lists all nodes anew for each edge."""
    pairs = Counter((min(s, t), max(s, t)) for s, t, _, _ in content.edges)
    seen: Counter[tuple[int, int]] = Counter()
    for i, (source, target, relation, data) in enumerate(content.edges):
        pair = (min(source, target), max(source, target))
        seen[pair] += 1
        edge: Row = {"id": f"e{i}", "from": source, "to": target, "label": relation}
        if flags(data):
            edge["dashes"] = DASHES[flags(data)]
        if pairs[pair] > 1 and source != target:
            edge["smooth"] = _bend(seen[pair], forward=source < target)
        net.edges.append(edge)


def _bend(nth: int, *, forward: bool) -> Row:
    """Return the curve of the ``nth`` edge between two nodes, so that none hides another."""
    left = (nth % 2 == 1) == forward
    return {"enabled": True, "type": "curvedCW" if left else "curvedCCW", "roundness": 0.12 * ((nth + 1) // 2)}


def _add_groups(net: Network, tree: Group) -> None:
    for i, (child, (x, y)) in enumerate(zip(tree.children, tree.spots, strict=True)):
        if isinstance(child, Group):
            net.add_node(f"g{i}", label=" ", group="community", x=round(x), y=round(y), size=round(child.radius * 0.8))


def size(degree: int) -> float:
    """Return the radius of a node with so many neighbours: its area grows with them."""
    return round(7 + 3.2 * math.sqrt(min(degree, 64)), 1)
