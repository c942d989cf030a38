"""Firms that no list knows and whose project is named: 166亿元的|新敏雅|电池项目, |长隆科技|二期项目, 引进|山河科技|轻型飞机、…等项目."""

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import load, one_of
from kg.recognise.candidates import FIELDS, Found, Scene, of_kind, only_with
from kg.recognise.firms import brands
from kg.recognise.firms.names import ELEMENTS, behind_place, is_own
from kg.sought import sought
from kg.words import in_dictionary, is_proper, words

# What is built, at the end of its name; a park only as a project, for other parks are named after their place.
_BUILT = sought(
    r"(?:项目|生产线|(?:生产|制造|研发|产业化?|一体化|加工|研制|创新)基地|工厂|厂房|总部(?!经济|位于|设[在于]|大楼)|(?:产业|科技|工业)园(?:[一二三四]期)?项目|[一二三四五]期)"
    r"(?!管理|负责|建设|审批|服务|质量|资金)"
)
# The sentence tells of building, with money, at a date or in a list.
_IN_FIGURES = "[0-9]亿|项目[,:]?(?:包括|分别|有|为)"
_MONEY = sought(r"[0-9](?:[亿万]+(?:美|欧|港|日)?元|亿)(?:人民币)?的(?=[\u4e00-\u9fff]{4})")
_FOR_MONEY = re.compile(r"[^。;:!?]{0,40}?(?:项目|产业园|生产线|生产基地|制造基地|工厂|开工|签约|落户|投产)")
# A list that is one of projects: …等13个项目, …等一批项目, …等工业项目45个, …3个项目.
_LIST = sought(
    r"(?:等|[0-9]{1,3}个|[两三四五六七八九十]{1,2}个)(?:[^,。;:!?、在与和]{0,12}?)项目(?!管理|负责|建设|审批|服务|质量|资金)"
)
_OPENS = re.compile(
    r"[0-9](?:[亿万]+(?:美|欧|港|日)?元|亿)(?:人民币)?的?|"
    r"(?:入驻|进驻|落户|引进|引入|招引|引育|集聚|聚集|吸引|启动|拥有|包括|签约|储备|落地|迎来|开工|形成|带动|推动|推进|以及|涵盖|建设|新建|投产|实施|加快|如|由|以|有|及|与|和)(?:了|出|到|来|着)?"
)
_STATION = re.compile("[\u4e00-\u9fff]{0,4}(?:电站|电厂|水库|矿)")
_PARKS_END = frozenset("园区城谷镇馆心")  # a park's own word is rather its place's: 燕罗|智能产业园
_MARKS = frozenset(",。;:!?、“”()《》\n 的")
_LONGEST = 30  # characters of a project's name
_SENTENCE = re.compile("[。;!?\n]")
_AFTER_OWN = re.compile(
    r"年产|年加工|年处理|日产|[0-9]|[一二三四五六七]期|(?:全国|全球|区域)?总部|项目|扩能|扩产|生产线"
)
_IS_BUILT = re.compile("[一二三四五]期|项目|开工|动工|奠基|签约|竣工|投产")
_PARKS = re.compile("(?:产业|研发|生产|制造|创新)?(?:基地|园)")
_SIZES = (4, 3, 2)  # characters of a firm's own word
_LONGEST_TAIL = 5


