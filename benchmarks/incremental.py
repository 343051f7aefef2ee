"""What a build costs: from nothing, on one core and on two, again, and after one changed document.

    python benchmarks/incremental.py FOLDER [--documents 1000]

FOLDER takes the typeset documents, the trees and the dumps, and must be empty or new. For each
build: seconds on the clock, seconds of processor time of all its processes, the peak of memory of
its largest process, and the share of the first build's processor time. The clock says something
only where nothing else runs.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from made import typeset


@dataclass(frozen=True, slots=True)
class Cost:
    """What one build took."""

    clock: float
    processor: float
    megabytes: float


def generate(folder: Path, number: int) -> list[Path]:
    """So many documents, in folders of a thousand."""
    paths: list[Path] = []
    for place, source in enumerate(typeset(number)):
        path = folder / f"{place // 1000:03}" / f"{place:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source.text, encoding="utf-8")
        paths.append(path)
    return paths


def build(folder: Path, *options: str) -> Cost:
    """Build in a process of its own; faults of documents are not the matter here."""
    places = ("--output", folder / "kg", "--dumps", folder / "dumps")
    command = [sys.executable, "-m", "stancegraph", "build", folder / "source", *places, *options]
    start = time.perf_counter()
    process = subprocess.Popen([str(word) for word in command], stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1) or not (folder / "kg" / "dataset.ttl").exists():
        sys.exit(f"the build ended with {process.returncode}")
    clock = time.perf_counter() - start
    return Cost(clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def forget(folder: Path) -> None:
    """As if nothing had ever been built."""
    for name in ("kg", "dumps"):
        shutil.rmtree(folder / name, ignore_errors=True)


def costs(folder: Path, paths: list[Path]) -> Iterator[tuple[str, Cost]]:
    """The builds, by name."""
    yield "from nothing, 1 process", build(folder, "--jobs", "1")
    forget(folder)
    yield "from nothing, 2 processes", build(folder, "--jobs", "2")
    yield "nothing changed", build(folder)
    changed = paths[len(paths) // 2]
    with changed.open("a", encoding="utf-8") as file:
        file.write("\n")
    yield "one document changed", build(folder)
    changed.unlink()
    yield "one document gone", build(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1000)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    if any(options.folder.iterdir()):
        sys.exit(f"{options.folder}: not empty; name a new folder")
    paths = generate(options.folder / "source", options.documents)
    first = 0.0
    print(f"{options.documents} documents\n| build | clock s | processor s | peak MB | share |")
    print("|---|---|---|---|---|")
    for name, cost in costs(options.folder, paths):
        first = first or cost.processor
        share = f"{100 * cost.processor / first:.1f} %"
        print(
            f"| {name} | {cost.clock:.1f} | {cost.processor:.1f} | {cost.megabytes:.0f} "
            f"| {share} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
