"""Names that stand in the lexicon, and the names inside them."""

import re
from collections.abc import Iterator
from functools import lru_cache
from string import ascii_letters, digits

from kg.lexicon import Entry, field_edges, generic, load
from kg.recognise.bodies.institutes import fields_inside
from kg.recognise.candidates import (
    CHINA,
    CLOSED,
    FIELDS,
    NESTED,
    PLACES,
    PLACES_AND_BODIES,
    Found,
    Hit,
    Scene,
    certain,
    cuts_trade,
    of_kind,
)
from kg.words import boundaries, in_dictionary, words

# The name is the beginning of a longer word.
_LONGER = "部门 学生 院士 局长 委员 市场 所有 中心城 部长(?=们) 集团军 区域 区块 党委书 平新时代 东思想 平理论 照时 照充足 照强度 照条件 照率".split()
_LONGER.append("港(?<=临港)(?=产业|工业|石化|物流|装备|制造|重化|化工|经济)")  # of any port
_GOES_ON = re.compile("|".join(_LONGER))
_GOES_ON_OPENS = frozenset(word[0] for word in _LONGER)
_LATIN = frozenset(ascii_letters + digits)
_REGION = frozenset(("Region",))


def find_known(scene: Scene, _: list[Found]) -> Iterator[Found]:
    """Yield the names that need no support, with the known names inside them."""
    text = scene.text
    for start, end, entries in _hits(scene):
        entry = _meant(text, end, entries) or _supported(scene, start, end, entries)
        if (
            entry is None
            or entry.code == CHINA
            or _part_of_word(text, start, end)
            or (entry.sort in _MINISTRIES and text[start - 1 : start] in _LEVELS)  # 省|发展改革委 is no ministry
            or (_is_national(text, start, entry) and text[start - 1 : start] in _LEVELS)  # 省|科技重大专项
        ):
            continue
        if text[end - 1] in _GOES_ON_OPENS and _GOES_ON.match(text, end - 1):
            continue
        if entry.kind in _NAMESAKES and (place := _namesakes_place(scene, start, end, entry)) is not None:
            if not text.startswith("长", end):  # 希腊文化部|长 is a Greek minister
                yield Found(place, end, entry.kind, text[place:end], "region-before-namesake")
            continue
        if entry.kind == "Region" and (
            _called_alike(text, start, end, entry) or _elsewhere(scene, start, end, entries)
        ):
            continue
        joined = (
            entry.kind == "Person" and text[start - 1 : start] == "和"
        )  # 和|普京: the segmenter has a word for both
        if end - start <= _ACROSS_WORDS.get(entry.kind, 2) and not joined and not scene.at_boundaries(start, end):
            continue
        if entry.kind in FIELDS and (
            cuts_trade(text, end) or text.startswith((*_no_field_before(text[start:end]), *_NO_FIELD), end)
        ):
            continue
        if entry.kind == "Industry" and text[start:end] in _BARE_TRADES and _narrowed(scene, start):
            continue
        longer = entry.kind == "Zone" and scene.text[end - 1 : end + 1] == "园区"  # 科技园|区
        longer |= entry.kind == "Industry" and _TRADE.match(scene.text, end - 1) is not None  # 批发和零售|业
        yield Found(start, end + longer, entry.kind, entry.label, f"lexicon:{entry.file}")
        if entry.kind == "ResearchInstitute" and end - start > _PLAIN_INSTITUTE:
            yield from _field_of_institute(scene, start, end)
        if (
            entry.kind == "Zone"
            and any(e.kind == "Region" and not e.weak for e in entries)
            and entry.label != text[start:end]
        ):
            continue
        for low, high, inner in parts(text[start:end], entry.kind) if entry.kind not in CLOSED else ():
            yield Found(start + low, start + high, inner.kind, inner.label, f"inside:{inner.file}")


def _is_national(text: str, start: int, entry: Entry) -> bool:
    """Say whether the name is short for a programme of the state."""
    return entry.kind == "Program" and entry.label.startswith("国家") and not text.startswith("国家", start)


_MINISTRIES = frozenset(("ministry", "agency", "state"))
_NAMESAKES = frozenset(("GovernmentBody", "Organization"))
_STATES = _MINISTRIES | {"former"}
_LETTERS = frozenset("美俄英法德韩伊乌泰越印巴土叙朝")  # countries by one letter: 俄|外交部


