"""The command line: parse arguments, call one function, print. Only here is click known.

Exit codes: 0 done, 1 problems in the data, 2 usage, 3 internal, 130 interrupted. Data goes to
standard output, everything else to standard error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from stancegraph import __version__
from stancegraph.cli import (
    build,
    check,
    diff,
    doctor,
    dump,
    evaluate,
    explain,
    export,
    init,
    link,
    load,
    mcp,
    query,
    read,
    serve,
    stats,
)
from stancegraph.cli.messages import error
from stancegraph.errors import StancegraphError

__all__ = ["cli", "main"]

DONE, PROBLEMS, USAGE, INTERNAL, INTERRUPTED = 0, 1, 2, 3, 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="stancegraph")
def cli() -> None:
    """Read resolutions and publish who takes which stance toward whom, in which words.

    \b
    Example:
      stancegraph build source --output kg
      stancegraph query stances
    """


for command in (
    build.build,
    read.read,
    check.check,
    query.query,
    diff.diff,
    doctor.doctor,
    dump.dump,
    evaluate.evaluate,
    explain.explain,
    export.export,
    init.init,
    link.link,
    load.load,
    mcp.mcp,
    serve.serve,
    stats.stats,
):
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit code."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code and never shows a traceback for a user's fault.

    STANCEGRAPH_DEBUG=1 in the environment lets internal faults through with their traceback.
    """
    try:
        code = cli.main(arguments, prog_name="stancegraph", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as fault:
        fault.show()
        return fault.exit_code
    except (click.Abort, KeyboardInterrupt):
        error("interrupted")
        return INTERRUPTED
    except StancegraphError as fault:
        error(str(fault))
        return PROBLEMS
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    except Exception as fault:  # the one place where internal faults become exit 3
        if os.environ.get("STANCEGRAPH_DEBUG"):
            raise
        error(f"internal: {type(fault).__name__}: {fault} (STANCEGRAPH_DEBUG=1 shows where)")
        return INTERNAL
    return code if isinstance(code, int) else DONE
