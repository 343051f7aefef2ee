"""Documents cited by a symbol that stands alone: S/24800, P9_TA(2022)0012."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from stancegraph.linking.anchors import anchors, occurrences, token_start
from stancegraph.linking.dates import FoundDate, date_at
from stancegraph.linking.reference import Reference
from stancegraph.linking.series import Catalogue, Series, load_catalogue

_DATED = 60
_OF = re.compile(r"\)?,?\s+(?:of|dated)\s+")
_BREAK = re.compile(r"[.;)]|\band\b")


def find_symbols(text: str, catalogue: Catalogue, dates: Sequence[FoundDate]) -> list[Reference]:
    """All symbols of the catalogue's series in a text, no two overlapping; families come last."""
    found: list[Reference] = []
    done = 0
    for match, series in sorted(_matches(text, catalogue), key=_first_longest):
        if match.start() < done:
            continue
        done = match.end()
        day = _day_before(text, match.start(), dates) or _day_after(text, match.end())
        for (start, end), number in zip(_spans(match), series.read(match), strict=False):
            found.append(
                Reference(
                    start,
                    end,
                    number.identifier,
                    number.document,
                    "symbol",
                    number.body,
                    day,
                    number.year,
                )
            )
    return found


def _matches(text: str, catalogue: Catalogue) -> Iterator[tuple[re.Match[str], Series]]:
    """All matches, each from the start of the token that holds an anchor of its series."""
    slashed: list[Series] = []
    for series in (*catalogue.symbols, *catalogue.families):
        if series.pattern is None:
            continue
        if not series.anchors:
            if series.within and not any(occurrences(text, part) for part in series.within):
                continue
            for match in series.pattern.finditer(text):
                if not text[match.start() - 1 : match.start()].isalnum():
                    yield match, series
        elif "/" in series.anchors[0]:
            slashed.append(series)
        else:
            for at in anchors(text, series.anchors):
                if match_here := series.pattern.match(text, token_start(text, at)):
                    yield match_here, series
    last = -1
    for slash in occurrences(text, "/"):
        start = token_start(text, slash)
        if start != last:
            token = text[start : slash + 40]
            yield from _first_match(
                text, start, [each for each in slashed if each.anchors[0] in token]
            )
        last = start


def _first_match(
    text: str, start: int, series: list[Series]
) -> Iterator[tuple[re.Match[str], Series]]:
    for each in series:
        if each.pattern and (match := each.pattern.match(text, start)):
            yield match, each
            return


def _first_longest(found: tuple[re.Match[str], Series]) -> tuple[int, int]:
    match, _ = found
    return match.start(), -match.end()


def _spans(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The span of each document: the whole match, or its pieces in a list under one prefix."""
    numbers = match.groupdict().get("numbers")
    if not numbers:
        yield match.span()
        return
    pieces = list(re.finditer(r"\d+", numbers))
    shift = match.start("numbers")
    for index, piece in enumerate(pieces):
        start = match.start() if index == 0 else shift + piece.start()
        yield start, match.end() if index == len(pieces) - 1 else shift + piece.end()


def _day_before(text: str, start: int, dates: Sequence[FoundDate]) -> date | None:
    """The date that a bracketed symbol follows: of 9 March 1968 (S/8446)."""
    if text[start - 1 : start] != "(":
        return None
    for each in reversed(dates):
        if each.end <= start:
            near = start - each.end <= _DATED and not _BREAK.search(text, each.end, start - 1)
            return each.last if near else None
    return None


def _day_after(text: str, end: int) -> date | None:
    """The date after a symbol: Decision 2012/440/CFSP of 25 July 2012."""
    of = _OF.match(text, end)
    found = date_at(text, of.end()) if of else None
    return found.last if found else None


def normal_form(printed: str) -> str | None:
    """The normal form of a symbol as a document prints it; None where no series knows it.

    >>> normal_form("P9_TA(2022)0012"), normal_form("A/RES/1514(XV)")
    ('eu:P9_TA(2022)0012', 'un:A/RES/1514(XV)')
    """
    found = find_symbols(printed, load_catalogue(), ())
    return (
        found[0].identifier
        if found and (found[0].start, found[0].end) == (0, len(printed))
        else None
    )
