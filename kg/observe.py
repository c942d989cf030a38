"""Numbers that a text states of named things: value, unit, what is counted, when, achieved or aimed at."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.recognise import Found
from kg.relate.slots import Group, Slotted, slotted, top_level
from kg.relate.topics import Topic, find_topic, topics
from kg.text import sentences

_SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "百万": 10**6, "千万": 10**7, "十万": 10**5}
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_MONEY = ("元", "人民币", "美元", "欧元", "港元", "日元")
_UNITS = (
    "亿千瓦时|万千瓦时|千瓦时|万千瓦|亿立方米|立方米|平方公里|平方千米|平方米|公里|千米|万标箱|标箱|个百分点|百分点|人次|吉瓦时|吉瓦|兆瓦|千瓦|公顷|美元|欧元|港元|日元|"
    "GWh|MWh|GW|MW|kW|TB|PB|EFLOPS|[PE]FLOPS|吨|元|家|个|项|件|人|名|位|所|座|台|套|辆|艘|架|条|种|次|亩|户|%|％|倍|只|颗|枚|款|批|头|株|棵|处|幢|栋|间|片|期|支|场|笔|门|克|升|米|篇|组|部|列|班|箱|单|宗|株|万|亿|纳米|分钟|小时|天|块|张|杯|斤|公斤|对|层|级|度|秒|岁|届|步|股|本"
)
_NUMBER = re.compile(
    rf"(?P<compare>超过|超|突破|约|近|逾|达到|达|不低于|不少于|不到|不足|至少|高达|多达|累计|共|大约|接近|上)?"
    rf"(?P<number>\d+(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|[零一二三四五六七八九十百千两]+)(?P<more>多|余)?(?P<scale>万亿|千亿|百亿|十亿|百万|千万|十万|[十百千]?[万亿])?(?P<more2>多|余)?(?P<unit>{_UNITS})"
)
_PERCENT = re.compile(r"(?P<compare>超过|超|约|近|逾|不到|不足|不低于|达到|达)?(?:百分之(?P<cn>[零一二三四五六七八九十百]+)|(?P<tenth>[一二三四五六七八九两])成(?P<half>半)?|(?P<frac>[一二三四五六七八九十两]+)分之(?P<top>[一二三四五六七八九十两]+)|(?P<half2>半数|一半))")
_NOT_MEASURED = frozenset("期届级度步天次分钟小时秒岁层批本股块张".split())
_SKIP_UNITS = frozenset(("期", "届", "级", "度", "步", "批", "岁", "层", "本", "次", "股", "天", "秒", "块", "张", "分钟", "小时", "部", "篇", "种", "对", "杯", "间", "片", "组", "单", "班", "门", "场"))
_ARTICLE = re.compile(r"^[一两几]")
_DATE_AFTER = re.compile(r"^(?:年|月|日|号|时|点|世纪)")
_TIME = re.compile(
    r"(?:(?:19|20)\d\d年(?:底|末|初|上半年|下半年|[一二三四]季度|前[0-9一二三四五六七八九十]+个?月|\d{1,2}月(?:份|底|末|\d{1,2}日)?|前三季度)?|今年(?:前三季度|上半年|一季度|前?\d{1,2}个?月(?:份|底)?|1-\d+月份|前[一二三四五六七八九十]+个?月|底|末|第[一二三四]季度)?|去年(?:底|全年|同期|上半年|\d{1,2}月)?|“?十[一二三四五]五”?(?:期间|时期|末)?|目前|截至目前|上半年|前三季度|一季度)"
)
_TARGET = re.compile(r"(?:预计|计划|力争|将|目标|争取|拟|规划|有望|到20[2-9]\d年|预期|要|努力)[^。;]{0,30}$")
_CLASS_SIZE = re.compile(r"^(?:级|以上|规模|产值的|以下)")
_COMPARATORS = {"超过": ">", "超": ">", "突破": ">", "逾": ">", "约": "~", "近": "~", "大约": "~", "接近": "~", "不低于": ">=", "不少于": ">=", "至少": ">=", "不到": "<", "不足": "<"}
_INDICATOR_STOP = ",。;:!?、“”《》()"


class Measured(NamedTuple):
    """A number stated of a name of the flow (``subject`` is its position), with the passage that states it."""

    subject: int
    indicator: str
    value: float
    unit: str
    time: str
    target: bool
    comparator: str
    start: int
    end: int
    rule: str


def observe(flow: str, found: list[Found]) -> Iterator[Measured]:
    """Yield the numbers that ``flow`` states of the names ``found`` in it."""
    if not found:
        return
    top = top_level(found)
    carried: list[Group] = []
    for start, end in sentences(flow):
        sentence = slotted(flow, start, end, found, top)
        own = topics(sentence)
        yield from _sentence(sentence, found, own, carried)
        carried = [*carried, *(t.group for t in own)][-3:]


_SUBJECTS = frozenset(
    ("Zone", "Region", "Cluster", "Company", "ResearchInstitute", "University", "Organization", "Program", "Policy", "GovernmentBody")
)


def _sentence(sentence: Slotted, found: list[Found], own: list[Topic], carried: list[Group]) -> Iterator[Measured]:
    for start, end, value, unit, comparator in _numbers(sentence.text):
        group, _ = find_topic(sentence, own, carried, start, _SUBJECTS)
        if group is None or len(group.members) != 1:
            continue
        before = sentence.text[max(0, start - 40) : start]
        planned = bool(_TARGET.search(before))
        indicator = _indicator(sentence.text, start, end)
        yield Measured(
            group.members[0],
            ("目标 " if planned else "") + indicator,
            value,
            unit,
            _time(sentence.text, start),
            planned,
            comparator,
            sentence.start,
            sentence.end,
            "number:" + unit,
        )


def _numbers(text: str) -> Iterator[tuple[int, int, float, str, str]]:
    """Yield the measured numbers of a text: start, end, value, unit, comparator."""
    for match in _NUMBER.finditer(text):
        value = _value(match)
        unit = match["unit"].replace("％", "%")
        if value is None or _no_measure(text, match, unit):
            continue
        if unit in ("万", "亿"):
            continue
        yield match.start(), match.end(), value, unit, _COMPARATORS.get(match["compare"] or "", "=")
    for match in _PERCENT.finditer(text):
        share = _share(match)
        if share is not None:
            yield match.start(), match.end(), share, "%", _COMPARATORS.get(match["compare"] or "", "=")


def _no_measure(text: str, match: re.Match[str], unit: str) -> bool:
    number = match["number"]
    if unit in _SKIP_UNITS or _CLASS_SIZE.match(text, match.end()) or text[match.end() : match.end() + 1] == "级":
        return True
    if text[max(0, match.start() - 1) : match.start()] in ("第", "头", "前", "每"):
        return True
    small = not number[0].isdigit()
    return small and not match["scale"] and (number in ("一", "两") or len(number) == 1 and unit in ("个", "家", "条", "项", "座", "位", "名", "人", "支", "处", "款"))


def _value(match: re.Match[str]) -> float | None:
    number = match["number"].replace(",", "")
    base = float(number) if number[0].isdigit() else _chinese(number)
    if base is None:
        return None
    scale = _SCALE.get(match["scale"] or "", 1)
    value = base * scale
    return round(value, 6)


def _chinese(number: str) -> float | None:
    total = section = digit = 0
    for char in number:
        if char in _DIGITS:
            digit = _DIGITS[char]
        else:
            unit = _SCALE[char]
            section += (digit or 1) * unit
            digit = 0
    total += section + digit
    return float(total) if total else None


def _share(match: re.Match[str]) -> float | None:
    if match["cn"]:
        return _chinese(match["cn"])
    if match["tenth"]:
        return _DIGITS[match["tenth"]] * 10 + (5 if match["half"] else 0)
    if match["half2"]:
        return 50.0
    bottom, top = _chinese(match["frac"]), _chinese(match["top"])
    return round(100 * top / bottom, 1) if bottom and top else None


def _time(text: str, at: int) -> str:
    found = [m.group() for m in _TIME.finditer(text, 0, at)]
    times = [t for t in found if t not in ("目前", "截至目前")]
    return times[-1] if times else ""


def _indicator(text: str, start: int, end: int) -> str:
    """Return what is measured: the words after a count, the words before an amount."""
    after = re.match(r"[^,。;:!?、“”《》()\ue000-\ue03f的]{1,16}", text[end:])
    low = start
    while low and start - low < 16 and text[low - 1] not in _INDICATOR_STOP and not "\ue000" <= text[low - 1] <= "\ue03f":
        low -= 1
    before = text[low:start].strip("的了")
    if after and len(after.group()) >= 2:
        return after.group()
    return before or "数量"
