"""`stancegraph diff`: what changed from one built graph to another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from stancegraph.cli import options

if TYPE_CHECKING:
    from stancegraph.store.differences import Change, Differences

SIGNS = {"added": "+", "removed": "-", "changed": "~"}


@click.command(short_help="Show what changed from one built graph to another.")
@click.argument("before", type=options.DIRECTORY_OR_FILE)
@click.argument("after", type=options.DIRECTORY_OR_FILE)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.option("--kind", help="List changes of this kind only: stances, resolutions, concepts ...")
@click.option("--exit-code", is_flag=True, help="End with 1 if anything differs.")
@options.base
def diff(before: Path, after: Path, form: str, kind: str | None, exit_code: bool, base: str) -> int:
    """Compare two built graphs, directories or files of any RDF syntax.

    Things are told apart by IRI: what was added (+), removed (-), and what says otherwise now (~),
    with the values before and after.

    \b
    Example:
      stancegraph diff release/kg kg
      stancegraph diff old.nq build/stancegraph.nq --kind stances --format json
    """
    import json
    from dataclasses import asdict

    from stancegraph.store import open_graph
    from stancegraph.store.differences import differences

    found = differences(open_graph(before, base), open_graph(after, base))
    shown = [change for change in found.changes if kind in (None, change.kind)]
    if form == "json":
        triples = {"added": found.triples_added, "removed": found.triples_removed}
        listed = [asdict(change) for change in shown]
        click.echo(json.dumps({"triples": triples, "changes": listed}, indent=1))
    else:
        _summarise(found)
        for change in shown:
            _show(change, base)
    return int(exit_code and bool(found.triples_added or found.triples_removed))


def _summarise(found: Differences) -> None:
    counts = found.counts()
    for kind in dict.fromkeys(change.kind for change in found.changes):
        told = "  ".join(f"{sign}{counts[kind, how]:,}" for how, sign in SIGNS.items())
        click.echo(f"{kind:14}{told}")
    click.echo(f"{'triples':14}+{found.triples_added:,}  -{found.triples_removed:,}")


def _show(change: Change, base: str) -> None:
    iri = change.iri.removeprefix(base)
    click.echo(f"\n{SIGNS[change.how]} {iri}  {change.label}".rstrip())
    for value in change.values:
        name = value.property.replace("#", "/").rpartition("/")[2]
        was, now = (
            ", ".join(_short(each, base) for each in side) for side in (value.before, value.after)
        )
        click.echo(f"    {name}: {was or '(none)'} -> {now or '(none)'}")


def _short(value: str, base: str) -> str:
    text = " ".join(value.removeprefix(base).split())
    return text if len(text) <= 80 else f"{text[:79]}…"
