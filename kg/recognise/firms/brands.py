"""Firms by their short names, which no list knows: a word of their own and a line of business (安天|科技), where the text treats them as firms."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from operator import itemgetter

import daachorse

from kg import lexicon
from kg.recognise.candidates import FIELDS, PLACES, Found, Scene, certain, of_kind, only_with
from kg.sought import sought
from kg.words import Word, in_dictionary, words

_STOP = frozenset("。,;:!?、“”《》<>()[]【】|·…\n\r 的了在与和及等各该这由被把个家是有为从向对至到于以将让给使—")
_AIRPORT = ("国际机场", "国际邮轮", "国际航空", "国际物流", "国际陆港", "国际会展", "国际贸易")
_GOES_ON = re.compile("国际[\u4e00-\u9fff]{0,8}?(?:[会展节赛]|论坛)|通讯社")  # 丝路国际|研讨会, 安莎通讯|社
_CLAUSE = frozenset(",。;:!?“、—")
# A firm's own word does not begin with what counts, grades or negates, and is no chemistry or physics.
COMMON = frozenset(
    "各抗援防治灭控极一二三四五六七八九十两几数多双大小高新更最各全低超首次总老每某出非无未不并做建抓推助促用"
)
_MATTER = frozenset("锂氧硅钠氢碳铝铜铁镁钛锌镍钴磷氟氯硫胶纤膜光电磁声热冷液气油水核基型级式相维频伏能")
_NAMED = frozenset(("nz", "nr", "nrt", "nrfg", "ns"))
_LETTERS = frozenset(
    "达通迈拓创佳泰利能源瑞恒腾飞升润凯德信捷迅锐诺盛"
)  # verbs and others that brands are written with
_REGION = frozenset(("Region",))
STEM = range(2, 5)  # characters of the word that is the firm's own
_GATHERED = ("集聚", "聚集", "汇聚", "吸引", "引进", "引育", "包括", "培育", "了", "以")  # what opens a list of firms
_PROJECT = re.compile(r"年产[0-9]|[\u4e00-\u9fff]{1,6}?(?:项目|生产线|生产基地)(?!负责人|建设)")


@cache
def _any_of(role: str) -> re.Pattern[str]:
    return re.compile(lexicon.one_of(lexicon.load().brands[role]))


@cache
def tails() -> frozenset[str]:
    """Return the lines of business that firms' short names close with."""
    return lexicon.load().brands["tail"]


@cache
def framed_tails() -> frozenset[str]:
    """Return what firms' short names close with where only a firm can stand: lines of business, and words by themselves (时代)."""
    return tails() | lexicon.load().brands["framed"]


@cache
def _tail_scan() -> daachorse.CharwiseDoubleArrayAhoCorasick:
    return lexicon.automaton(sorted(tails()))


def _tails(text: str) -> Iterator[tuple[int, int]]:
    """Yield where lines of business stand, two together: 生物|医药."""
    first = 0  # where a line of business begins that may have a second
    last = -1
    for start, end, _ in _tail_scan().find(text):
        if start == last:
            yield first, end
            last = -1
            continue
        if last >= 0:
            yield first, last
        first, last = start, end
    if last >= 0:
        yield first, last


@cache
def _introduced() -> re.Pattern[str]:
    return re.compile(f"(?:{lexicon.one_of(lexicon.load().brands['before'])})“?$")


def find_brands(scene: Scene, _: list[Found]) -> Iterator[Found]:
    """Yield the firms that are called by a brand, where a word beside it says that a firm is meant."""
    text = scene.text
    for stem_end, end in _tails(text):
        start = None if text.startswith(_SITES, end) or _in_words(text, stem_end, end) else _stem(scene, stem_end)
        if start is not None and in_dictionary(text[start:stem_end]) and not _surely_firm(scene, start, stem_end, end):
            continue
        if start is not None and _is_firm(scene, start, stem_end, end):
            start = _with_region(scene, start)
            yield Found(start, end, "Company", text[start:end], "brand")


_SITES = ("城", "园", "谷", "港", "业", "中心")  # 银湖科技|城 is a place, 制造|业 a trade


def _in_words(text: str, start: int, end: int) -> bool:
    """Say whether the line of business only seems to stand there, across two words or in a longer one: 绿|化工|程, 劳|动力."""
    opens = in_dictionary(text[start - 1 : start + 1]) and in_dictionary(text[end - 1 : end + 1])
    return start > 0 and (opens or in_dictionary(text[start - 1 : end]))


# A firm's word of its own in quotes, behind what says that it is one: 石墨烯公司“华碳新途”.
_CALLED = sought(r"(?:企业|公司|厂商|独角兽|小巨人)“(?P<name>[\u4e00-\u9fffA-Za-z0-9]{2,8})”")


_DOING = frozenset("vfpd")  # 上云, 入群
_MANY_FIRMS = re.compile("[家批类些多各][^,。;:]{0,9}$|小微$|中小$|帮助$|推动$|引导$|支持$")


