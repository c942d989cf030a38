"""Fields that a word like 产业 or 领域 declares, and the list that ends in it: X、Y等产业, 以X、Y为专业方向."""

import re
from collections.abc import Iterator

from kg.lexicon import closes_no_field
from kg.recognise.candidates import FIELDS, Found, Scene, of_kind
from kg.recognise.fields.members import ADDED, AND, MAX_UNIT, SUFFIX, units_before
from kg.recognise.fields.plausible import Unit, as_found, holds_place, inside_unit, is_public, plausible
from kg.sought import sought
from kg.words import words

# What makes the words before it an industry, and what may stand between 等 and it.
_QUALITY = (
    "先导|主要|基础|战略|战略新兴|重大|民用|多种|多项|硬核|高精尖|朝阳|硬科技|新质|传统|新兴|优势|特色|主导|支柱|重点|战略性|未来|高新技术|高技术|高端|先进|前沿|现代|关键|细分|新型|标志性|引领性|卓越|绿色|核心|尖端|高科技|科技|制造业|"
    "千亿级|万亿级|百亿级|千亿元|万亿元|百亿元|千亿|万亿|百亿|国家级|世界级|级|新|多|余|个子|个|大|类|条|项|种|一批|一系列|发展|的|、|和|若干|专业|技术|工业|服务|相关|关联|配套|[0-9]++|[一二三四五六七八九十两几]"
)
_OF_SIZE = (
    r"(?:[0-9一二三四五六七八九十两]{1,4}+个|一批)?(?:(?:总|产业)?(?:规模|产值|营收)(?:均|已|都)?)?(?:超过?|达到?|突破)?"
    r"[0-9千百万亿]{1,8}+元?(?:以上|级)?的"
)
_SUCH_AS = rf"(?:{_OF_SIZE}|(?:具有|有着|富有|颇具|独具|带有)[^,。;:、“”]{{1,8}}的)"
_KIND_OF = "衍生|形态|深加工|高附加值|拳头|明星|系列|主打|主导|环节|前沿|数字化|配套|高性能"
# What the list before is taken for: 把X、Y|作为全县主导产业.
_TAKEN_FOR = "(?:(?:作为|列为|定为|当作|当成|视为|列入|摆在|放在|做成)(?:[全我本该][市县省区镇]|当地|首要|首位)?的?)?"
_GRADE = (
    f"{_TAKEN_FOR}(?:(?:国家级?|省级)?(?:[0-9一二三四五六七八九十两几]{{1,8}}+(?:个|大|类|条)(?:{_QUALITY}){{0,8}})?"
    "(?:创新型|特色|优势|先进|重点|战略性新兴|新兴|传统|现代化?|高端|未来|支柱|主导|核心|相关|关联|配套|上下游|全|完整|完备|融合|(?<![创高更])新)?)"
)
_DECLARES = sought(
    rf"等(?:加快|加速|正|已|逐步)?(?:发展|培育|打造|壮大|成长)*成?为[^,。;:、]{{0,8}}?(?P<becomes>产业|增长点|引擎|支柱|名片)"
    rf"|(?:等{_SUCH_AS}?(?:{_QUALITY}){{0,8}}|{_GRADE})(?P<suffix>{SUFFIX})(?<!多门类(?=[^,。;:、]))(?!园|者|基地|城|集聚区|平台|联盟|协会|基金|工人|隐患|违法|犯罪|腐败|执法|乱象|突出问题|专项整治|安全隐患|矛盾纠纷|前列|前茅|首位|标杆|领先|第一|平均)|等(?:{_QUALITY}|{_KIND_OF}){{0,8}}(?P<product>技术|产品|设备|装备|材料|新材料|零部件|关键技术|核心技术|关键材料|器件|元器件|药物|仪器|方向|工艺)(?!转移|创新|人员|人才|改造|产业|平台|中心|市场|车间)"
)
_CLOSES = re.compile(f"等|{SUFFIX}")  # every declaration holds one of these, and they are found fast
_LAST_MARK = re.compile(r".*[,。;:!?“”《》() ]", re.DOTALL)  # no declaration holds one of these
_DIRECTION = sought(r"以([^,。;:“”]{2,80}?)为(?:主要|专业|研究|主攻|重点)*(?:研究|专业)方向")
_COUNT = re.compile(r"([0-9]{1,2}|[两二三四五六七八九十]{1,2})(?:大|个|类|条)")
_NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_MAX_DECLARED = 48  # characters from 等 to the end of a declaration


