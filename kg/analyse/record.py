"""What an analysis says, as plain records: no graph, no formatting, nothing that JSON cannot hold.

Every list is bounded (``shown``) and stands beside the number it was cut from (``total``).
"""

from dataclasses import asdict, dataclass
from typing import Any

SHOWN = 10  # rows of a list in the report
REST = 90  # rows after them that are told in a line each
TOLD = 5  # names shown of one kind
PASSAGES = 3  # sentences shown for one fact
DOUBTFUL = 0.7  # confidence below which a fact says so
DIGITS = 6  # figures are rounded so that the last bits of floating point do not show


def figure(value: float) -> float:
    """Return ``value`` as it is reported."""
    return round(float(value), DIGITS)


def share(part: float, whole: float) -> float:
    """Return ``part`` of ``whole`` as a figure between 0 and 1; nothing of nothing is 0."""
    return figure(part / whole) if whole else 0.0


@dataclass(frozen=True)
class Name:
    """A node, as people see it."""

    id: str
    label: str
    kind: str


@dataclass(frozen=True)
class Passage:
    """A sentence in its document. ``title`` falls back to the document's file name and id."""

    document: str
    title: str
    date: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Stated:
    """A fact with up to ``PASSAGES`` of its ``sources`` passages; background facts have an origin in their place."""

    source: Name
    relation: str
    target: Name
    confidence: float
    planned: bool
    background: bool
    origin: str
    sources: int
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Finding:
    """One thing found: ``values`` fill the sentence of ``code`` in the report, ``facts`` are what it rests on."""

    code: str
    values: dict[str, Any]
    entities: tuple[Name, ...]
    facts: tuple[Stated, ...]


@dataclass(frozen=True)
class Findings:
    """All findings of one question; ``values`` hold what the question as a whole has to say, such as a limit.

    ``rest``: the next ``REST`` after those shown, without the facts they rest on.
    """

    code: str
    total: int
    shown: tuple[Finding, ...]
    values: dict[str, Any]
    rest: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Basis:
    """What the analysis counted, and what it left out."""

    with_background: bool
    documents: int
    first_date: str
    last_date: str
    nodes: int
    facts: int
    planned: int
    kinds: dict[str, int]
    told: dict[str, tuple[tuple[str, int], ...]]  # by kind: whom most documents speak of, and how many do
    relations: dict[str, int]
    left_out_nodes: int  # background
    left_out_facts: int  # background
    without_evidence: int  # neither background nor a passage: not counted
    loops: int  # a thing tied to itself: not counted as a tie


@dataclass(frozen=True)
class Ranked:
    """A node's place in a ranking; ``error`` is the standard error of an estimate, None where the value is exact."""

    name: Name
    value: float
    error: float | None = None


@dataclass(frozen=True)
class Ranking:
    """The first nodes by one measure. ``pivots`` > 0: an estimate from that many starting points."""

    measure: str
    shown: tuple[Ranked, ...]
    pivots: int = 0


@dataclass(frozen=True)
class CutPoint:
    """A node without which its component falls into ``pieces`` (sizes); ``apart`` names some that fall off."""

    name: Name
    pieces: tuple[int, ...]
    cut_off: int
    apart: tuple[Name, ...]


@dataclass(frozen=True)
class Bridge:
    """The one tie that holds ``cut_off`` nodes to the rest of their component."""

    ends: tuple[Name, Name]
    cut_off: int
    facts: tuple[Stated, ...]


@dataclass(frozen=True)
class Distances:
    """Steps between nodes of the largest component; from ``pivots`` > 0 an estimate, and ``longest`` a lower bound."""

    mean: float
    error: float | None
    longest: int
    pivots: int


@dataclass(frozen=True)
class Connectivity:
    """How one network hangs together: the whole, or the ties between two kinds."""

    code: str
    nodes: int
    ties: int
    isolated: int
    components: int
    largest: int
    outside: tuple[tuple[Name, ...], ...]  # the next components, some names of each
    cut_points_total: int
    cut_points: tuple[CutPoint, ...]
    bridges_total: int
    bridges: tuple[Bridge, ...]
    core: int  # the highest k with a k-core
    core_total: int
    core_members: tuple[Name, ...]
    rankings: tuple[Ranking, ...]
    distances: Distances | None  # None without ties
    degrees: dict[int, int]  # degree -> nodes


@dataclass(frozen=True)
class Common:
    """What ``members`` of a community share: ``relation`` to ``target``."""

    relation: str
    target: Name
    members: int


@dataclass(frozen=True)
class Community:
    """Nodes with more ties among themselves than chance would give them."""

    size: int
    kinds: dict[str, int]
    central: tuple[Name, ...]
    common: tuple[Common, ...]


@dataclass(frozen=True)
class Communities:
    """Leiden's partition of the nodes that have ties; ``modularity`` is None without ties."""

    modularity: float | None
    total: int
    shown: tuple[Community, ...]


@dataclass(frozen=True)
class Mixing:
    """Ties between kinds. ``coefficient``: 1 like with like only, 0 as by chance, None where it is not defined."""

    coefficient: float | None
    degree_coefficient: float | None
    ties: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True)
class Curve:
    """Share of nodes in the largest component after removing the shares ``removed``; ``area`` is the curve's mean."""

    order: str  # random or targeted
    removed: tuple[float, ...]
    largest: tuple[float, ...]
    area: float
    null_areas: tuple[float, ...]  # of random graphs with the same degrees, sorted
    null_largest: tuple[float, ...]  # their mean curve
    verdict: str  # lower, higher or alike: against the whole range of the random graphs


@dataclass(frozen=True)
class Against:
    """A figure of this network beside those of random graphs with the same degrees."""

    measure: str
    value: float
    null: tuple[float, ...]
    verdict: str


@dataclass(frozen=True)
class Robustness:
    """What is left when nodes are taken away, compared with random graphs of the same degrees."""

    samples: int
    comparisons: tuple[Against, ...]
    curves: tuple[Curve, ...]


@dataclass(frozen=True)
class Figure:
    """A number stated of something."""

    subject: Name
    indicator: str
    comparator: str
    value: float
    unit: str
    time: str
    target: bool
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Figures:
    """The numbers of the documents and what does not go together in them."""

    total: int
    shown: tuple[Figure, ...]
    checks: int  # statements of arithmetic that could be checked
    wrong: int  # of them


@dataclass(frozen=True)
class Moved:
    """A node whose rank by PageRank changed."""

    name: Name
    before: int
    after: int


@dataclass(frozen=True)
class Changes:
    """What came and went between two graphs."""

    before: str
    after: str
    joined_total: int
    joined: tuple[Name, ...]
    left_total: int
    left: tuple[Name, ...]
    new_facts_total: int
    new_facts: tuple[Stated, ...]
    gone_facts_total: int
    gone_facts: tuple[Stated, ...]
    risen: tuple[Moved, ...]
    fallen: tuple[Moved, ...]


@dataclass(frozen=True)
class Analysis:
    """Everything the report says."""

    basis: Basis
    whole: Connectivity
    projections: tuple[Connectivity, ...]
    communities: Communities
    mixing: Mixing
    robustness: Robustness | None  # None for fewer nodes with ties than a comparison needs
    findings: tuple[Findings, ...]
    figures: Figures
    changes: Changes | None = None

    def plain(self) -> dict[str, Any]:
        """Return the analysis as dictionaries, lists, strings and numbers."""
        return asdict(self)
