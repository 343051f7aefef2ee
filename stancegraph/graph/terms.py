"""RDF terms as N-Triples strings, and the sorted graphs made of them.

Plain strings keep the bulk path free of term objects: an IRI is `<...>`, a literal `"..."` with
its language or datatype. The escapes used are those that N-Triples, Turtle and JSON share.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

Statement = tuple[str, str]

_UNSAFE = re.compile(r'[\x00-\x1f"\\\x7f]')
_ESCAPES = {chr(code): f"\\u{code:04X}" for code in (*range(0x20), 0x7F)} | {
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\f": "\\f",
    "\r": "\\r",
    '"': '\\"',
    "\\": "\\\\",
}
_FORBIDDEN = re.compile(r'[\x00-\x20\x7f<>"{}|^`\\\[\]]|%(?![0-9A-Fa-f]{2})')


class Triple(NamedTuple):
    """One statement of a graph, its terms written as in N-Triples."""

    subject: str
    predicate: str
    object: str


def iri(value: str) -> str:
    """The term of a full IRI; characters that no IRI may hold are percent-encoded.

    >>> iri("https://example.org/a b")
    '<https://example.org/a%20b>'
    """
    return f"<{_FORBIDDEN.sub(_percent, value)}>"


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode())


def plain(text: str) -> str:
    r"""A literal without language: symbols, hashes, identifiers.

    >>> plain('50/48-POL'), plain('two\nlines')
    ('"50/48-POL"', '"two\\nlines"')
    """
    return f'"{_escape(text)}"'


def worded(text: str, language: str) -> str:
    """A literal in a language.

    >>> worded("Kazakhstan", "en")
    '"Kazakhstan"@en'
    """
    return f'"{_escape(text)}"@{language}'


def _escape(text: str) -> str:
    return _UNSAFE.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    return _ESCAPES[match[0]]


def typed(text: str, datatype: str) -> str:
    """A literal of a datatype, given as a term."""
    return f'"{_escape(text)}"^^{datatype}'


@cache
def xsd(name: str) -> str:
    """A datatype of XML Schema."""
    return f"<http://www.w3.org/2001/XMLSchema#{name}>"


def integer(value: int) -> str:
    """A literal of xsd:integer."""
    return f'"{value}"^^<http://www.w3.org/2001/XMLSchema#integer>'


def offset(value: int) -> str:
    """A literal of xsd:nonNegativeInteger, as the selectors of Web Annotation want it."""
    return f'"{value}"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>'


def decimal(value: float) -> str:
    """A literal of xsd:decimal, to four places.

    >>> decimal(-0.65)[:8], decimal(1), decimal(-0.0) == decimal(0)
    ('"-0.65"^', '"1.0"^^<http://www.w3.org/2001/XMLSchema#decimal>', True)
    """
    rounded = round(float(value), 4) or 0.0
    return f'"{rounded}"^^<http://www.w3.org/2001/XMLSchema#decimal>'


def boolean(value: bool) -> str:
    """A literal of xsd:boolean."""
    return _TRUE if value else _FALSE


_TRUE = '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'
_FALSE = '"false"^^<http://www.w3.org/2001/XMLSchema#boolean>'


class Node(NamedTuple):
    """All that a graph says of one subject: (predicate, object) pairs, sorted, without doubles."""

    subject: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """A set of triples in the order of their terms; equal sets have equal graphs."""

    nodes: tuple[Node, ...] = ()

    def __len__(self) -> int:
        return sum(len(node.statements) for node in self.nodes)

    def __iter__(self) -> Iterator[Triple]:
        for subject, statements in self.nodes:
            for predicate, value in statements:
                yield Triple(subject, predicate, value)

    def __or__(self, other: Graph) -> Graph:
        return merge((self, other))


class Collector:
    """Gathers statements by subject, in any order and with repeats, and hands out a graph."""

    __slots__ = ("_statements",)

    def __init__(self) -> None:
        self._statements: dict[str, list[Statement]] = {}

    def __contains__(self, subject: str) -> bool:
        return subject in self._statements

    def add(self, subject: str, *statements: Statement) -> None:
        """Adds (predicate, object) pairs to what is said of a subject."""
        known = self._statements.get(subject)
        if not statements:
            return
        if known is None:
            self._statements[subject] = list(statements)
        else:
            known.extend(statements)

    def graph(self) -> Graph:
        """The graph of everything added so far."""
        said = self._statements
        return Graph(
            tuple([Node(subject, tuple(sorted(set(said[subject])))) for subject in sorted(said)])
        )


def merge(graphs: Iterable[Graph]) -> Graph:
    """The union of graphs."""
    union: dict[str, Node] = {}
    for graph in graphs:
        for node in graph.nodes:
            known = union.get(node.subject)
            if known is None:
                union[node.subject] = node
            elif known != node:
                both = {*known.statements, *node.statements}
                union[node.subject] = Node(node.subject, tuple(sorted(both)))
    return Graph(tuple([union[subject] for subject in sorted(union)]))
