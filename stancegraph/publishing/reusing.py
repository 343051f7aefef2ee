"""What is published of who reuses whose wording, made in portions that other cores can take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple
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


class Portion(NamedTuple):
    """Some reuses of one body, for the graph of that path below kg/."""

    path: str
    reuses: tuple[Reuse, ...]


@dataclass(frozen=True, slots=True)
class Reused:
    """A portion of a graph, written out; `findings` are what is wrong with it."""

    turtle: bytes
    nquads: bytes
    trig: bytes
    counts: Counts
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """What is published of a portion: for which graph, and under which key its keeper has it."""

    path: str
    key: str
    reused: Reused


Make = Callable[[Portion], Reused]


class Keeper:
    """Makes what is published of portions, or has it from a build before; called in any process.

    This one has nothing and judges nothing.
    """

    def judge(self, _graph: Graph) -> tuple[Finding, ...]:
        """What is wrong with the graph of a portion."""
        return ()

    def key(self, _portion: Portion) -> str:
        """What tells a portion from all others."""
        return ""

    def kept(self, _key: str, portion: Portion, make: Make) -> Reused:
        """What is published of a portion."""
        return make(portion)


def reused(
    reuses: Iterable[Reuse], turtle: TurtleWriter, base: str, keeper: Keeper, spread: Spread
) -> Iterable[Placed]:
    """All that is published of reuses, in their order, which is that of the bodies."""
    make = partial(_made, turtle, base, keeper)
    return spread(partial(_placed, keeper, make), _portions(reuses))


def _placed(keeper: Keeper, make: Make, portion: Portion) -> Placed:
    key = keeper.key(portion)
    return Placed(portion.path, key, keeper.kept(key, portion, make))


def _portions(reuses: Iterable[Reuse]) -> Iterator[Portion]:
    """The reuses in portions that memory holds, whose ends do not move when others change."""
    path, portion = "", list[Reuse]()
    for reuse in reuses:
        if portion and path != REUSE + reuse.body:
            yield Portion(path, tuple(portion))
            portion = []
        path = REUSE + reuse.body
        portion.append(reuse)
        if crc32(reuse.later.encode()) % IN_PORTION == 0:
            yield Portion(path, tuple(portion))
            portion = []
    if portion:
        yield Portion(path, tuple(portion))


def _made(turtle: TurtleWriter, base: str, keeper: Keeper, portion: Portion) -> Reused:
    graph = reuse_graph(portion.reuses, base)
    name = data_iri(f"graph/{portion.path}", base)
    counts = Counts.of(graph.nodes)
    return Reused(
        turtle.turtle(graph).removeprefix(turtle.header()).encode(),
        nquads(graph, name).encode(),
        turtle.block(graph, name).encode(),
        replace(counts, entities=counts.classes.total()),
        keeper.judge(graph),
    )
