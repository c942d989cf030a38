"""Passages by the million: columns of numbers, a tenth of what objects take, and shown as rows when they are asked for.

A table holds the rows of all entities or facts behind each other; ``Rows`` are those of one of them, to be used like a
list. Rows are made anew each time: to change one changes nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar, overload

import numpy as np
import numpy.typing as npt

from kg.model import Evidence, Mention, Observation

Numbers = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]
Row = dict[str, Any]
Passage = tuple[str, int, int, str, str]  # document, start, end, text, rule
Span = tuple[int, int]
Observed = tuple[str, float, str, str, bool, str]  # what OBSERVED names
OBSERVED = Observation._fields[:-1]
T = TypeVar("T")
Other = TypeVar("Other")


class Words(dict[str, int]):
    """Numbers for strings, in the order in which they first come."""

    def __missing__(self, word: str) -> int:
        self[word] = len(self)
        return len(self) - 1


class Corpus(NamedTuple):
    """What the numbers of documents and words stand for."""

    documents: list[str]
    texts: list[str]
    words: list[str]


def _all(known: Sequence[T], numbers: list[int]) -> Iterator[T]:
    """Return what ``numbers`` stand for: without a step of Python for each, since there are millions."""
    return map(known.__getitem__, numbers)


class Mentions(NamedTuple):
    """Names where they stand. ``text``, ``name`` and ``rule`` are numbers of words."""

    corpus: Corpus
    document: Numbers
    start: Numbers
    end: Numbers
    text: Numbers
    name: Numbers
    rule: Numbers

    def passages(self, first: int, last: int) -> Iterator[Passage]:
        """Return the passages of the rows from ``first`` to before ``last``."""
        documents, _, words = self.corpus
        columns = (self.document, self.start, self.end, self.text, self.rule)
        document, start, end, text, rule = (column[first:last].tolist() for column in columns)
        return zip(_all(documents, document), start, end, _all(words, text), _all(words, rule), strict=True)

    def names(self, first: int, last: int) -> list[str]:
        """Return the full names."""
        words = self.corpus.words
        return [words[name] for name in self.name[first:last].tolist()]


class Evidences(NamedTuple):
    """Passages that state something; their text is the document's own."""

    corpus: Corpus
    document: Numbers
    start: Numbers
    end: Numbers
    rule: Numbers

    def passages(self, first: int, last: int) -> Iterator[Passage]:
        """Return the passages of the rows from ``first`` to before ``last``."""
        documents, texts, words = self.corpus
        columns = (self.document, self.start, self.end, self.rule)
        document, start, end, rule = (column[first:last].tolist() for column in columns)
        said = map(str.__getitem__, _all(texts, document), map(slice, start, end))
        return zip(_all(documents, document), start, end, said, _all(words, rule), strict=True)


class Measures(NamedTuple):
    """Numbers stated of things, each with its one passage."""

    evidence: Evidences
    value: npt.NDArray[np.float64]
    words: Numbers  # four columns: indicator, unit, time, comparator
    target: npt.NDArray[np.bool_]

    def observed(self, first: int, last: int) -> Iterator[tuple[Observed, Passage]]:
        """Yield the observations as their fields, the evidence left out, and their passages."""
        known = self.evidence.corpus.words
        rows = zip(
            self.value[first:last].tolist(),
            self.words[first:last].tolist(),
            self.target[first:last].tolist(),
            self.evidence.passages(first, last),
            strict=True,
        )
        for value, (indicator, unit, time, comparator), target, passage in rows:
            yield (known[indicator], value, known[unit], known[time], target, known[comparator]), passage


class Asked(NamedTuple):
    """Passages by number: where they start and end in their documents, and the same as places among all documents."""

    start: Places
    end: Places
    first: Places
    last: Places


