"""Regions with the same industries and no tie between them; industries by region group."""

from collections import defaultdict
from typing import Any

import numpy as np
from scipy import sparse

from kg.analyse.findings.common import Passage, finding, first, focus, labels, passages
from kg.analyse.findings.general import telling
from kg.analyse.findings.overlap import Flags, Overlap, Overlaps, overlaps
from kg.analyse.network import PLACES, Edge, Network
from kg.analyse.places import all_above, groups, groups_of, region_industries
from kg.analyse.record import Finding, Findings

BLOCK = 20_000  # nodes looked at together
ROWS = 30  # industries in the table
ALIKE = 0.5  # two regions have the same industries when they share at least half of all that either has
LEAST_SHARED = 2  # one industry in common says more about how little was written than about the regions
TRIED = 1000  # pairs that share most, whose sentences are looked at
COMMON = 2  # places that make an industry worth a row of the table


def alike_untied(network: Network) -> Findings:
    """Find pairs of regions that share at least ``ALIKE`` of their stated industries while no fact ties them.

    A tie between anything in the one and anything in the other counts, as does a thing that lies in both. A region
    and what lies in it are no pair, nor is an industry that everybody has one in common. What one sentence says of
    both is said once, and makes them no more alike.
    """
    industries = {
        region: {industry: facts for industry, facts in found.items() if telling(network, industry)}
        for region, found in region_industries(network).items()
    }
    pairs = overlaps({region: set(found) for region, found in industries.items()}, ALIKE, LEAST_SHARED)
    loose = pairs.kept(untied(network, pairs)) if pairs.total else pairs
    found = [pair for pair in loose.first(TRIED) if _alike(network, industries, pair)]

    def build(pair: Overlap) -> Finding:
        shared = _said_apart(network, industries, pair)
        facts = [fact for industry in shared for region in pair[:2] for fact in industries[region][industry]]
        names = {"one": network.label(pair.one), "other": network.label(pair.other)}
        sizes = {"ones": len(industries[pair.one]), "others": len(industries[pair.other])}
        return finding(
            network,
            "regions-alike",
            [pair.one, pair.other, *shared],
            facts,
            **names,
            **sizes,
            industries=labels(network, shared),
            share=round(_part(industries, pair, shared), 2),
        )

    return first("regions-alike", found, build, least=ALIKE, shared=LEAST_SHARED, tried=TRIED, dropped=pairs.dropped)


Industries = dict[str, dict[str, tuple[Edge, ...]]]  # region -> industry -> the facts that give it to the region


def _alike(network: Network, industries: Industries, pair: Overlap) -> bool:
    shared = _said_apart(network, industries, pair)
    return len(shared) >= LEAST_SHARED and _part(industries, pair, shared) >= ALIKE


def _said_apart(network: Network, industries: Industries, pair: Overlap) -> list[str]:
    """Return the industries that different sentences give to the two."""
    one, other = industries[pair.one], industries[pair.other]
    return [
        i for i in sorted(set(one) & set(other)) if _passages(network, one[i]).isdisjoint(_passages(network, other[i]))
    ]


def _passages(network: Network, chain: tuple[Edge, ...]) -> set[Passage]:
    """Return the passages of the last fact of ``chain``, which names the industry."""
    return passages(network.data(chain[-1]))


def _part(industries: Industries, pair: Overlap, shared: list[str]) -> float:
    return len(shared) / len(set(industries[pair.one]) | set(industries[pair.other]))


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
    """Find the telling industries of each region group: what its regions, zones and clusters focus on."""
    found: dict[str, dict[str, list[tuple[Edge, ...]]]] = defaultdict(lambda: defaultdict(list))
    for place in network.of_kind(*PLACES):
        industries = [industry for industry in focus(network, place) if telling(network, industry)]
        for group, chain in groups_of(network, place).items() if industries else ():
            for industry in industries:
                found[group][industry].append(((place, industry, "focusesOn"), *chain))
    present = [group.label for group in groups() if group.label in found]
    most_first = sorted(present, key=lambda group: -len(found[group]))
    return first(
        "region-groups", most_first, lambda g: _group(network, g, found[g]), table=_table(network, present, found)
    )


Held = dict[str, list[tuple[Edge, ...]]]


def _group(network: Network, group: str, held: Held) -> Finding:
    order = sorted(held, key=lambda industry: (-len(held[industry]), network.label(industry), industry))
    facts = [fact for industry in order for chain in held[industry] for fact in chain]
    names = [network.label(industry) for industry in order]
    code = "region-groups" if len(held[order[0]]) >= COMMON else "region-groups-once"
    most = len(held[order[0]])
    return finding(network, code, order, facts, name=group, industries=names, count=len(names), most=most)


def _table(network: Network, present: list[str], found: dict[str, Held]) -> dict[str, Any]:
    """Return a row per industry with the number of places in each group that focus on it, the most widespread first."""
    every = sorted({industry for group in present for industry in found[group]})
    rows = [(network.label(i), [len(found[group].get(i, ())) for group in present]) for i in every]
    rows.sort(key=lambda row: (-sum(row[1]), row[1].count(0), row[0]))
    common = [row for row in rows if sum(row[1]) >= COMMON] or rows
    shown = [[label, *counts] for label, counts in common[:ROWS]]
    return {
        "first": "industry",
        "groups": present,
        "rows": shown,
        "industries": len(rows),
        "hidden": len(rows) - len(shown),
    }
