"""Which classes the kinds of the register have."""

from __future__ import annotations

from stancegraph.graph.scope import label
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


_UNREGISTERED = {"org": "organ", "place": "place"}
UNKNOWN_BODY = "org/unknown"


def unregistered_statements(path: str) -> tuple[Statement, ...]:
    """Class and name of a body or place that a text names and the register lacks, by its IRI alone.

    Nothing is said of a body that the text does not name: many bodies would become one.
    """
    kind = _UNREGISTERED.get(path.split("/", 1)[0])
    if kind is None or path == UNKNOWN_BODY:
        return ()
    name = path.split("/", 1)[1].replace("-", " ").title()
    return (*class_statements(kind)[:1], label(name))


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
