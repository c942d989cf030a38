"""Whom a number is stated of: a name beside it, its clause's subject, the place the clause opens with, or the topic so far."""

import re
from collections.abc import Sequence

from kg.observe.beside import after_count, after_number, comes_from, counted_program, founded, made_in, right_before
from kg.observe.branches import field_of, still_of
from kg.observe.clauses import after_adverbs, clause_start, is_bracketed, opens_clause
from kg.observe.grants import granted, provided, sized_fund
from kg.observe.pointing import of_all
from kg.observe.quantities import Quantity
from kg.observe.records import Holder, Sentence, Spoken
from kg.observe.unnamed import agent
from kg.recognise import Found
from kg.recognise.candidates import FIELDS, PLACES

_BODIES = ("家", "所", "座", "个")
_WORTH = re.compile(
    r"(?P<by>\d多?[家个]|(?:设立|成立|组建|发起)了?)?总?(?:投资额?|规模|产值|货值|价值|售价|估值|金额)(?:高?达|超过?|近|约|为|过|突破|逾)*$"
)
_SIZED = re.compile(
    r"(?P<by>[^\W\d](?:建成|建设|打造)了?)?(?:全长|总长|长|占地(?:面积)?|总?面积|规划面积|建筑面积|年产|日产|总?装机容量?)(?:高?达|超过?|近|约|为|过|突破|逾)*$"
)
_OF_IT = re.compile(r"(?:以上|左右|人民币)?的(?!\d|[^,。;]{0,14}?(?:集群|产业链))")
_AS_EXAMPLES = re.compile("[”》]?等[^,。;:\\d]{0,6}(?:企业|公司|机构|单位|高校|龙头)")  # 甲、乙等龙头企业作用明显,
_ONE_OF = re.compile(r"[^,。;:、]{0,24}?(?<!分)之一")
_INSIDE = re.compile("境?内,|里,|中,")
_LEADS_TO = re.compile(r"(?:记者|我们|[今昨]天)*(?:一?走进|来到|走入|步入|在)?[^,。;:的在于处]{0,10}")
_SIGNED = re.compile("签约|签订|签署|集中开工|入园|意向")
_REACH = 12  # characters behind a number, for 30个项目成功签约
_OF_WORKS = re.compile(
    r"(?:全长|总长|线路长|主跨|跨径|直径|口径|[机船舰][宽高]|孔径|翼展|桥隧比|(?:设计|运行|行车|最高)(?:时速|速度)|排水量|载重吨?|舱容|型宽|型深)(?:为|达到|达|高达|超过|超|约|近|每小时)*$"
)
_LONG = ("江", "河", "走廊", "带", "流域", "湾")
_SETTING = re.compile(r"(?:境内|市内|区内|[内里])?,")


def subject_of(
    sentence: Sentence, number: int, stated: Sequence[Quantity], all_holders: Sequence[Holder], spoken: Spoken
) -> Found | None:
    """Return whom ``stated[number]``, a quantity of ``sentence``, is stated of; nobody where it is none that a place has."""
    found = _stated_of(sentence, number, stated, all_holders, spoken)
    at = stated[number].start
    if found is None or found.kind not in PLACES:
        return found
    return None if _is_of_works(sentence.text, at, found) or _is_of_plant(sentence, at, found) else found


def _is_of_works(text: str, at: int, place: Found) -> bool:
    """Say whether a number at ``at`` measures a road, a bridge or a ship, which a place is not; a river or a belt has a length."""
    return _OF_WORKS.search(text, max(0, at - _REACH), at) is not None and not place.name.endswith(_LONG)


def _is_of_plant(sentence: Sentence, at: int, place: Found) -> bool:
    """Say whether a number at ``at`` is that of a plant once it works, which the region where it is built is not: 达产后,年产值达….

    A park has the plants that are built in it, or is what is built.
    """
    begins = max(sentence.start - 1, at - _WITHIN, 0)
    return place.kind == "Region" and _ONCE_IT_WORKS.search(sentence.text, begins, at) is not None


_WITHIN = 32  # characters
_ONCE_IT_WORKS = re.compile("(?:^|[,;。])[^,。;]{0,6}(?:达产|投产|满产)(?:达效)?后[^。;]*$")


