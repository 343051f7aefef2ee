"""Pages set in two columns: where the gutter is, and in which order their rows are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from stancegraph.text.pdf_pages import Word

Row = Sequence[Word]
"""The words of a baseline, from left to right."""

_NARROWEST = 8.0
_MIDDLE = (0.35, 0.65)
_STEP = 2.0
_SPLIT_SHARE = 0.7
_FITTING_SHARE = 0.85
_FEWEST = 8
_LEAST_WIDTH = 0.25
_FULL = 0.8


def gutter(rows: Sequence[Row]) -> float | None:
    """Where white space parts two columns of text that most rows stand in; None for no columns.

    A masthead parts few rows, and the columns of a table are narrower than those of text.
    """
    if len(rows) < _FEWEST:
        return None
    left, right = min(row[0].left for row in rows), max(row[-1].right for row in rows)
    first, last = (left + share * (right - left) for share in _MIDDLE)
    gaps = [
        gap for row in rows for gap in _gaps(row, left, right) if gap[1] > first and gap[0] < last
    ]
    if len(gaps) < _FEWEST:
        return None
    places = [first + _STEP * n for n in range(int((last - first) / _STEP) + 1)]
    open_at = Counter({at: sum(one < at < two for one, two in gaps) for at in places})
    most = max(open_at.values())
    best = [at for at in places if open_at[at] == most]
    middle = best[len(best) // 2]
    return middle if _are_columns(rows, middle, right - left) else None


def fits(rows: Sequence[Row], middle: float) -> bool:
    """Whether a page of a text whose other pages have columns has them too: a last, short one."""
    halves = [side for row in rows if (side := parted(row, middle)) is not None]
    rights = sum(bool(right) for _, right in halves)
    return rights > 0 and len(halves) >= _FITTING_SHARE * len(rows)


def _gaps(row: Row, left: float, right: float) -> Iterator[tuple[float, float]]:
    """The white space of a row that is wider than between words, that at its ends included."""
    starts = [left, *(word.right for word in row)]
    ends = [*(word.left for word in row), right]
    for start, end in zip(starts, ends, strict=True):
        if end - start >= _NARROWEST:
            yield start, end


def _are_columns(rows: Sequence[Row], middle: float, width: float) -> bool:
    sides = [parted(row, middle) for row in rows]
    halves = [side for side in sides if side is not None]
    lefts = [left for left, _ in halves if left]
    rights = [right for _, right in halves if right]
    if len(halves) < _SPLIT_SHARE * len(rows) or min(len(lefts), len(rights)) < _FEWEST:
        return False
    return all(_usual_width(each) >= _LEAST_WIDTH * width for each in (lefts, rights))


def _usual_width(rows: Sequence[Row]) -> float:
    widths = sorted(row[-1].right - row[0].left for row in rows)
    return widths[int(_FULL * (len(widths) - 1))]


def parted(row: Row, middle: float) -> tuple[Row, Row] | None:
    """A row's words left and right of the gutter; None where it runs across."""
    left = [word for word in row if word.right <= middle]
    right = [word for word in row if word.left >= middle]
    if len(left) + len(right) < len(row):
        return None
    if left and right and right[0].left - left[-1].right < _NARROWEST:
        return None
    return left, right


def in_columns(rows: Sequence[Row], middle: float) -> Iterator[tuple[int, Row]]:
    """The rows in the order of reading, each with the number of its column on the page.

    What runs across is a column of its own; between such rows the left column is read first.
    """
    column = 0
    band: tuple[list[Row], list[Row]] = ([], [])
    for row in (*rows, None):
        halves = parted(row, middle) if row is not None else None
        if halves is not None:
            for side, half in zip(band, halves, strict=True):
                side.extend([half] if half else [])
            continue
        for side in band:
            column += 1
            yield from ((column, half) for half in side)
            side.clear()
        if row is not None:
            column += 1
            yield column, row
