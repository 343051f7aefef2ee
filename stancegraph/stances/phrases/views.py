"""A paragraph as tokens, with the names and citations that stand in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from operator import attrgetter
from typing import NamedTuple, TypeVar

from stancegraph.model import Citation, Mention, Paragraph, Resolution, Span, Words
from stancegraph.stances.phrases.tokens import CLASSES, NO_CLASS, Text, tokens
from stancegraph.stances.tables import Tables, load_tables

_BEYOND = 64
_BESIDES = ("as", "well", "as")
_PAST = ("",) * _BEYOND
_PAST_CLASSES = (NO_CLASS,) * _BEYOND
_START = attrgetter("span.start")
_STRETCH, _PARTY = attrgetter("first", "last"), attrgetter("party")
_Spanned = TypeVar("_Spanned", Mention, Citation)
PARTY_KINDS = frozenset(
    "state former_state organisation org people person office group territory".split()
)


class Name(NamedTuple):
    """A mention or citation by the tokens it covers."""

    first: int
    last: int
    kind: str
    entity: str | None
    score: float

    @property
    def party(self) -> bool:
        """Whether it names someone who can act."""
        return self.kind in PARTY_KINDS

    @property
    def document(self) -> bool:
        """Whether it cites a document."""
        return self.kind in ("citation", "treaty", "document")


class Phrase(NamedTuple):
    """A noun phrase: `first` to `last`, exclusive; `subject` opens a contact clause in it."""

    first: int
    last: int
    subject: int | None = None


@dataclass(frozen=True, slots=True)
class View:
    """The tokens of one paragraph; a stretch is a pair of token indices, the last exclusive.

    A token is a word or a mark. `at` and `to` are their offsets in the words of the paragraph,
    `lowers` their words in lower case, `held` the closed classes of each: both are followed by
    empty ones, so that an index a little outside is no error. `within` are the tokens that
    continue a name, `starts` the longest name that begins at a token, `ends` the tokens before
    which a name ends and whether a party does. The class `plain` says of a word that it is of no
    closed class, opens no adjunct, is not in -ing; `inert` that no object ends before it. `heads`,
    `named_heads` and `phrases` hold what was found before.
    """

    paragraph: Paragraph
    words: Words
    size: int
    at: tuple[int, ...]
    to: tuple[int, ...]
    lowers: tuple[str, ...]
    held: tuple[frozenset[str], ...]
    tables: Tables
    names: tuple[Name, ...]
    within: frozenset[int]
    starts: Mapping[int, Name]
    ends: Mapping[int, bool]
    stretches: dict[tuple[int, int], tuple[int, int]] = field(
        default_factory=dict, compare=False, repr=False
    )
    heads: dict[tuple[int, int], int] = field(default_factory=dict, compare=False, repr=False)
    named_heads: dict[tuple[int, int], Name | None] = field(
        default_factory=dict, compare=False, repr=False
    )
    phrases: dict[tuple[int, int, str], Phrase] = field(
        default_factory=dict, compare=False, repr=False
    )

    def __len__(self) -> int:
        return self.size

    def word(self, index: int) -> str:
        """The lower-case word at an index, empty outside."""
        try:
            return self.lowers[index]
        except IndexError:
            return ""

    def next_words(self, index: int, count: int = 5) -> tuple[str, ...]:
        """The lower-case words from an index on."""
        return self.lowers[index : min(index + count, self.size)]

    def besides(self, index: int) -> bool:
        """Whether "as well as" stands at a token."""
        return self.lowers[index] == "as" and self.next_words(index, 3) == _BESIDES

    def text(self, first: int, last: int) -> str:
        """The words of a stretch."""
        if first >= last:
            return ""
        return self.words.text[self.at[first] : self.to[last - 1]]

    def adjunct(self, index: int) -> bool:
        """Whether a phrase that ends a noun phrase begins at a token."""
        for phrase in self.tables.boundaries.get(self.word(index), ()):
            if self.lowers[index : index + len(phrase)] == phrase:
                return True
        return False

    def span(self, first: int, last: int) -> Span:
        """The source span of a stretch, without the possessive ending of its last word."""
        word = self.lowers[last - 1]
        end = self.to[last - 1] - (2 if word.endswith("'s") else word.endswith("s'"))
        return self.words.span(self.at[first], end)

    def possessor(self, index: int) -> bool:
        """Whether the word ends in a possessive 's."""
        return self.lowers[index].endswith(("'s", "s'"))

    def index(self, offset: int) -> int:
        """The index of the first token that ends after an offset of the words."""
        return bisect_right(self.to, offset)

    def stretch(self, span: Span) -> tuple[int, int]:
        """The tokens that a source span covers, wholly or in part."""
        key = span.start, span.end
        known = self.stretches.get(key)
        if known is None:
            known = Text(self.words, self.at, self.to, ()).stretch(span)
            self.stretches[key] = known
        return known

    def is_a(self, index: int, *classes: str) -> bool:
        """Whether the word belongs to one of the closed classes."""
        try:
            return not self.held[index].isdisjoint(classes)
        except IndexError:
            return False

    def adverb(self, index: int) -> bool:
        """Whether the word is an adverb: listed, or in -ly and no verb (comply) or name."""
        held = self.held[index] if index < self.size else NO_CLASS
        return "adverb" in held or ("in-ly" in held and not self.capital(index))

    def noun(self, index: int, name: str) -> bool:
        """Whether the word belongs to a class of nouns."""
        return self.word(index).removesuffix("'s") in self.tables.nouns[name]

    def inside(self, index: int) -> bool:
        """Whether the token continues a name or citation that began before it."""
        return index in self.within

    def name_at(self, index: int) -> Name | None:
        """The longest name that begins at a token."""
        return self.starts.get(index)

    def names_in(self, first: int, last: int) -> Iterator[Name]:
        """The names that lie within a stretch, in order."""
        return (name for name in self.names if first <= name.first and name.last <= last)

    def capital(self, index: int) -> bool:
        """Whether the word begins with a capital or belongs to a name."""
        if not 0 <= index < self.size:
            return False
        return self.words.text[self.at[index]].isupper() or self.named(index)

    def named(self, index: int) -> bool:
        """Whether the token belongs to a name or citation."""
        return index in self.within or index in self.starts


