"""How far a long run is: a line redrawn on a terminal, else a line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from stancegraph.cli.messages import Tally, note

if TYPE_CHECKING:
    from stancegraph.building.progress import Moment

_SECONDS_A_LINE = 10.0
_SECONDS_A_REDRAW = 0.2


class Line(Tally):
    """A line that says how far a run is; those of others stay whole."""

    def __init__(self) -> None:
        super().__init__()
        self._terminal = sys.stderr.isatty()
        self._began = self._said = time.monotonic()
        self._drawn = False

    def note(self, message: str) -> None:
        """A line of its own."""
        self.end()
        note(message)

    def fault(self, message: str) -> None:
        """A line of its own, and an exit code."""
        self.end()
        super().fault(message)

    def say(self, line: Callable[[float], str]) -> None:
        """Say the line, made of the seconds since the beginning, if it is time."""
        now = time.monotonic()
        if now - self._said < (_SECONDS_A_REDRAW if self._terminal else _SECONDS_A_LINE):
            return
        self._said = now
        if self._terminal:
            click.echo(f"\r{line(max(now - self._began, 0.001)):78}", err=True, nl=False)
            self._drawn = True
        else:
            note(line(max(now - self._began, 0.001)))

    def end(self) -> None:
        """Leave the line that is redrawn."""
        if self._drawn:
            click.echo(err=True)
        self._drawn = False


class Meter(Line):
    """Says how many triples are done, with their rate and the time left."""

    def show(self, share: float, triples: int, total: int | None = None) -> None:
        """Say that so much of all, and so many triples, are done, if it is time.

        The time left counts what this run did, from its beginning on. Where the total is not
        known, the triples so far are named.
        """

        def line(spent: float) -> str:
            left = spent * (1 - share) / max(share, 0.001)
            held = f" of {total:,} triples" if total is not None else f", {triples:,} triples"
            return f"{share:4.0%}{held}, {triples / spent:,.0f} a second, {left:,.0f} s left"

        self.say(line)


class BuildMeter(Line):
    """Says how many documents are done, with their rate and the time left."""

    def show(self, moment: Moment) -> None:
        """Say how far a build is, if it is time."""

        def line(_spent: float) -> str:
            share = moment.done / max(moment.total, 1)
            held = f"{moment.done:,} of {moment.total:,} {moment.what}"
            return f"{share:4.0%} {held}, {moment.rate:,.0f} a second, {moment.left:,.0f} s left"

        self.say(line)
