"""`stancegraph build`: from source texts to the validated graph."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stancegraph.cli import options
from stancegraph.cli.clusters import Cluster, cluster_options
from stancegraph.cli.places import Local, Place, place
from stancegraph.cli.progress import BuildMeter

if TYPE_CHECKING:
    from stancegraph.building.progress import Moment


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
@options.shacl("--shacl")
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
    shacl: str,
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
    tally = BuildMeter()
    if cluster is not None:
        lines = cluster.build(source, output, base, profile, tally)
    else:
        kept = None if no_cache else cache or dumps / "cache"
        with Local(tally.fault) as local:
            paths = local.source(source), local.output(output), dumps
            made = partial(_built_here, paths, base, profile, jobs, kept, shacl)
            lines = made(local.fault, tally.show)
    for line in lines:
        tally.note(line)
    return tally.exit_code


def _built_here(
    paths: tuple[Path, Path, Path],
    base: str,
    profile: str | None,
    jobs: int | None,
    cache: Path | None,
    shacl: str,
    fault: Callable[[str], None],
    show: Callable[[Moment], None],
) -> tuple[str, ...]:
    """Build on this machine; returns the summary for people."""
    from stancegraph.building.workers import cores
    from stancegraph.pipeline import Settings
    from stancegraph.pipeline import build as build_graph

    settings = Settings(*paths, base, profile, jobs or cores(), cache, shacl)
    return build_graph(settings, fault, show).lines()
