"""What a number measures, in the words of the text: the noun phrase after a count, the words before an amount."""

import re
from collections.abc import Sequence
from functools import cache

from kg.lexicon import load, one_of
from kg.observe.clauses import after_adverbs, clause_start
from kg.observe.quantities import Quantity
from kg.words import Word, words

_LONGEST = 24  # characters of an indicator
_STOP = re.compile(r"[,。;:!?()]")
_LEAD_IN = re.compile(
    r"(?:在?全[省市区县](?![^,]?域)|(?:这[座个家所片]|该)(?:城市|小城|县城|小镇|园区|企业|公司|高新区|经开区|开发区|新区)|(?:[—-]?(?:19|20)\d\d年)+|这标志着|确保|这里|当地|现有|核心区内|区内|布局建设|已?形成了?|以及|诞生的|孕育的|实现|完成|拥有|累计|共计?|合计|总计|新增(?=[^,]{3})|的|里|内|中(?!关村|小|国|医|药|高|试|心)|上(?!市|缴|交|海|云|下)|则|却|均|都|也|还|已经?|正|将|有|是|集聚了?|汇聚了?|建成了?|建立了?|吸引了?|了|就|:|,|、|”|\s|三地|两地|双方|成为|为|至少|各类|共有|预计|计划|力争|到)+"
)
_LEAD_OUT = re.compile(  # longer words first and nothing given back: 达到达到… must not be read in 2^n ways
    r"(?:(?:从|由)[^,。;:、从由\d]{0,6}(?:之初|之前|初期|以前|年前|年底|年末|上半年|下半年)的?|(?:从|由)?(?:19|20)\d\d年[底末初]?的?|(?:从|由)(?:曾经|过去|原来|最初|此前|去年|上年)的?|(?:现在|如今|今年)的?|已经|达到|高达|多达|超过|突破|接近|累计|合计|总计|实现|完成|拥有|约为|增至|(?:增加|增长|提升|提高|上升|下降|降低|缩短|压缩|扩大|发展|减少|增长)[到至了]|保持在|稳定在|位居|分别|不到|不足|不低于|不少于|预计|有望|首次|力争|迈过|跨过|迈上|跃上|站上|冲上|登上|越过|冲破|(?<=[额值量数模入])破|大约|比重的|成功|就达|跃升至|攀升至|跨越|左右|目前|其中|每年|平均|最高|最多|至少|将近|[已就又还也则均都共将可会仅只约近超达为至到占是有过逾的了着和与及由从\s“”、]|(?<!人)才|(?<![产性功潜节])能)++$"
)
_GROWTH = re.compile(
    r"(?:同比|环比|年均|[比较](?:上年|去年|前年|(?:19|20)\d\d年)(?:同期|底|末|设立之初)?|[比较][^,。;:、\d比较]{1,6}(?:前|时|之初|初期|同期)|年均复合|平均每年|累计)?(?:实际|名义|平均)?(?:增长|下降|提高|提升|增加|增幅|增速|减少|上升|降低|新增|翻)(?:率|了|达|约|超)?"
)
_CHANGES = ("增长", "增加", "新增", "提高", "提升", "下降", "减少", "降低")
_MAKES = re.compile(
    r"(?:加快|进一步|大力|全力)?(?:打造|形成|建设|培育|建成|构建|崛起|跻身|[跨迈]入|[跨迈]向)+(?:出|成|一个)?"
)
_EVERY = re.compile(
    r"每[\d一二三四五六七八九十百两]{1,4}[家个台辆块人名件部艘只架枚颗吨根支瓶片条](?P<what>[\u4e00-\u9fff]{2,12}?)(?:中|里)?,?(?:就|便|即)?有"
)
_MADE = re.compile(r"(?:产能|产量|销量|产销量|销售量|保有量)(?:[约近达为超]|达到|超过)*$")  # 年产能5万辆的甲公司
_SIZED = re.compile("级?(?:规模的?)?")
_REACHES = re.compile(r"(?:从|由)?(?:增|升|降|提升|提高|增长|增加|下降|发展|减少|扩大|上升|跃升|攀升)?(?:至|到|为)?")
_GROWS = re.compile(  # from 6000人|增加到1.1万人: what they are stands before
    r"(?:左右|以上)?(?:增|升|降|提升|提高|增长|增加|下降|发展|减少|扩大|上升|跃升|攀升|壮大|快速增长|迅速增长)(?:至|到|为)"
)
_BARE_DEED = re.compile("(?:贡献|创造|吸引|集聚|承担|产出|承载)(?:了|出)?")
_SHARES = ("占全", "约占全", "占世界", "占比", "占我国", "占国内")
_OF_WHOLE = re.compile(  # 以不到|全国|0.6%的国土面积, 创造了|全国|九分之一的经济总量
    r"(?:^|[以用造献纳载生出了聚])占?(?:不到|不足|仅占?|约占?|近|超过?)*(?P<whole>全[国球省市区县]|世界)的?$"
)
_KEEP = frozenset("的和与及、“”-·") | {"等"}
_BREAKS = frozenset(("v", "d", "p", "c", "r", "t", "y", "f", "zg", "ul", "uz", "ug", "df", "mq_"))


