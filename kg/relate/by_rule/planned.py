"""Whether what a clause says is planned or wished for: by its own words, or by those of a clause before it that it goes on from."""

import re

from kg.relate.slots import Slotted
from kg.rules.slots import SETS, SLOT, slot_class

_OWN = re.compile(
    r"(?:要|将|拟|计划|力争|努力|争取|有望|建议|希望|应|应当|准备|即将|到20\d\d年|提出)[^,。;:\ue000-\ue03f]{0,10}$|到20\d\d年[底末]?,$"
)
# 甲将围绕…,|培育乙; not 甲将乙作为…,|培育丙, which takes an object
_BEFORE = re.compile(
    rf"(?:{SLOT}|今年|明年|接下来|未来|下一步|时期|期间|以后|[还也又都正])"
    rf"(?:将(?!{SLOT}|[^,。;:]{{0,20}}(?:作为|当作|列为|纳入|融入|转化|变成|打造成|建成|放在|摆在))|拟|计划(?=[^,。;:])|力争|准备)"
)
_DONE = re.compile("已|了|目前|如今|现有|近年来|去年")
_ANOTHER = re.compile(f"[,;][{slot_class(frozenset(SETS['Agent']))}](?!、)")  # who begins a clause speaks for itself


_LASTING = frozenset(("worksFor", "partOf"))  # who is to meet somebody's minister does not plan his office


def is_planned(sentence: Slotted, verb: int, relation: str) -> bool:
    """Say whether what the words at ``verb`` of the slotted text state is planned."""
    text = sentence.text
    if _OWN.search(text, max(0, verb - 14), verb):
        return True
    if relation in _LASTING:
        return False
    segment = text.rfind(";", 0, verb) + 1
    plans = [match.end() for match in _BEFORE.finditer(text, segment, sentence.clause_start(verb))]
    return bool(plans) and not (_DONE.search(text, plans[-1], verb) or _ANOTHER.search(text, plans[-1], verb))
