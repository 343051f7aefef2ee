"""The triples of one document, indexed so that checks in code read like sentences.

Terms are the N-Triples strings of `stancegraph.graph.terms`, so that graphs that were never
written to a file are judged by the same functions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain

from stancegraph.graph.terms import Graph, Statement, Triple
from stancegraph.graph.vocabulary import NAMESPACES as _GRAPH_NAMESPACES
from stancegraph.graph.vocabulary import TYPE

_NAMESPACES = {**_GRAPH_NAMESPACES, "sh": "http://www.w3.org/ns/shacl#"}
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_WHOLE = re.compile(r"[+-]?[0-9]+")
_CONTROLS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


@cache
def term(name: str) -> str:
    """The term of a prefixed name, `schema:Country`."""
    prefix, _, local = name.partition(":")
    return f"<{_NAMESPACES[prefix]}{local}>"


def lexical(value: str) -> str:
    r"""The bare IRI or the text of a literal, unescaped.

    >>> lexical('"two\\nlines"@en') == 'two' + chr(10) + 'lines', lexical("<https://a.org/b>")
    (True, 'https://a.org/b')
    """
    if value.startswith("<"):
        return value[1:-1]
    if not value.startswith('"'):
        return value
    inner = value[1 : value.rindex('"')]
    return _ESCAPE.sub(_unescape, inner) if "\\" in inner else inner


def _unescape(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _CONTROLS.get(match[3], match[3])


def datatype(value: str) -> str:
    """The datatype of a literal as a term; empty where it is not written out.

    >>> datatype('"1"^^<http://www.w3.org/2001/XMLSchema#integer>')
    '<http://www.w3.org/2001/XMLSchema#integer>'
    """
    return value[value.rindex("^^") + 2 :] if value[:1] == '"' and value[-1:] == ">" else ""


def whole_number(value: str | None) -> int | None:
    """The integer that a literal writes; None where it writes none."""
    text = lexical(value) if value is not None else ""
    return int(text) if _WHOLE.fullmatch(text) else None


@dataclass(frozen=True, slots=True)
class Facts:
    """The statements of one document by subject and predicate, in the order they came."""

    triples: Graph | tuple[Triple, ...]
    _by_subject: Mapping[str, Mapping[str, list[str]]] = field(repr=False)

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> Facts:
        """The facts that these triples state; a triple said twice counts once."""
        if isinstance(triples, Graph):  # sorted and without doubles already
            nodes = {node.subject: _by_predicate(node.statements) for node in triples.nodes}
            return cls(triples, nodes)
        by_subject: dict[str, dict[str, list[str]]] = {}
        distinct = tuple(dict.fromkeys(triples))
        for subject, predicate, value in distinct:
            by_subject.setdefault(subject, {}).setdefault(predicate, []).append(value)
        return cls(distinct, by_subject)

    def __contains__(self, subject: str) -> bool:
        return subject in self._by_subject

    def subjects(self) -> Iterator[str]:
        """Every subject, once."""
        return iter(self._by_subject)

    def about(self, subject: str) -> Mapping[str, list[str]]:
        """What the document says of a subject, by the full terms of its predicates."""
        return self._by_subject.get(subject, {})

    def objects(self) -> Iterator[str]:
        """Every object, as often as it is one."""
        said = self._by_subject.values()
        return chain.from_iterable(chain.from_iterable(about.values() for about in said))

    def values(self, subject: str, predicate: str) -> list[str]:
        """What the document says under that prefixed name of a predicate."""
        return self._by_subject.get(subject, {}).get(term(predicate), [])

    def value(self, subject: str, predicate: str) -> str | None:
        """The first of the values, None if there is none."""
        return next(iter(self.values(subject, predicate)), None)

    def instances(self, *classes: str) -> list[str]:
        """The subjects that carry one of these types, themselves and not by subclass."""
        types = {term(name) for name in classes}
        return [s for s, said in self._by_subject.items() if types.intersection(said.get(TYPE, ()))]

    def having(self, predicate: str) -> list[str]:
        """The subjects of which something is said under that predicate."""
        key = term(predicate)
        return [s for s, statements in self._by_subject.items() if key in statements]


def _by_predicate(statements: Iterable[Statement]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for predicate, value in statements:
        if predicate in found:
            found[predicate].append(value)
        else:
            found[predicate] = [value]
    return found