def _namesakes_place(scene: Scene, start: int, end: int, body: Entry) -> int | None:
    """Return where the place begins that stands before a body's short form and makes it another's: 希腊|文化部, 武汉|协和医院."""
    home = body.label.removesuffix(scene.text[start:end])
    own = scene.lexicon.entry(home, "Region") if home != body.label else None
    if own is None and home != "中国" and body.sort not in _STATES:
        return None
    before = scene.hit_by_end.get(start)
    place = of_kind(before[2], _REGION) if before else None
    if before and place:
        elsewhere = own is not None and place.code[:2] != own.code[:2]
        return before[0] if place.code != CHINA and (elsewhere or place.code.startswith("F")) else None
    letter = body.sort in _STATES and scene.text[start - 1 : start] in _LETTERS
    return start - 1 if letter and (start == 1 or not in_dictionary(scene.text[start - 2 : start])) else None


_NO_FIELD = ("部门",)  # 大数据|部门 is an office
_BARE_TRADES = frozenset(("制造业", "服务业", "装备制造业", "加工业", "装备制造", "运输业", "维修业"))
_NARROWS = ("n", "nz", "vn")


def _narrowed(scene: Scene, start: int) -> bool:
    """Say whether a noun right before a trade of many kinds says which is meant: 柴油机维修|服务业, 设备及配件|制造业."""
    if start in scene.hit_by_end and of_kind(scene.hit_by_end[start][2], PLACES):
        return False
    low = start
    while low and start - low < 8 and "\u4e00" <= scene.text[low - 1] <= "\u9fff":
        low -= 1
    before = words(scene.text[low:start])[-1] if low < start else None
    if before is None or not before.inner or before.tag not in _NARROWS or len(before.text) == 1:
        return False  # 助推|制造业: a verb, whatever else its word may be
    return before.text[0] != "全" and before.text not in field_edges("before") and before.text not in generic("fields")


def _no_field_before(form: str) -> tuple[str, ...]:
    """Return what follows the field where it only begins a word for a class or a task: 制造业|创新中心."""
    return load().no_field_before.get(form, ())


def _hits(scene: Scene) -> Iterator[Hit]:
    """Yield the known names of the flow. What a short place only seems to be gives way: 上海 in 上海|城市, not 海城市."""
    text = scene.text
    for hit in scene.hits:
        start, end, entries = hit
        if end - start != _ACROSS or not _cuts_into_word(scene, start, end, entries):
            yield hit
        elif place := of_kind(scene.lexicon.names.get(text[start - 1 : start + 1], ()), _REGION):
            yield start - 1, start + 1, (place,)


_LEVELS = frozenset("省市区县州")


def _cuts_into_word(scene: Scene, start: int, end: int, entries: tuple[Entry, ...]) -> bool:
    """Say whether a place begins inside a word and ends in one of its own: 沿|海城市."""
    if entries[0].kind != "Region" or not start or not in_dictionary(scene.text[start + 1 : end]):
        return False
    return not scene.begins_word(start)


def _called_alike(text: str, start: int, end: int, place: Entry) -> bool:
    """Say whether a county only lends its word to a mountain, a river, a bay, a village or a crossing: 岳麓|山, 嘉陵|江, 兴化|湾, 黄埔|村."""
    county = place.code.isdigit() and not place.code.endswith("00")
    return county and end - start == _SHORT and _FEATURE.match(text, end) is not None


def _elsewhere(scene: Scene, start: int, end: int, entries: tuple[Entry, ...]) -> bool:
    """Say whether a county's short name stands right behind a place that it does not lie in: 慈溪|滨海经济开发区."""
    before = scene.hit_by_end.get(start) if end - start == _SHORT else None
    outer = certain(before[2]) if before else None
    if outer is None or outer.kind != "Region" or not outer.code.isdigit():
        return False
    codes = [e.code for e in entries if e.kind == "Region"]
    depth = 4 if outer.code.endswith("00") and not outer.code.endswith("0000") else 2
    return all(code.isdigit() and not code.endswith("00") and code[:depth] != outer.code[:depth] for code in codes)


_FEATURE = re.compile(
    "[湾岛]|山(?![东西])|江(?![苏西南北])|运?河(?![南北西])|湖(?![南北州])|港(?![澳珠资商股])|村(?![民级镇里企委超B晚际])|立交"
)
_ACROSS = 3  # characters, of which the last two are a word of their own
# Characters of a name that may lie across two words: 西高新 in 江西高新技术产业, 中国网 in 中国网民.
_ACROSS_WORDS = {"Zone": 3, "Organization": 3}
_TRADE = re.compile("[^业]业(?![态务主绩界者内余园])")
_PLAIN_INSTITUTE = 6  # shorter names are abbreviations


def _field_of_institute(scene: Scene, start: int, end: int) -> Iterator[Found]:
    """Yield what a known institute works on by its name: what stands between its place or parent and its head."""
    name = scene.text[start:end]
    head = _head_of(name)
    inside = [
        high
        for _, high, entry in parts(name, "ResearchInstitute")
        if entry.kind in PLACES_AND_BODIES and high <= len(name) - len(head)
    ]
    if head:
        yield from fields_inside(scene, start + max(inside, default=0), end - len(head))


