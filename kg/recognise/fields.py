"""Industries and technologies: known ones, those that a word like 产业 or 领域 declares, and the unknown members of their lists."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.lexicon import Entry, generic
from kg.recognise.candidates import BODIES, FIELDS, PLACES, Found, Hit, Scene, certain, cuts_trade, of_kind
from kg.recognise.cues import cue_beside
from kg.recognise.unlisted import GENERATION
from kg.sought import sought
from kg.words import in_dictionary, words

# What makes the words before it an industry, and what may stand between 等 and it.
_SUFFIX = "产业集群|产业链条|产业链|产业带|产业|行业|领域|赛道|业态|门类|集群"
_QUALITY = (
    "先导|硬核|高精尖|朝阳|硬科技|新质|传统|新兴|优势|特色|主导|支柱|重点|战略性|未来|高新技术|高技术|高端|先进|前沿|现代|关键|细分|新型|标志性|引领性|卓越|绿色|核心|尖端|高科技|科技|制造业|"
    "千亿级|万亿级|百亿级|千亿元|万亿元|百亿元|千亿|万亿|百亿|国家级|世界级|级|新|多|个|大|类|条|一批|一系列|发展|的|、|和|若干|专业|技术|工业|服务|相关|关联|配套|[0-9]++|[一二三四五六七八九十两几]"
)
_OF_SIZE = (
    r"(?:[0-9一二三四五六七八九十两]{1,4}+个|一批)?(?:(?:总|产业)?(?:规模|产值|营收)(?:均|已|都)?)?(?:超过?|达到?|突破)?"
    r"[0-9千百万亿]{1,8}+元?(?:以上|级)?的"
)
_SUCH_AS = rf"(?:{_OF_SIZE}|(?:具有|有着|富有|颇具|独具|带有)[^,。;:、“”]{{1,8}}的)"
_KIND_OF = "衍生|形态|深加工|高附加值|拳头|明星|系列|主打|主导|环节|前沿|数字化|配套|高性能"
_GRADE = (
    f"(?:(?:国家级?|省级)?(?:[0-9一二三四五六七八九十两几]{{1,8}}+(?:个|大|类|条)(?:{_QUALITY}){{0,8}})?"
    "(?:创新型|特色|优势|先进|重点|战略性新兴|新兴|传统|现代化?|高端|未来|支柱|主导|核心|相关|关联|配套|上下游|全|完整|完备|融合)?)"
)
_DECLARES = sought(
    rf"等(?:加快|加速|正|已|逐步)?(?:发展|培育|打造|壮大|成长)*成?为[^,。;:、]{{0,8}}?(?P<becomes>产业|增长点|引擎|支柱|名片)"
    rf"|(?:等{_SUCH_AS}?(?:{_QUALITY}){{0,8}}|{_GRADE})(?P<suffix>{_SUFFIX})(?!园|基地|城|集聚区|平台|联盟|协会|基金|工人)|等(?:{_QUALITY}|{_KIND_OF}){{0,8}}(?P<product>技术|产品|设备|装备|材料|新材料|零部件|关键技术|核心技术|关键材料|器件|元器件|药物|仪器|方向|工艺)(?!转移|创新|人员|人才|改造|产业|平台|中心|市场|车间)"
)
_OWN_SUFFIX = re.compile(f"(?:{_SUFFIX})$")
_CLOSES = re.compile(f"等|{_SUFFIX}")  # every declaration holds one of these, and they are found fast
_LAST_MARK = re.compile(r".*[,。;:!?“”《》() ]", re.DOTALL)  # no declaration holds one of these
_DIRECTION = sought(r"以([^,。;:“”]{2,80}?)为(?:主要|专业|研究|主攻|重点)*(?:研究|专业)方向")
_LAST_OPENING = re.compile(
    r".*(?:产业[及和与]?|发展|培育|做大做强|做强做大|做[大强优精]|吸引|支持|促进|推动|扶持|带动|面向|建成|[区境市省县国]内|布局|打造|壮大|聚焦|推进|围绕|形成|中国|我国|全国)(?=.)",
    re.DOTALL,
)
_SEPARATOR = re.compile(
    r"(?:、|和|与|及|以及|“|”|(?<=”) (?=“))+(?:做[大强优精]|发展|培育|壮大|布局|推进)?$"
)  # 做精水产、|做强玻璃
_QUOTES = re.compile(r"(?:[0-9一二三四五六七八九十两]{1,3}[大个])?[“”]$")
_COUNT = re.compile(r"([0-9]{1,2}|[两二三四五六七八九十]{1,2})(?:大|个|类|条)")
_NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_UNIT_STOP = set("。,;:!?、“”《》<>()[]\n\r ")
_LINKS = frozenset("、和与及")
_MAX_UNIT = 14
_MAX_MEMBER = 8
_MAX_DECLARED = 48  # characters from 等 to the end of a declaration
_LEADING_VERBS = frozenset(
    "生产 研发 研制 开发 销售 培育 发展 制造 加工 种植 养殖 投资 经营 深化 利用 使用 采用 面向".split()
)
_NOT_LEADING = frozenset("世界 全球 国家 全国 国际 国内 我国".split())  # 世界|玻璃产业高地
# A list that holds one of these is of services for all: 教育、医疗、社保.
_PUBLIC = re.compile("就业|社保|住房|托幼|托育|社会保障|公共服务|民生|基层治理")


_GRADED = re.compile(
    "(?:(?<!中)高端|先进|现代|智慧|智能|数字|(?<=[、,“])未来|高性能|[医车船]用|[电子池品车规]{2}级|第[一二三四五六七八九0-9]{1,2}代|下一代)$"
)
_GRADED_ITSELF = ("企业", "公司", "人才", "团队", "机构")
_MADE_FOR = re.compile("高性能|.用|..级")
_GENERATION_BEFORE = re.compile("(?:第|下一)")
_NO_BRANCH = ("信息技术", "技术")  # 利用现代信息技术


class _Unit(NamedTuple):
    start: int
    end: int
    known: str  # the kind of a known field, or nothing


def find_fields(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the industries and technologies of the flow, with the grade that makes one a branch of its own: 现代|石化, 智慧|储能."""
    fields = [one for one in _ungraded(scene) if not cuts_trade(scene.text, one.end)]
    yield from fields
    for one in (*found, *fields):
        if one.kind in FIELDS and (start := _grade_before(scene, one.start, one.end)) < one.start:
            name = scene.text[start : one.end]
            if name not in scene.lexicon.names:
                kind = "Technology" if _MADE_FOR.match(name) else one.kind
                yield Found(start, one.end, kind, name, "graded")


