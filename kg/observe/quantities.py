"""Numbers with their units, ranges and shares."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg import numerals
from kg.observe.refusals import Case, refusal
from kg.observe.units import canonical, load

_SCALE = re.compile(
    r"\s?(?P<more>多|余)?(?P<scale>[十百千]?[万亿]{1,2}(?![瓦米克伏])|兆(?=[元\d一二三四五六七八九两])|[十百千](?![瓦米克伏]))?(?P<more2>多|余)?(?:个(?=亿))?(?P<late>亿)?\s?"
)
_SCALE_OPENS = frozenset("多余十百千万亿兆个")
_REST = re.compile(  # of a number that has its 亿, 兆 or 万: 3亿|5000万, 1兆|5146亿, 1万|5千
    r"(?:(?P<digits>\d,\d{3}|\d{1,4})(?![\d.])(?P<scale>[十百千]?[万亿]|[百千](?![瓦米克伏]))?"
    rf"|(?P<words>[零一二三四五六七八九两](?:[{numerals.CHINESE}](?![瓦米克伏])){{0,7}}+))(?P<more>多|余)?"
)
_JOINT = re.compile(r"\s?(?:-|~|—{1,2}|–|至|到)\s?")
_JOINT_OPENS = frozenset("-~—–至到")
_MONEY_BEFORE = re.compile(
    r"(?:元|GDP|生产总值|资金?|投入|投资|产值|收入|营收|金额|贷款|融资|估值|市值|拿出|经费|利润|税收|补贴|奖励|规模|交易额|销售额|总额|基金|财政)[^,。;]{0,8}$"
)
_MONEY_AFTER = re.compile(r"(?:资金|投资|贷款|产值|产业|集群|级|补贴|引进|基金|扶持|用于|规模|的?大关)")
_PEOPLE = re.compile(
    r"(?:(?:建档立卡|农村)?贫困(?:人口|群众)|农民工?|村民|居民|市民|群众|职工|员工|学生|师生|学子|教师|用户|人才|人员|从业人员|科研人员|科技人员|技术人员|专业人才|游客|旅客|观众|观展者|专业观众|人口|人民群众|党员|干部|老人|青年|工人|产业工人|大学生|毕业生|创业者|贫困人口|移民|客商|消费者|科学家|工程师|专家)"
)
_FEW_PEOPLE = re.compile(r"[^,。;:、\d]{0,3}?(?:村民|农民|群众|居民|职工|员工)")
_PEOPLE_BEFORE = re.compile(
    r"(?:人口|从业人员|用户|就业人数|参保人数|人数|人员|人才|农民工?|居民|会员|毕业生|大学生|游客|客流)[^,。;:、]{0,6}$"
)
_NUMBER_GOES_ON = frozenset("多余个十百千万亿-~—–至到")  # beside a unit: scales, and the joints of a range
_BEFORE = (
    (">=", re.compile(r"(?:不低于|不少于|不下于?|至少|最少|起码)$")),
    ("<=", re.compile(r"(?:不超过|至多|最多|最高)$")),
    ("<", re.compile(r"(?:不到|不足|不满|低于|少于|小于|未满|未达)$")),
    (">", re.compile(r"(?:超过|超出|突破|跨过|越过|迈过|跃过|大于|高于|多于|超|逾|过)$")),
    ("~", re.compile(r"(?:大约|约为|(?<![签合契节公条预])约|接近|将近|大概|近)$")),
)
_NEARLY = re.compile("(?<![迈跃登站冲踏攀])上$")  # 上百亿元 are about as much; 迈上百亿元 has come to it
_WHOLES = ("全国", "全省", "全市", "全球", "世界")
_BEFORE_ENDS = frozenset("于少下码过多高到足满达出破越大超逾约为近概")  # the last letters of these
_AFTER = (
    (">=", re.compile(r"(?:及|或)?以上")),
    ("<=", re.compile(r"(?:及|或)?以[下内]")),
    ("~", re.compile(r"左右|上下")),
)
_AFTER_OPENS = frozenset("及或以左上")
_SHARE = re.compile(
    rf"百分之(?P<percent>[{numerals.CHINESE}]{{1,8}}+(?:点[零一二三四五六七八九]{{1,4}}+)?+)"
    r"|(?P<bottom>[一二三四五六七八九十两百]{1,4}|\d{1,4})分之(?P<top>[一二三四五六七八九十两]{1,3}|\d{1,4})"
    r"|(?<![零一二三四五六七八九十百千万亿两\d])(?P<tenths>[一二三四五六七八九两])成(?P<half>半)?(?![立为了功就果长本员形品套型分熟立交效不])"
    r"|(?:\$\s?)?(?P<spaced>\d(?: ?\d){0,4} ?(?:\. ?(?:\d ?){1,4})?)\\ ?%(?: ?\$)?"
    r"|(?P<majority>半数|(?<![一另前后上下])一半|占比过半|(?<=[占的])半壁江山)"
    r"|(?:(?<=[占的达近约超了])|(?<=全[国省市球]))(?P<part>[1-9])/(?P<whole>[2-9]|1\d)(?![\d/月日年])"
    r"|翻(?:了)?(?P<doubled>[一两二三])番"
)
_HAS_SHARE = re.compile(
    r"[分一二三四五六七八九两半翻每/\\](?:(?<=分)之|(?<=[一二三四五六七八九两])成|(?<=[半翻\\])|(?<=每)[一二三四五六七八九十百两\d]|(?<=/)\d)"
)
_EVERY = re.compile(
    r"每(?P<every>[一二三四五六七八九十百两]{1,3}|\d{1,4})(?P<unit>[家个台辆块人名件部艘只架枚颗吨根支瓶片条])[^,。;\d]{0,12}?[,中]?[^,。;\d]{0,6}?(?:就|便|即)?有(?P<part>[一二三四五六七八九十两]{1,3}|\d{1,4})(?P=unit)"
)


class Quantity(NamedTuple):
    """A number in a text: where it stands, its value and unit, and how the text hedges it."""

    start: int
    end: int
    value: float
    unit: str
    kind: str
    comparator: str


def may_hold(text: str) -> bool:
    """Say whether ``text`` holds any digit or numeral: cheap, to pass over the rest."""
    return _has_number().search(text) is not None


@cache
def _has_number() -> re.Pattern[str]:
    first = "".join(sorted(load().opens))
    return re.compile(
        rf"[0-9{numerals.CHINESE}半过翻](?:(?<=[0-9])|(?<=[{numerals.CHINESE}])(?:[多余成人亿半]|分之|[{re.escape(first)}])"
        rf"|(?<=半)[数壁]|(?<=过)半|(?<=翻)[一两二三了])"  # one class first: the engine passes over the rest faster
    )


def is_hedge(text: str) -> bool:
    """Say whether ``text`` only hedges the number after it: 近, 超过, 不少于."""
    return any(pattern.fullmatch(text) for _, pattern in _BEFORE)


def quantities(text: str) -> list[Quantity]:
    """Return the quantities of a sentence in the order of their places; a range gives two."""
    if not may_hold(text):
        return []
    plain = list(_measured(text))
    shares = list(_shares(text)) if _HAS_SHARE.search(text) else []
    if not shares:
        return plain
    return sorted([*shares, *(q for q in plain if not any(s.start < q.end and q.start < s.end for s in shares))])


class _Number(NamedTuple):
    start: int
    end: int
    base: float
    scale: int
    more: bool
    spelled: str  # the numeral where it is in Chinese characters
    rest: float = 0  # what goes on after its scale


def _measured(text: str) -> Iterator[Quantity]:
    at = 0
    while match := numerals.find(text, at):
        at = match.end()
        first = _number(text, match) if _may_measure(text, match) else None
        if first is None:
            continue
        at = max(at, first.end if first.rest else 0)
        second = _other_end(text, first.end)
        if second:
            unit = _unit(text, second)
            if unit and not load().match(text, first.end):
                at = unit[1]
                scaled = first if first.scale > 1 or first.base > second.base else first._replace(scale=second.scale)
                yield from _quantity(text, scaled, unit, first.start)
                yield from _quantity(text, second, unit, first.start)
                continue
        unit = _unit(text, first)
        if unit:
            at = max(at, unit[1])
            yield from _quantity(text, first, unit, first.start)


def _other_end(text: str, at: int) -> _Number | None:
    """Return the second number of a range of which the first ends at ``at``."""
    if not _opens_with(text, at, _JOINT_OPENS):
        return None
    joint = _JOINT.match(text, at)
    numeral = numerals.NUMERAL.match(text, joint.end()) if joint else None
    return _number(text, numeral) if numeral else None


def _opens_with(text: str, at: int, opening: frozenset[str]) -> bool:
    """Say whether what begins at ``at`` begins with one of ``opening`` or a blank."""
    first = text[at : at + 1]
    return first in opening or first.isspace()


def _may_measure(text: str, numeral: re.Match[str]) -> bool:
    """Say whether the numeral can be a measure by what follows it: most that are words cannot (第一, 统一, 一批)."""
    end = numeral.end()
    after = text[end : end + 1]
    return after in load().opens or after in _NUMBER_GOES_ON or text[end - 1] in "万亿" or after.isspace()


def _number(text: str, match: re.Match[str]) -> _Number | None:
    digits, words = match.groups("")
    end = match.end()
    if words[1:].endswith("千") and text.startswith("瓦", end):  # 十万千瓦 are kilowatts
        words, end = words[:-1], end - 1
    base = numerals.digits(digits) if digits else numerals.words(words)
    if base is None:
        return None
    tail = _SCALE.match(text, end) if _opens_with(text, end, _SCALE_OPENS) else None
    if tail is None:
        return _Number(match.start(), end, base, 1, False, words)
    more, scale, more2, late = tail.groups("")
    factor = numerals.scale(scale + late) if scale or late else 1
    return _with_rest(text, _Number(match.start(), tail.end(), base, factor, bool(more or more2), words))


def _with_rest(text: str, number: _Number) -> _Number:
    """Return the number with what goes on after its scale: 3亿|5000万. What is not smaller than the scale is another number."""
    rest = _REST.match(text, number.end) if number.scale >= 10**4 and not number.more else None
    if rest is None:
        return number
    digits, scale, words, more = rest.groups("")
    base = numerals.digits(digits) if digits else numerals.words(words)
    value = (base or 0) * numerals.scale(scale)
    if not 100 <= value < number.scale:  # 1万2 is said, and no year or page follows a number: 3亿2024
        return number
    return number._replace(end=rest.end(), more=bool(more), rest=value)


def _unit(text: str, number: _Number) -> tuple[str, int] | None:
    """Return the unit after ``number`` and where it ends; sums of money and people may go without one."""
    match = load().match(text, number.end)
    if match:
        return match.group(), match.end()
    scaled = number.scale >= 10**4 or (number.spelled and number.spelled[-1] in "万亿")
    if not scaled and not (number.more or number.scale > 1):
        return None
    if _PEOPLE.match(text, number.end) or (number.scale > 1 and _FEW_PEOPLE.match(text, number.end)):
        return "人", number.end
    if _PEOPLE_BEFORE.search(text[max(0, number.start - 12) : number.start]):
        return "人", number.end
    if re.search("个[万亿]", text[max(number.start, number.end - 3) : number.end]):
        return "元", number.end
    hundred_million = text[number.end - 1] == "亿" or text[number.end - 2 : number.end] in ("亿多", "亿余")
    before = text[max(0, number.start - 20) : number.start]
    if hundred_million and (_MONEY_BEFORE.search(before) or _MONEY_AFTER.match(text, number.end)):
        return "元", number.end
    return None


def _quantity(text: str, number: _Number, unit: tuple[str, int], first: int) -> Iterator[Quantity]:
    name, end = unit
    kind = load().kind.get(name, "count")
    sign = _compare(text, first, end, number)
    scaled = number.scale > 1
    small = kind == "count" and number.base < 10 and not scaled
    before = text[max(0, first - 12) : first]
    spelled = number.spelled
    case = Case(text, first, end, number.base, scaled, number.more, spelled, name, kind, sign, before, small)
    if not refusal(case):
        value = numerals.exact(number.base * number.scale + number.rest)
        yield Quantity(number.start, end, value, canonical(name), kind, sign)


def _compare(text: str, start: int, end: int, number: _Number) -> str:
    opening = start - 2 if text[max(0, start - 2) : start] in _WHOLES else start  # 不到|全国|0.6%
    before = text[max(0, opening - 4) : opening].rstrip(" ")
    after = text[end : end + 1]
    if before[-1:] in _BEFORE_ENDS:
        for sign, pattern in _BEFORE:
            if pattern.search(before):
                return sign
    if _NEARLY.search(before) and number.spelled[:1] in ("百", "千", "万"):
        return "~"
    if after in _AFTER_OPENS:
        for sign, pattern in _AFTER:
            if pattern.match(text, end):
                return sign
    return ">" if number.more or after in ("多", "余") else "="


def _shares(text: str) -> Iterator[Quantity]:
    """Yield fractions, tenths, halves and the like as percentages."""
    for match in _EVERY.finditer(text):
        bottom, top = _small(match["every"]), _small(match["part"])
        if bottom and top and top <= bottom:
            yield Quantity(match.start(), match.end(), round(100 * top / bottom, 1), "%", "share", "=")
    for match in _SHARE.finditer(text):
        share = _share(match)
        if share is not None:
            number = _Number(match.start(), match.end(), share, 1, False, "")
            yield Quantity(
                match.start(), match.end(), share, "%", "share", _compare(text, match.start(), match.end(), number)
            )


def _small(text: str) -> float | None:
    return float(text) if text.isascii() else numerals.words(text)


def _share(match: re.Match[str]) -> float | None:
    if match["percent"]:
        return numerals.words(match["percent"])
    if match["tenths"]:
        tenths = numerals.words(match["tenths"])
        return tenths * 10 + (5 if match["half"] else 0) if tenths else None
    if match["spaced"]:
        return float(match["spaced"].replace(" ", ""))
    if match["majority"]:
        return 50.0
    if match["doubled"]:
        times = numerals.words(match["doubled"])
        return 100 * (2.0**times - 1) if times else None
    bottom, top = _small(match["bottom"] or match["whole"]), _small(match["top"] or match["part"])
    return round(100 * top / bottom, 1) if bottom and top and bottom > 1 and top < bottom else None
