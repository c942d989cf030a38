"""An analysis as the blocks of its report: what is said where, and in which order."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from heapq import nsmallest
from typing import Any

from kg.analyse.figures import OF_ONE
from kg.analyse.record import (
    Against,
    Analysis,
    Changes,
    Community,
    Connectivity,
    Curve,
    CutPoint,
    Figure,
    Finding,
    Findings,
    Moved,
    Name,
    Passage,
    Ranked,
    Ranking,
    share,
)
from kg.report import svg
from kg.report.blocks import Block, Fold, Heading, Item, Plot, Table, Text
from kg.report.markdown import titled
from kg.report.texts import COMPARATORS, has, kind, number, phrase, relation, text

SUMMED_UP = ("unmentioned", "speaker")  # lists whose first item says nothing of the others
CONCLUDED = frozenset(  # from what no document says, or from what is alike
    ("without-institute", "one-industry", "regions-alike", "single-point", "alike", "partners")
)
LEAST = 0.00005
DOCUMENTS = 100  # listed
GONE = 0.01  # of the nodes, below which a curve has nothing more to show
FEW = 10  # ties, or nodes in one piece, below which nobody is central and nothing is a core
MIXED = 15  # rows of the table of ties between kinds


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
        yield from _connectivity(analysis)
        yield from _method()


def _summary(analysis: Analysis) -> Iterator[Block]:
    whole = analysis.whole
    yield Heading(2, text("headings", "summary"))
    part = share(whole.largest, whole.nodes)
    yield Text(
        text("sentences", "summary-size", nodes=whole.nodes, ties=whole.ties, components=whole.components, share=part)
    )
    found = [findings for findings in analysis.findings if findings.shown and findings.code not in SUMMED_UP]
    if found:
        yield Text(text("sentences", "summary-order"))
    for findings in sorted(found, key=_strength):
        first = _sentence(findings.shown[0])
        yield Item(text("sentences", "summary-finding", heading=_zh(findings.code), total=findings.total, first=first))


def _strength(findings: Findings) -> tuple[bool, int, float]:
    """Return what puts a question before others: said rather than concluded, by more documents, more surely."""
    first = findings.shown[0]
    passages = [p for fact in first.facts for p in fact.passages] + list(_passages(first.values.values()))
    sure = min((fact.confidence for fact in first.facts if not fact.background), default=1.0)
    return findings.code in CONCLUDED, -len({passage.document for passage in passages}), -sure


def _basis(analysis: Analysis) -> Iterator[Block]:
    basis = analysis.basis
    yield Heading(2, text("headings", "basis"))
    yield Text("".join(_basis_sentences(analysis)))
    if basis.kinds:
        rows = tuple((kind(k), str(n), _told(basis.told[k])) for k, n in basis.kinds.items())
        yield Table(_columns("kinds", "count", "told"), rows)
        yield Plot(svg.bars([(kind(k), n) for k, n in basis.kinds.items()]), text("words", "kinds-plot"))
    if basis.relations:
        yield Table(_columns("relation", "count"), tuple((relation(r), str(n)) for r, n in basis.relations.items()))


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
    yield Heading(2, text("headings", "findings"))
    yield Text(text("sentences", "absence"))
    empty = [findings for findings in analysis.findings if not findings.shown]
    if empty:
        yield Text(text("sentences", "nothing", questions=[_zh(findings.code) for findings in empty]))
    for findings in analysis.findings:
        if findings.shown:
            yield from _question(findings, analysis)


def _zh(code: str) -> str:
    return text("headings", code).partition(" / ")[0]


def _question(findings: Findings, analysis: Analysis) -> Iterator[Block]:
    yield Heading(3, text("headings", findings.code))
    yield from _notes(findings, analysis)
    if "names" in findings.values:
        yield _names_by_province(findings)
        return
    if findings.total > len(findings.shown):
        yield Text(text("sentences", "more", total=findings.total, shown=len(findings.shown)))
    yield from map(_item, findings.shown)


def _names_by_province(findings: Findings) -> Fold:
    rows = (
        (province or text("words", "no-province"), str(len(names)), "、".join(names))
        for province, names in findings.values["names"].items()
    )
    return Fold(text("notes", "names", total=findings.total), Table(_columns("province", "count", "name"), tuple(rows)))


def _notes(findings: Findings, analysis: Analysis) -> Iterator[Block]:
    if has("notes", findings.code):
        yield Text(text("notes", findings.code, **findings.values, checks=analysis.figures.checks))
    if findings.code == "partners":
        yield Text(_rate(findings.values["rate"], findings.values))
    if findings.values.get("dropped"):
        yield Text(text("notes", "dropped", **findings.values))
    table = findings.values.get("table", {})
    if table.get("rows"):
        yield Table(_headed(table), tuple(tuple(str(cell or "–") for cell in row) for row in table["rows"]))
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
    return text("sentences", finding.code, **finding.values)


def _item(finding: Finding) -> Item:
    hidden = finding.values.get("facts", 0) - len(finding.facts)
    more = text("words", "more-facts", count=hidden) if hidden > 0 else ""
    return Item(_sentence(finding), finding.facts, tuple(_passages(finding.values.values())), more)


def _passages(values: Iterable[object]) -> Iterator[Passage]:
    """Yield the passages of the numbers among ``values``."""
    for value in values:
        if isinstance(value, dict):
            yield from value.get("passages", ())
        elif isinstance(value, list):
            yield from _passages(value)


def _figures(analysis: Analysis) -> Iterator[Block]:
    figures = analysis.figures
    yield Heading(2, text("headings", "figures"))
    if not figures.shown:
        yield Text(text("sentences", "none"))
        return
    if figures.total > len(figures.shown):
        yield Text(text("notes", "figures-more", total=figures.total, shown=len(figures.shown), each=OF_ONE))
    yield Text(text("notes", "figures-order"))
    columns = _columns("who", "indicator", "value", "unit", "time", "stated", "source")
    yield Table(columns, tuple(map(_figure, figures.shown)))


def _figure(figure: Figure) -> tuple[str, ...]:
    value = COMPARATORS.get(figure.comparator, figure.comparator) + number(figure.value)
    mood = text("words", "target" if figure.target else "achieved")
    sources = "；".join(f"{p.text}——{titled(p)}" for p in figure.passages)
    return figure.subject.label, figure.indicator, value, figure.unit, figure.time, mood, sources


def _connectivity(analysis: Analysis) -> Iterator[Block]:
    yield Heading(2, text("headings", "connectivity"))
    for network in (analysis.whole, *analysis.projections):
        yield Heading(3, text("headings", network.code))
        yield from _network(network)
    yield from _communities(analysis)
    yield from _mixing(analysis)
    yield from _robustness(analysis)


def _network(network: Connectivity) -> Iterator[Block]:
    if not network.ties:
        yield Text(text("connectivity", "no-ties"))
        return
    yield Text("".join(_size(network)))
    if _small(network):
        yield Text(text("connectivity", "few", least=FEW))
        return
    if network.code == "whole":
        points = _at_least(network.degrees)
        yield Plot(svg.counts(svg.Series("", points), text("words", "degree-axis")), text("words", "degree-plot"))
    yield from _rankings(network.rankings, explained=network.code == "whole")
    if network.outside:
        yield Heading(4, text("headings", "components"))
        yield Table(_columns("members"), tuple((_names(part),) for part in network.outside))
    yield from _cuts(network)


def _small(network: Connectivity) -> bool:
    return min(network.ties, network.largest) < FEW


def _size(network: Connectivity) -> Iterator[str]:
    counts = {"nodes": network.nodes, "ties": network.ties, "isolated": network.isolated, "largest": network.largest}
    part = share(network.largest, network.nodes)
    yield text("connectivity", "size", **counts, components=network.components, share=part)
    if network.distances:
        far = network.distances
        code = "distances-estimate" if far.pivots else "distances"
        yield text("connectivity", code, mean=far.mean, longest=far.longest, pivots=far.pivots, error=far.error)
    if _small(network):
        return
    etc = text("words", "etc") if network.core_total > len(network.core_members) else ""
    values = {"core": network.core, "total": network.core_total, "members": _names(network.core_members), "etc": etc}
    yield text("connectivity", "core" if network.core > 1 else "no-core", **values)


def _at_least(degrees: dict[int, int]) -> list[tuple[float, float]]:
    """Return (k, how many nodes have at least k ties)."""
    found, more = [], 0
    for degree in sorted((int(d) for d in degrees if int(d) > 0), reverse=True):
        more += degrees[degree]
        found.append((float(degree), float(more)))
    return found[::-1]


def _rankings(rankings: tuple[Ranking, ...], *, explained: bool) -> Iterator[Block]:
    shown = [ranking for ranking in map(_readable, rankings) if ranking.shown]
    if not shown:
        return
    yield Heading(4, text("headings", "central"))
    if explained:
        yield Text("".join(text("explained", ranking.measure) for ranking in shown))
    pivots = max(ranking.pivots for ranking in shown)
    if pivots:
        yield Text(text("connectivity", "estimate", pivots=pivots))
    longest = max(len(ranking.shown) for ranking in shown)
    rows = (tuple(_ranked(ranking, place) for ranking in shown) for place in range(longest))
    yield Table(tuple(text("measures", ranking.measure) for ranking in shown), tuple(rows))


def _readable(ranking: Ranking) -> Ranking:
    """Return ``ranking`` without what four digits write as 0."""
    return replace(ranking, shown=tuple(row for row in ranking.shown if row.value >= LEAST))


def _ranked(ranking: Ranking, place: int) -> str:
    return _with_value(ranking.shown[place]) if place < len(ranking.shown) else ""


def _with_value(ranked: Ranked) -> str:
    value = f"{ranked.value:.4f}".rstrip("0").rstrip(".")
    error = f" ± {ranked.error:.4f}" if ranked.error is not None else ""
    return f"{ranked.name.label}（{value}{error}）"


def _cuts(network: Connectivity) -> Iterator[Block]:
    if network.cut_points:
        points = [point for point in network.cut_points if point.cut_off > 1]
        yield Heading(4, text("headings", "cut-points"))
        yield Text(
            text("connectivity", "cut-points" if points else "cut-points-leaves", total=network.cut_points_total)
        )
        columns = _columns("name", "kind", "pieces", "cut-off", "apart")
        rows = ((p.name.label, kind(p.name.kind), _pieces(p), str(p.cut_off), _names(p.apart)) for p in points)
        yield from _table(columns, tuple(rows))
    if network.bridges:
        bridges = [bridge for bridge in network.bridges if bridge.cut_off > 1]
        yield Heading(4, text("headings", "bridges"))
        yield Text(text("connectivity", "bridges" if bridges else "bridges-leaves", total=network.bridges_total))
        rows_ = ((f"{b.ends[0].label} – {b.ends[1].label}", str(b.cut_off)) for b in bridges)
        yield from _table(_columns("tie", "cut-off"), tuple(rows_))


def _pieces(point: CutPoint) -> str:
    more = sum(point.pieces[1:]) < point.cut_off
    return " + ".join([*map(str, point.pieces), *(["…"] if more else [])])


def _table(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Iterator[Block]:
    if rows:
        yield Table(columns, rows)


def _communities(analysis: Analysis) -> Iterator[Block]:
    found = analysis.communities
    yield Heading(3, text("headings", "communities"))
    if found.modularity is None:
        yield Text(text("connectivity", "no-ties"))
        return
    yield Text(text("explained", "communities"))
    yield Text(text("connectivity", "modularity", total=found.total, modularity=found.modularity))
    yield from (Item(_community(number, community)) for number, community in enumerate(found.shown, start=1))


def _community(number: int, community: Community) -> str:
    kinds = "、".join(f"{kind(k)} {n}" for k, n in community.kinds.items())
    items = "；".join(
        text("connectivity", "common-item", members=c.members, what=phrase(c.relation, c.target.label))
        for c in community.common
    )
    common = text("connectivity", "common", common=items) if items else ""
    central = _names(community.central)
    return text(
        "connectivity", "community", number=number, size=community.size, kinds=kinds, central=central, common=common
    )


def _mixing(analysis: Analysis) -> Iterator[Block]:
    found = analysis.mixing
    yield Heading(3, text("headings", "mixing"))
    yield Text(text("explained", "mixing"))
    if found.coefficient is None:
        yield Text(text("connectivity", "mixing-none"))
    else:
        yield Text(text("connectivity", "mixing", coefficient=found.coefficient))
    if found.degree_coefficient is not None:
        yield Text(text("connectivity", "degree-mixing", coefficient=found.degree_coefficient))
    if found.ties:
        if len(found.ties) > MIXED:
            yield Text(text("sentences", "more", total=len(found.ties), shown=MIXED))
        rows = tuple((f"{kind(a)} – {kind(b)}", str(count)) for a, b, count in found.ties[:MIXED])
        yield Table(_columns("kinds", "ties"), rows)


def _robustness(analysis: Analysis) -> Iterator[Block]:
    found = analysis.robustness
    yield Heading(3, text("headings", "robustness"))
    if found is None:
        yield Text(text("connectivity", "robustness-none"))
        return
    yield Text(text("connectivity", "robustness", samples=found.samples))
    yield from (Text(_against(row)) for row in found.comparisons)
    for curve in found.curves:
        yield Text(_curve(curve))
        both = (("this", curve.largest), ("null", curve.null_largest))
        shown = 1 + next(
            (n for n, row in enumerate(zip(*(line for _, line in both), strict=True)) if max(row) < GONE), -2
        )
        points = [(text("words", name), list(zip(curve.removed, line, strict=True))) for name, line in both]
        series = [svg.Series(name, line[:shown] if shown > 0 else line) for name, line in points]
        caption = text("words", "removed-plot", order=text("words", curve.order))
        yield Plot(svg.shares(series, text("words", "removed-axis")), caption)


def _against(row: Against) -> str:
    low, high, verdict = row.null[0], row.null[-1], text("words", row.verdict)
    name = text("words", row.measure)
    return text("connectivity", "against", measure=name, value=row.value, low=low, high=high, verdict=verdict)


def _curve(curve: Curve) -> str:
    low, high, verdict = curve.null_areas[0], curve.null_areas[-1], text("words", curve.verdict)
    order = text("words", curve.order)
    return text("connectivity", "curve", order=order, area=curve.area, low=low, high=high, verdict=verdict)


def _changes(changes: Changes) -> Iterator[Block]:
    yield Heading(2, text("headings", "changes"))
    counts = {"joined": changes.joined_total, "left": changes.left_total}
    facts = {"new": changes.new_facts_total, "gone": changes.gone_facts_total}
    yield Text(text("changes", "size", before=changes.before, after=changes.after, **counts, **facts))
    for code, names, total in (
        ("joined", changes.joined, changes.joined_total),
        ("left", changes.left, changes.left_total),
    ):
        if names:
            etc = text("words", "etc") if total > len(names) else ""
            yield Text(text("changes", code, names=_names(names), etc=etc))
    for code, stated_facts in (("new", changes.new_facts), ("gone", changes.gone_facts)):
        if stated_facts:
            yield Item(text("changes", code), stated_facts)
    for code, moved in (("risen", changes.risen), ("fallen", changes.fallen)):
        if moved:
            yield Heading(3, text("changes", code))
            yield Table(_columns("name", "before", "after"), tuple(map(_moved, moved)))


def _moved(moved: Moved) -> tuple[str, ...]:
    return moved.name.label, str(moved.before), str(moved.after)


def _method() -> Iterator[Block]:
    yield Heading(2, text("headings", "method"))
    for code in ("corpus", "ties", "same"):
        yield Text(text("method", code))


def documents(rows: list[dict[str, Any]]) -> Iterator[Block]:
    """Yield the chapter that lists the documents, the first by date."""
    if not rows:
        return
    yield Heading(2, text("headings", "documents"))
    if len(rows) > DOCUMENTS:
        yield Text(text("sentences", "more", total=len(rows), shown=DOCUMENTS))
    order = nsmallest(DOCUMENTS, rows, key=lambda row: (str(row.get("date", "")), row["id"]))
    cells = (
        tuple(str(row.get(field) or "") for field in ("title", "date", "publisher", "name", "url")) for row in order
    )
    yield Table(_columns("title", "date", "publisher", "file", "url"), tuple(cells))


def _columns(*codes: str) -> tuple[str, ...]:
    return tuple(text("columns", code) for code in codes)


def _names(names: Iterable[Name]) -> str:
    return "、".join(name.label for name in names)
