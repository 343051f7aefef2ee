"""`stancegraph link`: names in a text or table to the register."""

from __future__ import annotations

import csv
import io
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stancegraph.cli import options
from stancegraph.cli.messages import Tally

if TYPE_CHECKING:
    from stancegraph.linking import Register
    from stancegraph.writing.links import Naming


@click.command(short_help="Link names in a text or table to the register.")
@click.argument("paths", type=options.DIRECTORY_OR_FILE, nargs=-1)
@click.option("--column", help="The input is a CSV table; link the cells of this column.")
@click.option("--csv", "as_table", is_flag=True, help="A CSV table; link its first column.")
@click.option("--unresolved", is_flag=True, help="List names of a corpus that are not known.")
@click.option(
    "--at-least",
    type=click.IntRange(1),
    default=2,
    show_default=True,
    help="Unresolved: least count to list.",
)
@click.option("--body", help="As the words of this body (org/oic-cfm): settles ambiguous names.")
@click.option(
    "--day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="As of this day: names and states of the time.",
)
@click.option(
    "--language", default="en", show_default=True, help="In which names are read: ar, es, fr ..."
)
@options.base
def link(
    paths: tuple[Path, ...],
    column: str | None,
    as_table: bool,
    unresolved: bool,
    at_least: int,
    body: str | None,
    day: datetime | None,
    language: str,
    base: str,
) -> int:
    """Link the names in PATHS (default: standard input) and print CSV with score and IRI.

    Text gives one row a mention; a table comes back with the entities added. With --unresolved,
    list the names that a corpus of resolutions uses and the register lacks.

    \b
    Example:
      echo 'The Government of Kazakhstan' | stancegraph link
      stancegraph link --column country < table.csv
      stancegraph link --unresolved source
    """
    from stancegraph.pipeline import load_tools
    from stancegraph.writing.links import Naming

    linker = load_tools().linker
    _check(linker.register, body, language)
    naming = Naming(linker, base, body, day.date() if day else None, language)
    if unresolved:
        return _list_unresolved(paths, at_least, base)
    tally = Tally()
    for path in paths or (Path("-"),):
        text = _read(path, tally)
        if text is not None:
            try:
                _write(text, column, as_table or path.suffix == ".csv", naming)
            except csv.Error as fault:
                tally.fault(f"{path}: no CSV table ({fault}); mend it")
    return tally.exit_code


def _check(register: Register, body: str | None, language: str) -> None:
    """Refuse what the register lacks: it would change how names are read without a word."""
    if body is not None and body not in register:
        told = f"{body!r} is not in the register; an institution is given like org/oic-cfm"
        raise click.BadParameter(told, param_hint="--body")
    languages = {name.language for name in register.names}
    if language not in languages:
        told = f"the register has no names in {language!r}; it has {', '.join(sorted(languages))}"
        raise click.BadParameter(told, param_hint="--language")


def _read(path: Path, tally: Tally) -> str | None:
    """The text as it stands, since offsets count its line breaks too."""
    try:
        content = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        return content.decode("utf-8-sig")
    except OSError as fault:
        tally.fault(f"{path}: cannot be read ({fault.strerror}); check the path")
    except UnicodeDecodeError as fault:
        tally.fault(f"{path}: not UTF-8 (byte {fault.start}); convert it first")
    return None


def _write(text: str, column: str | None, as_table: bool, naming: Naming) -> None:
    from stancegraph.writing.links import table_rows, text_rows

    try:
        if column is not None or as_table:
            rows = table_rows(io.StringIO(text, newline=""), column, naming)
        else:
            rows = text_rows(text, naming)
        for row in rows:
            sys.stdout.write(row)
    except KeyError as fault:
        raise click.UsageError(f"no column {column!r}; there are: {fault.args[0]}") from fault


def _list_unresolved(paths: tuple[Path, ...], at_least: int, base: str) -> int:
    from stancegraph.linking import count_unresolved, unresolved_in
    from stancegraph.pipeline import load_tools, read
    from stancegraph.writing.links import unresolved_rows

    if not paths:
        raise click.UsageError("--unresolved needs the files or folders of a corpus")
    tally = Tally()
    tools = load_tools()
    names = [
        name
        for document in read(paths, tools, tally.fault)
        for resolution in document.resolutions
        for name in unresolved_in(
            document.source.text, [*resolution.mentions, *resolution.citations]
        )
    ]
    listed = count_unresolved(names, tools.linker, at_least=at_least)
    for row in unresolved_rows(listed, base):
        sys.stdout.write(row)
    return tally.exit_code
