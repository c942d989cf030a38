"""The records that pass between the stages: immutable, comparable, cheap to make and to send to another process.

Offsets count characters (code points) of the document's text: ``document.text[start:end]`` is the passage.
"""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

ID_LENGTH = 16  # hex digits: 64 bits keep a billion names apart


def digest(*parts: str) -> str:
    """Return a short content hash of ``parts``, the same on every machine and in every run."""
    text = "\x1f".join(parts)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


@lru_cache(maxsize=1 << 18)
def entity_id(kind: str, key: str) -> str:
    """Return the id of the entity that ``key`` names among its ``kind``: ``Zone-1f0c…``."""
    return f"{kind}-{digest(kind, key)}"


class Document(NamedTuple):
    """One text with what is known of its origin. ``date`` is ISO 8601 (``2020``, ``2020-04`` or ``2020-04-21``) or empty."""

    id: str
    text: str
    name: str = ""  # where it was read from, relative: never an absolute path
    title: str = ""
    date: str = ""
    url: str = ""
    publisher: str = ""
    genre: str = ""  # news, policy, report or empty


class Span(NamedTuple):
    """A passage by its offsets."""

    start: int
    end: int


class Problem(NamedTuple):
    """Something in a user's data that a person should know of; the work went on without it."""

    code: str  # a fixed word for programs: empty-document, cut-title, …
    message: str  # one sentence for people, saying what to do where something can be done
    document: str = ""  # the document's id, where there is one
    name: str = ""  # the file or address it was read from
    start: int | None = None
    end: int | None = None


class Mention(NamedTuple):
    """A name found in a text: ``text`` stands there at ``start``, ``name`` is its full form, ``rule`` says how it was found."""

    start: int
    end: int
    text: str
    kind: str
    name: str
    rule: str


class Evidence(NamedTuple):
    """The passage that states a fact, and the rule that read it so."""

    document: str
    start: int
    end: int
    text: str
    rule: str


class Observation(NamedTuple):
    """A number stated of an entity. ``comparator`` is one of ``= > < ~ >= <=`` as the text says it (超, 不到, 约, 不低于, 不超过)."""

    indicator: str
    value: float
    unit: str
    time: str
    target: bool
    comparator: str
    evidence: tuple[Evidence, ...]


class Claim(NamedTuple):
    """What one passage states: ``subject`` and ``object`` are positions in the document's list of mentions."""

    subject: int
    relation: str
    object: int
    start: int
    end: int
    rule: str
    confidence: float
    planned: bool = False  # or wished for, not achieved


class Extract(NamedTuple):
    """What one document states. Claims and measures name mentions by their position."""

    document: str
    mentions: list[Mention]
    claims: list[Claim]
    measures: list[tuple[int, Observation]]
    problems: list[Problem]


class Entity(NamedTuple):
    """A thing of the world, under all its names. Background entities are stated by no document."""

    id: str
    kind: str
    label: str
    aliases: tuple[str, ...]
    mentions: Sequence[tuple[str, Mention]]  # (document id, mention), in this order
    observations: Sequence[Observation] = ()
    background: bool = False
    origin: str = ""  # the data file that a background entity comes from
    code: str = ""  # GB/T 2260, for regions


class Fact(NamedTuple):
    """A relation between two entities with all its evidence. Background facts have an origin in place of evidence."""

    source: str
    relation: str
    target: str
    confidence: float
    evidence: Sequence[Evidence]
    planned: bool = False  # every piece of evidence states it as a wish or a plan
    background: bool = False
    origin: str = ""
