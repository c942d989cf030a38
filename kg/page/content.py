"""What the page knows of a graph: plain lists and objects, each node and edge by its position.

The page's data come in sections, so that a big graph can be opened before all of it is read:

- ``base``: kinds, relations, documents, counts, the tree of communities, the places of regions
- ``nodes``, ``edges``: the columns that drawing and filtering need
- ``names``: aliases and pinyin, for search
- ``details``: mentions and observations of nodes
- ``evidence``: the passages behind edges

All but ``base`` are cut into blocks; a block of ``details`` or ``evidence`` holds the passages it speaks of. It numbers
documents by itself, and where it ends its last row says: a new document changes the blocks of what it names, and no other.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice
from typing import Any, NamedTuple

import networkx as nx

from kg.output.blocks import limits
from kg.page import pinyin
from kg.page.keys import Keys
from kg.page.layout import Group, Layout, lay_out
from kg.page.look import look
from kg.page.passages import Mentions, Passages
from kg.page.regions import city, places, province
from kg.passages import (
    OBSERVED,
    Corpus,
    Observed,
    Passage,
    Rows,
    corpus_of,
    document_numbers,
    documents,
    observed,
    passages,
)
from kg.pinyin import syllables
from kg.schema import load

Row = dict[str, Any]
Edge = tuple[int, int, str, Row]

BACKGROUND, PLANNED, APART = 1, 2, 4  # flags: the second is for edges alone, the third for nodes
BLOCK = 6_000  # nodes or edges in a block of columns: read in one go without a pause that is felt
DETAIL_BLOCK = 256  # nodes or edges in a block that is read when it is asked for, about


class Section(NamedTuple):
    """A block of the page's data: its name, the position of its first row, and what makes all that it holds.

    ``documents``: the positions of the documents that it numbers by itself. ``key``: a hash of all that ``content`` is
    made from, empty where it is to be made each time.
    """

    name: str
    start: int
    content: Callable[[], Any]
    documents: Sequence[int] | None = None
    key: bytes = b""


class Content:
    """The graph by positions, with its layout: what all sections are made from."""

    def __init__(self, graph: nx.MultiDiGraph, readings: dict[str, str]) -> None:
        """Take ``graph`` and, by document id, the addresses of reading views that lie beside the page."""
        self.ids = list(graph.nodes)
        self.nodes: list[Row] = [graph.nodes[node] for node in self.ids]
        number = {node: i for i, node in enumerate(self.ids)}
        self.edges: list[Edge] = [
            (number[s], number[t], r, data) for s, t, r, data in graph.edges(keys=True, data=True)
        ]
        self.documents: list[Row] = graph.graph.get("documents", [])
        self.document_number = {document["id"]: i for i, document in enumerate(self.documents)}
        self._corpora: dict[int, dict[int, int]] = {}
        self._naming = [self._cites(node.get("mentions", ())) for node in self.nodes]
        self._stating = [self._cites(data.get("evidence", ())) for *_, data in self.edges]
        self.layout: Layout = lay_out(len(self.ids), ((s, t) for s, t, _, _ in self.edges))
        self.degrees = Counter(end for s, t, _, _ in self.edges for end in {s, t})
        self.kinds = sorted({node["kind"] for node in self.nodes}, key=_schema_order(list(load().kinds)))
        self.relations = sorted({edge[2] for edge in self.edges}, key=_schema_order(list(load().relations)))
        self.where = self._where()
        self.regions = sorted(_with_surroundings(set(self.where.values())))
        self._syllables = {name: syllables(name) for name in sorted({n for node in self.nodes for n in _names(node)})}
        self._order = pinyin.order([node["label"] for node in self.nodes], self._syllables)
        self._mentions = Mentions(graph)
        self._readings = readings

    def sections(self, keys: Keys | None = None) -> Iterator[Section]:
        """Yield all sections, in the order in which the page needs them; those of rows with a hash where there are ``keys``."""
        yield Section("base", 0, self._base)
        for start in range(0, len(self.nodes), BLOCK):
            yield Section("nodes", start, partial(self._node_columns, start, start + BLOCK))
        for start in range(0, len(self.edges), BLOCK):
            yield Section("edges", start, partial(self._edge_columns, start, start + BLOCK))
        common, exceptions = pinyin.table(self._syllables)
        yield Section("pinyin", 0, lambda: common)
        for start in range(0, len(self.nodes), BLOCK):
            yield Section("names", start, partial(self._named, start, start + BLOCK, exceptions))
        yield from self._details_blocks(keys)
        yield from self._evidence_blocks(keys)

    def _details_blocks(self, keys: Keys | None) -> Iterator[Section]:
        for start, end in limits(self.ids, DETAIL_BLOCK):
            some = list(zip(self.ids[start:end], self.nodes[start:end], strict=True))
            said = (self._cites(of) for _, node in some for of in _observed_in(node))
            cited = sorted({*chain(*self._naming[start:end], *said)})
            key = keys.nodes(some) if keys else b""
            yield Section("details", start, partial(self._details, some, cited), cited, key)

    def _evidence_blocks(self, keys: Keys | None) -> Iterator[Section]:
        for start, end in limits(
            (f"{self.ids[s]} {relation} {self.ids[t]}" for s, t, relation, _ in self.edges), DETAIL_BLOCK
        ):
            some = [(self.ids[s], self.ids[t], data) for s, t, _, data in self.edges[start:end]]
            cited = sorted({*chain(*self._stating[start:end])})
            key = keys.edges(some) if keys else b""
            yield Section("evidence", start, partial(self._evidence, some, cited), cited, key)

    def _cites(self, rows: Sequence[Row]) -> list[int]:
        """Return the positions of the documents that ``rows`` stand in, as far as they are known."""
        if not isinstance(rows, Rows):
            return sorted(self.document_number[name] for name in documents(rows) if name in self.document_number)
        known = self._positions(corpus_of(rows))
        return sorted(known[number] for number in document_numbers(rows) if number in known)

    def _positions(self, corpus: Corpus) -> dict[int, int]:
        """Return the position of each document of ``corpus``, by its number there."""
        if id(corpus) not in self._corpora:
            at = ((number, self.document_number.get(name)) for number, name in enumerate(corpus.documents))
            self._corpora[id(corpus)] = {number: position for number, position in at if position is not None}
        return self._corpora[id(corpus)]

    def _numbered(self, cited: Sequence[int]) -> dict[str, int]:
        return {self.documents[at]["id"]: number for number, at in enumerate(cited)}

    def _base(self) -> Row:
        return {
            "counts": {"nodes": len(self.nodes), "edges": len(self.edges)},
            "kinds": [_kind(name) for name in self.kinds],
            "relations": [_relation(name) for name in self.relations],
            "documents": [self._document(document) for document in self.documents],
            "places": self._places(),
        }

    def _document(self, document: Row) -> Row:
        shown = {key: document[key] for key in ("id", "title", "name", "date", "url", "publisher") if document.get(key)}
        reading = self._readings.get(document["id"])
        return {**shown, "reading": reading} if reading else shown

    def _node_columns(self, start: int, end: int) -> Row:
        nodes = self.nodes[start:end]
        number = {kind: i for i, kind in enumerate(self.kinds)}
        place = {code: i for i, code in enumerate(self.regions)}
        return {
            "id": self.ids[start:end],
            "kind": [number[node["kind"]] for node in nodes],
            "label": [node["label"] for node in nodes],
            "flags": [self._flags(i) for i in range(start, start + len(nodes))],
            "x": [x for x, _ in self.layout.positions[start:end]],
            "y": [y for _, y in self.layout.positions[start:end]],
            "place": [place[self.where[i]] if i in self.where else -1 for i in range(start, start + len(nodes))],
            "community": self.layout.communities[start:end],
            "order": self._order[start:end],
            "documents": [_one_or_more(found) for found in self._naming[start:end]],
        }

    def _flags(self, i: int) -> int:
        return (BACKGROUND if self.nodes[i].get("background") else 0) | (APART if i in self.layout.apart else 0)

    def _named(self, start: int, end: int, exceptions: Mapping[str, Sequence[str]]) -> list[Row]:
        return list(self._names(start, end, exceptions))

    def _names(self, start: int, end: int, exceptions: Mapping[str, Sequence[str]]) -> Iterator[Row]:
        """Yield what searching needs of a node beyond its label, of those nodes that have any."""
        for i, node in enumerate(self.nodes[start:end], start):
            names = _names(node)
            misread = {str(n): exceptions[name] for n, name in enumerate(names) if name in exceptions}
            if names[1:] or misread:
                yield {"node": i, "aliases": names[1:], "misread": misread}

    def _edge_columns(self, start: int, end: int) -> Row:
        edges = self.edges[start:end]
        number = {relation: i for i, relation in enumerate(self.relations)}
        return {
            "source": [s for s, _, _, _ in edges],
            "target": [t for _, t, _, _ in edges],
            "relation": [number[r] for _, _, r, _ in edges],
            "confidence": [round(100 * data.get("confidence", 1)) for _, _, _, data in edges],
            "flags": [flags(data) for _, _, _, data in edges],
            "documents": [_one_or_more(found) for found in self._stating[start:end]],
        }

    def _details(self, nodes: Sequence[tuple[str, Row]], documents: Sequence[int]) -> Row:
        numbers = self._numbered(documents)
        cited = Passages(numbers)
        stated = [list(observed(node.get("observations", ()))) for _, node in nodes]
        evidence = [[passage for _, some in rows for passage in some] for rows in stated]
        shown = self._cited(evidence, [(node_id,) for node_id, _ in nodes], cited)
        rows = [self._detail(node, found, shown, numbers) for (_, node), found in zip(nodes, stated, strict=True)]
        return {"rows": rows, "passages": cited.rows}

    def _detail(
        self,
        node: Row,
        stated: Iterable[tuple[Observed, list[Passage]]],
        evidence: Iterator[list[Any]],
        number: Mapping[str, int],
    ) -> Row:
        shown = {
            "mentions": [
                (number[document], start, text)
                for document, start, _, text, _ in passages(node.get("mentions", ()))
                if document in number
            ],
            "observations": [
                {key: value for key, value in zip(OBSERVED, fields, strict=True) if value}
                | {"evidence": list(islice(evidence, len(some)))}
                for fields, some in stated
            ],
            "origin": node.get("origin"),
            "code": node.get("code"),
        }
        return {key: value for key, value in shown.items() if value}

    def _evidence(self, edges: Sequence[tuple[str, str, Row]], documents: Sequence[int]) -> Row:
        cited = Passages(self._numbered(documents))
        evidence = [list(passages(data.get("evidence", ()))) for *_, data in edges]
        shown = self._cited(evidence, [ends for *ends, _ in edges], cited)
        rows = [
            {
                "evidence": list(islice(shown, len(found))),
                **{key: data[key] for key in ("origin", "sources", "first", "last") if data.get(key)},
            }
            for (*_, data), found in zip(edges, evidence, strict=True)
        ]
        return {"rows": rows, "passages": cited.rows}

    def _cited(
        self, evidence: Sequence[Sequence[Passage]], ends: Sequence[Sequence[str]], cited: Passages
    ) -> Iterator[list[Any]]:
        """Yield all pieces of evidence as ``[passage, rule, marks]``; ``ends`` are of whom each list of them tells."""
        every = (passage for some in evidence for passage in some)
        for passage, marks in zip(every, self._mentions.marks(evidence, ends), strict=True):
            yield [cited.number(passage), passage[-1], marks]

    def _places(self) -> Row:
        """Return the regions in which nodes lie with what is around them, and points that show the country's outline.

        A region is ``[code, name, short name, longitude, latitude, province, city]``, the last two by their positions
        in the list; the outline is ``[longitude, latitude, …]`` in tenths of a degree.
        """
        known = places()
        number = {code: i for i, code in enumerate(self.regions)}
        points = {(round(10 * p.longitude), round(10 * p.latitude)) for p in known.values()} if self.regions else set()
        return {
            "regions": [
                [code, *known[code][:4], number[province(code, known)], number[city(code, known)]]
                for code in self.regions
            ],
            "outline": [tenth for point in sorted(points) for tenth in point],
        }

    def _where(self) -> dict[int, str]:
        """Return the code of the region that each node lies in."""
        known = places()
        region = {i: node["code"] for i, node in enumerate(self.nodes) if node.get("code") in known}
        return _nearest(region, self._located())

    def _located(self) -> dict[int, list[int]]:
        inside: dict[int, list[int]] = {}
        for source, target, relation, _ in self.edges:
            if relation == "locatedIn":
                inside.setdefault(target, []).append(source)
        return inside


def _observed_in(node: Row) -> Iterable[Sequence[Row]]:
    """Return what the observations of ``node`` stand in, to be asked for its documents."""
    observations = node.get("observations", ())
    return [observations] if isinstance(observations, Rows) else [one["evidence"] for one in observations]


def _one_or_more(documents: list[int]) -> list[int] | int:
    """Return numbers of documents as columns have them; most often it is one, which saves the browser a list."""
    return documents[0] if len(documents) == 1 else documents


def _with_surroundings(codes: set[str]) -> set[str]:
    return codes | {around(code, places()) for code in codes for around in (province, city)}


def _nearest(region: dict[int, str], inside: dict[int, list[int]]) -> dict[int, str]:
    """Return each node's region: its own, or that of the nearest node it is located in."""
    found = dict(region)
    waiting = deque(sorted(region))
    while waiting:
        place = waiting.popleft()
        for node in sorted(inside.get(place, ())):
            if node not in found:
                found[node] = found[place]
                waiting.append(node)
    return found


