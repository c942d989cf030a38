"""The members of a list of fields, known and unknown, walked from right to left."""

import re
from collections.abc import Iterator

from kg.lexicon import Entry, field_edges, generic
from kg.recognise.candidates import FIELDS, PLACES_AND_BODIES, Scene, certain, of_kind
from kg.recognise.fields.grades import grade_before
from kg.recognise.fields.plausible import LAST_OPENING, Unit, closes_list, plausible, whole
from kg.recognise.fields.unlisted import GENERATION, past_measure, two_sectors
from kg.words import in_dictionary, words

SUFFIX = "产业集群|产业链条|产业链|产业带|产业|行业|领域|赛道|业态|门类|集群"
_OWN_SUFFIX = re.compile(f"(?:{SUFFIX})$")
_SEPARATOR = re.compile(
    r"(?:、|和|(?<!参)与|(?<![惠涉波普遍推触危])及|以及|“|”|(?<=”) (?=“))+(?:做[大强优精]|发展|培育|壮大|布局|推进)?$"
)  # 做精水产、|做强玻璃
_QUOTES = re.compile(r"(?:[0-9一二三四五六七八九十两]{1,3}[大个])?[“”]$")
UNIT_STOP = set("。,;:!?、“”《》<>()[]\n\r ")
MAX_UNIT = 14
_MAX_MEMBER = 8


def units_before(scene: Scene, cursor: int) -> Iterator[Unit]:
    """Yield the members of a coordination that ends at ``cursor``, from right to left."""
    if quotes := _QUOTES.search(scene.text, max(0, cursor - 5), cursor):
        cursor = quotes.start()
    while cursor > 0:
        unit = unit_ending(scene, cursor) or _added(scene, cursor)
        if unit is None:
            return
        yield unit
        if _beside_sector(scene, unit.start, unit.end):  # 新能源|新材料
            cursor = unit.start
            continue
        separator = _SEPARATOR.search(scene.text, max(0, unit.start - 5), unit.start)
        if not separator:
            return
        cursor = separator.start()
        if _OWN_SUFFIX.search(scene.text, max(0, cursor - 4), cursor):  # 光伏产业及中医药产业: each says it of itself
            return
        if separator.group() == "”":  # “超大容量、超长距离”光通信: what is quoted says which
            return


ADDED = ("服务", "应用服务", "支持", "运维", "维护", "维修服务")  # what is done besides, no field of its own


def _added(scene: Scene, cursor: int) -> Unit | None:
    """Return what is done besides the member before it: 生命体征监测与|支持."""
    if not scene.text.endswith(ADDED, 0, cursor):
        return None
    word = next(word for word in ADDED if scene.text.endswith(word, 0, cursor))
    start = cursor - len(word)
    return Unit(start, cursor, "") if scene.text[start - 1 : start] in AND else None


AND = ("和", "与", "及")


def unit_ending(scene: Scene, cursor: int) -> Unit | None:
    """Return the member that ends at ``cursor``, if one does."""
    hit = scene.hit_by_end.get(cursor)
    field = of_kind(hit[2], FIELDS) if hit else None
    if hit and field:
        return _widened(scene, hit[0], cursor, field)
    if hit and certain(hit[2]):
        return None
    if done := without_what_is_done(scene, cursor):
        return done
    start = None if scene.text.endswith(OWN_NAMES, 0, cursor) else _grown_unit(scene, cursor)
    return Unit(start, cursor, "") if start is not None else None


OWN_NAMES = ("产业", "行业")  # such a unit says itself what it is
_SAID_OF_FIELD = ("领域", "集群", "研发", "前沿", "细分", "重点")


def without_what_is_done(scene: Scene, cursor: int) -> Unit | None:
    """Return the known field before a word that is said of it and is no part of its name: 半导体|领域产业, 先进制造|研发等产业."""
    tail = next((tail for tail in _SAID_OF_FIELD if scene.text.endswith(tail, 0, cursor)), "")
    hit = scene.hit_by_end.get(cursor - len(tail)) if tail else None
    field = of_kind(hit[2], FIELDS) if hit and certain(hit[2]) else None
    return _widened(scene, hit[0], hit[1], field) if hit and field else None


def _widened(scene: Scene, start: int, end: int, field: Entry) -> Unit:
    """A weak field takes the words before it along where they make a member of a list: 光学|制造 after 、 or 集."""
    graded = grade_before(scene, start, end, made=field.kind == "Technology" or field.sort == "product")
    if graded < start:
        return Unit(graded, end, field.kind)
    of = scene.hit_by_end.get(start)
    if of and scene.text.startswith(_GRADES, start) and of_kind(of[2], FIELDS) and certain(of[2]):
        return Unit(of[0], end, field.kind)  # 输变电|高端装备
    if _beside_sector(scene, start, end):
        return Unit(start, end, field.kind)
    if field.weak:
        grown = _grown_unit(scene, end)
        if (
            grown is not None
            and grown < start
            and end - grown <= _MAX_MEMBER
            and plausible(scene, Unit(grown, end, ""), single=False)
        ):
            return Unit(grown, end, "")
    elif scene.text[start - 1 : start] not in ("、", ""):
        grown = _grown_unit(scene, end)
        if grown is not None and grown < start and end - _past_generation(scene, grown, start) <= _MAX_MEMBER:
            fills = scene.text[grown - 1 : grown] == "、" and scene.text[grown:start] not in field_edges("before")
            if fills or _narrows(scene, grown, start):
                return Unit(grown, end, field.kind)
    return Unit(start, end, field.kind)


