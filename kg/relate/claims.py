"""What the readers of sentences and names produce."""

from typing import NamedTuple


class Stated(NamedTuple):
    """A relation between two names of a flow (by position), and the passage that states it."""

    subject: int
    relation: str
    object: int
    start: int
    end: int
    rule: str
    confidence: float
    planned: bool = False


class RefusedClaim(NamedTuple):
    """A relation that a rule proposed and that was not taken, and why."""

    start: int
    end: int
    rule: str
    reason: str
