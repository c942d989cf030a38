"""How well what was read from a document agrees with its gold.

An entity counts when its kind and any of its names agree (NFKC, without blanks and quotation marks); each gold entity
is matched once. A relation counts when its name and both matched ends agree, a symmetric one either way round. An
observation counts when subject, unit and value (within 0.2 %) agree. Background knowledge is not scored.
"""

import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any

import networkx as nx

from kg.extract import extract
from kg.graph import assemble
from kg.link import link
from kg.model import Document
from kg.schema import load as load_schema
from kg.score.figures import Count, Counts, Score
from kg.score.gold import Gold, Named

Triple = tuple[str, str, str]
Value = tuple[str, float, str]  # of whom, how much, in which unit

_DROPPED = str.maketrans("", "", " \t\n\u3000《》“”\"'‘’「」『』")
_NEAR = 0.002


def read_alone(document: Document) -> nx.MultiDiGraph:
    """Return the graph of ``document`` and nothing else."""
    linked = link([extract(document)], [document])
    return assemble(linked.entities, linked.facts, [document])


def score(gold: Gold, graph: nx.MultiDiGraph, text: str) -> Score:
    """Return how well ``graph``, read from ``text`` alone, agrees with ``gold``."""
    return _Comparison(gold, graph).score(text)


def plain(name: str) -> str:
    """Return ``name`` without what may differ between two writings of it."""
    return unicodedata.normalize("NFKC", name).translate(_DROPPED).lower()


def match(gold: Sequence[Named], nodes: dict[str, dict[str, Any]], by_kind: bool = True) -> dict[str, str]:
    """Return which node each gold entity is, by ids and one to one; all main names are tried before any alias."""
    index: dict[tuple[str, str], list[str]] = defaultdict(list)
    for node, data in nodes.items():
        for name in {plain(name) for name in (data["label"], *data["aliases"]) if name}:
            index[data["kind"] if by_kind else "", name].append(node)
    matched: dict[str, str] = {}
    taken: set[str] = set()
    for entity, name in [*((e, e.name) for e in gold), *((e, alias) for e in gold for alias in e.aliases)]:
        fitting = index[entity.kind if by_kind else "", plain(name)]
        free = next((node for node in fitting if node not in taken), None)
        if free and entity.id not in matched:
            matched[entity.id] = free
            taken.add(free)
    return matched


def near(want: set[Value], said: set[Value]) -> list[tuple[Value, Value]]:
    """Return which observations agree, one to one."""
    pairs = []
    left = sorted(said)
    for one in sorted(want):
        other = next((o for o in left if _agree(one, o)), None)
        if other:
            pairs.append((one, other))
            left.remove(other)
    return pairs


def _agree(one: Value, other: Value) -> bool:
    return one[0] == other[0] and one[2] == other[2] and math.isclose(one[1], other[1], rel_tol=_NEAR)


