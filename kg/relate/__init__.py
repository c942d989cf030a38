"""From the names of a flow to what it states of them: by the make-up of the names and by the sentences."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from operator import attrgetter

from kg.recognise import Found
from kg.relate.claims import RefusedClaim, Stated
from kg.relate.groups import Group
from kg.relate.names import name_claims
from kg.relate.sentences import sentence_claims
from kg.relate.subjects.pointed import NOWHERE, Setting
from kg.relate.tables import row_claims
from kg.text import sentences

__all__ = ["RefusedClaim", "Setting", "Stated", "in_sentences", "relate"]


def relate(
    flow: str, found: list[Found], carried: list[Group], plan: bool = False, setting: Setting = NOWHERE
) -> tuple[list[Stated], list[RefusedClaim], list[Group]]:
    """Return what the folded text ``flow`` states of the names ``found`` in it, what was refused, and the topics it leaves.

    Args:
        flow: a flow's text.
        found: its names.
        carried: the topics that the flows before it leave.
        plan: its sentences order what is to be done: only who opens a sentence is spoken of in the next.
        setting: the places that the document is about.
    """
    refused: list[RefusedClaim] = []
    stated, carried = sentence_claims(flow, found, carried, refused, plan, setting)
    named = list(name_claims(found))
    claims = [*(in_sentences(flow, named) if named else ()), *row_claims(flow, found), *stated]
    return list(dict.fromkeys(claims)), refused, carried


def in_sentences(flow: str, claims: Iterable[Stated]) -> Iterator[Stated]:
    """Yield what names state with the whole sentence that holds the name as the passage: it is what a reader wants to see."""
    spans = sentences(flow)
    for subject, relation, target, start, end, rule, confidence, planned in claims:
        number = bisect_left(spans, end, key=_end)
        low, high = spans[number] if number < len(spans) else (end, end)
        low, high = (low, high) if low <= start else (start, end)
        yield Stated(subject, relation, target, low, high, rule, confidence, planned)


_end = attrgetter("end")
