"""What the rules of ``data/rules`` state of one sentence."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations, takewhile

from kg.lexicon import is_country
from kg.recognise import Found
from kg.recognise.candidates import FIELDS, PLACES
from kg.relate.by_rule.misreadings import done_by_what_is_built, founded_before, made_by_another, misread
from kg.relate.by_rule.objections import AGENT_IS_OBJECT, DEEDS, NEGATED, OF_ANOTHER, Reading, objection
from kg.relate.by_rule.tried import rules_to_try
from kg.relate.claims import RefusedClaim, Stated
from kg.relate.names import governs, lies_in
from kg.relate.slots import Group, Slotted, within
from kg.relate.subjects.clauses import opens_clause
from kg.relate.subjects.described import aimed_at, described
from kg.relate.subjects.spoken_of import brought_to, find_topic, nearest
from kg.relate.subjects.topics import ITS_PEOPLE, Topic
from kg.relate.subjects.urged import lasts, urged
from kg.rules import Rule, slot_class
from kg.schema import load as load_schema

_PLANNED = re.compile(
    r"(?:要|将|拟|计划|力争|努力|争取|有望|建议|希望|应|应当|准备|即将|到20\d\d年|提出)[^,。;:\ue000-\ue03f]{0,10}$"
)


def claims_by_rule(
    sentence: Slotted, found: list[Found], own: list[Topic], carried: list[Group], refused: list[RefusedClaim]
) -> list[Stated]:
    """Return what the rules state of the names in ``sentence``.

    Args:
        sentence: the sentence.
        found: the names of its flow.
        own: the topics that it sets.
        carried: the topics before it that it may go on with, latest last.
        refused: takes what was proposed and refused.
    """
    stated: list[Stated] = []
    spoken_of: set[Found] = set()
    wished = list(urged(sentence))
    for rule, expression in rules_to_try(sentence):
        at = 0
        while match := expression.search(sentence.text, at):
            elided = [] if rule.fallback or (rule.relation in DEEDS and rule.topic == "subject") else carried
            spoken = _agents(rule, match, sentence, own, wished) if wished else own
            claims, reason = _apply(rule, match, sentence, found, spoken, elided)
            at = match.start() + 1 if reason else match.end()  # what is refused may hide what holds
            if reason:
                start, end = sentence.place(match.start()), sentence.place(match.end() - 1) + 1
                refused.append(RefusedClaim(start, end, rule.id, reason))
            if reason in (NEGATED, OF_ANOTHER):
                spoken_of.update(_named(match, sentence))
            if rule.fallback:
                claims = [claim for claim in claims if claim.object not in spoken_of]
            else:
                spoken_of.update(claim.object for claim in claims)
            stated.extend(claims)
    return stated


def _agents(rule: Rule, match: re.Match[str], sentence: Slotted, own: list[Topic], wished: list[Topic]) -> list[Topic]:
    """Return the topics as they are where some are ``wished`` to do something: they are who works on a field, and 支持|甲|打造… is not
    said of who is named behind it."""
    if rule.relation == "focusesOn":
        agents = [topic for topic in wished if lasts(sentence, topic, match.start())]
        return sorted((*own, *agents), key=lambda topic: topic.at) if agents else own
    if rule.relation == "supports" and "o" in match.re.groupindex:
        return (
            own if all(topic.at != match.start("o") for topic in wished) else [t for t in own if t.at < match.start()]
        )
    return own


def _named(match: re.Match[str], sentence: Slotted) -> Iterator[Found]:
    for role in match.re.groupindex:
        yield from sentence.groups[sentence.group_at[match.start(role)]].names


def _apply(
    rule: Rule,
    match: re.Match[str],
    sentence: Slotted,
    found: list[Found],
    own: list[Topic],
    carried: list[Group],
) -> tuple[list[Stated], str]:
    verbs = _verbs(match)
    if reason := objection(Reading(rule, match, sentence, verbs)):
        return [], reason
    groups = {role: sentence.groups[sentence.group_at[match.start(role)]] for role in match.re.groupindex}
    if rule.relation == "locatedIn" and "o" in groups:
        told = "s" in groups and match.start("s") < match.start("o")
        groups["o"] = _nearest_place(sentence, match.start("o"), told)
        if "s" in groups and match.end("o") == match.start("s"):
            groups["s"] = _opening_alike(groups["s"], found)
    if rule.topic:
        group, reason = _topic(rule, match, sentence, own, carried, _fitting(rule, groups))
        if group is None:
            return [], reason
        if rule.relation == "focusesOn" and all(is_country(name.name) for name in group.names):
            return [], "a country abroad is where a text goes, not what it is about"
        elided = all(group is not topic.group for topic in own)
        if rule.relation == "focusesOn" and elided and made_by_another(sentence.text, match.start("o")):
            return [], "someone without a name makes it"
        if rule.relation == "focusesOn" and elided and group.kinds <= _OF_MANY_FIELDS:
            return [], "what an office tells of another sentence on is not what it works on"
        builder = rule.relation == "supports" and rule.topic == "subject" and group.kinds == _GOVERNMENT
        if builder and groups["o"].kinds == _REGION and done_by_what_is_built(sentence.text, verbs[0]):
            return [], "what is built does it, not who builds it"
        if rule.relation == "worksFor" and founded_before(sentence.text, 0, match.start()):
            return [], "the office is in what has just been founded"
        if rule.relation == "cooperatesWith" and _made_by_them(sentence, group, match.end()):
            return [], "what they made is none of them"
        if rule.relation == "cooperatesWith" and group.led:  # 甲与乙签约,|与丙共建…: 甲
            group = group._replace(names=group.names[:1])
        groups["s" if rule.topic == "subject" else "o"] = group
    verb = verbs[0]
    planned = rule.planned or bool(_PLANNED.search(sentence.text, max(0, verb - 14), verb))
    claims = [
        Stated(s, rule.relation, o, sentence.start, sentence.end, rule.id, rule.confidence, planned)
        for s, o in _pairs(groups, rule, found, sentence.text[max(0, match.start() - 4) : match.end()])
        if s.kind in rule.subject_kinds and o.kind in (rule.inside or rule.object_kinds)
        if _allowed(s.kind, rule.relation, o.kind)
        if not (rule.relation == "cooperatesWith" and _part_by_name(s, o))
        if not (rule.relation == "approvedBy" and s.name.endswith(_REPLIES))
        if not (s.start == o.end and _named_after_nearer(s, o, found))
    ]
    if claims and rule.relation == "focusesOn" and (reason := misread(sentence.text, match.start("o"))):
        return [], reason
    return claims, ""


def _made_by_them(sentence: Slotted, group: Group, at: int) -> bool:
    """Say whether the group is what a clause before it describes, from ``at`` on: 联合乙、丙成立的|甲中心."""
    slot = next((s for s, number in sentence.group_at.items() if sentence.groups[number] is group), 0)
    return slot >= at and bool(_MADE_OF_THEM.search(sentence.text, at, slot))


_MADE_OF_THEM = re.compile("(?:立|建|设|办|造|起)的[^,。;:]{0,8}$")
_REPLIES = ("批复", "复函", "答复")  # approve something, and are not approved


def _part_by_name(one: Found, other: Found) -> bool:
    """Say whether the name of one opens with the other's: a city does not work with its own high-tech zone."""
    return one.name.startswith(other.name) or other.name.startswith(one.name)


