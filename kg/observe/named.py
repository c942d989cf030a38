"""Of which of its names a sentence speaks, and whom numbers can be stated of."""

import re
from collections.abc import Iterator, Sequence

from kg.lexicon import is_country, load
from kg.observe.pointing import latest
from kg.observe.records import KINDS, Holder, Spoken
from kg.observe.roles import role_of
from kg.observe.unnamed import opens_landmark
from kg.recognise import Found
from kg.recognise.candidates import PLACES, SITES
from kg.relate.slots import within
from kg.words import words

CLASS_NAME = re.compile(r"(?:国家级?|省级|市级|世界级|全国)(?:先进|战略|创新|高新|经济|自主)")
COUNTED_PROGRAMS = ("试点", "专项", "工程", "计划", "行动")
_REPORTS = re.compile(
    r"[^,。;:]{0,14}?(?:说|表示|介绍|指出|强调|告诉|认为|透露|称|宣布|坦言|看来|提出|调研|考察|出席|主持|致辞|视察|参观|会见|分析|总结|解释|主任|书记|市长|省长|县长|区长|局长|厅长)|[等,::、]"
)
_PUBLISHES = re.compile(  # whose figures they are is not whom they are about
    r"(?:今天|昨天|日前|近日|\([^()]{1,12}\)|最新|联合|的|对外|\d{1,2}日)*(?:发布(?!会|消息)|公布|报道|[^,。;:]{0,4}(?:大数据|数据)(?:分析)?(?:显示|表明)|数据|统计|监测|调查|预测|估计|测算|通报)"
)
_PLANS = re.compile(
    "[》”]?(?:[^,。;:《]{0,6}(?:提出|指出|明确|要求|确定|规定|发布|出台|印发|显示|显示|获批|审议通过)[^,。;:《]{0,2})?[,:]"
)
_AND_OTHERS = re.compile(
    "等地?(?:的)?(?=[\\d一二三四五六七八九十百两])[^,。;:]{1,6}[个家][^,。;:]{0,8}(?:被|入选|获|列|成为|纳入|市|县|区|园|国)"
)
_SUMMED_UP = re.compile(r"等(?=\d+多?余?[家个所座])")  # what follows is said of all of them: 海康威视、大华等38家单位
_QUOTED_ON = re.compile(r"[^,。;:!?、“”]{1,8}”")
_WORKS = re.compile(r"[^,。;:、的\d]{0,6}(?:基地|工厂|项目|总部|研发中心|分公司|生产线|车间|厂区|分厂)")
_ONE_OF_LIST = re.compile(  # |甲公司总部、乙公司总部等10余个项目: what is counted is not theirs
    r"(?P<rest>[^,。;:、的\d]{0,10})(?:、[^,。;:、的]{2,16}){0,6}等(?:近|约|超过?|逾)?[\d十百]+多?余?[个项家](?!国家|省市|城市|市|县|区)"
)
_LINK = re.compile(r"[”》]?(?:、|和|与|及|以及|暨)[“《]?")


def named(text: str, start: int, names: Sequence[Found], nested: Sequence[Found], spoken: Spoken) -> Iterator[Holder]:
    """Yield the names of a sentence that begins at ``start`` of whom it speaks."""
    previous: Holder | None = None
    for group in _groups(text, names):
        first, last = group[0], group[-1]
        bracket = text[last.end : last.end + 1] == "("
        if _is_quoted_in(text, first, last):
            continue
        if previous and is_counted_there(text, previous.names[-1:], first):
            continue
        if previous and _is_works_there(text, previous, last):
            continue
        role = role_of(text, start, first, last, previous)
        told_of = _speaking(text, group, nested, spoken)
        if told_of and (_AND_OTHERS.match(text, last.end) or (len(group) > 1 and _SUMMED_UP.match(text, last.end))):
            told_of = ()
        if told_of and _is_example(text, last.end):
            told_of = None
        if told_of and last.kind == "Region" and opens_landmark(text, last.end):
            told_of = ()  # the number is that of the works, which have no kind
        if told_of is None or (not role and not bracket):
            continue
        holder = Holder(first.start, last.end, told_of, role == "place")
        if bracket and not role:
            yield Holder(last.end + 1, last.end + 1, told_of)
            continue
        previous = holder
        yield holder


