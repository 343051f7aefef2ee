"""Resolutions of the Islamic Conference's years: summits, older formulas, Hijri days first."""

from __future__ import annotations

import hashlib

import pytest

from stancegraph.model import Resolution, SourceText
from stancegraph.reading import load_lexicon, load_profiles, read

_BODY = """Recalling the Charter of the Organization of the Islamic Conference;

1. Welcomes the efforts of the Member States.

2. Requests the Secretary General to report thereon.
"""


def _resolution(head: str) -> Resolution:
    text = f"{head}\n\n{_BODY}"
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = SourceText("case.txt", digest, "text/plain", text)
    (resolution,) = read(source, load_profiles(), load_lexicon()).resolutions
    return resolution


_TITLE = "RESOLUTION NO. {}\nON\nTHE SITUATION IN THE REGION\n\n"
_HIJRI_FIRST = (
    "held in Sana'a, Republic of Yemen, from 21 to 23 Jumada Al-Awwal, 1426H (28-30 June 2005),"
)


@pytest.mark.parametrize(
    ("number", "formula", "work"),
    [
        (
            "4/5-P (IS)",
            "The Fifth Islamic Summit Conference (Session of Islamic Solidarity), held in Kuwait, "
            "State of Kuwait, from 26 to 29 Jumada Al-Awwal 1407H (26-29 January 1987),",
            "resolution/oic-summit/5/4-p-is",
        ),
        (
            "49/19-P",
            "The Nineteenth Islamic Conference of Foreign Ministers (Session of Peace), held in "
            "Cairo, Arab Republic of Egypt, from 9-14 Muharram 1411H (31 July - 5 August 1990),",
            "resolution/oic-cfm/19/49-p",
        ),
        (
            "1/32-P",
            f"The Thirty-Second Session of the Islamic Conference of Foreign Ministers, "
            f"{_HIJRI_FIRST}",
            "resolution/oic-cfm/32/1-p",
        ),
        (
            "3/12-P(IS)",
            "The Twelfth Session of the Islamic Summit Conference, held in Cairo, Arab Republic of "
            "Egypt, on 6-7 February 2013 (25-26 Rabiul Awwal 1434H),",
            "resolution/oic-summit/12/3-p-is",
        ),
    ],
)
def test_organ_and_title(number: str, formula: str, work: str) -> None:
    resolution = _resolution(_TITLE.format(number) + formula)
    assert resolution.id == work
    assert resolution.title == "THE SITUATION IN THE REGION"
    assert [paragraph.number for paragraph in resolution.paragraphs] == [None, "1", "2"]


def test_days_of_both_calendars_whichever_comes_first() -> None:
    formula = (
        "The Thirty-Second Session of the Islamic Conference of Foreign Ministers "
        f"(Session: Integration), {_HIJRI_FIRST}"
    )
    session = _resolution(_TITLE.format("1/32-P") + formula).session
    assert session is not None
    assert (str(session.start), str(session.end)) == ("2005-06-28", "2005-06-30")
    assert (str(session.hijri_start), str(session.hijri_end)) == ("1426-05-21", "1426-05-23")
    assert session.hijri_printed == ("21 to 23 Jumada Al-Awwal, 1426H",)
    assert session.theme == "Integration"


def test_collection_of_the_conference() -> None:
    formula = "The Thirty-Second Session of the Islamic Conference of Foreign Ministers,"
    head = f"ICFM/32-2005/POL/RES/FINAL\n\n{_TITLE.format('1/32-P')}{formula}"
    assert _resolution(head).collection == "ICFM/32-2005/POL/RES/FINAL"
