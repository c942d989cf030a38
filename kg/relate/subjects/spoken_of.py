"""Whom a clause speaks of: one of the topics that its sentence sets or that were carried to it, or nobody that is named."""

import re

from kg.recognise.candidates import FIELDS, PLACES
from kg.relate.slots import Group, Slotted
from kg.relate.subjects.clauses import DOING, OTHER, without_subject
from kg.relate.subjects.topics import Topic
from kg.rules import KIND_CHAR, SECTOR_CHAR

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
    r"(?:则|规划|将|以|也|还|正|已|主要|重点|着力|加快|积极|充分|大力|围绕|立足|依托|聚焦|主攻|深耕|携手|联合|定位|占地|总|拥有|集聚|聚集|汇聚|建设|发展|布局)"
    r"|(?:研究院|研究所|研究中心|创新中心|实验室|公司|联盟|平台|产业园|项目)(?:正式|顺利|也|同时|在[^,。;:]{1,8})?(?:成立|揭牌|挂牌|落户|投用|开业|落成|开园|启动运行),"
)
# Who has no name but works in a place speaks for the place: 在包头，晶硅企业形成….
_LOCAL_WORD = re.compile(r"企业|公司|项目|工厂|车间|基地|平台|团队|这个|这家|一家|不少|许多")
_OPENS_OBLIQUE = re.compile(
    r"(?:还|并|又|也)?(?:为|对|向|在|与|和|将|把|由|从|以|通过|围绕|依托|按照|根据|针对|随着|面向|除了?)"
)


def find_topic(
    sentence: Slotted, own: list[Topic], carried: list[Group], at: int, kinds: frozenset[str], local: bool = False
) -> tuple[Group | None, str]:
    """Return the group that the clause at ``at`` speaks of, or why there is none.

    Args:
        sentence: the sentence.
        own: the sentence's topics.
        carried: the topics of the sentences before it in the paragraph, latest last.
        at: where in the slotted text the verb stands.
        kinds: which kinds fit.
        local: a place stands for the firms without a name that a sentence finds there.
    """
    start = sentence.clause_start(at)
    if local and _PERSON_ACTS.search(sentence.text, start, at):
        return None, "the clause speaks of a person"
    own = [t for t in own if t.speaks]
    meant = [t for t in own if start <= t.at < at and t.at not in sentence.group_at]
    other = None if meant else OTHER.search(sentence.text, start, at)
    if other and sentence.text.endswith(("是", "为", "系"), start, other.start()):
        other = None  # 甲是|一家从事…的公司: what it is
    if other and (_MEANS.search(sentence.text, start, other.start()) or _served(sentence.text, other.start())):
        other = None
    if other and not _OPENS_OBLIQUE.match(sentence.text, start):
        place = _place_of(own, at, kinds) if local and _LOCAL_WORD.match(sentence.text, other.start()) else None
        return (place, "") if place else (None, "the clause speaks of someone without a name")
    subjects = [t for t in own if t.at < at and not t.locative]
    here = [t for t in subjects if t.at >= start]
    for topic in reversed(here):
        return (topic.group, "") if topic.group.kinds & kinds else (None, "the clause's subject is of another kind")
    segment = sentence.text.rfind(";", 0, at)
    if _TRADE_OPENS.match(sentence.text, segment + 1):  # 光伏产业,…;|氢能产业,…: of the place, not of the firms before
        own = [t for t in own if t.at > segment or t.group.kinds <= _PLACES_OF_TRADES]
        subjects = [t for t in subjects if t in own]
    places = [t for t in own if t.at < at and t.locative and len(t.group.names) < _MANY]
    earlier = [t for t in places if t.at > segment >= 0 and not any(s.at > segment for s in subjects)]
    for topic in [*reversed(earlier), *reversed(subjects), *reversed(places)]:
        if topic.group.kinds & kinds:
            if _of_another(sentence, topic.at + 1, _phrase_start(sentence, at)):
                return None, "a clause in between speaks of someone without a name"
            return topic.group, ""
    if not _adverbial(sentence, start, at):
        return None, "the clause opens with words that may be its subject"
    if any(not topic.group.kinds <= FIELDS for topic in subjects):
        place = _only_place(sentence, start) if local else None
        return (place, "") if place else (None, "the sentence's subject is of another kind")
    closes = next((i for i in range(at, len(sentence.text)) if sentence.text[i] in ";。"), len(sentence.text))
    for topic in own:
        if closes > topic.at > at and not topic.locative and topic.group.kinds & kinds:
            return topic.group, ""  # the verb stands before its subject: 聚焦冶金、化工，山东启动…
    if _of_another(sentence, 0, at):
        return None, "a clause before speaks of someone without a name"
    for group in reversed(carried):
        if group.kinds & kinds:
            if group.kinds <= _LISTED and len(group.names) >= _MANY:
                return None, "so many were spoken of before that none of them is meant"
            return group, ""
    return None, "nothing is named that the clause could speak of"