def indicator(text: str, start: int, quantity: Quantity, earlier: Sequence[tuple[Quantity, str]]) -> str:
    """Return what ``quantity`` measures.

    Args:
        text: the flow.
        start: where the words about it may begin: after its subject's name.
        quantity: the number.
        earlier: the numbers before it in the sentence with their indicators: 同比增长9.2% grows what was measured last.
    """
    if counted := _counted(text, quantity):
        return counted
    ended = [q.end for q, _ in earlier if q.end <= quantity.start]
    low = max(start, clause_start(text, start, quantity.start), *ended, 0)
    before = _before(text, low, quantity.start)
    share = quantity.kind == "share"
    if share and (of := _part_of(text, quantity, before, earlier) or _in_turn(text, low, quantity, earlier)):
        return of
    if grown := _grown(quantity, before, earlier):
        return grown
    if quantity.kind == "money" and _MAKES.fullmatch(before):
        return _after(text, _sized(text, quantity.end)) or before
    if _REACHES.fullmatch(before):
        return _reached(text, quantity, before, earlier) or _NUMBER
    if not share and (thing := _of_deed(text, quantity.end, before)):
        return before + thing
    return before or _after(text, quantity.end) or _base(quantity, earlier) or _NUMBER


_NUMBER = "数量"  # of what, the text does not say


def _counted(text: str, quantity: Quantity) -> str:
    """Return what is counted, or of what a share counts: 企业 in 30家企业; nothing where what is made is: 年产能|5万辆|的甲公司."""
    if quantity.kind != "count" or _MADE.search(text, max(0, quantity.start - 8), quantity.start):
        return _share_of(text, quantity)
    return _after(text, quantity.end)


def _grown(quantity: Quantity, before: str, earlier: Sequence[tuple[Quantity, str]]) -> str:
    """Return whose growth a number is: that of what was measured before it, 产值…,同比增长|9.2%."""
    if not _GROWTH.fullmatch(before):
        return ""
    grown = _base(quantity, [(q, name) for q, name in earlier if not name.endswith(_CHANGES)])
    return grown + before.rstrip("达约超了") if grown or quantity.kind == "share" else ""


def _sized(text: str, at: int) -> int:
    """Return where the words end that make a size of the sum that ends at ``at``: 千亿元|级规模的|产业集群."""
    sized = _SIZED.match(text, at)
    return sized.end() if sized else at


def _reached(text: str, quantity: Quantity, before: str, earlier: Sequence[tuple[Quantity, str]]) -> str:
    """Return what has come to a number that only 增至 or nothing stands before: what was measured last, else what follows."""
    among = bool(earlier) and "其中" in text[earlier[-1][0].end : quantity.start]
    known = (not among and _same(quantity, earlier)) or _base(quantity, earlier)
    return known or ("" if before else _thing(text, quantity.end))