def _nearest_place(sentence: Slotted, at: int, told: bool) -> Group:
    """Return the last of the places that follow one another at ``at``: what is built in 东莞|大朗镇 lies in the town.

    Args:
        sentence: the sentence.
        at: where in the slotted text the first of them stands.
        told: what lies there was named before.
    """
    group = sentence.groups[sentence.group_at[at]]
    while group.kinds <= PLACES and at + 1 in sentence.group_at:
        following = sentence.groups[sentence.group_at[at + 1]]
        if not following.kinds <= (PLACES if told or group.kinds == _REGION else _REGION):
            break  # what lies in a zone may be a zone itself, not where the zone is
        at, group = at + 1, following
    return group


def _opening_alike(group: Group, found: list[Found]) -> Group:
    """Return what of a list a place right before it is said of: of 重庆|甲开发区管委会、乙大学 only the first, of a kind of its own;
    of 德国|甲、杭州乙 only the first, since the second tells its own place.
    """
    first, *others = group.names
    alike = takewhile(lambda name: name.kind == first.kind and not _tells_its_place(name, found), others)
    return group._replace(names=(first, *alike))


def _tells_its_place(name: Found, found: list[Found]) -> bool:
    return any(f.kind == "Region" and f.start == name.start for f in within(found, name.start, name.end) if f != name)


