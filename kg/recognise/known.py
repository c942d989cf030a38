"""Names that stand in the lexicon, and the names inside them."""

import re
from collections.abc import Iterator
from functools import cache
from string import ascii_letters, digits

from kg.lexicon import Entry, field_edges, generic, load
from kg.recognise.bodies.institutes import fields_inside
from kg.recognise.candidates import (
    CHINA,
    FIELDS,
    PLACES,
    PLACES_AND_BODIES,
    Found,
    Hit,
    Scene,
    certain,
    cuts_trade,
    of_kind,
)
from kg.recognise.inside import SHORT, called_alike, head_of, parts
from kg.words import in_dictionary, words

_LATIN = frozenset(ascii_letters + digits)
_REGION = frozenset(("Region",))


def find_known(scene: Scene, _: list[Found]) -> Iterator[Found]:
    """Yield the names that need no support, with the known names inside them."""
    for start, end, entries in _hits(scene):
        entry = _meant(scene.text, end, entries) or _supported(scene, start, end, entries)
        if entry is None or entry.code == CHINA or _is_part(scene.text, start, end, entry):
            continue
        if entry.kind in _NAMESAKES and (place := _namesakes_place(scene, start, end, entry)) is not None:
            if not scene.text.startswith("长", end):  # 希腊文化部|长 is a Greek minister
                yield Found(place, end, entry.kind, scene.text[place:end], "region-before-namesake")
                if entry.kind == "ResearchInstitute":
                    yield from _field_of_institute(scene, start, end)
        elif _is_meant(scene, start, end, entry, entries):
            yield from _with_parts(scene, start, end, entry)


def _with_parts(scene: Scene, start: int, end: int, entry: Entry) -> Iterator[Found]:
    """Yield a known name, and what it states by its parts."""
    kind = entry.kind
    longer = kind == "Zone" and scene.text.startswith("园区", end - 1)  # 科技园|区
    longer |= kind == "Industry" and _TRADE.match(scene.text, end - 1) is not None  # 批发和零售|业
    yield Found(start, end + longer, kind, entry.label, f"lexicon:{entry.file}")
    if kind == "ResearchInstitute" and end - start > _PLAIN_INSTITUTE:
        yield from _field_of_institute(scene, start, end)
    for low, high, inner in parts(scene.text[start:end], kind):
        yield Found(start + low, start + high, inner.kind, inner.label, f"inside:{inner.file}")


_TRADE = re.compile("[^业]业(?![态务主绩界者内余园])")
_PLAIN_INSTITUTE = 6  # shorter names are abbreviations


def _field_of_institute(scene: Scene, start: int, end: int) -> Iterator[Found]:
    """Yield what a known institute works on by its name: what stands between its place or parent and its head."""
    name = scene.text[start:end]
    head = head_of(name)
    inside = [
        high
        for _, high, entry in parts(name, "ResearchInstitute")
        if entry.kind in PLACES_AND_BODIES and high <= len(name) - len(head)
    ]
    if head:
        yield from fields_inside(scene, start + max(inside, default=0), end - len(head))


def _is_part(text: str, start: int, end: int, entry: Entry) -> bool:
    """Say whether the name is only a part of another word or name: 省|发展改革委 is no ministry, 省|科技重大专项 not the state's."""
    if text[start - 1 : start] in _LEVELS and (entry.sort in _MINISTRIES or _is_national(text, start, entry)):
        return True
    return _cut_word().match(text, end - 1) is not None or _part_of_word(text, start, end)


@cache
def _cut_word() -> re.Pattern[str]:
    """Return what matches a word whose first letter a name would cut off: 交通部|门."""
    return re.compile("|".join(load().cut_words) or "(?!)")


_LEVELS = frozenset("省市区县州")