def _in_turn(text: str, low: int, quantity: Quantity, earlier: Sequence[tuple[Quantity, str]]) -> str:
    """Return whose growth a share is where several grew by as many: 客运900列,货运200万吨,分别增长31%、|52%."""
    clause = clause_start(text, max(0, low - 3 * _LONGEST), quantity.start)
    each = text.rfind("分别", clause, quantity.start)
    growth = _GROWTH.match(text[clause:each] + text[each + len("分别") : quantity.start]) if each >= 0 else None
    if not growth:
        return ""
    stop = _STOP.search(text, each)
    grown = [name for q, name in earlier if q.kind != "share" and q.end <= each]
    turns = len(_PERCENT.findall(text, each, stop.start() if stop else len(text)))
    turn = sum(1 for q, _ in earlier if q.start > each)
    return grown[turn - turns] + growth.group() if turn < turns <= len(grown) else ""


_PERCENT = re.compile(r"\d%")


def is_growth(text: str, start: int, quantity: Quantity) -> bool:
    """Say whether ``quantity`` only tells how what was measured before it has grown: ,同比增长9.2%."""
    clause = clause_start(text, start, quantity.start)
    return (
        quantity.kind == "share"
        and clause < quantity.start
        and _GROWTH.fullmatch(text, clause, quantity.start) is not None
    )


def _share_of(text: str, quantity: Quantity) -> str:
    """Return of what a share is that counts: 光纤 in 每十根光纤就有六根."""
    every = _EVERY.match(text, quantity.start, quantity.end)
    return every["what"] if every else ""


def _part_of(text: str, quantity: Quantity, before: str, earlier: Sequence[tuple[Quantity, str]]) -> str:
    """Return of what a share of a whole is: 国土面积占全国 in 全国0.6%的国土面积; what was measured before in …,占全国11%."""
    if text.startswith("的", quantity.end) and (_WITH_PART.fullmatch(before) or _next_part(text, quantity, earlier)):
        return _one_part(_after(text, quantity.end))
    whole = _OF_WHOLE.search(before)
    part = _after(text, quantity.end) if whole and text.startswith("的", quantity.end) else ""
    if whole and part:
        return f"{_one_part(part)}占{whole['whole']}"
    if _BARE_DEED.fullmatch(before) and text.startswith("的", quantity.end):
        return _after(text, quantity.end) + "占比"
    base = (
        _base(quantity, earlier) if before.startswith(_SHARES) and text[quantity.end : quantity.end + 1] != "的" else ""
    )
    return base and base + before.lstrip("约近已仅")


def _next_part(text: str, quantity: Quantity, earlier: Sequence[tuple[Quantity, str]]) -> bool:
    """Say whether the share is the next of several parts, each of which names what it is of behind it: 4%的土地、|10%的人口."""
    last = earlier[-1][0] if earlier else None
    shares = last is not None and last.kind == "share"
    return last is not None and shares and _BETWEEN_PARTS.fullmatch(text, last.end, quantity.start) is not None


def _one_part(named: str) -> str:
    """Return what is named without the next part of a list: GDP|和近三成的工业产值."""
    return _PARTS.split(named)[0]


_WITH_PART = re.compile("(?:仅?[以用])(?:不到|不足|仅占?|约占?|近|超过?)*")
_BETWEEN_PARTS = re.compile(
    r"的[^,。;:、\d]{1,10}(?:[、和与及]|以及)(?:全[国球省市区县]|世界)?(?:不到|不足|约|近|超过?)*"
)
_PARTS = re.compile("[和与及、](?=[近约超不0-9一二三四五六七八九十百千两])")


def _same(quantity: Quantity, earlier: Sequence[tuple[Quantity, str]]) -> str:
    """Return what the last number before of its sort measured: 94%和|72%, 从47.7%提高到|50.5%."""
    shares = quantity.kind == "share"
    return next((name for q, name in reversed(earlier) if (q.kind == "share") == shares), "")


def _base(quantity: Quantity, earlier: Sequence[tuple[Quantity, str]]) -> str:
    """Return what the last number before measured that is no growth itself."""
    return next((name for q, name in reversed(earlier) if q.kind != "share" or quantity.kind != "share"), "")


