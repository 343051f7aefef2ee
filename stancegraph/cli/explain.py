"""`stancegraph explain`: the words, rule and confidence behind an IRI."""

from __future__ import annotations

from pathlib import Path

import click

from stancegraph.cli import options


@click.command(short_help="Show the words, rule and confidence behind an IRI.")
@click.argument("iri")
@options.graph
@options.base
def explain(iri: str, graph_path: Path, base: str) -> None:
    """Show why the graph says what it says of IRI (full, or relative to the base).

    Of a stance: the words marked in their paragraph and their line in the source, the rules in
    plain words with what they do to its confidence, and what reviewers say.

    \b
    Example:
      stancegraph explain resolution/oic-cfm/48/50-pol/op/2/stance/6-33-132
    """
    from functools import partial

    from stancegraph.store import open_graph
    from stancegraph.store.explanation import explanation
    from stancegraph.text.originals import source_root, text_below

    texts = partial(text_below, source_root(graph_path))
    click.echo(explanation(open_graph(graph_path, base), iri, texts), nl=False)
