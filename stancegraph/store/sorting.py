"""Lines sorted by their bytes, each once, in memory that does not grow with their number."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from typing import IO

_IN_MEMORY = 64 << 20
_AT_ONCE = 64


def sorted_lines(
    lines: Iterable[bytes], in_memory: int = _IN_MEMORY, at_once: int = _AT_ONCE
) -> Iterator[bytes]:
    """The lines as `LC_ALL=C sort -u` gives them.

    Runs of `in_memory` bytes are sorted and put into temporary files, of which `at_once` are
    merged together; what fits into one run stays in memory.
    """
    with ExitStack() as opened:
        runs: list[IO[bytes]] = []
        held: list[bytes] = []
        size = 0
        for line in lines:
            held.append(line)
            size += len(line)
            if size >= in_memory:
                runs.append(_written(_unique(sorted(held)), opened))
                held, size = [], 0
                if len(runs) == at_once:
                    runs = [_merged(runs, opened)]
        held.sort()
        yield from _unique(heapq.merge(*runs, held))


def _unique(lines: Iterable[bytes]) -> Iterator[bytes]:
    return (line for line, _ in groupby(lines))


def _merged(runs: list[IO[bytes]], opened: ExitStack) -> IO[bytes]:
    merged = _written(_unique(heapq.merge(*runs)), opened)
    for run in runs:
        run.close()
    return merged


def _written(lines: Iterable[bytes], opened: ExitStack) -> IO[bytes]:
    run: IO[bytes] = opened.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
    run.writelines(lines)
    run.seek(0)
    return run