@only_with(_BUILT, _LIST, _MONEY)
def find_project_firms(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the firms whose own word opens a project's name, before their line of business, a field, a quantity or a thing."""
    for start, end in sorted({*_of_projects(scene), *_of_lists(scene), *_of_money(scene)}):
        known = scene.text[start:end] in scene.lexicon.names
        if not known and not any(f.start < end and start < f.end and _is_other(scene, f, start) for f in found):
            yield Found(start, end, "Company", scene.text[start:end], "brand:project")


def _is_other(scene: Scene, name: Found, start: int) -> bool:
    """Say whether the name is something else than a field, a place, or the park that is the project and begins as the firm does."""
    its_park = name.kind == "Zone" and name.start == start and _IS_BUILT.match(scene.text, name.end)
    return name.kind not in FIELDS | {"Region"} and not its_park


def _of_projects(scene: Scene) -> Iterator[tuple[int, int]]:
    """Yield where firms stand that open a single project's name."""
    for built in scene.matches(_BUILT):
        of_place = _STATION.match(scene.text, built.end())  # 柯拉|一期光伏电站
        if not of_place and _tells_of_building(scene.text, built.start()):
            yield from _opening_firm(scene, _after_mark(scene.text, built.start()), built.start())


def _of_money(scene: Scene) -> Iterator[tuple[int, int]]:
    """Yield where firms stand between a sum of money and what is built for it: 3亿元的|唯新食品|、….等3个项目."""
    for money in scene.matches(_MONEY):
        end = _end(scene, money.end(), len(scene.text))
        if end and _FOR_MONEY.match(scene.text, end):
            yield money.end(), end


def _of_lists(scene: Scene) -> Iterator[tuple[int, int]]:
    """Yield where firms stand that open the members of a list of projects, where half of all begin so."""
    for closing in scene.matches(_LIST):
        if _public().search(closing.group()):
            continue  # …等五个核电项目
        members, end = [], closing.start()
        while (start := _after_mark(scene.text, end)) < end:
            members += [(start, end)] if scene.text[end - 1] not in _PARKS_END else []
            if scene.text[start - 1 : start] != "、":
                break
            end = start - 1
        firms = [firm for member in members for firm in _opening_firm(scene, *member)]
        if 2 * len(firms) >= len(members):
            yield from firms


def _opening_firm(scene: Scene, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Yield where the firm stands that begins behind a mark or what opens a project's name between ``low`` and ``high``."""
    opened = (o.end() for o in _OPENS.finditer(scene.text, low, high) if not _splits_word(scene.text, o))
    for start in (low, *opened) if not low or scene.text[low - 1] in _MARKS else opened:
        end = _end(scene, start, high)
        if end and not _public().search(scene.text, end, high):
            yield start, end
            return


def _splits_word(text: str, opens: re.Match[str]) -> bool:
    """Say whether the one letter that opens a name is a part of a word: 有|力, 和|平."""
    return len(opens.group()) == 1 and in_dictionary(text[opens.start() : opens.end() + 1])


def _tells_of_building(text: str, at: int) -> bool:
    ends = _SENTENCE.search(text, at)
    return bool(_building().search(text, _sentence_start(text, at), ends.start() if ends else len(text)))


@cache
def _building() -> re.Pattern[str]:
    return re.compile(f"{one_of(load().brands['building'])}|{_IN_FIGURES}")


@cache
def _public() -> re.Pattern[str]:
    """Return what finds that a place, a house or a road is built for its own name: 三澳|核电站, 文德根|水库."""
    return re.compile(one_of(load().brands["public"]))


def _sentence_start(text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) for mark in "。;!?\n") + 1


def _after_mark(text: str, end: int) -> int:
    start = end
    while start and end - start < _LONGEST and text[start - 1] not in _MARKS:
        start -= 1
    return start


def _end(scene: Scene, start: int, limit: int) -> int:
    """Return where the firm's name ends that begins at ``start``, or 0: behind its line of business, or before a longer field."""
    own = behind_place(scene, start)
    for end in (own + size for size in _SIZES if own + size <= limit):
        tail, field = _tail(scene.text, end), _field(scene, end)
        if max(tail, field) > end and _may_open(scene.text[own:end]):
            return tail if tail >= field and not _PARKS.match(scene.text, tail) else end
    return _before_thing(scene.text, own, limit)


def _before_thing(text: str, start: int, limit: int) -> int:
    """Return where the word of its own ends that begins at ``start`` and stands before a quantity or a plain word for a thing, or 0."""
    end = start
    for word in words(text[start : start + _LONGEST]):
        thing = in_dictionary(word.text) and not is_proper(word) and word.inner and word.tag[0] in "nvbj"
        if thing or _AFTER_OWN.match(text, end):
            return end if end <= limit and _may_open(text[start:end]) else 0
        end += len(word.text)
        if end > start + _SIZES[0]:
            break
    return 0


def _may_open(own: str) -> bool:
    return ELEMENTS.isdisjoint(own) and is_own(own)


def _tail(text: str, start: int) -> int:
    """Return where the line of business ends that begins at ``start``, or ``start``."""
    sizes = range(_LONGEST_TAIL, 1, -1)
    return next(
        (start + n for n in sizes if text[start : start + n] in brands.framed_tails()),
        start,
    )


def _field(scene: Scene, start: int) -> int:
    hit = scene.hit_by_start.get(start)
    return hit[1] if hit and of_kind(hit[2], FIELDS) else start
