"""Writes a publication: the files of kg/ into a new directory, and the dumps beside it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from types import TracebackType
from zlib import crc32

from stancegraph.comparing import Reuse, Reuses
from stancegraph.graph import Graph, nquads
from stancegraph.graph.mappings import Mapping
from stancegraph.graph.reuse import reuse_graph
from stancegraph.graph.scope import data_iri
from stancegraph.model import Document
from stancegraph.publishing.collected import collect, linksets
from stancegraph.publishing.counts import Counts
from stancegraph.publishing.dataset import dataset_graph, linkset_graphs
from stancegraph.publishing.layout import Layout, Mark, Piece
from stancegraph.publishing.streams import Stream
from stancegraph.publishing.tally import Tally
from stancegraph.publishing.works import Publisher, WorkOutput
from stancegraph.writing import COLUMNS, entity_table, table_header

NQUADS, TRIG = "stancegraph.nq", "stancegraph.trig"
REUSE = "reuse/"
"""How the paths of the graphs begin that tell who reuses whose wording."""

_UNFINISHED = ".{}.new"

IN_PORTION = 256
"""How many reuses, on average, are written and judged together."""

Take = Callable[[str, Graph], None]
"""Is given every graph that works share, by its path below kg/ without suffix, once it is there."""


@dataclass(frozen=True, slots=True)
class Last:
    """What was published last, and the folder in which its layout is noted from time to time."""

    kg: Path
    folder: Path


class Tree:
    """The files of a publication while they are written; a context manager.

    `kg` must not exist yet or be empty; the caller exchanges it for the published one when all
    went well. The dumps take their place in `dumps` at the end, each in one step, if `keep_dumps`.
    """

    def __init__(
        self,
        publisher: Publisher,
        mappings: Sequence[Mapping],
        kg: Path,
        dumps: Path,
        last: Last | None = None,
    ) -> None:
        self._publisher = publisher
        self._mappings = mappings
        self._kg = kg
        self._dumps = dumps
        self.keep_dumps = True
        self._last = last
        self._layout = Layout(last.folder) if last else None
        self._repeats = bool(self._layout and last and self._layout.whole(self._places(last.kg)))
        self._tally = Tally()
        self._reuses = Reuses(last.folder / "wordings" if last else None)
        self._open: dict[str, Stream] = {}

    def _places(self, kg: Path, dump: str = "{}") -> dict[str, Path]:
        """The files to which every work adds a part."""
        tables = {name: kg / "tables" / f"{name}.csv" for name in COLUMNS}
        return tables | {name: self._dumps / dump.format(name) for name in (NQUADS, TRIG)}

    def __enter__(self) -> Tree:
        (self._kg / "tables").mkdir(parents=True, exist_ok=True)
        self._dumps.mkdir(parents=True, exist_ok=True)
        before = self._places(self._last.kg) if self._last and self._repeats else {}
        for name, path in self._places(self._kg, _UNFINISHED).items():
            self._open[name] = Stream(path, before.get(name))
            if name in COLUMNS:
                self._open[name].write(table_header(name).encode())
        self._open[TRIG].write(self._publisher.turtle.header().encode())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        done = kind is None and self.keep_dumps
        for file in self._open.values():
            file.close()
        for name in (NQUADS, TRIG):
            part = self._dumps / _UNFINISHED.format(name)
            if done:
                part.replace(self._dumps / name)
            else:
                part.unlink(missing_ok=True)
        if done and self._layout:
            self._reuses.keep()
            self._layout.keep(self._places(self._kg))
        else:
            self._reuses.close()
            if self._layout:
                self._layout.close()

    def has(self, work: str) -> bool:
        """Whether a work of that IRI was written."""
        return self._tally.has(work)

    def repeat(self, output: WorkOutput, state: str) -> bool:
        """Takes over what was published last of a work; False, and nothing done, if it cannot.

        `output` needs neither wordings nor what is written out: that of the last publication was
        the same if the work has the same state.
        """
        if not (self._layout and self._repeats and self._reuses.known(output.work, state)):
            return False
        piece = None if self.has(output.work) else self._layout.piece(output.work, state)
        if piece is None or not self._link(piece.files):
            return False
        self._tally.add(output)
        parts = {name: self._open[name].take(part) for name, part in piece.parts.items()}
        self._layout.note(output.work, state, Piece(parts, piece.files))
        return True

    def _link(self, files: Sequence[tuple[str, Mark]]) -> bool:
        """Give files of the last publication a second name here; all of them or none."""
        done: list[Path] = []
        for path, mark in files:
            before, now = (self._last.kg if self._last else self._kg) / path, self._kg / path
            now.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(before, now)
            except OSError:
                break
            done.append(now)
            if Mark.of(now) != mark:
                break
        else:
            return True
        for link in done:
            link.unlink()
        return False

    def add(self, output: WorkOutput, state: str = "") -> bool:
        """Writes the files of a work; False, and nothing written, if its IRI is taken already.

        The same `state` says to the next publication that the work is still the same.
        """
        if not self._tally.add(output):
            return False
        if not (state and self._reuses.known(output.work, state)):
            self._reuses.add(output.wordings, output.work, state)
        for path, content in output.files:
            self._write(path, content)
        texts = {**output.tables, NQUADS: output.nquads, TRIG: output.trig}
        parts = {name: self._open[name].write(text.encode()) for name, text in texts.items()}
        if self._layout:
            marks = ((path, Mark.of(self._kg / path)) for path, _ in output.files)
            files = tuple((path, mark) for path, mark in marks if mark)
            self._layout.note(output.work, state, Piece(parts, files))
        return True

    def finish(self, *extra_rights: str, take: Take = lambda _path, _graph: None) -> Counts:
        """Writes what stands beside the works; returns the counts of the whole dataset."""
        publisher = self._publisher
        collected = collect(publisher, self._tally.sessions, self._mappings)
        links = linksets(self._mappings, publisher.base)
        self._write_entities()
        for path, graph in collected.files.items():
            self._write_graph(path, graph, take)
        self._tally.counts += self._compare(take)
        holdings = self._tally.holdings(collected, publisher.register, extra_rights)
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
