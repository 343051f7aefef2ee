"""How fast resolutions are read, in documents and megabytes a second, and in how much memory.

    python benchmarks/reading.py PATH... [--rounds 3]

PATH are texts or folders of them. Structure alone is the room `reading`; the full reading adds
names and citations, stances, and the JSON. Processor time of one core, for each document the best
of the rounds; the memory is the peak after the first tenth of the documents and after all of them.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from stancegraph import reading, text
from stancegraph.errors import SourceError
from stancegraph.identifiers import BASE
from stancegraph.model import SourceText
from stancegraph.pipeline import Tools, load_tools, read_source
from stancegraph.stances import find_stances
from stancegraph.writing import reading_json

MEGABYTE = 1_000_000


def sources(paths: list[Path]) -> Iterator[SourceText]:
    """The sources that can be read."""
    return (found for found in text.sources(paths) if not isinstance(found, SourceError))


def stages(tools: Tools) -> dict[str, Callable[[SourceText], object]]:
    """What is measured, by name."""

    def structure(source: SourceText) -> object:
        return reading.read(source, tools.profiles, tools.lexicon)

    def linked(source: SourceText) -> object:
        return tools.linker.link(reading.read(source, tools.profiles, tools.lexicon))

    def stances(source: SourceText) -> object:
        document = tools.linker.link(reading.read(source, tools.profiles, tools.lexicon))
        return find_stances(document, tools.register, tools.lexicon)

    def full(source: SourceText) -> object:
        return reading_json(read_source(source, tools), tools.register, BASE)

    return {
        "structure": structure,
        "and names and citations": linked,
        "and stances": stances,
        "full reading with JSON": full,
    }


def measure(stage: Callable[[SourceText], object], held: list[SourceText], rounds: int) -> float:
    """The least processor time of each document over the rounds, in all, in seconds.

    Other work on the machine slows some documents of each round, hardly one in all rounds.
    """
    best = [float("inf")] * len(held)
    for _ in range(rounds):
        for number, source in enumerate(held):
            start = time.process_time()
            stage(source)
            best[number] = min(best[number], time.process_time() - start)
    return sum(best)


def peak() -> int:
    """The most memory held so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Read, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    tools = load_tools()
    held = list(sources(arguments.paths))
    characters = sum(len(source.text) for source in held)
    print(f"{len(held)} documents, {characters / len(held):.0f} characters each")
    found = stages(tools)
    measure(found["full reading with JSON"], held[: len(held) // 10 + 1], 1)
    first = peak()
    for name, stage in found.items():
        seconds = measure(stage, held, arguments.rounds)
        speed = (
            f"{len(held) / seconds:7.1f} documents/s {characters / MEGABYTE / seconds:6.2f} MB/s"
        )
        print(f"{name:26} {speed}")
    print(f"memory: {first} MB after a tenth of the documents, {peak()} MB after all rounds")


if __name__ == "__main__":
    main()
