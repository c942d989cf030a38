"""English documents: which ones are, their paragraphs and their sentences. Offsets stay those of the source."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.flows import Flow, Reading, Run, read_flows
from kg.model import Document, Problem, Span

_CHINESE = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_LATIN = re.compile(r"[A-Za-z]+")
_LATIN_LEAST = 9  # Latin letters for each Chinese one: a Chinese article with an English abstract stays Chinese
_WRAPPED = 40  # a shorter line is a heading, a caption or the end of a paragraph
_WIDEST = 100  # a longer line is a paragraph by itself when a sentence ends it
_NEXT_LINE = re.compile(r" *\r?\n *")
_FINISHED = (".", "!", "?", ":", '"', "”")
_DATELINE = re.compile(r"[A-Z][A-Z' ]+(?:, [A-Z][\w. ]{1,20})?(?: \([^()]{1,24}\))? ?(?:--|—|–|-) ?")
_SENTENCE_END = re.compile(r"[.!?]+[\"”’')\]]*(?= +[\"“‘'(\[]*[A-Z0-9])|[。!?]+")
_ABBREVIATED = re.compile(r"(?:\b(?:Co|Dr|Mr|Mrs|Ms|Prof|St|No|vs|e\.g|i\.e|etc|Fig|approx|[A-Z])|[A-Z]\.[A-Z])\.$")
_LEGAL = re.compile(r"\b(?:Ltd|Inc|Corp)\.$")
_SENTENCE_START = re.compile(
    r" +(?:The|It|Its|In|A|An|This|That|These|Their|They|At|On|By|For|Since|Both|Founded|Headquartered)\b"
)


class Token(NamedTuple):
    """A word at its place; ``text`` is as written."""

    start: int
    end: int
    text: str


_TOKEN = re.compile(r"[^\W_]+(?:['’.&][^\W_]+)*")


def is_english(text: str) -> bool:
    """Say whether the letters of ``text`` are Latin ones, Chinese ones at most a tenth."""
    many = -(-len(text) // _LATIN_LEAST)
    if _letters(_CHINESE, text[: 2 * many]) >= many:
        return False  # whatever else it holds
    latin = _letters(_LATIN, text)
    return latin > 0 and _letters(_CHINESE, text) < -(-latin // _LATIN_LEAST)


def _letters(script: re.Pattern[str], text: str) -> int:
    return sum(map(len, script.findall(text)))


def paragraphs(document: Document, repair: bool = True) -> Reading:
    """Return the paragraphs of ``document``; lines that a fixed width broke are joined, with blanks for their ends.

    Args:
        document: what was read.
        repair: join wrapped lines; without it every line is a paragraph.
    """
    reading = read_flows(document, repair=False)
    reading = reading._replace(flows=[_without_dateline(flow) for flow in reading.flows])
    if not repair:
        return reading
    joined: list[Flow] = []
    for flow in reading.flows:
        if joined and _goes_on(document.text, joined[-1], flow):
            joined[-1] = _join(joined[-1], flow)
        else:
            joined.append(flow)
    return Reading([flow._replace(text=flow.text.replace("\n", " ")) for flow in joined], reading.problems)


def _without_dateline(flow: Flow) -> Flow:
    """Leave out where and by whom it was reported: TIANJIN (Xinhua) --"""
    match = _DATELINE.match(flow.text)
    if not match or match.end() == len(flow.text):
        return flow
    run = flow.runs[0]
    at = match.end()
    return flow._replace(text=flow.text[at:], runs=(Run(0, run.start + at, run.length - at),))


def _goes_on(text: str, flow: Flow, line: Flow) -> bool:
    between = text[flow.runs[0].start + len(flow.text) : line.runs[0].start]
    last = len(flow.text) - 1 - flow.text.rfind("\n")
    return (
        bool(_NEXT_LINE.fullmatch(between))
        and last >= _WRAPPED
        and (last <= _WIDEST or not flow.text.endswith(_FINISHED))
        and not flow.heading
        and not line.heading
    )


def _join(flow: Flow, line: Flow) -> Flow:
    """Return both as one flow of one run; what stands between them becomes blanks."""
    start = flow.runs[0].start
    text = flow.text + "\n".rjust(line.runs[0].start - start - len(flow.text)) + line.text
    return Flow(text, (Run(0, start, len(text)),))


def tokens(text: str) -> list[Token]:
    """Return the words of ``text``."""
    return [Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]


def sentences(text: str) -> Iterator[Span]:
    """Yield the sentences of a paragraph; the stop after Co., Dr. or an initial ends none."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        end = match.end()
        if not _inside(text, start, match.start(), end):
            yield _trimmed(text, start, end)
            start = end
    if text[start:].strip():
        yield _trimmed(text, start, len(text))


def _inside(text: str, start: int, stop: int, end: int) -> bool:
    """Say whether the stop belongs to an abbreviation; after Ltd. a word that begins sentences ends it."""
    before = text[max(start, stop - 12) : stop + 1]
    if _LEGAL.search(before):
        return not _SENTENCE_START.match(text, end)
    return bool(_ABBREVIATED.search(before))


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end)


def partly_read(document: Document) -> Problem:
    """Return the problem that says what of an English document is not read."""
    message = (
        "the document is in English, of which little is read: zones, clusters, institutes, universities, companies, "
        "places and industries, and what simple sentences say of where they are, what they focus on, who founded them, "
        "whom they belong to and work with; its numbers, policies, programmes and people are not in the graph"
    )
    return Problem("english-partly-read", message, document.id, document.name)