def _is_meant(scene: Scene, start: int, end: int, entry: Entry, entries: tuple[Entry, ...]) -> bool:
    """Say whether the words mean what they are in the lexicon, by their boundaries and what stands beside them."""
    kind = entry.kind
    if kind == "Region" and (called_alike(scene.text, start, end, entry) or _elsewhere(scene, start, end, entries)):
        return False
    return not (
        _lies_across(scene, start, end, kind)
        or (kind in FIELDS and _is_no_field(scene.text, start, end))
        or (kind == "Industry" and scene.text[start:end] in _BARE_TRADES and _narrowed(scene, start))
    )


def _lies_across(scene: Scene, start: int, end: int, kind: str) -> bool:
    """Say whether a short name is cut out of the words of the text."""
    if kind == "Person" and scene.text[start - 1 : start] == "和":
        return False  # 和|普京: the segmenter has a word for both
    return end - start <= _ACROSS_WORDS.get(kind, 2) and not scene.at_boundaries(start, end)


# Characters of a name that may lie across two words: 西高新 in 江西高新技术产业, 中国网 in 中国网民.
_ACROSS_WORDS = {"Zone": 3, "Organization": 3}


def _is_no_field(text: str, start: int, end: int) -> bool:
    """Say whether a field only begins a word for something else: 大数据|部门 is an office, 制造业|创新中心 a class."""
    generic_terms = load().no_field_before.get(text[start:end], ())
    return (
        cuts_trade(text, end)
        or _GOES_ON_AS_WORD.match(text, end) is not None
        or text.startswith(("部门", *generic_terms), end)
    )


_GOES_ON_AS_WORD = re.compile(
    "化(?![工学肥纤妆合验石])|网(?![络站点约购红])|(?<=[药车])企(?!业)"
)  # 农业装备|化, 智能物流|网, 创新药|企


def _is_national(text: str, start: int, entry: Entry) -> bool:
    """Say whether the name is short for a programme of the state."""
    return entry.kind == "Program" and entry.label.startswith("国家") and not text.startswith("国家", start)


_MINISTRIES = frozenset(("ministry", "agency", "state"))
_NAMESAKES = frozenset(("GovernmentBody", "Organization", "ResearchInstitute"))
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


def _hits(scene: Scene) -> Iterator[Hit]:
    """Yield the known names of the flow. What a short place only seems to be gives way: 上海 in 上海|城市, not 海城市."""
    text = scene.text
    for hit in scene.hits:
        start, end, entries = hit
        if end - start != _ACROSS or not _cuts_into_word(scene, start, end, entries):
            yield hit
        elif place := of_kind(scene.lexicon.names.get(text[start - 1 : start + 1], ()), _REGION):
            yield start - 1, start + 1, (place,)


def _cuts_into_word(scene: Scene, start: int, end: int, entries: tuple[Entry, ...]) -> bool:
    """Say whether a place begins inside a word and ends in one of its own: 沿|海城市."""
    if entries[0].kind != "Region" or not start or not in_dictionary(scene.text[start + 1 : end]):
        return False
    return not scene.begins_word(start)


def _elsewhere(scene: Scene, start: int, end: int, entries: tuple[Entry, ...]) -> bool:
    """Say whether a county's short name stands right behind a place that it does not lie in: 慈溪|滨海经济开发区."""
    before = scene.hit_by_end.get(start) if end - start == SHORT else None
    outer = certain(before[2]) if before else None
    if outer is None or outer.kind != "Region" or not outer.code.isdigit():
        return False
    codes = [e.code for e in entries if e.kind == "Region"]
    depth = 4 if outer.code.endswith("00") and not outer.code.endswith("0000") else 2
    return all(code.isdigit() and not code.endswith("00") and code[:depth] != outer.code[:depth] for code in codes)


_ACROSS = 3  # characters, of which the last two are a word of their own


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


def _part_of_word(text: str, start: int, end: int) -> bool:
    """Latin names must not stand inside a longer Latin word."""
    if text[start] in _LATIN and start and text[start - 1] in _LATIN:
        return True
    return text[end - 1] in _LATIN and text[end : end + 1].isalpha() and text[end] in _LATIN
