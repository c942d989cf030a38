"""Products and techniques that stand in no list: closed by a product word, or named where the text says that somebody makes them."""

import re
from collections.abc import Iterator

from kg.lexicon import field_edges, generic, load
from kg.recognise.candidates import FIELDS, PLACES_AND_BODIES, Found, Scene, certain, of_kind
from kg.recognise.fields.things import find_listed, find_things, is_product
from kg.recognise.fields.unlisted import nominal, past_measure
from kg.sought import any_of, sought
from kg.words import Word, in_dictionary, words

_MARKS = "。,;:!?、“”《》()<> \n\t…—"
_UNIT = r"(?:吨|台|辆|只|套|颗|片|艘|架|块|枚|平方米|立方米|千瓦时|千瓦|辆份|台套|万[件个]|亿[件个])"
_AMOUNT = rf"[0-9.]{{1,12}}[余多]?[十百千万亿]{{0,3}}{_UNIT}"
# Where the name of what is made begins, by what stands before it.
_OPENS = sought(
    r"(?:研发|研制|开发|生产|制造|设计)(?:出了?|成功|的是)|(?:自主|联合|成功|共同|合作)(?:研发|研制|开发)(?:了|出了?|的)?"
    rf"|(?:年产能?|可产|产出)(?:{_AMOUNT})(?:的)?"
    r"|(?:首|第一)(?:款|台|辆|艘|架|颗|枚|台套|套)(?!的)|一款"
)
_MAKER = sought(
    rf"(?:研发|研制|生产|开发|从事|制造(?!业)|量产)(?:了|出了?|成功)?([^{_MARKS}的了等在于向对把将]{{2,16}}?)(?:(?:的?(?:研发|研制|生产|制造|设计|研究|开发|加工))(?:[、和与及](?:研发|研制|生产|制造|设计|销售|服务|应用))*)?的[^,。、]{{0,6}}?(?:企业|公司|工厂|机构|厂|团队|车间|生产线|巨头)"
)
_WORKS_ON = sought(
    rf"(?:从事|专注于|致力于)([^{_MARKS}的了等在于向对把将、]{{2,16}}?)的?(?:研发|研制|生产|制造|加工)(?![、和与及]?(?:企业|公司|基地))"
)
_PRODUCED = sought(rf"(?:生产|年产|产(?![品能业值量出权地区后经妇科房]))(?=[^{_MARKS}0-9]{{2,12}}{_AMOUNT})")
_CLOSES = re.compile(
    rf"生产线|产线|[扩技]?[产改]?项目|{_AMOUNT}|[,。;、:!?”)]|等|的|正式|成功|已|下线|投产|问世|将|和|及|与|以及|生产|制造|研发|企业|公司|工厂|厂家|厂商|巨头|填补|打破|获得?|通过|实现|率先|首次"
)
_LIST = re.compile(rf"(?:{_AMOUNT})?(?:、|和|与|以及|及)")
_LONGEST = 16
_MOST_WORDS = 6
_PREFIXES = frozenset(
    "双多单超全半微高低零非三四大小抗防耐阻"
)  # single characters that words of a product's name begin with
_MEASURED = re.compile(
    r"(?:时速[0-9]{2,3}公里级?|(?:[0-9][0-9.]*|[百千万]+)(?:兆瓦|千瓦|万瓦|瓦|吨|公里|千伏|安时|米)级|(?<![0-9.])[0-9]{1,2}(?:\.[0-9])?兆瓦|(?<![0-9.A-Z])[A-Z]型)?"
    r"(?:[0-9][0-9.]*(?:英寸|[挡档]|纳米|微米|毫米))?(?:(?<![A-Za-z0-9号+/])[0-9.]*[A-Za-z][A-Za-z0-9.+/-]+|(?<![A-Za-z0-9号+.])[0-9]+(?:\.[0-9]+)?[A-Z])?(?<=[^0-9.])$"
)
_NOT_AFTER = (
    "产业",
    "行业",
    "集群",
    "领域",
    "研究",
    "实验室",
    "工程",
    "科学",
    "公司",
    "集团",
    "企业",
    "制造业",
    "学",
    "厂",
    "(集团)",
    "规范",
    "管理",
    "教研",
    "+",
    *(
        how + made
        for how in ("", "自主", "联合", "独立", "公司")
        for made in ("研发的", "研制的", "推出的", "开发的", "研发出", "研制出", "推出了")
    ),  # 江河轴承|研发的: who makes it
)


