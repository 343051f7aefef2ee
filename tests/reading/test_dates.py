"""Dates as printed, Gregorian and Hijri."""

from __future__ import annotations

from datetime import date

import pytest

from stancegraph.model import HijriDate
from stancegraph.reading.facts.dates import find_date
from stancegraph.reading.facts.hijri import find_hijri, gregorian, month_number


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("of 20 August 1980", "1980-08-20", "1980-08-20"),
        ("on 22 – 23 March 2022 (19-20 Shabaan 1443H)", "2022-03-22", "2022-03-23"),
        ("from 30 June to 2 July 2015", "2015-06-30", "2015-07-02"),
        ("28 December 2019 - 3 January 2020", "2019-12-28", "2020-01-03"),
        ("held on June 21, 2017", "2017-06-21", "2017-06-21"),
        ("June 21-23, 2017", "2017-06-21", "2017-06-23"),
        ("le 1er janvier 1999", "1999-01-01", "1999-01-01"),
        ("18 de febrero de 2021", "2021-02-18", "2021-02-18"),
        ("08/09/2022", "2022-09-08", "2022-09-08"),
        ("2022-09-08", "2022-09-08", "2022-09-08"),
    ],
)
def test_gregorian(text: str, first: str, last: str) -> None:
    found = find_date(text)
    assert found is not None
    assert (str(found.first), str(found.last)) == (first, last)


@pytest.mark.parametrize("text", ["no date", "31 February 2020", "in 1999", "45 March 2001"])
def test_no_day_is_invented(text: str) -> None:
    assert find_date(text) is None


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("Muharram", 1), ("Moharram", 1), ("Safar", 2), ("Rabi al-Awwal", 3), ("Rabi’ul Awal", 3),
        ("Rabi I", 3), ("Rabi Al Thani", 4), ("Rabi-ul-Thani", 4), ("Rabi al-Akhir", 4),
        ("Jumada al-Ula", 5), ("Jumada al-Awwal", 5), ("Jumada al-Thani", 6),
        ("Jamada Al-Akhira", 6), ("Rajab", 7), ("Sha'ban", 8), ("Sha’ban", 8), ("Shabaan", 8),
        ("Shaban", 8), ("Ramadan", 9), ("Ramadhan", 9), ("Shawwal", 10), ("Shawal", 10),
        ("Dhu al-Qa'dah", 11), ("Zul Qa'dah", 11), ("Dhul Qadah", 11), ("Dhu al-Hijjah", 12),
        ("Dhul Hijjah", 12), ("Zul-Hijja", 12),
    ],
)  # fmt: skip
def test_months_of_the_hijri_year(name: str, month: int) -> None:
    assert month_number(name) == month


@pytest.mark.parametrize("name", ["March", "session", "Rabat", ""])
def test_other_words_are_no_months(name: str) -> None:
    assert month_number(name) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("(19-20 Sha'ban 1443H)", "1443-08-19", "1443-08-20"),
        ("19-20 Shabaan 1443H", "1443-08-19", "1443-08-20"),
        ("(12-13 Rabi Al Thani 1442H)", "1442-04-12", "1442-04-13"),
        ("28-30 Rajab 1432 H", "1432-07-28", "1432-07-30"),
        ("30 Dhul Qa'dah - 2 Dhul Hijjah 1438H", "1438-11-30", "1438-12-02"),
        ("7 Safar 1441 A.H.", "1441-02-07", "1441-02-07"),
    ],
)
def test_hijri(text: str, first: str, last: str) -> None:
    found = find_hijri(text)
    assert found is not None
    assert (str(found.first), str(found.last)) == (first, last)


def test_umm_al_qura() -> None:
    assert gregorian(HijriDate(1443, 8, 19)) == date(2022, 3, 22)
    assert gregorian(HijriDate(1300, 1, 1)) is None