def find_directions(scene: Scene) -> Iterator[Found]:
    """Yield the directions that institutes and firms are said to have."""
    for match in scene.matches(_DIRECTION):
        yield from _directions(match)


def find_declared(scene: Scene) -> Iterator[Found]:
    """Yield the members of the lists that a word like 产业 closes."""
    for match in _declarations(scene.text):
        yield from _declared(scene, match)


def _declarations(text: str) -> Iterator[re.Match[str]]:
    """Yield the declarations of the text: looked for only from the last mark before a word that closes one."""
    at = 0
    while close := _CLOSES.search(text, at):
        mark = _LAST_MARK.match(text, at, close.start())
        match = _DECLARES.search(text, mark.end() if mark else at, close.end() + _MAX_DECLARED)
        if match:
            yield match
        at = max(match.end() if match else 0, close.end())


def _directions(match: re.Match[str]) -> Iterator[Found]:
    """Yield the directions of one institute or firm (以X、Y为专业方向): technologies, each kept whole."""
    start = match.start(1)
    for part in match.group(1).removesuffix("等").split("、"):
        if 2 <= len(part) <= MAX_UNIT and all(w.inner or w.text in "与及和" for w in words(part)):
            yield Found(start, start + len(part), "Technology", part, "declared:方向")
        start += len(part) + 1


def _declared(scene: Scene, match: re.Match[str]) -> Iterator[Found]:
    """Yield the members of the list that ends in a word like 产业."""
    units = list(units_before(scene, match.start()))
    if len(units) > 1:
        units = _joined(scene, units, _announced(scene, match))
    listed = match.group().startswith("等")
    known = any(unit.known for unit in units)
    of_all = match["suffix"] == _SPHERE and is_public(scene.text, units)
    of_all = of_all or (listed and not known and _of_anything(scene, match, units))
    sure = known or listed or _counted(scene, match, len(units)) or _coordinated(scene, match, units)
    of_firms = listed and _LEADING.match(scene.text, match.end())
    if units and match["product"] in _THINGS_IN_USE and scene.text.endswith(_USES, 0, units[-1].start):
        return
    of_task = match["suffix"] == _TRADE and scene.text.startswith("化", match.end())  # 隔膜纸|产业化
    kind = _kind(scene, match, units)
    for unit in units:
        if not unit.known and (of_task or of_all or of_firms or not plausible(scene, unit, single=not sure)):
            if not listed:
                return
            continue
        yield as_found(scene, unit, kind, f"declared:{match['suffix'] or match['product'] or match['becomes']}")


def _kind(scene: Scene, match: re.Match[str], units: list[Unit]) -> str:
    """Return what the list's members are by the word that closes it: things that are made, or directions, are technologies."""
    first = units[-1].start if units else 0
    of_projects = _OF_PROJECTS.search(scene.text, max(0, first - _OPENING), first)
    made = match["product"] and not of_projects and not scene.text.startswith("制造", match.end())  # 等装备|制造企业
    return "Technology" if made else "Industry"


# What many projects are in are branches, whatever they are called: 项目涵盖光伏、储能等|方向.
_OF_PROJECTS = re.compile("(?:项目|企业)(?:主要|重点)?(?:涵盖|涉及|覆盖|分布在|分布于)了?$")
_OPENING = 12  # characters
_SPHERE, _TRADE = "领域", "产业"
_THINGS_IN_USE = ("设备", "装备", "产品", "仪器")
# Whoever does this to things makes none of them: 配备了|通讯、感知等设备, 应用于|手机等产品.
_USES = tuple(
    verb + aspect
    for verb in "配备 配置 配有 携带 安装 加装 搭载 使用 借助 通过 利用 购置 添置 出动 投入 调集 应用于 应用在 用于".split()
    for aspect in ("", "了")
)


