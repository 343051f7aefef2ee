"""The representations of a description and of an answer, and how each is written."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import IO

import pyoxigraph as ox

from stancegraph.serving.holding.prefixes import PREFIXES
from stancegraph.serving.transport.negotiation import Offer

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

HTML = Offer("html", "text/html", "Page for people", ("application/xhtml+xml",))
TURTLE = Offer("ttl", "text/turtle", "Turtle", ("application/x-turtle",))
CSV = Offer("csv", "text/csv", "Table of statements (CSV)")
DESCRIPTIONS = (
    HTML,
    TURTLE,
    Offer("jsonld", "application/ld+json", "JSON-LD", ("application/json",)),
    Offer("nt", "application/n-triples", "N-Triples", ("text/plain",)),
    Offer("nq", "application/n-quads", "N-Quads"),
    Offer("trig", "application/trig", "TriG"),
    Offer("rdf", "application/rdf+xml", "RDF/XML", ("application/xml", "text/xml")),
    CSV,
)
"""What every IRI of the data is offered as; the first is what a request without wishes gets."""

GRAPHS = tuple(offer for offer in DESCRIPTIONS if offer.extension not in ("html", "csv"))
"""What the answer to CONSTRUCT and DESCRIBE is offered as."""

RESULTS = (
    Offer("json", "application/sparql-results+json", "JSON", ("application/json",)),
    Offer("xml", "application/sparql-results+xml", "XML", ("application/xml", "text/xml")),
    Offer("csv", "text/csv", "CSV"),
    Offer("tsv", "text/tab-separated-values", "TSV"),
)
"""What the answer to SELECT and ASK is offered as."""

RDF_FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdf": ox.RdfFormat.RDF_XML,
}
RESULT_FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_LEAST_ROW = {"json": 2, "xml": 17, "csv": 2, "tsv": 1}
_QUOTED = {
    "json": re.compile(rb'"(?:[^"\\]|\\.)*"'),
    "csv": re.compile(rb'"[^"]*"'),
}
_TRIPLES_ONLY = ("ttl", "nt", "rdf")


def content_type(offer: Offer) -> str:
    """The value of Content-Type; text is UTF-8 and says so."""
    textual = offer.media_type.startswith("text/")
    return f"{offer.media_type}; charset=utf-8" if textual else offer.media_type


def written(quads: Iterable[ox.Quad], extension: str) -> bytes:
    """Statements in the format of an extension; sorted, so that equal content is equal bytes."""
    ordered = sorted(quads, key=str)
    if extension == "csv":
        return _table(ordered)
    prefixes = PREFIXES if extension in ("ttl", "trig", "rdf") else None
    form = RDF_FORMATS[extension]
    if extension in _TRIPLES_ONLY:
        triples = dict.fromkeys(quad.triple for quad in ordered)
        return ox.serialize(triples, format=form, prefixes=prefixes) or b""
    return ox.serialize(ordered, format=form, prefixes=prefixes) or b""


def serialise(quads: Iterable[ox.Quad], extension: str, sink: IO[bytes]) -> None:
    """Write statements as they come, in the format of an extension."""
    form = RDF_FORMATS[extension]
    if extension in _TRIPLES_ONLY:
        ox.serialize((quad.triple for quad in quads), sink, form)
    else:
        ox.serialize(quads, sink, form)


def row_count(body: bytes, extension: str, enough: int) -> int:
    r"""How many rows a serialised answer has; bodies too short for more than `enough` count 0.

    >>> row_count(b'{"results":{"bindings":[{},{"x":{"value":",{"}}]}}', "json", 0)
    2
    >>> row_count(b'x\r\n"a\r\nb"\r\nc\r\n', "csv", 0)
    2
    """
    if len(body) <= enough * _LEAST_ROW[extension]:
        return 0
    if extension == "xml":
        return body.count(b"<result>")
    if extension == "tsv":
        return body.count(b"\n") - 1
    bare = _QUOTED[extension].sub(b"", body)
    if extension == "csv":
        return bare.count(b"\n") - 1
    return bare.count(b"[{") + bare.count(b",{")


def _table(quads: Iterable[ox.Quad]) -> bytes:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(("subject", "property", "value", "language", "datatype"))
    for triple in dict.fromkeys(quad.triple for quad in quads):
        rows.writerow((_plain(triple.subject), triple.predicate.value, *_cells(triple.object)))
    return text.getvalue().encode()


def _cells(value: Term) -> tuple[str, str, str]:
    if isinstance(value, ox.Literal):
        language = value.language or ""
        return value.value, language, "" if language else value.datatype.value
    return _plain(value), "", ""


def _plain(term: Term) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value
