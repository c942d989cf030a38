"""What the rules of ``data/rules`` state of one sentence."""

import re
from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

from kg.plans import is_planned
from kg.recognise import Found
from kg.relate.by_rule.objections import (
    DEEDS,
    NEGATED,
    OF_ANOTHER,
    OF_EVERY_PLACE,
    Reading,
    Told,
    misread,
    objection,
    objection_to_topic,
)
from kg.relate.by_rule.pairs import pairs, slot_groups
from kg.relate.by_rule.topic import Asked, fitting_kinds, spoken_of
from kg.relate.by_rule.tried import fitting_rules
from kg.relate.claims import RefusedClaim, Stated
from kg.relate.groups import Group
from kg.relate.slots import Slotted
from kg.relate.subjects.named import Topic
from kg.relate.subjects.pointed import NOWHERE, Setting, plan_says
from kg.relate.subjects.urged import lasts, urged
from kg.rules import Rule


class _Speakers(NamedTuple):
    """Whom a sentence may speak of where a rule's words name nobody."""

    sentence: Slotted
    own: list[Topic]  # the topics that it sets
    wished: list[Topic]  # those who are urged or hoped to do something
    told: list[Topic]  # whose plan says what follows
    carried: list[Group]  # the topics before it that it may go on with, latest last
    everywhere: list[Group]  # and, before them, the region that all of the text is about


def claims_by_rule(
    sentence: Slotted,
    found: list[Found],
    own: list[Topic],
    carried: list[Group],
    refused: list[RefusedClaim],
    setting: Setting = NOWHERE,
) -> list[Stated]:
    """Return what the rules state of the names in ``sentence``.

    Args:
        sentence: the sentence.
        found: the names of its flow.
        own: the topics that it sets.
        carried: the topics before it that it may go on with, latest last.
        refused: takes what was proposed and refused.
        setting: the places that the document is about.
    """
    speakers = _speakers(sentence, own, carried, setting)
    stated: list[Stated] = []
    dealt_with: set[Found] = set()
    for rule, first in fitting_rules(sentence):
        for match, claims, reason in _readings(rule, first, speakers, found):
            if reason:
                start, end = sentence.place(match.start()), sentence.place(match.end() - 1) + 1
                refused.append(RefusedClaim(start, end, rule.id, reason))
            if reason in _DEALT_WITH:
                dealt_with.update(_named(match, sentence))
            if rule.fallback:
                claims = [claim for claim in claims if claim.object not in dealt_with]
            else:
                dealt_with.update(claim.object for claim in claims)
            stated.extend(claims)
    return stated


_DEALT_WITH = (NEGATED, OF_ANOTHER, OF_EVERY_PLACE)  # reasons for which no weaker rule speaks of the names either


def _speakers(sentence: Slotted, own: list[Topic], carried: list[Group], setting: Setting) -> _Speakers:
    about = setting.about if setting.about and not _TOLD_TO_ALL.search(sentence.text) else None
    everywhere = [about, *carried] if about else carried
    return _Speakers(sentence, own, list(urged(sentence)), plan_says(sentence, setting.planned), carried, everywhere)


# What is told to all, or of the country, is not said of the region that the text is about.
_TOLD_TO_ALL = re.compile("强调|指出|我国|中国|全国|全球|世界|(?:^|[,;:])(?:我们)?(?:要|必须|应当?)(?!素)")


def _readings(
    rule: Rule, first: re.Match[str], speakers: _Speakers, found: list[Found]
) -> Iterator[tuple[re.Match[str], list[Stated], str]]:
    """Yield every place in the sentence that a rule fits, from the ``first`` on, with what it states there or why it states nothing."""
    match: re.Match[str] | None = first
    while match:
        own, carried = _agents(rule, match, speakers), _elided(rule, match, speakers)
        claims, reason = _apply(rule, match, speakers.sentence, found, own, carried)
        yield match, claims, reason
        at = match.start() + 1 if reason else match.end()  # what is refused may hide what holds
        match = match.re.search(match.string, at)


def _elided(rule: Rule, match: re.Match[str], speakers: _Speakers) -> list[Group]:
    """Return whom the sentence may go on with without naming them."""
    if rule.fallback or (rule.relation in DEEDS and rule.topic == "subject"):
        return []
    works = rule.relation == "focusesOn" and _tells_what_is_done(speakers.sentence, match)
    return speakers.everywhere if works else speakers.carried


def _tells_what_is_done(sentence: Slotted, match: re.Match[str]) -> bool:
    """Say whether a rule's words begin with what somebody does, and do not describe who does it: 依靠…发展起来的|乙村."""
    return match.start() not in sentence.group_at and not sentence.text.startswith(("的", "起来的"), match.end())


def _agents(rule: Rule, match: re.Match[str], speakers: _Speakers) -> list[Topic]:
    """Return the sentence's topics as they are for a rule.

    Whoever is wished to do something, or has a plan for it, works on a field; 支持|甲|打造… is not said of who is named behind it.
    """
    sentence, own = speakers.sentence, speakers.own
    if rule.relation == "focusesOn":
        agents = [topic for topic in speakers.wished if lasts(sentence, topic, match.start())]
        return sorted((*own, *agents, *speakers.told), key=_at) if agents or speakers.told else own
    if rule.relation == "supports" and "o" in match.re.groupindex:
        supported = any(topic.at == match.start("o") for topic in speakers.wished)
        return [topic for topic in own if topic.at < match.start()] if supported else own
    return own


_at = attrgetter("at")


def _named(match: re.Match[str], sentence: Slotted) -> Iterator[Found]:
    for role in match.re.groupindex:
        yield from sentence.group(match.start(role)).names


def _apply(
    rule: Rule,
    match: re.Match[str],
    sentence: Slotted,
    found: list[Found],
    own: list[Topic],
    carried: list[Group],
) -> tuple[list[Stated], str]:
    """Return what a rule states where it fits, or why it states nothing."""
    reading = Reading(rule, match, sentence, _verbs(match))
    if reason := objection(reading):
        return [], reason
    groups = slot_groups(reading, found)
    if rule.topic:
        group, reason = spoken_of(Asked(rule, match, sentence, own, carried, fitting_kinds(rule, groups)))
        if group is None or (reason := objection_to_topic(Told(reading, group, own))):
            return [], reason
        first = rule.relation == "cooperatesWith" and group.led  # 甲与乙签约,|与丙共建…: 甲
        groups["s" if rule.topic == "subject" else "o"] = group._replace(names=group.names[:1]) if first else group
    planned = is_planned(sentence.text, reading.verb, rule.relation)
    claims = [
        Stated(s, rule.relation, o, sentence.start, sentence.end, rule.id, rule.confidence, planned)
        for s, o in pairs(groups, rule, found, sentence.text[max(0, match.start() - 4) : match.end()])
    ]
    if claims and rule.relation == "focusesOn" and (reason := misread(reading)):
        return [], reason
    return claims, ""


def _verbs(match: re.Match[str]) -> list[int]:
    """Return where the words stand without which the rule would not speak: what negates or plans stands before them."""
    roles = match.re.groupindex.values()
    return [match.start(n) for n in range(1, match.re.groups + 1) if n not in roles] or [match.start()]
