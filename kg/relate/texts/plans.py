"""Texts that say sentence after sentence what is to be done: plans, work reports. Who does it is the place of the title, and never
the park, firm or city that was only named last."""

import re
from collections.abc import Iterator, Sequence

from kg.recognise import Found
from kg.recognise.candidates import FIELDS, PLACES
from kg.relate.claims import Stated
from kg.relate.slots import Group, Slotted, top_level
from kg.text import sentences

# A heading below may have been joined to the title.
_TITLED = re.compile(
    "[^,。;!?]{2,60}(?:规划|计划|方案|意见|措施|工作报告|纲要|建议|要点|摘要)(?:[(《—:][^)》,。]*[)》]?)?(?: [^,。;!?]{2,20})?(?:$|(?=[一二三四第]))"
)
_OF_TITLED, _OF_ANY = 0.2, 0.6  # of the sentences order something; a report also looks back
_LEAST = 6  # sentences
_SHORTEST = 8  # characters
_ORDER = re.compile(
    r"[(]?[一二三四五六七八九十0-9]*[)、.]?\s*(?:要|将|全面|深入|深度|持续|进一步|加快|积极|大力|着力|扎实|稳步|有序|重点|切实|充分|更好|科学|高[标水质][准平量]|系统|梯[度次]"
    r"|前瞻|不断|努力|全力|聚力)*+(?:推动|推进|支持|实施|培育|打造|建设|完善|深化|加强|强化|优化|健全|构建|开展|提升|促进|鼓励|引导|做[强大优精好实]|聚焦|发展|统筹"
    r"|落实|坚持|加大|扩大|布局|抓[好实紧]|办好|用好|建[强好立]|壮大|发挥|探索|创新|巩固|改造|拓展|围绕|依托|加快|突出|引进|谋划|争取|争创|创建|严格|规范|保障|增强"
    r"|积极|大力|着力|全面|深入|持续|扎实|编制|制定|组织|培养|激发|盘活|锻造|延伸|挖掘|设立|形成|开发|营造|注重|瞄准|抢抓|立足)"
)


def plan_subjects(texts: Sequence[str], named: Sequence[Sequence[Found]]) -> list[Group] | None:
    """Return who does what a plan orders, the first place in its title or the only one that the plan names, or nobody; None for all
    other texts.

    Args:
        texts: the document's flows.
        named: their names.
    """
    if not texts:
        return None
    titled = bool(_TITLED.match(texts[0]))
    if _ordering(texts) < (_OF_TITLED if titled else _OF_ANY):
        return None
    place = next((name for name in named[0] if name.kind in PLACES), None) if titled else None
    place = place or _only_place(named)
    return [Group(place.start, place.end, frozenset((place.kind,)), "", (place,))] if place else []


def _only_place(named: Sequence[Sequence[Found]]) -> Found | None:
    """Return the place that a text names, where it names but one and begins with it."""
    places = [name for names in named for name in top_level(names) if name.kind in PLACES]
    alone = len({name.name for name in places}) == 1 and any(name.kind in PLACES for name in named[0])
    return places[0] if alone else None


def _ordering(texts: Sequence[str]) -> float:
    """Return the share of the sentences that open with the verb for what is to be done."""
    read = (text[start:end].strip() for text in texts for start, end in sentences(text))
    told = [bool(_ORDER.match(sentence)) for sentence in read if len(sentence) >= _SHORTEST]
    return sum(told) / len(told) if len(told) >= _LEAST else 0


def planned_fields(sentence: Slotted, subjects: Sequence[Group]) -> Iterator[Stated]:
    """Yield that the plan's place works on the industries of which a sentence says what becomes of them: 汽车产业|加快转型."""
    at = next(iter(sentence.group_at), -1)
    group = sentence.groups[0] if subjects and at >= 0 else None
    if group is None or not (group.kinds <= FIELDS and group.tail and _NUMBER.fullmatch(sentence.text, 0, at)):
        return
    if _BECOMES.match(sentence.text, at + 1):
        for name in group.names:
            place = subjects[0].names[0]
            yield Stated(place, "focusesOn", name, sentence.start, sentence.end, "context.plan-field", 0.75)


_NUMBER = re.compile(r"[\s(—]*[一二三四五六七八九十0-9]*[)、.是]?\s*")
_BECOMES = re.compile(
    "方面,|[,。:]|(?:要|将)?(?:加速|加快|突出|瞄准|聚焦|围绕|重点|以|坚持|立足|依托|着力|大力|深化|持续|实施|全面|优先|积极|做[强大优精]|推动|推进|发展|向|深入|紧盯|锚定)"
)
