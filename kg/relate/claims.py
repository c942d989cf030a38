"""What the readers of sentences and names produce."""

from typing import NamedTuple

from kg.recognise import Found


class Stated(NamedTuple):
    """A relation between two names, of which one may be the topic of an earlier flow, and the passage that states it."""

    subject: Found
    relation: str
    object: Found
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
