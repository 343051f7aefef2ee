"""The table of rights beside the sources, as spreadsheets save it."""

from __future__ import annotations

from pathlib import Path

import pytest

from stancegraph.errors import TableError
from stancegraph.text.rights import rights_of


def test_a_row_speaks_for_its_file_and_a_star_for_the_folder(tmp_path: Path) -> None:
    (tmp_path / "SOURCES.csv").write_text("file,rights\na.txt,public domain\n*,unknown\n", "utf-8")
    assert rights_of(tmp_path / "a.txt") == "public domain"
    assert rights_of(tmp_path / "b.txt") == "unknown"
    assert rights_of(tmp_path / "below" / "c.txt") is None


def test_the_mark_of_a_spreadsheet_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "SOURCES.csv").write_bytes("\ufefffile,rights\r\n*,© ONU\r\n".encode())
    assert rights_of(tmp_path / "a.txt") == "© ONU"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("file,rights\n*,© ONU\n".encode("latin-1"), "SOURCES.csv: not UTF-8"),
        (b"file;rights\n*;public domain\n", "needs the columns file and rights, parted by commas"),
    ],
)
def test_a_table_that_cannot_be_read_is_named(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "SOURCES.csv").write_bytes(content)
    with pytest.raises(TableError, match=told):
        rights_of(tmp_path / "a.txt")
