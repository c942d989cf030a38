"""Numbers that a text states of named things: value, unit, what is counted, when, achieved or aimed at."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.observe.indicators import indicator
from kg.observe.moods import is_target
from kg.observe.quantities import Quantity, may_hold, quantities
from kg.observe.subjects import Holder, Spoken, after_number, clause_start, follow, holder_of, holders
from kg.observe.times import time_before
from kg.recognise import Found
from kg.relate.slots import top_level
from kg.model import Span
from kg.text import sentences

__all__ = ["Measured", "Spoken", "observe"]

_LONGEST_SENTENCE = 600  # a longer one is read in parts, cut at a comma: no language, but it must not cost more


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


def observe(flow: str, found: Sequence[Found], spoken: Spoken) -> tuple[list[Measured], Spoken]:
    """Return the numbers that ``flow`` states of named things, and what the text is about after it.

    Args:
        flow: a flow's folded text.
        found: its names.
        spoken: what the flows before it were about.
    """
    measured: list[Measured] = []
    top = [found[i] for i in top_level(list(found))]
    top_starts = [name.start for name in top]
    nested = sorted(found)
    nested_starts = [name.start for name in nested]
    if _heading(flow):
        spoken = Spoken((), spoken.history)
    for start, end in _parts(flow):
        names = top[bisect_left(top_starts, start) : bisect_left(top_starts, end)]
        inside = nested[bisect_left(nested_starts, start) : bisect_left(nested_starts, end)]
        all_holders = holders(flow, start, end, names, inside, spoken)
        if may_hold(flow[start:end]):
            measured.extend(_sentence(flow, Span(start, end), names, all_holders, spoken))
        spoken = follow(all_holders, names, flow, spoken)
    return measured, spoken


def _heading(flow: str) -> bool:
    return len(flow) < 30 and flow[-1:] not in "。!?;:…”"


def _parts(flow: str) -> Iterator[Span]:
    for start, end in sentences(flow):
        while end - start > _LONGEST_SENTENCE:
            cut = (
                max(
                    flow.rfind(",", start + 1, start + _LONGEST_SENTENCE),
                    flow.rfind(";", start + 1, start + _LONGEST_SENTENCE),
                )
                + 1
            )
            cut = cut or start + _LONGEST_SENTENCE
            yield Span(start, cut)
            start = cut
        yield Span(start, end)


def _sentence(
    flow: str, span: Span, names: Sequence[Found], all_holders: Sequence[Holder], spoken: Spoken
) -> Iterator[Measured]:
    stated = [
        q for q in (_moved(q, span.start) for q in quantities(flow[span.start : span.end])) if not _inside(q, names)
    ]
    named: list[tuple[Quantity, str]] = []
    for quantity in stated:
        named.append((quantity, indicator(flow, _after_name(span.start, quantity, names), quantity, named)))
    last: Found | None = None
    for number, (quantity, name) in enumerate(named):
        subject = _subject(flow, span, quantity, number, stated, names, all_holders, spoken)
        if last and _among(flow, span.start, quantity.start, all_holders):
            subject = last
        last = subject
        if subject is None:
            continue
        target = is_target(flow, span.start, quantity.start)
        time = time_before(flow, span.start, quantity.start)
        yield Measured(
            subject,
            ("目标 " if target else "") + name,
            quantity.value,
            quantity.unit,
            time,
            target,
            quantity.comparator,
            span.start,
            span.end,
            "number:" + quantity.kind,
        )


def _among(flow: str, start: int, at: int, all_holders: Sequence[Holder]) -> bool:
    """Say whether the clause speaks of a part of what was counted before (其中) without a subject of its own."""
    clause = clause_start(flow, start, at)
    return flow.startswith("其中", clause) and not any(clause <= h.start < at for h in all_holders)


def _moved(quantity: Quantity, by: int) -> Quantity:
    return quantity._replace(start=quantity.start + by, end=quantity.end + by)


def _inside(quantity: Quantity, names: Sequence[Found]) -> bool:
    return any(name.start < quantity.end and quantity.start < name.end for name in names)


def _after_name(start: int, quantity: Quantity, names: Sequence[Found]) -> int:
    ends = [n.end for n in names if n.end <= quantity.start and n.kind not in ("Industry", "Technology")]
    return max([start, *ends])


def _subject(
    flow: str,
    span: Span,
    quantity: Quantity,
    number: int,
    stated: Sequence[Quantity],
    names: Sequence[Found],
    all_holders: Sequence[Holder],
    spoken: Spoken,
) -> Found | None:
    """Return whom the number is stated of; several take turns where 分别 says so."""
    place = after_number(flow, quantity.end, names)
    if place:
        return place
    subjects = holder_of(flow, span.start, quantity.start, all_holders, spoken)
    if len(subjects) == 1:
        return subjects[0]
    each = flow.rfind("分别", span.start, quantity.start)
    if each < 0 or not subjects:
        return None
    turn = sum(1 for q in stated[:number] if q.start > each)
    total = sum(1 for q in stated if q.start > each)
    return subjects[turn % len(subjects)] if total % len(subjects) == 0 else None
