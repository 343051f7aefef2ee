"""What the finders of this room hand each other: a place in a passage and what is named there."""

from __future__ import annotations

from typing import NamedTuple

KINDS = {
    "state": "state",
    "former_state": "state",
    "territory": "state",
    "organisation": "organisation",
    "organ": "organisation",
    "people": "people",
    "office": "office",
    "group": "group",
    "place": "place",
    "treaty": "treaty",
    "person": "person",
}
"""From the kind of an entity in the register to the kind of a mention of it."""


class Found(NamedTuple):
    """A name found; `start`, `end` are offsets of the text searched, the rest as in `Mention`.

    `inside` says that it stands within another name.
    """

    start: int
    end: int
    kind: str
    entity: str | None
    score: float
    method: str
    candidates: tuple[str, ...] = ()
    inside: bool = False

    def contains(self, other: Found) -> bool:
        """Whether the other stands within this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Found) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end
