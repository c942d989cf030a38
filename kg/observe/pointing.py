"""Whom 全市, 该公司, 园区 and 这里 mean: the last that was spoken of and is such a thing."""

import re
from collections.abc import Sequence

from kg.observe.clauses import ADVERBS
from kg.observe.records import SITES, Holder, Spoken, is_country
from kg.recognise import Found

_SEATS = frozenset(("Zone", "Region", "Cluster", "ResearchInstitute", "University", "Organization"))
_THAT = re.compile(r"(?:该|这个|这一|这些|此)(?P<head>[\u4e00-\u9fff]{2,6})")
_COMPANY_BACK = re.compile(r"该?(?:公司|集团)(?![\u4e00-\u9fff]{1,3}区)|该企业")
_FIRM_BACK = re.compile(r"这家(?:企业|公司|集团)|企业(?=有望|已|将|今年|去年|计划|年|先后|累计|每年|自主|拥有)")
_PLACE_BACK = re.compile(
    r"(?P<level>全|该|我|本|这座|这个|整个|这片|在这片)(?P<what>省|市|州|县|区|镇|园区|自治区|新区|开发区|高新区|城市|园|集群|产业园|科技园|土地|热土)|(?P<here>在?当地|在?这里|在?此地|园区|区内|市内|省内|在?园区内|新区|高新区|开发区|经开区|核心区|启动区)"
    r"|(?P<zone>示范区|自创区|科学城|科技城|生态城|产业园|科技园|软件园|生物城|保税区|自贸区|合作区|试验区|集聚区|工业园区?|自贸试验区|科创走廊|大走廊|实验区|大?湾区)(?![域级类内外建试])"
)
_OF_WHOLE = re.compile(
    r"(?<![占为比居列在于位过])[全我](?P<what>[省市州县区旗镇])(?:的|现有|已有|共有|有|近|约|超过?|逾)?$"
)
_LEVEL = {
    "省": re.compile(r"(?:省|自治区)$"),
    "自治区": re.compile(r"自治区$"),
    "市": re.compile(r"市$"),
    "城市": re.compile(r"市$"),
    "州": re.compile(r"州$"),
    "县": re.compile(r"(?:县|市|旗)$"),
    "镇": re.compile(r"镇$"),
    "集群": re.compile(r"集群$"),
    "新区": re.compile(r"新区$"),
    "开发区": re.compile(r"(?:开发区|高新区|经开区)$"),
    "高新区": re.compile(r"(?:高新区|高新技术产业开发区|示范区)$"),
}


def back(text: str, at: int, end: int, found: list[Holder], names: Sequence[Found], spoken: Spoken) -> Holder | None:
    """Return whom the clause that begins at ``at`` points back to.

    Args:
        text: the flow.
        at: where the clause begins, after its adverbs.
        end: where the sentence ends.
        found: of whom the sentence spoke so far.
        names: the sentence's names.
        spoken: what the text before was about.
    """
    so_far = spoken._replace(history=(*spoken.history, *(n for n in names if n.end <= at)))
    place = _PLACE_BACK.match(text, at, end)
    if place:
        meant = _place_meant(place, found, so_far)
        return Holder(at, place.end(), meant) if meant else None
    return _that(text, at, end, so_far) or _firm(text, at, end, so_far)


def _place_meant(place: re.Match[str], found: list[Holder], so_far: Spoken) -> tuple[Found, ...]:
    if place["zone"]:
        return _zone_back(place["zone"], so_far)
    latest = [h for h in found if h.end <= place.start() and h.names and all(n.kind in SITES for n in h.names)]
    return latest[-1].names if place["here"] and latest else place_back(place["what"] or place["here"] or "", so_far)


def _that(text: str, at: int, end: int, so_far: Spoken) -> Holder | None:
    """Return the last name with the head that 该… repeats: 该研究院."""
    that = _THAT.match(text, at, end)
    head = that["head"] if that else ""
    for length in range(len(head), 1, -1):
        meant = [n for n in so_far.history if n.name.endswith(head[:length])]
        if that and meant:
            return Holder(at, that.start("head") + length, tuple(meant[-1:]))
    return None


def _firm(text: str, at: int, end: int, so_far: Spoken) -> Holder | None:
    firm = _FIRM_BACK.match(text, at, end)
    if firm and (topic := so_far.topic()) and all(n.kind == "Company" for n in topic):
        return Holder(at, firm.end(), topic)
    company = _COMPANY_BACK.match(text, at, end)
    named = tuple([n for n in so_far.history if n.kind == "Company"][-1:])
    return Holder(at, company.end(), named) if company else None


def _zone_back(what: str, spoken: Spoken) -> tuple[Found, ...]:
    """Return the last zone whose name ends with ``what``."""
    zones = [n for n in (*spoken.history, *spoken.topic()) if n.kind in ("Zone", "Region")]
    return tuple([n for n in zones if n.name.endswith(what)][-1:])


def place_back(what: str, spoken: Spoken) -> tuple[Found, ...]:
    """Return the last place of the level that ``what`` names, else the topic where it is a place."""
    what = what.removeprefix("在")
    places = [n for n in spoken.history if n.kind in SITES and not is_country(n.name)]
    level = _LEVEL.get(what)
    if level:
        fitting = [n for n in places if level.search(n.name)]
        topic = [n for n in spoken.topic() if level.search(n.name)]
        return tuple((topic or fitting)[-1:])
    if what in ("区", "园区", "园", "产业园", "科技园"):
        topic = [n for n in spoken.topic() if _is_zone(n, what)]
        fitting = [n for n in places if _is_zone(n, what)]
        return tuple((topic or fitting)[-1:])
    named = spoken.topic()
    if named and all(n.kind in _SEATS for n in named):
        return named
    near = [n for n in places[-3:] if what == "这里" and not named and n.kind != "Region"]
    return tuple((near or places)[-1:])


def _is_zone(name: Found, called: str) -> bool:
    return name.kind == "Zone" or (called == "区" and name.name.endswith("区"))


def of_all(text: str, clause: int, start: int, names: Sequence[Found], spoken: Spoken) -> tuple[Found, ...]:
    """Return the place whose whole a number is of, where the clause does not open with it: 实现全市30家."""
    whole = _OF_WHOLE.search(text, clause, start)
    if not whole or ADVERBS.fullmatch(text, clause, whole.start()):
        return ()
    so_far = spoken._replace(history=(*spoken.history, *(n for n in names if n.end <= whole.start())))
    return place_back(whole["what"], so_far)
