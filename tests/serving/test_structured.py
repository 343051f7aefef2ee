"""The schema.org description in pages: only words that schema.org has, out of the graph."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from stancegraph.serving.pages.structured import embedded

SEED = "/resolution/oic-cfm/48/50-pol"
PAGES = {
    "/": "Dataset",
    f"{SEED}.html": "Legislation",
    f"{SEED}/op/2/stance/6-33-132.html": "Quotation",
    "/resolution/eu-ep/p9-ta-2022-0012.html": "Legislation",
    "/org/eu-ep.html": "Organization",
    "/state/kaz.html": "Country",
    "/place/islamabad.html": "Place",
    "/session/oic-cfm/48.html": "Event",
    "/people/kazakhstani.html": "DefinedTerm",
}


def described(web: httpx.Client, path: str) -> dict[str, object]:
    text = web.get(path).text
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert len(found) == 1
    said = json.loads(found[0])
    assert isinstance(said, dict)
    return said


def terms(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for entry in value:
            yield from terms(entry)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name == "@type":
                yield str(inner)
            elif not name.startswith("@"):
                yield name
            yield from terms(inner)


@pytest.mark.parametrize("path", PAGES)
def test_every_word_is_one_of_schema_org(web: httpx.Client, root: Path, path: str) -> None:
    said = described(web, path)
    assert said["@type"] == PAGES[path]
    assert said["@context"] == "https://schema.org"
    assert str(said["@id"]).startswith("https://w3id.org/stancegraph/id/")
    assert said["name" if said["@type"] != "Quotation" else "text"]
    listed = root / "stancegraph" / "resources" / "vocabulary" / "schema.txt"
    known = set(listed.read_text(encoding="utf-8").split())
    assert {term for term in terms(said) if f"https://schema.org/{term}" not in known} == set()


def test_a_work_names_its_body_its_day_and_what_it_cites(web: httpx.Client) -> None:
    said = described(web, f"{SEED}.html")
    assert said["legislationIdentifier"] == "50/48-POL"
    assert said["legislationPassedBy"] == {
        "@type": "Organization",
        "@id": "https://w3id.org/stancegraph/id/org/oic-cfm",
        "name": "OIC Council of Foreign Ministers",
    }
    assert "legislationDate" not in said
    cited = said["citation"]
    assert isinstance(cited, list)
    assert "https://w3id.org/stancegraph/id/treaty/oic-charter" in {it["@id"] for it in cited}


def test_nothing_in_a_description_ends_its_element() -> None:
    assert "</script" not in embedded({"name": "</script><b>"})
    assert json.loads(embedded({"name": "</script>"}))["name"] == "</script>"
