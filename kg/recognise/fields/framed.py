"""Fields that stand in no list, by the frames that only fields stand in: 重点发展A、B, 以A、B为主导, 从A到B的全产业链, 三十家A企业."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from kg.lexicon import field_edges, generic
from kg.recognise.candidates import BODIES, FIELDS, PLACES, Found, Scene, certain, of_kind
from kg.recognise.fields.members import units_before
from kg.recognise.fields.things import is_product
from kg.recognise.fields.unlisted import (
    LINKS,
    LONGEST,
    TRADES,
    Nouns,
    Strength,
    inside_name,
    known_inside,
    nominal,
    strength,
    trimmed,
)
from kg.sought import sought
from kg.words import Word, in_dictionary, words

_MARKS = frozenset("。,;:!?“”《》()<> \n\t…—|[]【】")
_MOST = 12  # members of a list

# What a firm or institute does, and what a place has: their objects are fields.
_DOES = (
    "专注于?|深耕于?|主攻|主营|专业从事|主要从事|致力于|主要(?:生产|研制|建设)|专业生产|生产销售|主打"
    "|(?:研究|主攻|主要|专业)方向(?:主要)?(?:为|是|包括|有|:)|产品(?:主要)?(?:有|包括|涵盖|为)"
)
_HAS = (
    "(?:重点|大力|着力|优先|积极|加快|全力|集中|主要|突出)(?:发展|布局|培育)|[前超]前布局|前瞻布局|培育壮大|发展壮大|做大做强|做强做优|做优做强"
    "|聚焦|瞄准|锚定|抢抓|(?:主导|支柱|特色|优势|首位)性?产业(?:主要|都|均|分别)?(?:有|是|为|包括|涵盖|包含|:|——)"
    "|业务(?:主要)?(?:涵盖|覆盖|包括|涉及)"
)
_OPENS = sought(rf"(?:(?P<does>{_DOES})|(?:{_HAS}))(?:了|的是|在|于|发展|布局|培育|以|建设|打造)?")
_AS_MAIN = sought(
    r"以(?P<list>[^,。;:“”《》()以]{2,60}?)等?为(?:(?:主要|专业|研究|主攻|重点|核心|发展)+方向|主导|主体|主[,、]|支柱|特色|核心|重点"
    r"|主的(?=[^,。;]{0,10}(?:产业(?!园)|业(?![务园])|集群)))"
)
_CHAIN = sought(
    r"从(?P<from>[^,。;:“”《》()从]{2,30}?)[,]?再?到(?P<to>[^,。;:“”《》()]{2,40}?)的[^,。;:、]{0,6}(?:产业链|产业集群|产业体系)"
)
_STEPS = sought(
    r"从(?P<from>[^,。;:“”《》()从]{2,40}?)[,]?再?(?:、?到|,到)(?P<to>[^,。;:“”《》()的]{2,30})[,](?=[^。;]{0,18}(?:产业链|全链条|链条|产业体系|产业生态))"
)
_NAMED = "[^,。;:“”《》()、的0-9]{2,14}?"
_WORKS = "(?:上下游|上游|下游|龙头|骨干|领军|头部|相关|关联|配套|产业|行业)*(?:生产|制造|研发|加工|经营)*"
_FIRMS = "(?:企业|公司|厂商|工厂|供应商|制造商|生产商|服务商)"
_MAKERS = sought(
    rf"(?:(?:[0-9]{{1,5}}|[十百千万几两多]{{1,4}})[余多]?家(?:中小微?|小微|民营|外资|规上)?|这家"
    rf"|(?:最大|第[一二三四1-4]大|领先|知名)的?(?:[百千万]+亿级)?|首[家个](?:[百千万]+亿级)?)(?P<made>{_NAMED}){_WORKS}{_FIRMS}"
)
_MAKERS_OF = sought(
    rf"等(?:相关|各类|各种|一批|重点)?(?:配套|配件|零部件|生产|制造|加工|规模以?上?|上下游|规上){{1,3}}{_FIRMS}"
)
_STAGES = "(?:生产|制造|研发|扩产|扩能|技改|加工|产业化|一体化|建设|示范|[一二三四五]期)*"
_BUILT = sought(
    rf"(?:投资(?:达|约|近|超)?[0-9.]+[百千万]*亿?元的|[0-9]+条|首条|[0-9.]+万?吨)(?P<built>{_NAMED})"
    rf"{_STAGES}(?:项目|生产线|产线|工程)"
)
_PLANT = re.compile(
    rf"(?:的|[0-9.]+[万亿]?[吨套台件辆只]|[一二三四五]期)?(?P<built>{_NAMED}){_STAGES}(?:项目|生产线|产线|工厂|基地)"
)
# One of several projects that are listed by what they make: …、永磁电机|项目、….
_LISTED_PROJECT = sought(
    rf"(?:(?<=[、,:])|(?<=项目和)|(?<=项目及)|(?<=项目以及))(?P<project>[^,。;:“”《》()、的0-9]{{3,16}}?){_STAGES}项目(?=[、,。;等和及以])"
)
_CELL = re.compile(r"(?<=\|) *(?P<cell>[^| ,。;:“”《》()、]{2,14}(?:、[^| ,。;:“”《》()、]{2,14}){1,8}) *(?=\|)")
_ROLE = "(?:主导|支柱|优势|特色|首位|重点|核心|一号)"
_TAKEN_AS = sought(
    rf"[把将](?P<as>[^,。;:“”《》()的]{{2,40}}?)(?:作为|列为|确定为|定为|打造成|培育成)[^,。;:]{{0,8}}?{_ROLE}[^,。;:]{{0,3}}产业"
    r"|(?:[把将]|(?=小小的?|一[颗粒碗片根枚株条只把]))(?:小小的?|一[颗粒碗片根枚株条只把])?(?P<grew>[^,。;:“”《》()的]{2,8}?)也?(?:做成|发展成|发展为|变成|成长为)了?[^,。;:]{0,8}产业"
)
_ONE_ROOF = sought(
    r"(?<=集)(?P<roof>[^,。;:“”《》()、的集]{2,14}?)(?:、?(?:研发|设计|生产|制造|加工|销售|服务)){2,5}(?:于一体|为一体|一体)"
)
_FUSED = sought(
    r"(?:推动|促进|推进|加快|加强|把|将)(?P<list>[^,。;:“”《》()的]{2,40}?)(?:和|与|同)(?:实体经济|传统产业|制造业|各行各业)(?:的|等)?[^,。;:的]{0,4}融合"
)
_MEASURED = sought(
    r"年?总?(?:产值|产量|产能|销量|出货量|出口额|装机容量|市场份额|市场占有率|市场规模|产业规模|数量|指数|增加值|营收)(?!的|法|是)"
)
# What statistics count, whose own last word says that it is a branch.
_COUNTED = sought(
    r"(?P<counted>[^,。;:!?“”《》()的占比0-9%\s]{3,60}?(?:制造业?|加工业|冶炼业))(?=等?(?:行业)?(?:同比|环比)?(?:分别)?(?:增长|下降|增速|回升|保持)|等?(?:行业)?(?:销售收入|增加值|营业?收入?|利润|产值|投资|用电))"
)
_BASE = sought(
    r"(?:生产|制造|产业|研发|加工|出口|种植|养殖)?(?:基地|之都|之乡|名城|重镇|大[市县省]|强[市县省])(?!民|委|政|级|城|区)"
)
_QUOTED = sought(
    r"“(?P<quoted>(?![一二三四五六七八九十两0-9])[^“”,。;:、]{2,8})”[^“”,。;:、的]{0,5}(?:产业集群|产业链|产业(?!园))"
)
_CALLED = sought(r"“(?P<called>[^“”,。;:、]{3,8}?)(?:谷|之都|之乡|之城|之县|名城|小镇|重镇|第一城)”")
_TOPIC = sought(r"(?:^|[,。;:\n]|其中,?)在?(?P<topic>[^,。;:“”《》()的在]{2,24}?)(?:产业)?(?:方面|领域),")

_OF_INDUSTRY = re.compile(r"等?[^,。;:]{0,9}(?:产业|行业|领域|赛道|集群|业态|板块)")
_OF_TECHNOLOGY = re.compile(
    r"等?(?:的|[^,。;:]{0,5})(?:技术|产品|设备|零部件|方向|材料|器件|研发|研究|研制|设计|制造|生产)"
)
_WORKED_ON = re.compile("的(?:研发|研制|研究|设计|制造|生产|开发)")
_CLOSING = re.compile(rf"{_WORKED_ON.pattern}|产业(?![园基联])|行业|领域|赛道|等")
_CLOSERS = ("产业", "行业", "领域", "赛道", "集群", "业态", "板块")
_LINK = re.compile("以及|和|与|及|再到")


class _Frame(NamedTuple):
    name: str
    kind: str  # of what stands in it
    members: list[Nouns]
    closed: bool = False  # on both sides: nothing in the nouns themselves need say that they are a field


def find_framed(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the fields that no list knows and that a frame makes certain: each by its make-up, or by that of another in its list."""
    spans = {(one.start, one.end) for one in found}
    taken = [(one.start, one.end) for one in found if one.kind not in FIELDS]
    for frame in (*_frames(scene), *_plants(scene, found), *_inside_names(scene, found)):
        inside = frame.name == "name"
        members = [m for m in frame.members if inside or not any(s < m.end and m.start < e for s, e in taken)]
        strengths = [_strength(scene, frame, one) for one in members]
        listed = Strength.ALONE in strengths and frame.name not in _EACH_BY_ITSELF
        for one, own in zip(members, strengths, strict=True):
            name = scene.text[one.start : one.end]
            step = frame.name == "chain" and len(members) > _FEW and _is_step(scene, name)
            sure = (
                own is Strength.ALONE or (own and (listed or (frame.closed and _says_trade(name)))) or (listed and step)
            )
            if sure and one not in spans:
                yield Found(*one, _kind(name, frame), name, "framed:" + frame.name)