_TRADE_OPENS = re.compile(f"{SECTOR_CHAR}(?:方面)?[,:]")
_PLACES_OF_TRADES = frozenset((*PLACES, "Cluster"))


def _of_another(sentence: Slotted, start: int, end: int) -> bool:
    """Say whether a clause between ``start`` and ``end`` has a subject that is not read as a name."""
    return bool(_UNNAMED_CLAUSE.search(sentence.text, start, end) or _UNREAD_SUBJECT.search(sentence.text, start, end))


def brought_to(sentence: Slotted, at: int) -> Group | None:
    """Return whom the clause's subject brings to do what the verb at ``at`` says: 科技部支持|苏州|开展试点, 要求|市政府|加强领导."""
    brought = _BRINGS.search(sentence.text, max(0, at - 16), at)
    return sentence.groups[sentence.group_at[brought.start(1)]] if brought else None


_BRINGS = re.compile(
    "(?:支持|指导|帮助|协助|帮扶|鼓励|引导|推动|同意|批准|要求|责成|督促|允许|委托)[\ue000-\ue03f]?([\ue000-\ue03f])"
    "(?:等[地市企业]{0,2})?(?:深入|加快|积极|大力|进一步|率先|全面|着力|持续|切实|认真|先行)*$"
)
_PERSON_ACTS = re.compile(
    rf"(?:^|[,;:。])(?:而|但|如今|目前)?{KIND_CHAR['Person']}(?:和[^,。;:、]{{1,8}}?)?(?:{DOING}|只需|一直|长期)*+$"
)


def _phrase_start(sentence: Slotted, at: int) -> int:
    """Return where the phrase begins that goes on at ``at``: 一批|精品钢项目, 一批|涉及光伏的成果 are spoken of, not somebody else."""
    return at - 2 if sentence.text.startswith(_SEVERAL, at - 2) else at


_SEVERAL = ("一批", "许多", "不少")


def _only_place(sentence: Slotted, start: int) -> Group | None:
    """Return the one place that the clauses before ``start`` name: 甲、乙撑起了柳州半边天,|钢铁产值….

    The firms that stand before it are not what 三大支柱产业 are those of.
    """
    text = sentence.text
    before = [(at, sentence.groups[number]) for at, number in sentence.group_at.items() if at < start]
    places = [group for at, group in before if group.kinds <= PLACES and "、" not in text[at - 1 : at + 2 : 2]]
    return places[0] if len(places) == 1 and len(places[0].names) == 1 else None


def _served(text: str, at: int) -> bool:
    """Say whether something is done for whoever is spoken of at ``at``: 科大讯飞为|企业提供…."""
    return text.endswith(("为", "向", "给"), 0, at) and not text.endswith(("作为", "成为", "因为"), 0, at)


def nearest(sentence: Slotted, at: int, kinds: frozenset[str]) -> Group | None:
    """Return the last group before ``at`` that holds one of ``kinds``: 研究方向 is that of the institute just named."""
    before = [(slot, sentence.groups[number]) for slot, number in sentence.group_at.items() if slot < at]
    fitting = [(slot, group) for slot, group in before if group.kinds & kinds]
    lies = [slot for slot, _ in fitting if sentence.text.endswith(_LIES, 0, slot)]
    return next((group for slot, group in reversed(fitting) if slot not in lies or len(lies) == len(fitting)), None)


_LIES = ("位于", "坐落于", "坐落在", "地处", "选址", "落户", "落户于")


_MANY = 3  # who does something in so many places is no place
_LISTED = frozenset(
    (*PLACES, "Company")
)  # so many offices may do something together, and the next sentence say more of it


def _adverbial(sentence: Slotted, start: int, at: int) -> bool:
    """Say whether nothing before ``at`` could be the clause's subject; a name after 在 could not: 在光伏领域，常州领先."""
    end = at - 1 if at in sentence.group_at and sentence.text.startswith("在", at - 1) else at
    return without_subject(sentence, start, max(start, end))


def _place_of(own: list[Topic], at: int, kinds: frozenset[str]) -> Group | None:
    return next((t.group for t in reversed(own) if t.at < at and t.locative and t.group.kinds & kinds), None)
