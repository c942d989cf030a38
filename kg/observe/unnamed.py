"""Who speaks for itself without a name: 这家企业, 大桥, 雷师傅的团队. What is said of them is said of nobody we know."""

import re
from collections.abc import Iterator
from functools import cache

import daachorse

from kg.lexicon import automaton, load, one_of
from kg.model import Span
from kg.sought import sought
from kg.words import Word, words

SOMEONE = sought(
    r"(?:的(?:这|那|该|[这那]?一)|某)(?:家|位|名|款|座|所|个|条|项|只|艘|台|套|种)[^,。;:]{0,14}?(?:企业|公司|工厂|厂|人|老板|团队|产品|机构|医院|学校|店|车间|项目|农户|合作社|研究院|实验室|平台|系统|设备|机器|仓库|码头|大桥|线|中心|基地)|的一[家个座][^,。;:]{0,14}?(?:园区|产业园|开发区|村|小镇)"
)
# 上, 期间 and 现场 each with its mark: the mark alone would be looked for, and stands in every text.
EVENT = sought(
    r"(?:会|论坛|活动|仪式|典礼|展|节|大赛|决赛|锦标赛|邀请赛|峰会|嘉年华|奖|专场)”?(?:(?:\([^()]{1,12}\)|\d{1,2}日(?:至\d{1,2}日)?|[^,。;:\d]){0,14}(?:举行|召开|开幕|举办|闭幕|启幕|揭晓|落幕|收官)|(?:上,|期间,|现场,))"
    r"|(?:活动|专场|消费季)”?(?:\([^()]{1,12}\)|\d{1,2}日|[^,。;:\d]){0,14}启动(?!了|以来)"
    r"|举行的[^,。;:\d]{0,20}(?:会|论坛|活动|仪式|展|节|大赛|峰会|嘉年华)”?,"
    r"|发生[^,。;:]{0,10}(?:事故|地震|火灾|爆炸|垮塌|滑坡|灾害)(?!的)"
    r"|(?:举行|召开|举办|主办|承办)了?(?:一[场次届个]|首届|第.{1,3}届)?[^,。;:\d]{0,14}(?:大会|博览会|论坛|展|大赛)(?=,)"
)
_NOBODY = re.compile(
    r"(?:我国|中国|全国(?!每|首|唯一|最|重点|文明|先进|性|特色|第[一二三四五六七八九十](?!产业)|百强|前|优秀|示范|知名|领先|一流)|全球(?!每|首|唯一|最|领先|知名|\d+强|第|前|一流|顶)|世界(?!首|唯一|最|上|级|领先|一流|\d+强|第|前|知名|顶)|国内(?!首|唯一|最|外?知名|领先)|各地|各省|各市|国家(?:级)?(?:高新区|经开区|高新技术产业开发区|自主创新示范区|自创区)"
    r"|(?:这|那|该|此|某|另|每|[一两三])(?:家|座|位|名|款|只|群)[^,。;:]{0,16}?(?:企业|公司|工厂|人|姑娘|小伙|老板|团队|产品|农民|村民|设备|项目|机器|商家|店|基地|平台|集团|机构|医院|学校)"
    r"|[这那](?:家|座|位|名|款|只|群|种|类|项|条|台|套|艘|支|批|张|份|场|部|块|栋|幢|间|颗|枚|把|根|口|幅)|这个数|这[个片](?=[不近约超]?[到过]?[\d一二三四五六七八九十百千]+)"
    r"|(?:该|这个|这项|这些|此|本)(?:企业|公司|工厂|厂|项目|产品|技术|系统|平台|设备|基金|团队|机构|工程|联盟|车间|生产线|品牌|医院|学校|活动|展会|大会|论坛|会议)|基金(?=总?规模|首期)|大会|会议|展会|论坛|博览会|参展商|(?:电站|接收站|新?线路|油田|气田|大桥|隧道|管道)(?=[^,。;:、的]{0,6}[\d一二三四五六七八九十两]|共|还|全)"
    r"|[本该]届|[本此]次(?=[^,。;]{0,8}(?:会|展|赛|活动|招聘|论坛|评选|演习|任务|飞行|演出))|大赛|赛事|比赛|活动(?=[首第当历将还以由共吸汇现持为]|期间|预计|累计|[一二三四五六七八九十\d]+天)|典礼|展览|在全国(?:范围内?)?,"
    r"|这个(?=(?:总|占地)?面积|[^,。;:、]{0,12}?(?:团队|工厂|公司|企业|村|小镇|社区|街区|农场|车间|展区|景区|工地|大棚|果园|家庭)(?![业级集孵]))|该(?:船|桥|线|路|塔|馆|楼|港|岛|井|湖|站|段|店|村|批|片|类|批次|区域|流域|海域|航线|铁路|高速|高铁|公路|地铁|隧道|枢纽|机型|型号|车型|系列|政策|专项|案|剧|片|影片|书|赛|展)(?!园)"
    r"|一个(?:人|工人|农民|企业|家庭|员工)|企业(?=历时|投资|计划|将|已|今年|自主|还|也|每年|开展|成功|先后|累计|研发)|大会|\d+多?[家个]国家级?(?:高新区|经开区|高新技术产业开发区|自创区)|\d+多?个(?:省(?!级)|国家(?=和地区|的|参|派|,|、)|部门|部委|国家部委|城市(?!群)|单位)|[他她它](?:们)?|双方(?!合作)|我们(?!看到|了解|发现|注意到|采访)|咱们|大家|有人|人们|许多|不少|有的|有些|还有企业|也有企业|有企业|老两口|两口子|夫妻|一家人|全家|家里|自家|我家|他家|她家|很多|多地|其他|全村|全镇|全乡|村里|村集体|另一家|一些|多家|美国|日本|德国|英国|法国|韩国|欧盟|欧洲|俄罗斯|印度|国外|海外(?!收入|营收|业务|市场|销售|订单|员工|资产|用户|客户|高层次|人才|投资|占比))"
)
_QUOTED = re.compile(  # after the opening mark
    r"[^“”,。;:]{2,10}”(?:企业|公司|平台|系统|园区)?的?(?:估值|市值|产值|营收|销售额|营业收入|累计|实现(?:营业|销售|产值|收入))"
)
# What may follow the noun of who does something, beside its verb.
_GOES_ON = (
    ",|[今去]年|[今昨]天|日前|近日|计划|预计|力争|有望|已|将|正|刚|也|还|都|又|再|可|能|在|于|自|从|由|"
    "向|为|对|把|与|每|年|累计|先后|不仅|成功|正式|陆续|相继|全部|全面|全线|共有"
)
_NO_NOUN = re.compile(
    r"(?:已经?|将|正在?|也|还|又|先后|陆续|成功|全力|大力|积极|加快|共|累计|不断|了|新|,)*(?:打造|建设|建成|建立|建起|形成|构建|搭建|引进|培育|发展|推动|推进|加快|实施|开展|组建|设立|成立|创建|启动|拥有|聚集|集聚|汇聚|吸引|通过|依托|围绕|随着|作为|由于"
    r"|根据|按照|利用|借助|支持|促进|带动|完成|实现|新增|新建|落地|投资|研发|生产|制定|出台|推出|获|有|是|以|将|把|对|为|在|从|与|向|据|位于|除了?|开通)(?!的)"
)
_COUNTS = re.compile(
    r"(?:总?数量?)?(?:已经?|将|将会|会|要|共计?|就|也|的|了|达|到|超|过|近|约|突破|为|有|逾|至|多达|仅|占|增|增加|增长|发展|总计)*"
)
_ONE_THERE = re.compile(
    r"的?(?P<one>(?:一|这|那|某)(?:家|座|个)[^,。;:\d]{0,16}?(?:企业|公司|工厂|车间|制造商|合作社|厂区|基地))(?![业集孵园])"
)
_MEASURES = re.compile(  # what is said of a number of these: 企业达到30家, 游客超过20万人次
    r"(?:已|也|还|共|将|现|就|均|都)*(?:达|突破|超|有|为|占|增|下降|减少|提高|提升|上升|降低|扩大|升|到|至|是|翻|近|约|不|总|累|合|共|平均|新增|落户|入驻|进驻|落地|集聚|聚集|汇聚|集中|投产|复工|复产|开工|签约|参与|参加|实现|完成|来自|拥有|注册|登记)"
)
_STRETCH = re.compile(r"[^,。;:!?()\d]{1,28}")
"""How far the noun phrase that opens a clause can reach."""