def _strength(scene: Scene, frame: _Frame, one: Nouns) -> Strength:
    """Return how sure it is that the nouns are a field: the field that its list is of makes one of an ordinary word, too: 核电等|清洁能源."""
    return Strength.ALONE if frame.name == "below" and _may_be_known(scene, one) else strength(scene, one)


_FEW = 2  # steps of a chain that the others do not vouch for
_SHORTEST_STEP = 4  # characters of one that is called by what is done


def _is_step(scene: Scene, name: str) -> bool:
    """Say whether the words may be a step of a chain that is called by what is done: 矿石分解与提纯."""
    inside = [word for part in _LINK.split(name) for word in words(part)]
    said = generic("fields") | scene.lexicon.abstract
    return len(name) >= _SHORTEST_STEP and not any(w.text in said or w.tag.startswith(_OTHERS) for w in inside)


_OTHERS = ("d", "r", "m", "u", "t", "ns", "nr", "nt", "p")
_EACH_BY_ITSELF = ("measured", "base")  # whose first member may begin anywhere


def _says_trade(name: str) -> bool:
    """Say whether what firms are called after is more than a quality of theirs: 数字文创|企业, not 前沿技术|企业."""
    if len(name) <= _QUALITY or name.endswith(tuple(field_edges("firm"))) or "型" in name:
        return False
    said = generic("fields") | generic("names")
    return any(word.tag != "v" and word.text not in said for word in words(name))


