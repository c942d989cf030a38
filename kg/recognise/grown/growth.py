"""How a name grows leftwards from its head: part by part, as long as each can belong to it."""

import re
from collections.abc import Callable
from typing import NamedTuple

from kg.lexicon import Head, generic, load
from kg.recognise import legal
from kg.recognise.candidates import BODIES, CHINA, FIELDS, PLACES, Hit, Scene, certain, joint_letters, of_kind
from kg.recognise.grown.coined import NO_COIN, own_word
from kg.recognise.grown.nested import SHORT_PLACE, is_supra, may_stand_before
from kg.words import Word, in_dictionary, is_proper, words

_STOP = set("。,;:!?、“”《》<>()[]【】|·…\n\r 暨")
_LATIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+&-]*$")
_ORDINAL = re.compile(r"第[一二三四五六七八九十]{1,2}$")
_NUMBERED = ("医院", "总队", "支队", "大队", "分局", "厂")
_ITEM = re.compile(r"[0-9]{1,2}\.")  # numbers a line
_QUOTED = re.compile(r"“([^“”,。;:]{2,12})”$")
_OF_CHINA = re.compile(r"中国\(([^()]{2,8})\)$")
_AFTER_WORD = re.compile(r"(?<=[\u4e00-\u9fff])\(([^()]{2,8})\)$")
_BRACKETED = re.compile(r"\(([^()]{2,8})\)$")
_WINDOW = 40  # no name is longer
_MAX_WORDS = 5
_MAX_UNKNOWN = 14
_LONG_NAMED = "领导小组"  # is called by the whole of its task
_QUANTITY = re.compile(r"[近约逾超上数几两一二三四五六七八九十百千万亿0-9]+[余多]?[家个所座项批名位处条大]?")
_CLASSES = frozenset(("企业", "公司", "子公司", "分公司", "单位", "厂商", "巨头", "药企", "车企"))
_OF_FIRMS = ("管理", "服务", "咨询", "发展", "孵化", "投资", "集团", "运营", "策划", "信用", "征信", "文化", "控股")
_JOINS_FIELDS = frozenset(("ResearchInstitute", "Organization", "University"))
_GROWS_UNKNOWN = frozenset(("ResearchInstitute", "Company", "Organization", "Zone", "Cluster", "University"))
_TRIM = re.compile(
    r"(?:(?:(?<=[,。;:!?”])|^)(?:[以将在把由从对据](?=[^岭军色太外线口])|即(?!墨)|[但而均又])|(?<=是)指)?(?:(?<=[设办用做造成建挥抓管护])好|(?<=做)[强优大]|全部|全国首[个家座]|首[个家座]|[一二三四五六七八九十两几][大个家]|国家级|省级|市级|区级|新型|大型|首[任届批]|历任|[现时新候]任|先进(?=制造业)|高水平|知名|著名|一流|世界级|各级|的|(?:上市|龙头|知名|外资|民营)?企业|公司|新(?:建|增|设)?$|[区市县省家个条座所位名项批等](?=[^区市县省政委域]))*"
)
_CHINA_AND = ("中国—", "中国-")  # 中国—东盟|…中心
_CORPS = ("警察", "消防")  # opens the name of their squad before its place
_PARTY = "中共"  # opens the name of a committee before its place
_COMMITTEES = ("省委", "市委", "区委", "县委", "州委", "党委", "工委", "纪委")
_TORCH = "国家火炬"  # opens the name of a base before its place
# What a province or ministry grants, which is named by its field first: 先进制造科学与技术|广东省|实验室.
_TITLED = ("实验室", "工程研究中心", "工程技术研究中心")
_GRANTS = ("省", "自治区", "教育部", "农业农村部", "自然资源部", "交通运输部")
_PARTS = PLACES | BODIES | FIELDS | {"Cluster"}

_PARTS_OF_GROUPS = _PARTS | {"Program"}  # 国家自主创新示范区|部际协调小组


class Growth(NamedTuple):
    """Where a name begins, and what its parts before the head say."""

    start: int
    places: int  # known places and bodies among the parts
    fields: int
    proper: bool  # holds a word that no dictionary knows, or a quoted one
    content: bool  # holds any word that is not generic


def grow(scene: Scene, origin: int, head: Head) -> Growth:
    """Return what the name is, up to ``origin``, that ``head`` closes there."""
    return _Growing(scene, origin, head).grown()


