"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from stancegraph.identifiers import BASE

DIRECTORY_OR_FILE = click.Path(path_type=Path)


def check_base(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Refuse a base that relative IRIs could not stand on."""
    if "://" not in value or not value.endswith(("/", "#")):
        raise click.BadParameter("an absolute IRI that ends with / or # is needed")
    return value


base = click.option(
    "--base",
    default=BASE,
    show_default=True,
    callback=check_base,
    help="The IRI on which the identifiers of the data stand.",
)
graph = click.option(
    "--graph",
    "graph_path",
    type=DIRECTORY_OR_FILE,
    default=Path("kg"),
    show_default=True,
    help="The built graph: a directory or one RDF file.",
)
profile = click.option("--profile", help="Read with this layout profile instead of the best.")
