"""What the sentences of a flow state, by the rules of ``data/rules``."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import combinations, takewhile

import daachorse

from kg.recognise import Found
from kg.recognise.candidates import FIELDS, PLACES
from kg.relate.claims import RefusedClaim, Stated
from kg.relate.context import beside, districts_of_cities, parts_of_zones, together, trades_of_places
from kg.relate.described import aimed_at, described
from kg.relate.misreadings import done_by_what_is_built, founded_before, made_by_another, misread
from kg.relate.names import lies_in
from kg.relate.objections import AGENT_IS_OBJECT, DEEDS, NEGATED, OF_ANOTHER, Reading, objection
from kg.relate.plans import planned_fields
from kg.relate.projects import in_anothers_park, spread
from kg.relate.slots import Group, Slotted, slotted, top_level, within
from kg.relate.topics import (
    ITS_PEOPLE,
    Topic,
    brought_to,
    find_topic,
    nearest,
    opens_clause,
    partners,
    pointed_at,
    topics,
)
from kg.relate.urged import lasts, urged
from kg.rules import SLOT, Rule, load
from kg.schema import load as load_schema
from kg.text import dateline, sentences

_PLANNED = re.compile(
    r"(?:要|将|拟|计划|力争|努力|争取|有望|建议|希望|应|应当|准备|即将|到20\d\d年|提出)[^,。;:\ue000-\ue03f]{0,10}$"
)
_MAX_CARRIED = 3
_LONG_TITLE = 14
_SAID = frozenset("。!?;:…”」)")


@cache
def _rules() -> list[Rule]:
    """Return the rules in the order in which they are tried: fallbacks last."""
    return sorted(load()[0], key=lambda rule: rule.fallback)


@cache
def _expression(number: int) -> re.Pattern[str]:
    """Return the compiled expression of a rule by its number."""
    return _rules()[number].regex


@cache
def _triggers() -> tuple[daachorse.CharwiseDoubleArrayAhoCorasick, list[int], int]:
    """Return one scan for the trigger words of all rules, the rules of each word, and the rules without one.

    Sets of rules are bit sets, by their numbers: a sentence calls up a dozen, of which few can fit.
    """
    rules_of: dict[str, int] = defaultdict(int)
    always = 0
    for number, rule in enumerate(_rules()):
        always |= 0 if rule.triggers else 1 << number
        for word in rule.triggers:
            rules_of[word] |= 1 << number
    words = sorted(rules_of)
    return daachorse.CharwiseDoubleArrayAhoCorasick(words), [rules_of[word] for word in words], always


@cache
def _slots() -> tuple[list[dict[str, int]], list[int]]:
    """Return, slot by slot, which rules each slot character fits, and which rules have how many slots that must be filled."""
    slots = [re.findall(rf"\[({SLOT}+)\](?!\?)", rule.expression) for rule in _rules()]
    fitting: list[dict[str, int]] = [defaultdict(int) for _ in range(max(map(len, slots)))]
    having = [0] * (len(fitting) + 1)
    for number, own in enumerate(slots):
        having[len(own)] |= 1 << number
        for by_char, characters in zip(fitting, own, strict=False):
            for char in characters:
                by_char[char] |= 1 << number
    return list(map(dict, fitting)), having


@lru_cache(maxsize=4096)
def _possible(slots: str) -> int:
    """Return the rules whose slots the slot characters of a sentence, in their order, could fill."""
    fitting, having = _slots()
    filled = [-1] + [0] * len(fitting)  # the rules of which so many slots are filled, from the first on
    for char in slots:
        for number in reversed(range(len(fitting))):
            filled[number + 1] |= filled[number] & fitting[number].get(char, 0)
    possible = 0
    for rules, begun in zip(having, filled, strict=True):
        possible |= rules & begun
    return possible


def _numbers(rules: int) -> Iterator[int]:
    """Yield the numbers of a bit set in order."""
    while rules:
        last = rules & -rules
        yield last.bit_length() - 1
        rules ^= last


def sentence_claims(
    flow: str, found: list[Found], carried: list[Group], refused: list[RefusedClaim], plan: bool = False
) -> tuple[list[Stated], list[Group]]:
    """Return what the sentences of ``flow`` state of the names ``found`` in it, and its topics for the next flow.

    Args:
        flow: the folded text.
        found: its names.
        carried: the topics of the text before it, latest last.
        refused: takes what was proposed and refused.
        plan: its sentences order what is to be done: only who opens one is spoken of in the next.
    """
    stated: list[Stated] = _inside_titles(flow, found, refused)
    if flow[-1] not in _SAID:
        carried = []  # a heading speaks of nothing but what it names
    at_home = list(carried) if plan else []
    last: list[Group] = at_home
    met: list[Group] = []
    divisions: dict[str, Group] = {}
    headed = False
    inner = {name.start: name for name in found if name.kind == "Company"}
    for start, end, names in _naming(flow, top_level(found)):
        sentence = slotted(flow, start, end, names)
        headed = sentence.text[1:] == ":"  # a name alone heads what follows: 苏州高新区:
        reported = end <= dateline(flow)
        own = [] if reported else topics(sentence, carried, [*met, *pointed_at(sentence, divisions)])
        said = _claims(sentence, found, own, _lasting(carried, last), refused)
        claims = [claim for claim in said if not in_anothers_park(claim, inner)]
        stated.extend(claims)
        stated.extend(spread(flow, start, end, names, inner, claims))
        stated.extend(together(sentence, own, claims))
        stated.extend(districts_of_cities(sentence, own, carried))
        stated.extend(parts_of_zones(sentence, found, own, carried))
        stated.extend(beside(flow, sentence, names))
        stated.extend(trades_of_places(sentence))
        if plan:
            stated.extend(planned_fields(sentence, at_home))
            own = [topic for topic in own if _opens_plan(sentence, topic)]
        carried = _carry(carried, own)
        met.extend(topic.group for topic in partners(sentence))
        divisions.update((group.names[0].name[-1], group) for group in sentence.groups if group.kinds == _REGION)
        last = [topic.group for topic in own] or last
    return stated, carried if headed or not flow.endswith(":") else []


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
        if group.kinds not in seen and (group.kinds == _REGION or (group.kinds <= _FRAMING and len(group.names) == 1)):
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
            stated.extend(_claims(sentence, inside, [], [], refused))
    return stated


def _claims(
    sentence: Slotted, found: list[Found], own: list[Topic], carried: list[Group], refused: list[RefusedClaim]
) -> list[Stated]:
    scan, rules_of, always = _triggers()
    text = sentence.text
    tried = always
    for _, _, word in scan.find_overlapping(text):
        tried |= rules_of[word]
    tried &= _possible(sentence.slots)
    stated: list[Stated] = []
    spoken_of: set[Found] = set()
    rules = _rules()
    wished = list(urged(sentence))
    for number in _numbers(tried):
        rule = rules[number]
        at = 0
        while match := _expression(number).search(text, at):
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
        elided = all(group is not topic.group for topic in own)
        if rule.relation == "focusesOn" and elided and made_by_another(sentence.text, match.start("o")):
            return [], "someone without a name makes it"
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
_PERSON = frozenset(("Person",))
_GOVERNMENT = frozenset(("GovernmentBody",))


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
    if rule.relation == "supports" and rule.topic == "object":  # 三方设立甲,在…支持下: not the three
        own = [topic for topic in own if len(topic.group.names) == 1]
        carried = [group for group in carried if len(group.names) == 1]
    if rule.topic == "object":  # what comes later is not what the clause speaks of
        own = [topic for topic in own if topic.at < at]
    if rule.relation == "focusesOn" and not rule.fallback:  # 现代服务业以物流为主: of the place, not of the field
        own = [topic for topic in own if not topic.group.kinds <= FIELDS]
    if rule.relation in AGENT_IS_OBJECT:
        own = [topic for topic in own if not topic.locative]  # what is founded in a zone is not the zone
    return find_topic(sentence, own, carried, at, kinds, local=rule.relation == "focusesOn")


_ITS_PEOPLE = re.compile(f"的?(?:{ITS_PEOPLE})")


def _stands_for_actors(sentence: Slotted, topic: Topic) -> bool:
    """Say whether a place opens a clause for those who act there; one that is visited or met in does not."""
    return sentence.text.startswith(",", topic.at + 1) and not sentence.text.endswith(("来到", "走进"), 0, topic.at)
