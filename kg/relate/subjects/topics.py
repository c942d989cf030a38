"""The topics that a sentence sets: its subjects, the places it opens with, and words like 双方 that mean what was named before."""

import re
from bisect import insort
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, takewhile
from operator import attrgetter
from typing import NamedTuple

from kg.recognise.candidates import FIELDS, PLACES
from kg.relate.slots import Group, Slotted
from kg.relate.subjects.anaphora import may_refer, referent, word_at
from kg.relate.subjects.clauses import ADVERB, CAUSING, OTHER
from kg.rules.slots import KIND_CHAR, slot_class

_LOCATIVE_VERBS = ("在", "走进", "来到", "地处", "位于", "作为")
_LOCATIVE = re.compile(r"(?:^|[,。;:!?])[^,。;:!?\ue000-\ue03f]{0,8}(?:在|走进|来到|地处|位于|作为)$")
_PREPOSITIONS = tuple(
    "在 对 向 与 和 为 从 由 把 将 给 于 被 依托 围绕 按照 根据 通过 到 同 至 以 据 跟 比 如 对于 关于 针对 面向 朝着 随着 因".split()
)
_MEETINGS = ("常务会议", "全体会议", "会议", "执行会议")

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
    if not may_refer(sentence.text):
        return found
    meant_by = [*_parks(sentence), *named, *partners(sentence)]
    for start in (0, *sentence.clauses):
        opening = ADVERB.match(sentence.text, start)
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


class Setting(NamedTuple):
    """Where a document is at home: its places by the last letter of their names, whom 我省 and 全市 mean, the region that all of it is
    about, and the place of the plans that it tells of, if any."""

    homes: Mapping[str, Group]
    about: Group | None
    planned: Group | None


NOWHERE = Setting({}, None, None)


def plan_says(sentence: Slotted, planned: Group | None) -> list[Topic]:
    """Return the place whose plan says what follows as who is spoken of: 《规划》|提出,重点发展…, 方案|明确,…."""
    if planned is None:
        return []
    return [Topic(match.start(1), planned, False) for match in _PLAN_SAYS.finditer(sentence.text)]


_PLAN_SAYS = re.compile(
    f"(?:^|[,。;:!?])(?:根据|按照)?[《“]?(?:该|上述|这一)?({KIND_CHAR['Policy']}|(?:规划|方案|意见|措施|行动计划|计划|纲要|政策))[》”]?"
    "(?:还|也|同时|中)?(?:提出|明确|指出|聚焦|围绕|,)"
)


def at_home_in(sentence: Slotted, homes: Mapping[str, Group]) -> Iterator[Group]:
    """Yield the places that 我省 and 全市 mean, whoever else was spoken of: those of ``homes``, by the last letter of their names."""
    for match in _OUR_PLACE.finditer(sentence.text) if homes else ():
        if match.group(1) in homes:
            yield homes[match.group(1)]


def pointed_back(sentence: Slotted, before: Sequence[Group]) -> Iterator[Group]:
    """Yield the one of the groups ``before``, of the sentence that went before, that 该基地 means by the end of its name: it need
    not have been spoken of there (得益于甲基地的保障。|该基地由…)."""
    for match in re.finditer("该", sentence.text):
        word = word_at(sentence.text, match.start(), len(sentence.text)).removeprefix("该")
        fitting = [group for group in before if word and len(group.names) == 1 and group.names[0].name.endswith(word)]
        if len(fitting) == 1:
            yield fitting[0]


