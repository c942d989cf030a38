"""Where things are: stated places for findings, and all that is known of geography for sorting into region groups.

Grouping and "one lies in the other" may use background knowledge (苏州 is in 江苏 in 长三角): they sort what is
stated and keep the trivial out, and the facts they use are shown as background. They never make a tie.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from kg.analyse.network import Edge, Network
from kg.resources import folder

Above = Callable[[str], frozenset[str]]  # from a node to itself and all that holds it

CODE_LENGTH = 6  # GB/T 2260


class Group(NamedTuple):
    """A group of regions: by ``names`` for the group itself, by ``codes`` (GB/T 2260 beginnings) for its members."""

    label: str
    names: tuple[str, ...]
    codes: tuple[str, ...]


@cache
def groups() -> tuple[Group, ...]:
    """Return the region groups of ``data/analysis/region_groups.csv``, in its order."""
    with (folder("data/analysis") / "region_groups.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Group(row["group"], (row["group"], *row["also"].split()), tuple(row["codes"].split()))
            for row in csv.DictReader(file)
        )


def above(start: str, parents: Callable[[str], Iterable[str]]) -> dict[str, tuple[Edge, ...]]:
    """Return every place that holds ``start``, each with the chain of facts that says so; ``start`` itself by none."""
    found: dict[str, tuple[Edge, ...]] = {start: ()}
    waiting = [start]
    for node in waiting:
        for place in parents(node):
            if place not in found:
                found[place] = (*found[node], (node, place, "locatedIn"))
                waiting.append(place)
    return found


def all_above(parents: Mapping[str, Iterable[str]]) -> Above:
    """Return what :func:`above` names, ``start`` too, without the chains, as a function that remembers places."""

    @cache
    def over(place: str) -> frozenset[str]:
        return frozenset(above(place, lambda inner: parents.get(inner, ())))

    return lambda start: frozenset((start,)).union(*map(over, parents.get(start, ())))


def stated_above(network: Network, node: str) -> dict[str, tuple[Edge, ...]]:
    """Return the places that stated facts put ``node`` in."""
    return above(node, lambda place: network.stated_places.get(place, ()))


def known_above(network: Network, node: str) -> dict[str, tuple[Edge, ...]]:
    """Return the places that ``node`` lies in by all facts, background too."""
    return above(node, lambda place: network.known_places.get(place, ()))


def province(network: Network, node: str) -> str:
    """Return the one province that ``node`` is or lies in by all facts, or nothing where there is none or several."""
    found = [place for place in known_above(network, node) if _is_province(network.graph.nodes[place])]
    return found[0] if len(found) == 1 else ""


def _is_province(data: Mapping[str, Any]) -> bool:
    code = str(data.get("code", ""))
    return bool(code) and code.ljust(CODE_LENGTH, "0").endswith("0000")


def groups_of(network: Network, node: str) -> dict[str, tuple[Edge, ...]]:
    """Return the region groups ``node`` belongs to, each with the facts that put it there."""
    found: dict[str, tuple[Edge, ...]] = {}
    for place, chain in known_above(network, node).items():
        if network.kind(place) == "Region":
            for group in _belongs(tuple(network.called(place)), str(network.graph.nodes[place].get("code", ""))):
                found.setdefault(group, chain)
    return found


@lru_cache(maxsize=10_000)
def _belongs(names: tuple[str, ...], code: str) -> tuple[str, ...]:
    """Return the groups of a region by its names and code."""
    whole = code.ljust(CODE_LENGTH, "0")
    return tuple(g.label for g in groups() if set(names) & set(g.names) or whole.startswith(g.codes))


def region_industries(network: Network) -> dict[str, dict[str, tuple[Edge, ...]]]:
    """Return each region's industries with their facts: its own, and those of zones and clusters stated to be in it."""
    found: dict[str, dict[str, tuple[Edge, ...]]] = defaultdict(dict)
    for node in network.of_kind("Region", "Zone", "Cluster"):
        industries = network.targets(node, "focusesOn", "Industry")
        places = stated_above(network, node) if industries else {}
        for region in (place for place in places if network.kind(place) == "Region"):
            for industry in industries:
                found[region].setdefault(industry, (*places[region], (node, industry, "focusesOn")))
    return {region: dict(sorted(found[region].items())) for region in sorted(found)}
