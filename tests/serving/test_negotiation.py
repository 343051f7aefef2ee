"""Every IRI in every representation: the matrix, weights, 406, conditional and other requests."""

from __future__ import annotations

import asyncio
import csv
import gzip
import io
import json
from pathlib import Path
from urllib.parse import quote, urlencode

import brotli
import httpx
import pyoxigraph as ox
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from stancegraph.serving.dereferencing import Dereferencer
from stancegraph.serving.holding.holdings import TYPE, Holdings
from stancegraph.serving.pages.rendering import Pages
from stancegraph.serving.transport.delivery import Deliverer

BASE = "https://w3id.org/stancegraph/id/"
WORK = "resolution/oic-cfm/48/50-pol"
KINDS = [
    WORK,
    f"{WORK}/en",
    f"{WORK}/en/txt",
    f"{WORK}/en/txt/span/1517-1540",
    f"{WORK}/op/2",
    f"{WORK}/op/2/stance/6-33-132",
    f"{WORK}/adoption",
    "matter/oic-cfm/48/50-pol/op/1/26-121",
    "session/oic-cfm/48",
    "state/kaz",
    "org/oic-cfm",
    "resolution/eu-ep/p9-ta-2022-0012",
    "dataset",
    "def",
    "def/act/condemn",
]
TYPES = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "nq": "application/n-quads",
    "trig": "application/trig",
    "rdf": "application/rdf+xml",
    "csv": "text/csv",
}
RDF = {
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdf": ox.RdfFormat.RDF_XML,
}
UNPACK = {"gzip": gzip.decompress, "br": brotli.decompress, None: bytes}


def full(path: str) -> str:
    if path.startswith("def"):
        return "https://w3id.org/stancegraph/" + path
    return BASE + path


@pytest.mark.parametrize("path", KINDS)
def test_each_kind_of_iri_in_each_representation(web: httpx.Client, path: str) -> None:
    sizes = {}
    for extension, media_type in TYPES.items():
        see = web.get(f"/{path}", headers={"Accept": media_type})
        assert see.status_code == 303
        assert see.headers["Location"] == f"/{path}.{extension}"
        assert "Accept" in see.headers["Vary"]
        there = web.get(see.headers["Location"])
        assert there.status_code == 200
        assert there.headers["Content-Type"].split(";")[0] == media_type
        assert there.headers["Content-Location"] == f"/{path}.{extension}"
        if extension in RDF:
            subjects = {
                str(getattr(quad.subject, "value", ""))
                for quad in ox.parse(there.content, format=RDF[extension])
            }
            assert full(path) in subjects
            sizes[extension] = len(list(ox.parse(there.content, format=RDF[extension])))
    assert sizes["ttl"] == sizes["nt"] == sizes["rdf"] == sizes["jsonld"]


@pytest.mark.parametrize(
    ("accept", "extension"),
    [
        ("*/*", "html"),
        ("text/turtle;q=0.5, application/ld+json;q=0.9", "jsonld"),
        ("text/html;q=0.2, text/*;q=0.4", "ttl"),
        ("text/*, text/turtle;q=0, text/html;q=0", "nt"),
        ("application/xhtml+xml, */*;q=0.1", "html"),
        ("TEXT/TURTLE", "ttl"),
        ("text/turtle; charset=utf-8; q=0.3, text/csv;q=0.2", "ttl"),
        ("text/csv;q=2, text/turtle;q=0.1", "ttl"),
        ("image/png, application/trig;q=0.01", "trig"),
    ],
)
def test_weights_decide(web: httpx.Client, accept: str, extension: str) -> None:
    answer = web.get("/state/kaz", headers={"Accept": accept})
    assert answer.headers["Location"] == f"/state/kaz.{extension}"


@pytest.mark.parametrize("accept", ["image/png", "text/turtle;q=0", "*/*;q=0"])
def test_nothing_acceptable_is_told_with_the_list(web: httpx.Client, accept: str) -> None:
    answer = web.get("/state/kaz", headers={"Accept": accept})
    assert answer.status_code == 406
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "Accept" in answer.headers["Vary"]
    assert {entry["type"] for entry in answer.json()["available"]} == set(TYPES.values())


