"""Where noun phrases end, on hand-made paragraphs."""

from __future__ import annotations

import pytest

from stancegraph.model import Mention, Paragraph, ParagraphKind, Resolution, Span, Words
from stancegraph.stances.phrases.ends import phrase, targets
from stancegraph.stances.phrases.heads import head_of, name_of_head
from stancegraph.stances.phrases.modes import Mode
from stancegraph.stances.phrases.views import View, Views


def view_of(text: str, **names: str) -> View:
    paragraph = Paragraph(
        "w/op/1", ParagraphKind.OPERATIVE, Span(0, len(text), text), Words.of(text, 0, len(text))
    )
    mentions = tuple(
        Mention(Span(text.index(words), text.index(words) + len(words), words), kind, None, 1.0, "")
        for kind, words in names.items()
    )
    resolution = Resolution(
        "w", "un-sc", "org/un-sc", "en", "", (paragraph,), (), mentions=mentions
    )
    return Views(resolution).of(paragraph)


@pytest.mark.parametrize(
    "text",
    [
        "the attack on the convoy|, which killed five",
        "the attack| following the elections",
        "the acts of violence that erupted following protests|, and",
        "the law proclaiming a change in status|;",
        "the killing of civilians in the north|;",
        "the efforts to seek a dialogue| based on mutual respect",
        "the process of reform aimed at stability|;",
        "the unity, sovereignty and integrity of the country|, and",
        "those who assist, sponsor or carry out attacks|, in accordance with",
        "a comprehensive, just and lasting peace in the region|.",
        "the measures the Government takes to enforce the law|;",
        "the enactment of the “basic law”. on the city|;",
        "the victims and their families|;",
        "the steps taken by the authorities|, including the release",
        "the loss of 1.6 million lives|;",
    ],
)
def test_objects_end(text: str) -> None:
    expected, rest = text.split("|")
    seen = view_of(expected + rest)
    found = phrase(seen, 0, len(seen))
    assert seen.text(found.first, found.last) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the parties| to respect the truce",
        "the parties to the conflict| to respect the truce",
        "those States that have not yet done so| to consider it",
        "all States| not to recognize it",
        "States in a position to do so| to provide support",
    ],
)
def test_addressees_end(text: str) -> None:
    expected, rest = text.split("|")
    seen = view_of(expected + rest)
    found = phrase(seen, 0, len(seen), Mode.ADDRESSEE)
    assert seen.text(found.first, found.last) == expected


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("the abduction of women and the burning of villages;", 2),
        ("the safety of the civilians and the staff;", 1),
        ("the killings, the abductions and the burning of villages;", 3),
        ("the killings, which continue;", 1),
        ("the rights and duties of States;", 1),
        ("the pact as well as the protocol;", 2),
    ],
)
def test_members_of_a_list(text: str, members: int) -> None:
    seen = view_of(text)
    assert len(targets(seen, 0, len(seen))) == members


def test_a_name_is_read_as_one_word() -> None:
    seen = view_of(
        "the Committee, the Council and the Bank to act", organisation="Committee, the Council"
    )
    assert seen.names[0].last == 2  # an apposition after a comma is not the name


def test_the_head_of_a_phrase() -> None:
    seen = view_of("the efforts of the Republic of Kenya to help", state="Republic of Kenya")
    assert seen.word(head_of(seen, 0, len(seen))) == "efforts"
    assert name_of_head(seen, 0, len(seen)) is None
    party = name_of_head(seen, 3, 7)
    assert party is not None
    assert party.kind == "state"


def test_a_possessor_is_no_head() -> None:
    seen = view_of("Kenya's unity", state="Kenya")
    assert name_of_head(seen, 0, 2) is None
    assert name_of_head(seen, 0, 1) is not None
    assert seen.span(0, 1).text == "Kenya"
