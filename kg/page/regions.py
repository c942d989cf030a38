"""Where regions lie, for the map, and which city and province each belongs to."""

from functools import cache
from statistics import fmean
from typing import NamedTuple

from kg.lexicon import rows
from kg.resources import folder

LEVELS = {"province", "prefecture", "county", "town"}  # a point for the whole country, or abroad, says nothing here
UNDIVIDED = {"110000", "120000", "310000", "500000", "810000", "820000"}  # provinces that are one city


class Place(NamedTuple):
    """A region's name, the same in short, its middle in degrees east and north, its level and the region around it."""

    name: str
    short: str
    longitude: float
    latitude: float
    level: str
    parent: str


@cache
def places() -> dict[str, Place]:
    """Return the places of China's regions by GB/T 2260 code, as far as the lexicon knows them."""
    found = (row for _, row in rows(folder("data/lexicon") / "regions.csv"))
    return _centred({row["code"]: _place(row) for row in found if row["level"] in LEVELS and row["latitude"]})


def _place(row: dict[str, str]) -> Place:
    short = row["short"].split("|")[0] or row["name"]
    return Place(row["name"], short, float(row["longitude"]), float(row["latitude"]), row["level"], row["parent"])


def _centred(known: dict[str, Place]) -> dict[str, Place]:
    """Return ``known`` with each province in the middle of its regions, where it is at its capital in the lexicon."""
    inside: dict[str, list[Place]] = {}
    for code, place in known.items():
        inside.setdefault(province(code, known), []).append(place)
    middles = {
        code: known[code]._replace(
            longitude=round(fmean(place.longitude for place in inside[code]), 4),
            latitude=round(fmean(place.latitude for place in inside[code]), 4),
        )
        for code in known
        if known[code].level == "province" and code not in UNDIVIDED
    }
    return known | middles


def province(code: str, known: dict[str, Place]) -> str:
    """Return the code of the province that the region lies in, or is."""
    while known[code].parent in known:
        code = known[code].parent
    return code


def city(code: str, known: dict[str, Place]) -> str:
    """Return the code of the city that the region lies in, or is; a county under a province itself counts as a city."""
    if known[code].level in {"province", "prefecture"} or known[code].parent not in known:
        return code
    parent = known[code].parent
    if known[parent].level == "province" and parent not in UNDIVIDED:
        return code
    return city(parent, known)
