"""What part a name plays in its clause, by what stands before it: who is spoken of, where it happens, or neither."""

import re
from typing import NamedTuple

from kg.observe.clauses import ADVERBS, after_adverbs, clause_start
from kg.observe.records import Holder
from kg.recognise import Found
from kg.recognise.candidates import PLACES, SITES
from kg.relate.subjects.clauses import CAUSING
from kg.words import words


class _Name(NamedTuple):
    """A name, or a list of them, where it stands in its clause."""

    text: str
    end: int
    kind: str  # of the first
    kinds: frozenset[str]  # of the first and the last
    before: str  # what the clause says before it

    def goes_on(self, pattern: re.Pattern[str]) -> bool:
        """Say whether what follows the name begins as ``pattern`` tells."""
        return pattern.match(self.text, self.end) is not None

    @property
    def mark(self) -> str:
        """The character that follows the name; nothing at the end of the text."""
        return self.text[self.end : self.end + 1]


def role_of(text: str, start: int, first: Found, last: Found, previous: Holder | None) -> str:
    """Return "subject", "place" or nothing for a name by what stands before it in its clause."""
    clause = clause_start(text, start, first.start)
    name = _Name(text, last.end, first.kind, frozenset((first.kind, last.kind)), text[clause : first.start])
    if _is_mentioned(name):
        return ""
    if first.kind in _TAKE_TURNS and _IN_TURN.search(name.before):
        return "subject"  # 甲区完成120亿元、|乙区完成210亿元
    if previous and previous.start >= clause and _JOINT.fullmatch(text, previous.end, first.start):
        return "place" if previous.place_only else "subject"
    return "subject" if _opens(name) else _by_words_before(name)


_TAKE_TURNS = PLACES | {"Company"}
_IN_TURN = re.compile(r"\d[^,。;:、]{1,10}、$")
_JOINT = re.compile("[“《的省市]?")


def _by_words_before(name: _Name) -> str:
    """Return the part of a name that other words than adverbs stand before."""
    before = name.before
    if _LOCATIVE.search(before) and not name.goes_on(_SIDE):
        return "" if name.mark == "的" and not _LYING.search(before) else "place"
    if _is_called(name) or _tells_of_itself(name):
        return "place"
    if _does_it(name):
        return "subject"
    if before.rstrip("“《").endswith(CAUSING):
        return "" if name.mark == "的" else "subject"
    if _OBLIQUE.search(before):
        return ""
    if name.goes_on(_RELATIVE) or before.endswith("——"):
        return "subject"
    if before.endswith(("的", "的“")):
        return _described(name)
    return "subject" if _only_nouns(before) else ""


_LOCATIVE = re.compile(
    r"(?:在|位于|地处|坐落于|坐落在|走进|来到|走入|步入|于|落户|落户于|落地|入驻|进驻|扎根|聚焦)[“《]?$"
)
_SIDE = re.compile("[东南西北]{1,2}[部缘麓岸侧端郊面]的")  # 位于沙漠南缘的和田: it happens in 和田
_LYING = re.compile(r"(?:位于|地处|坐落于|坐落在|落户|落户于|落户在|入驻|进驻|扎根|注册在)[“《]?$")
_OBLIQUE = re.compile(
    r"(?:对|向|与|和|同|跟|把|将|给|被|占|按|按照|根据|据|凭|凭借|通过|依托|围绕|以|从|由|为|比|超过|超越|来自|面向|服务|对接|接轨|融入|连接|链接|辐射|带动|助力|推动|促进|支持|如|作为|除|除了|随着|因|于是|距|距离|离|往|自|经|沿|至|到|达到|引领|关于|针对|对于|替|相当于|仅次于|打造|建设|发展|形成|培育|引进|布局|设立|成立|创建|建成|获批|入选|被誉为|深化|优化|升级|规范|启动|实施|开展|推行|组织|落实)[“《]?$"
)
_RELATIVE = re.compile(r"[”》]?[^,。;:的、\d\s]{1,5}的(?=\d)")


def _is_mentioned(name: _Name) -> bool:
    """Say whether the name is only part of what is spoken of: 苏州|至上海只需…, 最大的园区|——…, 湖北|姑娘, 这样的|企业."""
    if name.before.endswith(("这样的", "类似的", "此类")):
        return True
    return name.goes_on(_ROUTE) or name.goes_on(_EXPLAINED) or name.goes_on(_HIS_HOME)


_ROUTE = re.compile(
    r"(?:到|至|往返)(?![\d“这达今去明年目现])[^,。;:]{1,6}(?:最快|仅|只|用时|的?(?:高铁|城际|铁路|高速|航线|班列|距离|车程))"
)
_EXPLAINED = re.compile("[^,。;:、—“”]{2,18}——")  # 西部最大的园区——…: what is meant is named after it
_HIS_HOME = re.compile(r"[省市县区]?(?:籍|姑娘|小伙|女孩|男孩|妹子|汉子|媳妇|商人|老板|农民工)")  # 湖北|姑娘


