"""Sets aside what pages add to a text: running heads, page numbers, footnotes, rules.

A page that breaks in the middle of a paragraph leaves its head, its number and its footnotes
between two lines of that paragraph; they become furniture, and the lines meet again.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from stancegraph.reading.lines.footnotes import FOOTNOTE, SOURCE, find_footnotes
from stancegraph.reading.lines.line import Line
from stancegraph.reading.lines.sheets import HEAD, NOTE, Anchor, Sheets

_PAGE = re.compile(r"\s+[-–—|•]?\s*(?:[Pp]age\s*)?\d{1,3}(?:\s?/\s?\d{1,3})?$")
_MARGIN = re.compile(
    r"(?P<first>\d{1,4})\s{3,}\S*[^\W\d_]\S*(?:\s\S+)*|\S*[^\W\d_]\S*(?:\s\S+)*\s{3,}(?P<last>\d{1,4})"
)
_LETTER = re.compile(r"[^\W\d_]")
_DIGITS = re.compile(r"\d+")
_LONGEST_HEAD = 100
_SHORT = 0.7
_HEAD_SHARE = 0.3
_FEWEST_REGULAR = 3
_REGULAR = 1.3
_SHORTEST_PAGE = 12


@dataclass(frozen=True, slots=True)
class Aside:
    """Consecutive lines that pages add; `kind` is running-head or footnote."""

    kind: str
    lines: tuple[Line, ...]


def set_aside(
    lines: list[Line], anchor: Anchor, known: Callable[[Line], str | None] = lambda _: None
) -> tuple[list[Line], list[Aside]]:
    """The lines of the text proper, and the furniture of its pages; lines keep their order.

    `anchor` names the kind of block that a line announces: a title is a running head only where
    the very same words return. `known` gives the kind of a line that the format itself tells to
    be furniture.
    """
    sheets = Sheets.of(lines, anchor, known)
    norms = [_norm(line, anchor) for line in lines]
    _find_facing_heads(sheets)
    _find_regular_heads(sheets, _unknown(norms, sheets))
    find_footnotes(sheets)
    _find_heads(sheets, _unknown(norms, sheets))
    kept: list[Line] = []
    asides: list[Aside] = []
    broken = False
    for line, kind in zip(lines, sheets.kinds, strict=True):
        if kind is None:
            kept.append(replace(line, page_break=True) if broken else line)
        elif asides and asides[-1].kind == kind and _joins(kind, line):
            asides[-1] = Aside(kind, (*asides[-1].lines, line))
        else:
            asides.append(Aside(kind, (line,)))
        broken = kind is not None
    return kept, asides


def note_numbers(asides: Sequence[Aside]) -> frozenset[str]:
    """The numbers of the footnotes found, in round brackets where they stand in such."""
    return frozenset(
        f"({match['number']})" if aside.lines[0].text[0] == "(" else match["number"]
        for aside in asides
        if aside.kind == NOTE and (match := FOOTNOTE.match(aside.lines[0].text))
        if match["number"]
    )


def _joins(kind: str, line: Line) -> bool:
    """Whether a line belongs to the aside before it: a footnote's second line."""
    return kind == NOTE and FOOTNOTE.match(line.text) is None


def _find_facing_heads(sheets: Sheets) -> None:
    """Mark the foot of a page and the head of the next one: their page numbers follow."""
    edged = {n for n, line in enumerate(sheets.lines) if _is_edged(line.text)}
    for number in sorted(n for n in edged if n + 1 in edged):
        one, two = sheets.lines[number : number + 2]
        if one.ends or two.ends or (one.text[0].isdigit() and two.text[0].isdigit()):
            continue
        first, second = _margin(one.text), _margin(two.text)
        if first is not None and second == first + 1:
            sheets.kinds[number] = sheets.kinds[number + 1] = HEAD


def _is_edged(line: str) -> bool:
    """Whether a line may bear a page number in a margin."""
    return "   " in line and (line[0].isdigit() or line[-1].isdigit()) and len(line) < _LONGEST_HEAD


def _margin(line: str) -> int | None:
    """The page number that white space parts from the words of a line."""
    match = _MARGIN.fullmatch(line)
    return int(match["first"] or match["last"]) if match else None


