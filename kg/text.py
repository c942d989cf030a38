"""From a document's text to flows of running text, in which every character keeps its place in the source.

A *block* is a line; a *flow* is what a reader takes for one paragraph. Mostly a flow is one block. Hard-wrapped lines,
titles broken over lines and columns torn apart by a scan make flows of several pieces, and each such join is reported.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

import opencc

from kg.model import Document, Problem, Span

TERMINAL = '。!?;:…”’"』」)'  # ends a sentence or a clause on purpose
_SENTENCE = re.compile(r"[^。!?\n]+[。!?]*[”’\"』」)]*")
_HEADING = re.compile(r"#{1,6}\s")
_LEAD_IN = re.compile(r"\s*[^\s。,、]{2,8}?(?:消息|讯|电|报道)\s*+(?:\([^()\n]{1,24}\)\s*+)?:\s*")
_BYLINE = re.compile(r"\(?(?:见习|实习|特约)?(?:本报|本台|本网|本刊)?(?:特约|驻[^\s,。]{1,6})?(?:记者|通讯员)[::\s]")
_ADVERTISEMENT = re.compile(r"\s*(?:广告|广\s+告|advertisement)\s*", re.IGNORECASE)
_TITLE_OPENS = re.compile(r"[^。,;!?]{0,24}关于[^。;!?]*")
_TITLE_CLOSES = re.compile(
    r"(?:批复|通知|意见|决定|办法|方案|规划|公告|通报|函|请示|报告|纲要|措施|条例|复函|指导意见)\s*(?:\([^()]{1,12}\))?$"
)
_LIST_MARK = re.compile(r"(?:[-*+] |[•·●■◆▪◦] ?)+ *")
_TABLE_ROW = re.compile(r"[^|\n]*\||\S+ {2,}\S+ {2,}\S")  # the cells of a line, parted by bars or wide blanks
_WRAP_MIN = 20  # shorter lines are headings, captions and list items
_OFTEN = tuple(zip("\uff0c\uff08\uff09\uff1a\uff1b\uff1f\uff01\u3000\u00a0", ",():;?!  ", strict=True))
_CUT_TERM = 8  # how far a cut term may reach to each side of the seam, in characters
# A longer line is read in parts: no language, or no paragraphs, and it must not cost more than its share.
_LONGEST_FLOW = 1000


class Piece(NamedTuple):
    """A run of characters of a flow (from ``at``) and where it stands in the document (from ``start``)."""

    at: int
    start: int
    length: int


class Flow(NamedTuple):
    """One paragraph: ``text`` is folded for matching, ``pieces`` lead back to the document."""

    text: str
    pieces: tuple[Piece, ...]
    heading: bool = False

    def spans(self, start: int, end: int) -> list[Span]:
        """Return where ``text[start:end]`` stands in the document: one span, or one a piece across a join."""
        if len(self.pieces) == 1:
            at, offset, _ = self.pieces[0]
            return [Span(start - at + offset, end - at + offset)]
        found = []
        for number in range(max(0, bisect_right(self.pieces, (start, 1 << 60)) - 1), len(self.pieces)):
            piece = self.pieces[number]
            if piece.at >= end:
                break
            low, high = max(start, piece.at), min(end, piece.at + piece.length)
            if low < high:
                found.append(Span(piece.start + low - piece.at, piece.start + high - piece.at))
        return found


class Reading(NamedTuple):
    """A document as it is read: its flows in order, and what was skipped or joined on the way."""

    flows: list[Flow]
    problems: list[Problem]


class Terms:
    """The terms of the language, to be asked how one that begins in some way goes on."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._known = frozenset(terms)
        self._ordered = sorted(self._known)
        self._after_one: dict[str, frozenset[str]] = {}

    def __contains__(self, term: str) -> bool:
        return term in self._known

    def endings(self, beginning: str) -> frozenset[str]:
        """Return with what the terms that begin with ``beginning`` go on, where it is short enough to be cut off."""
        if len(beginning) == 1 and beginning in self._after_one:
            return self._after_one[beginning]
        first = bisect_right(self._ordered, beginning)
        last = bisect_right(self._ordered, beginning + chr(0x10FFFF))
        begun = self._ordered[first:last]
        found = frozenset(term[len(beginning) :] for term in begun if len(term) - len(beginning) <= _CUT_TERM)
        if len(beginning) == 1:
            self._after_one[beginning] = found  # many terms, and asked again and again
        return found