def _is_quoted_in(text: str, first: Found, last: Found) -> bool:
    """Say whether a name only opens what is quoted as the name of something else: “吉林|一号”, “川渝|通办”."""
    if text[first.start - 1 : first.start] != "“":
        return False
    return _QUOTED_ON.match(text, last.end) is not None


def _is_works_there(text: str, firm: Holder, place: Found) -> bool:
    """Say whether a place only tells which of a firm's works are meant: 甲公司|长沙|基地."""
    ours = place.kind == "Region" and firm.end == place.start and bool(firm.names) and firm.names[0].kind == "Company"
    return ours and _WORKS.match(text, place.end) is not None


def _is_example(text: str, end: int) -> bool:
    """Say whether the name that ends at ``end`` only opens one of the things that are counted behind 等."""
    listed = _ONE_OF_LIST.match(text, end)
    return listed is not None and not any(w.tag[0] in "vdpt" and not w.inner for w in words(listed["rest"]))


def _groups(text: str, names: Sequence[Found]) -> list[tuple[Found, ...]]:
    groups: list[tuple[Found, ...]] = []
    for name in names:
        last = groups[-1][-1] if groups else None
        between = text[last.end : name.start] if last else ""
        alike = last is not None and (last.kind == name.kind or {last.kind, name.kind} <= PLACES)
        if last and alike and _LINK.fullmatch(between):
            groups[-1] = (*groups[-1], name)
        else:
            groups.append((name,))
    return groups


def is_counted_there(text: str, before: Sequence[Found], name: Found) -> bool:
    """Say whether a programme's name only says what a place before it has so many of: 江苏省的创新型产业集群试点达11个."""
    counted = name.kind == "Program" and name.name.endswith(COUNTED_PROGRAMS)
    return counted and any(
        place.kind in PLACES and text[place.end : name.start] in ("", "的", "的“") and not is_country(place.name)
        for place in before
    )


def _speaking(text: str, group: tuple[Found, ...], nested: Sequence[Found], spoken: Spoken) -> tuple[Found, ...] | None:
    """Return whom numbers can be stated of; nobody for a country or a ministry; ``None``: the name says nothing."""
    kinds = {name.kind for name in group}
    if any(name.kind == "Region" and is_country(name.name) for name in group):
        return ()
    if not kinds & SITES and _PUBLISHES.match(text, group[-1].end):
        return ()
    if group[0].kind != "ResearchInstitute" and CLASS_NAME.match(group[0].name):
        return None
    if kinds == {"Policy"} and _PLANS.match(text, group[-1].end):
        return _place_in_title(group[0], nested) or group
    if kinds <= KINDS:
        return None if all(map(_is_title, group)) else group
    if kinds == {"Person"}:
        return None if _REPORTS.match(text, group[-1].end) else ()
    if kinds == {"GovernmentBody"}:
        inside = sorted(n for n in within(nested, group[0].start, group[0].end) if n.kind in KINDS)
        if inside:
            return (max(inside, key=lambda n: (n.end, n.end - n.start, n.kind == "Zone")),)
        return latest("全市", spoken) if group[0].name.startswith(("市", "省", "县", "区", "管委")) else ()
    return None


def _is_title(name: Found) -> bool:
    """Say whether the name is one that is won, of which a count tells how many have won it: 国家专精特新“小巨人”企业|达61家."""
    entry = load().entry(name.name, "Program") if name.kind == "Program" else None
    return entry is not None and entry.sort == "title" and name.name.endswith(_WINNERS)


_WINNERS = ("企业", "产品", "集群", "基地", "中心", "园区", "城市", "工厂")


def _place_in_title(policy: Found, nested: Sequence[Found]) -> tuple[Found, ...]:
    """Return the place whose plan it is: 《苏州市…规划》提出,到2030年… aims at numbers of 苏州."""
    regions = [
        n for n in within(nested, policy.start, policy.start + 8) if n.kind == "Region" and not is_country(n.name)
    ]
    return tuple(regions[:1])
