"""What is only planned or wished for: what the words before a rule's verb and before a number say of them, from one list.

The words are those of ``data/lexicon/plan_words.csv``; the slotted text of a sentence is read as any other.
"""

import re
from functools import cache

from kg.lexicon import load
from kg.rules.slots import SETS, SLOT, slot_class

TARGET = "目标"  # stands before the indicator of a number that is aimed at

_UNTIL = r"到(?<![加长高升大]到)(?:20[2-9]\d年|“?十[四五]五”?末|本?世纪)"
_DONE = re.compile("已|了(?!解)|累计|截至|目前|如今|共有|现有|近年来|去年")
_LASTING = frozenset(("worksFor", "partOf"))  # who is to meet somebody's minister does not plan his office


def is_planned(text: str, verb: int, relation: str) -> bool:
    """Say whether what the words at ``verb`` of the slotted ``text`` state is planned: by words near them, or by a plan that goes on."""
    if _near_deed().search(text, max(0, verb - 14), verb):
        return True
    if relation in _LASTING:
        return False
    segment = text.rfind(";", 0, verb) + 1
    plans = [match.end() for match in _goes_on().finditer(text, segment, verb)]
    return bool(plans) and not (_DONE.search(text, plans[-1], verb) or _ANOTHER.search(text, plans[-1], verb))


def is_target(text: str, start: int, at: int) -> bool:
    """Say whether the sentence that begins at ``start`` only aims at the number at ``at``."""
    aims = [match.end() for match in _before_number().finditer(text, max(start, at - 200), at)]
    return bool(aims) and not (_DONE.search(text, aims[-1], at) or _DONE_SINCE.match(text, at))


@cache
def _near_deed() -> re.Pattern[str]:
    return re.compile(rf"(?:将|{_words('deed')}|{_UNTIL})[^,。;:\ue000-\ue03f]{{0,10}}$|{_UNTIL}[底末]?,$")


@cache
def _goes_on() -> re.Pattern[str]:
    """Return what matches a plan up to its word: 甲将围绕…,|培育乙; not 甲将乙作为…,|培育丙, which takes an object."""
    takes = f"{SLOT}|[^,。;:]{{0,20}}(?:作为|当作|列为|纳入|融入|转化|变成|打造成|建成|放在|摆在)"
    opens = f"{SLOT}|今年|明年|接下来|未来|下一步|时期|期间|以后|[还也又都正]"
    return re.compile(f"(?:{opens})(?:将(?!{takes})|{_words('later')})")


@cache
def _before_number() -> re.Pattern[str]:
    will = "实现|达|建|形成|超|突破|新增|培育|打造|带动|完成|投资|引进|增|提|成|有|可"
    return re.compile(f"{_words('number')}|{_UNTIL}|将(?<!即将)(?=[^,。;]{{0,8}}?(?:{will}))")


def _words(of: str) -> str:
    """Return the expression of the words that say it of a ``deed`` near them, of a ``later`` one or of a ``number``."""
    return "|".join(word.expression for word in load().plan_words if of in word.of)


_ANOTHER = re.compile(f"[,;][{slot_class(frozenset(SETS['Agent']))}](?!、)")  # who begins a clause speaks for itself
_DONE_SINCE = re.compile(  # of what is aimed at, a part may be done: 3个平台|已启动建设
    r"[^,。;:!?]{1,12}?已经?[^,。;:!?]{0,4}(?:建成|投产|开工|动工|完成|落户|落地|签约|入驻|投用|竣工|达产|实现|上市|启动)"
)
