"""What must be remembered of every document of a run, kept on disk so that memory does not grow.

A temporary database of sqlite holds it, which is gone with the process; a few microseconds a word.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

_NO_CARE = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
_RECENT = 10_000
"""What is asked for again soon is mostly in memory as well: so many words or numbers."""


def _bound(recent: dict[str, str] | set[int]) -> None:
    """Forget what is in memory once it is too much; it stands on disk."""
    if len(recent) >= _RECENT:
        recent.clear()


class _Spilled:
    def __init__(self, table: str) -> None:
        self._rows = sqlite3.connect("", check_same_thread=False)
        self._rows.executescript(_NO_CARE + table)

    def __del__(self) -> None:
        self._rows.close()


class Said(_Spilled):
    """Remembers for each key the value that was said first.

    >>> said = Said()
    >>> said.first("A/RES/1", "one"), said.first("A/RES/1", "two")
    ('one', 'one')
    """

    def __init__(self) -> None:
        super().__init__("CREATE TABLE said (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID")
        self._recent: dict[str, str] = {}

    def first(self, key: str, value: str) -> str:
        """The value said first for a key: this one, if none was."""
        known = self._recent.get(key)
        if known is None:
            _bound(self._recent)
            known = self._recent[key] = self._first(key, value)
        return known

    def _first(self, key: str, value: str) -> str:
        done = self._rows.execute("INSERT OR IGNORE INTO said VALUES (?, ?)", (key, value))
        return value if done.rowcount else self.get(key) or value

    def get(self, key: str) -> str | None:
        """The value said first for a key; None if none was."""
        if key in self._recent:
            return self._recent[key]
        row = self._rows.execute("SELECT value FROM said WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])


class Held(_Spilled):
    """Remembers who holds which thing in which kind.

    >>> held = Held()
    >>> for row in (("w1", "en", "a"), ("w2", "en", "b"), ("w1", "fr", "c")): held.add(*row)
    >>> list(held.in_several())
    [('w1', 'en', 'a'), ('w1', 'fr', 'c')]
    """

    def __init__(self) -> None:
        super().__init__(
            "CREATE TABLE held (no INTEGER PRIMARY KEY, thing TEXT, kind TEXT, holder TEXT)"
        )

    def add(self, thing: str, kind: str, holder: str) -> None:
        """Remember a holder."""
        self._rows.execute(
            "INSERT INTO held (thing, kind, holder) VALUES (?, ?, ?)", (thing, kind, holder)
        )

    def in_several(self) -> Iterator[tuple[str, str, str]]:
        """The things held in several kinds, with kind and holder, in the order of their coming."""
        yield from self._rows.execute(
            "SELECT thing, kind, holder FROM held WHERE thing IN (SELECT thing FROM held"
            " GROUP BY thing HAVING COUNT(DISTINCT kind) > 1) ORDER BY thing, no"
        )


class Seen(_Spilled):
    """Remembers numbers (signed, of 64 bits).

    >>> seen = Seen()
    >>> seen.fresh(7), seen.fresh(7)
    (True, False)
    >>> 7 in seen, 8 in seen
    (True, False)
    """

    def __init__(self) -> None:
        super().__init__("CREATE TABLE seen (number INTEGER PRIMARY KEY)")
        self._recent: set[int] = set()

    def __contains__(self, number: int) -> bool:
        if number in self._recent:
            return True
        row = self._rows.execute("SELECT 1 FROM seen WHERE number = ?", (number,)).fetchone()
        return row is not None

    def fresh(self, number: int) -> bool:
        """Whether a number comes for the first time."""
        if number in self._recent:
            return False
        _bound(self._recent)
        self._recent.add(number)
        return self._rows.execute("INSERT OR IGNORE INTO seen VALUES (?)", (number,)).rowcount > 0
