"""Queries written so that every store takes them mean what they meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancegraph.identifiers import BASE
from stancegraph.store import questions
from stancegraph.store.dialect import Form, absolute, form, limit

OTHER = "https://example.org/other/"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * { <org/eu> ?p ?o }", f"SELECT * {{ <{OTHER}org/eu> ?p ?o }}"),
        ("BASE <http://a/> ASK { <b> ?p ?o }", " ASK { <http://a/b> ?p ?o }"),
        ("base <x/> ASK { <b> ?p <> }", f" ASK {{ <{OTHER}x/b> ?p <{OTHER}x/> }}"),
        ("PREFIX base: <http://a/> ASK { base:b ?p ?o }", None),
        ("ASK { ?base ?p 'BASE <x> # <y>' }", None),
        ('ASK { ?s ?p """a "<b>" c""" }', None),
        ("ASK { ?s ?p ?o FILTER (?a < ?b && ?c > 3) } # <b>", None),
    ],
)
def test_relative_iris_are_written_out(query: str, expected: str | None) -> None:
    assert absolute(query, OTHER) == (query if expected is None else expected)


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_questions_are_written_out_once_and_for_all(question) -> None:
    once = absolute(question.sparql, BASE)
    assert "BASE" not in once
    assert absolute(once, OTHER) == once


@given(st.text(max_size=60))
def test_any_text_can_be_asked(text: str) -> None:
    assert isinstance(form(absolute(text, OTHER)), Form)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("PREFIX select: <http://ask/> ASK { ?s ?p ?o }", Form.TRUTH),
        ("# CONSTRUCT\nselect(count(*) as ?n){?s ?p ?o}", Form.ROWS),
        ("PREFIX a: <http://x#>\nDESCRIBE a:b", Form.TRIPLES),
        ("SELECT ?ask { ?ask ?p 'CONSTRUCT' }", Form.ROWS),
        ("nonsense", Form.ROWS),
    ],
)
def test_forms(query: str, expected: Form) -> None:
    assert form(query) is expected


def test_only_the_limit_of_the_whole_query_counts() -> None:
    assert limit("SELECT * { { SELECT * { ?s ?p ?o } LIMIT 3 } }") is None
    assert limit("SELECT * { ?s ?p ?o } ORDER BY ?s LIMIT 12 OFFSET 3 # LIMIT 4") == 12
