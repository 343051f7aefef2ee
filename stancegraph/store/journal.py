"""What of a dump a store already holds: a small SQLite file beside the dump, one per store."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from stancegraph.errors import StoreError

_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS loaded (graph TEXT PRIMARY KEY, sha256 TEXT NOT NULL, "
    "quads INTEGER NOT NULL, counted INTEGER NOT NULL) WITHOUT ROWID"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A graph that the store took whole: the hash and number of its lines."""

    graph: str
    sha256: str
    quads: int


def journal_path(dump: Path, store: str) -> Path:
    """Where the journal of loading a dump into the store of that address stands.

    >>> journal_path(Path("build/a.nq"), "http://localhost:7878/store").name
    'a.nq.localhost-7878-store-52415aa5.load'
    """
    words = re.sub(r"[^a-z0-9]+", "-", store.split("://", 1)[-1].lower()).strip("-")
    digest = hashlib.sha256(store.encode()).hexdigest()[:8]
    return dump.with_name(f"{dump.name}.{words[:60]}-{digest}.load")


class Journal:
    """The graphs that a store took, each written down as soon as it did; a context manager.

    It is whole at any moment at which the process may die. It belongs to one load at a time.

    Raises:
        StoreError: another load into the same store is running, or the file cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._rows = sqlite3.connect(path, timeout=0, isolation_level=None)
            self._rows.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._rows.execute("PRAGMA journal_mode = WAL")
            self._rows.execute("PRAGMA synchronous = NORMAL")
            self._rows.execute(_SCHEMA)
            self._rows.execute("BEGIN IMMEDIATE")
            self._rows.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise StoreError(f"{path}: another load is running; wait for it") from error
            raise StoreError(f"{path}: cannot be written ({error})") from error
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{path}: not a journal of a load; remove it") from error

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self._rows.close()

    def __len__(self) -> int:
        return int(self._rows.execute("SELECT COUNT(*) FROM loaded").fetchone()[0])

    def holds(self, graph: str, sha256: str) -> bool:
        """Whether the store took the graph with that content."""
        query = "SELECT 1 FROM loaded WHERE graph = ? AND sha256 = ?"
        return self._rows.execute(query, (graph, sha256)).fetchone() is not None

    def add(self, entry: Entry) -> None:
        """Write down that the store took a graph; its triples are still to be counted."""
        values = (entry.graph, entry.sha256, entry.quads)
        self._rows.execute("INSERT OR REPLACE INTO loaded VALUES (?, ?, ?, 0)", values)

    def counted(self, entry: Entry, quads: int) -> None:
        """Write down that the store was found to hold the graph, and in how many triples."""
        change = "UPDATE loaded SET counted = 1, quads = ? WHERE graph = ?"
        self._rows.execute(change, (quads, entry.graph))

    def forget(self, graph: str) -> None:
        """Write down that nothing is known of a graph."""
        self._rows.execute("DELETE FROM loaded WHERE graph = ?", (graph,))

    def clear(self) -> None:
        """Write down that nothing is known of any graph."""
        self._rows.execute("DELETE FROM loaded")

    def entries(self, size: int, *, uncounted: bool = False) -> Iterator[tuple[Entry, ...]]:
        """The entries, at most `size` at once, in the order of their graphs."""
        where = "graph > ? AND counted = 0" if uncounted else "graph > ?"
        query = f"SELECT graph, sha256, quads FROM loaded WHERE {where} ORDER BY graph LIMIT ?"
        last = ""
        while rows := self._rows.execute(query, (last, size)).fetchall():
            yield tuple(Entry(*row) for row in rows)
            last = rows[-1][0]
