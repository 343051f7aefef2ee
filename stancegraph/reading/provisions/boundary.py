"""The boundary between preamble and operative part: the best split of the whole document."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from stancegraph.reading.acts.openers import Opening
from stancegraph.reading.provisions.markers import Marker, Style

_SECTION = {"pre": -2.0, "op": 2.0, "bare": 0.5}


def operative_score(text: str, marker: Marker | None, opening: Opening | None) -> float:
    """How much a block looks operative (> 0) or preambular (< 0)."""
    score = _SECTION.get(opening.section, 0.0) if opening else 0.0
    if marker is not None:
        if marker.style is Style.NUMBER and not marker.bracketed:
            score += 1.0 if opening and opening.section == "pre" else 2.5
        elif marker.style is Style.CAPITAL:
            score -= 1.5
    last = text.rstrip("\"'”’»")[-1:]
    if last == ",":
        score -= 1.0
    elif last in ";.":
        score += 0.5
    return score


def best_split(scores: Sequence[float]) -> int:
    """How many of the leading blocks are preambular, so that the sum of all scores is best.

    >>> best_split([-3, -1, 0.5, -2, 3, 2])
    4
    """
    if not scores:
        return 0
    before = [0.0, *accumulate(scores)]
    total = before[-1]
    gains = [total - 2 * sum_before for sum_before in before]
    return max(range(len(gains)), key=lambda split: (gains[split], -split))
