"""The options that bound what one query may cost."""

from __future__ import annotations

import click

from stancegraph.cli.options import Command

_OPTIONS = (
    click.option(
        "--seconds",
        type=click.FloatRange(min=0.1),
        default=5.0,
        show_default=True,
        help="A query is ended after this time.",
    ),
    click.option(
        "--workers",
        type=click.IntRange(min=1),
        default=4,
        show_default=True,
        help="How many queries run at once.",
    ),
    click.option(
        "--rows",
        type=click.IntRange(min=1),
        default=1_000_000,
        show_default=True,
        help="An answer with more rows is refused.",
    ),
    click.option(
        "--memory",
        type=click.IntRange(min=16),
        default=512,
        show_default=True,
        metavar="MB",
        help="What a query may need beyond the graph.",
    ),
)


def limits(command: Command) -> Command:
    """The options `seconds`, `workers`, `rows` and `memory`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
