"""Words of a text and their way back to the source they were cleaned from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the source text: `text == source[start:end]`, offsets in code points."""

    start: int
    end: int
    text: str = field(compare=False)

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Words:
    """Cleaned text with a map back to the source, piece by piece.

    Piece `i` says that `text[at[i]:at[i + 1]]` stands, character for character, at
    `source[origin[i]:]`; pieces may leave out source characters (markup, hyphens, running heads)
    and may point twice at one of them (a ligature that became two letters).

    >>> words = Words.of("Expresses** hope", 0, 16).without([(9, 11)])
    >>> words.text, words.span(0, 14)
    ('Expresses hope', Span(start=0, end=16, text='Expresses** hope'))
    >>> words.offset(12)
    10
    """

    text: str
    at: tuple[int, ...]
    origin: tuple[int, ...]
    source: str = field(repr=False, compare=False)

    @classmethod
    def of(cls, source: str, start: int, end: int) -> Words:
        """The words `source[start:end]`, uncleaned."""
        return cls(source[start:end], (0,), (start,), source)

    def span(self, start: int, end: int) -> Span:
        """The source span of `text[start:end]`; an empty range gives an empty span."""
        if len(self.at) == 1:
            shift = self.origin[0] - self.at[0]
            first, last = start + shift, max(end, start) + shift
        else:
            first = self.source_offset(start)
            last = self.source_offset(end - 1) + 1 if end > start else first
        return Span(first, last, self.source[first:last])

    @property
    def unbroken(self) -> bool:
        """Whether the words stand in the source as they are, character for character."""
        return len(self.at) == 1

    @property
    def whole(self) -> Span:
        """The source span from the first to the last character."""
        return self.span(0, len(self.text))

    def source_offset(self, offset: int) -> int:
        """The source offset of the character at `offset` of `text`."""
        piece = max(bisect_right(self.at, offset) - 1, 0)
        return self.origin[piece] + offset - self.at[piece]

    def offset(self, source_offset: int) -> int:
        """The offset in `text` of the first character at or after `source_offset`."""
        for piece, start in enumerate(self.origin):
            length = self._end(piece) - self.at[piece]
            if source_offset < start + length:
                return self.at[piece] + max(source_offset - start, 0)
        return len(self.text)

    def within(self, span: Span) -> slice:
        """The slice of `text` that `span` covers."""
        if len(self.at) == 1:
            origin, size = self.origin[0], len(self.text)
            start, end = span.start - origin, span.end - origin
            return slice(min(max(start, 0), size), min(max(end, 0), size))
        return slice(self.offset(span.start), self.offset(span.end))

    def slice(self, start: int, end: int) -> Words:
        """The words `text[start:end]`, with their map."""
        if len(self.at) == 1:
            return Words(self.text[start:end], (0,), (self.origin[0] + start,), self.source)
        first = max(bisect_right(self.at, start) - 1, 0)
        last = max(bisect_right(self.at, max(end - 1, start)) - 1, 0)
        at = tuple(max(self.at[piece] - start, 0) for piece in range(first, last + 1))
        origin = tuple(
            self.origin[piece] + max(start - self.at[piece], 0) for piece in range(first, last + 1)
        )
        return Words(self.text[start:end], at, origin, self.source)

    def strip(self) -> Words:
        """The words without white space at either end."""
        if len(self.text) == len(self.text.strip()):
            return self
        start = len(self.text) - len(self.text.lstrip())
        return self.slice(start, max(len(self.text.rstrip()), start))

    def without(self, ranges: Iterable[tuple[int, int]]) -> Words:
        """The words with the given (start, end) ranges of `text` left out; ranges ascend."""
        kept, at = [], 0
        for start, end in ranges:
            if start > at:
                kept.append(self.slice(at, start))
            at = max(at, end)
        if not at:
            return self
        kept.append(self.slice(at, len(self.text)))
        return Words.join("", kept)

    def substitute(self, text: str) -> Words:
        """The same map under a text of the same length (case, white space, dashes changed)."""
        if text is self.text:
            return self
        if len(text) != len(self.text):
            raise ValueError("a substitute must have the length of the words it replaces")
        return Words(text, self.at, self.origin, self.source)

    @staticmethod
    def join(glue: str, parts: Sequence[Words]) -> Words:
        """The parts in order, parted by `glue`, which maps onto what follows the part before it."""
        texts: list[str] = []
        at: list[int] = []
        origin: list[int] = []
        length = end = 0
        for part in (part for part in parts if part.text):
            if texts and glue:
                at.append(length)
                origin.append(min(end, len(part.source) - 1))
                texts.append(glue)
                length += len(glue)
            at.extend(length + offset for offset in part.at)
            origin.extend(part.origin)
            texts.append(part.text)
            length += len(part.text)
            end = part.source_offset(len(part.text) - 1) + 1
        source = parts[0].source if parts else ""
        return Words("".join(texts), tuple(at) or (0,), tuple(origin) or (0,), source)

    def _end(self, piece: int) -> int:
        return self.at[piece + 1] if piece + 1 < len(self.at) else len(self.text)
