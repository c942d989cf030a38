"""Names that stand in no list, found by their last word (…高新区, …研究院, …公司) and grown leftwards by their make-up."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.lexicon import Head, generic, load
from kg.recognise.candidates import BODIES, CHINA, FIELDS, PLACES, Found, Hit, Scene, certain, of_kind
from kg.words import Word, in_dictionary, words

_STOP = set("。,;:!?、“”《》<>()[]【】|·…\n\r 暨")
_LATIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+&-]*$")
_ITEM = re.compile(r"[0-9]{1,2}\.")  # numbers a line
_QUOTED = re.compile(r"“([^“”,。;:]{2,12})”$")
_BRACKETED = re.compile(r"\(([^()]{2,8})\)$")
_WINDOW = 40  # no name is longer
_MAX_WORDS = 5
_MAX_UNKNOWN = 14
_COUNTED = re.compile(
    r"(?:\d+|[一二三四五六七八九十百千两多几数])(?:余|多)?(?:个|家|所|座|批|类|大|项|支|处|条)[^,。;、:]{0,6}$|(?:一批|各类|多家|多个|一系列|许多|若干|有关|相关|各|每|该|其|此)(?:的)?$|(?:投资|占地|面积|规模|产值)[^,。;:、]{0,4}[0-9][^,。;:、]{0,6}的$"
)
_GRADES = frozenset("先进 高端 新型 智能 数字 绿色 基础 关键 核心 精密 未来".split())
_EVENT = re.compile(r"(?:正式)?(?:动工|开工|签约|揭牌|开园|落户|奠基|启用|投用|开建|成立)")
_QUANTITY = re.compile(r"[近约逾超上数几两一二三四五六七八九十百千万亿0-9]+[余多]?[家个所座项批名位处条]?")
_AIMED = re.compile(r"(?:世界级|国家级|一流|重要的?|国际性?|全国性?|领先的?|最大的?)$")
_JOINS_FIELDS = frozenset(("ResearchInstitute", "Organization", "University"))
_GROWS_UNKNOWN = frozenset(("ResearchInstitute", "Company", "Organization", "Zone", "Cluster", "University"))
_TRIM = re.compile(
    r"(?:(?:(?<=[,。;:!?])|^)[以将在把由从对](?=[^岭军色太外线口]))?(?:(?<=[设办用做造成])好|(?<=做)[强优大]|全部|全国首[个家座]|首[个家座]|[一二三四五六七八九十两几][大个家]|国家级|省级|市级|区级|新型|大型|先进(?=制造业)|高水平|知名|著名|一流|世界级|各级|的|(?:上市|龙头|知名|外资|民营)?企业|公司|新(?:建|增|设)?$|[区市县省家个条座所位名项批等](?=[^区市县省政委]))*"
)


class _Growth(NamedTuple):
    start: int
    places: int  # known places and bodies among the parts
    fields: int
    proper: bool  # holds a word that no dictionary knows, or a quoted one
    content: bool  # holds any word that is not generic


def find_grown(scene: Scene, _: list[Found]) -> Iterator[Found]:
    """Yield the names that the heads of the flow close."""
    for start, end, head in scene.heads:
        if _covering(scene, start, end) and not _office_of_place(scene, start, head):
            continue
        yield from _grow_head(scene, start, end, head)


def _covering(scene: Scene, start: int, end: int) -> bool:
    """Say whether a certain known name holds the whole head, and more."""
    for low, high, entries in scene.hits:
        if low <= start and end <= high and certain(entries):
            return True
        if low > start:
            return False
    return False


def _office_of_place(scene: Scene, start: int, head: Head) -> bool:
    """A ministry's short form after a place is that place's office: 合肥市|发展改革委."""
    before = scene.hit_by_end.get(start)
    return head.kind == "GovernmentBody" and before is not None and of_kind(before[2], PLACES) is not None


def _grow_head(scene: Scene, start: int, end: int, head: Head) -> Iterator[Found]:
    if _beside_committee(scene, start, head):
        return
    if scene.text[end : end + 1] == "们" or scene.text[end - 1 : end + 1] in _GOES_ON:
        return
    growth = _grow(scene, start, head)
    reason = _refusal(scene, growth, start, end, head)
    if reason:
        if growth.start < start:
            scene.refuse(growth.start, end, head.kind, reason)
        return
    if head.kind == "ResearchInstitute":
        yield from fields_inside(scene, growth.start, start)
    found = Found(growth.start, end, head.kind, scene.text[growth.start : end], f"head:{head.text}")
    yield from _opening_place(scene, found)
    scene.add(found)
    yield found


def _opening_place(scene: Scene, name: Found) -> Iterator[Found]:
    """Yield the place that a firm's name opens with, though the words in front of it look as if they went across its end."""
    hit = scene.hit_by_start.get(name.start) if name.kind == "Company" else None
    place = of_kind(hit[2], frozenset(("Region",))) if hit and hit[1] < name.end else None
    if hit and place and not place.weak and place.code != CHINA:
        yield Found(hit[0], hit[1], "Region", place.label, f"lexicon:{place.file}")


