"""Known zones and clusters that no document mentions."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from kg.analyse.findings.common import first
from kg.analyse.network import Network
from kg.analyse.record import SHOWN, Finding, Findings
from kg.lexicon import rows
from kg.resources import folder

FILES = (("zones.csv", "Zone"), ("clusters.csv", "Cluster"))


class Known(NamedTuple):
    """A thing of a data file under all its names; ``province`` is empty where the file names none."""

    kind: str
    label: str
    forms: frozenset[str]
    origin: str
    province: str = ""


@cache
def known_places() -> tuple[Known, ...]:
    """Return the zones and clusters of the lexicon."""
    root = folder("data/lexicon")
    return tuple(_known(file, kind, row) for file, kind in FILES for _, row in rows(root / file))


def _known(file: str, kind: str, row: dict[str, str]) -> Known:
    short = (form.rstrip("?") for form in row.get("short", "").split("|") if form)
    return Known(kind, row["name"], frozenset((row["name"], *short)), file, row.get("province", ""))


def unmentioned(network: Network, known: Iterable[Known] | None = None) -> Findings:
    """Find what is ``known`` (the lexicon's by default) or background of the graph, and has no mention under any name.

    In the order of the data files, which is that of the official lists.
    It is known from data files, so no sentence can be shown.
    """
    listed = known_places() if known is None else known
    every: dict[tuple[str, str], Known] = {}
    for place in (*listed, *_background(network)):
        every.setdefault((place.kind, place.label), place)
    mentioned = set(_mentioned(network))
    missing = [p for p in every.values() if mentioned.isdisjoint((p.kind, form) for form in p.forms)]
    zones, clusters = (_counts(kind, every.values(), missing) for _, kind in FILES)
    table = _table(every.values(), missing)
    values = {"Zone": zones, "Cluster": clusters, "table": table, "names": _names(missing)}
    return first("unmentioned", missing[:SHOWN], _finding, len(missing), **values)


def _names(missing: Iterable[Known]) -> dict[str, list[str]]:
    """Return the names of all that is ``missing`` by province, "" for those of which none is known, the most first."""
    found: dict[str, list[str]] = {}
    for place in missing:
        found.setdefault(place.province, []).append(place.label)
    return dict(sorted(found.items(), key=lambda row: (row[0] == "", -len(row[1]), row[0])))


def _counts(kind: str, every: Iterable[Known], missing: Iterable[Known]) -> dict[str, int]:
    known = sum(place.kind == kind for place in every)
    return {"known": known, "mentioned": known - sum(place.kind == kind for place in missing)}


def _table(every: Iterable[Known], missing: Iterable[Known]) -> dict[str, Any]:
    """Return a row per province with its known and its mentioned zones, the province with the most first.

    Provinces and countries of which no zone is mentioned are only counted, where there are others.
    """
    known = Counter(place.province for place in every if place.province)
    silent = Counter(place.province for place in missing if place.province)
    rows = sorted(((p, known[p], known[p] - silent[p]) for p in known), key=lambda row: (-row[1], row[0]))
    shown = [list(row) for row in rows if row[2]] or [list(row) for row in rows]
    hidden = len(rows) - len(shown)
    without = sum(row[1] for row in rows if not row[2]) if hidden else 0
    groups = ["known-zones", "mentioned-zones"]
    return {"first": "province-or-country", "groups": groups, "rows": shown, "hidden": hidden, "without": without}


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
