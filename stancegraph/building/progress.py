"""How far a build is, how fast it goes, and when it will be done."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

RECENT = 64
"""The rate is that of the last steps, since documents from the cache come much quicker."""


@dataclass(frozen=True, slots=True)
class Moment:
    """How far a part of a build is: done and in all, seconds since its start, how many a second.

    `what` says what is counted, for people.

    >>> Moment(done=250, total=1000, elapsed=10.0, rate=50.0).left
    15.0
    """

    done: int
    total: int
    elapsed: float
    rate: float
    what: str = "documents read"

    @property
    def left(self) -> float:
        """The seconds until all are done, if it goes on like this."""
        return (self.total - self.done) / self.rate if self.rate else 0.0


Show = Callable[[Moment], None]


class Progress:
    """Counts documents or works and hands out how far the build is; `clock` gives seconds."""

    def __init__(
        self,
        total: int,
        show: Show,
        clock: Callable[[], float] = time.monotonic,
        what: str = "documents read",
    ) -> None:
        self._total = total
        self._what = what
        self._show = show
        self._clock = clock
        self._start = clock()
        self._times: deque[tuple[float, int]] = deque([(self._start, 0)], maxlen=RECENT)
        self._done = 0

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        now = self._clock()
        then, before = self._times[0]
        self._times.append((now, self._done))
        rate = (self._done - before) / (now - then) if now > then else 0.0
        total, elapsed = max(self._total, self._done), now - self._start
        self._show(Moment(self._done, total, elapsed, rate, self._what))