def _grade_before(scene: Scene, start: int, end: int) -> int:
    """Return where the grade right before a field begins (高端|能源装备), or where the field does: 中高端|铸造 is no branch,
    and 高端|人工智能企业 are firms of high grade."""
    grade = _GRADED.search(scene.text, max(0, start - 4), start)
    if (
        not grade
        or scene.text.startswith(_GRADED_ITSELF, end)
        or scene.text.startswith(_NO_BRANCH, start)
        or not (scene.at_boundaries(grade.start(), start) or _GENERATION_BEFORE.match(grade.group()))
    ):
        return start
    return grade.start()


def _ungraded(scene: Scene) -> Iterator[Found]:
    declared: set[tuple[int, int]] = set()
    for match in _DIRECTION.finditer(scene.text):
        yield from _directions(match)
    yield from _compounds(scene)
    for match in _declarations(scene.text):
        yield from _declared(scene, match, declared)
    yield from _taught(scene, declared)
    yield from _cued(scene)


def _cued(scene: Scene) -> Iterator[Found]:
    """Yield ordinary words for fields where the words beside them say that they are meant as one: 物流|企业, 生产|水泥."""
    for start, end, entries, field in scene.fields:
        if not field.weak or certain(entries):
            continue
        kind = cue_beside(scene.text, start, end)
        if kind and _takes(scene, field, kind, start, end):
            yield Found(start, end, kind, field.label, "cue")


