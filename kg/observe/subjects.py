"""Whom a number is stated of: its clause's subject, the place the clause opens with, or the topic so far."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from kg.lexicon import load
from kg.observe.tables import Column
from kg.observe.unnamed import EVENT, SOMEONE, things
from kg.recognise import Found
from kg.relate.slots import within
from kg.words import words

KINDS = frozenset(
    ("Zone", "Region", "Cluster", "Company", "ResearchInstitute", "University", "Organization", "Program", "Policy")
)
_PLACES = frozenset(("Zone", "Region"))
_NEAR = frozenset(("Zone", "Region", "Cluster", "Company"))
_SEATS = frozenset(("Zone", "Region", "Cluster", "ResearchInstitute", "University", "Organization"))
_SITES = frozenset(("Zone", "Region", "Cluster"))
CLAUSE_END = ",。;:!?("
_CLAUSE_MARK = re.compile(f"[{CLAUSE_END}]")
_LAST_MARK = re.compile(f".*[{CLAUSE_END}]", re.DOTALL)
_LONGEST_CLAUSE = 120
_MOST_UNREAD = 8  # sentences without a number that wait
_MOST_NAMES = 24  # names that 全市 or 该公司 can point back to
_LONGEST_APPOSITION = 10  # characters: 副省级城市宁波
_CLASS_NAME = re.compile(r"(?:国家级?|省级|市级|世界级|全国)(?:先进|战略|创新|高新|经济|自主)")
_TIME = (
    r"(?:截至|截止|到|至|自|从|早在|在)?(?:(?:19|20)\d\d年(?:[底末初]|\d{1,2}月(?:份|底|末|\d{1,2}日)?|上半年|下半年|[一二三四]季度|前[\d一二三四五六七八九十]{1,3}个?(?:月|季度)|1[-~至—]\d{1,2}月份?|以来|间)?"
    r"|[今去前明同]年(?:[底末初]|\d{1,2}月(?:份|底|末|\d{1,2}日)?|上半年|下半年|[一二三四]季度|前[\d一二三四五六七八九十]{1,3}个?(?:月|季度)|1[-~至—]\d{1,2}月份?|以来|全年)?"
    r"|“?十[一二三四五]五”?(?:期间|时期|以来|末)?|目前|如今|现在|当前|眼下|当下|近年来?|近日|日前|近期|昨天|今天|昨日|今日|上半年|下半年|[一二三四]季度|前三季度|\d{1,2}月(?:\d{1,2}日|份|底|末)?|[\d一二三四五六七八九十两]{1,3}(?:年|个月)(?:多)?(?:来|间|以来|内|后|前)"
    r"|这些年来?|这几年来?|近几年来?|多年来|长期以来|过去|过去[\d一二三四五六七八九十]{1,3}年)(?:以来|起|开始|为止|底|末)?"
)
ADVERBS = re.compile(
    rf"(?:[“”《\s]|[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|{_TIME}|同时|其中|此外|另外|而且|因此|为此|随后|未来|下一步|接下来|不仅|不只|仅|光(?![伏电谷纤学子刻明])|而|并|也|还|又|则|便|就|已经?|正在?|将|据[^,。;]{{0,10}}(?:介绍|了解|统计|悉|测算|报道|透露|显示)|有关统计显示|数据显示|统计显示|比如|例如|诸如|譬如|像|以来|期间"
    r"|一方面|另一方面|首先|其次|最后|特别是|尤其是|其|届时|力争|预计|计划|有望|争取|目标是|最终|总体上|全年|累计|共计?|总计|上游|中游|下游|只见|原来|当时|今后|与此同时|不过|但是?|虽然|尽管|事实上|实际上|的)*+"
)
_REPORTED = re.compile(
    r"(?:显示|表示|指出|介绍|获悉|透露|强调|称|说|了解到|提出|发现|认为|宣布|明确|公布|看到|知道|来看|看来|得知|悉|为例|告诉记者|告诉我们|这里是|这里就是)$"
)
_REPORTS = re.compile(
    r"[^,。;:]{0,14}?(?:说|表示|介绍|指出|强调|告诉|认为|透露|称|宣布|坦言|看来|提出|调研|考察|出席|主持|致辞|视察|参观|会见|分析|总结|解释|主任|书记|市长|省长|县长|区长|局长|厅长)|[等,::、]"
)
_OBLIQUE = re.compile(
    r"(?:对|向|与|和|同|跟|把|将|给|被|让|使|占|按|按照|根据|据|凭|凭借|通过|依托|围绕|以|从|由|为|比|超过|超越|来自|面向|服务|对接|接轨|融入|连接|链接|辐射|带动|助力|推动|促进|支持|如|作为|除|除了|随着|因|于是|距|距离|离|往|自|经|沿|至|到|达到|引领|关于|针对|对于|替|相当于|仅次于|打造|建设|发展|形成|培育|引进|布局|设立|成立|创建|建成|获批|入选|被誉为)[“《]?$"
)
_LOCATIVE = re.compile(r"(?:在|位于|地处|坐落于|坐落在|走进|来到|走入|步入|于|落户|落户于|落地|聚焦)[“《]?$")
_TOLD_OF = re.compile(  # what tells of the name after it, which it does not act on: 与上海一江之隔的南通
    r"(?:作为)?(?:这[个座家]|一[个座家])?(?:(?P<at>在)|与|和|位于|地处|坐落|毗邻|紧邻|紧靠|靠近|背靠|濒临|处于|身处|被誉为|有着|素有|号称|享有|曾|占地|总?面积|成立于|始建于|建于|诞生于|地跨|横跨|同为|同样)"
)
_EXPLAINED = re.compile("[^,。;:、—“”]{2,18}——")  # 西部最大的园区——…: what is meant is named after it
_POINTED = re.compile("(?:^|[,今年])(?:这[个座片]|该)$")
_LYING = re.compile(r"(?:位于|地处|坐落于|坐落在)[“《]?$")
_UNNAMED = re.compile(
    r"(?:我国|中国|全国(?!每|首|唯一|最|重点|文明|先进|性|特色|第[一二三四五六七八九十](?!产业)|百强|前|优秀|示范|知名|领先|一流)|全球(?!每|首|唯一|最|领先|知名|\d+强|第|前|一流|顶)|世界(?!首|唯一|最|上|级|领先|一流|\d+强|第|前|知名|顶)|国内(?!首|唯一|最|外?知名|领先)|各地|各省|各市|国家(?:级)?(?:高新区|经开区|高新技术产业开发区|自主创新示范区|自创区)"
    r"|(?:这|那|该|此|某|另|每|[一两三])(?:家|座|位|名|款|只|群)[^,。;:]{0,16}?(?:企业|公司|工厂|人|姑娘|小伙|老板|团队|产品|农民|村民|设备|项目|机器|商家|店|基地|平台|集团|机构|医院|学校)"
    r"|[这那](?:家|座|位|名|款|只|群|种|类|项|条|台|套|艘|支|批|张|份|场|部|块|栋|幢|间|颗|枚|把|根|口|幅)|这个数"
    r"|(?:该|这个|这项|这些|此|本)(?:企业|公司|工厂|厂|项目|产品|技术|系统|平台|设备|基金|团队|机构|工程|联盟|车间|生产线|品牌|医院|学校|活动|展会|大会|论坛|会议)|项目(?=总?投资|占地|建成|一期|达产|投产|全部|总|规划|计划)|基金(?=总?规模|首期)|大会|会议|展会|论坛|博览会|参展商"
    r"|一个(?:人|工人|农民|企业|家庭|员工)|企业(?=历时|投资|计划|将|已|今年|自主|还|也|每年|开展|成功|先后|累计|研发)|大会|\d+多?[家个]国家级?(?:高新区|经开区|高新技术产业开发区|自创区)|\d+多?个(?:省(?!级)|国家(?=和地区|的|参|派|,|、)|部门|部委|国家部委|城市(?!群)|单位)|[他她它](?:们)?|我们(?!看到|了解|发现|注意到|采访)|咱们|大家|有人|人们|许多|不少|有的|有些|还有企业|也有企业|有企业|老两口|两口子|夫妻|一家人|全家|家里|自家|我家|他家|她家|很多|多地|其他|全村|全镇|全乡|村里|村集体|另一家|一些|多家|美国|日本|德国|英国|法国|韩国|欧盟|欧洲|俄罗斯|印度|国外|海外)"
)
_THAT = re.compile(r"(?:该|这个|这一|这些|此)(?P<head>[\u4e00-\u9fff]{2,6})")
# What the expressions of this page can begin with: most clauses open otherwise, and need not be tried.
_OPENS = frozenset(
    "村我中全世国各这那该此某另每一两三本项基大会展论博参企他她它咱有人许不很多其美日德英法韩欧俄印海公集整在当园区市省新高开经核启示自科生软保合试集工大实湾也有老两夫家我还0123456789"
)
_COMPANY_BACK = re.compile(r"该?(?:公司|集团)(?![\u4e00-\u9fff]{1,3}区)|该企业")
_FIRM_BACK = re.compile(r"这家(?:企业|公司|集团)|企业(?=有望|已|将|今年|去年|计划|年|先后|累计|每年|自主|拥有)")
_PLACE_BACK = re.compile(
    r"(?P<level>全|该|我|本|这座|这个|整个|这片|在这片)(?P<what>省|市|州|县|区|镇|园区|自治区|新区|开发区|高新区|城市|园|集群|产业园|科技园|土地|热土)|(?P<here>在?当地|在?这里|在?此地|园区|区内|市内|省内|在?园区内|新区|高新区|开发区|经开区|核心区|启动区)"
    r"|(?P<zone>示范区|自创区|科学城|科技城|生态城|产业园|科技园|软件园|生物城|保税区|自贸区|合作区|试验区|集聚区|工业园区?|自贸试验区|科创走廊|大走廊|实验区|大?湾区)(?![域级类内外建试])"
)
_RELATIVE = re.compile(r"[”》]?[^,。;:的、\d\s]{1,5}的(?=\d)")
_AFTERWARDS = re.compile(
    r"(?:落户|入驻|进驻|落地|扎根|汇聚|聚集|集聚|坐落|分布|位于|云集|建在|投产|来到|落子)(?:在|于|到|了)?[“《]?$|在[“《]?$"
)
_FIRST = re.compile(
    rf"(?:{ADVERBS.pattern})(?:首批|第[一二三]批|还有|已有|[^,的]{0, 8}的)?(?:近|约|超过?|逾)?".replace("*+", "*")
)
_OF_WHOLE = re.compile(
    r"(?<![占为比居列在于位过])[全我](?P<what>[省市州县区旗镇])(?:的|现有|已有|共有|有|近|约|超过?|逾)?$"
)
_THIS_ONE = re.compile("的?[这那][家位名]")
_AND_OTHERS = re.compile(
    "等地?(?:的)?(?=[\\d一二三四五六七八九十百两])[^,。;:]{1,6}[个家][^,。;:]{0,8}(?:被|入选|获|列|成为|纳入|市|县|区|园|国)"
)
_INSIDE = re.compile("境?内,|里,|中,")
_SETTING = re.compile(r"(?:境内|市内|区内|[内里])?,")
_SETTLED = re.compile(
    r"[^,。;:]{0,16}?(?:落户|入驻|进驻|落地|扎根|云集)(?:在|于|到|了)?(?:该|这个)?(?:(?P<zone>园区|科技园|高新区|开发区|新区|产业园)|这里|当地|此地)"
)
_MADE_IN = re.compile("(?:产自|出自|来自|是)于?(?:中国)?“?")  # 每三台就有一台产自苏州
_DESCRIBES = re.compile(r"[^,。;、的\d“”]{0,6}的[“《]?")
_OF_ALL = re.compile(r"全国的?[“《]?$")  # 全国创新型产业集群试点共61个 counts the programme
_HEDGED = re.compile(r"[省市]?(?:近|约|超过?|逾|上|多达|共|有|拥有|已有|共有|现有)*")
_COMPARED = re.compile(
    r"(?:占|距|离|距离|到|至|比|较|对|向|为|给|与|和|及|、|覆盖|辐射|来自|跨越?|途经|经过|连接)[“《]?$"
)
_HOLDS = re.compile("拥有|承担|获批|入选|建成|获得|落地|[已共现]有")
_COUNTED = re.compile(r"[“《]?(?:国家级?|省级)?")
_COUNTED_PROGRAMS = ("试点", "专项", "工程", "计划", "行动")
_LINK = re.compile(r"[”》]?(?:、|和|与|及|以及|暨)[“《]?")


class Holder(NamedTuple):
    """Of whom a text speaks from ``start`` on. No names: someone without a name, to whom no number can be given."""

    start: int
    end: int
    names: tuple[Found, ...]
    place_only: bool = False  # the place where it happens, not who does it
    thing: bool = False  # a noun that may be what is counted: 医院已有30家
    person: bool = False  # who, other than a building site, is told of for himself also where the text names a place


class Sentence(NamedTuple):
    """A stretch of a flow with its names: ``names`` stand in no other, ``nested`` are all names of the flow in order."""

    text: str
    start: int
    end: int
    names: Sequence[Found]
    nested: Sequence[Found]


def _nobody() -> tuple[Found, ...]:
    return ()


class Spoken(NamedTuple):
    """What the text before has been about: the last holder and the latest names, latest last.

    Sentences without a number wait in ``unread``, and who was spoken of is told when it is asked for: mostly nobody asks.
    """

    topic: Callable[[], tuple[Found, ...]] = _nobody
    history: tuple[Found, ...] = ()
    unread: tuple[Sentence, ...] = ()
    columns: tuple[Column, ...] = ()  # of the table that is being read


def holders(sentence: Sentence, spoken: Spoken, until: int = 0) -> list[Holder]:
    """Return of whom the sentence speaks, in the order of their places, after a text about ``spoken``.

    ``until``: where its last number stands; what has no name is of no interest behind it.
    """
    text, start, end, names, nested = sentence
    found = list(_named(text, start, _groups(text, names), nested, spoken))
    found.extend(_unnamed(text, start, end, found, names, spoken, until))
    found.extend(_events(text, start, end))
    return sorted(found)


def holder_of(
    text: str, start: int, at: int, all_holders: Sequence[Holder], spoken: Spoken, opens: bool = False
) -> tuple[Found, ...]:
    """Return of whom a number at ``at`` is stated: the nearest subject, then the nearest place, then the topic.

    ``opens``: bodies that are counted open their clause, 30家企业已入驻; a place has them, and no firm told of before.
    """
    clause = clause_start(text, start, at)
    before = _reaching(text, at, [h for h in all_holders if h.start < at and not _bracketed(text, h.start, at)])
    here = [h for h in before if h.start >= clause]
    if any(not h.names and h.start == at and text[at].isdigit() for h in all_holders):
        return ()
    subjects = [h for h in here if not h.place_only]
    if subjects and subjects[-1].names:
        return subjects[-1].names
    if (
        here
        and here[-1].place_only
        and here[-1].names
        and (subjects or not any(h.names and not h.place_only for h in before))
    ):
        return here[-1].names
    if subjects:
        return ()
    someone = any(not h.names and not h.thing for h in before)
    if opens and not someone and (place := setting(text, at, before)):
        return (place,)
    for holder in reversed([h for h in before if not h.place_only or _SETTING.match(text, h.end)]):
        return holder.names
    for holder in reversed(before):
        return holder.names
    return () if opens and any(n.kind == "Company" for n in spoken.topic()) else spoken.topic()


def setting(text: str, at: int, all_holders: Sequence[Holder]) -> Found | None:
    """Return the place where what is told at ``at`` happens: 在苏州, or 园区内,."""
    before = [h for h in all_holders if h.names and h.start < at]
    places = [h for h in before if h.place_only or _INSIDE.match(text, h.end)]
    return places[-1].names[0] if places and len(places[-1].names) == 1 else None


def _reaching(text: str, at: int, before: list[Holder]) -> list[Holder]:
    """Return the holders without the things that say nothing of a number at ``at``: beyond a ; or in a place told first."""
    setting = next((h.start for h in before if h.place_only and h.names), at)
    return [h for h in before if not h.thing or ((h.person or h.start < setting) and ";" not in text[h.end : at])]


def postpone(sentences: Sequence[Sentence], spoken: Spoken) -> Spoken:
    """Return ``spoken`` with sentences that have no number; of many such the first only leave their names."""
    if not sentences:
        return spoken
    unread = (*spoken.unread, *sentences)
    history = spoken.history
    for sentence in unread[:-_MOST_UNREAD]:
        history = _longer(history, sentence.names)
    return Spoken(spoken.topic, history, unread[-_MOST_UNREAD:])


def catch_up(spoken: Spoken) -> Spoken:
    """Return ``spoken`` after what was still unread."""
    if not spoken.unread:
        return Spoken(spoken.topic, spoken.history)
    history = spoken.history
    for sentence in spoken.unread:
        history = _longer(history, sentence.names)
    return Spoken(_Told(spoken), history)


class _Told:
    """Who is spoken of after the unread sentences of a text."""

    def __init__(self, spoken: Spoken) -> None:
        if isinstance(spoken.topic, _Told):
            spoken.topic()  # now, or long texts would be read from their end back to their beginning
        self._spoken = spoken
        self._names: tuple[Found, ...] | None = None

    def __call__(self) -> tuple[Found, ...]:
        if self._names is None:
            topic = Spoken(self._spoken.topic, self._spoken.history)
            for sentence in self._spoken.unread:
                topic = follow(holders(sentence, topic), sentence, topic)
            self._names = topic.topic()
        return self._names


def follow(all_holders: Sequence[Holder], sentence: Sentence, spoken: Spoken) -> Spoken:
    """Return what the text has been about after a sentence: the subject of its last part that names one."""
    history = _longer(spoken.history, sentence.names)
    lasting = [h for h in all_holders if not h.thing]
    subjects = [h for h in lasting if not h.place_only] or lasting
    if not subjects:
        return Spoken(spoken.topic, history)
    last_part = [h for h in subjects if ";" not in sentence.text[h.start : subjects[-1].start]]
    named = [h for h in last_part if h.names]
    if named and named[0].names[0].kind == "Policy":
        return Spoken(spoken.topic, history)  # what a paper says next is seldom said of the paper
    names = named[0].names if named else ()
    return Spoken(lambda: names, history)


def _longer(history: tuple[Found, ...], names: Sequence[Found]) -> tuple[Found, ...]:
    named = [n for n in names if n.kind in KINDS]
    return (*history, *named)[-_MOST_NAMES:] if named else history


def opens_clause(text: str, clause: int, start: int) -> bool:
    """Say whether a number at ``start`` is the first thing its clause says."""
    before = text[clause:start]
    return len(before) <= 12 and _FIRST.fullmatch(before) is not None


def of_all(text: str, clause: int, start: int, names: Sequence[Found], spoken: Spoken) -> tuple[Found, ...]:
    """Return the place whose whole a number is of, where the clause does not open with it: 实现全市30家."""
    whole = _OF_WHOLE.search(text, clause, start)
    if not whole or ADVERBS.fullmatch(text, clause, whole.start()):
        return ()
    so_far = Spoken(spoken.topic, (*spoken.history, *(n for n in names if n.end <= whole.start())))
    return _place_back(whole["what"], so_far)


def right_before(text: str, clause: int, start: int, names: Sequence[Found]) -> Found | None:
    """Return the name that stands right before a number: 江苏16个…, not 占江苏30%, 距上海90公里."""
    for name in names:
        if name.end <= start and name.kind in _NEAR and not _country(name.name) and not _CLASS_NAME.match(name.name):
            near = name.start >= clause and _HEDGED.fullmatch(text, name.end, start)
            if near and not _COMPARED.search(text[clause : name.start]):
                return name
    return None


def made_in(text: str, end: int, names: Sequence[Found]) -> Found | None:
    """Return the name after a share of what is made: 每三台机器人就有一台产自苏州."""
    after = (n for n in names if n.start >= end and n.kind in KINDS)
    return next((n for n in after if _MADE_IN.fullmatch(text, end, n.start)), None)


def after_number(text: str, end: int, names: Sequence[Found], counted: bool) -> Found | None:
    """Return the name after a number that it is stated of: 90家企业落户高新区, 投资3亿元的…公司."""
    for name in names:
        if name.start >= end:
            between = text[end : name.start]
            if len(between) > 24 or any(mark in between for mark in ",。;:!?"):
                return None
            if name.kind != "Region" and name.kind in KINDS and _DESCRIBES.fullmatch(between):
                return name
            if counted and name.kind in ("Zone", "Region", "Cluster") and _AFTERWARDS.search(between):
                return name
    return None


def counted_program(text: str, clause: int, start: int, end: int, names: Sequence[Found]) -> Found | None:
    """Return the programme whose parts a number counts: 61个…试点; not what somebody holds: 承担了10项…工程."""
    for name in names:
        if name.start >= end:
            fits = name.kind == "Program" and name.name.endswith(_COUNTED_PROGRAMS)
            counted = fits and _COUNTED.fullmatch(text, end, name.start) and not _HOLDS.search(text, clause, start)
            return name if counted else None
    return None


def after_count(text: str, end: int, spoken: Spoken) -> Found | None:
    """Return the place that a count is put in without its name: 10家企业落户园区."""
    match = _SETTLED.match(text, end)
    place = _place_back("园区" if match and match["zone"] else "", spoken) if match else ()
    return place[0] if len(place) == 1 else None


def clause_start(text: str, start: int, at: int) -> int:
    """Return where the clause of ``text`` around ``at`` begins."""
    low = max(start, at - _LONGEST_CLAUSE)
    closed = text.rfind(")", low, at)
    if closed >= 0:
        opened = text.rfind("(", low, closed)
        after = _LAST_MARK.match(text, closed, at)
        return after.end() if after else clause_start(text, start, opened) if opened >= 0 else closed + 1
    last = _LAST_MARK.match(text, low, at)
    return last.end() if last else low


def _bracketed(text: str, inside: int, at: int) -> bool:
    """Say whether a bracket around ``inside`` closes before ``at``."""
    closed = text.find(")", inside, at)
    return (
        closed >= 0
        and text.rfind("(", inside, closed) < 0
        and text.rfind("(", max(0, inside - 40), inside) > text.rfind(")", max(0, inside - 40), inside)
    )


def _groups(text: str, names: Sequence[Found]) -> list[tuple[Found, ...]]:
    groups: list[tuple[Found, ...]] = []
    for name in names:
        last = groups[-1][-1] if groups else None
        between = text[last.end : name.start] if last else ""
        alike = last is not None and (last.kind == name.kind or {last.kind, name.kind} <= _PLACES)
        if last and alike and _LINK.fullmatch(between):
            groups[-1] = (*groups[-1], name)
        else:
            groups.append((name,))
    return groups


def _named(
    text: str, start: int, groups: list[tuple[Found, ...]], nested: Sequence[Found], spoken: Spoken
) -> Iterator[Holder]:
    previous: Holder | None = None
    for group in groups:
        first, last = group[0], group[-1]
        bracket = text[last.end : last.end + 1] == "("
        if previous and is_counted_there(text, previous.names[-1:], first):
            continue
        role = _role(text, start, first, last, previous)
        names = _speaking(text, group, nested, spoken)
        if names and _AND_OTHERS.match(text, last.end):
            names = ()
        if names is None or (not role and not bracket):
            continue
        holder = Holder(first.start, last.end, names, role == "place")
        if bracket and not role:
            yield Holder(last.end + 1, last.end + 1, names)
            continue
        previous = holder
        yield holder


def is_counted_there(text: str, before: Sequence[Found], name: Found) -> bool:
    """Say whether a programme's name only says what a place before it has so many of: 江苏省的创新型产业集群试点达11个."""
    counted = name.kind == "Program" and name.name.endswith(_COUNTED_PROGRAMS)
    return counted and any(
        place.kind in _PLACES and text[place.end : name.start] in ("", "的", "的“") and not _country(place.name)
        for place in before
    )


