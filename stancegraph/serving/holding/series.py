"""How bodies number their documents, and how many there are, as far as sources tell."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

from stancegraph.resources import resource


@dataclass(frozen=True, slots=True)
class Place:
    """A session or a year in which documents are counted; empty where neither is known."""

    name: str

    @property
    def order(self) -> tuple[bool, int, str]:
        """Numbers by their value, then whatever has none."""
        number = re.search(r"\d+", self.name)
        return not number, int(number[0]) if number else 0, self.name


@dataclass(frozen=True, slots=True)
class Numbering:
    """Sessions `first` to `last` of a body are numbered so; see resources/coverage/README.md."""

    first: int
    last: int
    restarts: str
    letters: str
    source: str

    @property
    def name(self) -> str:
        """All these sessions as one part."""
        return f"{self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class Year:
    """The numbers of one year, of a body that numbers on."""

    name: str
    first: int
    last: int


class Totals:
    """The curated tables."""

    def __init__(self) -> None:
        self._numbering: dict[tuple[str, str], list[Numbering]] = {}
        for row in _rows("coverage", "numbering.csv"):
            first, last = int(row["from"] or 0), int(row["to"] or 9999)
            rule = Numbering(first, last, row["restarts"], row["letters"], row["source"])
            self._numbering.setdefault((row["kind"], row["body"]), []).append(rule)
        self._stated = {
            (row["kind"], row["body"], row["part"]): (int(row["number"]), row["source"])
            for row in _rows("coverage", "totals.csv")
        }
        self._years: dict[tuple[str, str], list[Year]] = {}
        for row in _rows("linking", "years.csv"):
            year = Year(row["year"], int(row["first"]), int(row["last"]))
            self._years.setdefault(("resolution", row["body"]), []).append(year)
            count = year.last - year.first + 1
            self._stated["resolution", row["body"], year.name] = count, row["source"]

    def numbering(self, kind: str, body: str, session: str) -> Numbering | None:
        """How the documents of a session are numbered; None where no table tells."""
        number = int(session) if session.isdecimal() else None
        for rule in self._numbering.get((kind, body), ()):
            if number is not None and rule.first <= number <= rule.last:
                return rule
        return None

    def place(self, kind: str, body: str, session: str, number: int | None) -> Place:
        """The part that a document is counted in."""
        for year in self._years.get((kind, body), ()):
            if number is not None and not session and year.first <= number <= year.last:
                return Place(year.name)
        rule = self.numbering(kind, body, session)
        if rule is not None and rule.restarts == "never":
            return Place(rule.name)
        return Place(session)

    def places(self, kind: str, body: str) -> Iterator[Place]:
        """The parts of which a source states how many documents there are."""
        for stated_kind, stated_body, part in self._stated:
            if (stated_kind, stated_body) == (kind, body):
                yield Place(part)

    def number(self, kind: str, body: str, place: Place) -> tuple[int | None, str]:
        """How many documents there are, and who says so; None where no table tells."""
        return self._stated.get((kind, body, place.name), (None, ""))


def _rows(*parts: str) -> Iterator[dict[str, str]]:
    with resource(*parts).open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)
