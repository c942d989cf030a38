"""What part a name plays in its clause, by what stands before it: who is spoken of, where it happens, or neither."""

import re

from kg.observe.clauses import ADVERBS, clause_start
from kg.observe.records import PLACES, SITES, Holder
from kg.recognise import Found
from kg.relate.subjects.clauses import CAUSING
from kg.words import words

_LONGEST_APPOSITION = 10  # characters: 副省级城市宁波
_REPORTED = re.compile(
    r"(?:显示|表示|指出|介绍|获悉|透露|强调|称|说|了解到|提出|发现|认为|宣布|明确|公布|看到|知道|来看|看来|得知|悉|为例|告诉记者|告诉我们|这里是|这里就是)$"
)
_OBLIQUE = re.compile(
    r"(?:对|向|与|和|同|跟|把|将|给|被|占|按|按照|根据|据|凭|凭借|通过|依托|围绕|以|从|由|为|比|超过|超越|来自|面向|服务|对接|接轨|融入|连接|链接|辐射|带动|助力|推动|促进|支持|如|作为|除|除了|随着|因|于是|距|距离|离|往|自|经|沿|至|到|达到|引领|关于|针对|对于|替|相当于|仅次于|打造|建设|发展|形成|培育|引进|布局|设立|成立|创建|建成|获批|入选|被誉为|深化|优化|升级|规范|启动)[“《]?$"
)
_SUM = re.compile(
    r"总?投资(?:额|总额)?(?:[近约超逾]|超过)?[\d.]+[^\d,。;:、]{0,4}元的?[“《]?$"
)  # 总投资50亿元|甲公司…项目
_BY = re.compile(r"由[^,。;:的]{0,12}$")
_BUILDS = re.compile(  # 由甲公司|投资建设的…项目
    r"(?:(?:独家|全额|总?投资|出资|斥资|负责|牵头|承担|承建|新建|建设|兴建|打造|开发|建造|运营)[^,。;:的、]{0,8})的[^,。;:]{0,20}?(?:项目|基地|工厂|生产线)"
)
_SET_UP = frozenset(("Company", "Zone", "Organization"))
_IN_TURN = re.compile(r"\d[^,。;:、]{1,10}、$")
_TAKE_TURNS = PLACES | {"Company"}
_ROUTE = re.compile(
    r"(?:到|至|往返)(?![\d“这达今去明年目现])[^,。;:]{1,6}(?:最快|仅|只|用时|的?(?:高铁|城际|铁路|高速|航线|班列|距离|车程))"
)
_LOCAL = SITES | {"GovernmentBody"}
_SETS_UP = re.compile(
    r"(?:设立|成立|组建|创办|创建|兴建|新建|建起|建成|培育起|培育出|搭建|打造|孵化出|合资成立|共建)了?(?:一[个家座所])?[“《]?$"
)
_HIS_HOME = re.compile(r"[省市县区]?(?:籍|姑娘|小伙|女孩|男孩|妹子|汉子|媳妇|商人|老板|农民工)")  # 湖北|姑娘
_SOURCE = re.compile(r"(?:从|据)[“《]?$")
_TOLD_BY = re.compile(
    r"[”》]?(?:[^,。;:]{0,6}(?:获悉|得知|了解到|传来)|(?:最新|的)?(?:统计|数据|消息|通报|介绍|发布|公布))"
)
_LOCATIVE = re.compile(
    r"(?:在|位于|地处|坐落于|坐落在|走进|来到|走入|步入|于|落户|落户于|落地|入驻|进驻|扎根|聚焦)[“《]?$"
)
_TOLD_OF = re.compile(  # what tells of the name after it, which it does not act on: 与上海一江之隔的南通
    r"(?:作为)?(?:这[个座家]|一[个座家])?(?:(?P<at>在)|以[^,。;:、]{1,12}为|拥有|坐拥|盛产|与|和|位于|地处|坐落|毗邻|紧邻|紧靠|靠近|背靠|濒临|处于|身处|被誉为|有着|素有|号称|享有|曾|占地|总?面积|成立于|始建于|建于|诞生于|地跨|横跨|同为|同样)"
)
_EXPLAINED = re.compile("[^,。;:、—“”]{2,18}——")  # 西部最大的园区——…: what is meant is named after it
_POINTED = re.compile("(?:^|[,今年])(?:这[个座片]|该)$")
_CALLED = re.compile(r"在(?P<what>[^,。;、的在“”]{2,8})$")  # 在老工业基地芜湖
_CALLED_SO = PLACES | {"Cluster", "Company", "ResearchInstitute", "University"}
_SIDE = re.compile("[东南西北]{1,2}[部缘麓岸侧端郊面]的")  # 位于沙漠南缘的和田: it happens in 和田
_LYING = re.compile(r"(?:位于|地处|坐落于|坐落在|落户|落户于|落户在|入驻|进驻|扎根|注册在)[“《]?$")
_RELATIVE = re.compile(r"[”》]?[^,。;:的、\d\s]{1,5}的(?=\d)")
_SHOWS = re.compile(
    "(?:另|其中)?(?:一个|一家|其一|其二|第[一二三四]个)(?:则)?是[“《]?"
)  # 另一个是|苏州生物产业园,占地…
_OF_ALL = re.compile(r"全国的?[“《]?$")  # 全国创新型产业集群试点共61个 counts the programme


