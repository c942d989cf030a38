"""Firms that no list knows, in lists that say what they list: 引进三清药业、腾康医疗器械等企业; 龙头企业有…; 以…为龙头; …领投."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.recognise.candidates import FIELDS, Found, Scene
from kg.recognise.firms.names import Standing, behind_place, standing
from kg.sought import any_of, sought
from kg.words import Word, in_dictionary, words

_OTHERS = "家|孵化|集群|服务|标准|联盟|园|主体|管理|所得|研发|技术|内部|组|部|团队|负责|库"
_NONE_AFTER = rf"(?!{_OTHERS}|建设)"
# What the list is of, after its members. The first say that they are firms, the others that they may be.
_OF_FIRMS = sought(
    r"等(?![^,。;:、]{0,6}(?:(?:领域|行业|产业链)(?!的?(?:龙头|领军|头部|巨头|知名|骨干|标杆|领先))|环节|方向|因素|要素|上下游|关联|配套|各类))"
    r"(?:[^,。;:、把被给]{0,16}的)?(?:(?:部分|一批|多家)?“[^“”]{1,8}”)?[^,。;:、“”在与和把被给由向]{0,16}?"
    r"(?:企业|公司|厂商|车企|药企|央企|国企|民企|外企|巨头|龙头)" + _NONE_AFTER
)
# Counted behind the list: A、B、C三家公司, A、B三大主机企业.
_COUNTED = sought(
    r"[,]?(?:这|等)?(?:[0-9]{1,3}|[两三四五六七八九十]{1,2})[家大](?:[^,。;:、把被给在与和]{0,14}的)?[^,。;:、“”在与和把被给由向]{0,10}?"
    r"(?:企业|公司|厂商|车企|药企|央企|巨头|龙头)" + _NONE_AFTER
)
_OF_PROJECTS = sought(
    r"等(?:[0-9]{1,4}|[一二两三四五六七八九十百]{1,3}|多)?[余多]?个?(?:一批[^。;:]{0,20}?)?[^,。;:、在与和]{0,8}?项目"
    rf"(?!{_OTHERS})"
)
_OF_BODIES = sought(r"等[^,。;:、“”在与和把被给由向]{0,12}?(?:单位|机构|客户|品牌|伙伴)" + _NONE_AFTER)
# Whom officials visit: 先后到A、B实地调研; besides firms these may be anything.
_VISITED = sought(r"(?:等[^,。;:、]{0,8}?)?(?:实地|现场)+(?:调研|考察|走访|检查|视察|察看|了解)")
_INVEST = sought(
    r"(?:等[^,。;:、]{0,8}?)?(?:(?:联合|共同|继续|持续|独家)*(?:领投|跟投|参投|加注)|(?:联合|共同)(?:投资|出资)|(?:合资|共同出资)(?:成立|设立|组建|建立|创办|创立))"
)
# The words before a list that is of firms.
_ANNOUNCED = sought(
    r"(?:龙头|骨干|链主|代表|代表性|重点|知名|领军|核心|主要|头部)(?:企业|公司)(?:主要)?(?:(?:有|为|包括|是|如|涵盖):?|:)(?P<list>[^。;:!?“”《》的]{4,160})"
)
_LED_BY = sought(r"以(?P<list>[^。;:!?“”《》的以]{3,60}?)(?:等企业)?为(?:龙头|链主)")
# Whom a class of firms is told by: 制药企业以A、B为代表.
_TOLD_BY = sought(
    r"(?:企业|公司|厂商|药企|车企)(?:主要)?以(?P<list>[^。;:!?“”《》的以]{3,60}?)等?为(?:代表|主)(?!性|体|要|导)"
)
# Firms of a class and who they are: 芯片设计企业,如A、B等.
_SUCH_AS = sought(
    r"(?:企业|公司|厂商|药企|车企)[,]?(?:例如|比如|包括|如|像)(?P<list>[^。;:!?“”《》的]{4,80}?)等(?![0-9一二三四五六七八九十]+[个项条])"
)
# Firms there whose heads are told of: 本土企业A、B负责人.
_THERE = sought(
    r"(?:本土|本地|当地|民营|参会|入园|园区)企业(?P<list>[^,。;:!?“”《》的]{4,60}?)(?:等企业)?(?:相关)?(?:负责人|代表|董事长)"
)
_ANY = any_of(
    _THERE, _SUCH_AS, _OF_FIRMS, _COUNTED, _OF_PROJECTS, _OF_BODIES, _VISITED, _INVEST, _ANNOUNCED, _LED_BY, _TOLD_BY
)


class _Sort(NamedTuple):
    """What a sort of list asks of its members before it makes firms of them."""

    best: Standing  # what one of several members must look like
    single: Standing  # what a list's only member must look like
    least: Standing = Standing.OPEN  # what each must look like that is taken
    strict: bool = True  # whether a member that is no firm speaks against all
    most: bool = False  # whether more than half of the members must show a line of business


_FIRMS = _Sort(Standing.PLAIN, Standing.SHAPED)
_PROJECTS = _Sort(Standing.PLAIN, Standing.NEVER, most=True)
_BODIES = _Sort(Standing.SHAPED, Standing.NEVER, least=Standing.COINED)
_INVESTORS = _Sort(Standing.PLAIN, Standing.SHAPED, strict=False)
_VISITS = _Sort(Standing.SHAPED, Standing.SHAPED, least=Standing.SHAPED, strict=False)
_NAMED = _Sort(Standing.COINED, Standing.NEVER)
_LEADERS = _Sort(Standing.PLAIN, Standing.SHAPED)
_TAUGHT = _Sort(Standing.KNOWN, Standing.NEVER, least=Standing.PLAIN)
_COUNTED_FIRMS = _Sort(Standing.COINED, Standing.NEVER)
_CLOSED = (
    (_OF_FIRMS, _FIRMS),
    (_COUNTED, _COUNTED_FIRMS),
    (_OF_PROJECTS, _PROJECTS),
    (_OF_BODIES, _BODIES),
    (_VISITED, _VISITS),
    (_INVEST, _INVESTORS),
)
_OPENED = ((_ANNOUNCED, _NAMED), (_LED_BY, _LEADERS), (_TOLD_BY, _LEADERS), (_SUCH_AS, _NAMED), (_THERE, _NAMED))


def find_listed_firms(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the members of lists of firms that no list knows, where none of them is something else."""
    taught = sum(f.kind == "Company" for f in found) >= _TWO
    if not taught and not scene.may_match(_ANY):
        return
    members = _Members(scene, found)
    for listed in members.beside_firms() if taught else ():
        yield from members.firms(listed, _TAUGHT)
    for pattern, sort in _CLOSED:
        for closing in scene.matches(pattern):
            yield from members.firms(members.before(closing.start()), sort)
    for pattern, sort in _OPENED:
        for opened in scene.matches(pattern):
            yield from members.firms(members.between(*opened.span("list")), sort)


