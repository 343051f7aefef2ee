"""`stancegraph stats`: what the built graph holds, in numbers."""

from __future__ import annotations

from pathlib import Path

import click

from stancegraph.cli import options


@click.command(short_help="Count what the built graph holds.")
@options.graph
@options.base
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def stats(graph_path: Path, base: str, as_json: bool) -> None:
    """Count resolutions, paragraphs, stances by level and act, mentions and what is unresolved.

    \b
    Example:
      stancegraph stats --json
    """
    import json

    from stancegraph.store import open_graph
    from stancegraph.store.statistics import statistics

    counts = statistics(open_graph(graph_path, base))
    if as_json:
        click.echo(json.dumps({entry.name: entry.count for entry in counts}, indent=1))
        return
    width = max(len(entry.name) for entry in counts)
    for entry in counts:
        click.echo(f"{entry.name:{width}}  {entry.count:>9,}")