def _declarations(text: str) -> Iterator[re.Match[str]]:
    """Yield the declarations of the text: looked for only from the last mark before a word that closes one."""
    at = 0
    while close := _CLOSES.search(text, at):
        mark = _LAST_MARK.match(text, at, close.start())
        match = _DECLARES.search(text, mark.end() if mark else at, close.end() + _MAX_DECLARED)
        if match:
            yield match
        at = max(match.end() if match else 0, close.end())


_PRODUCT = re.compile(
    r"(?:设备|装备|装置|材料|芯片|组件|部件|零部件|传感器|仪器|仪|器件|终端|机(?![组构制会关遇械场动理器床])|车(?![间企型站辆路展])|屏|板(?!块)|膜|船(?!舶)|泵)(?![\u4e00-\u9fff]{0,2}(?:产业|行业|制造|集群|领域|研究))"
)


def _compounds(scene: Scene) -> Iterator[Found]:
    """Yield fields made of two known ones (石墨烯|导热材料) or of a known one and a product word (3D打印|设备)."""
    for start, end, _, first in scene.fields:
        if first.weak and end - start < 3:
            continue
        second = scene.hit_by_start.get(end)
        field = of_kind(second[2], FIELDS) if second else None
        if field and field.weak and field.sort != "product" and field.kind == "Industry":
            field = None  # 新能源|发电 is what is done, no branch
        product = _PRODUCT.match(scene.text, end)
        stop = second[1] if second and field else product.end() if product else None
        if stop is not None and not scene.text.startswith(("产业", "集群"), stop):
            branch = field is not None and field.kind == "Industry" and field.sort != "product"
            yield Found(start, stop, "Industry" if branch else "Technology", scene.text[start:stop], "compound")


def _directions(match: re.Match[str]) -> Iterator[Found]:
    """Yield the directions of one institute or firm (以X、Y为专业方向): technologies, each kept whole."""
    start = match.start(1)
    for part in match.group(1).removesuffix("等").split("、"):
        if 2 <= len(part) <= _MAX_UNIT and all(w.inner or w.text in "与及和" for w in words(part)):
            yield Found(start, start + len(part), "Technology", part, "declared:方向")
        start += len(part) + 1


def _declared(scene: Scene, match: re.Match[str], declared: set[tuple[int, int]]) -> Iterator[Found]:
    """Yield the members of the list that ends in a word like 产业."""
    units = list(units_before(scene, match.start()))
    listed = match.group().startswith("等")
    sure = listed or any(unit.known for unit in units) or _counted(scene, match, len(units))
    sure = sure or _coordinated(scene, match, units)
    for unit in units:
        if not unit.known and not _plausible(scene, unit, single=not sure):
            if not listed:
                return
            continue
        declared.add((unit.start, unit.end))
        kind = "Technology" if match["product"] else "Industry"
        yield _field(scene, unit, kind, f"declared:{match['suffix'] or match['product'] or match['becomes']}")


def _coordinated(scene: Scene, match: re.Match[str], units: list[_Unit]) -> bool:
    """Say whether unknown nouns before a word that nothing but an industry has are industries: 氮化镓、砷化镓|产业链, 义齿|行业."""
    if len(units) >= _MANY and match["suffix"] in _LISTED_SUFFIX:
        return sum(scene.text[u.end - 2 : u.end] in scene.lexicon.field_tails for u in units) >= _ENOUGH
    if match["suffix"] not in _SURE_SUFFIX or not units:
        return False
    inside = [word for unit in units for word in words(scene.text[unit.start : unit.end])]
    if any(_holds_place(scene, unit) for unit in units):
        return False
    return all(w.tag in _THINGS and w.text not in _VAGUE for w in inside) and all(
        unit.end - unit.start >= _MIN_COORDINATED[len(units) > 1]
        and not scene.text.endswith(_QUALITIES, unit.start, unit.end)
        for unit in units
    )


