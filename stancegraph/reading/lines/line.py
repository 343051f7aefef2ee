"""The lines of a cleaned text, with what stands before them: blank lines, indents, page breaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from stancegraph.reading.provisions.markers import Marker, read_marker

TERMINAL = re.compile(r"[.;:,!?…،؛؟][\"'”’»)\]]*\s*\d{0,2}$|[;,]\s*(?:and|or)$|-{3,}$")
"""How a paragraph ends: punctuation, with quotes, a footnote digit or a joining word behind it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its outer white space; `start`, `end` are offsets of the cleaned text.

    `gap` counts the blank lines before it; `page_break` says that furniture of a page (or a form
    feed) stood between it and the line before.
    """

    start: int
    end: int
    text: str
    indent: int
    gap: int
    page_break: bool
    marker: Marker | None

    @property
    def ends(self) -> bool:
        """Whether a paragraph may end with this line."""
        return TERMINAL.search(self.text[-_ENDING:]) is not None


_ENDING = 16


def split_lines(text: str) -> list[Line]:
    """The lines of `text` that are not blank, in order."""
    lines: list[Line] = []
    start = gap = 0
    page_break = False
    for raw in text.split("\n"):
        if not raw:
            gap += 1
            start += 1
            continue
        stripped = raw.strip()
        feeds = "\f" in raw
        if stripped:
            page_break = page_break or (feeds and "\f" in raw[: raw.find(stripped[0])])
            indent = len(raw) - len(raw.lstrip())
            first = start + indent
            lines.append(
                Line(
                    first,
                    first + len(stripped),
                    stripped,
                    indent,
                    gap,
                    page_break,
                    read_marker(stripped),
                )
            )
            gap, page_break = 0, feeds and "\f" in raw[indent + len(stripped) :]
        else:
            gap += 1
            page_break = page_break or feeds
        start += len(raw) + 1
    return lines


def unglued(lines: list[Line], heads: Sequence[re.Pattern[str]]) -> list[Line]:
    """The lines, each whose head is a block of its own ("The Board, Having seen ...") as two."""
    if not heads:
        return lines
    parted: list[Line] = []
    for line in lines:
        match = next((found for head in heads if (found := head.match(line.text))), None)
        if match is None:
            parted.append(line)
            continue
        head, rest = line.text[: match.end()].rstrip(), line.text[match.end() :]
        parted.append(replace(line, end=line.start + len(head), text=head))
        start = line.start + match.end()
        parted.append(Line(start, line.end, rest, line.indent, 1, False, read_marker(rest)))
    return parted
