"""`stancegraph query`: ask the built graph."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from stancegraph.cli import options
from stancegraph.cli.messages import note
from stancegraph.errors import QueryError, StoreError


@click.command(short_help="Ask the built graph in SPARQL or by a named question.")
@click.argument("sparql", required=False)
@click.option(
    "--format",
    "output",
    type=click.Choice(["table", "csv", "json", "turtle"]),
    help="Default: table for rows, turtle for graphs.",
)
@options.graph
@click.option("--endpoint", metavar="URL", help="Ask a triple store there instead of a graph here.")
@options.base
@click.option("--list", "listing", is_flag=True, help="List the named questions.")
def query(
    sparql: str | None,
    output: str | None,
    graph_path: Path,
    endpoint: str | None,
    base: str,
    listing: bool,
) -> None:
    """Answer SPARQL text, the query in @FILE (@- is standard input), or a named question.

    With --endpoint the query goes to a triple store: a password is read from
    STANCEGRAPH_STORE_USER and STANCEGRAPH_STORE_PASSWORD, a token from STANCEGRAPH_STORE_TOKEN.

    \b
    Example:
      stancegraph query --list
      stancegraph query stances --format csv
      stancegraph query stances --endpoint http://localhost:7878/query
      stancegraph query 'SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/stancegraph/def#Stance> }'
    """
    from stancegraph.store import open_graph, questions
    from stancegraph.store.answers import render

    if listing:
        for entry in questions():
            click.echo(f"{entry.name:32} {entry.title}")
        return
    if sparql is None:
        raise click.UsageError("give SPARQL text, @FILE or the name of a question (see --list)")
    text = _text(sparql)
    if endpoint is None:
        answer = open_graph(graph_path, base).query(text)
        sys.stdout.write(render(answer, output, base))
    else:
        sys.stdout.write(_elsewhere(endpoint, text, output, base))


def _elsewhere(endpoint: str, sparql: str, output: str | None, base: str) -> str:
    from stancegraph.store.addresses import checked
    from stancegraph.store.answers import render
    from stancegraph.store.connection import ASKING, Connection, Credentials
    from stancegraph.store.remote import RemoteGraph

    context = click.get_current_context()
    if context.get_parameter_source("graph_path") is not click.core.ParameterSource.DEFAULT:
        raise click.UsageError("--graph and --endpoint exclude each other")
    try:
        checked(endpoint)
    except StoreError as fault:
        raise click.UsageError(str(fault)) from fault
    with Connection(Credentials.from_environment(), ASKING, note) as connection:
        return render(RemoteGraph(connection, endpoint, base).query(sparql), output, base)


def _text(sparql: str) -> str:
    from stancegraph.store import question

    if sparql == "@-":
        return sys.stdin.read()
    if sparql.startswith("@"):
        try:
            return Path(sparql[1:]).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as fault:
            raise QueryError(f"{sparql[1:]}: the query cannot be read: {fault}") from fault
    if any(character in sparql for character in " {\n"):
        return sparql
    return question(sparql).sparql
