"""`stancegraph build`: from source texts to the validated graph."""

from __future__ import annotations

from pathlib import Path

import click

from stancegraph.cli import options
from stancegraph.cli.messages import Tally, note


@click.command(short_help="Build and validate the graph from source texts.")
@click.argument("source", type=options.DIRECTORY_OR_FILE, default=Path("source"))
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("kg"),
    show_default=True,
    help="The directory to publish; it is exchanged whole, at the end.",
)
@click.option(
    "--dumps",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build"),
    show_default=True,
    help="Where the N-Quads and TriG dumps go.",
)
@options.base
@options.profile
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="How many processes read and judge; default: one for each core.",
)
@click.option(
    "--cache",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to keep what was made for the next build; default: cache/ in the dumps' directory.",
)
@click.option("--no-cache", is_flag=True, help="Make everything anew and keep nothing.")
def build(
    source: Path,
    output: Path,
    dumps: Path,
    base: str,
    profile: str | None,
    jobs: int | None,
    cache: Path | None,
    no_cache: bool,
) -> int:
    """Read every text below SOURCE, build its graph, validate it, and publish it to OUTPUT.

    A document that cannot be read or does not conform is reported and left out; the rest is
    built, and the exit code is 1. What did not change since the last build is not made again, and
    a build that was interrupted goes on where it stood.

    \b
    Example:
      stancegraph build source --output kg
    """
    from stancegraph.building.workers import cores
    from stancegraph.pipeline import Settings
    from stancegraph.pipeline import build as build_graph

    tally = Tally()
    kept = None if no_cache else cache or dumps / "cache"
    settings = Settings(source, output, dumps, base, profile, jobs or cores(), kept)
    summary = build_graph(settings, tally.fault)
    for line in summary.lines():
        note(line)
    return tally.exit_code
