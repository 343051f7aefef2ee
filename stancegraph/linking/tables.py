"""Reads the curated tables of the register; a malformed row is named by file and line."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from stancegraph.errors import TableError

_DATE = re.compile(r"(?:\d{4}(?:-\d\d(?:-\d\d)?)?)?")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; `at` says in which cell a column stands."""

    file: str
    line: int
    at: dict[str, int]
    cells: list[str]

    def __getitem__(self, column: str) -> str:
        return self.cells[self.at[column]]

    @property
    def place(self) -> str:
        """File and line, for messages."""
        return f"{self.file}:{self.line}"

    def required(self, column: str) -> str:
        """The cell, which must not be empty.

        Raises:
            TableError: it is empty.
        """
        if not self[column]:
            raise TableError(f"{self.place}: {column} is empty")
        return self[column]

    def closed(self, column: str, values: frozenset[str]) -> str:
        """The cell, which must be one of the values.

        Raises:
            TableError: it is none of them.
        """
        value = self[column]
        if value not in values:
            raise TableError(f"{self.place}: {column} is {value!r}, none of {sorted(values)}")
        return value

    def date(self, column: str) -> str:
        """The cell as YYYY, YYYY-MM or YYYY-MM-DD, or empty.

        Raises:
            TableError: it is none of these.
        """
        value = self[column]
        if not _DATE.fullmatch(value):
            raise TableError(f"{self.place}: {column} is {value!r}, no ISO date")
        return value


def read_rows(path: Path, columns: str) -> Iterator[Row]:
    """The rows of a CSV (or .tsv) file that has at least the given space-separated columns.

    Lines that begin with # above the header are comments (SSSOM metadata).

    Raises:
        TableError: the file is missing, lacks a column, or a row is too short or too long.
    """
    if not path.exists():
        raise TableError(f"{path}: the table is missing")
    with path.open(encoding="utf-8", newline="") as lines:
        skipped = 0
        position = lines.tell()
        while lines.readline().startswith("#"):
            skipped += 1
            position = lines.tell()
        lines.seek(position)
        reader = csv.reader(lines, delimiter="\t" if path.suffix == ".tsv" else ",")
        header = next(reader, [])
        if missing := set(columns.split()) - set(header):
            raise TableError(
                f"{path.name}:{skipped + 1}: column missing: {', '.join(sorted(missing))}"
            )
        at = {column: index for index, column in enumerate(header)}
        for cells in reader:
            row = Row(path.name, skipped + reader.line_num, at, cells)
            if len(cells) != len(header):
                raise TableError(f"{row.place}: {len(cells)} cells under {len(header)} columns")
            yield row
