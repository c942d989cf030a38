"""The frames that only fields stand in: 重点发展A、B, 以A、B为主导, 从A到B的全产业链, 三十家A企业."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.lexicon import generic
from kg.recognise.candidates import FIELDS, PLACES, PLACES_AND_BODIES, Found, Scene, certain, of_kind
from kg.recognise.fields.lists import MARKS, branches, is_closed, list_before, list_behind, list_within
from kg.recognise.fields.things import is_product
from kg.recognise.fields.unlisted import (
    Nouns,
    inside_name,
    known_inside,
    trimmed,
)
from kg.sought import any_of, sought
from kg.words import Word, in_dictionary, words

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
    r"年?总?(?:产值|产量|产能|销量|出货量|出口额|装机容量|市场份额|市场占有率|市场规模|产业规模|增加值|营收)(?!的|法|是)"
)
# What statistics count, whose own last word says that it is a branch.
_COUNTED = sought(
    r"(?P<counted>[^,。;:!?“”《》()的占比0-9%\s]{3,60}?(?:制造业?|加工业|冶炼业))(?=等?(?:行业)?(?:同比|环比)?(?:分别)?(?:增长|下降|增速|回升|保持)|等?(?:行业)?(?:销售收入|增加值|营业?收入?|利润|产值|投资|用电))"
)
_BASE = sought(
    r"(?:生产|制造|产业|研发|加工|出口|种植|养殖)?(?:基地|之都|之乡|名城|重镇|大市|大县|大省|强市|强县|强省)(?!民|委|政|级|城|区)"
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


class Frame(NamedTuple):
    """A frame in a text, what stands in it, and of which kind that is."""

    name: str
    kind: str
    members: list[Nouns]
    closed: bool = False  # on both sides: nothing in the nouns themselves need say that they are a field


def frames_in(scene: Scene) -> Iterator[Frame]:
    """Yield the frames that the words of a text make, whatever names it holds."""
    if scene.may_match(_OF_WORK):
        yield from _worked_on(scene)
    if scene.may_match(_OF_MAKERS):
        yield from _made(scene)
    if scene.may_match(_OF_COUNTS) or "|" in scene.text:
        yield from _counted(scene)
    yield from _below(scene)
    if scene.may_match(_IN_QUOTES):
        yield from _called(scene)


_OF_WORK = any_of(_OPENS, _AS_MAIN, _CHAIN, _STEPS, _TAKEN_AS, _ONE_ROOF, _FUSED, _TOPIC)
_OF_MAKERS = any_of(_MAKERS, _MAKERS_OF, _BUILT, _LISTED_PROJECT)
_OF_COUNTS = any_of(_MEASURED, _BASE, _COUNTED)
_IN_QUOTES = any_of(_QUOTED, _CALLED)


def _worked_on(scene: Scene) -> Iterator[Frame]:
    """Yield what somebody works on or a place has: its main field, the steps of its chain, what is joined under one roof."""
    for match in scene.matches(_OPENS):
        if _CONTROLS.search(scene.text, max(0, match.start() - _CLAUSE), match.start()):
            continue
        members, end = list_behind(scene, match.end())
        kind = _closing_kind(scene.text, end) or ("Technology" if match["does"] else "Industry")
        yield Frame("opens", kind, members, "产业" in match.group() or is_closed(scene.text, end))
    for match in scene.matches(_AS_MAIN):
        kind = "Technology" if match.group().endswith("方向") else "Industry"
        yield Frame("main", kind, list_within(scene, *match.span("list")))
    for match in (*scene.matches(_CHAIN), *scene.matches(_STEPS)):
        members = [*list_within(scene, *match.span("from")), *list_within(scene, *match.span("to"))]
        yield Frame("chain", "Technology", members)
    for match in scene.matches(_TAKEN_AS):
        yield Frame("as", "Industry", list_within(scene, *match.span(match.lastgroup or "as")), closed=True)
    for match in scene.matches(_ONE_ROOF):
        yield Frame("roof", "Technology", list_within(scene, *match.span("roof")), closed=True)
    for match in scene.matches(_FUSED):
        yield Frame("fused", "Industry", list_within(scene, *match.span("list")))
    for match in scene.matches(_TOPIC):
        yield Frame("topic", "Industry", list_within(scene, *match.span("topic")))


# Whoever looks after order develops nothing: 燃气执法|…,聚焦阀门.
_CONTROLS = re.compile("(?:打假|执法|整治|监管|抽检|督查|稽查|维权|集采)[^。;!?]*$")
_CLAUSE = 40  # characters


def _made(scene: Scene) -> Iterator[Frame]:
    """Yield what firms and projects without a name make."""
    for match in scene.matches(_MAKERS):
        members = [_what_is_made(scene, one) for one in list_within(scene, *match.span("made"))]
        yield Frame("makers", "Industry", members, closed=True)
    for match in scene.matches(_MAKERS_OF):
        members = [_what_is_made(scene, one) for one in list_before(scene, match.start()) if one.start < one.end]
        things = any(is_product(scene.text[one.start : one.end]) for one in members)
        yield Frame("below", "Technology" if things else "Industry", members)
    for match in scene.matches(_BUILT):
        yield Frame("built", "Technology", list_within(scene, *match.span("built")), closed=True)
    for match in scene.matches(_LISTED_PROJECT):
        in_list = "、" in scene.text[match.start() - 1] + scene.text[match.end() : match.end() + 1]
        if in_list and not any(map(_is_done, words(match["project"]))):
            yield Frame("project", "Technology", list_within(scene, *match.span("project")))


def _counted(scene: Scene) -> Iterator[Frame]:
    """Yield what is measured, what a place is a base of, what statistics and tables list."""
    for name, pattern in (("measured", _MEASURED), ("base", _BASE)):
        for match in scene.matches(pattern):
            yield Frame(name, "Industry", _bounded(scene, list_before(scene, match.start())))
    for match in scene.matches(_COUNTED):
        yield Frame("counted", "Industry", branches(scene, *match.span("counted")))
    for match in _CELL.finditer(scene.text) if "|" in scene.text else ():
        yield Frame("cell", "Technology", list_within(scene, *match.span("cell")))


def _called(scene: Scene) -> Iterator[Frame]:
    """Yield what stands in quotes before 产业, or in a byname in quotes."""
    for match in scene.matches(_QUOTED):
        yield Frame("quoted", "Industry", [Nouns(*match.span("quoted"))])
    for match in scene.matches(_CALLED):
        yield Frame("quoted", "Industry", [trimmed(scene.text, *match.span("called"))])


def plants(scene: Scene, found: list[Found]) -> Iterator[Frame]:
    """Yield what the plants and projects make that are called after their firm: 江州石化|聚丙烯二期|项目."""
    for firm in found:
        match = _PLANT.match(scene.text, firm.end) if firm.kind == "Company" else None
        if match and len(match["built"]) > _SHORT:
            yield Frame("plant", "Technology", list_within(scene, *match.span("built")), closed=True)


_SHORT = 2  # characters: 封测项目 is one of many


def _is_done(word: Word) -> bool:
    """Say whether the word tells what somebody does: 违规|开发|房地产."""
    return word.tag.startswith("v") and word.text in generic("products")


def _what_is_made(scene: Scene, one: Nouns) -> Nouns:
    """Return the nouns without what is done with them: 变频器|制造等企业, 石墨|开发企业."""
    made = one.end - len(_DONE[0])
    name = scene.text[one.start : made]
    done = one.start < one.end and scene.text.endswith(_DONE, one.start, one.end)
    return Nouns(one.start, made) if done and (is_product(name) or may_be_known(scene, Nouns(one.start, made))) else one


_DONE = ("制造", "生产", "加工", "开发", "供应", "量产")


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
    return members if (place or not start or scene.text[start - 1] in MARKS) and not own_name else []


_BEFORE_FIELD = ("的", "最大", "重要", "国家", "全国", "全球", "全市", "全省", "我国", "传统", "是", "为", "大")


def _below(scene: Scene) -> Iterator[Frame]:
    """Yield the lists that end in the field that they are of: 植保机械、灌溉机械等|农业装备."""
    for start, end, entries, field in scene.fields:
        if scene.text.startswith("等", start - 1) and certain(entries) and field.label not in generic("fields"):
            members = list_before(scene, start - 1)
            known = all(may_be_known(scene, one) for one in members) and not scene.text.startswith("“", end)
            if known or _NOTHING_MORE.match(scene.text, end):
                yield Frame("below", field.kind, members)


def may_be_known(scene: Scene, one: Nouns) -> bool:
    """Say whether a list has the nouns as a field, if only a weak one."""
    return of_kind(scene.lexicon.names.get(scene.text[one.start : one.end], ()), FIELDS) is not None


_NOTHING_MORE = re.compile("产业|行业|领域|集群|[,。;]|$")


def _closing_kind(text: str, end: int) -> str:
    """Return what the words behind a list say of it."""
    if _OF_INDUSTRY.match(text, end):
        return "Industry"
    return "Technology" if _OF_TECHNOLOGY.match(text, end) else ""


_OWN = ("nr", "nrt", "nrfg", "nrj", "t")  # persons and days that institutes are called after
_NAMED_AFTER = {"ResearchInstitute": "Technology", "Zone": "Industry", "Cluster": "Industry"}
_PARKS = ("产业", "小镇", "工业园", "科技园", "创新")


def inside_names(scene: Scene, found: list[Found]) -> Iterator[Frame]:
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
            yield Frame("name", _NAMED_AFTER[name.kind], [one])


def _after_places(found: list[Found], name: Found, end: int) -> int:
    """Return where the places and parents end that open the name."""
    within = {
        one.start: one.end
        for one in found
        if name.start <= one.start and one.end <= end and one.kind in PLACES_AND_BODIES
    }
    start = name.start
    while start in within:
        start = within[start]
    return start