def _speaking(text: str, group: tuple[Found, ...], nested: Sequence[Found], spoken: Spoken) -> tuple[Found, ...] | None:
    """Return whom numbers can be stated of; nobody for a country or a ministry; ``None``: the name says nothing."""
    kinds = {name.kind for name in group}
    if any(name.kind == "Region" and _country(name.name) for name in group):
        return ()
    if _CLASS_NAME.match(group[0].name):
        return None
    if kinds <= KINDS:
        return group
    if kinds == {"Person"}:
        return None if _REPORTS.match(text, group[-1].end) else ()
    if kinds == {"GovernmentBody"}:
        inside = sorted(n for n in within(nested, group[0].start, group[0].end) if n.kind in KINDS)
        if inside:
            return (max(inside, key=lambda n: (n.end - n.start, -n.start, n.kind == "Zone")),)
        return _place_back("市", spoken) if group[0].name.startswith(("市", "省", "县", "区", "管委")) else ()
    return None


@cache
def _country(name: str) -> bool:
    entry = load().entry(name, "Region")
    return entry is not None and entry.sort in ("country", "foreign")


def _role(text: str, start: int, first: Found, last: Found, previous: Holder | None) -> str:
    """Return "subject", "place" or nothing for a name by what stands before it in its clause."""
    clause = clause_start(text, start, first.start)
    before = text[clause : first.start]
    if _EXPLAINED.match(text, last.end) or before.endswith(("这样的", "类似的", "此类")):
        return ""
    if previous and previous.start >= clause:
        between = text[previous.end : first.start]
        if between in ("", "的", "省", "市") or re.fullmatch(r"[“《的]?", between):
            return "place" if previous.place_only else "subject"
    if _POINTED.search(before):
        return "subject"
    if ADVERBS.fullmatch(before) or _REPORTED.search(before):
        return "subject"
    if _LOCATIVE.search(before):
        return "" if text[last.end : last.end + 1] == "的" and not _LYING.search(before) else "place"
    if first.kind == "Program" and _OF_ALL.search(before):
        return "subject"
    if _OBLIQUE.search(before):
        return ""
    if _RELATIVE.match(text, last.end):
        return "subject"
    if before.endswith("——"):
        return "subject"
    if before.endswith(("的", "的“")):
        told = _TOLD_OF.match(before)
        if told:
            return "place" if told["at"] else "subject"
        return "subject" if text[last.end : last.end + 1] not in "的,。;、:)" else ""
    return "subject" if _only_nouns(before) else ""


