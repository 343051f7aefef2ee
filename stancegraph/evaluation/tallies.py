"""What one document counts for: agreements measure by measure, and pairs for kappa and trust."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from stancegraph.evaluation.gold import Stretch, sign
from stancegraph.evaluation.scores import Score
from stancegraph.model import Stance


@dataclass(frozen=True, slots=True)
class Trusted:
    """A stance of the reader, its confidence, whether the gold has it, and its chain of rules."""

    confidence: float
    right: bool
    rules: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """The counts of one document, by name of the measure."""

    scores: dict[str, Score] = field(default_factory=dict)
    intensities: Counter[tuple[int, int]] = field(default_factory=Counter)
    trusted: list[Trusted] = field(default_factory=list)

    def count(self, name: str, agreed: int, found: int, expected: int) -> None:
        """Add counts to a measure."""
        self.add(name, Score(agreed, found, expected))

    def add(self, name: str, score: Score) -> None:
        """Add a score to a measure."""
        self.scores[name] = self.scores.get(name, Score(0, 0, 0)) + score


@dataclass(frozen=True, slots=True)
class Taken:
    """A stance of the reader as the comparison sees it."""

    level: str
    family: str
    polarity: float
    intensity: int
    where: Stretch
    confidence: float
    rules: tuple[str, ...]

    @classmethod
    def of(cls, stance: Stance, family: str, rules: tuple[str, ...] = ()) -> Taken | None:
        """The stance, None where its target has no words."""
        span = stance.target.span
        if span is None:
            return None
        return cls(
            stance.level.value, family, stance.polarity, stance.intensity, (span.start, span.end),
            stance.confidence, rules or (stance.rule,),
        )  # fmt: skip

    @property
    def sign(self) -> int:
        """-1, 0 or 1."""
        return sign(self.polarity)
