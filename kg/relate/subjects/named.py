"""Which of a sentence's names may be what it speaks of, and which only say where: by what stands around each."""

import re
from itertools import takewhile
from typing import NamedTuple

from kg.recognise.candidates import FIELDS, PLACES
from kg.relate.groups import REGION, Group
from kg.relate.slots import Slotted
from kg.relate.subjects.clauses import ADVERB, CAUSING, OTHER, after_adverbs
from kg.rules.slots import slot_class

# Whose place or body is named does not act itself: 北京|企业, 浙江的客商.
ITS_PEOPLE = "企业|公司|客商|商人|高校|院校|学者|专家|居民|市民|农民|人民|群众|青年|学生|游客|机构|院所|团队|村民|农户"
OF_ITS_PEOPLE = re.compile(f"的?(?:{ITS_PEOPLE})")
ZONE = frozenset(("Zone",))
_SPOKEN_OF = frozenset(("Region", "Zone", "Cluster", "Company", "ResearchInstitute", "University", "Organization"))
_BODIES = frozenset(("Company", "ResearchInstitute", "University", "Organization"))


class Topic(NamedTuple):
    """A group that a clause may speak of, from its position in the slotted text on; ``speaks`` not where someone else does."""

    at: int
    group: Group
    locative: bool
    speaks: bool = True


class _Named(NamedTuple):
    """A group of names where it stands in its clause."""

    text: str  # the slotted sentence
    at: int
    start: int  # of the clause
    before: str  # what the clause says before the group
    group: Group

    def goes_on(self, words: str | tuple[str, ...]) -> bool:
        """Say whether one of ``words`` follows the group."""
        return self.text.startswith(words, self.at + 1)


def named_topics(sentence: Slotted) -> list[Topic]:
    """Return the topics that the names of the sentence are, in order."""
    found: list[Topic] = []
    for at, number in sentence.group_at.items():
        group = sentence.groups[number]
        if found and _says_where(found[-1], at, group):
            found[-1] = found[-1]._replace(at=at, group=group)
            continue
        start = sentence.clause_start(at)
        named = _Named(sentence.text, at, start, sentence.text[start:at], group)
        if topic := _topic(named, bool(found) and found[-1].at >= start):
            found.append(topic)
    return found


def _says_where(place: Topic, at: int, group: Group) -> bool:
    """Say whether the topic right before the group only says where the group is: 广东|茂名, 合肥高新区|科大讯飞."""
    return place.at == at - 1 and place.group.kinds in (REGION, ZONE) and bool(group.kinds & _SPOKEN_OF)


def _topic(named: _Named, spoken: bool) -> Topic | None:
    """Return the topic that a group is; ``spoken``: its clause has one already."""
    at, before, group = named.at, named.before, named.group
    if _HELPS.match(named.text, at + 1):
        return None
    if _locative(named):
        # nor does the next clause speak of where someone without a name does something: 公司在苏州建厂,聚焦…
        one_firm = before.endswith(_ONE_FIRM_IN) and named.goes_on(("的企业", "的公司"))  # 这家位于|昆山|的企业,主攻…
        return Topic(at, group, True, speaks=not (one_firm or _someone_else(before)))
    if _is_none(named):
        return None
    if _is_example(named):
        return Topic(at, group, False)
    if _opens(named):
        return Topic(at, group, False, speaks=not _is_range(named))
    if _has_trade(named):
        return Topic(at, group, True)
    if _is_introduced(named):
        return Topic(at, group, False)
    if _ends_description(named, spoken):
        return Topic(at, first_alike(group), False)
    return Topic(at, group, False) if group.kinds & _SPOKEN_OF and _CALLED.fullmatch(before) else None


_ONE_FIRM_IN = ("这家位于", "一家位于")
# 在上海|的帮扶下 says by whose help, not where.
_HELPS = re.compile("的?[^,。;:的\ue000-\ue03f]{0,8}(?:援助|支援|支持|帮助|帮扶|扶持|指导|领导|关心|关怀|协调|牵线)下")
# 来自瑞士的制药企业|诺华,…; 一家名为|甲的公司
_CALLED = re.compile(
    r"(?:[^,。;:\ue000-\ue03f]{0,4}[一这那][家个座所](?:名为|名叫|叫做?|叫作))|[“]?一[区园城][”]?(?:即|为|是|指)"
    r"|(?:原?隶属于|来自|总部[在位设][于在]?|扎根|由|被|从|以|作为|成立于|诞生于|有着|拥有|素有|号称|专注于?|主攻|从事|生产|研发)"
    r"[^,。;:]{1,24}的(?:[^,。;:的在把将对向从与和为给\ue000-\ue03f]|[" + slot_class(FIELDS) + "]){0,8}"
)


