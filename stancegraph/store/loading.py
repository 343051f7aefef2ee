"""Loads a dump into a triple store, graph by graph: what it replaces it never doubles.

A journal beside the dump says which graphs the store took, with the hash of their content; a load
that was interrupted goes on from there. What the store says it took is counted there before it is
believed: a store may lose what it confirmed (killed before it wrote it down) or take a part.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from stancegraph.store.addresses import Addresses
from stancegraph.store.connection import Connection
from stancegraph.store.journal import Entry, Journal, journal_path
from stancegraph.store.quads import Block, Dump
from stancegraph.store.remote import RemoteGraph
from stancegraph.store.writers import (
    GraphStoreWriter,
    Outcome,
    UnsupportedError,
    UpdateWriter,
    Writer,
)

_COUNTED_AT_ONCE = 200


class Way(Enum):
    """How graphs are written; `AUTO` takes the Graph Store Protocol where there is one."""

    AUTO = "auto"
    GRAPHS = "graphs"
    UPDATE = "update"


@dataclass(frozen=True, slots=True)
class Load:
    """What to load where.

    `fresh` loads every graph again, `prune` removes those of earlier loads that the dump no longer
    holds, `count` has the store count what it took. `journal` stands beside the dump unless given.
    """

    dump: Path
    store: Addresses
    way: Way = Way.AUTO
    journal: Path | None = None
    fresh: bool = False
    prune: bool = False
    count: bool = True


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of the dump the store holds by now, known or newly sent, in quads."""

    done: int
    total: int


@dataclass(slots=True)
class Summary:
    """What a load did, in graphs; `quads` were sent."""

    sent: int = 0
    quads: int = 0
    unchanged: int = 0
    lost: int = 0
    removed: int = 0
    left_over: int = 0
    refused: int = 0

    def lines(self) -> tuple[str, ...]:
        """The summary for people."""
        done = f"{self.sent:,} graphs loaded ({self.quads:,} triples), {self.unchanged:,} unchanged"
        more = (
            (self.lost, "graphs were not as an earlier load left them; loaded again"),
            (self.removed, "graphs removed that the dump no longer holds"),
            (self.left_over, "graphs of earlier loads are not in the dump; --prune removes them"),
            (self.refused, "graphs not loaded; see the faults above"),
        )
        return done, *(f"{number:,} {words}" for number, words in more if number)


class Listener(Protocol):
    """Who is told what happens."""

    def progress(self, progress: Progress) -> None:
        """After each graph."""

    def note(self, message: str) -> None:
        """Something worth knowing."""

    def fault(self, message: str) -> None:
        """A graph could not be loaded; the load goes on."""


def load(plan: Load, connection: Connection, listener: Listener) -> Summary:
    """Load a dump; what the store holds already is left alone.

    Raises:
        GraphError: the dump is missing or not N-Quads, or holds blank nodes or a default graph.
        StoreError: the store cannot be reached or refuses all graphs; another load is running.
    """
    journal = plan.journal or journal_path(plan.dump, plan.store.graphs)
    with Dump(plan.dump) as dump, Journal(journal) as known:
        return _Run(plan, dump, known, connection, listener).run()


