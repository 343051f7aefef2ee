"""The flat tables as Parquet: the columns of the CSV tables, with types."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import csv, parquet

from stancegraph.writing import COLUMNS

INTEGERS = frozenset(
    "start end in_favour against abstaining paragraphs stances line column".split()
)
DECIMALS = frozenset(("score", "confidence"))
TRUTHS = frozenset(("negated", "self"))

_FLUSHED = 1 << 23


def schema(name: str) -> Any:
    """The columns of a table with their types."""
    return pa.schema([(column, _type(column)) for column in COLUMNS[name].split()])


def _type(column: str) -> Any:
    if column in INTEGERS:
        return pa.int64()
    if column in DECIMALS:
        return pa.float64()
    return pa.bool_() if column in TRUTHS else pa.string()


class ParquetTable:
    """One file of a table while it is written; equal rows give equal bytes."""

    def __init__(self, name: str, path: Path) -> None:
        self.rows = 0
        self._schema = schema(name)
        self._writer = parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._waiting: list[str] = []
        self._size = 0

    def add(self, rows: str) -> None:
        """Adds rows of CSV without a header."""
        if rows:
            self._waiting.append(rows)
            self._size += len(rows)
        if self._size > _FLUSHED:
            self._flush()

    def close(self) -> None:
        """Writes what waits and the end of the file."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if not self._waiting:
            return
        content = "".join(self._waiting).encode()
        table = csv.read_csv(
            io.BytesIO(content),
            csv.ReadOptions(column_names=self._schema.names, block_size=len(content) + 1),
            csv.ParseOptions(newlines_in_values=True),
            csv.ConvertOptions(
                column_types=self._schema,
                null_values=[""],
                true_values=["true"],
                false_values=["false"],
                strings_can_be_null=True,
            ),
        )
        self._writer.write_table(table, row_group_size=table.num_rows)
        self.rows += table.num_rows
        self._waiting.clear()
        self._size = 0
