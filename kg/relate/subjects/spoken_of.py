"""Whom a clause speaks of: one of the topics that its sentence sets or that were carried to it, or nobody that is named."""

import re
from typing import NamedTuple

from kg.recognise.candidates import FIELDS, PLACES, SITES
from kg.relate.groups import Group
from kg.relate.slots import Slotted
from kg.relate.subjects.clauses import DOING, opens_clause, without_subject
from kg.relate.subjects.named import Topic
from kg.relate.subjects.nameless import someone_acts, someone_opens, speaks_of_another
from kg.rules.slots import KIND_CHAR, SECTOR_CHAR

Answer = tuple[Group | None, str]
"""Who is spoken of, or why it is nobody."""


class _Clause(NamedTuple):
    """A clause whose subject is sought."""

    sentence: Slotted
    own: list[Topic]  # those of its sentence's topics that speak
    start: int
    at: int  # where its verb stands
    kinds: frozenset[str]  # which kinds fit
    local: bool  # a place stands for the firms without a name that a sentence finds there


def find_topic(
    sentence: Slotted, own: list[Topic], carried: list[Group], at: int, kinds: frozenset[str], local: bool = False
) -> Answer:
    """Return the group that the clause at ``at`` speaks of, or why there is none.

    Args:
        sentence: the sentence.
        own: the sentence's topics.
        carried: the topics of the sentences before it in the paragraph, latest last.
        at: where in the slotted text the verb stands.
        kinds: which kinds fit.
        local: a place stands for the firms without a name that a sentence finds there.
    """
    speaking = [topic for topic in own if topic.speaks]
    clause = _Clause(sentence, speaking, sentence.clause_start(at), at, kinds, local)
    if near := _nobody_named(clause) or _subject_of_clause(clause):
        return near
    if _opens_segment(clause) and (behind := _subject_behind(clause)):
        return behind
    before = _before(clause)
    return (
        _subject_of_sentence(clause, before)
        or _unfit_subject(clause, before)
        or _subject_behind(clause)
        or _subject_carried(clause, carried)
    )


def _nobody_named(clause: _Clause) -> Answer | None:
    """Return the place in which someone without a name acts, or that nobody who is named is spoken of."""
    sentence, own, start, at, _, local = clause
    if local and _PERSON_ACTS.search(sentence.text, start, at):
        return None, "the clause speaks of a person"
    if any(start <= topic.at < at and topic.at not in sentence.group_at for topic in own):
        return None  # 该公司 has a name
    someone = someone_acts(sentence, start, at)
    if someone is None:
        return None
    place = _place_of(clause) if local and _LOCAL_WORD.match(sentence.text, someone.start()) else None
    return (place, "") if place else (None, "the clause speaks of someone without a name")


_PERSON_ACTS = re.compile(
    rf"(?:^|[,;:。])(?:而|但|如今|目前)?{KIND_CHAR['Person']}(?:和[^,。;:、]{{1,8}}?)?(?:{DOING}|只需|一直|长期)*+$"
)
# Who has no name but works in a place speaks for the place: 在包头，晶硅企业形成….
_LOCAL_WORD = re.compile(r"企业|公司|项目|工厂|车间|基地|平台|团队|这个|这家|一家|不少|许多")


def _place_of(clause: _Clause) -> Group | None:
    places = (t.group for t in reversed(clause.own) if t.at < clause.at and t.locative)
    return next((place for place in places if place.kinds & clause.kinds), None)


def _subject_of_clause(clause: _Clause) -> Answer | None:
    subject = next((t for t in reversed(clause.own) if clause.start <= t.at < clause.at and not t.locative), None)
    if subject is None:
        return None
    fits = subject.group.kinds & clause.kinds
    return (subject.group, "") if fits else (None, "the clause's subject is of another kind")


