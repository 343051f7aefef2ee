"""A graph asked elsewhere answers as one asked here, or says why it cannot."""

from __future__ import annotations

import pytest
from store.fake_store import Answer, FakeStore, virtuoso_asked

from stancegraph.errors import QueryError, StoreError
from stancegraph.identifiers import BASE
from stancegraph.store import open_graph
from stancegraph.store.answers import render
from stancegraph.store.connection import Connection
from stancegraph.store.remote import RemoteGraph

QUADS = f"""<{BASE}a> <a:p> "x"@en <a:one> .
<{BASE}b> <a:p> "2"^^<http://www.w3.org/2001/XMLSchema#integer> <a:two> .
"""
QUERIES = [
    ("SELECT * { ?s ?p ?o } ORDER BY ?s", "table"),
    ("SELECT ?o { <a> <a:p> ?o }", "csv"),
    ("BASE <http://other/> SELECT ?o { <a> <a:p> ?o }", "json"),
    ("ASK { <b> <a:p> 2 }", None),
    ("ASK { <c> <a:p> 2 }", None),
    ("CONSTRUCT { ?s <a:q> ?o } { ?s <a:p> ?o }", "turtle"),
]


@pytest.fixture
def remote(fake: FakeStore, connection: Connection) -> RemoteGraph:
    fake.store.load(QUADS.encode(), format=_nquads())
    return RemoteGraph(connection, f"{fake.url}/store")


def _nquads():
    import pyoxigraph

    return pyoxigraph.RdfFormat.N_QUADS


@pytest.mark.parametrize(("query", "output"), QUERIES)
def test_answers_are_those_of_the_embedded_store(remote, tmp_path, query, output) -> None:
    (tmp_path / "a.nq").write_text(QUADS, encoding="utf-8")
    here = render(open_graph(tmp_path / "a.nq").query(query), output, BASE)
    there = render(remote.query(query), output, BASE)
    assert sorted(there.splitlines()) == sorted(here.splitlines())


def test_stores_whose_queries_see_all_graphs_are_asked_as_they_are(fake, remote) -> None:
    fake.union = True
    assert list(remote.query("SELECT * { ?s ?p ?o }"))
    assert not any(b"union-default-graph" in asked.body for asked in fake.asked)


def test_a_store_that_hides_its_graphs_is_told(fake, remote) -> None:
    fake.refuse = lambda _asked: Answer(
        200,
        '{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"a:s"}}]}}',
        {"Content-Type": "application/sparql-results+json"},
    )
    with pytest.raises(StoreError, match="do not see the named graphs"):
        remote.query("ASK { ?s ?p ?o }")


@pytest.mark.parametrize("truth", [True, False])
def test_virtuoso_says_yes_and_no_by_a_table(fake, remote, truth: bool) -> None:
    fake.union = True
    fake.refuse = lambda asked: virtuoso_asked(truth) if b"ASK" in asked.body else None
    assert bool(remote.query("ASK { ?s ?p ?o }")) is truth


@pytest.mark.parametrize(
    ("query", "cut"),
    [
        ("SELECT * { ?s ?p ?o }", True),
        ("SELECT * { ?s ?p ?o } LIMIT 3", True),
        ("SELECT * { ?s ?p ?o } LIMIT 2", False),
    ],
)
def test_answers_that_the_store_cut_are_refused(fake, remote, query: str, cut: bool) -> None:
    fake.union = True
    rows = '{"head":{"vars":["s"]},"results":{"bindings":[]}}'
    fake.refuse = lambda _asked: Answer(200, rows, {"X-SPARQL-MaxRows": "2"})
    if cut:
        with pytest.raises(QueryError, match="cuts answers at 2 rows"):
            remote.query(query)
    else:
        remote.query(query)


@pytest.mark.parametrize(
    ("answer", "fault", "words"),
    [
        (Answer(400, "error at 1:9: expected }"), QueryError, "400 error at 1:9"),
        (Answer(404, "gone"), StoreError, "404 gone"),
        (Answer(200, "<html>welcome</html>"), StoreError, "not SPARQL JSON"),
        (Answer(200, '{"head":{"vars":["x"]},"results":'), StoreError, "not SPARQL JSON"),
    ],
)
def test_what_is_no_answer_is_told(fake, remote, answer, fault, words) -> None:
    fake.union = True
    seen = []
    fake.refuse = lambda asked: answer if b"%3Fx" in asked.body else seen.append(asked)
    with pytest.raises(fault, match=words):
        list(remote.query("SELECT ?x { ?x ?p ?o }"))


def test_triples_in_another_syntax_are_told(fake, remote) -> None:
    fake.union = True
    page = Answer(200, "<html>", {"Content-Type": "text/html; charset=utf-8"})
    fake.refuse = lambda asked: page if b"DESCRIBE" in asked.body else None
    with pytest.raises(StoreError, match="triples came as text/html"):
        remote.query("DESCRIBE <a>")


def test_counts_are_by_graph(remote) -> None:
    assert remote.counts(["a:one", "a:none"]) == {"a:one": 1, "a:none": 0}
