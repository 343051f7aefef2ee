"""The page of a work: its languages, its vote, both calendars, and what the shapes say of it."""

from __future__ import annotations

import json
import re

import httpx
import pytest

WORK = "/resolution/un-sc/2672"


def test_each_language_stands_in_its_direction(world: httpx.Client) -> None:
    text = world.get(f"{WORK}.html").text
    shown = re.findall(r'<div class="text" lang="(\w+)" dir="(\w+)">', text)
    assert shown == [("en", "ltr"), ("ar", "rtl")]
    assert '<a href="#ar-txt" lang="ar" hreflang="ar" dir="rtl">العربية</a>' in text
    assert '<blockquote lang="ar" dir="rtl">' in text
    assert text.count('<details class="version"') == 2
    assert text.count("<mark id=") == 2


def test_the_reader_s_language_comes_first(world: httpx.Client) -> None:
    text = world.get(f"{WORK}.html", headers={"Accept-Language": "ar, en;q=0.5"}).text
    assert re.findall(r'<div class="text" lang="(\w+)"', text) == ["ar", "en"]
    assert '<h1 lang="ar" dir="auto">الحالة في الشرق الأوسط</h1>' in text


def test_the_quote_is_in_the_reader_s_language_where_there_is_one(world: httpx.Client) -> None:
    cell = "/heat/org/un-sc/toward/state/kaz"
    quoted = {}
    for tongue in ("en", "ar", "ru"):
        text = world.get(cell, headers={"Accept-Language": tongue}).text
        quoted[tongue] = re.findall(r"<blockquote[^>]*><a [^>]*>(.*?)</a>", text)
    assert quoted["en"] == ["Welcomes  Kazakhstan"]
    assert quoted["ar"] == ["يرحب بكازاخستان"]
    assert quoted["ru"] == quoted["en"]


def test_a_vote_is_a_table_and_no_pile_of_cards(world: httpx.Client) -> None:
    text = world.get(f"{WORK}.html").text
    assert text.count('class="card ') == 4
    assert "1 in favour, 1 against" in text
    vote = text[text.index('id="vote"') :]
    assert re.search(r'<th scope="row">Against</th><td>1</td><td><a [^>]*>Soviet Union</a>', vote)


def test_a_session_in_both_calendars(world: httpx.Client) -> None:
    for page in ("/session/oic-cfm/48.html", "/resolution/x/48/50-pol.html"):
        text = world.get(page).text
        assert "19-20 Sha&#39;ban 1443H" in text
        assert "(1443-08-19, Umm al-Qura)" in text


@pytest.mark.slow
def test_a_work_that_conforms_is_said_to(web: httpx.Client) -> None:
    stem = "resolution/oic-cfm/48/50-pol"
    assert f'data-report="/report/{stem}.json"' in web.get(f"/{stem}.html").text
    told = web.get(f"/report/{stem}.json")
    judged = told.json().pop("judged")
    assert judged in ("by the build", "now")
    words = "conforms to the shapes"
    said = {"conforms": True, "words": words, "judged": judged, "findings": []}
    assert told.json() == said
    assert "conforms to the shapes" in web.get(f"/report/{stem}").text


@pytest.mark.slow
def test_what_the_shapes_find_points_into_the_text(world: httpx.Client) -> None:
    told = json.loads(world.get("/report/resolution/un-sc/2672.json").text)
    assert told["conforms"] is False
    of_stance = [it for it in told["findings"] if it["focus"].endswith("/stance/0-10-20")]
    said = {it["shape"].rpartition("#")[2]: it["anchors"] for it in of_stance}
    assert said["StanceSaysNegation"] == ["en-txt-0-20", "ar-txt-0-15"]
    shapes = world.get("/shapes").text
    names = {finding["shape"].rpartition("#")[2] for finding in told["findings"]}
    assert {name for name in names if f'id="{name}"' not in shapes} == set()
    page = world.get("/report/resolution/un-sc/2672").text
    assert 'href="/resolution/un-sc/2672.html#en-txt-0-20"' in page
    assert 'href="/shapes#StanceSaysNegation"' in page


@pytest.mark.parametrize("path", ["resolution/un-sc/2254", "state/kaz", "nothing"])
def test_only_works_with_a_text_are_judged(world: httpx.Client, path: str) -> None:
    assert world.get(f"/report/{path}").status_code == 404
    assert world.get(f"/report/{path}.json").status_code == 404


def test_a_provision_shows_its_words_its_stances_and_whom_it_repeats(
    world: httpx.Client, web: httpx.Client
) -> None:
    text = web.get("/resolution/oic-cfm/48/50-pol/op/2.html").text
    assert "<blockquote>Expresses disapproval of the resolution" in text
    assert "Stances in it (" in text
    later = world.get("/resolution/x/48/50-pol/op/1.html").text
    earlier = world.get("/resolution/un-sc/2672/op/1.html").text
    assert re.search(
        r'id="repeats">.*un-sc/2672/op/1\.html.*\(86 % of the words\)', later, re.DOTALL
    )
    assert re.search(r'id="repeated">.*x/48/50-pol/op/1\.html', earlier, re.DOTALL)


def test_offsets_are_served_as_they_were_published(web: httpx.Client) -> None:
    """A store that keeps all integers alike must not make the served graph break the shapes."""
    span = "/resolution/oic-cfm/48/50-pol/en/txt/span/1517-1540.nt"
    text = web.get(span).text
    assert '"1517"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>' in text
    assert "XMLSchema#integer>" not in text