def _before(clause: _Clause) -> list[Topic]:
    """Return the sentence's topics before the verb that it may be said of."""
    before = [topic for topic in clause.own if topic.at < clause.at]
    segment = _segment(clause)
    if not _TRADE_OPENS.match(clause.sentence.text, segment + 1):
        return before
    # 光伏产业,…;|氢能产业,…: of the place, not of the firms before
    return [topic for topic in before if topic.at > segment or topic.group.kinds <= SITES]


def _segment(clause: _Clause) -> int:
    """Return where the ; stands that the clause comes after; -1 where there is none."""
    return clause.sentence.text.rfind(";", 0, clause.at)


_TRADE_OPENS = re.compile(f"{SECTOR_CHAR}(?:方面)?[,:]")


def _subject_of_sentence(clause: _Clause, before: list[Topic]) -> Answer | None:
    """Return the last of the topics ``before`` that fits: those that act, then those where it happens."""
    sentence, at = clause.sentence, clause.at
    subjects = [topic for topic in before if not topic.locative]
    places = [topic for topic in before if topic.locative and len(topic.group.names) < _MANY]
    for topic in (*_of_segment(clause, subjects, places), *reversed(subjects), *reversed(places)):
        if topic.group.kinds & clause.kinds:
            if speaks_of_another(sentence, topic.at + 1, _phrase_start(sentence, at)):
                return None, "a clause in between speaks of someone without a name"
            return topic.group, ""
    return None


_MANY = 3  # who does something in so many places is no place


def _of_segment(clause: _Clause, subjects: list[Topic], places: list[Topic]) -> list[Topic]:
    """Return the places named since the last ;, latest first, where nobody else has acted since: ;在合肥,…."""
    segment = _segment(clause)
    if segment < 0 or any(subject.at > segment for subject in subjects):
        return []
    return [place for place in reversed(places) if place.at > segment]


def _phrase_start(sentence: Slotted, at: int) -> int:
    """Return where the phrase begins that goes on at ``at``: 一批|精品钢项目, 一批|涉及光伏的成果 are spoken of, not somebody else."""
    return at - 2 if sentence.text.startswith(_SEVERAL, at - 2) else at


_SEVERAL = ("一批", "许多", "不少")


def _unfit_subject(clause: _Clause, before: list[Topic]) -> Answer | None:
    """Return why the verb is not said of who is spoken of further off: the clause or the sentence has a subject that does not fit."""
    if not _adverbial(clause):
        return None, "the clause opens with words that may be its subject"
    if all(topic.locative or topic.group.kinds <= FIELDS for topic in before):
        return None
    place = _only_place(clause.sentence, clause.start) if clause.local else None
    return (place, "") if place else (None, "the sentence's subject is of another kind")


def _adverbial(clause: _Clause) -> bool:
    """Say whether nothing before the verb could be the clause's subject; a name after 在 could not: 在光伏领域，常州领先."""
    sentence, at = clause.sentence, clause.at
    end = at - 1 if at in sentence.group_at and sentence.text.startswith("在", at - 1) else at
    return without_subject(sentence, clause.start, max(clause.start, end))


def _only_place(sentence: Slotted, start: int) -> Group | None:
    """Return the one place that the clauses before ``start`` name: 甲、乙撑起了柳州半边天,|钢铁产值….

    The firms that stand before it are not what 三大支柱产业 are those of.
    """
    text = sentence.text
    before = sentence.before(start)
    places = [group for at, group in before if group.kinds <= PLACES and "、" not in text[at - 1 : at + 2 : 2]]
    return places[0] if len(places) == 1 and len(places[0].names) == 1 else None


def _opens_segment(clause: _Clause) -> bool:
    """Say whether the verb opens what stands behind a ;, and so is not said of whom was spoken of before it: ;围绕光伏,|江苏推动…."""
    segment = _segment(clause)
    return segment >= 0 and clause.start == segment + 1 and opens_clause(clause.sentence, clause.at)


