"""What a person says of a fact that rules read: confirmed, corrected or disputed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Verdict(StrEnum):
    """What a review says of a fact."""

    CONFIRM = "confirm"
    CORRECT = "correct"
    DISPUTE = "dispute"

    @property
    def status(self) -> str:
        """The state of a fact after the review."""
        return {"confirm": "confirmed", "correct": "corrected", "dispute": "disputed"}[self.value]


class ReviewedFact(StrEnum):
    """Which facts can be reviewed, each found by its span.

    A stance stands from its cue to the end of its target (the span of its evidence), a mention and
    a performed act on their own words.
    """

    STANCE = "stance"
    STANCE_ACT = "stance.act"
    STANCE_POLARITY = "stance.polarity"
    STANCE_INTENSITY = "stance.intensity"
    STANCE_TARGET = "stance.target"
    STANCE_LEVEL = "stance.level"
    MENTION_ENTITY = "mention.entity"
    ACT = "act"


@dataclass(frozen=True, slots=True)
class Review:
    """A row of a review table: `file` and `line` say where, offsets are those of the source's text.

    `level` chooses among stances in the same words, by a local name of the scheme of levels;
    `value` is what the fact should be, empty where the verdict needs none; `by` is a name or the
    IRI of a person.
    """

    file: str
    line: int
    sha256: str
    start: int
    end: int
    fact: ReviewedFact
    level: str | None
    verdict: Verdict
    value: str
    by: str
    day: date
    note: str = ""

    @property
    def place(self) -> str:
        """Where the row stands, as messages name it."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review that found its fact: the relative IRI of what it speaks of, and what stood there."""

    subject: str
    before: str
    review: Review