class _Block(NamedTuple):
    start: int
    end: int
    text: str
    heading: bool


@cache
def _folding() -> dict[int, int]:
    """Return the table that :func:`fold` translates by: full width to ASCII, traditional to simplified, one to one.

    A tab becomes the bar that parts the columns of a table.
    """
    table = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    table |= {ord(a): ord(b) for a, b in zip("\u3000\u00a0\u2002\u2003\t「」『』﹑﹐", "    |“”“”、,", strict=True)}
    table |= dict.fromkeys(range(0xD800, 0xF900), 0xFFFD)  # lone surrogates cannot leave Python; private use is ours
    characters = [chr(code) for code in range(0x4E00, 0x9FFF)]
    simplified = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    table |= {ord(a): ord(b) for a, b in zip(characters, simplified, strict=True) if len(b) == 1 and a != b}
    return table


@cache
def _foldable() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(map(chr, sorted(_folding()))))}]")


def fold(text: str) -> str:
    """Return ``text`` in the form that everything is matched in, of the same length."""
    for written, folded in _OFTEN:  # mostly nothing else needs folding, and the table is slow
        text = text.replace(written, folded)
    return text.translate(_folding()) if _foldable().search(text) else text


@lru_cache(maxsize=256)
def sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of a flow's text; closing quotation marks stay with theirs. Kept for a document: it is asked again."""
    return tuple(Span(*match.span()) for match in _SENTENCE.finditer(text) if not match.group().isspace())


def read_flows(document: Document, terms: Terms | None = None, repair: bool = True) -> Reading:
    """Return the flows of ``document``.

    Args:
        document: what was read.
        terms: the terms of the language, to recognise one cut in two.
        repair: join what a scan tore apart; without it every line is a flow of its own.
    """
    problems: list[Problem] = []
    blocks = list(_without_advertisements(_blocks(fold(document.text)), document, problems))
    chains = [[block] for block in blocks]
    if repair:
        chains = _join_broken_titles(chains)
        chains = _join_wrapped(chains)
        chains = _join_columns(chains, terms or Terms(()), document, problems)
    return Reading([flow for chain in chains for flow in _flows(chain)], problems)


def _blocks(text: str) -> Iterator[_Block]:
    position = 0
    for line in text.split("\n"):
        start, end = position, position + len(line)
        position = end + 1
        mark = _HEADING.match(line)
        lead = mark or (_LEAD_IN.match(line) if ":" in line else None)
        body = line[lead.end() :] if lead else line
        kept = body.lstrip(" |\r\ufeff")
        kept = kept[_list_mark(kept) :]
        start = end - len(kept)
        kept = kept.rstrip(" \r")
        if kept:
            yield _Block(start, start + len(kept), kept, mark is not None)


def _list_mark(line: str) -> int:
    """Return the length of the mark that opens an item of a list (- , •), the item itself begins behind it."""
    mark = _LIST_MARK.match(line)
    return mark.end() if mark else 0


def _without_advertisements(blocks: Iterable[_Block], document: Document, problems: list[Problem]) -> Iterator[_Block]:
    """Drop a line that says it is an advertisement, and the headings without a text of their own after it."""
    skipping: list[_Block] = []
    for block in blocks:
        short = block.heading or (len(block.text) < _WRAP_MIN and block.text[-1] not in TERMINAL)
        if _ADVERTISEMENT.fullmatch(block.text) or (skipping and short):
            skipping.append(block)
        else:
            _report_skipped(skipping, document, problems)
            skipping = []
            yield block
    _report_skipped(skipping, document, problems)


def _report_skipped(skipped: list[_Block], document: Document, problems: list[Problem]) -> None:
    if skipped:
        message = "an advertisement or masthead was left out: " + " / ".join(b.text[:30] for b in skipped)
        problems.append(
            Problem("advertisement", message, document.id, document.name, skipped[0].start, skipped[-1].end)
        )


