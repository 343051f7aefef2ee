"""Which earlier provision a provision took its words from, over any number of works.

Near-equal wordings are found by MinHash and bands, in time that grows with the number of provisions
and not with its square, and then compared word by word. All of it stands in databases on disk, so
that memory does not grow with the corpus, and the next run compares again only where works changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from stancegraph.comparing.shelf import REMEMBERED, Laid, Shelf, connected, keys
from stancegraph.comparing.wording import Wording, similarity
from stancegraph.spreading import Spread, here

PORTION = 500
"""How many provisions are compared in one go."""


class Reuse(NamedTuple):
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


Answer = tuple[int, Reuse | None]
"""The number of a provision, and what it reuses."""


class Reuses:
    """Gathers wordings of works and tells, once all are there, which reuse which.

    `folder` keeps them from run to run; without it they are gone with the object. What stands there
    is only used if it is what the last run left.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._temporary = TemporaryDirectory() if folder is None else None
        self._folder = folder or Path(self._temporary.name if self._temporary else "")
        self._shelf = Shelf(self._folder)

    def close(self) -> None:
        """Drops what was gathered."""
        self._shelf.close()
        if self._temporary:
            self._temporary.cleanup()

    def keep(self) -> None:
        """Closes what was gathered and found, so that the next run can go on from it."""
        self._shelf.seal()

    def known(self, work: str, state: str) -> bool:
        """Whether the wordings of a work, as of that state of it, are there from the last run."""
        return self._shelf.known(work, state)

    def add(self, wordings: Iterable[Wording]) -> None:
        """Takes in wordings, all those of a work at once."""
        by_work: dict[str, list[Wording]] = {}
        for wording in wordings:
            by_work.setdefault(wording.work, []).append(wording)
        for work, held in by_work.items():
            self.put(map(Laid.of, held), work)

    def put(self, wordings: Iterable[Laid], work: str, state: str = "") -> None:
        """Takes in the wordings of a work, in the place of those of another state of it."""
        self._shelf.put(work, state, wordings)

    def found(self, spread: Spread = here) -> Iterator[Reuse]:
        """For each provision the most similar earlier one of another work, the latest of several.

        "Earlier" is certain: the other work was adopted by the day before at the latest. In the
        order of the bodies, then of the later provisions. Works that were neither known nor added
        in this run are dropped before.
        """
        self._shelf.settle()
        compare = partial(compared, self._shelf.words)
        for answers in spread(compare, self._shelf.stale(PORTION)):
            for no, reuse in answers:
                if reuse is None:
                    self._shelf.forget(no)
                else:
                    row = (reuse.body, reuse.later, reuse.earlier, reuse.similarity)
                    self._shelf.answer(no, *row)
        for later, earlier, alike in self._shelf.answers():
            yield Reuse(later, earlier, alike)


def compared(words: Path, portion: Sequence[int]) -> list[Answer]:
    """What each provision of a portion reuses, by the database of words that nobody writes to."""
    rows = connected(words, readonly=True)
    try:
        return [(no, _reused(rows, no)) for no in portion]
    finally:
        rows.close()


_ONE = "SELECT provision, work, earliest, words FROM wording WHERE no = ?"
_NEAR = "SELECT no FROM band WHERE key = ? AND latest < ? ORDER BY latest DESC, no DESC LIMIT ?"
_OTHER = "SELECT provision, work, latest, words FROM wording WHERE no = ?"


def _reused(rows: sqlite3.Connection, no: int) -> Reuse | None:
    """What a provision reuses: in each band it is compared with the last ones before it."""
    provision, work, earliest, text = rows.execute(_ONE, (no,)).fetchone()
    words = tuple(text.split())
    near: set[int] = set()
    for key in keys(words):
        near.update(other for (other,) in rows.execute(_NEAR, (key, earliest, REMEMBERED)))
    others = [(*rows.execute(_OTHER, (other,)).fetchone(), other) for other in near]
    best: Reuse | None = None
    for name, of_work, _, said, _ in sorted(others, key=lambda other: (-other[2], other[4])):
        alike = similarity(words, tuple(said.split())) if of_work != work else 0.0
        if alike > (best.similarity if best else 0.0):
            best = Reuse(provision, name, alike)
            if alike == 1.0:
                break
    return best
