"""The databases in which wordings wait to be compared, and what was found is kept."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from stancegraph.comparing.wording import Wording, bands

REMEMBERED = 8
"""How many earlier provisions of a band a later one is compared with: the last ones, since a text
that comes back each year is taken from the year before."""

FORMAT = 1
"""Changes with the tables below or with how wordings are compared."""

WORDS, ANSWERS, SEAL = "wordings.sqlite", "reuse.sqlite", "sealed"

_WORDS = """
CREATE TABLE work (id INTEGER PRIMARY KEY, work TEXT UNIQUE, state TEXT, here INTEGER);
CREATE TABLE wording (no INTEGER PRIMARY KEY, work INTEGER, provision TEXT, earliest INTEGER,
  latest INTEGER, words TEXT);
CREATE INDEX of_work ON wording (work);
CREATE TABLE band (key INTEGER, latest INTEGER, no INTEGER, earliest INTEGER,
  PRIMARY KEY (key, latest, no)) WITHOUT ROWID;
CREATE TABLE fresh (key INTEGER, latest INTEGER, no INTEGER, earliest INTEGER);
CREATE TABLE gone (key INTEGER, latest INTEGER, no INTEGER, earliest INTEGER);
CREATE TABLE stale (no INTEGER PRIMARY KEY);
"""
_ANSWERS = """CREATE TABLE reuse (no INTEGER PRIMARY KEY, body TEXT, later TEXT, earlier TEXT,
  similarity REAL)"""
_PUT = "INSERT OR IGNORE INTO band SELECT * FROM fresh ORDER BY key, latest, no"
_DROP = "DELETE FROM band WHERE key = ? AND latest = ? AND no = ?"
_NINTH = """SELECT latest FROM band WHERE key = :key AND (latest, no) > (:latest, :no)
ORDER BY latest, no LIMIT 1 OFFSET :offset"""
_TOUCHED = """INSERT OR IGNORE INTO stale SELECT no FROM band
WHERE key = :key AND latest > :latest AND latest <= :last + :span
  AND earliest > :latest AND earliest <= :last"""
_ROW = "INSERT OR REPLACE INTO reuse VALUES (?, ?, ?, ?, ?)"
_END = 10_000_000
"""A day after all others."""


_Row = tuple[int, int | None, str, int, int, str]


@dataclass(frozen=True, slots=True)
class Laid:
    """A wording as the shelf holds it: its number, its days as ordinals, the keys of its bands."""

    no: int
    provision: str
    earliest: int
    latest: int
    words: str
    keys: tuple[int, ...]

    @classmethod
    def of(cls, wording: Wording) -> Laid:
        """Takes a tenth of a millisecond: best done where other cores can help."""
        number, words = _number(wording.provision.encode()), " ".join(wording.words)
        earliest, latest = _day(wording.earliest), _day(wording.latest)
        found = tuple(keys(wording.words))
        return cls(number, wording.provision, earliest, latest, words, found)


class Shelf:
    """Wordings and what was found of them, in a folder.

    Numbers of provisions are made of their names, so that what is found does not depend on the
    order in which works came, in this run or in others. The longest time that an adoption may have
    taken, in days, is the `user_version` of the database.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.words, self._found, self._seal = folder / WORDS, folder / ANSWERS, folder / SEAL
        sealed = self._whole()
        self._seal.unlink(missing_ok=True)
        if not sealed:
            self.words.unlink(missing_ok=True)
            self._found.unlink(missing_ok=True)
        self._rows, self._answers = connected(self.words), connected(self._found)
        if not sealed:
            self._rows.executescript(_WORDS)
            self._answers.executescript(_ANSWERS)
        self._rows.execute("UPDATE work SET here = 0")
        self._empty = self._rows.execute("SELECT 1 FROM wording LIMIT 1").fetchone() is None

    def _whole(self) -> bool:
        """Whether both databases are what the last run left."""
        with suppress(OSError):
            return self._seal.read_text(encoding="utf-8") == self._digest()
        return False

    def _digest(self) -> str:
        digests = []
        for path in (self.words, self._found):
            with path.open("rb") as file:
                digests.append(hashlib.file_digest(file, "sha256").hexdigest())
        return f"{FORMAT} {' '.join(digests)}\n"

    def close(self) -> None:
        """Close both; the next run starts from nothing, unless they were sealed."""
        self._rows.close()
        self._answers.close()

    def seal(self) -> None:
        """Close both for good: the next run trusts what is there."""
        self._rows.commit()
        self._answers.commit()
        self.close()
        self._seal.write_text(self._digest(), encoding="utf-8")

    def known(self, work: str, state: str) -> bool:
        """Whether a work is there in that state; it counts as here, then."""
        row = (work, state)
        done = self._rows.execute("UPDATE work SET here = 1 WHERE work = ? AND state = ?", row)
        return done.rowcount > 0

    def put(self, work: str, state: str, wordings: Iterable[Laid]) -> None:
        """Put the wordings of a work in the place of those that it had."""
        found = self._rows.execute("SELECT id FROM work WHERE work = ?", (work,)).fetchone()
        if found:
            self._rows.execute("UPDATE work SET state = ?, here = 1 WHERE id = ?", (state, *found))
            (number,) = found
        else:
            row = (work, state)
            number = self._rows.execute("INSERT INTO work VALUES (NULL, ?, ?, 1)", row).lastrowid
        rows = {_row(wording, number): wording.keys for wording in wordings}
        held = set(self._rows.execute("SELECT * FROM wording WHERE work = ?", (number,)))
        self._remove(held - rows.keys())
        self._insert({row: rows[row] for row in rows if row not in held})

    def _insert(self, rows: Mapping[_Row, tuple[int, ...]]) -> None:
        insert = "INSERT OR REPLACE INTO wording VALUES (?, ?, ?, ?, ?, ?)"
        self._rows.executemany(insert, rows)
        fresh = ((key, row[4], row[0], row[3]) for row, found in rows.items() for key in found)
        self._rows.executemany("INSERT INTO fresh VALUES (?, ?, ?, ?)", fresh)
        self._rows.executemany("INSERT OR IGNORE INTO stale VALUES (?)", ([row[0]] for row in rows))

        (span,) = self._rows.execute("PRAGMA user_version").fetchone()
        longest = max((latest - earliest for _, _, _, earliest, latest, _ in rows), default=0)
        if longest > span:
            self._rows.execute(f"PRAGMA user_version = {longest}")

    def _remove(self, rows: set[_Row]) -> None:
        self._rows.executemany("INSERT INTO gone VALUES (?, ?, ?, ?)", _bands(rows))
        self._rows.executemany("DELETE FROM wording WHERE no = ?", ([row[0]] for row in rows))
        for row in rows:
            self.forget(row[0])

    def settle(self) -> None:
        """Drop the works that are not here, and find whose surroundings changed."""
        for (number,) in self._rows.execute("SELECT id FROM work WHERE here = 0").fetchall():
            held = set(self._rows.execute("SELECT * FROM wording WHERE work = ?", (number,)))
            self._remove(held)
            self._rows.execute("DELETE FROM work WHERE id = ?", (number,))
        self._rows.execute(_PUT)
        if not self._empty:
            self._touch()
            gone = self._rows.execute("SELECT key, latest, no FROM gone").fetchall()
            self._rows.executemany(_DROP, gone)
            self._rows.execute(_PUT)
        self._rows.executescript("DELETE FROM fresh; DELETE FROM gone;")
        self._rows.execute("DELETE FROM stale WHERE no NOT IN (SELECT no FROM wording)")
        self._rows.commit()

    def _touch(self) -> None:
        """Whoever has a changed wording among the last ones before it is to be compared again.

        Judged while both what came and what goes is there: whatever has no changed wording among
        its last ones then has the same last ones before and after.
        """
        (span,) = self._rows.execute("PRAGMA user_version").fetchone()
        for key, latest, no, _ in self._rows.execute(
            "SELECT * FROM fresh UNION SELECT * FROM gone"
        ).fetchall():
            place = {"key": key, "latest": latest, "no": no, "offset": REMEMBERED - 1}
            ninth = self._rows.execute(_NINTH, place).fetchone()
            last = {"last": ninth[0] if ninth else _END, "span": span}
            self._rows.execute(_TOUCHED, {**place, **last})

    def stale(self, size: int) -> Iterator[list[int]]:
        """The numbers of the provisions to compare, in portions."""
        rows = self._rows.execute("SELECT no FROM stale ORDER BY no")
        while portion := rows.fetchmany(size):
            yield [no for (no,) in portion]

    def answer(self, no: int, body: str, later: str, earlier: str, alike: float) -> None:
        """Keep what a provision reuses."""
        self._answers.execute(_ROW, (no, body, later, earlier, alike))

    def forget(self, no: int) -> None:
        """A provision reuses nothing."""
        self._answers.execute("DELETE FROM reuse WHERE no = ?", (no,))

    def answers(self) -> Iterator[tuple[str, str, float]]:
        """All that was found, in the order of the bodies, then of the later provisions."""
        self._rows.execute("DELETE FROM stale")
        self._rows.commit()
        self._answers.commit()
        rows = "SELECT later, earlier, similarity FROM reuse ORDER BY body, later"
        yield from self._answers.execute(rows)


def connected(path: Path, *, readonly: bool = False) -> sqlite3.Connection:
    """A connection that trusts the system, not the disk: what is not sealed is made anew."""
    if readonly:
        return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    rows = sqlite3.connect(path)
    rows.executescript(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000;"
    )
    return rows


def keys(words: tuple[str, ...]) -> Iterator[int]:
    """The bands of a wording, as numbers of 63 bits."""
    for band in bands(words):
        yield _number(band)


def _number(content: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "big") >> 1


def _day(words: str) -> int:
    return date.fromisoformat(words).toordinal()


def _row(laid: Laid, work: int | None) -> _Row:
    return laid.no, work, laid.provision, laid.earliest, laid.latest, laid.words


def _bands(rows: set[_Row]) -> Iterator[tuple[int, int, int, int]]:
    for no, _, _, earliest, latest, words in rows:
        for key in keys(tuple(words.split())):
            yield key, latest, no, earliest
