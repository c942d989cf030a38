"""What the make-up of a name states: 苏州高新区医疗器械创新型产业集群 lies in 苏州高新区 and focuses on 医疗器械."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from kg.lexicon import Entry, is_country
from kg.lexicon import load as load_lexicon
from kg.recognise import Found
from kg.recognise.candidates import FIELDS, PLACES
from kg.relate.claims import Stated
from kg.rules import NameRule, load


def region_chains(found: list[Found]) -> Iterator[Stated]:
    """Yield what neighbouring ones of the names, which are in order, state as regions.

    In 广东茂名 the second lies in the first, if the codes say so too, and so do those listed with it (杭州西湖、余杭和临安); a town or
    village lies in the place right before it (辉县市裴寨村).
    """
    regions = [name for name in found if name.kind == "Region"]
    whole: Found | None = None  # what the list that is being read lies in
    for before, inner in pairwise(regions):
        gap = inner.start - before.end
        if gap == 0:
            whole = before if lies_in(inner.name, before.name) or inner.rule in _SMALL_PLACES else None
        elif gap != 1 or (whole and not lies_in(inner.name, whole.name)):
            whole = None
        if whole:
            yield Stated(inner, "locatedIn", whole, whole.start, inner.end, "name.region-chain", 0.95)


_SMALL_PLACES = frozenset(("place:town", "place:village"))


@lru_cache(maxsize=8192)
def lies_in(inner: str, outer: str) -> bool:
    """Say whether the region called ``inner``, or a namesake, is a division of the one called ``outer``, by their codes."""
    lexicon = load_lexicon()
    other = lexicon.entry(outer, "Region")
    called = [e for e in lexicon.names.get(inner, ()) if e.kind == "Region" and e.label == inner]
    called = called or [e for e in (lexicon.entry(inner, "Region"),) if e]
    return other is not None and any(one.code != other.code and _holds_code(other, one) for one in called)


def apart(one: str, other: str) -> bool:
    """Say whether the regions so called are two, of which neither lies in the other."""
    return one != other and not lies_in(one, other) and not lies_in(other, one)


def _holds_code(other: Entry, one: Entry) -> bool:
    around = one.within or one.code  # what its own code does not say: 湖南|长株潭, 北京|亦庄, 美国|硅谷
    digits = other.code.rstrip("0")
    return around == other.code or (other.code.isdigit() and around.startswith(digits + "0" * (len(digits) % 2)))


def governs(name: Found) -> bool:
    """Say whether the name is that of a province, a city or the like, or of its government: not of a country, a ministry or 长三角."""
    if name.kind == "Region":
        entry = load_lexicon().entry(name.name, "Region")
        return entry is None or entry.sort not in ("supra", "foreign", "country")
    return name.kind == "GovernmentBody" and bool(_LOCAL_OFFICE.search(name.name))


_LOCAL_OFFICE = re.compile("(?:[省市区县州盟旗]|自治区)(?:委|(?:人民)?政府)$|管委会$|管理委员会$")


def name_claims(found: list[Found]) -> Iterator[Stated]:
    """Yield what each of the names, which are in order, states by the names inside it. Of two rules for a pair the first is taken."""
    yield from region_chains(found)
    for i, outer in enumerate(found):
        if not _touched(found, i):
            continue
        inner = [j for j in _inside(found, i) if _is_part(outer, found[j])]
        if inner:
            yield from _stated(found, outer, _outermost(inner, found))
            yield from _zones_in(found, inner) if outer.kind in _OF_ZONES else ()


def _touched(found: list[Found], i: int) -> bool:
    """Say whether a neighbour of ``found[i]`` may stand inside it: mostly none does."""
    return (i + 1 < len(found) and found[i + 1].start < found[i].end) or (
        i > 0 and found[i - 1].start == found[i].start
    )


def _inside(found: list[Found], i: int) -> Iterator[int]:
    """Yield the positions of the names that stand inside ``found[i]`` or at its very place."""
    outer = found[i]
    first = i
    while first and found[first - 1].start == outer.start:
        first -= 1
    for j in range(first, len(found)):
        if found[j].start >= outer.end:
            return
        if j != i and found[j].end <= outer.end:
            yield j


def _stated(found: list[Found], outer: Found, inner: list[int]) -> Iterator[Stated]:
    taken: set[int] = set()
    for rule in load()[1]:
        if outer.kind in rule.outer:
            for j in _fitting(rule, outer, inner, found):
                if (
                    j not in taken
                    and not _says_nothing(rule, outer, found[j])
                    and not _same_body(outer, found[j])
                    and not _same_firm(outer, j, inner, found)
                ):
                    taken.add(j)
                    yield Stated(outer, rule.relation, found[j], outer.start, outer.end, rule.id, rule.confidence)


def _same_body(outer: Found, part: Found) -> bool:
    """Say whether the longer name is only the fuller one of the part: 深圳|前海合作区, 某某中心|有限公司, 某市纪委|监委."""
    if outer.kind == part.kind == "Zone":
        return part.end == outer.end or outer.name.endswith(part.name)
    rest = outer.name[part.end - outer.start :]
    named = part.start == outer.start and part.kind not in (*PLACES, *FIELDS)
    return named and (rest == "监委" or _LIMITED.fullmatch(rest) is not None)


_LIMITED = re.compile("(?:集团|股份)?(?:股份有限|有限责任|有限)公司")


def _same_firm(outer: Found, j: int, inner: list[int], found: list[Found]) -> bool:
    """Say whether the longer name is the firm's own, with its trade and legal form: 云海|科技公司. A branch has a place or 分公司
    behind the firm's name, and a group has firms of its own."""
    firm = found[j]
    if not outer.kind == firm.kind == "Company":
        return False
    rest = outer.name[firm.end - outer.start :]
    if _LEGAL_FORM.fullmatch(rest):
        return True
    placed = any(found[k].kind == "Region" and found[k].start >= firm.end for k in inner)
    return not placed and "集团" not in firm.name and _ITS_TRADE.fullmatch(rest) is not None


