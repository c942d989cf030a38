"""What holds the network together, as blocks: its size and pieces, who is central, what it would fall apart without."""

from collections.abc import Iterator
from dataclasses import replace

from kg.analyse.record import (
    Against,
    Analysis,
    Community,
    Connectivity,
    Curve,
    CutPoint,
    Ranked,
    Ranking,
    share,
)
from kg.report import svg
from kg.report.blocks import Block, Heading, Item, Plot, Table, Text, heading
from kg.report.texts import heads, kind, labels, phrase, text

LEAST = 0.00005
GONE = 0.01  # of the nodes, below which a curve has nothing more to show
FEW = 10  # ties, or nodes in one piece, below which nobody is central and nothing is a core
MIXED = 15  # rows of the table of ties between kinds


def connectivity(analysis: Analysis) -> Iterator[Block]:
    """Yield the chapter on who is tied to whom, and how firmly."""
    yield heading(2, "connectivity")
    for network in (analysis.whole, *analysis.projections):
        yield heading(3, network.code)
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
        yield Table(heads("members"), tuple((labels(part),) for part in network.outside))
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
    values = {"core": network.core, "total": network.core_total, "members": labels(network.core_members), "etc": etc}
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
    value = str(int(ranked.value)) if ranked.value == int(ranked.value) else f"{ranked.value:.4f}"
    error = f" ± {ranked.error:.4f}" if ranked.error is not None else ""
    return f"{ranked.name.label}（{value}{error}）"


def _cuts(network: Connectivity) -> Iterator[Block]:
    if network.cut_points:
        points = [point for point in network.cut_points if point.cut_off > 1]
        yield Heading(4, text("headings", "cut-points"))
        yield Text(
            text("connectivity", "cut-points" if points else "cut-points-leaves", total=network.cut_points_total)
        )
        columns = heads("name", "kind", "pieces", "cut-off", "apart")
        rows = ((p.name.label, kind(p.name.kind), _pieces(p), str(p.cut_off), labels(p.apart)) for p in points)
        yield from _table(columns, tuple(rows))
    if network.bridges:
        bridges = [bridge for bridge in network.bridges if bridge.cut_off > 1]
        yield Heading(4, text("headings", "bridges"))
        yield Text(text("connectivity", "bridges" if bridges else "bridges-leaves", total=network.bridges_total))
        rows_ = ((f"{b.ends[0].label} – {b.ends[1].label}", str(b.cut_off)) for b in bridges)
        yield from _table(heads("tie", "cut-off"), tuple(rows_))


def _pieces(point: CutPoint) -> str:
    more = sum(point.pieces[1:]) < point.cut_off
    return " + ".join([*map(str, point.pieces), *(["…"] if more else [])])


def _table(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Iterator[Block]:
    if rows:
        yield Table(columns, rows)


def _communities(analysis: Analysis) -> Iterator[Block]:
    found = analysis.communities
    yield heading(3, "communities")
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
    central = labels(community.central)
    return text(
        "connectivity", "community", number=number, size=community.size, kinds=kinds, central=central, common=common
    )


def _mixing(analysis: Analysis) -> Iterator[Block]:
    found = analysis.mixing
    yield heading(3, "mixing")
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
        yield Table(heads("kinds", "ties"), rows)


def _robustness(analysis: Analysis) -> Iterator[Block]:
    found = analysis.robustness
    yield heading(3, "robustness")
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
