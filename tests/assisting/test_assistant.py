"""What the tools answer, without the protocol."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="needs the extra [serve]")

from stancegraph.assisting.assistant import Assistant, UnclearError
from stancegraph.identifiers import BASE
from stancegraph.serving.holding.holdings import open_holdings
from stancegraph.serving.holding.searching import Index
from stancegraph.serving.querying.endpoint import Endpoint
from stancegraph.serving.querying.pool import Pool
from stancegraph.serving.settings import Limits

WORK = f"{BASE}resolution/oic-cfm/48/50-pol"


@pytest.fixture(scope="module")
def assistant(root: Path) -> Assistant:
    holdings = open_holdings(root / "kg", BASE, None)
    endpoint = Endpoint(Pool.__new__(Pool), Limits())
    return Assistant(holdings, endpoint, Index(holdings))


@pytest.mark.parametrize("name", ["50/48-POL", WORK, "resolution/oic-cfm/48/50-pol"])
def test_a_resolution_is_told_in_its_words(assistant: Assistant, name: str) -> None:
    told = assistant.resolution(name, 0)
    assert (told.iri, told.symbols) == (WORK, ("50/48-POL",))
    assert told.title.startswith("SOLIDARITY WITH THE REPUBLIC OF KAZAKHSTAN")
    assert told.body is not None
    assert told.body.name == "OIC Council of Foreign Ministers"
    assert (told.first_day, told.last_day) == ("2022-03-22", "2022-03-23")
    assert told.paragraphs_total == len(told.paragraphs) == 8
    assert [part.iri.removeprefix(f"{WORK}/") for part in told.paragraphs] == [
        *(f"pp/{number}" for number in range(1, 4)),
        *(f"op/{number}" for number in range(1, 6)),
    ]
    assert "acts of violence by extremist groups" in told.paragraphs[3].text
    assert len(told.stances) == 23
    assert all(stance.quotes for stance in told.stances)
    assert f"{BASE}resolution/eu-ep/p9-ta-2022-0012" in [cited.iri for cited in told.cites]


def test_paragraphs_are_told_from_where_one_left_off(assistant: Assistant) -> None:
    told = assistant.resolution("50/48-POL", 6)
    assert (told.paragraphs_total, len(told.paragraphs)) == (8, 2)


def test_stances_of_one_toward_another(assistant: Assistant) -> None:
    found = assistant.stances("CFM", "European Parliament", "against", "", "", 0, 25)
    assert found.of is not None
    assert found.toward is not None
    assert (found.of.iri, found.toward.iri) == (f"{BASE}org/oic-cfm", f"{BASE}org/eu-ep")
    assert found.total == len(found.stances) > 1
    assert all(each.polarity < 0 for each in found.stances)
    assert {each.act for each in found.stances} >= {"disapprove"}
    assert any("disapproval" in quote for each in found.stances for quote in each.quotes)
    assert {each.day for each in found.stances} == {"2022-03-23"}


def test_stances_are_narrowed_by_side_and_day_and_paged(assistant: Assistant) -> None:
    def total(side: str = "", since: str = "", until: str = "") -> int:
        return assistant.stances("org/oic-cfm", "", side, since, until, 0, 1).total

    assert total() == 23
    assert 0 < total("for") < 23
    assert 0 < total("against") < 23
    assert total(since="2022-03-24") == total(until="2022-03-22") == 0
    assert total(since="2022", until="2022-12-31") == 23
    pages = [
        stance.iri
        for start in range(0, 30, 10)
        for stance in assistant.stances("org/oic-cfm", "", "", "", "", start, 10).stances
    ]
    assert len(pages) == len(set(pages)) == 23


def test_names_that_are_unclear_are_asked_back(assistant: Assistant) -> None:
    with pytest.raises(UnclearError, match=r"state/cod \(Democratic Republic of the Congo\)"):
        assistant.party("Congo")
    with pytest.raises(UnclearError, match="try search"):
        assistant.party("xyzzy plugh")
    with pytest.raises(UnclearError, match="whose stances"):
        assistant.stances("", "", "", "", "", 0, 25)
    with pytest.raises(UnclearError):
        assistant.resolution("Kazakhstan", 0)


def test_the_search_counts_kinds_and_shows_words(assistant: Assistant) -> None:
    found = assistant.search("peaceful protests", "paragraph", 0)
    assert found.total == len(found.hits) == found.kinds["paragraph"] == 2
    assert all("peaceful protests" in hit.snippet for hit in found.hits)


def test_schema_and_introduction_are_those_of_the_server(assistant: Assistant) -> None:
    assert assistant.schema() in assistant.introduction()
    assert "`sg:Stance` (" in assistant.schema()