class _Growing:
    """A name that grows: where it begins so far, and what of it is known."""

    def __init__(self, scene: Scene, origin: int, head: Head) -> None:
        self.scene, self.origin, self.head = scene, origin, head
        self.low = max(0, origin - _WINDOW)
        self.cursor = origin
        self.places = self.fields = self.unknown_words = self.unknown = 0
        self.proper = self.content = False
        self.last = ""  # the kind of the known part that was read last
        # An office's name holds words that no list has only where its head needs no place.
        self.grows_unknown = head.kind in _GROWS_UNKNOWN or (head.kind == "GovernmentBody" and head.needs != "place")
        self.titled = 0  # where the province or ministry begins that a laboratory's field may stand before
        known_ones = (self._known, self._joint, self._quoted, self._latin)
        numbered = (self._ordinal,) if head.text.endswith(_NUMBERED) else ()
        self._steps: tuple[Callable[[], bool | None], ...] = (*known_ones, *numbered, self._graded, self._unlisted)

    def grown(self) -> Growth:
        """Take part after part, and return what they make."""
        while self.cursor > self.low and self._step():
            pass
        start = self._with_opening_words()
        end = self.origin + len(self.head.text)
        start = _from_quote(self.scene.text, trimmed(self.scene, start, self.origin), end)
        return Growth(start, self.places, self.fields, self.proper, self.content)

    def _step(self) -> bool:
        """Take one more part; say whether the name may go on before it. The first step that knows what stands here decides."""
        for step in self._steps:
            goes_on = step()
            if goes_on is not None:
                return goes_on
        return False

    def _take(self, start: int, *, proper: bool = False) -> bool:
        self.cursor = start
        self.content = True
        self.proper = self.proper or proper
        return True

    def _known(self) -> bool | None:
        scene = self.scene
        hit = scene.hit_by_end.get(self.cursor) or _cut_hit(scene, self.cursor)
        entry = of_kind(hit[2], _PARTS_OF_GROUPS if self.head.text.endswith("小组") else _PARTS) if hit else None
        if hit and entry and entry.kind == "Region" and self._is_no_place(hit):
            entry = None
        if hit and self.origin - hit[0] > 2 * _WINDOW:
            return False
        if not hit or not entry or (entry.weak and entry.kind in BODIES):
            return None
        if entry.kind in FIELDS:
            if self.places and not self.titled and self.head.kind != "Company" and self.last != "Organization":
                return False
            self.fields += 1
        else:
            if self.places and not may_stand_before(scene, hit, entry.kind, self.head):
                return False
            if not self.places and self.head.text.endswith(_TITLED) and scene.text.endswith(_GRANTS, hit[0], hit[1]):
                self.titled = hit[0]
            self.places += 1
        self.last = entry.kind
        return self._take(hit[0])

    def _is_no_place(self, hit: Hit) -> bool:
        """Say whether what may be a place is a common word here: 国际|合作|委员会, 新兴|产业示范区."""
        if certain(hit[2]) is None:
            text = self.scene.text[hit[0] : hit[1]]
            if words(text)[0].tag.startswith("v") or (hit[1] < self.origin and text in generic("names")):
                return True
        return self.head.kind != "GovernmentBody" and _is_word(self.scene, hit)

    def _joint(self) -> bool | None:
        joint = _countries(self.scene, self.cursor, self.head) if not self.places else None
        if joint is None:
            return None
        self.places += 1
        return self._take(joint)

    def _quoted(self) -> bool | None:
        piece = _quoted_or_bracketed(self.scene, self.cursor, self.origin, self.head)
        if piece is None:
            return None
        start, quoted = piece
        self._take(start, proper=quoted)
        return not quoted or self.scene.text[start] == "("

    def _latin(self) -> bool | None:
        latin = _LATIN.search(self.scene.text, self.low, self.cursor)
        if not latin or latin.group().isdigit() or _ITEM.fullmatch(latin.group()):
            return None
        return self._take(latin.start(), proper=True)

    def _ordinal(self) -> bool | None:
        """Take which one of its place or parent it is: 第二|医院, 第二|总队."""
        number = _ORDINAL.search(self.scene.text, self.low, self.cursor)
        if number is None:
            return None
        self.cursor, self.proper = number.start(), self.proper or self.head.kind == "GovernmentBody"
        return True

    def _graded(self) -> bool | None:
        """Take the size or grade that stands between a place and what lies there: 海南州|千万千瓦级|新能源基地."""
        grade = (
            _GRADE.search(self.scene.text, self.low, self.cursor)
            if self.cursor < self.origin and not self.places
            else None
        )
        place = self.scene.hit_by_end.get(grade.start()) if grade else None
        if grade is None or place is None or self.head.kind not in _OF_A_PLACE or not _is_seat(place):
            return None
        self.cursor = grade.start()
        return True

    def _unlisted(self) -> bool:
        full = self.unknown_words >= _MAX_WORDS or self.unknown >= _MAX_UNKNOWN
        full = full and self.head.text != _LONG_NAMED
        if not self.grows_unknown or full or (self.places and not self.titled):
            return False
        joined = _joined_field(self.scene, self.cursor, self.origin, self.head)
        if joined is not None:
            self.cursor, self.fields = joined, self.fields + 1
            return True
        word = _word_before(self.scene.text, self.low, self.cursor)
        if word is not None and self.head.kind == "Company" and self._is_class(word):
            return False
        belongs = word is not None and _may_belong(self.scene, self.cursor, word)
        if word is not None and belongs and len(word.text) > 1:
            return self._take_word(word)
        coined = own_word(self.scene, self.cursor, self.origin, self.head)
        if coined is not None:
            return self._take(coined, proper=True)
        return word is not None and belongs and self._take_word(word)

    def _is_class(self, word: Word) -> bool:
        """Say whether the word before the cursor says what the firm is, and its name begins behind it: 子公司|…, 龙头企业|…."""
        return word.text in _CLASSES and not self.scene.text.startswith(_OF_FIRMS, self.cursor)

    def _take_word(self, word: Word) -> bool:
        self.unknown_words, self.unknown = self.unknown_words + 1, self.unknown + len(word.text)
        self.cursor -= len(word.text)
        if word.text in generic("names"):
            return True
        return self._take(self.cursor, proper=is_proper(word))

    def _with_opening_words(self) -> int:
        text = self.scene.text
        start = self.cursor if self.fields or not self.titled else self.titled
        if self.places and self.head.kind == "Zone" and text.endswith(_TORCH, self.low, start):
            start -= len(_TORCH)
        first = self.scene.hit_by_start.get(start)
        if first and self.head.kind in _OF_A_PLACE and is_supra(first) and text.endswith("中国", self.low, start):
            start -= len("中国")  # 中国|西部|新能源汽车产业基地
        if self.places and text.endswith(_CHINA_AND, self.low, start):
            start -= len(_CHINA_AND[0])
        if self.places and self.head.text == "分队" and text.endswith(_CORPS, self.low, start):
            start -= len(_CORPS[0])
        if self.head.text.endswith(_COMMITTEES) and text.endswith(_PARTY, self.low, start):
            start -= len(_PARTY)
        if not self.places and self.head.text.endswith(legal.FORMS):
            start = _national(text, start)
            start = _of_place(self.scene, start)
        return start


