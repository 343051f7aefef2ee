"""The reference engine: pyshacl, Core only, on rdflib's graphs."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Final

import pyshacl
import rdflib
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, SH, XSD
from rdflib.term import Node

from stancegraph.errors import GraphError
from stancegraph.graph.terms import Triple, plain, typed, worded
from stancegraph.validation.facts import Facts, lexical, term
from stancegraph.validation.literals import ill_typed, kind_of, written
from stancegraph.validation.paths import items, shape_paths
from stancegraph.validation.report import Finding, Severity

_SUFFIX = re.compile(r"(?:@(?P<language>[A-Za-z0-9-]+)|\^\^<(?P<datatype>[^>]*)>)?\Z")
_COMPARISONS = ("sh:lessThan", "sh:lessThanOrEquals")
_ORDER = frozenset(
    {str(SH.LessThanConstraintComponent), str(SH.LessThanOrEqualsConstraintComponent)}
)
_END = re.compile(r'(?<!\\)\$"')
_STAND_IN: Final = URIRef("urn:stancegraph:no-literal")
"""The datatype of what stands for an IRI or a blank node while it is compared."""
# Ill-typed literals are findings of the report, not warnings of the library.
_KNOWN_WARNINGS = ("NotImplemented should not", "Parsing weird", "Serializing weird")
logging.getLogger("rdflib.term").setLevel(logging.ERROR)


class Reference:
    """Judges graphs with pyshacl.

    It is helped where it departs from SHACL or stops: values that SPARQL cannot compare (ill-typed
    literals, those of two kinds, IRIs, blank nodes) violate a comparison, and `$` in a pattern is
    the end of the words, not of their last line.
    """

    def __init__(self, shapes: Iterable[Triple]) -> None:
        triples = [_strict(triple) for triple in shapes]
        comparisons = {term(name) for name in _COMPARISONS}
        self._paths = shape_paths(triples)
        self._ordered = frozenset(_ordered(Facts.of(triples)))
        self._shapes = to_rdflib(triples)
        self._unordered = to_rdflib(t for t in triples if t.predicate not in comparisons)

    def judge(self, triples: Iterable[Triple]) -> list[Finding]:
        """What the shapes say about a graph, each finding once, in no particular order."""
        kept = tuple(triples)
        with _as_written():
            if any(t.predicate in self._ordered and t.object[0] != '"' for t in kept):
                compared = self._run(map(self._comparable, kept), self._shapes)
                order = [finding for finding in compared if finding.component in _ORDER]
                found = order + self._run(kept, self._unordered)
            else:
                found = self._run(kept, self._shapes)
        return list(dict.fromkeys(found))

    def _comparable(self, triple: Triple) -> Triple:
        """The triple with a literal in the place of what pyshacl cannot compare."""
        if triple.predicate not in self._ordered or triple.object.startswith('"'):
            return triple
        return triple._replace(object=typed(triple.object, f"<{_STAND_IN}>"))

    def _run(self, triples: Iterable[Triple], shapes: Graph) -> list[Finding]:
        _, results, _ = pyshacl.validate(
            to_rdflib(triples), shacl_graph=shapes, inference="none", advanced=False
        )
        if not isinstance(results, Graph):
            raise GraphError(f"shapes/ cannot be used, mend them: {results}")
        report = results.value(predicate=RDF.type, object=SH.ValidationReport)
        return [self._finding(results, node) for node in results.objects(report, SH.result)]

    def _finding(self, results: Graph, node: Node) -> Finding:
        shape = _written(results.value(node, SH.sourceShape))
        value = results.value(node, SH.value)
        messages = sorted(str(text) for text in results.objects(node, SH.resultMessage))
        severity = str(results.value(node, SH.resultSeverity)).rpartition("#")[2]
        path = results.value(node, SH.resultPath)
        return Finding(
            severity=Severity(severity),
            shape=shape.strip("<>"),
            component=str(results.value(node, SH.sourceConstraintComponent)),
            focus=_written(results.value(node, SH.focusNode)),
            path=None if path is None else self._paths.get(shape, _written(path)),
            value=None if value is None else _written(value),
            message=" ".join(messages),
        )


class _Strict(Literal):
    """A literal that is compared as SPARQL compares: never with one of another kind of value."""

    __slots__ = ()

    def _can_meet(self, other: object) -> bool:
        kind = _kind(self)
        return isinstance(other, Literal) and kind is not None and kind == _kind(other)

    def eq(self, other: Any) -> bool:
        if not self._can_meet(other):
            raise TypeError(f"{self} cannot be compared with {other}")
        return super().eq(other)

    def __lt__(self, other: Any) -> bool:
        return self._can_meet(other) and super().__lt__(other)

    def __le__(self, other: Any) -> bool:
        return self._can_meet(other) and super().__le__(other)

    def __gt__(self, other: Any) -> bool:
        return self._can_meet(other) and super().__gt__(other)

    def __ge__(self, other: Any) -> bool:
        return self._can_meet(other) and super().__ge__(other)


class _IllTyped(_Strict):
    """A literal whose words its datatype does not know; rdflib lets some of them pass."""

    __slots__ = ()

    @property
    def ill_typed(self) -> bool:
        return True


def _kind(literal: Literal) -> str | None:
    """The kind of values with which this one can be compared; None if there is none."""
    if literal.language or literal.datatype in (None, XSD.string):
        return "string"
    if literal.ill_typed:
        return None
    return kind_of(str(literal.datatype))


@contextmanager
def _as_written() -> Iterator[None]:
    """Keeps rdflib from normalising literals, those of the report too."""
    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    try:
        with warnings.catch_warnings():
            for words in _KNOWN_WARNINGS:
                warnings.filterwarnings("ignore", words)
            yield
    finally:
        rdflib.NORMALIZE_LITERALS = before


def _strict(triple: Triple) -> Triple:
    """A pattern in Python's words: its `$` would also match before a last line break."""
    if triple.predicate != term("sh:pattern"):
        return triple
    return triple._replace(object=_END.sub(r'\\\\Z"', triple.object))


def _ordered(shapes: Facts) -> Iterator[str]:
    """The predicates whose values are compared with each other."""
    for name in _COMPARISONS:
        for shape in shapes.having(name):
            yield from shapes.values(shape, name)
            for path in shapes.values(shape, "sh:path"):
                yield from [path, *items(shapes, path)][-1:]


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
    words = lexical(term)
    kind = URIRef(datatype) if datatype else None
    form = _IllTyped if datatype and ill_typed(words, datatype) else _Strict
    return form(words, lang=language, datatype=kind, normalize=False)


def _written(node: Node | None) -> str:
    if isinstance(node, Literal):
        if node.datatype == _STAND_IN:
            return str(node)
        if node.language:
            return worded(str(node), node.language.lower())
        return written(typed(str(node), f"<{node.datatype}>")) if node.datatype else plain(node)
    return f"_:{node}" if isinstance(node, BNode) else f"<{node}>"
