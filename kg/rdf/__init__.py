"""RDF: the graph as quads with a passage behind every fact, written and read in six formats.

``terms`` are its words, ``rows`` how many quads are said at once; ``dataset``, ``descriptions`` and ``evidence`` say what
is said of the whole, of each thing, and where a passage is described; ``quads`` puts that in reading order. ``turtle`` and
``jsonld`` are formats of our own hand, ``files`` writes and reads them all.
"""

from kg.rdf.files import FORMATS, SHARD, read, write, write_both
from kg.rdf.quads import triples
from kg.rdf.rdflib import as_rdflib, to_rdflib
from kg.rdf.terms import BASE, prefixes

__all__ = ["BASE", "FORMATS", "SHARD", "as_rdflib", "prefixes", "read", "to_rdflib", "triples", "write", "write_both"]
