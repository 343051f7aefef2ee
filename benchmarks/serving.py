"""How fast the server answers, and what a hostile query does to others, beside two peers.

    stancegraph build ../shared/corpora/hrc_akn --output build/hrc/kg --dumps build/hrc
    python benchmarks/serving.py build/hrc/stancegraph.nq [--texts ../shared/corpora/hrc_akn]

The peers run on the same dump, one server at a time, in the same run: `oxigraph` (its server, from
the package that the extra `test` brings) and `rdflib-endpoint`, which is installed from its package
into a scratch environment below build/ when it is not there. Neither has pages, so that their
"page" is a DESCRIBE of the same things. The limit of a query is two seconds where there is one.

Each figure in milliseconds is of wall-clock time as one client sees it; "CPU ms a page" is what
the process of the server used, which other work on the machine does not change. Pages are asked
for once each (nothing kept by the server), then all again.
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
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

from stancegraph.identifiers import BASE

LIMIT = 2
PAGES = 300
CLIENTS = 2
PATIENCE = 20.0
PEERS = Path("build/peers")
HOSTILE = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
WORDS = ("kazakhstan", "human rights", "violence against women", "condemns", "54/1")


@dataclass(frozen=True, slots=True)
class Peer:
    """A server: how it is started on a port, where it answers queries, where it shows a thing."""

    name: str
    command: Callable[[int], list[str]]
    endpoint: str
    page: Callable[[str], str]
    own: bool = False


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
        """Milliseconds of each."""
        return [self.get(path, **headers)[2] * 1000 for path in paths]


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


def asked(peer: Peer, query: str) -> str:
    return f"{peer.endpoint}?{urlencode({'query': query})}"


@contextmanager
def running(peer: Peer) -> Iterator[tuple[subprocess.Popen[bytes], int, float]]:
    """The server once it answers, its port, and the seconds until then."""
    port = free_port()
    began = time.perf_counter()
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(peer.command(port), stdout=quiet, stderr=quiet)
    try:
        while True:
            try:
                status, _, _ = Client(port).get(asked(peer, "ASK {}"))
            except OSError:
                if process.poll() is not None or time.perf_counter() - began > 300:
                    raise SystemExit(f"{peer.name} does not start") from None
                time.sleep(0.02)
                continue
            if status == 200:
                break
        yield process, port, time.perf_counter() - began
    finally:
        process.kill()
        process.wait()


def p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def hostile(peer: Peer, port: int) -> tuple[str, float]:
    """How the hostile query ends, and after which time."""
    began = time.perf_counter()
    try:
        status, _, _ = Client(port).get(asked(peer, HOSTILE))
        ending = str(status)
    except OSError:
        ending = "not ended"
    return ending, time.perf_counter() - began


def beside_hostile(peer: Peer, port: int, cheap: list[str]) -> tuple[list[float], str, float]:
    """What cheap queries take while a hostile one runs, and how that one ends."""
    with ThreadPoolExecutor(1) as other:
        running_one = other.submit(hostile, peer, port)
        time.sleep(0.1)
        times: list[float] = []
        client = Client(port)
        while not running_one.done():
            try:
                times.append(client.get(random.choice(cheap))[2] * 1000)
            except OSError:
                times.append(PATIENCE * 1000)
                client = Client(port)
        ending, seconds = running_one.result()
    return times, ending, seconds


def per_second(port: int, paths: list[str]) -> float:
    """Requests a second of several clients at once."""
    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as crowd:
        parts = [paths[start::CLIENTS] for start in range(CLIENTS)]
        list(crowd.map(lambda part: Client(port).times(part), parts))
    return len(paths) / (time.perf_counter() - began)


def stopped(peer: Peer, process: subprocess.Popen[bytes], port: int) -> float:
    """Seconds from SIGTERM to the end, while hostile queries run."""
    for _ in range(4):
        threading.Thread(target=hostile, args=(peer, port), daemon=True).start()
    time.sleep(0.3)
    process.send_signal(signal.SIGTERM)
    began = time.perf_counter()
    try:
        process.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return float("inf")
    return time.perf_counter() - began


def measure(peer: Peer, things: list[str]) -> dict[str, str]:
    """One column of the table."""
    cells: dict[str, str] = {}
    label = "SELECT ?l { <%s> <http://www.w3.org/2000/01/rdf-schema#label> ?l }"
    cheap = [asked(peer, label % thing) for thing in things[:200]]
    pages = [peer.page(thing) for thing in things]
    with running(peer) as (process, port, ready):
        cells["ready, s"] = f"{ready:.2f}"
        client = Client(port)
        before = processor(process.pid)
        first = client.times(pages)
        cells["page, median ms"] = f"{statistics.median(first):.2f}"
        cells["page, p95 ms"] = f"{p95(first):.2f}"
        cells["CPU ms a page"] = f"{(processor(process.pid) - before) / len(pages) * 1000:.2f}"
        cells["pages again, median ms"] = f"{statistics.median(client.times(pages)):.2f}"
        cells[f"pages/s, {CLIENTS} clients"] = f"{per_second(port, pages * 3):,.0f}"
        if peer.own:
            cells |= own_cells(client, pages)
        alone = client.times(cheap)
        cells["cheap query, median ms"] = f"{statistics.median(alone):.2f}"
        cells["cheap query, p95 ms"] = f"{p95(alone):.2f}"
        times, ending, seconds = beside_hostile(peer, port, cheap)
        cells["cheap p95 beside a hostile one, ms"] = f"{p95(times):,.1f} of {len(times)}"
        cells["hostile query"] = f"{ending} after {seconds:.2f} s"
        cells["memory, MB"] = f"{memory(process.pid):,.0f}"
        cells["SIGTERM under load, s"] = f"{stopped(peer, process, port):.2f}"
    return cells


def own_cells(client: Client, pages: list[str]) -> dict[str, str]:
    """What no peer has: conditional requests and search."""
    tag = client.get(pages[0])[1]["etag"]
    unchanged = client.times([pages[0]] * 500, **{"If-None-Match": tag})
    client.get("/search?format=json&q=warm")
    search = [f"/search?format=json&q={quote(word)}" for word in WORDS * 10]
    found = client.times(search)
    return {
        "304, median ms": f"{statistics.median(unchanged):.2f}",
        "search, median ms": f"{statistics.median(found):.2f}",
        "search, p95 ms": f"{p95(found):.2f}",
    }


def peers(dump: Path, texts: Path | None, scratch: Path) -> Iterator[Peer]:
    """The servers, prepared."""
    more = ["--texts", str(texts)] if texts else []
    own = [sys.executable, "-m", "stancegraph", "serve", "--graph", str(dump), *more]
    limit = ["--seconds", str(LIMIT)]
    yield Peer(
        "stancegraph",
        lambda port: [*own, "-p", str(port), *limit],
        "/sparql",
        lambda thing: f"/{quote(thing.removeprefix(BASE))}.html",
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
            "/query",
            _described("/query"),
        )
    triples = scratch / "dump.nt"
    with dump.open() as quads, triples.open("w") as file:
        file.writelines(sorted({_triple(line) for line in quads}))
    yield Peer(
        "rdflib-endpoint",
        lambda port: [*rdflib_endpoint(), "--host", "127.0.0.1", "--port", str(port), str(triples)],
        "/sparql",
        _described("/sparql"),
    )


def _described(endpoint: str) -> Callable[[str], str]:
    return lambda thing: f"{endpoint}?{urlencode({'query': f'DESCRIBE <{thing}>'})}"


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
