"""What each kind looks like: a colour that colour-blind people can tell from the others, or else another shape.

The colours are steps of the palette of Okabe and Ito, darkened until each stands out 3:1 on white and on the dark page.
Kinds that share a hue differ in shape, so that nothing hangs on colour alone.
"""

from typing import NamedTuple


class Look(NamedTuple):
    """A colour as ``#rrggbb`` and one of vis-network's shapes."""

    colour: str
    shape: str


LOOKS = {
    "Cluster": Look("#d55e00", "hexagon"),
    "Zone": Look("#1f77b4", "square"),
    "ResearchInstitute": Look("#00896a", "dot"),
    "University": Look("#00896a", "triangle"),
    "Company": Look("#3d8fd1", "dot"),
    "GovernmentBody": Look("#9656b0", "square"),
    "Organization": Look("#9656b0", "diamond"),
    "Industry": Look("#b07d00", "diamond"),
    "Technology": Look("#b07d00", "triangleDown"),
    "Region": Look("#6b7785", "triangleDown"),
    "Policy": Look("#c9487f", "triangle"),
    "Program": Look("#c9487f", "star"),
    "Person": Look("#7a7368", "dot"),
}
OTHER = Look("#7a7a7a", "dot")  # a kind the schema has and we have not drawn yet


def look(kind: str) -> Look:
    """Return what nodes of ``kind`` look like."""
    return LOOKS.get(kind, OTHER)
