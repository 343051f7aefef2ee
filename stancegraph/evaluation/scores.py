"""Counts that become precision, recall and F1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """How many units agree, were found, and should have been found."""

    agreed: int
    found: int
    expected: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 if nothing was found."""
        return self.agreed / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what should have been found that was; 1 if there is nothing to find."""
        return self.agreed / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall.

        >>> Score(8, 10, 8).f1
        0.8888888888888888
        """
        return 2 * self.agreed / (self.found + self.expected) if self.found + self.expected else 1.0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.agreed + other.agreed, self.found + other.found, self.expected + other.expected
        )


def compare(found: Iterable[Hashable], expected: Iterable[Hashable]) -> Score:
    """The score of one collection against another, each unit counted as often as it occurs.

    >>> compare("aab", "abc")
    Score(agreed=2, found=3, expected=3)
    """
    ours, theirs = Counter(found), Counter(expected)
    return Score((ours & theirs).total(), ours.total(), theirs.total())
