"""How fast documents are judged: `python benchmarks/validation.py ../shared/corpora/unsc_akn`.

In one run, document by document in turn: pyshacl as it is commonly called (one rdflib graph for a
document, the shapes parsed once), the adapter with each engine, and everything that a build asks of
a document (shapes, checks in code, quotations). Processor time, medians; equal findings asserted.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyshacl

from stancegraph.graph import Directory, resolution_graphs
from stancegraph.identifiers import BASE
from stancegraph.pipeline import load_tools, read
from stancegraph.validation.background import with_ontology
from stancegraph.validation.engine import COMPILED, REFERENCE, Engine
from stancegraph.validation.facts import Facts
from stancegraph.validation.judging import judge
from stancegraph.validation.reference import to_rdflib
from stancegraph.validation.rules import shape_triples


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path)
    parser.add_argument("--documents", type=int, default=12)
    arguments = parser.parse_args()
    tools = load_tools()
    directory = Directory.of(tools.register)
    files = sorted(
        path for path in arguments.sources.rglob("*.*") if path.suffix in {".txt", ".xml"}
    )
    graphs = [
        (tuple(resolution_graphs(resolution, document, directory, BASE).whole), document.source)
        for document in read(files[: arguments.documents], tools, lambda _: None)
        for resolution in document.resolutions
    ]
    report(graphs)


def report(graphs: list) -> None:
    shapes = shape_triples()
    plain = to_rdflib(shapes)
    engines = {name: Engine(shapes, name) for name in (REFERENCE, COMPILED)}
    for engine in engines.values():
        engine.judge(())
    times: dict[str, list[float]] = {}

    def timed(name: str, call: Callable[..., object], *given: object) -> object:
        started = time.process_time()
        result = call(*given)
        times.setdefault(name, []).append(time.process_time() - started)
        return result

    def plainly(triples: tuple) -> object:
        return pyshacl.validate(to_rdflib(triples), shacl_graph=plain)

    def whole(triples: tuple, source: object) -> object:
        return judge(engines[COMPILED], Facts.of(triples), lambda _: source)

    whole(*graphs[0])
    for triples, source in graphs:
        given = tuple(with_ontology(triples))
        timed("pyshacl, plainly called", plainly, given)
        one, other = (timed(f"adapter, {name}", engines[name].judge, given) for name in engines)
        assert set(one) == set(other), "the engines must find the same"
        timed("all that a build asks", whole, triples, source)
    baseline = statistics.median(times["pyshacl, plainly called"])
    size = statistics.mean(len(triples) for triples, _ in graphs)
    sys.stdout.write(f"{len(graphs)} documents, {size:,.0f} triples each\n")
    for name, taken in times.items():
        middle = statistics.median(taken)
        sys.stdout.write(f"| {name} | {middle * 1000:,.1f} ms | {baseline / middle:.1f} x |\n")


if __name__ == "__main__":
    main()
