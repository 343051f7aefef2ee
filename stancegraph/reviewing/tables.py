"""Reads the tables of reviews; a row that is not well formed is named by file and line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from stancegraph.errors import TableError
from stancegraph.linking import Register
from stancegraph.linking.tables import Row, read_rows
from stancegraph.model import Level, Review, ReviewedFact, Verdict

COLUMNS = "sha256 start end fact verdict value by date note"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_IRI = re.compile(r"[^\x00-\x20<>\"{}|\\^`]+")
_DOCUMENT = re.compile(
    r"(?:resolution|statement|draft|decision|declaration|document)(?:/[a-z0-9][a-z0-9.-]*){2,}"
)
_READ_LEVELS = frozenset(level.value for level in Level if not level.inferred)
_NEEDS_NO_VALUE = (ReviewedFact.STANCE,)


@dataclass(frozen=True, slots=True)
class Reviews:
    """All reviews by the SHA-256 of the source that they speak of, in the order of their days."""

    by_source: Mapping[str, tuple[Review, ...]] = field(default_factory=dict)

    def of(self, sha256: str) -> tuple[Review, ...]:
        """The reviews of one source."""
        return self.by_source.get(sha256, ())

    def without(self, sources: Collection[str]) -> Iterator[Review]:
        """The reviews of sources other than these."""
        for sha256, reviews in sorted(self.by_source.items()):
            if sha256 not in sources:
                yield from reviews


NO_REVIEWS = Reviews()
"""Nobody said anything."""


def load_reviews(folder: Path, register: Register, acts: Collection[str]) -> Reviews:
    """The reviews in the tables of a folder; none if there is no such folder.

    Args:
        folder: its `*.csv` files are read.
        register: knows the entities that a target or mention may be corrected to.
        acts: the local names of the scheme of acts.

    Raises:
        TableError: a table lacks a column, or a row is not well formed.
    """
    found: dict[str, list[Review]] = {}
    for path in sorted(folder.glob("*.csv")):
        for row in read_rows(path, COLUMNS):
            review = _Reader(row, register, acts).review()
            found.setdefault(review.sha256, []).append(review)
    return Reviews(
        {
            sha256: tuple(sorted(reviews, key=lambda each: (each.day, each.file, each.line)))
            for sha256, reviews in found.items()
        }
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """One row and what its values are judged by."""

    row: Row
    register: Register
    acts: Collection[str]

    def review(self) -> Review:
        row = self.row
        kind, _, level = row["fact"].partition("@")
        if kind not in list(ReviewedFact):
            self._refuse("fact", f"none of {', '.join(ReviewedFact)}, with or without @level")
        if level and (level not in _READ_LEVELS or not kind.startswith("stance")):
            self._refuse("fact", f"@ is for stances, with one of {', '.join(sorted(_READ_LEVELS))}")
        row.closed("verdict", frozenset(Verdict))
        if not _SHA256.fullmatch(row["sha256"]):
            self._refuse("sha256", "not 64 hexadecimal digits in lower case")
        start, end = self._offset("start"), self._offset("end")
        if start >= end:
            self._refuse("end", f"not after start ({start})")
        fact, verdict = ReviewedFact(kind), Verdict(row["verdict"])
        return Review(
            file=row.file,
            line=row.line,
            sha256=row["sha256"],
            start=start,
            end=end,
            fact=fact,
            level=level or None,
            verdict=verdict,
            value=self._value(fact, verdict),
            by=self._by(),
            day=self._day(),
            note=row["note"],
        )

    def _refuse(self, column: str, why: str) -> None:
        raise TableError(f"{self.row.place}: {column} is {self.row[column]!r}, {why}")

    def _offset(self, column: str) -> int:
        if not self.row[column].isdecimal():
            self._refuse(column, "not a number of code points")
        return int(self.row[column])

    def _by(self) -> str:
        by = self.row.required("by")
        if "://" in by and not _IRI.fullmatch(by):
            self._refuse("by", "an IRI with characters that none may hold")
        return by

    def _day(self) -> date:
        try:
            return date.fromisoformat(self.row["date"])
        except ValueError as error:
            raise TableError(
                f"{self.row.place}: date is {self.row['date']!r}, not a day as YYYY-MM-DD"
            ) from error

    def _value(self, fact: ReviewedFact, verdict: Verdict) -> str:
        value = self.row["value"]
        if fact in _NEEDS_NO_VALUE:
            if value or verdict is Verdict.CORRECT:
                self._refuse("fact", "a whole stance has no value: name what is to be corrected")
            return ""
        if not value:
            if verdict is Verdict.CORRECT:
                self._refuse("value", "a correction says what is right")
            return ""
        if not self._fits(fact, value):
            self._refuse("value", f"no value of {fact}: {_EXPECTED[fact]}")
        return value

    def _fits(self, fact: ReviewedFact, value: str) -> bool:
        match fact:
            case ReviewedFact.ACT | ReviewedFact.STANCE_ACT:
                return value in self.acts
            case ReviewedFact.STANCE_POLARITY:
                return bool(re.fullmatch(r"-?(?:0(?:\.\d{1,4})?|1(?:\.0+)?)", value))
            case ReviewedFact.STANCE_INTENSITY:
                return value in list("01234")
            case ReviewedFact.STANCE_LEVEL:
                return value in _READ_LEVELS
            case _:
                return value in self.register or bool(_DOCUMENT.fullmatch(value))


_ENTITY = "the relative IRI of an entry of the register (state/kaz) or of a document"
_ACT = "a local name of the scheme of acts"
_EXPECTED = {
    ReviewedFact.ACT: _ACT,
    ReviewedFact.STANCE_ACT: _ACT,
    ReviewedFact.STANCE_POLARITY: "a number from -1 to 1",
    ReviewedFact.STANCE_INTENSITY: "0 to 4",
    ReviewedFact.STANCE_LEVEL: "a level that is read from words",
    ReviewedFact.STANCE_TARGET: _ENTITY,
    ReviewedFact.MENTION_ENTITY: _ENTITY,
}