def _stated_of(
    sentence: Sentence, number: int, stated: Sequence[Quantity], all_holders: Sequence[Holder], spoken: Spoken
) -> Found | None:
    """Return whom a quantity is stated of; several take turns where 分别 says so."""
    text, start, quantity = sentence.text, sentence.start, stated[number]
    clause = clause_start(text, start, quantity.start)
    place = _beside(sentence, clause, quantity, spoken)
    if place:
        return place
    if _ONE_OF.match(text, quantity.end):
        return _whose(text.rfind("是", clause, quantity.start), quantity.start, all_holders)
    if _tells_of_another(text, clause, quantity, all_holders):
        return setting(text, quantity.start, all_holders)
    opens = quantity.unit in _BODIES and opens_clause(text, clause, quantity.start)
    subjects = holder_of(sentence, clause, quantity.start, all_holders, spoken, opens)
    if not subjects:
        field = field_of(sentence, clause, quantity, all_holders)
        return _source(text, quantity, sentence.names) or field if field else None
    if subjects[0].kind in FIELDS:
        source = _source(text, quantity, sentence.names)
        if source or not still_of(sentence, clause, quantity, subjects[0]):
            return source
    return (
        subjects[0]
        if len(subjects) == 1
        else _by_turns(subjects, text.rfind("分别", start, quantity.start), number, stated)
    )


def _source(text: str, quantity: Quantity, names: Sequence[Found]) -> Found | None:
    return comes_from(text, quantity, names) if quantity.kind == "share" else None


def _beside(sentence: Sentence, clause: int, quantity: Quantity, spoken: Spoken) -> Found | None:
    """Return the name that stands beside the number and holds it, whoever the clause speaks of."""
    text, names = sentence.text, sentence.names
    place = None
    if quantity.kind != "share":
        place = right_before(text, clause, quantity, names)
    place = place or counted_program(text, clause, quantity.start, quantity.end, names)
    if not place and quantity.kind != "share":
        place = next(iter(of_all(text, clause, quantity.start, names, spoken)), None)
    if not place and text.startswith("每", quantity.start):
        place = made_in(text, quantity.end, names)
    place = place or granted(text, clause, quantity, names, spoken) or sized_fund(text, quantity, names)
    place = place or provided(text, sentence.start, quantity, names)
    place = place or founded(text, sentence.start, clause, quantity.start, names)
    counted = quantity.kind == "count" and quantity.unit != "次"
    place = place or after_number(text, quantity.end, names, counted)
    return place or after_count(text, quantity.end, spoken)


def _by_turns(subjects: tuple[Found, ...], each: int, number: int, stated: Sequence[Quantity]) -> Found | None:
    """Return which of several subjects ``stated[number]`` belongs to: the numbers after 分别 (at ``each``) go round."""
    if each < 0 or not subjects:
        return None
    turn = sum(1 for q in stated[:number] if q.start > each)
    total = sum(1 for q in stated if q.start > each)
    return subjects[turn % len(subjects)] if total % len(subjects) == 0 else None


def _whose(copula: int, at: int, all_holders: Sequence[Holder]) -> Found | None:
    """Return who has the several of which something is one: 苏州 in 该园是苏州打造的8个园区之一."""
    owners = [h.names[0] for h in all_holders if copula >= 0 and copula < h.start < at and len(h.names) == 1]
    return owners[-1] if owners else None


def _tells_of_another(flow: str, clause: int, quantity: Quantity, all_holders: Sequence[Holder]) -> bool:
    """Say whether a sum only tells of what is named after it: 投资6亿元的数据中心."""
    pattern = {"money": _WORTH, "amount": _SIZED}.get(quantity.kind)
    worth = pattern.search(flow, clause, quantity.start) if pattern else None
    if worth and any(h.names and not h.place_only and h.end == worth.start() for h in all_holders):
        return False
    return worth is not None and not worth["by"] and _OF_IT.match(flow, quantity.end) is not None


