"""`stancegraph read`: what the words say, as an outline or as JSON Lines."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from stancegraph.cli import options
from stancegraph.cli.messages import Tally


@click.command(short_help="Read texts: structure, acts, names, citations, stances.")
@click.argument("paths", type=options.DIRECTORY_OR_FILE, nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a document and line.")
@options.base
@options.profile
def read(paths: tuple[Path, ...], as_json: bool, base: str, profile: str | None) -> int:
    """Read PATHS (files or directories; - is standard input) and print what they say.

    \b
    Example:
      stancegraph read source/oic/oic-cfm-48-50-pol.txt
      stancegraph read --json source > documents.jsonl
    """
    from stancegraph.pipeline import load_tools
    from stancegraph.pipeline import read as read_documents
    from stancegraph.writing import outline, reading_json

    tally = Tally()
    tools = load_tools(profile=profile)
    for document in read_documents(paths, tools, tally.fault):
        text = (
            reading_json(document, tools.register, base)
            if as_json
            else outline(document, tools.register)
        )
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
    return tally.exit_code
