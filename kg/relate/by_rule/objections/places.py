"""Why a thing is not said to lie where a rule puts it, or money to go there, in a sentence that it fits."""

import re

from kg.lexicon import load
from kg.relate.by_rule.objections.reading import Reading
from kg.relate.groups import REGION
from kg.relate.names import lies_in
from kg.relate.subjects.named import OF_ITS_PEOPLE
from kg.rules.slots import KIND_CHAR, SETS, SLOT, slot_class


def another_between(reading: Reading) -> bool:
    """Say whether between who pays and where it goes stands somebody else: 甲在深圳,|乙|投资…."""
    if not (reading.has("s") and reading.has("o")):
        return False
    low, high = sorted((reading.match.start("s"), reading.match.start("o")))
    return bool(_SOMEBODY.search(reading.text, low + 1, high))


_SOMEBODY = re.compile(f"[{slot_class(frozenset(SETS['Body']))}]")


def unrealised(reading: Reading) -> bool:
    """Say whether it was only thought of, or called off: 曾考虑把厂建在…, 取消在…建厂的计划."""
    return bool(_UNREALISED.search(reading.text, max(0, reading.verb - 16), reading.verb))


_UNREALISED = re.compile("(?:考虑过?|否认|取消|放弃|搁置|原定|原计划|曾计划|曾打算|传闻)[^,。;:!?]{0,14}$")


def listed_there(reading: Reading) -> bool:
    """Say whether only its shares are there: 在香港|挂牌上市的甲公司."""
    return reading.has("o") and bool(_SHARES.match(reading.text, reading.match.start("o") + 1))


_SHARES = re.compile(
    "(?:联交所|证交所|[^,。;:、]{0,2}交易所|主板|创业板|科创板|[AHB]股)?(?:成功|正式|顺利)?(?:挂牌)?上市"
)


def elsewhere_too(reading: Reading) -> bool:
    """Say whether what follows a place is another beside it, and does not lie there: 不仅|在甲,乙也…."""
    return reading.text.startswith("在", reading.verb) and reading.text.endswith(_NOT_ONLY, 0, reading.verb)


_NOT_ONLY = ("不仅", "不只", "不光", "不单", "不但", "除了", "除")


def put_by_another(reading: Reading) -> bool:
    """Say whether what comes to a place is what the clause's subject puts there, not the subject: 甲把|乙产业园|放在丙."""
    clause = reading.sentence.clause_start(reading.verb)
    return reading.rule.topic == "subject" and bool(_PUT.search(reading.text, clause, reading.verb))


_PUT = re.compile(f"[把将][^,。;:]{{0,10}}{SLOT}[^,。;:]{{0,4}}$")


def range_of_service(reading: Reading) -> bool:
    """Say whether the range is that of what somebody does, not of a zone: 配送|范围覆盖合肥."""
    return reading.rule.tells == "ranging" and reading.text.endswith(_SERVES, 0, reading.verb)


_SERVES = ("配送", "服务", "业务", "销售", "经营", "辐射", "救援")


def opens_a_branch(reading: Reading) -> bool:
    """Say whether the name of an institute only opens that of its branch: 在济南,|中国科学院|空间技术济南研究院…."""
    if not reading.has("s") or reading.text[reading.match.start("s")] != KIND_CHAR["ResearchInstitute"]:
        return False
    return _BRANCH.match(reading.text, reading.match.start("s") + 1) is not None


_BRANCH = re.compile(f"[^,。;:、和与及在的]{{0,14}}?(?:(?<=..)(?:研究院|研究所|分院)|{KIND_CHAR['ResearchInstitute']})")


def field_of_firm(reading: Reading) -> bool:
    """Say whether what lies there is an oil field, a well or a mine of the firm: 位于塔里木盆地的|甲公司|某某油田."""
    if not reading.has("s") or reading.text[reading.match.start("s")] != KIND_CHAR["Company"]:
        return False
    return _FIELD_OF.match(reading.text, reading.match.start("s") + 1) is not None


_FIELD_OF = re.compile("(?:[“”A-Za-z0-9一-鿿\ue000-\ue03f-]){0,10}?(?:油田|气田|[0-9]井|煤矿|铁矿|探井)")


