"""What a work's file repeats of the things that it names, so that it stands alone."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pyoxigraph

from stancegraph import identifiers
from stancegraph.graph.classes import (
    class_statements,
    document_statements,
    unregistered_statements,
)
from stancegraph.graph.directory import Directory
from stancegraph.graph.inferred import is_document
from stancegraph.graph.scope import Scope, data_iri, label
from stancegraph.graph.sessions import session_core, session_name
from stancegraph.graph.terms import Collector, Graph, Statement, plain
from stancegraph.graph.vocabulary import LABEL, TYPE, term
from stancegraph.model import Resolution, Session
from stancegraph.resources import resource

SCHEME = "scheme/authority"
SCHEME_LABEL = "Authority register of stancegraph"
CONCEPT_SCHEMES = ("acts.ttl", "intensity.ttl", "levels.ttl", "stancegraph.ttl")


def describe_unregistered(scope: Scope, graph: Collector) -> None:
    """Adds the documents and sessions that a work names and no register knows.

    What is said of them depends on their IRI and symbol alone, so that all works say the same.
    """
    session = scope.resolution.session
    own = {scope.resolution.id, session.id if session else ""}
    symbols = {
        citation.document: citation.identifier.partition(":")[2] or citation.identifier
        for citation in scope.resolution.citations
        if citation.identifier
    }
    for path in sorted(_named(scope.resolution) - own):
        if path in scope.directory.documents or path in scope.directory.entities:
            continue
        if is_document(path):
            symbol = symbols.get(path)
            graph.add(
                scope.iri(path),
                *document_statements(path),
                (LABEL, plain(symbol)) if symbol else label(_document_name(scope, path)),
                *_passed_by(path, scope.directory, scope.base),
            )
        elif path.startswith("session/"):
            name = session_name(path, scope.directory)
            kinds = (TYPE, term("sg:Session")), (TYPE, term("schema:Event"))
            graph.add(scope.iri(path), *kinds, label(name))


def _named(resolution: Resolution) -> set[str]:
    named: set[str | None] = {citation.document for citation in resolution.citations}
    for mention in resolution.mentions:
        named |= {mention.entity, *mention.candidates}
    for stance in resolution.stances:
        named |= {stance.target.entity, stance.attributed_to}
        named |= {party.entity for party in (stance.addressee, stance.beneficiary) if party}
    return {path for path in named if path}


def _document_name(scope: Scope, path: str) -> str:
    """The words of a document's IRI behind the name of its body."""
    parts = path.split("/")
    body = f"org/{parts[1]}"
    name = scope.directory.label(body) if body in scope.directory.entities else parts[1]
    return f"{name}: {' '.join(parts[2:]).replace('-', ' ')}"


def _passed_by(document: str, directory: Directory, base: str) -> tuple[Statement, ...]:
    author = directory.author(document)
    return ((term("eli:passed_by"), data_iri(author, base)),) if author else ()


def stub_graph(
    graphs: Iterable[Graph], directory: Directory, base: str, session: Session | None = None
) -> Graph:
    """Class and label of every entity, document, session and concept that the graphs name."""
    stubs, space = Collector(), f"<{base}"
    nodes = [node for graph in graphs for node in graph.nodes]
    described = {node.subject for node in nodes}
    named = {value for node in nodes for _, value in node.statements if value[0] == "<"}
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
    if path.startswith("session/"):
        name = label(session_name(path, directory))
        return (TYPE, term("sg:Session")), (TYPE, term("schema:Event")), name
    if is_document(path):
        return (*document_statements(path), label(directory.label(path)))
    return unregistered_statements(path)


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
