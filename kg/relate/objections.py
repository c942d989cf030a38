"""Why a rule that fits a sentence says nothing in it after all: the words beside its match say otherwise."""

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from kg.relate.slots import Slotted
from kg.rules import KIND_CHAR, SETS, SLOT, Rule, slot_class

NEGATED = "negated"
OF_ANOTHER = "the fields are those of a place or house without a name"
AGENT_IS_OBJECT = frozenset(("foundedBy", "approvedBy", "issuedBy"))
_PLANS = frozenset(("locatedIn", "foundedBy", "investsIn", "cooperatesWith"))
DEEDS = frozenset(("runs", "supports", "investsIn"))

_NEGATED = re.compile(
    r"(?:不(?!是仅|[仅断少到久但只同光约乏负懈])|没有|未(?!来)|尚未|并非|没能|未能|难以|禁止|不得|缺少|没(?!有)|婉拒|无意|并无|均无)[^,。;:、\ue000-\ue03f]{0,3}$"
)
_DELEGATED = re.compile(r"批准|批复|同意|核准|支持|鼓励|允许|要求|授权|指导")
_SEATED = re.compile(r"设在|落户|位于|坐落|迁到|搬到")
_OBLIQUE = re.compile(r"(?:[与和对向为从把将给被让使同跟比]|对于|关于)$")
_TAKEN_FOR = re.compile("[^成]为(?:支撑|引领|服务|支持)[、,]|..(?:支撑|引领|服务|支持)、")  # 以船舶为支撑、风电为引领
_OF_THE_PLACE = re.compile("(?:企业|公司|居民|市民|项目|产品|学校|医院|村|镇|乡|品牌|人才|团队)[^,。;:]*$")
_SO_MANY_OF_IT = re.compile(
    "[0-9一二三四五六七八九十百两多](?:个|家|项|座|支|批)[^,。;:、\ue000-\ue03f]{0,8}"
    "(?:集群|园区|开发区|高新区|平台|企业|实验室|中心|区县|县|镇|项目|单位|机构|基地|市|校)[^,。;:]{0,3}$"
)
# 与甲、乙合作, 与金融机构、甲及乙签约: who works with them is someone else.
_PARTNERS = re.compile(r"[与和同对向](?:[^,。;:、和与及\ue000-\ue03f]{1,8}(?:、|和|与|及|以及))*$")
# 引进甲、乙, 为甲、乙牵线: what is done to the list is not what its members do.
_DONE_TO = re.compile(
    "(?:引进|引入|引来|吸引|招引|来自|走访|服务|走进|赴|跨越|串联)[^,。;:]{0,6}$|[为向对给把将被][^,。;:]{0,2}$"
)
# 帮企业与|甲合作: who works with them has no name.
_FOR_OTHERS = re.compile(
    "(?:帮助?|[让使令]|协?助|促成|引导|组织|鼓励|支持|推动|推进|促进|带领|动员)[^,。;:、\ue000-\ue03f]{1,12}$"
)
_SIDE_BY_SIDE = re.compile(
    "[^,。;:\ue000-\ue03f]{0,2}(?:入选|获|位列|成为|跻身|参加|出席|参展|亮相|构成|见证|被|列入|面临|位居|上榜|当选|成长|进步|竞争|争夺|奏响|书写|谱写)"
)
_CALLED_OFF = re.compile(
    "(?:解除|终止|中止|取消|破裂|退出|放弃|拒绝|叫停|撤回|停止|暂停|搁置|泡汤|告吹|流产|驳回|未果)"
)
_UNREAL = re.compile("除非|如果|假如|倘若|要是|网传|传闻|谣言|不实|原定|原计划|原拟|原本|曾计划|曾拟|曾打算|一度想")
# 由甲出资的乙负责运营, 由某国政府联合丙设立: the agent stands in the clause, the topic is what it is about.
_BY_ANOTHER = re.compile(r"由[^,。;:由]{1,30}$")


_BODY_AFTER = re.compile(
    "(?:联合社|学会|协会|商会(?!议)|研究[院所]|中心|公司|集团|医院|法院|检察院|[局厅校馆站厂社](?!长))(?!主任|经理)[^\ue000-\ue03f]{2}"
)


