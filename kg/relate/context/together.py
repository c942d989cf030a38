"""Who works with whom, since they founded one thing or since the sentence speaks of them as 双方."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from kg.recognise import Found
from kg.relate.by_rule.objections.bonds import only_founders
from kg.relate.claims import Stated
from kg.relate.slots import Slotted
from kg.relate.subjects.named import Topic
from kg.rules.slots import SETS, SLOT, slot_class


def together(sentence: Slotted, own: list[Topic], claims: list[Stated]) -> Iterator[Stated]:
    """Yield who works with whom: those who founded one thing, and those whom 双方 means."""
    if len(claims) > 1 and not any(only_founders(sentence.text, at + 1) for at in sentence.group_at):
        yield from _co_founders(claims)
        yield from _co_runners(claims)
    yield from _each_apart(sentence)
    if own and _TOLD.search(sentence.text) and not _STATES.search(sentence.text):
        yield from _parties(sentence, own)


def _co_founders(claims: list[Stated]) -> Iterator[Stated]:
    """Yield that those who founded one thing together work with each other; not a city's party and its government.

    Where more than three founded it, each has to do with the thing, not with each of the others.
    """
    founders: dict[Found, dict[Found, Stated]] = defaultdict(dict)
    for claim in claims:
        if claim.relation == "foundedBy" and claim.object.kind != "Person":
            founders[claim.subject].setdefault(claim.object, claim)
    for of_one in founders.values():
        if len(of_one) > _CIRCLE:
            continue
        for one, other in combinations(of_one, 2):
            if one.name != other.name and not (
                one.kind == other.kind == "GovernmentBody" and one.name[:2] == other.name[:2]
            ):
                yield of_one[one]._replace(
                    subject=one, relation="cooperatesWith", object=other, rule="context.co-founders", confidence=0.72
                )


_CIRCLE = 3  # founders


def _co_runners(claims: list[Stated]) -> Iterator[Stated]:
    """Yield that those who start one programme of cooperation work with each other: 甲、乙启动|基础研究合作专项."""
    runners: dict[Found, dict[Found, Stated]] = defaultdict(dict)
    for claim in claims:
        if claim.relation == "runs" and "合作" in claim.object.name:
            runners[claim.object].setdefault(claim.subject, claim)
    for of_one in runners.values():
        for one, other in combinations(of_one, 2):
            yield of_one[one]._replace(
                subject=one, relation="cooperatesWith", object=other, rule="context.co-runners", confidence=0.72
            )


def _each_apart(sentence: Slotted) -> Iterator[Stated]:
    """Yield with whom somebody signs one by one, over all the commas of the list: 甲分别与乙、丙,丁,戊|签署协议."""
    for signs in _APART.finditer(sentence.text) if "分别" in sentence.text else ():
        first = sentence.group(signs.start()).names
        others = [
            name
            for at in sentence.group_at
            if signs.start("list") <= at < signs.end()
            for name in sentence.group(at).names
        ]
        for other in others if len(first) == 1 and len(others) > 1 else ():
            if first[0].name != other.name:
                yield Stated(first[0], "cooperatesWith", other, sentence.start, sentence.end, "context.apart", 0.84)


_AGENT = slot_class(frozenset(SETS["Agent"]))
_APART = re.compile(
    f"[{_AGENT}](?:还|也|又|先后|现场|当天)?分别[与和同](?P<list>(?:[^,。;:、{SLOT[1:-1]}]{{0,6}}[{_AGENT}][^,。;:、{SLOT[1:-1]}]{{0,8}}?[,、和与])*"
    f"[^,。;:、{SLOT[1:-1]}]{{0,6}}[{_AGENT}][^,。;:、{SLOT[1:-1]}]{{0,8}}?)(?:签[订署约了下]|达成|缔结)"
)


def _parties(sentence: Slotted, own: list[Topic]) -> Iterator[Stated]:
    """Yield that those whom 双方, 三方 or 两地 means have to do with each other, where the words behind it say so: 三方联合攻关."""
    for topic in own:
        if topic.at in sentence.group_at or not _PARTIES.match(sentence.text, topic.at):
            continue
        for one, other in combinations(topic.group.names, 2):
            yield Stated(one, "cooperatesWith", other, sentence.start, sentence.end, "context.parties", 0.84)


_TOLD = re.compile("双方|[三四五]方|[两三四][地市省区校家]")
_STATES = re.compile("两国|中方|双边|元首|访问期间")  # 双方 are countries then
_PARTIES = re.compile(
    "(?:双方|[三四五]方|[两三四](?:地|市|省|区|校|家)[^,。;:、]{0,4}?)[^。;]{0,30}?(?:合作|协作|签|缔结|共建|联合|共同|携手|联手|对接|约定|商定|协议|协同|共享|互[派设补通认]|结对|合力|同心|并肩)"
)