_QUALITY = 3  # characters of most words for what firms are like


def _kind(name: str, frame: _Frame) -> str:
    """Return what the end of the name says of it, or else its frame: 印制|电路板 is made, 风电装备|制造 is done."""
    if name.endswith(TRADES):
        return "Industry"
    made = frame.name in _OF_MAKERS and is_product(name)
    return "Technology" if made else frame.kind


_OF_MAKERS = ("measured", "below", "built", "makers")


def _frames(scene: Scene) -> Iterator[_Frame]:
    text = scene.text
    for match in scene.matches(_OPENS):
        members, end = _read(scene, match.end())
        kind = _closing_kind(text, end) or ("Technology" if match["does"] else "Industry")
        yield _Frame("opens", kind, members, "产业" in match.group() or _closes(text, end))
    for match in scene.matches(_AS_MAIN):
        kind = "Technology" if match.group().endswith("方向") else "Industry"
        yield _Frame("main", kind, _listed(scene, *match.span("list")))
    for match in scene.matches(_CHAIN):
        members = [*_listed(scene, *match.span("from")), *_listed(scene, *match.span("to"))]
        yield _Frame("chain", "Technology", members)
    for match in scene.matches(_STEPS):
        members = [*_listed(scene, *match.span("from")), *_listed(scene, *match.span("to"))]
        yield _Frame("chain", "Technology", members)
    for match in scene.matches(_MAKERS):
        yield _Frame("makers", "Industry", _listed(scene, *match.span("made")), closed=True)
    for match in scene.matches(_MAKERS_OF):
        members = [_what_is_made(scene, one) for one in _before(scene, match.start()) if one.start < one.end]
        things = any(is_product(scene.text[one.start : one.end]) for one in members)
        yield _Frame("below", "Technology" if things else "Industry", members)
    for match in scene.matches(_BUILT):
        yield _Frame("built", "Technology", _listed(scene, *match.span("built")), closed=True)
    for match in scene.matches(_TAKEN_AS):
        yield _Frame("as", "Industry", _listed(scene, *match.span(match.lastgroup or "as")), closed=True)
    for match in scene.matches(_ONE_ROOF):
        yield _Frame("roof", "Technology", _listed(scene, *match.span("roof")), closed=True)
    for match in scene.matches(_FUSED):
        yield _Frame("fused", "Industry", _listed(scene, *match.span("list")))
    for name, pattern in (("measured", _MEASURED), ("base", _BASE)):
        for match in scene.matches(pattern):
            yield _Frame(name, "Industry", _bounded(scene, _before(scene, match.start())))
    for match in scene.matches(_LISTED_PROJECT):
        in_list = "、" in text[match.start() - 1] + text[match.end() : match.end() + 1]
        if in_list and not any(map(_is_done, words(match["project"]))):
            yield _Frame("project", "Technology", _listed(scene, *match.span("project")))
    for match in scene.matches(_COUNTED):
        yield _Frame("counted", "Industry", _branches(scene, *match.span("counted")))
    yield from _below(scene)
    for match in _CELL.finditer(text) if "|" in text else ():
        yield _Frame("cell", "Technology", _listed(scene, *match.span("cell")))
    for match in scene.matches(_QUOTED):
        yield _Frame("quoted", "Industry", [Nouns(*match.span("quoted"))])
    for match in scene.matches(_CALLED):
        yield _Frame("quoted", "Industry", [trimmed(scene.text, *match.span("called"))])
    for match in scene.matches(_TOPIC):
        yield _Frame("topic", "Industry", _listed(scene, *match.span("topic")))


