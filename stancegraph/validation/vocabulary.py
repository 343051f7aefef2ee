"""Whether every term in use is defined: by the vocabulary it belongs to, or by our own ontology.

Of each reused vocabulary a plain list of its terms stands in resources/vocabulary; those of RDF,
RDFS, OWL and XSD come with rdflib, ours from the ontology's files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from stancegraph import identifiers
from stancegraph.resources import resource

_OWN = (identifiers.SG, identifiers.ACT, identifiers.INTENSITY, identifiers.LEVEL)
_COMMENT = re.compile(r"(?m)(?:^|(?<=\s))#.*$")
_QUOTED = re.compile(r'"""(?:.|\n)*?"""|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'')
_FULL = re.compile(r'<([^<>"{}|^`\\\s]*)>')
_PREFIX = re.compile(r"(?i)\bPREFIX\s+([\w-]*):\s*<([^>]*)>")
_NAME = re.compile(r"(?<![\w?$:@/-])([A-Za-z][\w-]*):([A-Za-z0-9_](?:[\w.-]*[\w-])?)")


@cache
def vocabularies() -> dict[str, frozenset[str]]:
    """Namespace -> the IRIs of its terms, for every vocabulary that may be used."""
    known = {str(space): frozenset(map(str, dir(space))) for space in (OWL, RDF, RDFS, XSD)}
    known = {space: frozenset(_full(space, names)) for space, names in known.items()}
    for path in sorted(resource("vocabulary").glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        terms = frozenset(line for line in lines if line and not line.startswith("#"))
        known[namespace(min(terms))] = terms
    own = frozenset(_defined_here())
    return known | dict.fromkeys(_OWN, own)


def _full(space: str, names: Iterable[str]) -> Iterator[str]:
    return (name if name.startswith(space) else space + name for name in names)


def _defined_here() -> Iterator[str]:
    """The terms of the project: what its ontology gives a class, no mere mention."""
    for path in sorted(resource("ontology").glob("*.ttl")):
        graph = Graph().parse(path, format="turtle")
        yield from (str(term) for term in graph.subjects(RDF.type) if str(term).startswith(_OWN))


def namespace(iri: str) -> str:
    """An IRI up to and with its last # or /.

    >>> namespace("http://www.w3.org/ns/oa#exact"), namespace("http://purl.org/dc/terms/title")
    ('http://www.w3.org/ns/oa#', 'http://purl.org/dc/terms/')
    """
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def is_defined(iri: str) -> bool | None:
    """Whether the vocabulary of an IRI defines it; None if the IRI is in no vocabulary we know."""
    space = namespace(iri)
    if space == iri:
        return None
    terms = vocabularies().get(space)
    return None if terms is None else iri in terms


def undefined_terms(graph: Graph) -> tuple[str, ...]:
    """The IRIs that are in a known vocabulary without being defined there, sorted.

    Properties, classes of things and datatypes must belong to a known vocabulary; other IRIs may
    be data.
    """
    found: set[str] = set()
    for subject, predicate, value in graph:
        found |= {iri for iri in _iris(subject, value) if is_defined(iri) is False}
        strict: list[Node | None] = [predicate]
        if predicate == RDF.type:
            strict.append(value)
        if isinstance(value, Literal):
            strict.append(value.datatype)
        found |= {iri for iri in _iris(*strict) if not is_defined(iri)}
    return tuple(sorted(found))


def _iris(*nodes: Node | None) -> Iterator[str]:
    return (str(node) for node in nodes if isinstance(node, URIRef))


def undefined_in_query(text: str) -> tuple[str, ...]:
    """The same for a SPARQL query, from its prefixed names and IRIs; unknown prefixes too.

    >>> undefined_in_query("PREFIX oa: <http://www.w3.org/ns/oa#> SELECT * { ?s oa:exakt ?o }")
    ('http://www.w3.org/ns/oa#exakt',)
    """
    prefixes: dict[str, str] = dict(_PREFIX.findall(text))
    bare = _QUOTED.sub('""', _PREFIX.sub(" ", text))
    full = [iri for iri in _FULL.findall(bare) if is_defined(iri) is False]
    names = _NAME.findall(_COMMENT.sub("", _FULL.sub(" ", bare)))
    return tuple(sorted({*full, *_undefined_names(names, prefixes)}))


def undefined_in_context(text: str) -> tuple[str, ...]:
    """The same for a JSON-LD context.

    >>> undefined_in_context('{"@context": {"a": "http://www.w3.org/ns/oa#", "b": "a:exakt"}}')
    ('http://www.w3.org/ns/oa#exakt',)
    """
    context = json.loads(text)["@context"]
    prefixes = {
        name: value
        for name, value in context.items()
        if isinstance(value, str) and value.endswith(("#", "/"))
    }
    values = [value for name, value in context.items() if name not in prefixes]
    strings = [string for value in values for string in _strings(value)]
    full = [string for string in strings if "//" in string and not is_defined(string)]
    names = [string.split(":", 1) for string in strings if ":" in string and "//" not in string]
    return tuple(sorted({*full, *_undefined_names(names, prefixes)}))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)


def _undefined_names(names: Iterable[Iterable[str]], prefixes: dict[str, str]) -> Iterator[str]:
    for prefix, local in names:
        space = prefixes.get(prefix)
        if space is None:
            yield f"{prefix}:{local}"
        elif is_defined(space + local) is False:
            yield space + local


def undefined_in(path: Path) -> tuple[str, ...]:
    """The same for a file, by its suffix: .rq, .jsonld (its context), else Turtle."""
    if path.suffix == ".rq":
        return undefined_in_query(path.read_text(encoding="utf-8"))
    if path.suffix == ".jsonld":
        return undefined_in_context(path.read_text(encoding="utf-8"))
    return undefined_terms(Graph().parse(path, format="turtle"))
