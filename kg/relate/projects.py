"""Lists of what firms build: what one project of 甲公司电池项目、乙公司二期项目、丙研究院 states of its firm holds of all."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.recognise import Found
from kg.recognise.candidates import FIELDS
from kg.relate.claims import Stated
from kg.schema import load as load_schema

_BUILT = "项目|工程|基地|工厂|厂房|总部|生产线|中心|园区?|厂|车间"
_NEXT = re.compile(
    rf"[^,。;:!?、]{{0,24}}?(?:{_BUILT})(?:[一二三四]期)?”?(?:、|和|以及)[“]?(?:[^,。;:!?、]{{1,14}}的)?"
)
_LISTED = re.compile(rf"(?:{_BUILT}|期)”?(?:、|和|以及)")
_BUILDERS = frozenset(("Company", "ResearchInstitute", "Organization", "University", "Zone"))
_SHARED = frozenset(("locatedIn", "investsIn"))


def spread(flow: str, start: int, end: int, names: Sequence[Found], claims: Sequence[Stated]) -> Iterator[Stated]:
    """Yield for the firms of the project lists in ``flow[start:end]`` what ``claims`` state of one of them.

    Args:
        flow: the folded text.
        start: where its sentence begins.
        end: where it ends.
        names: the sentence's names, of which none stands in another.
        claims: what is read of them.
    """
    shared = [claim for claim in claims if claim.relation in _SHARED]
    if not shared or not _LISTED.search(flow, start, end):
        return
    for members in _lists(flow, names):
        stated = {(claim.subject, claim.relation, claim.object) for claim in shared}
        for claim in shared:
            for member in members if claim.subject in members and claim.object not in members else ():
                fits = not load_schema().problems(member.kind, claim.relation, claim.object.kind)
                if fits and (member, claim.relation, claim.object) not in stated:
                    yield claim._replace(subject=member, rule="context.projects", confidence=0.8)


def _lists(flow: str, names: Iterable[Found]) -> Iterator[list[Found]]:
    """Yield the builders of lists of two or more; fields inside a project's name do not break a list."""
    members: list[Found] = []
    for name in names:
        if name.kind in FIELDS:
            continue
        goes_on = members and name.kind in _BUILDERS and _NEXT.fullmatch(flow, members[-1].end, name.start)
        if not goes_on:
            if len(members) > 1:
                yield members
            members = []
        members = [*members, name] if name.kind in _BUILDERS else []
    if len(members) > 1:
        yield members
