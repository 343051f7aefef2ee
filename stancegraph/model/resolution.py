"""The resolution as a document: structure, acts, names, citations, stances, votes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from stancegraph.model.review import Reviewed
from stancegraph.model.source import Issue, SourceText
from stancegraph.model.votes import UNSTATED, Adoption
from stancegraph.model.words import Span, Words


class ParagraphKind(StrEnum):
    """What a paragraph is in its resolution."""

    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    SUB = "sub"
    HEADING = "heading"
    ANNEX = "annex"


class Role(StrEnum):
    """How an act stands in its paragraph."""

    OPENING = "opening"
    COORDINATED = "coordinated"
    PARTICIPIAL = "participial"
    EMBEDDED = "embedded"


class Level(StrEnum):
    """How a stance follows from the words; the last two are inferred by published rules."""

    DIRECT = "direct"
    ADDRESSEE = "addressee"
    BENEFICIARY = "beneficiary"
    ACTOR = "actor"
    IMPLIED = "implied"
    CONDITIONAL = "conditional"
    AUTHOR = "author"
    VOTE = "vote"

    @property
    def inferred(self) -> bool:
        """Whether stances of this level live in the inferred graph."""
        return self in (Level.AUTHOR, Level.VOTE)


class Basis(StrEnum):
    """Where the dates of an adoption come from."""

    STATED = "stated"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class HijriDate:
    """A date of the Umm al-Qura calendar; `str` gives 1443-08-19."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}-{self.day:02}"


@dataclass(frozen=True, slots=True)
class Session:
    """A session of a body; `id`, `body` and `place` are relative IRIs, `number` as printed."""

    id: str
    body: str
    number: str
    theme: str | None = None
    place: str | None = None
    place_name: str | None = None
    start: date | None = None
    end: date | None = None
    hijri_start: HijriDate | None = None
    hijri_end: HijriDate | None = None
    hijri_printed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Adopted:
    """When a resolution was adopted: one day if `earliest == latest`."""

    earliest: date
    latest: date
    basis: Basis


@dataclass(frozen=True, slots=True)
class Act:
    """One performed act: from the verb, without leading intensifiers, through its noun.

    `lemma` names the lexical form ("express disapproval"), `act` its local name in the scheme of
    acts, `entry` the id of the lexicon row that matched. `repetition` marks "also", "further",
    "once again"; it is no intensity.
    """

    span: Span
    lemma: str
    act: str
    role: Role
    entry: str
    intensifiers: tuple[Span, ...] = ()
    repetition: tuple[Span, ...] = ()
    negated: bool = False
    carried: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A provision; `span` includes the marker, `words` are its own words alone, cleaned.

    A parent's `span` runs to the end of its last sub-paragraph, its `words` end with its own
    chapeau (and tail). `id` and `parent` are relative IRIs; `number` is as printed, unbracketed.
    """

    id: str
    kind: ParagraphKind
    span: Span
    words: Words
    number: str | None = None
    parent: str | None = None
    marker: Span | None = None
    acts: tuple[Act, ...] = ()

    @property
    def opening(self) -> Act | None:
        """The act that opens the paragraph."""
        return next((act for act in self.acts if act.role is Role.OPENING), None)

    def cleaned(self, span: Span) -> str | None:
        """The words of a source span as this paragraph has them, on one line.

        None where the span is not within the paragraph's own words.
        """
        text = self.words.text[self.words.within(span)] if self.span.contains(span) else ""
        return " ".join(text.split()) or None


@dataclass(frozen=True, slots=True)
class Furniture:
    """Text that is no provision.

    `kind`: cover, symbol, title, session, formula, footnote, vote, closing, running-head, index,
    table, markup (that stands alone).
    """

    kind: str
    span: Span
    words: Words


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name something; `entity` is a relative IRI, None while unresolved or ambiguous."""

    span: Span
    kind: str
    entity: str | None
    score: float
    method: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """Words that cite a document; `status` is resolved or candidate, `identifier` a normal form.

    `document` is the relative IRI of the cited work (or of a stub for it).
    """

    span: Span
    identifier: str | None
    document: str
    status: str
    rule: str
    pinpoint: str | None = None
    is_self: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """Someone whom a stance touches; `span` is None where the words only imply them."""

    span: Span | None
    entity: str | None


@dataclass(frozen=True, slots=True)
class Stance:
    """One position: holder, act, target, in which words, and by which rule we say so.

    `paragraph` is the provision that expresses it; `derived_from` the id of the base stance.
    `act` is the position's own act (reaffirms its *rejection* of: reject), `cue` the words that
    carry it. `polarity` is toward the target, -1 to 1; `intensity` 0 to 4. `through` are the
    further rules that the reading went through, beside `rule`.
    """

    id: str
    paragraph: str
    holder: str
    act: str
    cue: Span
    target: Party
    level: Level
    polarity: float
    intensity: int
    confidence: float
    rule: str
    requested: Span | None = None
    addressee: Party | None = None
    beneficiary: Party | None = None
    derived_from: str | None = None
    attributed_to: str | None = None
    negated: bool = False
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """One instrument read from a text; later rooms fill `mentions`, `citations`, `stances`.

    `id`, `body` are relative IRIs (`resolution/oic-cfm/48/50-pol`, `org/oic-cfm`); `instrument`
    is the local name of its class in the ontology ("Resolution", "PresidentialStatement").
    """

    id: str
    profile: str
    body: str
    language: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    furniture: tuple[Furniture, ...]
    symbol: str | None = None
    number: str | None = None
    collection: str | None = None
    instrument: str = "Resolution"
    session: Session | None = None
    adopted: Adopted | None = None
    adoption: Adoption = UNSTATED
    mentions: tuple[Mention, ...] = ()
    citations: tuple[Citation, ...] = ()
    stances: tuple[Stance, ...] = ()
    reviews: tuple[Reviewed, ...] = ()

    def paragraph(self, paragraph_id: str) -> Paragraph:
        """The paragraph of that relative IRI; KeyError if there is none."""
        for paragraph in self.paragraphs:
            if paragraph.id == paragraph_id:
                return paragraph
        raise KeyError(paragraph_id)


@dataclass(frozen=True, slots=True)
class Document:
    """One input document as read: its source, the resolutions in it, what was not understood."""

    source: SourceText
    resolutions: tuple[Resolution, ...] = ()
    issues: tuple[Issue, ...] = ()

    def with_issues(self, *issues: Issue) -> Document:
        """The same document with further issues."""
        return replace(self, issues=self.issues + issues)
