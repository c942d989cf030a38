"""What looks like a measure and is none: ordinals, articles, counts of lists, size classes. An ordered list."""

import re
from collections.abc import Callable
from typing import NamedTuple

_GROWN_TO = re.compile(  # what something grows to is its size, though said by its class: 打造千亿级产业集群, 规模跨入万亿级
    r"(?:达到?|[跨迈步进]入|[跨迈]向|跻身|突破|冲刺|形成|打造|培育|建成|建设|构建|崛起)(?:了|出|至|到|成|一个|一?座)*(?:近|超过?|过)?$"
)
_OF_SIZE = re.compile("[^,。;、]{0,6}(?:集群|产业|基地|园区|企业)|元?(?:台阶|大关|门槛|关口)")  # 两个千亿台阶
_STEPS = re.compile("[百千万]亿元?(?:台阶|大关|门槛|关口)")
_GROWN = re.compile("级?(?:[^,。;、]{0,10}(?:集群|产业链|产业带)|规模|水平|大关|行列|元?[,。;])")
_CLASS_OF = re.compile(
    r"[^,。;:、的\d]{1,10}(?:项目|工程|基地|装置|田|区|树|林|桥|油田)"
)  # 百万吨乙烯项目 is a class of works
_BOUND = re.compile(r"(?:及|或)?以[上下内外](?=的?[^,。;:、!?()”的占来达为]|的)")
_BRACKETED_BOUND = re.compile(r"(?:及|或)?以[上下内外]\)")
_ORDINAL = re.compile(
    r"(?:第(?:[〇零一二三四五六七八九十百\d]{1,4}、){0,4}|前|头|后|另|每|每一|国道|编号|型号|同|整|哪|任|届|N[Oo]\.?|T[Oo][Pp])$"
)
_ORDINAL_ENDS = frozenset("第、前头后另每一道号同整哪任届NnOo.TtPp")  # the last letters of these
_OFF = re.compile(r"(?:离|距|距离|相距)[^,。;]{0,8}$")
_RANKED = re.compile(r"(?:[位名]列|位居|排名|[居列]全[国球市省])[^,。;、]{0,8}$")
_FROM = re.compile(r"(?:^|[,。])[^,。;]{0,4}[在从](?:这|全[国市省])?$")
_WHENCE = re.compile(r"来自[^,。;]{0,10}$")
_LANDS = re.compile(r"(?:国家|国家和地区|省份?|省区市|城市)(?:的|[,、和])")
_AMONG = re.compile(r"[^,。;]{0,14}?中(?:选|[,排位脱])")
_RATE = re.compile(r"每[^,。;]{0,10}$")
_TIME_SPENT = re.compile(r"(?:时限|办理|办结|办件|审批|开办|通关)[^,。;]{0,12}$")
_PICKS_OUT = re.compile(r"[^,。;:、\d]{0,5}的")
_FOUNDS = re.compile("(?:设立|成立|组建|发起|打造)了?[^,。;]{0,8}$")
_FUND = re.compile(r"的[^,。;]{0,10}基金")
_AWAY = re.compile(r"(?:口径|直径|跨径|范围内|内的|之外|以外|开外|外的|远的|深的|高的|长的|宽的)")
_SINGLE = re.compile(
    r"(?:艘|一台|首台|台套|单体|首座|首个|首艘|吨位|最大|单机|单台|一[个座家栋片台艘条处][^,。;]{0,6})$"
)
_ATTENDING = re.compile(r"[^,。;]{0,12}?(?:参加|出席|与会|先后发言|齐聚|参会|参展|参赛)")
_REAL = re.compile(
    r"(?:国家|省|市|区|县|镇|乡|村|城市|万亿|千亿|百亿|重点|重大|大型|产业|园|基地|研究|实验|集群|项目|平台|合作|示范|试点|世界"
    r"|港|机场|数据|创新|孵化|工厂|企业|院士|[^,。;:、的\d]{1,6}(?:项目|集群|产业园|实验室|研究院|工厂|生产线)(?!建设))"
)
_LISTED = re.compile(r"、[^、,。;:\d]{1,12}$")
_ANNOUNCES = re.compile(
    r"(?:大(?!科学|型|数据|模型|学|桥|赛)|方面|方向|板块|环节|层级|层面|维度|阶段|步骤|字|中心,|问题|特点|举措"
    r"|重点(?![^,。;]{0,8}(?:集群|企业|项目|基地|实验室|园区|工程|平台))|转变|坚持|统一|关键|领域,)"
)
_LIST = re.compile(r"、[^,。;:、]{1,16}等?(?:近|约|超过?|多达|共)?$")
_FIELDS = re.compile(
    "(?:细分|重点|产业|行业|关键|主要)*(?:领域|行业)(?![^,。;]{0,8}(?:企业|项目|平台|集群|标准))"
)  # 涵盖甲、乙等10多个领域
_ASPECTS = ("方面", "维度", "层面")  # nothing that there is, however many: 从16个方面部署
_LOOSE_UNITS = frozenset("个项种类批款门部")  # small counts of these mostly announce a list: 三个方面, 两项措施
_HEADS = frozenset("人名位")
_BARE_SCALES = frozenset(("百", "千", "万", "亿", "十亿", "百亿", "千亿", "万亿"))


