"""Whom 全市, 该公司, 园区 and 这里 mean: the last that was spoken of and is such a thing."""

import re
from collections.abc import Sequence

from kg.lexicon import is_country, load
from kg.numerals import DIGITS
from kg.observe.clauses import ADVERBS
from kg.observe.records import KINDS, Holder, Spoken
from kg.recognise import Found
from kg.recognise.candidates import PLACES, SITES
from kg.relate.names import lies_in
from kg.relate.subjects import anaphora

_SEATS = frozenset(("Zone", "Region", "Cluster", "ResearchInstitute", "University", "Organization"))
_THAT = re.compile(r"(?:该|这个|这一|这些|此)(?P<head>[\u4e00-\u9fff]{2,6})")
_FIRMS = re.compile(
    r"(?:公司|集团)(?=[\u4e00-\u9fff]{1,3}区)|企业(?!有望|已|将|今年|去年|计划|年|先后|累计|每年|自主|拥有)"
)
_PART = re.compile(r"[域级类内外]")  # 区域, 区级: the word goes on
_HERE = re.compile(
    r"在?(?:当地|这里|此地|园区内|这?片土地|这?片热土)|园区|区内|市内|省内|新区|高新区|开发区|经开区|核心区|启动区"
)
_ZONE = re.compile(
    r"(?:示范区|自创区|科学城|科技城|生态城|产业园|科技园|软件园|生物城|保税区|自贸区|合作区|试验区|集聚区|工业园区?|自贸试验区|科创走廊|大走廊|实验区|大?湾区)(?![域级类外建试]|内外)"
)
_OF_WHOLE = re.compile(
    r"(?<![占为比居列在于位过])[全我](?P<what>[省市州县区旗镇])(?:的|现有|已有|共有|有|近|约|超过?|逾)?$"
)
_SHOWN = ("这家", "企业")  # a firm that is being shown: named right before, or not at all
_POINTERS = tuple("该全我本这整")
_FAR = frozenset(("Zone", "Region", "Company"))  # 实验室 without 该 may be any, but for the topic
_PROJECT = re.compile(
    r"(?:(?:该|本|此|这一?|整个)?项目|[一二三四两首](?:期(?:工程|项目)?)|(?:该|整个)?(?:生产)?基地)(?!是|等|所在|地|负责|经理|组)"
)
_AREA = re.compile("(?:本?规划|区域|实施|核心区)?范围(?:主要)?(?:包括|涵盖|覆盖|涉及|为)")
_PLANNED = ("经济圈", "都市圈", "城市群", "经济带", "经济区", "新区", "示范区", "合作区", "试验区")
_PROJECT_OF = frozenset(("Company", "ResearchInstitute", "University", "Organization", "Cluster"))
_JUST_NAMED = 3  # names: 吉安市与甲公司签约。项目…
_WORKS = frozenset(("工程", "项目"))  # what is built, and seldom the campaign named before
_OURS = "我"  # 我省地处某高原: of a place that is not named yet, and not of where it lies
_PLACE_WORDS = frozenset(("当地", "这里"))  # anything with a seat, not only what the list says
_POINTS = KINDS - {"Policy", "Program"}  # a plan names the targets of a place, and is not what they are stated of


_TOGETHER = re.compile("(?P<count>[两三四])(?:地|省市)(?!企业|警方|居民|青年)")


def back(text: str, at: int, end: int, found: list[Holder], names: Sequence[Found], spoken: Spoken) -> Holder | None:
    """Return whom the clause that begins at ``at`` points back to.

    Args:
        text: the flow.
        at: where the clause begins, after its adverbs.
        end: where the sentence ends.
        found: of whom the sentence spoke so far.
        names: the sentence's names.
        spoken: what the text before was about.
    """
    so_far = _also_named(spoken, names, at)
    if area := _AREA.match(text, at, end):
        return Holder(at, area.end(), _planned(so_far))
    if here := _HERE.match(text, at, end):
        return _holder(here, _here(here, found, so_far))
    together = _TOGETHER.match(text, at, end)
    if together and (joint := _joint(DIGITS[together["count"]], so_far)):
        return Holder(at, together.end(), joint)
    if listed := _by_word(text, at, end, found, so_far):
        return listed
    project = _PROJECT.match(text, at, end)
    if project and (builder := _builder(found, at, so_far)):
        return Holder(at, project.end(), builder)
    if zone := _ZONE.match(text, at, end):
        return _holder(zone, _zone_back(zone.group(), so_far))
    return _that(text, at, end, so_far)


def _also_named(spoken: Spoken, names: Sequence[Found], until: int) -> Spoken:
    """Return what the text has been about with those of a sentence's names that end before ``until``."""
    before = [n for n in names if n.end <= until]
    return Spoken(spoken.told, (*spoken.history, *before), since=spoken.since) if before else spoken


def _holder(words: re.Match[str], meant: tuple[Found, ...]) -> Holder | None:
    return Holder(*words.span(), meant) if meant else None


def _by_word(text: str, at: int, end: int, found: list[Holder], so_far: Spoken) -> Holder | None:
    """Return whom a word of the list of such words means: 该公司, 全市; of 这家企业 at least that it is none of those before."""
    word = anaphora.word_at(text, at, end)
    if not word or _FIRMS.match(text, at) or _PART.match(text, at + len(word)):
        return None
    listed = anaphora.load()[word]
    told = next((h.names for h in reversed(found) if h.end <= at and listed.fits(h.names)), ())
    meant = told or latest(word, so_far) if _may_hold(listed) else ()
    unknown = listed.kinds == {"Company"} or (listed.ends and word.startswith(_OURS))
    return Holder(at, at + len(word), meant) if meant or unknown else None