_LEGAL_FORM = re.compile(
    "[(（]?(?:集团|股份)?[)）]?(?:股份|有限责任|有限|总)*公司|[(（]?集团[)）]?(?:有限|股份)*|[\u4e00-\u9fff]{0,2}厂"
)
_ITS_TRADE = re.compile("[^()（）分]{1,12}(?:有限责任|股份有限|有限)?公司")


def _zones_in(found: list[Found], inner: list[int]) -> Iterator[Stated]:
    """Yield where the zones lie that stand in a longer name behind their place."""
    for j, k in pairwise(inner):
        place, zone = found[j], found[k]
        if (place.kind, zone.kind) == ("Region", "Zone") and place.end == zone.start:
            yield Stated(zone, "locatedIn", place, place.start, zone.end, "name.zone-in-region", 0.89)


def _says_nothing(rule: NameRule, outer: Found, inner: Found) -> bool:
    """Say whether the part only looks the part: 西部科学城 is not said to lie in the west, a light source not to work on one."""
    if rule.relation == "locatedIn" and inner.kind == "Region":
        region = load_lexicon().entry(inner.name, "Region")
        return region is not None and _no_seat(outer, inner, region)
    if _is_agreement(outer):
        return rule.relation == "issuedBy" or bool(_OF_A_BODY.match(outer.name, inner.end - outer.start))
    if rule.relation == "focusesOn" and outer.kind == "GovernmentBody":
        return not _OFFICE_OF_TRADE.fullmatch(outer.name, inner.end - outer.start)
    return rule.relation == "focusesOn" and outer.kind == "ResearchInstitute" and outer.name.endswith(inner.name)


_OFFICE_OF_TRADE = re.compile("产业(?:促进|发展|推进|链)?(?:局|专班|工作专班|办公室|办|处|服务中心|促进中心|推进中心)")


def _no_seat(outer: Found, inner: Found, region: Entry) -> bool:
    """Say whether a name that holds a region says nothing of where it lies: it is of a continent, or called after the region."""
    if outer.name.endswith("合作组织"):
        return True  # 上海|合作组织
    if region.sort == "foreign":
        return not region.within or (outer.kind == "Zone" and inner.end == outer.end)  # 亚洲|开发银行, 科大|硅谷
    return region.sort == "supra" and (region.weak or outer.name.endswith(_OF_STRATEGY))


_OF_STRATEGY = ("领导小组", "领导小组办公室", "协调小组")  # is called by what it does: 京津冀|协同发展领导小组
_OF_A_BODY = re.compile("[)”]|[^与和及同、“”()]{0,16}(?:研究[院所]|工程院|大学|学院|公司|集团|实验室|中心(?!城)|银行)")


def _is_agreement(title: Found) -> bool:
    """Say whether a title is that of what parties sign, whose names it holds: it is issued by nobody."""
    return title.kind == "Policy" and title.name.endswith(("协议", "协议书", "备忘录", "合同", "意向书"))


def _is_part(outer: Found, inner: Found) -> bool:
    """Say whether ``inner`` is less than the whole, or its place: a zone or government that is called by its place alone in a list."""
    if inner.name == outer.name:
        return False  # 临港 in 临港新片区 is the same zone by another name
    if inner.kind == "Policy":
        return False  # what a decree's plan is for, the decree is for
    return inner.end - inner.start < outer.end - outer.start or _shared_tail(outer, inner)


