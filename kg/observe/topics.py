"""What a text has been about, sentence after sentence: told when it is asked for, for mostly nobody asks."""

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.observe.clauses import after_adverbs
from kg.observe.holders import holders
from kg.observe.records import KINDS, Holder, Sentence, Spoken, Told
from kg.recognise import Found
from kg.recognise.candidates import PLACES, SITES
from kg.relate.names import apart
from kg.relate.slots import within

_MOST_UNREAD = 8  # sentences without a number that wait
_ZONES = frozenset(("Zone",))
_INNER = {  # which places in a name can be meant later, by its kind
    "GovernmentBody": PLACES,
    "Policy": PLACES,
    "Organization": _ZONES,
    "ResearchInstitute": _ZONES,
    "Company": _ZONES,
}
_ENDS = frozenset("。!?;”")
_MOST_NAMES = 24  # names that 全市 or 该公司 can point back to


def postpone(sentences: Sequence[Sentence], spoken: Spoken) -> Spoken:
    """Return ``spoken`` with sentences that have no number; of many such the first only leave their names."""
    if not sentences:
        return spoken
    unread = (*spoken.unread, *sentences)
    history = spoken.history
    for sentence in unread[:-_MOST_UNREAD]:
        history = _longer(history, sentence)
    return Spoken(spoken.told, history, unread[-_MOST_UNREAD:], since=spoken.since)


def close(flow: str, spoken: Spoken) -> Spoken:
    """Return ``spoken`` after a paragraph, whose end counts as a sentence that tells of nobody; a heading has no end."""
    if flow[-1:] not in _ENDS:
        return spoken
    end = Sentence(flow, len(flow), len(flow), (), ())
    told, history, unread, columns, since = spoken
    return (
        Spoken(told, history, (*unread, end), columns, since)
        if unread
        else Spoken(told, history, (), columns, since + 1)
    )


def catch_up(spoken: Spoken) -> Spoken:
    """Return ``spoken`` after what was still unread."""
    told, history, unread, _, since = spoken
    if unread and isinstance(told, _Told):
        told()  # now, or long texts would be read from their end back to their beginning
    so_far = Spoken(told, history, since=since)
    for sentence in unread:
        so_far = Spoken(_Told(sentence, so_far), _longer(so_far.history, sentence))
    return so_far


class _Told:
    """Who is spoken of after a sentence that was not read: what stands before it is read only where it speaks of nobody."""

    def __init__(self, sentence: Sentence, before: Spoken) -> None:
        self._sentence = sentence
        self._before = before
        self._told: Told | None = None

    def __call__(self) -> Told:
        if self._told is None:
            after = follow(holders(self._sentence, self._before), self._sentence, self._before)
            names, silent = after.told()
            self._told = Told(names, silent + after.since)
        return self._told


def follow(all_holders: Sequence[Holder], sentence: Sentence, spoken: Spoken, given: Sequence[Found] = ()) -> Spoken:
    """Return what the text has been about after a sentence: the subject of its last part that names one.

    ``given``: of whom it stated numbers: where it names no subject, it may go on about whom the text was about.
    """
    history = _longer(spoken.history, sentence)
    events = [h.end for h in all_holders if h.event]
    lasting = [h for h in all_holders if not h.thing and (h.event or not events or h.start > events[-1])]
    subjects = [h for h in lasting if not h.place_only] or lasting
    if not subjects and any(name in spoken.topic() for name in given):
        still = Told(spoken.topic())
        return Spoken(lambda: still, history)
    if not subjects:
        return Spoken(spoken.told, history, since=spoken.since + 1)
    last_part = [h for h in subjects if ";" not in sentence.text[h.start : subjects[-1].start]]
    named = [h for h in last_part if h.names]
    if named and named[0].names[0].kind == "Policy":  # what a paper says next is seldom said of the paper
        return Spoken(spoken.told, history, since=spoken.since + 1)
    told = Told(() if not named or _several_places(sentence.text, named) else _inmost(sentence.text, named).names)
    return Spoken(lambda: told, history)


def _several_places(text: str, named: Sequence[Holder]) -> bool:
    """Say whether clauses tell of several places by turns, of none of which the next sentence speaks: 鞍山入选…,抚顺获批…."""
    acting = [h for h in named if h.start < h.end and not h.place_only and h.names[0].kind == "Region"]
    return any("," in text[a.end : b.start] and apart(a.names[0].name, b.names[0].name) for a, b in pairwise(acting))


def of_plan(spoken: Spoken, at_home: tuple[Found, ...]) -> Spoken:
    """Return what a plan is about where it begins anew: those who do what it orders, ``at_home``, if that is told."""
    told = Told(at_home)
    return Spoken(lambda: told, catch_up(spoken).history, columns=spoken.columns)


def follow_plan(sentence: Sentence, spoken: Spoken, at_home: tuple[Found, ...]) -> Spoken:
    """Return what a plan is about after a sentence: the place that opens it, of which the next may be too, else those at home."""
    opens = after_adverbs(sentence.text, sentence.start, sentence.end)
    first = tuple(name for name in sentence.names if name.start == opens and name.kind in SITES)
    alone = first and sentence.text[first[0].end : first[0].end + 1] not in _JOINS
    return of_plan(Spoken(history=_longer(spoken.history, sentence)), first if alone else at_home)


_JOINS = ("、", "和", "与", "及")


def _inmost(text: str, named: Sequence[Holder]) -> Holder:
    """Return the first holder, or what it only says the place of, name upon name: 平顶山 in 河南|平顶山, 成都的|菁蓉镇."""
    inmost = named[0]
    for holder in named[1:]:
        if text[inmost.end : holder.start] not in ("", "的") or inmost.names[0].kind != "Region":
            break
        inmost = holder
    return inmost


def _longer(history: tuple[Found, ...], sentence: Sentence) -> tuple[Found, ...]:
    told = [name for name in sentence.names if not (name.kind in PLACES and _is_neighbour(sentence.text, name))]
    named = [one for name in told for one in _named(name, sentence.nested)]
    return (*history, *named)[-_MOST_NAMES:] if named else history


def _is_neighbour(text: str, place: Found) -> bool:
    """Say whether the text only tells that another place lies near ``place``, which 园区 does not mean later: 与|甲园|隔湖相望."""
    before = text[max(0, place.start - _NEAR_WORD) : place.start]
    return before.endswith(_NEAR) or (
        before.endswith(("与", "和", "同")) and _LIES_BESIDE.match(text, place.end) is not None
    )


_NEAR_WORD = 2  # characters
_NEAR = ("距", "距离", "毗邻", "紧邻", "邻近", "临近", "靠近", "紧靠", "比邻")
_LIES_BESIDE = re.compile("[^,。;:]{0,14}(?:相望|相邻|毗邻|接壤|相接|为邻)")


def _named(name: Found, nested: Sequence[Found]) -> list[Found]:
    """Return the name with the places in it that are not named by themselves: 高新区 may mean that of 苏州高新区管委会,
    全市 the city of 苏州市科技局 or of 《苏州市…意见》."""
    inner = _INNER.get(name.kind)
    places = [n for n in within(nested, name.start, name.end) if n.kind in inner and n != name] if inner else []
    return [*places, name] if name.kind in KINDS else places
