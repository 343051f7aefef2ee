"""What the tools tell: plain shapes whose fields are their own documentation.

They have no slots, since the protocol reads their defaults off the classes.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Named:
    """A thing: its IRI and its name."""

    iri: str
    name: str


@dataclass(frozen=True)
class Hit:
    """A thing that was found, with the words around what was sought."""

    iri: str
    kind: str
    name: str
    snippet: str


@dataclass(frozen=True)
class Hits:
    """Some of what was found; `total` counts all, `kinds` how many of each kind."""

    total: int
    kinds: dict[str, int]
    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class Stance:
    """A stance with the words it was read from.

    `polarity` is from -1 (against) to 1 (for); `level` is `direct` where the text says it itself;
    `role` is how the party asked for takes part; `to_review` warns that the reading is doubtful.
    """

    iri: str
    holder: Named
    act: str
    target: Named | None
    target_words: str
    polarity: float
    negated: bool
    level: str
    role: str
    confidence: float
    to_review: bool
    day: str
    work: Named
    paragraph: Named
    quotes: tuple[str, ...]


@dataclass(frozen=True)
class Stances:
    """Some stances, the newest first; `total` counts all, and what the names were taken for."""

    of: Named | None
    toward: Named | None
    total: int
    stances: tuple[Stance, ...]


@dataclass(frozen=True)
class Paragraph:
    """A provision of a work in its words."""

    iri: str
    name: str
    text: str


@dataclass(frozen=True)
class Resolution:
    """A work: who adopted it, when, in which words, with its stances and citations.

    Of the paragraphs those from `start` on are given; `paragraphs_total` counts all.
    """

    iri: str
    symbols: tuple[str, ...]
    title: str
    body: Named | None
    session: Named | None
    first_day: str
    last_day: str
    text_is_held: bool
    paragraphs_total: int
    paragraphs: tuple[Paragraph, ...]
    stances: tuple[Stance, ...]
    cites: tuple[Named, ...]
    cited_by: tuple[Named, ...]


@dataclass(frozen=True)
class Answer:
    """The answer to a query: rows of a SELECT, the truth of an ASK, or Turtle.

    `total` counts all rows; where it is more than are given, ask with LIMIT and OFFSET, or count.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str | None, ...], ...] = ()
    total: int = 0
    truth: bool | None = None
    turtle: str = ""
