"""The map of states: how many stances each is the target of, and on which side."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from stancegraph.resources import resource
from stancegraph.serving.holding.tallies import Taken, Tally, table, taken, tally
from stancegraph.serving.pages.views import Thing, Viewer

WIDTH, HEIGHT = 10_000, 4_360
"""The part that is shown of the projection in which resources/map/outlines.tsv stands."""

_STATE = "state/"
_OF_STATE = ("org:unitOf", "org:subOrganizationOf", "org:postIn")


@dataclass(frozen=True, slots=True)
class Outline:
    """A state on the map; `path` is empty for one too small, which is a point."""

    state: str
    x: int
    y: int
    path: str


@dataclass(frozen=True, slots=True)
class Country:
    """A state with what is counted of it; `outline` is None for one that is on no map of today."""

    thing: Thing
    tally: Tally
    outline: Outline | None

    @property
    def words(self) -> str:
        """What the map says when it is pointed at."""
        noun = "stance" if self.tally.count == 1 else "stances"
        return f"{self.thing.label}: {self.tally.count} {noun}, mean {self.tally.polarity:+.2f}"


@dataclass(frozen=True, slots=True)
class Atlas:
    """The map: states with stances, most first, and the outlines of all others."""

    width: int
    height: int
    countries: tuple[Country, ...]
    others: tuple[Outline, ...]


@cache
def outlines() -> dict[str, Outline]:
    """The outlines by the path of the state; several parts of one state are one outline."""
    found: dict[str, Outline] = {}
    with resource("map", "outlines.tsv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            found[row["state"]] = Outline(row["state"], int(row["x"]), int(row["y"]), row["path"])
    return found


def counted(viewer: Viewer) -> dict[str, Tally]:
    """The stances toward each state, its government and its offices."""
    toward: dict[str, list[Taken]] = {}
    states: dict[str, str | None] = {}
    for stance in taken(viewer.data):
        if stance.target not in states:
            states[stance.target] = _state_of(viewer, stance.target)
        state = states[stance.target]
        if state is not None:
            toward.setdefault(state, []).append(stance)
    return {state: tally(toward[state]) for state in toward}


def _state_of(viewer: Viewer, iri: str, steps: int = 3) -> str | None:
    """The state that it is, or is an organ or office of."""
    if (viewer.holdings.path(iri) or "").startswith(_STATE):
        return iri
    above = (whole for name in _OF_STATE for whole in viewer.data.values(iri, name) if steps)
    return next(filter(None, (_state_of(viewer, whole, steps - 1) for whole in above)), None)


def atlas(viewer: Viewer, tallies: dict[str, Tally]) -> Atlas:
    """The map of the states counted."""
    drawn = outlines()
    countries = tuple(
        Country(viewer.thing(state), tallies[state], drawn.get(viewer.holdings.path(state) or ""))
        for state in sorted(tallies, key=lambda state: (-tallies[state].count, state))
    )
    taken_up = {country.outline.state for country in countries if country.outline}
    others = tuple(outline for state, outline in drawn.items() if state not in taken_up)
    return Atlas(WIDTH, HEIGHT, countries, others)


def rows(viewer: Viewer, tallies: dict[str, Tally]) -> bytes:
    """The counts as CSV."""
    header = ("state", "state_iri", "stances", "favourable", "neutral", "adverse", "mean_polarity")
    lines = (
        (
            viewer.thing(state).label,
            state,
            it.count,
            it.favourable,
            it.neutral,
            it.adverse,
            f"{it.polarity:.2f}",
        )
        for state, it in sorted(tallies.items())
    )
    return table(header, lines)
