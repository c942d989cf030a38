"""Titled documents: 《…意见》, a decree's heading, its number, 出台…实施细则, “…十条”."""

import re
from collections.abc import Iterator

from kg.lexicon import generic
from kg.recognise.candidates import BODIES, Found, Scene, of_kind, only_with
from kg.recognise.settled import INNER_TITLE
from kg.sought import sought
from kg.words import words

_QUOTED_TITLE = sought(r"《([^《》]{2,80})》")
_POLICY_END = re.compile(
    r"(?:意见|规划|方案|通知|办法|条例|纲要|措施|批复|决定|公告|通报|请示|计划|指南|目录|名单|细则|规定|准则|标准|法|政策|条|协议|备忘录|宣言|倡议|白皮书|声明|合同|章程|清单|指引|通告|规则|政策包|行动|议程|蓝图|大纲|制度|要点|建议书|公报|工作报告|营商环境报告|政策报告|执行情况的报告)(?:\([^()]{1,16}\))*$"
)
_LETTER = re.compile(r"(?:[^关]{2,20})?关于.{4,60}(?:函|报告|决议)")
_DECREE = sought(
    r"^(?:关于|[^。,;:!?《》“”]{2,20}?关于)[^。;:!?《》]{4,80}?(?:批复|通知|意见|决定|办法|方案|规划|公告|通报|请示|函|措施|建议|决议|纲要|通告)(?:\([^()]{1,12}\))?$"
)
_INLINE_DECREE = sought(r"关于[^。,;:!?《》“”]{6,60}?的(?:请示|批复|通知|通告|意见|决定|函|报告)")
# The plan that a decree issues or agrees to: 关于印发|…办法|的通知, 关于|…规划|的批复.
_INNER = re.compile(
    r"关于(?P<verb>印发|发布|公布|颁布|转发|同意|原则同意|批准|同意实施|调整)?[《<]?(?P<title>[^《》<>,。;:!?]{4,50}?"
    r"(?:规划|方案|计划|条例|办法|措施|政策|细则|纲要|指引|指南|清单|目录)(?:\([^()]{1,16}\))*)[》>]?的?(?P<act>通知|批复|复函|公告|通告)$"
)
_ISSUED = sought(
    r"(?:出台|印发|颁布|发布|起草|制定(?!实施[^,。]{4,20}行动方案)|修订)(?:实施的?|并实施|出台|了|的)?(?P<title>(?!《|关于)[^。,;:!?《》“”()、的]{4,24}?"
    r"(?:实施细则|细则|条例|行动方案|实施方案|提升方案|攻坚方案|发展规划|规划|(?:实施|指导|若干)意见|若干(?:措施|政策)|管理办法|办法|纲要|报告|工作方案))(?![\u4e00-\u9fff]{0,1}[个条项])"
)
# What a document without marks is for: 发布|推动中长期资金入市的指导意见.
_PURPOSE = sought(
    r"(?:出台|印发|颁布|发布|制定)(?:实施|并实施|出台|了)?(?P<title>(?:进一步)?(?:推动|推进|促进|支持|加快|加强|深化|服务|助力|规范|完善|做好|鼓励|保障|扩大|提升)"
    r"[^。,;:!?《》“”()、的]{4,24}(?:工作)?的(?:指导意见|若干意见|实施意见|意见|若干措施|若干政策|实施办法|管理办法))(?![\u4e00-\u9fff]{0,1}[个条项])"
)
_QUOTED_POLICY = sought(
    r"(?:出台|发布|推出|制定|实施|印发|颁布|提出)[^,。;:“”]{0,8}“([^“”,。;:]{0,10}[^“”,。;:0-9一二三四五六七八九十](?:[0-9一二三四五六七八九十]+条|新政|政策))”"
)
_QUOTED_LIST = sought(
    r"(?:出台|发布|推出|制定)[^,。;“”]{0,8}(?P<names>(?:“[^“”]{4,20}”[、和]?)+)等[^,。;“”]{0,14}(?:政策|措施|清单|文件|办法)"
)
_IN_QUOTES = re.compile(r"“([^“”]{4,20})”")
_NEXT_POLICY = re.compile(r"[、和]?“([^“”,。;:]{1,10}(?:[0-9一二三四五六七八九十]+条|新政|政策))”")
_PERIOD_PLAN = sought(
    r"“十[二三四五六]五”(?:时期)?规划(?:纲要|(?:的)?建议(?!者|书))|“十[二三四五六]五”规划和20\d\d年远景目标纲要"
)
_STATUTE = sought(
    r"(?:检查|执行|实施|修订|贯彻|落实|颁布|公布|通过)(?:新修订|新修改|实施|落实)?的?"
    r"(?P<title>(?!组)[\u4e00-\u9fff]{2,8}?(?:条例|(?:保护|促进|发展|安全|管理|监督|投资|企业|基本|竞争)法))"
    r"(?=实施|执法|修订|修正|草案|情况|中|和|、|,|。|;|的|$)"
)
# What stands behind its name in quotes: “芯片十条”政策.
_CALLED_POLICY = sought(
    r"“([^“”,。;:]{0,10}[^“”,。;:0-9一二三四五六七八九十][0-9一二三四五六七八九十]+条)”(?:扶持|支持|惠企|专项)?(?:新?政策?|措施)"
)
# A list of a place or the state that something is put on: 列入|合肥市绿色工厂培育名录.
_PUT_ON = sought(
    r"(?:列入|纳入|入选|入围|进入)了?(?P<title>[\u4e00-\u9fff]{6,24}?(?<!培育)(?<!遗产)(?:名单|名录|目录))(?![\u4e00-\u9fff]{0,2}[内外])"
)
_BY_NUMBER = sought(
    r"(?:出台|发布)了?(?P<before>(?!了|包括|涵盖)[\u4e00-\u9fff]{4,12}[0-9]{1,3}条)|(?P<after>[\u4e00-\u9fff]{4,12}[0-9]{1,3}条)(?=出台|发布|正式)"
)
_NUMBER = sought(r"(?:(?!的)[\u4e00-\u9fff]){1,8}[〔\[(](?:19|20)\d\d[〕\])]\d{1,4}号")


