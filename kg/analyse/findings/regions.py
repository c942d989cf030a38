"""Regions with the same industries and no tie between them; industries by region group."""

from collections import defaultdict
from typing import Any

import numpy as np
from scipy import sparse

from kg.analyse.findings.common import finding, first, labels
from kg.analyse.findings.overlap import Flags, Overlap, Overlaps, overlaps
from kg.analyse.network import PLACES, Edge, Network
from kg.analyse.places import all_above, groups, groups_of, region_industries
from kg.analyse.record import SHOWN, Finding, Findings

BLOCK = 20_000  # nodes looked at together
ROWS = 30  # industries in the table
ALIKE = 0.5  # two regions have the same industries when they share at least half of all that either has


def alike_untied(network: Network) -> Findings:
    """Find pairs of regions that share at least ``ALIKE`` of their stated industries while no fact ties them.

    A tie between anything in the one and anything in the other counts, as does a thing that lies in both. A region
    and what lies in it are no pair.
    """
    industries = region_industries(network)
    pairs = overlaps({region: set(found) for region, found in industries.items()}, ALIKE)
    found = pairs.kept(untied(network, pairs)) if pairs.total else pairs

    def build(pair: Overlap) -> Finding:
        shared = sorted(set(industries[pair.one]) & set(industries[pair.other]))
        facts = [fact for industry in shared for region in pair[:2] for fact in industries[region][industry]]
        names = {"one": network.label(pair.one), "other": network.label(pair.other)}
        return finding(
            network,
            "regions-alike",
            [pair.one, pair.other, *shared],
            facts,
            **names,
            industries=labels(network, shared),
            share=round(pair.jaccard, 2),
        )

    return first("regions-alike", found.first(SHOWN), build, total=found.total, least=ALIKE, dropped=found.dropped)


def untied(network: Network, pairs: Overlaps) -> Flags:
    """Tell for each of ``pairs`` whether no fact, no shared thing and no geography connects the two."""
    ties = network.ties
    asked = np.unique(np.concatenate([pairs.ones, pairs.others])).tolist()
    number = {pairs.nodes[place]: place for place in asked}
    over = all_above(network.known_places)
    inside = [(row, number[place]) for row, node in enumerate(ties.nodes) for place in over(node) if place in number]
    rows, columns = [row for row, _ in inside], [column for _, column in inside]
    within = sparse.csr_array((np.ones(len(inside), dtype=bool), (rows, columns)), shape=(len(ties), len(pairs.nodes)))
    tied = sparse.csr_array((len(pairs.nodes), len(pairs.nodes)), dtype=bool)
    for start in range(0, len(ties), BLOCK):
        here = within[start : start + BLOCK]
        reached = here + sparse.csr_array(ties.matrix[start : start + BLOCK].astype(bool) @ within)
        tied = tied + sparse.csr_array(here.T @ reached)
    found = sparse.csr_array(tied + tied.T)
    return ~np.asarray(found[pairs.ones, pairs.others]).ravel().astype(bool)


def by_group(network: Network) -> Findings:
    """Find the stated industries of each region group: what its regions, zones and clusters focus on."""
    found: dict[str, dict[str, list[tuple[Edge, ...]]]] = defaultdict(lambda: defaultdict(list))
    for place in network.of_kind(*PLACES):
        industries = network.targets(place, "focusesOn", "Industry")
        for group, chain in groups_of(network, place).items() if industries else ():
            for industry in industries:
                found[group][industry].append(((place, industry, "focusesOn"), *chain))
    present = [group.label for group in groups() if group.label in found]
    return first(
        "region-groups", present, lambda g: _group(network, g, found[g]), table=_table(network, present, found)
    )


Held = dict[str, list[tuple[Edge, ...]]]


def _group(network: Network, group: str, held: Held) -> Finding:
    order = sorted(held, key=lambda industry: (-len(held[industry]), network.label(industry), industry))
    facts = [fact for industry in order for chain in held[industry] for fact in chain]
    names = [network.label(industry) for industry in order]
    return finding(network, "region-groups", order, facts, name=group, industries=names, count=len(names))


def _table(network: Network, present: list[str], found: dict[str, Held]) -> dict[str, Any]:
    """Return a row per industry with the number of places in each group that focus on it, the most widespread first."""
    every = sorted({industry for group in present for industry in found[group]})
    rows = [(network.label(i), [len(found[group].get(i, ())) for group in present]) for i in every]
    rows.sort(key=lambda row: (row[1].count(0), -sum(row[1]), row[0]))
    return {"groups": present, "rows": [[label, *counts] for label, counts in rows[:ROWS]], "industries": len(rows)}
