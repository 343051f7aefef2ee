"""Which classes the kinds of the register have."""

from __future__ import annotations

from stancegraph.graph.terms import Statement
from stancegraph.graph.vocabulary import TYPE, term

_CLASSES: dict[str, tuple[str, ...]] = {
    "state": ("schema:Country", "skos:Concept"),
    "former_state": ("schema:Country", "skos:Concept"),
    "territory": ("schema:AdministrativeArea", "skos:Concept"),
    "organisation": ("org:Organization", "skos:Concept"),
    "organ": ("org:OrganizationalUnit", "skos:Concept"),
    "people": ("sg:People", "skos:Concept"),
    "office": ("org:Post", "skos:Concept"),
    "group": ("sg:Group", "skos:Concept"),
    "place": ("schema:Place", "skos:Concept"),
    "treaty": ("eli:LegalResource", "skos:Concept"),
    "person": ("schema:Person", "skos:Concept"),
}


def class_statements(kind: str) -> tuple[Statement, ...]:
    """The rdf:type statements of an entity of a kind; a kind without row is a bare concept."""
    return tuple((TYPE, term(name)) for name in _CLASSES.get(kind, ("skos:Concept",)))


_DOCUMENT_CLASSES = {
    "resolution": "sg:Resolution",
    "statement": "sg:PresidentialStatement",
    "draft": "sg:Draft",
    "decision": "sg:Decision",
    "declaration": "sg:Declaration",
}


def document_statements(path: str) -> tuple[Statement, ...]:
    """The rdf:type statements of a document, as its IRI says."""
    name = _DOCUMENT_CLASSES.get(path.split("/", 1)[0], "sg:Instrument")
    return ((TYPE, term(name)), (TYPE, term("eli:LegalResource")))
