"""How a work was adopted: its day in both calendars, the method, and who voted how."""

from __future__ import annotations

from dataclasses import dataclass

from stancegraph.serving.pages.shown import Thing, Words
from stancegraph.serving.pages.views import Viewer

_SIDES = (
    ("In favour", "number_of_votes_favor", "eli-dl:had_voter_favor"),
    ("Against", "number_of_votes_against", "eli-dl:had_voter_against"),
    ("Abstaining", "number_of_votes_abstention", "eli-dl:had_voter_abstention"),
    ("Not voting", "", "sg:notVoting"),
    ("Absent", "", "sg:absent"),
)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a vote; `count` is what the text states, `voters` those it names."""

    name: str
    count: str
    voters: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Adoption:
    """The adoption of a work."""

    method: str
    basis: str
    meeting: Thing | None
    sides: tuple[Side, ...]


def adoption(viewer: Viewer, work: str) -> Adoption:
    """How a work was adopted; its parts are empty where the text does not say."""
    data = viewer.data
    event = data.value(work, "sg:adoption") or work
    sides = []
    for name, number, voters in _SIDES:
        named = tuple(sorted(viewer.things(event, voters), key=lambda thing: thing.label))
        count = data.value(event, f"eli-dl:{number}") if number else None
        if named or count is not None:
            sides.append(Side(name, count or str(len(named)), named))
    return Adoption(
        data.value(event, "sg:adoptionMethod") or "",
        data.value(event, "sg:dateBasis") or "",
        viewer.first(event, "sg:meeting"),
        tuple(sides),
    )


def hijri(viewer: Viewer, session: str) -> tuple[tuple[Words, ...], tuple[str, ...]]:
    """The days of a session in the Hijri calendar: as printed, and as `1443-08-19`."""
    data = viewer.data
    interval = data.value(session, "time:hasTime") or session
    days = []
    for edge in ("time:hasBeginning", "time:hasEnd"):
        instant = data.value(interval, edge)
        date = data.value(instant, "time:inDateTime") if instant else None
        parts = (
            [data.value(date, f"time:{part}") for part in ("year", "month", "day")] if date else []
        )
        if all(parts) and parts:
            days.append("-".join(str(part).strip("-").zfill(2) for part in parts))
    return viewer.texts(session, "sg:hijriPrinted"), tuple(dict.fromkeys(days))
