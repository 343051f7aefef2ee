"""What pages are made of: things with their names, words with their language, stances."""

from __future__ import annotations

from dataclasses import dataclass

from stancegraph.serving.holding.tallies import tone

INFERRED = ("author", "vote")
"""The levels of stances that published rules infer."""

_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with an IRI, as it is named on a page.

    `href` is None for things of others, and empty for those of this graph without a page.
    """

    iri: str
    href: str | None
    label: str
    language: str = ""

    @property
    def direction(self) -> str:
        """The direction of the script of its name."""
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class Words:
    """A literal."""

    text: str
    language: str = ""
    datatype: str = ""

    @property
    def direction(self) -> str:
        """The direction of its script."""
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class Statement:
    """A property with its values, for the table of all that is said."""

    property: Thing
    things: tuple[Thing, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words in a file; `href` leads to the span on the page of the work."""

    iri: str
    file: str
    start: int
    end: int
    quote: str
    before: str
    after: str
    href: str
    language: str = ""

    @property
    def direction(self) -> str:
        """The direction of its script."""
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class Position:
    """A stance as it is shown; `day` is the last day on which the work may have been adopted."""

    iri: str
    href: str
    act: Thing
    holder: Thing
    target: Thing | None
    phrase: str
    cue: str
    level: str
    polarity: float
    intensity: str
    negated: bool
    confidence: float
    rule: str
    review: bool
    base: Thing | None
    attributed: Thing | None
    addressees: tuple[Thing, ...]
    beneficiaries: tuple[Thing, ...]
    work: Thing
    provision: Thing
    day: str
    evidence: tuple[Evidence, ...]

    @property
    def anchor(self) -> str:
        """Its name on the page of its work."""
        return "stance-" + self.iri.removeprefix(self.work.iri).strip("/").replace("/", "-")

    @property
    def tone(self) -> str:
        """The side it takes, as a word for the style sheet."""
        return tone(self.polarity)

    @property
    def inferred(self) -> bool:
        """Whether a published rule inferred it from another stance."""
        return self.level in INFERRED


def direction(language: str) -> str:
    """The direction of the script that a language is written in.

    >>> direction("ar"), direction("fr")
    ('rtl', 'ltr')
    """
    return "rtl" if language.split("-", 1)[0] in _RIGHT_TO_LEFT else "ltr"