def _words(role: str) -> str:
    """Return the expression of any of the words at numbers that have ``role``."""
    return one_of(load().number_words[role])


@cache
def _where() -> re.Pattern[str]:
    return re.compile(
        r"在(?!这里|当地|此|[^,。;]{0,12}(?:新区|园区|开发区|高新区|集群))"
        rf"(?P<what>[^,。;:!?“”、]{{1,20}}(?:{_words('site')}))[里内上外]?,"
    )


def where(text: str, at: int, end: int) -> Span | None:
    """Return the place without a name that the clause opens with: 在村里的大棚, 在数控车间里,."""
    match = _where().match(text, at, end)
    return Span(at, match.end("what")) if match else None


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(
        rf"的?[^,。;:、的\d全各年月]{{0,6}}?(?:{_words('landmark')}|(?<!易)港(?!口))"
        r"(?=\d|[^\W\d]{0,6}(?:拥有|已|将|开通|运营|完成|实现|目前|今年|去年|今天|累计|投入|新增|现|每|完工|建成|正式|发送|旅客|吞吐|馆藏|距今|集装箱|国际|外贸|货物))"
    )


def joined(text: str, at: int) -> Span | None:
    """Return the thing whose name begins with the place that ends at ``at``: 郑州|机场, 大同|的云冈石窟."""
    match = _joined().match(text, at)
    return Span(at, match.end()) if match else None