def _plants(scene: Scene, found: list[Found]) -> Iterator[_Frame]:
    """Yield what the plants and projects make that are called after their firm: 江州石化|聚丙烯二期|项目."""
    for firm in found:
        match = _PLANT.match(scene.text, firm.end) if firm.kind == "Company" else None
        if match and len(match["built"]) > _SHORT:
            yield _Frame("plant", "Technology", _listed(scene, *match.span("built")), closed=True)


_SHORT = 2  # characters: 封测项目 is one of many


def _is_done(word: Word) -> bool:
    """Say whether the word tells what somebody does: 违规|开发|房地产."""
    return word.tag.startswith("v") and word.text in generic("products")


def _before(scene: Scene, end: int) -> list[Nouns]:
    """Return the members of the list that ends at ``end``, the last first."""
    return [trimmed(scene.text, unit.start, unit.end) for unit in units_before(scene, end)]


def _what_is_made(scene: Scene, one: Nouns) -> Nouns:
    """Return the nouns without what is done with them: 变频器|制造等企业."""
    made = one.end - len(_DONE[0])
    return (
        Nouns(one.start, made)
        if scene.text.endswith(_DONE, 0, one.end) and is_product(scene.text[one.start : made])
        else one
    )


_DONE = ("制造", "生产", "加工")


