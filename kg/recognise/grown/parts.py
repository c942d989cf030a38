"""What may stand before the part of a name that was read last: words, quotes, joint letters of places, fields that 与 joins."""

import re

from kg.lexicon import Head, load
from kg.recognise.candidates import BODIES, CHINA, FIELDS, PLACES, Hit, Scene, certain, of_kind
from kg.recognise.grown.coined import NO_COIN
from kg.recognise.grown.nested import SHORT_PLACE
from kg.words import Word, in_dictionary, words

STOP = set("。,;:!?、“”《》<>()[]【】|·…\n\r 暨")
_QUOTED = re.compile(r"“([^“”,。;:]{2,12})”$")
_OF_CHINA = re.compile(r"中国\(([^()]{2,8})\)$")
_AFTER_WORD = re.compile(r"(?<=[\u4e00-\u9fff])\(([^()]{2,8})\)$")
_BRACKETED = re.compile(r"\(([^()]{2,8})\)$")
WINDOW = 40  # no name is longer
_QUANTITY = re.compile(r"[近约逾超上数几两一二三四五六七八九十百千万亿0-9]+[余多]?[家个所座项批名位处条大]?")
_JOINS_FIELDS = frozenset(("ResearchInstitute", "Organization", "University"))


def is_seat(hit: Hit) -> bool:
    """Say whether the hit is a place inside the country: a name of two letters may be a common word as well."""
    place = certain(hit[2]) or (of_kind(hit[2], PLACES) if hit[1] - hit[0] > SHORT_PLACE else None)
    return place is not None and place.kind in PLACES and place.code != CHINA


def may_belong(scene: Scene, cursor: int, word: Word) -> bool:
    """Say whether the word before ``cursor`` may be a part of a name, and does not only count."""
    counts = _QUANTITY.fullmatch(word.text) or _measures(scene.text, cursor, word.text)
    if word.tag == "l" and _is_deed(word.text[:-2], word.text[-2:]):
        return False
    return (word.inner or _unheard(scene, cursor, word)) and not counts


def _unheard(scene: Scene, cursor: int, word: Word) -> bool:
    """Say whether no dictionary has the word before ``cursor``, which fills the stretch from a mark or a place on (颐高|数字产业园)."""
    start = cursor - len(word.text)
    opens = start == 0 or scene.text[start - 1] in STOP or start in scene.hit_by_end
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


MEASURES = frozenset("个家所座项批名位处条期区市县省等")
_NUMERALS = frozenset("0123456789一二三四五六七八九十百千万余多几两")


def _measures(text: str, cursor: int, word: str) -> bool:
    """Say whether the word before ``cursor`` only counts what follows: 23|处|产业园."""
    at = cursor - len(word) - 1
    return word in MEASURES and at >= 0 and text[at] in _NUMERALS


def is_word(scene: Scene, hit: Hit) -> bool:
    """Say whether what looks like a place is a part of a word (冷|泉港) or, after a certain place or a field, a common word (合肥|新兴, 生物|资源)."""
    if hit[1] - hit[0] == SHORT_PLACE and not scene.begins_word(hit[0]):
        return True
    before = scene.hit_by_end.get(hit[0])
    if before is None or certain(hit[2]) is not None:
        return False
    outer = certain(before[2])
    return of_kind(before[2], FIELDS) is not None or (outer is not None and outer.kind == "Region")


def cut_hit(scene: Scene, cursor: int) -> Hit | None:
    """Return the known name that ends at ``cursor`` where the scan read one letter too far (合肥市|委 for 合肥|市委)."""
    hit = scene.hit_by_end.get(cursor + 1)
    if hit and hit[0] < cursor - 1:
        entries = scene.lexicon.names.get(scene.text[hit[0] : cursor])
        if entries:
            return hit[0], cursor, entries
    return None


def quoted_or_bracketed(scene: Scene, cursor: int, origin: int, head: Head) -> tuple[int, bool] | None:
    """Return where a quoted word or a place in brackets or before a dash begins that ends at ``cursor``, and whether it is a name of its own."""
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


def joined_field(scene: Scene, cursor: int, origin: int, head: Head) -> int | None:
    """Pass over 与, 及, 和 inside a name (光学精密机械与物理研究所): only between two fields, at the name's right end."""
    if head.kind in OF_A_PLACE and cursor < origin:
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
    word = word_before(scene.text, max(0, cursor - WINDOW), cursor - 1)
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


OF_A_PLACE = ("Zone", "Cluster")


def word_before(text: str, low: int, cursor: int) -> Word | None:
    """Return the last word before ``cursor``, from ``low`` or a mark on."""
    start = cursor
    while start > low and text[start - 1] not in STOP:
        start -= 1
    if start == cursor:
        return None
    return words(text[start:cursor])[-1]
