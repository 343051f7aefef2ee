"""What a format's geometry or styles tell of a text that has no markup of its structure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from stancegraph.model import Markup, Words
from stancegraph.reading.lines.line import Line

_FURNITURE = ("running-head", "footnote")
_REFERENCE = "note-reference"


def without_references(text: Words, markup: Sequence[Markup]) -> Words:
    """The text without the numbers that only refer to notes."""
    marked = [element for element in markup if element.kind == _REFERENCE]
    if not marked:
        return text
    return text.without(
        (text.offset(element.start), text.offset(element.end)) for element in marked
    )


class Hints:
    """The lines of a text that its format knows to be furniture."""

    def __init__(self, text: Words, markup: Sequence[Markup]) -> None:
        self._text = text
        self._marked = sorted(
            (element for element in markup if element.kind in _FURNITURE),
            key=lambda element: element.start,
        )
        self._starts = [element.start for element in self._marked]

    def kind(self, line: Line) -> str | None:
        """The kind of furniture that a line is; None where the format does not say."""
        if not self._marked:
            return None
        offset = self._text.source_offset(line.start)
        place = bisect_right(self._starts, offset) - 1
        if place < 0 or offset >= self._marked[place].end:
            return None
        return self._marked[place].kind
