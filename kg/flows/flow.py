"""A flow: what a reader takes for one paragraph, in which every character keeps its place in the document."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from kg.flows.blocks import Block
from kg.model import Span

# A longer line is read in parts: no language, or no paragraphs, and it must not cost more than its share.
_LONGEST = 1000


class Run(NamedTuple):
    """A run of characters of a flow (from ``at``) and where it stands in the document (from ``start``)."""

    at: int
    start: int
    length: int


class Flow(NamedTuple):
    """One paragraph: ``text`` is folded for matching, ``runs`` lead back to the document."""

    text: str
    runs: tuple[Run, ...]
    heading: bool = False

    def spans(self, start: int, end: int) -> list[Span]:
        """Return where ``text[start:end]`` stands in the document: one span, or one a run across a join."""
        if len(self.runs) == 1:
            at, offset, _ = self.runs[0]
            return [Span(start - at + offset, end - at + offset)]
        found = []
        for number in range(max(0, bisect_right(self.runs, (start, 1 << 60)) - 1), len(self.runs)):
            run = self.runs[number]
            if run.at >= end:
                break
            low, high = max(start, run.at), min(end, run.at + run.length)
            if low < high:
                found.append(Span(run.start + low - run.at, run.start + high - run.at))
        return found


def flows_of(chain: list[Block]) -> Iterator[Flow]:
    """Yield the flow that the blocks make, in parts where it is too long."""
    text = "".join(block.text for block in chain)
    runs, at = [], 0
    for block in chain:
        runs.append(Run(at, block.start, len(block.text)))
        at += len(block.text)
    whole = Flow(text, tuple(runs), chain[0].heading)
    if len(text) <= _LONGEST:
        yield whole
        return
    start = 0
    while start < len(text):
        end = _part_end(text, start)
        yield Flow(text[start:end], tuple(_part(whole, start, end)), chain[0].heading)
        start = end


def _part_end(text: str, start: int) -> int:
    """Return where to cut a long text: after the last sentence that fits, else after a clause, else anywhere."""
    limit = start + _LONGEST
    if limit >= len(text):
        return len(text)
    for marks in ("。!?", ",;:", "、 "):
        last = max(text.rfind(mark, start + _LONGEST // 2, limit - 1) for mark in marks)
        if last >= 0:
            return last + (2 if text[last + 1] in '”’"』」)' else 1)
    return limit


def _part(whole: Flow, start: int, end: int) -> Iterator[Run]:
    at = 0
    for span in whole.spans(start, end):
        yield Run(at, span.start, span.end - span.start)
        at += span.end - span.start
