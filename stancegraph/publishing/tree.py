"""Writes a publication: the files of kg/ into a new directory, and the dumps beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import IO

from stancegraph.comparing import Reuses
from stancegraph.graph import Graph, nquads
from stancegraph.graph.mappings import Mapping
from stancegraph.graph.reuse import reuse_graph
from stancegraph.graph.scope import data_iri
from stancegraph.model import Document, Session
from stancegraph.publishing.collected import Collected, collect, linksets
from stancegraph.publishing.counts import Counts, SharedCounts
from stancegraph.publishing.dataset import Holdings, dataset_graph, linkset_graphs
from stancegraph.publishing.works import Publisher, WorkOutput
from stancegraph.writing import COLUMNS, entity_table, table_header

NQUADS, TRIG = "stancegraph.nq", "stancegraph.trig"


@dataclass(slots=True)
class _Seen:
    """What the description of the dataset needs of all works; grows by a few words a work."""

    works: set[str] = field(default_factory=set)
    sessions: dict[Session, None] = field(default_factory=dict)
    rights: set[str] = field(default_factory=set)
    counts: Counts = field(default_factory=Counts)
    shared: SharedCounts = field(default_factory=SharedCounts)
    days: list[date] = field(default_factory=list)

    def add(self, output: WorkOutput) -> None:
        self.works.add(output.work)
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

    def add(self, output: WorkOutput) -> bool:
        """Writes the files of a work; False, and nothing written, if its IRI is taken already."""
        if output.work in self._seen.works:
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

    def finish(self, *extra_rights: str) -> Counts:
        """Writes what stands beside the works; returns the counts of the whole dataset."""
        publisher = self._publisher
        matches: dict[str, list[str]] = {}
        for mapping in self._mappings:
            matches.setdefault(mapping.subject, []).append(mapping.object)
        rows = entity_table(publisher.register, matches, publisher.base)
        self._open["entities"].write(rows.encode())
        collected = collect(publisher, self._seen.sessions, self._mappings)
        self._seen.counts += self._compare()
        links = linksets(self._mappings, publisher.base)
        for path, graph in collected.files.items():
            self._write(f"{path}.ttl", publisher.turtle.turtle(graph).encode())
        holdings = self._holdings(collected, extra_rights)
        description = dataset_graph(holdings, links, publisher.base)
        self._write("dataset.ttl", publisher.turtle.turtle(description).encode())
        for name, graph in linkset_graphs(links, publisher.base).items():
            self._write(f"linksets/{name}.ttl", publisher.turtle.turtle(graph).encode())
        for name, graph in sorted({**collected.named, "dataset": description}.items()):
            self._dump(name, graph)
        return holdings.counts + Counts.of(description.nodes)

    def _compare(self) -> Counts:
        """Writes who reuses whose wording, a file for each body that does; returns the counts.

        This is not in the files of the works: these depend on their own source alone.
        """
        total = Counts()
        for body, reuses in groupby(self._reuses.found(), key=lambda reuse: reuse.body):
            graph = reuse_graph(reuses, self._publisher.base)
            counts = Counts.of(graph.nodes)
            total += replace(counts, entities=counts.classes.total())
            self._write(f"reuse/{body}.ttl", self._publisher.turtle.turtle(graph).encode())
            self._dump(f"reuse/{body}", graph)
        return total

    def _holdings(self, collected: Collected, extra_rights: Iterable[str]) -> Holdings:
        seen = self._seen
        shared = seen.shared
        total = seen.counts
        total = total + Counts.of(collected.named["acts"].nodes)
        documents = {node.subject for node in collected.documents.nodes}
        authority = collected.named["authority"].nodes
        total = total + Counts.of(node for node in authority if node.subject not in documents)
        shared.add(collected.documents)
        shared.add(collected.named["sessions"])
        return Holdings(
            counts=total + shared.counts,
            works=len(seen.works),
            example=min(seen.works, default=None),
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