def _join_broken_titles(chains: list[list[_Block]]) -> list[list[_Block]]:
    """Join the lines of an official title (…关于…的批复) that was broken for looks; at most four lines."""
    joined: list[list[_Block]] = []
    for chain in chains:
        title = joined[-1] if joined else None
        if (
            title
            and len(title) < 4
            and _open_title(title)
            and len(chain[0].text) < 40
            and chain[0].text[-1] not in TERMINAL
        ):
            title.extend(chain)
        else:
            joined.append(list(chain))
    return joined


def _open_title(chain: list[_Block]) -> bool:
    text = "".join(b.text for b in chain)
    return bool(len(text) < 120 and _TITLE_OPENS.fullmatch(text) and not _TITLE_CLOSES.search(text))


def _join_wrapped(chains: list[list[_Block]]) -> list[list[_Block]]:
    """Join lines that a fixed width broke: only where most long lines end unfinished and at about one length."""
    lengths = sorted(len(c[-1].text) for c in chains if _unfinished(c[-1]))
    if len(lengths) < 3 or len(lengths) * 2 < len(chains):
        return chains
    width = lengths[len(lengths) // 2]
    joined: list[list[_Block]] = []
    for chain in chains:
        last = joined[-1][-1] if joined else None
        if (
            last
            and _unfinished(last)
            and abs(len(last.text) - width) <= 3
            and last.end + 3 >= chain[0].start
            and not chain[0].heading
        ):
            joined[-1].extend(chain)
        else:
            joined.append(list(chain))
    return joined


def _unfinished(block: _Block) -> bool:
    return (
        not block.heading
        and len(block.text) >= _WRAP_MIN
        and block.text[-1] not in TERMINAL
        and not _BYLINE.match(block.text)
        and not _TABLE_ROW.match(block.text)
    )


def _join_columns(
    chains: list[list[_Block]], terms: Terms, document: Document, problems: list[Problem]
) -> list[list[_Block]]:
    """Join loose ends of torn columns: a title's halves, a list that goes on, a term cut in two."""
    loose = [i for i, chain in enumerate(chains) if _unfinished(chain[-1])]
    if not loose:
        return chains
    heads = _Heads(chains)
    follow: dict[int, int] = {}
    for i in loose:
        tail = chains[i][-1]
        reason, j = _continuation(i, tail.text, heads, terms)
        if j is not None:
            follow[i] = j
            heads.take(j, i)
            head = chains[j][0]
            message = f"{reason}: “…{tail.text[-12:]}” was joined with “{head.text[:12]}…”"
            problems.append(Problem("joined", message, document.id, document.name, tail.start, tail.end))
        elif _open_quote(tail.text):
            message = f"a title is cut off and its other half was not found: “…{tail.text[-20:]}”"
            problems.append(Problem("cut-title", message, document.id, document.name, tail.start, tail.end))
    return [_chained(i, chains, follow) for i in range(len(chains)) if i not in heads.taken]


class _Heads:
    """The chains that another may go on with, by how they begin, so that no loose end has to look at all of them."""

    def __init__(self, chains: list[list[_Block]]) -> None:
        self.taken: dict[int, int] = {}  # by whom
        self.free = {i for i, chain in enumerate(chains) if not chain[0].heading}
        self._closing = {i: None for i in sorted(self.free) if _closes_title(chains[i][0].text)}
        self._beginning: dict[str, dict[int, None]] = defaultdict(dict)
        self._texts = {i: chains[i][0].text[:_CUT_TERM] for i in sorted(self.free)}
        for i, text in self._texts.items():
            for length in range(1, len(text) + 1):
                self._beginning[text[:length]][i] = None

    def take(self, j: int, by: int) -> None:
        """Note that ``j`` goes on what ``by`` began."""
        self.taken[j] = self._first(by)
        self.free.discard(j)
        self._closing.pop(j, None)
        text = self._texts[j]
        for length in range(1, len(text) + 1):
            del self._beginning[text[:length]][j]

    def fits(self, j: int, i: int) -> bool:
        """Say whether ``j`` can go on ``i``: it is free, and ``i`` does not go on ``j``."""
        return j in self.free and j != self._first(i)

    def closing(self, i: int) -> list[int]:
        """Return the first two that can go on ``i`` and close a title."""
        return list(islice((j for j in self._closing if self.fits(j, i)), 2))

    def beginning(self, text: str, i: int) -> list[int]:
        """Return the first two that can go on ``i`` and begin with ``text``."""
        return list(islice((j for j in self._beginning.get(text, ()) if self.fits(j, i)), 2))

    def _first(self, i: int) -> int:
        """Return where the text begins that ``i`` goes on, and remember it for those on the way."""
        way = []
        while i in self.taken:
            way.append(i)
            i = self.taken[i]
        for one in way:
            self.taken[one] = i
        return i


def _continuation(i: int, tail: str, heads: _Heads, terms: Terms) -> tuple[str, int | None]:
    if _open_quote(tail):
        halves = heads.closing(i)
        return ("the halves of a title", halves[0]) if len(halves) == 1 else ("", None)
    cut = _cut_term(i, tail, heads, terms)
    if len(cut) == 1:
        return "the halves of a term", cut.pop()
    if tail[-1] in ",、" and heads.fits(i + 1, i):
        return "a sentence that goes on", i + 1
    return "", None


def _open_quote(text: str) -> bool:
    return text.count("《") > text.count("》")


def _closes_title(text: str) -> bool:
    close, opening = text.find("》"), text.find("《")
    return 0 <= close <= 40 and (opening < 0 or close < opening)


def _cut_term(i: int, tail: str, heads: _Heads, terms: Terms) -> set[int]:
    """Return the heads with which a known term straddles the seam; two are enough to know that it is not certain.

    A term of which only one letter is here counts where its rest is no term itself.
    """
    found: set[int] = set()
    for left in range(min(_CUT_TERM, len(tail)), 0, -1):
        endings = terms.endings(tail[-left:])
        for ending in endings:
            if left + len(ending) >= 3 and (left >= 2 or not _is_whole(ending, endings, terms)):
                found.update(heads.beginning(ending, i))
                if len(found) > 1:
                    return found
    return found


def _is_whole(ending: str, endings: frozenset[str], terms: Terms) -> bool:
    """Say whether what follows the one letter is a term by itself, or goes on after a shorter term."""
    return ending in terms or any(ending[:length] in endings for length in range(2, len(ending)))


def _chained(i: int, chains: list[list[_Block]], follow: dict[int, int]) -> list[_Block]:
    chain, seen = list(chains[i]), {i}
    while i in follow and follow[i] not in seen:
        i = follow[i]
        seen.add(i)
        chain.extend(chains[i])
    return chain


def _flows(chain: list[_Block]) -> Iterator[Flow]:
    """Yield the flow that the blocks make, in parts where it is too long."""
    text = "".join(block.text for block in chain)
    pieces, at = [], 0
    for block in chain:
        pieces.append(Piece(at, block.start, len(block.text)))
        at += len(block.text)
    whole = Flow(text, tuple(pieces), chain[0].heading)
    if len(text) <= _LONGEST_FLOW:
        yield whole
        return
    start = 0
    while start < len(text):
        end = _part_end(text, start)
        yield Flow(text[start:end], tuple(_part(whole, start, end)), chain[0].heading)
        start = end


def _part_end(text: str, start: int) -> int:
    """Return where to cut a long text: after the last sentence that fits, else after a clause, else anywhere."""
    limit = start + _LONGEST_FLOW
    if limit >= len(text):
        return len(text)
    for marks in ("。!?", ",;:", "、 "):
        last = max(text.rfind(mark, start + _LONGEST_FLOW // 2, limit - 1) for mark in marks)
        if last >= 0:
            return last + (2 if text[last + 1] in '”’"』」)' else 1)
    return limit


def _part(whole: Flow, start: int, end: int) -> Iterator[Piece]:
    at = 0
    for span in whole.spans(start, end):
        yield Piece(at, span.start, span.end - span.start)
        at += span.end - span.start