class Reading(NamedTuple):
    """A rule, where it fits a sentence, and where the words stand without which it would not (the first of them is its verb)."""

    rule: Rule
    match: re.Match[str]
    sentence: Slotted
    verbs: list[int]

    @property
    def text(self) -> str:
        """The slotted text of the sentence."""
        return self.sentence.text

    @property
    def verb(self) -> int:
        """Where the first of the words stands."""
        return self.verbs[0]

    @property
    def verb_ends(self) -> list[int]:
        """Where the words end that stand at the verb: one word, or two of which one is empty."""
        return [self.match.end(n) for n in range(1, self.match.re.groups + 1) if self.match.start(n) == self.verb]

    def has(self, role: str) -> bool:
        """Say whether the pattern has a slot for ``role``."""
        return role in self.match.re.groupindex

    def opens_with(self, role: str) -> bool:
        """Say whether the match begins with the slot of ``role``."""
        return self.has(role) and self.match.start(role) == self.match.start()


def objection(reading: Reading) -> str:
    """Return what speaks against what the rule would state here, or nothing."""
    return next((reason for reason, holds in _against(reading.rule.relation) if holds(reading)), "")


@cache
def _against(relation: str) -> list[tuple[str, Callable[[Reading], bool]]]:
    return [(reason, holds) for relations, reason, holds in _OBJECTIONS if not relations or relation in relations]


def _negated(reading: Reading) -> bool:
    return any(_NEGATED.search(reading.text, max(0, at - 6), at) for at in reading.verbs)


def _taken_for(reading: Reading) -> bool:
    return bool(_TAKEN_FOR.match(reading.text, max(0, reading.match.start() - 2)))


def _by_means_of(reading: Reading) -> bool:
    """Say whether what the clause's subject advances is what it leans on, or is advanced by those named behind 以, or is no deed.

    推动以|大数据为引领的发展, 以某厂带动|工程机械产业, 以甲、乙为龙头,带动|某产业, 推进|某产业发展布局.
    """
    if reading.rule.topic != "subject" or not reading.has("o"):
        return False
    text, at = reading.text, reading.match.start("o")
    return bool(
        text.endswith("以", 0, at)
        or _LED_BY.search(text, max(0, reading.verb - 24), reading.verb)
        or _NOUN_AFTER.match(text, reading.match.end())
    )


_LED_BY = re.compile(
    f"以[{slot_class(frozenset(SETS['Thing']))}](?:[^,。;:\ue000-\ue03f]{{0,6}}为[^,。;:\ue000-\ue03f]{{1,6}},)?$"
)
_NOUN_AFTER = re.compile("布局|规划|论坛|大会|战略|示范区|基地|现代化|研讨|座谈|的(?:意见|通知|方案|措施|办法)")


def _agent_in_place(reading: Reading) -> bool:
    """Say whether the pattern opens with an agent that a preposition makes a place: 在苏州工业园区设立."""
    before = reading.text[: reading.match.start()].rstrip(KIND_CHAR["Region"])
    return reading.opens_with("o") and before.endswith(tuple("在于到从向对为"))


def _heads_another(reading: Reading) -> bool:
    """Say whether between a place and the title stands a body that was not found: 朔州市|集体工业联合社|主任."""
    if (
        not (reading.opens_with("o") and reading.has("s"))
        or reading.text[reading.match.start("o")] != KIND_CHAR["Region"]
    ):
        return False
    return _BODY_AFTER.search(reading.text, reading.match.end("o"), reading.match.start("s")) is not None


def _founded_in_place(reading: Reading) -> bool:
    """Say whether what is taken as founded only says where: 在鹿泉经济开发区,由甲共建的乙成立."""
    before = reading.text[: reading.match.start()].rstrip(KIND_CHAR["Region"])
    return reading.opens_with("s") and before.endswith(("在", "位于", "落户"))


def _delegated(reading: Reading) -> bool:
    """Say whether a founder only allows or asks: 批准…设立, 由国务院|批复设立."""
    after = reading.match.start("o") + 1 if reading.has("o") else len(reading.text)
    asked = _DELEGATED.search(reading.text, _asked_from(reading), reading.verb)
    return bool(asked or _DELEGATED.match(reading.text, after))


def _asked_from(reading: Reading) -> int:
    """Return where a word may stand that makes founders of others: behind the one named, who founds if asked to (支持A建设B)."""
    named = reading.match.start("o") if reading.has("o") else reading.verb
    return named if named < reading.verb else reading.sentence.clause_start(reading.verb)


