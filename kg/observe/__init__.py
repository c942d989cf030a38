"""Numbers that a text states of named things: value, unit, what is counted, when, achieved or aimed at."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.model import Span
from kg.observe import tables
from kg.observe.clauses import clause_start
from kg.observe.holders import holders
from kg.observe.indicators import indicator, is_growth, is_of_region
from kg.observe.named import is_counted_there
from kg.observe.quantities import Quantity, is_hedge, may_hold, quantities
from kg.observe.records import KINDS, Holder, Sentence, Spoken
from kg.observe.subjects import subject_of
from kg.observe.times import time_before
from kg.observe.topics import catch_up, close, follow, follow_plan, of_plan, postpone
from kg.observe.unnamed import counts
from kg.plans import TARGET, is_target
from kg.recognise import Found
from kg.relate.slots import top_level
from kg.text import dateline, sentences

__all__ = ["Measured", "Spoken", "observe"]

_LONGEST_SENTENCE = 600  # a longer one is read in parts, cut at a comma: no language, but it must not cost more


_LISTED = frozenset(("Region", "Zone", "Company", "University"))
_ACTING = frozenset(("Company", "University", "ResearchInstitute", "Organization", "Program", "Policy"))
_COUNTED = frozenset(("Zone", "Cluster", "Program", "Organization"))  # 国家级先进制造业集群|10个


class Measured(NamedTuple):
    """A number stated of the name ``subject``, which may stand in an earlier flow, with the passage that states it."""

    subject: Found
    indicator: str
    value: float
    unit: str
    time: str
    target: bool
    comparator: str
    start: int
    end: int
    rule: str
    unit_end: int = 0  # where the unit ends; 0: it does not stand beside the number


def observe(
    flow: str, found: Sequence[Found], spoken: Spoken, at_home: tuple[Found, ...] | None = None
) -> tuple[list[Measured], Spoken]:
    """Return the numbers that ``flow`` states of named things, and what the text is about after it.

    Args:
        flow: a flow's folded text.
        found: its names.
        spoken: what the flows before it were about.
        at_home: in a plan, who does what it orders, if that is told.
    """
    if at_home is not None:
        spoken = of_plan(spoken, at_home)
    columns = tables.heading(flow, spoken.columns) or tables.unit_of_all(flow)
    rows = list(_row(flow, found, spoken.columns)) if spoken.columns else []
    if columns or rows or tables.is_rule(flow):
        return rows, catch_up(spoken)._replace(columns=columns or spoken.columns)
    if _heading(flow):
        spoken = Spoken(history=catch_up(spoken).history)
    if not found and spoken == _NOBODY:
        return [], spoken  # as yet nobody is named who could have a number
    if not may_hold(flow):
        return [], close(flow, postpone(_sentences(flow, found), spoken))
    return _read(flow, _sentences(flow, found), spoken, at_home)


def _read(
    flow: str, divided: Sequence[Sentence], spoken: Spoken, at_home: tuple[Found, ...] | None
) -> tuple[list[Measured], Spoken]:
    """Return the numbers of the sentences of ``flow``, and what the text is about after them."""
    measured: list[Measured] = []
    waiting: list[Sentence] = []  # without numbers
    for sentence in divided:
        stated = _stated(sentence)
        if not stated and at_home is None:
            waiting.append(sentence)
            continue
        spoken = catch_up(postpone(waiting, spoken))
        waiting = []
        all_holders = holders(sentence, spoken, stated[-1].start) if stated else []
        given = list(_sentence(sentence, stated, all_holders, spoken))
        measured.extend(given)
        spoken = (
            follow(all_holders, sentence, spoken, [m.subject for m in given])
            if at_home is None
            else follow_plan(sentence, spoken, at_home)
        )
    return measured, close(flow, postpone(waiting, spoken))


_NOBODY = Spoken()


def _sentences(flow: str, found: Sequence[Found]) -> list[Sentence]:
    """Return the sentences of ``flow`` with their names."""
    top = top_level(found)
    divided = []
    at = 0
    for start, end in _parts(flow):
        while at < len(top) and top[at].start < start:
            at += 1
        first = at
        while at < len(top) and top[at].start < end:
            at += 1
        divided.append(Sentence(flow, start, end, top[first:at], found))
    return divided


def _row(flow: str, found: Sequence[Found], columns: Sequence[tables.Column]) -> Iterator[Measured]:
    for subject, column, value in tables.row(flow, columns, [n for n in found if n.kind in KINDS]):
        time = tables.year(column.name)
        yield Measured(subject, column.name, value, column.unit, time, False, "=", 0, len(flow), "number:table")


def _stated(sentence: Sentence) -> list[Quantity]:
    """Return the quantities of a sentence that are no part of a name."""
    found = quantities(sentence.text[sentence.start : sentence.end])
    if found and sentence.start:
        found = [_moved(q, sentence.start) for q in found]
    if not sentence.names:
        return found
    return [q for q in found if not _inside(q, sentence) and not _sums_up(q, sentence)]


def _heading(flow: str) -> bool:
    return len(flow) < 30 and flow[-1:] not in "。!?;:…”"


def _parts(flow: str) -> Iterator[tuple[int, int]]:
    for start, end in sentences(flow):
        if end <= dateline(flow):
            continue
        while end - start > _LONGEST_SENTENCE:
            cut = (
                max(
                    flow.rfind(",", start + 1, start + _LONGEST_SENTENCE),
                    flow.rfind(";", start + 1, start + _LONGEST_SENTENCE),
                )
                + 1
            )
            cut = cut or start + _LONGEST_SENTENCE
            yield start, cut
            start = cut
        yield start, end


def _sentence(
    sentence: Sentence, stated: Sequence[Quantity], all_holders: Sequence[Holder], spoken: Spoken
) -> Iterator[Measured]:
    flow, names = sentence.text, sentence.names
    span = Span(sentence.start, sentence.end)
    subjects = _subjects(sentence, stated, all_holders, spoken)
    while subjects and subjects[-1] is None:
        subjects.pop()  # what is measured of nobody matters only to the numbers after it
    named: list[tuple[Quantity, str]] = []
    for quantity, subject in zip(stated, subjects, strict=False):
        name = indicator(flow, _after_name(flow, span.start, quantity, names), quantity, named)
        named.append((quantity, name))
        if subject is None or (subject.kind in _ACTING and is_of_region(name)):
            continue
        target = is_target(flow, span.start, quantity.start)
        time = time_before(flow, span.start, quantity.start)
        yield Measured(
            subject,
            f"{TARGET} {name}" if target else name,
            quantity.value,
            quantity.unit,
            time,
            target,
            quantity.comparator,
            span.start,
            span.end,
            "number:" + quantity.kind,
            quantity.end,
        )


def _subjects(
    sentence: Sentence, stated: Sequence[Quantity], all_holders: Sequence[Holder], spoken: Spoken
) -> list[Found | None]:
    """Return of whom each of the quantities is stated."""
    flow, start, names = sentence.text, sentence.start, sentence.names
    all_holders = [h for h in all_holders if not (h.thing and any(_is_counted(flow, h.end, q) for q in stated))]
    subjects: list[Found | None] = []
    for number, quantity in enumerate(stated):
        last = subjects[-1] if subjects else None
        subject = subject_of(sentence, number, stated, all_holders, spoken)
        if subject and subject.end <= quantity.start and subject in names and subject.kind != "Organization":
            all_holders = _with(all_holders, subject)
        if last and _among(flow, start, quantity.start, all_holders):
            subject = last
        if number and is_growth(flow, start, quantity) and not _named_since(stated[number - 1], quantity, names):
            subject = last  # who did not have what has grown has not its growth
        subjects.append(subject)
    return subjects


def _with(all_holders: Sequence[Holder], subject: Found) -> Sequence[Holder]:
    """Return the holders with a name that has just been given a number: the next clause goes on about it."""
    known = any(h.start <= subject.start < h.end and h.names for h in all_holders)
    return all_holders if known else sorted([*all_holders, Holder(subject.start, subject.end, (subject,))])


def _among(flow: str, start: int, at: int, all_holders: Sequence[Holder]) -> bool:
    """Say whether the clause speaks of a part of what was counted before (其中) without a subject of its own."""
    clause = clause_start(flow, start, at)
    return flow.startswith("其中", clause) and not any(clause <= h.start < at for h in all_holders)


def _named_since(before: Quantity, quantity: Quantity, names: Sequence[Found]) -> bool:
    return any(before.end <= n.start < quantity.start for n in names)


def _is_counted(flow: str, thing: int, quantity: Quantity) -> bool:
    """Say whether ``quantity`` counts what the noun that ends at ``thing`` means."""
    return quantity.kind == "count" and counts(flow, thing, quantity.start)


def _moved(quantity: Quantity, by: int) -> Quantity:
    start, end, value, unit, kind, comparator = quantity
    return Quantity(start + by, end + by, value, unit, kind, comparator)


def _sums_up(quantity: Quantity, sentence: Sentence) -> bool:
    """Say whether a count only says how many names were listed right before it: 酒泉、天水|两个中心城市."""
    if quantity.kind != "count":
        return False
    last = next((n for n in sentence.names if n.end == quantity.start and n.kind in _LISTED), None)
    if last is None or sentence.text[last.start - 1] not in "、和与及":
        return False
    return any(n.end == last.start - 1 for n in sentence.names)


def _inside(quantity: Quantity, sentence: Sentence) -> bool:
    """Say whether a name holds the number: 苏州1号科技园, not a counted class mistaken for one (近百家孵化器)."""
    return any(
        name.start < quantity.start
        and quantity.end <= name.end
        and not is_hedge(sentence.text[name.start : quantity.start])
        for name in sentence.names
    )


def _is_what_is_counted(flow: str, start: int, name: Found, quantity: Quantity) -> bool:
    """Say whether a class that was taken for a name stands before its count: 拥有国家级先进制造业集群|10个."""
    opens = name.start == start or flow[name.start - 1] in ",。;:"
    return name.end == quantity.start and name.kind in _COUNTED and not opens


def _after_name(flow: str, start: int, quantity: Quantity, names: Sequence[Found]) -> int:
    ends = [
        n.end
        for number, n in enumerate(names)
        if n.end <= quantity.start
        and n.kind in KINDS
        and flow[n.start - 1 : n.start] not in ("占", "的")
        and not (quantity.kind == "count" and _is_what_is_counted(flow, start, n, quantity))
        and not is_counted_there(flow, names[max(0, number - 1) : number], n)
    ]
    return max([start, *ends])
