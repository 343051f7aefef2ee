"""Numbers that optical character recognition took for letters: "l." before "2." is "1."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stancegraph.reading.lines.line import Line
from stancegraph.reading.provisions.markers import LOOKALIKES, Marker, Style, ordinal


def with_digits(lines: list[Line]) -> list[Line]:
    """The lines; a letter that looks like the number expected at its place counts as that."""
    if not any(_alike(line.marker) for line in lines):
        return lines
    mended: list[Line] = []
    before, following = 0, _following(lines)
    for line, after in zip(lines, following, strict=True):
        digits = _alike(line.marker)
        meant = line
        if line.marker and digits and before + 1 == int(digits) == after - 1:
            marker = replace(line.marker, number=digits, style=Style.NUMBER)
            meant = replace(line, marker=marker)
        mended.append(meant)
        before = _number(meant, before)
    return mended


def _following(lines: Sequence[Line]) -> list[int]:
    """For each line the first number behind it that surely stands before a paragraph, 0 if none."""
    following: list[int] = []
    after = 0
    for line in reversed(lines):
        following.append(after)
        after = _number(line, after)
    return following[::-1]


def _alike(marker: Marker | None) -> str:
    """The digits that the letters of a marker may be misread for; empty if it has others."""
    digits = marker.number.translate(LOOKALIKES) if marker and marker.number.isalpha() else ""
    return digits if digits.isdecimal() else ""


def _number(line: Line, other: int) -> int:
    """The number that surely stands before a paragraph at a line; the other where none does."""
    marker = line.marker
    if marker and marker.sure and marker.style is Style.NUMBER and "." not in marker.number:
        return ordinal(marker.number, marker.style)
    return other