_CHINA_AND = ("中国—", "中国-")  # 中国—东盟|…中心
_TORCH = "国家火炬"  # opens the name of a base before its place
_GOES_ON = ("城市", "会议", "行业", "行政", "行为", "行动")  # the head is the beginning of a word


def _beside_committee(scene: Scene, start: int, head: Head) -> bool:
    """苏州市委|市政府: two offices of one place, not one of the other."""
    return head.kind == "GovernmentBody" and scene.text[start - 1 : start + 1] in ("委市", "委省", "委区", "委县")


def _grow(scene: Scene, cursor: int, head: Head) -> _Growth:
    text, origin = scene.text, cursor
    low = max(0, cursor - _WINDOW)
    places = fields = unknown_words = unknown = 0
    proper = content = False
    last = ""
    while cursor > low:
        hit = scene.hit_by_end.get(cursor) or _cut_hit(scene, cursor)
        entry = of_kind(hit[2], PLACES | BODIES | FIELDS | {"Cluster"}) if hit else None
        if hit and entry and entry.kind == "Region" and head.kind != "GovernmentBody" and _is_word(scene, hit):
            entry = None
        if hit and origin - hit[0] > 2 * _WINDOW:
            break
        if hit and entry and not (entry.weak and entry.kind in BODIES):
            if entry.kind in FIELDS:
                if places and head.kind != "Company" and last != "Organization":
                    break
                fields, content = fields + 1, True
            else:
                if places and not _nested_place(scene, hit, entry.kind, head):
                    break
                places, content = places + 1, True
            cursor, last = hit[0], entry.kind
            continue
        joint = _countries(scene, cursor, head) if not places else None
        if joint is not None:
            cursor, places, content = joint, places + 1, True
            continue
        piece = _quoted_or_bracketed(scene, cursor, origin, head)
        if piece is not None:
            cursor, quoted = piece
            proper, content = proper or quoted, True
            if quoted:
                break
            continue
        latin = _LATIN.search(text, low, cursor)
        if latin and not latin.group().isdigit() and not _ITEM.fullmatch(latin.group()):
            cursor, proper, content = latin.start(), True, True
            continue
        if head.kind not in _GROWS_UNKNOWN or unknown_words >= _MAX_WORDS or unknown >= _MAX_UNKNOWN or places:
            break
        joined = _joined_field(scene, cursor, origin, head)
        if joined is not None:
            cursor, fields = joined, fields + 1
            continue
        word = _word_before(text, low, cursor)
        if (
            word is None
            or not (word.inner or _unheard(scene, cursor, word))
            or _QUANTITY.fullmatch(word.text)
            or _measures(text, cursor, word.text)
        ):
            coined = _coined(scene, cursor, origin, head) or _trade_name(scene, cursor, head)
            if coined is None:
                break
            cursor, proper, content = coined, True, True
            continue
        unknown_words, unknown = unknown_words + 1, unknown + len(word.text)
        if word.text not in generic("names"):
            content = True
            proper = (
                proper
                or word.tag in ("nz", "nr", "nrt", "nrfg", "ns", "nt", "un")
                or len(word.text) == 1
                or not in_dictionary(word.text)
            )
        cursor -= len(word.text)
    if places and text.endswith(_TORCH, low, cursor) and head.kind == "Zone":
        cursor -= len(_TORCH)
    if places and text.endswith(_CHINA_AND, low, cursor):
        cursor -= len(_CHINA_AND[0])
    cursor = _from_quote(text, trimmed(scene, cursor, origin), origin + len(head.text))
    return _Growth(cursor, places, fields, proper, content)


