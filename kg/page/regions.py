"""Where regions lie, for the map."""

import csv
from functools import cache
from typing import NamedTuple

from kg.resources import folder

LEVELS = {"province", "prefecture", "county", "town"}  # a point for the whole country, or abroad, says nothing here


class Place(NamedTuple):
    """A region's name and its middle, in degrees east and north."""

    name: str
    longitude: float
    latitude: float
    backdrop: bool  # a province or prefecture: all of them together show the country's outline


@cache
def places() -> dict[str, Place]:
    """Return the places of China's regions by GB/T 2260 code, as far as the lexicon knows them."""
    with (folder("data/lexicon") / "regions.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["level"] in LEVELS and row["latitude"]]
    return {row["code"]: _place(row) for row in rows}


def _place(row: dict[str, str]) -> Place:
    backdrop = row["level"] in {"province", "prefecture"}
    return Place(row["name"], float(row["longitude"]), float(row["latitude"]), backdrop)
