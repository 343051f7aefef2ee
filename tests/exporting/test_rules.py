"""What web servers are told of the files: their types, which of them an IRI leads to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
import pytest

pytest.importorskip("starlette", reason="needs the extra [serve]")

from apache import apache
from static_site import URL

from stancegraph.exporting.rules import headers, htaccess, w3id
from stancegraph.identifiers import BASE
from stancegraph.serving.transport.formats import DESCRIPTIONS, content_type

if TYPE_CHECKING:
    from static_site import Site

TYPES = [
    ("text/turtle", "ttl"),
    ("application/ld+json", "jsonld"),
    ("text/csv", "csv"),
    ("text/html", "html"),
    ("*/*", "html"),
    ("text/html,application/xhtml+xml,*/*;q=0.8", "html"),
    ("application/x-turtle", "ttl"),
]


def test_every_format_is_told_by_its_type() -> None:
    lines = headers(DESCRIPTIONS).splitlines()
    for offer in DESCRIPTIONS[1:]:
        place = lines.index(f"/*.{offer.extension}")
        assert lines[place + 1] == f"  Content-Type: {content_type(offer)}"
    assert all(line.startswith(("/", "  ")) for line in lines)


def test_no_other_host_may_be_asked() -> None:
    rules = htaccess(DESCRIPTIONS, "/")
    assert "default-src 'none'; script-src 'self' 'wasm-unsafe-eval';" in rules
    assert "http:" not in rules
    assert "https:" not in rules


def test_a_base_elsewhere_needs_no_redirects() -> None:
    assert w3id("https://data.example.org/id/", URL, DESCRIPTIONS) == ""


@pytest.fixture(scope="module")
def served(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """The site in its folder, and the folder of w3id.org."""
    purls = tmp_path_factory.mktemp("w3id")
    (purls / ".htaccess").write_bytes((site.root / "w3id.htaccess").read_bytes())
    here = tmp_path_factory.mktemp("apache")
    with apache(here / "it", {"/stances": site.root, "/stancegraph": purls}) as client:
        yield client


@pytest.mark.slow
@pytest.mark.parametrize(("accept", "extension"), TYPES)
@pytest.mark.parametrize("name", ["state/kaz", "resolution/un-sc/2672", "def/act/condemn", "def"])
def test_apache_leads_from_an_iri_to_the_format(
    served: httpx.Client, name: str, accept: str, extension: str
) -> None:
    answer = served.get(f"/stances/{name}", headers={"Accept": accept})
    assert answer.status_code == 303
    assert urlsplit(answer.headers["Location"]).path == f"/stances/{name}.{extension}"
    assert "Accept" in answer.headers["Vary"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.slow
@pytest.mark.parametrize("extension", ["ttl", "jsonld", "csv", "html"])
def test_apache_tells_the_type_of_a_file(served: httpx.Client, extension: str) -> None:
    answer = served.get(f"/stances/state/kaz.{extension}")
    assert answer.status_code == 200
    offer = next(offer for offer in DESCRIPTIONS if offer.extension == extension)
    assert answer.headers["Content-Type"].lower() == content_type(offer)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.slow
def test_apache_shows_pages_by_the_addresses_of_the_server(served: httpx.Client) -> None:
    assert served.get("/stances/").status_code == 200
    answer = served.get("/stances/heat", follow_redirects=True)
    assert answer.url.path == "/stances/heat.html"
    assert answer.status_code == 200
    void = served.get("/stances/.well-known/void")
    assert void.headers["Content-Type"] == "text/turtle; charset=utf-8"


@pytest.mark.slow
def test_apache_says_what_is_missing_with_the_page_for_it(served: httpx.Client) -> None:
    answer = served.get("/stances/state/atlantis", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert "Nothing is known" in answer.text
    assert served.get("/stances/static/site.css").status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize(("accept", "extension"), TYPES)
def test_w3id_leads_to_the_file_by_itself(
    served: httpx.Client, accept: str, extension: str
) -> None:
    for iri, place in (
        (f"{BASE}state/kaz", "state/kaz"),
        ("https://w3id.org/stancegraph/def", "def"),
        ("https://w3id.org/stancegraph/def/act/condemn", "def/act/condemn"),
    ):
        answer = served.get(urlsplit(iri).path, headers={"Accept": accept})
        assert answer.status_code == 303
        assert answer.headers["Location"] == f"{URL}{place}.{extension}"
