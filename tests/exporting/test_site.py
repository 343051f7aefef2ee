"""The exported site: nothing leads nowhere, and it stands wherever it is put."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="needs the extra [serve]")

import pyoxigraph as ox
from static_site import URL, Site, exported

from stancegraph.errors import GraphError


def test_every_link_leads_to_a_file_and_a_place_in_it(site: Site) -> None:
    assert len(site.pages) > 150
    assert sum(len(list(site.own(name))) for name in site.pages) > 3000
    assert site.broken() == []


@pytest.mark.slow
def test_every_link_of_the_published_graph_leads_somewhere(root: Path, tmp_path: Path) -> None:
    whole = exported(root / "kg", tmp_path / "site", processes=2)
    assert len(whole.pages) > 5000
    assert whole.broken() == []


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<a href="b.html#x"> <a href="b.html#y"> <a href="c.html"> <a href="/b.html">'
    )
    (tmp_path / "b.html").write_text('<p id="x"><a href="https://other.example/"></a>')
    assert Site(tmp_path).broken() == [
        ("a.html", address) for address in ("/b.html", "b.html#y", "c.html")
    ]


def test_no_identifier_stands_twice_on_a_page(site: Site) -> None:
    for name in site.pages:
        found = re.findall(r'\sid="([^"]*)"', (site.root / name).read_text(encoding="utf-8"))
        assert len(found) == len(set(found)), name


def test_only_the_page_for_what_is_missing_knows_where_the_site_stands(site: Site) -> None:
    missing = (site.root / "404.html").read_text(encoding="utf-8")
    assert 'href="/stances/static/site.css"' in missing
    home = (site.root / "index.html").read_text(encoding="utf-8")
    assert '="/' not in home
    assert URL in (site.root / "sitemap.xml").read_text(encoding="utf-8")


def test_what_stands_in_json_leads_to_files_too(site: Site) -> None:
    page = (site.root / "index.html").read_text(encoding="utf-8")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    files = [entry["contentUrl"] for entry in json.loads(found.group(1))["distribution"]]
    assert sorted(files) == [f"{URL}dumps/stancegraph.{extension}.gz" for extension in ("nq", "nt")]


def test_the_introduction_for_language_models_leads_to_files(site: Site) -> None:
    text = (site.root / "llms.txt").read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert len(links) > 20
    assert all(link.startswith(URL) for link in links)
    assert {link.removeprefix(URL) for link in links} <= site.files
    assert "/sparql" not in text


def test_the_files_of_a_thing_say_what_the_graph_says(site: Site) -> None:
    place = site.root / "state" / "kaz"
    said = {
        str(quad.triple)
        for quad in ox.parse(place.with_name("kaz.jsonld").read_bytes(), ox.RdfFormat.JSON_LD)
    }
    assert any("Kazakhstan" in triple for triple in said)
    turtle = ox.parse(place.with_name("kaz.ttl").read_bytes(), ox.RdfFormat.TURTLE)
    assert {str(quad.triple) for quad in turtle} == said
    assert not place.with_name("kaz.nt").exists()


def test_the_dump_has_the_whole_graph(site: Site, small_graph: Path) -> None:
    dump = gzip.decompress((site.root / "dumps" / "stancegraph.nt.gz").read_bytes())
    store = ox.Store()
    store.load(path=str(small_graph), format=ox.RdfFormat.TURTLE)
    assert len(dump.splitlines()) == len(store)


def test_formats_that_are_left_out_are_not_offered(small_graph: Path, tmp_path: Path) -> None:
    bare = exported(small_graph, tmp_path / "site")
    assert bare.broken() == []
    page = (bare.root / "state" / "kaz.html").read_text(encoding="utf-8")
    assert "This thing as" not in page
    for rules in ("_headers", ".htaccess", "w3id.htaccess"):
        assert ".ttl" not in (bare.root / rules).read_text()


def test_an_earlier_export_is_replaced_and_nothing_else(small_graph: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    exported(small_graph, target)
    (target / "stale.html").write_text("old")
    exported(small_graph, target)
    assert not (target / "stale.html").exists()
    own = tmp_path / "own"
    own.mkdir()
    (own / "letter.txt").write_text("mine")
    with pytest.raises(GraphError, match="holds something else"):
        exported(small_graph, own)
    assert (own / "letter.txt").read_text() == "mine"


def test_two_exports_of_a_graph_are_the_same(site: Site, small_graph: Path, tmp_path: Path) -> None:
    again = exported(small_graph, tmp_path / "site", "ttl", "jsonld", "csv", processes=2)
    assert again.files == site.files
    for name in site.files:
        if (site.root / name).is_file():
            assert (again.root / name).read_bytes() == (site.root / name).read_bytes(), name
