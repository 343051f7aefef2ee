"""Reads the curated tables of the register; a malformed row is named by file and line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from stancegraph.errors import TableError

_COMMENTS = re.compile(r"(?:#.*\n)*")
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

    Lines that begin with # above the header are comments (SSSOM metadata); empty lines, and the
    mark that spreadsheets put before UTF-8, do not count.

    Raises:
        TableError: the file is missing, is not UTF-8, lacks a column, or a row is too short or too
            long.
    """
    text = _text(path)
    comments = _COMMENTS.match(text)
    head = comments[0] if comments else ""
    lines = io.StringIO(text[len(head) :], newline="")
    reader = csv.reader(lines, delimiter="\t" if path.suffix == ".tsv" else ",")
    skipped, header = head.count("\n"), next(reader, [])
    if missing := set(columns.split()) - set(header):
        raise TableError(f"{path.name}:{skipped + 1}: column missing: {', '.join(sorted(missing))}")
    at = {column: index for index, column in enumerate(header)}
    for cells in filter(None, reader):
        row = Row(path.name, skipped + reader.line_num, at, cells)
        if len(cells) != len(header):
            raise TableError(f"{row.place}: {len(cells)} cells under {len(header)} columns")
        yield row


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise TableError(f"{path}: the table is missing") from error
    except UnicodeDecodeError as error:
        raise TableError(f"{path.name}: not UTF-8 ({error.reason}); save it as UTF-8") from error
