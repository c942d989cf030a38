"""An analysis as the blocks of its report: what is said where, and in which order."""

from collections.abc import Iterable, Iterator
from heapq import nlargest
from typing import Any

from kg.analyse.figures import OF_ONE
from kg.analyse.record import (
    Analysis,
    Changes,
    Figure,
    Finding,
    Findings,
    Moved,
    Passage,
    share,
)
from kg.numerals import written
from kg.output.readings import around, reading
from kg.report import svg
from kg.report.blocks import Block, Fold, Heading, Item, Plot, Table, Text, heading
from kg.report.connectivity import connectivity
from kg.report.markdown import titled
from kg.report.texts import COMPARATORS, has, heads, kind, labels, relation, text

SUMMED_UP = ("unmentioned", "speaker")  # lists whose first item says nothing of the others
CONCLUDED = frozenset(  # from what no document says, or from what is alike
    ("without-institute", "one-industry", "regions-alike", "single-point", "alike", "partners")
)
DOCUMENTS = 100  # listed
DOCUMENT = {"title": "title", "date": "date", "publisher": "publisher", "file": "name", "url": "url"}  # column and key


def report(analysis: Analysis) -> Iterator[Block]:
    """Yield the report, block by block."""
    yield Heading(1, text("headings", "title"))
    if not analysis.basis.nodes:
        yield Text(text("sentences", "empty"))
    else:
        yield from _summary(analysis)
    yield from _basis(analysis)
    if analysis.changes:
        yield from _changes(analysis.changes)
    if analysis.basis.nodes:
        yield from _findings(analysis)
        yield from _figures(analysis)
        yield from connectivity(analysis)
        yield from _method()


def _summary(analysis: Analysis) -> Iterator[Block]:
    whole = analysis.whole
    yield heading(2, "summary")
    part = share(whole.largest, whole.nodes)
    yield Text(
        text("sentences", "summary-size", nodes=whole.nodes, ties=whole.ties, components=whole.components, share=part)
    )
    found = [findings for findings in analysis.findings if findings.shown and findings.code not in SUMMED_UP]
    if found:
        yield Text(text("sentences", "summary-order"))
    for findings in sorted(found, key=_strength):
        first = _sentence(findings.shown[0])
        told = text("sentences", "summary-finding", heading=_zh(findings.code), total=findings.total, first=first)
        yield Item(told, chapter=findings.code)


def _strength(findings: Findings) -> tuple[bool, int, float]:
    """Return what puts a question before others: said rather than concluded, by more documents, more surely."""
    first = findings.shown[0]
    passages = [p for fact in first.facts for p in fact.passages] + list(_passages(first.values.values()))
    sure = min((fact.confidence for fact in first.facts if not fact.background), default=1.0)
    return findings.code in CONCLUDED, -len({passage.document for passage in passages}), -sure


def _basis(analysis: Analysis) -> Iterator[Block]:
    basis = analysis.basis
    yield heading(2, "basis")
    yield Text("".join(_basis_sentences(analysis)))
    if basis.kinds:
        rows = tuple((kind(k), str(n), _told(basis.told[k])) for k, n in basis.kinds.items())
        yield Table(heads("kinds", "count", "told"), rows)
        yield Plot(svg.bars([(kind(k), n) for k, n in basis.kinds.items()]), text("words", "kinds-plot"))
    if basis.relations:
        yield Table(heads("relation", "count"), tuple((relation(r), str(n)) for r, n in basis.relations.items()))


def _told(counts: tuple[tuple[str, int], ...]) -> str:
    return "、".join(f"{label}（{count}）" for label, count in counts)


def _basis_sentences(analysis: Analysis) -> Iterator[str]:
    basis = analysis.basis
    yield text("sentences", "basis", documents=basis.documents, nodes=basis.nodes, facts=basis.facts)
    if basis.first_date:
        yield text("sentences", "dates", first=basis.first_date, last=basis.last_date)
    for code, count in (
        ("planned", basis.planned),
        ("loops", basis.loops),
        ("without-evidence", basis.without_evidence),
    ):
        if count:
            yield text("sentences", code, count=count)
    background = "background-in" if basis.with_background else "background-out"
    yield text("sentences", background, nodes=basis.left_out_nodes, facts=basis.left_out_facts)