def _opens(name: _Name) -> bool:
    """Say whether only words that lead into what is said stand before the name: 目前,|苏州; 记者获悉|苏州; 另一个是|苏州生物产业园."""
    before = name.before
    leads = _POINTED.search(before) or ADVERBS.fullmatch(before) or _REPORTED.search(before)
    return leads is not None or _SHOWS.fullmatch(before) is not None


_POINTED = re.compile("(?:^|[,今年])(?:这[个座片]|该)$")
_REPORTED = re.compile(
    r"(?:显示|表示|指出|介绍|获悉|透露|强调|称|说|了解到|提出|发现|认为|宣布|明确|公布|看到|知道|来看|看来|得知|悉|为例|告诉记者|告诉我们|这里是|这里就是)$"
)
_SHOWS = re.compile("(?:另|其中)?(?:一个|一家|其一|其二|第[一二三四]个)(?:则)?是[“《]?")  # 另一个是|苏州生物产业园


def _is_called(name: _Name) -> bool:
    """Say whether what it is stands between 在 and the name: 在老工业基地|芜湖."""
    called = _CALLED.search(name.before) if name.kinds <= _CALLED_SO else None
    return called is not None and _only_nouns(called["what"])


_CALLED = re.compile(r"在(?P<what>[^,。;、的在“”]{2,8})$")  # 在老工业基地芜湖
_CALLED_SO = PLACES | {"Cluster", "Company", "ResearchInstitute", "University"}


def _tells_of_itself(name: _Name) -> bool:
    """Say whether something is learnt from the name, which tells of itself: 记者从|苏州市工信局|获悉,…."""
    return name.kind in _LOCAL and _SOURCE.search(name.before) is not None and name.goes_on(_TOLD_BY)


_LOCAL = SITES | {"GovernmentBody"}
_SOURCE = re.compile(r"(?:从|据)[“《]?$")
_TOLD_BY = re.compile(
    r"[”》]?(?:[^,。;:]{0,6}(?:获悉|得知|了解到|传来)|(?:最新|的)?(?:统计|数据|消息|通报|介绍|发布|公布))"
)


def _does_it(name: _Name) -> bool:
    """Say whether the words before the name make it what is counted, who builds, or what has been set up and is spoken of."""
    before = name.before
    if name.kind == "Program" and _OF_ALL.search(before):
        return True
    if name.kind == "Company" and (_SUM.search(before) or (_BY.search(before) and name.goes_on(_BUILDS))):
        return True
    return name.kind in _SET_UP and name.mark == "," and _SETS_UP.search(before) is not None


_OF_ALL = re.compile(r"全国的?[“《]?$")  # 全国创新型产业集群试点共61个 counts the programme
# 总投资50亿元|甲公司…项目
_SUM = re.compile(r"总?投资(?:额|总额)?(?:[近约超逾]|超过)?[\d.]+[^\d,。;:、]{0,4}元的?[“《]?$")
_BY = re.compile(r"由[^,。;:的]{0,12}$")
_BUILDS = re.compile(  # 由甲公司|投资建设的…项目
    r"(?:(?:独家|全额|总?投资|出资|斥资|负责|牵头|承担|承建|新建|建设|兴建|打造|开发|建造|运营)[^,。;:的、]{0,8})的[^,。;:]{0,20}?(?:项目|基地|工厂|生产线)"
)
_SET_UP = frozenset(("Company", "Zone", "Organization"))
_SETS_UP = re.compile(
    r"(?:设立|成立|组建|创办|创建|兴建|新建|建起|建成|培育起|培育出|搭建|打造|孵化出|合资成立|共建)了?(?:一[个家座所])?[“《]?$"
)


def _described(name: _Name) -> str:
    """Return the part of a name that a relative clause stands before: 与上海一江之隔的|南通 is told of, not acted on."""
    told = _TOLD_OF.match(name.before)
    if told:
        return "place" if told["at"] else "subject"
    return "subject" if name.mark not in "的,。;、:)" else ""


_TOLD_OF = re.compile(  # what tells of the name after it, which it does not act on: 与上海一江之隔的南通
    r"(?:作为)?(?:这[个座家]|一[个座家])?(?:(?P<at>在)|以[^,。;:、]{1,12}为|拥有|坐拥|盛产|与|和|位于|地处|坐落|毗邻|紧邻|紧靠|靠近|背靠|濒临|处于|身处|被誉为|有着|素有|号称|享有|曾|占地|总?面积|成立于|始建于|建于|诞生于|地跨|横跨|同为|同样)"
)


def _only_nouns(before: str) -> bool:
    rest = before[after_adverbs(before) :]
    return len(rest) <= _LONGEST_APPOSITION and all(w.inner and not w.tag.startswith("v") for w in words(rest))


_LONGEST_APPOSITION = 10  # characters: 副省级城市宁波
