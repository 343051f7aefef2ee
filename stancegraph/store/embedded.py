"""A built graph in memory: every Turtle file of a directory, or one file of any RDF syntax."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from stancegraph.errors import GraphError, QueryError
from stancegraph.identifiers import BASE
from stancegraph.store.questions import rebased

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
}

_LONGEST = 200
"""Characters of what a service says of its fault, which may be a whole page."""

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


@dataclass(frozen=True, slots=True)
class Graph:
    """A loaded graph; named graphs are asked as their union."""

    store: ox.Store
    base: str = BASE

    def query(self, sparql: str) -> Answer:
        """Answer a SPARQL query; relative IRIs stand on the base of the data.

        The answer is computed while it is read: a SERVICE may still fail then, with an OSError or
        a RuntimeError that `unanswered` puts into words.

        Raises:
            QueryError: the query is malformed (the message gives line and column), or asks a
                service that does not answer.
        """
        try:
            return self.store.query(
                rebased(sparql, self.base), base_iri=self.base, use_default_graph_as_union=True
            )
        except SyntaxError as error:
            raise QueryError(f"query is not SPARQL 1.1: {error}") from error
        except (OSError, RuntimeError) as error:
            raise unanswered(error) from error

    def rows(self, sparql: str) -> Iterator[dict[str, str]]:
        """The solutions of a SELECT as plain strings, unbound variables left out."""
        answer = self.query(sparql)
        if not isinstance(answer, ox.QuerySolutions):
            raise QueryError("a SELECT query is needed here")
        names = [variable.value for variable in answer.variables]
        for solution in answer:
            values = ((name, solution[name]) for name in names)
            yield {name: _plain(value) for name, value in values if value is not None}

    def __len__(self) -> int:
        """How many triples the graph holds, each counted once per named graph."""
        return len(self.store)


def open_graph(path: Path, base: str = BASE) -> Graph:
    """Load a directory (its Turtle files) or one RDF file.

    Raises:
        GraphError: the path is missing, holds no RDF, or a file cannot be parsed.
    """
    store = ox.Store()
    for file in _files(path):
        try:
            store.bulk_load(path=str(file), format=_FORMATS[file.suffix], base_iri=base)
        except (SyntaxError, ValueError) as error:
            raise GraphError(f"{file}: cannot be parsed: {error}") from error
    return Graph(store, base)


def unanswered(error: OSError | RuntimeError) -> QueryError:
    """The fault of a query whose SERVICE does not answer as one should."""
    words = " ".join(str(error).split())[:_LONGEST]
    return QueryError(f"a SERVICE of the query does not answer: {words}; check it, or ask later")


def _files(path: Path) -> list[Path]:
    if not path.exists():
        raise GraphError(f"{path}: no such file or directory; build the graph first")
    if path.is_file() and path.suffix not in _FORMATS:
        raise GraphError(f"{path}: not an RDF file; known are {', '.join(sorted(_FORMATS))}")
    files = [path] if path.is_file() else sorted(path.rglob("*.ttl"))
    if not files:
        raise GraphError(f"{path}: holds no Turtle file; build the graph first")
    return files


def _plain(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value