def _unheard(scene: Scene, cursor: int, word: Word) -> bool:
    """Say whether no dictionary has the word before ``cursor``, which fills the stretch from a mark or a place on (颐高|数字产业园)."""
    start = cursor - len(word.text)
    opens = start == 0 or scene.text[start - 1] in _STOP or start in scene.hit_by_end
    if word.text in load().boundaries:
        return False
    return (
        opens
        and len(word.text) > 1
        and word.text.isalpha()
        and not in_dictionary(word.text)
        and not _NO_COIN.intersection(word.text)
    )


_MEASURES = frozenset("个家所座项批名位处条期区市县省等")
_NUMERALS = frozenset("0123456789一二三四五六七八九十百千万余多几两")


def _measures(text: str, cursor: int, word: str) -> bool:
    """Say whether the word before ``cursor`` only counts what follows: 23|处|产业园."""
    at = cursor - len(word) - 1
    return word in _MEASURES and at >= 0 and text[at] in _NUMERALS


def _from_quote(text: str, start: int, end: int) -> int:
    """Return where a name in quotes begins that the words in front of it seemed no part of: “新|时代传播研究院”."""
    if not text.startswith("”", end):
        return start
    opening = max((text.rfind(mark, max(0, start - 8), start) for mark in _STOP), default=-1)
    return opening + 1 if opening >= 0 and text[opening] == "“" else start


def _coined(scene: Scene, cursor: int, origin: int, head: Head) -> int | None:
    """Return where a coined word begins that ends at ``cursor``, before a head: between a place or a mark and the head.

    The dictionary has no word for it (山左|集团) or one that stands in no name otherwise (长春|璀璨|产业园).
    """
    if cursor < origin and not scene.text[cursor:origin].isalpha():
        return None
    for length in _COINED if head.kind in _COINS else ():
        start = origin - length
        if start >= cursor or start < 0:
            continue
        hit = scene.hit_by_end.get(start)
        after_place = hit is not None and of_kind(hit[2], PLACES) is not None and certain(hit[2]) is not None
        if after_place or (
            head.kind == "Company" and (not start or scene.text[start - 1] in _STOP or scene.text[start - 1] == "—")
        ):
            return start if _is_coined(scene.text[start:origin], after_place) else None
    return None


def _countries(scene: Scene, cursor: int, head: Head) -> int | None:
    """Return where the joint letters of countries or cities begin that end at ``cursor``: 中马|产业园, 苏锡常|…."""
    for length in _JOINT if head.kind in _GROWS_UNKNOWN and head.kind != "Company" else ():
        start = cursor - length
        if (
            start >= 0
            and scene.begins_word(start)
            and len(scene.lexicon.abbreviations.get(scene.text[start:cursor], ())) > 1
        ):
            return start
    return None


_JOINT = (3, 2)  # letters
_LEGAL_FORMS = ("有限公司", "有限责任公司", "股份公司")


def _trade_name(scene: Scene, cursor: int, head: Head) -> int | None:
    """Return where the own word of a firm begins that stands between its place and its business: 北京|华昊中天|生物技术有限公司."""
    for length in _COINED if head.kind == "Company" and head.text.endswith(_LEGAL_FORMS) else ():
        hit = scene.hit_by_end.get(cursor - length)
        text = scene.text[cursor - length : cursor]
        if hit and of_kind(hit[2], PLACES) and certain(hit[2]) and text.isalpha() and not _NO_COIN.intersection(text):
            return None if any(word.tag in _NO_TRADE_NAME for word in words(text)) else cursor - length
    return None


_NO_TRADE_NAME = frozenset(("v", "d", "p", "c", "u"))  # 西安高新区|设立|三星…有限公司


_COINED = (2, 3, 4)  # characters
_COINS = frozenset(("Company", "Zone"))
_NO_COIN = frozenset(
    "该某这那我本此各两三多一数几每其的了等和与及在是为有以对将被把向从由于到来去又也都就全总分子母大小新老他她它们着过"
)


def _is_coined(text: str, after_place: bool) -> bool:
    if not text.isalpha() or text.isascii() or _NO_COIN.intersection(text):
        return False
    inside = words(text)
    if any(word.text in load().boundaries for word in inside):
        return False
    if after_place and len(inside) == 1:
        return inside[0].tag in ("z", "un", "nr", "nz", "i", "l", "t", "f") or not in_dictionary(text)
    known = [word.text for word in inside if len(word.text) > 1 and in_dictionary(word.text)]
    if any(word.tag.startswith(("v", "d", "p")) for word in inside if word.text in known):
        return False
    return not known or (
        len(inside) > len(known) and not generic("names").intersection(known) and not in_dictionary(text)
    )


