"""Writes one part of a partitioned publication: N-Quads, and a Parquet file a table."""

from __future__ import annotations

import gzip
import hashlib
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, cast

from stancegraph.building.parquet import ParquetTable
from stancegraph.locations import Location
from stancegraph.publishing.works import WorkOutput

DOCUMENT_TABLES = "resolutions paragraphs acts mentions stances citations votes verdicts".split()
"""The tables that documents have rows in; the entities stand in one part of their own."""
SHARED = "shared"
"""The name of the part that holds what no single document says."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file of a part: its path below the output, its bytes, and its quads or rows."""

    path: str
    size: int
    sha256: str
    rows: int


def part_name(index: int) -> str:
    """The name of a part, so that the names sort as the parts do.

    >>> part_name(7)
    'part-00007'
    """
    return f"part-{index:05}"


class Part:
    """The files of one part, written beside and put in their places at the end; a context manager.

    The same works give the same bytes, and a file takes its place in one step: a part may be
    written by two workers at once, or a second time, and nothing of it is there twice.
    """

    def __init__(self, name: str, output: Location, *, packed: bool = False) -> None:
        self._output = output
        self._quads_path = f"nquads/{name}.nq{'.gz' if packed else ''}"
        self._name = name
        self._packed = packed
        self._rows = 0
        self._temporary = ExitStack()
        self._files = ExitStack()

    def __enter__(self) -> Part:
        self._folder = Path(self._temporary.enter_context(TemporaryDirectory()))
        file = self._files.enter_context((self._folder / "quads").open("wb"))
        self._quads: IO[bytes] = file
        if self._packed:
            # neither name nor time, so that the same quads give the same bytes
            zipped = gzip.GzipFile("", "wb", 6, file, mtime=0)
            self._quads = cast(IO[bytes], self._files.enter_context(zipped))
        self._tables: dict[str, ParquetTable] = {}
        return self

    def __exit__(self, *_: object) -> None:
        self._files.close()
        self._temporary.close()

    def add(self, output: WorkOutput) -> None:
        """Adds the quads and rows of a work."""
        self.add_quads(output.nquads)
        for name in DOCUMENT_TABLES:
            self.add_rows(name, output.tables[name])

    def add_quads(self, quads: str) -> None:
        """Adds lines of N-Quads."""
        self._rows += quads.count("\n")
        self._quads.write(quads.encode())

    def add_rows(self, table: str, rows: str) -> None:
        """Adds rows of CSV without a header to a table."""
        if table not in self._tables:
            self._tables[table] = ParquetTable(table, self._folder / table)
        self._tables[table].add(rows)

    def finish(self) -> tuple[Written, ...]:
        """Puts the files in their places.

        Raises:
            LocationError: the output cannot be written.
        """
        for table in self._tables.values():
            table.close()
        self._files.close()
        written = [self._put("quads", self._quads_path, self._rows)]
        for name, table in self._tables.items():
            written.append(self._put(name, f"tables/{name}/{self._name}.parquet", table.rows))
        return tuple(written)

    def _put(self, file: str, path: str, rows: int) -> Written:
        source = self._folder / file
        with source.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        self._output.write(path, source)
        return Written(path, source.stat().st_size, digest, rows)
