"""Who takes the role that the pattern of a rule has no slot for: whom the sentence speaks of, as far as the relation lets them."""

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from kg.recognise.candidates import FIELDS, PLACES, SITES
from kg.relate.by_rule.objections import AGENT_IS_OBJECT, DEEDS
from kg.relate.by_rule.objections.fields import NEXT_PROJECT
from kg.relate.groups import REGION, Group
from kg.relate.names import governs
from kg.relate.slots import Slotted
from kg.relate.subjects.clauses import opens_clause
from kg.relate.subjects.described import aimed_at, described
from kg.relate.subjects.named import ITS_PEOPLE, OF_ITS_PEOPLE, Topic
from kg.relate.subjects.spoken_of import brought_to, find_topic, nearest
from kg.rules import Rule
from kg.rules.slots import slot_class


class Asked(NamedTuple):
    """What is asked for: who of ``own``, the sentence's topics, or of those ``carried`` to it takes the role that is left."""

    rule: Rule
    match: re.Match[str]
    sentence: Slotted
    own: list[Topic]
    carried: list[Group]  # of the sentences before, latest last
    kinds: frozenset[str]  # that can take the role

    @property
    def at(self) -> int:
        """Where in the slotted text the rule's words begin."""
        return self.match.start()


def spoken_of(asked: Asked) -> tuple[Group | None, str]:
    """Return who takes the role that the rule's pattern has no slot for, or why nobody does."""
    group, reason = _by_its_words(asked)
    if group or reason:
        return group, reason
    for narrowed in _narrowings(asked.rule.relation, asked.rule.topic):
        asked = narrowed(asked)
    local = asked.rule.relation == "focusesOn"
    return find_topic(asked.sentence, asked.own, asked.carried, asked.at, asked.kinds, local=local)


def fitting_kinds(rule: Rule, groups: dict[str, Group]) -> frozenset[str]:
    """Return the kinds that can take the role that has no slot: no firm wins the title of a cluster or a city."""
    titles = groups["o"].names if rule.relation == "selectedFor" and "o" in groups else ()
    of_places = bool(titles) and all(title.name.endswith(_OF_PLACES) for title in titles)
    return rule.topic_kinds & SITES if of_places else rule.topic_kinds


_OF_PLACES = ("集群", "开发区", "高新区", "自创区", "示范区", "试验区", "先导区", "城市", "之都", "之城")


def _by_its_words(asked: Asked) -> tuple[Group | None, str]:
    """Return whom the words of the clause itself tell, or why they leave nobody; nobody and no reason where they tell none."""
    rule, sentence, at, kinds = asked.rule, asked.sentence, asked.at, asked.kinds
    if opens_clause(sentence, at):
        group = described(sentence, at, asked.match.end()) or aimed_at(sentence, asked.match.end())
        if group and group.kinds & kinds:
            return group, ""
        if group and group.kinds == _PERSON:
            return None, "the clause's words describe a person"
    if rule.relation == "focusesOn" and (group := _just_founded(sentence, at)) and group.kinds & kinds:
        return group, ""
    if rule.nearest and (group := nearest(sentence, at, kinds)):
        return group, ""
    if rule.relation in DEEDS and rule.topic == "subject" and (brought := brought_to(sentence, at)):
        return (brought, "") if brought.kinds & kinds else (None, "it is done by whom the subject brings to do it")
    return None, ""


def _just_founded(sentence: Slotted, at: int) -> Group | None:
    """Return the house that the clause before founds, where the words at ``at`` open the next: 某大学创办了|甲公司|,专注于传感器."""
    start = sentence.clause_start(at)
    opens = sentence.text[start:at] in _MAINLY or opens_clause(sentence, at)
    founded = _FOUNDED.search(sentence.text, 0, start) if opens and sentence.text.startswith(_WORKS_ON, at) else None
    return sentence.group(founded.start("house")) if founded else None


_MAINLY = ("主要", "专门", "专业", "重点", "长期")
_WORKS_ON = ("专注", "专业从事", "主要从事", "从事", "主攻", "主营", "致力于", "聚焦", "主要研究", "开展", "主要生产")
_HOUSE = slot_class(frozenset(("Company", "ResearchInstitute", "Organization")))
_FOUNDED = re.compile(
    "(?:成立|设立|组建|创办|创立|创建|共建|合建|建立|联合建设|开办)了?(?!的)"
    rf"[^,。;:的{slot_class(FIELDS)}]{{0,8}}(?P<house>[{_HOUSE}]),$"
)
_PERSON = frozenset(("Person",))
_FIRM = frozenset(("Company",))


@cache
def _narrowings(relation: str, role: str) -> list[Callable[[Asked], Asked]]:
    return [
        narrowed
        for relations, roles, narrowed in _NARROWED
        if (not relations or relation in relations) and (not roles or role == roles)
    ]


def _of_fitting_kinds(asked: Asked) -> Asked:
    """Leave out who else pays there, which does not matter."""
    return asked._replace(own=[topic for topic in asked.own if topic.group.kinds & asked.kinds])


def _who_acts(asked: Asked) -> Asked:
    """Leave out where it is done (在沈阳召开会议 is not 沈阳, 在甘肃,… is 甘肃), whose people do it, and to whom it is done."""
    text = asked.sentence.text
    own = [topic for topic in asked.own if not topic.locative or _stands_for_actors(asked.sentence, topic)]
    own = [topic for topic in own if not topic.locative or topic.group.kinds != _FIRM]  # who is visited
    own = [topic for topic in own if not OF_ITS_PEOPLE.match(text, topic.at + 1)]
    own = [topic for topic in own if topic.group.kinds != REGION or not _NAMED_AFTER_IT.match(text, topic.at + 1)]
    if "o" in asked.match.re.groupindex:
        own = _without(own, asked.sentence, asked.match.start("o"), asked.kinds)
    return asked._replace(own=own)


