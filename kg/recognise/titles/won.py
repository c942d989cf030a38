"""Titles that a place or body wins or holds: 获批国家…示范区, 入选…培育库, “…之都”的称号."""

import re
from collections.abc import Iterator

from kg.recognise.candidates import PLACES, Found, Scene, of_kind, only_with
from kg.sought import sought

_PROGRAM = frozenset(("Program",))


_TITLE = (
    r"(?:国家级|国家|全国(?!首)|国际|社会主义|[\u4e00-\u9fff]{2,3}省)[^,。;:、“”《》()的是和与及]{2,18}"
    r"(?:示范区|试验区|实验区|试验田|先行区|引领区|示范基地|示范城市|试点城市|先导区|基地城市|示范工程|示范县|示范市|示范园区|先行先试省份|试点(?:省份?|县|市|地区|园区|示范区)?|核心区|科技创新中心|示范省|(?:先进制造业|战略性新兴产业|创新型产业|特色产业)集群|国际科技合作基地|城市群|试点城市|承载城市|创新型城市|文明城市)"
    r"|“[^“”,。;:]{2,14}”(?:(?!的)[\u4e00-\u9fff]){0,4}?(?:示范区|试验区|先行区|先导区|核心区|引领区)"
    r"|(?:国际|全国|全球|国家)(?:的)?科技创新中心|国家级?(?:先进制造业集群|战略性新兴产业集群|创新型产业集群|制造业创新中心|技术创新中心|产业创新中心|区域(?:科技)?创新中心)"
)
_TITLE_WON = sought(
    r"(?:作为|成为|获评|创成|获批(?:建设)?|跻身|入选|列入|列为|认定为|确认为|命名为|评定为|评为|是|打造|建设|建成|创建|获得|授予|争创|纳入|平台的|推进|围绕|依托)(?:了|首批|第[一二三]批|我国首个|全国首个|首个|唯一的?|“)*"
    rf"({_TITLE})"
)
# What is surely won, not aimed at, may have a plainer name: 认定为国家…特色产业基地, 入围省级…培育库. Orders and medals are people's,
# and what is counted after the name (国家高新技术企业20家) nobody's.
_WON = (
    "(?:获评|获批|荣获|荣膺|摘得|斩获|捧回|入选|入围|入列|跻身|挤进|列入|列为|纳入|认定为|评为|评定为|评选为|命名为|确定为|批准为"
    "|授予|获得|获授|获颁|拿到|拿下|冲刺|争创|申创|申报|(?:认定|确定|评定|批准|命名)[^,。;:]{2,24}?为)"
)
_HONOUR = sought(
    rf"{_WON}(?:了|为|首批|全国首批|第[一二三四五六七八九十0-9]+批|20[0-9]{{2}}年度?|“)*"
    r"((?:国家级|国家|全国(?!首)|省级|市级|自治区级|工信部|科技部|[\u4e00-\u9fff]{2,3}[省市])"
    r"(?:首批)?[^,。;:、“”《》()的是和与及]{0,16}(?:“[^“”,。;:]{2,8}”)?[^,。;:、“”《》()的是和与及]{0,8}?(?<!重点)(?<!优秀)"
    r"(?:(?<!重要)(?<!制造业)基地|(?:产业|工业|低碳|绿色|试点|示范)园区|(?<=[^新])产业园|产业学院|集聚区|示范企业|单项冠军|“小巨人”|(?<!规上)(?<!上市)企业"
    r"|孵化器|众创空间|科研工作站|博士后工作站|技术中心|设计中心|工程研究中心|服务平台|示范平台|示范单位|创建单位|示范项目|试点项目|示范工厂|绿色工厂|智能工厂"
    r"|培育名单|培育库|项目库|储备库|清单|景区|度假区|示范镇|示范村|特色小镇|承载城市|试点示范|产业集群"
    r"|卫生城市|园林城市|森林城市|文明县|先进县|先进市|模范县|模范城))"
    r"(?=[,。;、!?)”]|等|称号|荣誉|名单|的?牌|资格|行列|序列|培育|公示|和|与|及|$)"
)
_WINS = sought(rf"{_WON}(?:了|为|首批|全国首批|第[一二三四五六七八九十0-9]+批|20[0-9]{{2}}年度?|“)*")
# What a list is of that somebody makes public: 公布第二批现代产业学院|名单.
_MADE_PUBLIC = sought(
    r"(?:公布|发布|公示|揭晓)(?:了|的)?(?:首批|全国首批|第[一二三四五六七八九十0-9]+批|20[0-9]{2}年度?)+"
    r"((?:[^,。;:、“”《》()的了]{2,14}(?:“[^“”,。;:]{2,8}”)?[^,。;:、“”《》()的了]{0,6}))(?=名单)"
)
# The first of its kind, or named for it: 成为全国首个|低空经济示范区, 列为|医养结合示范区.
_FIRST = sought(
    r"(?:(?<!作)为|成|获批|入选|跻身|创建|抓住|抢抓)(?:了)?(?:全国|我国|国内|国家)首[个批家](?:国家级)?"
    r"([^,。;:、“”《》()的是和与及]{3,20}?(?:“[^“”,。;:]{2,8}”[^,。;:、“”《》()的是和与及]{0,6}?)?"
    r"(?:示范区|试验区|实验区|先导区|先行区|集聚区|示范园区|(?:试点|示范)(?:城市|省份?|县|市|区|地区|基地)))(?=[,。;、!?)”]|等|称号|创建|建设|试点|机遇|契机|之一|$)"
)
# What something is named, without a grade: 列为|医养结合示范区创建单位.
_NAMED_FOR = sought(
    r"(?:列|确定|认定|批准|命名|评定)为(?!全[国省市区]|我国|本|首|第|国家|[省市]级|重点)"
    r"([^,。;:、“”《》()的是和与及一]{4,16}?(?:示范区|试验区|实验区|先导区|先行区|试点城市|示范城市|示范园区))(?=[,。;、!?)”]|等|称号|创建|试点|$)"
)
# A byname is none: 素有“中国…之都”的美誉.
_CALLED = sought(
    r"“(?<!素有“)(?<!号称“)(?<!称作“)(?<![誉称]为“)((?:中国|国家|全国|[\u4e00-\u9fff]{2,3}省)[^“”,。;:]{1,12}(?:之都|之乡|之城|城市|基地|县|镇|村|园区|创新园|产业园|片区|集群|示范区|试验区|先行区|先导区|企业|单位|目的地|工厂|[^省]市))”"
    r"(?=等|、|,|。|;|“|的?(?:[两三四五]块|两项|金字|荣誉)?(?:称号|殊荣|美誉(?!度)|品牌|名片|牌子|牌匾|授牌|招牌|行列|名单))"
)
# Who bestows a name in quotes tells what it is called: 授予甲园“长三角创新基地”称号; that of a person is none.
_BESTOWED = sought(
    r"(?:授予|颁发|获评|荣获|获得|被评为|授牌)[^。;“”]{0,30}“([^“”,。;:]{2,18}(?:基地|园区?|示范区|之都|之乡|之城|名城|城市|[^省]市|县|镇|村|企业|单位|机构|平台|集群|高校))”(?=的?(?:荣誉)?(?:称号|牌匾|奖牌))"
)
# What a title in quotes is for those who hold it: 借助“国际数据港”, 以“国际战略综合特区”为契机.
_RELIED_ON = sought(
    r"(?:依托|凭借|借助|抓住|抢抓|作为)“([^“”,。;:]{4,16}(?:科学中心|示范区|试验区|先导区|先行区|特区|城市|基地))”"
    r"|以“([^“”,。;:]{4,16}(?:科学中心|示范区|试验区|先导区|先行区|特区|城市|基地))”(?:建设|创建|获批)?为(?:契机|依托|抓手|引领|牵引|龙头)"
)
# What is approved, without a place before it: 获批设立|综合保税区|和|国家跨境电商综合试验区.
_APPROVED = sought(r"获批(?:设立|建设|创建)了?(?P<list>[^,。;:“”《》()的是]{4,50})")
_APPROVED_TITLE = re.compile(
    r"(?:国家级?)?(?:[\u4e00-\u9fffA-Za-z]{2,12}?(?:综合试验区|综试区|示范区|试验区|先导区|先行区)|综合保税区|保税物流中心)"
)
_RAISED = sought(
    r"(?:(?:升级|升格|晋升|晋级|批准|认定|确定)(?:成|[^,。;:《》]{2,120}?(?:区|园|港|城|基地|家))?|同意[^,。;:《》]{2,120}?(?:区|园|港|城))为(?:首批|全国首批|第[一二三]批)?"
    r"((?:国家|省|市|自治区)级?(?:高新技术产业(?:开发区|园区)|经济(?:技术)?开发区|高新区|经开区|[^,。;:、“”《》()的是和与及]{2,10}示范园区))"
)  # a class, but here a title
# What those before it are counted as: 南京、无锡、苏州|3个|国家创新型试点城市.
_COUNTED_AS = sought(
    r"(?:[0-9]{1,3}|[两三四五六七八九十]{1,2})[个家座](国家级?[^,。;:、“”《》()的是和与及]{2,12}?(?:试点城市|示范城市|示范区|试验区|示范基地|试点))(?=[,。;、!?)]|建设|$)"
)
# A list of titles, each plain but for the first: 被命名为国家低碳园区试点、新型工业化示范基地、汽车零部件制造基地.
_CONFERRED = sought(
    r"(?:命名为|认定为|评为|确定为|授予|获批|获评|获得|荣获|是|作为)(?:了|首批|全国首批)?"
    r"(?P<list>(?:国家级|国家|全国(?!首)|省级|[\u4e00-\u9fff]{2,3}省)[^,。;:、“”《》()的是和与及]{2,18}(?:、[^,。;:、“”《》()的是和与及]{3,20})+(?:[和及与][^,。;:、“”《》()的是和与及]{3,20})?)"
)
# What somebody is held to be, without a list: 是国家大数据产业化基地; 作为我国老工业城市改造试点.
_HELD = sought(
    r"(?:是|作为)(?:我国|全国)?(?:首批|第[一二三四]批)?"
    r"(国家级?(?!重要|最|首)[^,。;:、“”《》()的是和与及]{2,16}?(?<!重要)(?:产业化?基地|出口基地|创新基地))(?=[,。;、!?)])"
    r"|作为(?:我国|全国)(?:首批|第[一二三四]批)?"
    r"([^,。;:、“”《》()的是和与及首唯第]{4,18}?(?<!重要)(?:试点(?:城市|省份?|市|县|区)?|示范区|试验区|先行区|先导区|示范城市))(?=[,。;])"
)
_CONFERRED_END = re.compile(r"(?:基地|示范区|试验区|先导区|先行区|试点区?|园区|城市|众创空间|孵化器)(?=等|$)")
_NEXT_TITLE = re.compile(rf"[和与、及]({_TITLE})")
# makes a title of what is else a class: 争创|国家技术创新中心
_STRIVEN = re.compile("(?:争创|申创|获批|认定为|评为|获评|荣获|评定为|授予|确定为|列为|批准为)(?:了|首批|“)?$")
_GRADED = ("", "国家", "国家级", "全国")  # before a listed title

