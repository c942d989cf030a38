"""Writes docs/schema.html, the page of the schema, from schema/ontology.ttl: python docs/schema.py."""

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, Literal, Node, URIRef

ROOT = Path(__file__).parent.parent
PAGE = Path(__file__).with_name("schema.html")
KGO = "https://w3id.org/cluster-kg/schema#"
TABLES = (
    ("Kinds of entity", "What a text speaks of. Each is a class below <code>kgo:Entity</code>."),
    ("Relations", "What a text states between two entities. Each is a property below <code>kgo:relatedTo</code>."),
    ("The other way round", "Derived with <code>--infer</code> and kept in a graph of their own, never stated."),
    ("What stands around them", "Passages, assertions, observations, documents and the build."),
    ("Their properties", ""),
)
HEAD = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>cluster-kg schema {version}</title>
<style>
:root {{ color-scheme: light dark; --line: #8884 }}
body {{ font: 16px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; max-width: 70rem; margin: auto; padding: 1rem }}
table {{ border-collapse: collapse; width: 100%; margin: 1rem 0 2rem }}
th, td {{ text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line) }}
th {{ white-space: nowrap; font-weight: 600 }}
small {{ opacity: .8 }}
</style>
<h1>{zh} <small>{en}</small></h1>
<p>{description}</p>
<h2>Namespace and versions</h2>
<p>Version {version}. Terms are named <code>{namespace}…</code>, prefix <code>kgo:</code>, in every version: the
namespace never changes. It is a name, not yet an address: nothing answers there. Entities are named
<code>https://w3id.org/cluster-kg/id/</code><var>Kind</var><code>/</code><var>hash</var>, or below the base that
<code>kg export --base</code> is given.</p>
<ul>
<li>A patch (0.1.<b>1</b>) changes words: labels, definitions, messages of shapes.</li>
<li>A minor version (0.<b>2</b>.0) adds terms, or allows what was not allowed. What was valid stays valid.</li>
<li>A major version (<b>1</b>.0.0) takes away or narrows. A term that goes is marked <code>owl:deprecated</code>
with its successor for one minor version at least, and its name is never used again. Before 1.0.0 a minor version may do
so too.</li>
</ul>
<p>A graph names the schema by <code>dcterms:conformsTo</code> and the program, rules and data that made it by version
(<code>kgo:Build</code>). Its IRIs are hashes of content: the same thing keeps its IRI from build to build.</p>
"""


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")


def page() -> str:
    """Return the page as HTML."""
    ontology = rdflib.Graph().parse(ROOT / "schema" / "ontology.ttl")
    groups = zip(TABLES, _groups(ontology), strict=True)
    return _head(ontology) + "".join(_table(ontology, *about, terms) for about, terms in groups)


def _head(ontology: rdflib.Graph) -> str:
    (this,) = ontology.subjects(RDF.type, OWL.Ontology)
    title, description = (_texts(ontology, this, rdflib.DCTERMS[name]) for name in ("title", "description"))
    said = {"zh": title["zh"], "en": title["en"], "description": f"{description['zh']}<br>{description['en']}"}
    return HEAD.format(version=ontology.value(this, OWL.versionInfo), namespace=KGO, **said)


def _groups(ontology: rdflib.Graph) -> list[list[URIRef]]:
    """Return the terms of each table, each term in one."""
    kinds = _named(ontology.subjects(RDFS.subClassOf, URIRef(KGO + "Entity")))
    relations = _named(ontology.subjects(RDFS.subPropertyOf, URIRef(KGO + "relatedTo")))
    inverse = _named(ontology.subjects(OWL.inverseOf, None))
    classes = _named(ontology.subjects(RDF.type, OWL.Class)) - kinds
    properties = _named(
        s for kind in (OWL.ObjectProperty, OWL.DatatypeProperty) for s in ontology.subjects(RDF.type, kind)
    )
    return [sorted(group) for group in (kinds, relations, inverse, classes, properties - relations - inverse)]


def _named(terms: Iterable[Node]) -> set[URIRef]:
    return {term for term in terms if isinstance(term, URIRef)}


def _table(ontology: rdflib.Graph, title: str, about: str, terms: list[URIRef]) -> str:
    rows = "".join(_row(ontology, term) for term in terms)
    return f"<h2>{title}</h2>\n<p>{about}</p>\n<table>\n{rows}</table>\n"


def _row(ontology: rdflib.Graph, term: URIRef) -> str:
    label, definition = (_texts(ontology, term, name) for name in (RDFS.label, SKOS.definition))
    local = term.removeprefix(KGO)
    notes = "".join(f"<br><small>{name}: {', '.join(values)}</small>" for name, values in _notes(ontology, term))
    return (
        f'<tr id="{local}"><th><code>kgo:{local}</code></th><td>{label["zh"]}<br>{label["en"]}</td>'
        f"<td>{definition['zh']}<br>{definition['en']}{notes}</td></tr>\n"
    )


def _notes(ontology: rdflib.Graph, term: URIRef) -> Iterator[tuple[str, list[str]]]:
    asked = {
        "of": RDFS.domain,
        "to": RDFS.range,
        "inverse of": OWL.inverseOf,
        "is also": RDFS.subClassOf,
        "implies": RDFS.subPropertyOf,
        "much like": SKOS.closeMatch,
    }
    for name, predicate in asked.items():
        values = sorted({short for value in ontology.objects(term, predicate) for short in _short(ontology, value)})
        if values := [value for value in values if value not in ("kgo:Entity", "kgo:relatedTo")]:
            yield name, values


def _short(ontology: rdflib.Graph, node: Node) -> Iterator[str]:
    """Yield the name of a class, or those of the members of a union without a name."""
    if isinstance(node, rdflib.BNode):
        for members in ontology.objects(node, OWL.unionOf):
            for member in ontology.items(members):
                yield from _short(ontology, member)
    else:
        yield _name(ontology, node)


def _name(ontology: rdflib.Graph, node: Node) -> str:
    return escape(ontology.namespace_manager.normalizeUri(str(node)))


def _texts(ontology: rdflib.Graph, node: Node, predicate: URIRef) -> dict[str, str]:
    values = (value for value in ontology.objects(node, predicate) if isinstance(value, Literal))
    return {value.language or "": escape(value) for value in values}


if __name__ == "__main__":
    main()
