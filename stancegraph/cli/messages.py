"""What people read on standard error: one line a message."""

from __future__ import annotations

import os
import sys

import click


def error(message: str) -> None:
    """Print a fault; the message itself says where and what to do."""
    _say("error", message, "red")


def warning(message: str) -> None:
    """Print what should be looked at but stops nothing."""
    _say("warning", message, "yellow")


def note(message: str) -> None:
    """Print progress or a summary."""
    click.echo(message, err=True)


def _say(word: str, message: str, colour: str) -> None:
    plain = bool(os.environ.get("NO_COLOR")) or not sys.stderr.isatty()
    head = word if plain else click.style(word, fg=colour, bold=True)
    click.echo(f"{head}: {' '.join(message.split())}", err=True)