def owner(reading: Reading) -> bool:
    """Say whether the subject only says whose the thing is that is there: 园区内,甲|旗下的乙."""
    at = reading.match.end("s") if reading.has("s") else 0
    return at == reading.match.end() and bool(_OWNS.match(reading.text, at))


_OWNS = re.compile(f"(?:旗下|下属|所属|控股|全资|子公司)(?:的|全资|控股|子公司|公司){{0,2}}{SLOT}")


def left(reading: Reading) -> bool:
    """Say whether the place is the one that was left: 从|深圳|迁至东莞."""
    at = reading.match.start("o") if reading.has("o") else 0
    return reading.text.endswith("从", 0, at) and bool(_LEAVES.match(reading.text, at + 1))


_LEAVES = re.compile("(?:市|省|地区|等地)?(?:整体)?(?:搬|迁|转移|疏解|撤)")


def of_an_unread_part(reading: Reading) -> bool:
    """Say whether what lies there is a firm that is not read as a name, of the subject: 甲集团控股的某某压缩位于乙."""
    return reading.has("s") and bool(_UNREAD_PART.match(reading.text, reading.match.end("s"), reading.verb))


_UNREAD_PART = re.compile("(?:控股|旗下|下属|所属|全资|参股)(?:的|全资|控股){0,2}[^,。;:\ue000-\ue03f]{2,12}$")


def its_people(reading: Reading) -> bool:
    """Say whether who is there are people or goods of the subject, or a part of it: 甲派出的团队常驻…, 其分院放在…."""
    clause = reading.sentence.clause_start(reading.verb)
    start = reading.match.end("s") if reading.has("s") else clause
    moved = _MOVED.search(reading.text, start, max(start, reading.verb))
    return bool(moved or (not reading.has("s") and _ITS_PART.match(reading.text, clause, reading.verb)))


_MOVED = re.compile(
    "(?:的|派出的)[^,。;:]{0,4}(?:团队|产品|专家|客户|人员|员工|代表|队伍|技术|设备|学生|毕业生|工程师)[^,。;:]{0,4}$"
)
_ITS_PART = re.compile("(?:另一?|一)[个座家]|其(?!中|总部)[^,。;:]{0,12}(?:分院|分中心|子公司|分公司|产品|专家|团队)")


def of_what_lies_there(reading: Reading) -> bool:
    """Say whether the subject does something to what lies in the place: 甲接手了|位于乙的丙."""
    if not reading.has("s") or not reading.has("o") or reading.match.start("s") > reading.match.start("o"):
        return False
    follows = _OF_IT.match(reading.text, reading.match.end("o"))
    if follows and reading.match.end("s") == reading.verb and follows.group()[-1] in _HOUSES:
        return True  # 甲大学|落户乙园的|丙研究院
    return bool(follows) and bool(_TRANSITIVE.search(reading.text, reading.match.end("s"), reading.verb))


_OF_IT = re.compile(f"(?:市|区|内|境内)?的[^,。;:]{{0,10}}{SLOT}")
_HOUSES = "".join(KIND_CHAR[kind] for kind in ("ResearchInstitute", "Company", "Organization"))
_TRANSITIVE = re.compile(
    "(?:[^到]了|过|来到|走到|走进|走访|考察|参观|访问|收购|并购|接手|携手|联合|牵手|访)[^,。;:]{0,2}$"
)


def beside(reading: Reading) -> bool:
    """Say whether the places named are those that something lies between or beside: 位于合肥和南京|中间."""
    return reading.has("o") and bool(_BESIDE.match(reading.text, reading.match.end("o")))


_BESIDE = re.compile(
    "(?:两地|两市|两省)?(?:之间|中间|毗邻|附近|之外|以外|以[东南西北]|隔[江海河])|的?(?:姊妹|兄弟|友好)"
)


def in_parts(reading: Reading) -> bool:
    """Say whether parts of what is taken to lie in a zone make it up, so that the zone lies there: 由渝北区|部分区域组成."""
    if not reading.has("s") or (reading.has("o") and reading.text[reading.match.start("o")] == KIND_CHAR["Region"]):
        return False
    at = reading.match.start("s")
    return reading.text[at] == KIND_CHAR["Region"] and bool(_PARTS_OF_IT.match(reading.text, at + 1))


