"""What the sentences of a flow state, by the rules of ``data/rules``."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations

import daachorse

from kg.recognise import Found
from kg.relate.claims import RefusedClaim, Stated
from kg.relate.names import lies_in
from kg.relate.slots import Group, Slotted, slotted, top_level
from kg.relate.topics import Topic, find_topic, topics
from kg.rules import Rule, load
from kg.schema import load as load_schema
from kg.text import sentences

_NEGATED = re.compile(
    r"(?:不(?![仅断少到久但只同光约乏负懈])|没有|未(?!来)|尚未|并非|没能|未能|难以|禁止|不得|缺少|没(?!有))[^,。;:、\ue000-\ue03f]{0,3}$"
)
_PLANNED = re.compile(
    r"(?:要|将|拟|计划|力争|努力|争取|有望|建议|希望|应|应当|准备|即将|到20\d\d年|提出)[^,。;:\ue000-\ue03f]{0,10}$"
)
_DELEGATED = re.compile(r"(?:批准|批复|同意|核准|支持|鼓励|允许|要求|授权|指导)[^,。;:\ue000-\ue03f]{0,6}$")
_OBLIQUE = re.compile(r"(?:[与和对向为从把将给被让使同跟比]|对于|关于)$")
_MAX_CARRIED = 3
_LONG_TITLE = 20
_SAID = frozenset("。!?;:…”」)")


@cache
def _triggers() -> tuple[daachorse.CharwiseDoubleArrayAhoCorasick, list[list[int]], list[int]]:
    """Return one scan for the trigger words of all rules, the rules of each word, and the rules without one."""
    rules_of: dict[str, list[int]] = defaultdict(list)
    for number, rule in enumerate(load()[0]):
        for word in rule.triggers:
            rules_of[word].append(number)
    words = sorted(rules_of)
    always = [number for number, rule in enumerate(load()[0]) if not rule.triggers]
    return daachorse.CharwiseDoubleArrayAhoCorasick(words), [rules_of[w] for w in words], always


def sentence_claims(
    flow: str, found: list[Found], carried: list[Group], refused: list[RefusedClaim]
) -> tuple[list[Stated], list[Group]]:
    """Return what the sentences of ``flow`` state of the names ``found`` in it, and its topics for the next flow.

    Args:
        flow: the folded text.
        found: its names.
        carried: the topics of the text before it, latest last.
        refused: takes what was proposed and refused.
    """
    top = top_level(found)
    stated: list[Stated] = _inside_titles(flow, found, refused)
    if flow[-1] not in _SAID:
        carried = []  # a heading speaks of nothing but what it names
    for start, end in sentences(flow):
        sentence = slotted(flow, start, end, found, top)
        own = topics(sentence)
        if sentence.groups:
            stated.extend(_claims(sentence, found, own, carried, refused))
            stated.extend(_districts(sentence, own, carried))
        carried = _carry(carried, own)
    return stated, [] if flow.endswith(":") else carried


def _carry(carried: list[Group], own: list[Topic]) -> list[Group]:
    """Return the topics for the next sentence: the last few, and before them the first region, which frames the text."""
    groups = [*carried, *(t.group for t in own)]
    frame = next((g for g in groups if "Region" in g.kinds), None)
    last = groups[-_MAX_CARRIED:]
    return last if frame is None or frame in last else [frame, *last]


def _districts(sentence: Slotted, own: list[Topic], carried: list[Group]) -> Iterator[Stated]:
    """Yield in which region, spoken of before, the regions lie that a sentence turns to: 在北辰区 in a text on 天津."""
    for topic in own:
        earlier = [t.group for t in own if t.at < topic.at] + (carried if topic.locative else [])
        for child in topic.group.names:
            parents = [p for g in earlier for p in g.names if p.kind == "Region"] if child.kind == "Region" else []
            holding = [p for p in parents if lies_in(child.name, p.name)]
            if holding:
                nearest = max(holding, key=lambda p: sum(lies_in(p.name, q.name) for q in holding))
                yield Stated(child, "locatedIn", nearest, sentence.start, sentence.end, "context.district", 0.8)


def _inside_titles(flow: str, found: list[Found], refused: list[RefusedClaim]) -> list[Stated]:
    """Return what the wording of long titles states: 关于同意<zone>建设<title>的批复."""
    stated: list[Stated] = []
    for title in found:
        if title.kind == "Policy" and title.end - title.start > _LONG_TITLE:
            inside = [f for f in found if title.start <= f.start and f.end <= title.end and f != title]
            sentence = slotted(flow, title.start, title.end, inside, top_level(inside))
            stated.extend(_claims(sentence, inside, [], [], refused))
    return stated


def _claims(
    sentence: Slotted, found: list[Found], own: list[Topic], carried: list[Group], refused: list[RefusedClaim]
) -> list[Stated]:
    scan, rules_of, always = _triggers()
    tried = sorted(
        {*always, *(number for _, _, word in scan.find_overlapping(sentence.text) for number in rules_of[word])}
    )
    stated: list[Stated] = []
    for number in sorted(tried, key=lambda n: load()[0][n].fallback):
        rule = load()[0][number]
        for match in rule.regex.finditer(sentence.text):
            claims, reason = _apply(rule, match, sentence, found, own, [] if rule.fallback else carried)
            if reason:
                places = sentence.places
                refused.append(RefusedClaim(places[match.start()], places[match.end() - 1] + 1, rule.id, reason))
            if rule.fallback:
                spoken_of = {claim.object for claim in stated}
                claims = [claim for claim in claims if claim.object not in spoken_of]
            stated.extend(claims)
    return stated


def _apply(
    rule: Rule,
    match: re.Match[str],
    sentence: Slotted,
    found: list[Found],
    own: list[Topic],
    carried: list[Group],
) -> tuple[list[Stated], str]:
    verb = _verb_position(match)
    if _NEGATED.search(sentence.text, max(0, verb - 6), verb):
        return [], "negated"
    groups = {role: sentence.groups[sentence.group_at[match.start(role)]] for role in rule.regex.groupindex}
    if rule.relation == "foundedBy" and _DELEGATED.search(sentence.text, max(0, verb - 12), verb):
        return [], "who allows or asks is no founder"
    if rule.topic:
        group, reason = find_topic(sentence, own, carried, match.start(), rule.topic_kinds)
        if group is None:
            return [], reason
        groups["s" if rule.topic == "subject" else "o"] = group
    if (
        "s" in groups
        and rule.topic != "subject"
        and _OBLIQUE.search(sentence.text, max(0, match.start() - 2), match.start("s"))
    ):
        if match.start() == match.start("s"):
            return [], "the subject's place is taken by a name after a preposition"
    planned = rule.planned or bool(_PLANNED.search(sentence.text, max(0, verb - 14), verb))
    claims = [
        Stated(s, rule.relation, o, sentence.start, sentence.end, rule.id, rule.confidence, planned)
        for s, o in _pairs(groups, rule, found)
        if s.kind in rule.subject_kinds and o.kind in (rule.inside or rule.object_kinds)
        if not load_schema().problems(s.kind, rule.relation, o.kind)
    ]
    return claims, ""


def _verb_position(match: re.Match[str]) -> int:
    """Return where the words of the rule begin: its first character that is no slot."""
    text = match.group()
    lead = len(text) - len(text.lstrip("".join(map(chr, range(0xE000, 0xE040)))))
    return match.start() + lead


def _pairs(groups: dict[str, Group], rule: Rule, found: list[Found]) -> Iterator[tuple[Found, Found]]:
    """Yield who stands in the relation with whom: each subject with each object, or the members of one list with each other."""
    if "m" in groups:
        yield from combinations(groups["m"].names, 2)
        return
    objects = groups["o"].names
    if rule.inside:
        objects = tuple(
            f for o in objects for f in found if f.kind in rule.inside and o.start <= f.start and f.end <= o.end
        )
    yield from ((s, o) for s in groups["s"].names for o in objects if s != o)
