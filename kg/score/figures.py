"""How much was right, of one document or of several: counts, precision, recall and F1."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

OVERALL = ("entities", "entities_any_kind", "relations", "observations")


class Count(NamedTuple):
    """How many were right of those ``said`` and of those that were there to be said (``want``)."""

    hit: int = 0
    said: int = 0
    want: int = 0

    @property
    def precision(self) -> float:
        """The share of what was said that is right."""
        return self.hit / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """The share of what was there that was said."""
        return self.hit / self.want if self.want else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.hit / (self.said + self.want) if self.hit else 0.0


Counts = dict[str, Count]


class Score(NamedTuple):
    """The figures of one document or of several. Of the passages (``spots``), ``ungrounded`` are not in the text."""

    overall: Counts  # by the words of OVERALL
    by_kind: Counts
    by_relation: Counts
    by_rule: Counts  # of the facts that a rule states; nobody says how many it should have stated
    errors: dict[str, list[str]]  # entities_missed, entities_extra, relations_missed, …
    spots: int
    ungrounded: int


def total(scores: Sequence[Score]) -> Score:
    """Return the figures of ``scores`` together: every entity, relation and observation counts alike."""
    errors: dict[str, list[str]] = defaultdict(list)
    for one in scores:
        for name, rows in one.errors.items():
            errors[name].extend(rows)
    return Score(
        overall={name: counts[name] for counts in [_added([one.overall for one in scores])] for name in OVERALL},
        by_kind=_added([one.by_kind for one in scores]),
        by_relation=_added([one.by_relation for one in scores]),
        by_rule=_added([one.by_rule for one in scores]),
        errors=dict(errors),
        spots=sum(one.spots for one in scores),
        ungrounded=sum(one.ungrounded for one in scores),
    )


def _added(parts: list[Counts]) -> Counts:
    names = sorted({name for part in parts for name in part})
    return {name: Count(*map(sum, zip(*(part.get(name, Count()) for part in parts), strict=True))) for name in names}
