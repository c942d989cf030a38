"""English documents: names and what simple sentences say of them. Smaller than the Chinese reader, same results."""

from typing import NamedTuple

from kg.english import lexicon
from kg.english.recognise import recognise
from kg.english.relate import relate, rules
from kg.english.scene import Short
from kg.english.text import is_english, paragraphs, partly_read
from kg.flows import Flow
from kg.model import Document, Problem
from kg.recognise.candidates import Found, Refused
from kg.relate.claims import RefusedClaim, Stated

__all__ = ["Paragraph", "is_english", "load", "read"]


class Paragraph(NamedTuple):
    """What one paragraph yielded, in its own offsets."""

    flow: Flow
    found: list[Found]
    refused: list[Refused]
    stated: list[Stated]
    refused_claims: list[RefusedClaim]


def load() -> None:
    """Load what people edit for English.

    Raises:
        LexiconError: the lists contradict themselves.
        RuleError: a rule is wrong.
    """
    lexicon.load()
    rules()


def read(document: Document, repair: bool = True) -> tuple[list[Paragraph], list[Problem]]:
    """Return what each paragraph of an English ``document`` yielded, and the problems: one says what is not read."""
    reading = paragraphs(document, repair)
    shorts: list[Short] = []
    read_so_far: list[Paragraph] = []
    for flow in reading.flows:
        found, refused = recognise(flow.text, shorts)
        read_so_far.append(Paragraph(flow, found, refused, *relate(flow.text, found)))
    return read_so_far, [*reading.problems, partly_read(document)]
