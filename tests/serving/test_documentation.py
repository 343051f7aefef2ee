"""The documentation of ontology and shapes: no term without definition, shape, query; changes."""

from __future__ import annotations

import re
from html import unescape

import httpx
import pytest

from stancegraph.serving.pages.documentation import asked, changes, sample


@pytest.fixture(scope="module")
def terms(web: httpx.Client) -> dict[str, str]:
    text = web.get("/def.html").text
    sections = re.split(r'<section class="term" id="', text)[1:]
    return {section.partition('"')[0]: section.partition("</section>")[0] for section in sections}


def test_every_term_has_a_definition_an_example_and_a_query(terms: dict[str, str]) -> None:
    assert len(terms) > 50
    for name, section in terms.items():
        assert re.search(r"<p>.{20,}</p>", section), name
        assert "<dt>Example</dt>" in section, name
        assert 'href="/query?' in section, name


def test_a_term_leads_to_its_shapes_and_these_back(
    web: httpx.Client, terms: dict[str, str]
) -> None:
    assert 'href="/shapes#stance-holder"' in terms["holder"]
    assert "Exactly one body or state holds a stance" in terms["holder"]
    assert 'href="/shapes#Stance"' in terms["Stance"]
    shapes = web.get("/shapes").text
    assert 'id="stance-holder"' in shapes
    assert 'href="/def.html#holder"' in shapes
    linked = {name for part in terms.values() for name in re.findall(r'"/shapes#([\w-]+)"', part)}
    assert {name for name in linked if f'id="{name}"' not in shapes} == set()


def test_the_queries_of_terms_run(web: httpx.Client, terms: dict[str, str]) -> None:
    links = {
        unescape(link) for part in terms.values() for link in re.findall(r"/query\?[^\"]+", part)
    }
    for link in sorted(links)[:: max(1, len(links) // 12)]:
        assert web.get(link).status_code == 200
    link = sample("holder", False).href
    assert "<tbody>" in web.get(link).text


def test_uses_are_counted_by_the_description_of_the_graph(terms: dict[str, str]) -> None:
    assert re.search(r"Used here</dt><dd>\d+ times", terms["Stance"])
    assert "Used here" not in terms["Draft"]


def test_questions_are_found_by_whole_names() -> None:
    assert "5." in asked("evidence")[0].title or asked("evidence")
    assert asked("eviden") == ()


def test_what_changed_is_listed_by_version() -> None:
    kinds = {(change.version.split()[0], change.kind) for change in changes()}
    assert ("0.1.0", "Ontology") in kinds
    assert ("0.1.0", "Shapes") in kinds
    assert all(change.entries for change in changes())