def _after(text: str, at: int) -> str:
    """Return the noun phrase that begins at ``at``: what is counted."""
    if text[at : at + 1] in ("、", "和", "及") or _GROWS.match(text, at):
        return ""
    end = min(len(text), at + _LONGEST)
    stop = _STOP.search(text, at, end)
    span = (
        text[at : stop.start() if stop else end].lstrip("多余 ").removeprefix("以上").removeprefix("左右").lstrip("的")
    )
    phrase = "".join(w.text for w in _noun_words(words(span)))
    return _stripped(phrase).removesuffix("等").removesuffix("全部") if len(phrase) > 1 else ""


def _stripped(phrase: str) -> str:
    """Return the phrase without joints at its ends and without quotation marks that have lost their partner."""
    whole = phrase if phrase.count("“") == phrase.count("”") else phrase.translate(_NO_MARKS)
    return whole.strip("的和与及、-·() ")


_NO_MARKS = str.maketrans("", "", "“”")


def _of_deed(text: str, at: int, before: str) -> str:
    """Return the noun after an amount before which only a deed is told: 风沙 in 每年拦下|25万吨|风沙."""
    told = words(before) if before else ()
    if not told or told[-1].tag != "v" or not all(w.tag in _DEEDS and not w.inner for w in told):
        return ""
    return _thing(text, at)


def _thing(text: str, at: int) -> str:
    """Return the noun after an amount: 秋粮 in 6000万亩|秋粮."""
    thing = _after(text, at)
    return thing if thing and words(thing)[0].tag not in _DEEDS else ""


_DEEDS = frozenset("vdrt")
# What is said of the things counted, and no part of their name: 产业园|势头强劲, 无人机|腾空而起.
_SAID_OF = frozenset("vai")


def _noun_words(all_words: Sequence[Word]) -> list[Word]:
    taken: list[Word] = []
    for number, word in enumerate(all_words):
        opening = not number and len(word.text) > 1 and (word.tag[0] in "advt" or word.text == "重点")
        last = number == len(all_words) - 1 and word.text in load().number_words["last_noun"]
        plain = last or (
            (word.tag not in _BREAKS or (word.inner and word.tag == "v"))
            and not word.text[0].isdigit()
            and (word.inner or word.text not in load().boundaries)
        )
        graded = not last and word.text in _OF_GRADE and taken and taken[-1].inner  # 国家|重点|实验室
        if not (plain or word.text in _KEEP or opening or graded):
            break
        taken.append(word)
    said = False
    while len(taken) > 1 and (_is_said(taken[-1]) or (said and taken[-1].text in load().number_words["state"])):
        said = taken.pop().tag != "n"  # 企业|创新 begins to say what they do; 创新|企业 are such
    return taken


_OF_GRADE = ("重点", "特新")


def _is_said(word: Word) -> bool:
    return word.tag in _SAID_OF and word.text not in load().number_words["noun"]


_ASIDE = re.compile(r"\([^()]{1,16}\)$")  # 工业总产值(2000万元以上)|65亿元


def _before(text: str, low: int, at: int) -> str:
    """Return the words between ``low`` and ``at`` that name what is measured, without what only leads in and out."""
    span = _ASIDE.sub("", text[max(low, at - 3 * _LONGEST) : at])
    span = span[after_adverbs(span) :]
    lead = _LEAD_IN.match(span)
    span = _ASIDE.sub("", _LEAD_OUT.sub("", span[lead.end() if lead else 0 :]))
    if len(span) <= _LONGEST:
        return _stripped(span)
    kept: list[str] = []
    for word in reversed(words(span)):
        if sum(map(len, kept)) + len(word.text) > _LONGEST:
            break
        kept.append(word.text)
    return _stripped("".join(reversed(kept)))


def is_of_region(name: str) -> bool:
    """Say whether an indicator called ``name`` is one that only regions have, and industries in them: 规上工业增加值."""
    return _of_region().search(name) is not None


@cache
def _of_region() -> re.Pattern[str]:
    return re.compile(one_of(load().number_words["region"]))