_LISTED_SUFFIX = ("产业", "行业", "领域", "产业集群", "产业链")
_MANY = 3  # unknown members of a list that hold each other
_SURE_SUFFIX = ("产业链", "产业链条", "产业集群", "行业")
_THINGS = ("n", "nz", "ng", "g", "un", "nr", "j")
_VAGUE = frozenset("业态 部分 立体 范围 环节 前景 形势 行情 窗口 硬核 细分 制约 指导 领先 消耗 规模 卓越 条".split())
_QUALITIES = ("化", "性", "型", "级", "内", "外", "尖", "能", "域", "间", "力", "度")
_MIN_COORDINATED = (2, 3)  # characters of one by itself, and of one of several


def _counted(scene: Scene, match: re.Match[str], units: int) -> bool:
    """Say whether so many members are announced as there are: X、Y、Z三大产业 is a list of industries, whatever they are called."""
    count = _COUNT.search(scene.text, max(0, match.start() - 4), match.end())
    if not count or units < _ENOUGH:
        return False
    return units == (int(count[1]) if count[1].isdigit() else _NUMBERS.get(count[1]))


def _field(scene: Scene, unit: _Unit, kind: str, rule: str) -> Found:
    text = scene.text[unit.start : unit.end]
    entry = of_kind(scene.lexicon.names.get(text, ()), frozenset((kind,)))
    return Found(unit.start, unit.end, kind, entry.label if entry else text, rule)


def units_before(scene: Scene, cursor: int) -> Iterator[_Unit]:
    """Yield the members of a coordination that ends at ``cursor``, from right to left."""
    if quotes := _QUOTES.search(scene.text, max(0, cursor - 5), cursor):
        cursor = quotes.start()
    while cursor > 0:
        unit = _unit_ending(scene, cursor)
        if unit is None:
            return
        yield unit
        separator = _SEPARATOR.search(scene.text, max(0, unit.start - 5), unit.start)
        if not separator:
            return
        cursor = separator.start()
        if _OWN_SUFFIX.search(scene.text, max(0, cursor - 4), cursor):  # 光伏产业及中医药产业: each says it of itself
            return
        if separator.group() == "”":  # “超大容量、超长距离”光通信: what is quoted says which
            return


def _unit_ending(scene: Scene, cursor: int) -> _Unit | None:
    hit = scene.hit_by_end.get(cursor)
    field = of_kind(hit[2], FIELDS) if hit else None
    if hit and field:
        return _widened(scene, hit[0], cursor, field)
    if hit and certain(hit[2]):
        return None
    start = None if scene.text.endswith(_OWN_NAMES, 0, cursor) else _grown_unit(scene, cursor)
    return _Unit(start, cursor, "") if start is not None else None


_OWN_NAMES = ("产业", "行业")  # such a unit says itself what it is


def _widened(scene: Scene, start: int, end: int, field: Entry) -> _Unit:
    """A weak field takes the words before it along where they make a member of a list: 光学|制造 after 、 or 集."""
    if field.weak:
        grown = _grown_unit(scene, end)
        if (
            grown is not None
            and grown < start
            and end - grown <= _MAX_MEMBER
            and _plausible(scene, _Unit(grown, end, ""), single=False)
        ):
            return _Unit(grown, end, "")
    elif scene.text[start - 1 : start] not in ("、", ""):
        grown = _grown_unit(scene, end)
        if grown is not None and grown < start and end - grown <= _MAX_MEMBER:
            whole = scene.text[grown - 1 : grown] == "、" and scene.text[grown:start] not in _NOT_LEADING
            if whole or _narrows(scene, grown, start):
                return _Unit(grown, end, field.kind)
    return _Unit(start, end, field.kind)


