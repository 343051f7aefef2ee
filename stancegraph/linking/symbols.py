"""Documents cited by a symbol that stands alone: S/24800, P9_TA(2022)0012, OIC/CFM-48/2022/POL/RES."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from stancegraph.linking.dates import FoundDate, date_at
from stancegraph.linking.reference import Reference
from stancegraph.linking.series import Catalogue, load_catalogue

_DATED = 60
_OF = re.compile(r"\)?,?\s+(?:of|dated)\s+")
_BREAK = re.compile(r"[.;)]|\band\b")


def find_symbols(text: str, catalogue: Catalogue, dates: list[FoundDate]) -> list[Reference]:
    """All symbols of the catalogue's series in a text, no two overlapping; families come last."""
    found: list[Reference] = []
    taken: set[int] = set()
    for series in (*catalogue.symbols, *catalogue.families):
        if series.pattern is None or series.starts not in text:
            continue
        for match in series.pattern.finditer(text):
            if taken.isdisjoint((match.start(), match.end() - 1)):
                taken.update(range(match.start(), match.end()))
                spans = _spans(match)
                day = _day_before(text, match.start(), dates) or _day_after(text, match.end())
                for (start, end), number in zip(spans, series.read(match), strict=False):
                    found.append(
                        Reference(
                            start, end, number.identifier, number.document, "symbol", number.body, day, number.year
                        )
                    )
    return sorted(found, key=lambda reference: reference.start)


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


def _day_before(text: str, start: int, dates: list[FoundDate]) -> date | None:
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
    found = find_symbols(printed, load_catalogue(), [])
    return found[0].identifier if found and (found[0].start, found[0].end) == (0, len(printed)) else None
