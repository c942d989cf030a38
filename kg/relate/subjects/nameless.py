"""Who acts in a clause and has no name that is read: 企业|已…, 一批项目|…, 生物医药片区|规划…."""

import re

from kg.relate.slots import Slotted
from kg.relate.subjects.clauses import OTHER

# What is made use of acts for its user: 设立基金支持…, 作为龙头企业带动….
_MEANS = re.compile(
    r"(?:作为|吸纳|联合|整合|会同|联手|携手|汇聚|设立|成立|组建|出资|安排|拿出|投入|通过|利用|发挥|借助|依托|搭建|建设|打造|建立|运用|出台|派出|组织)[^,。;:\ue000-\ue03f]{0,12}$"
)
_UNNAMED_CLAUSE = re.compile(
    r"(?:^|[,;:])[^,。;:了]{0,3}[0-9]+个[^,。]{0,10}项目,$|项目[0-9]+个,$|(?:^|[,;:])(?:目前|如今|现在|近年来|今年|去年|同时|此外|而|但|还有|其中)?"
    r"(?:(?:各地|我国|他们?|她们?|我们|它们|记者|专家|这家|一批|许多|不少|会议|规划|纲要|《[^》]*》|工作人员|有关部门|总书记|总理)(?!的)"
    r"|[0-9]+[家个](?:国家级?)?(?:高新区|经开区|自创区|企业|园区)|(?:国家|企业|公司|研究院|研究所|实验室|创新中心|联盟|示范区|合作区|全国|中国)(?:将|要|共有|已有|经过|作为|通过|已|也|在|还|正|都|就|可以|能|不断|出台|加快|支持|鼓励|先后))"
)
# A clause may begin with a park or district that is not read as a name: ;生物医药片区规划用地3000亩,涵盖…. The verb behind it
# makes it the subject; a verb or preposition before it would make it what something is done to.
_DONE_TO_IT = (
    "在建设打造推进加支持鼓励引导动发挥形成实施完善促提构立启成依托围绕做聚优化以把将对为向从通过利用按照根据到与和及由被让使位落入引吸集"
    "拥有该本这整全各产是占超达"
)
_UNREAD_SUBJECT = re.compile(
    rf"[,;:](?:其中|同时|而|但|此外|另外)?,?(?![{_DONE_TO_IT}])[^,。;:的、]{{1,12}}(?:园区|片区|园|新城|新区|板块|基地|开发区|高新区|经开区|示范区)"
    r"(?:则|规划|将|以|也|还|正|已|主要|重点|着力|加快|积极|充分|大力|围绕|立足|依托|聚焦|主攻|深耕|携手|联合|定位|占地|总|拥有|集聚|聚集|汇聚|建设|发展|布局|$)"
    rf"|[,;:](?![{_DONE_TO_IT}])[^,。;:的、]{{2,24}}(?:有限公司|股份公司)(?:投资|计划|拟|将|已|与|和|也|还|在|以|总|[,])"
    r"|(?:研究院|研究所|研究中心|创新中心|实验室|公司|联盟|平台|产业园|项目)(?:正式|顺利|也|同时|在[^,。;:]{1,8})?(?:成立|揭牌|挂牌|落户|投用|开业|落成|开园|启动运行),"
)
_OPENS_OBLIQUE = re.compile(
    r"(?:还|并|又|也)?(?:为|对|向|在|与|和|将|把|由|从|以|通过|围绕|依托|按照|根据|针对|随着|面向|除了?)"
)
_IS = ("是", "为", "系")  # 甲是|一家从事…的公司: what it is


def someone_acts(sentence: Slotted, start: int, at: int) -> re.Match[str] | None:
    """Return the words for someone without a name whom the clause from ``start`` on speaks of at ``at``: 企业|已…."""
    text = sentence.text
    someone = OTHER.search(text, start, at)
    if someone is None or _OPENS_OBLIQUE.match(text, start):
        return None
    begins = someone.start()
    if text.endswith(_IS, start, begins) or _MEANS.search(text, start, begins) or _served(text, begins):
        return None
    return someone


def someone_opens(sentence: Slotted, end: int) -> bool:
    """Say whether a clause that begins before ``end`` opens with one of a class as its subject: 园区|以…为原则,聚焦…."""
    return _OPENS.search(sentence.text, 0, end) is not None


_OPENS = re.compile(
    r"(?:^|[,;:])(?:目前|如今|近年来|同时|此外|整个|全)?(?:园区|片区|开发区|高新区|经开区|新区|基地|项目|公司|企业|集团|团队|平台|研究院|实验室)"
    r"(?:将|要|以|已|也|还|正|则|按照|根据|通过|立足|依托|坚持|紧扣|突出|规划|占地|总|由|位于|坐落)"
)


def _served(text: str, at: int) -> bool:
    """Say whether something is done for whoever is spoken of at ``at``: 科大讯飞为|企业提供…."""
    return text.endswith(("为", "向", "给"), 0, at) and not text.endswith(("作为", "成为", "因为"), 0, at)


def speaks_of_another(sentence: Slotted, start: int, end: int) -> bool:
    """Say whether a clause between ``start`` and ``end`` has a subject that is not read as a name."""
    return bool(_UNNAMED_CLAUSE.search(sentence.text, start, end) or _UNREAD_SUBJECT.search(sentence.text, start, end))