# Each names one title, in its one group.
_ONE_TITLE = (_HONOUR, _MADE_PUBLIC, _FIRST, _NAMED_FOR, _CALLED, _BESTOWED, _RELIED_ON, _HELD)


@only_with(*_ONE_TITLE, _TITLE_WON, _COUNTED_AS, _WINS, _CONFERRED, _RAISED, _APPROVED)
def find_titles_won(scene: Scene, _: list[Found]) -> Iterator[Found]:
    """Yield the titles that a place or body wins or holds: 获批国家…示范区和国家…基地城市."""
    for pattern in _ONE_TITLE:
        for won in scene.matches(pattern):
            yield from _title(scene, *won.span(won.lastindex or 0))
    yield from _won_with_others(scene)
    yield from _counted_as(scene)
    yield from _listed_won(scene)
    for approved in scene.matches(_APPROVED):
        yield from _approved(scene, *approved.span("list"))
    for conferred in scene.matches(_CONFERRED):
        yield from _listed_titles(scene, *conferred.span("list"))
    for raised in scene.matches(_RAISED):
        yield Found(raised.start(1), raised.end(1), "Program", raised.group(1), "title:raised")


def _won_with_others(scene: Scene) -> Iterator[Found]:
    """Yield the titles that one verb has: 获批国家…示范区|和|国家…基地城市."""
    for first in scene.matches(_TITLE_WON):
        match: re.Match[str] | None = first
        while match:
            yield from _title(scene, *match.span(1))
            match = _NEXT_TITLE.match(scene.text, match.end())


