"""`stancegraph load`: put a dump into a triple store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from stancegraph.cli.messages import note
from stancegraph.cli.progress import Meter
from stancegraph.errors import StoreError

if TYPE_CHECKING:
    from stancegraph.store.addresses import Addresses
    from stancegraph.store.loading import Progress


@click.command(short_help="Load the dump into a triple store.")
@click.argument("url")
@click.option(
    "--dump",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("build/stancegraph.nq"),
    show_default=True,
    help="The N-Quads to load (.nq, .nq.gz or .nq.zst).",
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


class _Teller(Meter):
    """Says how far the load is."""

    def progress(self, progress: Progress) -> None:
        """Say it, if it is time."""
        self.show(progress.done / max(progress.total, 1), progress.done, progress.total)