def find_products(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the technologies that a maker or a product word makes certain."""
    taken = [(f.start, f.end) for f in found if f.kind not in FIELDS]
    made = _made(scene, taken) if scene.may_match(_SAID_TO_BE_MADE) else ()
    named = [*_by_head(scene, taken), *made, *find_things(scene, found, taken)]
    yield from named
    yield from find_listed(scene, [*found, *named])


_SAID_TO_BE_MADE = any_of(_OPENS, _PRODUCED, _MAKER, _WORKS_ON)


def _by_head(scene: Scene, taken: list[tuple[int, int]]) -> Iterator[Found]:
    """Yield what a product word closes (液晶|玻璃, 纳米孔|基因|测序仪), grown leftwards as far as its words belong to it."""
    for head_start, end in scene.lexicon.find_products(scene.text):
        if scene.text.startswith(_NOT_AFTER, end) or scene.text[head_start - 1 : head_start] == "号":
            continue
        head = scene.text[head_start:end]
        if head[-1] == "机" and scene.text.startswith("器人", end):
            head, end = "机器人", end + 2  # 割草|机器人
            head_start = end - len(head)
        product = scene.lexicon.products[head]
        if product.not_after and product.not_after.match(scene.text, end):
            continue
        start = _product_start(scene, head_start)
        start = start if start is None else _closed_in(scene, _made_for(scene, past_measure(scene.text, start)))
        if start is not None and (opened := _LAST_OPENING.match(scene.text, start, head_start)):
            start = opened.end()
        if start is None or start == head_start or any(s < end and start < e for s, e in taken):
            continue
        if scene.cuts_word(end):
            continue
        if product.needs and not _technical(scene, start, head_start, product.needs):
            continue
        yield Found(start, end, "Technology", scene.text[start:end], "product:" + head)


def _made_for(scene: Scene, start: int) -> int:
    """Return where the field begins that the thing is made for: 大飞机|用铝合金锻件."""
    hit = scene.hit_by_end.get(start - 1) if scene.text[start - 1 : start] == "用" else None
    return hit[0] if hit and of_kind(hit[2], FIELDS) else start


# 新区集聚了|整流器, 大力发展|智能制造装备
_LAST_OPENING = re.compile(".*(?:发展|培育|吸引|引进|集聚|聚集|布局|打造|壮大|聚焦|围绕|形成|建成)[出了]?")
_CLOSED_IN = re.compile(
    r"(?:(?<=[、的“])|(?<=——)|(?<=[一首这该]款)|(?<=首[台套艘架枚颗辆条]))[^、,。;:!?“”()《》<>|等和与及的到为是有在将被把做造用\s]{1,8}$"
)


def _closed_in(scene: Scene, start: int) -> int:
    """Return where the words begin that fill the space between a mark and the name, verbs too: 、|路面施工养护|机械."""
    match = _CLOSED_IN.search(scene.text, max(0, start - _LONGEST), start)
    if not match or not nominal(match.group()):
        return start
    inside = words(match.group())
    hits = (scene.hit_by_start.get(at) for at in range(match.start(), start))
    vague = generic("products", "fields") | scene.lexicon.abstract
    if inside[0].text in field_edges("before") or any(w.tag in _NOT_INSIDE or w.text in vague for w in inside):
        return start
    return start if any(hit and of_kind(hit[2], PLACES_AND_BODIES) for hit in hits) else match.start()


_NOT_INSIDE = ("d", "p", "r", "c", "t", "ns", "nr", "f", "u", "uj", "ul", "y")


def _technical(scene: Scene, start: int, end: int, needs: str) -> bool:
    """Say whether what stands before a vague head is technical: 智能|门禁|系统, 微型|机器人; not 动力|系统, 物联网|技术."""
    inside = words(scene.text[start:end])
    coined = any(not in_dictionary(word.text) for word in inside)
    if scene.text[start:end] in scene.lexicon.names or inside[-1].text == "高":
        return False
    if len(inside) == 1 and needs != "technical":
        return coined and needs == "field"
    return coined or _holds_field(scene, start, end) or any(w.text in scene.lexicon.technical for w in inside)


def _holds_field(scene: Scene, start: int, end: int) -> bool:
    hits = (scene.hit_by_end[at] for at in range(start + 1, end + 1) if at in scene.hit_by_end)
    return any(hit[0] >= start and of_kind(hit[2], FIELDS) for hit in hits)


def _product_start(scene: Scene, cursor: int) -> int | None:
    """Return where the name of a product begins whose head begins at ``cursor``; nothing where its words go on and on."""
    low = max(0, cursor - _LONGEST)
    start = cursor
    for _ in range(_MOST_WORDS):
        word = _last_word(scene.text, low, start)
        measured = _measured(scene.text, start)
        hit = scene.hit_by_end.get(start)
        if start == cursor and word is not None and _is_purpose(scene.text, low, start, word):
            start -= len(word.text)
            continue
        if measured < start or word is None or not _modifies(word):
            if measured == start == cursor and hit and of_kind(hit[2], FIELDS):
                return _measured(scene.text, hit[0])  # 超导|磁体
            return measured
        if hit and of_kind(hit[2], PLACES_AND_BODIES) and certain(hit[2]):
            return start
        start -= len(word.text)
    return None


def _is_purpose(text: str, low: int, start: int, word: Word) -> bool:
    """Say whether the verb says what the thing is for, as a technical word before it shows: 智能|割草|机器人."""
    if word.tag != "v" or len(word.text) == 1:
        return False
    before = _last_word(text, low, start - len(word.text))
    return before is not None and before.text in load().technical


def _modifies(word: Word) -> bool:
    if word.text in load().technical:
        return True
    if word.text in generic("products") or word.text[0].isascii():
        return False
    if len(word.text) == 1:
        return word.text in _PREFIXES or (word.tag in _ONE_LETTER and word.text not in _DIVISIONS)
    return word.inner and word.text[0] not in _FUNCTION and word.text[-1] not in _ASPECT


_ONE_LETTER = ("n", "ng", "nz", "b")
_DIVISIONS = frozenset("集做造用省市县区州国乡镇村家园厂院校局人年月日车间")
_FUNCTION = frozenset("以从对向由把将在为与和被让使给于但而却")
_ASPECT = frozenset("着了过")  # 摆放着|电机


_LONGEST_MEASURE = 12  # characters of 12英寸PECVD


def _measured(text: str, start: int) -> int:
    match = _MEASURED.search(text, max(0, start - _LONGEST_MEASURE), start)
    return match.start() if match and not _POWER.fullmatch(match.group()) else start


_POWER = re.compile(r"[0-9.]*[kKMGT]?[Ww]h?")


def _last_word(text: str, low: int, cursor: int) -> Word | None:
    begin = cursor
    while begin > low and text[begin - 1] not in _MARKS and text[begin - 1] not in "的了等和与":
        begin -= 1
    return words(text[begin:cursor])[-1] if begin < cursor else None


def _made(scene: Scene, taken: list[tuple[int, int]]) -> Iterator[Found]:
    """Yield what the text says that somebody makes, and what is listed after it: 研发 X、Y, 年产 3 万台 X, 首款 X."""
    for match in (*scene.matches(_OPENS), *scene.matches(_PRODUCED)):
        start = match.end()
        while (name := _name_from(scene, start)) is not None:
            low, high = name
            if match.group().startswith(_FIRST) and not _is_thing(scene, low, high):
                break
            if not any(s < high and low < e for s, e in taken) and not scene.text.endswith(_IS_MEASURED, low, high):
                yield Found(low, high, "Technology", scene.text[low:high], "made:" + match.group())
            link = _LIST.match(scene.text, high)
            if not link:
                break
            start = link.end()
    for match in (*scene.matches(_MAKER), *scene.matches(_WORKS_ON)):
        if _is_product(scene, *match.span(1)):
            yield Found(*match.span(1), "Technology", match.group(1), "product")


_FIRST = ("首", "第一")  # 首枚|奖牌, 首台|机组 are counted, and nobody need have made them


def _is_thing(scene: Scene, start: int, end: int) -> bool:
    return is_product(scene.text[start:end]) or _holds_field(scene, start, end)


_IS_MEASURED = ("率", "量", "额", "指标")  # 盾构机国产化率 is nothing that is made


def _is_product(scene: Scene, start: int, end: int) -> bool:
    if scene.text.endswith(_IS_MEASURED, start, end):
        return False
    hit = scene.hit_by_start.get(start)
    if hit and certain(hit[2]) and (hit[1] == end or of_kind(hit[2], PLACES_AND_BODIES)):
        return False
    inside = words(scene.text[start:end])
    return all(w.inner or w.tag in ("x", "eng", "m") for w in inside) and inside[-1].text not in generic("makers")


def _name_from(scene: Scene, start: int) -> tuple[int, int] | None:
    """Return where the name of a product that begins at ``start`` stands, without the words before it that say nothing."""
    text = scene.text
    low = high = start
    last = None
    for word in words(text[start : _stretch_end(text, start)]):
        closes = high > low and (word.text in generic("makers") or _CLOSES.fullmatch(word.text))
        if closes or not (word.inner or word.text in _PREFIXES):
            break
        high += len(word.text)
        if word.text in generic("products") and low + len(word.text) == high:
            low = high
            continue
        last = word
    if last is None or high - low < 2 or last.text in _nothing_made() or not last.tag.startswith(_NOUNS):
        return None
    if not _CLOSES.match(text, high) and high < len(text):
        return None
    return low, high


def _nothing_made() -> frozenset[str]:
    """Return the words that close no name of a thing: 自主研发|实力."""
    return generic("makers") | load().abstract


_NOUNS = ("n", "eng", "un", "x")


def _stretch_end(text: str, start: int) -> int:
    end = start
    while end < len(text) and end - start < _LONGEST and text[end] not in _MARKS:
        end += 1
    return end