def _only_nouns(before: str) -> bool:
    opening = ADVERBS.match(before)
    rest = before[opening.end() :] if opening else before
    return len(rest) <= _LONGEST_APPOSITION and all(w.inner and not w.tag.startswith("v") for w in words(rest))


def _events(text: str, start: int, end: int) -> Iterator[Holder]:
    """Yield the fairs that are held and the firms without a name: what comes after is said of them."""
    for pattern in (EVENT, SOMEONE):
        for match in pattern.finditer(text, start, end):
            yield Holder(match.start(), match.end(), ())


def _unnamed(
    text: str,
    start: int,
    end: int,
    found: list[Holder],
    names: Sequence[Found],
    spoken: Spoken,
    until: int,
) -> Iterator[Holder]:
    """Yield who opens a clause without a name: 这家企业 (nobody), 全市 (the city before), 该公司 (the firm before)."""
    for told in found:
        if told.end < until and text[told.end : told.end + 1] not in ",。;的、":
            for span, person in things(text, told.end, min(end, told.end + 14)):
                yield Holder(*span, (), thing=True, person=person)
    opened = [h for h in found if h.place_only and text[h.end : h.end + 1] not in ",。;:"]
    for clause in [start, *(m.end() for m in _CLAUSE_MARK.finditer(text, start, end))]:
        opening = ADVERBS.match(text, clause, end)
        at = opening.end() if opening else clause
        for place in opened:
            if place.start >= clause and 0 <= place.start - at < 4:
                at = place.end
        named = next((n for n in names if n.start <= at < n.end), None)
        if named and (this := _THIS_ONE.match(text, named.end)):
            yield Holder(named.end, this.end(), ())
            continue
        back = [] if named or text[at : at + 1] not in _OPENS else list(_back(text, at, end, found, names, spoken))
        yield from back
        if not back:
            for span, person in things(text, named.end if named else at, end) if clause < until else ():
                yield Holder(*span, (), thing=True, person=person)