_OUR_PLACE = re.compile("[我全]([省市县区州])")
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
        elif _free(before) and ADVERB.fullmatch(_without_owner(before, group)):
            # 亚洲|首个光源已建成: the place says among which ones it is the first
            found.append(Topic(at, group, False, speaks=not _is_range(sentence.text, at, group)))
        elif group.kinds & _SPOKEN_OF and (_AGREED_TO.fullmatch(before) or _is_means(sentence.text, at, before)):
            found.append(Topic(at, group, False))  # what is agreed to is what the rest is about
        elif group.kinds <= _NAMED_ANEW and before.endswith(_NEW_NAME):
            found.append(Topic(at, group, False))  # 同意将甲认定为高新区,名称为|乙,以…为主导产业
        elif before.endswith("—") and not group.kinds <= FIELDS:
            found.append(Topic(at, group, False))  # what a description leads to: 首家新型研发机构——紫金山实验室
        elif group.kinds <= PLACES and _TRADE_OF.fullmatch(before):
            found.append(
                Topic(at, group, True)
            )  # what a field holds is of the place whose trade it is: 光伏产业是|合肥的支柱,涵盖…
        elif before.endswith("召开") and sentence.text.startswith(_MEETINGS, at + 1):
            found.append(Topic(at, group, False))  # the meeting decides for the body: 主持召开国务院常务会议,部署…
        elif before.endswith(CAUSING) and group.kinds & _SPOKEN_OF:
            found.append(Topic(at, group, False))  # who is made to do something does it: 让宜春坐上快车
        elif (
            before.endswith("的")
            and not group.kinds <= FIELDS
            and not (group.kinds <= PLACES and _IN_SUCH_A.search(before))
            and not _FOUNDS_SUCH.search(before)
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
_TRADE_OF = re.compile(f"[{slot_class(FIELDS)}](?:如今|目前|已经?|也|一直|历来|正在?|还)*(?:是|为|成为|作为)")
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


# 双方共建45平方公里的|产业城: what is founded is not spoken of; 双方共建的|产业城 is
_FOUNDS_SUCH = re.compile("(?:共建|建设|打造|设立|成立|组建|创建|建成|建起|兴建|创办)了?[^,。;:\ue000-\ue03f]{2,12}的$")


def _since(found: list[Topic], start: int) -> bool:
    """Say whether the clause that begins at ``start`` has a topic already."""
    return bool(found) and found[-1].at >= start


def _described(text: str, at: int, before: str, group: Group) -> bool:
    """Say whether the words that open the clause describe the group at ``text[at]``: 被称作世界超市的|义乌, 从事芯片研发的|公司."""
    spoken_of = group.kinds & _SPOKEN_OF and not _ITS_OWN.match(text, at + 1)
    return bool(spoken_of) and not _OBLIQUE_PHRASE.match(before, _opening(before))


def _opening(before: str) -> int:
    """Return where what opens a clause ends."""
    opening = ADVERB.match(before)
    return opening.end() if opening else 0


def _is_range(text: str, at: int, group: Group) -> bool:
    """Say whether the group is the place within which something without a name is the first or the largest."""
    return group.kinds == _WHERE[0] and bool(_FIRST.match(text, at + 1))


_FIRST = re.compile("(?:的)?(?:首[个家座条批台款例艘]|第一[个家座条台款]|最[大长高]的?|唯一)")
_ITS_OFFICES = re.compile("(?:各有关|各相关|有关|相关|各)(?:职能)?(?:部门|部委|单位|方面)")
_LISTED = re.compile("、[^,。;:、]{1,12}等[^,。;:]{0,6}[\ue000-\ue03f]")
_ITS_OWN = re.compile(f"[上中内里]|生态|各|{ITS_PEOPLE}")
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
    other = OTHER.search(before)
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
_HERE = tuple(f",{word}" for word in ("这", "一家", "一个", "一款", "一座", "一批", "一条", "当地", "国内", "首"))
_WITHIN = ("里,", "内,", "里面,")


def _locative(text: str, before: str, start: int, at: int, place: bool) -> bool:
    """Say whether the group at ``at`` says where: right after 在, or as the place that ends such a clause (在会议的召开地上杭县，)."""
    if before.endswith(_LOCATIVE_VERBS) and _LOCATIVE.search(text[max(0, at - 14) : at]):
        return True
    if not place:
        return False
    if before.endswith("在") and text.startswith(_HERE, at + 1):
        return True  # a heading without a mark runs into it: 甲市加快创新在|乙高新区,这家企业…
    if text.startswith(_WITHIN, at + 1) or (_SETTLED.search(before) and _FIRMS_THERE.match(text, at + 1)):
        return True
    opening = ADVERB.match(text, start)
    return text.startswith(",", at + 1) and text.startswith(_LOCATIVE_VERBS, opening.end() if opening else start)
