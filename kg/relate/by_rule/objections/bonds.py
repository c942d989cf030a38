"""Why those whom a rule names are not said to work with each other, in a sentence that it fits."""

import re

from kg.relate.by_rule.objections.reading import Reading


def partners_of_another(reading: Reading) -> bool:
    """Say whether the list is that of partners or guests of somebody else: 与|甲、乙|合作, 引进|甲、乙."""
    if not reading.has("m"):
        return False
    at = reading.match.start("m")
    if reading.match.group().endswith("协同"):
        return False  # 甲与乙、丙协同: all three
    if _APART.search(reading.text, max(0, at - 80), at):
        return True
    if _TAKEN_ALONG.search(reading.text, max(0, at - 3), at) and not _ALL.match(reading.text, at + 1):
        return True
    return bool(
        _PARTNERS.search(reading.text, max(0, at - 24), at) or _DONE_TO.search(reading.text, max(0, at - 10), at)
    )


_APART = re.compile("分别[与和同][^。;]*$")  # 分别与甲,乙、丙签约
# 与甲、乙合作, 与金融机构、甲及乙签约: who works with them is someone else.
_PARTNERS = re.compile(
    r"[与和同对向](?:(?:[^,。;:、和与及\ue000-\ue03f]{1,8}|[\ue000-\ue03f]{1,3})(?:、|和|与|及|以及))*$"
)
# 引进甲、乙, 为甲、乙牵线: what is done to the list is not what its members do.
_DONE_TO = re.compile(
    "(?:引进|引入|引来|吸引|招引|来自|走访|服务|走进|赴|跨越|串联)[^,。;:]{0,6}$|[为向对给把将被][^,。;:]{0,2}$"
)


_TAKEN_ALONG = re.compile("(?:携手|联手|牵手|联合|会同)了?$")
_ALL = re.compile("[^,。;:]{0,8}(?:共同|联合)")  # 甲联合|乙、丙|共同主办: all three


def others_do(reading: Reading) -> bool:
    """Say whether somebody without a name is brought to do it: 帮企业与|甲|合作."""
    at = reading.verb  # 与
    begun = reading.match.start("s") + 1 if reading.has("s") else reading.sentence.clause_start(at)
    return not reading.has("m") and bool(_FOR_OTHERS.search(reading.text, begun, at))


# 帮企业与|甲合作: who works with them has no name.
_FOR_OTHERS = re.compile(
    "(?:帮助?|[让使令]|协?助|促成|引导|组织|鼓励|支持|推动|推进|促进|带领|动员)[^,。;:、\ue000-\ue03f]{1,12}$"
)


def sign_one_by_one(reading: Reading) -> bool:
    """Say whether those listed are firms that sign with somebody else, each for itself: |甲、乙|等12家企业现场签约."""
    return reading.has("m") and bool(_EACH_SIGNS.match(reading.text, reading.match.end("m")))


_EACH_SIGNS = re.compile(
    "等[^,。;:与和同]{0,8}(?:企业|项目|公司|单位|机构)[^,。;:与和同]{0,6}(?:签约|签署|签订)(?!联合|共同|战略合作)"
)


def hosts_signings(reading: Reading) -> bool:
    """Say whether they only hold the ceremony at which others sign: 举行|招商引资项目集中签约仪式."""
    return bool(_SIGNINGS.search(reading.text, reading.verb, reading.match.end() + 2))


_SIGNINGS = re.compile("(?:集中|招商|项目)[^,。;:]{0,6}签约")


def visited(reading: Reading) -> bool:
    """Say whether the first is only where somebody goes to: 赴|合肥对接阳光电源."""
    return reading.opens_with("s") and reading.text.endswith(("赴", "前往", "来到", "走进"), 0, reading.match.start())


def joins_nouns(reading: Reading) -> bool:
    """Say whether 和 stands behind a noun, which it joins to the name behind it: 是中心城市|和长三角合作交流的龙头."""
    at = reading.verb
    beside = reading.has("s") and at == reading.match.start("s") + 1
    return not reading.has("m") and not beside and bool(_JOINS_NOUNS.search(reading.text, max(0, at - 4), at + 1))


_JOINS_NOUNS = re.compile(
    "(?:[^,。;:、还也将并后极已正要应别强化进动促愿能可过再又了次在是展]|(?:经济|社会|产业|质量)发展)和$"
)


