"""The authority register as triples: entities with their names, parents, codes and links."""

from __future__ import annotations

from collections.abc import Iterable

from stancegraph.graph.classes import class_statements, document_statements
from stancegraph.graph.directory import Directory
from stancegraph.graph.mappings import Mapping
from stancegraph.graph.memberships import dated, membership_graph
from stancegraph.graph.scope import data_iri, label
from stancegraph.graph.stubs import SCHEME, SCHEME_LABEL
from stancegraph.graph.terms import Collector, Graph, Statement, iri, plain, worded
from stancegraph.graph.vocabulary import TYPE, term
from stancegraph.linking.register import Entity, KnownDocument, Name, Register

FILES = {
    "state": "states",
    "former_state": "states",
    "territory": "states",
    "organisation": "organisations",
    "organ": "organisations",
    "people": "people",
    "person": "people",
    "office": "offices",
    "group": "groups",
    "place": "places",
    "treaty": "treaties",
}
"""Which file of kg/authority/ an entity of a kind stands in."""

_PARENTS = {
    "organ": "org:unitOf",
    "organisation": "org:subOrganizationOf",
    "office": "org:postIn",
    "place": "schema:containedInPlace",
}
_PREFERRED = ("short", "official")
_OTHER = frozenset({"short", "official", "former", "acronym"})


def authority_graphs(
    register: Register, mappings: Iterable[Mapping], directory: Directory, base: str
) -> dict[str, Graph]:
    """The graphs of the register by the name of their file, sorted; `scheme` describes it."""
    collectors: dict[str, Collector] = {name: Collector() for name in sorted({*FILES.values()})}
    links: dict[str, list[Statement]] = {}
    for mapping in mappings:
        link = (term(f"skos:{mapping.predicate}"), iri(mapping.object))
        links.setdefault(mapping.subject, []).append(link)
    for entity in register.entities:
        collectors[FILES[entity.kind]].add(
            data_iri(entity.id, base),
            *_entity(entity, directory, base),
            *_names(register.names_of(entity.id)),
            *links.get(entity.id, ()),
        )
    graphs = {name: collector.graph() for name, collector in collectors.items()}
    graphs["documents"] = _documents(register.documents, directory, base)
    graphs["memberships"] = membership_graph(register.memberships, directory, base)
    graphs["scheme"] = _scheme(base)
    return dict(sorted(graphs.items()))


def _scheme(base: str) -> Graph:
    graph = Collector()
    graph.add(
        data_iri(SCHEME, base),
        (TYPE, term("skos:ConceptScheme")),
        label(SCHEME_LABEL),
        (term("skos:prefLabel"), worded(SCHEME_LABEL, "en")),
        (
            term("skos:definition"),
            worded("States, institutions, peoples and others that resolutions name.", "en"),
        ),
    )
    return graph.graph()


def _entity(entity: Entity, directory: Directory, base: str) -> list[Statement]:
    statements = [
        *class_statements(entity.kind),
        label(directory.label(entity.id)),
        (term("skos:inScheme"), data_iri(SCHEME, base)),
        *dated("schema:foundingDate", entity.valid.start),
        *dated("schema:dissolutionDate", entity.valid.end),
    ]
    if entity.parent:
        relation = term(_PARENTS.get(entity.kind, "skos:related"))
        statements.append((relation, data_iri(entity.parent, base)))
    if entity.seat:
        statements.append((term("schema:location"), data_iri(entity.seat, base)))
    if entity.iso3:
        statements.append((term("skos:notation"), plain(entity.iso3)))
    codes = (("iso3166-1:", entity.iso2), ("m49:", entity.m49), ("cow:", entity.cow))
    statements += [
        (term("schema:identifier"), plain(system + code)) for system, code in codes if code
    ]
    if entity.note:
        statements.append((term("skos:editorialNote"), worded(entity.note, "en")))
    if entity.source:
        statements.append((term("dcterms:source"), plain(entity.source)))
    return statements


def _names(names: Iterable[Name]) -> list[Statement]:
    """One preferred name a language; names only for matching are hidden labels, as SKOS has it."""
    preferred: dict[str, str] = {}
    ranked = sorted(
        (name for name in names if name.kind in _PREFERRED),
        key=lambda name: _PREFERRED.index(name.kind),
    )
    for name in ranked:
        preferred.setdefault(name.language, name.text)
    for name in names:
        preferred.setdefault(name.language, name.text)
    main = {worded(text, language) for language, text in preferred.items()}
    other = {worded(name.text, name.language) for name in names if name.kind in _OTHER} - main
    hidden = {worded(name.text, name.language) for name in names} - main - other
    return [
        (term(f"skos:{kind}Label"), value)
        for kind, values in (("pref", main), ("alt", other), ("hidden", hidden))
        for value in sorted(values)
    ]


def _documents(documents: Iterable[KnownDocument], directory: Directory, base: str) -> Graph:
    graph = Collector()
    for document in documents:
        statements = [
            *document_statements(document.id),
            label(directory.documents[document.id].label),
            (term("dcterms:title"), worded(document.title, "en")),
            *((term("eli:id_local"), plain(name)) for name in document.identifiers),
            *dated("eli:date_document", document.day),
        ]
        if document.body:
            statements.append((term("eli:passed_by"), data_iri(document.body, base)))
        if document.url:
            statements.append((term("schema:url"), iri(document.url)))
        if document.source:
            statements.append((term("dcterms:source"), plain(document.source)))
        graph.add(data_iri(document.id, base), *statements)
    return graph.graph()
