"""What passes between the rules: cues, segments, and positions, which become stances."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from stancegraph.linking import Register
from stancegraph.model import Level, Party, Resolution, Span
from stancegraph.reading import Lexicon
from stancegraph.stances.phrases.heads import name_of_head
from stancegraph.stances.phrases.views import View
from stancegraph.stances.rules import Rules


@dataclass(frozen=True, slots=True)
class Setting:
    """What every rule may look at beside the words."""

    resolution: Resolution
    register: Register
    lexicon: Lexicon
    rules: Rules


class Cue(NamedTuple):
    """The words that carry a position; `home` is the view of the paragraph in which they stand.

    `frame` says how the act meets its slots, `rules` by which rules the cue was found.
    """

    home: View
    span: Span
    act: str
    frame: str
    polarity: float
    intensity: int
    negated: bool = False
    rules: tuple[str, ...] = ()


class Segment(NamedTuple):
    """A cue with the stretch of words that is its complement.

    `clause` says that a "that" in the chapeau governs it, `items` are the views of the
    sub-paragraphs that hold what is asked for.
    """

    cue: Cue
    view: View
    first: int
    last: int
    clause: bool = False
    items: tuple[View, ...] = ()

    @property
    def that(self) -> int | None:
        """Where the that-clause begins if the complement is one."""
        if self.clause:
            return self.first
        words, at = self.view.lowers, self.first
        if words[at + 1] == "fact" and words[at] == "the" and words[at + 2] == "that":
            at += 2
        clause = words[at] == "that" and words[at + 1] not in ("of", "which")
        return at + 1 if clause else None

    def after(self, first: int) -> Segment:
        """The same segment from a later token on."""
        return Segment(self.cue, self.view, first, self.last, items=self.items)


PLACE = "place"


class Position(NamedTuple):
    """A stance before it has a name: target tokens, level, sign, and the rules it went through."""

    cue: Cue
    view: View
    first: int
    last: int
    level: Level
    act: str
    polarity: float
    intensity: int
    rules: tuple[str, ...]
    base: Position | None = None
    entity: str | None = None
    requested: Span | None = None
    addressee: Party | None = None
    beneficiary: Party | None = None
    attributed_to: str | None = None
    negated: bool = False

    @property
    def target(self) -> Party:
        """The target's words and, where they are a name or citation, its entity.

        A place is none: "Paris 2024" are games, and "Geneva" talks, that were held there.
        """
        name = name_of_head(self.view, self.first, self.last)
        entity = name.entity if name and name.kind != PLACE else None
        return Party(self.view.span(self.first, self.last), self.entity or entity)

    @property
    def score(self) -> float:
        """How certain the link of the target's name is."""
        name = name_of_head(self.view, self.first, self.last)
        return name.score if name and name.entity else 1.0

    def derived(
        self, level: Level, stretch: tuple[int, int], polarity: float, rule: str, act: str = ""
    ) -> Position:
        """A position that follows from this one, toward other words of the same view."""
        return Position(
            self.cue,
            self.view,
            *stretch,
            level,
            act or self.act,
            polarity,
            self.intensity,
            (rule,),
            base=self,
            attributed_to=self.attributed_to,
        )


def judged(segment: Segment, first: int, last: int, rule: str) -> Position:
    """The direct position of a cue toward a stretch, with the cue's own act and sign."""
    cue = segment.cue
    return Position(
        cue,
        segment.view,
        first,
        last,
        Level.DIRECT,
        cue.act,
        cue.polarity,
        cue.intensity,
        (rule, *cue.rules),
        negated=cue.negated,
    )


Positions = Iterator[Position]
