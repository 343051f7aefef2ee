"""What one would write first: a graph of rdflib for each document, its serialisers, pyshacl.

The facts come ready, as plain values: what it costs to find them in the document model is not
counted against this pipeline, and each document is a graph of its own, which is the kinder way.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import pyshacl
import rdflib
from rdflib import SH, Dataset, Graph, Literal, URIRef

from stancegraph.graph.terms import Triple
from stancegraph.validation.facts import lexical

rdflib.NORMALIZE_LITERALS = False


class Value(NamedTuple):
    """An object: an IRI, or a literal with its language or datatype."""

    text: str
    iri: bool
    language: str | None
    datatype: str | None


class Fact(NamedTuple):
    """A quad as plain values."""

    subject: str
    predicate: str
    value: Value
    graph: str


@dataclass(slots=True)
class Made:
    """What became of one document, and how many seconds of processor time each stage took.

    `found` are the results of the validation: focus node and constraint component.
    """

    turtle: str = ""
    jsonld: str = ""
    nquads: str = ""
    found: set[tuple[str, str]] = field(default_factory=set)
    seconds: dict[str, float] = field(default_factory=dict)


def plain_value(term: str) -> Value:
    """The value that a term stands for."""
    if term.startswith("<"):
        return Value(term[1:-1], True, None, None)
    tail = term[term.rindex('"') + 1 :]
    language = tail[1:] if tail.startswith("@") else None
    datatype = tail[3:-1] if tail.startswith("^^") else None
    return Value(lexical(term), False, language, datatype)


def facts(named: Iterable[tuple[str, Iterable[Triple]]]) -> list[Fact]:
    """The quads of named graphs as plain values."""
    return [
        Fact(subject[1:-1], predicate[1:-1], plain_value(value), name[1:-1])
        for name, graph in named
        for subject, predicate, value in graph
    ]


def to_rdflib(triples: Iterable[Triple]) -> Graph:
    """The triples as a graph of rdflib."""
    lines = (f"{subject} {predicate} {value} .\n" for subject, predicate, value in triples)
    return Graph().parse(data="".join(lines), format="nt")


def _object(value: Value) -> URIRef | Literal:
    if value.iri:
        return URIRef(value.text)
    datatype = URIRef(value.datatype) if value.datatype else None
    return Literal(value.text, lang=value.language, datatype=datatype)


def run(quads: list[Fact], stubs: list[Fact], shapes: Graph, ontology: Graph) -> Made:
    """Build, serialise and validate one document.

    `quads` are its facts, `stubs` those that its file repeats of other things, in no graph.
    """
    made = Made()
    clock = time.process_time
    start = clock()
    dataset = Dataset()
    for fact in quads:
        graph = dataset.graph(URIRef(fact.graph))
        graph.add((URIRef(fact.subject), URIRef(fact.predicate), _object(fact.value)))
    whole = Graph()
    for fact in (*quads, *stubs):
        whole.add((URIRef(fact.subject), URIRef(fact.predicate), _object(fact.value)))
    made.seconds["graphs"] = clock() - start
    start = clock()
    made.turtle = whole.serialize(format="turtle")
    made.seconds["Turtle"] = clock() - start
    start = clock()
    made.jsonld = whole.serialize(format="json-ld")
    made.seconds["JSON-LD"] = clock() - start
    start = clock()
    made.nquads = dataset.serialize(format="nquads")
    made.seconds["N-Quads"] = clock() - start
    known = whole + ontology
    start = clock()
    _, report, _ = pyshacl.validate(known, shacl_graph=shapes, inference="none")
    made.seconds["validation"] = clock() - start
    for result in report.objects(None, SH.result):
        focus, component = SH.focusNode, SH.sourceConstraintComponent
        made.found.add((f"<{report.value(result, focus)}>", str(report.value(result, component))))
    return made
