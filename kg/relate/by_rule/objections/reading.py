"""A rule as it fits a sentence: what an objection is asked about."""

import re
from typing import NamedTuple

from kg.relate.slots import Slotted
from kg.rules import Rule


class Reading(NamedTuple):
    """A rule, where it fits a sentence, and where the words stand without which it would not (the first of them is its verb)."""

    rule: Rule
    match: re.Match[str]
    sentence: Slotted
    verbs: list[int]

    @property
    def text(self) -> str:
        """The slotted text of the sentence."""
        return self.sentence.text

    @property
    def verb(self) -> int:
        """Where the first of the words stands."""
        return self.verbs[0]

    @property
    def verb_ends(self) -> list[int]:
        """Where the words end that stand at the verb: one word, or two of which one is empty."""
        return [self.match.end(n) for n in range(1, self.match.re.groups + 1) if self.match.start(n) == self.verb]

    @property
    def word_ends(self) -> list[int]:
        """Where the words end without which the rule would not fit, each."""
        roles = self.match.re.groupindex.values()
        return [self.match.end(n) for n in range(1, self.match.re.groups + 1) if n not in roles]

    def has(self, role: str) -> bool:
        """Say whether the pattern has a slot for ``role``."""
        return role in self.match.re.groupindex

    def opens_with(self, role: str) -> bool:
        """Say whether the match begins with the slot of ``role``."""
        return self.has(role) and self.match.start(role) == self.match.start()
