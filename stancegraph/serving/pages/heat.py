"""The heat map: bodies by those they take stances toward, with the stances behind each cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stancegraph.serving.holding.tallies import AGENTS, Taken, Tally, table, taken, tally
from stancegraph.serving.pages.views import Position, Thing, Viewer

COLUMNS, ROWS = 24, 40
BETWEEN = "/toward/"
"""Between holder and target in the address of a cell."""

_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Cell:
    """The stances of one body toward one target."""

    target: Thing
    tally: Tally
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """A body, all its stances toward agents, and a cell for each column."""

    holder: Thing
    total: Tally
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Heat:
    """The map: columns by how many stances stand behind them; `others` count what it leaves out."""

    targets: tuple[Thing, ...]
    rows: tuple[Row, ...]
    shown: int
    agents: int
    others: int


class HeatMap:
    """Counted once for a graph."""

    def __init__(self, viewer: Viewer) -> None:
        self._holdings = viewer.holdings
        stances = taken(viewer.data)
        self._pairs: dict[tuple[str, str], list[Taken]] = {}
        for stance in stances:
            if self._is_agent(stance.target):
                self._pairs.setdefault((stance.holder, stance.target), []).append(stance)
        self._others = len(stances) - sum(map(len, self._pairs.values()))

    def _is_agent(self, iri: str) -> bool:
        path = self._holdings.path(iri)
        return path is not None and path.split("/", 1)[0] in AGENTS

    def heat(self, viewer: Viewer) -> Heat:
        """The map with the targets and the bodies that have most stances."""
        by_target: dict[str, int] = {}
        by_holder: dict[str, list[Taken]] = {}
        for (holder, target), stances in self._pairs.items():
            by_target[target] = by_target.get(target, 0) + len(stances)
            by_holder.setdefault(holder, []).extend(stances)
        targets = sorted(by_target, key=lambda iri: (-by_target[iri], iri))[:COLUMNS]
        holders = sorted(by_holder, key=lambda iri: (-len(by_holder[iri]), iri))[:ROWS]
        rows = tuple(
            Row(
                viewer.thing(holder),
                tally(by_holder[holder]),
                tuple(self._cell(viewer, holder, target) for target in targets),
            )
            for holder in holders
        )
        agents = sum(map(len, self._pairs.values()))
        shown = sum(cell.tally.count for row in rows for cell in row.cells if cell)
        things = tuple(viewer.thing(target) for target in targets)
        return Heat(things, rows, shown, agents, self._others)

    def _cell(self, viewer: Viewer, holder: str, target: str) -> Cell | None:
        stances = self._pairs.get((holder, target))
        if not stances:
            return None
        return Cell(viewer.thing(target), tally(stances), self.address(holder, target))

    def address(self, holder: str, target: str) -> str:
        """Where the stances of one toward the other are listed."""
        return f"/heat/{self._holdings.path(holder)}{BETWEEN}{self._holdings.path(target)}"

    def addresses(self) -> Iterator[str]:
        """The addresses of all cells."""
        for holder, target in sorted(self._pairs):
            yield self.address(holder, target)

    def behind(self, viewer: Viewer, path: str) -> tuple[Thing, Thing, tuple[Position, ...]] | None:
        """Body, target and stances of a cell by what follows /heat/; None if there are none."""
        holder, _, target = path.partition(BETWEEN)
        pair = self._holdings.iri(holder), self._holdings.iri(target)
        stances = self._pairs.get(pair)
        if stances is None:
            return None
        names = tuple(stance.iri for stance in stances[:_SHOWN])
        return viewer.thing(pair[0]), viewer.thing(pair[1]), viewer.positions(names)

    def csv(self, viewer: Viewer) -> bytes:
        """All pairs, also those that the page has no room for."""
        header = ("holder", "holder_iri", "target", "target_iri", "stances", "favourable")
        rows = []
        for (holder, target), stances in sorted(self._pairs.items()):
            counted = tally(stances)
            names = (viewer.thing(holder).label, holder, viewer.thing(target).label, target)
            sides = (counted.count, counted.favourable, counted.neutral, counted.adverse)
            rows.append((*names, *sides, f"{counted.polarity:.2f}"))
        return table((*header, "neutral", "adverse", "mean_polarity"), rows)