class _Comparison:
    """A gold file beside a graph. What has no partner in the gold is called by its node with a ``?`` before it."""

    def __init__(self, gold: Gold, graph: nx.MultiDiGraph) -> None:
        self.gold = gold
        self.nodes = {node: data for node, data in graph.nodes(data=True) if data["mentions"]}
        self.edges = [(s, r, o, d["evidence"]) for s, o, r, d in graph.edges(keys=True, data=True) if d["evidence"]]
        self.matched = match(gold.entities, self.nodes)
        self.back = {node: entity for entity, node in self.matched.items()}
        self.names = {f"?{node}": f"{data['label']} ({data['kind']})" for node, data in graph.nodes(data=True)}
        self.names |= {entity.id: entity.name for entity in gold.entities}
        self.want = {_canonical(*triple) for triple in gold.relations}
        self.said = self._triples()
        self.want_values = {(m.subject, m.value, _unit(m.unit)) for m in gold.measures}
        self.said_values = set(self._values())
        self.agreeing = near(self.want_values, self.said_values)

    def score(self, text: str) -> Score:
        """Return all figures; ``text`` is what the graph was read from."""
        spots = [text[p["start"] : p["end"]] == p["text"] != "" for p in self._passages()]
        return Score(
            overall=self._overall(),
            by_kind=self._by_kind(),
            by_relation=_grouped(itemgetter(1), self.want & set(self.said), self.said, self.want),
            by_rule=self._by_rule(),
            errors=self._errors(),
            spots=len(spots),
            ungrounded=spots.count(False),
        )

    def _overall(self) -> Counts:
        loose = match(self.gold.entities, self.nodes, by_kind=False)
        return {
            "entities": Count(len(self.matched), len(self.nodes), len(self.gold.entities)),
            "entities_any_kind": Count(len(loose), len(self.nodes), len(self.gold.entities)),
            "relations": Count(len(self.want & set(self.said)), len(self.said), len(self.want)),
            "observations": Count(len(self.agreeing), len(self.said_values), len(self.want_values)),
        }

    def _triples(self) -> dict[Triple, set[str]]:
        """Return what was said, and which rules said it."""
        rules: dict[Triple, set[str]] = defaultdict(set)
        for subject, relation, target, evidence in self.edges:
            triple = _canonical(self._partner(subject), relation, self._partner(target))
            rules[triple].update(passage["rule"] for passage in evidence)
        return rules

    def _partner(self, node: str) -> str:
        return self.back.get(node, f"?{node}")

    def _values(self) -> Iterator[Value]:
        for node, data in self.nodes.items():
            for one in data["observations"]:
                if one["evidence"]:
                    yield self._partner(node), float(one["value"]), _unit(one["unit"])

    def _passages(self) -> Iterator[dict[str, Any]]:
        for data in self.nodes.values():
            yield from data["mentions"]
            yield from (passage for one in data["observations"] for passage in one["evidence"])
        yield from (passage for *_, evidence in self.edges for passage in evidence)

    def _by_kind(self) -> Counts:
        want = [entity.kind for entity in self.gold.entities]
        hits = [entity.kind for entity in self.gold.entities if entity.id in self.matched]
        return _grouped(str, hits, (data["kind"] for data in self.nodes.values()), want)

    def _by_rule(self) -> Counts:
        said = Counter(rule for rules in self.said.values() for rule in rules)
        right = Counter(rule for triple, rules in self.said.items() for rule in rules if triple in self.want)
        return {rule: Count(right[rule], said[rule]) for rule in sorted(said)}

    def _errors(self) -> dict[str, list[str]]:
        said = {said for _, said in self.agreeing}
        want = {want for want, _ in self.agreeing}
        return {
            "entities_missed": [f"{e.name} ({e.kind})" for e in self.gold.entities if e.id not in self.matched],
            "entities_extra": [self.names[f"?{node}"] for node in self.nodes if node not in self.back],
            "relations_missed": sorted(self._fact(triple) for triple in self.want - set(self.said)),
            "relations_extra": sorted(self._fact(triple) for triple in set(self.said) - self.want),
            "observations_missed": [self._number(value) for value in sorted(self.want_values - want)],
            "observations_extra": [self._number(value) for value in sorted(self.said_values - said)],
        }

    def _fact(self, triple: Triple) -> str:
        rules = ", ".join(sorted(self.said.get(triple, ())))
        fact = f"{self.names[triple[0]]} —{triple[1]}→ {self.names[triple[2]]}"
        return f"{fact} [{rules}]" if rules else fact

    def _number(self, value: Value) -> str:
        return f"{self.names[value[0]]} {value[1]:,.15g} {value[2]}"


def _canonical(subject: str, relation: str, target: str) -> Triple:
    if load_schema().relations[relation].symmetric:
        subject, target = sorted((subject, target))
    return subject, relation, target


def _unit(unit: str) -> str:
    return "%" if plain(unit) == "percent" else plain(unit)


def _grouped(key: Callable[[Any], str], *groups: Iterable[Any]) -> Counts:
    counts = [Counter(map(key, group)) for group in groups]
    return {name: Count(*(count[name] for count in counts)) for name in sorted(set().union(*counts))}
