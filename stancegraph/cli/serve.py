"""`stancegraph serve`: a site and an endpoint on the built graph."""

from __future__ import annotations

from pathlib import Path

import click

from stancegraph.cli import options
from stancegraph.cli.limits import limits
from stancegraph.cli.messages import note
from stancegraph.errors import StoreError


@click.command(short_help="Serve the built graph: pages, linked data, SPARQL, search.")
@options.graph
@options.base
@click.option(
    "-p", "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--texts",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="The source texts.  [default: source/ beside the graph]",
)
@limits
def serve(
    graph_path: Path,
    base: str,
    port: int,
    host: str,
    texts: Path | None,
    seconds: float,
    workers: int,
    rows: int,
    memory: int,
) -> None:
    """Serve the graph read-only until interrupted.

    \b
    Example:
      stancegraph serve
      stancegraph serve --graph build/stancegraph.nq -p 8080 --seconds 2
    """
    try:
        from stancegraph import serving
    except ImportError as fault:
        raise StoreError(
            f"the server needs {fault.name}: pip install 'stancegraph[serve]'"
        ) from fault
    bounds = serving.Limits(
        seconds=seconds, workers=workers, rows=rows, memory_bytes=memory * serving.MEGABYTE
    )
    serving.serve(serving.Settings(graph_path, base, host, port, texts, bounds), note)
