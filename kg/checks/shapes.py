"""Whether a graph is what the schema says: SHACL core shapes by pySHACL, rules over the whole graph as SPARQL.

The shapes are asked one by one, each about a few thousand of the nodes that it looks at: memory stays flat, and how
many nodes it looked at is known, not guessed.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from kg.model import Problem
from kg.rdf import as_rdflib, triples
from kg.rdf.terms import SCHEMA, term
from kg.resources import folder
from kg.schema import NAMESPACE

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

CODE = "breaks-schema"  # of the problems that stand for findings
LIMIT = 100_000  # triples that every build is checked up to: some seconds
TRIPLES = 6  # a mention at least
BATCH = 5_000  # focus nodes handed to pySHACL at once
SHAPES = "https://w3id.org/cluster-kg/shapes#"
_SH = "http://www.w3.org/ns/shacl#"
_TYPE, _LABEL = term("rdf:type"), term("skos:prefLabel")


class Finding(NamedTuple):
    """One node that breaks one rule. ``value`` is what is wrong with it, where that is one thing."""

    rule: str
    message: str
    node: str
    label: str
    value: str


class Look(NamedTuple):
    """How many nodes a shape or rule looked at. ``required``: a graph in which it finds none is no graph of ours."""

    rule: str
    nodes: int
    required: bool


class Report(NamedTuple):
    """All findings in order of rule and node, and how much was looked at."""

    findings: list[Finding]
    looks: list[Look]

    @property
    def vacuous(self) -> list[Look]:
        """What found nothing to look at."""
        return [look for look in self.looks if not look.nodes]

    @property
    def missing(self) -> list[Look]:
        """What every graph must have and this one lacks."""
        return [look for look in self.vacuous if look.required]

    @property
    def valid(self) -> bool:
        """Whether nothing breaks a rule and nothing that must be there is missing."""
        return not self.findings and not self.missing


def store_of(triples: Iterable[ox.Triple | ox.Quad]) -> ox.Store:
    """Return a store with ``triples`` in its default graph, whatever graph they came from, and the schema beside them.

    Raises:
        SyntaxError: ``triples`` come from a file that cannot be parsed.
    """
    store = ox.Store()
    store.bulk_extend(ox.Quad(row.subject, row.predicate, row.object) for row in triples)
    store.load(path=folder("schema") / "ontology.ttl", format=ox.RdfFormat.TURTLE, to_graph=SCHEMA)
    return store


def check(store: ox.Store) -> Report:
    """Check what :func:`store_of` made."""
    findings: list[Finding] = []
    looks: list[Look] = []
    for shape in _shapes():
        nodes = _focus(store, shape)
        looks.append(Look(shape.name, len(nodes), shape.required))
        findings += (finding for batch in _batches(nodes) for finding in _ask(store, shape, batch))
    for rule in _rules():
        looks.append(Look(rule.name, rule.size(store), False))
        findings += rule.findings(store)
    return Report(sorted(set(findings)), looks)


def problems(graph: "nx.MultiDiGraph") -> list[Problem]:
    """Return what is wrong with ``graph``, a problem a finding; nothing of a graph beyond ``LIMIT`` triples."""
    mentions = sum(len(data["mentions"]) for _, data in graph.nodes(data=True))
    if mentions * TRIPLES > LIMIT:
        return []
    few = list(islice(triples(graph), LIMIT + 1))
    if len(few) > LIMIT:
        return []
    return [_problem(finding) for finding in check(store_of(few)).findings]


def _problem(finding: Finding) -> Problem:
    value = f", but it says {finding.value}" if finding.value else ""
    message = f"{finding.label or finding.node}: {finding.message}{value} [{finding.rule}, {finding.node}]"
    return Problem(CODE, message)


# ---------------------------------------------------------------- shapes


class _Shape(NamedTuple):
    name: str
    targets: list[str]  # patterns of SPARQL with the variable ?node
    required: bool
    properties: list[str]  # the IRIs of its property shapes
    terms: frozenset[str]  # every IRI that it names: what has another predicate it cannot see
    graph: "rdflib.Graph"  # all shapes


@cache
def _shapes() -> list[_Shape]:
    """Return the shapes in the order of their names."""
    import rdflib

    graph = _named_properties(rdflib.Graph().parse(folder("schema") / "shapes.ttl"))
    nodes = sorted(graph.subjects(rdflib.RDF.type, rdflib.URIRef(_SH + "NodeShape")), key=str)
    return [_shape(graph, node) for node in nodes]


def _shape(graph: "rdflib.Graph", node: "rdflib.term.Node") -> _Shape:
    import rdflib

    required = (node, rdflib.URIRef(SHAPES + "required"), None) in graph
    properties = sorted(str(part) for part in graph.objects(node, rdflib.URIRef(_SH + "property")))
    terms = frozenset(str(term) for term in graph.transitive_objects(node, None))
    return _Shape(str(node).removeprefix(SHAPES), _targets(graph, node), required, properties, terms, graph)


def _named_properties(graph: "rdflib.Graph") -> "rdflib.Graph":
    """Return ``graph`` with an IRI for each property shape.

    Then a property shape can be asked about thousands of nodes at once. By way of its node shape it is asked about each
    node for itself: forty times slower.
    """
    import rdflib

    parts = set(graph.objects(None, rdflib.URIRef(_SH + "property")))
    names = {part: rdflib.URIRef(f"{SHAPES}{part}") for part in parts}
    named = rdflib.Graph()
    for subject, predicate, value in graph:
        named.add((names.get(subject, subject), predicate, names.get(value, value)))
    return named


def _targets(graph: "rdflib.Graph", shape: "rdflib.term.Node") -> list[str]:
    import rdflib

    classes = graph.objects(shape, rdflib.URIRef(_SH + "targetClass"))
    properties = graph.objects(shape, rdflib.URIRef(_SH + "targetSubjectsOf"))
    return sorted([f"?node a {c.n3()}" for c in classes] + [f"?node {p.n3()} ?any" for p in properties])


def _focus(store: ox.Store, shape: _Shape) -> list[ox.NamedNode]:
    """Return the nodes that ``shape`` looks at. Blank ones have a rule of their own."""
    pattern = " UNION ".join(f"{{ {target} }}" for target in shape.targets)
    rows = _select(store, f"SELECT DISTINCT ?node WHERE {{ {pattern} FILTER(isIRI(?node)) }}")
    return sorted((node for (node,) in rows if isinstance(node, ox.NamedNode)), key=lambda node: node.value)


def _batches(nodes: list[ox.NamedNode]) -> Iterator[list[ox.NamedNode]]:
    rest = iter(nodes)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _ask(store: ox.Store, shape: _Shape, nodes: list[ox.NamedNode]) -> Iterator[Finding]:
    """Yield what ``shape`` finds wrong with ``nodes``."""
    from pyshacl import validate

    conforms, results, _ = validate(
        _neighbourhood(store, shape, nodes),
        shacl_graph=shape.graph,
        use_shapes=shape.properties,
        focus_nodes=[node.value for node in nodes],
        inplace=True,
    )
    if not conforms:
        yield from _results(store, shape, results)


def _neighbourhood(store: ox.Store, shape: _Shape, nodes: list[ox.NamedNode]) -> "rdflib.Graph":
    """Return what ``shape`` can see of ``nodes``, and of what kind their objects are: no shape looks further."""
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for node in nodes:
        for quad in store.quads_for_pattern(node, None, None, ox.DefaultGraph()):
            if quad.predicate.value in shape.terms:
                _add(graph, quad)
                if isinstance(quad.object, ox.NamedNode) and quad.predicate != _TYPE:
                    for kind in store.quads_for_pattern(quad.object, _TYPE, None, ox.DefaultGraph()):
                        _add(graph, kind)
    return graph


def _add(graph: "rdflib.Graph", quad: ox.Quad) -> None:
    graph.add((as_rdflib(quad.subject), as_rdflib(quad.predicate), as_rdflib(quad.object)))


def _results(store: ox.Store, shape: _Shape, results: "rdflib.Graph") -> Iterator[Finding]:
    import rdflib

    for result in results.subjects(rdflib.RDF.type, rdflib.URIRef(_SH + "ValidationResult")):
        said = {
            name: results.value(result, rdflib.URIRef(_SH + name)) for name in ("focusNode", "resultMessage", "value")
        }
        value = "" if said["value"] is None else str(said["value"])
        node = str(said["focusNode"])
        yield Finding(shape.name, str(said["resultMessage"]), node, _label(store, node), value)


# ---------------------------------------------------------------- rules


class _Rule(NamedTuple):
    """A query for nodes that break a rule. Its file begins with the message and the class that it looks at."""

    name: str
    message: str
    looks_at: str
    query: str

    def size(self, store: ox.Store) -> int:
        """Return how many nodes there are for the rule to look at."""
        if self.looks_at == "everything":
            return len(store)
        local = self.looks_at.removeprefix("kgo:")
        if local == "Entity":
            return _count(store, f"?s <{_LABEL.value}> ?label")
        return _count(store, f"?s a <{NAMESPACE}{local}>")

    def findings(self, store: ox.Store) -> Iterator[Finding]:
        """Yield the nodes that break the rule."""
        for node, *rest in _select(store, self.query):
            value = _text(rest[0]) if rest else ""
            yield Finding(self.name, self.message, _text(node), _label(store, _text(node)), value)


def _rules() -> list[_Rule]:
    return [
        _rule(path.stem, path.read_text(encoding="utf-8")) for path in sorted((folder("schema") / "rules").glob("*.rq"))
    ]


def _rule(name: str, text: str) -> _Rule:
    message, looks_at, query = text.split("\n", 2)
    return _Rule(name, message.removeprefix("# "), looks_at.removeprefix("# looks at: "), query)


def _select(store: ox.Store, query: str) -> Iterator[list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None]]:
    solutions = store.query(query)
    assert isinstance(solutions, ox.QuerySolutions)  # noqa: S101 - every query here is a SELECT
    return ([row[variable] for variable in solutions.variables] for row in solutions)


def _count(store: ox.Store, pattern: str) -> int:
    return sum(1 for _ in _select(store, f"SELECT DISTINCT ?s WHERE {{ {pattern} }}"))


def _label(store: ox.Store, iri: str) -> str:
    try:
        node = ox.NamedNode(iri)
    except ValueError:  # a blank node, or no IRI at all
        return ""
    return next((_text(quad.object) for quad in store.quads_for_pattern(node, _LABEL, None, ox.DefaultGraph())), "")


def _text(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    return node.value if isinstance(node, ox.NamedNode | ox.Literal) else str(node)
