"""What a stretch of text that may be a firm's short name says for itself: a word of its own before a line of business (安天|科技), or nothing."""

import re
from enum import IntEnum
from functools import cache

from kg.lexicon import generic, load
from kg.recognise import legal
from kg.recognise.candidates import FIELDS, Scene, certain, of_kind
from kg.recognise.firms import brands
from kg.words import Word, in_dictionary, is_proper, words


class Standing(IntEnum):
    """How much of a firm a stretch of text looks, from what it says by itself."""

    NONE = 0  # it is something else
    OPEN = 1  # nothing speaks against it: 长城
    PLAIN = 2  # a common word before a line of business: 银河|航天, 绿叶|制药
    COINED = 3  # a word that no dictionary has, or has as a name: 新华三
    SHAPED = 4  # such a word before a line of business or a legal form: 安天|科技
    KNOWN = 5  # it was found to be a firm
    NEVER = 6  # nothing looks so much like a firm


_NAME = re.compile(r"(?![0-9一二三四五六七八九十]+家)[\u4e00-\u9fffA-Za-z0-9]{2,12}(?:\([\u4e00-\u9fff]{2,4}\))?")
_NO_FIRMS = ("基金", "协会", "联盟", "学会", "商会")
_SEAT = re.compile(r"\([\u4e00-\u9fff]{2,4}\)$")
# What ends words for things that are no firm.
_OTHERS = re.compile(
    r".*(?:园|区|院|所|中心|平台|基地|工程|项目|大学|学院|实验室|技术|设备|系统|产业|行业|领域|服务|人才|资金|政策|改造|建设|应用|研究|研发|省|市|县|镇|村|路|桥|高铁|铁路|机场|港|类|型|级|性|品|器|企业|企|资|商|者|家|业务|机构|件|户|协会|联盟|基金|银行业)$"
)
_FUNCTION = frozenset("的了等和与及在是为有被把该其各每某将向从由于对以")
_LONGEST_OWN = 4  # letters, of Latin ones more


def standing(scene: Scene, start: int, end: int) -> Standing:
    """Return how much of a firm the stretch between ``start`` and ``end`` looks by itself."""
    text = scene.text[start:end]
    if not _NAME.fullmatch(text) or text.endswith(_NO_FIRMS) or _means_another(text):
        return Standing.NONE
    own = legal.CLOSING.sub("", _SEAT.sub("", text))
    core = _without_business(own)
    if core == own:
        return _of_word(own, named=own != text)
    return _of_core(core)


def only_business(text: str) -> bool:
    """Say whether nothing but lines of business stand before a legal form: 微电子|股份有限公司."""
    return _without_business(legal.CLOSING.sub("", text)) == ""


def _means_another(text: str) -> bool:
    """Say whether the lists have the stretch as something else than a firm; a field that is a common word is a field here."""
    entries = load().names.get(text, ())
    known = certain(entries)
    return (
        text in load().stop_terms or (known is not None and known.kind != "Company") or bool(of_kind(entries, FIELDS))
    )


def _without_business(text: str) -> str:
    """Return the stretch without the lines of business that close it, be it nothing."""
    while size := next((n for n in range(min(len(text), _LONGEST_BUSINESS), 1, -1) if _is_business(text[-n:])), 0):
        text = text[:-size]
    return text


def _is_business(word: str) -> bool:
    if word in brands.tails() or word in load().products or of_kind(load().names.get(word, ()), FIELDS):
        return True
    return len(word) == _TRADE and word[-1] == "业" and not in_dictionary(word)  # 磁业


def _of_word(own: str, *, named: bool) -> Standing:
    """Return the standing of a stretch without a line of business; ``named`` says that it has a legal form."""
    if _OTHERS.match(own):
        return Standing.NONE
    found = _of_core(own)
    if named or found == Standing.NONE:
        return found
    return Standing.COINED if found == Standing.SHAPED else Standing.OPEN


