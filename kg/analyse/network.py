"""The part of a graph that counts, indexed for the questions asked of it.

Stated facts count; background facts count only where they are asked for. A fact without a passage that is no
background either (someone edited the file) does not count, and the basis of the report says how many there are.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import networkx as nx

from kg.analyse.record import PASSAGES, TOLD, Basis, Name, Passage, Stated
from kg.analyse.ties import Ties
from kg.passages import Observed, documents, observed, passages, told_by_name
from kg.passages import Passage as Cited

Edge = tuple[str, str, str]  # source, target, relation
Index = dict[str, dict[str, list[str]]]  # relation -> node -> what it is related to

INSTITUTES = ("ResearchInstitute", "University")
BODIES = (*INSTITUTES, "Company", "GovernmentBody", "Organization")
PLACES = ("Region", "Zone", "Cluster")
WORKING = ("cooperatesWith", "foundedBy", "investsIn", "memberOf", "supports")  # by which things are done together
ACTORS = (*BODIES, "Zone", "Cluster")


class Network:
    """A graph with the facts that count. Nodes and facts come in the order of their ids."""

    def __init__(self, graph: nx.MultiDiGraph, with_background: bool = False) -> None:
        self.graph = graph
        self.with_background = with_background
        self._kinds: dict[str, str] = dict(graph.nodes(data="kind"))
        self._labels: dict[str, str] = dict(graph.nodes(data="label"))
        self.facts: list[Edge] = []
        self.left_out: list[Edge] = []
        for source, target, relation, data in graph.edges(keys=True, data=True):
            (self.facts if self._counts(data) else self.left_out).append((source, target, relation))
        self.facts.sort()
        stated = (node for node, data in graph.nodes(data=True) if with_background or not data["background"])
        self.nodes: list[str] = sorted({*stated, *(end for fact in self.facts for end in fact[:2])})
        self.documents: dict[str, dict[str, Any]] = {d["id"]: d for d in graph.graph.get("documents", [])}

    def _counts(self, data: dict[str, Any]) -> bool:
        return self.with_background if data["background"] else bool(data["evidence"])

    def kind(self, node: str) -> str:
        """Return the kind of ``node``."""
        return self._kinds[node]

    def label(self, node: str) -> str:
        """Return what ``node`` is called."""
        return self._labels[node]

    def called(self, node: str) -> list[str]:
        """Return every name of ``node``."""
        data = self.graph.nodes[node]
        return [data["label"], *data["aliases"]]

    def name(self, node: str) -> Name:
        """Return ``node`` as a record."""
        return Name(node, self.label(node), self.kind(node))

    def names(self, nodes: Iterable[str]) -> tuple[Name, ...]:
        """Return ``nodes`` as records, in the given order."""
        return tuple(map(self.name, nodes))

    def of_kind(self, *kinds: str) -> list[str]:
        """Return the counted nodes of ``kinds``."""
        found = [node for kind in dict.fromkeys(kinds) for node in self._by_kind.get(kind, ())]
        return sorted(found) if len(kinds) > 1 else found

    @cached_property
    def named_in(self) -> dict[str, set[str]]:
        """The documents that each counted node is named in."""
        return {node: documents(self.graph.nodes[node]["mentions"]) for node in self.nodes}

    @cached_property
    def _by_kind(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for node in self.nodes:
            found[self.kind(node)].append(node)
        return found

    @cached_property
    def _forward(self) -> Index:
        return _index((relation, source, target) for source, target, relation in self.facts)

    @cached_property
    def _backward(self) -> Index:
        return _index((relation, target, source) for source, target, relation in self.facts)

    def related(self, relation: str) -> Mapping[str, list[str]]:
        """Return for each node that has ``relation`` to anything what it has it to."""
        return self._forward.get(relation, {})

    def targets(self, node: str, relation: str, *kinds: str) -> list[str]:
        """Return what ``node`` has ``relation`` to, of ``kinds`` where some are given."""
        return self._only(self._forward.get(relation, {}).get(node, []), kinds)

    def sources(self, node: str, relation: str, *kinds: str) -> list[str]:
        """Return what has ``relation`` to ``node``, of ``kinds`` where some are given."""
        return self._only(self._backward.get(relation, {}).get(node, []), kinds)

    def _only(self, nodes: list[str], kinds: tuple[str, ...]) -> list[str]:
        return [node for node in nodes if self._kinds[node] in kinds] if kinds else nodes

    def between(self, one: str, other: str) -> list[Edge]:
        """Return the facts between two nodes, either way round, in order."""
        both = sorted({(one, other), (other, one)})
        found = ((ends, self.graph.get_edge_data(*ends) or {}) for ends in both)
        return [
            (*ends, relation) for ends, facts in found for relation in sorted(facts) if self._counts(facts[relation])
        ]

    def facts_of(self, node: str) -> list[Edge]:
        """Return the facts that ``node`` is an end of."""
        return [fact for other in (node, *self.neighbours(node)) for fact in self.between(node, other)]

    @cached_property
    def stated_places(self) -> dict[str, list[str]]:
        """The zones and regions that anything is stated to lie in."""
        every = ((node, self._only(places, ("Zone", "Region"))) for node, places in self.related("locatedIn").items())
        return {node: places for node, places in every if places}

    @cached_property
    def known_places(self) -> dict[str, list[str]]:
        """The zones and regions that anything lies in by all facts of the graph, background too."""
        places = {node: list(stated) for node, stated in self.stated_places.items()}
        for source, target, relation in sorted(self.left_out):
            if relation == "locatedIn" and self.kind(target) in ("Zone", "Region"):
                places.setdefault(source, []).append(target)
        return places

    def neighbours(self, node: str) -> list[str]:
        """Return the other nodes that a counted fact ties ``node`` to."""
        near = self.ties.matrix
        row = self.ties.at[node]
        return [self.nodes[other] for other in near.indices[near.indptr[row] : near.indptr[row + 1]].tolist()]

    @cached_property
    def ties(self) -> Ties:
        """The whole network as ties between nodes."""
        return Ties.of(self.nodes, (fact[:2] for fact in self.facts))

    def data(self, edge: Edge) -> dict[str, Any]:
        """Return the attributes of the fact at ``edge``."""
        found: dict[str, Any] = self.graph.get_edge_data(*edge)
        return found

    def stated(self, edge: Edge, cited: Iterable[Cited] | None = None) -> Stated:
        """Return the fact at ``edge``, which may be background, as a record, with the passages ``cited``, by default all."""
        source, target, relation = edge
        data = self.data(edge)
        found = _distinct(passages(data["evidence"]) if cited is None else cited)
        return Stated(
            source=self.name(source),
            relation=relation,
            target=self.name(target),
            confidence=data["confidence"],
            planned=data.get("planned", False),
            background=data["background"],
            origin=data.get("origin", ""),
            sources=len(found),
            passages=self._shown(found),
        )

    def record(self, edges: Iterable[Edge]) -> tuple[Stated, ...]:
        """Return the facts at ``edges`` as records, each once, in the given order."""
        return tuple(self.stated(edge) for edge in dict.fromkeys(edges))

    def passages(self, cited: Iterable[Cited]) -> tuple[Passage, ...]:
        """Return the first ``PASSAGES`` of ``cited`` with the titles of their documents, what a sentence says before what a name tells."""
        return self._shown(_distinct(cited))

    def _shown(self, found: Iterable[Cited]) -> tuple[Passage, ...]:
        return tuple(map(self._passage, sorted(found, key=told_by_name)[:PASSAGES]))

    def _passage(self, cited: Cited) -> Passage:
        name, start, end, text, _ = cited
        document = self.documents.get(name, {})
        title = document.get("title") or document.get("name") or name
        return Passage(name, title, self.date(name), start, end, text)

    def date(self, document: str) -> str:
        """Return the date of the document with the id ``document``, or an empty string."""
        return str(self.documents.get(document, {}).get("date", ""))

    def observations(self) -> Iterator[tuple[str, Observed, list[Cited]]]:
        """Yield each counted node with each number stated of it, and where."""
        for node in self.nodes:
            for stated, cited in observed(self.graph.nodes[node].get("observations", [])):
                yield node, stated, cited

    def conflicts(self) -> list[dict[str, Any]]:
        """Return what the build found of statements that cannot all be true."""
        found: list[dict[str, Any]] = self.graph.graph.get("conflicts", [])
        return found

    def basis(self) -> Basis:
        """Return what was counted and what was left out."""
        dates = sorted(d["date"] for d in self.documents.values() if d.get("date"))
        background = sum(self.data(fact)["background"] for fact in self.left_out)
        return Basis(
            with_background=self.with_background,
            documents=len(self.documents),
            first_date=dates[0] if dates else "",
            last_date=dates[-1] if dates else "",
            nodes=len(self.nodes),
            facts=len(self.facts),
            planned=sum(bool(self.data(fact).get("planned")) for fact in self.facts),
            kinds=counted(map(self.kind, self.nodes)),
            told={kind: self._told(kind) for kind in sorted(set(map(self.kind, self.nodes)))},
            relations=counted(relation for _, _, relation in self.facts),
            left_out_nodes=len(self.graph) - len(self.nodes),
            left_out_facts=background,
            without_evidence=len(self.left_out) - background,
            loops=sum(source == target for source, target, _ in self.facts),
        )

    def _told(self, kind: str) -> tuple[tuple[str, int], ...]:
        """Return whom of ``kind`` most documents speak of; of equals that cannot all be shown, none."""
        found = {node: len(self.named_in[node]) for node in self.of_kind(kind)}
        most = sorted(found, key=lambda node: (-found[node], self.label(node), node))
        least = found[most[TOLD]] + 1 if len(most) > TOLD else 1
        return tuple((self.label(node), found[node]) for node in most[:TOLD] if found[node] >= least)


def _distinct(cited: Iterable[Cited]) -> list[Cited]:
    """Return each passage once, however many rules have read it."""
    return list({passage[:3]: passage for passage in cited}.values())


def _index(rows: Iterable[tuple[str, str, str]]) -> Index:
    """Return relation -> node -> others; the facts are sorted, and so are the others."""
    index: Index = defaultdict(lambda: defaultdict(list))
    for relation, node, other in rows:
        index[relation][node].append(other)
    return index


def counted(values: Iterable[str]) -> dict[str, int]:
    """Return how often each of ``values`` occurs, the most frequent first."""
    return dict(sorted(Counter(values).items(), key=lambda item: (-item[1], item[0])))
