"""What a work's file repeats of the things that it names, so that it stands alone."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pyoxigraph

from stancegraph import identifiers
from stancegraph.graph.classes import class_statements, document_statements
from stancegraph.graph.directory import Directory
from stancegraph.graph.inferred import is_document
from stancegraph.graph.scope import Scope, data_iri, label
from stancegraph.graph.sessions import session_core
from stancegraph.graph.terms import Collector, Graph, Statement, plain
from stancegraph.graph.vocabulary import LABEL, TYPE, term
from stancegraph.model import Citation, Session
from stancegraph.resources import resource

SCHEME = "scheme/authority"
SCHEME_LABEL = "Authority register of stancegraph"
CONCEPT_SCHEMES = ("acts.ttl", "intensity.ttl", "levels.ttl", "stancegraph.ttl")


def describe_cited(scope: Scope, graph: Collector) -> None:
    """Adds the cited documents that no register knows, as far as their citation tells."""
    directory = scope.directory
    for citation in scope.resolution.citations:
        document = citation.document
        registered = document in directory.documents or document in directory.entities
        if not citation.is_self and not registered:
            graph.add(
                scope.iri(document),
                *document_statements(document),
                _cited_label(scope, citation),
                *_passed_by(document, directory, scope.base),
            )


def _cited_label(scope: Scope, citation: Citation) -> Statement:
    """A symbol where there is one; else words that depend on the IRI alone, never on the citer."""
    if citation.identifier:
        return (LABEL, plain(citation.identifier.partition(":")[2] or citation.identifier))
    parts = citation.document.split("/")
    body = f"org/{parts[1]}"
    name = scope.directory.label(body) if body in scope.directory.entities else parts[1]
    return label(f"{name}: {' '.join(parts[2:]).replace('-', ' ')}")


def _passed_by(document: str, directory: Directory, base: str) -> tuple[Statement, ...]:
    author = directory.author(document)
    return ((term("eli:passed_by"), data_iri(author, base)),) if author else ()


def stub_graph(
    graphs: Iterable[Graph], directory: Directory, base: str, session: Session | None = None
) -> Graph:
    """Class and label of every entity, document, session and concept that the graphs name."""
    stubs, space = Collector(), f"<{base}"
    named, described = set[str](), set[str]()
    for graph in graphs:
        for subject, statements in graph.nodes:
            described.add(subject)
            named.update([value for _, value in statements if value[0] == "<"])
    concepts = scheme_stubs()
    pending = named - described
    while pending:
        name = pending.pop()
        if name in concepts:
            stubs.add(name, *concepts[name])
        elif name.startswith(space):
            path = name[len(space) : -1]
            if session and path == session.id:
                statements = session_core(session, directory)
            else:
                statements = entity_stub(path, directory, base)
            described.add(name)
            stubs.add(name, *statements)
            pending |= {value for _, value in statements if value.startswith(space)} - described
    return stubs.graph()


def entity_stub(path: str, directory: Directory, base: str) -> tuple[Statement, ...]:
    """Class and label of an entity or document, and who passed the document; nothing if unknown."""
    if path in directory.documents:
        known = directory.documents[path]
        passed_by = _passed_by(path, directory, base)
        return (*document_statements(path), label(known.label), *passed_by)
    if path in directory.entities:
        entity = directory.entities[path]
        return (*class_statements(entity.kind), label(entity.label))
    if path == SCHEME:
        return (TYPE, term("skos:ConceptScheme")), label(SCHEME_LABEL)
    if is_document(path):
        return (*document_statements(path), label(directory.label(path)))
    return ()


@cache
def scheme_stubs() -> dict[str, tuple[Statement, ...]]:
    """Class and label of every act, level and intensity, from the ontology's own files."""
    kept = {TYPE, LABEL, term("skos:prefLabel")}
    prefixes = tuple(
        f"<{space}" for space in (identifiers.ACT, identifiers.LEVEL, identifiers.INTENSITY)
    )
    found: dict[str, list[Statement]] = {}
    for name in CONCEPT_SCHEMES:
        try:
            path = resource("ontology", name)
        except FileNotFoundError:
            continue
        for triple in pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE):
            subject, predicate = str(triple.subject), str(triple.predicate)
            if predicate in kept and subject.startswith(prefixes):
                found.setdefault(subject, []).append((predicate, str(triple.object)))
    return {subject: tuple(statements) for subject, statements in found.items()}
