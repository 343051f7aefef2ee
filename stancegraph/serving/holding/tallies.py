"""Stances counted over the whole graph: who takes how many toward whom, and on which side."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from stancegraph.identifiers import LEVEL
from stancegraph.serving.holding.holdings import Shelf, node

AGENTS = ("state", "org", "people", "office", "group", "person")
"""The first step of the paths of those whom a body can take a stance toward."""

_NEAR = 0.05


@dataclass(frozen=True, slots=True)
class Taken:
    """A stance as it is counted."""

    iri: str
    holder: str
    target: str
    polarity: float
    level: str


@dataclass(frozen=True, slots=True)
class Tally:
    """Some stances together; `polarity` is their mean, from -1 to 1."""

    count: int
    favourable: int
    adverse: int
    polarity: float

    @property
    def neutral(self) -> int:
        """How many take no side."""
        return self.count - self.favourable - self.adverse

    @property
    def tone(self) -> str:
        """The side they take on the whole."""
        return tone(self.polarity)

    @property
    def step(self) -> str:
        """The step of the colour scale: the tone, and for a side how far from the middle.

        >>> Tally(2, 0, 2, -0.8).step, Tally(1, 1, 0, 0.2).step, Tally(1, 0, 0, 0).step
        ('adverse-3', 'favourable-1', 'neutral-1')
        """
        distance = 1 if self.tone == "neutral" else min(3, 1 + int(abs(self.polarity) * 3.99 / 1.4))
        return f"{self.tone}-{distance}"


def tone(polarity: float) -> str:
    """The side of a polarity, as a word for pages and style sheet.

    >>> tone(-0.65), tone(0.02)
    ('adverse', 'neutral')
    """
    if polarity < -_NEAR:
        return "adverse"
    return "favourable" if polarity > _NEAR else "neutral"


def tally(stances: Iterable[Taken]) -> Tally:
    """The count of some stances."""
    return sides(stance.polarity for stance in stances)


def sides(of: Iterable[float]) -> Tally:
    """The count of some polarities."""
    polarities = list(of)
    tones = [tone(polarity) for polarity in polarities]
    mean = round(sum(polarities) / len(polarities), 4) if polarities else 0.0
    return Tally(len(tones), tones.count("favourable"), tones.count("adverse"), mean)


def taken(shelf: Shelf) -> tuple[Taken, ...]:
    """All stances that were read or inferred from words, those of votes left out, in order."""
    targets, polarities, levels = (
        dict(_values(shelf, name)) for name in ("sg:target", "sg:polarity", "sg:level")
    )
    return tuple(
        Taken(stance, holder, targets.get(stance, ""), float(polarities.get(stance, 0)), level)
        for stance, holder in sorted(set(_values(shelf, "sg:holder")))
        if (level := levels.get(stance, "").removeprefix(LEVEL)) != "vote"
    )


def _values(shelf: Shelf, name: str) -> Iterator[tuple[str, str]]:
    for quad in shelf.store.quads_for_pattern(None, node(name), None, None):
        if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.Triple):
            yield quad.subject.value, quad.object.value


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV table (RFC 4180) in UTF-8."""
    text = io.StringIO()
    written = csv.writer(text, lineterminator="\r\n")
    written.writerow(header)
    written.writerows(rows)
    return text.getvalue().encode()
