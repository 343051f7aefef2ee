"""Hijri dates as printed, whatever the spelling of the month, and their Umm al-Qura days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from hijridate import Hijri

from stancegraph.model import HijriDate

_RABI = r"rab[ie]+'?y?(?: ?-?(?:al|ul|ath|us|el))?[ -]?"
_JUMADA = r"[jg][ua]m+a?d[aeiu]*'?l?(?: ?-?(?:al|ul|el|ath|us))?[ -]?"
_SPELLINGS = (
    r"m[uo]?harr?am(?: al-?haram)?",
    r"saff?ar",
    _RABI + r"(?:a?wwal|awal|1|i\b|first)",
    _RABI + r"(?:th?ani|akh?ir(?:ah)?|2|ii\b|second)",
    _JUMADA + r"(?:awwala?|awal|ula|oula|1|i\b|first)",
    _JUMADA + r"(?:th?ani(?:ya)?h?|akh?ira?h?|ukhra|2|ii\b|second)",
    r"ra[jg]+ab",
    r"sh?a'?a?b+aa?n",
    r"ramad?[dh]*aa?n",
    r"sh?aww?[aeu]+l",
    r"(?:dh?u|zu|zul|thu|thul|dhul)[ -]?'?(?:al|l|el|ul)?[ -]?q[aiu]+'?a?d+ah?",
    r"(?:dh?u|zu|zul|thu|thul|dhul)[ -]?'?(?:al|l|el|ul)?[ -]?h[aiu]+j+ah?",
)
_MONTHS = tuple(re.compile(spelling) for spelling in _SPELLINGS)
_MONTH = r"[^\W\d_][^\W\d_' \-]*(?:[ '\-]+[^\W\d_]+){0,3}?(?:[ -]?[12])?"
_HIJRI = re.compile(
    rf"(?<!\d)(?P<day1>\d{{1,2}})\s*(?:(?P<month1>{_MONTH})\s*,?\s*(?P<year1>\d{{4}})?\s*(?:A\.?)?H?\.?\s*)?"
    rf"(?:(?:-|–|—|to|and)\s*(?P<day2>\d{{1,2}})\s*)?(?P<month2>{_MONTH})?\s*,?\s*"
    r"(?P<year2>1[34]\d\d)\s*(?:A\.?\s?)?H?\.?(?!\w)",
    re.IGNORECASE,
)
_QUOTES = str.maketrans("’‘ʿʾ`´", "''''''")


@dataclass(frozen=True, slots=True)
class HijriRange:
    """From the first to the last Hijri day; `start`, `end` are offsets of the text."""

    first: HijriDate
    last: HijriDate
    start: int
    end: int


def find_hijri(text: str) -> HijriRange | None:
    """The first Hijri date or range printed in a text; None where there is none.

    >>> found = find_hijri("22-23 March 2022 (19-20 Sha'ban 1443H)")
    >>> str(found.first), str(found.last)
    ('1443-08-19', '1443-08-20')
    """
    plain = text.translate(_QUOTES)
    for match in _HIJRI.finditer(plain):
        month2 = month_number(match["month2"] or match["month1"] or "")
        month1 = month_number(match["month1"]) if match["month1"] else month2
        if month1 is None or month2 is None:
            continue
        year2 = int(match["year2"])
        year1 = int(match["year1"] or year2 - (month1 > month2))
        first = HijriDate(year1, month1, int(match["day1"]))
        last = HijriDate(year2, month2, int(match["day2"] or match["day1"]))
        if (first.year, first.month, first.day) <= (last.year, last.month, last.day):
            return HijriRange(first, last, match.start(), match.end())
    return None


def month_number(name: str) -> int | None:
    """The number of a Hijri month by any of its spellings; None if it is none.

    >>> [month_number(name) for name in ("Shabaan", "Sha'ban", "Rabi-ul-Thani", "Dhul Hijjah")]
    [8, 8, 4, 12]
    """
    plain = " ".join(name.translate(_QUOTES).lower().split())
    for number, spelling in enumerate(_MONTHS, start=1):
        if spelling.fullmatch(plain):
            return number
    return None


def gregorian(day: HijriDate) -> date | None:
    """The Gregorian day by the Umm al-Qura calendar; None outside its tables (1343-1500 AH)."""
    try:
        return Hijri(day.year, day.month, day.day).to_gregorian()
    except (ValueError, OverflowError):
        return None
