"""The parts of a plan, which are names because the text says which they are: “四基地”，即甲基地、乙基地; 甲园、乙园等五大园区; 甲片区，乙片区."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.lexicon import generic, load
from kg.recognise.candidates import FIELDS, Found, Scene, of_kind, only_with
from kg.recognise.fields.unlisted import Nouns, known_inside, nominal
from kg.sought import sought
from kg.words import Word, words

_NUMBER = "[0-9一二两三四五六七八九十]{1,3}[大个处座]?"
_SORTS = "(?:产业|特色|专业|工业|功能|重点|核心|主导|专题|主题)*(?:产业园区?|园区?|基地|片区?|组团|功能区|核|区|圈)"
_INTRODUCED = sought(
    rf"(?<!第){_NUMBER}{_SORTS}(?:{_NUMBER}[\u4e00-\u9fff]{{1,4}}){{0,3}}”?(?:的|格局|布局|构架|,|\(|规划){{0,3}}(?:即|分别是|分别为|指的?是|是指|包括|包含|涵盖|:|——)"
)
_SUMMED = sought(rf"等{_NUMBER}{_SORTS}")
_ENDS = "产业园区?|科技园区?|创新园|创业园|示范园|基地|片区|组团|功能区|新城|园区?"
_ITEM = re.compile(
    rf"(?:以(?P<seat>[^,。;:、]{{2,24}}?)为(?:主|核心|中心|依托|基础|主体|重点)的)?(?P<name>[\u4e00-\u9fffA-Za-z0-9]{{3,20}}?(?:{_ENDS}))(?=[、,;。)]|[和与及]|以及|$)"
)
_END = re.compile(f"(?:{_ENDS})$")
_SEATS = ("新城", "新区", "园区", "开发区", "高新区", "工业区", "产业园", "科技园", "科学城", "科技城")
_LINK = re.compile("[、;,]?(?:以及|和|与|及|、|;)")
_OPENS = re.compile(r"[,:]?(?:分别是|分别为|是|为|有|根据[^,。;:]{2,16}建立|重点建设|规划建设|建设|布局)?[:]?")
# What a part of a park is, by its last word: 生物医药|片区|规划建设用地….
_PART = sought(
    r"(?:片区|组团|功能区)(?=规划|占地|位于|重点|主要|以|聚焦|总|建设|主导|定位|布局|的|内|正|将|已|落|开|累计|等|、|,|;|。|和|及|与|”|$)"
)
_LONGEST_ITEM = 24  # letters
_LEAST, _TELLING = 2, 4  # items; letters that say enough by themselves
_AIMS = re.compile("全国|国家|世界|全球|重要|国际|区域性|一流|面向|公司|企业|集团|工厂|生产线")


class Item(NamedTuple):
    """A part of a plan, from its first letter to its last."""

    start: int
    end: int


@only_with(_INTRODUCED, _SUMMED, _PART)
def find_planned(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the zones that a plan tells by name, where no other finder has read them."""
    items = dict.fromkeys((*_introduced(scene), *_summed(scene), *_parts(scene)))
    taken = {(f.start, f.end) for f in found} if items else ()  # most texts hold no plan
    for start, end in items:
        if (start, end) not in taken:
            yield Found(start, end, "Zone", scene.text[start:end], "planned")


def _introduced(scene: Scene) -> Iterator[Item]:
    """Yield what follows 三大基地，分别是 and the like."""
    for intro in scene.matches(_INTRODUCED):
        if _AIMS.search(scene.text, _clause(scene.text, intro.start()), intro.start()):
            continue
        opening = _OPENS.match(scene.text, intro.end())
        items = list(_items(scene, opening.end() if opening else intro.end()))
        if len(items) >= _LEAST or intro.group().startswith("一"):
            yield from items


def _items(scene: Scene, cursor: int) -> Iterator[Item]:
    while match := _ITEM.match(scene.text, cursor):
        item = Item(*match.span("name"))
        if not _tells(scene, item):
            return
        yield item
        if match["seat"] and match["seat"].endswith(_SEATS):
            yield Item(*match.span("seat"))
        link = _LINK.match(scene.text, match.end())
        if link is None:
            return
        cursor = link.end()


def _summed(scene: Scene) -> Iterator[Item]:
    """Yield what stands before 等五大园区, back to the first that is none."""
    for closing in scene.matches(_SUMMED):
        items = list(_items_before(scene, closing.start()))
        aims = items and _AIMS.search(scene.text, _clause(scene.text, items[-1].start), items[-1].start)
        if len(items) >= _LEAST and not aims:
            yield from items


def _items_before(scene: Scene, end: int) -> Iterator[Item]:
    while True:
        low = max(0, end - _LONGEST_ITEM)
        start = max((scene.text.rfind(mark, low, end) for mark in "、,;:。和“”"), default=-1) + 1
        first = start <= low or scene.text[start - 1] not in "、和"
        item = Item(_own_start(scene, start, end) if first else start, end)
        if (start <= low and low) or not _ITEM.fullmatch(scene.text, item.start, end) or not _tells(scene, item):
            return
        yield item
        if first:
            return
        end = start - 1


def _own_start(scene: Scene, start: int, end: int) -> int:
    """Return where the first of a list begins behind the verb of its clause: 布局|空天园."""
    at = end
    for word in reversed(words(scene.text[start:end])):
        if not _belongs(word):
            break
        at -= len(word.text)
    return at


def _parts(scene: Scene) -> Iterator[Item]:
    """Yield the parts of a park or a town that are called by the field that they are made for."""
    last = 0
    for match in scene.matches(_PART):
        head, end = match.span()
        low = max(last, head - _LONGEST_ITEM, max(scene.text.rfind(mark, 0, head) for mark in _MARKS) + 1)
        start = _own_start(scene, low, head)
        start += scene.text[start] in _JOINS
        last = end
        if known_inside(scene, Nouns(start, head)) and _tells(scene, Item(start, end)):
            yield Item(start, end)


def _clause(text: str, at: int) -> int:
    """Return where the sentence of ``at`` begins, or the clause before its own."""
    return max(text.rfind(mark, 0, at) for mark in "。;!?") + 1


def _tells(scene: Scene, item: Item) -> bool:
    """Say whether the part has a name: words that say what it is, more than a class, and no wish."""
    name = scene.text[item.start : item.end]
    end = _END.search(name)
    modifier = name[: end.start()] if end else ""
    inside = words(modifier) if modifier else ()
    if len(modifier) < _LEAST or _AIMS.match(name) or not all(_belongs(word) or nominal(word.text) for word in inside):
        return False
    says = any(word.text not in generic("names") for word in inside)
    hit = scene.hit_by_end.get(item.start + len(modifier))
    known = hit is not None and of_kind(hit[2], FIELDS) is not None
    return len(modifier) >= _TELLING or (says and (known or name.endswith("园")))


def _belongs(word: Word) -> bool:
    return word.inner or word.text in _JOINS or word.text in load().name_verbs


_JOINS = frozenset("与及")
_MARKS = "、,;:。!?()“”《》"
