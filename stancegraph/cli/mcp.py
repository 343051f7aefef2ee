"""`stancegraph mcp`: the graph as tools of an assistant."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click

from stancegraph.cli import options
from stancegraph.cli.limits import limits
from stancegraph.errors import StoreError


@click.command(short_help="Offer the built graph to an assistant (Model Context Protocol).")
@options.graph
@options.base
@limits
def mcp(graph_path: Path, base: str, seconds: float, workers: int, rows: int, memory: int) -> None:
    """Answer an assistant on standard input and output: search, resolutions, stances, SPARQL.

    \b
    Example:
      stancegraph mcp --graph kg
    """
    if find_spec("mcp") is None:
        raise StoreError("the tools need mcp: pip install 'stancegraph[mcp]'")
    try:
        from stancegraph import serving
        from stancegraph.assisting import assist
    except ImportError as fault:
        raise StoreError(f"the tools need {fault.name}: pip install 'stancegraph[mcp]'") from fault
    bounds = serving.Limits(
        seconds=seconds, workers=workers, rows=rows, memory_bytes=memory * serving.MEGABYTE
    )
    assist(serving.Settings(graph_path, base, limits=bounds))
