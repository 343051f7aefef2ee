"""Files to which every work adds a part: written anew, or taken over from the file of before."""

from __future__ import annotations

import os
from pathlib import Path

GATHERED = 1 << 20
"""Bytes that are written at once."""

Part = tuple[int, int]
"""Where a part stands in its file: its start, and its length in bytes."""


class Stream:
    """A file while it is written; `before` is its former self, of which parts can be taken over.

    Parts that follow each other there and here are copied at once, by the system where it can.
    """

    def __init__(self, path: Path, before: Path | None = None) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
        self._file = os.open(path, flags, 0o666)
        self._before = os.open(before, os.O_RDONLY) if before else None
        self._place = 0
        self._gathered: list[bytes] = []
        self._size = 0
        self._taken = (0, 0)

    def write(self, content: bytes) -> Part:
        """Add new bytes; returns where they stand."""
        self._copy_taken()
        start = self._place
        self._gathered.append(content)
        self._size += len(content)
        self._place += len(content)
        if self._size >= GATHERED:
            self._write_gathered()
        return start, len(content)

    def take(self, part: Part) -> Part:
        """Add a part of the file of before; returns where it stands now."""
        start, length = part
        place, self._place = self._place, self._place + length
        first, size = self._taken
        if size and first + size == start:
            self._taken = (first, size + length)
            return place, length
        self._copy_taken()
        self._write_gathered()
        self._taken = part
        return place, length

    def close(self) -> None:
        """Write what is left."""
        try:
            self._copy_taken()
            self._write_gathered()
        finally:
            os.close(self._file)
            if self._before is not None:
                os.close(self._before)

    def _write_gathered(self) -> None:
        content = memoryview(b"".join(self._gathered))
        while content:
            content = content[os.write(self._file, content) :]
        self._gathered, self._size = [], 0

    def _copy_taken(self) -> None:
        (start, left), self._taken = self._taken, (0, 0)
        while left:
            done = self._copied(start, left)
            if not done:
                raise OSError(f"a part of {left} bytes is missing in what was published before")
            start, left = start + done, left - done

    def _copied(self, start: int, length: int) -> int:
        assert self._before is not None
        if hasattr(os, "copy_file_range"):
            try:
                return os.copy_file_range(self._before, self._file, length, start)
            except OSError:
                pass  # another file system, or one that cannot
        return os.write(self._file, os.pread(self._before, min(length, GATHERED), start))
