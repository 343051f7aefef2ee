"""A server process on a free port for each graph, started once and stopped at the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from served import Server, Starter

pytest.importorskip("starlette", reason="needs the extra [serve]")

BASE = "https://w3id.org/stancegraph/id/"
_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://x.example/Text>"
_LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
QUADS = "".join(
    f"<{BASE}resolution/x/{number}> {said} <{BASE}graph/{graph}> .\n"
    for number, name, graph in ((1, "First", "one"), (2, "Second", "two"))
    for said in (_TYPE, f'{_LABEL} "{name}"@en')
)


@pytest.fixture(scope="session")
def start() -> Iterator[Starter]:
    running: list[Server] = []

    def started(*arguments: str) -> Server:
        running.append(Server(*arguments))
        return running[-1]

    yield started
    for server in running:
        server.stop()


@pytest.fixture(scope="session")
def server(start: Starter, root: Path) -> Server:
    return start("--graph", str(root / "kg"), "--workers", "2")


@pytest.fixture(scope="session")
def web(server: Server) -> httpx.Client:
    return server.client


@pytest.fixture(scope="session")
def quads(start: Starter, tmp_path_factory: pytest.TempPathFactory) -> httpx.Client:
    """A server on a small dump with two named graphs and a limit of one second."""
    dump = tmp_path_factory.mktemp("dump") / "small.nq"
    dump.write_text(QUADS, encoding="utf-8")
    return start("--graph", str(dump), "--workers", "2", "--seconds", "1").client


@pytest.fixture(scope="session")
def small_world(start: Starter) -> Server:
    """A server on the small world, in which everything can be counted by hand."""
    graph = Path(__file__).parent / "small" / "world.ttl"
    return start("--graph", str(graph), "--workers", "1")


@pytest.fixture(scope="session")
def world(small_world: Server) -> httpx.Client:
    return small_world.client


@pytest.fixture(scope="session")
def screenshots(request: pytest.FixtureRequest, root: Path) -> Path | None:
    """Where pictures for the documentation go; None unless they are to be made anew."""
    wanted = request.config.getoption("--update-docs")
    return root / "docs" / "screenshots" if wanted else None
