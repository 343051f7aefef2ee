"""What pages leave between the lines of a paragraph, one habit a case."""

from __future__ import annotations

import pytest

from stancegraph.model import Resolution, SourceText
from stancegraph.reading import load_lexicon, load_profiles, read

COVER = "A/RES/70/1\n70/1. Strengthening the observance of peace\n\nThe General Assembly,\n\n"
RECITAL = (
    "Recalling the report of the Secretary-General on the work of the\n"
    "organization and all its previous resolutions on the maintenance\n"
)
REST = "of peace and the observance of human rights in all regions,\n"
DECISION = "\n1. Decides to remain seized of the matter.\n"
WORDS = (RECITAL + REST).replace("\n", " ").strip()


def only(text: str) -> Resolution:
    source = SourceText("x.txt", "0" * 64, "text/plain", text)
    (resolution,) = read(source, load_profiles(), load_lexicon()).resolutions
    return resolution


@pytest.mark.parametrize(
    "between",
    [
        "\f",
        "\n2/3\n\n",
        "- 2 -\n",
        "Page 2 of 3\n\n",
        "23-23443 2/3\n\f",
        "2/3\n\nA/RES/70/1\n\n",
        "\fA/RES/70/1 - 2\n\n",
        "_____________\n1 See A/69/12, annex.\n\n2/3\n",
        "_____________\n1. Resolution 217 A (III).\n2. Ibid., vol. 5.\n\n2/3\n",
        "1 United Nations, Treaty Series, vol. 75,\nNo. 972.\n\n2/3\n\n",
        "1\n  Document A/66/47.\n\n\f",
        "* See document A/69/1.\n\n- 2 -\n",
        "___________\n[1] Official Records of the General Assembly, Supplement\nNo. 5.\n\f",
    ],
)
def test_a_paragraph_goes_on_over_the_page(between: str) -> None:
    resolution = only(COVER + RECITAL + between + REST + DECISION)
    assert [p.words.text for p in resolution.paragraphs] == [
        WORDS,
        "Decides to remain seized of the matter.",
    ]
    kinds = {piece.kind for piece in resolution.furniture}
    assert between == "\f" or kinds & {"running-head", "footnote"}


def test_the_marks_of_footnotes_are_no_words() -> None:
    text = COVER + "Recalling its resolutions on peace,1\n" + DECISION + "\n1 See A/69/12.\n"
    resolution = only(text)
    assert resolution.paragraphs[0].words.text == "Recalling its resolutions on peace,"
    assert resolution.paragraphs[0].span.text.endswith("peace,1")


def test_numbers_that_are_no_footnotes_stay() -> None:
    recital = (
        "Recalling the sessions that it held at Headquarters on 12\n"
        "March 2001 and its decisions on the budget outline and 31\n"
        "December as the date for the report, and resolutions 6 and\n"
        "7 of the Commission,\n"
    )
    resolution = only(COVER + recital + DECISION)
    assert resolution.paragraphs[0].words.text == recital.replace("\n", " ").strip()


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("the imple-\nmentation of it", "the implementation of it"),
        ("of non-\ncompliance by it", "of non-compliance by it"),
        ("the Secretary-\nGeneral of it", "the Secretary-General of it"),
        ("the COVID-\n19 pandemic of it", "the COVID-19 pandemic of it"),
        ("gender-\nbased violence in it", "gender-based violence in it"),
        ("the inter-\nnational order of it", "the international order of it"),
        ("long-\nterm effects of it", "long-term effects of it"),
    ],
)
def test_broken_words(broken: str, whole: str) -> None:
    resolution = only(COVER + "Noting with concern " + broken + ",\n" + DECISION)
    assert resolution.paragraphs[0].words.text == f"Noting with concern {whole},"