def _of_anything(scene: Scene, match: re.Match[str], units: list[Unit]) -> bool:
    """Say whether the list may be of places or tasks as well: 东溪、北岭等|方向, 监督、司法等|领域; not where they are applied or hold a field."""
    if match["product"] == "方向":
        return True
    applied = _APPLIED.match(scene.text, match.end())
    return match["suffix"] == _SPHERE and not applied and not any(_holds_field(scene, one) for one in units)


_APPLIED = re.compile("(?:得到|实现)?(?:广泛|成功|规模化?)?(?:应用|使用|落地)")  # 在仓储分拣、矿山开采等领域|广泛应用


def _holds_field(scene: Scene, unit: Unit) -> bool:
    """Say whether a field stands in the member, if only a word that may be one: 卫星导航|授时, 交通|物流."""
    return any(of_kind(entries, FIELDS) for _, _, entries in inside_unit(scene, unit))


# An unknown member of such a list is rather a firm: 裕和、大昇达等行业|龙头企业.
_LEADING = re.compile("的?(?:龙头|领军|头部|巨头|知名|骨干|标杆)")


def _coordinated(scene: Scene, match: re.Match[str], units: list[Unit]) -> bool:
    """Say whether unknown nouns before a word that nothing but an industry has are industries: 氮化镓、砷化镓|产业链, 义齿|行业."""
    if len(units) >= _MANY and match["suffix"] in _LISTED_SUFFIX:
        return sum(scene.text[u.end - 2 : u.end] in scene.lexicon.field_tails for u in units) >= _ENOUGH
    if match["suffix"] not in _SURE_SUFFIX or not units:
        return False
    inside = [word for unit in units for word in words(scene.text[unit.start : unit.end])]
    if any(holds_place(scene, unit) for unit in units):
        return False
    return all(w.tag in _THINGS and w.text not in _VAGUE for w in inside) and all(
        unit.end - unit.start >= _MIN_COORDINATED[len(units) > 1]
        and not scene.text.endswith(closes_no_field(), unit.start, unit.end)
        for unit in units
    )


_LISTED_SUFFIX = ("产业", "行业", "领域", "产业集群", "产业链")
_MANY = 3  # unknown members of a list that hold each other
_ENOUGH = 2
_SURE_SUFFIX = ("产业链", "产业链条", "产业集群", "行业")
_THINGS = ("n", "nz", "ng", "g", "un", "nr", "j")
_VAGUE = frozenset("业态 部分 立体 范围 环节 前景 形势 行情 窗口 硬核 细分 制约 指导 领先 消耗 规模 卓越 条".split())
_MIN_COORDINATED = (2, 3)  # characters of one by itself, and of one of several


def _counted(scene: Scene, match: re.Match[str], units: int) -> bool:
    """Say whether so many members are announced as there are: X、Y、Z三大产业 is a list of industries, whatever they are called."""
    return units >= _ENOUGH and units == _announced(scene, match)


_WITHIN = ("及", "与")  # join what is one member of a list that goes on behind it


def _announced(scene: Scene, match: re.Match[str]) -> int:
    """Return how many members the declaration says that there are (三大产业), or 0."""
    count = _COUNT.search(scene.text, max(0, match.start() - 4), match.end())
    if not count:
        return 0
    return int(count[1]) if count[1].isdigit() else _NUMBERS.get(count[1], 0)


def _joined(scene: Scene, units: list[Unit], announced: int) -> list[Unit]:
    """Return the members, from right to left, with those as one that the count takes for one, that 服务 closes or that 及 joins within a list.

    基因编辑和生物合成、新材料两大产业, 直升机制造与服务、…, 船坞及码头用品、….
    """
    members = sum(scene.text[one.end] == "、" for one in units[1:]) + 1
    by_count = _ENOUGH <= members == announced < len(units)
    joined: list[Unit] = []
    for one in units:
        last = joined[-1] if joined else None
        link = scene.text[one.end : last.start] if last else ""
        added = last and scene.text[last.start : last.end] in ADDED
        inside = last is not None and link in _WITHIN and scene.text.startswith("、", last.end)
        if last and link in AND and (added or ((by_count or inside) and not (one.known and last.known))):
            joined[-1] = Unit(one.start, last.end, "")
        else:
            joined.append(one)
    return joined
