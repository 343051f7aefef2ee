"""Writes a publication: the files of kg/ into a new directory, and the dumps beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import IO
from zlib import crc32

from stancegraph.comparing import Reuse, Reuses
from stancegraph.graph import Graph, nquads
from stancegraph.graph.mappings import Mapping
from stancegraph.graph.reuse import reuse_graph
from stancegraph.graph.scope import data_iri
from stancegraph.model import Document, Session
from stancegraph.publishing.collected import Collected, collect, linksets
from stancegraph.publishing.counts import Counts, Shared, SharedCounts, number
from stancegraph.publishing.dataset import Holdings, dataset_graph, linkset_graphs
from stancegraph.publishing.works import Publisher, WorkOutput
from stancegraph.spilling import Seen
from stancegraph.writing import COLUMNS, entity_table, table_header

NQUADS, TRIG = "stancegraph.nq", "stancegraph.trig"
REUSE = "reuse/"
"""How the paths of the graphs begin that tell who reuses whose wording."""

IN_PORTION = 256
"""How many reuses, on average, are written and judged together."""

Take = Callable[[str, Graph], None]
"""Is given every graph that works share, by its path below kg/ without suffix, once it is there."""


@dataclass(slots=True)
class _Seen:
    """What the description of the dataset needs of all works; grows by a few words a work."""

    works: int = 0
    example: str | None = None
    numbers: Seen = field(default_factory=Seen)
    sessions: dict[Session, None] = field(default_factory=dict)
    rights: set[str] = field(default_factory=set)
    counts: Counts = field(default_factory=Counts)
    shared: SharedCounts = field(default_factory=SharedCounts)
    days: list[date] = field(default_factory=list)

    def add(self, output: WorkOutput) -> None:
        self.works += 1
        self.example = min(self.example or output.work, output.work)
        self.rights.add(output.rights)
        self.counts += output.counts
        self.shared.add(output.shared)
        if output.session:
            self.sessions[output.session] = None
        days = [day for day in (output.earliest, output.latest, *self.days) if day]
        self.days = [min(days), max(days)] if days else []


class Tree:
    """The files of a publication while they are written; a context manager.

    `kg` must not exist yet or be empty; the caller exchanges it for the published one when all
    went well. The dumps take their place in `dumps` at the end, each in one step, if `keep_dumps`.
    """

    def __init__(
        self, publisher: Publisher, mappings: Sequence[Mapping], kg: Path, dumps: Path
    ) -> None:
        self._publisher = publisher
        self._mappings = mappings
        self._kg = kg
        self._dumps = dumps
        self.keep_dumps = True
        self._seen = _Seen()
        self._reuses = Reuses()
        self._open: dict[str, IO[bytes]] = {}

    def __enter__(self) -> Tree:
        (self._kg / "tables").mkdir(parents=True, exist_ok=True)
        self._dumps.mkdir(parents=True, exist_ok=True)
        for name in COLUMNS:
            self._open[name] = (self._kg / "tables" / f"{name}.csv").open("wb")
            self._open[name].write(table_header(name).encode())
        for name in (NQUADS, TRIG):
            self._open[name] = (self._dumps / f".{name}.new").open("wb")
        self._open[TRIG].write(self._publisher.turtle.header().encode())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._reuses.close()
        for file in self._open.values():
            file.close()
        for name in (NQUADS, TRIG):
            part = self._dumps / f".{name}.new"
            if kind is None and self.keep_dumps:
                part.replace(self._dumps / name)
            else:
                part.unlink(missing_ok=True)

    def has(self, work: str) -> bool:
        """Whether a work of that IRI was written."""
        return number(work) in self._seen.numbers

    def add(self, output: WorkOutput) -> bool:
        """Writes the files of a work; False, and nothing written, if its IRI is taken already."""
        if not self._seen.numbers.fresh(number(output.work)):
            return False
        self._seen.add(output)
        self._reuses.add(output.wordings)
        for path, content in output.files:
            self._write(path, content)
        for name, rows in output.tables.items():
            self._open[name].write(rows.encode())
        self._open[NQUADS].write(output.nquads.encode())
        self._open[TRIG].write(output.trig.encode())
        return True

    def finish(self, *extra_rights: str, take: Take = lambda _path, _graph: None) -> Counts:
        """Writes what stands beside the works; returns the counts of the whole dataset."""
        publisher = self._publisher
        collected = collect(publisher, self._seen.sessions, self._mappings)
        links = linksets(self._mappings, publisher.base)
        self._write_entities()
        for path, graph in collected.files.items():
            self._write_graph(path, graph, take)
        self._seen.counts += self._compare(take)
        holdings = self._holdings(collected, extra_rights)
        description = dataset_graph(holdings, links, publisher.base)
        self._write_graph("dataset", description, take)
        for name, graph in linkset_graphs(links, publisher.base).items():
            self._write_graph(f"linksets/{name}", graph, take)
        for name, graph in sorted({**collected.named, "dataset": description}.items()):
            self._dump(name, graph)
        return holdings.counts + Counts.of(description.nodes)

    def _write_entities(self) -> None:
        matches: dict[str, list[str]] = {}
        for mapping in self._mappings:
            matches.setdefault(mapping.subject, []).append(mapping.object)
        rows = entity_table(self._publisher.register, matches, self._publisher.base)
        self._open["entities"].write(rows.encode())

    def _write_graph(self, path: str, graph: Graph, take: Take) -> None:
        self._write(f"{path}.ttl", self._publisher.turtle.turtle(graph).encode())
        take(path, graph)

    def _compare(self, take: Take) -> Counts:
        """Writes who reuses whose wording, a file for each body that does; returns the counts.

        This is not in the files of the works: these depend on their own source alone.
        """
        publisher = self._publisher
        total = Counts()
        for body, reuses in groupby(self._reuses.found(), key=lambda reuse: reuse.body):
            path = f"{REUSE}{body}"
            target = self._kg / f"{path}.ttl"
            target.parent.mkdir(exist_ok=True)
            with target.open("wb") as file:
                header = publisher.turtle.header()
                file.write(header.encode())
                for part in _portions(reuses):
                    graph = reuse_graph(part, publisher.base)
                    file.write(publisher.turtle.turtle(graph).removeprefix(header).encode())
                    self._dump(path, graph)
                    counts = Counts.of(graph.nodes)
                    total += replace(counts, entities=counts.classes.total())
                    take(path, graph)
        return total

    def _holdings(self, collected: Collected, extra_rights: Iterable[str]) -> Holdings:
        seen = self._seen
        shared = seen.shared
        total = seen.counts
        total = total + Counts.of(collected.named["acts"].nodes)
        documents = {node.subject for node in collected.documents.nodes}
        authority = collected.named["authority"].nodes
        total = total + Counts.of(node for node in authority if node.subject not in documents)
        shared.add(Shared.of(collected.documents))
        shared.add(Shared.of(collected.named["sessions"]))
        return Holdings(
            counts=total + shared.counts,
            works=seen.works,
            example=seen.example,
            rights=tuple(sorted({*seen.rights, *extra_rights})),
            sources=self._sources(),
            earliest=seen.days[0] if seen.days else None,
            latest=seen.days[-1] if seen.days else None,
        )

    def _sources(self) -> tuple[str, ...]:
        register = self._publisher.register
        stated = {(row.source, row.licence) for row in register.entities}
        stated |= {(row.source, row.licence) for row in register.memberships}
        stated |= {(row.source, row.licence) for row in register.documents}
        return tuple(sorted(f"{source} ({licence})" for source, licence in stated if source))

    def _write(self, path: str, content: bytes) -> None:
        target = self._kg / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)

    def _dump(self, name: str, graph: Graph) -> None:
        publisher = self._publisher
        term = data_iri(f"graph/{name}", publisher.base)
        self._open[NQUADS].write(nquads(graph, term).encode())
        self._open[TRIG].write(publisher.turtle.block(graph, term).encode())


def _portions(reuses: Iterable[Reuse]) -> Iterator[list[Reuse]]:
    """The reuses in portions that memory holds, whose ends do not move when others change."""
    portion: list[Reuse] = []
    for reuse in reuses:
        portion.append(reuse)
        if crc32(reuse.later.encode()) % IN_PORTION == 0:
            yield portion
            portion = []
    if portion:
        yield portion


def publish(
    documents: Iterable[Document],
    publisher: Publisher,
    mappings: Sequence[Mapping],
    kg: Path,
    dumps: Path,
) -> Counts:
    """Writes the publication of documents one by one; works of a taken IRI are left out."""
    with Tree(publisher, mappings, kg, dumps) as tree:
        for document in documents:
            for output in publisher.works(document):
                tree.add(output)
        return tree.finish()
