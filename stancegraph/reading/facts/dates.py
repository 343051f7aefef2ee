"""Dates as resolutions print them: Gregorian in words and digits, single and as ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from stancegraph.reading.facts.calendar import month_number, month_pattern
from stancegraph.reading.facts.numerals import number

_MONTH = month_pattern()
_TO = r"\s*(?:-|–|—|to|and|au|et|al|y|bis|إلى|و)\s*"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|[ºª°])?"
_OF = r"\s*(?:(?:day\s+)?of\s+|de\s+|\.\s?)?"
_YEAR = r"\s*,?\s*(?:del?\s+)?"
_RANGE = re.compile(
    rf"""(?<!\d)(?P<day1>{_DAY}){_OF}(?:(?P<month1>{_MONTH}){_YEAR}(?P<year1>\d{{4}})?)?
         (?:{_TO}|(?(month1)\s+|(?!)))(?P<day2>{_DAY}){_OF}(?P<month2>{_MONTH}){_YEAR}(?P<year2>\d{{4}})""",
    re.VERBOSE | re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?P<month>{_MONTH})\s+(?P<day1>{_DAY})(?:{_TO}(?P<day2>{_DAY}))?(?:\s*,\s*|\s+)(?P<year>\d{{4}})",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    rf"(?<!\d)(?P<day>{_DAY}){_OF}(?P<month>{_MONTH}){_YEAR}(?P<year>\d{{4}})",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    rf"(?P<day>[a-z]+(?:-[a-z]+)?|{_DAY})\s+day\s+of\s+(?P<month>{_MONTH}){_YEAR}"
    r"(?:(?:in\s+)?the\s+year\s+(?:of\s+our\s+lord\s+)?)?"
    r"(?P<year>\d{4}|(?:two\s+thousand|nineteen\s+hundred)(?:[\s-]+(?!in\b|at\b)[a-z]+){0,3})",
    re.IGNORECASE,
)
_DIGITS = re.compile(
    r"(?<!\d)(?:(?P<iso>\d{4}-\d{2}-\d{2})|(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4}))(?!\d)"
)


@dataclass(frozen=True, slots=True)
class DateRange:
    """From the first to the last day, both included; `start`, `end` are offsets of the text."""

    first: date
    last: date
    start: int
    end: int


def find_date(text: str) -> DateRange | None:
    """The first date or range of dates in a text; None where there is none that exists.

    >>> found = find_date("held on 22 – 23 March 2022 (19-20 Shabaan 1443H)")
    >>> str(found.first), str(found.last)
    ('2022-03-22', '2022-03-23')
    >>> str(find_date("30 June - 2 July 2015").first)
    '2015-06-30'
    >>> str(find_date("11 September 13 October 2023").first)  # the dash was lost on the way
    '2023-09-11'
    >>> str(find_date("this fourteenth day of June, 2019").first)
    '2019-06-14'
    """
    found = [
        result
        for pattern, read in (
            (_RANGE, _range),
            (_MONTH_FIRST, _month_first),
            (_SINGLE, _single),
            (_IN_WORDS, _in_words),
            (_DIGITS, _digits),
        )
        if (match := pattern.search(text)) and (result := read(match))
    ]
    return min(found, key=lambda result: (result.start, -result.end)) if found else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _number(words: str) -> int:
    return int(re.match(r"\d+", words).group())  # type: ignore[union-attr]


def _made(first: date | None, last: date | None, match: re.Match[str]) -> DateRange | None:
    if first is None or last is None or first > last:
        return None
    return DateRange(first, last, match.start(), match.end())


def _range(match: re.Match[str]) -> DateRange | None:
    year2, month2 = int(match["year2"]), month_number(match["month2"])
    month1 = month_number(match["month1"]) if match["month1"] else month2
    year1 = int(match["year1"]) if match["year1"] else year2 - (month1 > month2)
    first = _day(year1, month1, _number(match["day1"]))
    return _made(first, _day(year2, month2, _number(match["day2"])), match)


def _month_first(match: re.Match[str]) -> DateRange | None:
    year, month = int(match["year"]), month_number(match["month"])
    first = _day(year, month, _number(match["day1"]))
    return _made(
        first, _day(year, month, _number(match["day2"])) if match["day2"] else first, match
    )


def _single(match: re.Match[str]) -> DateRange | None:
    day = _day(int(match["year"]), month_number(match["month"]), _number(match["day"]))
    return _made(day, day, match)


def _in_words(match: re.Match[str]) -> DateRange | None:
    value, year = number(match["day"]), _year(match["year"])
    day = _day(year, month_number(match["month"]), value) if value and year else None
    return _made(day, day, match)


def _year(words: str) -> int | None:
    """A year in digits or words, which may have words behind it that are none of it."""
    parts = words.split()
    shorter = (" ".join(parts[:end]) for end in range(len(parts), 0, -1))
    return next((value for each in shorter if (value := number(each))), None)


def _digits(match: re.Match[str]) -> DateRange | None:
    if match["iso"]:
        year, month, number = (int(part) for part in match["iso"].split("-"))
    else:
        year, month, number = int(match["y"]), int(match["m"]), int(match["d"])
    day = _day(year, month, number)
    return _made(day, day, match)