def _bounded(scene: Scene, members: list[Nouns]) -> list[Nouns]:
    """Return the members if they certainly begin where they seem to: behind a mark, a place or a word that cannot be theirs."""
    if not members:
        return []
    start = members[-1].start
    hit = scene.hit_by_end.get(start)
    place = hit is not None and of_kind(hit[2], PLACES) is not None
    if scene.text.endswith(_BEFORE_FIELD, 0, start):
        return members
    own_name = any(not in_dictionary(w.text) for one in members for w in words(scene.text[one.start : one.end]))
    return members if (place or not start or scene.text[start - 1] in _MARKS) and not own_name else []


_BEFORE_FIELD = ("的", "最大", "重要", "国家", "全国", "全球", "全市", "全省", "我国", "传统", "是", "为", "大")


def _below(scene: Scene) -> Iterator[_Frame]:
    """Yield the lists that end in the field that they are of: 植保机械、灌溉机械等|农业装备."""
    for start, end, entries, field in scene.fields:
        if scene.text.startswith("等", start - 1) and certain(entries) and field.label not in generic("fields"):
            members = _before(scene, start - 1)
            known = all(_may_be_known(scene, one) for one in members) and not scene.text.startswith("“", end)
            if known or _NOTHING_MORE.match(scene.text, end):
                yield _Frame("below", field.kind, members)


def _may_be_known(scene: Scene, one: Nouns) -> bool:
    return of_kind(scene.lexicon.names.get(scene.text[one.start : one.end], ()), FIELDS) is not None


_NOTHING_MORE = re.compile("产业|行业|领域|集群|[,。;]|$")


def _closes(text: str, end: int) -> bool:
    """Say whether what follows is only said of fields: 深耕…|赛道, 专注于…|的研发."""
    return text.startswith(_CLOSERS, end) or bool(_WORKED_ON.match(text, end))


def _closing_kind(text: str, end: int) -> str:
    """Return what the words behind a list say of it."""
    if _OF_INDUSTRY.match(text, end):
        return "Industry"
    return "Technology" if _OF_TECHNOLOGY.match(text, end) else ""


def _listed(scene: Scene, start: int, stop: int) -> list[Nouns]:
    """Return the members of the list that fills a stretch of the text; none where it holds more than names."""
    parts = list(_parts(scene.text, start, stop))
    if not all(part and nominal(part) for low, high in parts for part in _LINK.split(scene.text[low:high])):
        return []
    return [trimmed(scene.text, low, high) for low, high in parts]


def _branches(scene: Scene, start: int, stop: int) -> list[Nouns]:
    """Return the members of a list of branches by their full names: 电子元件及仪器制造业 is one; the first may begin anywhere."""
    cuts = [m.span() for m in _MARK_OR_AND.finditer(scene.text, start, stop)]
    edges = [start, *chain.from_iterable(cuts), stop]
    parts = [trimmed(scene.text, *part) for part in zip(edges[::2], edges[1::2], strict=True)]
    return [one for one in parts if _is_branch(scene.text[slice(*one)])]