_ANNOUNCED = sought(
    r"([^,。;:!?、“”《》() 的和与]{2,12}(?:规划|条例|办法|实施方案|行动方案|若干措施|实施意见|实施细则|细则))"
    r"(?=(?:日前|近日|今天|昨天|昨日|正式|已)*(?:完成起草|发布|印发|出台|公布|获批|颁布|获得批复))"
)


def _announced(scene: Scene) -> Iterator[Found]:
    """Yield the policies without title marks that are just announced, from the place or body in their front: 苏州高新区三期规划发布."""
    for match in scene.matches(_ANNOUNCED):
        start = next(
            (h[0] for h in scene.hits if match.start() <= h[0] < match.end() and of_kind(h[2], _ISSUERS)), None
        )
        if start is None and scene.text.startswith("国家", match.start()):
            start = match.start()
        if start is not None and scene.text[start : match.end()] not in scene.lexicon.stop_terms:
            yield Found(start, match.end(), "Policy", scene.text[start : match.end()], "title:announced")


_ISSUERS = BODIES | frozenset(("Region", "Zone", "Cluster"))


_HEADING = sought(
    r"^(?P<title>[\u4e00-\u9fff][^。,;:!?《》]{6,50}?(?:规划|纲要|行动计划|行动方案|实施方案|工作方案|条例|管理办法|办法|若干措施|若干政策|实施意见|实施细则)"
    r"(?:\([^()]{1,16}\))*)(?:摘要|节选|\([^()]{1,16}\))*$"
)
_TELLS = re.compile(
    "发布|出台|印发|实施(?![方意细])|推出|公布|编制|通过|启动|获批|解读|征求|制定|明确|聚焦|落实|贯彻|[看谈访说]"
)


def _heading(scene: Scene) -> Iterator[Found]:
    """Yield the document that a line of its own names, from the place or body that it begins with: …市…行动计划(2023—2025年)."""
    match = next(iter(scene.matches(_HEADING)), None) if len(scene.text) < _LONGEST_HEADING else None
    opens = scene.hit_by_start.get(0)
    if match and opens and of_kind(opens[2], _ISSUERS) and not _TELLS.search(match["title"]):
        yield Found(0, match.end("title"), "Policy", match["title"], "title:heading")


_LONGEST_HEADING = 80


@only_with(
    _QUOTED_TITLE,
    _ANNOUNCED,
    _QUOTED_POLICY,
    _DECREE,
    _INLINE_DECREE,
    _ISSUED,
    _PURPOSE,
    _BY_NUMBER,
    _CALLED_POLICY,
    _PUT_ON,
    _PERIOD_PLAN,
    _STATUTE,
    _QUOTED_LIST,
    _HEADING,
    _NUMBER,
)
def find_titles(scene: Scene, _: list[Found]) -> Iterator[Found]:
    """Yield policies and the numbers of decrees."""
    yield from _worded(scene)
    yield from _heading(scene)
    for match in scene.matches(_NUMBER):
        yield Found(match.start(), match.end(), "Policy", match.group(), "title:number")


