"""Where the parts of every work stand in what was published last, so that they can be taken over.

What was published may have been changed or replaced since: a file counts only if it is the very one
that was written, by its number, size and time.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from stancegraph.publishing.streams import Part

_TABLE = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE piece (key TEXT PRIMARY KEY, row TEXT, sum INTEGER) WITHOUT ROWID;
"""
_WHOLE = ""
"""The key of the row that describes the files to which every work adds a part."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells a file from any other and from itself after a change."""

    number: int
    size: int
    time: int

    @classmethod
    def of(cls, path: Path | str) -> Mark | None:
        """The mark of a file; None if there is none."""
        try:
            return cls._of(os.stat(path))  # noqa: PTH116 - a path may be words
        except OSError:
            return None

    @classmethod
    def at(cls, descriptor: int) -> Mark:
        """The mark of an open file."""
        return cls._of(os.fstat(descriptor))

    @classmethod
    def _of(cls, found: os.stat_result) -> Mark:
        return cls(found.st_ino, found.st_size, found.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class Piece:
    """What a work had in a publication: its parts by their file, its own files with their marks."""

    parts: Mapping[str, Part]
    files: tuple[tuple[str, Mark], ...]


class Layout:
    """The pieces of the last publication and those of the next, in a folder; a database for each.

    Damage to a row makes it count as missing.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path, self._part = folder / "layout.sqlite", folder / "layout.sqlite.new"
        self._before: sqlite3.Connection | None = None
        if self._path.exists():
            place = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
            self._before = sqlite3.connect(place, uri=True)
        self._part.unlink(missing_ok=True)
        self._next = sqlite3.connect(self._part)
        self._next.executescript(_TABLE)

    def whole(self, files: Mapping[str, Path]) -> bool:
        """Whether these are the files to which works added parts in the last publication."""
        row = self._read(_WHOLE)
        marks = {name: Mark.of(path) for name, path in files.items()}
        return row is not None and {name: Mark(*mark) for name, mark in row.items()} == marks

    def piece(self, work: str, state: str) -> Piece | None:
        """What a work had in the last publication, if it was in that state."""
        row = self._read(f"{state} {work}")
        if row is None:
            return None
        parts = {name: (start, length) for name, (start, length) in row["parts"].items()}
        return Piece(parts, tuple((path, Mark(*mark)) for path, mark in row["files"]))

    def note(self, work: str, state: str, piece: Piece) -> None:
        """Note what a work has in the next publication."""
        files = [(path, (mark.number, mark.size, mark.time)) for path, mark in piece.files]
        self._write(f"{state} {work}", {"parts": piece.parts, "files": files})

    def keep(self, files: Mapping[str, Path]) -> None:
        """The next publication is the last one now; these are its files."""
        marks = {name: Mark.of(path) for name, path in files.items()}
        found = {name: mark for name, mark in marks.items() if mark}
        rows = {name: (mark.number, mark.size, mark.time) for name, mark in found.items()}
        self._write(_WHOLE, rows)
        self._next.commit()
        self.close()
        self._part.replace(self._path)

    def close(self) -> None:
        """Close both."""
        if self._before:
            self._before.close()
        self._next.close()

    def _write(self, key: str, row: Mapping[str, object]) -> None:
        text = json.dumps(row, separators=(",", ":"))
        values = (key, text, crc32(f"{key}{text}".encode()))
        self._next.execute("INSERT OR REPLACE INTO piece VALUES (?, ?, ?)", values)

    def _read(self, key: str) -> dict[str, Any] | None:
        if self._before is None:
            return None
        with suppress(sqlite3.DatabaseError, UnicodeDecodeError):
            select = "SELECT row, sum FROM piece WHERE key = ?"
            row = self._before.execute(select, (key,)).fetchone()
            if row and crc32(f"{key}{row[0]}".encode()) == row[1]:
                found: dict[str, Any] = json.loads(row[0])
                return found
        return None