class _Run:
    """One run of a load."""

    def __init__(
        self, plan: Load, dump: Dump, known: Journal, connection: Connection, listener: Listener
    ) -> None:
        self._plan = plan
        self._dump = dump
        self._known = known
        self._connection = connection
        self._listener = listener
        self._remote = RemoteGraph(connection, plan.store.query)
        self._writer = self._first_writer()
        self._summary = Summary()
        self._done = 0

    def run(self) -> Summary:
        if self._plan.fresh:
            self._known.clear()
        if self._plan.count:
            self._forget_lost()
        self._write(self._dump.graphs())
        if self._plan.count:
            self._mend()
        self._prune()
        return self._summary

    def _first_writer(self) -> Writer:
        if self._plan.way is Way.UPDATE:
            return UpdateWriter(self._connection, self._plan.store.update)
        return GraphStoreWriter(self._connection, self._plan.store.graphs)

    def _forget_lost(self) -> None:
        """Have the graphs written again of which the store no longer holds all the triples."""
        for entries in self._known.entries(_COUNTED_AT_ONCE):
            found = self._remote.counts([entry.graph for entry in entries])
            for entry in entries:
                if found[entry.graph] != entry.quads:
                    self._known.forget(entry.graph)
                    self._summary.lost += entry.graph in self._dump

    def _write(self, graphs: Iterable[str]) -> None:
        for graph in graphs:
            block = self._dump.block(graph)
            with block.lines:
                if self._known.holds(graph, block.sha256):
                    self._summary.unchanged += 1
                    self._advance(block.quads)
                    continue
                self._known.forget(graph)
                self._settle(self._put(block))
        self._settle(self._writer.finish())

    def _put(self, block: Block) -> Iterable[Outcome]:
        """Write a graph, from the first that cannot be PUT on by updates."""
        try:
            return list(self._writer.write(block))
        except UnsupportedError:
            store = self._plan.store
            if self._plan.way is not Way.AUTO or isinstance(self._writer, UpdateWriter):
                raise
            self._listener.note(f"{store.graphs} takes no graphs; using updates at {store.update}")
            self._writer = UpdateWriter(self._connection, store.update)
            return list(self._writer.write(block))

    def _settle(self, outcomes: Iterable[Outcome]) -> None:
        for outcome in outcomes:
            if outcome.fault:
                self._refuse(outcome.entry.graph, outcome.fault)
            else:
                self._known.add(outcome.entry)
                self._summary.sent += 1
                self._summary.quads += outcome.entry.quads
            self._advance(outcome.entry.quads)

    def _refuse(self, graph: str, reason: str) -> None:
        self._listener.fault(f"{self._dump.path}: <{graph}> was not loaded: {reason}")
        self._summary.refused += 1

    def _advance(self, quads: int) -> None:
        self._done += quads
        self._listener.progress(Progress(min(self._done, self._dump.quads), self._dump.quads))

    def _mend(self) -> None:
        """Have the store count what it took; write once more what it did not take whole."""
        short = self._short()
        if not short:
            return
        self._listener.note(f"{len(short):,} graphs did not arrive whole; loading them again")
        for graph in short:
            self._known.forget(graph)
        self._write(short)
        for graph, words in self._short().items():
            self._known.forget(graph)
            self._summary.sent -= 1
            self._refuse(graph, words)

    def _short(self) -> dict[str, str]:
        """The graphs whose count is not what was sent, with both numbers in words."""
        short: dict[str, str] = {}
        for entries in self._known.entries(_COUNTED_AT_ONCE, uncounted=True):
            found = self._remote.counts([entry.graph for entry in entries])
            for entry in entries:
                if found[entry.graph] == self._expected(entry, found[entry.graph]):
                    self._known.counted(entry, found[entry.graph])
                else:
                    short[entry.graph] = (
                        f"{entry.quads} triples sent, but the store holds {found[entry.graph]}"
                    )
        return short

    def _expected(self, entry: Entry, found: int) -> int:
        """How many triples the graph has: as many as lines, but for lines that say the same."""
        if found == entry.quads or entry.graph not in self._dump:
            return entry.quads
        block = self._dump.block(entry.graph)
        with block.lines:
            return len(set(ox.parse(b"".join(block), format=ox.RdfFormat.N_TRIPLES)))

    def _prune(self) -> None:
        """Remove, or at least count, the graphs that only earlier loads brought."""
        for entries in self._known.entries(_COUNTED_AT_ONCE):
            for entry in entries:
                if entry.graph in self._dump:
                    continue
                if self._plan.prune:
                    self._writer.remove(entry.graph)
                    self._known.forget(entry.graph)
                    self._summary.removed += 1
                else:
                    self._summary.left_over += 1