class Views:
    """The views of a resolution's paragraphs, each made once."""

    def __init__(self, resolution: Resolution) -> None:
        self._made: dict[str, View] = {}
        self._mentions = sorted(resolution.mentions, key=_START)
        self._citations = sorted(resolution.citations, key=_START)

    def of(self, paragraph: Paragraph) -> View:
        """The view of a paragraph."""
        known = self._made.get(paragraph.id)
        if known is None:
            known = self._made[paragraph.id] = self._read(paragraph)
        return known

    def _read(self, paragraph: Paragraph) -> View:
        text = tokens(paragraph.words)
        # a name in the head of a page, within the paragraph but outside its words, has no token
        found = [name for name in self._names(text) if name.first < name.last]
        found.sort(key=_STRETCH)
        return View(
            paragraph,
            text.words,
            len(text.at),
            text.at,
            text.to,
            text.lowers + _PAST,
            (*map(CLASSES.__getitem__, text.lowers), *_PAST_CLASSES),
            load_tables(),
            tuple(found),
            frozenset([k for name in found for k in range(name.first + 1, name.last)]),
            {name.first: name for name in found},
            {name.last: name.party for name in sorted(found, key=_PARTY)},
        )

    def _names(self, text: Text) -> Iterator[Name]:
        whole = text.words.whole
        for mention in _within(whole, self._mentions):
            yield _name(text, mention.span, mention.kind, mention.entity, _score(mention))
        for citation in _within(whole, self._citations):
            yield _name(text, citation.span, "citation", citation.document, _certainty(citation))


def _within(whole: Span, found: list[_Spanned]) -> Iterator[_Spanned]:
    """What stands within a span, of what is sorted by where it starts."""
    for each in islice(found, bisect_left(found, whole.start, key=_START), None):
        if each.span.start >= whole.end:
            break
        if each.span.end <= whole.end:
            yield each


def _name(text: Text, span: Span, kind: str, entity: str | None, score: float) -> Name:
    first, last = text.stretch(span)
    if entity is None and kind not in ("citation", "date"):
        last = next((k for k in range(first + 1, last) if text.lowers[k] == ","), last)
    return Name(first, last, kind, entity, score)


def _score(mention: Mention) -> float:
    return mention.score if mention.entity else 1.0


def _certainty(citation: Citation) -> float:
    return 0.98 if citation.status == "resolved" else 0.9


def sentences_apart(text: str, end: int) -> bool:
    """Whether a full stop at an offset ends a sentence: a capital follows, or nothing."""
    rest = text[end:].lstrip(" ”\"'’)")
    return not rest or rest[0].isupper()
