"""Openers of other languages, with what their writing adds: leading "and", vowel signs."""

from __future__ import annotations

import pytest

from stancegraph.reading import load_lexicon
from stancegraph.reading.openers import Openers


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


def test_leading_and_is_no_part_of_the_act() -> None:
    text = "وإذ يشير إلى قراراته"
    opening = Openers(load_lexicon().tongue("ar")).find(text)
    assert opening is not None
    assert text[opening.start : opening.end] == "إذ يشير"