_SECTOR_WORDS = ("产业", "行业", "领域")


def _meant(text: str, end: int, entries: tuple[Entry, ...]) -> Entry | None:
    """Return what the form is here; before 产业 it is no firm (航天信息产业园)."""
    entry = certain(entries)
    if entry and entry.kind == "Company" and text.startswith(_SECTOR_WORDS, end) and not text.startswith("产业化", end):
        return certain(tuple(e for e in entries if e.kind != "Company"))
    return entry


_SIGHT = re.compile(
    "(?:国际)?机场|石窟|[山湖河江海]"
)  # what is called after a word may be called after a place, or not
_HAS_PLACE = re.compile("高新区|经开区|开发区|高新技术|经济(?:技术)?开发区")
_BEFORE_PLACE = re.compile(r"(?:在|位于|来到|走进|地处|落户)$")
_AFTER_PLACE = re.compile(r"[,的内里、]|等地|市|县|区")


def _supported(scene: Scene, start: int, end: int, entries: tuple[Entry, ...]) -> Entry | None:
    """Return the place that a form means which is also a common word, where the text treats it as one: 在大安, 吉林大安."""
    if not of_kind(entries, _REGION) or _SIGHT.match(scene.text, end):
        return None
    place = next((e for e in entries if e.kind == "Region" and e.code != CHINA), None)
    if place is None or not scene.at_boundaries(start, end):
        return None
    if words(scene.text[start:end])[0].tag.startswith("v"):
        return None  # 辽宁振兴
    only = sum(e.kind == "Region" for e in entries) == 1 and not place.label.endswith("区")
    if only and _HAS_PLACE.match(scene.text, end):
        return place  # 灯塔|经开区, not 河西|高新区
    before = scene.hit_by_end.get(start)
    if before and (outer := certain(before[2])) and outer.kind == "Region" and place.code.startswith(outer.code[:2]):
        return place
    located = _BEFORE_PLACE.search(scene.text, max(0, start - 2), start) and _AFTER_PLACE.match(scene.text, end)
    return place if located else None


@lru_cache(maxsize=8192)
def parts(name: str, kind: str) -> tuple[tuple[int, int, Entry], ...]:
    """Return the known names inside ``name``, itself left out: (start, end, entry)."""
    if kind in CLOSED:
        return ()
    found: dict[tuple[int, int], Entry] = {}
    body = name[: -len(_head_of(name))] if _head_of(name) else name[:-1]
    for offset, text in ((0, body), (1, name[1:])):
        for start, end, entries in load().find_names(text):
            entry = certain(entries)
            if entry and entry.kind == "Program":  # 京津冀 in 京津冀协同发展|战略
                for low, high, deeper in parts(text[start:end], entry.kind):
                    found.setdefault((start + offset + low, start + offset + high), deeper)
            if (
                entry
                and entry.kind in NESTED
                and entry.code != CHINA
                and not _cuts_word(name, start + offset, end + offset, entry)
            ):
                found.setdefault((start + offset, end + offset), entry)
                for low, high, deeper in parts(text[start:end], entry.kind):
                    found.setdefault((start + offset + low, start + offset + high), deeper)
    return tuple((start, end, entry) for (start, end), entry in sorted(found.items()))


def _cuts_word(name: str, start: int, end: int, entry: Entry) -> bool:
    """Say whether a short place, a field or a firm only seems to stand in a name: 泉港 in 冷泉港实验室, 家电 in 国家电投."""
    if entry.kind == "Company":
        return any(in_dictionary(name[end - size : end + 1]) for size in (1, 2) if end < len(name))  # 中微半导|体设备
    if entry.kind in FIELDS and end - start == _SHORT:
        cut = boundaries(name)
        return start not in cut and (start + 1 in cut or in_dictionary(name[start - 1 : start + 1]))
    if entry.kind != "Region" or end - start > _SHORT + 1:
        return False
    cut = boundaries(name)
    if end - start == _SHORT:
        return start not in cut or _called_alike(name, start, end, entry)
    return name[end - 1] == "区" and end not in cut


_SHORT = 2


def _head_of(name: str) -> str:
    heads = [head for _, end, head in load().find_heads(name) if end == len(name)]
    return heads[0].text if heads and heads[0].text != name else ""


def _part_of_word(text: str, start: int, end: int) -> bool:
    """Latin names must not stand inside a longer Latin word."""
    if text[start] in _LATIN and start and text[start - 1] in _LATIN:
        return True
    return text[end - 1] in _LATIN and text[end : end + 1].isalpha() and text[end] in _LATIN
