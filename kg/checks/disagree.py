"""Where sources disagree: different numbers of one thing, or different years in which it began.

Both statements stay as they are, and are told with their sentences, sources and dates. Nothing is averaged or preferred.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import product
from typing import Any, NamedTuple, TypeVar

from kg.model import Document, Entity, Observation, Problem
from kg.passages import in_several, spans

_COUNTERS = frozenset("个家所项件座处名人位")  # words for "pieces": 61个 and 61家 count alike
_PIECES = "pieces"
_NEARLY = 0.05  # "about" leaves this much room, as a share of the value
_EQUAL = 0.002  # what rounding may change
_YEAR = re.compile(r"(?:19|20)\d\d")
_FILLER = re.compile(r"数量|总数|^目标 |^共|^总|^拥有|^计有|^已有|^现有|^有")
_LEAST_SHARED = 4  # characters: 国家高新区 in 全省国家高新区 is about the same thing, 企业 in 高新技术企业 is not
_ADDS_NOTHING = re.compile(r"(?:全[国省市区县域]|[国省市区县园]内|辖区内?|国家级?|省级|市级|各类|现有|已有|的)+")
_FOUNDED = re.compile(
    r"(?:[于,，]|是)?(?P<a>(?:18|19|20)\d\d)年(?:\d{1,2}月)?(?:\d{1,2}日)?[,，]?(?:正式)?(?:成立|创办|创立|创建|建立|设立|组建|始建)"
    r"|(?:成立|创办|创立|创建|建立|设立|组建|始建|建校)于(?P<b>(?:18|19|20)\d\d)年"
)
CODE = "disagreement"
FOUNDED = "founding year"
_QUOTED = 160  # characters of a sentence that a message quotes
_PREDICATE = 24  # characters after a name that may hold when it was founded
_VAGUE = frozenset(
    ("投资", "项目", "企业", "增长", "占", "产值", "规模", "累计")
)  # what they measure is said elsewhere
_CAN_BEGIN = frozenset(
    ("Cluster", "Zone", "ResearchInstitute", "University", "Company", "GovernmentBody", "Organization", "Program")
)
_T = TypeVar("_T")
_Key = TypeVar("_Key", bound=Hashable)


class Source(NamedTuple):
    """What is told of a document that states something."""

    id: str
    name: str
    title: str
    date: str


class Statement(NamedTuple):
    """What one document says of one thing: ``low`` to ``high`` is what it allows of ``measure``, ``said`` is shown."""

    measure: str
    unit: str
    target: bool
    said: str
    low: float
    high: float
    year: str
    source: Source
    start: int
    end: int
    text: str

    @property
    def about(self) -> str:
        """What must be alike for two statements to be compared."""
        return f"{self.measure}|{self.unit}|{'target' if self.target else ''}"


class Conflict(NamedTuple):
    """Two statements on one thing that cannot both hold. ``measure``: what is counted, or ``FOUNDED``."""

    label: str
    measure: str
    one: Statement
    other: Statement

    def problem(self) -> Problem:
        """Return what to tell the user, at the first statement's place."""
        said = " and ".join(f"{s.said} in {_source(s)}: “{_quoted(s)}”" for s in (self.one, self.other))
        message = f"sources disagree on {self.label}, {self.measure}: {said}; both are kept"
        first = self.one
        return Problem(CODE, message, first.source.id, first.source.name, first.start, first.end)

    def row(self) -> dict[str, Any]:
        """Return plain values for the report: who, what, what was said, and where."""
        both = (self.one, self.other)
        return {
            "label": self.label,
            "measure": self.measure,
            "said": [f"{s.said}（{s.source.date}）" if s.source.date else s.said for s in both],
            "evidence": [{"document": s.source.id, "start": s.start, "end": s.end, "text": s.text} for s in both],
        }


def problems(entities: Iterable[Entity], documents: Iterable[Document]) -> list[Problem]:
    """Return a problem for each thing and measure on which two documents disagree."""
    return [conflict.problem() for conflict in conflicts(entities, documents)]


def conflicts(entities: Iterable[Entity], documents: Iterable[Document]) -> list[Conflict]:
    """Return the first two statements of each thing and measure on which documents disagree."""
    by_id = {d.id: d for d in documents}
    return [conflict for entity in entities for conflict in _of_entity(entity, by_id)]


def _of_entity(entity: Entity, documents: dict[str, Document]) -> Iterator[Conflict]:
    if not in_several(entity.mentions):
        return
    stated = [number(o, documents[o.evidence[0].document]) for o in entity.observations]
    for at, start, end in spans(entity.mentions) if entity.kind in _CAN_BEGIN else ():
        stated += beginning(entity.kind, start, end, documents[at])
    yield from between(entity, stated)


def number(observation: Observation, document: Document) -> Statement:
    """Return what ``document`` says by a number."""
    evidence = observation.evidence[0]
    low, high = _range(observation)
    year = _YEAR.search(observation.time) or _YEAR.search(document.date)
    return Statement(
        _FILLER.sub("", observation.indicator),
        _unit(observation.unit),
        observation.target,
        f"{observation.value:,.12g} {observation.unit}",
        low,
        high,
        year.group() if year else "",
        _told(document),
        evidence.start,
        evidence.end,
        evidence.text,
    )


def beginning(kind: str, start: int, end: int, document: Document) -> Iterator[Statement]:
    """Yield the year in which a thing of ``kind`` is said to have been founded, where that stands right after its name."""
    match = _FOUNDED.match(document.text, end, end + _PREDICATE) if kind in _CAN_BEGIN else None
    if match:
        year, after = match["a"] or match["b"], match.end()
        text = document.text[start:after]
        allowed = (float(year), float(year))
        yield Statement(FOUNDED, "", False, year, *allowed, "", _told(document), start, after, text)