def test_what_is_not_described_is_not_found(web: httpx.Client) -> None:
    for path in ("/state/nowhere", "/state/kaz/x", "/nothing.ttl", "/state/kaz.exe", "/def/act/x"):
        answer = web.get(path)
        assert answer.status_code == 404
        assert answer.headers["Content-Type"] == "application/problem+json"
    page = web.get("/state/nowhere", headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert page.headers["Content-Type"].startswith("text/html")


def test_a_work_brings_its_parts_and_names_what_it_names(web: httpx.Client) -> None:
    quads = list(ox.parse(web.get(f"/{WORK}.nt").content, format=ox.RdfFormat.N_TRIPLES))
    subjects = {str(getattr(quad.subject, "value", "")) for quad in quads}
    for part in ("op/2", "op/2/stance/6-33-132", "en/txt/span/1517-1540", "adoption"):
        assert f"{BASE}{WORK}/{part}" in subjects
    assert f"{BASE}state/kaz" in subjects
    assert f"{BASE}matter/oic-cfm/48/50-pol/op/1/26-121" in subjects


def test_the_table_has_a_row_a_statement(web: httpx.Client) -> None:
    rows = list(csv.DictReader(io.StringIO(web.get("/state/kaz.csv").text)))
    names = {(row["value"], row["language"]) for row in rows if "prefLabel" in row["property"]}
    assert {("Kazakhstan", "en"), ("كازاخستان", "ar")} <= names


def test_unchanged_is_304_and_changed_is_not(web: httpx.Client) -> None:
    first = web.get("/state/kaz.ttl")
    tag = first.headers["ETag"]
    assert tag.startswith('"')
    for condition in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        again = web.get("/state/kaz.ttl", headers={"If-None-Match": condition})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == tag
        assert again.headers["Cache-Control"]
        assert again.headers["Vary"] == first.headers["Vary"]
    assert web.get("/state/kaz.ttl", headers={"If-None-Match": '"x"'}).status_code == 200


def test_representations_of_one_address_have_their_own_tags(web: httpx.Client) -> None:
    tags = [
        web.get("/state/kaz.html", headers=headers).headers["ETag"]
        for headers in (
            {"Accept-Encoding": "identity"},
            {"Accept-Encoding": "gzip"},
            {"Accept-Encoding": "gzip", "Accept-Language": "ar"},
        )
    ]
    assert len(set(tags)) == 3


def test_names_come_in_the_wanted_language(web: httpx.Client) -> None:
    page = web.get("/state/kaz.html", headers={"Accept-Language": "de, ar;q=0.8, en;q=0.5"})
    assert "Accept-Language" in page.headers["Vary"]
    assert '<h1 lang="ar" dir="rtl">كازاخستان</h1>' in page.text


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip", "gzip"),
        ("gzip, deflate, br", "br"),
        ("br, *;q=0.1", "br"),
        ("br;q=0.2, gzip;q=0.4", "gzip"),
        ("gzip;q=0", None),
        ("gzip;q=0.5, identity", None),
        ("identity", None),
        ("zstd", None),
    ],
)
def test_compression_follows_the_request(
    web: httpx.Client, accepted: str, coding: str | None
) -> None:
    query = urlencode({"query": "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 100", "format": "csv"})
    for path, begins in ((f"/{WORK}.ttl", b"@prefix"), (f"/sparql?{query}", b"s,p,o\r\n")):
        with web.stream("GET", path, headers={"Accept-Encoding": accepted}) as answer:
            body = b"".join(answer.iter_raw())
            assert answer.headers.get("Content-Encoding") == coding
        assert UNPACK[coding](body).startswith(begins)
        assert "Accept-Encoding" in answer.headers["Vary"]


@pytest.mark.parametrize("path", ["/state/kaz", "/state/kaz.ttl", "/state/kaz.html", "/state/none"])
def test_head_is_get_without_the_body(web: httpx.Client, path: str) -> None:
    head, get = web.head(path), web.get(path)
    assert head.content == b""
    assert head.status_code == get.status_code
    volatile = {"date"}
    assert {k: v for k, v in head.headers.items() if k not in volatile} == {
        k: v for k, v in get.headers.items() if k not in volatile
    }


def test_options_and_cors(web: httpx.Client) -> None:
    answer = web.options("/state/kaz", headers={"Origin": "https://x.example"})
    assert answer.status_code == 204
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert "POST" in web.options("/sparql").headers["Access-Control-Allow-Methods"]
    for path in ("/state/kaz.ttl", "/state/kaz", "/state/none", "/static/site.css"):
        assert web.get(path).headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(web: httpx.Client, method: str) -> None:
    answer = web.request(method, "/state/kaz")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert web.request("PUT", "/sparql").status_code == 405


def test_signposts_lead_machines_on(web: httpx.Client) -> None:
    links = web.get(f"/{WORK}.html").headers["Link"]
    for part in (
        f'<{BASE}{WORK}>; rel="cite-as"',
        '<https://creativecommons.org/licenses/by/4.0/>; rel="license"',
        'rel="type"',
        'rel="collection"',
        f'</{WORK}.ttl>; rel="alternate describedby"; type="text/turtle"',
    ):
        assert part in links
    assert f'<{BASE}{WORK}>; rel="describes"' in web.get(f"/{WORK}.ttl").headers["Link"]


def test_named_graphs_dereference_and_quads_keep_them(quads: httpx.Client) -> None:
    whole = list(ox.parse(quads.get("/graph/one.nq").content, format=ox.RdfFormat.N_QUADS))
    assert {str(quad.graph_name) for quad in whole} == {f"<{BASE}graph/one>"}
    assert len(whole) == 2
    assert quads.get("/resolution/x/1", headers={"Accept": "text/turtle"}).status_code == 303
    assert json.loads(quads.get("/resolution/x/1.jsonld").content)


@pytest.mark.parametrize("extension", ["html", "ttl", "jsonld", "csv"])
def test_things_with_names_in_other_scripts_are_described(extension: str) -> None:
    base, path = "https://x.example/id/", "state/қазақстан"
    store = ox.Store()
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    kind = ox.NamedNode(f"{base}class/мемлекет")
    store.add(ox.Quad(ox.NamedNode(base + path), label, ox.Literal("Қазақстан", language="kk")))
    store.add(ox.Quad(ox.NamedNode(base + path), TYPE, kind))
    holdings = Holdings(store, base, "0", Path())
    dereferencer = Dereferencer(holdings, Deliverer("0"), Pages(holdings))
    site = Starlette(routes=[Route("/{path:path}", dereferencer.respond)])

    async def asked() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(site)) as client:
            return await client.get(f"http://x.example/{quote(path)}.{extension}")

    answer = asyncio.run(asked())
    assert answer.status_code == 200
    assert f'<{base}{quote(path)}>; rel="cite-as"' in answer.headers["Link"]
    assert "Қазақстан" in answer.text
