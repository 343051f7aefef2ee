"""A server process on a free port for each graph, started once and stopped at the end."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

pytest.importorskip("starlette", reason="needs the extra [serve]")

BASE = "https://w3id.org/stancegraph/id/"
_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://x.example/Text>"
_LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
QUADS = "".join(
    f"<{BASE}resolution/x/{number}> {said} <{BASE}graph/{graph}> .\n"
    for number, name, graph in ((1, "First", "one"), (2, "Second", "two"))
    for said in (_TYPE, f'{_LABEL} "{name}"@en')
)


class Server:
    """A running server and what it told when it was ready."""

    def __init__(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "stancegraph", "serve", "-p", "0", *arguments]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr is not None
        self.told = self.process.stderr.readline()
        found = re.search(r"http://\S+/", self.told)
        assert found, self.told + self.process.stderr.read()
        self.client = httpx.Client(base_url=found.group(), timeout=30)

    @property
    def port(self) -> int:
        return self.client.base_url.port or 80

    def stop(self) -> int:
        self.client.close()
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=20)
        assert self.process.stderr is not None
        self.process.stderr.close()
        return code


Starter = Callable[..., Server]


@pytest.fixture(scope="session")
def start() -> Iterator[Starter]:
    running: list[Server] = []

    def started(*arguments: str) -> Server:
        running.append(Server(*arguments))
        return running[-1]

    yield started
    for server in running:
        if server.process.poll() is None:
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
