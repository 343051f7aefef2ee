"""From document model to validated Turtle, JSON-LD and N-Quads: time, memory, ratio to rdflib.

    python benchmarks/bulk.py --sizes 1000,5000,10000,50000 --sample 20 --plot docs/benchmarks

The documents are ready models: 90 resolutions that the tests' typesetter makes in the layouts of
nine bodies, read once and copied under other IRIs to any number; with --texts FOLDER, those in the
folder instead. Each size runs in a process of its own, on one core, in processor time; of the
50,000 models only one is held at a time. What is written is kept in memory and hashed, not saved.

Beside them, in the same run, a sample goes through a plain pipeline of rdflib and pyshacl
(naive.py), which is given the facts for nothing; that both give the same triples and the same
verdict is checked for each document of the sample.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import linear_regression
from typing import TYPE_CHECKING

import pyoxigraph as ox
from made import Copies, documents
from plots import Line, log_log
from staged import IN_CODE, VALIDATION, WRITING, Clock, Pipeline, Written

from stancegraph import text
from stancegraph.model import Document, SourceText
from stancegraph.pipeline import load_tools, read_source
from stancegraph.publishing import Publisher
from stancegraph.validation.background import with_ontology
from stancegraph.validation.rules import shape_triples

if TYPE_CHECKING:
    import naive

ORIGINALS = 90


@dataclass(frozen=True, slots=True)
class Run:
    """What a number of resolutions took, and the peak of memory in megabytes."""

    size: int
    triples: int
    megabytes: float
    bytes_written: int
    engine: str
    seconds: dict[str, float]

    @property
    def writing(self) -> float:
        """Seconds without validation."""
        return sum(self.seconds[stage] for stage in WRITING)

    @property
    def total(self) -> float:
        """Seconds of all stages."""
        return sum(self.seconds.values())


def originals(folder: Path | None) -> tuple[Publisher, list[Document], float]:
    """The models to copy, and the seconds that reading a text into a model took."""
    tools = load_tools()
    publisher = Publisher(tools.register)
    start = time.process_time()
    if folder:
        found = [each for each in text.sources([folder]) if isinstance(each, SourceText)]
        read = [read_source(source, tools) for source in found]
    else:
        read = documents(ORIGINALS, tools)
    return publisher, read, (time.process_time() - start) / len(read)


def measure(size: int, folder: Path | None) -> Run:
    """Take so many resolutions through the pipeline."""
    publisher, read, _ = originals(folder)
    copies, pipeline = Copies(read), Pipeline(publisher)
    digest, triples, written_bytes, done, number = hashlib.sha256(), 0, 0, 0, 0
    while done < size:
        document = copies.document(number)
        number += 1
        for work in document.resolutions[: size - done]:
            written = pipeline.write(work, document)
            pipeline.validate(written, document.source)
            for content in (written.turtle, written.jsonld, written.nquads):
                digest.update(content.encode())
                written_bytes += len(content)
            triples += len(written.whole)
            done += 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Run(size, triples, peak, written_bytes, pipeline.engine, pipeline.clock.seconds)


def measured(size: int, folder: Path | None) -> Run:
    """The same in a process of its own."""
    options = ["--texts", str(folder)] if folder else []
    command = [sys.executable, __file__, "--child", str(size), *options]
    ended = subprocess.run(command, check=True, capture_output=True, text=True)
    return Run(**json.loads(ended.stdout))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Seconds a resolution by stage on the same sample, and those of reading a text."""

    sample: int
    triples: float
    ours: dict[str, float]
    theirs: dict[str, float]
    reading: float