def _narrows(scene: Scene, start: int, end: int) -> bool:
    """Say whether the nouns before a field make it a narrower one: 玻璃|新材料; not 国家|清洁能源."""
    before = words(scene.text[start:end])
    word = before[0]
    if scene.text[start:end] == "新一代" or GENERATION.fullmatch(scene.text[start:end]):
        return True
    return (
        len(before) == 1
        and len(word.text) > 1
        and word.tag in _OF_THINGS
        and in_dictionary(word.text)
        and not certain(scene.lexicon.names.get(word.text, ()))
        and not word.text.endswith(_WHERE)
        and word.text not in generic("fields") | generic("names") | _LEADING_VERBS | _NOT_LEADING
    )


_OF_THINGS = ("n", "b", "j")
_WHERE = ("国", "家", "省", "市", "县", "区", "州", "地", "岸", "方", "村", "城", "企")


def _grown_unit(scene: Scene, cursor: int) -> int | None:
    """Return where the unknown member that ends at ``cursor`` begins."""
    text, low = scene.text, max(0, cursor - _MAX_UNIT)
    start = cursor
    while start > low and text[start - 1] not in _UNIT_STOP:
        start -= 1
    if start == cursor or (
        start == low and start > 0 and text[start - 1] not in _UNIT_STOP and cursor - start >= _MAX_UNIT
    ):
        low_words = words(text[start:cursor])[1:]
    else:
        low_words = words(text[start:cursor])
    if text[start - 1 : start] == "、" and _whole(scene, start, cursor):
        return start
    begin = cursor
    opened = _LAST_OPENING.match(text, start, cursor)  # 中医药产业及|文创, 县市大力发展|航天
    own = opened.end() if opened else start
    for word in reversed(low_words):
        if begin <= own:
            break
        hit = scene.hit_by_end.get(begin)
        if not word.inner or (hit and of_kind(hit[2], PLACES | BODIES) and certain(hit[2])):
            break
        if begin < cursor and (word.text in _LEADING_VERBS or word.text in _NOT_LEADING):
            break
        begin -= len(word.text)
    begin = max(begin, own)  # the segmenter knows no 做精|苔菜
    return begin if begin < cursor else None


_SAYS_NOTHING = ("行业", "产业", "企业")  # 行业|应用


def _whole(scene: Scene, start: int, end: int) -> bool:
    """Say whether what stands between two marks of a list is one name, verbs in it too: 合成生物, 脑机接口, 第六代移动通信."""
    hit = scene.hit_by_end.get(end)
    field = hit is not None and hit[0] > start and of_kind(hit[2], FIELDS)
    inside = words(scene.text[start : hit[0] if hit and field else end])
    if (
        not inside
        or end - start > _MAX_MEMBER + 2
        or _LAST_OPENING.match(scene.text, start, end)
        or inside[0].text in _LEADING_VERBS
    ):
        return False
    if any(
        of_kind(hit[2], PLACES | BODIES) and certain(hit[2])
        for at in range(start, end)
        if (hit := scene.hit_by_start.get(at))
    ):
        return False
    return all(
        w.inner or w.tag in _TAGS_BETWEEN_MARKS or GENERATION.fullmatch(w.text) or _is_coined(w.text) for w in inside
    )


def _is_coined(word: str) -> bool:
    """Say whether no dictionary has the word, or it is one letter of such a one: 极耳, 绿|氨."""
    return (len(word) == 1 or not in_dictionary(word)) and word.isalpha() and _FUNCTION.isdisjoint(word)


_FUNCTION = frozenset("的了是在和与及为把将被等不也都还就有从到以对向由于其该此各每我你他她它们这那着过")
_TAGS_BETWEEN_MARKS = ("v", "vn")


