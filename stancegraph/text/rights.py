"""The rights of a source, as a table `SOURCES.csv` beside the files states them.

Columns: file, rights, url, language, note; what stands behind the rights is for people. A row whose
file is `*` speaks for the whole folder.
"""

from __future__ import annotations

import csv
import io
from functools import lru_cache
from pathlib import Path

from stancegraph.errors import TableError

TABLE = "SOURCES.csv"
COLUMNS = "file rights url language note"


def rights_of(path: Path) -> str | None:
    """The rights statement of a source file, None where no table gives one.

    Raises:
        TableError: the table beside the file lacks the columns `file` and `rights`, or is not
            UTF-8.
    """
    rows = _rows(path.parent / TABLE)
    return rows.get(path.name) or rows.get("*")


@lru_cache(maxsize=256)
def _rows(table: Path) -> dict[str, str]:
    if not table.is_file():
        return {}
    return rights_in(table.read_bytes(), str(table))


def rights_in(content: bytes, table: str) -> dict[str, str]:
    """The rights statements of a table by the file they speak of; `table` is its name in messages.

    The mark that spreadsheets put before UTF-8 does not count.

    Raises:
        TableError: it is not UTF-8, or the columns `file` and `rights` are not there.
    """
    try:
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    except UnicodeDecodeError as error:
        raise TableError(f"{table}: not UTF-8 ({error.reason}); save it as UTF-8") from error
    if not {"file", "rights"} <= set(rows.fieldnames or ()):
        raise TableError(f"{table}: needs the columns file and rights, parted by commas")
    return {row["file"]: row["rights"] for row in rows if row["rights"]}