def _locative(named: _Named) -> bool:
    """Say whether the group says where: right after 在, or as the place that ends such a clause (在会议的召开地上杭县，)."""
    text, at, start, before, group = named
    if before.endswith(_LOCATIVE_VERBS) and _LOCATIVE.search(text[max(0, at - 14) : at]):
        return True
    if not group.kinds <= PLACES:
        return False
    if before.endswith("在") and named.goes_on(_HERE):
        return True  # a heading without a mark runs into it: 甲市加快创新在|乙高新区,这家企业…
    if named.goes_on(_WITHIN) or (_SETTLED.search(before) and _FIRMS_THERE.match(text, at + 1)):
        return True
    return named.goes_on(",") and text.startswith(_LOCATIVE_VERBS, after_adverbs(text, start))


_LOCATIVE_VERBS = ("在", "走进", "来到", "地处", "位于", "作为")
_LOCATIVE = re.compile(rf"(?:^|[,。;:!?])[^,。;:!?\ue000-\ue03f]{{0,8}}(?:{'|'.join(_LOCATIVE_VERBS)})$")
_SETTLED = re.compile("(?:落户|入驻|进驻|扎根|注册在|集聚在)[于在]?$")  # 落户|甲园|的企业已有30家
_FIRMS_THERE = re.compile("的(?!时候|时|那|过程|原因)")
_HERE = tuple(f",{word}" for word in ("这", "一家", "一个", "一款", "一座", "一批", "一条", "当地", "国内", "首"))
_WITHIN = ("里,", "内,", "里面,")


def _someone_else(before: str) -> bool:
    """Say whether someone without a name opens the clause so far; a reporter is only where things are seen: 记者在苏州看到."""
    other = OTHER.search(before)
    return other is not None and not other.group().startswith("记者")


def _is_none(named: _Named) -> bool:
    """Say whether the group is not what is spoken of whatever stands before it."""
    return (
        (named.group.kinds <= FIELDS and named.goes_on("方面,"))  # 永磁材料方面, says in what, not who
        or named.group.kinds == _PERSON  # who speaks is not what is spoken of
        or bool(_OTHERS.match(named.text, named.at + 1))
    )


_PERSON = frozenset(("Person",))
_OTHERS = re.compile(
    "(?:各有关|各相关|有关|相关|各)(?:职能)?(?:部门|部委|单位|方面)"  # 国务院|有关部门 are others than the State Council
    # 甲集团|控股的某某压缩位于…: the daughter is not read as a name
    "|(?:控股|旗下|下属|所属|全资|参股)的[^,。;:\ue000-\ue03f]{2,12}(?:位于|坐落|落户|入驻|总部|成立|专注|主要|研发|生产|是|为|在)"
    "|所在(?:地|的)[\ue000-\ue03f]"  # 甲装置|所在地东莞,… is said of 东莞
    "|、[^,。;:、]{1,12}等[^,。;:]{0,6}[\ue000-\ue03f]"  # one of a list that ends in what they are of: 甲、乙、光伏组件等|新能源产业
)


def _is_example(named: _Named) -> bool:
    """Say whether the group is named as an example, and the clause goes on as a firm does: 如|紫光展锐等,专注于…."""
    example = named.before.endswith("如") and named.group.kinds <= _BODIES
    return example and bool(_EXAMPLE.match(named.text, named.at + 1))


_EXAMPLE = re.compile("等?,(?:专[注业门]|致力|主[营要打攻]|从事|深耕|研发|生产|其|均|都|是|在|以)")


def _opens(named: _Named) -> bool:
    """Say whether the group is the first of its clause but for adverbs and whose it is."""
    before, group = _AT_HOME_THERE.sub("", named.before), named.group
    return _free(before) and ADVERB.fullmatch(_without_owner(before, group)) is not None


_AT_HOME_THERE = re.compile(r"^[\ue000-\ue03f]所在(?:地|的)$")  # 甲装置所在地|东莞,…


def _free(before: str) -> bool:
    """Say whether no preposition stands before the name; 所以 is none."""
    return before.endswith("所以") or not before.endswith(_PREPOSITIONS)


_PREPOSITIONS = tuple(
    "在 对 向 与 和 为 从 由 把 将 给 于 被 依托 围绕 按照 根据 通过 到 同 至 以 据 跟 比 如 对于 关于 针对 面向 朝着 随着 因".split()
)


def _without_owner(before: str, group: Group) -> str:
    """Return what opens a clause without the word for whose the thing named next is, which is spoken of: 该校|深圳新能源研究院."""
    owner = next((word for word in _OWNERS if before.endswith(word)), "") if group.kinds <= _OWNED else ""
    return before.removesuffix(owner)


_OWNERS = tuple("该 该校 该院 该公司 该集团 该市 该区 该省 我校 我院 我市 我区 我省 学校 公司 集团".split())
_OWNED = frozenset(("ResearchInstitute", "Organization", "Company", "Zone", "Cluster"))


def _is_range(named: _Named) -> bool:
    """Say whether the group is the place within which something without a name is the first or the largest: 亚洲|首个光源已建成."""
    return named.group.kinds == REGION and bool(_FIRST.match(named.text, named.at + 1))


_FIRST = re.compile("(?:的)?(?:首[个家座条批台款例艘]|第一[个家座条台款]|最[大长高]的?|唯一)")