def _seated(reading: Reading) -> bool:
    founded = reading.match.start("s") if reading.has("s") else reading.verb
    return bool(_SEATED.search(reading.text, reading.verb, max(reading.verb, founded)))


def _second_title(reading: Reading) -> bool:
    return bool(reading.rule.topic) and reading.text.startswith("、", reading.match.start() - 1)


def _becomes(reading: Reading) -> bool:
    return reading.text.endswith("成为", 0, reading.verb)


def _of_the_place(reading: Reading) -> bool:
    opens = reading.opens_with("s")
    subject = reading.match.start("s") if opens else reading.sentence.clause_start(reading.verb)
    several = _SO_MANY_OF_IT.search(reading.text, subject, reading.verb)
    return bool(several or (opens and _OF_THE_PLACE.search(reading.text, subject, reading.verb)))


def _partners_of_another(reading: Reading) -> bool:
    if not reading.has("m"):
        return False
    at = reading.match.start("m")
    if reading.match.group().endswith("协同"):
        return False  # 甲与乙、丙协同: all three
    return bool(
        _PARTNERS.search(reading.text, max(0, at - 14), at) or _DONE_TO.search(reading.text, max(0, at - 10), at)
    )


def _others_do(reading: Reading) -> bool:
    at = reading.verb  # 与
    begun = reading.match.start("s") + 1 if reading.has("s") else reading.sentence.clause_start(at)
    return not reading.has("m") and bool(_FOR_OTHERS.search(reading.text, begun, at))


def _visited(reading: Reading) -> bool:
    """Say whether the first is only where somebody goes to: 赴|合肥对接阳光电源."""
    return reading.opens_with("s") and reading.text.endswith(("赴", "前往", "来到", "走进"), 0, reading.match.start())


def _joins_nouns(reading: Reading) -> bool:
    """Say whether 和 stands behind a noun, which it joins to the name behind it: 是中心城市|和长三角合作交流的龙头."""
    at = reading.verb
    beside = reading.has("s") and at == reading.match.start("s") + 1
    return not reading.has("m") and not beside and bool(_JOINS_NOUNS.search(reading.text, max(0, at - 1), at + 1))


def _takes_another(reading: Reading) -> bool:
    """Say whether those listed join hands with somebody named behind: 前海、南沙携手|港澳."""
    end = reading.match.end()
    takes = reading.has("m") and _TAKES.search(reading.text, end - 2, end)
    return bool(takes) and end in reading.sentence.group_at


def _not_with_it(reading: Reading) -> bool:
    """Say whether the words around the last name make the bond one of somebody or something else: 与湖北|高校结对."""
    match, text = reading.match, reading.text
    roles = [match.start(role) for role in match.re.groupindex]
    last = reading.sentence.groups[reading.sentence.group_at[max(roles)]].names[-1]
    if last.kind == "Region" and _ITS_BODY.match(text, max(roles) + 1):
        return True
    if not reading.has("m") and _MADE.search(text, max(0, max(roles) - 8), max(roles)):
        return True
    loose = match.group().endswith(("合作", "共享", "联合", "协作", "友好"))
    return bool(_NO_ACT.search(text, min(roles), match.end()) or (loose and _BOND_OF_A_NOUN.match(text, match.end())))


_MADE = re.compile("(?:打造|建设|构建|兴建|开发|推进|融入|建成|创建|共建|共推)了?[^,。;:、与和同\ue000-\ue03f]{0,3}$")
_JOINS_NOUNS = re.compile("[^,。;:、还也将并后极已正要应别强化进动促愿能可过再又了次在是展]和$")
_TAKES = re.compile("携手|联手|牵手|联合|会同")
_ITS_BODY = re.compile(
    "[^,。;:、的建立签合\ue000-\ue03f]{0,12}(?:研究院|研究所|实验室)|[^,。;:、\ue000-\ue03f]{0,5}(?:高校|台联|协会|学会|州政府|会议|学院|大学|公司|集团|商会|企业家|关系)"
)
_NO_ACT = re.compile("[\ue000-\ue03f][^,。;:\ue000-\ue03f]{0,14}(?:通过|利用|借助|凭借|聚焦|等重大|关系和)")
_BOND_OF_A_NOUN = re.compile("(?:创新)?(?:平台|旗舰|智造|龙头|示范区|试验区|区|园区|基地|单车|文化节|论坛|比赛|大赛)")