def _back(
    text: str, at: int, end: int, found: list[Holder], names: Sequence[Found], spoken: Spoken
) -> Iterator[Holder]:
    so_far = Spoken(spoken.topic, (*spoken.history, *(n for n in names if n.end <= at)))
    place = _PLACE_BACK.match(text, at, end)
    if place:
        latest = [h for h in found if h.end <= at and h.names and all(n.kind in _SITES for n in h.names)]
        if place["zone"]:
            target = _zone_back(place["zone"], so_far)
        else:
            target = (
                latest[-1].names
                if place["here"] and latest
                else _place_back(place["what"] or place["here"] or "", so_far)
            )
        if target:
            yield Holder(at, place.end(), target)
        return
    that = _THAT.match(text, at, end)
    if that:
        head = that["head"]
        for length in range(len(head), 1, -1):
            meant = [n for n in so_far.history if n.name.endswith(head[:length])]
            if meant:
                yield Holder(at, that.start("head") + length, tuple(meant[-1:]))
                return
    firm = _FIRM_BACK.match(text, at, end)
    if firm and (topic := spoken.topic()) and all(n.kind == "Company" for n in topic):
        yield Holder(at, firm.end(), topic)
        return
    company = _COMPANY_BACK.match(text, at, end)
    if company:
        yield Holder(at, company.end(), tuple([n for n in so_far.history if n.kind == "Company"][-1:]))
        return
    unnamed = _UNNAMED.match(text, at, end)
    if unnamed:
        yield Holder(at, unnamed.end(), ())


