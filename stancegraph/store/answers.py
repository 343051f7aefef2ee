"""Answers of the store as text: table, CSV, JSON, Turtle."""

from __future__ import annotations

import pyoxigraph as ox

from stancegraph.errors import QueryError
from stancegraph.identifiers import ACT, INTENSITY, LEVEL, SG
from stancegraph.store.embedded import Answer, unanswered

_SHORT = {SG: "sg:", ACT: "act:", INTENSITY: "intensity:", LEVEL: "level:"}
_WIDEST = 72
_SERIALISERS = {
    "csv": ox.QueryResultsFormat.CSV,
    "json": ox.QueryResultsFormat.JSON,
}


def render(answer: Answer, output: str | None, base: str) -> str:
    """The answer in `output` (table, csv, json, turtle); None picks table or turtle.

    Raises:
        QueryError: the format does not fit the form of the query, or it asks a service that does
            not answer.
    """
    try:
        return _rendered(answer, output, base)
    except (OSError, RuntimeError) as error:
        raise unanswered(error) from error


def _rendered(answer: Answer, output: str | None, base: str) -> str:
    if isinstance(answer, ox.QueryTriples):
        if output not in (None, "turtle", "table"):
            raise QueryError(f"a graph cannot be written as {output}; use --format turtle")
        return _written(answer.serialize(format=ox.RdfFormat.TURTLE))
    if output == "turtle":
        raise QueryError("rows cannot be written as Turtle; use table, csv or json")
    if output in _SERIALISERS:
        return _written(answer.serialize(format=_SERIALISERS[output]))
    if isinstance(answer, ox.QueryBoolean):
        return "yes\n" if answer else "no\n"
    return _table(answer, base)


def _written(content: bytes | None) -> str:
    return (content or b"").decode().replace("\r\n", "\n")


def _table(answer: ox.QuerySolutions, base: str) -> str:
    header = [variable.value for variable in answer.variables]
    rows = [
        ["" if value is None else _cell(value, base) for value in solution] for solution in answer
    ]
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    lines = [header, ["-" * width for width in widths], *rows]
    text = "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
    return f"{text}\n"


def _cell(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple, base: str) -> str:
    if isinstance(term, ox.NamedNode):
        return _compact(term.value, base)
    text = " ".join((term.value if not isinstance(term, ox.Triple) else str(term)).split())
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


def _compact(iri: str, base: str) -> str:
    for namespace, prefix in _SHORT.items():
        if iri.startswith(namespace):
            return prefix + iri[len(namespace) :]
    return iri.removeprefix(base)
