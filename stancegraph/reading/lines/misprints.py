"""Numbers that optical character recognition took for letters: "l." before "2." is "1."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stancegraph.reading.lines.line import Line
from stancegraph.reading.provisions.markers import LOOKALIKES, Marker, Style, ordinal


def with_digits(lines: list[Line]) -> list[Line]:
    """The lines; a letter that looks like the number expected at its place counts as that."""
    alike = [n for n, line in enumerate(lines) if line.marker is not None and _alike(line.marker)]
    if not alike:
        return lines
    mended = list(lines)
    for place in alike:
        line = mended[place]
        digits = _alike(line.marker)
        value = int(digits)
        if _nearest(mended[place - 1 :: -1] if place else ()) != value - 1:
            continue
        if _nearest(mended[place + 1 :]) == value + 1 and line.marker is not None:
            marker = replace(line.marker, number=digits, style=Style.NUMBER)
            mended[place] = replace(line, marker=marker)
    return mended


def _alike(marker: Marker | None) -> str:
    """The digits that the letters of a marker may be misread for; empty if it has others."""
    digits = marker.number.translate(LOOKALIKES) if marker and marker.number.isalpha() else ""
    return digits if digits.isdecimal() else ""


def _nearest(lines: Sequence[Line]) -> int:
    """The first number that surely stands before a paragraph; 0 if there is none."""
    for line in lines:
        marker = line.marker
        if marker and marker.sure and marker.style is Style.NUMBER and "." not in marker.number:
            return ordinal(marker.number, marker.style)
    return 0
