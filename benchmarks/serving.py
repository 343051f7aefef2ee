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
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

from peers import PATIENCE, Client, Peer, Running, memory, peers, processor, running

from stancegraph.identifiers import BASE

PAGES = 300
CLIENTS = 2
HOSTILE = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
WORDS = ("kazakhstan", "human rights", "violence against women", "condemns", "54/1")


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
