"""Plots as SVG, written by hand: nothing to install, small, the same bytes for the same numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 80, 20, 50, 60
COLOURS = ("#b23a48", "#1f5a8c", "#4d8f5b", "#7a6a9c")


@dataclass(frozen=True, slots=True)
class Line:
    """A named line through points (x, y)."""

    name: str
    points: Sequence[tuple[float, float]]
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """A logarithmic scale from `low` to `high`, drawn between two places."""

    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        share = (math.log10(value) - math.log10(self.low)) / math.log10(self.high / self.low)
        return self.start + share * (self.end - self.start)

    def ticks(self) -> list[float]:
        first, last = math.floor(math.log10(self.low)), math.ceil(math.log10(self.high))
        decades = [10.0**power for power in range(first, last + 1)]
        return [tick for tick in decades if self.low <= tick <= self.high]


def axis(values: Sequence[float], start: float, end: float) -> Axis:
    """A scale over whole decades that holds the values."""
    low, high = min(values), max(values)
    return Axis(
        10.0 ** math.floor(math.log10(low)), 10.0 ** math.ceil(math.log10(high)), start, end
    )


def log_log(path: Path, title: str, across: str, up: str, lines: Sequence[Line]) -> None:
    """Draw lines on two logarithmic scales."""
    xs = axis([x for line in lines for x, _ in line.points], LEFT, WIDTH - RIGHT)
    ys = axis([y for line in lines for _, y in line.points], HEIGHT - BOTTOM, TOP)
    parts = [*_scales(xs, ys, across, up)]
    for place, line in enumerate(lines):
        parts += _line(line, xs, ys, COLOURS[place % len(COLOURS)], place)
    _write(path, title, HEIGHT, parts)


def _scales(xs: Axis, ys: Axis, across: str, up: str) -> list[str]:
    parts = []
    for tick in xs.ticks():
        x = xs.place(tick)
        parts.append(f'<path class="grid" d="M{x:.1f} {ys.start}V{ys.end}"/>')
        parts.append(_text(x, ys.start + 18, f"{tick:,.0f}", "middle"))
    for tick in ys.ticks():
        y = ys.place(tick)
        parts.append(f'<path class="grid" d="M{xs.start} {y:.1f}H{xs.end}"/>')
        parts.append(_text(xs.start - 6, y + 4, f"{tick:,.10g}", "end"))
    parts.append(_text((xs.start + xs.end) / 2, ys.start + 40, across, "middle"))
    parts.append(_text(xs.start - 60, ys.end - 12, up, "start"))
    return parts


def _line(line: Line, xs: Axis, ys: Axis, colour: str, place: int) -> list[str]:
    points = [(xs.place(x), ys.place(y)) for x, y in line.points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dash = ' stroke-dasharray="6 4"' if line.dashed else ""
    dots = (
        [] if line.dashed else [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>' for x, y in points]
    )
    key = TOP + 16 + 18 * place
    return [
        f'<g fill="{colour}" stroke="{colour}">',
        f'<polyline fill="none" stroke-width="2" points="{path}"{dash}/>',
        *dots,
        f'<path stroke-width="2" d="M{LEFT + 12} {key}h24"{dash}/></g>',
        _text(LEFT + 42, key + 4, line.name, "start"),
    ]


def bars(path: Path, title: str, unit: str, rows: Sequence[tuple[str, float]], goal: float) -> None:
    """Draw horizontal bars on a logarithmic scale, with a line at the goal."""
    left, step = 250, 20
    height = TOP + step * len(rows) + BOTTOM
    xs = Axis(1, 10 ** math.ceil(math.log10(max(value for _, value in rows))), left, WIDTH - 60)
    parts = []
    for tick in xs.ticks():
        x = xs.place(tick)
        parts.append(f'<path class="grid" d="M{x:.1f} {TOP}V{height - BOTTOM}"/>')
        parts.append(_text(x, height - BOTTOM + 18, f"{tick:,.0f}", "middle"))
    for place, (name, value) in enumerate(rows):
        y, end = TOP + step * place, xs.place(max(value, 1.02))
        parts.append(_text(left - 8, y + 14, name, "end"))
        parts.append(
            f'<rect fill="{COLOURS[1]}" x="{left}" y="{y + 3}" width="{end - left:.1f}" '
            f'height="{step - 6}"/>'
        )
        parts.append(_text(end + 5, y + 14, f"{value:,.0f}" if value >= 10 else f"{value:.1f}"))
    x = xs.place(goal)
    parts.append(
        f'<path stroke="{COLOURS[0]}" stroke-dasharray="6 4" d="M{x:.1f} {TOP}V{height - BOTTOM}"/>'
    )
    parts.append(_text((left + WIDTH - 60) / 2, height - BOTTOM + 40, unit, "middle"))
    _write(path, title, height, parts)


def _text(x: float, y: float, words: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _write(path: Path, title: str, height: float, parts: Sequence[str]) -> None:
    style = (
        "text{font:13px sans-serif;fill:#222}.grid{stroke:#ddd;fill:none}"
        ".title{font-size:15px;font-weight:bold}"
    )
    svg = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
        f"<title>{escape(title)}</title><style>{style}</style>",
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        f'<text class="title" x="{LEFT - 60}" y="24">{escape(title)}</text>',
        *parts,
        "</svg>",
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(svg) + "\n", encoding="utf-8")
