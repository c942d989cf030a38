"""A sentence as the rules see it: every coordination of names is one slot character, all else is plain text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from kg.lexicon import is_country, load, one_of
from kg.recognise import Found
from kg.recognise.candidates import FIELDS, PLACES
from kg.relate.names import lies_in
from kg.rules.slots import CENTRE_CHAR, KIND_CHAR, MIXED_CHAR, SECTOR_CHAR, SETS, TITLE_CHAR

REGION = frozenset(("Region",))  # the kinds of a group that names regions alone
_LINK = re.compile(r"[”》]?(?:、|和|与|及|,?以及|,还有|暨|乃至)[“《]?|” ?“|》 ?《")
_LONGEST_LINK = 4  # characters
# A list of fields goes on in brackets and behind them, behind the base that a field is to have, and up to what they all are:
# 汽车(整车、|零部件)、|新材料; 钢铁基地和国家级|黄金基地; 稀土、光伏等千亿级|新能源.
_AND = r"(?:、|和|与|及|,?以及|,还有)"
_FIELD_LINK = re.compile(
    rf"{_AND}(?:高新?技术|战略性新兴|新兴|未来|传统|特色|优势|主导|支柱|配套|关联)(?:优势|特色|主导|支柱)?(?:产业|行业|制造业|服务业)?{_AND}"
    rf"|\(|(?:\([^()]{{1,30}}|[^(),。;:、]{{0,4}})?\)[”]?{_AND}"
    rf"|(?:产业)?(?:生产|制造|研发|加工|出口)*(?:示范)?(?:基地|集聚区|聚集区|集群|高地|产业带|中心|目的地|输出地){_AND}(?:国家级?|世界级|全国|国际|区域性?|重要的?)*"
    r"|等(?:[0-9一二三四五六七八九十两几多]+(?:个|大|类|条))?(?:传统|新兴|优势|特色|主导|支柱|重点|战略性|未来|高端|先进|、|[千百万]亿元?级?|国家级|世界级)*"
)
_DESCRIBED = re.compile("(?:、|和|以及)[^,。;:!?、\ue000-\ue03f]{2,14}的")  # 位居第一的甲、位居第二的|乙
# A list of names goes on behind the number of a share and behind what its first part is: 甲(600000)、|乙; 甲等国家级园区,以及|乙.
_LIST_GOES_ON = re.compile(r"\([0-9A-Za-z.:]{2,12}\)(?:、|和|与|及|以及)|等[^,。;:!?、\ue000-\ue03f]{0,8},?以及")
_FIELD_TAIL = re.compile(
    r"[”]?(?:等)?(?:(?:[0-9一二三四五六七八九十百两几多]+(?:个|大|类|条|项|种))?(?:传统|新兴|发展|优势|特色|主导|支柱|重点|战略性|未来|高新技术|高技术|高端|先进|前沿|现代|关键|创新型|[一二三五数几]?[百千万]亿元?级?|国家级|世界级|高科技|制造业|细分|标志性|先导|硬核|高精尖|朝阳|新质|硬科技|新|一批|各个?|相关|尖端|科技|脱贫|乡土|富民|战略|高新|的)*"
    r"(?:产业集群|全产业链|产业链|产业|行业|领域|业态|赛道)|等(?:多个|诸多)?方面"
    r"|(?:等)?[0-9一二三四五六七八九十两几]+(?:个|大|条)(?:核心|重点|关键|主要|优势|特色|主攻|发展|千亿级?|百亿级?)*(?:方向|板块|主线|链条|链(?![式主])|支柱|业务)"
    r"|(?:等)?[0-9一二三四五六七八九十两几]+(?:个|大)[^,。;:、的]{0,6}集群(?!获|入选|列入|上榜|成功|晋级|跻身))"
)
_CLAUSE_END = re.compile("[,。;:!?】]")
_BODIES = frozenset(SETS["Body"])
_SEATED = _BODIES - {"GovernmentBody"}
_TITLE = re.compile(
    "试点|示范|试验区|实验区|试验田|基地|先行|引领区|先导区|创新中心|集群|开发区|高新区|自创区|城市|名单|百强|小巨人|称号|特色产业基地|清单$|[育目备]库$|单位$|孵化器$|众创空间$|工作站$|景区$|度假区$|目的地$|(?:产业|工业|低碳|绿色)园区$|(?:产业|创新)园$|产业学院$|单项冠军$|之[都乡城]$|(?:先进|模范|文明)[县市城]$|(?:企业|工厂)$"
)
_DONE = ("行动", "计划", "战略", "发展", "建设", "一体化", "改革", "方案")  # what is carried out is no title


class Group(NamedTuple):
    """A coordination of names: one slot."""

    start: int
    end: int
    kinds: frozenset[str]
    tail: str  # what makes industries of the fields, mostly what follows them: 等产业, 产业集群
    names: tuple[Found, ...]
    led: bool = False  # the first stands over against all others: 甲与乙、丙
    paired: bool = False  # each second one only over against the one before it: 甲与乙、丙与丁


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
    groups = _grouped(flow, [name for name in names if not _names_event(flow, name)])
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


def _grouped(flow: str, names: Sequence[Found]) -> list[Group]:
    groups: list[Group] = []
    members: list[Found] = []
    kinds: frozenset[str] = frozenset()
    opens = 0
    for name, start in _placed(flow, names):
        if members and _linked(flow, members, kinds, name, start):
            kinds = kinds if name.kind in kinds else kinds | {name.kind}
        else:
            if members:
                groups.append(_group(flow, members, kinds, opens))
            members, kinds, opens = [], _kinds(name.kind), start
        members.append(name)
    if members:
        groups.append(_group(flow, members, kinds, opens))
    return groups


def _placed(flow: str, names: Sequence[Found]) -> Iterator[tuple[Found, int]]:
    """Yield the names with where they begin together with the place that only says where they are: 浙江衢州 is 衢州."""
    at = -1
    for i, name in enumerate(names):
        start = at if at >= 0 else name.start
        follows = names[i + 1] if i + 1 < len(names) and names[i + 1].start == name.end else None
        if follows and name.kind == "Region" and _only_places(flow, names[i - 1] if i else None, name, follows):
            at = start
        else:
            at = -1
            yield name, start


def _only_places(flow: str, before: Found | None, region: Found, name: Found) -> bool:
    """Say whether a region is the one that the region after it lies in, the country of a body, or the place of a later member of a list."""
    if name.kind == "Region":
        return lies_in(name.name, region.name) or name.rule.startswith("place:")
    if name.kind in FIELDS:
        return False  # 合肥新型显示、宿州|云计算: each has its own
    if name.kind == "GovernmentBody":
        return True  # 杭州市|余杭区人民政府
    if name.kind in _SEATED and is_country(region.name):
        return True  # 德国|博世
    listed = before is not None and (before.kind == name.kind or {before.kind, name.kind} <= _BODIES)
    return listed and bool(before and _LINK.fullmatch(flow, before.end, region.start))


def placed_members(flow: str, names: Sequence[Found]) -> Iterator[tuple[Found, Found]]:
    """Yield the bodies with the region that stands before them only to say where they are: 与荷兰|乙公司."""
    for before, region, name in zip((None, *names), names, names[1:], strict=False):
        adjacent = region.kind == "Region" and name.kind in _SEATED and name.start == region.end
        if adjacent and _only_places(flow, before, region, name):
            yield name, region


def bracketed(flow: str, names: Sequence[Found]) -> Iterator[tuple[Found, Found]]:
    """Yield the zones, clusters and bodies of lists with the place that stands after them in brackets: 武进高新区(常州)."""
    for name, place in pairwise(names) if "(" in flow else ():
        alone = flow.startswith("(", name.end) and place.start == name.end + 1 and flow.startswith(")", place.end)
        if alone and (name.kind, place.kind) in _IN_BRACKETS:
            yield name, place


_IN_BRACKETS = {
    *((kind, "Region") for kind in ("Zone", "Cluster", "Company", "ResearchInstitute", "Organization")),
    ("Cluster", "Zone"),
}


@cache
def _kinds(kind: str) -> frozenset[str]:
    return frozenset((kind,))


def _linked(flow: str, members: Sequence[Found], kinds: frozenset[str], name: Found, start: int) -> bool:
    """Say whether ``name``, which begins at ``start``, goes on the list of ``members``.

    Its fields may each say what they are: 金融业、会展业.
    """
    last, fields = members[-1], kinds <= FIELDS
    if name.kind in _SEATED and kinds <= _SEATED and _DESCRIBED.fullmatch(flow, last.end, start):
        return True
    if not fields and name.kind in kinds and _LIST_GOES_ON.fullmatch(flow, last.end, start):
        return True
    if not fields and not 0 < start - last.end <= _LONGEST_LINK:
        return False
    if name.kind == "Region" and "Region" not in kinds and flow.startswith("的", name.end):
        return False  # 烟台的甲研究院、潍坊的乙研究院: the second place opens its own phrase
    if fields and name.kind in FIELDS and start == last.end:
        return True  # 新能源|新材料
    end = last.end + (len(_tail(flow, last.end)) if fields else 0)
    if fields and name.kind in FIELDS and _FIELD_LINK.fullmatch(flow, last.end, start):
        return len(members) > 1 or not flow.startswith("等", last.end)
    return bool(_LINK.fullmatch(flow, end, start)) and _one_set(kinds | {name.kind}) != "Any"


def _group(flow: str, members: Sequence[Found], kinds: frozenset[str], start: int) -> Group:
    end = members[-1].end
    if kinds <= FIELDS and flow.startswith(")", end) and "(" in flow[start:end]:
        end += 1  # 汽车(整车、零部件)|等产业
    tail = _tail(flow, end) if kinds <= FIELDS else ""
    closing = flow.startswith("》", end)  # a title's closing mark belongs to it
    paired = _paired(flow, members)
    led = len(members) > 1 and not paired and _led(flow, members)
    declared = tail or (_declared(flow, members) if kinds <= FIELDS else "")
    return Group(start, end + len(tail) + closing, kinds, declared, tuple(members), led, paired)


def _declared(flow: str, members: Sequence[Found]) -> str:
    """Return what makes industries of fields without such a tail: the last's own name (装备制造业), or what a member before is called
    (盐湖产业基地、国际生态旅游目的地); 农业 and 工业 are said of all sorts of things."""
    last = members[-1]
    if last.kind == "Industry" and flow.endswith(_TRADE, last.start, last.end):
        return "" if flow.endswith(_OF_ALL_SORTS, last.start, last.end) else _TRADE
    return next(filter(None, (_tail(flow, name.end) for name in members[:-1])), "")


_TRADE = "业"
_OF_ALL_SORTS = ("农业", "工业")


def _led(flow: str, members: Sequence[Found]) -> bool:
    """Say whether the first member stands over against all others: 甲与|乙, 甲与|乙、丙."""
    first, second, *others = members
    if not others:
        return flow.startswith(_AGAINST, first.end)
    return flow.startswith(("与", "和"), first.end) and flow.startswith("、", second.end, others[0].start)


def _paired(flow: str, members: Sequence[Found]) -> bool:
    """Say whether the members are pairs, one after the other: 甲与|乙、丙与|丁."""
    joints = [flow.startswith(_AGAINST, one.end) for one in members[:-1]]
    return len(joints) > 1 and len(joints) % 2 == 1 and all(joint != turn % 2 for turn, joint in enumerate(joints))


_AGAINST = ("与", "同", "跟")


def _tail(flow: str, end: int) -> str:
    """Return what follows fields and makes them industries."""
    tail = _FIELD_TAIL.match(flow, end)
    return tail.group() if tail else ""


@cache
def _one_set(kinds: frozenset[str]) -> str:
    if len(kinds) == 1:
        return next(iter(kinds))
    return next((name for name in ("Field", "Place", "Body", "Agent", "Thing") if kinds <= set(SETS[name])), "Any")


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
    name = _one_set(kinds)
    return KIND_CHAR.get(name) or MIXED_CHAR[name]
