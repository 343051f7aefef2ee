"""Stances over time as a drawing: days from left to right, adverse below, favourable above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT, MARGIN = 720, 160, 36


@dataclass(frozen=True, slots=True)
class Dot:
    """A stance on a day; `polarity` from -1 to 1."""

    day: str
    polarity: float
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A dot at its place; `weight` is how many stances stand there."""

    x: float
    y: float
    radius: float
    tone: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A year on the axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """A drawing of `WIDTH` by `HEIGHT` units."""

    width: int
    height: int
    middle: float
    dots: tuple[Placed, ...]
    ticks: tuple[Tick, ...]


def timeline(dots: tuple[Dot, ...]) -> Timeline | None:
    """The drawing of stances; None where none has a day."""
    days = sorted({date.fromisoformat(dot.day) for dot in dots})
    if not days:
        return None
    first, last = date(days[0].year, 1, 1), date(days[-1].year, 12, 31)
    span = max((last - first).days, 1)

    def place(day: date) -> float:
        return round(MARGIN + (WIDTH - 2 * MARGIN) * (day - first).days / span, 1)

    heaps: dict[tuple[str, float], list[Dot]] = {}
    for dot in dots:
        heaps.setdefault((dot.day, round(dot.polarity, 1)), []).append(dot)
    placed = tuple(
        Placed(
            place(date.fromisoformat(day)),
            round(HEIGHT / 2 - polarity * (HEIGHT / 2 - MARGIN), 1),
            round(4 + min(len(heap), 30) ** 0.5, 1),
            "adverse" if polarity < 0 else "favourable" if polarity > 0 else "neutral",
            heap[0].title + (f" and {len(heap) - 1} more" if len(heap) > 1 else ""),
            heap[0].href,
        )
        for (day, polarity), heap in sorted(heaps.items())
    )
    ticks = tuple(Tick(place(day), label) for day, label in _marks(first, last))
    return Timeline(WIDTH, HEIGHT, HEIGHT / 2, placed, ticks)


def _marks(first: date, last: date) -> list[tuple[date, str]]:
    """Years on the axis; where there are one or two, quarters too.

    >>> [label for _, label in _marks(date(2022, 1, 1), date(2022, 12, 31))]
    ['2022', 'Apr', 'Jul', 'Oct']
    """
    years = range(first.year, last.year + 1)
    if len(years) > 2:
        step = len(years) // 12 + 1
        return [(date(year, 1, 1), str(year)) for year in years[::step]]
    quarters = ((4, "Apr"), (7, "Jul"), (10, "Oct"))
    return [
        mark
        for year in years
        for mark in (
            (date(year, 1, 1), str(year)),
            *((date(year, month, 1), name) for month, name in quarters),
        )
    ]