def _worded(scene: Scene) -> Iterator[Found]:
    """Yield the policies that marks or words make titles."""
    for match in scene.matches(_QUOTED_TITLE):
        given = scene.text.startswith(_GIVEN, match.end())
        if (
            given
            or _POLICY_END.search(match.group(1))
            or _LETTER.fullmatch(match.group(1))
            or scene.lexicon.entry(match.group(1), "Program")
        ):
            yield from _with_inner(scene, *match.span(1), "title:quoted")
    yield from _announced(scene)
    for first in scene.matches(_QUOTED_POLICY):
        quoted: re.Match[str] | None = first
        while quoted:
            yield Found(quoted.start(1), quoted.end(1), "Policy", quoted.group(1), "title:articles")
            quoted = _NEXT_POLICY.match(scene.text, quoted.end())
    for listed in scene.matches(_QUOTED_LIST):
        for name in _IN_QUOTES.finditer(scene.text, *listed.span("names")):
            yield Found(*name.span(1), "Policy", name.group(1), "title:listed")
    heading = next(iter(scene.matches(_DECREE)), None) if len(scene.text) < 120 else None
    if heading:
        yield from _with_inner(scene, 0, heading.end(), "title:decree")
    else:
        for match in scene.matches(_INLINE_DECREE):
            if not (match.start() and scene.text[match.start() - 1] == "《"):
                yield from _with_inner(scene, *match.span(), "title:inline")
    yield from _untitled(scene)


_GIVEN = ("的报告", "的工作报告", "工作报告")  # 题为《…》|的报告


def _with_inner(scene: Scene, start: int, end: int, rule: str) -> Iterator[Found]:
    """Yield the decree between ``start`` and ``end``, from its issuer on, and the plan that it issues or agrees to."""
    issuer = scene.hit_by_end.get(start)
    if issuer and of_kind(issuer[2], _GOVERNMENT) and scene.text[start : start + 2] == "关于":
        start = issuer[0]
    yield Found(start, end, "Policy", scene.text[start:end], rule)
    inner = _INNER.search(scene.text, start, end)
    if inner and (inner["verb"] or inner["act"] in ("批复", "复函")) and not inner["title"].startswith("关于"):
        yield Found(*inner.span("title"), "Policy", inner["title"], INNER_TITLE)


_GOVERNMENT = frozenset(("GovernmentBody",))


def _untitled(scene: Scene) -> Iterator[Found]:
    """Yield policies without the marks of a title: what is issued, and what is called by its number of articles."""
    for match in scene.matches(_ISSUED):
        if _says_what(match.group("title")):
            yield Found(*match.span("title"), "Policy", match.group("title"), "title:issued")
    for match in scene.matches(_PURPOSE):
        yield Found(*match.span("title"), "Policy", match.group("title"), "title:purpose")
    for match in scene.matches(_PERIOD_PLAN):
        yield Found(*match.span(), "Policy", match.group(), "title:period")
    for match in scene.matches(_STATUTE):
        yield Found(*match.span("title"), "Policy", match.group("title"), "title:statute")
    for match in scene.matches(_CALLED_POLICY):
        yield Found(*match.span(1), "Policy", match.group(1), "title:articles")
    for match in scene.matches(_PUT_ON):
        opens = scene.hit_by_start.get(match.start("title"))
        if opens and of_kind(opens[2], _ISSUERS) and opens[1] < match.end("title") - _LISTS:
            yield Found(*match.span("title"), "Policy", match["title"], "title:listed")
    for match in scene.matches(_BY_NUMBER):
        yield Found(*match.span(match.lastgroup or 0), "Policy", match.group(match.lastgroup or 0), "title:articles")


_LISTS = 4  # letters at least of what a list is of, and 名单


def _says_what(title: str) -> bool:
    """Say whether an unmarked title names its subject: not 多项实施细则, 一系列行动方案."""
    inside = words(_LASTING.sub("", title).replace("若干", ""))
    if any(word.tag in ("m", "r", "q", "mq") or word.text in _VAGUE for word in inside):
        return False
    return sum(word.text not in generic("programs") and len(word.text) > 1 for word in inside) >= _TELLING


_LASTING = re.compile("[一二三五]年(?=行动)")  # 科技成果转移转化|三年|行动方案
_VAGUE = frozenset(("具体", "相关", "配套", "有关", "各项", "系列", "个性化", "本地", "精准"))
_TELLING = 3  # words, the head among them
