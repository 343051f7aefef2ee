"""`stancegraph evaluate`: how well documents are read, measured against annotated ones."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from stancegraph.cli import options


@click.command(short_help="Measure the reader against annotated documents.")
@click.argument("gold", type=options.DIRECTORY_OR_FILE, nargs=-1, required=True)
@click.option("--json", "as_object", is_flag=True, help="One JSON object instead of a table.")
@click.option(
    "--texts",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder below which stand-off gold finds its documents.",
)
@click.option(
    "--only",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Measure only the documents named in this file, a name a line.",
)
def evaluate(
    gold: tuple[Path, ...], as_object: bool, texts: Path | None, only: Path | None
) -> None:
    """Read the texts of GOLD (files or folders) and print how far the two agree.

    GOLD is annotated JSON, stand-off JSON (say --texts), JSONL derived from markup with its texts
    beside it, or Akoma Ntoso, whose markup is the gold for its bare words. Intervals are 95%,
    bootstrapped by document.

    \b
    Example:
      stancegraph evaluate ../shared/gold
      stancegraph evaluate tests/gold/pass-a --texts ../shared --json
    """
    from stancegraph.evaluation import as_json, compare_document, load_gold, measures, table
    from stancegraph.pipeline import load_tools, read_source

    tools = load_tools()
    names = set(only.read_text(encoding="utf-8").split()) if only else None
    tallies = [
        compare_document(read_source(document.source, tools), document)
        for document in load_gold(gold, texts, lambda source: read_source(source, tools))
        if names is None or document.name in names
    ]
    if not tallies:
        raise click.UsageError("no gold document there; check the paths and --only")
    write = as_json if as_object else table
    sys.stdout.write(write(measures(tallies), len(tallies)))
