"""The documentation of the ontology and the ladder of acts, out of their Turtle."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from stancegraph.identifiers import ACT, DEFINITIONS
from stancegraph.serving.holding.holdings import Shelf, node
from stancegraph.serving.pages.documentation import Asked, Shape, Shapes, asked, sample, uses
from stancegraph.serving.pages.views import Position, Thing, Viewer, Words

_KINDS = (
    ("Classes", "owl:Class"),
    ("Properties between things", "owl:ObjectProperty"),
    ("Properties with values", "owl:DatatypeProperty"),
    ("Datatypes", "rdfs:Datatype"),
)
_REST = "Individuals"
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
    deprecated: bool
    replaced: tuple[Thing, ...]
    uses: str
    shapes: tuple[Shape, ...]
    questions: tuple[Asked, ...]


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


def chapters(viewer: Viewer) -> tuple[Chapter, ...]:
    """The terms by kind, in alphabetical order."""
    shelf = viewer.holdings.vocabulary
    judged = Shapes(viewer)
    grouped = [(title, _of(shelf, kind)) for title, kind in _KINDS]
    known = {iri for _, terms in grouped for iri in terms}
    rest = [iri for iri in shelf.below(f"{DEFINITIONS}#") if iri not in known]
    return tuple(
        Chapter(title, tuple(_term(viewer, shelf, judged, iri) for iri in terms))
        for title, terms in (*grouped, (_REST, rest))
        if terms
    )


def _of(shelf: Shelf, kind: str) -> list[str]:
    own = shelf.pointing("rdf:type", node(kind).value)
    return sorted((iri for iri in own if iri.startswith(DEFINITIONS)), key=str.lower)


def _term(viewer: Viewer, shelf: Shelf, judged: Shapes, iri: str) -> Term:
    def literals(name: str) -> tuple[Words, ...]:
        found = shelf.objects(iri, name)
        return tuple(viewer.words(value) for value in found if isinstance(value, ox.Literal))

    def things(name: str) -> tuple[Thing, ...]:
        found = shelf.objects(iri, name)
        return tuple(viewer.thing(term.value) for term in found if isinstance(term, ox.NamedNode))

    name = iri.rpartition("#")[2]
    kinds = {viewer.short(kind) for kind in shelf.types(iri)}
    kind = next((kind for _, kind in _KINDS if kind in kinds), "")
    return Term(
        name,
        viewer.thing(iri),
        shelf.value(iri, "skos:definition") or "",
        literals("skos:example"),
        (*literals("skos:editorialNote"), *literals("skos:scopeNote")),
        (*things("rdfs:subClassOf"), *things("rdfs:subPropertyOf")),
        things("rdfs:domain"),
        things("rdfs:range"),
        shelf.value(iri, "owl:deprecated") == "true",
        things("dcterms:isReplacedBy"),
        uses(viewer, iri),
        judged.about(iri),
        asked(name) or (sample(name, kind),),
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