def _counted_as(scene: Scene) -> Iterator[Found]:
    """Yield what the places before a count are counted as: 南京、无锡等|3个|国家创新型试点城市."""
    for counted in scene.matches(_COUNTED_AS):
        place = scene.hit_by_end.get(counted.start() - scene.text.startswith("等", counted.start() - 1))
        if place and of_kind(place[2], PLACES):
            yield from _title(scene, *counted.span(1))


def _listed_won(scene: Scene) -> Iterator[Found]:
    """Yield the titles that the lists know, behind a verb that says that they are won."""
    for won in scene.matches(_WINS):
        hit = scene.hit_by_start.get(won.end())
        listed = of_kind(hit[2], _PROGRAM) if hit else None
        if hit and listed and listed.sort == "title":
            yield Found(hit[0], hit[1], "Program", listed.label, "title:won")


def _approved(scene: Scene, start: int, end: int) -> Iterator[Found]:
    """Yield the titles of what is approved between ``start`` and ``end``, up to the first with a place, which is a zone."""
    for member in _MEMBER.finditer(scene.text, start, end):
        title = _APPROVED_TITLE.fullmatch(member.group())
        opens = scene.hit_by_start.get(member.start())
        if title is None or (opens and of_kind(opens[2], PLACES)):
            return
        yield Found(*member.span(), "Program", member.group(), "title:won")