def compare(sample: int, folder: Path | None) -> Comparison:
    """Take a sample through both pipelines; ends the run where they do not say the same."""
    import naive

    publisher, read, reading = originals(folder)
    pipeline = Pipeline(publisher)
    shapes, ontology = naive.to_rdflib(shape_triples()), naive.to_rdflib(with_ontology(()))
    theirs = Clock()
    works = [(work, document) for document in read for work in document.resolutions]
    works = works[:: max(len(works) // sample, 1)][:sample]
    triples = 0
    for turn, (work, document) in enumerate((works[0], *works)):
        if turn == 1:  # the first goes twice: what is loaded once is not counted
            pipeline.clock, theirs, triples = Clock(), Clock(), 0
        written = pipeline.write(work, document)
        found = pipeline.validate(written, document.source)
        named = {triple for _, graph in written.named for triple in graph}
        stubs = [triple for triple in written.whole if triple not in named]
        quads = naive.facts(written.named)
        made = naive.run(quads, naive.facts([("<>", stubs)]), shapes, ontology)
        if found != made.found or not same(written, made):
            sys.exit(f"{work.id}: the two pipelines do not say the same")
        for stage, seconds in made.seconds.items():
            theirs.seconds[stage] = theirs.seconds.get(stage, 0.0) + seconds
        triples += len(written.whole)
    count = len(works)
    mean = [
        {stage: seconds / count for stage, seconds in clock.seconds.items()}
        for clock in (pipeline.clock, theirs)
    ]
    return Comparison(count, triples / count, mean[0], mean[1], reading)


def same(written: Written, made: naive.Made) -> bool:
    """Whether both wrote the same triples in each syntax."""
    turtle, jsonld, quads = ox.RdfFormat.TURTLE, ox.RdfFormat.JSON_LD, ox.RdfFormat.N_QUADS
    forms = [
        (written.turtle, made.turtle, turtle),
        (written.jsonld, made.jsonld, jsonld),
        (written.nquads, made.nquads, quads),
    ]
    return all(_quads(ours, form) == _quads(theirs, form) for ours, theirs, form in forms)


def _quads(content: str, form: ox.RdfFormat) -> set[object]:
    return set(ox.parse(content.encode(), format=form))


def ratio(comparison: Comparison, *stages: str) -> float:
    """How many times longer the plain pipeline takes for these stages."""
    ours = sum(comparison.ours[stage] for stage in stages)
    return sum(comparison.theirs[stage] for stage in stages) / ours


def slope(runs: list[Run], seconds: Callable[[Run], float]) -> float:
    """By which power of the size the time grows."""
    return linear_regression(
        [math.log(run.size) for run in runs], [math.log(seconds(run)) for run in runs]
    ).slope


def print_comparison(found: Comparison) -> None:
    """The table of stages, in milliseconds a resolution."""
    print(f"{found.sample} resolutions of {found.triples:,.0f} triples, processor time of one core")
    print("| a resolution, ms | rdflib, pyshacl | stancegraph | ratio |")
    print("| --- | --- | --- | --- |")
    rows: list[tuple[str, tuple[str, ...]]] = [(stage, (stage,)) for stage in WRITING]
    rows += [
        ("written (all above)", WRITING),
        ("validation (SHACL)", (VALIDATION,)),
        ("written and validated", (*WRITING, VALIDATION)),
    ]
    for name, stages in rows:
        ours = sum(found.ours[stage] for stage in stages) * 1000
        theirs = sum(found.theirs[stage] for stage in stages) * 1000
        print(f"| {name} | {theirs:,.1f} | {ours:,.2f} | {ratio(found, *stages):,.0f} |")
    print(f"| checks that are not SHACL | - | {found.ours[IN_CODE] * 1000:,.2f} | |")
    print(f"| reading the text | - | {found.reading * 1000:,.1f} | |", flush=True)


def print_run(run: Run) -> None:
    """A row of the table of sizes."""
    stages = " | ".join(f"{run.seconds[stage]:,.1f}" for stage in (*WRITING, VALIDATION, IN_CODE))
    rates = f"{run.triples / run.size:,.0f} | {run.total / run.size * 1000:.2f}"
    print(f"| {run.size:,} | {rates} | {stages} | {run.total:,.1f} | {run.megabytes:,.0f} |")
    sys.stdout.flush()


def plot(path: Path, runs: list[Run], found: Comparison) -> None:
    """Cost against size, ours measured, the plain pipeline's drawn through its sample."""
    sizes = [run.size for run in runs]
    theirs = sum(found.theirs.values())
    lines = [
        Line("rdflib and pyshacl, from the sample", [(n, theirs * n) for n in sizes], dashed=True),
        Line("stancegraph, all", [(run.size, run.total) for run in runs]),
        Line("stancegraph, without validation", [(run.size, run.writing) for run in runs]),
    ]
    log_log(path, "From document models to validated files", "resolutions", "seconds", lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--sizes", default="1000,5000,10000,50000")
    parser.add_argument("--sample", type=int, default=20)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--child", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        print(json.dumps(asdict(measure(arguments.child, arguments.texts))))
        return
    comparison = compare(arguments.sample, arguments.texts)
    print_comparison(comparison)
    print(
        "| resolutions | triples each | ms each | graphs s | Turtle s | JSON-LD s | N-Quads s",
        end="",
    )
    print(" | validation s | checks in code s | all s | peak MB |\n" + "| --- " * 11 + "|")
    runs = []
    for size in sorted(int(each) for each in arguments.sizes.split(",") if each):
        runs.append(measured(size, arguments.texts))
        print_run(runs[-1])
    if len(runs) > 1:
        print(f"SHACL engine: {runs[0].engine}")
        print(f"slope: {slope(runs, lambda run: run.total):.3f} all, ", end="")
        print(f"{slope(runs, lambda run: run.writing):.3f} without validation")
        print(f"peak memory, largest to smallest: {runs[-1].megabytes / runs[0].megabytes:.2f}")
    if arguments.plot:
        plot(arguments.plot / "bulk.svg", runs, comparison)


if __name__ == "__main__":
    main()