def _is_word(scene: Scene, hit: Hit) -> bool:
    """Say whether what looks like a place is a part of a word (冷|泉港) or, after a certain place, a common word (合肥|新兴)."""
    if hit[1] - hit[0] == _SHORT_PLACE and not scene.begins_word(hit[0]):
        return True
    before = scene.hit_by_end.get(hit[0])
    outer = certain(before[2]) if before else None
    return certain(hit[2]) is None and outer is not None and outer.kind == "Region"


_SHORT_PLACE = 2  # characters


def _cut_hit(scene: Scene, cursor: int) -> Hit | None:
    """Return the known name that ends at ``cursor`` where the scan read one letter too far (合肥市|委 for 合肥|市委)."""
    hit = scene.hit_by_end.get(cursor + 1)
    if hit and hit[0] < cursor - 1:
        entries = scene.lexicon.names.get(scene.text[hit[0] : cursor])
        if entries:
            return hit[0], cursor, entries
    return None


def _nested_place(scene: Scene, hit: Hit, kind: str, head: Head) -> bool:
    """A second place or body further left belongs to the name where it is the parent (中国科学院|苏州…) or a zone's place."""
    right = scene.hit_by_start.get(hit[1])
    if kind == "Zone":
        return head.kind in ("Zone", "GovernmentBody")
    if kind == "Region":
        if head.kind == "Company" and right is not None and of_kind(right[2], _FIRM) is not None:
            return True  # 苏州|纳芯微电子|股份有限公司
        zone = right is not None and of_kind(right[2], frozenset(("Zone",))) is not None
        return (zone and head.kind != "GovernmentBody") or (head.kind == "Cluster" and _are_cities(hit, right))
    return head.kind not in ("Cluster", "GovernmentBody")


def _are_cities(*hits: Hit | None) -> bool:
    """Say whether all are cities: a cluster may be of two (成都|德阳|…集群)."""
    regions = [of_kind(hit[2], _REGION) if hit else None for hit in hits]
    return all(r is not None and r.code.endswith("00") and not r.code.endswith("0000") for r in regions)


_REGION = frozenset(("Region",))
_FIRM = frozenset(("Company",))


def _quoted_or_bracketed(scene: Scene, cursor: int, origin: int, head: Head) -> tuple[int, bool] | None:
    char = scene.text[cursor - 1]
    if char == "”" and cursor == origin:
        match = _QUOTED.search(scene.text, max(0, cursor - 14), cursor)
        return (match.start(), True) if match else None
    if char == ")" and head.kind in BODIES:
        match = _BRACKETED.search(scene.text, max(0, cursor - 10), cursor)
        hit = scene.hit_by_end.get(cursor - 1)
        if match and ((hit and hit[0] == match.start() + 1) or match.group(1) == "中国"):
            return match.start(), False
    if char in "—-" and head.kind == "Zone":
        hit = scene.hit_by_end.get(cursor - 1) or scene.hit_by_end.get(cursor - 2)
        if hit and of_kind(hit[2], PLACES) and not scene.text[hit[1] : cursor].strip("—-"):
            return hit[0], False
    return None


def _joined_field(scene: Scene, cursor: int, origin: int, head: Head) -> int | None:
    """Pass over 与, 及, 和 inside a name (光学精密机械与物理研究所): only between two fields, at the name's right end."""
    if head.kind not in _JOINS_FIELDS or cursor == origin or scene.text[cursor - 1] not in "与及和":
        return None
    hit = scene.hit_by_end.get(cursor - 1)
    if hit and of_kind(hit[2], FIELDS):
        return hit[0]
    if scene.text[cursor - 1] == "和":
        return None
    word = _word_before(scene.text, max(0, cursor - _WINDOW), cursor - 1)
    if word and word.inner and len(word.text) >= 2:
        return cursor - 1 - len(word.text)
    return None


def _word_before(text: str, low: int, cursor: int) -> Word | None:
    start = cursor
    while start > low and text[start - 1] not in _STOP:
        start -= 1
    if start == cursor:
        return None
    return words(text[start:cursor])[-1]


def trimmed(scene: Scene, cursor: int, origin: int) -> int:
    """Return where the name between ``cursor`` and ``origin`` begins without grades and measure words (国家级, 项)."""
    match = None if cursor in scene.hit_by_start else _TRIM.match(scene.text, cursor, origin)
    if not match or match.end() == cursor:
        return cursor
    whole_word = (
        in_dictionary(scene.text[match.end() - 1 : match.end() + 1]) and scene.text[match.end() - 1] in _MEASURES
    )
    return match.end() - whole_word  # 市|场 is one word