def _has_trade(named: _Named) -> bool:
    """Say whether a field opens the clause as the trade of the group, whose is what the field holds: 光伏产业是|合肥的支柱,涵盖…."""
    return named.group.kinds <= PLACES and _TRADE_OF.fullmatch(named.before) is not None


_TRADE_OF = re.compile(f"[{slot_class(FIELDS)}](?:如今|目前|已经?|也|一直|历来|正在?|还)*(?:是|为|成为|作为)")


def _is_introduced(named: _Named) -> bool:
    """Say whether the words before the group introduce it as what follows is about."""
    before, kinds = named.before, named.group.kinds
    if kinds & _SPOKEN_OF and (_AGREED_TO.fullmatch(before) or _is_means(named) or before.endswith(CAUSING)):
        return True  # what is agreed to is what the rest is about; who is made to do something does it: 让宜春坐上快车
    if kinds <= _NAMED_ANEW and before.endswith(_NEW_NAME):
        return True  # 同意将甲认定为高新区,名称为|乙,以…为主导产业
    if kinds <= PLACES and named.goes_on(",") and _OF_LAYOUT.fullmatch(before):
        return True  # “一核”即|合肥高新区|,重点发展…
    if kinds <= PLACES and before in _SHOWN and not _is_range(named):
        return True  # 这里是|滁州,集聚了…
    if before.endswith("—") and not kinds <= FIELDS:
        return True  # what a description leads to: 首家新型研发机构——紫金山实验室
    return before.endswith("召开") and named.goes_on(
        _MEETINGS
    )  # the meeting decides for the body: 召开国务院常务会议,部署…


_OF_LAYOUT = re.compile("“?[一二两三四五六七八九十多][区园城核极带轴翼廊心主副谷港]”?(?:即|为|是|指)")
_SHOWN = ("这里是", "这里就是", "这里便是", "这里正是")
_AGREED_TO = re.compile(
    "(?:[一二三四五六七八九十]+、)?(?:现|决定|原则)*(?:同意|批准)(?:将|把|支持)?(?:设立|建立|成立|建设|创建|组建)?"
)
_NAMED_ANEW = frozenset(("Zone", "ResearchInstitute"))
_NEW_NAME = ("名称为", "名称为“", "定名为", "定名为“", "更名为", "更名为“")
_MEETINGS = ("常务会议", "全体会议", "会议", "执行会议")


def _is_means(named: _Named) -> bool:
    """Say whether the clause goes on with what the group is to serve: 把建设好|甲新区|作为…的举措, 设立|甲新区|,是…."""
    return _MEANS_OPENS.fullmatch(named.before) is not None and named.goes_on(("作为", ",是", "是"))


_MEANS_OPENS = re.compile("(?:要|应)?(?:把|将)?(?:加快|推进)?(?:设立|建设|建设好|发展|办好|建好)")


def _ends_description(named: _Named, spoken: bool) -> bool:
    """Say whether the group is the noun that a relative clause describes: 高新区建设的|集群."""
    before, kinds = named.before, named.group.kinds
    if not before.endswith("的") or kinds <= FIELDS or _FOUNDS_SUCH.search(before):
        return False
    if kinds <= PLACES and _IN_SUCH_A.search(before):
        return False
    return spoken or _is_described(named)


# 佛山市位于最有活力的|珠三角
_IN_SUCH_A = re.compile("[\ue000-\ue03f](?:位于|地处|处于|处在|坐落于|坐落在)[^,。;:]*的$")
# 双方共建45平方公里的|产业城: what is founded is not spoken of; 双方共建的|产业城 is
_FOUNDS_SUCH = re.compile("(?:共建|建设|打造|设立|成立|组建|创建|建成|建起|兴建|创办)了?[^,。;:\ue000-\ue03f]{2,12}的$")


def _is_described(named: _Named) -> bool:
    """Say whether the words that open the clause describe the group: 被称作世界超市的|义乌, 从事芯片研发的|公司."""
    if not named.group.kinds & _SPOKEN_OF or _ITS_OWN.match(named.text, named.at + 1):
        return False
    return not _OBLIQUE_PHRASE.match(named.before, after_adverbs(named.before))


_ITS_OWN = re.compile(f"[上中内里]|生态|各|{ITS_PEOPLE}")
_OBLIQUE_PHRASE = re.compile(
    r"(?:还|并|又|也)?(?:为|对|向|在|与(?![之其此])|和|将|把|从(?!事)|以(?![^,。]*[闻著见起])|通过|围绕|依托|按照|根据|针对|随着|面向|除了?|来到|走进"
    r"|[^,。]*[0-9百千万亿](?:元|亩|吨|辆|人|家)的$)"
)


def first_alike(group: Group) -> Group:
    """Return what of a list a description before it is said of: of 从事芯片研发的|甲公司与乙园区 the firm alone."""
    alike = tuple(takewhile(lambda name: name.kind in _BODIES, group.names))
    if not alike or len(alike) == len(group.names):
        return group
    return group._replace(names=alike, kinds=frozenset(name.kind for name in alike))
