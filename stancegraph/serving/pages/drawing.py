"""Lays out the drawings of citations; pages fill in colours, and lists say the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 960
_STEP, _TOP = 30, 24
_BAND, _GAP, _BARS = 360, 10, 12
_LETTERS = 34
_FROM, _TO = 300, 620


@dataclass(frozen=True, slots=True)
class Node:
    """A document to be drawn; `times` is how many works cite it."""

    name: str
    label: str
    title: str
    href: str
    times: int


@dataclass(frozen=True, slots=True)
class Dot:
    """A document at its place; `side` (left, right, centre) tells where its label goes."""

    x: int
    y: int
    radius: float
    side: str
    label: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """A document between those that cite it (left) and those it cites (right).

    `edges` are path data from the centre, `between` those among its neighbours; `more` says on
    either side how many are only in the list.
    """

    width: int
    height: int
    dots: tuple[Dot, ...]
    edges: tuple[str, ...]
    between: tuple[str, ...]
    more: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Bar:
    """A body on one side, as high as its citations are many."""

    x: int
    y: float
    height: float
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Ribbon:
    """The citations from one body to another, as wide as they are many."""

    path: str
    width: float
    words: str


@dataclass(frozen=True, slots=True)
class Ribbons:
    """Citing bodies to the left, cited ones to the right."""

    width: int
    height: int
    left: tuple[Bar, ...]
    right: tuple[Bar, ...]
    ribbons: tuple[Ribbon, ...]


def neighbours(
    centre: Node,
    left: Sequence[Node],
    right: Sequence[Node],
    between: Sequence[tuple[str, str]],
    more: tuple[int, int],
) -> Neighbours | None:
    """The drawing; None where there is nobody beside the centre."""
    most = max(len(left), len(right))
    if not most:
        return None
    height = most * _STEP + 2 * _TOP
    columns = _columns(bool(left), bool(right))
    middle = (columns[1], height // 2)
    places: dict[str, tuple[int, int]] = {}
    dots = [_dot(centre, *middle, "centre")]
    edges = []
    for side, x, nodes in (("left", columns[0], left), ("right", columns[2], right)):
        for order, node in enumerate(nodes):
            y = middle[1] + round((order - (len(nodes) - 1) / 2) * _STEP)
            dots.append(_dot(node, x, y, side))
            places[node.name] = (x, y)
            ends = ((x, y), middle) if side == "left" else (middle, (x, y))
            edges.append(_curve(*ends))
    inner = [
        _bow(places[one], places[other], middle[0])
        for one, other in between
        if one in places and other in places and one != other
    ]
    return Neighbours(WIDTH, height, tuple(dots), tuple(edges), tuple(inner), more)


def _columns(left: bool, right: bool) -> tuple[int, int, int]:
    """Where the three columns stand; the middle one moves into the room of an empty side."""
    centre = WIDTH // 2 if left and right else WIDTH // 4 if right else 3 * WIDTH // 4
    return centre - WIDTH // 6, centre, centre + WIDTH // 6


def _dot(node: Node, x: int, y: int, side: str) -> Dot:
    radius = round(5 + min(node.times, 36) ** 0.5, 1)
    return Dot(x, y, radius, side, shortened(node.label), node.title, node.href)


def shortened(label: str) -> str:
    """A label that fits into a drawing.

    >>> shortened("A" * 40)
    'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA…'
    """
    return label if len(label) <= _LETTERS else f"{label[: _LETTERS - 1].rstrip()}…"


def _curve(start: tuple[float, float], end: tuple[float, float]) -> str:
    (x0, y0), (x1, y1) = start, end
    half = (x0 + x1) / 2
    return f"M{x0:g} {y0:g}C{half:g} {y0:g} {half:g} {y1:g} {x1:g} {y1:g}"


def _bow(start: tuple[int, int], end: tuple[int, int], middle: int) -> str:
    """An edge between two of one side, bent toward the middle, or from side to side."""
    (x0, y0), (x1, y1) = start, end
    if x0 != x1:
        return _curve(start, end)
    bend = min(90, abs(y1 - y0))
    inward = x0 + (bend if x0 < middle else -bend)
    return f"M{x0} {y0}C{inward} {y0} {inward} {y1} {x1} {y1}"


def ribbons(flows: Sequence[tuple[str, str, int]]) -> Ribbons | None:
    """Flows (from, to, how many) as ribbons between two columns; small ones share a bar."""
    if not flows:
        return None
    left, right = (_kept(flows, side) for side in (0, 1))
    merged: dict[tuple[str, str], int] = {}
    for source, target, count in flows:
        pair = left.get(source, "others"), right.get(target, "others")
        merged[pair] = merged.get(pair, 0) + count
    total = sum(merged.values())
    scale = _BAND / total
    sides = [_bars(merged, side, scale, x) for side, x in ((0, _FROM), (1, _TO))]
    at = [{bar.label: bar.y for bar in bars} for bars in sides]
    drawn = []
    for (source, target), count in sorted(merged.items(), key=lambda item: _order(item, at)):
        wide = count * scale
        ends = (at[0][source] + wide / 2, at[1][target] + wide / 2)
        at[0][source] += wide
        at[1][target] += wide
        start, end = (_FROM + 14, round(ends[0], 1)), (_TO, round(ends[1], 1))
        words = f"{source} cites {target}: {count}"
        drawn.append(Ribbon(_curve(start, end), round(max(wide, 0.6), 1), words))
    height = max(round(bar.y + bar.height) for bars in sides for bar in bars) + _TOP
    return Ribbons(WIDTH, height, sides[0], sides[1], tuple(drawn))


def _order(item: tuple[tuple[str, str], int], at: list[dict[str, float]]) -> tuple[float, float]:
    (source, target), _ = item
    return at[0][source], at[1][target]


def _kept(flows: Sequence[tuple[str, str, int]], side: int) -> dict[str, str]:
    """Those that have a bar of their own on this side."""
    counts: dict[str, int] = {}
    for flow in flows:
        name = str(flow[side])
        counts[name] = counts.get(name, 0) + flow[2]
    ordered = sorted(counts, key=lambda name: (-counts[name], name))[:_BARS]
    return {name: name for name in ordered}


def _bars(merged: dict[tuple[str, str], int], side: int, scale: float, x: int) -> tuple[Bar, ...]:
    counts: dict[str, int] = {}
    for pair, count in merged.items():
        counts[pair[side]] = counts.get(pair[side], 0) + count
    ordered = sorted(counts, key=lambda name: (name == "others", -counts[name], name))
    bars, y = [], float(_TOP)
    for name in ordered:
        height = counts[name] * scale
        bars.append(Bar(x, round(y, 1), round(height, 1), name, counts[name]))
        y += max(height, 14) + _GAP
    return tuple(bars)
