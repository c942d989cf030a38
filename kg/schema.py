"""Kinds and relations, read from ``schema/ontology.ttl`` and from nowhere else."""

from functools import cache
from typing import NamedTuple

import pyoxigraph as ox

from kg.resources import folder

NAMESPACE = "https://w3id.org/cluster-kg/"
TERMS = f"{NAMESPACE}schema#"

_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