_GRADE = re.compile(r"(?:[一二三四五六七八九十百千万亿]+(?:元|千瓦|吨|亩|平方米)?级|世界级|国家级|省级)$")


def _is_seat(hit: Hit) -> bool:
    """Say whether the hit is a place inside the country: a name of two letters may be a common word as well."""
    place = certain(hit[2]) or (of_kind(hit[2], PLACES) if hit[1] - hit[0] > SHORT_PLACE else None)
    return place is not None and place.kind in PLACES and place.code != CHINA


def _of_place(scene: Scene, start: int) -> int:
    """Return where a firm's name begins whose place opens a clause or a list's member, whatever words stand between: 合肥新汇成|微电子股份有限公司."""
    for at in range(start - 2, max(0, start - 5), -1):
        place = scene.hit_by_end.get(at)
        region = certain(place[2]) if place else None
        if place and region and region.kind == "Region" and (not place[0] or scene.text[place[0] - 1] in _OPENS_NAME):
            own = scene.text[at:start]
            return place[0] if own.isalpha() and _LINKS.isdisjoint(own) and _may_be_own(words(own)) else start
    return start


def _may_be_own(inside: tuple[Word, ...]) -> bool:
    """Say whether the words may be a firm's own: no verbs alone, and none that joins or counts."""
    deeds = all(word.tag.startswith("v") for word in inside)
    return not deeds and all(w.text not in load().boundaries and w.tag not in _NO_OWN for w in inside)


_NO_OWN = frozenset(("p", "c", "d", "r", "u", "m"))


_OPENS_NAME = frozenset(",。;:!?、()“”《》由与和为及在到给向从对让被据")
_NATIONAL = re.compile(r"(?:中国|中铁|中交|中建|中核|中冶|中电|中航|中船|国药)[\u4e00-\u9fff]{1,8}$|中国$")


_LINKS = frozenset("的和与及等在了")


def _national(text: str, start: int) -> int:
    """Return where a firm's name begins that opens with the country or a group of its, where words stand between that are no parts of
    most names: 中国稀有|稀土有限公司, 中铁第四|勘察设计院集团有限公司.
    """
    opened = _NATIONAL.search(text, max(0, start - 10), start)
    if opened is None or not _LINKS.isdisjoint(opened.group()):
        return start
    inside = words(opened.group())
    return start if any(w.text in load().boundaries or w.tag in ("p", "c", "d") for w in inside) else opened.start()


def _may_belong(scene: Scene, cursor: int, word: Word) -> bool:
    """Say whether the word before ``cursor`` may be a part of a name, and does not only count."""
    counts = _QUANTITY.fullmatch(word.text) or _measures(scene.text, cursor, word.text)
    if word.tag == "l" and _is_deed(word.text[:-2], word.text[-2:]):
        return False
    return (word.inner or _unheard(scene, cursor, word)) and not counts


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
        and not NO_COIN.intersection(word.text)
    )


