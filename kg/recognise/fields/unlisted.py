"""The make-up of nouns that stand in no list: whether they may be a field, and how surely by themselves."""

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from kg.lexicon import Entry, closes_no_field, field_edges, generic, load
from kg.recognise.candidates import FIELDS, PLACES_AND_BODIES, Hit, Scene, certain, of_kind
from kg.words import Word, in_dictionary, words

LONGEST = 14  # characters


class Nouns(NamedTuple):
    """Where the nouns stand."""

    start: int
    end: int


class Strength(IntEnum):
    """How sure it is that nouns are a field: not at all, beside another one in a list, by themselves."""

    NONE = 0
    LISTED = 1
    ALONE = 2


# What closes a branch: it is done.
TRADES = ("制造", "加工", "服务", "经济", "种植", "养殖", "物流", "旅游", "金融", "业")
LINKS = ("、", "以及", "和", "与", "及")
_PREFIXES = frozenset("双多单超全半微高低零非三四大小新")
GENERATION = re.compile("第[一二三四五六七八九十0-9]+代|[下新]一代")
_END_OF_NAME = (*LINKS, "等", "的", "为", "在", "到")
_NOUNS = ("n", "eng", "un", "x", "j", "g", "vn", "l")
_OF_THE_STATE = frozenset(
    "人民 群众 干部 党员 党 精神 思想 主义 总书记 会议 讲话 目标 任务 问题 战略 需求 改革 乡村 民生 企业 高质量 国家 社会 项目".split()
)


def inside_name(word: Word) -> bool:
    """Say whether the word may stand inside a name that nothing closes in."""
    return word.text not in _END_OF_NAME and (
        word.inner or word.text in _PREFIXES or word.tag in ("vn", "eng", "nz") or word.text == "现代"
    )


def nominal(text: str) -> bool:
    """Say whether the words may all stand inside a name that marks close in, verbs too: 存算一体."""
    boundaries = load().boundaries
    return all(
        word.inner
        or GENERATION.fullmatch(word.text)
        or (word.text not in boundaries and (word.tag == "v" or inside_name(word)))
        for word in words(text)
    )


def is_made(text: str) -> bool:
    """Say whether the nouns are a thing that is made, by their last letter: 反射镜, 导电浆料; not 条件, 危机."""
    spoilt = load().made_things.get(text[-1])
    if spoilt is None or not _SHORT < len(text) <= LONGEST or not nominal(text):
        return False
    inside = words(text)
    last = inside[-1].text
    if text.endswith(tuple(filter(None, spoilt))) or last in generic("makers"):
        return False
    return inside[0].text not in generic("products") and not (len(inside) == 1 and inside[0].tag.startswith(_DONE))


_DONE = ("v", "a", "d", "m", "t", "ns", "nr")  # no word for a thing


def trimmed(text: str, start: int, end: int) -> Nouns:
    """Return the nouns without the words around them that say nothing of what they are."""
    counted = _COUNTED.search(text, start + _SHORT, end)
    end = counted.start() if counted else end
    inside = list(words(text[start:end]))
    while len(inside) > 1 and inside[-1].text in field_edges("after"):
        end -= len(inside.pop().text)
    while inside and inside[0].text in field_edges("before"):
        start += len(inside.pop(0).text)
    start = past_measure(text, start + _qualities(inside))
    tail = next((tail for tail in _TAILS if text.endswith(tail, start + _SHORT, end)), "")  # 医药产业 may be one word
    return Nouns(start, end - len(tail))


def past_measure(text: str, start: int) -> int:
    """Return where the nouns begin behind the measure word that their number drew to it: 15|项|海洋, 16|家|新材料, not 项目."""
    if pointed := _POINTED.match(text, start):
        return pointed.end()  # 这两台|望远镜
    if text[start : start + 1] not in _MEASURES or text[start - 1 : start] not in _COUNTS:
        return start
    first = words(text[start : start + _ENOUGH])[0].text
    return start if len(first) > 1 and in_dictionary(first) else start + 1


_POINTED = re.compile("[这那该][一二两三四五六七八九十几0-9]{0,2}[项条台套种款个只艘架座辆颗枚批]")
_ENOUGH = 6  # characters that show where the first word ends
_MEASURES = frozenset("项条台套种类款个只艘架座辆颗枚批家")
_COUNTS = frozenset("0123456789一二两三四五六七八九十百千万亿几余多这该")


