"""Options that several commands share."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from stancegraph.identifiers import BASE

Command = TypeVar("Command", bound=Callable[..., Any])

_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\x00-\x20<>\"{}|\\^`]+[/#]")

DIRECTORY_OR_FILE = click.Path(path_type=Path)


def check_base(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Refuse a base that relative IRIs could not stand on."""
    if not _BASE.fullmatch(value):
        raise click.BadParameter("an absolute IRI that ends with / or # is needed")
    return value


def check_engine(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Refuse an engine that is not installed."""
    from stancegraph.validation.engine import EngineError, chosen

    try:
        return chosen(value)
    except EngineError as error:
        raise click.BadParameter(str(error)) from error


def check_profile(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> str | None:
    """Refuse a layout profile that there is not."""
    if value is not None:
        from stancegraph.reading import load_profiles

        known = sorted(profile.name for profile in load_profiles())
        if value not in known:
            raise click.BadParameter(f"no profile is called so; there are: {', '.join(known)}")
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
profile = click.option(
    "--profile",
    callback=check_profile,
    help="Read with this layout profile instead of the best.",
)


def shacl(*names: str) -> Callable[[Command], Command]:
    """The choice of a SHACL engine, under these names of an option."""
    return click.option(
        *names,
        "shacl",
        type=click.Choice(["auto", "pyshacl", "shacl"]),
        default="auto",
        show_default=True,
        callback=check_engine,
        help="Judge with this SHACL engine: pyshacl, the reference, or shacl, the compiled one of"
        " the extra fast, if it is installed. Both find the same.",
    )
