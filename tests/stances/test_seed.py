"""Every stance of the seed, typed by hand from its words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from stancegraph.model import Document, Level, Stance

W = "resolution/oic-cfm/48/50-pol"
PARLIAMENT = (
    "the resolution on the situation in Kazakhstan adopted by the European Parliament"
    " on 20 January 2022"
)
EXPECTED = """
pp/1 direct + urge 1: the reinforcement of the Islamic solidarity
pp/2 direct - condemn 1: terrorist attacks recently occurred in Kazakhstan
pp/3 direct + support 2: Kazakhstan's unity, sovereignty, independence and territorial integrity
pp/3 beneficiary + support 2: Kazakhstan
pp/3 direct - reject 1: any intervention in its internal affairs
pp/3 direct + express-solidarity 1: the Kazakhstani people
op/1 direct - condemn 2: the acts of violence by extremist groups that erupted following peaceful\
 protests in Kazakhstan
op/1 actor - condemn 2: extremist groups
op/1 direct + condole 1: the victims and their families
op/2 direct - disapprove 1: {parliament}
op/2 direct - accuse 1: {parliament}
op/2 implied + support 1: the process of adopting and implementing the political reforms of the\
 President of the Republic of Kazakhstan
op/2 author - disapprove 1: the European Parliament
op/2 author - accuse 1: the European Parliament
op/3 addressee - hope 1: the European Parliament
op/3 addressee - hope 1: other states concerned
op/3 implied - disapprove 1: their positions
op/3 direct - disapprove 2: such inadmissible positions
op/4 direct + welcome 1: the efforts of the Republic of Kazakhstan to seek a constructive\
 engagement with all the institutions of the European Union
op/4 actor + welcome 1: the Republic of Kazakhstan
op/5 direct + express-solidarity 2: Kazakhstan
op/5 direct + support 1: all the measures the Government of Kazakhstan takes to assert the State\
 sovereignty and enforce the law for the preservation of its national security and further\
 development
op/5 actor + support 1: the Government of Kazakhstan
""".replace("\\\n", "").format(parliament=PARLIAMENT)


@pytest.fixture(scope="module")
def stances(seed: Path, document_of: Callable[[str], Document]) -> tuple[Stance, ...]:
    return document_of(seed.read_text(encoding="utf-8")).resolutions[0].stances


def described(stance: Stance) -> str:
    place = stance.paragraph.removeprefix(W + "/")
    sign = "+" if stance.polarity > 0 else "-" if stance.polarity < 0 else "0"
    words = stance.target.span.text if stance.target.span else ""
    return f"{place} {stance.level} {sign} {stance.act} {stance.intensity}: {words}"


def test_the_stances_of_the_seed(stances: tuple[Stance, ...]) -> None:
    assert sorted(map(described, stances)) == sorted(EXPECTED.strip().splitlines())


def test_stance_on_the_european_parliaments_resolution(stances: tuple[Stance, ...]) -> None:
    stance = next(s for s in stances if s.id == f"{W}/op/2/stance/6-33-132")
    assert stance.target.entity == "resolution/eu-ep/p9-ta-2022-0012"
    assert (stance.cue.start, stance.cue.text) == (1517, "Expresses** disapproval")
    assert stance.target.span is not None
    assert (stance.target.span.start, stance.target.span.end) == (1544, 1643)
    assert (stance.polarity, stance.holder, stance.rule) == (-0.65, "org/oic-cfm", "object")
    assert stance.confidence >= 0.8


def test_author_stance_copies_its_base(stances: tuple[Stance, ...]) -> None:
    by_id = {stance.id: stance for stance in stances}
    authors = [stance for stance in stances if stance.level is Level.AUTHOR]
    assert authors
    for stance in authors:
        base = by_id[str(stance.derived_from)]
        assert stance.id == f"{base.id}/author"
        assert stance.target.entity == "org/eu-ep"
        assert (stance.act, stance.polarity, stance.intensity, stance.confidence) == (
            base.act, base.polarity, base.intensity, base.confidence,
        )  # fmt: skip


def test_the_charters_view_is_attributed(stances: tuple[Stance, ...]) -> None:
    attributed = [stance for stance in stances if stance.attributed_to]
    assert [(s.act, s.attributed_to) for s in attributed] == [("urge", "treaty/oic-charter")]


def test_parties_of_the_same_act(stances: tuple[Stance, ...]) -> None:
    rejected = next(s for s in stances if s.act == "reject")
    assert rejected.beneficiary is not None
    assert rejected.beneficiary.entity == "state/kaz"
    hopes = [s for s in stances if s.level is Level.ADDRESSEE]
    assert [s.requested.text for s in hopes if s.requested] == [
        "reconsider their positions and seek information on human rights from reliable sources"
    ] * 2


def test_identifiers_are_unique(stances: tuple[Stance, ...]) -> None:
    assert len({stance.id for stance in stances}) == len(stances)