def _qualities(inside: list[Word]) -> int:
    """Return the length of the words that only say which of a known field is meant: 规模化|养殖, 进入全球|工程机械."""
    length = 0
    for number, word in enumerate(inside[:-1]):
        if (
            word.tag not in _SAYS_HOW
            and word.text not in field_edges("before")
            and not word.text.endswith(tuple(field_edges("quality")))
        ):
            return 0
        length += len(word.text)
        rest = "".join(w.text for w in inside[number + 1 :])
        field = certain(load().names.get(rest, ()))
        if field and field.kind in FIELDS and rest not in generic("fields"):
            return length
    return 0


_COUNTED = re.compile("[0-9一二三四五六七八九十两几]+(?:大|个|条|类)[^、和与及]{0,6}$")  # 集成电路、新材料|三大先导
_SAYS_HOW = ("v", "a", "d")
_TAILS = ("产业", "行业", "领域", "研发制造", "研发生产", "生产制造")
_SHORT = 2  # characters: a common word rather than a term


def strength(scene: Scene, nouns: Nouns) -> Strength:
    """Return how sure it is that the nouns are a field."""
    text = scene.text[nouns.start : nouns.end]
    known = certain(scene.lexicon.names.get(text, ()))
    if known:
        return Strength.ALONE if known.kind in FIELDS else Strength.NONE
    if not _may_be_field(scene, nouns) or two_sectors(scene, *nouns):
        return Strength.NONE
    if len(text) == _SHORT and in_dictionary(text) and text not in scene.lexicon.products:
        return Strength.LISTED
    return Strength.ALONE if _ends_like_field(scene, nouns) else Strength.LISTED


def _ends_like_field(scene: Scene, nouns: Nouns) -> bool:
    hit = scene.hit_by_end.get(nouns.end)
    field = of_kind(hit[2], FIELDS) if hit and hit[0] >= nouns.start else None
    if field and field.label not in generic("fields"):
        return True
    if scene.text[nouns.start : nouns.end] in scene.lexicon.products:
        return True
    if is_made(scene.text[nouns.start : nouns.end]):
        return True
    return nouns.end - nouns.start > _SHORT and scene.text[nouns.end - 2 : nouns.end] in scene.lexicon.field_tails


def _may_be_field(scene: Scene, nouns: Nouns) -> bool:
    text = scene.text[nouns.start : nouns.end]
    if not _SHORT <= len(text) <= LONGEST or text in scene.lexicon.stop_terms or text in generic("fields", "products"):
        return False
    inside = words(text)
    return not (
        _is_abstract(scene, text, inside)
        or any(word.text in _OF_THE_STATE for word in inside)
        or all(word.text in generic("fields", "names") for word in inside)
        or any(of_kind(entries, PLACES_AND_BODIES) for _, _, entries in _hits(scene, nouns))
    )


def _is_abstract(scene: Scene, text: str, inside: tuple[Word, ...]) -> bool:
    first, last = inside[0], inside[-1]
    abstract = scene.lexicon.abstract
    if first.text in abstract or last.text in abstract or last.text in generic("endings"):
        return True
    if text.endswith(closes_no_field()) and not of_kind(scene.lexicon.names.get(last.text, ()), FIELDS):
        return True
    return not last.tag.startswith(_NOUNS) and last.text not in scene.lexicon.name_verbs


def two_sectors(scene: Scene, start: int, end: int) -> bool:
    """Say whether two of the strategic sectors stand there side by side, 新能源|新材料: these are two fields, not one."""
    first, second = scene.hit_by_start.get(start), scene.hit_by_end.get(end)
    return (
        first is not None
        and second is not None
        and first[1] == second[0]
        and _is_sector(first[2])
        and _is_sector(second[2])
    )


def _is_sector(entries: tuple[Entry, ...]) -> bool:
    """Say whether the name is of one of the strategic sectors, which their classification numbers from 1 to 9."""
    entry = certain(entries)
    return entry is not None and entry.kind == "Industry" and len(entry.code) == 1 and entry.code.isdigit()


def known_inside(scene: Scene, nouns: Nouns) -> bool:
    """Say whether a certain field stands in the nouns."""
    return any(of_kind(entries, FIELDS) and certain(entries) for _, _, entries in _hits(scene, nouns))


def _hits(scene: Scene, nouns: Nouns) -> Iterator[Hit]:
    return (scene.hit_by_start[at] for at in range(nouns.start, nouns.end) if at in scene.hit_by_start)
