"""Fields that a sentence names but that nobody it speaks of works on: where something is used, what signed projects cover, what others make.

What stands beside such a field in the slotted text of the sentence is a table; ``<covers>`` in it is any of the words that
``data/lexicon/misread_words.csv`` lists in that role.
"""

import re
from functools import cache
from typing import NamedTuple

from kg.lexicon import load, one_of
from kg.rules.slots import SECTOR_CHAR


class Misreading(NamedTuple):
    """Why a field is none of the subject's, and what tells it: what stands right ``before`` it, ``behind`` it, or both."""

    reason: str
    before: str = ""
    behind: str = ""


_USED = "the field is where something is used"
_OTHERWISE = "the field is what a service, goods or a show cover"
_GIVEN_UP = "the field is given up"
_SHARED = "the field is what is looked at or worked on with others"
_BORNE_UPON = "the field is what something else bears on"
_WORDS, _OWN = "[^,。;:]", "[^,。;:\ue000-\ue03f]"  # of the clause, and without another name
_MISREADINGS = (
    # 应用到|医疗, 在|医疗领域的应用
    Misreading(
        _USED, f"<used>[到于在至]{_WORDS}{{0,4}}|用于(?!发展|建设|扶持|支持|打造)[^,。;:的]{{0,14}}|推向{_WORDS}{{0,4}}"
    ),
    Misreading(_USED, f"在{_WORDS}{{0,4}}", f"(?<={SECTOR_CHAR}){_WORDS}{{0,8}}(?:应用|场景验证|场景落地)"),
    # 在|医疗|领域推出300款智能产品
    Misreading(
        _USED,
        f"在{_WORDS}{{0,4}}",
        f"(?<={SECTOR_CHAR}){_WORDS}{{0,2}}(?:孵化|推出|开发|培育|打造|形成|研发){_WORDS}{{0,4}}[0-9]+多?[款个种项]{_WORDS}{{0,16}}(?:产品|场景|方案|案例)",
    ),
    # 项目涵盖|新能源
    Misreading("the field is what projects cover", f"项目[^。;:]{{0,30}}<covers>了?{_WORDS}{{0,12}}"),
    # 补贴范围涵盖|农机
    Misreading(_OTHERWISE, f"<covering>[^。;:]{{0,24}}<covers>了?{_WORDS}{{0,12}}"),
    # 涉及|智慧城市|的应用场景
    Misreading(
        "the field is what scenes of use or projects cover",
        f"<covers>{_WORDS}{{0,16}}",
        f"{_OWN}{{0,6}}的(?:{_WORDS}{{0,12}}场景|{_WORDS}{{1,12}}(?:项目|工作组))|{_OWN}{{0,4}}换新"
        f"|{_OWN}{{0,4}}[0-9]+多?[项场个]{_WORDS}{{0,8}}(?:活动|项目|标准|认证)",
    ),
    # 针对|燃气、建筑施工|等领域,解决突出问题
    Misreading("the field is where something has to be mended", f"针对{_WORDS}{{0,16}}", "[^。;:]{0,28}?<trouble>"),
    # 将|农机|纳入补贴范围
    Misreading("the field is put into what is paid for", behind=f"{_OWN}{{0,12}}纳入{_WORDS}{{0,16}}<support>"),
    # 淘汰|煤炭, |煤炭|退出
    Misreading(_GIVEN_UP, f"<gives_up>(?:了|全部|一般性?|低端|落后|传统|高耗能|的)*{_OWN}{{0,3}}"),
    Misreading(_GIVEN_UP, behind=f"{_OWN}{{0,6}}<declines>"),
    # 参观|航天, |能源|合作
    Misreading(_SHARED, f"<looks_at>(?!到)了?{_OWN}{{0,4}}|合作,在"),
    Misreading(_SHARED, f"(?:协议|备忘录|合作|对接)[^。;]{{0,24}}(?:涵盖|涉及|包括){_WORDS}{{0,12}}"),
    Misreading(_SHARED, behind=f"等?{_OWN}{{0,2}}<shared>(?!区|社|示范|平台|基地)"),
    Misreading(
        _SHARED, behind=f"{_OWN}{{0,4}}(?:持续|不断|进一步)?(?:深化|加强|拓展|扩大){_OWN}{{0,4}}合作(?!区|示范)"
    ),
    # 分别是|石化|基地、…
    Misreading(
        "the field is that of one of the bases listed",
        f"(?:[”,]即(?!将)|分别[是为]:?){_WORDS}{{0,36}}",
        "(?:产业)?(?:基地|园|中心|平台|示范区)",
    ),
    # 为企业开发|芯片|提供…
    Misreading(
        "the field is what somebody else is helped with",
        f"为{_WORDS}{{0,6}}(?:开发|研发|生产|制造|发展){_WORDS}{{0,6}}",
        f"{_WORDS}{{0,6}}提供",
    ),
    # 对|汽车|的冲击, |教育|监管
    Misreading(_BORNE_UPON, "对(?:现有|传统|整个|当前)?", f"{_WORDS}{{0,6}}<bears_on>"),
    Misreading(_BORNE_UPON, behind=f"{_WORDS}{{0,6}}<ruled>"),
    # |光伏|企业代表和专家参加
    Misreading(
        "the field is that of those present",
        behind=f"[^,。;:、\ue000-\ue03f]{{0,4}}(?:代表(?={_WORDS}{{0,16}}(?:参加|出席|座谈|发言|交流|表示))|<present>)"
        f"|{_WORDS}{{0,30}}之际",
    ),
    # 人才需求主要集中在|金融
    Misreading("jobs or complaints gather in the field", f"<wanted>[^。;:]{{0,20}}集中[在于的]?{_WORDS}{{0,10}}"),
    # |工业|增加值占…
    Misreading("the field is a part of the accounts", behind="增加值(?:占|增速|同比|比重|比上年|增长)"),
)
_REACH = 60  # characters before the field


def misreading(text: str, at: int) -> str:
    """Return why nobody works on the field at ``at`` of the slotted ``text``, or nothing."""
    return next((reason for reason, before, behind in _compiled() if _fits(before, behind, text, at)), "")


def _fits(before: re.Pattern[str] | None, behind: re.Pattern[str] | None, text: str, at: int) -> bool:
    if behind and not behind.match(text, at + 1):
        return False
    return before is None or before.search(text, max(0, at - _REACH), at) is not None


@cache
def _compiled() -> list[tuple[str, re.Pattern[str] | None, re.Pattern[str] | None]]:
    return [(m.reason, _expression(m.before, "$"), _expression(m.behind)) for m in _MISREADINGS]


def _expression(template: str, end: str = "") -> re.Pattern[str] | None:
    """Return what matches the template, with the words of each role in their place."""
    listed = load().misread_words
    filled = re.sub("<([a-z_]+)>", lambda role: f"(?:{one_of(listed[role[1]])})", template)
    return re.compile(f"(?:{filled}){end}") if template else None
