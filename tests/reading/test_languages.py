"""Openers of other languages, with what their writing adds: leading "and", vowel signs."""

from __future__ import annotations

import pytest

from stancegraph.reading import load_lexicon
from stancegraph.reading.acts.openers import Openers
from stancegraph.reading.facts.dates import find_date
from stancegraph.reading.facts.numerals import number


@pytest.mark.parametrize(
    ("language", "text", "act"),
    [
        ("ar", "إذ يشير إلى قراراته السابقة", "recall"),
        ("ar", "وإذ يشير إلى قراراته السابقة", "recall"),
        ("ar", "وإذ يسلّم بأن الحالة خطيرة", "recognise"),
        ("ar", "يدين بشدة جميع الهجمات", "condemn"),
        ("fr", "Rappelant ses résolutions antérieures", "recall"),
        ("fr", "Condamne fermement toutes les attaques", "condemn"),
        ("es", "Recordando sus resoluciones anteriores", "recall"),
        ("es", "Condena enérgicamente todos los ataques", "condemn"),
    ],
)
def test_opener_is_known(language: str, text: str, act: str) -> None:
    opening = Openers(load_lexicon().tongue(language)).find(text)
    assert opening is not None
    assert opening.verb.act == act


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("le 1er février 2017", "2017-02-01"),
        ("el 1 de noviembre de 2017", "2017-11-01"),
        ("المعقودة في 24 شباط/فبراير 2018", "2018-02-24"),
        ("في 19 كانون الأول/ديسمبر 2016", "2016-12-19"),
        ("Adopted this 14th day of June 2019", "2019-06-14"),
        ("this twenty-first day of May, 1998", "1998-05-21"),
    ],
)
def test_day_is_read(text: str, day: str) -> None:
    found = find_date(text)
    assert found is not None
    assert str(found.first) == str(found.last) == day


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Soixante et onzième", 71),
        ("quatre-vingt-unième", 81),
        ("Septuagésimo segundo", 72),
        ("الثانية والسبعون", 72),
        ("fifty-second", 52),
        ("lighthouse", None),
    ],
)
def test_number_in_words(words: str, value: int | None) -> None:
    assert number(words) == value


def test_leading_and_is_no_part_of_the_act() -> None:
    text = "وإذ يشير إلى قراراته"
    opening = Openers(load_lexicon().tongue("ar")).find(text)
    assert opening is not None
    assert text[opening.start : opening.end] == "إذ يشير"