# After 等, what a list of names closes with: 研究院等一批平台; not 研究院等.
_NAMES_BEFORE = re.compile(
    r"等(?:一批|[0-9]{1,3}[个家]|多[个家]|重大|重点|高能级|国家级|创新|科技|新型|研发)+[^,。;:、]{0,4}(?:平台|机构|载体|项目|单位)"
)


def _refusal(scene: Scene, growth: _Growth, start: int, end: int, head: Head) -> str:
    """Return why the grown name is none, or nothing."""
    text = scene.text
    name = text[growth.start : end]
    if growth.start == start:
        return "the head stands alone"
    if name in scene.lexicon.stop_terms:
        return "a generic term"
    missing = {
        "place": not growth.places and not _proper_place(growth, text[growth.start : start]),
        "part": not (growth.places or growth.fields or growth.proper or growth.content),
        "word": not (growth.places or growth.proper),
        "proper": not (growth.content or growth.places or growth.fields),
        "both": not (growth.places and growth.content),
    }
    if missing[head.needs] and not (head.kind == "Zone" and growth.content and _EVENT.match(text, end)):
        return f"before {head.text} stands nothing that makes it a name"
    if name.endswith("子公司"):
        return "a class of firms"
    if head.text.endswith(_GRADED) and not (growth.fields or growth.proper):
        return "a grade of laboratories, not a name"
    if head.kind == "Cluster" and not _has_field(scene, growth, start):
        return "a cluster's name says its industry"
    if head.text.endswith("基地") and _AIMED.search(text, max(0, growth.start - 6), growth.start):
        return "what a place wants to become, not a name"
    if not growth.places and _COUNTED.search(text, max(0, growth.start - 12), growth.start):
        return "a class that is counted, not a name"
    listed = growth.fields and _NAMES_BEFORE.match(text, end)
    if not growth.places and not growth.proper and text[end : end + 1] in ("等", "们") and not listed:
        return "a class at the end of a list"
    return ""


_GRADED = ("重点实验室", "工程技术研究中心", "工程研究中心", "企业技术中心")  # 江苏省重点实验室 is what many are


def _proper_place(growth: _Growth, modifier: str) -> bool:
    return growth.proper and 2 <= len(modifier) <= 8


def _has_field(scene: Scene, growth: _Growth, start: int) -> bool:
    if growth.fields:
        return True
    first = next((h for h in scene.hits if h[0] >= growth.start and of_kind(h[2], PLACES)), None)
    rest = scene.text[first[1] : start] if first else ""
    return len(rest) >= 2 and any(w.text not in generic("names") for w in words(rest))


_FIELD_JOIN = re.compile("[与和及]")
_TELLING_FIELD = 3  # characters of one that no list has: 社会, 环境, 艺术 say little


def fields_inside(scene: Scene, start: int, end: int) -> Iterator[Found]:
    """Yield what an institute works on by its name: what stands between its place or parent and its head."""
    cursor = start
    while (hit := scene.hit_by_start.get(cursor)) and hit[1] <= end and of_kind(hit[2], PLACES | BODIES):
        cursor = hit[1]
    cursor += 2 * scene.text.startswith(("国家", "全国"), cursor)
    for piece in _pieces(scene.text, cursor, end):
        low, high = _ungeneric(scene.text, *piece)
        text = scene.text[low:high]
        entry = of_kind(scene.lexicon.names.get(text, ()), FIELDS)
        if high - low >= (2 if entry else _TELLING_FIELD) and all(w.inner for w in words(text)):
            yield Found(
                low, high, entry.kind if entry else "Technology", entry.label if entry else text, "inside:institute"
            )


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _FIELD_JOIN.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def _ungeneric(text: str, start: int, end: int) -> tuple[int, int]:
    """Drop generic words from both ends of a field (协同|创新|机器人)."""
    found = []
    for word in words(text[start:end]):
        found.append((start, start + len(word.text), word.text))
        start += len(word.text)
    keep = [i for i, (_, _, word) in enumerate(found) if word not in generic("institutes") and len(word) >= 2]
    if not any(found[i][2] not in _GRADES for i in keep):
        return start, start
    last = len(found) - 1 if found[-1][2] in ("技术", "工程") and len(found) > 1 else keep[-1]
    return found[keep[0]][0], found[last][1]