class Spans:
    """Where the rows of a table stand, to be asked what lies within passages. The rows of a thing are in this order."""

    def __init__(
        self, documents: Sequence[str], document: npt.NDArray[Any], start: npt.NDArray[Any], end: npt.NDArray[Any]
    ) -> None:
        self._numbers = {name: number for number, name in enumerate(documents)}
        self._places, self._start, self._end = _places(document, start), start, end

    def asked(self, passages: Sequence[Passage]) -> Asked:
        """Return ``passages`` as :meth:`within` takes them."""
        count = len(passages)
        document = np.fromiter((self._numbers.get(passage[0], -1) for passage in passages), np.int64, count)
        start = np.fromiter((passage[1] for passage in passages), np.int64, count)
        end = np.fromiter((passage[2] for passage in passages), np.int64, count)
        return Asked(start, end, _places(document, start), _places(document, end))

    def within(self, limits: Places, asked: Asked) -> Places:
        """Return what lies in the passages ``asked`` of the rows from the first to before the last of each one's ``limits``.

        Three columns: the number of a passage, start and end of a row in it, both from the passage's own start.
        """
        lows, highs = (_bisected(self._places, limits, places) for places in (asked.first, asked.last))
        counts = highs - lows
        owner = np.repeat(np.arange(len(counts)), counts)
        rows = np.arange(len(owner)) + np.repeat(lows - (np.cumsum(counts) - counts), counts)
        inside = self._end[rows] <= asked.end[owner]
        owner, rows = owner[inside], rows[inside]
        start = asked.start[owner]
        return np.stack([owner, self._start[rows] - start, self._end[rows] - start], axis=1)


def _bisected(places: Places, limits: Places, wanted: Places) -> Places:
    """Return for each of ``wanted`` where it would stand in ``places`` from the first to before the last of its ``limits``."""
    low, high = limits.T
    while (open_ := low < high).any():
        middle = (low + high) // 2
        before = np.zeros_like(open_)
        before[open_] = places[middle[open_]] < wanted[open_]
        low, high = np.where(before, middle + 1, low), np.where(open_ & ~before, middle, high)
    found: Places = low
    return found


def _places(documents: npt.NDArray[Any], offsets: npt.NDArray[Any]) -> Places:
    """Return a number a place that is in the order of documents and, within one, of offsets."""
    places: Places = (documents.astype(np.int64) << 32) + offsets
    return places


class Rows(Sequence[T]):
    """The rows of a table from ``first`` to before ``last``, as ``make`` makes them of the table and such a range."""

    __slots__ = ("first", "last", "make", "table")

    def __init__(self, make: Callable[[Any, int, int], Iterator[T]], table: Any, first: int, last: int) -> None:
        self.make, self.table, self.first, self.last = make, table, first, last

    def __len__(self) -> int:
        return self.last - self.first

    def __iter__(self) -> Iterator[T]:
        return self.make(self.table, self.first, self.last)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> list[T]: ...
    def __getitem__(self, place: int | slice) -> T | list[T]:
        if isinstance(place, slice):
            return list(self)[place]
        at = range(self.first, self.last)[place]
        return next(self.make(self.table, at, at + 1))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(a == b for a, b in zip(self, other))  # noqa: B905

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(list(self))

    def made_by(self, make: Callable[[Any, int, int], Iterator[Other]]) -> "Rows[Other]":
        """Return the same rows made in another way."""
        return Rows(make, self.table, self.first, self.last)

    def passages(self) -> Iterator[Passage]:
        """Yield the passages of mentions or evidence as tuples, which is several times faster than as rows."""
        passages: Iterator[Passage] = self.table.passages(self.first, self.last)
        return passages

    def observed(self) -> Iterator[tuple[Observed, Passage]]:
        """Yield observations as tuples."""
        observed: Iterator[tuple[Observed, Passage]] = self.table.observed(self.first, self.last)
        return observed


def mentions(kind: str, table: Mentions, first: int, last: int) -> Iterator[tuple[str, Mention]]:
    """Yield the mentions of a thing of ``kind`` with their documents."""
    names = table.names(first, last)
    for (document, start, end, text, rule), name in zip(table.passages(first, last), names, strict=True):
        yield document, Mention(start, end, text, kind, name, rule)


