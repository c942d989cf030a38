"""Blocks as Markdown that reads well as text too."""

from collections.abc import Iterable, Iterator

from kg.analyse.record import DOUBTFUL, Passage, Stated
from kg.report.blocks import Block, Fold, Heading, Item, Plot, Table, Text
from kg.report.clean import markdown as safe
from kg.report.texts import relation, text


def render(blocks: Iterable[Block]) -> str:
    """Return the report as Markdown."""
    return "\n".join(line for block in blocks for line in _block(block)).strip() + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, words):
            yield from ("", f"{'#' * level} {safe(words)}", "")
        case Text(words):
            yield from (safe(words), "")
        case Table(columns, rows):
            yield from _table(columns, rows)
        case Fold(words, Table(columns, rows)):
            yield from (safe(words), "")
            yield from _table(columns, rows)
        case Item():
            yield from _item(block)
        case Plot():
            pass


def _table(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    yield _row(columns)
    yield _row(("---",) * len(columns), escape=False)
    yield from map(_row, rows)
    yield ""


def _row(cells: tuple[str, ...], escape: bool = True) -> str:
    return f"| {' | '.join(safe(cell) if escape else cell for cell in cells)} |"


def _item(item: Item) -> Iterator[str]:
    yield f"- **{safe(item.text)}**"
    for fact in item.facts:
        yield f"  - {safe(sentence(fact))}"
        yield from (f"    > {line}" for line in quotes(fact.passages))
    yield from (f"  > {line}" for line in quotes(item.passages))
    if item.more:
        yield f"  - {safe(item.more)}"
    yield ""


def quotes(passages: Iterable[Passage]) -> Iterator[str]:
    """Yield each passage on a line with its place."""
    for passage in passages:
        yield f"{safe(passage.text)} {safe('——' + place(passage))}  "


def sentence(fact: Stated) -> str:
    """Return a fact as one line: 苏州高新区 —位于→ 苏州."""
    marks = [text("words", "planned")] if fact.planned else []
    if fact.background:
        origin = f"，{text('words', 'origin')} {fact.origin}" if fact.origin else ""
        marks.append(text("words", "background") + origin)
    if fact.confidence < DOUBTFUL:
        marks.append(text("words", "doubtful", confidence=f"{fact.confidence:.2f}"))
    more = fact.sources - len(fact.passages)
    if more > 0:
        marks.append(text("words", "more-sources", count=more))
    note = f"（{'；'.join(marks)}）" if marks else ""
    return f"{fact.source.label} —{relation(fact.relation)}→ {fact.target.label}{note}"


def place(passage: Passage) -> str:
    """Return where a passage stands: 《title》，2020-04-21，字符 0–12."""
    return f"{titled(passage)}，{text('words', 'at', start=passage.start, end=passage.end)}"


def titled(passage: Passage) -> str:
    """Return the document of a passage with its date, without which 今年 means nothing."""
    date = f"，{passage.date}" if passage.date else ""
    return f"《{passage.title}》{date}"
