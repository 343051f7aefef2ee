"""The RDF syntaxes in which a dataset is dumped, each written graph by graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from itertools import groupby
from pathlib import Path

from stancegraph.graph import JsonLdWriter, TurtleWriter, merge, nquads, ntriples
from stancegraph.store.packing import Packing
from stancegraph.store.sorting import sorted_lines
from stancegraph.store.units import Unit


class Form(Enum):
    """A syntax; the value is what names of its files end with.

    `NTRIPLES` are sorted by their bytes and without doubles, as HDT's converters like them.
    `JSONL` has a JSON-LD document on each line, one a work.
    """

    NQUADS = ".nq"
    TRIG = ".trig"
    TURTLE = ".ttl"
    JSONLD = ".jsonld"
    JSONL = ".jsonl"
    NTRIPLES = ".nt"

    @classmethod
    def of(cls, path: Path) -> Form | None:
        """The syntax that a name tells, packed or not; None if none.

        >>> Form.of(Path("a.trig.gz")), Form.of(Path("a.csv"))
        (<Form.TRIG: '.trig'>, None)
        """
        name = path.with_suffix("") if Packing.of(path).value else path
        return next((each for each in cls if each.value == name.suffix), None)

    def write(self, units: Iterable[Unit], base: str) -> Iterator[bytes]:
        """The units in this syntax, piece by piece.

        Turtle and N-Triples leave out the names of the graphs; Turtle repeats what several graphs
        say.
        """
        return _WRITERS[self](units, base)


def _nquads(units: Iterable[Unit], _base: str) -> Iterator[bytes]:
    return (nquads(unit.graph, unit.name).encode() for unit in units)


def _ntriples(units: Iterable[Unit], _base: str) -> Iterator[bytes]:
    return sorted_lines(
        line for unit in units for line in ntriples(unit.graph).encode().splitlines(keepends=True)
    )


def _turtle(units: Iterable[Unit], base: str) -> Iterator[bytes]:
    writer = TurtleWriter(base)
    yield writer.header().encode()
    for unit in units:
        yield writer.nodes(unit.graph).encode()


def _trig(units: Iterable[Unit], base: str) -> Iterator[bytes]:
    writer = TurtleWriter(base)
    yield writer.header().encode()
    for unit in units:
        yield writer.block(unit.graph, unit.name).encode()


def _jsonld(units: Iterable[Unit], base: str) -> Iterator[bytes]:
    writer = JsonLdWriter(base)
    before, after = writer.frame
    yield before.encode()
    between = ""
    for unit in units:
        yield (between + writer.block(unit.graph, unit.name)).encode()
        between = ",\n"
    yield after.encode()


def _jsonl(units: Iterable[Unit], base: str) -> Iterator[bytes]:
    writer = JsonLdWriter(base)
    before, after = writer.frame
    for _, parts in groupby(units, key=lambda unit: unit.work):
        blocks = [
            writer.block(merge(part.graph for part in same), name)
            for name, same in groupby(parts, key=lambda unit: unit.name)
        ]
        document = before + ",\n".join(blocks) + after
        yield document.replace("\n", "").encode() + b"\n"


_WRITERS: dict[Form, Callable[[Iterable[Unit], str], Iterator[bytes]]] = {
    Form.NQUADS: _nquads,
    Form.TRIG: _trig,
    Form.TURTLE: _turtle,
    Form.JSONLD: _jsonld,
    Form.JSONL: _jsonl,
    Form.NTRIPLES: _ntriples,
}
