"""The documentation of the ontology, the ladder of acts and the shapes, out of their Turtle."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from stancegraph.identifiers import ACT, DEFINITIONS
from stancegraph.resources import resource
from stancegraph.serving.holdings import Shelf
from stancegraph.serving.views import Position, Thing, Viewer, Words

_SH = "http://www.w3.org/ns/shacl#"
_KINDS = (
    ("Classes", "owl:Class"),
    ("Properties between things", "owl:ObjectProperty"),
    ("Properties with values", "owl:DatatypeProperty"),
    ("Datatypes", "rdfs:Datatype"),
)
_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the ontology."""

    name: str
    thing: Thing
    definition: str
    examples: tuple[Words, ...]
    notes: tuple[Words, ...]
    above: tuple[Thing, ...]
    domain: tuple[Thing, ...]
    range: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The terms of one kind."""

    title: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """An act of the scheme with what is below it; `count` is the number of its stances."""

    thing: Thing
    definition: str
    polarity: str
    count: int
    narrower: tuple[Act, ...]
    forms: tuple[Words, ...] = ()
    notations: tuple[Words, ...] = ()
    broader: tuple[Thing, ...] = ()
    positions: tuple[Position, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape: what must hold of which things."""

    name: str
    title: str
    message: str
    severity: str
    path: str
    focus: str


def chapters(viewer: Viewer) -> tuple[Chapter, ...]:
    """The terms by kind, in alphabetical order."""
    shelf = viewer.holdings.vocabulary
    return tuple(
        Chapter(title, tuple(_term(viewer, shelf, iri) for iri in _of(shelf, kind)))
        for title, kind in _KINDS
    )


def _of(shelf: Shelf, kind: str) -> list[str]:
    from stancegraph.serving.holdings import node

    own = shelf.pointing("rdf:type", node(kind).value)
    return sorted((iri for iri in own if iri.startswith(DEFINITIONS)), key=str.lower)


def _term(viewer: Viewer, shelf: Shelf, iri: str) -> Term:
    def literals(name: str) -> tuple[Words, ...]:
        found = shelf.objects(iri, name)
        return tuple(viewer.words(value) for value in found if isinstance(value, ox.Literal))

    def things(name: str) -> tuple[Thing, ...]:
        found = shelf.objects(iri, name)
        return tuple(viewer.thing(term.value) for term in found if isinstance(term, ox.NamedNode))

    return Term(
        iri.rpartition("#")[2],
        viewer.thing(iri),
        shelf.value(iri, "skos:definition") or "",
        literals("skos:example"),
        (*literals("skos:editorialNote"), *literals("skos:scopeNote")),
        (*things("rdfs:subClassOf"), *things("rdfs:subPropertyOf")),
        things("rdfs:domain"),
        things("rdfs:range"),
    )


def ladder(viewer: Viewer) -> tuple[Act, ...]:
    """The families of acts with all that is below them."""
    shelf = viewer.holdings.vocabulary
    top = shelf.values(ACT.rstrip("/"), "skos:hasTopConcept")
    return tuple(_rung(viewer, shelf, iri) for iri in top)


def _rung(viewer: Viewer, shelf: Shelf, iri: str) -> Act:
    narrower = [child for child in shelf.pointing("skos:broader", iri) if child.startswith(ACT)]
    stances = viewer.data.pointing("sg:act", iri)
    return Act(
        viewer.thing(iri),
        shelf.value(iri, "skos:definition") or "",
        shelf.value(iri, "sg:startPolarity") or "",
        sum("/stance/" in stance for stance in stances),
        tuple(_rung(viewer, shelf, child) for child in narrower),
    )


def act(viewer: Viewer, iri: str) -> Act:
    """One act with its surface forms and the stances taken by it."""
    shelf = viewer.holdings.vocabulary
    rung = _rung(viewer, shelf, iri)
    stances = [stance for stance in viewer.data.pointing("sg:act", iri) if "/stance/" in stance]
    forms = shelf.objects(iri, "skos:altLabel")
    notations = shelf.objects(iri, "skos:notation")
    return Act(
        rung.thing,
        rung.definition,
        rung.polarity,
        rung.count,
        rung.narrower,
        tuple(viewer.words(form) for form in forms if isinstance(form, ox.Literal)),
        tuple(viewer.words(code) for code in notations if isinstance(code, ox.Literal)),
        tuple(viewer.thing(name) for name in shelf.values(iri, "skos:broader")),
        viewer.positions(tuple(stances[:_SHOWN])),
    )


def shapes(viewer: Viewer) -> tuple[Shape, ...]:
    """The shapes by which the graph is checked, in the order of their names."""
    store = ox.Store()
    for file in sorted(resource("shapes").glob("*.ttl")):
        store.bulk_load(path=str(file), format=ox.RdfFormat.TURTLE)
    shelf = Shelf(store)

    def value(iri: str, name: str) -> str:
        found = store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(_SH + name), None, None)
        return next((str(getattr(quad.object, "value", "")) for quad in found), "")

    return tuple(
        Shape(
            iri.rpartition("#")[2],
            value(iri, "name"),
            value(iri, "message"),
            value(iri, "severity").removeprefix(_SH),
            viewer.short(value(iri, "path")) if value(iri, "path") else "",
            viewer.short(value(iri, "targetClass")) if value(iri, "targetClass") else "",
        )
        for iri in shelf.subjects
        if value(iri, "name") or value(iri, "message")
    )