# A work that is called by its place: 合肥|南站.
_NAMED_AFTER_IT = re.compile(
    "(?!的)[^,。;:\ue000-\ue03f的]{0,6}?(?:[东南西北]站|机场|港区|大桥|铁路|高铁|枢纽|高速公路)(?!建设|经济)|第一(?!时间)"
)


def _without(own: list[Topic], sentence: Slotted, named: int, kinds: frozenset[str]) -> list[Topic]:
    """Return the topics that are not the group at ``named``, where before it in its part of the sentence another of ``kinds`` stands:
    nobody does it to itself, as in 吉林省政府完善高效的|新区|管理方式,推进长春新区建设.
    """
    done_to = {name.name for name in sentence.group(named).names}
    others = [topic for topic in own if {name.name for name in topic.group.names} != done_to]
    segment = sentence.text.rfind(";", 0, named)
    return others if any(segment < topic.at < named and topic.group.kinds & kinds for topic in others) else own


def _alone(asked: Asked) -> Asked:
    """Leave out those who are spoken of together: 三方设立甲,在…支持下 is not said of the three."""
    own = [topic for topic in asked.own if len(topic.group.names) == 1]
    return asked._replace(own=own, carried=[group for group in asked.carried if len(group.names) == 1])


def _named_before(asked: Asked) -> Asked:
    """Leave out what comes later: it is not what the clause speaks of."""
    return asked._replace(own=[topic for topic in asked.own if topic.at < asked.at])


def _who_works_on_fields(asked: Asked) -> Asked:
    """Leave out fields: 现代服务业以物流为主 is said of the place, not of the field. A fallback may take them."""
    own = [topic for topic in asked.own if not _moves_in(asked, topic)]
    if asked.rule.fallback:
        return asked._replace(own=own)
    return asked._replace(own=[topic for topic in own if not topic.group.kinds <= FIELDS])


def _moves_in(asked: Asked, topic: Topic) -> bool:
    """Say whether several firms only move in, by which the place comes to its fields: 甲、乙等企业相继入驻,|形成以…为主导的产业园;
    or the firm's is the project before this one: 甲液压件项目、|光伏组件项目投产."""
    if topic.group.kinds != _FIRM:
        return False
    text, several = asked.sentence.text, len(topic.group.names) > 1
    if several and _MOVES_IN.search(text, topic.at, asked.at):
        return True
    named = asked.match.start("o") if "o" in asked.match.re.groupindex else asked.at
    return NEXT_PROJECT.search(text, topic.at, named) is not None


_MOVES_IN = re.compile("(?:入驻|进驻|落户|落地|投产|集聚)[^,。;:]{0,6},")


def _who_founds(asked: Asked) -> Asked:
    """Leave out whose people found it, a school beyond the semicolon (a city acts across it), and of those before who governs nothing."""
    there = any(topic.locative and topic.group.kinds <= PLACES for topic in asked.own)
    carried = [] if there else [group for group in asked.carried if all(map(governs, group.names))]
    own = [topic for topic in asked.own if not _ITS_MAKERS.match(asked.sentence.text, topic.at + 1)]
    segment = asked.sentence.text.rfind(";", 0, asked.at)
    own = [topic for topic in own if topic.at > segment or not topic.group.kinds <= _HOUSES]
    return asked._replace(own=own, carried=carried)


# 湖州|纺织|企业|联合高校设立…: the firms there, not the city
_ITS_MAKERS = re.compile(f"的?[{slot_class(FIELDS)}]?(?:{ITS_PEOPLE})")
_HOUSES = frozenset(("Company", "ResearchInstitute", "University", "Organization"))


def _no_site(asked: Asked) -> Asked:
    """Leave out the zone in which something is founded; 在合肥,成立… is the city."""
    own = [topic for topic in asked.own if not topic.locative or _acts_as_city(asked.sentence, topic, asked.at)]
    return asked._replace(own=own)


def _acts_as_city(sentence: Slotted, topic: Topic, at: int) -> bool:
    """Say whether the clause at ``at`` is the first behind a city that the sentence opens with: 在合肥,|成立了…."""
    opens = topic.at + 2 == sentence.clause_start(at) and opens_clause(sentence, at)
    return opens and topic.group.kinds == REGION and len(topic.group.names) == 1 and _stands_for_actors(sentence, topic)


def _stands_for_actors(sentence: Slotted, topic: Topic) -> bool:
    """Say whether a place opens a clause for those who act there; one that is visited or met in does not."""
    return sentence.text.startswith(",", topic.at + 1) and not sentence.text.endswith(("来到", "走进"), 0, topic.at)


# Of which relations, in which role, who is not spoken of.
_NARROWED: list[tuple[frozenset[str], str, Callable[[Asked], Asked]]] = [
    (frozenset(("investsIn",)), "object", _of_fitting_kinds),
    (DEEDS, "", _who_acts),
    (frozenset(("supports", "worksFor", "memberOf")), "object", _alone),
    (frozenset(), "object", _named_before),
    (frozenset(("focusesOn",)), "", _who_works_on_fields),
    (frozenset(("foundedBy",)), "object", _who_founds),
    (AGENT_IS_OBJECT, "", _no_site),
]
