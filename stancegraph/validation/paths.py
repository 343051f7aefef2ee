"""The paths of shapes as SPARQL property paths over full IRIs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from stancegraph.graph.terms import Triple
from stancegraph.validation.facts import Facts, term

_NIL = term("rdf:nil")
_STEPS = {
    "sh:inversePath": "^{}",
    "sh:zeroOrMorePath": "{}*",
    "sh:oneOrMorePath": "{}+",
    "sh:zeroOrOnePath": "{}?",
}


def shape_paths(shapes: Iterable[Triple]) -> Mapping[str, str]:
    """The path of every shape that has one, by the term of the shape."""
    facts = Facts.of(shapes)
    return {
        shape: path_words(facts, path)
        for shape in facts.having("sh:path")
        for path in facts.values(shape, "sh:path")[:1]
    }


def path_words(facts: Facts, path: str) -> str:
    """A SHACL path in the words of SPARQL.

    >>> inverse = Triple("_:a", "<http://www.w3.org/ns/shacl#inversePath>", "<a:b>")
    >>> path_words(Facts.of([inverse]), "_:a")
    '^<a:b>'
    """
    if path.startswith("<"):
        return path
    if facts.values(path, "rdf:first"):
        return "/".join(_grouped(path_words(facts, step)) for step in items(facts, path))
    for predicate, form in _STEPS.items():
        for inner in facts.values(path, predicate):
            return form.format(_grouped(path_words(facts, inner)))
    (first,) = facts.values(path, "sh:alternativePath")
    return "|".join(_grouped(path_words(facts, step)) for step in items(facts, first))


def _grouped(words: str) -> str:
    """The words of a path as a part of a larger one; `^<a:b>` and an IRI need no brackets."""
    bare = words.removeprefix("^")
    single = bare.startswith("<") and bare.endswith(">") and bare.count(">") == 1
    return words if single else f"({words})"


def items(facts: Facts, node: str) -> Iterator[str]:
    """The items of an RDF list."""
    seen: set[str] = set()
    while node != _NIL and node not in seen:
        seen.add(node)
        yield from facts.values(node, "rdf:first")[:1]
        node = next(iter(facts.values(node, "rdf:rest")), _NIL)
