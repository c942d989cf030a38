"""What a clause speaks of: its subject, the place it opens with, or what the paragraph has been about."""

import re
from bisect import insort
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from operator import attrgetter
from typing import NamedTuple

from kg.recognise.candidates import FIELDS, PLACES
from kg.relate.anaphora import may_refer, referent
from kg.relate.slots import Group, Slotted
from kg.rules import KIND_CHAR, slot_class

# Nothing is given back (*+): 时时时… must not be read in 2^n ways.
_ADVERB = re.compile(
    r"(?:[“”()【《》*#\s]|总?投资(?:额)?[0-9.]+[百千万亿]*元的?|[一二三四五六七八九十]+、|[0-9]+[.、]|仅|目前|如今|现在|当前|眼下|近年来|近日|日前|近期|今年以来|今年|去年|前年|明年|同时|其中|此外|另外|而且|因此|所以|于是|故而|为此|随后|未来|下一步|接下来|不仅|而|并|也|还|又|则|已经?|正在?|将|"
    r"据介绍|据了解|比如|例如|如|像|以来|多年来|这些年|这几年来?|截至目前|截至|到|至|[0-9]+年[末底初]?|[0-9]+月份?|[0-9]+日|[一二三四]季度|[上下]半年|前[0-9一二三四五六七八九十]+个?月|以|作为|"
    r"一方面|另一方面|各?有关(?:部门|单位|地区)(?:和(?:单位|地区))?(?:以及|和|及|、)|至此|由此|从此|首先|其次|最后|特别是|尤其是|第[一二三四五六七八九十百]+[条章节]|近几年|过去|长期以来|“?十[一二三四五]五”?(?:期间|时期|以来)?|自|从|由于|随着|地处|位于|(?:短短|不到|仅用?|只用了?)?[0-9一二三四五六七八九十两几]+(?:年|个月)多?(?:下来|间|里|的?时间[里内]?)|[^\ue000-\ue03f,。;:]{0,8}(?:以来|期间|后|时|前))*+"
)
_LOCATIVE_VERBS = ("在", "走进", "来到", "地处", "位于", "作为")
_LOCATIVE = re.compile(r"(?:^|[,。;:!?])[^,。;:!?\ue000-\ue03f]{0,8}(?:在|走进|来到|地处|位于|作为)$")
_PREPOSITIONS = tuple(
    "在 对 向 与 和 为 从 由 把 将 给 于 被 依托 围绕 按照 根据 通过 到 同 至 以 据 跟 比 如 对于 关于 针对 面向 朝着 随着 因".split()
)
_MEETINGS = ("常务会议", "全体会议", "会议", "执行会议")
_DOING = (
    r"已经?|正在?|在|也|还|都|将|要|可以?|不断|共同|先后|相继|积极|主动|又|就|便|率先|首次|成功|自主|分别|均|能够?|开始|更|不仅|则|再|纷纷|"
    r"陆续|加快|大力|着力|深入|持续|联合|一起|来|加速|有力|有效|进一步|(?:建成|投产|达产|投用|投运|落成)后"
)
# Someone else is spoken of, who has no name here: what the clause says must not be laid at the door of the topic.
_OTHER = re.compile(
    r"(?:该[^,。;:\ue000-\ue03f]{1,4}?|国家高新区|高新区|开发区|园区|试点|企业|公司|团队|记者|专家|学者|院士|工作人员|负责人|总经理|董事长|总书记|总理|"
    r"我国|中国|国家|全国|各地|政府|人们|居民|农民|村民|群众|合作社|学生|教授|博士|机构|部门|平台|项目|产品|技术|系统|设备|机器人|卫星|工厂|车间|基金|银行|客商|他|她|我们|它们|他们|大家|有人|许多|不少|这家|一家|该企业|这个|这种|这项|该项目)"
    rf"(?:{_DOING})*+(?:通过[^,。;:]{{0,8}}(?:{_DOING})*+)?$"
)

