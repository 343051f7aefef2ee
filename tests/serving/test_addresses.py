"""The addresses beside the data: search, tables, dumps, descriptions, feed, query page."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
from xml.etree import ElementTree as ET

import httpx
import pyoxigraph as ox
import pytest

BASE = "https://w3id.org/stancegraph/id/"
SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"


def found(web: httpx.Client, query: str, **more: str) -> list[str]:
    answer = web.get("/search", params={"q": query, "format": "json", **more})
    assert answer.status_code == 200
    return [result["iri"].removeprefix(BASE) for result in answer.json()["results"]]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Kazakhstan", "state/kaz"),
        ("كازاخستان", "state/kaz"),
        ("kazajstan", "state/kaz"),
        ("50/48-POL", "resolution/oic-cfm/48/50-pol"),
        ("European Parlia", "org/eu-ep"),
    ],
)
def test_names_symbols_and_beginnings_are_found(web: httpx.Client, query: str, first: str) -> None:
    assert found(web, query)[0] == first


def test_words_of_provisions_are_found_by_kind(web: httpx.Client) -> None:
    hits = found(web, '"peaceful protests"', kind="paragraph")
    work = "resolution/oic-cfm/48/50-pol"
    assert set(hits) == {f"{work}/pp/2", f"{work}/op/1"}


@pytest.mark.parametrize("query", ['"', "NEAR(", "a AND", "iri:x", "* ^", "(((", "'; DROP", "\0"])
def test_no_query_breaks_the_search(web: httpx.Client, query: str) -> None:
    assert web.get("/search", params={"q": query}).status_code == 200


def test_the_found_page_escapes_what_was_asked(web: httpx.Client) -> None:
    page = web.get("/search", params={"q": "<script>alert(1)</script>"}).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_paging_of_the_search(web: httpx.Client) -> None:
    first, second = found(web, "state"), found(web, "state", start="25")
    assert len(first) == 25
    assert second
    assert not set(first) & set(second)
    assert web.get("/search", params={"q": "x", "start": "-1"}).status_code == 400


def test_tables_are_the_published_ones(web: httpx.Client) -> None:
    answer = web.get("/tables/stances.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert {row["symbol"] for row in rows} == {"50/48-POL"}
    assert web.get("/tables/nothing.csv").status_code == 404


def test_dumps_hold_the_graph_and_match_their_digests(web: httpx.Client) -> None:
    sums = dict(
        reversed(line.split("  ")) for line in web.get("/dumps/SHA256SUMS").text.splitlines()
    )
    count = web.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).json()
    total = int(count["results"]["bindings"][0]["n"]["value"])
    dump = web.get("/dumps/stancegraph.nt.gz")
    assert hashlib.sha256(dump.content).hexdigest() == sums["stancegraph.nt.gz"]
    assert gzip.decompress(dump.content).count(b" .\n") == total
    table = web.get("/tables/stances.csv")
    assert hashlib.sha256(table.content).hexdigest() == sums["stances.csv"]
    assert sums["stancegraph.nq.gz"] in web.get("/downloads").text


def test_dataset_and_endpoint_describe_themselves(web: httpx.Client) -> None:
    void = list(ox.parse(web.get("/.well-known/void").content, format=ox.RdfFormat.TURTLE))
    said = {(str(quad.subject), quad.predicate.value) for quad in void}
    assert (f"<{BASE}dataset>", f"{VOID}triples") in said
    assert any(predicate == f"{VOID}linkPredicate" for _, predicate in said)
    answer = web.get("/sparql", headers={"Accept": "application/n-triples"})
    service = list(ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES))
    endpoints = [quad.object for quad in service if quad.predicate.value == f"{SD}endpoint"]
    assert [str(term) for term in endpoints] == [f"<{web.base_url}sparql>"]
    assert web.get("/sparql", headers={"Accept": "text/html"}).headers["Location"] == "/query"


def test_the_site_map_names_pages_that_are_there(web: httpx.Client) -> None:
    places = [
        element.text or "" for element in ET.fromstring(web.get("/sitemap.xml").content).iter()
    ]
    places = [place for place in places if place.strip()]
    assert f"{web.base_url}state/kaz.html" in places
    for place in places[:: max(1, len(places) // 12)]:
        assert web.get(place).status_code == 200
    assert f"{web.base_url}sitemap.xml" in web.get("/robots.txt").text


def test_the_feed_names_the_works(web: httpx.Client) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ET.fromstring(web.get("/feed.atom").content)
    entries = feed.findall(f"{atom}entry")
    assert [entry.findtext(f"{atom}id") for entry in entries] == [
        f"{BASE}resolution/oic-cfm/48/50-pol"
    ]
    assert entries[0].findtext(f"{atom}updated") == "2022-03-23T00:00:00Z"


def test_the_query_page_answers_without_a_script(web: httpx.Client) -> None:
    form = web.get("/query")
    assert "<textarea" in form.text
    assert 'href="/query?example=condemned"' in form.text
    asked = {"query": "SELECT ?l { <state/kaz> <http://www.w3.org/2000/01/rdf-schema#label> ?l }"}
    assert "Kazakhstan" in web.get("/query", params=asked).text
    wrong = web.get("/query", params={"query": "SELECT"})
    assert wrong.status_code == 400
    assert 'role="alert"' in wrong.text


def test_every_example_of_the_query_page_runs(web: httpx.Client) -> None:
    from stancegraph.store import questions

    for question in questions():
        answer = web.post("/sparql", data={"query": question.sparql})
        assert answer.status_code == 200, question.name
