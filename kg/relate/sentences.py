"""What the sentences of a flow state, one after another, each with what those before it spoke of."""

import re
from collections.abc import Iterator

from kg.recognise import Found
from kg.recognise.candidates import PLACES
from kg.relate.by_rule.applied import claims_by_rule
from kg.relate.claims import RefusedClaim, Stated
from kg.relate.context.joined import joined_places
from kg.relate.context.paired import trades_of_places
from kg.relate.context.places import beside, districts_of_cities, parts_of_zones, zones_of_places
from kg.relate.context.projects import in_anothers_park, spread
from kg.relate.context.together import together
from kg.relate.slots import REGION, Group, Slotted, slotted, top_level, within
from kg.relate.subjects.clauses import opens_clause
from kg.relate.subjects.topics import NOWHERE, Setting, Topic, at_home_in, partners, pointed_at, pointed_back, topics
from kg.relate.texts.plans import planned_fields
from kg.text import dateline, sentences

_MAX_CARRIED = 3
_LONG_TITLE = 14
_SAID = frozenset("。!?;:…”」)")


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
    stated: list[Stated] = _inside_titles(flow, found, refused)
    above = carried if _CHAPTER.match(flow) else []
    if flow[-1] not in _SAID:
        carried = []  # a heading speaks of nothing but what it names
    at_home = list(carried) if plan else []
    last: list[Group] = at_home
    met: list[Group] = []
    named: list[Group] = []
    divisions: dict[str, Group] = {}
    headed = False
    inner = {name.start: name for name in found if name.kind == "Company"}
    for start, end, names in _naming(flow, top_level(found)):
        sentence = slotted(flow, start, end, names)
        headed = sentence.text[1:] == ":"  # a name alone heads what follows: 苏州高新区:
        reported = end <= dateline(flow)
        meant = [*at_home_in(sentence, setting.homes), *pointed_back(sentence, named), *carried]
        own = [] if reported else topics(sentence, meant, [*met, *pointed_at(sentence, divisions)])
        inside = NOWHERE if plan or flow[-1] not in _SAID else setting
        said = claims_by_rule(sentence, found, own, _lasting(carried, last), refused, inside)
        claims = [claim for claim in said if not in_anothers_park(claim, inner)]
        stated.extend(claims)
        stated.extend(spread(flow, start, end, names, inner, claims))
        stated.extend(together(sentence, own, claims))
        stated.extend(joined_places(flow, sentence, found))
        stated.extend(districts_of_cities(sentence, own, carried))
        stated.extend(zones_of_places(sentence, found, own, carried))
        stated.extend(parts_of_zones(sentence, found, own, carried))
        stated.extend(beside(flow, sentence, names))
        stated.extend(trades_of_places(sentence))
        if plan:
            stated.extend(planned_fields(sentence, at_home))
            own = [topic for topic in own if _opens_plan(sentence, topic)]
        carried = _carry(carried, own)
        met.extend(topic.group for topic in partners(sentence))
        divisions.update((group.names[0].name[-1], group) for group in sentence.groups if group.kinds == REGION)
        last = [topic.group for topic in own] or last
        named = sentence.groups
    if flow[-1] not in _SAID:
        carried = carried or above
    return stated, carried if headed or not flow.endswith(":") else []


# What a numbered heading stands over goes on with the park or place that the chapter is about.
_CHAPTER = re.compile("[(]?(?:[一二三四五六七八九十]+|[0-9]+(?:[.][0-9]+)*)[)、.． ]|第[一二三四五六七八九十]+[章节]")


def _opens_plan(sentence: Slotted, topic: Topic) -> bool:
    """Say whether who is spoken of opens the sentence of a plan: only then the next may be of it too."""
    opens = not sentence.clause_start(topic.at) and opens_clause(sentence, topic.at)
    return opens and topic.group.kinds <= _SITES


_SITES = frozenset((*PLACES, "Cluster"))  # a firm that is praised does not do what the next sentence orders


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