def _of_core(core: str) -> Standing:
    """Return the standing of the word of its own that stands before a line of business."""
    if core == "":
        return Standing.NONE
    core = _without_place(core)
    if core == "":
        return Standing.PLAIN  # 洛阳|玻璃
    if len(core) == 1 or not core.isalnum() or not _FUNCTION.isdisjoint(core):
        return Standing.NONE
    inside = words(core)
    if (len(core) > _LONGEST_OWN and not core.isascii()) or _says_little(inside[0]):
        return Standing.NONE
    if any(map(is_proper, inside)):
        return Standing.SHAPED
    return Standing.PLAIN if ELEMENTS.isdisjoint(core) else Standing.NONE


def _without_place(core: str) -> str:
    hit = next((n for n in range(min(len(core), 4), 1, -1) if _is_place(core[:n])), 0)
    return core[hit:]


def _is_place(word: str) -> bool:
    entry = certain(load().names.get(word, ()))
    return entry is not None and entry.kind == "Region"


def _says_little(word: Word) -> bool:
    """Say whether a word is none of a firm's own: 智能, 绿色, 支持."""
    lexicon = load()
    if len(word.text) == 1:
        return False
    modifies = word.text in lexicon.technical or word.text in generic("names") or word.text in generic("fields")
    return modifies or word.text in lexicon.boundaries or of_kind(lexicon.names.get(word.text, ()), FIELDS) is not None


def behind_place(scene: Scene, start: int) -> int:
    """Return where a firm's name goes on behind the place that it begins with at ``start``, or ``start``."""
    hit = scene.hit_by_start.get(start)
    place = certain(hit[2]) if hit else None
    return hit[1] if hit and place and place.kind == "Region" else start


def is_own(text: str) -> bool:
    """Say whether the letters can be nothing but somebody's own word, where a firm is named: 拓璞, no 中马, 文旅, 黄海, 优质.

    A firm's short name that is a common word as well is one there.
    """
    lexicon = load()
    entries = lexicon.names.get(text, ())
    if not _OWN.fullmatch(text) or entries:
        return bool(entries) and all(entry.kind == "Company" for entry in entries)
    inside = words(text)
    if text[:2] in _field_beginnings() or _OF_PLACES.match(text):
        return False
    if not all(map(is_proper, inside)) or any(map(_says_little, inside)):
        return False
    return any(len(word.text) > 1 and (word.tag in _NAMED or not in_dictionary(word.text)) for word in inside)


_NAMED = frozenset(("nz", "nr", "nrt", "nrfg", "ns", "nt"))
# Two to four letters that begin with no number or function word and do not end in what other things end in.
_OWN = re.compile(
    r"(?![一二四五六七八九十百千万亿几两数多双第最各每某本该这那此其我他她它你不没无未非并做抓推助促用总分老小高再更超全首]|前(?!进|海|沿|锋|程)|新[开建增批签设上])"
    r"[^\W0-9a-zA-Z_的了等和与及在是为有以对将被把向从由于到来去又也都就或但则还已正]{2,4}"
    r"(?<![化级型性区市县省乡镇村街路桥山湖河江湾岛港海峡坪岭滩沟类种项个度率前后中内外上下里间方们人员者时年月日号部会局院所站线])"
)
_OF_PLACES = re.compile(
    "[中京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘宁青新港澳台欧美日韩俄印巴马沙东南西北沿环]{2}"
)


@cache
def _field_beginnings() -> frozenset[str]:
    """Return the first two letters of all fields: what begins with them is rather a new field than a firm."""
    return frozenset(name[:_TRADE] for name, entries in load().names.items() if of_kind(entries, FIELDS))


ELEMENTS = frozenset("锂氧硅钠氢碳铝铜铁镁钛锌镍钴磷氟氯硫胶")  # 锂电|储能
_TRADE = 2  # letters
_LONGEST_BUSINESS = 6  # letters
