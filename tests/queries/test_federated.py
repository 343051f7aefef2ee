"""The federated query of the docs, with a local endpoint standing in for Wikidata."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest
import rdflib

from stancegraph.errors import QueryError
from stancegraph.identifiers import BASE
from stancegraph.store import Graph, open_graph
from stancegraph.store.answers import render

WIKIDATA = "https://query.wikidata.org/sparql"
STATEMENTS = """
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix p: <http://www.wikidata.org/prop/> .
@prefix ps: <http://www.wikidata.org/prop/statement/> .
@prefix pq: <http://www.wikidata.org/prop/qualifier/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
wd:Q1000 p:P463 [ ps:P463 wd:Q37470 ; pq:P580 "2022-01-01T00:00:00Z"^^xsd:dateTime ;
                  pq:P582 "2023-12-31T00:00:00Z"^^xsd:dateTime ] ,
                [ ps:P463 wd:Q37470 ; pq:P580 "2010-01-01T00:00:00Z"^^xsd:dateTime ;
                  pq:P582 "2011-12-31T00:00:00Z"^^xsd:dateTime ] .
wd:Q232 p:P463 [ ps:P463 wd:Q81299 ; pq:P580 "1992-01-30T00:00:00Z"^^xsd:dateTime ] ,
               [ ps:P463 wd:Q37470 ; pq:P580 "2017-01-01T00:00:00Z"^^xsd:dateTime ;
                 pq:P582 "2018-12-31T00:00:00Z"^^xsd:dateTime ] .
wd:Q43 p:P463 [ ps:P463 wd:Q8908 ] .
wd:Q142 p:P463 [ ps:P463 wd:Q37470 ] .
"""
"""Gabon's two terms, Kazakhstan, Türkiye, and France, which is no member of the OIC."""
EXPECTED = {("state/gab", "Q37470"), ("state/kaz", "Q81299"), ("state/tur", "Q8908")}


class _Endpoint(BaseHTTPRequestHandler):
    store = ox.Store()

    def _answer(self, query: str) -> None:
        body = self.store.query(query).serialize(format=ox.QueryResultsFormat.JSON)
        assert body is not None
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        self._answer(parse_qs(urlsplit(self.path).query)["query"][0])

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = "form-urlencoded" in self.headers.get("Content-Type", "")
        self._answer(parse_qs(body)["query"][0] if form else body)

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


@pytest.fixture
def endpoint() -> Iterator[str]:
    _Endpoint.store = ox.Store()
    _Endpoint.store.load(STATEMENTS.encode(), format=ox.RdfFormat.TURTLE)
    server = HTTPServer(("127.0.0.1", 0), _Endpoint)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/sparql"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def query(root: Path, endpoint: str) -> str:
    page = (root / "docs" / "how-to" / "join-with-wikidata.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```sparql\n(.*?)```", page, re.DOTALL)
    assert len(blocks) == 1
    assert blocks[0].count(WIKIDATA) == 1
    return str(blocks[0]).replace(WIKIDATA, endpoint)


@pytest.fixture
def silent() -> Iterator[str]:
    """An address at which nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{held.getsockname()[1]}/sparql"


class _Page(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<p>Down for maintenance</p>")

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


@pytest.fixture
def page() -> Iterator[str]:
    """An address that answers with a page for people."""
    with HTTPServer(("127.0.0.1", 0), _Page) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/sparql"
        server.shutdown()
        thread.join()


def _pairs(csv: str) -> set[tuple[str, str]]:
    rows = [line.split(",") for line in csv.strip().splitlines()[1:]]
    return {(state.removeprefix(BASE), body.strip().rpartition("/")[2]) for state, body in rows}


def test_pyoxigraph_joins_the_endpoint(root: Path, query: str) -> None:
    answer = render(open_graph(root / "kg").query(query), "csv", BASE)
    assert _pairs(answer) == EXPECTED


def test_rdflib_joins_the_endpoint(root: Path, query: str) -> None:
    graph = rdflib.Graph()
    for path in sorted((root / "kg").rglob("*.ttl")):
        if "tables" not in path.parts:
            graph.parse(path, format="turtle")
    answer = graph.query(query).serialize(format="csv")
    assert answer is not None
    assert _pairs(answer.decode()) == EXPECTED


@pytest.mark.parametrize("form", ["SELECT *", "ASK", "CONSTRUCT { ?s ?p ?o }"])
@pytest.mark.parametrize("where", ["silent", "page"])
def test_a_service_that_does_not_answer_is_told(
    where: str, form: str, request: pytest.FixtureRequest
) -> None:
    address: str = request.getfixturevalue(where)
    sparql = f"{form} WHERE {{ SERVICE <{address}> {{ ?s ?p ?o }} }}"
    with pytest.raises(QueryError, match="a SERVICE of the query does not answer: "):
        render(Graph(ox.Store()).query(sparql), None, BASE)
