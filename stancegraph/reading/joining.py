"""Joins the lines of a block into words: line breaks become spaces, broken words whole again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stancegraph.model import Span, Words
from stancegraph.reading.blocks import Block
from stancegraph.reading.hyphens import Hyphens

_BROKEN = re.compile(r"([^\W\d_]+)[-‐]$")
_FIRST = re.compile(r"[^\W\d_]+")
_SPACES = re.compile(r" {2,}")
_REFERENCE = re.compile(
    r"(?P<token>\S*[^\W\d_A-Z][”’\")]*(?:[,;:]|\.(?=\d+$))?)(?P<number>\d{1,3})(?=[\s,;:.]|$)"
)
_LOOSE = re.compile(r"[^\W_][-‐‑]$")


class Joiner:
    """Joins lines of one cleaned text; words broken at a line's end are judged by that text."""

    def __init__(self, text: Words, notes: frozenset[str] = frozenset()) -> None:
        self._text = text
        self.notes = notes
        self._hyphens: Hyphens | None = None

    def words(self, block: Block, skip: int = 0) -> Words:
        """The words of a block from offset `skip` of its first line on, in one line."""
        parts: list[Words] = []
        for number, line in enumerate(block.lines):
            start = line.start + (skip if number == 0 else 0)
            part = self._text.slice(start, line.end)
            if parts and (joined := self._rejoined(parts[-1], part)):
                parts[-1] = joined
            else:
                parts.append(part)
        words = parts[0] if len(parts) == 1 else Words.join(" ", parts)
        if "  " in words.text:
            words = words.without([(m.start() + 1, m.end()) for m in _SPACES.finditer(words.text)])
        if self.notes:
            words = words.without(self._references(words.text))
        return words.strip()

    def _references(self, text: str) -> Iterator[tuple[int, int]]:
        """The digits glued to words that refer to footnotes of this text."""
        for match in _REFERENCE.finditer(text):
            if match["number"] in self.notes and "/" not in match["token"]:
                yield match.span("number")

    def extent(self, block: Block) -> Span:
        """The source span of a block with the markup around its words."""
        span = self._text.span(block.start, block.end)
        source = self._text.source
        start = source.rfind("\n", 0, span.start) + 1
        end = source.find("\n", span.end)
        whole = source[start : end if end >= 0 else len(source)]
        start += len(whole) - len(whole.lstrip())
        end = start + len(whole.strip())
        return Span(start, end, source[start:end])

    def span(self, start: int, end: int) -> Span:
        """The source span of a stretch of the cleaned text."""
        return self._text.span(start, end)

    def _rejoined(self, before: Words, after: Words) -> Words | None:
        """The two lines as one if a word was broken between them, else None."""
        broken = _BROKEN.search(before.text)
        first = _FIRST.match(after.text)
        if broken is None or first is None:
            return Words.join("", [before, after]) if _LOOSE.search(before.text) else None
        if self._hyphens is None:
            self._hyphens = Hyphens(self._text.text)
        if self._hyphens.keeps(broken.group(1), first.group()):
            return Words.join("", [before, after])
        return Words.join("", [before.slice(0, len(before.text) - 1), after])
