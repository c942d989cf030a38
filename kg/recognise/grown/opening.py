"""Where a grown name opens: what is none of it though its words seemed to belong to it, and what belongs to it further to the left."""

import re

from kg.lexicon import load
from kg.recognise.candidates import PLACES, Scene, certain, of_kind
from kg.recognise.grown.coined import FIRM_CLASSES
from kg.recognise.grown.parts import MEASURES, STOP
from kg.words import Word, in_dictionary, words

# With whom it is done, where that is told behind them: 某校牵头,联合|甲公司、乙公司|组建….
_WITH = re.compile("(?<=[,;:])联合(?=[^,。;:]{4,60}?(?:共建|组建|共同|成立|设立|发起|开展|打造|研发|攻关))")
_TRIM = re.compile(
    r"(?:(?:(?<=[,。;:!?”])|^)(?:[以将在把由从对据](?=[^岭军色太外线口])|自(?![主贸创由动治然])|即(?!墨)|[但而均又])|(?<=是)指)?(?:(?<=[设办用做造成建挥抓管护])好|(?<=做)[强优大]|全部|全国首[个家座]|首[个家座]|一[座排条片个家处]{2}|[一二三四五六七八九十两几][大个家]|国家级|省级|市级|区级|新型|大型|首[任届批]|历任|[现时新候]任|先进(?=制造业)|高水平|知名|著名|一流|世界级|各级|的|(?:上市|龙头|知名|外资|民营)?企业|[前原]?(?:母|子)?公司|新?[央国民外]企(?!业|[^,。]{0,12}基金)|(?:评级|金融|研究|咨询|投资|管理|编制|服务)机构|经(?![济开贸典纬纪])|新(?:建|增|设)?$|[区市县省家个条座所位名项批等](?=[^区市县省政委域]))*"
)


def of_place(scene: Scene, start: int) -> int:
    """Return where a firm's name begins whose place opens a clause or a list's member, whatever words stand between: 合肥新汇成|微电子股份有限公司."""
    for at in range(start - 2, max(0, start - _LONGEST_OWN) - 1, -1):
        place = scene.hit_by_end.get(at)
        seat = certain(place[2]) if place else None
        if place and seat and seat.kind in PLACES and _opens_clause(scene, place[0]):
            own = scene.text[at:start]
            fits = own.isalpha() and _LINKS.isdisjoint(own) and _may_be_own(words(own))
            return place[0] if fits and not _tells(words(own), long=len(own) > _SHORT_OWN) else start
    return start


def _opens_clause(scene: Scene, start: int) -> bool:
    """Say whether a place opens a clause or a list's member, or stands behind the one that it lies in: 河南|安阳市."""
    outer = scene.hit_by_end.get(start)
    return not start or scene.text[start - 1] in _OPENS_NAME or bool(outer and of_kind(outer[2], _REGION))


_REGION = frozenset(("Region",))


def _may_be_own(inside: tuple[Word, ...]) -> bool:
    """Say whether the words may be a firm's own: no verbs alone, and none that joins or counts."""
    deeds = all(word.tag.startswith("v") for word in inside)
    return not deeds and all(w.inner or (w.text not in load().boundaries and w.tag not in _NO_OWN) for w in inside)


def _tells(inside: tuple[Word, ...], *, long: bool) -> bool:
    """Say whether one of the words says what the firm is or what is done with it: 合肥|收购民营科技|…有限公司."""
    deeds = long and any(word.tag in _TELLING and len(word.text) > 1 and not word.inner for word in inside)
    return deeds or any(word.text in FIRM_CLASSES for word in inside)


_LONGEST_OWN = 9  # characters between a firm's place and what is known of its name
_SHORT_OWN = 4
_TELLING = ("v", "d")
_NO_OWN = frozenset(("p", "c", "d", "r", "u", "m"))


_OPENS_NAME = frozenset(",。;:!?、()“”《》由与和为及在到给向从对让被据")
_NATIONAL = re.compile(r"(?:中国|中铁|中交|中建|中核|中冶|中电|中航|中船|国药)[\u4e00-\u9fff]{1,8}$|中国$")


_LINKS = frozenset("的和与及等在了")


def of_firm(scene: Scene, start: int) -> int:
    """Return where the known firm begins that a line of business was cut out of, as the last words of its name: 海诺体育|用品有限公司."""
    for at in range(start + 1, start + _LONGEST_TAIL):
        firm = scene.hit_by_end.get(at)
        if firm and firm[0] < start and (entry := certain(firm[2])) and entry.kind == "Company":
            return firm[0]
    return start


_LONGEST_TAIL = 5  # characters of what closes a firm's short name


def national(text: str, start: int) -> int:
    """Return where a firm's name begins that opens with the country or a group of its, where words stand between that are no parts of
    most names: 中国稀有|稀土有限公司, 中铁第四|勘察设计院集团有限公司.
    """
    opened = _NATIONAL.search(text, max(0, start - 10), start)
    if opened is None or not _LINKS.isdisjoint(opened.group()):
        return start
    inside = words(opened.group())
    return start if any(w.text in load().boundaries or w.tag in ("p", "c", "d") for w in inside) else opened.start()


def from_quote(text: str, start: int, end: int) -> int:
    """Return where a name in quotes begins that the words in front of it seemed no part of: “新|时代传播研究院”."""
    if not text.startswith("”", end):
        return start
    opening = max((text.rfind(mark, max(0, start - 8), start) for mark in STOP), default=-1)
    if opening < 0 or text[opening] != "“":
        return start
    first = words(text[opening + 1 : end])[0].text
    return start if first in load().boundaries else opening + 1  # “成立|江北激光联盟”


def trimmed(scene: Scene, cursor: int, origin: int) -> int:
    """Return where the name between ``cursor`` and ``origin`` begins without grades and measure words (国家级, 项)."""
    partners = _WITH.match(scene.text, cursor)
    cursor = partners.end() if partners and partners.end() < origin else cursor
    match = None if cursor in scene.hit_by_start else _TRIM.match(scene.text, cursor, origin)
    if not match or match.end() == cursor:
        return cursor
    whole_word = (
        in_dictionary(scene.text[match.end() - 1 : match.end() + 1]) and scene.text[match.end() - 1] in MEASURES
    )
    return match.end() - whole_word  # 市|场 is one word