def _side_by_side(reading: Reading) -> bool:
    """Say whether the words behind the verb tell what befalls both, not what they do with each other: 共同|入选."""
    together = reading.match.group().endswith(("共同", "一道", "联合", "携手"))
    return together and bool(_SIDE_BY_SIDE.match(reading.text, reading.match.end()))


def _founders_only(reading: Reading) -> bool:
    """Say whether the sentence turns on what they founded, not on what they do with each other: 某所由甲、乙|共同组建。"""
    at = reading.match.start("m") if reading.has("m") else -1
    return at >= 0 and only_founders(reading.text, at + 1)


def only_founders(text: str, at: int) -> bool:
    """Say whether those named before ``text[at]``, a sentence in slots, are only told to have founded what was named before them."""
    return bool(_FOUNDERS.match(text, at))


_FOUNDERS = re.compile(
    "(?![^,。;:]{0,10}(?:合作|携手|协同|联手|协作|共建|合力|合办|联建|合建))[^,。;:方地\ue000-\ue03f]{0,14}?"
    "(?:设立|成立|组建|建设|创办|创建|打造|筹建|兴建|建立)+(?:而成|起来|完成)?(?:[的,。;]|$)"
)


def _another_between(reading: Reading) -> bool:
    """Say whether between who pays and where it goes stands somebody else: 甲在深圳,|乙|投资…."""
    if not (reading.has("s") and reading.has("o")):
        return False
    low, high = sorted((reading.match.start("s"), reading.match.start("o")))
    return bool(_SOMEBODY.search(reading.text, low + 1, high))


_SOMEBODY = re.compile(f"[{slot_class(frozenset(SETS['Body']))}]")


def _called_off(reading: Reading) -> bool:
    """Say whether the clause tells how it came to nothing, or the sentence that it is none: 终止|合作, 网传…|投资."""
    text, end = reading.text, reading.match.end()
    close = next((at for at in reading.sentence.clauses if at > end), len(text))
    return bool(_CALLED_OFF.search(text, reading.match.start(), close) or _UNREAL.search(text, 0, reading.verb))


def _by_another(reading: Reading) -> bool:
    at = reading.match.start()
    return bool(reading.rule.topic) and bool(_BY_ANOTHER.search(reading.text, reading.sentence.clause_start(at), at))


def _founded_by_nobody(reading: Reading) -> bool:
    """Say whether the clause tells what was founded, and names nobody before: 2014年设立的|基金."""
    begun = reading.text[reading.sentence.clause_start(reading.verb) : reading.verb]
    return any(reading.text.startswith("的", end) for end in reading.verb_ends) and not _NAMED.search(begun)


_NAMED = re.compile("[\ue000-\ue03f]")


def _stem_of_a_noun(reading: Reading) -> bool:
    """Say whether the verb is part of a word for who does it: 创办|者是, 建设|方为."""
    return any(reading.text.startswith(("者", "方"), end) for end in reading.verb_ends)


def _done_by_its_people(reading: Reading) -> bool:
    """Say whether the words behind a place name who there does it: 北京等地|研发机构|成立."""
    if not reading.opens_with("o") or reading.text[reading.match.start("o")] != KIND_CHAR["Region"]:
        return False
    return bool(_ITS_PEOPLE.search(reading.text, reading.match.end("o"), max(reading.match.end("o"), reading.verb)))


_ITS_PEOPLE = re.compile("机构|企业|公司|高校|院所|团队|客商|村民|农户|青年")


def _unrealised(reading: Reading) -> bool:
    """Say whether it was only thought of, or called off: 曾考虑把厂建在…, 取消在…建厂的计划."""
    return bool(_UNREALISED.search(reading.text, max(0, reading.verb - 16), reading.verb))


_UNREALISED = re.compile("(?:考虑过?|否认|取消|放弃|搁置|原定|原计划|曾计划|曾打算|传闻)[^,。;:!?]{0,14}$")


def _put_by_another(reading: Reading) -> bool:
    """Say whether what comes to a place is what the clause's subject puts there, not the subject: 甲把|乙产业园|放在丙."""
    clause = reading.sentence.clause_start(reading.verb)
    return reading.rule.topic == "subject" and bool(_PUT.search(reading.text, clause, reading.verb))


_PUT = re.compile(f"[把将][^,。;:]{{0,10}}{SLOT}[^,。;:]{{0,4}}$")


