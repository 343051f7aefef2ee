"""What a server is started with: where the graph is, on which address, under which limits."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from stancegraph.identifiers import BASE

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may cost; whatever goes beyond is refused whole, never cut short.

    `seconds` is wall-clock time from when a worker takes the query; `rows` and `answer_bytes` are
    what an answer may have; `memory_bytes` what a worker may allocate beyond the loaded graph;
    `waiting` how many queries may wait for a free worker; `patience` the seconds in which a request
    has to arrive, and in which some of its answer has to be read.
    """

    seconds: float = 5.0
    workers: int = 4
    waiting: int = 16
    patience: float = 20.0
    query_bytes: int = MEGABYTE
    rows: int = 1_000_000
    answer_bytes: int = 32 * MEGABYTE
    memory_bytes: int = 512 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Settings:
    """One server; `texts` is the directory of the source texts, None looks beside the graph."""

    graph: Path
    base: str = BASE
    host: str = "127.0.0.1"
    port: int = 8000
    texts: Path | None = None
    limits: Limits = Limits()
