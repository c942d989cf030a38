"""Industries so general that two places that have them have nothing in common by that."""

from kg.analyse.network import Network
from kg.lexicon import load


def telling(network: Network, industry: str) -> bool:
    """Say whether ``industry`` tells what a place does: not 制造业 or 农业, as ``data/lexicon/general_industries.csv`` lists them."""
    return network.label(industry) not in load().general_industries
