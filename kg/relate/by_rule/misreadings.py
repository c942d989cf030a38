"""Fields that a sentence names but that nobody it speaks of works on: where something is used, what signed projects cover, what others make."""

import re

from kg.rules import KIND_CHAR, SECTOR_CHAR

_USED_IN = re.compile(
    r"(?:应用|运用|适用|渗透)(?:到|于|在|至)[^,。;:]{0,4}$|用于(?!发展|建设|扶持|支持|打造)[^,。;:的]{0,14}$"
)
_AFFECTED = re.compile("对(?:现有|传统|整个|当前)?$")
_EFFECT = re.compile("[^,。;:]{0,6}(?:影响|冲击|挑战|压力|威胁)")
_ITS_RULES = re.compile("[^,。;:]{0,6}(?:专业人士|准入|限制|供给侧|资格|许可|乱象|扩大开放|对外开放|监管|招聘)")
_NAMELY = re.compile("(?:[”,]即(?!将)|分别是:?|分别为:?)[^,。;:]{0,36}$")
_A_BASE = re.compile("(?:产业)?(?:基地|园|中心|平台|示范区)")
_FOR_OTHERS = re.compile("为[^,。;:]{0,6}(?:开发|研发|生产|制造|发展)[^,。;:]{0,6}$")
_SERVES = re.compile("[^,。;:]{0,6}提供")
_AT = re.compile(r"在[^,。;:]{0,4}$")
_APPLIED = re.compile(rf"{SECTOR_CHAR}[^,。;:]{{0,8}}(?:应用|场景验证|场景落地)")
_COVERED = re.compile(r"项目[^。;:]{0,30}(?:涵盖|覆盖|涉及|囊括|包括)了?[^,。;:]{0,12}$")
_COVERED_OTHERWISE = re.compile(
    r"(?:事项|数据|清单|措施|场景|民生|货物|班列|展区|展览|展会|论坛|课程|岗位|标准|奖项|消费|声明|法规|条例|规定|保险|贷款|补贴|减税|品类|问题|案件|培训|指标|监测|检查|投资重点"
    r"|政策|系统|卫星)[^。;:]{0,24}(?:涵盖|覆盖|涉及|囊括|包括|横跨)了?[^,。;:]{0,12}$"
)  # what public services, goods and shows cover is no business of the place
_SHARE = re.compile("增加值(?:占|增速|同比|比重|比上年|增长)")  # of all that a place produces
_SEEN = re.compile(
    r"(?:察看|参观|考察|观摩|体验|观看|了解(?!到)|询问|调研|听取|探访|来自于|服务于|得益于|依赖)(?:了)?[^,。;:\ue000-\ue03f]{0,4}$"
    r"|(?:协议|备忘录|合作|对接)[^。;]{0,24}(?:涵盖|涉及|包括)[^,。;]{0,12}$|合作,在$"
)
_SHARED = re.compile(r"(?:等)?[^,。;:\ue000-\ue03f]{0,2}(?:合作|交流|对话|磋商|经贸)(?!区|社|示范|平台|基地)")
_GIVEN_UP = re.compile(
    r"(?:退出|关停|淘汰|压减|取缔|拒绝|严禁|禁止|叫停|限制|腾退|疏解|迁出|告别|摆脱|不再|取代|替代|远离)(?:了|全部|一般性?|低端|落后|传统|高耗能|的)*[^,。;:\ue000-\ue03f]{0,3}$"
)
_GOES = re.compile(r"[^,。;:\ue000-\ue03f]{0,6}(?:下降|退出|淘汰|萎缩|关停|压减|过剩|下滑|停产|破产|迁出)")
_MADE_BY_ANOTHER = re.compile(
    rf"[^,。;]{{0,6}}的(?:(?:这|那|一|该|某)[家个位][^,。;]{{0,6}}(?:企业|公司|团队|工厂|机构|厂商)|[^,。;的]{{0,4}}{KIND_CHAR['Person']})"
)


def misread(text: str, at: int) -> str:
    """Return why the fields in the slot at ``text[at]``, a sentence in slots, are nobody's, or nothing."""
    if _USED_IN.search(text, max(0, at - 16), at) or (
        _AT.search(text, max(0, at - 5), at) and _APPLIED.match(text, at)
    ):
        return "the field is where something is used"
    if _COVERED.search(text, max(0, at - 52), at):
        return "the field is what projects cover"
    if _COVERED_OTHERWISE.search(text, max(0, at - 44), at):
        return "the field is what a service, goods or a show cover"
    if _GIVEN_UP.search(text, max(0, at - 14), at) or _GOES.match(text, at + 1):
        return "the field is given up"
    if _SEEN.search(text, max(0, at - 44), at) or _SHARED.match(text, at + 1):
        return "the field is what is looked at or worked on with others"
    if _NAMELY.search(text, max(0, at - 40), at) and _A_BASE.match(text, at + 1):
        return "the field is that of one of the bases listed"
    if _FOR_OTHERS.search(text, max(0, at - 16), at) and _SERVES.match(text, at + 1):
        return "the field is what somebody else is helped with"
    if (_AFFECTED.search(text, max(0, at - 3), at) and _EFFECT.match(text, at + 1)) or _ITS_RULES.match(text, at + 1):
        return "the field is what something else bears on"
    return "the field is a part of the accounts" if _SHARE.match(text, at + 1) else ""


def made_by_another(text: str, at: int) -> bool:
    """Say whether the field in the slot at ``text[at]`` is what someone without a name makes: 生产钢材的这家企业."""
    return bool(_MADE_BY_ANOTHER.match(text, at + 1))


_HOUSES = "".join(KIND_CHAR[kind] for kind in ("ResearchInstitute", "University", "Company", "Organization"))
_JUST_FOUNDED = re.compile(
    rf"(?:成立|设立|组建|创办|创立|建立|共建|办起)了?(?!的)[^{_HOUSES}、,。;:]{{0,12}}[{_HOUSES}]"
)


def founded_before(text: str, start: int, end: int) -> bool:
    """Say whether a body is founded between ``start`` and ``end``: who then takes an office takes it there, not in its founder."""
    return bool(_JUST_FOUNDED.search(text, start, end))


def done_by_what_is_built(text: str, verb: int) -> bool:
    """Say whether the clause before ``verb`` tells of building a zone, which then does the deed: 同意设立某新区,|带动某省发展."""
    return bool(_BUILDS_A_ZONE.search(text, 0, verb))


_BUILDS_A_ZONE = re.compile(
    f"(?:设立|建设|推进|支持|加快)[^,。;:\ue000-\ue03f]{{0,6}}(?:{KIND_CHAR['Region']}?){KIND_CHAR['Zone']}[^。;:]{{0,30}},(?:有利于|对于|对|为)?[^,。;:]{{0,4}}$"
)
