"""The rights and known misprints of a source: a table `SOURCES.csv` beside the files.

Columns: file, rights, url, language, note. A row whose file is `*` speaks for the whole folder.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

from stancegraph.errors import TableError

TABLE = "SOURCES.csv"
COLUMNS = "file rights url language note"


def rights_of(path: Path) -> str | None:
    """The rights statement of a source file, None where no table gives one.

    Raises:
        TableError: the table beside the file lacks the columns `file` and `rights`.
    """
    rows = _rows(path.parent / TABLE)
    return rows.get(path.name) or rows.get("*")


@lru_cache(maxsize=256)
def _rows(table: Path) -> dict[str, str]:
    if not table.is_file():
        return {}
    with table.open(encoding="utf-8", newline="") as stream:
        return rights_in(csv.DictReader(stream), str(table))


def rights_in(rows: csv.DictReader[str], table: str) -> dict[str, str]:
    """The rights statements of a table by the file they speak of; `table` is its name in messages.

    Raises:
        TableError: the columns `file` and `rights` are not there.
    """
    if not {"file", "rights"} <= set(rows.fieldnames or ()):
        raise TableError(f"{table}: needs the columns file and rights")
    return {row["file"]: row["rights"] for row in rows if row["rights"]}
