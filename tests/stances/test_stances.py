"""Identifiers, intensity, votes and languages of stances."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from stancegraph.linking import load_register
from stancegraph.model import Adoption, Document, Level, Stance, StateVote, VoteChoice
from stancegraph.reading import load_lexicon
from stancegraph.stances import find_stances, load_rules
from stancegraph.stances.inference import author_of

Stances = Callable[..., list[Stance]]

TEXT = """Resolution 9999 (2020)

Adopted by the Security Council at its 9000th meeting, on 1 June 2020

The Security Council,

Recalling its resolution 1 (1946),

{first}. Condemns the attack on the hospital;

{second}. Calls upon:

(a) Israel to withdraw its forces;

(b) All Member States to accept this decision.
"""


@pytest.mark.parametrize(
    ("sentence", "part", "intensity"),
    [
        ("Condemns the attack", "op", 1),
        ("Strongly condemns the attack", "op", 2),
        ("Gravely concerned at the attack", "pp", 3),
        ("Condemns in the strongest possible terms the attack", "op", 4),
        ("Condemns the attack unreservedly", "op", 3),
        ("Expresses its full solidarity with Ethiopia", "op", 2),
        ("Reiterates its utter rejection of all forms of violence", "op", 3),
        ("Once again condemns the attack", "op", 1),
    ],
)
def test_intensity(sentence: str, part: str, intensity: int, stances_of: Stances) -> None:
    assert [stance.intensity for stance in stances_of(sentence, part)] == [intensity]


def test_an_item_hangs_on_its_chapeau(document_of: Callable[..., Document]) -> None:
    document = document_of(TEXT.format(first=1, second=2), "un-sc")
    asked = [s for s in document.resolutions[0].stances if s.level is Level.ADDRESSEE]
    assert [stance.paragraph.split("/op/")[1] for stance in asked] == ["2/a", "2/b"]
    assert all("/op/2/stance/" in stance.id for stance in asked)
    assert len({stance.id for stance in asked}) == 2


def test_a_stance_before_it_renames_no_other(document_of: Callable[..., Document]) -> None:
    text = TEXT.format(first=1, second=2)
    longer = text.replace("Recalling its", "Condemning all violence,\n\nRecalling its")
    names = {s.id for s in document_of(text, "un-sc").resolutions[0].stances}
    more = {s.id for s in document_of(longer, "un-sc").resolutions[0].stances}
    assert names < more


def test_spans_are_slices_of_the_source(document_of: Callable[..., Document]) -> None:
    document = document_of(TEXT.format(first=1, second=2), "un-sc")
    source = document.source.text
    for stance in document.resolutions[0].stances:
        spans = [stance.cue, stance.target.span, stance.requested]
        for span in spans:
            assert span is None or source[span.start : span.end] == span.text
        assert 0 < stance.confidence <= 1
        assert stance.rule in load_rules().known


def with_votes(document: Document, *votes: StateVote) -> list[Stance]:
    resolution = replace(document.resolutions[0], adoption=Adoption("vote", votes=votes))
    document = replace(document, resolutions=(resolution,))
    found = find_stances(document, load_register(), load_lexicon())
    return [s for s in found.resolutions[0].stances if s.level is Level.VOTE]


def test_votes_are_stances_of_states(document_of: Callable[..., Document]) -> None:
    document = document_of(TEXT.format(first=1, second=2), "un-sc")
    stances = with_votes(
        document,
        StateVote("KENYA", VoteChoice.IN_FAVOUR, "state/ken"),
        StateVote("CHINA", VoteChoice.AGAINST, "state/chn"),
        StateVote("INDIA", VoteChoice.ABSTAINING, "state/ind"),
        StateVote("CHAD", VoteChoice.ABSENT, "state/tcd"),
        StateVote("UTOPIA", VoteChoice.IN_FAVOUR),
    )
    work = document.resolutions[0].id
    assert [(s.holder, s.act, s.polarity) for s in stances] == [
        ("state/ken", "vote-for", 1.0),
        ("state/chn", "vote-against", -1.0),
        ("state/ind", "vote-abstain", 0.0),
    ]
    assert {stance.target.entity for stance in stances} == {work}
    assert stances[0].id == f"{work}/adoption/vote/ken"


def test_who_adopted_a_document() -> None:
    register = load_register()
    assert author_of("resolution/eu-ep/p9-ta-2022-0012", register) == "org/eu-ep"
    assert author_of("resolution/un-sc/2672", register) == "org/un-sc"
    assert author_of("resolution/no-body/1", register) is None
    assert author_of("treaty/un-charter", register) is None


def test_other_languages_have_no_rules_yet(document_of: Callable[..., Document]) -> None:
    document = document_of(TEXT.format(first=1, second=2), "un-sc")
    resolution = replace(document.resolutions[0], language="fr")
    document = replace(document, resolutions=(resolution,))
    assert find_stances(document, load_register(), load_lexicon()).resolutions[0].stances == ()


def test_an_unknown_family_cannot_be_switched_off() -> None:
    with pytest.raises(KeyError):
        load_rules().without("no-such-family")


def test_a_place_is_no_target(stances_of: Stances) -> None:
    games = (
        "Acknowledging that the Paris 2024 Olympic and Paralympic Games will be a unifying event"
    )
    found = stances_of(f"{games} and a meaningful opportunity to foster understanding", "pp")
    assert [stance.target.entity for stance in found if stance.target] == [None]
