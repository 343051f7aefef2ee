"""The description of the interface, held against the server that it describes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pyoxigraph as ox
import pytest
from served import Server
from starlette.routing import Route

from stancegraph.serving.machines.interface import openapi, paths, table
from stancegraph.serving.settings import Limits

DCAT = "http://www.w3.org/ns/dcat#"
BASE = "https://w3id.org/stancegraph/id/"
Described = dict[str, Any]


@pytest.fixture(scope="module")
def described(web: httpx.Client) -> Described:
    answer = web.get("/openapi.json")
    assert answer.headers["Content-Type"] == "application/vnd.oai.openapi+json"
    told: Described = answer.json()
    return told


def operations(described: Described, method: str) -> Iterator[tuple[str, Described]]:
    for path, item in described["paths"].items():
        if method in item:
            yield path, item[method]


def asked(path: str, operation: Described) -> tuple[str, dict[str, str]]:
    """The address of an operation's own examples."""
    query = {}
    for each in operation.get("parameters", []):
        if each["in"] == "path":
            path = path.replace(f"{{{each['name']}}}", each["example"])
        elif "example" in each:
            query[each["name"]] = each["example"]
        else:
            assert not each["required"]
    return path, query


def kind(answer: httpx.Response) -> str:
    return answer.headers["Content-Type"].split(";")[0]


def test_the_description_is_sound(described: Described) -> None:
    validator = pytest.importorskip("openapi_spec_validator", reason="needs openapi-spec-validator")
    validator.validate(described)
    names = [told["operationId"] for _, told in operations(described, "get")]
    assert len(names) == len(set(names))


def test_every_route_of_the_application_is_described_and_no_other() -> None:
    from pathlib import Path

    from stancegraph.serving.holding.holdings import Holdings
    from stancegraph.serving.holding.searching import Index
    from stancegraph.serving.machines.catalogue import Downloads
    from stancegraph.serving.querying.endpoint import Endpoint
    from stancegraph.serving.querying.pool import Pool
    from stancegraph.serving.site import routes_of

    holdings = Holdings(ox.Store(), BASE, "0", Path("nowhere"))
    limits = Limits()
    endpoint = Endpoint(Pool.__new__(Pool), limits)
    downloads = Downloads(holdings, Path("nowhere"))
    routes = routes_of(holdings, endpoint, downloads, Index(holdings), limits)
    assert all(isinstance(route, Route) for route in routes)
    assert {path for path, _ in paths(routes)} == set(table())
    described = openapi(routes, holdings, "http://x.example/")
    for path, methods in paths(routes):
        assert {method.upper() for method in described["paths"][path]} == methods  # type: ignore[index]


def test_every_example_answers_as_described(web: httpx.Client, described: Described) -> None:
    for path, operation in operations(described, "get"):
        place, query = asked(path, operation)
        answer = web.get(place, params=query)
        assert str(answer.status_code) in operation["responses"], place
        assert answer.status_code < 400, place
        if answer.status_code == 200:
            assert kind(answer) in operation["responses"]["200"]["content"], place
        else:
            assert "Location" in operation["responses"]["303"]["headers"]


def test_every_type_described_is_given_to_who_accepts_it(
    web: httpx.Client, described: Described
) -> None:
    for path, operation in operations(described, "get"):
        if not table()[path].by_accept:
            continue
        place, query = asked(path, operation)
        for wanted in table()[path].answers:
            headers = {"Accept": wanted}
            answer = web.get(place, params=query, headers=headers, follow_redirects=True)
            assert (answer.status_code, kind(answer)) == (200, wanted), place


def test_every_body_described_is_taken(web: httpx.Client, described: Described) -> None:
    posted = dict(operations(described, "post"))
    assert set(posted) == {"/sparql", "/reconcile"}
    for path, operation in posted.items():
        for media_type, told in operation["requestBody"]["content"].items():
            form = told["example"] if isinstance(told["example"], dict) else None
            bare = None if form else told["example"]
            headers = {} if form else {"Content-Type": media_type}
            answer = web.post(path, data=form, content=bare, headers=headers)
            assert answer.status_code == 200, (path, media_type, answer.text)
            assert kind(answer) in operation["responses"]["200"]["content"]


def test_faults_are_problems_as_described(web: httpx.Client, described: Described) -> None:
    required = described["components"]["schemas"]["Problem"]["required"]
    for place, status in (
        ("/nothing/at/all", 404),
        ("/tables/nothing.csv", 404),
        ("/report/nothing", 404),
        ("/sparql?query=SELECT", 400),
        ("/search?q=x&start=-1", 400),
        ("/reconcile?queries=[]", 400),
    ):
        answer = web.get(place, headers={"Accept": "application/json"})
        assert answer.status_code == status
        assert kind(answer) == "application/problem+json"
        assert set(required) <= set(answer.json())


@pytest.mark.parametrize("place", ["/", "/sparql", "/search?q=x", "/.well-known/void"])
def test_entrances_lead_to_the_description(web: httpx.Client, place: str) -> None:
    links = web.get(place).headers["Link"]
    assert '</openapi.json>; rel="service-desc"' in links
    assert '</.well-known/api-catalog>; rel="api-catalog"' in links
    assert web.head(place).headers["Link"] == links


def test_catalogue_and_service_description_name_it(web: httpx.Client) -> None:
    linkset = web.get("/.well-known/api-catalog").json()["linkset"]
    places = [entry["href"] for item in linkset for entry in item["service-desc"]]
    assert set(places) == {f"{web.base_url}openapi.json"}
    for item in linkset:
        assert web.get(item["anchor"]).status_code == 200
    answer = web.get("/sparql", headers={"Accept": "application/n-triples"})
    service = list(ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES))
    described = [q.object for q in service if q.predicate.value == f"{DCAT}endpointDescription"]
    assert [str(term) for term in described] == [f"<{web.base_url}openapi.json>"]


def test_the_introduction_says_what_is_there(web: httpx.Client) -> None:
    answer = web.get("/llms.txt")
    assert kind(answer) == "text/plain"
    text = answer.text
    assert text.startswith("# stancegraph\n\n> ")
    count = web.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).json()
    triples = int(count["results"]["bindings"][0]["n"]["value"])
    assert f"{triples:,} triples; works whose text is held: 1;" in text
    for part in (
        "OIC Council of Foreign Ministers",
        f"`{BASE}state/",
        "`sg:Stance` (",
        "`sg:holder` (",
        "`act:condemn` -0.9",
        "query?example=stances",
    ):
        assert part in text
    for block in text.split("```sparql\n")[2:]:
        query = block.split("```")[0]
        assert web.post("/sparql", data={"query": query}).status_code == 200
    for link in {part.split(")")[0] for part in text.split("](")[1:]}:
        assert web.get(link, follow_redirects=True).status_code == 200, link


def test_the_pattern_of_a_stance_finds_stances(web: httpx.Client) -> None:
    block = web.get("/llms.txt").text.split("```sparql\n")[1].split("```")[0]
    head, _, pattern = block.partition("# ")
    query = f"{head}SELECT ?words {{ {pattern.strip()} }}"
    found = web.post("/sparql", data={"query": query}).json()["results"]["bindings"]
    assert len(found) >= 10


def test_a_graph_without_register_or_works_is_described_too(quads: httpx.Client) -> None:
    assert quads.get("/openapi.json").status_code == 200
    assert "4 triples; works whose text is held: 0;" in quads.get("/llms.txt").text


def test_the_small_world_is_described(small_world: Server) -> None:
    assert "Security Council" in small_world.client.get("/llms.txt").text