def _find_regular_heads(sheets: Sheets, norms: Sequence[str | None]) -> None:
    """Mark lines that return again and again at about the same distance."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, norm in enumerate(norms):
        if norm:
            places[norm].append(number)
    printed = list(accumulate(1 + line.gap for line in sheets.lines))
    for found in places.values():
        returns = found[1:] if len(found) > _FEWEST_REGULAR else found
        gaps = [printed[after] - printed[before] for before, after in pairwise(returns)]
        if len(gaps) < _FEWEST_REGULAR - 1 or min(gaps) < _SHORTEST_PAGE:
            continue
        if max(gaps) <= _REGULAR * min(gaps):
            for number in returns:
                sheets.kinds[number] = HEAD


def _find_heads(sheets: Sheets, norms: Sequence[str | None]) -> None:
    """Mark short lines that return at page breaks, or that a page break alone explains."""
    counts = Counter(norm for norm in norms if norm)
    at_break = Counter(
        norm
        for number, norm in enumerate(norms)
        if norm and (sheets.at_break(number) or _stands_off(sheets, number))
    )
    fewest = _HEAD_SHARE * _breaks(sheets)
    confirmed = {norm for norm, n in at_break.items() if counts[norm] > 1 and n >= fewest}
    short = _SHORT * sheets.width
    seen: set[str] = set()
    for number, norm in enumerate(norms):
        if norm is None:
            continue
        symbol = sheets.anchor(sheets.lines[number].text) == "symbol"
        again = symbol and (
            norm in seen or _stands_at_page(sheets, number, norm) or _stands_off(sheets, number)
        )
        returns = norm in confirmed and (norm in seen or sheets.at_break(number))
        if again or returns or _breaks_in(sheets, number, short):
            sheets.kinds[number] = HEAD
        seen.add(norm)


def _stands_at_page(sheets: Sheets, number: int, symbol: str) -> bool:
    """Whether a symbol that the cover prints among other words heads or ends a page."""
    near = sheets.kinds[max(number - 1, 0) : number + 2]
    return HEAD in near and any(symbol in line.text for line in sheets.lines[:number])


def _breaks_in(sheets: Sheets, number: int, short: float) -> bool:
    """Whether a short line breaks into a sentence where a page breaks."""
    line = sheets.lines[number]
    return len(line.text) < short and sheets.at_break(number) and sheets.intrudes(number)


def _breaks(sheets: Sheets) -> int:
    """How many page breaks the marks found so far show."""
    return sum(
        kind is None and sheets.breaks_before(number) for number, kind in enumerate(sheets.kinds)
    )


def _stands_off(sheets: Sheets, number: int) -> bool:
    """Whether a line interrupts a sentence and white space parts it from a neighbour."""
    after = number + 1 < len(sheets.lines) and sheets.lines[number + 1].gap > 0
    return (sheets.lines[number].gap > 0 or after) and sheets.intrudes(number)


def _unknown(norms: Sequence[str | None], sheets: Sheets) -> list[str | None]:
    """The norms of the lines of which nothing is known so far."""
    return [norm if kind is None else None for norm, kind in zip(norms, sheets.kinds, strict=True)]


def _norm(line: Line, anchor: Anchor) -> str | None:
    """A line with digits levelled, if it may be a running head."""
    if len(line.text) > _LONGEST_HEAD or line.text[-1] in ",;.:" or line.text[0].islower():
        return None
    if (line.marker is not None and line.marker.sure) or not _LETTER.search(line.text):
        return None
    note = FOOTNOTE.match(line.text)
    if note is not None and SOURCE.match(note["first"]):
        return None
    kind = anchor(line.text)
    if kind == "symbol":
        return without_page(line.text)
    words = " ".join(line.text.split()) if "  " in line.text else line.text
    return words.casefold() if kind else _DIGITS.sub("0", words)


def without_page(line: str) -> str:
    """A line without a page number behind its words.

    >>> without_page("A/RES/78/10 - 2"), without_page("A/RES/78/10")
    ('A/RES/78/10', 'A/RES/78/10')
    """
    return _PAGE.sub("", line)
