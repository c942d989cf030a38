"""A sentence as the rules see it: every coordination of names is one slot character, all else is plain text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from kg.lexicon import load, one_of
from kg.recognise import Found
from kg.recognise.candidates import PLACES
from kg.relate.groups import Group, grouped, one_set
from kg.rules.slots import CENTRE_CHAR, KIND_CHAR, MIXED_CHAR, SECTOR_CHAR, TITLE_CHAR

_CLAUSE_END = re.compile("[,。;:!?】]")
_TITLE = re.compile(
    "试点|示范|试验区|实验区|试验田|基地|先行|引领区|先导区|创新中心|集群|开发区|高新区|自创区|城市|名单|百强|小巨人|称号|特色产业基地|清单$|[育目备]库$|单位$|孵化器$|众创空间$|工作站$|景区$|度假区$|目的地$|(?:产业|工业|低碳|绿色)园区$|(?:产业|创新)园$|产业学院$|单项冠军$|之[都乡城]$|(?:先进|模范|文明)[县市城]$|(?:企业|工厂)$"
)
_DONE = ("行动", "计划", "战略", "发展", "建设", "一体化", "改革", "方案")  # what is carried out is no title


class Slotted(NamedTuple):
    """One sentence. A slot's character stands for its group; :meth:`place` leads back to the flow."""

    start: int
    end: int
    text: str
    groups: list[Group]
    group_at: dict[int, int]  # position in ``text`` -> index of the group, in order
    clauses: list[int]  # where in ``text`` the clauses after the first begin
    slots: str  # the slot characters in ``text``, in order

    def group(self, at: int) -> Group:
        """Return the group whose slot stands at ``text[at]``."""
        return self.groups[self.group_at[at]]

    def before(self, at: int) -> list[tuple[int, Group]]:
        """Return the groups before ``text[at]``, each with where its slot stands, in order."""
        return [(slot, self.groups[number]) for slot, number in self.group_at.items() if slot < at]

    def clause_start(self, at: int) -> int:
        """Return where the clause that ends or goes on at ``text[at]`` begins."""
        number = bisect_right(self.clauses, at)
        return self.clauses[number - 1] if number else 0

    def place(self, at: int) -> int:
        """Return where ``text[at]`` stands in the flow; a slot stands where its group begins."""
        before = [(slot, number) for slot, number in self.group_at.items() if slot <= at]
        if not before:
            return self.start + at
        slot, group = before[-1][0], self.groups[before[-1][1]]
        return group.start if slot == at else group.end + at - slot - 1


def top_level(found: Sequence[Found]) -> list[Found]:
    """Return those of the settled names ``found`` that stand inside no other; of two at one place what a list makes it."""
    top: list[Found] = []
    end = -1
    for name in found:
        if name.start >= end:
            top.append(name)
            end = name.end
        elif name.kind in _LISTED_BY_PLACE and top[-1][:2] == name[:2]:
            top[-1] = name
    return top


_LISTED_BY_PLACE = ("Zone", "GovernmentBody")  # 昌吉 in 昌吉、石河子高新区, 广东省 in 广东省、江西省人民政府


def slotted(flow: str, start: int, end: int, names: Sequence[Found]) -> Slotted:
    """Return the sentence ``flow[start:end]`` with its ``names``, of which none stands in another, in slots."""
    groups = grouped(flow, [name for name in names if not _names_event(flow, name)])
    parts: list[str] = []
    slots: list[str] = []
    group_at: dict[int, int] = {}
    cursor, length = start, 0
    for number, group in enumerate(groups):
        length += max(0, group.start - cursor)  # a name may stand in the tail of the group before it
        group_at[length] = number
        length += 1
        slot = _char(group)
        slots.append(slot)
        parts += (flow[cursor : group.start], slot)
        cursor = group.end
    parts.append(flow[cursor:end])
    text = "".join(parts)
    clauses = [mark.end() for mark in _CLAUSE_END.finditer(text)]
    return Slotted(start, end, text, groups, group_at, clauses, "".join(slots))


def _names_event(flow: str, name: Found) -> bool:
    """Say whether the place only names a meeting or games held there, of which the sentence speaks: 合肥|国际论坛, 成都|大运会."""
    return name.kind in PLACES and _event().match(flow, name.end) is not None


@cache
def _event() -> re.Pattern[str]:
    said = "国际|世界|全球|夏季|冬季|全国|高层|高峰|部长级|领导人|合作|发展|创新|科技|经济|产业|文化"
    return re.compile(f"(?:{said}){{0,3}}{one_of(load().official_words['event'])}")


def within(names: Sequence[Found], start: int, end: int) -> list[Found]:
    """Return those of ``names``, which are in order, that lie between ``start`` and ``end``."""
    inside = []
    for i in range(bisect_left(names, start, key=_start), len(names)):
        if names[i].start >= end:
            break
        if names[i].end <= end:
            inside.append(names[i])
    return inside


_start = attrgetter("start")


def _char(group: Group) -> str:
    """Return the character that stands for the group: what the text makes of it before what it is."""
    if group.tail:
        return SECTOR_CHAR
    if group.kinds == {"Program"} and all(name.name.endswith(_CENTRES) for name in group.names):
        return CENTRE_CHAR
    if group.kinds == {"Program"} and all(map(_is_won, group.names)):
        return TITLE_CHAR
    return slot_char(group.kinds)


_CENTRES = ("科技创新中心", "区域创新中心", "科创中心", "综合性国家科学中心")


def _is_won(name: Found) -> bool:
    return bool(_TITLE.search(name.name)) and not name.name.endswith(_DONE)


@cache
def slot_char(kinds: frozenset[str]) -> str:
    """Return the character that stands for a list of names of ``kinds``."""
    name = one_set(kinds)
    return KIND_CHAR.get(name) or MIXED_CHAR[name]
