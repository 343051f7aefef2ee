"""All words of a resolution in one string, and the way from it back to the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from stancegraph.model import Furniture, Paragraph, Resolution, Span, Words
from stancegraph.reading.lines.cleaning import plain_hyphens

_BETWEEN = "\n\x00\n"  # no white space, so that no pattern runs from one unit into the next


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph or a piece of furniture; `kind` says which."""

    kind: str
    words: Words


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of units in reading order; no name and no citation runs from one into the next."""

    text: str
    starts: tuple[int, ...]
    units: tuple[Unit, ...]

    @classmethod
    def of_resolution(cls, resolution: Resolution) -> Passage:
        """The furniture and paragraphs of a resolution, as they follow each other."""
        parts: list[Furniture | Paragraph] = [*resolution.furniture, *resolution.paragraphs]
        parts.sort(key=lambda part: (part.span.start, -part.span.end))
        return cls.of(Unit(str(part.kind), part.words) for part in parts)

    @classmethod
    def of(cls, units: Iterable[Unit]) -> Passage:
        """The units in the order given."""
        kept = tuple(unit for unit in units if unit.words.text)
        starts, at = [], 0
        for unit in kept:
            starts.append(at)
            at += len(unit.words.text) + len(_BETWEEN)
        text = plain_hyphens(_BETWEEN.join(unit.words.text for unit in kept))
        return cls(text, tuple(starts), kept)

    def unit(self, offset: int) -> Unit:
        """The unit at an offset."""
        return self.units[bisect_right(self.starts, offset) - 1]

    def span(self, start: int, end: int) -> Span:
        """The source span of a range of the text, which lies in one unit."""
        piece = bisect_right(self.starts, start) - 1
        at = self.starts[piece]
        return self.units[piece].words.span(start - at, end - at)
