"""Workers: no network even if the refusal of SERVICE were got round, bounded answers and memory."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from stancegraph.serving.querying.frames import Job, Reply
from stancegraph.serving.querying.pool import LostError, Pool, SpentError
from stancegraph.serving.querying.workers import Evaluator, Nursery, open_nursery
from stancegraph.serving.settings import MEGABYTE, Limits

LIMITS = Limits(seconds=20, workers=1, answer_bytes=2000, memory_bytes=64 * MEGABYTE)
BASE = "http://x.example/"


class Unguarded(Evaluator):
    """Looks into no query: what the refusal of SERVICE might let slip."""

    def reply(self, job: Job) -> Reply:
        return self.evaluated(job)


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    store = ox.Store()
    term = ox.NamedNode(BASE + "p")
    store.extend(ox.Quad(term, term, ox.Literal(f"{number:040}")) for number in range(2000))
    opened = open_nursery(Unguarded(store, BASE, LIMITS), LIMITS)
    yield opened
    opened.close()


def asked(nursery: Nursery, *queries: str, limits: Limits = LIMITS) -> list[Reply | str]:
    async def ask() -> list[Reply | str]:
        pool = Pool(nursery, limits)
        await pool.open()
        replies: list[Reply | str] = []
        for query in queries:
            try:
                replies.append(await pool.ask(Job(query, "json", "ttl")))
            except (LostError, SpentError) as fault:
                replies.append(type(fault).__name__)
        await pool.close()
        return replies

    return asyncio.run(ask())


def test_a_worker_reaches_no_network(nursery: Nursery) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        port = listening.getsockname()[1]
        loud = f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
        silent = loud.replace("SERVICE", "SERVICE SILENT")
        replies = asked(nursery, loud, silent)
        assert isinstance(replies[0], Reply)
        assert replies[0].outcome == "failed"
        with pytest.raises(TimeoutError):
            listening.accept()


def test_an_answer_beyond_the_limit_is_refused_whole(nursery: Nursery) -> None:
    large, small = asked(nursery, "SELECT * { ?s ?p ?o }", "SELECT * { ?s ?p ?o } LIMIT 3")
    assert isinstance(large, Reply)
    assert isinstance(small, Reply)
    assert (large.outcome, large.body) == ("too-large", b"")
    assert small.outcome == "done"


def test_a_worker_that_needs_too_much_memory_is_replaced(nursery: Nursery) -> None:
    greedy = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
    lost, after = asked(nursery, greedy, "ASK {}")
    assert lost == "LostError"
    assert isinstance(after, Reply)
    assert after.outcome == "done"


def test_a_worker_that_takes_too_long_is_replaced(nursery: Nursery) -> None:
    hurried = Limits(seconds=0.2, workers=1)
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    spent, after = asked(nursery, endless, "ASK {}", limits=hurried)
    assert spent == "SpentError"
    assert isinstance(after, Reply)
    assert after.outcome == "done"