def _owner(reading: Reading) -> bool:
    """Say whether the subject only says whose the thing is that is there: 园区内,甲|旗下的乙."""
    at = reading.match.end("s") if reading.has("s") else 0
    return at == reading.match.end() and bool(_OWNS.match(reading.text, at))


_OWNS = re.compile(f"(?:旗下|下属|所属|控股|全资|子公司)(?:的|全资|控股|子公司|公司){{0,2}}{SLOT}")


def _its_people(reading: Reading) -> bool:
    """Say whether who is there are people or goods of the subject, or a part of it: 甲派出的团队常驻…, 其分院放在…."""
    clause = reading.sentence.clause_start(reading.verb)
    start = reading.match.end("s") if reading.has("s") else clause
    moved = _MOVED.search(reading.text, start, max(start, reading.verb))
    return bool(moved or (not reading.has("s") and _ITS_PART.match(reading.text, clause, reading.verb)))


_MOVED = re.compile(
    "(?:的|派出的)[^,。;:]{0,4}(?:团队|产品|专家|客户|人员|员工|代表|队伍|技术|设备|学生|毕业生|工程师)[^,。;:]{0,4}$"
)
_ITS_PART = re.compile("(?:另一?|一)[个座家]|其(?!中|总部)[^,。;:]{0,12}(?:分院|分中心|子公司|分公司|产品|专家|团队)")


def _of_what_lies_there(reading: Reading) -> bool:
    """Say whether the subject does something to what lies in the place: 甲接手了|位于乙的丙."""
    if not reading.has("s") or not reading.has("o") or reading.match.start("s") > reading.match.start("o"):
        return False
    follows = _OF_IT.match(reading.text, reading.match.end("o"))
    return bool(follows) and bool(_TRANSITIVE.search(reading.text, reading.match.end("s"), reading.verb))


_OF_IT = re.compile(f"(?:市|区|内|境内)?的[^,。;:]{{0,10}}{SLOT}")
_TRANSITIVE = re.compile(
    "(?:[^到]了|过|来到|走到|走进|走访|考察|参观|访问|收购|并购|接手|携手|联合|牵手|访)[^,。;:]{0,2}$"
)


def _beside(reading: Reading) -> bool:
    """Say whether the places named are those that something lies between or beside: 位于合肥和南京|中间."""
    return reading.has("o") and bool(_BESIDE.match(reading.text, reading.match.end("o")))


_BESIDE = re.compile("(?:两地|两市|两省)?(?:之间|中间|毗邻|附近|以[东南西北]|隔[江海河])|的?(?:姊妹|兄弟|友好)")


def _in_parts(reading: Reading) -> bool:
    """Say whether parts of what is taken to lie in a zone make it up, so that the zone lies there: 由渝北区|部分区域组成."""
    if not reading.has("s") or (reading.has("o") and reading.text[reading.match.start("o")] == KIND_CHAR["Region"]):
        return False
    at = reading.match.start("s")
    return reading.text[at] == KIND_CHAR["Region"] and bool(_PARTS_OF_IT.match(reading.text, at + 1))


_PARTS_OF_IT = re.compile("(?:等|的|全部|大部分?|各)?(?:部分|行政区域|全域|全境|局部|一部分)(?!项目|企业)")


def _sets_up(reading: Reading) -> bool:
    """Say whether the money sets up what is named: 投资3亿元建起|研究院 founds it."""
    named = reading.match.start("o") if reading.has("o") else reading.verb
    in_place = reading.text[named] in (KIND_CHAR["Zone"], KIND_CHAR["Region"])
    return not in_place and bool(_SETS_UP.search(reading.text, reading.verb, max(reading.verb, named)))


_SETS_UP = re.compile("建起|建成|建设|成立|设立|组建|创办|打造|兴建")


def _step_of_a_list(reading: Reading) -> bool:
    """Say whether the verb is one of the steps that a list holds with its object: 设计、制造、|封装测试 各有分工."""
    named = reading.match.start("o") if reading.has("o") else 0
    return reading.text.startswith("、", named - 1) and named - 1 in reading.verb_ends


def _oblique(reading: Reading) -> bool:
    at = reading.match.start()
    return (
        reading.opens_with("s")
        and not _one_phrase(reading.match)
        and bool(_OBLIQUE.search(reading.text, max(0, at - 2), at))
    )


