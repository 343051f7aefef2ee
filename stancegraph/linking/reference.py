"""A reference to a document as the finders of citations hand it on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that refer to a document, at `start` to `end` of the text searched.

    `day` is the date printed with it, `year` the one that its number tells; `body` issued it.
    """

    start: int
    end: int
    identifier: str | None
    document: str
    rule: str
    body: str | None = None
    day: date | None = None
    year: int | None = None
    pinpoint: str | None = None
    resolved: bool = True
    doubtful: bool = False
    is_self: bool = False

    def overlaps(self, other: Reference) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end
