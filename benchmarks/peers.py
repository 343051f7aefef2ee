"""The servers that are measured beside each other: how each is started, asked and observed."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

from stancegraph.identifiers import BASE

LIMIT = 2
PATIENCE = 20.0
ENOUGH = 15.0
LONGEST_START = 150.0
PEERS = Path("build/peers")


@dataclass(frozen=True, slots=True)
class Peer:
    """A server: how it is started on a port, where it may answer queries."""

    name: str
    command: Callable[[int], list[str]]
    endpoints: tuple[str, ...]
    own: bool = False


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers, where, and after how many seconds it did."""

    process: subprocess.Popen[bytes]
    port: int
    endpoint: str
    ready: float
    own: bool

    def asked(self, query: str) -> str:
        return f"{self.endpoint}?{urlencode({'query': query})}"

    def page(self, thing: str) -> str:
        """What it shows of a thing."""
        if self.own:
            return f"/{quote(thing.removeprefix(BASE))}.html"
        return self.asked(f"DESCRIBE <{thing}>")


@dataclass(slots=True)
class Client:
    """One connection that is kept."""

    port: int
    connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], float]:
        """Status, headers, seconds."""
        began = time.perf_counter()
        self.connection.request("GET", path, headers=headers)
        answer = self.connection.getresponse()
        answer.read()
        return answer.status, dict(answer.getheaders()), time.perf_counter() - began

    def times(self, paths: list[str], **headers: str) -> list[float]:
        """Milliseconds of each, as many as there is time for."""
        until = time.perf_counter() + ENOUGH
        found = []
        for path in paths:
            status, _, seconds = self.get(path, **headers)
            if status not in (200, 304):
                raise SystemExit(f"{path}: answers {status}")
            found.append(seconds * 1000)
            if time.perf_counter() > until:
                break
        return found


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def processor(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


@contextmanager
def running(peer: Peer) -> Iterator[Running]:
    """The server once it answers."""
    port = free_port()
    began = time.perf_counter()
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(peer.command(port), stdout=quiet, stderr=quiet)
    try:
        while (endpoint := _answering(port, peer.endpoints)) is None:
            if process.poll() is not None or time.perf_counter() - began > LONGEST_START:
                raise SystemExit(f"{peer.name} does not start")
            time.sleep(0.02)
        yield Running(process, port, endpoint, time.perf_counter() - began, peer.own)
    finally:
        process.kill()
        process.wait()


def _answering(port: int, endpoints: tuple[str, ...]) -> str | None:
    for endpoint in endpoints:
        with suppress(OSError):
            if Client(port).get(f"{endpoint}?{urlencode({'query': 'ASK {}'})}")[0] == 200:
                return endpoint
    return None


def peers(dump: Path, texts: Path | None, scratch: Path) -> Iterator[Peer]:
    """The servers, prepared."""
    more = ["--texts", str(texts)] if texts else []
    own = [sys.executable, "-m", "stancegraph", "serve", "--graph", str(dump), *more]
    limit = ["--seconds", str(LIMIT)]
    yield Peer(
        "stancegraph",
        lambda port: [*own, "-p", str(port), *limit],
        ("/sparql",),
        own=True,
    )
    if oxigraph := shutil.which("oxigraph", path=Path(sys.executable).parent):
        place = str(scratch / "oxigraph")
        quiet = subprocess.DEVNULL
        load = [oxigraph, "load", "-l", place, "-f", str(dump)]
        subprocess.run(load, check=True, stdout=quiet, stderr=quiet)
        serve = [oxigraph, "serve-read-only", "-l", place, "--union-default-graph"]
        yield Peer(
            "oxigraph",
            lambda port: [*serve, "--timeout-s", str(LIMIT), "-b", f"127.0.0.1:{port}"],
            ("/query",),
        )
    triples = scratch / "dump.nt"
    with dump.open() as quads, triples.open("w") as file:
        file.writelines(sorted({_triple(line) for line in quads}))
    yield Peer(
        "rdflib-endpoint",
        lambda port: [*rdflib_endpoint(), "--host", "127.0.0.1", "--port", str(port), str(triples)],
        ("/", "/sparql"),
    )


def _triple(quad: str) -> str:
    body = quad.rstrip("\n").removesuffix(" .")
    return body.rpartition(" <")[0] + " .\n"


def rdflib_endpoint() -> list[str]:
    place = PEERS / "bin" / "rdflib-endpoint"
    if not place.exists():
        subprocess.run([sys.executable, "-m", "venv", str(PEERS)], check=True)
        pip = [str(PEERS / "bin" / "python"), "-m", "pip", "install", "-q", "rdflib-endpoint[cli]"]
        subprocess.run(pip, check=True)
    return [str(place), "serve"]