def _one_phrase(match: re.Match[str]) -> bool:
    """Say whether subject and object make one phrase, whatever preposition stands before it: 为|安徽的通用航空产业链."""
    return "o" in match.re.groupindex and match.string[match.end("s") : match.start("o")] in _OF


_OF = ("", "的", "所在的", "总部所在的", "所处的")  # 把|甲集团所在的乙区


def _under_one_roof(reading: Reading) -> bool:
    """Say whether the fields are what one place or house holds that has no name: 打造集|研发、物流|于一体的基地."""
    if "集" not in reading.text or not reading.has("o"):
        return False
    at = reading.match.start("o")
    gathered = _GATHERED.search(reading.text, reading.match.start() + 1, at)
    return gathered is not None and bool(_ONE_ROOF.match(reading.text, at + 1))


_GATHERED = re.compile("集[^,。;:集]{0,24}$")
_ONE_ROOF = re.compile(
    rf"[^,。;:]{{0,24}}的[^,。;:链]{{0,12}}(?:基地|平台|中心|产业园区?|综合体|示范区|小镇|园区|[{slot_class(frozenset(SETS['Site']) - {'Cluster'})}])"
)


def _come_from_there(reading: Reading) -> bool:
    """Say whether the subject is only where the makers come from: 来自四川的|汽车企业 came here."""
    return reading.opens_with("s") and bool(_CALLED_ON.search(reading.text, 0, reading.match.start()))


_CALLED_ON = re.compile("(?:来自|走访|拜访|对接|考察|学习|参观)了?$")


def _leaves_it(reading: Reading) -> bool:
    """Say whether what stands behind a place and its field makes the field leave it (重庆|电子信息产业转移), or a title (…行动计划)."""
    if not (reading.opens_with("s") and reading.has("o") and reading.match.start("o") <= reading.match.start("s") + 2):
        return False
    return bool(_LEAVES.match(reading.text, reading.match.start("o") + 1))


_LEAVES = re.compile(
    "[^,。;:\ue000-\ue03f]{0,4}(?:转移|外溢|溢出|疏解)|[^,。;:\ue000-\ue03f]{0,12}(?:行动计划|发展规划|实施方案|若干措施|若干意见|管理办法)"
)


def _describes_another(reading: Reading) -> bool:
    """Say whether the words describe what is named behind them, or one of several things that are listed.

    建设|以甲为重点的乙经济带、|以丙为重点的丁经济带: neither is said of who builds them.
    """
    if reading.rule.topic != "subject" or not reading.text.startswith("以", reading.match.start()):
        return False
    listed = reading.text.startswith("、", reading.match.start() - 1)
    return bool((_DESCRIBES if listed else _DESCRIBES_NAMED).match(reading.text, reading.match.end()))


_DESCRIBES = re.compile("[^,。;:、]{0,4}的")
_DESCRIBES_NAMED = re.compile(rf"的[{slot_class(frozenset(('Zone', 'Region', 'Cluster', 'ResearchInstitute')))}]")


def _done_there(reading: Reading) -> bool:
    return reading.opens_with("s") and reading.text.startswith("在", reading.match.start() - 1)


def _counted_there(reading: Reading) -> bool:
    """Say whether the place only says where those are that are counted: 江苏省|5家稀土企业."""
    slots = (reading.match.start(slot) for slot in "som" if reading.has(slot))
    return any(
        _COUNTED.match(reading.text, at + 1) is not None
        and reading.sentence.groups[reading.sentence.group_at[at]].names[-1].kind == "Region"
        for at in slots
    )


def _begins_a_longer_name(reading: Reading) -> bool:
    """Say whether the firm that is taken as founded only opens the name of a new one: 合资成立|松下|冷机。"""
    at = reading.match.start("s") if reading.has("s") else -1
    return (
        reading.rule.relation == "foundedBy"
        and at > 0
        and reading.text[at] == KIND_CHAR["Company"]
        and not reading.opens_with("s")
        and _NEW_NAME.match(reading.text, at + 1) is not None
    )


_NEW_NAME = re.compile("(?![等和与及并后的在于以来用专负为是由从]|项目)[\u4e00-\u9fff]{2,6}(?:[,。;!?]|$)")
_COUNTED = re.compile("的?(?:[0-9]+|[两三四五六七八九十数几多]+)[多余]?[家名位](?!级)")


