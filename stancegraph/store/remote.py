"""A graph in a triple store elsewhere, asked over the SPARQL 1.1 protocol."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from urllib.parse import urlencode

import pyoxigraph as ox

from stancegraph.errors import QueryError, StoreError
from stancegraph.identifiers import BASE
from stancegraph.store import dialect
from stancegraph.store.addresses import addresses
from stancegraph.store.connection import Connection, Message, Reply
from stancegraph.store.dialect import Form
from stancegraph.store.embedded import Answer
from stancegraph.store.questions import rebased

_ROWS = "application/sparql-results+json"
_TRIPLES = "application/n-triples, text/turtle;q=0.8"
_FORMS = "application/x-www-form-urlencoded"
_UNION = (("union-default-graph", "true"),)
_UNSEEN = """SELECT ?s WHERE {
  { SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 1 }
  FILTER NOT EXISTS { ?s ?p ?o }
}"""
_COUNT = """SELECT ?g (COUNT(*) AS ?n) WHERE {{ VALUES ?g {{ {graphs} }} GRAPH ?g {{ ?s ?p ?o }} }}
GROUP BY ?g"""
# Virtuoso answers ASK with a table: one row for yes, none for no.
_ASKED = ["__ASK_RETVAL"]
_ROW_LIMIT = "X-SPARQL-MaxRows"


class RemoteGraph:
    """What a store holds; named graphs are asked as their union, as in the embedded store.

    `url` is the address of its SPARQL queries, or that of its Graph Store if the table of known
    stores tells the other from it.
    """

    def __init__(self, connection: Connection, url: str, base: str = BASE) -> None:
        self.url = addresses(url).query
        self.base = base
        self._connection = connection

    def query(self, sparql: str) -> Answer:
        """Answer a SPARQL query; relative IRIs stand on the base of the data.

        Raises:
            QueryError: the store says that the query is malformed, or cuts the answer.
            StoreError: the store cannot be reached or does not show its named graphs.
        """
        text = dialect.absolute(rebased(sparql, self.base), self.base)
        return self._answer(text, self._union)

    def counts(self, graphs: Sequence[str]) -> dict[str, int]:
        """How many triples each graph of that IRI holds; 0 where the store has no such graph."""
        query = _COUNT.format(graphs=" ".join(f"<{graph}>" for graph in graphs))
        found = self._answer(query, ())
        if not isinstance(found, ox.QuerySolutions):
            raise StoreError(f"{self.url}: the store does not answer a count with rows")
        numbers = {row["g"].value: int(row["n"].value) for row in found}
        return {graph: numbers.get(graph, 0) for graph in graphs}

    @cached_property
    def _union(self) -> tuple[tuple[str, str], ...]:
        """What to send so that a query without GRAPH sees the triples of all named graphs."""
        for parameters in ((), _UNION):
            reply = self._reply(_UNSEEN, _ROWS, parameters)
            if not reply.done:
                return parameters
            unseen = self._parsed(reply)
            if isinstance(unseen, ox.QueryBoolean) or not any(unseen):
                return parameters
        raise StoreError(
            f"{self.url}: queries do not see the named graphs; set the store to treat its default "
            "graph as their union (Fuseki: tdb2:unionDefaultGraph true)"
        )

    def _answer(self, sparql: str, parameters: tuple[tuple[str, str], ...]) -> Answer:
        form = dialect.form(sparql)
        reply = self._reply(sparql, _TRIPLES if form is Form.TRIPLES else _ROWS, parameters)
        if reply.status == 400:
            raise QueryError(f"{self.url}: {reply.reason}")
        if not reply.done:
            raise StoreError(f"{self.url}: {reply.reason}")
        if form is Form.TRIPLES:
            return _triples(reply, self.url)
        self._refuse_cut(reply, sparql)
        return self._parsed(reply, form)

    def _reply(self, sparql: str, accept: str, parameters: tuple[tuple[str, str], ...]) -> Reply:
        body = urlencode((("query", sparql), *parameters)).encode()
        return self._connection.send(Message("POST", self.url, (), body, _FORMS, accept))

    def _parsed(self, reply: Reply, form: Form = Form.ROWS) -> ox.QuerySolutions | ox.QueryBoolean:
        try:
            answer = ox.parse_query_results(reply.content, ox.QueryResultsFormat.JSON)
            if form is Form.TRUTH and isinstance(answer, ox.QuerySolutions):
                if [variable.value for variable in answer.variables] != _ASKED:
                    raise StoreError(f"{self.url}: the store answers ASK with a table")
                return _truth(any(answer))
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"{self.url}: the answer is not SPARQL JSON: {error}") from error
        return answer

    def _refuse_cut(self, reply: Reply, sparql: str) -> None:
        """Refuse an answer that the store says it cut at its limit of rows (Virtuoso)."""
        most = reply.headers.get(_ROW_LIMIT, "")
        wanted = dialect.limit(sparql)
        if most.isdigit() and (wanted is None or wanted > int(most)):
            raise QueryError(
                f"{self.url}: the store cuts answers at {most} rows; ask in pages "
                "(ORDER BY, LIMIT, OFFSET) or raise its limit"
            )


def _truth(value: bool) -> ox.QueryBoolean:
    word = b"true" if value else b"false"
    answer = ox.parse_query_results(
        b'{"head":{},"boolean":' + word + b"}", ox.QueryResultsFormat.JSON
    )
    if not isinstance(answer, ox.QueryBoolean):
        raise TypeError("a truth value is expected")
    return answer


def _triples(reply: Reply, url: str) -> ox.QueryTriples:
    media_type = reply.headers.get("Content-Type", "").split(";", 1)[0].strip()
    syntax = ox.RdfFormat.from_media_type(media_type)
    if syntax is None:
        raise StoreError(f"{url}: triples came as {media_type}, not as N-Triples or Turtle")
    store = ox.Store()
    try:
        store.bulk_load(reply.content, format=syntax, base_iri=url)
    except (SyntaxError, ValueError) as error:
        raise StoreError(f"{url}: the answer is not {media_type}: {error}") from error
    answer = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o")
    if not isinstance(answer, ox.QueryTriples):
        raise TypeError("triples are expected")
    return answer
