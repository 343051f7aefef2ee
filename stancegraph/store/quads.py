"""An N-Quads dump read one named graph at a time, in memory that does not grow with it.

The graphs of our dumps stand together. In a dump where they do not, each graph is gathered from
its pieces, whose places are kept in a temporary file.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from stancegraph.errors import GraphError
from stancegraph.store.packing import Packing, Unpacked

_IRI = rb"<[^<>\"{}|^`\x00-\x20]*>"
_NAME = rb"<[^<>\"{}|^`\\\x00-\x20]*>"
_NODE = rb"_:[^\s<>\"]+"
_LITERAL = rb"\"[^\"\\\n\r]*(?:\\.[^\"\\\n\r]*)*\"(?:\^\^" + _IRI + rb"|@[A-Za-z0-9-]+)?"
_QUAD = re.compile(
    rb"[ \t]*(?P<triple>(?P<subject>" + _IRI + rb"|" + _NODE + rb")[ \t]*" + _IRI + rb"[ \t]*"
    rb"(?P<object>" + _IRI + rb"|" + _NODE + rb"|" + _LITERAL + rb"))[ \t]*"
    rb"(?P<graph>" + _NAME + rb"|" + _NODE + rb")?[ \t]*\.[ \t]*(?:#.*)?\r?\n?"
)  # fmt: skip
_NOTHING = re.compile(rb"[ \t]*(?:#.*)?\r?\n?")
_IN_MEMORY = 8 << 20


@dataclass(frozen=True, slots=True)
class Block:
    """A named graph of the dump as N-Triples.

    `lines` is a file of `size` bytes in `quads` lines, `sha256` the hash of these bytes; a line
    that follows itself is left out.
    """

    graph: str
    lines: IO[bytes]
    size: int
    quads: int
    sha256: str

    def __iter__(self) -> Iterator[bytes]:
        """The lines, from the first."""
        self.lines.seek(0)
        return iter(self.lines)

    @property
    def body(self) -> bytes | IO[bytes]:
        """All the lines: in memory where they are few, else as the file."""
        self.lines.seek(0)
        return self.lines.read() if self.size <= _IN_MEMORY else self.lines


class Dump:
    """The named graphs of an N-Quads file, plain, gzip or zstd; a context manager.

    Raises:
        GraphError: the file is missing, is not N-Quads (the message says where), or holds what
            cannot be loaded graph by graph: triples outside of a named graph, blank nodes.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.quads = 0
        """How many lines with a quad the dump holds."""
        self._file = self._opened()
        self._places = sqlite3.connect("", isolation_level=None)
        self._places.executescript(
            "CREATE TABLE graph (number INTEGER PRIMARY KEY, name BLOB UNIQUE, quads INTEGER);"
            "CREATE TABLE piece (graph INTEGER, start INTEGER, length INTEGER);"
        )

    def __enter__(self) -> Dump:
        try:
            self._index()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave the file and the temporary ones."""
        self._file.close()
        self._places.close()

    def __len__(self) -> int:
        """How many graphs the dump holds."""
        return int(self._places.execute("SELECT COUNT(*) FROM graph").fetchone()[0])

    def __contains__(self, graph: object) -> bool:
        if not isinstance(graph, str):
            return False
        found = self._places.execute("SELECT 1 FROM graph WHERE name = ?", (graph.encode(),))
        return found.fetchone() is not None

    def graphs(self) -> Iterator[str]:
        """The IRIs of the graphs, in the order in which each first appears."""
        for (name,) in self._places.execute("SELECT name FROM graph ORDER BY number"):
            yield name.decode()

    def block(self, graph: str) -> Block:
        """The graph of that IRI; its lines are to be closed by the caller."""
        lines: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
        digest, size, quads, last = hashlib.sha256(), 0, 0, b""
        for line in self._lines(graph.encode()):
            if line != last:
                lines.write(line)
                digest.update(line)
                size += len(line)
                quads += 1
                last = line
        return Block(graph, lines, size, quads, digest.hexdigest())

    def _lines(self, name: bytes) -> Iterator[bytes]:
        """The triples of a graph, one a line."""
        ending = b" <" + name + b"> .\n"
        for start, length in self._places.execute(
            "SELECT start, length FROM piece JOIN graph ON graph = number WHERE name = ? "
            "ORDER BY start",
            (name,),
        ).fetchall():
            self._file.seek(start)
            left = length
            while left > 0:
                line = self._file.readline()
                left -= len(line)
                if line.endswith(ending) and not line.startswith(b"#"):
                    yield line[: -len(ending)] + b" .\n"
                elif found := _QUAD.fullmatch(line):
                    yield found["triple"] + b" .\n"

    def _index(self) -> None:
        """Note where the pieces of each graph stand."""
        self._places.execute("BEGIN")
        graph, start, quads, position = b"", 0, 0, 0
        for number, line in enumerate(self._file, 1):
            name = self._graph(line, number)
            if name and name != graph:
                self._add(graph, start, position, quads)
                graph, start, quads = name, position, 0
            position += len(line)
            quads += bool(name)
        self._add(graph, start, position, quads)
        self._places.execute("COMMIT")

    def _add(self, name: bytes, start: int, end: int, quads: int) -> None:
        if not name:
            return
        (number,) = self._places.execute(
            "INSERT INTO graph (name, quads) VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET quads = quads + excluded.quads RETURNING number",
            (name, quads),
        ).fetchone()
        self.quads += quads
        self._places.execute("INSERT INTO piece VALUES (?, ?, ?)", (number, start, end - start))

    def _graph(self, line: bytes, number: int) -> bytes:
        """The IRI of the graph in which the line stands; none for an empty line or comment."""
        quad = _QUAD.fullmatch(line)
        if quad is None:
            if _NOTHING.fullmatch(line):
                return b""
            raise GraphError(f"{self.path}:{number}: not N-Quads; build the dump again")
        terms = (quad["subject"], quad["object"], quad["graph"] or b"")
        if any(term.startswith(b"_:") for term in terms):
            raise GraphError(
                f"{self.path}:{number}: a blank node, which loading graph by graph would tear "
                "apart; give it an IRI"
            )
        if not terms[2]:
            raise GraphError(
                f"{self.path}:{number}: a triple in no named graph, which could not be replaced; "
                "name its graph"
            )
        return terms[2][1:-1]

    def _opened(self) -> IO[bytes]:
        """The dump as a file with places; an unpacked copy of a packed one."""
        packing = Packing.of(self.path)
        name = self.path.with_suffix("") if packing.value else self.path
        if name.suffix != ".nq":
            raise GraphError(
                f"{self.path}: not a dump; give an N-Quads file (.nq, .nq.gz or .nq.zst)"
            )
        with Unpacked(self.path) as lines:
            if packing is Packing.NONE:
                return self.path.open("rb")
            copy: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
            try:
                copy.writelines(lines)
            except BaseException:
                copy.close()
                raise
        copy.seek(0)
        return copy