@only_with(_CALLED)
def find_quoted_firms(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the firms whose word of its own stands in quotes behind 公司 or 企业."""
    for match in scene.matches(_CALLED):
        start, end = match.span("name")
        inside = words(match["name"])
        own = not any(word.tag[0] in _DOING for word in inside) and any(
            not in_dictionary(word.text) or word.tag in _NAMED for word in inside
        )
        counted = _MANY_FIRMS.search(scene.text, max(0, match.start() - 10), match.start())
        if own and not counted and not any(f.start < end and start < f.end and f.kind not in FIELDS for f in found):
            yield Found(start, end, "Company", match["name"], "brand:quoted")


def _surely_firm(scene: Scene, start: int, stem_end: int, end: int) -> bool:
    """Say whether a firm is called by a word that the dictionary knows as a name (天马|光电), before its people."""
    text = scene.text
    return words(text[start:stem_end])[0].tag in _NAMED and bool(_any_of("person").match(text, end))


def _stem(scene: Scene, end: int) -> int | None:
    """Return where the word of its own begins that stands before a line of business at ``end``."""
    text, low = scene.text, end
    if end and _known(scene, end - 1, end):
        return None
    while low and end - low < 12 and text[low - 1] not in _STOP:
        low -= 1
    start = end
    for word in reversed(words(text[low:end]) if low < end else ()):
        if end - start + len(word.text) >= STEM.stop or (start < end and _known(scene, start - len(word.text), start)):
            break
        if not _own(word) and not (end - start == 1 and _opens_brand(scene, start, word)):
            break
        start -= len(word.text)
    fits = end - start in STEM and text[start] not in COMMON and "中国" not in text[start:end]
    own = fits and text[end - 1] not in _OF_FIRMS
    return start if own and not _known(scene, start, end) else None


_OF_FIRMS = frozenset("企资商")  # 央企|控股, 外资|控股


def _opens_brand(scene: Scene, end: int, word: Word) -> bool:
    """Say whether a noun before a single letter opens a brand at the beginning of a clause or after a place: 名仕|达, 金星|源."""
    start = end - len(word.text)
    opens = start == 0 or scene.text[start - 1] in _CLAUSE or start in scene.hit_by_end
    opens = opens or scene.text.endswith(("其中", "项目"), 0, start)
    return opens and word.inner and word.tag.startswith("n") and scene.text[end] not in _SUFFIX


# Letters that a common noun takes: 高端|化, 智能|型.
_SUFFIX = frozenset(
    "化级型性区市县省类种项个用式度率及等后前中内外上下新高大小量期园城业力品者家人员年月日号路会部院所厂站场线链网端群圈带层面点车船机器体物料剂膜管板件具台座条批村镇乡港谷岛湾山河湖江海"
)


def _with_region(scene: Scene, start: int) -> int:
    """A region right before the brand is the first part of the name: 上海|宝藤生物."""
    hit = scene.hit_by_end.get(start)
    return hit[0] if hit and of_kind(hit[2], _REGION) and certain(hit[2]) else start


def _own(word: Word) -> bool:
    """Say whether a word may be a firm's own: one that no dictionary knows, a proper noun or a single letter."""
    if word.text.isascii() or word.text in lexicon.load().boundaries or _OF_HERE.match(word.text):
        return False
    if len(word.text) > 1 and not in_dictionary(word.text):
        return True
    if len(word.text) == 1:
        return word.inner or word.tag == "zg" or word.text in _LETTERS
    return word.inner and word.tag in _NAMED


_OF_HERE = re.compile("[我本该全][县市区省州镇]")


def _known(scene: Scene, start: int, end: int) -> bool:
    """Say whether a certain known name reaches into ``text[start:end]``."""
    number = bisect_left(scene.hits, end, key=itemgetter(0))
    while number and scene.hits[number - 1][1] > start:
        number -= 1
        if certain(scene.hits[number][2]):
            return True
    return False


def _is_firm(scene: Scene, start: int, stem_end: int, end: int) -> bool:
    text = scene.text
    if text.startswith(_AIRPORT, end - 2) or _GOES_ON.match(text, end - 2) or not scene.begins_word(end):
        return False
    if end in scene.head_starts and not text.startswith(("公司", "集团", "股份", "有限"), end):
        return False  # the first part of a longer name: 珠海澳大科技|研究院
    if _any_of("person").match(text, end):
        return True
    if not _MATTER.isdisjoint(text[start:stem_end]):
        return False
    if text[start - 1 : start] == "“" and text.startswith("”", end):
        return not _NO_FIRM.match(text, end + 1)
    if _any_of("works").match(text, end) or _introduced().search(text, max(0, start - 8), start):
        return True
    if text.startswith("的", start - 1) and _TOLD_OF.search(text, max(0, start - _FURTHEST), start):
        return True
    place = scene.hit_by_end.get(start)
    if place and of_kind(place[2], PLACES):
        return True
    opens = start == 0 or text[start - 1] in _CLAUSE or text.endswith(("其中", "项目"), 0, start)
    opens_list = opens or text[start - 1] in "和及与有" or text.endswith(_GATHERED, 0, start)
    if opens_list and _PROJECT.match(text, end):
        return True
    return opens and bool(_any_of("does").match(text, end))


# What firms do, before the name of one: 做储能变流器的|海诺电气.
_TOLD_OF = re.compile(
    "(?<![当被叫])(?:做|生产|研发|研制|制造|从事|主营|深耕|专注于?)(?!出|好|成)[^,。;:!?、的]{2,14}的$"
)
_FURTHEST = 20  # characters

_NO_FIRM = re.compile("[\u4e00-\u9fff]{0,3}(?:计划|行动|活动|工程)|展览|[节赛展]|系列|品牌")  # “熊猫影像”|计划
