"""What annotated documents say, whichever form they come in; None where they say nothing of it."""

from __future__ import annotations

from dataclasses import dataclass

from stancegraph.model import SourceText

ABOUT_NEUTRAL = 0.15
"""Polarities up to this far from zero count as neutral: both sides of a comparison."""

Stretch = tuple[int, int]


def sign(polarity: float) -> int:
    """-1, 0 or 1.

    >>> sign(-0.5), sign(0.1), sign(0.25)
    (-1, 0, 1)
    """
    return 0 if abs(polarity) <= ABOUT_NEUTRAL else (1 if polarity > 0 else -1)


@dataclass(frozen=True, slots=True)
class GoldParagraph:
    """A paragraph: its words, or where it stands; `verb` is the opening as the markup gives it."""

    kind: str
    words: str
    verb: str | None = None
    where: Stretch | None = None


@dataclass(frozen=True, slots=True)
class GoldAct:
    """An act: its words, the act of the scheme, whether it opens a paragraph.

    `lemma` is the dictionary form of the verb, first in "express concern".
    """

    where: Stretch
    act: str
    lemma: str
    opens: bool
    intensified: bool


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A mention; `entity` is the relative IRI of ours, None where the gold's has no counterpart."""

    where: Stretch
    kind: str
    entity: str | None


@dataclass(frozen=True, slots=True)
class GoldCitation:
    """A citation; `descriptive` has no number.

    `linked` says that markup links it: only documents with a symbol are, and their place is that
    of the link, or not known.
    """

    where: Stretch | None
    identifier: str
    descriptive: bool = False
    linked: bool = False


@dataclass(frozen=True, slots=True)
class GoldStance:
    """A stance; `intensity` is None where it was not annotated."""

    level: str
    act: str
    polarity: float
    intensity: int | None
    where: Stretch


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated document; what was not annotated is None."""

    name: str
    source: SourceText
    paragraphs: tuple[GoldParagraph, ...] | None = None
    acts: tuple[GoldAct, ...] | None = None
    mentions: tuple[GoldMention, ...] | None = None
    citations: tuple[GoldCitation, ...] | None = None
    stances: tuple[GoldStance, ...] | None = None
