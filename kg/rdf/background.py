"""What the data files know of an entity beyond the graph: where a region lies, a broader industry, English names."""

from functools import cache

from kg.lexicon import rows
from kg.resources import folder


@cache
def coordinates() -> dict[str, tuple[str, str]]:
    """Return latitude and longitude in degrees, as written, by GB/T 2260 code."""
    places = (row for _, row in rows(folder("data/lexicon") / "regions.csv"))
    return {row["code"]: (row["latitude"], row["longitude"]) for row in places if row["latitude"] and row["longitude"]}


@cache
def broader() -> dict[str, str]:
    """Return the name of the industry that is broader, by the name of an industry."""
    industries = (row for _, row in rows(folder("data/lexicon") / "industries.csv"))
    return {row["name"]: row["broader"] for row in industries if row["broader"]}


@cache
def english() -> dict[tuple[str, str], tuple[str, ...]]:
    """Return English names by kind and name."""
    named = (row for _, row in rows(folder("data/lexicon") / "english.csv"))
    return {(row["kind"], row["label"]): tuple(row["names"].split("|")) for row in named}
