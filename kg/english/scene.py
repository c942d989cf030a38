"""What the finders of English names share: one paragraph, its words and the names known in it."""

from bisect import bisect_right, insort
from typing import NamedTuple

from kg.english.lexicon import normal
from kg.english.text import Token, tokens
from kg.recognise.candidates import Found, Refused

LONGEST = 9  # words of a name besides its head


class Short(NamedTuple):
    """A form that the document gives to a thing: CDHT for Chengdu High-tech Zone."""

    form: str
    kind: str
    name: str


class Scene:
    """One paragraph with its words and its known names; ``refused`` collects what was not taken."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = normal(text)
        self.tokens = tokens(text)
        self.token_by_end = {token.end: token for token in self.tokens}
        self.token_by_start = {token.start: token for token in self.tokens}
        self.known: dict[int, Found] = {}  # by end
        self.known_from: dict[int, Found] = {}  # by start
        self.known_starts: list[int] = []  # of the lexicon's names, in order
        self.refused: list[Refused] = []

    def refuse(self, start: int, end: int, kind: str, reason: str) -> None:
        """Note a candidate that was not taken."""
        self.refused.append(Refused(start, end, kind, reason))

    def know(self, one: Found) -> Found:
        """Let the finders after this one treat ``one`` as known: it may be part of a longer name."""
        self.known.setdefault(one.end, one)
        self.known_from.setdefault(one.start, one)
        return one

    def know_listed(self, one: Found) -> Found:
        """Note a name of the lexicon; these cross no other one."""
        insort(self.known_starts, one.start)
        return self.know(one)

    def listed_around(self, start: int, end: int) -> bool:
        """Say whether a longer name of the lexicon holds what stands there."""
        at = bisect_right(self.known_starts, start)
        one = self.known_from[self.known_starts[at - 1]] if at else None
        return one is not None and end <= one.end and one.end - one.start > end - start

    def before(self, at: int) -> Token | None:
        """Return the word before ``at`` that only a blank or a hyphen parts from it."""
        return self.token_by_end.get(at - 1) if at > 1 and self.plain[at - 1] == " " else None

    def after(self, at: int) -> Token | None:
        """Return the word after ``at`` that only a blank or a hyphen parts from it."""
        return self.token_by_start.get(at + 1) if at < len(self.plain) and self.plain[at] == " " else None
