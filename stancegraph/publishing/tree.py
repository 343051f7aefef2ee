"""Writes a publication: the files of kg/ into a new directory, and the dumps beside it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from stancegraph.comparing import Reuses
from stancegraph.graph import Graph, nquads
from stancegraph.graph.mappings import Mapping
from stancegraph.graph.scope import data_iri
from stancegraph.publishing.collected import collect, linksets
from stancegraph.publishing.counts import Counts
from stancegraph.publishing.dataset import dataset_graph, linkset_graphs
from stancegraph.publishing.layout import Layout, Mark, Piece
from stancegraph.publishing.parcels import NQUADS, TRIG, Parcel, parcel
from stancegraph.publishing.reusing import REUSE, Keeper, Placed, reused
from stancegraph.publishing.streams import Stream
from stancegraph.publishing.tally import Tally
from stancegraph.publishing.works import Publisher, WorkOutput
from stancegraph.spreading import Spread, here
from stancegraph.writing import COLUMNS, entity_table, table_header

__all__ = ["NQUADS", "REUSE", "TRIG", "Last", "Reception", "Tree"]

_UNFINISHED = ".{}.new"


class Reception(Keeper):
    """Is told of every graph that works share, by its path below kg/ without suffix."""

    def take(self, path: str, graph: Graph) -> None:
        """A graph that was written, but for what is told of reuse."""

    def hear(self, placed: Placed) -> None:
        """A portion of what is told of reuse that was written."""


@dataclass(frozen=True, slots=True)
class Last:
    """What was published last, and the folder in which its layout is noted from time to time."""

    kg: Path
    folder: Path


class Tree:
    """The files of a publication while they are written; a context manager.

    `kg` must not exist yet or be empty; the caller exchanges it for the published one when all
    went well. The dumps take their place in `dumps` at the end, each in one step.
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

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        done = kind is None
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

    def claim(self, output: WorkOutput) -> bool:
        """Counts a work in, which is then to be put in or repeated; False if it was before.

        `output` needs neither wordings nor what is written out.
        """
        return self._tally.add(output)

    def last(self, work: str, state: str) -> Piece | None:
        """What was published last of a work, with its files in their new places as well.

        None, and nothing done, if it cannot be taken over: it was in another state, or it changed.
        """
        if not (self._layout and self._repeats and self._reuses.known(work, state)):
            return None
        piece = self._layout.piece(work, state)
        return piece if piece and self._link(piece.files) else None

    def repeat(self, work: str, state: str, piece: Piece) -> None:
        """Takes over what was published last of a work."""
        parts = {name: self._open[name].take(part) for name, part in piece.parts.items()}
        if self._layout:
            self._layout.note(work, state, Piece(parts, piece.files))

    def _link(self, files: Sequence[tuple[str, Mark]]) -> bool:
        """Give files of the last publication a second name here; all of them or none."""
        done: list[str] = []
        last = self._last.kg if self._last else self._kg
        for path, mark in files:
            now = f"{self._kg}/{path}"
            try:
                _linked(f"{last}/{path}", now)
            except OSError:
                break
            done.append(now)
            if Mark.of(now) != mark:
                break
        else:
            return True
        for link in done:
            Path(link).unlink()
        return False

    def parcel(self, output: WorkOutput) -> Parcel:
        """Writes the files of a work, and makes the rest ready; in any process."""
        return parcel(output, self._kg)

    def put(self, ready: Parcel, state: str = "") -> None:
        """Puts in what was made ready; an equal `state` next time says that it is the same."""
        if not (state and self._reuses.known(ready.work, state)):
            self._reuses.put(ready.wordings, ready.work, state)
        parts = {name: self._open[name].write(part) for name, part in ready.parts.items()}
        if self._layout:
            self._layout.note(ready.work, state, Piece(parts, ready.files))

    def finish(self, reception: Reception | None = None, spread: Spread = here) -> Counts:
        """Writes what stands beside the works; returns the counts of the whole dataset."""
        publisher, reception = self._publisher, reception or Reception()
        collected = collect(publisher, self._tally.sessions, self._mappings)
        links = linksets(self._mappings, publisher.base)
        self._write_entities()
        for path, graph in collected.files.items():
            self._write_graph(path, graph, reception)
        self._tally.counts += self._compare(reception, spread)
        extent = self._tally.extent(collected, publisher.register)
        description = dataset_graph(extent, links, publisher.base)
        self._write_graph("dataset", description, reception)
        for name, graph in linkset_graphs(links, publisher.base).items():
            self._write_graph(f"linksets/{name}", graph, reception)
        for name, graph in sorted({**collected.named, "dataset": description}.items()):
            self._dump(name, graph)
        return extent.counts + Counts.of(description.nodes)

    def _write_entities(self) -> None:
        matches: dict[str, list[str]] = {}
        for mapping in self._mappings:
            matches.setdefault(mapping.subject, []).append(mapping.object)
        rows = entity_table(self._publisher.register, matches, self._publisher.base)
        self._open["entities"].write(rows.encode())

    def _write_graph(self, path: str, graph: Graph, reception: Reception) -> None:
        self._write(f"{path}.ttl", self._publisher.turtle.turtle(graph).encode())
        reception.take(path, graph)

    def _compare(self, reception: Reception, spread: Spread) -> Counts:
        """Writes who reuses whose wording, a file for each body that does; returns the counts.

        This is not in the files of the works: these depend on their own source alone.
        """
        turtle, total = self._publisher.turtle, Counts()
        found = self._reuses.found(spread)
        portions = reused(found, turtle, self._publisher.base, reception, spread)
        for path, held in groupby(portions, key=lambda each: each.path):
            target = self._kg / f"{path}.ttl"
            target.parent.mkdir(exist_ok=True)
            with target.open("wb") as file:
                file.write(turtle.header().encode())
                for placed in held:
                    file.write(placed.reused.turtle)
                    self._open[NQUADS].write(placed.reused.nquads)
                    self._open[TRIG].write(placed.reused.trig)
                    total += placed.reused.counts
                    reception.hear(placed)
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


def _linked(before: str, now: str) -> None:
    try:
        os.link(before, now)
    except FileNotFoundError:
        Path(now).parent.mkdir(parents=True, exist_ok=True)
        os.link(before, now)
