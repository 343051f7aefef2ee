"""`stancegraph init`: the folder of a new collection of resolutions."""

from __future__ import annotations

from pathlib import Path

import click

from stancegraph.cli.messages import note


@click.command(short_help="Start a collection: folders and tables for texts and reviews.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
def init(folder: Path) -> None:
    """Make what a collection of resolutions needs in FOLDER; nothing there is overwritten.

    \b
    Example:
      stancegraph init my-resolutions
    """
    from stancegraph.publishing.starting import start

    for path in start(folder):
        click.echo(path.as_posix())
    source, output = folder / "source", folder / "kg"
    note(
        f"put texts into {source}, name their rights in {source / 'SOURCES.csv'}, then: "
        f"stancegraph build {source} --output {output} --dumps {folder / 'build'}"
    )
