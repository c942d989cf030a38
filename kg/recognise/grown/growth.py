"""How a name grows leftwards from its head: part by part, as long as each can belong to it."""

import re
from collections.abc import Callable
from typing import NamedTuple

from kg.lexicon import Head, generic
from kg.recognise import legal
from kg.recognise.candidates import BODIES, FIELDS, PLACES, Hit, Scene, certain, joint_letters, of_kind
from kg.recognise.grown.coined import FIRM_CLASSES, own_word
from kg.recognise.grown.nested import is_supra, may_stand_before
from kg.recognise.grown.opening import from_quote, national, of_firm, of_place, trimmed
from kg.recognise.grown.parts import (
    OF_A_PLACE,
    WINDOW,
    cut_hit,
    is_seat,
    is_word,
    joined_field,
    may_belong,
    quoted_or_bracketed,
    word_before,
)
from kg.words import Word, is_proper, words

_LATIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+&-]*$")
_ORDINAL = re.compile(r"第[一二三四五六七八九十]{1,2}$")
_NUMBERED = ("医院", "总队", "支队", "大队", "分局", "厂")
_ITEM = re.compile(r"[0-9]{1,2}\.")  # numbers a line
_MAX_WORDS = 5
_MAX_UNKNOWN = 14
_LONG_NAMED = "领导小组"  # is called by the whole of its task
_MAKERS = (
    "制造商",
    "零售商",
    "供应商",
    "运营商",
    "开发商",
    "生产商",
    "经销商",
    "服务商",
    "承包商",
    "代工厂",
    "评级机构",
    "金融机构",
)
_OF_FIRMS = ("管理", "服务", "咨询", "发展", "孵化", "投资", "集团", "运营", "策划", "信用", "征信", "文化", "控股")
_GROWS_UNKNOWN = frozenset(("ResearchInstitute", "Company", "Organization", "Zone", "Cluster", "University"))
_CHINA_AND = ("中国—", "中国-")  # 中国—东盟|…中心
_CORPS = ("警察", "消防")  # opens the name of their squad before its place
_PARTY = "中共"  # opens the name of a committee before its place
_COMMITTEES = ("省委", "市委", "区委", "县委", "州委", "党委", "工委", "纪委")
_TORCH = "国家火炬"  # opens the name of a base before its place
# What a province or ministry grants, which is named by its field first: 先进制造科学与技术|广东省|实验室.
_TITLED = ("实验室", "工程研究中心", "工程技术研究中心")
_GRANTS = ("省", "自治区", "教育部", "农业农村部", "自然资源部", "交通运输部")
_PARTS = PLACES | BODIES | FIELDS | {"Cluster"}

_PARTS_OF_TASKS = _PARTS | {"Program"}
_OF_TASKS = ("小组", *legal.FORMS)  # 国家自主创新示范区|部际协调小组, 海南自由贸易港建设|投资基金有限公司


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
        self.low = max(0, origin - WINDOW)
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
        start = from_quote(self.scene.text, trimmed(self.scene, start, self.origin), end)
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
        hit = scene.hit_by_end.get(self.cursor) or cut_hit(scene, self.cursor)
        entry = of_kind(hit[2], _PARTS_OF_TASKS if self.head.text.endswith(_OF_TASKS) else _PARTS) if hit else None
        if hit and entry and entry.kind == "Region" and self._is_no_place(hit):
            entry = None
        if hit and self.origin - hit[0] > 2 * WINDOW:
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
        return self.head.kind != "GovernmentBody" and is_word(self.scene, hit)

    def _joint(self) -> bool | None:
        joint = _countries(self.scene, self.cursor, self.head) if not self.places else None
        if joint is None:
            return None
        self.places += 1
        return self._take(joint)

    def _quoted(self) -> bool | None:
        piece = quoted_or_bracketed(self.scene, self.cursor, self.origin, self.head)
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
        if grade is None or place is None or self.head.kind not in OF_A_PLACE or not is_seat(place):
            return None
        self.cursor = grade.start()
        return True

    def _unlisted(self) -> bool:
        full = self.unknown_words >= _MAX_WORDS or self.unknown >= _MAX_UNKNOWN
        full = full and self.head.text != _LONG_NAMED
        if not self.grows_unknown or full or (self.places and not self.titled):
            return False
        joined = joined_field(self.scene, self.cursor, self.origin, self.head)
        if joined is not None:
            self.cursor, self.fields = joined, self.fields + 1
            return True
        word = word_before(self.scene.text, self.low, self.cursor)
        if word is not None and self.head.kind == "Company" and self._is_class(word):
            return False
        belongs = word is not None and may_belong(self.scene, self.cursor, word)
        if word is not None and belongs and len(word.text) > 1:
            return self._take_word(word)
        coined = own_word(self.scene, self.cursor, self.origin, self.head)
        if coined is not None:
            return self._take(coined, proper=True)
        return word is not None and belongs and self._take_word(word)

    def _is_class(self, word: Word) -> bool:
        """Say whether the word before the cursor says what the firm is, and its name begins behind it: 子公司|…, 龙头企业|…."""
        of_class = word.text in FIRM_CLASSES or self.scene.text.endswith(_MAKERS, self.low, self.cursor)
        return of_class and not self.scene.text.startswith(_OF_FIRMS, self.cursor)

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
        if first and self.head.kind in OF_A_PLACE and is_supra(first) and text.endswith("中国", self.low, start):
            start -= len("中国")  # 中国|西部|新能源汽车产业基地
        if self.places and text.endswith(_CHINA_AND, self.low, start):
            start -= len(_CHINA_AND[0])
        if self.places and self.head.text == "分队" and text.endswith(_CORPS, self.low, start):
            start -= len(_CORPS[0])
        if self.head.text.endswith(_COMMITTEES) and text.endswith(_PARTY, self.low, start):
            start -= len(_PARTY)
        if not self.places and self.head.text.endswith(legal.FORMS):
            start = national(text, start)
            opened = of_place(self.scene, start)
            self.places += opened < start
            start = of_firm(self.scene, opened)
        return start


_GRADE = re.compile(r"(?:[一二三四五六七八九十百千万亿]+(?:元|千瓦|吨|亩|平方米)?级|世界级|国家级|省级)$")


def _countries(scene: Scene, cursor: int, head: Head) -> int | None:
    """Return where the joint letters of countries or cities begin that end at ``cursor``: 中马|产业园, 苏锡常|…."""
    return joint_letters(scene, cursor) if head.kind in _JOINED else None


_JOINED = _GROWS_UNKNOWN - {"Company"}
