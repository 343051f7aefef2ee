"""`stancegraph export`: the whole site as files."""

from __future__ import annotations

import time
from pathlib import Path

import click

from stancegraph.cli import options
from stancegraph.cli.messages import note
from stancegraph.errors import StoreError

_FORMATS = ("ttl", "jsonld", "nt", "nq", "trig", "rdf", "csv")


@click.command(short_help="Write the site as files for any web server.")
@click.argument("site", type=click.Path(path_type=Path, file_okay=False))
@options.graph
@options.base
@click.option(
    "--url",
    default="http://127.0.0.1:8000/",
    show_default=True,
    help="Where the site will stand; its site map and feed name it.",
)
@click.option(
    "--texts",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="The source texts.  [default: source/ beside the graph]",
)
@click.option(
    "--format",
    "formats",
    type=click.Choice(_FORMATS),
    multiple=True,
    help="Only these formats of each thing, beside its page.  [default: all]",
)
@click.option("--jobs", type=click.IntRange(min=1), help="Processes.  [default: one a processor]")
def export(
    site: Path,
    graph_path: Path,
    base: str,
    url: str,
    texts: Path | None,
    formats: tuple[str, ...],
    jobs: int | None,
) -> None:
    """Write SITE: the pages and formats of the server, with search and SPARQL in the browser.

    SITE is replaced in one step at the end; what is there must be an earlier export.

    \b
    Example:
      stancegraph export site --url https://data.example.org/
      python -m http.server -d site
    """
    try:
        from stancegraph import exporting
    except ImportError as fault:
        raise StoreError(
            f"the export needs {fault.name}: pip install 'stancegraph[serve]'"
        ) from fault
    if "://" not in url:
        raise click.BadParameter("an address with its scheme is needed", param_hint="--url")
    began = time.perf_counter()
    processes = jobs or exporting.processors()
    where = url if url.endswith("/") else f"{url}/"
    offers = exporting.offers(formats or _FORMATS)
    settings = exporting.Settings(graph_path, site, base, where, offers, processes, texts)
    done = exporting.export(settings, note)
    seconds = time.perf_counter() - began
    note(
        f"wrote {done.files:,} files of {done.things:,} things to {site} in {seconds:.0f} s "
        f"({done.files / seconds:,.0f} a second)"
    )
    if done.left_out:
        note(f"{done.left_out:,} IRIs cannot be names of files and are only in the dumps")
