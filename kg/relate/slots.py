"""A sentence as the rules see it: every coordination of names is one slot character, all else is plain text."""

import re
from typing import NamedTuple

from kg.recognise import Found
from kg.rules import KIND_CHAR, MIXED_CHAR, SECTOR_CHAR, SETS

_LINK = re.compile(r"[”》]?(?:、|和|与|及|以及|暨)[“《]?")
_FIELD_TAIL = re.compile(
    r"[”]?(?:等)?(?:(?:[0-9一二三四五六七八九十百两几多]+(?:个|大|类|条|项|种))?(?:传统|新兴|优势|特色|主导|支柱|重点|战略性|未来|高新技术|高技术|高端|先进|前沿|现代|关键|创新型|千亿级|万亿级|百亿级|千亿元级?|万亿元级?|国家级|世界级|高科技|制造业|细分|标志性|先导|硬核|高精尖|朝阳|新质|硬科技|的)*"
    r"(?:产业集群|产业链|产业|行业|领域|业态|赛道))"
)
_FIELDS = frozenset(("Industry", "Technology"))


class Group(NamedTuple):
    """A coordination of names: one slot. ``members`` are positions in the flow's list of names."""

    start: int
    end: int
    members: tuple[int, ...]
    kinds: frozenset[str]
    tail: str  # what follows the fields and belongs to them: 等产业, 产业集群
    names: tuple[Found, ...]  # the members themselves: a group can be the topic of a later flow


class Slotted(NamedTuple):
    """One sentence. ``text[i]`` stands at ``places[i]`` of the flow; a slot's character stands for its group."""

    start: int
    end: int
    text: str
    places: list[int]
    groups: list[Group]
    group_at: dict[int, int]  # position in ``text`` -> index of the group


def top_level(found: list[Found]) -> list[int]:
    """Return the positions of the names that stand inside no other; of two at one place the Zone."""
    order = sorted(range(len(found)), key=lambda i: (found[i].start, -found[i].end, found[i].kind != "Zone"))
    top: list[int] = []
    end = -1
    for i in order:
        if found[i].start >= end:
            top.append(i)
            end = found[i].end
    return top


def slotted(flow: str, start: int, end: int, found: list[Found], top: list[int]) -> Slotted:
    """Return the sentence ``flow[start:end]`` with the ``top`` names in slots."""
    groups = _grouped(flow, [i for i in top if start <= found[i].start and found[i].end <= end], found)
    characters: list[str] = []
    places: list[int] = []
    group_at: dict[int, int] = {}
    cursor = start
    for number, group in enumerate(groups):
        characters.append(flow[cursor : group.start])
        places.extend(range(cursor, group.start))
        group_at[len(places)] = number
        characters.append(SECTOR_CHAR if group.tail else slot_char(group.kinds))
        places.append(group.start)
        cursor = group.end
    characters.append(flow[cursor:end])
    places.extend(range(cursor, end))
    return Slotted(start, end, "".join(characters), places, groups, group_at)


def _grouped(flow: str, names: list[int], found: list[Found]) -> list[Group]:
    groups: list[Group] = []
    for i in names:
        name = found[i]
        last = groups[-1] if groups else None
        if last and not last.tail and _linked(flow, last, name):
            groups[-1] = _group(flow, (*last.members, i), found)
        else:
            groups.append(_group(flow, (i,), found))
    return groups


def _linked(flow: str, group: Group, name: Found) -> bool:
    between = flow[group.end : name.start]
    return bool(_LINK.fullmatch(between)) and _one_set(group.kinds | {name.kind}) != "Any"


def _group(flow: str, members: tuple[int, ...], found: list[Found]) -> Group:
    start, end = found[members[0]].start, found[members[-1]].end
    kinds = frozenset(found[i].kind for i in members)
    tail = _FIELD_TAIL.match(flow, end) if kinds <= _FIELDS else None
    names = tuple(found[i] for i in members)
    return Group(start, tail.end() if tail else end, members, kinds, tail.group() if tail else "", names)


def _one_set(kinds: frozenset[str]) -> str:
    if len(kinds) == 1:
        return next(iter(kinds))
    return next((name for name in ("Field", "Place", "Body", "Agent", "Thing") if kinds <= set(SETS[name])), "Any")


def slot_char(kinds: frozenset[str]) -> str:
    """Return the character that stands for a list of names of ``kinds``."""
    name = _one_set(kinds)
    return KIND_CHAR.get(name) or MIXED_CHAR[name]
