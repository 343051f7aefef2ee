"""`stancegraph load`: put a dump into a triple store."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stancegraph.cli.messages import Tally, note
from stancegraph.errors import StoreError

if TYPE_CHECKING:
    from stancegraph.store.addresses import Addresses
    from stancegraph.store.loading import Progress

_SECONDS_A_LINE = 10.0
_SECONDS_A_REDRAW = 0.2


@click.command(short_help="Load the dump into a triple store.")
@click.argument("url")
@click.option(
    "--dump",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("build/stancegraph.nq"),
    show_default=True,
    help="The N-Quads to load (.nq or .nq.gz).",
)
@click.option("--query", metavar="URL", help="Where the store takes queries.")
@click.option("--update", metavar="URL", help="Where the store takes updates.")
@click.option(
    "--way",
    type=click.Choice(["auto", "graphs", "update"]),
    default="auto",
    show_default=True,
    help="By the Graph Store Protocol, by SPARQL Update, or by the first that works.",
)
@click.option(
    "--journal",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to remember what was loaded; default: beside the dump, one file per store.",
)
@click.option("--fresh", is_flag=True, help="Load every graph again, also the unchanged.")
@click.option("--prune", is_flag=True, help="Remove graphs that the dump no longer holds.")
@click.option(
    "--count/--no-count",
    default=True,
    show_default=True,
    help="Have the store count the triples of every graph.",
)
@click.option("--tries", type=click.IntRange(1), default=8, show_default=True)
@click.option(
    "--timeout",
    type=click.FloatRange(1),
    default=300,
    show_default=True,
    help="Seconds to wait for an answer of the store.",
)
def load(
    url: str,
    dump: Path,
    query: str | None,
    update: str | None,
    way: str,
    journal: Path | None,
    fresh: bool,
    prune: bool,
    count: bool,
    tries: int,
    timeout: float,
) -> int:
    """Load the dump into the store whose Graph Store (SPARQL 1.1) is at URL.

    Each named graph replaces what the store held under its name: loading again never doubles. An
    interrupted load goes on where it stopped. A password is read from STANCEGRAPH_STORE_USER and
    STANCEGRAPH_STORE_PASSWORD, a token from STANCEGRAPH_STORE_TOKEN.

    \b
    Example:
      stancegraph load http://localhost:7878/store
      stancegraph load http://localhost:8890/sparql-graph-crud-auth
    """
    from stancegraph.store.connection import Connection, Credentials, Patience
    from stancegraph.store.loading import Load, Way
    from stancegraph.store.loading import load as load_dump

    store = _store(url, query, update)
    plan = Load(dump, store, Way(way), journal, fresh=fresh, prune=prune, count=count)
    teller = _Teller()
    patience = Patience(tries=tries, timeout=timeout)
    with Connection(Credentials.from_environment(), patience, note) as connection:
        try:
            summary = load_dump(plan, connection, teller)
        finally:
            teller.end()
    for line in summary.lines():
        note(line)
    return teller.exit_code


def _store(url: str, query: str | None, update: str | None) -> Addresses:
    from stancegraph.store.addresses import Addresses, addresses, checked

    try:
        known = addresses(url)
        return Addresses(url, checked(query or known.query), checked(update or known.update))
    except StoreError as fault:
        raise click.UsageError(str(fault)) from fault


class _Teller(Tally):
    """Says how far the load is: one line that is redrawn on a terminal, else a line now and then.

    Rate and time left count what this run did, from its first graph on.
    """

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

    def progress(self, progress: Progress) -> None:
        """Say it, if it is time."""
        now = time.monotonic()
        if now - self._said < (_SECONDS_A_REDRAW if self._terminal else _SECONDS_A_LINE):
            return
        self._said = now
        rate = progress.done / max(now - self._began, 0.001)
        left = (progress.total - progress.done) / max(rate, 1)
        line = (
            f"{progress.done / max(progress.total, 1):4.0%} of {progress.total:,} triples, "
            f"{rate:,.0f} a second, {left:,.0f} s left"
        )
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
