"""The reference of the command line, written from the commands themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click

from stancegraph.cli import cli

HEAD = """\
# Command line

Written from the commands themselves (`pytest tests/documentation --update-docs`); `stancegraph
COMMAND --help` prints the same.

Data goes to standard output, everything else to standard error. Exit codes: 0 done, 1 problems in
the data, 2 usage, 3 internal, 130 interrupted. A fault is one line: file, place, what was expected,
what to do.
"""


def command_reference() -> str:
    """The whole page, in Markdown."""
    names = sorted(cli.commands)
    index = "".join(
        f"| [`{name}`](#{name}) | {cli.commands[name].short_help} |\n" for name in names
    )
    parts = [HEAD, f"| command | |\n|---|---|\n{index}"]
    return "\n".join([*parts, *(_section(name, cli.commands[name]) for name in names)])


def _section(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=f"stancegraph {name}", **cli.context_settings)
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    rows = "".join(
        f"| {_cell(words)} | {_cell(what)} |\n" for words, what in _options(command, context)
    )
    return f"## {name}\n\n    {usage}\n\n{_help(command)}\n| option | |\n|---|---|\n{rows}"


def _help(command: click.Command) -> str:
    """The help text; what \\b keeps as it is becomes a block of code."""
    blocks = inspect.cleandoc(command.help or "").split("\n\n")
    return "".join(f"{_block(block)}\n\n" for block in blocks).rstrip("\n") + "\n"


def _block(block: str) -> str:
    if not block.startswith("\b"):
        return block
    head, *lines = block.removeprefix("\b\n").split("\n")
    return "\n".join([head, "", *(f"    {line.strip()}" for line in lines)])


def _options(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    for parameter in command.get_params(context):
        if isinstance(parameter, click.Option) and not parameter.hidden:
            record = parameter.get_help_record(context)
            if record:
                yield f"`{record[0]}`", record[1]


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