def _listed_titles(scene: Scene, start: int, end: int) -> Iterator[Found]:
    """Yield the titles of a list between ``start`` and ``end``, up to the first that is none."""
    for member in _MEMBER.finditer(scene.text, start, end):
        closing = _CONFERRED_END.search(member.group())
        if closing is None or any(char.isdigit() for char in member.group()):
            return
        title = member.start(), member.start() + closing.end()
        opens = scene.hit_by_start.get(title[0])
        if opens and of_kind(opens[2], PLACES) and scene.text.startswith("国家", opens[1]):
            yield Found(*title, "Program", scene.text[slice(*title)], "title:won")  # 、|成都|国家生物产业基地
        yield from _title(scene, *title)


_MEMBER = re.compile("[^、和及与]+")


def _title(scene: Scene, start: int, end: int) -> Iterator[Found]:
    """Yield the title as the lists name it, where they do: what stands before a listed one, or how many bear it, is no part of it."""
    counted = _HOW_MANY.match(scene.text, start, end)
    start = counted.end() if counted else start
    text = scene.text[start:end]
    hit = scene.hit_by_end.get(end)
    listed = of_kind(hit[2], _PROGRAM) if hit else None
    whole = hit is not None and scene.text[start : hit[0]] in _GRADED
    striven = _STRIVEN.search(scene.text, max(0, start - 6), start) is not None
    if (text not in scene.lexicon.stop_terms or striven) and (not listed or whole):
        yield Found(start, end, "Program", listed.label if listed else text, "title:won")


_HOW_MANY = re.compile(
    "(?:全国|全省|全区|全市)?(?:首批|第[一二三四五六七八九十]批)?[0-9]{1,4}(?:家|个|批)"
)  # 全国46家|创新型产业集群
