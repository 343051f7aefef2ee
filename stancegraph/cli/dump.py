"""`stancegraph dump`: the published dataset as one stream in one syntax."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stancegraph.cli import options
from stancegraph.cli.messages import counted, note
from stancegraph.cli.progress import Meter

if TYPE_CHECKING:
    from stancegraph.store.dumping import Dumping, Progress

_FORMATS = ("nquads", "trig", "turtle", "jsonld", "jsonl", "ntriples")
_STDOUT = Path("-")


@click.command(short_help="Write the dataset as N-Quads, TriG, Turtle, JSON-LD or N-Triples.")
@click.argument("source", type=options.DIRECTORY_OR_FILE, default=Path("build/stancegraph.nq"))
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    default=_STDOUT,
    show_default=True,
    help="The file to write, in one step, with its SHA-256 beside it; - is standard output.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    help="The syntax; by default as the file's name says (.nq .trig .ttl .jsonld .jsonl .nt).",
)
@click.option(
    "--compress",
    type=click.Choice(["none", "gzip", "zstd"]),
    help="How to pack; by default as the file's name says (.gz .zst).",
)
@click.option(
    "--graph",
    "graphs",
    metavar="PATTERN",
    multiple=True,
    help="Only graphs whose IRI (or its end behind the base) fits, as in '*/graph/text'.",
)
@options.base
def dump(
    source: Path,
    output: Path,
    form: str | None,
    compress: str | None,
    graphs: tuple[str, ...],
    base: str,
) -> None:
    """Write SOURCE, an N-Quads dump or a directory of Turtle files, as one stream.

    Memory does not grow with the dataset. Turtle and N-Triples leave out the names of the graphs;
    N-Triples are sorted and without doubles, as converters to HDT like them; jsonl has a JSON-LD
    document on each line, one a work.

    \b
    Example:
      stancegraph dump --output build/stancegraph.nq.zst
      stancegraph dump --output build/stancegraph.nt.gz
      stancegraph dump kg --format jsonl --graph 'resolution/*' | head -1
    """
    from stancegraph.store.dumping import Dumping
    from stancegraph.store.forms import Form
    from stancegraph.store.packing import Packing
    from stancegraph.store.units import Wanted

    chosen = Form[form.upper()] if form else Form.of(output)
    if chosen is None and output != _STDOUT:
        raise click.UsageError(f"{output}: its name tells no format; give --format")
    packing = Packing[compress.upper()] if compress else Packing.of(output)
    plan = Dumping(source, chosen or Form.NQUADS, packing, Wanted(base, graphs))
    done = _write(plan, output)
    note(f"{counted(done.graphs, 'graph')}, {counted(done.triples, 'triple')}")


def _write(plan: Dumping, output: Path) -> Progress:
    """Write a dump where it is to go, and show how far it is."""
    from stancegraph.store.dumping import dump as dump_into
    from stancegraph.store.dumping import dump_to

    meter = Meter()

    def tell(progress: Progress) -> None:
        meter.show(progress.read, progress.triples)

    try:
        if output == _STDOUT:
            return dump_into(plan, sys.stdout.buffer, tell)
        return dump_to(plan, output, tell)
    finally:
        meter.end()
