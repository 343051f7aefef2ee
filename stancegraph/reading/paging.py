"""Sets aside what pages add to a text: running heads, page numbers, footnotes, rules.

A page that breaks in the middle of a paragraph leaves its head, its number and its footnotes
between two lines of that paragraph; they become furniture, and the lines meet again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from stancegraph.reading.lines import Line

Anchor = Callable[[str], str | None]
"""Names the kind of block that a line announces."""

_NUMBER = re.compile(
    r"""[-–—\[(*•|\s]*(?:page\s*|p\.\s*)?\d{1,3}(?:\s*(?:/|of|de|sur)\s*\d{1,3})?[-–—\])*•|\s]*
      | (?:\d{1,3}/\d{1,3}\s+)?\d{2}-\d{5}(?:\s*\(\w\))?(?:\s+\d{1,3}/\d{1,3})?
      | \*?\d{5,8}\*?""",
    re.VERBOSE | re.IGNORECASE,
)
_RULE = re.compile(r"[_=—–\-]{5,}|[*_](?:\s*[*_]){2,}")
_FOOTNOTE = re.compile(
    r"(?:\[?(?P<number>\d{1,3})[\])/]?|(?P<sign>\*{1,3}|[†‡§]|[a-z]/))\s{1,4}(?P<first>\S.*)"
)
_SOURCE = re.compile(
    r"""(?:see|ibid|fbid|lbid|idem|op\.\ cit|loc\.\ cit|cf\.|official\ records|united\ nations
      |treaty|resolutions?\ \d|general\ assembly\ resolution|[A-Z]{1,4}/[A-Z\d]|document|available
      |https?:|www\.|published|adopted|report\ of|para(?:graph|s)?\b|decision\ \d|originally
      |previously|reissued|as\ amended|international\ legal|council\ resolution|recommendation
      |text\ of|incorporat|same\ as|the\ \w+\ (?:is|was|were)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_DIGITS = re.compile(r"\d+")
_LONGEST_HEAD = 100
_PROPER = ("title", "symbol", "formula")
_SHORT = 0.7
_HEAD_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Aside:
    """Consecutive lines that pages add; `kind` is running-head or footnote."""

    kind: str
    lines: tuple[Line, ...]


@dataclass(slots=True)
class _Notes:
    """Where the reading of footnotes stands."""

    expected: int = 1
    inside: bool = False
    ruled: bool = False


def set_aside(
    lines: list[Line], anchor: Anchor, known: Callable[[Line], str | None] = lambda _: None
) -> tuple[list[Line], list[Aside]]:
    """The lines of the text proper, and the furniture of its pages; lines keep their order.

    `known` gives the kind of a line that the format itself tells to be furniture.

    `anchor` names the kind of block that a line announces: a title is a running head only where
    the very same words return.
    """
    kinds: list[str | None] = [
        known(line) or ("running-head" if _NUMBER.fullmatch(line.text) else None) for line in lines
    ]
    _find_footnotes(lines, kinds, anchor)
    _find_heads(lines, kinds, anchor)
    kept: list[Line] = []
    asides: list[Aside] = []
    broken = False
    for line, kind in zip(lines, kinds, strict=True):
        if kind is None:
            kept.append(replace(line, page_break=True) if broken else line)
            broken = False
            continue
        broken = True
        if (
            asides
            and asides[-1].kind == kind
            and _joins(kind, line)
            and asides[-1].lines[-1] is not None
        ):
            asides[-1] = Aside(kind, (*asides[-1].lines, line))
        else:
            asides.append(Aside(kind, (line,)))
    return kept, asides


def note_numbers(asides: Sequence[Aside]) -> frozenset[str]:
    """The numbers of the footnotes found."""
    return frozenset(
        match["number"]
        for aside in asides
        if aside.kind == "footnote" and (match := _FOOTNOTE.match(aside.lines[0].text))
        if match["number"]
    )


def _joins(kind: str, line: Line) -> bool:
    """Whether a line belongs to the aside before it: a footnote's second line."""
    return kind == "footnote" and _FOOTNOTE.match(line.text) is None


def _find_footnotes(lines: list[Line], kinds: list[str | None], anchor: Anchor) -> None:
    notes = _Notes()
    for number, line in enumerate(lines):
        if line.page_break or kinds[number]:
            notes.inside = notes.ruled = False
        if kinds[number]:
            continue
        if anchor(line.text) in _PROPER:
            notes.inside = notes.ruled = False
        elif _RULE.fullmatch(line.text):
            kinds[number] = "footnote" if _note_follows(lines, number) else "running-head"
            notes.ruled = True
        elif _starts_note(line, notes) or _continues_note(lines, number, notes):
            kinds[number] = "footnote"
            notes.inside = True
        else:
            notes.inside = notes.ruled = False


def _note_follows(lines: list[Line], number: int) -> bool:
    return number + 1 < len(lines) and _FOOTNOTE.match(lines[number + 1].text) is not None


def _starts_note(line: Line, notes: _Notes) -> bool:
    match = _FOOTNOTE.match(line.text)
    if match is None or _MONTH.match(match["first"]):
        return False
    if match["number"] is None:
        return notes.ruled or notes.inside or _SOURCE.match(match["first"]) is not None
    value = int(match["number"])
    sure = notes.ruled or notes.inside
    source = _SOURCE.match(match["first"]) is not None
    if not source and not (sure and value >= notes.expected):
        return False
    if value < notes.expected and value != 1:
        return False
    notes.expected = value + 1
    return True


def _continues_note(lines: list[Line], number: int, notes: _Notes) -> bool:
    """Whether a line goes on with the footnote before it, which has not ended."""
    if not notes.inside or lines[number].gap:
        return False
    return lines[number - 1].text[-1] not in ".;"


def _find_heads(lines: list[Line], kinds: list[str | None], anchor: Anchor) -> None:
    """Mark short lines that return at page breaks, or that a page break alone explains."""
    norms = [
        _norm(line, anchor) if kind is None else None
        for line, kind in zip(lines, kinds, strict=True)
    ]
    counts = Counter(norm for norm in norms if norm)
    at_break = Counter(
        norm
        for number, norm in enumerate(norms)
        if norm and (_at_break(lines, kinds, number) or _stands_off(lines, kinds, number))
    )
    fewest = _HEAD_SHARE * _breaks(lines, kinds)
    confirmed = {norm for norm, n in at_break.items() if counts[norm] > 1 and n >= fewest}
    short = _SHORT * _width(lines, kinds)
    seen: set[str] = set()
    for number, norm in enumerate(norms):
        if norm is None:
            continue
        again = norm in seen and anchor(lines[number].text) == "symbol"
        if (
            again
            or (norm in confirmed and (norm in seen or _at_break(lines, kinds, number)))
            or (
                len(lines[number].text) < short
                and _at_break(lines, kinds, number)
                and _intrudes(lines, kinds, number)
            )
        ):
            kinds[number] = "running-head"
        seen.add(norm)


def _breaks(lines: list[Line], kinds: list[str | None]) -> int:
    """How many page breaks the marks found so far show."""
    return sum(
        (kind is None and kinds[number - 1] is not None) or lines[number].page_break
        for number, kind in enumerate(kinds)
        if number
    )


def _stands_off(lines: list[Line], kinds: list[str | None], number: int) -> bool:
    """Whether a line interrupts a sentence and white space parts it from a neighbour."""
    after = number + 1 < len(lines) and lines[number + 1].gap > 0
    return (lines[number].gap > 0 or after) and _intrudes(lines, kinds, number)


def _width(lines: list[Line], kinds: list[str | None]) -> int:
    """How long the lines of the text proper are."""
    lengths = sorted(
        len(line.text) for line, kind in zip(lines, kinds, strict=True) if kind is None
    )
    return lengths[int(0.8 * (len(lengths) - 1))] if lengths else 0


def _norm(line: Line, anchor: Anchor) -> str | None:
    """The line with digits levelled, if it may be a running head."""
    if len(line.text) > _LONGEST_HEAD or line.text[-1] in ",;.:" or line.text[0].islower():
        return None
    if line.marker is not None and line.marker.sure:
        return None
    return line.text if anchor(line.text) else _DIGITS.sub("0", line.text)


def _at_break(lines: list[Line], kinds: list[str | None], number: int) -> bool:
    """Whether a page ends directly before or behind the line."""
    if number == 0:
        return False
    before = lines[number].page_break or kinds[number - 1] is not None
    return before or (number + 1 < len(lines) and lines[number + 1].page_break)


def _intrudes(lines: list[Line], kinds: list[str | None], number: int) -> bool:
    """Whether the line stands in the middle of a sentence that goes on behind it."""
    before = next((n for n in range(number - 1, -1, -1) if kinds[n] is None), None)
    after = next((n for n in range(number + 1, len(lines)) if kinds[n] is None), None)
    if before is None or after is None:
        return False
    return not lines[before].ends and lines[after].text[0].islower()
