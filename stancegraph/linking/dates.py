"""Every date of a text, and the date that stands at a place, with or without its year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from stancegraph.linking.anchors import anchors
from stancegraph.reading.facts.calendar import month_names, month_number, month_pattern
from stancegraph.reading.facts.hijri import find_hijri

_MONTH_NAMES = month_names()
_MONTH = month_pattern(_MONTH_NAMES)
_BEFORE_MONTH, _AFTER_MONTH = 48, 17
_UNTIL = r"\s*(?:-|–|—|‑|to|au|al|bis|إلى)\s*"
# 4 March and 5 May are two dates, 4 and 5 May is a range
_TO = r"\s*(?:-|–|—|‑|to|and|au|et|al|y|bis|إلى)\s*"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|[ºª°])?"
_OF = r"\s+(?:of\s+|de\s+)?"
_YEAR = r"(?:,?\s+(?:del?\s+)?"
_DAY_FIRST = re.compile(
    rf"(?<![\d/.\-])(?:(?P<day1>{_DAY})"
    rf"(?:{_TO}|{_OF}(?P<month1>{_MONTH}){_YEAR}(?P<year1>\d{{4}}))?{_UNTIL}))?"
    rf"(?P<day2>{_DAY}){_OF}(?P<month2>{_MONTH}){_YEAR}(?P<year2>\d{{4}})(?!\d))?"
)
_MONTH_FIRST = re.compile(
    rf"(?P<month2>{_MONTH})\s+(?P<day1>{_DAY})(?:{_TO}(?P<day2>{_DAY}))?,?\s+(?P<year2>\d{{4}})(?!\d)"
)
_DIGITS = re.compile(r"(?P<year>20\d\d|19\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d/.\-])")
_HIJRI_YEAR = re.compile(r"1[34]\d\d ?(?:A\.?)?H?\b")
_HIJRI_REACH = 60
_DIGITS_OF_YEAR = 4
_GLUED = frozenset("0123456789/.-")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A day or range of days at `start` to `end` of a text."""

    start: int
    end: int
    first: date
    last: date


@lru_cache(maxsize=2)
def find_dates(text: str) -> tuple[FoundDate, ...]:
    """All Gregorian dates that state day, month and year, in order.

    >>> [str(found.first) for found in find_dates("on 22 – 23 March 2022 and on March 4, 1964")]
    ['2022-03-22', '1964-03-04']
    """
    found: list[FoundDate] = []
    done = 0
    for anchor in anchors(text, _MONTH_NAMES):
        if anchor < done:
            continue
        start = max(done, anchor - _BEFORE_MONTH)
        match = _MONTH_FIRST.match(text, anchor) or _DAY_FIRST.search(
            text, start, anchor + _AFTER_MONTH
        )
        if match and match["year2"] and match.end() > anchor and (date_found := _from(match, None)):
            found.append(date_found)
            done = date_found.end
    for anchor in anchors(text, ("-0", "-1")):
        match = _DIGITS.match(text, max(0, anchor - _DIGITS_OF_YEAR))
        if match is None or text[match.start() - 1 : match.start()] in _GLUED:
            continue
        if day := _day(int(match["year"]), int(match["month"]), int(match["day"])):
            found.append(FoundDate(match.start(), match.end(), day, day))
    return tuple(sorted(found, key=lambda each: each.start))


def find_hijri_dates(text: str) -> Iterator[tuple[int, int]]:
    """Where Hijri dates stand."""
    done = 0
    for year in _HIJRI_YEAR.finditer(text):
        if text[year.start() - 1 : year.start()].isdigit():
            continue
        start = max(done, year.start() - _HIJRI_REACH)
        if found := find_hijri(text[start : year.end()]):
            done = start + found.end
            yield start + found.start, done


def date_at(text: str, start: int, year: int | None = None) -> FoundDate | None:
    """The date that begins at an offset; one without a year takes `year`, or there is none.

    >>> str(date_at("of 4 March, 187 (1964)", 3, 1964).first)
    '1964-03-04'
    """
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        if match := pattern.match(text, start):
            return _from(match, year)
    return None


def _from(match: re.Match[str], default_year: int | None) -> FoundDate | None:
    groups = match.groupdict()
    year = int(groups["year2"]) if groups["year2"] else default_year
    if year is None:
        return None
    month = month_number(groups["month2"])
    last = _day(year, month, _number(groups["day2"] or groups["day1"]))
    first = last
    if groups["day1"] and groups["day2"]:
        first_month = month_number(groups["month1"]) if groups.get("month1") else month
        first_year = int(groups["year1"]) if groups.get("year1") else year - (first_month > month)
        first = _day(first_year, first_month, _number(groups["day1"]))
    if first is None or last is None or first > last:
        return None
    return FoundDate(match.start(), match.end(), first, last)


def _number(words: str) -> int:
    return int(words.rstrip("stndrheºª°"))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
