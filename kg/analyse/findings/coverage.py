"""Known zones and clusters that no document mentions."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from kg.analyse.findings.common import first
from kg.analyse.network import Network
from kg.analyse.record import Finding, Findings
from kg.lexicon import rows
from kg.resources import folder

FILES = (("zones.csv", "Zone"), ("clusters.csv", "Cluster"))


class Known(NamedTuple):
    """A thing of a data file under all its names."""

    kind: str
    label: str
    forms: frozenset[str]
    origin: str


@cache
def known_places() -> tuple[Known, ...]:
    """Return the zones and clusters of the lexicon."""
    root = folder("data/lexicon")
    return tuple(_known(file, kind, row) for file, kind in FILES for _, row in rows(root / file))


def _known(file: str, kind: str, row: dict[str, str]) -> Known:
    short = (form.rstrip("?") for form in row.get("short", "").split("|") if form)
    return Known(kind, row["name"], frozenset((row["name"], *short)), file)


def unmentioned(network: Network, known: Iterable[Known] | None = None) -> Findings:
    """Find what is ``known`` (the lexicon's by default) or background of the graph, and has no mention under any name.

    It is known from data files, so no sentence can be shown.
    """
    listed = list(dict.fromkeys([*_background(network), *(known_places() if known is None else known)]))
    mentioned = set(_mentioned(network))
    found = [place for place in listed if mentioned.isdisjoint((place.kind, form) for form in place.forms)]
    missing = sorted({(place.kind, place.label): place for place in found}.values(), key=lambda place: place[:2])
    total = len({(place.kind, place.label) for place in listed})
    return first("unmentioned", missing, _finding, known=total, mentioned=total - len(missing))


def _background(network: Network) -> Iterator[Known]:
    for _, data in network.graph.nodes(data=True):
        if data["background"] and not data["mentions"] and data["kind"] in dict(FILES).values():
            forms = frozenset((data["label"], *data["aliases"]))
            yield Known(data["kind"], data["label"], forms, data.get("origin", ""))


def _mentioned(network: Network) -> Iterator[tuple[str, str]]:
    for _, data in network.graph.nodes(data=True):
        if not data["background"]:
            yield from ((data["kind"], form) for form in (data["label"], *data["aliases"]))


def _finding(place: Known) -> Finding:
    return Finding("unmentioned", {"name": place.label, "origin": place.origin}, (), ())