def _shared_tail(outer: Found, inner: Found) -> bool:
    return outer.kind in ("Zone", "GovernmentBody") and inner.kind == "Region"


def _outermost(inner: list[int], found: list[Found]) -> list[int]:
    """Leave out what stands inside another part: the city of a cluster's zone is the zone's, not the cluster's, but that of a
    government is its offices' too; of neighbouring places the inner one counts."""
    return [
        j
        for j in inner
        if not any(
            k != j
            and (found[k].kind, found[j].kind) != _OFFICE_IN_PLACE
            and found[k].start <= found[j].start
            and found[j].end <= found[k].end
            and (found[k].end - found[k].start > found[j].end - found[j].start)
            for k in inner
        )
        and not any(
            found[k][:2] == found[j][:2] and found[k].kind == "Zone" != found[j].kind  # 昌吉 in 昌吉、石河子高新区
            for k in inner
        )
        and not any(
            found[k].start == found[j].end
            and found[k].kind == found[j].kind == "Region"
            and lies_in(found[k].name, found[j].name)
            for k in inner
        )
    ]


_OFFICE_IN_PLACE = ("GovernmentBody", "Region")


def _holds(body: Found, part: Found) -> bool:
    return body.kind == "GovernmentBody" and body.start <= part.start and part.end <= body.end


def _fitting(rule: NameRule, outer: Found, inner: list[int], found: list[Found]) -> list[int]:
    fitting = [j for j in inner if found[j].kind in rule.inner and not _places_zone(outer, found, j, inner)]
    if rule.relation == "locatedIn" and outer.kind in _OF_ZONES:
        fitting = _at_home(fitting, found)
    if rule.relation == "appliesTo" and not _is_agreement(
        outer
    ):  # 江苏省 in 江苏省科学技术厅关于…的通知 says who issued it
        fitting = [j for j in fitting if not any(_holds(found[k], found[j]) for k in inner)]
    if rule.position == "start":
        return [j for j in fitting if found[j].start <= _opening(outer, found[j].kind, inner, found)]
    if rule.position == "last":
        return fitting[-1:]
    if rule.position == "seat":
        return [j for j in fitting if _SEAT.match(outer.name, found[j].end - outer.start)]
    return fitting


def _at_home(places: list[int], found: list[Found]) -> list[int]:
    """Leave out the countries that a name with a place of ours only says to be a partner: 中国以色列|常州创新园."""
    abroad = [j for j in places if found[j].kind == "Region" and is_country(found[j].name)]
    return [j for j in places if j not in abroad] if len(abroad) < len(places) else places


_OF_ZONES = frozenset(("Zone", "Cluster"))


def _places_zone(outer: Found, found: list[Found], j: int, inner: list[int]) -> bool:
    """Say whether the part only says where the zone behind it lies, of which the whole is a part: 北京|中关村|软件园."""
    return (
        outer.kind in _OF_ZONES
        and found[j].kind == "Region"
        and any(found[k].kind == "Zone" and found[k].start == found[j].end for k in inner)
    )


def _opening(outer: Found, kind: str, inner: list[int], found: list[Found]) -> int:
    """Return where a part of ``kind`` may begin that opens the name: behind 中共, a zone or a university behind its region,
    all that issued a paper before its 关于."""
    if (kind, outer.kind) == _PAPERS_ISSUER:
        return outer.start + max(0, outer.name.find("关于"))
    if outer.name.startswith("中共"):
        return outer.start + 2
    if kind == "Region":
        return _inner_place(outer, found)
    regions = [found[j].end for j in inner if found[j].kind == "Region" and found[j].start == outer.start]
    behind = (kind == "Zone" and outer.kind in _OF_ZONES) or (kind, outer.kind) == _SCHOOLS_HOUSE
    return max(regions, default=outer.start) if behind else outer.start


_PAPERS_ISSUER = ("GovernmentBody", "Policy")
_SCHOOLS_HOUSE = ("University", "ResearchInstitute")  # 深圳|清华大学|研究院


def _inner_place(outer: Found, found: list[Found]) -> int:
    """Return where the innermost of the places begins that open the name one in the other: 宁波市|奉化区."""
    at = outer.start
    regions = {f.start: f for f in found if f.kind == "Region" and outer.start <= f.start and f.end <= outer.end}
    while (place := regions.get(at)) and (part := regions.get(place.end)) and lies_in(part.name, place.name):
        at = part.start
    return at


_SEAT = re.compile(
    r"\)|(?:公司|分公司|分行|支行|分院|分所|分部|分署|分局|分队)$"
)  # a firm's place in brackets, or a branch's