_REGION = frozenset(("Region",))
_HOUSES = frozenset(("Company", "ResearchInstitute", "University", "Organization"))
_PERSON = frozenset(("Person",))
_GOVERNMENT = frozenset(("GovernmentBody",))
_OF_MANY_FIELDS = frozenset((*_GOVERNMENT, "Organization"))


def _named_after_nearer(body: Found, place: Found, found: list[Found]) -> bool:
    """Say whether the body's name holds a place inside ``place``: 陕西|汉中市博物馆 lies in 汉中市."""
    return any(
        f.kind == "Region" and f.end < body.end and lies_in(f.name, place.name)
        for f in within(found, body.start, body.end)
    )


@cache
def _allowed(subject_kind: str, relation: str, object_kind: str) -> bool:
    return not load_schema().problems(subject_kind, relation, object_kind)


def _verbs(match: re.Match[str]) -> list[int]:
    """Return where the words stand without which the rule would not speak: what negates or plans stands before them."""
    roles = match.re.groupindex.values()
    return [match.start(n) for n in range(1, match.re.groups + 1) if n not in roles] or [match.start()]


def _pairs(groups: dict[str, Group], rule: Rule, found: list[Found], words: str) -> Iterator[tuple[Found, Found]]:
    """Yield who stands in the relation with whom: each subject with each object, or the members of one list with each other.

    Where the ``words`` of the match say so, the first subject with the first object and so on: 甲、乙分别与丙、丁签约.
    """
    if "m" in groups:
        first, *others = groups["m"].names
        yield from ((first, other) for other in others) if groups["m"].led else combinations(groups["m"].names, 2)
        return
    if "分别" in words and 1 < len(groups["s"].names) == len(groups["o"].names):
        yield from zip(groups["s"].names, groups["o"].names, strict=True)
        return
    objects = groups["o"].names
    if rule.relation == "partOf" and "s" in rule.regex.groupindex and groups["o"].start < groups["s"].start:
        objects = objects[-1:]  # 由甲所和乙集团旗下丙院研制: only the last of the list is the parent
        if groups["s"].led:  # 甲所属的乙与丙签约: 丙 is not of 甲
            groups["s"] = groups["s"]._replace(names=groups["s"].names[:1])
    if rule.inside:
        objects = tuple(f for o in objects for f in _widest(o, rule.inside, found))
    yield from ((s, o) for s in groups["s"].names for o in objects if s.name != o.name)


def _widest(outer: Found, fitting: frozenset[str], found: list[Found]) -> Iterator[Found]:
    """Yield the names of ``fitting`` kinds in ``outer`` that stand in no other such name, and of a chain of places the last: the
    zone, not the zone's city; the county of 江苏省灌南县委."""
    inside = [f for f in within(found, outer.start, outer.end) if f.kind in fitting and f != outer]
    for name in inside:
        part = any(f != name and f.start <= name.start and name.end <= f.end for f in inside)
        if not part and not any(f.kind == name.kind == "Region" and f.start == name.end for f in inside):
            yield name


def _fitting(rule: Rule, groups: dict[str, Group]) -> frozenset[str]:
    """Return the kinds that can take the role that has no slot: no firm wins the title of a cluster or a city."""
    titles = groups["o"].names if rule.relation == "selectedFor" and "o" in groups else ()
    of_places = bool(titles) and all(title.name.endswith(_OF_PLACES) for title in titles)
    return rule.topic_kinds & _WIN_SUCH if of_places else rule.topic_kinds


_OF_PLACES = ("集群", "开发区", "高新区", "自创区", "示范区", "试验区", "先导区", "城市", "之都", "之城")
_WIN_SUCH = frozenset((*PLACES, "Cluster"))