def holder_of(
    sentence: Sentence, clause: int, at: int, all_holders: Sequence[Holder], spoken: Spoken, opens: bool
) -> tuple[Found, ...]:
    """Return of whom a number at ``at`` in ``clause`` is stated: the nearest subject, then the nearest place, then the topic.

    ``opens``: bodies that are counted open their clause, 30家企业已入驻; a place has them, and no firm told of before.
    """
    text = sentence.text
    if any(not h.names and h.start == at and text[at].isdigit() for h in all_holders):
        return ()
    before = _reaching(text, at, [h for h in all_holders if h.start < at and not is_bracketed(text, h.start, at)])
    here = [h for h in before if h.start >= clause]
    if named := _named_here(here, before):
        return named
    if any(h.event for h in before) or not all(h.place_only for h in here):
        return _signed_at(text, at, before)
    someone = any(not h.names and not h.thing for h in before)
    if opens and not someone and (place := _site(before) or setting(text, at, before)):
        return (place,)
    if before:
        told = _last_told(text, before).names
        return () if opens and any(name.kind in _HAVE_NO_OTHERS for name in told) else told
    if agent(text, after_adverbs(text, clause, at), at):
        return ()
    still = spoken.still(sentence.names)
    return () if opens and any(n.kind == "Company" for n in still) else still


_HAVE_NO_OTHERS = frozenset(("Company", "University", "ResearchInstitute"))


def _named_here(here: list[Holder], before: list[Holder]) -> tuple[Found, ...]:
    """Return whom the clause names: its last subject, else the place that it ends in where nobody who is named has acted before."""
    subjects = [h for h in here if not h.place_only]
    if subjects and subjects[-1].names:
        return subjects[-1].names
    ends_in_place = bool(here) and here[-1].place_only
    if ends_in_place and (subjects or not any(h.names and not h.place_only for h in before)):
        return here[-1].names
    return ()


def _last_told(text: str, before: list[Holder]) -> Holder:
    """Return who acts, or the place that the sentence was set in, last ``before`` the clause; examples only where all are such."""
    told = [h for h in before if not (len(h.names) > 1 and _AS_EXAMPLES.match(text, h.end))] or before
    told = [h for h in told if not _only_counted(text, h)] or [h._replace(names=()) for h in told[-1:]]
    acting = [h for h in told if not h.place_only or _is_setting(text, h)]
    return (acting or told)[-1]


def _only_counted(text: str, told: Holder) -> bool:
    """Say whether a programme is only named to count its parts, and the next clause tells of something else: 首购|试点|22项,."""
    return bool(told.names) and told.names[0].kind == "Program" and _COUNT.match(text, told.end) is not None


_COUNT = re.compile(r"\d+[项个家]")


def _signed_at(text: str, at: int, before: list[Holder]) -> tuple[Found, ...]:
    """Return the place whose fair was held, where the number is of what was signed at it: 推介会上,共签约项目30个."""
    fairs = [h for h in before if h.event]
    host = next((h.host for h in fairs if h.host), ())
    return host if host and _SIGNED.search(text, fairs[0].end, at + _REACH) and before[-1].event else ()


def _is_setting(text: str, place: Holder) -> bool:
    """Say whether a clause only tells that what follows happens in ``place``: 在苏州,; not where something lies or went."""
    if not _SETTING.match(text, place.end):
        return False
    opens = after_adverbs(text, clause_start(text, 0, place.start))
    return _LEADS_TO.fullmatch(text, opens, place.start) is not None


def _site(before: list[Holder]) -> Found | None:
    """Return the park or cluster that the sentence last spoke of: firms that are counted are in it."""
    last = before[-1] if before and not before[-1].place_only else None
    return last.names[0] if last and len(last.names) == 1 and last.names[0].kind in ("Zone", "Cluster") else None


def setting(text: str, at: int, all_holders: Sequence[Holder]) -> Found | None:
    """Return the place where what is told at ``at`` happens: 在苏州, or 园区内,."""
    before = [h for h in all_holders if h.names and h.start < at]
    places = [h for h in before if h.place_only or _INSIDE.match(text, h.end)]
    return places[-1].names[0] if places and len(places[-1].names) == 1 else None


def _reaching(text: str, at: int, before: list[Holder]) -> list[Holder]:
    """Return the holders without the things that say nothing of a number at ``at``: beyond a ; or in a place told first."""
    setting = next((h.start for h in before if h.place_only and h.names), at)
    return [h for h in before if not h.thing or ((h.person or h.start < setting) and ";" not in text[h.end : at])]
