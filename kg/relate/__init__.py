"""From the names of a flow to what it states of them: by the make-up of the names and by the sentences."""

from kg.recognise import Found
from kg.relate.claims import RefusedClaim, Stated
from kg.relate.names import name_claims
from kg.relate.sentences import sentence_claims

__all__ = ["RefusedClaim", "Stated", "relate"]


def relate(flow: str, found: list[Found]) -> tuple[list[Stated], list[RefusedClaim]]:
    """Return what the folded text ``flow`` states of the names ``found`` in it, and what was proposed and refused."""
    refused: list[RefusedClaim] = []
    stated = [*name_claims(found), *sentence_claims(flow, found, refused)]
    return list(dict.fromkeys(stated)), refused