def evidence(table: Evidences, first: int, last: int) -> Iterator[Evidence]:
    """Yield rows as evidence."""
    return map(Evidence._make, table.passages(first, last))


def observations(table: Measures, first: int, last: int) -> Iterator[Observation]:
    """Yield rows as observations."""
    for fields, passage in table.observed(first, last):
        yield Observation(*fields, (Evidence(*passage),))


def in_several(mentions: Sequence[tuple[str, Mention]]) -> bool:
    """Say whether the mentions of a thing, which are in order, stand in several documents."""
    if not isinstance(mentions, Rows):
        return bool(mentions) and mentions[0][0] != mentions[-1][0]
    numbers = mentions.table.document[mentions.first : mentions.last]
    return bool(len(numbers)) and bool(numbers[0] != numbers[-1])


def spans(mentions: Sequence[tuple[str, Mention]]) -> Iterator[tuple[str, int, int]]:
    """Yield document, start and end of each of the mentions of a thing, whether they are kept as columns or not."""
    if isinstance(mentions, Rows):
        yield from ((document, start, end) for document, start, end, *_ in mentions.passages())
    else:
        yield from ((document, mention.start, mention.end) for document, mention in mentions)


def documents(rows: Sequence[Row]) -> set[str]:
    """Return the documents that mentions, evidence or, as columns, observations stand in, without a look at the texts."""
    if not isinstance(rows, Rows):
        return {row["document"] for row in rows}
    names = corpus_of(rows).documents
    return {names[number] for number in document_numbers(rows)}


def document_count(rows: Sequence[Row]) -> int:
    """Return how many :func:`documents` there are."""
    return len(document_numbers(rows)) if isinstance(rows, Rows) else len(documents(rows))


def document_numbers(rows: "Rows[Any]") -> set[int]:
    """Return the numbers of the :func:`documents` in the corpus of ``rows``."""
    return set(_placed(rows).document[rows.first : rows.last].tolist())


def corpus_of(rows: "Rows[Any]") -> Corpus:
    """Return the corpus that ``rows`` are of."""
    return _placed(rows).corpus


def _placed(rows: "Rows[Any]") -> "Mentions | Evidences":
    """Return what tells where ``rows`` stand."""
    table: Mentions | Evidences | Measures = rows.table
    return table.evidence if isinstance(table, Measures) else table


def passages(rows: Sequence[Row]) -> Iterable[Passage]:
    """Return mentions or evidence as tuples, whether they are kept as columns or as rows."""
    if isinstance(rows, Rows):
        return rows.passages()
    return [(row["document"], row["start"], row["end"], row["text"], row.get("rule", "")) for row in rows]


def places(rows: Sequence[Row]) -> int:
    """Return how many passages ``rows`` are: several rules may have read one."""
    return len(rows) if len(rows) < 2 else len({passage[:3] for passage in passages(rows)})


def told_by_name(passage: Passage) -> bool:
    """Say whether a name alone tells what ``passage`` is cited for, as 苏州高新区 where it lies: any sentence with it will do."""
    return passage[4].startswith("name.")


def most_telling(rows: Sequence[Row]) -> int:
    """Return the place of the first of ``rows`` that states it in a sentence, else of the first."""
    if len(rows) == 1:
        return 0
    return next((at for at, passage in enumerate(passages(rows)) if not told_by_name(passage)), 0)


def observed(rows: Sequence[Row]) -> Iterable[tuple[Observed, list[Passage]]]:
    """Return observations as tuples with their passages, whether they are kept as columns or as rows."""
    if isinstance(rows, Rows):
        return ((fields, [passage]) for fields, passage in rows.observed())
    return [(_fields(row), list(passages(row["evidence"]))) for row in rows]


def _fields(row: Row) -> Observed:
    return row["indicator"], row["value"], row["unit"], row["time"], row.get("target", False), row.get("comparator", "")