def _subject_behind(clause: _Clause) -> Answer | None:
    """Return who is named in a clause behind the verb's, before the next ;, or whom the verb's describes: 聚焦冶金、化工，山东启动…,
    作为制造业大省的|湖南."""
    text = clause.sentence.text
    close = next((start for start in clause.sentence.clauses if start > clause.at), len(text))
    later = [topic for topic in clause.own if topic.at > clause.at and not topic.locative]
    behind = [topic for topic in later if topic.at >= close or text[topic.at - 1] == "的"]
    fitting = next((topic for topic in behind if topic.group.kinds & clause.kinds), None)
    if fitting is None or _SEGMENT_END.search(text, clause.at, fitting.at + 1):
        return None
    if someone_opens(clause.sentence, clause.at) or _COMES_THERE.match(text, fitting.at + 1):
        return None
    if any(topic.at < fitting.at for topic in behind) or _OUR_PLACE.search(text, clause.at, fitting.at):
        return None  # 实施某行动,我省成为…,甲获批…: somebody else comes first
    if clause.at in clause.sentence.group_at and len(fitting.group.names) > 1:
        return None  # |现代服务业加快发展,甲、乙获批…: a field that rises is no more theirs than that of others
    return fitting.group, ""


# Who comes to a place is not whom a clause before it speaks of: 聚焦光电,|甲、乙等企业|已入驻.
_COMES_THERE = re.compile("等?[^,。;:\ue000-\ue03f]{0,12}(?:入驻|进驻|落户|落地|落子)(?!于|在|到)")


_SEGMENT_END = re.compile("[;。]")
_OUR_PLACE = re.compile(",[我全][省市县区州](?!域)")


def _subject_carried(clause: _Clause, carried: list[Group]) -> Answer:
    """Return the last of those who were spoken of before the sentence that fits."""
    if speaks_of_another(clause.sentence, 0, clause.at):
        return None, "a clause before speaks of someone without a name"
    group = next((group for group in reversed(carried) if group.kinds & clause.kinds), None)
    if group is None:
        return None, "nothing is named that the clause could speak of"
    if group.kinds <= _LISTED and len(group.names) >= _MANY:
        return None, "so many were spoken of before that none of them is meant"
    return group, ""


# So many offices may do something together, and the next sentence say more of it.
_LISTED = frozenset((*PLACES, "Company"))


def brought_to(sentence: Slotted, at: int) -> Group | None:
    """Return whom the clause's subject brings to do what the verb at ``at`` says: 科技部支持|苏州|开展试点, 要求|市政府|加强领导."""
    brought = _BRINGS.search(sentence.text, max(0, at - 16), at)
    return sentence.group(brought.start(1)) if brought else None


_BRINGS = re.compile(
    "(?:支持|指导|帮助|协助|帮扶|鼓励|引导|推动|同意|批准|要求|责成|督促|允许|委托)[\ue000-\ue03f]?([\ue000-\ue03f])"
    "(?:等[地市企业]{0,2})?(?:深入|加快|积极|大力|进一步|率先|全面|着力|持续|切实|认真|先行)*$"
)


def nearest(sentence: Slotted, at: int, kinds: frozenset[str]) -> Group | None:
    """Return the last group before ``at`` that holds one of ``kinds``: 研究方向 is that of the institute just named."""
    fitting = [(slot, group) for slot, group in sentence.before(at) if group.kinds & kinds]
    lies = [slot for slot, _ in fitting if sentence.text.endswith(_LIES, 0, slot) or _makes_it(sentence, slot)]
    return next((group for slot, group in reversed(fitting) if slot not in lies or len(lies) == len(fitting)), None)


def _makes_it(sentence: Slotted, slot: int) -> bool:
    """Say whether the clause names the group at ``slot`` as one by whom something is made: 甲院由乙联合|丙|发起,研究方向…."""
    return _MADE_BY.search(sentence.text, sentence.clause_start(slot), slot) is not None


_MADE_BY = re.compile("由[^,。;:由]{0,20}$")
_LIES = (
    "隶属",
    "隶属于",
    "属于",
    "母公司为",
    "控股股东为",
    "位于",
    "坐落于",
    "坐落在",
    "地处",
    "选址",
    "落户",
    "落户于",
)