_MARK_OR_AND = re.compile("、|(?<=业)[和与及]|(?<=制造)[和与及]")


def _is_branch(name: str) -> bool:
    parts = _LINK.split(name)
    if parts[0] in generic("fields"):
        return False  # 高技术|及装备制造业 are two
    return name.endswith(_BRANCHES) and all(part and nominal(part) for part in parts)


_BRANCHES = ("制造业", "制造", "加工业", "冶炼业")


def _parts(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the members between the marks; only before the last one 和 and the like are marks, too: 生命信息与支持、…."""
    last = text.rfind("、", start, stop) + 1 or start
    cuts = [m.span() for m in _LINK.finditer(text, last, stop)]
    marks = [(at, at + 1) for at in range(start, last) if text[at] == "、"]
    edges = [start, *chain.from_iterable((*marks, *cuts)), stop]
    yield from zip(edges[::2], edges[1::2], strict=True)


def _read(scene: Scene, start: int) -> tuple[list[Nouns], int]:
    """Return the members of the list of nouns that begins at ``start``, and where it ends."""
    text = scene.text
    members: list[Nouns] = []
    at = start
    while len(members) < _MOST:
        end = _member_end(text, at)
        if end <= at:
            break
        members.append(trimmed(text, at, end))
        link = next((link for link in LINKS if text.startswith(link, end)), "")
        at = end + len(link)
        if not link:
            break
    return members, at


def _member_end(text: str, start: int) -> int:
    """Return where the member ends that begins at ``start``: at the next mark of the list, or where its nouns do."""
    stretch = start
    while stretch < len(text) and stretch - start < LONGEST and text[stretch] not in _MARKS and text[stretch] != "、":
        stretch += 1
    closing = _CLOSING.search(text, start, stretch + 3)
    if closing:
        stretch = closing.start()
    listed = text[start - 1] in "、和与及" and text[stretch : stretch + 1] in ("。", ",", ";")
    bounded = closing or listed or text[stretch : stretch + 1] == "、"
    if bounded and not _LINK.search(text, start, stretch) and nominal(text[start:stretch]):
        return stretch
    end = start
    for word in words(text[start:stretch]):
        if not inside_name(word) or word.text in _CLOSERS:
            break
        end += len(word.text)
    return end


_OWN = ("nr", "nrt", "nrfg", "nrj", "t")  # persons and days that institutes are called after
_NAMED_AFTER = {"ResearchInstitute": "Technology", "Zone": "Industry", "Cluster": "Industry"}
_PARKS = ("产业", "小镇", "工业园", "科技园", "创新")


def _inside_names(scene: Scene, found: list[Found]) -> Iterator[_Frame]:
    """Yield what stands between the places and the head of a name: 江州|腐蚀防护|研究院, 江州市|丝苗米|产业园."""
    for name in found:
        if name.kind not in _NAMED_AFTER or not name.rule.startswith("head:"):
            continue
        head = name.rule.removeprefix("head:")
        end = name.end - len(head)
        if head == "学院" or not scene.text.startswith(head, end):
            continue
        if name.kind == "Zone" and not head.startswith(_PARKS):
            continue
        one = trimmed(scene.text, _after_places(found, name, end), end)
        inside = words(scene.text[one.start : one.end])
        own = any(word.tag in _OWN for word in inside)
        if all(map(inside_name, inside)) and not own and not known_inside(scene, one):
            yield _Frame("name", _NAMED_AFTER[name.kind], [one])


def _after_places(found: list[Found], name: Found, end: int) -> int:
    """Return where the places and parents end that open the name."""
    within = {
        one.start: one.end
        for one in found
        if name.start <= one.start and one.end <= end and one.kind in PLACES | BODIES
    }
    start = name.start
    while start in within:
        start = within[start]
    return start
