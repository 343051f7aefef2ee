"""The rights and known misprints of a source: a table `SOURCES.csv` beside the files.

Columns: file, rights, url, language, note. A row whose file is `*` speaks for the whole folder.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

from stancegraph.errors import TableError

TABLE = "SOURCES.csv"


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
        reader = csv.DictReader(stream)
        if not {"file", "rights"} <= set(reader.fieldnames or ()):
            raise TableError(f"{table}: needs the columns file and rights")
        return {row["file"]: row["rights"] for row in reader if row["rights"]}