def _plausible(scene: Scene, unit: _Unit, single: bool) -> bool:
    text = scene.text[unit.start : unit.end]
    if (
        not 2 <= len(text) <= 12
        or text in generic("fields")
        or text in scene.lexicon.stop_terms
        or text in scene.lexicon.heads
    ):
        return False
    parts = [w.text for w in words(text)]
    if all(p in generic("fields") or len(p) == 1 for p in parts) and not (
        _listed_between(scene, unit) and not in_dictionary(text)
    ):
        return False
    if parts[-1] in generic("endings") or parts[0] in _SAYS_NOTHING or (parts[0] in generic("fields") and single):
        return False
    if single:
        return any(
            scene.text.find(known, unit.start, unit.end) >= 0 for known in _roots(scene, unit)
        ) or _made_like_field(scene, unit)
    return True


def _listed_between(scene: Scene, unit: _Unit) -> bool:
    """Say whether the unit fills the space between two marks of a list."""
    return scene.text[unit.start - 1 : unit.start] == "、" and scene.text[unit.end : unit.end + 1] in ("、", "等", "和")


def _made_like_field(scene: Scene, unit: _Unit) -> bool:
    """Say whether an unknown single unit is made of nouns and ends like other fields: 通用|航空, 网络|视听."""
    inside = words(scene.text[unit.start : unit.end])
    return (
        len(inside) > 1
        and scene.text[unit.end - 2 : unit.end] in scene.lexicon.field_tails
        and all(
            (w.tag.startswith(("n", "b", "j", "vn")) or w.text in scene.lexicon.name_verbs)
            and w.text not in generic("endings")
            for w in inside
        )
        and inside[0].text not in generic("fields")
        and in_dictionary(inside[0].text)
        and not _holds_place(scene, unit)
    )


def _holds_place(scene: Scene, unit: _Unit) -> bool:
    """Say whether a place or body stands in the unit, or a longer known name takes part of it: 江州生物医药|产业集群."""
    return any(end > unit.end or of_kind(entries, PLACES | BODIES) for _, end, entries in _inside(scene, unit))


def _roots(scene: Scene, unit: _Unit) -> list[str]:
    """Known fields inside the unit, weak ones too: a single unknown industry must hold one (新型|显示, 航天|信息)."""
    return [scene.text[s:e] for s, e, _, _ in scene.fields if unit.start <= s and e <= unit.end]


def _taught(scene: Scene, declared: set[tuple[int, int]]) -> Iterator[Found]:
    """Yield weak and unknown members of plain lists that certain fields surround."""
    text = scene.text
    for run in _runs(scene):
        sure = [u for u in run if u.known and certain_field(scene, u)]
        if len(run) < 2 or _PUBLIC.search(text, run[0].start, run[-1].end):
            continue
        if not sure:
            yield from _cued_members(scene, run)
            continue
        industries = sum(1 for u in sure if u.known == "Industry")
        backed = len(sure) + sum(1 for u in run if not u.known and _last_kind(scene, u))
        for unit in run:
            if (unit.start, unit.end) in declared or unit in sure:
                continue
            last = "" if unit.known else _last_kind(scene, unit)
            taught = (backed >= _ENOUGH or last != "") and _plausible(scene, unit, single=False)
            if scene.at_boundaries(unit.start, unit.end) if unit.known else taught:
                kind = unit.known or (
                    "Industry" if last != "Technology" and industries * 2 >= len(sure) else "Technology"
                )
                yield _field(scene, unit, kind, "list-member")


_ENOUGH = 2  # members of a list that are fields by themselves or by their last word


def _cued_members(scene: Scene, run: list[_Unit]) -> Iterator[Found]:
    """Yield the ordinary words of a list that a word before or after the list makes fields: 袜子、领带|生产基地."""
    kind = cue_beside(scene.text, run[0].start, run[-1].end)
    for unit in run if kind else ():
        hit = scene.hit_by_start.get(unit.start)
        field = of_kind(hit[2], FIELDS) if hit and hit[1] == unit.end else None
        if field and _takes(scene, field, kind, unit.start, unit.end):
            yield Found(unit.start, unit.end, kind, field.label, "cue")


