"""How long real stores take to load a dump, whether they then hold it all, and hold it once.

    python benchmarks/stores.py [DUMP] [--resolutions 1000 10000] [--store virtuoso]

Without DUMP, the seed is a dump of 90 resolutions that the tests' typesetter makes (the layouts of
nine bodies, at most five paragraphs each), read by stancegraph.

The dump of many resolutions is made: the graphs of each work in DUMP are copied under new IRIs
(resolution/oic-cfm/48/50-pol becomes resolution/oic-cfm/48/50-pol-copy-7, in every term that
names the work or a part of it); the register and the other shared graphs stay as they are. The
copies say the same with other names, so sizes are real and the answers to questions are not.

Each store is started empty, loaded by the command line, loaded again (nothing changed), and loaded
a third time with --fresh (every graph is sent and replaced). In the midst of the third load the
server is killed as a power cut would, and started again; the load goes on by itself. After the
first and the third load the store counts its triples. Memory is the peak of the loading process.
Needs the extra `test`, and virtuoso-t on the path; a store that is missing is left out.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from made import documents
from store.servers import Oxigraph, Server, Virtuoso

from stancegraph.identifiers import BASE
from stancegraph.pipeline import load_tools
from stancegraph.publishing import Publisher
from stancegraph.store.connection import PASSWORD, USER, Connection, Patience
from stancegraph.store.quads import Dump
from stancegraph.store.remote import RemoteGraph

STORES = {"oxigraph": Oxigraph, "virtuoso": Virtuoso}
VIRTUOSO_BUFFERS = 300_000
KILLED_AT = 40
"""Per cent of the third load after which the server is killed."""
WORK = re.compile(rf"{re.escape(BASE)}\w+/(.+)/graph/\w+")


@dataclass(frozen=True, slots=True)
class Run:
    """One call of the load command."""

    seconds: float
    megabytes: float


def make_seed(path: Path) -> None:
    """Write the dump of typeset resolutions."""
    tools = load_tools()
    publisher = Publisher(tools.register)
    with path.open("w", encoding="utf-8") as file:
        for document in documents(90, tools, clauses=5):
            file.writelines(work.nquads for work in publisher.works(document))


def make_dump(seed: Path, resolutions: int, path: Path) -> None:
    """Copy the graphs of the seed's works, in turn, until there are so many resolutions."""
    works: dict[str, bytes] = {}
    with Dump(seed) as dump, path.open("wb") as file:
        for graph in dump.graphs():
            block = dump.block(graph)
            with block.lines:
                ending = b" <" + graph.encode() + b"> .\n"
                quads = b"".join(line[:-3] + ending for line in block)
            if found := WORK.fullmatch(graph):
                works[found[1]] = works.get(found[1], b"") + quads
            else:
                file.write(quads)
        names = list(works)
        for number in range(resolutions):
            file.write(
                copied(works[names[number % len(names)]], names[number % len(names)], number)
            )


def copied(quads: bytes, work: str, number: int) -> bytes:
    """The quads of a work with the number in every IRI of the work and its parts."""
    if number == 0:
        return quads
    name = re.escape(work.encode())
    return re.sub(rb"/" + name + rb"(?=[/>])", f"/{work}-copy-{number}".encode(), quads)


def run_load(server: Server, dump: Path, *options: str, killed: int = 0) -> Run:
    """Call the load command and wait for it; kill the server when it says so many per cent.

    A load that gives up before a killed server is back is called once more, and goes on.
    """
    environment = {
        **os.environ,
        USER: server.credentials.user,
        PASSWORD: server.credentials.password,
    }
    command = [sys.executable, "-m", "stancegraph", "load", server.store.graphs]
    began = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--dump", str(dump), *options],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    restarted = False
    for line in process.stderr:
        print(line, end="", file=sys.stderr)
        share = re.match(r" *(\d+)% of", line)
        if killed and share and int(share[1]) >= killed:
            killed, restarted = 0, True
            server.kill()
            server.start()
    _, status, used = os.wait4(process.pid, 0)
    if killed:
        print("the load was over before the server was killed", file=sys.stderr)
    if os.waitstatus_to_exitcode(status):
        if not restarted:
            raise SystemExit(f"{server.store.graphs}: the load failed")
        run_load(server, dump)
    return Run(time.perf_counter() - began, used.ru_maxrss / 1024)


def held(server: Server, dump: Path) -> int:
    """How many triples the store counts in the graphs of the dump."""
    with Dump(dump) as graphs, Connection(server.credentials, Patience(), print) as connection:
        remote = RemoteGraph(connection, server.store.query)
        names = list(graphs.graphs())
        return sum(
            sum(remote.counts(names[start : start + 200]).values())
            for start in range(0, len(names), 200)
        )


def measure(kind: type[Server], dump: Path, place: Path) -> Iterator[str]:
    """The cells of a row of the table: three loads, two counts, memory, disk."""
    server = Virtuoso(place, VIRTUOSO_BUFFERS) if kind is Virtuoso else kind(place)
    server.start()
    try:
        first = run_load(server, dump)
        count = held(server, dump)
        again = run_load(server, dump)
        fresh = run_load(server, dump, "--fresh", killed=KILLED_AT)
        count_again = held(server, dump)
    finally:
        server.stop()
    disk = sum(file.stat().st_size for file in place.rglob("*") if file.is_file())
    yield from (f"{run.seconds:,.0f}" for run in (first, again, fresh))
    yield f"{count / first.seconds:,.0f}"
    yield from (f"{count:,}", f"{count_again:,}")
    yield f"{max(run.megabytes for run in (first, again, fresh)):,.0f}"
    yield f"{disk / 1e6:,.0f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("dump", type=Path, nargs="?")
    parser.add_argument("--resolutions", type=int, nargs="+", default=[1000])
    parser.add_argument("--store", choices=list(STORES), action="append")
    arguments = parser.parse_args()
    print(
        "| resolutions | graphs | quads in the dump | store | load s | again s | --fresh, killed s "
        "| triples/s | triples held | after --fresh | peak MB | disk MB |"
    )
    print("|" + " --- |" * 12)
    for resolutions in arguments.resolutions:
        with tempfile.TemporaryDirectory() as place:
            dump, seed = Path(place) / "made.nq", arguments.dump
            if seed is None:
                seed = Path(place) / "seed.nq"
                make_seed(seed)
            make_dump(seed, resolutions, dump)
            with Dump(dump) as made:
                size = f"{resolutions:,} | {len(made):,} | {made.quads:,}"
            for name in arguments.store or STORES:
                if STORES[name].binary() is None:
                    print(f"{name}: {STORES[name].missing}", file=sys.stderr)
                    continue
                files = Path(place) / name
                files.mkdir()
                row = " | ".join(measure(STORES[name], dump, files))
                print(f"| {size} | {name} | {row} |", flush=True)
                shutil.rmtree(files)


if __name__ == "__main__":
    main()
