"""Between whom the relation of a rule holds: the names of its slots as they are meant, and which of them stand in it."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations, takewhile

from kg.lexicon import load
from kg.recognise import Found
from kg.recognise.candidates import PLACES
from kg.relate.by_rule.objections import Reading
from kg.relate.by_rule.objections.founding import goes_on_as_a_name
from kg.relate.groups import REGION, Group
from kg.relate.names import lies_in
from kg.relate.slots import Slotted, within
from kg.rules import Rule
from kg.schema import load as load_schema


def slot_groups(reading: Reading, found: list[Found]) -> dict[str, Group]:
    """Return whom the slots of a rule's pattern name, by role: of where something lies, the narrowest place."""
    match, sentence = reading.match, reading.sentence
    groups = {role: sentence.group(match.start(role)) for role in match.re.groupindex}
    if reading.rule.relation == "locatedIn" and "o" in groups:
        told = "s" in groups and match.start("s") < match.start("o")
        groups["o"] = _nearest_place(sentence, match.start("o"), told)
        if "s" in groups and match.end("o") == match.start("s"):
            groups["s"] = _opening_alike(groups["s"], found)
            groups["o"] = groups["o"]._replace(names=groups["o"].names[-1:])  # 江苏长兴县和|深圳|华为公司
    if reading.rule.relation == "foundedBy" and "s" in groups and goes_on_as_a_name(sentence.text, match.end("s")):
        groups["s"] = _without_firm_at_end(groups["s"])
    if reading.rule.relation == "focusesOn" and "o" in groups and _FUSED.match(sentence.text, match.start("o") + 1):
        groups["o"] = _without_fused(groups["o"])
    return groups


def _without_firm_at_end(made: Group) -> Group:
    """Return what is made without the firm that only opens the last name of a list: 建成甲研究院、|乙公司|光伏基地."""
    return made._replace(names=made.names[:-1] or made.names) if made.names[-1].kind == "Company" else made


_FUSED = re.compile("(?:的)?(?:深度|加快|加速|跨界|全面|进一步)*融合")


def _without_fused(fields: Group) -> Group:
    """Return the fields without the last of several, with which the others are to be fused: 大数据与|制造业|深度融合."""
    return fields._replace(names=fields.names[:-1] or fields.names)


def _nearest_place(sentence: Slotted, at: int, told: bool) -> Group:
    """Return the last of the places that follow one another at ``at``: what is built in 东莞|大朗镇 lies in the town.

    Args:
        sentence: the sentence.
        at: where in the slotted text the first of them stands.
        told: what lies there was named before.
    """
    group = sentence.group(at)
    while group.kinds <= PLACES and at + 1 in sentence.group_at:
        following = sentence.group(at + 1)
        if not following.kinds <= (PLACES if told or group.kinds == REGION else REGION):
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


def pairs(groups: dict[str, Group], rule: Rule, found: list[Found], words: str) -> Iterator[tuple[Found, Found]]:
    """Yield who stands in the relation with whom, as far as kinds and names let them.

    Args:
        groups: whom the sentence names or means, by role.
        rule: the rule.
        found: the names of the flow.
        words: those of the match, and a few before it.
    """
    for subject, target in _proposed(groups, rule, found, words):
        fits = subject.kind in rule.subject_kinds and target.kind in (rule.inside or rule.object_kinds)
        if fits and _allowed(subject.kind, rule.relation, target.kind) and not _by_name(rule, subject, target, found):
            yield subject, target


def _proposed(groups: dict[str, Group], rule: Rule, found: list[Found], words: str) -> Iterator[tuple[Found, Found]]:
    """Yield each subject with each object, or the members of one list with each other.

    Where the ``words`` of the match say so, the first subject with the first object and so on: 甲、乙分别与丙、丁签约.
    """
    if "m" in groups:
        yield from _beside_each_other(groups["m"])
        return
    if "分别" in words and 1 < len(groups["s"].names) == len(groups["o"].names):
        yield from zip(groups["s"].names, groups["o"].names, strict=True)
        return
    subjects, objects = groups["s"].names, groups["o"].names
    if rule.tells == "leading" and len(subjects) > 1 and len(objects) > 1:
        yield from zip(subjects, objects, strict=True) if len(subjects) == len(objects) else ()
        return  # 以甲、乙为龙头的丙、丁产业: each heads its own, where there are as many
    if rule.relation == "partOf" and "s" in rule.regex.groupindex and groups["o"].start < groups["s"].start:
        objects = objects[-1:]  # 由甲所和乙集团旗下丙院研制: only the last of the list is the parent
        subjects = subjects[:1] if groups["s"].led else subjects  # 甲所属的乙与丙签约: 丙 is not of 甲
    if rule.inside:
        objects = tuple(f for o in objects for f in _widest(o, rule.inside, found))
    yield from ((s, o) for s in subjects for o in objects if s.name != o.name)


def _beside_each_other(group: Group) -> Iterator[tuple[Found, Found]]:
    """Yield whom of a list it sets beside whom: each and each, unless it sets the first over against the others, or pairs them."""
    first, *others = group.names
    if group.paired:
        return zip(group.names[::2], group.names[1::2], strict=True)
    return ((first, other) for other in others) if group.led else combinations(group.names, 2)


def _widest(outer: Found, fitting: frozenset[str], found: list[Found]) -> Iterator[Found]:
    """Yield the names of ``fitting`` kinds in ``outer`` that stand in no other such name, and of a chain of places the last: the
    zone, not the zone's city; the county of 江苏省灌南县委."""
    inside = [f for f in within(found, outer.start, outer.end) if f.kind in fitting and f != outer]
    for name in inside:
        part = any(f != name and f.start <= name.start and name.end <= f.end for f in inside)
        if not part and not any(f.kind == name.kind == "Region" and f.start == name.end for f in inside):
            yield name


@cache
def _allowed(subject_kind: str, relation: str, object_kind: str) -> bool:
    return not load_schema().problems(subject_kind, relation, object_kind)


def _by_name(rule: Rule, subject: Found, target: Found, found: list[Found]) -> bool:
    """Say whether the names of two say that the relation does not hold between them."""
    if rule.relation == "cooperatesWith" and _part_by_name(subject, target):
        return True
    if rule.relation == "approvedBy" and subject.name.endswith(_replies()):
        return True
    return subject.start == target.end and _named_after_nearer(subject, target, found)


@cache
def _replies() -> tuple[str, ...]:
    """Return what the titles end in that approve something, and are not approved."""
    return tuple(load().official_words["reply"])


def _part_by_name(one: Found, other: Found) -> bool:
    """Say whether the name of one opens with the other's: a city does not work with its own high-tech zone."""
    return one.name.startswith(other.name) or other.name.startswith(one.name)


def _named_after_nearer(body: Found, place: Found, found: list[Found]) -> bool:
    """Say whether the body's name holds a place inside ``place``: 陕西|汉中市博物馆 lies in 汉中市."""
    return any(
        f.kind == "Region" and f.end < body.end and lies_in(f.name, place.name)
        for f in within(found, body.start, body.end)
    )
