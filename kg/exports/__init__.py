"""The graph for other programs: Gephi, Neo4j, what reads Parquet or RDF. The list is the registry.

GraphML is not in it: every build writes it.
"""

from collections.abc import Callable
from pathlib import Path

import networkx as nx

from kg import rdf
from kg.exports.gexf import write_gexf
from kg.exports.neo4j import write_neo4j
from kg.exports.parquet import write_parquet

FORMATS: dict[str, Callable[[nx.MultiDiGraph, Path], None]] = {
    "gexf": write_gexf,
    "neo4j": write_neo4j,
    "parquet": write_parquet,
}


def write(graph: nx.MultiDiGraph, format: str, folder: Path, base: str = rdf.BASE) -> None:  # noqa: A002
    """Write ``graph`` into ``folder`` in one of ``FORMATS``; ``base`` is for RDF.

    Raises:
        ValueError: ``base`` is no IRI, or a number of the graph is infinite.
        OSError: ``folder`` cannot be written.
    """
    if format in rdf.FORMATS:
        rdf.write(graph, folder / f"graph.{format}", format, base)
    else:
        FORMATS[format](graph, folder)
