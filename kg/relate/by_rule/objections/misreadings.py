"""Fields that a sentence names but that nobody it speaks of works on: where something is used, what signed projects cover, what others make.

Each is asked where the field stands: ``at`` in ``text``, the slotted text of the sentence.
"""

import re

from kg.rules.slots import SECTOR_CHAR


def used_there(text: str, at: int) -> bool:
    """Say whether the field is where something is used: 应用到|医疗, 在|医疗领域的应用."""
    applied = _AT.search(text, max(0, at - 5), at) and _APPLIED.match(text, at)
    return bool(_USED_IN.search(text, max(0, at - 16), at) or applied)


_USED_IN = re.compile(
    r"(?:应用|运用|适用|渗透)(?:到|于|在|至)[^,。;:]{0,4}$|用于(?!发展|建设|扶持|支持|打造)[^,。;:的]{0,14}$|推向[^,。;:]{0,4}$"
)
_AT = re.compile(r"在[^,。;:]{0,4}$")
_APPLIED = re.compile(rf"{SECTOR_CHAR}[^,。;:]{{0,8}}(?:应用|场景验证|场景落地)")


def covered_by_projects(text: str, at: int) -> bool:
    """Say whether the field is what signed projects cover: 项目涵盖|新能源."""
    return bool(_COVERED.search(text, max(0, at - 52), at))


_COVERED = re.compile(r"项目[^。;:]{0,30}(?:涵盖|覆盖|涉及|囊括|包括)了?[^,。;:]{0,12}$")


def covered_otherwise(text: str, at: int) -> bool:
    """Say whether the field is what public services, goods or shows cover, which is no business of the place."""
    return bool(_COVERED_OTHERWISE.search(text, max(0, at - 44), at))


_COVERED_OTHERWISE = re.compile(
    r"(?:事项|名单|品种|服务平台|试点产品|数据|清单|措施|场景|民生|货物|班列|展区|展览|展会|论坛|课程|岗位|标准|奖项|消费|声明|法规|条例|规定|保险|贷款|补贴|减税|品类|问题|案件|培训|指标|监测|检查|投资重点"
    r"|政策|系统|卫星)[^。;:]{0,24}(?:涵盖|覆盖|涉及|囊括|包括|横跨)了?[^,。;:]{0,12}$"
)


def covered_by_scenes(text: str, at: int) -> bool:
    """Say whether the field is one of those that scenes of use, projects or a campaign cover: 涉及|智慧城市|的应用场景."""
    return bool(_COVERS.search(text, max(0, at - 20), at) and _SCENES.match(text, at + 1))


_COVERS = re.compile("(?:涵盖|覆盖|涉及|囊括|包括)[^,。;:]{0,16}$")
_SCENES = re.compile(
    "[^,。;:\ue000-\ue03f]{0,6}的(?:[^,。;:]{0,12}场景|[^,。;:]{1,12}(?:项目|工作组))|[^,。;:\ue000-\ue03f]{0,4}换新"
    "|[^,。;:\ue000-\ue03f]{0,4}[0-9]+多?[项场个][^,。;:]{0,8}(?:活动|项目|标准|认证)"
)


def ailing(text: str, at: int) -> bool:
    """Say whether the field is only where something has to be mended: 针对|燃气、建筑施工|等领域,解决突出问题."""
    return bool(_AIMED_AT.search(text, max(0, at - 20), at) and _TROUBLED.match(text, at + 1))


_AIMED_AT = re.compile("针对[^,。;:]{0,16}$")
_TROUBLED = re.compile("[^。;:]{0,28}?(?:风险|隐患|难题|突出问题|监管|事故|乱象)")


def put_into_support(text: str, at: int) -> bool:
    """Say whether the field is put into what is paid for or agreed on: 将|农机|纳入补贴范围."""
    return bool(_PUT_INTO.match(text, at + 1))


_PUT_INTO = re.compile("[^,。;:\ue000-\ue03f]{0,12}纳入[^,。;:]{0,16}(?:补贴|补助|政策|协定|协议|支持|医保|保障|监管)")


def given_up(text: str, at: int) -> bool:
    """Say whether the field is given up: 淘汰|煤炭, |煤炭|退出."""
    return bool(_GIVEN_UP.search(text, max(0, at - 14), at) or _GOES.match(text, at + 1))


