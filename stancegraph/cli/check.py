"""`stancegraph check`: judge graph files against the shapes and the texts they quote."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from stancegraph.cli import options
from stancegraph.cli.messages import Tally, note


@click.command(short_help="Validate graph files against the shapes and the quoted texts.")
@click.argument("paths", type=options.DIRECTORY_OR_FILE, nargs=-1, required=True)
@click.option(
    "--output-format",
    "--format",
    "output",
    type=click.Choice(["text", "json", "sarif", "junit", "github", "turtle"]),
    default="text",
    show_default=True,
    help="How findings are told; those about words stand at their place in the source text.",
)
@click.option(
    "--source",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the quoted texts stand; default: source/ beside the graph.",
)
@options.base
@options.shacl("--engine", "--shacl")
def check(paths: tuple[Path, ...], output: str, source: Path | None, base: str, shacl: str) -> int:
    """Judge PATHS, offline: each file by itself, a directory also as a set.

    Exit code 1 when anything must be mended.

    \b
    Example:
      stancegraph check kg
      stancegraph check kg/resolution/oic-cfm/48/50-pol.ttl --output-format sarif
    """
    from stancegraph.validation import check as check_paths
    from stancegraph.validation import render

    tally = Tally()
    for path in paths:
        if not path.exists():
            tally.fault(f"{path}: no such file or directory; check the path")
    existing = [path for path in paths if path.exists()]
    if not existing:
        return tally.exit_code
    report = check_paths(existing, source=source, base=base, engine=shacl)
    text = render(report, output)
    sys.stdout.write(text if text.endswith("\n") or not text else f"{text}\n")
    note(report.summary())
    return tally.exit_code if report.conforms else 1