_PARTS_OF_IT = re.compile("(?:等|的|全部|大部分?|各)?(?:部分|行政区域|全域|全境|局部|一部分)(?!项目|企业)")


def sets_up(reading: Reading) -> bool:
    """Say whether the money sets up what is named: 投资3亿元建起|研究院 founds it."""
    named = reading.match.start("o") if reading.has("o") else reading.verb
    in_place = reading.text[named] in (KIND_CHAR["Zone"], KIND_CHAR["Region"])
    return not in_place and bool(_SETS_UP.search(reading.text, reading.verb, max(reading.verb, named)))


_SETS_UP = re.compile("建起|建成|建设|成立|设立|组建|创办|打造|兴建")


def holds_those_behind(reading: Reading) -> bool:
    """Say whether the places that would lie somewhere only say in what those behind them lie: 包括江苏、安徽|两省的南京、滁州."""
    return reading.has("s") and bool(_HOLDS.match(reading.text, reading.match.end("s")))


_HOLDS = re.compile(f"[两二三四五六七八九0-9]个?[省市区县州地]+的[{slot_class(frozenset(SETS['Place']))}]")


def made_use_of(reading: Reading) -> bool:
    """Say whether those who are in the place only make use of what is named: 在义乌,商户借助|科大讯飞的平台接单."""
    if not (reading.has("s") and reading.has("o")) or reading.match.start("s") < reading.match.start("o"):
        return False
    return bool(_MADE_USE_OF.search(reading.text, reading.match.end("o"), reading.match.start("s")))


_MADE_USE_OF = re.compile("借助|得益于|依托|支持|受益于|凭借|对标|这批|运用|使用|参照|按照")


def gathered_elsewhere(reading: Reading) -> bool:
    """Say whether what gathers does so at what is named behind, not in the topic: 聚集|在甲公司门前."""
    behind = reading.rule.topic == "object" and reading.has("s") and reading.match.start("s") > reading.verb
    return behind and any(reading.text.startswith(("在", "于", "到", "至"), end) for end in reading.verb_ends)


def goods_of(reading: Reading) -> bool:
    """Say whether what a place gets are goods that the subject makes: 引进|中车|C80列车."""
    behind = reading.has("s") and reading.match.start("s") > reading.verb
    return behind and _GOODS.match(reading.text, reading.match.start("s") + 1) is not None


_GOODS = re.compile("[A-Za-z0-9][A-Za-z0-9—-]{0,8}[\u4e00-\u9fff]|(?:的)?(?:客机|飞机|机型|车型|列车|产品|订单)")


def of_people_from(reading: Reading) -> bool:
    """Say whether 的 joins a region to one that it is not known to hold, or to the people of one: 广东的|湖北企业."""
    if not (reading.opens_with("o") and reading.has("s") and _OF.fullmatch(reading.match.group()[1:-1])):
        return False
    inner, outer = (reading.sentence.group(reading.match.start(slot)) for slot in "so")
    if not inner.kinds == outer.kinds == REGION:
        return False
    if OF_ITS_PEOPLE.match(reading.text, reading.match.end()):
        return True
    around = load().entry(outer.names[-1].name, "Region")
    supra = around is not None and around.sort == "supra"
    return not supra and not all(lies_in(name.name, outer.names[-1].name) for name in inner.names)


_OF = re.compile("(?:地区)?的")


def of_a_range(reading: Reading) -> bool:
    """Say whether the region is only that in which something is the first or the largest: 亚洲|首个光源."""
    if not reading.has("o") or not _FIRST_OF.match(reading.text, reading.match.end("o")):
        return False
    group = reading.sentence.group(reading.match.start("o"))
    return any(entry and entry.sort in _RANGES for entry in (load().entry(n.name, "Region") for n in group.names))


_FIRST_OF = re.compile("(?:的)?(?:首[个家座]|第一[个家]|唯一)")
_RANGES = ("supra", "foreign")