def _zone_back(what: str, spoken: Spoken) -> tuple[Found, ...]:
    """Return the last zone whose name ends with ``what``."""
    zones = [n for n in (*spoken.history, *spoken.topic()) if n.kind in ("Zone", "Region")]
    return tuple([n for n in zones if n.name.endswith(what)][-1:])


_LEVEL = {
    "省": re.compile(r"(?:省|自治区)$"),
    "自治区": re.compile(r"自治区$"),
    "市": re.compile(r"市$"),
    "城市": re.compile(r"市$"),
    "州": re.compile(r"州$"),
    "县": re.compile(r"(?:县|市|旗)$"),
    "镇": re.compile(r"镇$"),
    "集群": re.compile(r"集群$"),
    "新区": re.compile(r"新区$"),
    "开发区": re.compile(r"(?:开发区|高新区|经开区)$"),
    "高新区": re.compile(r"(?:高新区|高新技术产业开发区|示范区)$"),
}


def _place_back(what: str, spoken: Spoken) -> tuple[Found, ...]:
    """Return the last place of the level that ``what`` names, else the topic where it is a place."""
    what = what.removeprefix("在")
    places = [n for n in spoken.history if n.kind in _SITES and not _country(n.name)]
    level = _LEVEL.get(what)
    if level:
        fitting = [n for n in places if level.search(n.name)]
        topic = [n for n in spoken.topic() if level.search(n.name)]
        return tuple((topic or fitting)[-1:])
    if what in ("区", "园区", "园", "产业园", "科技园"):
        topic = [n for n in spoken.topic() if n.kind == "Zone" or n.name.endswith("区")]
        fitting = [n for n in places if n.kind == "Zone" or n.name.endswith("区")]
        return tuple((topic or fitting)[-1:])
    named = spoken.topic()
    if named and all(n.kind in _SEATS for n in named):
        return named
    near = [n for n in places[-3:] if what == "这里" and not named and n.kind != "Region"]
    return tuple((near or places)[-1:])