def _takes(scene: Scene, field: Entry, kind: str, start: int, end: int) -> bool:
    """Say whether the ordinary word, which may be ``field``, is one where a cue says ``kind``."""
    kinds = (field.kind, "Technology" if field.sort == "product" else "")
    return kind in kinds and field.label not in generic("fields") and scene.at_boundaries(start, end)


def _last_kind(scene: Scene, unit: _Unit) -> str:
    """Return the kind of what an unknown member without a place ends in, if that is a field or a product: 农牧|机械, 高性能|树脂."""
    if any(of_kind(entries, PLACES) for _, _, entries in _inside(scene, unit)):
        return ""
    ends = (unit.end - size for size in (4, 3, 2) if unit.end - size > unit.start)
    if any(scene.text[end : unit.end] in scene.lexicon.products for end in ends):
        return "Technology"
    hit = scene.hit_by_end.get(unit.end)
    field = of_kind(hit[2], FIELDS) if hit and hit[0] > unit.start else None
    return field.kind if field and field.label not in generic("fields") else ""


def _inside(scene: Scene, unit: _Unit) -> Iterator[Hit]:
    return (scene.hit_by_start[at] for at in range(unit.start, unit.end) if at in scene.hit_by_start)


def certain_field(scene: Scene, unit: _Unit) -> bool:
    """Say whether the unit is a field that needs no support."""
    entry = certain(scene.lexicon.names.get(scene.text[unit.start : unit.end], ()))
    return entry is not None and entry.kind in FIELDS


def _runs(scene: Scene) -> Iterator[list[_Unit]]:
    """Yield the coordinations of the flow that hold at least one known field: members between 、 和 与 及."""
    used = -1
    for start, end, _, field in scene.fields:
        if start < used or not (scene.text[start - 1 : start] == "、" or scene.text[end : end + 1] in _LINKS):
            continue
        run = _run_from(scene, start, end, field.kind)
        used = run[-1].end
        yield run


def _run_from(scene: Scene, start: int, end: int, kind: str) -> list[_Unit]:
    run = [_Unit(start, end, kind)]
    cursor = start
    while cursor and scene.text[cursor - 1] == "、":
        before = _unit_ending(scene, cursor - 1)
        if before is None:
            break
        run.insert(0, before)
        cursor = before.start
    cursor = end
    while scene.text[cursor : cursor + 1] in _LINKS:
        after = _unit_starting(scene, cursor + 1, strict=scene.text[cursor] != "、")
        if after is None:
            break
        run.append(after)
        cursor = after.end
    return run


def _unit_starting(scene: Scene, cursor: int, strict: bool) -> _Unit | None:
    hit = scene.hit_by_start.get(cursor)
    field = of_kind(hit[2], FIELDS) if hit else None
    if hit and field and (strict or scene.text[hit[1] : hit[1] + 1] in _AFTER_MEMBER):
        return _Unit(cursor, hit[1], field.kind)
    if strict:
        return None
    whole = _unknown_starting(scene, cursor)
    return _Unit(cursor, hit[1], field.kind) if hit and field and whole is None else whole


_AFTER_MEMBER = frozenset("、和与及等,。;) ")


def _unknown_starting(scene: Scene, cursor: int) -> _Unit | None:
    end = cursor
    while (
        end < len(scene.text)
        and end - cursor < _MAX_UNIT
        and scene.text[end] not in _UNIT_STOP
        and scene.text[end] not in "和与及等"
    ):
        end += 1
    if not 2 <= end - cursor <= 10 or end >= len(scene.text) or scene.text[end] not in "、和与及等":
        return None
    if scene.text.endswith(_OWN_NAMES, cursor, end):
        return None
    inside = words(scene.text[cursor:end])
    return _Unit(cursor, end, "") if all(w.inner for w in inside) else None