def _joint(count: int, so_far: Spoken) -> tuple[Found, ...]:
    """Return the last region that is written by the letters of ``count`` places: 京津冀, for 三地."""
    named = (n for n in reversed((*so_far.topic(), *so_far.history)) if n.kind == "Region" and len(n.name) >= count)
    return next(((n,) for n in named if load().are_places(n.name[:count])), ())


def _planned(so_far: Spoken) -> tuple[Found, ...]:
    """Return the zone that a plan is for: the topic where it is one, else the last that was named."""
    topic = so_far.topic()
    if len(topic) == 1 and topic[0].kind == "Zone":
        return topic
    return next(((n,) for n in reversed(so_far.history) if n.name.endswith(_PLANNED)), ())


def _builder(found: list[Holder], at: int, so_far: Spoken) -> tuple[Found, ...]:
    """Return whose the project is that is spoken of: the last firm or institute of the sentence, else the topic where it is one."""
    told = next((h.names for h in reversed(found) if h.end <= at and _is_builder(h.names)), ())
    topic = so_far.topic()
    signed = so_far.history[-_JUST_NAMED:] if topic and topic[0].kind in PLACES else ()
    firms = [n for n in signed if n.kind == "Company"]
    return told or (topic if _is_builder(topic) else tuple(firms) if len({n.name for n in firms}) == 1 else ())


def _is_builder(names: Sequence[Found]) -> bool:
    return len(names) == 1 and names[0].kind in _PROJECT_OF


def _may_hold(listed: anaphora.Anaphor) -> bool:
    """Say whether numbers are stated of what such a word means; 我们 is mostly who reports."""
    return listed.number == 1 and listed.kinds <= _POINTS and not listed.near


def latest(word: str, spoken: Spoken) -> tuple[Found, ...]:
    """Return what ``word`` of the list of such words means: the topic where it is such a thing, else the last name of one."""
    listed = anaphora.load()[word]
    topic = spoken.topic()
    if listed.fits(topic):
        return topic
    if word.startswith(_SHOWN) or not (word.startswith(_POINTERS) or listed.kinds <= _FAR):
        only = {n.name: n for n in spoken.history if n.kind == "Cluster"} if listed.kinds == {"Cluster"} else {}
        return tuple(only.values()) if len(only) == 1 else ()
    return next(((n,) for n in reversed(spoken.history) if listed.fits((n,)) and not is_country(n.name)), ())


def _here(here: re.Match[str], found: list[Holder], so_far: Spoken) -> tuple[Found, ...]:
    told = [h for h in found if h.end <= here.start() and h.names and all(n.kind in SITES for n in h.names)]
    built = _named_since(here, told, so_far) if here.group().endswith("这里") else None
    if built:
        return (built,)
    if told:
        return told[-1].names
    word = here.group().removeprefix("在").removesuffix("内")
    return latest(word, so_far) if word in anaphora.load() and word not in _PLACE_WORDS else place_back(word, so_far)


def _named_since(here: re.Match[str], told: list[Holder], so_far: Spoken) -> Found | None:
    """Return the zone or region that the sentence named last, after those it spoke of: 安徽在蜀山建设环境谷,|这里….

    It names them, and no firm or body after them, at most a clause before.
    """
    last = so_far.history[-1] if so_far.history else None
    if last is None or last.kind not in PLACES or is_country(last.name) or not told:
        return None
    near = told[-1].end <= last.start and 0 <= here.start() - last.end <= _A_CLAUSE
    inner = last.kind == "Zone" or all(lies_in(last.name, whole.name) for whole in told[-1].names)
    return last if near and inner and here.string.startswith(last.name[-1], last.end - 1) else None


_A_CLAUSE = 24  # characters


def _that(text: str, at: int, end: int, so_far: Spoken) -> Holder | None:
    """Return the last name with the head that 该… repeats: 该研究院."""
    that = _THAT.match(text, at, end)
    head = that["head"] if that else ""
    for length in range(len(head), 1, -1):
        if head[:length] in _WORKS:
            continue
        meant = [n for n in so_far.history if n.name.endswith(head[:length])]
        if that and meant:
            return Holder(at, that.start("head") + length, tuple(meant[-1:]))
    return None


def _zone_back(what: str, spoken: Spoken) -> tuple[Found, ...]:
    """Return the last zone whose name ends with ``what``."""
    zones = [n for n in (*spoken.history, *spoken.topic()) if n.kind in ("Zone", "Region")]
    return tuple([n for n in zones if n.name.endswith(what)][-1:])


def place_back(what: str, spoken: Spoken) -> tuple[Found, ...]:
    """Return the place that is spoken of where ``what`` names no level: the topic where it is a seat, else the last place."""
    named = spoken.topic()
    if named and all(n.kind in _SEATS for n in named):
        return named
    places = [n for n in spoken.history if n.kind in SITES and not is_country(n.name)]
    near = [n for n in places[-3:] if what.endswith("这里") and not named and n.kind != "Region"]
    return tuple((near or places)[-1:])


def of_all(text: str, clause: int, start: int, names: Sequence[Found], spoken: Spoken) -> tuple[Found, ...]:
    """Return the place whose whole a number is of, where the clause does not open with it: 实现全市30家."""
    whole = _OF_WHOLE.search(text, clause, start)
    if not whole or ADVERBS.fullmatch(text, clause, whole.start()):
        return ()
    so_far = _also_named(spoken, names, whole.start())
    return latest("全" + whole["what"], so_far)
