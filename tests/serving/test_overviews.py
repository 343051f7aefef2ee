"""Heat map, map, citations and coverage: counted by hand in a small world."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import httpx
import pytest

BASE = "https://w3id.org/stancegraph/id/"


def rows(web: httpx.Client, path: str) -> list[dict[str, str]]:
    answer = web.get(path)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.text)))


def words(text: str) -> str:
    main = text[text.index("<main") : text.index("</main>")]
    return " ".join(unescape(re.sub("<[^>]+>", " ", main)).split())


def test_the_heat_map_counts_stances_toward_agents(world: httpx.Client) -> None:
    found = {
        (row["holder"], row["target"]): (row["stances"], row["adverse"], row["mean_polarity"])
        for row in rows(world, "/heat.csv")
    }
    assert found == {
        ("Council of Foreign Ministers", "Nauru"): ("1", "0", "0.80"),
        ("Security Council", "Government of Kazakhstan"): ("1", "1", "-0.50"),
        ("Security Council", "Kazakhstan"): ("1", "0", "0.70"),
        ("Security Council", "Soviet Union"): ("1", "1", "-0.90"),
    }
    text = world.get("/heat").text
    assert "4 of 4 stances toward agents" in words(text)
    assert "1 more are toward documents and matters" in words(text)
    cell = re.search(r'<td class="heat-adverse-3"><a href="([^"]+)">(.*?)</a>', text)
    assert cell
    said = "Security Council toward Soviet Union: 1 -0.90"
    assert re.sub("<[^>]+>", "", cell[2]) == said
    behind = world.get(cell[1])
    assert "condemn" in words(behind.text)
    assert "welcome" not in words(behind.text)


@pytest.mark.parametrize(
    "path",
    [
        "/heat/org/un-sc",
        "/heat/org/un-sc/toward/state/nru",
        "/heat/%00/toward/%3Cb%3E",
        "/citations/state/none",
        "/citations/no%20%3Ciri%3E",
        "/report/no%20%3Ciri%3E",
    ],
)
def test_what_nobody_said_is_not_found(world: httpx.Client, path: str) -> None:
    assert world.get(path).status_code == 404


def test_the_map_draws_states_and_says_the_same_in_a_table(world: httpx.Client) -> None:
    found = {row["state"]: row["stances"] for row in rows(world, "/map.csv")}
    assert found == {"Kazakhstan": "2", "Nauru": "1", "Soviet Union": "1"}
    text = world.get("/map").text
    shapes = dict(re.findall(r'aria-label="([^:"]+):[^"]*"><(path|circle)', text))
    assert shapes == {"Kazakhstan": "path", "Nauru": "circle"}
    assert "Soviet Union (not on the map of today)" in words(text)


def test_names_on_the_map_are_those_of_the_reader(world: httpx.Client) -> None:
    text = world.get("/map", headers={"Accept-Language": "ru"}).text
    assert "Казахстан: 2 stances, mean +0.10" in text


def test_citations_as_a_drawing_a_list_and_a_table(world: httpx.Client) -> None:
    edges = {(row["citing_iri"], row["cited_iri"]) for row in rows(world, "/citations.csv")}
    work, other = f"{BASE}resolution/un-sc/2672", f"{BASE}resolution/x/48/50-pol"
    assert (other, work) in edges
    assert len(edges) == 6
    said = words(world.get("/citations").text)
    assert "2 works cite 6 documents, in 6 pairs" in said
    assert "Security Council (4)" in said
    assert "Treaties (1)" in said
    around = world.get("/citations/resolution/un-sc/2672").text
    assert "Cited by (1)" in words(around)
    assert "Cites (4)" in words(around)
    assert around.count("<circle") == 6
    assert around.count('class="edge"') == 5
    assert world.get("/citations/resolution/x/1/odd").status_code == 200


def test_coverage_names_its_denominators(world: httpx.Client) -> None:
    found = {
        (row["body"], row["part"]): (row["held"], row["cited_not_held"], row["known"], row["basis"])
        for row in rows(world, "/coverage.csv")
    }
    assert found["Security Council", "2023"] == ("1", "0", "50", "counted")
    assert found["Security Council", "2015"] == ("0", "1", "64", "counted")
    assert found["General Assembly", "1-30"] == ("0", "1", "3541", "counted")
    assert found["General Assembly", "78"] == ("0", "1", "324", "at least")
    assert found["Council of Foreign Ministers", "48"] == ("1", "1", "53", "at least")
    assert found["Some <Body> & Co", "1"] == ("1", "0", "", "not known")
    said = words(world.get("/coverage").text)
    assert "Some <Body> & Co resolution 1 0 at least 1" in said
    assert "Nothing is held or cited of" in said


def test_a_share_is_given_only_where_the_number_is_counted(world: httpx.Client) -> None:
    text = world.get("/coverage").text
    meters = re.findall(r'<meter value="(\d+)" max="(\d+)"', text)
    assert ("1", "50") in meters
    assert not any(most in ("53", "324") for _, most in meters)


def test_pages_that_count_may_be_kept(world: httpx.Client) -> None:
    for path in ("/heat", "/map.csv", "/citations", "/coverage"):
        tag = world.get(path).headers["ETag"]
        assert world.get(path, headers={"If-None-Match": tag}).status_code == 304
