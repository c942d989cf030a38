"""From a document's text to flows of running text, in which every character keeps its place in the source.

A *block* is a line; a *flow* is what a reader takes for one paragraph. Mostly a flow is one block. Hard-wrapped lines,
titles broken over lines and columns torn apart by a scan make flows of several runs, and each such join is reported.
"""

from typing import NamedTuple

from kg.flows.blocks import blocks, without_advertisements
from kg.flows.columns import Terms, join_columns
from kg.flows.flow import Flow, Run, flows_of
from kg.flows.wrapped import join_broken_titles, join_wrapped
from kg.model import Document, Problem
from kg.text import fold

__all__ = ["Flow", "Reading", "Run", "Terms", "read_flows"]


class Reading(NamedTuple):
    """A document as it is read: its flows in order, and what was skipped or joined on the way."""

    flows: list[Flow]
    problems: list[Problem]


def read_flows(document: Document, terms: Terms | None = None, repair: bool = True) -> Reading:
    """Return the flows of ``document``.

    Args:
        document: what was read.
        terms: the terms of the language, to recognise one cut in two.
        repair: join what a scan tore apart; without it every line is a flow of its own.
    """
    problems: list[Problem] = []
    lines = without_advertisements(blocks(fold(document.text)), document, problems)
    chains = [[line] for line in lines]
    if repair:
        chains = join_broken_titles(chains)
        chains = join_wrapped(chains)
        chains = join_columns(chains, terms or Terms(()), document, problems)
    return Reading([flow for chain in chains for flow in flows_of(chain)], problems)