def _beside_sector(scene: Scene, start: int, end: int) -> bool:
    """Say whether the field and the one right before it are whole sectors: 新能源|新材料."""
    before = scene.hit_by_end.get(start)
    return before is not None and two_sectors(scene, before[0], end)


_GRADES = ("高端", "智能", "高性能")


def _narrows(scene: Scene, start: int, end: int) -> bool:
    """Say whether the nouns before a field make it a narrower one: 玻璃|新材料, 新一代网络|信息技术; not 国家|清洁能源."""
    narrowing = _past_generation(scene, start, end)
    if narrowing == end:
        return True
    before = words(scene.text[narrowing:end])
    word = before[0]
    return (
        len(before) == 1
        and len(word.text) > 1
        and word.tag in _OF_THINGS
        and in_dictionary(word.text)
        and not certain(scene.lexicon.names.get(word.text, ()))
        and not word.text.endswith(_WHERE)
        and word.text not in generic("fields", "names")
        and word.text not in field_edges("before")
    )


def _past_generation(scene: Scene, start: int, end: int) -> int:
    """Return where the words go on behind 新一代 and the like."""
    generation = _GENERATION.match(scene.text, start, end)
    return generation.end() if generation else start


_GENERATION = re.compile(f"新一代|(?:{GENERATION.pattern})")
_OF_THINGS = ("n", "b", "j")
_WHERE = ("国", "家", "省", "市", "县", "区", "州", "地", "岸", "方", "村", "城", "企")


_SURE_OPENING = tuple("发展 培育 引进 壮大 布局 打造 集聚 聚集 涉及 涵盖 覆盖 包括 用于 应用在 应用到 以".split())


def _opens_with_noun(text: str) -> bool:
    first = words(text)[0]
    return first.tag.startswith(_OF_THINGS) and first.text not in generic("fields")


def _grown_unit(scene: Scene, cursor: int) -> int | None:
    """Return where the unknown member that ends at ``cursor`` begins."""
    text = scene.text
    start = _unit_stretch(text, cursor)
    if text[start - 1 : start] == "、" and whole(scene, start, cursor):
        return start
    opened = LAST_OPENING.match(text, start, cursor)  # 中医药产业及|文创, 县市大力发展|航天
    own = opened.end() if opened else start
    if opened and _opens_surely(text, start, own, cursor) and whole(scene, own, cursor):
        return own  # 引进|路面施工养护机械
    begin = _last_nouns(scene, start, own, cursor)
    begin = _with_its_verb(text, begin, own) if begin < cursor else begin
    begin = _past_place(scene, past_measure(text, max(begin, own)), cursor)  # the segmenter knows no 做精|苔菜
    return begin if begin < cursor else None


def _unit_stretch(text: str, cursor: int) -> int:
    """Return where the stretch before ``cursor`` begins that a member may be grown in."""
    start, low = cursor, max(0, cursor - MAX_UNIT)
    while start > low and text[start - 1] not in UNIT_STOP:
        start -= 1
    return start


def _opens_surely(text: str, start: int, own: int, cursor: int) -> bool:
    """Say whether the words from ``start`` to ``own`` always have an object, and a noun opens what follows them."""
    return text.endswith(_SURE_OPENING, start, own) and _opens_with_noun(text[own:cursor])


def _last_nouns(scene: Scene, start: int, own: int, cursor: int) -> int:
    """Return where the last words of a stretch begin that can be parts of one member's name."""
    text, begin = scene.text, cursor
    cut = cursor - start == MAX_UNIT and start > 0 and text[start - 1] not in UNIT_STOP
    for word in reversed(words(text[start:cursor])[1 if cut else 0 :]):  # the first word may lack its beginning
        hit = scene.hit_by_end.get(begin)
        if begin <= own or not word.inner or (hit and of_kind(hit[2], PLACES_AND_BODIES) and certain(hit[2])):
            break
        if closes_list(word.text) or (begin < cursor and word.text in field_edges("before")):
            break
        begin -= len(word.text)
    return begin


def _past_place(scene: Scene, start: int, end: int) -> int:
    """Return where the nouns begin behind a place that the segmenter has one word for with them: 北京|服装."""
    place = certain(scene.lexicon.names.get(scene.text[start : start + _PLACE], ()))
    behind = scene.lexicon.names.get(scene.text[start + _PLACE : end], ())
    return start + _PLACE if place and place.kind == "Region" and of_kind(behind, FIELDS) else start


_PLACE = 2  # letters
_MANNER = "式型性"  # what it makes a quality of stands before it: 穿戴|式设备


def _with_its_verb(text: str, begin: int, low: int) -> int:
    """Return where the word begins that the letter at ``begin`` makes a quality of, if it is such a letter."""
    before = words(text[low:begin]) if low < begin and text[begin] in _MANNER else ()
    return begin - len(before[-1].text) if before else begin