def _told(document: Document) -> Source:
    return Source(document.id, document.name, document.title, document.date)


def between(thing: Entity, stated: Iterable[Statement]) -> Iterator[Conflict]:
    """Yield the first two of the statements on ``thing`` that cannot both hold, for each measure."""
    for one, other in _clashes([s for s in (_settled(thing, s) for s in stated) if _says_what(thing, s)]):
        first, second = sorted((one, other), key=lambda s: (s.source.date, *_order(s)))  # the earlier speaks first
        yield Conflict(thing.label, first.measure or "count", first, second)


def _settled(thing: Entity, statement: Statement) -> Statement:
    """Return ``statement`` without the thing's own name for a measure: then it is itself counted."""
    return statement._replace(measure="") if statement.measure in (thing.label, *thing.aliases) else statement


def _says_what(thing: Entity, statement: Statement) -> bool:
    """Say whether it is clear what is measured: a bare number can only be the count of a programme's cases."""
    return (
        statement.measure not in _VAGUE if statement.measure else thing.kind == "Program" and statement.unit == _PIECES
    )


def _unit(unit: str) -> str:
    return _PIECES if unit in _COUNTERS else unit


def _range(observation: Observation) -> tuple[float, float]:
    value, sign = observation.value, observation.comparator
    room = abs(value) * (_NEARLY if sign == "~" else _EQUAL)
    low = float("-inf") if sign in ("<", "<=") else value - room
    high = float("inf") if sign in (">", ">=") else value + room
    return low, high


class _Told(NamedTuple):
    """A statement and all that its document allows for the same measure: documents that share a value do not disagree."""

    statement: Statement
    allowed: frozenset[tuple[float, float]]


def _clashes(statements: list[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Yield two statements of each measure that cannot both hold."""
    seen: set[str] = set()
    for (one, allowed), others in _partners(_distinct(sorted(_of_several(statements), key=_order))):
        for other, also in others:
            if one.about in seen:
                break
            if one.source.id == other.source.id or not _same_year(one, other):
                continue
            if not any(_fit(a, b) for a, b in product(allowed, also)):
                seen |= {one.about, other.about}
                yield one, other


def _of_several(statements: list[Statement]) -> Iterator[Statement]:
    """Yield the statements in whose unit and year more than one document speaks: the others clash with none."""
    for group in _grouped(statements, lambda s: (s.unit, s.target, s.year)).values():
        if any(one.source.id != group[0].source.id for one in group):
            yield from group


def _distinct(statements: list[Statement]) -> list[_Told]:
    """Return the first of all that say the same: the others agree with it, and disagree with whom it does."""
    abouts = [one.about for one in statements]
    said: dict[tuple[str, str], list[tuple[str, tuple[float, float]]]] = {}
    for one, about in zip(statements, abouts, strict=True):
        said.setdefault((one.source.id, one.year), []).append((about, (one.low, one.high)))
    found: dict[tuple[str, str, frozenset[tuple[float, float]]], _Told] = {}
    for one, about in zip(statements, abouts, strict=True):
        there = said[one.source.id, one.year]
        like = frozenset(allowed for other, allowed in there if other == about or _alike(other, about))
        found.setdefault((about, one.year, like), _Told(one, like))
    return list(found.values())


def _partners(told: list[_Told]) -> Iterator[tuple[_Told, Iterator[_Told]]]:
    """Yield each statement with those after it that are about the same."""
    places = _grouped(range(len(told)), lambda i: told[i].statement.about)
    alike = _alike_among(places)
    for i, one in enumerate(told):
        after = sorted(j for about in alike[one.statement.about] for j in places[about] if j > i)
        yield one, (told[j] for j in after)


def _alike_among(abouts: Iterable[str]) -> dict[str, set[str]]:
    """Return which of ``abouts`` are alike: found by their ends, since all against all would take too long."""
    found = {about: {about} for about in abouts}
    for about in found:
        measure = about.partition("|")[0]
        for at in range(1, len(measure) - _LEAST_SHARED + 1):
            if about[at:] in found and _ADDS_NOTHING.fullmatch(measure, 0, at):
                found[about].add(about[at:])
                found[about[at:]].add(about)
    return found


def _grouped(things: Iterable[_T], by: Callable[[_T], _Key]) -> dict[_Key, list[_T]]:
    groups: dict[_Key, list[_T]] = {}
    for thing in things:
        groups.setdefault(by(thing), []).append(thing)
    return groups


def _order(statement: Statement) -> tuple[str, int, str]:
    return statement.source.id, statement.start, statement.said


def _same_year(one: Statement, other: Statement) -> bool:
    """Say whether both are of one year; those of undated documents may be, among themselves."""
    return one.year == other.year


def _alike(one: str, other: str) -> bool:
    (a, _, rest), (b, _, other_rest) = one.partition("|"), other.partition("|")
    short, long = sorted((a, b), key=len)
    return rest == other_rest and (a == b or (len(short) >= _LEAST_SHARED and _only_longer(long, short)))


def _only_longer(long: str, short: str) -> bool:
    """Say whether a measure is the other with words that narrow nothing: 全省国家高新区, but 人工智能研发机构 is less than 研发机构."""
    return long.endswith(short) and bool(_ADDS_NOTHING.fullmatch(long, 0, len(long) - len(short)))


def _fit(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _quoted(statement: Statement) -> str:
    text = statement.text.replace("\n", " ")
    return text if len(text) <= _QUOTED else text[:_QUOTED] + "…"


def _source(statement: Statement) -> str:
    source = statement.source
    name = source.name or source.title or source.id
    return f"{name} ({source.date})" if source.date else name
