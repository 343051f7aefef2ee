"""How fast the server answers, and what a hostile query does to others, beside two peers.

    stancegraph build ../shared/corpora/hrc_akn --output build/hrc/kg --dumps build/hrc
    python benchmarks/serving.py build/hrc/stancegraph.nq [--texts ../shared/corpora/hrc_akn]

The peers run on the same dump, one server at a time, in the same run: `oxigraph` (its server, from
the package that the extra `test` brings) and `rdflib-endpoint`, which is installed from its package
into a scratch environment below build/ when it is not there. Neither has pages, so that their
"page" is a DESCRIBE of the same things. The limit of a query is two seconds where there is one.

Each figure in milliseconds is of wall-clock time as one client sees it; "CPU ms a page" is what
the process of the server used, which other work on the machine changes least. Pages are asked for
once each (nothing kept by the server), then all again. No row is measured for longer than
fifteen seconds, so that slow servers are asked for fewer pages; the whole run takes about five
minutes.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

from stancegraph.identifiers import BASE

LIMIT = 2
PAGES = 300
CLIENTS = 2
PATIENCE = 20.0
ENOUGH = 15.0
LONGEST_START = 150.0
PEERS = Path("build/peers")
HOSTILE = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
WORDS = ("kazakhstan", "human rights", "violence against women", "condemns", "54/1")


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


def p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def hostile(server: Running) -> tuple[str, float]:
    """How the hostile query ends, and after which time."""
    began = time.perf_counter()
    try:
        status, _, _ = Client(server.port).get(server.asked(HOSTILE))
        ending = str(status)
    except OSError:
        ending = "not ended"
    return ending, time.perf_counter() - began


def beside_hostile(server: Running, cheap: list[str]) -> tuple[list[float], str, float]:
    """What cheap queries take while a hostile one runs, and how that one ends."""
    with ThreadPoolExecutor(1) as other:
        running_one = other.submit(hostile, server)
        time.sleep(0.1)
        times: list[float] = []
        client = Client(server.port)
        while not running_one.done():
            try:
                times.append(client.get(random.choice(cheap))[2] * 1000)
            except OSError:
                times.append(PATIENCE * 1000)
                client = Client(server.port)
        ending, seconds = running_one.result()
    return times, ending, seconds


def per_second(port: int, paths: list[str]) -> float:
    """Requests a second of several clients at once."""
    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as crowd:
        parts = [paths[start::CLIENTS] for start in range(CLIENTS)]
        counts = crowd.map(lambda part: len(Client(port).times(part)), parts)
        return sum(counts) / (time.perf_counter() - began)


def stopped(server: Running) -> str:
    """Seconds from SIGTERM to the end, while hostile queries run."""
    for _ in range(4):
        threading.Thread(target=hostile, args=(server,), daemon=True).start()
    time.sleep(0.3)
    server.process.send_signal(signal.SIGTERM)
    began = time.perf_counter()
    try:
        server.process.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return f"not within {PATIENCE:.0f}"
    return f"{time.perf_counter() - began:.2f}"


def measure(peer: Peer, things: list[str]) -> dict[str, str]:
    """One column of the table."""
    label = "SELECT ?l { <%s> <http://www.w3.org/2000/01/rdf-schema#label> ?l }"
    with running(peer) as server:
        cheap = [server.asked(label % thing) for thing in things[:200]]
        pages = [server.page(thing) for thing in things]
        cells = {
            "ready, s": f"{server.ready:.2f}",
            "ready, CPU s": f"{processor(server.process.pid):.2f}",
            **_pages(server, pages),
        }
        client = Client(server.port)
        if peer.own:
            cells |= own_cells(server, client, pages)
        alone = client.times(cheap)
        cells["cheap query, median ms"] = f"{statistics.median(alone):.2f}"
        cells["cheap query, p95 ms"] = f"{p95(alone):.2f}"
        times, ending, seconds = beside_hostile(server, cheap)
        cells["cheap p95 beside a hostile one, ms"] = f"{p95(times):,.1f} of {len(times)}"
        cells["hostile query"] = f"{ending} after {seconds:.2f} s"
        cells["memory, MB"] = f"{memory(server.process.pid):,.0f}"
        cells["SIGTERM under load, s"] = stopped(server)
    return cells


def _pages(server: Running, pages: list[str]) -> dict[str, str]:
    client = Client(server.port)
    before = processor(server.process.pid)
    first = client.times(pages)
    used = processor(server.process.pid) - before
    again = client.times(pages)
    return {
        "page, median ms": f"{statistics.median(first):.2f}",
        "page, p95 ms": f"{p95(first):.2f}",
        "CPU ms a page": f"{used / len(first) * 1000:.2f}",
        "pages asked for": f"{len(first)}",
        "pages again, median ms": f"{statistics.median(again):.2f}",
        f"pages/s, {CLIENTS} clients": f"{per_second(server.port, pages * 3):,.0f}",
    }


def own_cells(server: Running, client: Client, pages: list[str]) -> dict[str, str]:
    """What no peer has: conditional requests and search."""
    tag = client.get(pages[0])[1]["etag"]
    before = processor(server.process.pid)
    unchanged = client.times([pages[0]] * 500, **{"If-None-Match": tag})
    between = processor(server.process.pid)
    client.get("/search?format=json&q=warm")
    search = [f"/search?format=json&q={quote(word)}" for word in WORDS * 10]
    found = client.times(search)
    after = processor(server.process.pid)
    return {
        "304, median ms": f"{statistics.median(unchanged):.2f}",
        "304, CPU ms": f"{(between - before) / len(unchanged) * 1000:.2f}",
        "search, median ms": f"{statistics.median(found):.2f}",
        "search, p95 ms": f"{p95(found):.2f}",
        "search, CPU ms": f"{(after - between) / len(found) * 1000:.2f}",
    }


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("dump", type=Path)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--only", action="append", help="the name of a server")
    arguments = parser.parse_args()
    random.seed(7)
    with arguments.dump.open() as quads:
        things = sorted(
            {line[1 : line.index(">")] for line in quads if line.startswith(f"<{BASE}")}
        )
    sample = random.sample(things, min(PAGES, len(things)))
    columns: dict[str, dict[str, str]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for peer in peers(arguments.dump, arguments.texts, Path(scratch)):
            if not arguments.only or peer.name in arguments.only:
                print(f"{peer.name} …", file=sys.stderr)
                columns[peer.name] = measure(peer, sample)
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"load average {load}\n")
    print("| |", " | ".join(columns), "|")
    print("|---|" + "---|" * len(columns))
    for row in dict.fromkeys(row for column in columns.values() for row in column):
        print(f"| {row} |", " | ".join(column.get(row, "–") for column in columns.values()), "|")


if __name__ == "__main__":
    main()
