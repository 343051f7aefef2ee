"""What tells a vote, and what only looks like one."""

from __future__ import annotations

import pytest

from stancegraph.model import Words
from stancegraph.reading.facts.votes import read_adoption


def _tally(text: str) -> tuple[int | None, int | None, int | None]:
    adoption = read_adoption([Words.of(text, 0, len(text))])
    return adoption.in_favour, adoption.against, adoption.abstaining


@pytest.mark.parametrize(
    ("text", "tally"),
    [
        ("Adopted at the 642nd meeting by 9 votes to none, with 2 abstentions.", (9, 0, 2)),
        ("[Adopted by a recorded vote of 20 to 8, with 18 abstentions.", (20, 8, 18)),
        ("Adopted by 14 votes in favour to one against", (14, 1, 0)),
        ("Adopted by 8 to 2, with 1 abstention", (8, 2, 1)),
        ("Adopted in a recorded vote: 24-16-7", (24, 16, 7)),
    ],
)
def test_counts_of_a_vote(text: str, tally: tuple[int, int, int]) -> None:
    assert _tally(text) == tally


@pytest.mark.parametrize(
    "text",
    [
        "Adopted by the Twenty-Seventh Ordinary Session, held in Kigali, from 17 to 18 July 2016",
        "Adopted at its 12th session, held in Doha, 3 to 5 May 1994",
        "Adopted by the Conference at its session of 1994 (agenda items 4 to 6)",
    ],
)
def test_days_and_items_are_no_votes(text: str) -> None:
    assert _tally(text) == (None, None, None)


def test_a_job_number_behind_the_list_is_no_state() -> None:
    text = "Abstaining: Togo and Uzbekistan] GE.21-04063(E), 16-09684"
    adoption = read_adoption([Words.of(text, 0, len(text))])
    assert [vote.name for vote in adoption.votes] == ["Togo", "Uzbekistan"]