class Case(NamedTuple):
    """A number with a unit, as the rules look at it. ``text[start:end]`` is the number with its unit."""

    text: str
    start: int
    end: int
    base: float  # the number as it stands, before 万 and 亿
    scaled: bool
    more: bool  # 多 or 余 stands within
    spelled: str  # the numeral where it is in Chinese characters
    unit: str
    kind: str
    comparator: str
    before: str  # the twelve characters before it
    small: bool  # a count below ten


def _size_class(case: Case) -> bool:
    if _GROWN_TO.search(case.before) and _GROWN.match(case.text, case.end) and case.kind == "money":
        return False
    if case.unit == "个" and _STEPS.match(case.text, case.end):
        return True
    if case.before.endswith("(") and _BRACKETED_BOUND.match(case.text, case.end):
        return True  # 工业总产值(2000万元以上)|65亿元
    if case.text.startswith("级", case.end) or (case.before.endswith("个") and _OF_SIZE.match(case.text, case.end)):
        return True
    sized = case.kind in ("money", "amount") or case.unit in _HEADS
    if sized and _BOUND.match(case.text, case.end):
        return True
    bare = case.spelled in _BARE_SCALES and case.comparator == "=" and case.kind in ("money", "amount")
    if bare and case.kind == "amount" and _CLASS_OF.match(case.text, case.end):
        return True
    return bare and case.text[case.end : case.end + 1] in tuple("产级集俱企园工增G")


def _duration(case: Case) -> bool:
    return case.kind == "time" and not _TIME_SPENT.search(case.before)


def _quoted_term(case: Case) -> bool:
    opening = case.text.rfind("“", max(0, case.start - 12), case.start)
    closing = case.text.find("”", case.end, case.end + 12)
    inside = opening >= 0 and closing >= 0 and "”" not in case.text[opening : case.start]
    return inside and closing - opening <= 16


def _attendance(case: Case) -> bool:
    return case.unit in _WHO_ATTEND and _ATTENDING.match(case.text, case.end) is not None


_WHO_ATTEND = _HEADS | {"人", "家"}


def _ordinal(case: Case) -> bool:
    if case.before.endswith("、") and (case.spelled == "") != case.before[-2:-1].isdigit():
        return False  # 5个全球第一、4个亚洲第一
    return case.unit != "%" and case.before[-1:] in _ORDINAL_ENDS and _ORDINAL.search(case.before) is not None


def _single_thing(case: Case) -> bool:
    if case.text.startswith(("之间的", "不等的"), case.end):
        return True
    if case.kind == "amount" and _OFF.search(case.before) and case.text[case.end : case.end + 1] in "的外处":
        return True
    return case.kind == "amount" and bool(_AWAY.match(case.text, case.end) or _SINGLE.search(case.before))


def _picks_out(case: Case) -> bool:
    if _FOUNDS.search(case.before) and _FUND.match(case.text, case.end):
        return False
    if case.kind == "count" and case.before.endswith(_LOADED) and _PICKS_OUT.match(case.text, case.end):
        return True  # 满载110个标箱的|列车
    bounded = case.kind in ("money", "amount") and case.comparator in (">", ">=")
    if bounded and case.kind == "money" and _SORT.match(case.text, case.end):
        return True  # 产值超10亿元|企业|20家
    return bounded and _PICKS_OUT.match(case.text, case.end) is not None


_LOADED = ("满载", "搭载", "装载", "载有", "载着", "装有")
_SORT = re.compile(
    "(?:工业|重点|规上|龙头|重大|产业|优质){0,2}(?:企业|项目|产业集群|集群|产业|园区|公司|产业链|乡镇|强镇)"
)


