"""How far a long run is: a line redrawn on a terminal, else a line now and then."""

from __future__ import annotations

import sys
import time

import click

from stancegraph.cli.messages import Tally, note

_SECONDS_A_LINE = 10.0
_SECONDS_A_REDRAW = 0.2


class Meter(Tally):
    """Says how far a run is, with its rate and the time left; lines of others stay whole."""

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

    def show(self, share: float, triples: int, total: int | None = None) -> None:
        """Say that so much of all, and so many triples, are done, if it is time.

        The time left counts what this run did, from its beginning on. Where the total is not
        known, the triples so far are named.
        """
        now = time.monotonic()
        if now - self._said < (_SECONDS_A_REDRAW if self._terminal else _SECONDS_A_LINE):
            return
        self._said = now
        spent = max(now - self._began, 0.001)
        left = spent * (1 - share) / max(share, 0.001)
        held = f" of {total:,} triples" if total is not None else f", {triples:,} triples"
        line = f"{share:4.0%}{held}, {triples / spent:,.0f} a second, {left:,.0f} s left"
        if self._terminal:
            click.echo(f"\r{line:78}", err=True, nl=False)
            self._drawn = True
        else:
            note(line)

    def end(self) -> None:
        """Leave the line that is redrawn."""
        if self._drawn:
            click.echo(err=True)
        self._drawn = False
