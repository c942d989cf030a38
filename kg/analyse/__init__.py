"""What a graph says: connectivity, findings and figures, each with the facts and sentences under it."""

from itertools import islice

import networkx as nx

from kg.analyse import communities, connectivity, figures, mixing, projections, robustness, speakers
from kg.analyse.compare import changes, split
from kg.analyse.findings import FINDINGS
from kg.analyse.network import Network
from kg.analyse.record import Analysis, Changes
from kg.analyse.wellformed import faults
from kg.garbage import without_collection

__all__ = ["Analysis", "Changes", "Network", "analyse", "compared", "network", "since"]

FAULTS = 10  # named before the rest is only counted


def network(graph: nx.MultiDiGraph, with_background: bool = False) -> Network:
    """Return the part of ``graph`` that counts.

    Raises:
        ValueError: the graph lacks what an analysis reads; the message lists the places.
    """
    found = list(islice(faults(graph), FAULTS + 1))
    if found:
        more = ["and more"] if len(found) > FAULTS else []
        raise ValueError("; ".join([*found[:FAULTS], *more]))
    return Network(graph, with_background)


def analyse(graph: nx.MultiDiGraph, with_background: bool = False, change: Changes | None = None) -> Analysis:
    """Return what ``graph`` says; background facts count as ties only on ``with_background``.

    Raises:
        ValueError: as :func:`network`.
    """
    with without_collection():
        return _analysis(network(graph, with_background), change)


def _analysis(whole: Network, change: Changes | None) -> Analysis:
    table, on_figures = figures.figures(whole)
    return Analysis(
        basis=whole.basis(),
        whole=connectivity.connectivity("whole", whole, whole.ties),
        projections=tuple(
            connectivity.connectivity(code, whole, ties) for code, ties in projections.projections(whole)
        ),
        communities=communities.communities(whole, whole.ties),
        mixing=mixing.mixing(whole, whole.ties),
        robustness=robustness.robustness(whole.ties),
        findings=(*(find(whole) for find in FINDINGS), *on_figures, speakers.speakers(whole)),
        figures=table,
        changes=change,
    )


def compared(
    before: nx.MultiDiGraph, after: nx.MultiDiGraph, names: tuple[str, str], with_background: bool = False
) -> Changes:
    """Return what changed from ``before`` to ``after``; the report calls them ``names``.

    Raises:
        ValueError: as :func:`network`.
    """
    return changes(network(before, with_background), network(after, with_background), names)


def since(graph: nx.MultiDiGraph, date: str, with_background: bool = False) -> Changes:
    """Return what documents from ``date`` on add to what earlier ones state.

    Raises:
        ValueError: as :func:`network`.
    """
    network(graph, with_background)
    return compared(*split(graph, date), (f"{date}以前的文献", "全部有日期的文献"), with_background)
