"""Lists that give every place its trade: 芜湖机器人、无锡物联网、贵阳大数据等基地; 慈溪的家电,余姚的模具."""

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.recognise.candidates import FIELDS, PLACES
from kg.relate.claims import Stated
from kg.relate.slots import Slotted
from kg.rules.slots import SLOT, slot_class

_PLACE, _FIELD = (f"[{slot_class(kinds)}]" for kinds in (PLACES, FIELDS))
# What stands between two of them: what the first is, a mark, and places whose trade is not read as a name.
_BASE = "(?:产业|生产|制造|装备|加工)?(?:基地|集聚区|集群|企业|园区)?"
_UNREAD = f"{_PLACE}[^,。;:、!?{SLOT[1:-1]}]{{2,8}}{_BASE}(?:、|和|以及|及)"
_NEXT = re.compile(f"{_BASE}(?:、|和|以及|及)(?:{_UNREAD})?")
_NEXT_OF = re.compile(f"{_BASE}(?:,|、|和|以及|及)")  # 慈溪的家电,余姚的模具: a comma only where each says whose it is
_PEOPLE = re.compile("[^,。;:、]{0,4}(?:展|博览|论坛|大会|专家|学者|专业|代表|人员)")


def trades_of_places(sentence: Slotted) -> Iterator[Stated]:
    """Yield the trade of each place where a list pairs them."""
    for place, field in pairs(sentence):
        for name in sentence.group(place).names:
            for trade in sentence.group(field).names:
                yield Stated(name, "focusesOn", trade, *sentence[:2], "context.place-and-trade", 0.84)


def pairs(sentence: Slotted) -> list[tuple[int, int]]:
    """Return where places and their trades stand in lists of two such pairs or more."""
    found = [(match.start(), match.end() - 1) for match in _EACH.finditer(sentence.text)]
    if len(found) < 2 or _PEOPLE.match(sentence.text, found[-1][1] + 1):
        return []
    listed = [_listed(sentence.text, one, other) for one, other in pairwise(found)]
    return [pair for i, pair in enumerate(found) if any(listed[max(0, i - 1) : i + 1])]


_EACH = re.compile(f"{_PLACE}的?{_FIELD}")


def _listed(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    said = text.startswith("的", one[0] + 1) and text.startswith("的", other[0] + 1)
    return bool((_NEXT_OF if said else _NEXT).fullmatch(text, one[1] + 1, other[0]))
