"""Industries so general that two places that have them have nothing in common by that."""

import csv
from functools import cache

from kg.analyse.network import Network
from kg.resources import folder


@cache
def _general() -> frozenset[str]:
    with (folder("data/analysis") / "general_industries.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["industry"] for row in csv.DictReader(file))


def telling(network: Network, industry: str) -> bool:
    """Say whether ``industry`` tells what a place does: not 制造业 or 农业, as ``data/analysis/general_industries.csv`` lists them."""
    return network.label(industry) not in _general()
