"""What the sentences of a flow state, one after another, each with what those before it spoke of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from kg.recognise import Found
from kg.recognise.candidates import FIELDS, SITES
from kg.relate.by_rule.applied import claims_by_rule
from kg.relate.claims import RefusedClaim, Stated
from kg.relate.context.joined import joined_places
from kg.relate.context.paired import trades_of_places
from kg.relate.context.places import beside, districts_of_cities, parts_of_zones, zones_of_places
from kg.relate.context.projects import in_anothers_park, spread
from kg.relate.context.together import together
from kg.relate.groups import REGION, Group
from kg.relate.names import apart
from kg.relate.slots import Slotted, slotted, top_level, within
from kg.relate.subjects.clauses import opens_clause
from kg.relate.subjects.here import park_here
from kg.relate.subjects.named import Topic
from kg.relate.subjects.pointed import NOWHERE, Setting, at_home_in, pointed_at, pointed_back
from kg.relate.subjects.topics import partners, topics
from kg.relate.texts.plans import planned_fields
from kg.text import dateline, sentences

_MAX_CARRIED = 3
_LONG_TITLE = 14
_SAID = frozenset("。!?;:…”」)")


class _Flow(NamedTuple):
    """A flow that is read, and where it stands."""

    text: str
    found: list[Found]
    inner: dict[int, Found]  # the firms, which may stand in other names, by where they begin
    setting: Setting  # the places that the document is about
    plan: bool  # its sentences order what is to be done
    heads: bool  # it is a heading, which says nothing of what it does not name
    at_home: list[Group]  # the topics before a plan


@dataclass(slots=True)
class _SoFar:
    """What the sentences of a flow have spoken of so far."""

    carried: list[Group]  # the topics, latest last
    last: list[Group]  # those of the last sentence that had any
    named: list[Group] = field(default_factory=list)  # all that the sentence before names
    met: list[Group] = field(default_factory=list)  # who did something with one another
    divisions: dict[str, Group] = field(default_factory=dict)  # the last regions, by the last letters of their names

    def goes_on_after(self, sentence: Slotted, own: list[Topic]) -> None:
        """Take up what ``sentence`` names, and the topics in it that the next may be of."""
        own = _without_turns(own)
        self.carried = _carry(self.carried, own)
        self.last = [topic.group for topic in own] or self.last
        self.named = sentence.groups
        self.met.extend([topic.group for topic in partners(sentence)])
        for group in sentence.groups:
            if group.kinds == REGION:
                self.divisions[group.names[0].name[-1]] = group


def sentence_claims(
    flow: str,
    found: list[Found],
    carried: list[Group],
    refused: list[RefusedClaim],
    plan: bool = False,
    setting: Setting = NOWHERE,
) -> tuple[list[Stated], list[Group]]:
    """Return what the sentences of ``flow`` state of the names ``found`` in it, and its topics for the next flow.

    Args:
        flow: the folded text.
        found: its names.
        carried: the topics of the text before it, latest last.
        refused: takes what was proposed and refused.
        plan: its sentences order what is to be done: only who opens one is spoken of in the next.
        setting: the places that the document is about.
    """
    heads = flow[-1] not in _SAID
    before = [] if heads else carried
    at_home = list(before) if plan else []
    inner = {name.start: name for name in found if name.kind == "Company"}
    read = _Flow(flow, found, inner, setting, plan, heads, at_home)
    so_far = _SoFar(before, at_home)
    stated = _inside_titles(flow, found, refused)
    headed = False
    for start, end, names in _naming(flow, top_level(found)):
        sentence = slotted(flow, start, end, names)
        own = _topics(read, sentence, so_far)
        stated.extend(_stated(read, sentence, names, own, so_far, refused))
        so_far.goes_on_after(sentence, [topic for topic in own if _opens_plan(sentence, topic)] if plan else own)
        headed = sentence.text[1:] == ":"  # a name alone heads what follows: 苏州高新区:
    if flow.endswith(":") and not headed:
        return stated, []
    chapter = heads and _CHAPTER.match(flow) and all(group.kinds <= FIELDS for group in so_far.carried)
    return stated, carried if chapter else so_far.carried


def _topics(read: _Flow, sentence: Slotted, so_far: _SoFar) -> list[Topic]:
    """Return whom the sentence may speak of; a dateline speaks of nobody."""
    if sentence.end <= dateline(read.text):
        return []
    homes = at_home_in(sentence, read.setting.homes)
    meant = [*homes, *pointed_back(sentence, so_far.named), *so_far.carried]
    parks = park_here(sentence, so_far.named, so_far.carried)
    return topics(sentence, meant, [*so_far.met, *pointed_at(sentence, so_far.divisions), *parks])


def _stated(
    read: _Flow, sentence: Slotted, names: list[Found], own: list[Topic], so_far: _SoFar, refused: list[RefusedClaim]
) -> Iterator[Stated]:
    """Yield what one sentence states of its ``names`` and of whom it speaks."""
    flow, found, carried = read.text, read.found, so_far.carried
    setting = NOWHERE if read.plan or read.heads else read.setting
    said = claims_by_rule(sentence, found, own, _lasting(carried, so_far.last), refused, setting)
    claims = [claim for claim in said if not in_anothers_park(claim, read.inner)]
    yield from claims
    yield from spread(flow, sentence.start, sentence.end, names, read.inner, claims)
    yield from together(sentence, own, claims)
    yield from joined_places(flow, sentence, found)
    yield from districts_of_cities(sentence, own, carried)
    yield from zones_of_places(sentence, found, own, carried)
    yield from parts_of_zones(sentence, found, own, carried)
    yield from beside(flow, sentence, names)
    yield from trades_of_places(sentence)
    if read.plan:
        yield from planned_fields(sentence, read.at_home)


# What a numbered heading stands over goes on with the park or place that the chapter is about.
_CHAPTER = re.compile("[(]?(?:[一二三四五六七八九十]+|[0-9]+(?:[.][0-9]+)*)[)、.． ]|第[一二三四五六七八九十]+[章节]")


def _opens_plan(sentence: Slotted, topic: Topic) -> bool:
    """Say whether who is spoken of opens the sentence of a plan: only then the next may be of it too."""
    first = sentence.clause_start(topic.at)
    opens = opens_clause(sentence, topic.at) and (not first or opens_clause(sentence, first - 1))  # 十四五期间,|甲市…
    return opens and topic.group.kinds <= SITES  # a firm that is praised does not do what the next sentence orders


def _naming(flow: str, top: list[Found]) -> Iterator[tuple[int, int, list[Found]]]:
    """Yield the sentences that hold names, as (start, end, names); a name that crosses their end is left out."""
    at = 0
    for start, end in sentences(flow) if top else ():
        first = at
        while at < len(top) and top[at].start < end:
            at += 1
        names = [name for name in top[first:at] if start <= name.start and name.end <= end]
        if names:
            yield start, end, names


def _without_turns(own: list[Topic]) -> list[Topic]:
    """Leave out the places of which clauses tell by turns, of none of which the next sentence speaks: 鞍山入选…,抚顺获批…."""
    places = [topic.group for topic in own if topic.group.kinds == REGION and not topic.locative]
    by_turns = any(apart(one.names[0].name, other.names[0].name) for one, other in pairwise(places))
    return [topic for topic in own if topic.group not in places] if by_turns else own


def _carry(carried: list[Group], own: list[Topic]) -> list[Group]:
    """Return the topics for the next sentence: the last few, and before them the first region and the first institute, zone
    or cluster, which frame the text."""
    if not own:
        return carried
    groups = [*carried, *(t.group for t in own)]
    last = groups[-_MAX_CARRIED:]
    return [*(frame for frame in _frames(groups) if frame not in last), *last]


def _frames(groups: list[Group]) -> Iterator[Group]:
    """Yield the first region of ``groups``, and the first group of every kind of which texts speak as the park, the institute."""
    seen: set[frozenset[str]] = set()
    for group in groups:
        if group.kinds not in seen and (group.kinds == REGION or (group.kinds <= _FRAMING and len(group.names) == 1)):
            seen.add(group.kinds)
            yield group


_FRAMING = frozenset(("Zone", "Cluster", "ResearchInstitute", "GovernmentBody"))


def _lasting(carried: list[Group], last: list[Group]) -> list[Group]:
    """Return the topics that a sentence without a subject goes on with: a zone for long, a place or a firm only from the
    sentence before. Nothing that was left for such a place is taken up again."""
    lasting: list[Group] = []
    for group in reversed(carried):
        if group not in last and group.kinds <= _SOON_LEFT:
            break
        lasting.append(group)
    return lasting[::-1]


_SOON_LEFT = frozenset(("Region", "Company"))


def _inside_titles(flow: str, found: list[Found], refused: list[RefusedClaim]) -> list[Stated]:
    """Return what the wording of long titles states: 关于同意<zone>建设<title>的批复."""
    stated: list[Stated] = []
    for title in found:
        if title.kind == "Policy" and title.end - title.start > _LONG_TITLE:
            inside = [f for f in within(found, title.start, title.end) if f != title]
            sentence = slotted(flow, title.start, title.end, top_level(inside))
            stated.extend(claims_by_rule(sentence, inside, [], [], refused))
    return stated