def _findings(analysis: Analysis) -> Iterator[Block]:
    yield heading(2, "findings")
    yield Text(text("sentences", "absence"))
    empty = [findings for findings in analysis.findings if not _told_of(findings)]
    if empty:
        yield Text(text("sentences", "nothing", questions=[_zh(findings.code) for findings in empty]))
    for findings in analysis.findings:
        if _told_of(findings):
            yield from _question(findings, analysis)


def _told_of(findings: Findings) -> bool:
    return bool(findings.shown or findings.values.get("table", {}).get("rows"))


def _zh(code: str) -> str:
    return text("headings", code).partition(" / ")[0]


def _question(findings: Findings, analysis: Analysis) -> Iterator[Block]:
    yield heading(3, findings.code)
    yield from _notes(findings, analysis)
    if "names" in findings.values:
        yield _names_by_province(findings)
        return
    if findings.total > len(findings.shown):
        yield Text(text("sentences", "more", total=findings.total, shown=len(findings.shown)))
    yield from map(_item, findings.shown)
    if findings.rest:
        yield _rest(findings)


def _rest(findings: Findings) -> Fold:
    """Return the next findings in a line each, which leads to its sentence or to the network around what it is about."""
    code = "rest" if findings.total == len(findings.shown) + len(findings.rest) else "rest-first"
    rows = tuple((_sentence(finding),) for finding in findings.rest)
    links = tuple(map(_leads_to, findings.rest))
    return Fold(text("words", code, count=len(rows)), Table(heads("found"), rows, links))


def _leads_to(finding: Finding) -> str:
    passage = next(_passages(finding.values.values()), None)
    if passage:
        return reading(passage.document, passage.start, passage.end)
    node = _node(finding)
    return around(node) if node else ""


def _names_by_province(findings: Findings) -> Fold:
    rows = (
        (province or text("words", "no-province"), str(len(names)), "、".join(names))
        for province, names in findings.values["names"].items()
    )
    return Fold(
        text("notes", "names", total=findings.total), Table(heads("province-or-country", "count", "name"), tuple(rows))
    )


def _notes(findings: Findings, analysis: Analysis) -> Iterator[Block]:
    if has("notes", findings.code):
        figures = analysis.figures
        yield Text(text("notes", findings.code, **findings.values, checks=figures.checks, wrong=figures.wrong))
    if findings.code == "partners":
        yield Text(_rate(findings.values["rate"], findings.values))
    if findings.values.get("dropped"):
        yield Text(text("notes", "dropped", **findings.values))
    table = findings.values.get("table", {})
    if table.get("rows"):
        total = [[text("words", "all-documents"), *table["total"]]] if "total" in table else []
        rows = (tuple(str(cell or "–") for cell in row) for row in (*total, *table["rows"]))
        yield Table(_headed(table), tuple(rows))
        if table.get("hidden"):
            yield Text(text("notes", f"{findings.code}-hidden", **table))


def _headed(table: dict[str, Any]) -> tuple[str, ...]:
    """Return the columns of a finding's table: headings of our own, or names of regions."""
    return tuple(text("columns", c) if has("columns", c) else c for c in (table["first"], *table["groups"]))


def _rate(rate: dict[str, Any] | None, values: dict[str, Any]) -> str:
    if rate is None:
        return text("notes", "partners-unmeasured", **values)
    verdict = text("notes", "partners-better" if rate["score"] > rate["popular"] else "partners-no-better")
    return text("notes", "partners-rate", **{**values, **rate}, verdict=verdict)


def _sentence(finding: Finding) -> str:
    values = dict(finding.values)
    if "relations" in values:
        values["relations"] = [
            f"{relation(name).removeprefix('由…')} {count}" for name, count in values["relations"].items()
        ]
    return text("sentences", finding.code, **values)