_GIVEN_UP = re.compile(
    r"(?:退出|关停|淘汰|压减|取缔|拒绝|严禁|禁止|叫停|限制|腾退|疏解|迁出|告别|摆脱|不再|取代|替代|远离)(?:了|全部|一般性?|低端|落后|传统|高耗能|的)*[^,。;:\ue000-\ue03f]{0,3}$"
)
_GOES = re.compile(r"[^,。;:\ue000-\ue03f]{0,6}(?:下降|疏解|退出|淘汰|萎缩|关停|压减|过剩|下滑|停产|破产|迁出)")


def seen_or_shared(text: str, at: int) -> bool:
    """Say whether the field is what is looked at, or worked on with others: 参观|航天, |能源|合作."""
    return bool(_SEEN.search(text, max(0, at - 44), at) or _SHARED.match(text, at + 1))


_SEEN = re.compile(
    r"(?:察看|参观|考察|观摩|体验|观看|了解(?!到)|询问|调研|听取|探访|来自于|服务于|得益于|依赖)(?:了)?[^,。;:\ue000-\ue03f]{0,4}$"
    r"|(?:协议|备忘录|合作|对接)[^。;]{0,24}(?:涵盖|涉及|包括)[^,。;]{0,12}$|合作,在$"
)
_SHARED = re.compile(
    r"(?:等)?[^,。;:\ue000-\ue03f]{0,2}(?:合作|交流|对话|磋商|经贸)(?!区|社|示范|平台|基地)"
    r"|[^,。;:\ue000-\ue03f]{0,4}(?:持续|不断|进一步)?(?:深化|加强|拓展|扩大)[^,。;:\ue000-\ue03f]{0,4}合作(?!区|示范)"
)


def of_a_listed_base(text: str, at: int) -> bool:
    """Say whether the field is that of one of several bases that are listed: 分别是|石化|基地、…."""
    return bool(_NAMELY.search(text, max(0, at - 40), at) and _A_BASE.match(text, at + 1))


_NAMELY = re.compile("(?:[”,]即(?!将)|分别是:?|分别为:?)[^,。;:]{0,36}$")
_A_BASE = re.compile("(?:产业)?(?:基地|园|中心|平台|示范区)")


def for_others(text: str, at: int) -> bool:
    """Say whether the field is what somebody else is helped with: 为企业开发|芯片|提供…."""
    return bool(_FOR_OTHERS.search(text, max(0, at - 16), at) and _SERVES.match(text, at + 1))


_FOR_OTHERS = re.compile("为[^,。;:]{0,6}(?:开发|研发|生产|制造|发展)[^,。;:]{0,6}$")
_SERVES = re.compile("[^,。;:]{0,6}提供")


def borne_upon(text: str, at: int) -> bool:
    """Say whether the field is what something else bears on: 对|汽车|的冲击, |教育|监管."""
    affected = _AFFECTED.search(text, max(0, at - 3), at) and _EFFECT.match(text, at + 1)
    return bool(affected or _ITS_RULES.match(text, at + 1))


_AFFECTED = re.compile("对(?:现有|传统|整个|当前)?$")
_EFFECT = re.compile("[^,。;:]{0,6}(?:影响|冲击|挑战|压力|威胁)")
_ITS_RULES = re.compile("[^,。;:]{0,6}(?:专业人士|准入|限制|供给侧|资格|许可|乱象|扩大开放|对外开放|监管|招聘)")


def of_those_present(text: str, at: int) -> bool:
    """Say whether the field is that of people who are present, or what a deed is done on the occasion of: |光伏|企业代表和专家参加."""
    return bool(_PRESENT.match(text, at + 1))


_PRESENT = re.compile(
    "[^,。;:、\ue000-\ue03f]{0,4}(?:代表(?=[^,。;:]{0,16}(?:参加|出席|座谈|发言|交流|表示))|专家|学者|嘉宾|从业者)|[^,。;:]{0,30}之际"
)


def wanted(text: str, at: int) -> bool:
    """Say whether it is jobs or complaints that gather in the field: 人才需求主要集中在|金融."""
    return bool(_WANTED.search(text, max(0, at - 40), at))


_WANTED = re.compile("(?:需求|岗位|诉求|投诉|反映)[^。;:]{0,20}集中(?:在|于|的)?[^,。;:]{0,10}$")


def accounted_for(text: str, at: int) -> bool:
    """Say whether the field is a part of all that a place produces: |工业|增加值占…."""
    return bool(_SHARE.match(text, at + 1))


_SHARE = re.compile("增加值(?:占|增速|同比|比重|比上年|增长)")
