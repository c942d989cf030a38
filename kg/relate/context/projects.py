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
# Without what is built at each member's end, where the list's end says that all are projects: …的京东方、240亿元的惠科等项目.
_MEMBER = re.compile("[^,。;:!?、]{0,24}?(?:、|和|以及)[“]?(?:[^,。;:!?、]{1,14}的)?")
_OF_PROJECTS = re.compile("[^,。;:!?、]{0,24}?等[^,。;:!?、]{0,14}项目")
_BUILDERS = frozenset(("Company", "ResearchInstitute", "Organization", "University", "Zone"))
_SHARED = frozenset(("locatedIn", "investsIn"))


def spread(
    flow: str, start: int, end: int, names: Sequence[Found], inner: dict[int, Found], claims: Sequence[Stated]
) -> Iterator[Stated]:
    """Yield for the firms of the project lists in ``flow[start:end]`` what ``claims`` state of one of them.

    Args:
        flow: the folded text.
        start: where its sentence begins.
        end: where it ends.
        names: the sentence's names, of which none stands in another.
        inner: the firms that stand in other names, by where they begin.
        claims: what is read of them.
    """
    shared = [claim for claim in claims if claim.relation in _SHARED]
    if not shared or not (_LISTED.search(flow, start, end) or _OF_PROJECTS.search(flow, start, end)):
        return
    stated = {(claim.subject, claim.relation, claim.object) for claim in shared}
    for members in _lists(flow, names):
        for claim in shared:
            if claim.subject in members and claim.object not in members:
                for builder in _builders(members, inner, claim.relation):
                    fits = not load_schema().problems(builder.kind, claim.relation, claim.object.kind)
                    if fits and (builder, claim.relation, claim.object) not in stated:
                        stated.add((builder, claim.relation, claim.object))
                        yield claim._replace(subject=builder, rule="context.projects", confidence=0.8)


def in_anothers_park(claim: Stated, inner: dict[int, Found]) -> bool:
    """Say whether a firm would put money into what another firm builds: 甲电池项目、乙智能产业园项目."""
    builder = inner.get(claim.object.start) if claim.object.kind == "Zone" else None
    return builder is not None and claim.relation == "investsIn" and claim.subject.name != builder.name


def _builders(members: Iterable[Found], inner: dict[int, Found], relation: str) -> Iterator[Found]:
    """Yield of whom ``relation`` holds: a park that a firm builds lies somewhere as its firm does, but only the firm pays."""
    for member in members:
        firm = inner.get(member.start) if member.kind == "Zone" else None
        if firm:
            yield firm
        if member.kind != "Zone" or relation != "investsIn":
            yield member


def _lists(flow: str, names: Sequence[Found]) -> Iterator[list[Found]]:
    """Yield the builders of lists of two or more."""
    yield from _chains(flow, names, _NEXT)
    yield from (chain for chain in _chains(flow, names, _MEMBER) if _OF_PROJECTS.match(flow, chain[-1].end))


def _chains(flow: str, names: Iterable[Found], gap: re.Pattern[str]) -> Iterator[list[Found]]:
    """Yield the builders, two or more, between which ``gap`` stands; fields inside a project's name do not break a list."""
    members: list[Found] = []
    for name in names:
        if name.kind in FIELDS:
            continue
        goes_on = members and name.kind in _BUILDERS and gap.fullmatch(flow, members[-1].end, name.start)
        if not goes_on:
            if len(members) > 1:
                yield members
            members = []
        members = [*members, name] if name.kind in _BUILDERS else []
    if len(members) > 1:
        yield members
