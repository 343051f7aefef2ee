"""`stancegraph build`: from source texts to the validated graph."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from stancegraph.cli import options
from stancegraph.cli.clusters import Cluster, cluster_options
from stancegraph.cli.messages import Tally, note
from stancegraph.cli.places import Local, Place, place


@click.command(short_help="Build and validate the graph from source texts.")
@click.argument("source", type=place, default="source")
@click.option(
    "--output",
    type=place,
    metavar="DIRECTORY|URL",
    default="kg",
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
@cluster_options
def build(
    source: Place,
    output: Place,
    dumps: Path,
    base: str,
    profile: str | None,
    jobs: int | None,
    cache: Path | None,
    no_cache: bool,
    cluster: Cluster | None,
) -> int:
    """Read every text below SOURCE, build its graph, validate it, and publish it to OUTPUT.

    SOURCE and OUTPUT may be URLs, such as s3://bucket/texts.

    A document that cannot be read or does not conform is reported and left out; the rest is
    built, and the exit code is 1. What did not change since the last build is not made again, and
    a build that was interrupted goes on where it stood.

    \b
    Example:
      stancegraph build source --output kg
    """
    tally = Tally()
    if cluster is not None:
        lines = cluster.build(source, output, base, profile, tally)
    else:
        kept = None if no_cache else cache or dumps / "cache"
        with Local(tally.fault) as local:
            paths = local.source(source), local.output(output), dumps
            lines = _built_here(paths, base, profile, jobs, kept, local.fault)
    for line in lines:
        note(line)
    return tally.exit_code


def _built_here(
    paths: tuple[Path, Path, Path],
    base: str,
    profile: str | None,
    jobs: int | None,
    cache: Path | None,
    fault: Callable[[str], None],
) -> tuple[str, ...]:
    """Build on this machine; returns the summary for people."""
    from stancegraph.building.workers import cores
    from stancegraph.pipeline import Settings
    from stancegraph.pipeline import build as build_graph

    settings = Settings(*paths, base, profile, jobs or cores(), cache)
    return build_graph(settings, fault).lines()