def role_of(text: str, start: int, first: Found, last: Found, previous: Holder | None) -> str:
    """Return "subject", "place" or nothing for a name by what stands before it in its clause."""
    clause = clause_start(text, start, first.start)
    before = text[clause : first.start]
    if (
        _ROUTE.match(text, last.end)
        or _EXPLAINED.match(text, last.end)
        or _HIS_HOME.match(text, last.end)
        or before.endswith(("这样的", "类似的", "此类"))
    ):
        return ""
    if first.kind in _TAKE_TURNS and _IN_TURN.search(before):
        return "subject"  # 甲区完成120亿元、|乙区完成210亿元
    if previous and previous.start >= clause:
        between = text[previous.end : first.start]
        if between in ("", "的", "省", "市") or re.fullmatch(r"[“《的]?", between):
            return "place" if previous.place_only else "subject"
    if _POINTED.search(before):
        return "subject"
    if ADVERBS.fullmatch(before) or _REPORTED.search(before):
        return "subject"
    if _SHOWS.fullmatch(before):
        return "subject"
    if _LOCATIVE.search(before) and not _SIDE.match(text, last.end):
        return "" if text[last.end : last.end + 1] == "的" and not _LYING.search(before) else "place"
    if {first.kind, last.kind} <= _CALLED_SO and (called := _CALLED.search(before)) and _only_nouns(called["what"]):
        return "place"
    if first.kind == "Program" and _OF_ALL.search(before):
        return "subject"
    if first.kind in _LOCAL and _SOURCE.search(before) and _TOLD_BY.match(text, last.end):
        return "place"  # it tells of itself: 记者从苏州市工信局获悉,…
    if first.kind == "Company" and (_SUM.search(before) or (_BY.search(before) and _BUILDS.match(text, last.end))):
        return "subject"
    if first.kind in _SET_UP and text[last.end : last.end + 1] == "," and _SETS_UP.search(before):
        return "subject"  # 在重庆兴建了甲公司,当年…: what has been set up is spoken of
    if before.rstrip("“《").endswith(CAUSING):
        return "" if text.startswith("的", last.end) else "subject"
    if _OBLIQUE.search(before):
        return ""
    if _RELATIVE.match(text, last.end):
        return "subject"
    if before.endswith("——"):
        return "subject"
    if before.endswith(("的", "的“")):
        told = _TOLD_OF.match(before)
        if told:
            return "place" if told["at"] else "subject"
        return "subject" if text[last.end : last.end + 1] not in "的,。;、:)" else ""
    return "subject" if _only_nouns(before) else ""


def _only_nouns(before: str) -> bool:
    opening = ADVERBS.match(before)
    rest = before[opening.end() :] if opening else before
    return len(rest) <= _LONGEST_APPOSITION and all(w.inner and not w.tag.startswith("v") for w in words(rest))