def _told_by_a_document(reading: Reading) -> bool:
    """Say whether a document that the subject issued stands between: 省政府印发《规划》,|推动汽车产业升级 is what the plan says."""
    moved = bool(reading.rule.topic) and reading.text.startswith(_MOVES, reading.verb)
    return moved and _ISSUED.search(reading.text, 0, reading.verb) is not None


_MOVES = ("推", "促", "带动", "助推")  # not 支持: who issues a plan to support a trade supports it
_ISSUED = re.compile(f"(?:印发|发布|出台|公布|下发)[^,。;:]{{0,8}}{KIND_CHAR['Policy']}")


_FOUNDED = frozenset(("foundedBy",))
_TOGETHER = frozenset(("cooperatesWith",))
_OBJECTIONS: list[tuple[frozenset[str], str, Callable[[Reading], bool]]] = [
    (frozenset(), NEGATED, _negated),
    (frozenset(("supports",)), "a document says it", _told_by_a_document),
    (frozenset(("supports",)), "what something is taken for is no deed", _taken_for),
    (frozenset(("supports",)), "it is done by means of others, or a noun", _by_means_of),
    (AGENT_IS_OBJECT, "a place is no founder", _agent_in_place),
    (frozenset(("foundedBy", "cooperatesWith", "investsIn")), "who does it is counted, not named", _counted_there),
    (_FOUNDED, "the firm only opens the name of the one that is founded", _begins_a_longer_name),
    (_FOUNDED, "where something is founded is not what is founded", _founded_in_place),
    (_FOUNDED, "the verb is part of a noun", _stem_of_a_noun),
    (_FOUNDED, "nobody is named who founded it", _founded_by_nobody),
    (_FOUNDED, "who allows or asks is no founder", _delegated),
    (_FOUNDED, "what something moves to is not founded", _seated),
    (frozenset(("worksFor",)), "a second title is that of the body before the first", _second_title),
    (frozenset(("worksFor",)), "the title is of a body without a name", _heads_another),
    (frozenset(("runs",)), "what something becomes is no deed", _becomes),
    (frozenset(("selectedFor",)), "what is of a place is selected, not the place", _of_the_place),
    (frozenset(), "the list is whom someone else works with", _partners_of_another),
    (_TOGETHER, "who works with them has no name", _others_do),
    (_TOGETHER, "where somebody goes to is no partner", _visited),
    (_TOGETHER, "和 joins two nouns", _joins_nouns),
    (_TOGETHER, "they do it with somebody named behind", _takes_another),
    (_TOGETHER, "the bond is one of something else", _not_with_it),
    (_TOGETHER, "what befalls both is nothing they do with each other", _side_by_side),
    (_TOGETHER, "that they founded something is all that is said", _founders_only),
    (_TOGETHER | {"investsIn"}, "it came to nothing", _called_off),
    (frozenset(("investsIn",)), "somebody else stands between", _another_between),
    (frozenset(("foundedBy", "cooperatesWith")), "the clause names another as the one who does it", _by_another),
    (frozenset(("foundedBy", "locatedIn")), "who does it is of the place, not the place", _done_by_its_people),
    (frozenset(("locatedIn",)), "what lies beside a place is not in it", _beside),
    (frozenset(("locatedIn",)), "only parts of the region belong to it", _in_parts),
    (frozenset(("locatedIn",)), "the subject puts something else there", _put_by_another),
    (frozenset(("locatedIn",)), "the subject only says whose the thing is", _owner),
    (frozenset(("locatedIn",)), "who is there is of the subject, not the subject", _its_people),
    (frozenset(("locatedIn",)), "it is said of what lies there", _of_what_lies_there),
    (_PLANS, "it was only thought of, or called off", _unrealised),
    (frozenset(("investsIn",)), "what the money sets up is founded", _sets_up),
    (frozenset(("focusesOn",)), "the verb is a noun in a list", _step_of_a_list),
    (frozenset(("focusesOn",)), OF_ANOTHER, _under_one_roof),
    (frozenset(("focusesOn",)), "who comes from a place is not there", _come_from_there),
    (frozenset(("focusesOn",)), "the field leaves the place, or the words are a title", _leaves_it),
    (frozenset(("focusesOn",)), "the words describe what is named behind them", _describes_another),
    (frozenset(), "the subject's place is taken by a name after a preposition", _oblique),
    (DEEDS, "where it is done is not who does it", _done_there),
]