def _topic(
    rule: Rule,
    match: re.Match[str],
    sentence: Slotted,
    own: list[Topic],
    carried: list[Group],
    kinds: frozenset[str],
) -> tuple[Group | None, str]:
    """Return what of ``kinds`` takes the role that the rule's pattern has no slot for, or why nothing does."""
    at = match.start()
    if opens_clause(sentence, at):
        group = described(sentence, at, match.end()) or aimed_at(sentence, match.end())
        if group and group.kinds & kinds:
            return group, ""
        if group and group.kinds == _PERSON:
            return None, "the clause's words describe a person"
    if rule.nearest and (group := nearest(sentence, at, kinds)):
        return group, ""
    if rule.relation in DEEDS and rule.topic == "subject" and (brought := brought_to(sentence, at)):
        return (brought, "") if brought.kinds & kinds else (None, "it is done by whom the subject brings to do it")
    if rule.relation == "investsIn" and rule.topic == "object":
        own = [topic for topic in own if topic.group.kinds & kinds]  # who else pays there does not matter
    if rule.relation in DEEDS:  # 在沈阳召开会议 is not 沈阳, 在甘肃,… is 甘肃
        own = [topic for topic in own if not topic.locative or _stands_for_actors(sentence, topic)]
        own = [topic for topic in own if not _ITS_PEOPLE.match(sentence.text, topic.at + 1)]
        if "o" in match.re.groupindex:  # nobody does it to itself: 吉林省政府完善高效的|新区|管理方式,推进长春新区建设
            own = _without(own, sentence, match.start("o"), kinds)
    if rule.relation == "supports" and rule.topic == "object":  # 三方设立甲,在…支持下: not the three
        own = [topic for topic in own if len(topic.group.names) == 1]
        carried = [group for group in carried if len(group.names) == 1]
    if rule.topic == "object":  # what comes later is not what the clause speaks of
        own = [topic for topic in own if topic.at < at]
    if rule.relation == "focusesOn" and not rule.fallback:  # 现代服务业以物流为主: of the place, not of the field
        own = [topic for topic in own if not topic.group.kinds <= FIELDS]
    if rule.relation == "foundedBy" and rule.topic == "object":
        there = any(topic.locative and topic.group.kinds <= PLACES for topic in own)
        carried = [] if there else [group for group in carried if all(map(governs, group.names))]
        own = [topic for topic in own if not _ITS_MAKERS.match(sentence.text, topic.at + 1)]
        segment = sentence.text.rfind(";", 0, at)  # a school acts up to the semicolon, a city beyond
        own = [topic for topic in own if topic.at > segment or not topic.group.kinds <= _HOUSES]
    if rule.relation in AGENT_IS_OBJECT:  # what is founded in a zone is not the zone, but 在合肥,成立… is the city
        own = [topic for topic in own if not topic.locative or _acts_as_city(sentence, topic, at)]
    return find_topic(sentence, own, carried, at, kinds, local=rule.relation == "focusesOn")


_ITS_PEOPLE = re.compile(f"的?(?:{ITS_PEOPLE})")


def _without(own: list[Topic], sentence: Slotted, named: int, kinds: frozenset[str]) -> list[Topic]:
    """Return the topics that are not the group at ``named``, where before it in its part of the sentence another of ``kinds`` stands."""
    done_to = {name.name for name in sentence.groups[sentence.group_at[named]].names}
    others = [topic for topic in own if {name.name for name in topic.group.names} != done_to]
    segment = sentence.text.rfind(";", 0, named)
    return others if any(segment < topic.at < named and topic.group.kinds & kinds for topic in others) else own


# 湖州|纺织|企业|联合高校设立…: the firms there, not the city
_ITS_MAKERS = re.compile(f"的?[{slot_class(FIELDS)}]?(?:{ITS_PEOPLE})")


def _acts_as_city(sentence: Slotted, topic: Topic, at: int) -> bool:
    """Say whether the clause at ``at`` is the first behind a city that the sentence opens with: 在合肥,|成立了…."""
    opens = topic.at + 2 == sentence.clause_start(at) and opens_clause(sentence, at)
    return (
        opens and topic.group.kinds == _REGION and len(topic.group.names) == 1 and _stands_for_actors(sentence, topic)
    )


def _stands_for_actors(sentence: Slotted, topic: Topic) -> bool:
    """Say whether a place opens a clause for those who act there; one that is visited or met in does not."""
    return sentence.text.startswith(",", topic.at + 1) and not sentence.text.endswith(("来到", "走进"), 0, topic.at)