def _item(finding: Finding) -> Item:
    hidden = finding.values.get("facts", 0) - len(finding.facts)
    more = text("words", "more-facts", count=hidden) if hidden > 0 else ""
    passages = dict.fromkeys(_passages(finding.values.values()))  # one sentence may state several of the numbers
    return Item(_sentence(finding), finding.facts, tuple(passages), more, node=_node(finding))


def _node(finding: Finding) -> str:
    """Return the id of the entity that a finding is named for; a group of regions is none."""
    name = finding.values.get("name")
    return next((entity.id for entity in finding.entities if entity.label == name), "")


def _passages(values: Iterable[object]) -> Iterator[Passage]:
    """Yield the passages of the numbers among ``values``."""
    for value in values:
        if isinstance(value, dict):
            yield from value.get("passages", ())
        elif isinstance(value, list):
            yield from _passages(value)


def _figures(analysis: Analysis) -> Iterator[Block]:
    figures = analysis.figures
    yield heading(2, "figures")
    if not figures.shown:
        yield Text(text("sentences", "none"))
        return
    if figures.total > len(figures.shown):
        yield Text(text("notes", "figures-more", total=figures.total, shown=len(figures.shown), each=OF_ONE))
    yield Text(text("notes", "figures-order"))
    columns = heads("who", "indicator", "value", "unit", "time", "stated", "source")
    sources = tuple(reading(p.document, p.start, p.end) for p in (figure.passages[0] for figure in figures.shown))
    yield Table(columns, tuple(map(_figure, figures.shown)), sources, linked=len(columns) - 1)


def _figure(figure: Figure) -> tuple[str, ...]:
    value = COMPARATORS.get(figure.comparator, figure.comparator) + written(figure.value)
    mood = text("words", "target" if figure.target else "achieved")
    sources = "；".join(f"{p.text}——{titled(p)}" for p in figure.passages)
    return figure.subject.label, figure.indicator, value, figure.unit, figure.time, mood, sources


def _changes(changes: Changes) -> Iterator[Block]:
    yield heading(2, "changes")
    counts = {"joined": changes.joined_total, "left": changes.left_total}
    facts = {"new": changes.new_facts_total, "gone": changes.gone_facts_total}
    yield Text(text("changes", "size", before=changes.before, after=changes.after, **counts, **facts))
    for code, names, total in (
        ("joined", changes.joined, changes.joined_total),
        ("left", changes.left, changes.left_total),
    ):
        if names:
            etc = text("words", "etc") if total > len(names) else ""
            yield Text(text("changes", code, names=labels(names), etc=etc))
    for code, stated_facts in (("new", changes.new_facts), ("gone", changes.gone_facts)):
        if stated_facts:
            yield Item(text("changes", code), stated_facts)
    for code, moved in (("risen", changes.risen), ("fallen", changes.fallen)):
        if moved:
            yield Heading(3, text("changes", code))
            yield Table(heads("name", "before", "after"), tuple(map(_moved, moved)))


def _moved(moved: Moved) -> tuple[str, ...]:
    return moved.name.label, str(moved.before), str(moved.after)


def _method() -> Iterator[Block]:
    yield heading(2, "method")
    for code in ("corpus", "ties", "same"):
        yield Text(text("method", code))


def documents(rows: list[dict[str, Any]]) -> Iterator[Block]:
    """Yield the chapter that lists the documents by date; of many, the latest."""
    if not rows:
        return
    yield heading(2, "documents")
    if len(rows) > DOCUMENTS:
        yield Text(text("sentences", "latest", total=len(rows), shown=DOCUMENTS))
    order = nlargest(DOCUMENTS, rows, key=lambda row: (str(row.get("date", "")), row["id"]))[::-1]
    said = [column for column in DOCUMENT if column == "title" or any(row.get(DOCUMENT[column]) for row in order)]
    cells = [tuple(str(row.get(DOCUMENT[column]) or "") for column in said) for row in order]
    shown = ((title or row["name"], *rest) for (title, *rest), row in zip(cells, order, strict=True))
    yield Table(heads(*said), tuple(shown), tuple(reading(row["id"]) for row in order))
