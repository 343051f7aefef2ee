"""What is published of who reuses whose wording, made in portions that other cores can take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from zlib import crc32

from stancegraph.comparing import Reuse
from stancegraph.graph import Graph, TurtleWriter, nquads
from stancegraph.graph.reuse import reuse_graph
from stancegraph.graph.scope import data_iri
from stancegraph.publishing.counts import Counts
from stancegraph.spreading import Spread
from stancegraph.validation import Finding

REUSE = "reuse/"
"""How the paths of the graphs begin that tell who reuses whose wording."""

IN_PORTION = 256
"""How many reuses, on average, are written and judged together."""

Portion = tuple[str, list[Reuse]]


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found in a graph, and the key under which the judge keeps it."""

    key: str
    findings: tuple[Finding, ...]


Judge = Callable[[str, Graph], Judged | None]


@dataclass(frozen=True, slots=True)
class Reused:
    """A portion of a graph, written out; `judged` is what was found in it."""

    path: str
    turtle: bytes
    nquads: bytes
    trig: bytes
    counts: Counts
    judged: Judged | None


def reused(
    reuses: Iterable[Reuse], turtle: TurtleWriter, base: str, judge: Judge, spread: Spread
) -> Iterable[Reused]:
    """All that is published of reuses, in their order, which is that of the bodies."""
    return spread(partial(_written, turtle, base, judge), _portions(reuses))


def _portions(reuses: Iterable[Reuse]) -> Iterator[Portion]:
    """The reuses in portions that memory holds, whose ends do not move when others change."""
    path, portion = "", list[Reuse]()
    for reuse in reuses:
        if portion and path != REUSE + reuse.body:
            yield path, portion
            portion = []
        path = REUSE + reuse.body
        portion.append(reuse)
        if crc32(reuse.later.encode()) % IN_PORTION == 0:
            yield path, portion
            portion = []
    if portion:
        yield path, portion


def _written(turtle: TurtleWriter, base: str, judge: Judge, portion: Portion) -> Reused:
    path, reuses = portion
    graph = reuse_graph(reuses, base)
    name = data_iri(f"graph/{path}", base)
    counts = Counts.of(graph.nodes)
    return Reused(
        path,
        turtle.turtle(graph).removeprefix(turtle.header()).encode(),
        nquads(graph, name).encode(),
        turtle.block(graph, name).encode(),
        replace(counts, entities=counts.classes.total()),
        judge(path, graph),
    )
