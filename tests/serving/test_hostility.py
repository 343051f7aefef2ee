"""Hostile requests are refused or ended, and hurt nobody else."""

from __future__ import annotations

import asyncio
import signal
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from served import Server, Starter
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from stancegraph.serving.holding.holdings import NAMED, Holdings
from stancegraph.serving.pages.views import Viewer
from stancegraph.serving.querying.inspection import inspect
from stancegraph.serving.transport.manners import Manners, told

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
HOSTILE = {
    "a count over a three-way cross join": CROSS,
    "an order over a cross join": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f",
    "a regular expression over a cross join": "SELECT * { ?a ?b ?c . ?d ?e ?f "
    'FILTER REGEX(CONCAT(STR(?c), STR(?f)), "^(([a-z])+.)+[A-Z]([a-z])+$") }',
    "a long path": "SELECT (COUNT(*) AS ?n) "
    "{ ?a (!<x:x>)* ?b . ?b (!<x:y>)* ?c . ?c (!<x:z>)* ?d }",
}


def raw(server: Server, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while chunk := connection.recv(65536):
            answer += chunk
    return answer


@pytest.mark.parametrize(
    "path",
    [
        "/../../../../etc/passwd",
        "/static/../../../../etc/passwd",
        "/static/%2e%2e/%2e%2e/settings.py",
        "/static/..%2f..%2fsettings.py",
        "/tables/..%2fdataset.ttl",
        "/dumps/..%2f..%2f..%2fetc%2fpasswd",
        "//etc/passwd",
        "/state/..%2f..%2fetc%2fpasswd.ttl",
        "/state/kaz%00.ttl",
    ],
)
def test_no_path_leaves_the_site(server: Server, path: str) -> None:
    answer = raw(server, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    assert answer.split(b" ", 2)[1] in (b"404", b"400")
    assert b"root:" not in answer
    assert b"@base" not in answer


@pytest.mark.parametrize(
    "path",
    [
        "/state/kaz%0d%0aX-Evil:%20yes",
        "/state/kaz%0d%0a%0d%0a<script>",
        "/query?query=%0d%0aX-Evil:%20yes",
        "/search?q=%0d%0aX-Evil:%20yes&format=json",
    ],
)
def test_no_header_is_injected(web: httpx.Client, path: str) -> None:
    assert "X-Evil" not in web.get(path).headers


@pytest.mark.parametrize("path", ["/sitemap.xml", "/llms.txt", "/openapi.json", "/robots.txt"])
def test_who_names_another_host_changes_nothing_for_others(web: httpx.Client, path: str) -> None:
    for forged in ("data-example.org", "data.example-org", "data.example.org:80"):
        assert forged in web.get(path, headers={"Host": forged}).text
    page = web.get(path, headers={"Host": "data.example.org"}).text
    assert "http://data.example.org" in page
    assert "example-org" not in page


def test_a_forged_host_is_not_repeated(server: Server) -> None:
    for path in ("/feed.atom", "/sitemap.xml", "/query", "/opensearch.xml"):
        request = f'GET {path} HTTP/1.1\r\nHost: e"><script>\r\nConnection: close\r\n\r\n'
        assert b'e"><script>' not in raw(server, request.encode())


@pytest.mark.parametrize(
    "request_",
    [
        b"\x00\x01\x02\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n",
    ],
)
def test_what_is_no_request_is_refused(server: Server, request_: bytes) -> None:
    answer = raw(server, request_)
    assert answer == b"" or answer.split(b" ", 2)[1].startswith(b"4")
    assert server.client.get("/state/kaz.ttl").status_code == 200


def test_a_hostile_query_is_ended_with_a_fault_and_no_part_of_an_answer(
    start: Starter, root: Path
) -> None:
    hurried = start("--graph", str(root / "kg"), "--workers", "1", "--seconds", "0.3")
    answer = hurried.client.get("/sparql", params={"query": CROSS})
    assert answer.status_code == 504
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["type"] == "/problems#query-timeout"
    assert hurried.client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


def test_the_word_service_is_found_however_it_is_written() -> None:
    for query in ("{ SERVICESILENT<x:y>{} }", "{?s ?p 1SERVICE<x:y>{}}", "{ Service ?x {} }"):
        assert inspect(query).service
    for query in ("{ ?service ?p 'SERVICE' }", "# SERVICE", "{ <x:SERVICE> ?p '''a'SERVICE''' }"):
        assert not inspect(query).service


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_queries_hurt_nobody_else(server: Server, name: str) -> None:
    with ThreadPoolExecutor(1) as others:
        hostile = others.submit(
            httpx.post, f"{server.client.base_url}sparql", data={"query": HOSTILE[name]}, timeout=30
        )
        answered = 0
        while not hostile.done():
            cheap = server.client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"})
            assert cheap.json()["boolean"] is True
            assert server.client.get("/state/kaz.html").status_code == 200
            answered += not hostile.done()
        assert answered > 0
    answer = hostile.result()
    assert answer.status_code in (504, 422)
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.slow
def test_too_many_waiting_are_sent_away(start: Starter, root: Path) -> None:
    small = start("--graph", str(root / "kg"), "--workers", "1", "--seconds", "2")
    address = f"{small.client.base_url}sparql"
    with ThreadPoolExecutor(24) as crowd:
        asked = [
            crowd.submit(httpx.get, address, params={"query": CROSS}, timeout=60) for _ in range(24)
        ]
        answers = [future.result() for future in asked]
    busy = [answer for answer in answers if answer.status_code == 503]
    assert busy
    assert all(answer.headers["Retry-After"] for answer in busy)
    assert {answer.status_code for answer in answers} <= {503, 504}


SLOW = {
    "slow heads": b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/",
    "slow bodies": b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
    b"Content-Length: 900000\r\n\r\nSELECT",
    "silence": b"",
    "a second request": b"GET /state/kaz.ttl HTTP/1.1\r\nHost: x\r\n\r\nGET /sta",
    "answers nobody reads": b"GET /dumps/stancegraph.nq.gz HTTP/1.1\r\nHost: x\r\n\r\n" * 3,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", SLOW)
def test_a_hundred_slow_clients_hurt_nobody(server: Server, name: str) -> None:
    slow = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(100)]
    try:
        for connection in slow:
            connection.sendall(SLOW[name])
        for _ in range(20):
            assert server.client.get("/state/kaz.html").status_code == 200
            assert server.client.get("/sparql", params={"query": "ASK {}"}).status_code == 200
    finally:
        for connection in slow:
            connection.close()


@pytest.mark.slow
def test_one_client_does_not_hold_all_workers(start: Starter, root: Path) -> None:
    few = start("--graph", str(root / "kg"), "--workers", "3", "--seconds", "2")
    address = f"{few.client.base_url}sparql"
    other = httpx.HTTPTransport(local_address="127.0.0.2")
    with ThreadPoolExecutor(4) as crowd, httpx.Client(transport=other, timeout=30) as client:
        asked = [
            crowd.submit(httpx.get, address, params={"query": CROSS}, timeout=60) for _ in range(4)
        ]
        answered = 0
        while not asked[0].done():
            cheap = client.get(address, params={"query": "ASK { ?s ?p ?o }"})
            assert cheap.status_code == 200
            answered += not asked[0].done()
        assert answered > 0
    assert {future.result().status_code for future in asked} <= {503, 504}


@pytest.mark.slow
def test_the_server_ends_under_hostile_load(start: Starter, root: Path) -> None:
    loaded = start("--graph", str(root / "kg"), "--workers", "2")
    address = f"{loaded.client.base_url}sparql"
    told: list[int] = []
    asked = [threading.Thread(target=_ask, args=(address, told), daemon=True) for _ in range(6)]
    for thread in asked:
        thread.start()
    while not (children := _descendants(loaded.process.pid)):
        pass
    loaded.client.get("/state/kaz.ttl", timeout=30)
    loaded.process.send_signal(signal.SIGTERM)
    loaded.process.wait(timeout=4)
    for thread in asked:
        thread.join(timeout=30)
    assert set(told) <= {503}
    assert not [pid for pid in children if Path(f"/proc/{pid}").exists()]
    assert loaded.process.stderr is not None
    assert loaded.process.stderr.read() == ""


def _ask(address: str, told: list[int]) -> None:
    try:
        told.append(httpx.get(address, params={"query": CROSS}, timeout=30).status_code)
    except httpx.HTTPError:
        return


def _descendants(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in listed] + [
        below for child in listed for below in _descendants(int(child))
    ]


def test_names_without_end_do_not_fill_the_memory() -> None:
    held = Holdings(ox.Store(), "https://x.example/", "", Path())
    for number in range(NAMED + 100):
        assert held.label(f"https://x.example/state/{number}") is None
    assert held._name.cache_info().currsize == NAMED


def test_parts_in_a_circle_have_an_end() -> None:
    part_of = ox.NamedNode("http://data.europa.eu/eli/ontology#is_part_of")
    one, other = (ox.NamedNode(f"https://x.example/resolution/{name}") for name in "ab")
    store = ox.Store()
    store.extend([ox.Quad(one, part_of, other), ox.Quad(other, part_of, one)])
    viewer = Viewer(Holdings(store, "https://x.example/", "", Path()), "en")
    assert viewer.work_of(one.value) == other.value


def test_a_fault_of_the_program_has_what_every_answer_has() -> None:
    async def broken(_request: Request) -> Response:
        raise ZeroDivisionError

    site = Starlette(
        routes=[Route("/", broken)],
        middleware=[Middleware(Manners)],
        exception_handlers={Exception: told},
    )

    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(site, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport) as client:
            return await client.get("http://x.example/")

    answer = asyncio.run(asked())
    assert answer.status_code == 500
    assert answer.json()["detail"] == "a fault of the server"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "ZeroDivisionError" not in answer.text