class _Members:
    """The members of lists in a flow, as far as names are known that were found before."""

    def __init__(self, scene: Scene, found: list[Found]) -> None:
        self.scene = scene
        self.kinds = {(f.start, f.end): f.kind for f in found}
        self.firm_ends = {f.start: f.end for f in found if f.kind == "Company"}
        named = sorted(f for f in found if f.kind not in FIELDS | {"Region", "Person"})
        self.start_of = {f.end: f.start for f in reversed(named)}

    def firms(self, listed: list[tuple[int, int]], sort: _Sort) -> Iterator[Found]:
        """Yield the unknown ones of the members, where ``sort`` has no objection."""
        looks = {
            member: Standing.KNOWN if sort is _PROJECTS and self._is_work(*member) else self._standing(*member)
            for member in listed
            if self._may_be_firm(*member)
        }
        if _agree(list(looks.values()), sort):
            for (start, end), look in looks.items():
                own = (
                    behind_place(self.scene, start) if sort is _PROJECTS else start
                )  # a project's place is where it is built
                known = own > start and own in self.firm_ends  # 济宁|宁德时代|电池项目
                if sort.least <= look < Standing.KNOWN and not known:
                    own = own if end - own >= _OWN else start
                    yield Found(own, end, "Company", self.scene.text[own:end], "list-of-firms")

    def _may_be_firm(self, start: int, end: int) -> bool:
        """Say whether the member is not known as another body or a zone, beside which firms may stand."""
        return self.kinds.get((start, end), "Company") in _MAY_BE_FIRMS

    def _is_work(self, start: int, end: int) -> bool:
        """Say whether the member is what a known firm builds in a place, and no firm itself: 济宁|宁德时代|电池."""
        place = self.scene.hit_by_start.get(start)
        return place is not None and self.firm_ends.get(place[1], end) < end

    def _standing(self, start: int, end: int) -> Standing:
        kind = self.kinds.get((start, end))
        if kind == "Company":
            return Standing.KNOWN
        if kind:
            return Standing.NONE
        opening = self.firm_ends.get(start, end)
        if opening < end:  # 中车|株洲所; not 中车|签订了协议
            inside = words(self.scene.text[opening:end])
            return Standing.COINED if all(word.inner for word in inside) else Standing.NONE
        return standing(self.scene, start, end)

    def before(self, end: int) -> list[tuple[int, int]]:
        """Return where the members of the list stand that ends at ``end``, the last first."""
        listed: list[tuple[int, int]] = []
        while True:
            start = self.start_of[end] if end in self.start_of else _opening(self.scene, end)
            if start == end:
                return listed  # 与|旌驰动力、…
            listed.append((start, end))
            gaps = _GAPS[: len(_GAPS) if len(listed) == 1 else 1]
            gap = next((gap for gap in gaps if self.scene.text.endswith(gap, 0, start)), "")
            if not gap or len(listed) == _LONGEST_LIST:
                return listed
            end = start - len(gap)

    def beside_firms(self) -> Iterator[list[tuple[int, int]]]:
        """Yield the lists of which two members at least are known as firms, from the first of these on."""
        for chain in _CHAIN.finditer(self.scene.text):
            if not self.scene.text.startswith("等", chain.end()):
                continue
            listed = [m.span() for m in _IN_LIST.finditer(self.scene.text, *chain.span())]
            firms = [n for n, member in enumerate(listed) if self.kinds.get(member) == "Company"]
            if len(firms) >= _TWO:
                yield listed[firms[0] :]

    def between(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return where the members of the list stand that fills the stretch, up to 等 or a comma."""
        rest = _REST.search(self.scene.text, start, end)
        return [m.span() for m in _IN_LIST.finditer(self.scene.text, start, rest.start() if rest else end)]


_MAY_BE_FIRMS = FIELDS | {"Company", "Region", "Person"}
_GAPS = ("、", "以及", "和", "及", "与")  # the first anywhere, the others before the last member
_IN_LIST = re.compile(r"[^、和及与]+")
_REST = re.compile("等|,")  # neither it nor what follows is a part of an announced list
_TWO = 2
_OWN = 4  # letters at least of a firm's name behind the place of its project
_CHAIN = re.compile(r"[^。;:!?“”《》,等的]+")  # counts as a list where 等 follows
_LONGEST_LIST = 24  # members


def _agree(looks: list[Standing], sort: _Sort) -> bool:
    """Say whether the members together look like a list of firms."""
    others = looks.count(Standing.NONE)
    if not looks or (sort.strict and (_FEW * others > len(looks) if len(looks) > _FEW else others)):
        return False
    if sort.most and 2 * sum(look in _IN_BUSINESS for look in looks) <= len(looks):
        return False
    return max(looks) >= (sort.single if len(looks) == 1 else sort.best)


_FEW = 3  # members: of a longer list every third may look like something else
_IN_BUSINESS = (Standing.PLAIN, Standing.SHAPED, Standing.KNOWN)


def _opening(scene: Scene, end: int) -> int:
    """Return where the member begins that ends at ``end``: the first member of a list has the sentence's words before it."""
    start = at = _after_mark(scene.text, end)
    starts: list[tuple[int, Word]] = []
    for word in words(scene.text[at:end]):
        starts.append((at, word))
        at += len(word.text)
        if at < end and (word.text in _JOINS or word.text in _CUES or word.text in scene.lexicon.boundaries):
            start, starts = at, []
    opened = _OPENS.match(scene.text, start, end)
    start = opened.end() if opened else start
    shaped = [one for one in starts if one[0] >= start and standing(scene, one[0], end) in _IN_BUSINESS]
    return next((at for at, word in shaped if not _is_done(word)), shaped[0][0] if shaped else start)


def _is_done(word: Word) -> bool:
    """Say whether a word rather says what is done with the firm than that it is its own: 借助|中咨公司."""
    return word.tag.startswith(("v", "p", "d")) and len(word.text) > 1 and in_dictionary(word.text)


def _after_mark(text: str, end: int) -> int:
    start = end
    while start and end - start < _LONGEST and text[start - 1] not in "、,。;:!?“”《》() \n":
        start -= 1
    return start


_LONGEST = 40
_JOINS = frozenset(("和", "及", "与", "以及"))
_CUES = frozenset(("企业", "公司", "龙头", "巨头", "支持", "的"))  # a firm's name begins behind them
# What opens a list of firms and is no part of the first one's name.
_OPENS = re.compile(
    r".*(?:入驻|进驻|落户|引进|引入|招引|引育|集聚|聚集|汇聚|汇集|云集|吸引|启动|拥有|包括|签约|储备|培育|涌现|依托|走访|调研|考察|走进|实施|建成|落地|迎来|开工|孵化|形成|带动|推动|推进|来到|先后到|前往|参观|接待|联合|携手|邀请|帮助|引导|鼓励|督促|协助|指导|支持|[区园市省县境国]内|当地|本地|本土|给|向|(?<!华)为|由|以|有|及|与|对|像|如)"
    r"(?:了|出|到|来|着)?(?:[^、]{0,14}的)?|.*的"
)
