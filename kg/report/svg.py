"""Two kinds of drawing as inline SVG: bars and lines. They print; series differ by dash as well as colour."""

import math
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

WIDTH, HEIGHT = 640, 300
LEFT, RIGHT, TOP, BOTTOM = 56, 24, 30, 44
BAR, LABEL = 22, 130
COLOURS = ("#0b5394", "#b45f06")
DASHES = ("", "6 4")


class Series(NamedTuple):
    """A line: its name and points."""

    name: str
    points: Sequence[tuple[float, float]]


def bars(rows: Sequence[tuple[str, int]]) -> str:
    """Return a horizontal bar for each (name, count)."""
    most = max((count for _, count in rows), default=0) or 1
    room = WIDTH - LABEL - 70
    drawn = (_bar(name, count, room * count / most, place * BAR) for place, (name, count) in enumerate(rows))
    return _svg(WIDTH, len(rows) * BAR + 6, drawn)


def _bar(name: str, count: int, length: float, top: float) -> str:
    return (
        f'<text x="{LABEL - 8}" y="{top + 16}" text-anchor="end">{escape(name)}</text>'
        f'<rect x="{LABEL}" y="{top + 4}" width="{length:.1f}" height="{BAR - 7}" fill="{COLOURS[0]}"/>'
        f'<text x="{LABEL + length + 6:.1f}" y="{top + 16}">{count}</text>'
    )


def shares(series: Sequence[Series], across: str) -> str:
    """Return ``series`` of shares, from 0 to 1 upwards and to the last point across."""
    last = max((point[0] for line in series for point in line.points), default=1)
    return _lines(series, across, _Scale(last, log=False), _Scale(1, log=False))


def counts(series: Series, across: str) -> str:
    """Return one line of counts on logarithmic scales from 1."""
    x, y = (_Scale(max((point[axis] for point in series.points), default=1), log=True) for axis in (0, 1))
    return _lines([series], across, x, y)


def _lines(series: Sequence[Series], across: str, x: "_Scale", y: "_Scale") -> str:
    return _svg(WIDTH, HEIGHT, [_axes(x, y, across), *(_line(n, line, x, y) for n, line in enumerate(series))])


class _Scale(NamedTuple):
    """From a value to a part (0 to 1) of the axis."""

    most: float
    log: bool

    def part(self, value: float) -> float:
        if self.log:
            return math.log10(max(value, 1)) / max(math.log10(max(self.most, 1)), 1e-9)
        return value / self.most if self.most else 0.0

    def ticks(self) -> list[float]:
        if self.log:
            powers = range(math.floor(math.log10(max(self.most, 1))) + 1)
            return [digit * 10.0**power for power in powers for digit in (1, 2, 5) if digit * 10**power <= self.most]
        step = next(s for s in (0.01, 0.02, 0.05, 0.1, 0.25) if self.most <= 5 * s or s == 0.25)
        return [step * number for number in range(int(self.most / step + 1e-9) + 1)]


def _across(x: _Scale, value: float) -> float:
    return LEFT + x.part(value) * (WIDTH - LEFT - RIGHT)


def _up(y: _Scale, value: float) -> float:
    return HEIGHT - BOTTOM - y.part(value) * (HEIGHT - TOP - BOTTOM)


def _axes(x: _Scale, y: _Scale, across: str) -> str:
    base, end = HEIGHT - BOTTOM, WIDTH - RIGHT
    level = "".join(
        f'<line x1="{LEFT}" x2="{end}" y1="{_up(y, t):.1f}" y2="{_up(y, t):.1f}" stroke="#ddd"/>'
        f'<text x="{LEFT - 6}" y="{_up(y, t) + 4:.1f}" text-anchor="end">{t:.4g}</text>'
        for t in y.ticks()
    )
    below = "".join(
        f'<text x="{_across(x, t):.1f}" y="{base + 18}" text-anchor="middle">{t:.4g}</text>' for t in x.ticks()
    )
    axis = f'<line x1="{LEFT}" x2="{end}" y1="{base}" y2="{base}" stroke="#333"/>'
    name = f'<text x="{(LEFT + end) / 2}" y="{HEIGHT - 6}" text-anchor="middle">{escape(across)}</text>'
    return level + below + axis + name


def _line(number: int, series: Series, x: _Scale, y: _Scale) -> str:
    at = [(round(_across(x, a), 1), round(_up(y, b), 1)) for a, b in series.points]
    style = f'stroke="{COLOURS[number]}" fill="none" stroke-width="2" stroke-dasharray="{DASHES[number]}"'
    dots = "".join(f'<circle cx="{a}" cy="{b}" r="2.5" fill="{COLOURS[number]}"/>' for a, b in at)
    start = LEFT + 10 + number * 220
    key = f'<line x1="{start}" x2="{start + 28}" y1="14" y2="14" {style}/>' if series.name else ""
    name = f'<text x="{start + 34}" y="18">{escape(series.name)}</text>'
    return f'<polyline points="{" ".join(f"{a},{b}" for a, b in at)}" {style}/>{dots}{key}{name}'


def _svg(width: int, height: int, parts: Iterable[str]) -> str:
    return f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">{"".join(parts)}</svg>'
