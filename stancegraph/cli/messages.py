"""What people read on standard error: one line a message."""

from __future__ import annotations

import os
import sys

import click


def error(message: str) -> None:
    """Print a fault; the message itself says where and what to do."""
    _say("error", message, "red")


class Tally:
    """Prints faults as they come and knows whether there were any."""

    def __init__(self) -> None:
        self.exit_code = 0

    def fault(self, message: str) -> None:
        """Print a fault in the data; the run goes on, and ends with 1."""
        self.exit_code = 1
        error(message)


def note(message: str) -> None:
    """Print progress or a summary."""
    click.echo(message, err=True)


def counted(number: int, noun: str) -> str:
    """A number of things.

    >>> counted(1, "graph"), counted(1200, "triple")
    ('1 graph', '1,200 triples')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _say(word: str, message: str, colour: str) -> None:
    plain = bool(os.environ.get("NO_COLOR")) or not sys.stderr.isatty()
    head = word if plain else click.style(word, fg=colour, bold=True)
    click.echo(f"{head}: {' '.join(message.split())}", err=True)
