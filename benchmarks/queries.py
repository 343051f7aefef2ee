"""The tested questions over 1,000 resolutions: embedded store, rdflib, oxigraph server.

    python benchmarks/queries.py FOLDER [--resolutions 1000] [--limit 60] [--plot docs/benchmarks]

FOLDER takes the texts and the graph built of them; a graph that it holds is asked again. The texts
are those that the tested questions are about, and typeset ones, a quarter more than the number,
since the build leaves out those that date one session differently. Every store holds the same
triples, and must give the same rows as the embedded one, to every question (tests/queries/*.rq).

Medians of several runs, parsing the question and reading every row of the answer included. The
embedded store and rdflib are measured in processor time, the server by the clock. rdflib is given
up after --limit seconds of processor time: its time is then a lower bound.
"""

from __future__ import annotations

import argparse
import csv
import gc
import hashlib
import io
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from statistics import median

import pyoxigraph as ox
from made import typeset
from plots import bars
from store.servers import Oxigraph

from stancegraph.identifiers import BASE
from stancegraph.store import Question, open_graph, questions
from stancegraph.store.answers import render
from stancegraph.store.connection import Connection, Credentials, Patience
from stancegraph.store.remote import RemoteGraph

ROOT = Path(__file__).resolve().parents[1]
LONG = 1.0
"""A question that takes so many seconds is asked once; all others several times."""
TURNS = 7
GOAL = 15


@dataclass(frozen=True, slots=True)
class Answered:
    """How long a question took, the number of its rows and their hash; -1 rows if given up."""

    name: str
    seconds: float
    rows: int
    sha256: str = ""


def timed(name: str, ask: Callable[[], str], clock: Callable[[], float]) -> Answered:
    """The median time of a question that is answered as CSV."""
    spent: list[float] = []
    while len(spent) < TURNS and sum(spent) < LONG:
        start = clock()
        answer = ask()
        spent.append(clock() - start)
    header, *rows = csv.reader(io.StringIO(answer))
    digest = hashlib.sha256(json.dumps([header, *sorted(rows)]).encode())
    return Answered(name, median(spent), len(rows), digest.hexdigest())


def build(folder: Path, resolutions: int) -> Path:
    """Build so many resolutions, if not built; returns the directory of the published tree."""
    if (folder / "kg").is_dir():
        return folder / "kg"
    source = folder / "source"
    shutil.copytree(ROOT / "source", source)
    shutil.copytree(ROOT / "tests" / "queries" / "corpus", source / "corpus")
    (source / "corpus" / "README.md").unlink(missing_ok=True)
    (source / "made").mkdir()
    # Some typeset texts date one session differently; the build leaves these out.
    for place, text in enumerate(typeset(resolutions * 5 // 4)):
        (source / "made" / f"{place:06}.txt").write_text(text.text, encoding="utf-8")
    places = ["--output", str(folder / "kg"), "--dumps", str(folder)]
    command = [sys.executable, "-m", "stancegraph", "build", str(source), *places]
    if subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode not in (0, 1):
        sys.exit("the build failed")
    return folder / "kg"


def embedded(graph: Path) -> list[Answered]:
    """The store that `stancegraph query` asks; writes all its triples down for the others."""
    held = open_graph(graph)
    works = len(list((graph / "resolution").rglob("*.ttl")))
    print(f"{works:,} resolutions, {len(held):,} triples\n", flush=True)
    held.store.dump(
        str(graph.parent / "all.nt"), ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()
    )

    def ask(question: Question) -> Callable[[], str]:
        return lambda: render(held.query(question.sparql), "csv", BASE)

    return [timed(each.name, ask(each), time.process_time) for each in questions()]


def served(triples: Path) -> list[Answered]:
    """The server of oxigraph, asked as `stancegraph query --endpoint` asks."""
    with tempfile.TemporaryDirectory() as place:
        load = [str(Oxigraph.binary()), "load", "--location", f"{place}/files"]
        subprocess.run([*load, "--file", str(triples)], check=True, capture_output=True)
        server = Oxigraph(Path(place))
        server.start()
        try:
            with Connection(Credentials(), Patience(), print) as connection:
                remote = RemoteGraph(connection, server.store.query)
                remote.query("ASK { ?s ?p ?o }")

                def ask(question: Question) -> Callable[[], str]:
                    return lambda: render(remote.query(question.sparql), "csv", BASE)

                return [timed(each.name, ask(each), time.perf_counter) for each in questions()]
        finally:
            server.stop()


def in_rdflib(triples: Path, limit: int) -> list[Answered]:
    """A graph of rdflib, in a process of its own, from which each question forks."""
    command = [sys.executable, __file__, str(triples), "--rdflib", "--limit", str(limit)]
    ended = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return [Answered(**json.loads(line)) for line in ended.stdout.splitlines()]


def ask_rdflib(triples: Path, limit: int) -> None:
    """Load the graph, and print a line for each question."""
    import rdflib

    graph, read = rdflib.Graph(), lru_cache(maxsize=None)(rdflib.util.from_n3)
    gc.disable()
    for quad in ox.parse(path=str(triples), format=ox.RdfFormat.N_TRIPLES):
        graph.add(tuple(read(str(term)) for term in quad.triple))
    gc.freeze()
    gc.enable()
    for question in questions():
        reading, writing = os.pipe()
        if os.fork() == 0:
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
            signal.signal(signal.SIGXCPU, signal.SIG_DFL)
            ask = lambda: graph.query(question.sparql).serialize(format="csv").decode()  # noqa: E731, B023
            found = json.dumps(asdict(timed(question.name, ask, time.process_time)))
            os.write(writing, found.encode())
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            said = pipe.read() or json.dumps(asdict(Answered(question.name, limit, -1)))
        os.wait()
        print(said, flush=True)


def table(ours: list[Answered], server: list[Answered], theirs: list[Answered]) -> list[float]:
    """Print the rows of the table; returns the ratios to rdflib."""
    print("| question | rows | rdflib ms | embedded ms | oxigraph server ms | rdflib : embedded |")
    print("| --- | --- | --- | --- | --- | --- |")
    ratios = []
    for one, served_, other in zip(ours, server, theirs, strict=True):
        over = "over " if other.rows < 0 else ""
        if served_.sha256 != one.sha256 or (not over and other.sha256 != one.sha256):
            sys.exit(f"{one.name}: the stores do not give the same rows")
        ratios.append(other.seconds / one.seconds)
        times = (other.seconds * 1000, one.seconds * 1000, served_.seconds * 1000)
        cells = f"{over}{times[0]:,.0f} | {times[1]:,.2f} | {times[2]:,.2f}"
        print(f"| {one.name} | {one.rows:,} | {cells} | {over}{ratios[-1]:,.1f} |")
    print(f"ratio: median {median(ratios):,.0f}, least {min(ratios):,.1f}")
    return ratios


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--resolutions", type=int, default=1000)
    parser.add_argument("--limit", type=int, default=60)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--rdflib", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.rdflib:
        ask_rdflib(arguments.folder, arguments.limit)
        return
    graph = build(arguments.folder, arguments.resolutions)
    ours = embedded(graph)
    triples = arguments.folder / "all.nt"
    ratios = table(ours, served(triples), in_rdflib(triples, arguments.limit))
    if arguments.plot:
        rows = [(one.name, each) for one, each in zip(ours, ratios, strict=True)]
        title = "How many times longer rdflib takes than the embedded store"
        bars(arguments.plot / "queries.svg", title, "times", rows, GOAL)


if __name__ == "__main__":
    main()
