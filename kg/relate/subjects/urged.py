"""Who is to do something by somebody else's will: 支持|合肥|打造新型显示基地、|芜湖|建设机器人基地. What follows is said of them."""

import re
from collections.abc import Iterator

from kg.recognise.candidates import PLACES
from kg.relate.slots import Slotted
from kg.relate.subjects.topics import Topic

_URGES = (
    "支持",
    "鼓励",
    "引导",
    "推动",
    "推进",
    "促进",
    "指导",
    "助力",
    "带动",
    "帮助",
    "允许",
    "同意",
    "加快",
    "联动",
    "协同",
)
_WHO = frozenset((*PLACES, "Cluster"))
_SEVERAL = r"(?:等(?:地|市|省|州|县|区|地区|城市|市州|市县|高新区|开发区|园区|平台)?|[两二三四五六七八九十]?市|两地|三地|市|省)?"
_HOW = r"(?:加快|重点|大力|积极|率先|优先|着力|集中力量?|进一步|持续|联合|共同|协同|分别|高[标水质][准平量]|全力|因地制宜|立足[^,。;]{1,12},|规划)*"
_DOES = (
    "(?:发展|布局|培育|壮大|做[大强优精实好]|打造|建设|建成|建立|创建|构建|聚焦|围绕|瞄准|深耕|主攻|突出|立足|依托|发挥|利用|承接|引进|招引|集聚|形成|谋划"
    "|抢占|提升|延伸|拓展|开展|规划|强化|巩固|推进|推动|实施|探索|锻造|塑造|争创|开发|挖掘|盘活|扩大|对接|融入|优化|改造|组建|共建|优势互补|合力)"
)
_TO_DO = re.compile(rf"{_SEVERAL}{_HOW}{_DOES}(?![,。;、的])")
# The clause that asks for something else is again what the first one's subject wants.
_ANOTHER_WISH = re.compile(r";|[,:](?:并|还|同时|也)?(?:支持|鼓励|引导|推动|推进|促进|指导|助力|实施|开展)")


def urged(sentence: Slotted) -> Iterator[Topic]:
    """Yield the places and clusters that the sentence wants to do something, one after another: the second only where a first is."""
    wished = -1
    for at, number in sentence.group_at.items():
        group = sentence.groups[number]
        if not group.kinds <= _WHO or not _TO_DO.match(sentence.text, at + 1):
            continue
        if sentence.text.endswith(_URGES, 0, at):
            wished = at
        elif wished < 0 or sentence.text[at - 1] not in "、,和及" or ";" in sentence.text[wished:at]:
            continue
        yield Topic(at, group, False)


def lasts(sentence: Slotted, topic: Topic, at: int) -> bool:
    """Say whether what stands at ``at`` may still be said of who was urged: no further wish stands in between.

    Where many are urged, what is built at last is what comes of it all: 支持|甲、乙、丙|承接产业,打造….
    """
    if topic.at >= at or _ANOTHER_WISH.search(sentence.text, topic.at, at + 2):
        return False
    clause = sentence.clause_start(at)
    comes_of_it = clause > topic.at and _AIM.search(sentence.text, clause, at + 2)
    return not comes_of_it or len(topic.group.names) <= _FEW


_AIM = re.compile("打造|形成|构建|建成|塑造")
_FEW = 2  # places
