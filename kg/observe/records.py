"""What the search for the subject of a number works on: sentences, those who are spoken of, and what the text was about."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from kg.observe.tables import Column
from kg.recognise import Found

KINDS = frozenset(
    ("Zone", "Region", "Cluster", "Company", "ResearchInstitute", "University", "Organization", "Program", "Policy")
)


class Holder(NamedTuple):
    """Of whom a text speaks from ``start`` on. No names: someone without a name, to whom no number can be given."""

    start: int
    end: int
    names: tuple[Found, ...]
    place_only: bool = False  # the place where it happens, not who does it
    thing: bool = False  # a noun that may be what is counted: 医院已有30家
    event: bool = False  # a fair that is held: what is told of it later in the sentence is its own
    host: tuple[Found, ...] = ()  # the place whose fair it is
    person: bool = False  # who, other than a building site, is told of for himself also where the text names a place


class Sentence(NamedTuple):
    """A stretch of a flow with its names: ``names`` stand in no other, ``nested`` are all names of the flow in order."""

    text: str
    start: int
    end: int
    names: Sequence[Found]
    nested: Sequence[Found]


class Told(NamedTuple):
    """Whom a text has been about, and how many sentences ago it last spoke of them."""

    names: tuple[Found, ...] = ()
    silent: int = 0


class Spoken(NamedTuple):
    """What the text before has been about: the last holder and the latest names, latest last.

    Sentences without a number wait in ``unread``, and who was spoken of is told when it is asked for: mostly nobody asks.
    """

    told: Callable[[], Told] = Told
    history: tuple[Found, ...] = ()
    unread: tuple[Sentence, ...] = ()
    columns: tuple[Column, ...] = ()  # of the table that is being read
    since: int = 0  # sentences after those that ``told`` has read

    def topic(self) -> tuple[Found, ...]:
        """Return whom the text has been about."""
        return self.told().names

    def still(self, names: Sequence[Found]) -> tuple[Found, ...]:
        """Return whom the text is still about in a sentence of which nobody is the subject.

        ``names``: those it mentions. Who was not spoken of in the sentence before must be one of them.
        """
        told = self.told()
        lasts = told.silent + self.since == 0 or any(n.name == one.name for n in names for one in told.names)
        return told.names if lasts else ()
