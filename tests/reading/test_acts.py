"""Acts that open, join and follow: enacting formulas, further sentences and infinitives."""

from __future__ import annotations

import pytest

from stancegraph.model import SourceText, Words
from stancegraph.reading import load_lexicon, load_profiles, read
from stancegraph.reading.acts.finder import ActFinder
from stancegraph.reading.acts.openers import Openers


def acts(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    lexicon = load_lexicon()
    finder = ActFinder(Openers(lexicon.tongue(language)), lexicon)
    found = finder.find(Words.of(text, 0, len(text)))
    return [(act.span.text, act.act, act.role.value) for act in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "NOW, THEREFORE, BE IT RESOLVED that the Council condemns the seizure; and",
            [("condemns", "condemn", "opening")],
        ),
        (
            "BE IT FURTHER RESOLVED that the Council calls upon Ruritania to release the crews.",
            [("calls upon", "call-upon", "opening")],
        ),
        ("BE IT RESOLVED, that the fee be raised.", [("BE IT RESOLVED", "decide", "opening")]),
        (
            "BE IT RESOLVED by the City Council of Millbrook that the City Council supports the "
            "Act and urges Congress to pass it.",
            [("supports", "support", "opening"), ("urges", "urge", "coordinated")],
        ),
    ],
)
def test_act_inside_the_enacting_formula(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert acts(text) == expected


def test_second_sentence_of_the_body_performs_too() -> None:
    text = "The Security Council condemns the attack. It calls upon States to help, and urges calm."
    assert [act for _, act, _ in acts(text)] == ["condemn", "call-upon", "urge"]


def test_sentence_of_somebody_else_does_not() -> None:
    text = "The Security Council welcomes the report. The Secretary-General condemns the attack."
    assert [act for _, act, _ in acts(text)] == ["welcome"]


def test_second_infinitive_performs_too() -> None:
    text = "To welcome the agreement and to call on Yemen to support it;"
    assert [act for _, act, _ in acts(text)] == ["welcome", "call-upon"]


def test_gerunds_of_the_object_are_no_acts() -> None:
    text = "Recalling its resolution on methods for maintaining peace and resolving disputes,"
    assert [act for _, act, _ in acts(text)] == ["recall"]
    text = "Recalling its resolution 242 (1967) and reaffirming the need for peace,"
    assert [act for _, act, _ in acts(text)] == ["recall", "reaffirm"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Le Conseil de sécurité condamne l’attaque.", ["condemn"]),
        ("fr", "L’Assemblée générale prie instamment les États d’agir.", ["urge"]),
        ("es", "Decidida a promover el estricto respeto de la Carta,", ["commit"]),
        ("ar", "يدعو الأطراف إلى احترام القانون، ويشير إلى قراره 46/182؛", ["call-upon", "recall"]),
    ],
)
def test_acts_of_other_languages(language: str, text: str, expected: list[str]) -> None:
    assert [act for _, act, _ in acts(text, language)] == expected


COMMUNIQUE = """Final Communiqué of the 136th Session of the Ministerial Council

The Ministerial Council held its 136th session in Riyadh.

The Council reviewed joint action and expressed its satisfaction at what was achieved.

The Ministerial Council strongly condemned the attack, and called upon all to help.
"""


def test_communique_tells_acts_in_the_past() -> None:
    source = SourceText("c.txt", "0" * 64, "text/plain", COMMUNIQUE)
    (resolution,) = read(source, load_profiles(), load_lexicon()).resolutions
    found = [[act.act for act in each.acts] for each in resolution.paragraphs]
    assert found[-2:] == [["consider", "appreciate"], ["condemn", "call-upon"]]
    assert "affirm" not in [act for acts in found for act in acts]


def test_elsewhere_the_past_performs_nothing() -> None:
    assert acts("The Security Council condemned the attack in its resolution 2000 (2011).") == []
