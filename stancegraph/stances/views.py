"""A paragraph as tokens, with the names and citations that stand in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from stancegraph.model import Citation, Mention, Paragraph, Resolution, Span, Words
from stancegraph.stances.tables import Tables, load_tables

TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:['’\-‑–/][^\W_]+)*(?:(?<=s)['’](?!\w))?|[^\w\s]|_")
_NONE: frozenset[str] = frozenset()
_NO_TOKENS: frozenset[int] = frozenset()
_AT = attrgetter("span.start")
_START, _END = attrgetter("start"), attrgetter("end")
PARTY_KINDS = frozenset(
    "state former_state organisation org people person office group territory".split()
)


class Token(NamedTuple):
    """A word or a mark; offsets in the words of the paragraph."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def possessor(self) -> bool:
        """Whether the word ends in a possessive 's."""
        return self.lower.endswith(("'s", "s'"))


@dataclass(frozen=True, slots=True)
class Name:
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


@dataclass(frozen=True, slots=True)
class View:
    """The tokens of one paragraph; a stretch is a pair of token indices, the last exclusive.

    `lowers` are the words of the tokens in lower case, `held` the closed classes of each;
    `within` the tokens that continue a name, `starts` the longest name that begins at a token;
    `plain` the words that can end no object: of no closed class, opening no adjunct, not in -ing.
    """

    paragraph: Paragraph
    words: Words
    tokens: tuple[Token, ...]
    lowers: tuple[str, ...]
    held: tuple[frozenset[str], ...]
    names: tuple[Name, ...]
    within: frozenset[int]
    starts: Mapping[int, Name]
    plain: frozenset[int]
    tables: Tables

    def __len__(self) -> int:
        return len(self.tokens)

    def word(self, index: int) -> str:
        """The lower-case word at an index, empty outside."""
        return self.lowers[index] if 0 <= index < len(self.lowers) else ""

    def next_words(self, index: int, count: int = 5) -> tuple[str, ...]:
        """The lower-case words from an index on."""
        return self.lowers[index : index + count]

    def text(self, first: int, last: int) -> str:
        """The words of a stretch."""
        if first >= last:
            return ""
        return self.words.text[self.tokens[first].start : self.tokens[last - 1].end]

    def span(self, first: int, last: int) -> Span:
        """The source span of a stretch, without the possessive ending of its last word."""
        token = self.tokens[last - 1]
        end = token.end - (2 if token.lower.endswith("'s") else 0)
        return self.words.span(self.tokens[first].start, end)

    def index(self, offset: int) -> int:
        """The index of the first token that ends after an offset of the words."""
        return bisect_right(self.tokens, offset, key=_END)

    def stretch(self, span: Span) -> tuple[int, int]:
        """The tokens that a source span covers, wholly or in part."""
        part = self.words.within(span)
        first = self.index(part.start)
        return first, bisect_left(self.tokens, part.stop, lo=first, key=_START)

    def is_a(self, index: int, *classes: str) -> bool:
        """Whether the word belongs to one of the closed classes."""
        return 0 <= index < len(self.held) and not self.held[index].isdisjoint(classes)

    def adverb(self, index: int) -> bool:
        """Whether the word is an adverb: listed, or in -ly and no verb (comply) or name."""
        word = self.word(index)
        if self.is_a(index, "adverb"):
            return True
        return word.endswith("ly") and not self.is_a(index, "verb") and not self.capital(index)

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
        if not 0 <= index < len(self):
            return False
        return self.tokens[index].text[:1].isupper() or self.named(index)

    def named(self, index: int) -> bool:
        """Whether the token belongs to a name or citation."""
        return index in self.within or index in self.starts


def view(paragraph: Paragraph, resolution: Resolution) -> View:
    """The view of a paragraph of a resolution."""
    text, tables = paragraph.words.text, load_tables()
    tokens = tuple(_tokens(text, text.lower().replace("’", "'").replace("‑", "-")))
    lowers = tuple(token.lower for token in tokens)
    held = tuple(tables.classes.get(word, _NONE) for word in lowers)
    bare = View(
        paragraph, paragraph.words, tokens, lowers, held, (), _NO_TOKENS, {}, _NO_TOKENS, tables
    )
    # a name in the head of a page, within the paragraph but outside its words, has no token
    found = (name for name in _names(bare, resolution) if name.first < name.last)
    names = tuple(sorted(found, key=lambda name: (name.first, name.last)))
    within = frozenset(k for name in names for k in range(name.first + 1, name.last))
    starts = {name.first: name for name in names}
    plain = frozenset(k for k, word in enumerate(lowers) if not held[k] and _plain(word, tables))
    return View(
        paragraph, paragraph.words, tokens, lowers, held, names, within, starts, plain, tables
    )


def _plain(word: str, tables: Tables) -> bool:
    return word.isalpha() and not word.endswith("ing") and word not in tables.boundaries


def _tokens(text: str, lower: str) -> Iterator[Token]:
    """The tokens of a text; its lower case has the same length but for a few odd letters."""
    aligned = len(lower) == len(text)
    for found in TOKEN.finditer(text):
        start, end = found.span()
        word = found[0]
        plain = lower[start:end] if aligned else word.lower()
        yield Token(word, plain, start, end)


def _names(bare: View, resolution: Resolution) -> Iterator[Name]:
    whole = bare.words.whole
    start, end = whole.start, whole.end
    first = bisect_left(resolution.mentions, start, key=_AT)
    for mention in islice(resolution.mentions, first, None):
        if mention.span.start >= end:
            break
        if mention.span.end <= end:
            yield _name(bare, mention.span, mention.kind, mention.entity, _score(mention))
    for citation in resolution.citations:
        if start <= citation.span.start and citation.span.end <= end:
            yield _name(bare, citation.span, "citation", citation.document, _certainty(citation))


def _name(bare: View, span: Span, kind: str, entity: str | None, score: float) -> Name:
    first, last = bare.stretch(span)
    if kind != "citation":
        last = next((k for k in range(first + 1, last) if bare.word(k) == ","), last)
    return Name(first, last, kind, entity, score)


def _score(mention: Mention) -> float:
    return mention.score if mention.entity else 1.0


def _certainty(citation: Citation) -> float:
    return 0.98 if citation.status == "resolved" else 0.9


def sentences_apart(text: str, end: int) -> bool:
    """Whether a full stop at an offset ends a sentence: a capital follows, or nothing."""
    rest = text[end:].lstrip(" ”\"'’)")
    return not rest or rest[0].isupper()