@cache
def _landmark() -> re.Pattern[str]:
    return re.compile(rf"(?:[\d-]{{0,6}}|[\u4e00-\u9fff]{{0,4}}?)(?:{_words('landmark')})(?![群\d达共已])|站(?=\d)")


def opens_landmark(text: str, at: int) -> bool:
    """Say whether the place that ends at ``at`` only opens the name of a landmark: 海口|免税城, 绥中|36-1油田, 吉林|站100个车次."""
    return _landmark().match(text, at) is not None


def one_there(text: str, at: int) -> Span | None:
    """Return the firm without a name that is found in the place that ends at ``at``: 走进合肥高新区|一家激光雷达企业."""
    match = _ONE_THERE.match(text, at)
    return Span(match.start("one"), match.end()) if match else None


@cache
def _agents(closing: str = "") -> re.Pattern[str]:
    return re.compile(f"(?:{_words('agent')}){closing}")


def agent(text: str, at: int, end: int) -> bool:
    """Say whether the clause from ``at`` to a number at ``end`` says what someone without a name did: 企业花了…."""
    if not _agents().search(text, at, end):
        return False
    noun: list[Word] = []
    for word in words(text[at:end]):
        if word.tag.startswith("v") and not word.inner:
            return bool(noun) and _agents("$").search(noun[-1].text) is not None and not _MEASURES.match(word.text)
        if word.tag[0] not in "dt":
            noun.append(word)
    return False


def nobody(text: str, at: int, end: int) -> Span | None:
    """Return who opens the clause that begins at ``at`` and has no name: 我国, 这家企业, 他们."""
    match = _NOBODY.match(text, at, end)
    return Span(at, match.end()) if match else None


def quoted(text: str, at: int, end: int) -> Span | None:
    """Return the quoted name that opens a clause and is no name we know, where a number of it follows: “一飞智控”|估值."""
    match = _QUOTED.match(text, at, end) if text[at - 1 : at] == "“" else None
    return Span(at, match.end()) if match else None


_VILLAGES = "村镇乡"
_FIRM = "公司"  # by itself; 上市公司 are several


@cache
def _thing() -> re.Pattern[str]:
    """Return what finds works, works teams and goods that stand for themselves, also where what is measured follows (大桥全长, 合作社的面积),
    and those who are spoken of without a name where they do something.
    """
    measured = rf"(?:的?[^,。;:\d的]{{0,8}}?(?:{_words('measured')})|(?:[一二三四]|首)期)"
    acts = f"(?:{_GOES_ON}|{_words('does')})"
    return re.compile(
        rf"(?P<several>{_words('several')})"
        rf"|(?P<village>(?<![全各本该政然范农城])[{_VILLAGES}])(?=(?:的|农民|村民|居民)?人均|的?(?:村集体|贫困))"
        rf"|(?P<thing>{_words('work')}|(?<![\W\d]){_FIRM})(?!{_words('trade')})(?={measured}|{acts})"
        rf"|(?P<doer>{_words('doer')})(?={acts})"
        rf"|(?P<person>{_words('person')})(?={acts}|[^\W\d]{{2,3}},)"
    )


@cache
def _any_thing() -> daachorse.CharwiseDoubleArrayAhoCorasick:
    """Return one scan for all that ``_thing`` can find: most texts hold none of it."""
    listed = load().number_words
    return automaton(
        sorted({*_VILLAGES, _FIRM}.union(*(listed[role] for role in ("several", "work", "doer", "person"))))
    )


def things(text: str, at: int, end: int) -> Iterator[tuple[Span, bool]]:
    """Yield the thing or doer without a name that the clause beginning at ``at`` opens with, and whether it is a person."""
    stretch = _STRETCH.match(text, at, end)
    if not stretch or _NO_NOUN.match(text, at):
        return
    end = min(end, stretch.end() + 1)
    match = _thing().search(text, at, end) if _any_thing().find(text[at:end]) else None
    if match and not match["several"]:
        before = words(text[at : match.start()])
        head = words(text[at : match.start()].rpartition("的")[2])
        does = not load().number_words["deed"].isdisjoint(word.text for word in head)
        if not does and not any(map(_is_verb, (*before[:1], *head[-1:]))):
            yield Span(at, match.end()), match["person"] is not None


def _is_verb(word: Word) -> bool:
    return word.tag.startswith("v") and not word.inner


def counts(text: str, thing: int, at: int) -> bool:
    """Say whether a count at ``at`` is of the things that a noun ending at ``thing`` means: 医院已有30家."""
    return _COUNTS.fullmatch(text, thing, at) is not None
