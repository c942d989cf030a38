"""Which names of a sentence are one coordination: lists, their members' places, and what makes industries of fields."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from kg.lexicon import is_country
from kg.recognise import Found
from kg.recognise.candidates import FIELDS
from kg.relate.names import lies_in
from kg.rules.slots import SETS

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
_BODIES = frozenset(SETS["Body"])
_SEATED = _BODIES - {"GovernmentBody"}


class Group(NamedTuple):
    """A coordination of names: one slot."""

    start: int
    end: int
    kinds: frozenset[str]
    tail: str  # what makes industries of the fields, mostly what follows them: 等产业, 产业集群
    names: tuple[Found, ...]
    led: bool = False  # the first stands over against all others: 甲与乙、丙
    paired: bool = False  # each second one only over against the one before it: 甲与乙、丙与丁


def grouped(flow: str, names: Sequence[Found]) -> list[Group]:
    """Return the coordinations of ``names``, of which none stands in another, in order."""
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
    return bool(_LINK.fullmatch(flow, end, start)) and one_set(kinds | {name.kind}) != "Any"


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
def one_set(kinds: frozenset[str]) -> str:
    """Return the kind, or the smallest set of kinds, that all of ``kinds`` belong to."""
    if len(kinds) == 1:
        return next(iter(kinds))
    return next((name for name in ("Field", "Place", "Body", "Agent", "Thing") if kinds <= set(SETS[name])), "Any")
