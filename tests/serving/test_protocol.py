"""The SPARQL 1.1 protocol: how queries come, in which formats answers go, what is refused."""

from __future__ import annotations

import httpx
import pyoxigraph as ox
import pytest

BASE = "https://w3id.org/stancegraph/id/"
LABELS = "SELECT ?l { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?l } ORDER BY ?l"
GRAPHS = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
CONSTRUCT = "CONSTRUCT WHERE { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?l }"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
XML = "application/sparql-results+xml"
UPDATE = {"Content-Type": "application/sparql-update"}
QUERY = {"Content-Type": "application/sparql-query"}


def labels(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    bindings = answer.json()["results"]["bindings"]
    return [value["value"] for binding in bindings for value in binding.values()]


def test_the_three_ways_to_ask(quads: httpx.Client) -> None:
    expected = ["First", "Second"]
    assert labels(quads.get("/sparql", params={"query": LABELS})) == expected
    assert labels(quads.post("/sparql", data={"query": LABELS})) == expected
    assert labels(quads.post("/sparql", content=LABELS, headers=QUERY)) == expected


def test_head_has_the_headers_of_get(quads: httpx.Client) -> None:
    head = quads.head("/sparql", params={"query": LABELS})
    get = quads.get("/sparql", params={"query": LABELS})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == str(len(get.content))


def test_the_dataset_of_the_protocol(quads: httpx.Client) -> None:
    one, two = BASE + "graph/one", BASE + "graph/two"
    asked = {"query": LABELS, "default-graph-uri": one}
    assert labels(quads.get("/sparql", params=asked)) == ["First"]
    assert labels(quads.post("/sparql", data=asked)) == ["First"]
    direct = {"default-graph-uri": [one, two]}
    answer = quads.post("/sparql", params=direct, content=LABELS, headers=QUERY)
    assert labels(answer) == ["First", "Second"]
    assert labels(quads.get("/sparql", params={"query": GRAPHS, "named-graph-uri": two})) == [two]
    assert labels(quads.get("/sparql", params={"query": GRAPHS})) == [one, two]
    inside = LABELS.replace("{", f"FROM <{two}> {{", 1)
    assert labels(quads.get("/sparql", params={"query": inside})) == ["Second"]
    assert labels(quads.get("/sparql", params={"query": inside, "default-graph-uri": one})) == [
        "First"
    ]


@pytest.mark.parametrize(
    ("accept", "media_type", "begins"),
    [
        ("application/sparql-results+json", "application/sparql-results+json", b'{"head"'),
        ("application/json", "application/sparql-results+json", b'{"head"'),
        ("*/*", "application/sparql-results+json", b'{"head"'),
        (XML, XML, b"<?xml"),
        ("text/csv", "text/csv", b"l\r\nFirst"),
        ("text/tab-separated-values", "text/tab-separated-values", b'?l\n"First"@en'),
        (
            "text/csv;q=0.1, application/sparql-results+xml;q=0.2",
            XML,
            b"<?xml",
        ),
    ],
)
def test_formats_of_rows(quads: httpx.Client, accept: str, media_type: str, begins: bytes) -> None:
    answer = quads.get("/sparql", params={"query": LABELS}, headers={"Accept": accept})
    assert answer.headers["Content-Type"].split(";")[0] == media_type
    assert answer.headers["Vary"] == "Accept, Accept-Encoding"
    assert answer.content.startswith(begins)


@pytest.mark.parametrize(
    ("accept", "parsed"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("*/*", ox.RdfFormat.TURTLE),
    ],
)
def test_formats_of_graphs(quads: httpx.Client, accept: str, parsed: ox.RdfFormat) -> None:
    answer = quads.get("/sparql", params={"query": CONSTRUCT}, headers={"Accept": accept})
    assert answer.status_code == 200
    assert len(list(ox.parse(answer.content, format=parsed))) == 2


def test_ask_and_describe(quads: httpx.Client) -> None:
    assert quads.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True
    described = quads.get("/sparql", params={"query": f"DESCRIBE <{BASE}resolution/x/1>"})
    assert len(list(ox.parse(described.content, format=ox.RdfFormat.TURTLE))) == 2


@pytest.mark.parametrize("form", ["DESCRIBE <{0}>", "CONSTRUCT WHERE {{ <{0}> ?p ?o }}"])
def test_a_described_thing_is_said_as_it_was_published(web: httpx.Client, form: str) -> None:
    place = "resolution/oic-cfm/48/50-pol/en/txt/span/1517-1540"
    answer = web.get("/sparql", params={"query": form.format(BASE + place), "format": "nt"})
    about = [line for line in answer.text.splitlines() if line.startswith(f"<{BASE}{place}>")]
    assert sum("XMLSchema#nonNegativeInteger" in line for line in about) == 2
    file = web.get(f"/{place}.nt").text.splitlines()
    assert set(about) == {line for line in file if line.startswith(f"<{BASE}{place}>")}


def test_a_format_that_there_is_not(quads: httpx.Client) -> None:
    for query, accept in ((LABELS, "text/turtle"), (CONSTRUCT, "text/csv"), (LABELS, "image/png")):
        answer = quads.get("/sparql", params={"query": query}, headers={"Accept": accept})
        assert answer.status_code == 406
        assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_malformed_query_is_told_with_its_place(quads: httpx.Client) -> None:
    answer = quads.get("/sparql", params={"query": "SELECT * {\n ?s ?p }"})
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "at 2:" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"method": "GET", "params": {"query": ["ASK {}", "ASK {}"]}}, 400),
        ({"method": "GET", "params": {"query": " "}}, 400),
        ({"method": "POST", "data": {"update": "CLEAR ALL"}}, 403),
        ({"method": "GET", "params": {"update": "CLEAR ALL"}}, 403),
        (
            {
                "method": "POST",
                "content": "CLEAR ALL",
                "headers": UPDATE,
            },
            403,
        ),
        ({"method": "POST", "data": {"query": "INSERT DATA { <a:a> <a:b> 1 }"}}, 400),
        ({"method": "POST", "content": "ASK {}", "headers": {"Content-Type": "text/plain"}}, 415),
        ({"method": "POST", "content": b"ASK { \xff }", "headers": QUERY}, 400),
        ({"method": "POST", "data": {"other": "x"}}, 400),
    ],
)
def test_what_is_no_query_is_refused(
    quads: httpx.Client, request_: dict[str, object], status: int
) -> None:
    answer = quads.request(url="/sparql", **request_)  # type: ignore[arg-type]
    assert answer.status_code == status, answer.text
    assert answer.json()["status"] == status


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { BIND(<http://127.0.0.1/> AS ?e) SERVICE ?e { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "SELECT * { SERVICE#\n<http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { FILTER EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }",
        "SELECT * FROM <http://127.0.0.1:9/x.ttl> { ?s ?p ?o }",
        "SELECT * FROM NAMED <file:///etc/passwd> { ?s ?p ?o }",
        "PREFIX e: <http://127.0.0.1/> SELECT * FROM e:x { ?s ?p ?o }",
    ],
)
def test_nobody_else_is_asked(quads: httpx.Client, query: str) -> None:
    answer = quads.post("/sparql", data={"query": query})
    assert answer.status_code == 403
    for name in ("default-graph-uri", "named-graph-uri"):
        remote = {"query": "ASK {}", name: "http://127.0.0.1:9/"}
        assert quads.get("/sparql", params=remote).status_code == 403


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ("SERVICE <x>" AS ?service) { ?s ?p ?o } # SERVICE <http://x/>',
        "PREFIX service: <http://x.example/> SELECT * { ?s a service:Text . ?from ?service ?o }",
        "SELECT * { ?s a <http://x.example/Text#SERVICE> }",
    ],
)
def test_the_word_alone_is_no_service(quads: httpx.Client, query: str) -> None:
    assert quads.post("/sparql", data={"query": query}).status_code == 200


def test_a_query_too_long_is_refused(quads: httpx.Client) -> None:
    body = "ASK {} #" + "x" * 10_000_000
    answer = quads.post("/sparql", content=body, headers=QUERY)
    assert answer.status_code == 413

    def unsized() -> object:
        for _ in range(200):
            yield b"#" * 10_000

    answer = quads.post("/sparql", content=unsized(), headers=QUERY)  # type: ignore[arg-type]
    assert answer.status_code == 413
