"""Limits of rows, memory, time and patience: beyond them there is a fault, never a part."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import cast

import httpx
import pytest
from served import Server, Starter
from starlette.requests import Request

from stancegraph.serving.querying.endpoint import Endpoint
from stancegraph.serving.querying.pool import Pool
from stancegraph.serving.settings import Limits
from stancegraph.serving.transport.patience import PatientProtocol
from stancegraph.serving.transport.receiving import Refusal

TEN = "SELECT ?s { ?s ?p ?o } LIMIT 10"
ELEVEN = "SELECT ?s { ?s ?p ?o } LIMIT 11"
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"
QUERY = {"Content-Type": "application/sparql-query"}
MEGABYTE = 1_000_000
MADE_TO_BE_SLOW = {
    "names that never end": "a." * (MEGABYTE // 2),
    "empty lines": "\n" * MEGABYTE,
    "quotation marks": '"' * MEGABYTE,
    "brackets": "SELECT * { FILTER(" + "(" * MEGABYTE,
    "braces": "SELECT * " + "{" * MEGABYTE,
    "a giant pattern": 'ASK { ?s ?p ?o FILTER REGEX(?o, "' + "(a|b?)*" * 100_000 + '") }',
    "a pattern of powers": 'ASK { ?s ?p ?o FILTER REGEX(STR(?o), "((((a{99}){99}){99}){99})") }',
}


@pytest.fixture(scope="module")
def narrow(start: Starter, root: Path) -> Server:
    limits = ("--workers", "2", "--seconds", "2", "--rows", "10", "--memory", "32")
    return start("--graph", str(root / "kg"), *limits)


@pytest.mark.parametrize("extension", ["json", "xml", "csv", "tsv"])
def test_rows_beyond_the_limit_are_refused_whole(narrow: Server, extension: str) -> None:
    ask = {"format": extension}
    most = narrow.client.get("/sparql", params={"query": TEN, **ask})
    assert most.status_code == 200
    more = narrow.client.get("/sparql", params={"query": ELEVEN, **ask})
    assert more.status_code == 422
    assert more.json()["type"] == "/problems#too-many-rows"
    assert "10 rows" in more.json()["detail"]


def test_more_memory_than_allowed_is_refused(start: Starter, root: Path) -> None:
    limits = ("--workers", "1", "--seconds", "25", "--memory", "32")
    small = start("--graph", str(root / "kg"), *limits)
    answer = small.client.get("/sparql", params={"query": GREEDY})
    assert answer.status_code == 422
    assert answer.json()["type"] == "/problems#out-of-memory"
    assert small.client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


@pytest.mark.parametrize("name", MADE_TO_BE_SLOW)
def test_texts_made_to_be_slow_end_with_a_fault(narrow: Server, name: str) -> None:
    body = MADE_TO_BE_SLOW[name].encode()
    answer = narrow.client.post("/sparql", content=body, headers=QUERY)
    assert answer.status_code in (400, 422, 504)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert narrow.client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


def test_parameters_without_end_are_refused(web: httpx.Client) -> None:
    answer = web.post("/sparql", data={f"p{number}": "" for number in range(101)})
    assert answer.status_code == 400
    assert answer.json()["type"] == "/problems#malformed-request"


def test_a_query_that_never_arrives_is_given_up() -> None:
    async def forever() -> dict[str, object]:
        await asyncio.Event().wait()
        return {}

    async def asked() -> Refusal:
        headers = [(b"content-type", b"application/sparql-query")]
        scope = {"type": "http", "method": "POST", "query_string": b"", "headers": headers}
        scope |= {"path": "/sparql", "server": ("x", 80)}
        endpoint = Endpoint(cast(Pool, None), Limits(patience=0))
        response = await endpoint.respond(Request(scope, forever))
        return cast(Refusal, response)

    assert asyncio.run(asked()).status_code == 408  # type: ignore[attr-defined]


class Transport:
    """A connection whose reader has so much before it."""

    def __init__(self) -> None:
        self.unread = 0
        self.aborted = False

    def get_write_buffer_size(self) -> int:
        return self.unread

    def abort(self) -> None:
        self.aborted = True


class Cycle:
    response_complete = False


@pytest.fixture
def watched() -> tuple[PatientProtocol, Transport]:
    class Clock:
        def call_later(self, *_: object) -> None:
            return None

    protocol = PatientProtocol.__new__(PatientProtocol)
    transport = Transport()
    protocol.__dict__ |= {
        "transport": transport,
        "loop": Clock(),
        "cycle": None,
        "timeout_keep_alive_task": None,
    }
    return protocol, transport


def looks(protocol: PatientProtocol, transport: Transport, *unread: int) -> bool:
    for left in unread:
        transport.unread = left
        protocol._look()
    return transport.aborted


def test_a_head_that_does_not_come_is_cut_off(watched: tuple[PatientProtocol, Transport]) -> None:
    protocol, transport = watched
    assert not looks(protocol, transport, 0)
    assert looks(protocol, transport, 0)


def test_a_request_that_is_being_answered_is_left(
    watched: tuple[PatientProtocol, Transport],
) -> None:
    protocol, transport = watched
    protocol.__dict__["cycle"] = Cycle()
    assert not looks(protocol, transport, 0, 0, 0)


def test_an_answer_nobody_reads_is_cut_off_and_a_slow_reader_is_not(
    watched: tuple[PatientProtocol, Transport],
) -> None:
    protocol, transport = watched
    assert not looks(protocol, transport, 500_000, 400_000, 300_000, 0, 900_000)
    assert looks(protocol, transport, 899_000)