def _is_deed(how: str, what: str) -> bool:
    """Say whether a phrase ends in a verb that no name holds: 切实|加强, 充分|肯定; not 技术|改造."""
    verb = words(what)[0]
    done = verb.text == what and verb.tag == "v" and not verb.inner
    return what in load().boundaries or (done and not words(how)[0].tag.startswith("n"))


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


def _countries(scene: Scene, cursor: int, head: Head) -> int | None:
    """Return where the joint letters of countries or cities begin that end at ``cursor``: 中马|产业园, 苏锡常|…."""
    return joint_letters(scene, cursor) if head.kind in _JOINED else None


_JOINED = _GROWS_UNKNOWN - {"Company"}


def _is_word(scene: Scene, hit: Hit) -> bool:
    """Say whether what looks like a place is a part of a word (冷|泉港) or, after a certain place or a field, a common word (合肥|新兴, 生物|资源)."""
    if hit[1] - hit[0] == SHORT_PLACE and not scene.begins_word(hit[0]):
        return True
    before = scene.hit_by_end.get(hit[0])
    if before is None or certain(hit[2]) is not None:
        return False
    outer = certain(before[2])
    return of_kind(before[2], FIELDS) is not None or (outer is not None and outer.kind == "Region")


def _cut_hit(scene: Scene, cursor: int) -> Hit | None:
    """Return the known name that ends at ``cursor`` where the scan read one letter too far (合肥市|委 for 合肥|市委)."""
    hit = scene.hit_by_end.get(cursor + 1)
    if hit and hit[0] < cursor - 1:
        entries = scene.lexicon.names.get(scene.text[hit[0] : cursor])
        if entries:
            return hit[0], cursor, entries
    return None


def _quoted_or_bracketed(scene: Scene, cursor: int, origin: int, head: Head) -> tuple[int, bool] | None:
    char = scene.text[cursor - 1]
    if char == "”" and cursor == origin:
        match = _QUOTED.search(scene.text, max(0, cursor - 14), cursor)
        return (match.start(), True) if match else None
    if char == ")" and head.kind == "Zone":
        hit = scene.hit_by_end.get(cursor - 1)
        match = _OF_CHINA.search(scene.text, max(0, cursor - 12), cursor) or _AFTER_WORD.search(
            scene.text, max(0, cursor - 12), cursor
        )  # 恒力(泸州)|产业园
        return (match.start(), True) if match and hit and hit[0] == match.start(1) else None
    if char == ")" and head.kind in BODIES:
        match = _BRACKETED.search(scene.text, max(0, cursor - 10), cursor)
        hit = scene.hit_by_end.get(cursor - 1)
        if match and ((hit and hit[0] == match.start() + 1) or match.group(1) in ("中国", "集团", "控股")):
            return match.start(), False
    if char in "—-" and head.kind == "Zone":
        hit = scene.hit_by_end.get(cursor - 1) or scene.hit_by_end.get(cursor - 2)
        if hit and of_kind(hit[2], PLACES) and not scene.text[hit[1] : cursor].strip("—-"):
            return hit[0], False
    return None


def _joined_field(scene: Scene, cursor: int, origin: int, head: Head) -> int | None:
    """Pass over 与, 及, 和 inside a name (光学精密机械与物理研究所): only between two fields, at the name's right end."""
    if head.kind in _OF_A_PLACE and cursor < origin:
        return _joined_in_place(scene, cursor)
    if head.kind not in _JOINS_FIELDS or cursor == origin or scene.text[cursor - 1] not in "与及和":
        return None
    if cursor - 1 in scene.head_ends:
        return None  # 生物医药研究院|与|低空技术中心 are two
    hit = scene.hit_by_end.get(cursor - 1)
    if hit and of_kind(hit[2], FIELDS):
        return hit[0]
    if scene.text[cursor - 1] == "和":
        return None
    word = _word_before(scene.text, max(0, cursor - _WINDOW), cursor - 1)
    if word and word.inner and len(word.text) >= 2:
        return cursor - 1 - len(word.text)
    return None


def _joined_in_place(scene: Scene, cursor: int) -> int | None:
    """Pass over 与 and 及 in a zone's or cluster's name where a place stands before both fields: 合肥|光电|及|通信|产业园."""
    hit = scene.hit_by_end.get(cursor - 1) if scene.text[cursor - 1] in "与及" else None
    if hit is None or not of_kind(hit[2], FIELDS) or cursor - 1 in scene.head_ends:
        return None
    before = scene.hit_by_end.get(hit[0])
    return hit[0] if before and of_kind(before[2], PLACES) and certain(before[2]) else None


_OF_A_PLACE = ("Zone", "Cluster")


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