# What is made use of acts for its user: 设立基金支持…, 作为龙头企业带动….
_MEANS = re.compile(
    r"(?:作为|设立|成立|组建|出资|安排|拿出|投入|通过|利用|发挥|借助|依托|搭建|建设|打造|建立|运用|出台|派出|组织)[^,。;:\ue000-\ue03f]{0,12}$"
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
_LOCAL_WORD = re.compile(r"企业|公司|项目|工厂|车间|基地|平台|这家|一家|不少|许多")
_OPENS_OBLIQUE = re.compile(
    r"(?:还|并|又|也)?(?:为|对|向|在|与|和|将|把|由|从|以|通过|围绕|依托|按照|根据|针对|随着|面向|除了?)"
)
_BODIES = frozenset(("Company", "ResearchInstitute", "University", "Organization"))
_EXAMPLE = re.compile(
    "等?,(?:专[注业门]|致力|主[营要打攻]|从事|深耕|研发|生产|其|均|都|是|在|以)"
)  # goes on as a firm does

_WHERE = (frozenset(("Region",)), frozenset(("Zone",)))
# Whose place or body is named does not act itself: 北京|企业, 浙江的客商.
ITS_PEOPLE = "企业|公司|客商|商人|高校|院校|学者|专家|居民|市民|农民|人民|群众|青年|学生|游客"
_SPOKEN_OF = frozenset(("Region", "Zone", "Cluster", "Company", "ResearchInstitute", "University", "Organization"))


class Topic(NamedTuple):
    """A group that a clause may speak of, from its position in the slotted text on; ``speaks`` not where someone else does."""

    at: int
    group: Group
    locative: bool
    speaks: bool = True


def topics(sentence: Slotted, carried: list[Group], met: Sequence[Group] = ()) -> list[Topic]:
    """Return the topics that the sentence itself sets, in order: names, and words like 双方 that mean what was named.

    Args:
        sentence: the sentence.
        carried: the topics of the sentences before it in the paragraph, latest last.
        met: those who did something with one another in these sentences, latest last: only words like 双方 mean them.
    """
    named = _named_topics(sentence)
    found = [t for t in named if not _speaks(sentence, t)]
    meant_by = [*_parks(sentence), *named, *partners(sentence)] if may_refer(sentence.text) else []
    for start in (0, *sentence.clauses) if may_refer(sentence.text) else ():
        opening = _ADVERB.match(sentence.text, start)
        at = opening.end() if opening else start
        at = at + 1 if sentence.text.startswith("在这里", at) else at
        own = [t.group for t in meant_by if t.at < at]
        meant = referent(sentence.text, at, own, [*carried, *met])
        if meant is None and sentence.text.startswith("该", at):
            meant = referent(sentence.text, at, _named_before(sentence, at), [])
        if meant:
            insort(found, Topic(at, meant, False), key=_at)
    return found


def _parks(sentence: Slotted) -> Iterator[Topic]:
    """Yield the zones named in a sentence that goes on with 这个园区, whatever it has said of them."""
    for at, number in sentence.group_at.items() if _THIS_PARK.search(sentence.text) else ():
        group = sentence.groups[number]
        if group.kinds == _WHERE[1] and len(group.names) == 1:
            yield Topic(at, group, True)


_THIS_PARK = re.compile("(?:这个|这一|这座|这片|该)(?:园区|产业园|科技园|片区|新区|开发区|高新区|科学城|小镇)")


def _named_before(sentence: Slotted, at: int) -> list[Group]:
    """Return all that the sentence names before ``at``: 项目落户眉山天府新区,该区… need not speak of the zone first."""
    return [sentence.groups[number] for slot, number in sentence.group_at.items() if slot < at]


def partners(sentence: Slotted) -> Iterator[Topic]:
    """Yield those of whom one does something with the other, as one group from the second on: 甲近日与乙签约."""
    for (one, number), (other, following) in pairwise(sentence.group_at.items()):
        if _WITH.fullmatch(sentence.text, one + 1, other):
            first, second = sentence.groups[number], sentence.groups[following]
            both = Group(first.start, second.end, first.kinds | second.kinds, "", (*first.names, *second.names))
            yield Topic(other, both, False)


def pointed_at(sentence: Slotted, divisions: dict[str, Group]) -> Iterator[Group]:
    """Yield the place that 该县 means, though it was no topic: of ``divisions``, the last of each sort, by their last letter."""
    for match in _THIS_DIVISION.finditer(sentence.text):
        if match.group(1) in divisions:
            yield divisions[match.group(1)]


_THIS_DIVISION = re.compile("该([市县省州镇])")
_WITH = re.compile(r"[^,。;:\ue000-\ue03f]{0,10}(?:与|和|同|联合|携手|会同|牵手)")
_at = attrgetter("at")
_OF_PERSON = re.compile(
    rf"[^,。;:\ue000-\ue03f]{{1,14}} ?{KIND_CHAR['Person']}(?:[,:]|说|表示|介绍|告诉|认为|坦言|指出|透露|感慨)"
    r"|(?:总书记|书记|副书记|主席|副主席|总理|副总理|常委|委员|主任|部长|代表|院长|校长|董事长|总经理|总裁|会长|理事长|教授)(?:[、,和]|[^,。;:\ue000-\ue03f]{0,3}[\ue000-\ue03f])"
)


def _speaks(sentence: Slotted, topic: Topic) -> bool:
    """Say whether the group only says whose title a speaker has: 科大讯飞董事长刘庆峰表示."""
    return bool(_OF_PERSON.match(sentence.text, topic.at + 1))


def _named_topics(sentence: Slotted) -> list[Topic]:
    found: list[Topic] = []
    for at, number in sentence.group_at.items():
        group = sentence.groups[number]
        start = sentence.clause_start(at)
        before = sentence.text[start:at]
        if found and found[-1].at == at - 1 and found[-1].group.kinds in _WHERE and group.kinds & _SPOKEN_OF:
            # 广东茂名, 合肥高新区科大讯飞: the first says where the other is
            found[-1] = found[-1]._replace(at=at, group=group)
        elif _locative(sentence.text, before, start, at, group.kinds <= PLACES):
            # nor does the next clause speak of where someone without a name does something: 公司在苏州建厂,聚焦…
            found.append(Topic(at, group, True, speaks=not _someone_else(before)))
        elif group.kinds <= FIELDS and sentence.text.startswith("方面,", at + 1):
            continue  # 永磁材料方面, says in what, not who
        elif group.kinds == {"Person"}:
            continue  # who speaks is not what is spoken of
        elif _ITS_OFFICES.match(sentence.text, at + 1):
            continue  # 国务院|有关部门 are others than the State Council
        elif _LISTED.match(sentence.text, at + 1):
            continue  # one of a list that ends in what they are of: 甲、乙、光伏组件等|新能源产业
        elif before.endswith("如") and group.kinds <= _BODIES and _EXAMPLE.match(sentence.text, at + 1):
            found.append(Topic(at, group, False))  # who is named as an example is spoken of: 如紫光展锐等,专注于…
        elif _free(before) and _ADVERB.fullmatch(_without_owner(before, group)):
            # 亚洲|首个光源已建成: the place says among which ones it is the first
            found.append(Topic(at, group, False, speaks=not _is_range(sentence.text, at, group)))
        elif group.kinds & _SPOKEN_OF and (_AGREED_TO.fullmatch(before) or _is_means(sentence.text, at, before)):
            found.append(Topic(at, group, False))  # what is agreed to is what the rest is about
        elif group.kinds <= _NAMED_ANEW and before.endswith(_NEW_NAME):
            found.append(Topic(at, group, False))  # 同意将甲认定为高新区,名称为|乙,以…为主导产业
        elif before.endswith("—") and not group.kinds <= FIELDS:
            found.append(Topic(at, group, False))  # what a description leads to: 首家新型研发机构——紫金山实验室
        elif before.endswith("召开") and sentence.text.startswith(_MEETINGS, at + 1):
            found.append(Topic(at, group, False))  # the meeting decides for the body: 主持召开国务院常务会议,部署…
        elif before.endswith(CAUSING) and group.kinds & _SPOKEN_OF:
            found.append(Topic(at, group, False))  # who is made to do something does it: 让宜春坐上快车
        elif (
            before.endswith("的")
            and not group.kinds <= FIELDS
            and not (group.kinds <= PLACES and _IN_SUCH_A.search(before))
            and (_since(found, start) or _described(sentence.text, at, before, group))
        ):
            found.append(
                Topic(at, first_alike(group), False)
            )  # the noun that a relative clause describes: 高新区建设的集群
        elif group.kinds & _SPOKEN_OF and _CALLED.fullmatch(before):
            found.append(Topic(at, group, False))  # 来自瑞士的制药企业|诺华,…; 一家名为|甲的公司
    return found


def _free(before: str) -> bool:
    """Say whether no preposition stands before the name; 所以 is none."""
    return before.endswith("所以") or not before.endswith(_PREPOSITIONS)


_AGREED_TO = re.compile(
    "(?:[一二三四五六七八九十]+、)?(?:现|决定|原则)*(?:同意|批准)(?:将|把|支持)?(?:设立|建立|成立|建设|创建|组建)?"
)
_NAMED_ANEW = frozenset(("Zone", "ResearchInstitute"))
_NEW_NAME = ("名称为", "名称为“", "定名为", "定名为“", "更名为", "更名为“")
_MEANS_OPENS = re.compile("(?:要|应)?(?:把|将)?(?:加快|推进)?(?:设立|建设|建设好|发展|办好|建好)")


def _is_means(text: str, at: int, before: str) -> bool:
    """Say whether the clause goes on with what the group is to serve: 把建设好|甲新区|作为…的举措, 设立|甲新区|,是…."""
    return bool(_MEANS_OPENS.fullmatch(before)) and text.startswith(("作为", ",是", "是"), at + 1)


def first_alike(group: Group) -> Group:
    """Return what of a list a description before it is said of: of 从事芯片研发的|甲公司与乙园区 the firm alone."""
    alike = tuple(takewhile(lambda name: name.kind in _BODIES, group.names))
    if not alike or len(alike) == len(group.names):
        return group
    return group._replace(names=alike, kinds=frozenset(name.kind for name in alike))


_IN_SUCH_A = re.compile(
    "[\ue000-\ue03f](?:位于|地处|处于|处在|坐落于|坐落在)[^,。;:]*的$"
)  # 佛山市位于最有活力的|珠三角


def _since(found: list[Topic], start: int) -> bool:
    """Say whether the clause that begins at ``start`` has a topic already."""
    return bool(found) and found[-1].at >= start


def _described(text: str, at: int, before: str, group: Group) -> bool:
    """Say whether the words that open the clause describe the group at ``text[at]``: 被称作世界超市的|义乌, 从事芯片研发的|公司."""
    spoken_of = group.kinds & _SPOKEN_OF and not _ITS_OWN.match(text, at + 1)
    return bool(spoken_of) and not _OBLIQUE_PHRASE.match(before, _opening(before))


def _opening(before: str) -> int:
    """Return where what opens a clause ends."""
    opening = _ADVERB.match(before)
    return opening.end() if opening else 0


def _is_range(text: str, at: int, group: Group) -> bool:
    """Say whether the group is the place within which something without a name is the first or the largest."""
    return group.kinds == _WHERE[0] and bool(_FIRST.match(text, at + 1))


_FIRST = re.compile("(?:的)?(?:首[个家座条批台款例艘]|第一[个家座条台款]|最[大长高]的?|唯一)")
_ITS_OFFICES = re.compile("(?:各有关|各相关|有关|相关|各)(?:职能)?(?:部门|部委|单位|方面)")
_LISTED = re.compile("、[^,。;:、]{1,12}等[^,。;:]{0,6}[\ue000-\ue03f]")
_ITS_OWN = re.compile(f"[上中内里]|生态|各|{ITS_PEOPLE}")
CAUSING = ("让", "使", "使得", "令")  # who is made to do something does it
_OBLIQUE_PHRASE = re.compile(
    r"(?:还|并|又|也)?(?:为|对|向|在|与(?![之其此])|和|将|把|从(?!事)|以(?![^,。]*[闻著见起])|通过|围绕|依托|按照|根据|针对|随着|面向|除了?|来到|走进"
    r"|[^,。]*[0-9百千万亿](?:元|亩|吨|辆|人|家)的$)"
)


_CALLED = re.compile(
    r"(?:[^,。;:\ue000-\ue03f]{0,4}[一这那][家个座所](?:名为|名叫|叫做?|叫作))|[“]?一[区园城][”]?(?:即|为|是|指)"
    r"|(?:原?隶属于|来自|总部[在位设][于在]?|扎根|由|被|从|以|作为|成立于|诞生于|有着|拥有|素有|号称|专注于?|主攻|从事|生产|研发)"
    r"[^,。;:]{1,24}的(?:[^,。;:的在把将对向从与和为给\ue000-\ue03f]|[" + slot_class(FIELDS) + "]){0,8}"
)


def _someone_else(before: str) -> bool:
    """Say whether someone without a name opens the clause so far; a reporter is only where things are seen: 记者在苏州看到."""
    other = _OTHER.search(before)
    return other is not None and not other.group().startswith("记者")


_OWNERS = (
    "该",
    "该校",
    "该院",
    "该公司",
    "该集团",
    "该市",
    "该区",
    "该省",
    "我校",
    "我院",
    "我市",
    "我区",
    "我省",
    "学校",
    "公司",
    "集团",
)
_OWNED = frozenset(("ResearchInstitute", "Organization", "Company", "Zone", "Cluster"))


def _without_owner(before: str, group: Group) -> str:
    """Return what opens a clause without the word for whose the thing named next is, which is spoken of: 该校|深圳新能源研究院."""
    owner = next((word for word in _OWNERS if before.endswith(word)), "") if group.kinds <= _OWNED else ""
    return before.removesuffix(owner)


_SETTLED = re.compile("(?:落户|入驻|进驻|扎根|注册在|集聚在)[于在]?$")  # 落户|甲园|的企业已有30家
_FIRMS_THERE = re.compile("的(?!时候|时|那|过程|原因)")
_WITHIN = ("里,", "内,", "里面,")


def _locative(text: str, before: str, start: int, at: int, place: bool) -> bool:
    """Say whether the group at ``at`` says where: right after 在, or as the place that ends such a clause (在会议的召开地上杭县，)."""
    if before.endswith(_LOCATIVE_VERBS) and _LOCATIVE.search(text[max(0, at - 14) : at]):
        return True
    if not place:
        return False
    if text.startswith(_WITHIN, at + 1) or (_SETTLED.search(before) and _FIRMS_THERE.match(text, at + 1)):
        return True
    opening = _ADVERB.match(text, start)
    return text.startswith(",", at + 1) and text.startswith(_LOCATIVE_VERBS, opening.end() if opening else start)


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
    other = None if meant else _OTHER.search(sentence.text, start, at)
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
    places = [t for t in own if t.at < at and t.locative and len(t.group.names) < _MANY_PLACES]
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
            return group, ""
    return None, "nothing is named that the clause could speak of"


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
    rf"(?:^|[,;:。])(?:而|但|如今|目前)?{KIND_CHAR['Person']}(?:和[^,。;:、]{{1,8}}?)?(?:{_DOING}|只需|一直|长期)*+$"
)


def _phrase_start(sentence: Slotted, at: int) -> int:
    """Return where the phrase begins that ends in the name at ``at``: 一批|精品钢项目 is what is spoken of, not somebody else."""
    return at - 2 if at in sentence.group_at and sentence.text.startswith(_SEVERAL, at - 2) else at


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


_MANY_PLACES = 3  # who does something in so many places is no place


def opens_clause(sentence: Slotted, at: int) -> bool:
    """Say whether the word at ``at`` is the first of its clause but for adverbs."""
    return bool(_ADVERB.fullmatch(sentence.text, sentence.clause_start(at), at))


def _adverbial(sentence: Slotted, start: int, at: int) -> bool:
    """Say whether nothing before ``at`` could be the clause's subject; a name after 在 could not: 在光伏领域，常州领先."""
    end = at - 1 if at in sentence.group_at and sentence.text.startswith("在", at - 1) else at
    return bool(_ADVERB.fullmatch(sentence.text, start, max(start, end)))


def _place_of(own: list[Topic], at: int, kinds: frozenset[str]) -> Group | None:
    return next((t.group for t in reversed(own) if t.at < at and t.locative and t.group.kinds & kinds), None)
