"""A paragraph as tokens, with the names and citations that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stancegraph.model import Citation, Mention, Paragraph, Resolution, Span, Words
from stancegraph.stances.tables import Tables, load_tables

TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:['’\-‑–/][^\W_]+)*(?:(?<=s)['’](?!\w))?|[^\w\s]|_")
PARTY_KINDS = frozenset(
    "state former_state organisation org people person office group territory".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark; offsets in the words of the paragraph."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The word in lower case, with the plain apostrophe and hyphen."""
        return self.text.lower().replace("’", "'").replace("‑", "-")

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
    """The tokens of one paragraph; a stretch is a pair of token indices, the last exclusive."""

    paragraph: Paragraph
    words: Words
    tokens: tuple[Token, ...]
    names: tuple[Name, ...]
    tables: Tables

    def __len__(self) -> int:
        return len(self.tokens)

    def word(self, index: int) -> str:
        """The lower-case word at an index, empty outside."""
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""

    def next_words(self, index: int, count: int = 5) -> tuple[str, ...]:
        """The lower-case words from an index on."""
        return tuple(token.lower for token in self.tokens[index : index + count])

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
        return next(
            (i for i, token in enumerate(self.tokens) if token.end > offset), len(self.tokens)
        )

    def stretch(self, span: Span) -> tuple[int, int]:
        """The tokens that a source span covers, wholly or in part."""
        part = self.words.within(span)
        first = self.index(part.start)
        last = next(
            (i for i in range(first, len(self)) if self.tokens[i].start >= part.stop), len(self)
        )
        return first, last

    def is_a(self, index: int, *classes: str) -> bool:
        """Whether the word belongs to one of the closed classes."""
        word = self.word(index)
        return any(word in self.tables.words[name] for name in classes)

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
        return any(name.first < index < name.last for name in self.names)

    def name_at(self, index: int) -> Name | None:
        """The longest name that begins at a token."""
        found = [name for name in self.names if name.first == index]
        return max(found, key=lambda name: name.last, default=None)

    def names_in(self, first: int, last: int) -> Iterator[Name]:
        """The names that lie within a stretch, in order."""
        return (name for name in self.names if first <= name.first and name.last <= last)

    def capital(self, index: int) -> bool:
        """Whether the word begins with a capital or belongs to a name."""
        if not 0 <= index < len(self):
            return False
        return self.tokens[index].text[:1].isupper() or any(
            name.first <= index < name.last for name in self.names
        )


def view(paragraph: Paragraph, resolution: Resolution) -> View:
    """The view of a paragraph of a resolution."""
    tokens = tuple(Token(m[0], *m.span()) for m in TOKEN.finditer(paragraph.words.text))
    bare = View(paragraph, paragraph.words, tokens, (), load_tables())
    names = sorted(_names(bare, resolution), key=lambda name: (name.first, name.last))
    return View(paragraph, paragraph.words, tokens, tuple(names), bare.tables)


def _names(bare: View, resolution: Resolution) -> Iterator[Name]:
    whole = bare.words.whole
    for mention in resolution.mentions:
        if whole.contains(mention.span):
            yield _name(bare, mention.span, mention.kind, mention.entity, _score(mention))
    for citation in resolution.citations:
        if whole.contains(citation.span):
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
