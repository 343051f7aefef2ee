"""Which earlier provision a provision took its words from, over any number of works.

Near-equal wordings are found by MinHash and bands, in time that grows with the number of provisions
and not with its square, and then compared word by word. What is compared waits in a temporary
database on disk, so that memory does not grow with the corpus.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from stancegraph.comparing.wording import Wording, bands, similarity

REMEMBERED = 8
"""How many earlier provisions of a band a later one is compared with: the last ones, since a text
that comes back each year is taken from the year before."""

_TABLES = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE wording (no INTEGER PRIMARY KEY, provision TEXT, work TEXT, earliest TEXT, latest TEXT,
  words TEXT);
CREATE TABLE band (key BLOB, no INTEGER);
CREATE TABLE pair (later INTEGER, earlier INTEGER, PRIMARY KEY (later, earlier)) WITHOUT ROWID;
CREATE TABLE reuse (body TEXT, later TEXT, earlier TEXT, similarity REAL,
  PRIMARY KEY (body, later)) WITHOUT ROWID;
"""
_IN_BANDS = """SELECT key, no, earliest, latest FROM band JOIN wording USING (no)
ORDER BY key, earliest, no"""
_PAIRED = """SELECT later.no, later.provision, later.work, later.words,
  earlier.provision, earlier.work, earlier.words
FROM pair JOIN wording later ON later.no = pair.later
  JOIN wording earlier ON earlier.no = pair.earlier
ORDER BY later.no, earlier.latest DESC, earlier.no"""
_FOUND = "SELECT later, earlier, similarity FROM reuse ORDER BY body, later"


@dataclass(frozen=True, slots=True)
class Reuse:
    """A provision, the earlier one whose words it repeats, and how much of them (0.8 to 1)."""

    later: str
    earlier: str
    similarity: float

    @property
    def body(self) -> str:
        """The body of the later provision, as its IRI names it.

        >>> Reuse("resolution/un-ga/78/10/op/1", "resolution/un-ga/77/9/op/2", 1.0).body
        'un-ga'
        """
        return self.later.split("/")[1]


@dataclass(frozen=True, slots=True)
class _Place:
    """A wording in a band."""

    no: int
    earliest: str
    latest: str


@dataclass(slots=True)
class Reuses:
    """Gathers wordings of works and tells, once all are there, which reuse which."""

    _rows: sqlite3.Connection = field(default_factory=lambda: sqlite3.connect(""))
    _count: int = 0

    def __post_init__(self) -> None:
        self._rows.executescript(_TABLES)

    def close(self) -> None:
        """Drops what was gathered."""
        self._rows.close()

    def add(self, wordings: Iterable[Wording]) -> None:
        """Takes in the wordings of a work."""
        for wording in wordings:
            row = (wording.provision, wording.work, wording.earliest, wording.latest)
            self._rows.execute(
                "INSERT INTO wording VALUES (?, ?, ?, ?, ?, ?)",
                (self._count, *row, " ".join(wording.words)),
            )
            keys = [(key, self._count) for key in bands(wording.words)]
            self._rows.executemany("INSERT INTO band VALUES (?, ?)", keys)
            self._count += 1

    def found(self) -> Iterator[Reuse]:
        """For each provision the most similar earlier one of another work, the latest of several.

        "Earlier" is certain: the other work was adopted by the day before at the latest. In the
        order of the bodies, then of the later provisions.
        """
        for _, rows in groupby(self._rows.execute(_IN_BANDS), key=itemgetter(0)):
            self._rows.executemany(
                "INSERT OR IGNORE INTO pair VALUES (?, ?)", _pairs(_Place(*row[1:]) for row in rows)
            )
        self._compare()
        for row in self._rows.execute(_FOUND):
            yield Reuse(*row)

    def _compare(self) -> None:
        for _, rows in groupby(self._rows.execute(_PAIRED), key=itemgetter(0)):
            best: Reuse | None = None
            for _, later, work, words, earlier, other, others in rows:
                alike = similarity(tuple(words.split()), tuple(others.split()))
                if work != other and alike > (best.similarity if best else 0):
                    best = Reuse(later, earlier, alike)
            if best:
                row = (best.body, best.later, best.earlier, best.similarity)
                self._rows.execute("INSERT OR IGNORE INTO reuse VALUES (?, ?, ?, ?)", row)


def _pairs(places: Iterable[_Place]) -> Iterator[tuple[int, int]]:
    """Later and earlier numbers within a band whose places come in the order of their days."""
    recent: deque[_Place] = deque(maxlen=REMEMBERED)
    pending: list[_Place] = []
    for place in places:
        recent.extend(other for other in pending if other.latest < place.earliest)
        pending = [other for other in pending if other.latest >= place.earliest]
        for other in recent:
            yield place.no, other.no
        pending.append(place)