def _figure_of_speech(case: Case) -> bool:
    bare = bool(case.spelled) and case.spelled != "十" and all(char in "十百千万亿" for char in case.spelled)
    return bare and case.kind == "count" and not case.more and case.comparator == "="


def _article(case: Case) -> bool:
    return case.small and case.spelled != "" and case.base == 1 and not _RATE.search(case.before)


def _set_phrase(case: Case) -> bool:
    if (case.spelled, case.unit) in _WORDS:
        return True
    if case.spelled == "二" and case.unit == "次":
        return True  # 二次转型
    if case.spelled == "四" and case.unit == "处" and _EVERYWHERE.match(case.text, case.end):
        return True
    if case.small and case.spelled and case.unit == "人" and case.before[-1:] in _CLAUSE_OPENS:
        return True  # ,|两人|握手: those who were named
    return (case.unit, case.text[case.end : case.end + 1]) in _PHRASES


_EVERYWHERE = re.compile("[奔寻打求游流散逃乱飘张走碰找筹借蔓扩]|考察|取经|开花|推销|联系|拜访|学习")
_CLAUSE_OPENS = ("", ",", "。", ";", "!", "?")


_WORDS = (("零", "件"), ("零", "部"), ("零", "担"), ("两", "头"))  # 零件, 零部件, 零担, 两头跑
# 三班倒, 看这两张图, 300米进绿地, 12人成团
_PHRASES = (("班", "倒"), ("张", "图"), ("张", "表"), ("米", "进"), ("公里", "进"), ("人", "成"))


def _list_count(case: Case) -> bool:
    if case.before.endswith("这") and case.text[case.start : case.end] in case.text[: case.start]:
        return True  # 共有6栋厂房,这|6栋|已完工
    if case.before.endswith("上述") or (case.unit == "个" and case.text.startswith(_ASPECTS, case.end)):
        return True
    if (
        case.unit == "个"
        and _FIELDS.match(case.text, case.end)
        and _LIST.search(case.text, max(0, case.start - 30), case.start)
    ):
        return True
    if not case.small:
        return False
    announces = case.unit in _LOOSE_UNITS and _ANNOUNCES.match(case.text, case.end, case.end + 8)
    if not case.spelled:
        return bool(announces)
    if case.unit == "类" and case.before[-1:] in ",。;":
        return True  # 三类企业数量 sums up what was told before
    if case.base == 1:
        return False  # by now a rate: 每小时一家
    loose = case.unit in _LOOSE_UNITS and not _REAL.match(case.text, case.end)
    inner = case.unit in _LOOSE_UNITS and _ANNOUNCES.search(case.text, case.end, case.end + 8)
    if loose or inner or case.before.endswith(("这", "那", "的")):
        return True
    return _LISTED.search(case.before) is not None and not _REAL.match(case.text, case.end)


def _destroyed(case: Case) -> bool:
    return case.kind == "count" and _DESTROYS.search(case.text, max(0, case.start - 24), case.start) is not None


_DESTROYS = re.compile("(?:击落|击毁|击沉|摧毁|拦截|歼灭|打击)了?[^,。;:!?]{0,16}$")


def _base_of_a_choice(case: Case) -> bool:
    if case.kind != "count":
        return False
    if (case.unit in ("位", "人") and case.before.endswith("等")) or case.before.endswith("国内"):
        return True
    if _WHENCE.search(case.before) and _LANDS.match(case.text, case.end):
        return True
    among = _FROM.search(case.before) and _AMONG.match(case.text, case.end)
    return _RANKED.search(case.before) is not None or among is not None


RULES: tuple[tuple[str, Callable[[Case], bool]], ...] = (
    ("it names a size class", _size_class),
    ("it is a duration", _duration),
    ("it stands in a quoted term", _quoted_term),
    ("it counts who attended", _attendance),
    ("it is an ordinal or the base of a rate", _ordinal),
    ("it describes a single thing", _single_thing),
    ("it picks out what is counted", _picks_out),
    ("it counts what others lost", _destroyed),
    ("it counts those among which something stands", _base_of_a_choice),
    ("it is a figure of speech", _figure_of_speech),
    ("it is a part of a phrase", _set_phrase),
    ("it is an article", _article),
    ("it announces or sums up a list", _list_count),
)


def refusal(case: Case) -> str:
    """Return why the number is no measure, or nothing."""
    for reason, holds in RULES:
        if holds(case):
            return reason
    return ""
