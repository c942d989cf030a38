"""From the names of a flow to what it states of them: by the make-up of the names and by the sentences."""

from kg.recognise import Found
from kg.relate.claims import RefusedClaim, Stated
from kg.relate.names import name_claims
from kg.relate.sentences import sentence_claims
from kg.relate.slots import Group

__all__ = ["RefusedClaim", "Stated", "relate"]


def relate(flow: str, found: list[Found], carried: list[Group]) -> tuple[list[Stated], list[RefusedClaim], list[Group]]:
    """Return what the folded text ``flow`` states of the names ``found`` in it, what was refused, and the topics it leaves.

    Args:
        flow: a flow's text.
        found: its names.
        carried: the topics that the flows before it leave.
    """
    refused: list[RefusedClaim] = []
    stated, carried = sentence_claims(flow, found, carried, refused)
    return list(dict.fromkeys([*name_claims(found), *stated])), refused, carried
