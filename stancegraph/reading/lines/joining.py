"""Joins the lines of a block into words: line breaks become spaces, broken words whole again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stancegraph.model import Span, Words
from stancegraph.reading.lines.blocks import Block
from stancegraph.reading.lines.hyphens import Hyphens

_BROKEN = re.compile(r"([^\W\d_]+)[-‐]$")
_FIRST = re.compile(r"[^\W\d_]+")
_SPACES = re.compile(r" {2,}")
_REFERENCE = re.compile(
    r"(?P<token>\S{0,40}[^\W\d_A-Z][”’\")]*(?:[,;:]|\.(?=\d+$))?)(?P<number>\d{1,3})(?=[\s,;:.]|$)"
)
_SLASHED = re.compile(r"(?<=[\w)”\"’,;:])\s(?P<number>\d{1,3})/(?=[\s,;:.]|$)")
_BRACKETED = re.compile(r"(?<=\w)\(\d{1,3}\)(?=[\s,;:.]|$)")
_LONGEST_WORD = 60
_LOOSE = re.compile(r"[^\W_][-‐‑]$")


class Joiner:
    """Joins lines of one cleaned text; words broken at a line's end are judged by that text."""

    def __init__(self, text: Words, notes: frozenset[str] = frozenset()) -> None:
        self._text = text
        self.notes = notes
        self._hyphens: Hyphens | None = None

    @property
    def source(self) -> str:
        """The source of the text."""
        return self._text.source

    def words(self, block: Block, skip: int = 0, *, squeezed: bool = True) -> Words:
        """The words of a block from offset `skip` of its first line on, in one line.

        `squeezed` leaves one space of each run of them.
        """
        words = self._joined(block, skip)
        if squeezed and "  " in words.text:
            words = words.without([(m.start() + 1, m.end()) for m in _SPACES.finditer(words.text)])
        if self.notes:
            words = words.without(sorted(self._references(words.text)))
        return words.strip()

    def _joined(self, block: Block, skip: int) -> Words:
        if len(block.lines) == 1:
            return self._text.slice(block.start + skip, block.end)
        groups: list[list[Words]] = []
        for number, line in enumerate(block.lines):
            start = line.start + (skip if number == 0 else 0)
            part = self._text.slice(start, line.end)
            kept = self._kept(groups[-1][-1].text, part.text) if groups else None
            if kept is None:
                groups.append([part])
                continue
            before = groups[-1].pop()
            groups[-1] += [before.slice(0, kept), part]
        parts = [group[0] if len(group) == 1 else Words.join("", group) for group in groups]
        return parts[0] if len(parts) == 1 else Words.join(" ", parts)

    def _references(self, text: str) -> Iterator[tuple[int, int]]:
        """The digits glued to words that refer to footnotes of this text."""
        for match in _REFERENCE.finditer(text):
            if match["number"] in self.notes and "/" not in match["token"]:
                yield match.span("number")
        for match in _SLASHED.finditer(text) if "/" in text else ():
            if match["number"] in self.notes:
                yield match.span()
        for match in _BRACKETED.finditer(text) if "(1)" in self.notes else ():
            if match.group() in self.notes:
                yield match.span()

    def extent(self, block: Block) -> Span:
        """The source span of a block with the markup around its words."""
        span = self._text.span(block.start, block.end)
        if self._text.unbroken:
            return span
        source = self._text.source
        start, end = span.start, span.end
        if self._begins_line(block.start):
            start = source.rfind("\n", 0, start) + 1
        if self._ends_line(block.end):
            after = source.find("\n", end)
            end = after if after >= 0 else len(source)
        whole = source[start:end]
        start += len(whole) - len(whole.lstrip())
        end = start + len(whole.strip())
        return Span(start, end, source[start:end])

    def _begins_line(self, at: int) -> bool:
        text = self._text.text
        return not text[text.rfind("\n", 0, at) + 1 : at].strip()

    def _ends_line(self, at: int) -> bool:
        text = self._text.text
        after = text.find("\n", at)
        return not text[at : after if after >= 0 else len(text)].strip()

    def span(self, start: int, end: int) -> Span:
        """The source span of a stretch of the cleaned text."""
        return self._text.span(start, end)

    def _kept(self, before: str, after: str) -> int | None:
        """How much of a line to keep where a word goes on in the next one; None where none does."""
        broken = _BROKEN.search(before[-_LONGEST_WORD:])
        first = _FIRST.match(after[:_LONGEST_WORD])
        if broken is None or first is None:
            return len(before) if _LOOSE.search(before[-2:]) else None
        if self._hyphens is None:
            self._hyphens = Hyphens(self._text.text)
        keeps = self._hyphens.keeps(broken.group(1), first.group())
        return len(before) if keeps else len(before) - 1
