"""Names that stand beside a number and hold it wherever the clause began: 江苏16个…, 90家企业落户高新区."""

import re
from collections.abc import Sequence

from kg.lexicon import is_country
from kg.observe.clauses import clause_start
from kg.observe.named import CLASS_NAME, COUNTED_PROGRAMS
from kg.observe.pointing import latest, place_back
from kg.observe.quantities import Quantity
from kg.observe.records import KINDS, Spoken
from kg.recognise import Found
from kg.recognise.candidates import SITES

_NEAR = frozenset(("Zone", "Region", "Cluster", "Company"))
_AFTERWARDS = re.compile(
    r"(?:落户|入驻|进驻|落地|扎根|汇聚|聚集|集聚|坐落|分布|位于|云集|建在|投产|来到|落子)(?:在|于|到|了)?[“《]?$|在[“《]?$"
)
_SETTLED = re.compile(
    r"[^,。;:]{0,16}?(?:落户|入驻|进驻|落地|扎根|云集)(?:在|于|到|了)?(?:该|这个)?(?:(?P<zone>园区|科技园|高新区|开发区|新区|产业园)|这里|当地|此地)"
)
_MADE_IN = re.compile("(?:产自|出自|来自|是)于?(?:中国)?“?")  # 每三台就有一台产自苏州
_COMES_FROM = re.compile("(?:都|均|是)?(?:来自|产自|出自)于?[“《]?")  # 这些机器人,有六成|来自济南高新区
_DESCRIBES = re.compile(  # 30家企业的甲园, 30家企业、投资5亿元的甲园
    r"(?:[^,。;、的\d“”]{0,8}(?:、(?:总?投资|年?总?产值|营收|占地|总?面积|年产能?)[^,。;、的\d“”]{0,4}\d[\d.]*[^,。;、的\d“”]{1,5})+|[^,。;、的\d“”]{0,6})的[“《]?"
)
_SO_MUCH_FOR = re.compile(  # 总投资50亿元|甲公司…项目, 投资50亿元|、年产能5万辆的甲公司…
    r"(?:、[^,。;、的\d]{0,10}\d[^,。;、的\d]{1,8})*的?[“《]?"
)
_HEDGED = re.compile(r"[省市]?(?:近|约|超过?|逾|上|多达|共|有|拥有|已有|共有|现有)*")
_COMPARED = re.compile(
    r"(?:占|距|离|距离|到|至|比|较|对|向|为|给|与|和|及|、|覆盖|辐射|来自|跨越?|途经|经过|连接|[赋给授]予了?)[“《]?$"
)
_IN_TURN = re.compile(r"\d[^,。;:、]{1,16}[、和][“《]?$")  # 甲县25个、乙县19个: to each its own
_HOLDS = re.compile("拥有|承担|获批|入选|建成|获得|落地|[已共现]有")
_FOUNDED = KINDS - {"Region"}
_SETS_UP = re.compile(r"(?:设立|成立|组建|创办|创建|新建|建设|打造|建成|建起|开建|揭牌|启动|发起)了?[“《]?$")
_SIZE = re.compile(
    r"(?:目标|首期|一期|其)?(?:总规模|规模|注册资本|注册资金|总投资额?|计划投资|投资额?|规划总?面积|占地面积|总?建筑面积|总面积|占地|面积)(?:将|达到?|超过?|近|约|为)*"
    r"|(?:目前|现有|现|首批|已有|共有)*(?:(?:会员|成员|理事)(?:单位|企业)?)(?:共计?|达到?|超过?|近|约|为|有|数)*"
)
_COUNTED = re.compile(r"[“《]?(?:国家级?|省级)?")


def right_before(text: str, clause: int, quantity: Quantity, names: Sequence[Found]) -> Found | None:
    """Return the name that stands right before a number: 江苏16个…, not 占江苏30%, 距上海90公里; 乙县19个 that ends a clause
    only where it goes on with a list."""
    start = quantity.start
    fund = next((n for n in names if n.end == start and n.kind == "Organization" and n.name.endswith("基金")), None)
    if fund and quantity.kind == "money":
        return fund  # 设立乡村振兴投资引导基金|100亿元
    closed = text[quantity.end : quantity.end + 1] in (*",。;、:", "")
    for name in names:
        if name.end <= start and name.kind in _NEAR and not is_country(name.name) and not CLASS_NAME.match(name.name):
            near = name.start >= clause and _HEDGED.fullmatch(text, name.end, start)
            in_turn = near and _IN_TURN.search(text, clause, name.start)
            if in_turn or (near and not closed and not _COMPARED.search(text[clause : name.start])):
                return name
    return None


def made_in(text: str, end: int, names: Sequence[Found]) -> Found | None:
    """Return the name after a share of what is made: 每三台机器人就有一台产自苏州."""
    after = (n for n in names if n.start >= end and n.kind in KINDS)
    return next((n for n in after if _MADE_IN.fullmatch(text, end, n.start)), None)


def comes_from(text: str, quantity: Quantity, names: Sequence[Found]) -> Found | None:
    """Return the place that a share of what is made comes from: 近60%来自济南高新区."""
    return next(
        (
            n
            for n in names
            if n.start >= quantity.end and n.kind in SITES and _COMES_FROM.fullmatch(text, quantity.end, n.start)
        ),
        None,
    )


def after_number(text: str, end: int, names: Sequence[Found], counted: bool) -> Found | None:
    """Return the name after a number that it is stated of: 90家企业落户高新区, 投资3亿元的…公司."""
    for name in names:
        if name.start >= end:
            between = text[end : name.start]
            if len(between) > 24 or any(mark in between for mark in ",。;:!?"):
                return None
            if name.kind == "Company" and _SO_MUCH_FOR.fullmatch(between):
                return name
            if name.kind != "Region" and name.kind in KINDS and _DESCRIBES.fullmatch(between):
                return name
            if counted and name.kind in ("Zone", "Region", "Cluster") and _AFTERWARDS.search(between):
                return None if _ONE_OF_SEVERAL.match(text, name.end) else name
    return None


_ONE_OF_SEVERAL = re.compile("[市县区]?[、和与及]|[市县区]?等")  # 10个项目在|济南|、青岛等地开工


def counted_program(text: str, clause: int, start: int, end: int, names: Sequence[Found]) -> Found | None:
    """Return the programme whose parts a number counts: 61个…试点; not what somebody holds: 承担了10项…工程."""
    for name in names:
        if name.start >= end:
            fits = name.kind == "Program" and name.name.endswith(COUNTED_PROGRAMS)
            counted = fits and _COUNTED.fullmatch(text, end, name.start) and not _HOLDS.search(text, clause, start)
            return name if counted else None
    return None


def founded(text: str, start: int, clause: int, at: int, names: Sequence[Found]) -> Found | None:
    """Return what the clause before set up, where this one tells its size: 设立苏州产业基金,总规模50亿元."""
    if not _SIZE.fullmatch(text, clause, at):
        return None
    name = next((n for n in names if text[n.end : clause] in (",", "”,") and n.kind in _FOUNDED), None)
    return name if name and _SETS_UP.search(text, clause_start(text, start, name.start), name.start) else None


def after_count(text: str, end: int, spoken: Spoken) -> Found | None:
    """Return the place that a count is put in without its name: 10家企业落户园区."""
    match = _SETTLED.match(text, end)
    place = (latest("园区", spoken) if match["zone"] else place_back("", spoken)) if match else ()
    return place[0] if len(place) == 1 else None
