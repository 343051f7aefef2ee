"""The one place that knows the SHACL engine: triples in, findings out (pyshacl, Core only)."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterable
from functools import lru_cache

import pyshacl
from pyshacl.errors import ReportableRuntimeError
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from stancegraph.errors import GraphError
from stancegraph.graph.terms import Triple, plain, typed, worded
from stancegraph.validation.facts import lexical
from stancegraph.validation.report import Finding, Severity

_SUFFIX = re.compile(r"(?:@(?P<language>[A-Za-z0-9-]+)|\^\^<(?P<datatype>[^>]*)>)?\Z")
_PATHS = {
    SH.inversePath: "^{}",
    SH.zeroOrMorePath: "({})*",
    SH.oneOrMorePath: "({})+",
    SH.zeroOrOnePath: "({})?",
}
_COMPARISONS = frozenset({f"<{SH.lessThan}>", f"<{SH.lessThanOrEquals}>"})
_ORDER = frozenset(
    {str(SH.LessThanConstraintComponent), str(SH.LessThanOrEqualsConstraintComponent)}
)
# Ill-typed literals are findings of the report, not warnings of the library.
_KNOWN_WARNINGS = ("NotImplemented should not", "Parsing weird", "Serializing weird")
logging.getLogger("rdflib.term").setLevel(logging.ERROR)


class Engine:
    """Judges graphs by the shapes of one shapes graph.

    Literals are never normalised: normalising would hide ill-typed ones.
    """

    def __init__(self, shapes: Iterable[Triple]) -> None:
        triples = tuple(shapes)
        self._shapes = to_rdflib(triples)
        self._unordered = to_rdflib(t for t in triples if t.predicate not in _COMPARISONS)

    def judge(self, triples: Iterable[Triple]) -> list[Finding]:
        """What the shapes say about a graph, in no particular order."""
        with warnings.catch_warnings():
            for words in _KNOWN_WARNINGS:
                warnings.filterwarnings("ignore", words)
            return self._judge(to_rdflib(triples))

    def _judge(self, graph: Graph) -> list[Finding]:
        try:
            return self._run(graph, self._shapes)
        except (TypeError, ReportableRuntimeError):
            # pyshacl stops at an ill-typed literal or a blank node that it is to compare: compare
            # without those, and judge all else.
            compared = self._run(_comparable(graph), self._shapes)
            order = [finding for finding in compared if finding.component in _ORDER]
            return order + self._run(graph, self._unordered)

    def _run(self, graph: Graph, shapes: Graph) -> list[Finding]:
        _, results, _ = pyshacl.validate(
            graph, shacl_graph=shapes, inference="none", advanced=False
        )
        if not isinstance(results, Graph):
            raise GraphError(f"shapes/ cannot be used, mend them: {results}")
        return [
            self._finding(results, node) for node in results.subjects(RDF.type, SH.ValidationResult)
        ]

    def _finding(self, results: Graph, node: Node) -> Finding:
        path = results.value(node, SH.resultPath)
        value = results.value(node, SH.value)
        messages = sorted(str(text) for text in results.objects(node, SH.resultMessage))
        severity = str(results.value(node, SH.resultSeverity)).rpartition("#")[2]
        return Finding(
            severity=Severity(severity),
            shape=str(results.value(node, SH.sourceShape)),
            component=str(results.value(node, SH.sourceConstraintComponent)),
            focus=_written(results.value(node, SH.focusNode)),
            path=None if path is None else path_words(results, path),
            value=None if value is None else _written(value),
            message=" ".join(messages),
        )


def _comparable(graph: Graph) -> Graph:
    kept = Graph(bind_namespaces="none")
    for triple in graph:
        value = triple[2]
        if not (isinstance(value, BNode) or (isinstance(value, Literal) and value.ill_typed)):
            kept.add(triple)
    return kept


def path_words(graph: Graph, path: Node) -> str:
    """A SHACL path as a SPARQL property path over full IRIs."""
    if isinstance(path, URIRef):
        return f"<{path}>"
    for predicate, form in _PATHS.items():
        inner = graph.value(path, predicate)
        if inner is not None:
            return form.format(path_words(graph, inner))
    alternative = graph.value(path, SH.alternativePath)
    items, joint = (path, "/") if alternative is None else (alternative, "|")
    steps = [path_words(graph, step) for step in Collection(graph, items)]
    return joint.join(steps) if joint == "/" else f"({joint.join(steps)})"


def to_rdflib(triples: Iterable[Triple]) -> Graph:
    """The triples as an rdflib graph, lexical forms as they are."""
    graph = Graph(bind_namespaces="none")
    for subject, predicate, value in triples:
        graph.add((_node(subject), _node(predicate), _node(value)))
    return graph


@lru_cache(maxsize=65536)
def _node(term: str) -> URIRef | BNode | Literal:
    if term.startswith("<"):
        return URIRef(term[1:-1])
    if term.startswith("_:"):
        return BNode(term[2:])
    match = _SUFFIX.search(term, term.rindex('"') + 1)
    language, datatype = (match["language"], match["datatype"]) if match else (None, None)
    return Literal(
        lexical(term),
        lang=language,
        datatype=URIRef(datatype) if datatype else None,
        normalize=False,
    )


def _written(node: Node | None) -> str:
    if isinstance(node, Literal):
        if node.language:
            return worded(str(node), node.language)
        return typed(str(node), f"<{node.datatype}>") if node.datatype else plain(str(node))
    return f"_:{node}" if isinstance(node, BNode) else f"<{node}>"