def takes_another(reading: Reading) -> bool:
    """Say whether those listed join hands with somebody named behind: 前海、南沙携手|港澳."""
    end = reading.match.end()
    takes = reading.has("m") and _TAKES.search(reading.text, end - 2, end)
    return bool(takes) and end in reading.sentence.group_at


_TAKES = re.compile("携手|联手|牵手|联合|会同")


def not_with_it(reading: Reading) -> bool:
    """Say whether the words around the last name make the bond one of somebody or something else: 与湖北|高校结对."""
    match, text = reading.match, reading.text
    roles = [match.start(role) for role in match.re.groupindex]
    last = reading.sentence.group(max(roles)).names[-1]
    if last.kind == "Region" and _ITS_BODY.match(text, max(roles) + 1):
        return True
    if not reading.has("m") and _MADE.search(text, max(0, max(roles) - 8), max(roles)):
        return True
    loose = match.group().endswith(("合作", "共享", "联合", "协作", "友好"))
    return bool(_NO_ACT.search(text, min(roles), match.end()) or (loose and _BOND_OF_A_NOUN.match(text, match.end())))


_MADE = re.compile("(?:打造|建设|构建|兴建|开发|推进|融入|建成|创建|共建|共推)了?[^,。;:、与和同\ue000-\ue03f]{0,3}$")
_ITS_BODY = re.compile(
    "[^,。;:、的建立签合\ue000-\ue03f]{0,12}(?:研究院|研究所|实验室)|[^,。;:、\ue000-\ue03f]{0,5}(?:高校|台联|协会|学会|州政府|会议|学院|大学|公司|集团|商会|企业家|关系)"
)
_NO_ACT = re.compile("[\ue000-\ue03f][^,。;:\ue000-\ue03f]{0,14}(?:通过|利用|借助|凭借|聚焦|等重大|关系和)")
_BOND_OF_A_NOUN = re.compile("(?:创新)?(?:平台|旗舰|智造|龙头|示范区|试验区|区|园区|基地|单车|文化节|论坛|比赛|大赛)")


def only_the_frame(reading: Reading) -> bool:
    """Say whether the list is that of the circles within which others do it: 在联合国、上合组织等|框架下协作."""
    last = max(reading.match.start(role) for role in reading.match.re.groupindex)
    return bool(_FRAME.match(reading.text, last + 1))


_FRAME = re.compile(
    "(?:、[^,。;:、在的\ue000-\ue03f]{1,8})*等?[^,。;:、在的\ue000-\ue03f]{0,6}(?:(?:框架|机制|场合)(?:下|内|中)|(?:合作)?(?:机制)?等?多边(?:平台|机制|框架))"
)


def only_called_so(reading: Reading) -> bool:
    """Say whether the verb is a part of another word: 互动|化宣讲, 联合|命题."""
    return reading.rule.relation == "cooperatesWith" and _GOES_ON.match(reading.text, reading.match.end()) is not None


_GOES_ON = re.compile("化|命题|国|会议|体")


def side_by_side(reading: Reading) -> bool:
    """Say whether the words behind the verb tell what befalls both, not what they do with each other: 共同|入选."""
    together = reading.match.group().endswith(("共同", "一道", "联合", "携手"))
    return together and bool(_SIDE_BY_SIDE.match(reading.text, reading.match.end()))


_SIDE_BY_SIDE = re.compile(
    "[^,。;:\ue000-\ue03f]{0,2}(?:入选|获|位列|成为|跻身|参加|出席|参展|亮相|构成|见证|被|列入|面临|位居|上榜|当选|成长|进步|竞争|争夺|奏响|书写|谱写)"
)


def founders_only(reading: Reading) -> bool:
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


def called_off(reading: Reading) -> bool:
    """Say whether the clause tells how it came to nothing, or the sentence that it is none: 终止|合作, 网传…|投资."""
    text, end = reading.text, reading.match.end()
    close = next((at for at in reading.sentence.clauses if at > end), len(text))
    return bool(_CALLED_OFF.search(text, reading.match.start(), close) or _UNREAL.search(text, 0, reading.verb))


_CALLED_OFF = re.compile(
    "(?:解除|终止|中止|取消|破裂|退出|放弃|拒绝|叫停|撤回|停止|暂停|搁置|泡汤|告吹|流产|驳回|未果)"
)
_UNREAL = re.compile("除非|如果|假如|倘若|要是|网传|传闻|谣言|不实|原定|原计划|原拟|原本|曾计划|曾拟|曾打算|一度想")
