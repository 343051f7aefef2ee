"""`stancegraph read`: what the words say, as an outline, as JSON Lines or as Akoma Ntoso."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from stancegraph.cli import options
from stancegraph.cli.messages import Tally


@click.command(short_help="Read texts: structure, acts, names, citations, stances.")
@click.argument("paths", type=options.DIRECTORY_OR_FILE, nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["outline", "json", "akn"]),
    default="outline",
    show_default=True,
    help="An outline, one JSON object a document and line, or Akoma Ntoso 3.",
)
@click.option("--json", "form", flag_value="json", help="Short for --format json.")
@options.base
@options.profile
def read(paths: tuple[Path, ...], form: str, base: str, profile: str | None) -> int:
    """Read PATHS (files or directories; - is standard input) and print what they say.

    \b
    Example:
      stancegraph read source/oic/oic-cfm-48-50-pol.txt
      stancegraph read --json source > documents.jsonl
      stancegraph read --format akn source/oic/oic-cfm-48-50-pol.txt
    """
    from stancegraph.pipeline import load_tools
    from stancegraph.pipeline import read as read_documents
    from stancegraph.writing import akn, outline, reading_json

    tally = Tally()
    tools = load_tools(profile=profile)
    documents = read_documents(paths, tools, tally.fault)
    if form == "akn":
        sys.stdout.write(akn(documents, tools.register, base))
        return tally.exit_code
    for document in documents:
        text = (
            reading_json(document, tools.register, base)
            if form == "json"
            else outline(document, tools.register)
        )
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
    return tally.exit_code