def _schema_order(names: list[str]) -> Any:
    order = {name: i for i, name in enumerate(names)}
    return lambda name: (order.get(name, len(order)), name)


def _kind(name: str) -> Row:
    kind = load().kinds.get(name)
    colour, shape = look(name)
    return {
        "name": name,
        "zh": kind.zh if kind else name,
        "en": kind.en if kind else name,
        "colour": colour,
        "shape": shape,
    }


def _relation(name: str) -> Row:
    relation = load().relations.get(name)
    if not relation:
        return {"name": name, "zh": name, "en": name, "symmetric": False}
    return {"name": name, "zh": relation.zh, "en": relation.en, "symmetric": relation.symmetric}


def flags(edge: Row) -> int:
    """Return an edge's flags: ``BACKGROUND``, ``PLANNED``, both or none."""
    return (BACKGROUND if edge.get("background") else 0) | (PLANNED if edge.get("planned") else 0)


def _names(node: Row) -> list[str]:
    return [node["label"], *(alias for alias in node.get("aliases", ()) if alias != node["label"])]


def tree_rows(group: Group) -> list[Any]:
    """Return the tree of communities as ``[radius, [x, y, child], …]``; a child is a node's position or a group."""
    children = zip(group.children, group.spots, strict=True)
    return [
        round(group.radius),
        *([round(x), round(y), tree_rows(child) if isinstance(child, Group) else child] for child, (x, y) in children),
    ]
