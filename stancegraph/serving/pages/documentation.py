"""What stands around a term: the shapes that judge it, questions that use it, what changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote, urlencode

import pyoxigraph as ox

from stancegraph.identifiers import DEFINITIONS, SG
from stancegraph.resources import resource
from stancegraph.serving.holding.holdings import Shelf
from stancegraph.serving.pages.views import Viewer
from stancegraph.store.questions import questions

_SH = "http://www.w3.org/ns/shacl#"
_PROPERTY = f"{_SH}property"
_BY_CODE = "Checked by code, for which SHACL is wrong"
_KINDS = ("Ontology", "Shapes")
_HEAD = f"PREFIX sg: <{SG}>\nPREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n\n"


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape: what must hold of which things."""

    name: str
    title: str
    message: str
    severity: str
    path: str
    focus: str


@dataclass(frozen=True, slots=True)
class ShapeGroup:
    """A shape of a class with those of its properties."""

    anchor: str
    title: str
    focus: str
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that uses a term; `href` fills it into the query page."""

    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Change:
    """What changed in one version, in one part."""

    version: str
    kind: str
    entries: tuple[str, ...]


class Shapes:
    """The packaged shapes, by what they judge."""

    def __init__(self, viewer: Viewer) -> None:
        self._viewer = viewer
        self._shelf = _shelf()

    def groups(self) -> tuple[ShapeGroup, ...]:
        """The shapes of each class, then those of nodes that another shape finds, then checks."""
        shelf, grouped = self._shelf, set[str]()
        groups = []
        for iri in self._nodes():
            parts = [
                part for part in shelf.values(iri, f"{_SH}property") if part.startswith("http")
            ]
            grouped |= {iri, *parts}
            shape = self._shape(iri)
            own = tuple(self._shape(part) for part in (iri, *parts) if self._says(part))
            if own:
                anchor = shape.name if own[0].name != shape.name else f"all-{shape.name}"
                groups.append(ShapeGroup(anchor, shape.title or shape.name, shape.focus, own))
        alone = [iri for iri in _named(shelf) if iri not in grouped and self._says(iri)]
        rest = tuple(self._shape(iri) for iri in alone)
        return (*groups, ShapeGroup("by-code", _BY_CODE, "", rest)) if rest else tuple(groups)

    def _nodes(self) -> list[str]:
        return [iri for iri in _named(self._shelf) if self._shelf.values(iri, _PROPERTY)]

    def _says(self, iri: str) -> bool:
        return self._shelf.value(iri, f"{_SH}message") is not None

    def _shape(self, iri: str) -> Shape:
        def value(name: str) -> str:
            return self._shelf.value(iri, _SH + name) or ""

        def short(name: str) -> str:
            return self._viewer.short(value(name)) if value(name).startswith("http") else ""

        return Shape(
            iri.rpartition("#")[2],
            value("name"),
            value("message"),
            value("severity").removeprefix(_SH),
            short("path"),
            short("targetClass") or short("targetSubjectsOf") or short("targetObjectsOf"),
        )

    def about(self, term: str) -> tuple[Shape, ...]:
        """The shapes that judge things of a class, or values of a property."""
        store = self._shelf.store
        found: dict[str, None] = {}
        for quad in store.quads_for_pattern(None, None, ox.NamedNode(term), None):
            for iri in self._owners(quad.subject):
                found[iri] = None
        whole = [iri for iri in found if self._shelf.value(iri, f"{_SH}targetClass") == term]
        others = [iri for iri in sorted(found) if iri not in whole and self._says(iri)]
        return tuple(self._shape(iri) for iri in (*sorted(whole), *others))

    def _owners(self, node: object, steps: int = 6) -> list[str]:
        """The named shapes that a node of a path or of a list belongs to."""
        if isinstance(node, ox.NamedNode):
            return [node.value]
        if not isinstance(node, ox.BlankNode) or not steps:
            return []
        above = self._shelf.store.quads_for_pattern(None, None, node, None)
        return [iri for quad in above for iri in self._owners(quad.subject, steps - 1)]


@cache
def _shelf() -> Shelf:
    store = ox.Store()
    for file in sorted(resource("shapes").glob("*.ttl")):
        store.bulk_load(path=str(file), format=ox.RdfFormat.TURTLE)
    return Shelf(store)


def _named(shelf: Shelf) -> list[str]:
    subjects = {quad.subject for quad in shelf.store}
    return sorted(node.value for node in subjects if isinstance(node, ox.NamedNode))


@cache
def asked(name: str) -> tuple[Asked, ...]:
    """The tested questions that use a term of the ontology, by its local name."""
    used = re.compile(rf"\bsg:{re.escape(name)}\b")
    return tuple(
        Asked(entry.title, f"/query?example={quote(entry.name)}")
        for entry in questions()
        if used.search(entry.sparql)
    )


def sample(name: str, kind: str) -> Asked:
    """A query that lists some uses of a term of that kind; of an individual, if it is empty."""
    if not kind:
        pattern = f"SELECT ?thing ?property WHERE {{\n  ?thing ?property sg:{name} .\n}}"
    elif kind == "owl:Class":
        pattern = f"SELECT ?thing ?label WHERE {{\n  ?thing a sg:{name} ; rdfs:label ?label .\n}}"
    else:
        pattern = f"SELECT ?thing ?value WHERE {{\n  ?thing sg:{name} ?value .\n}}"
    query = f"{_HEAD}{pattern}\nLIMIT 20\n"
    return Asked("Some uses", f"/query?{urlencode({'query': query})}")


def uses(viewer: Viewer, term: str) -> str:
    """How often the graph uses a term, as its own description (VoID) says; empty if it does not."""
    local = term.rpartition("#")[2]
    base = f"{viewer.holdings.base}dataset"
    counted = viewer.data.value(f"{base}/class/sg/{local}", "void:entities")
    return counted or viewer.data.value(f"{base}/property/sg/{local}", "void:triples") or ""


def changes() -> tuple[Change, ...]:
    """What changed in ontology and shapes, newest first, out of the change log."""
    text = resource("CHANGELOG.md").read_text(encoding="utf-8")
    found = []
    for version in re.split(r"(?m)^## ", text)[1:]:
        title, _, body = version.partition("\n")
        for part in re.split(r"(?m)^### ", body)[1:]:
            kind, _, lines = part.partition("\n")
            if kind.strip() in _KINDS:
                entries = (" ".join(entry.split()) for entry in re.split(r"(?m)^- ", lines)[1:])
                found.append(Change(title.strip(), kind.strip(), tuple(entries)))
    return tuple(found)


def version(viewer: Viewer) -> tuple[str, str, str]:
    """The version of the ontology, its IRI, and that of the version before it, if there was one."""
    shelf = viewer.holdings.vocabulary
    names = ("owl:versionInfo", "owl:versionIRI", "owl:priorVersion")
    info, iri, prior = (shelf.value(DEFINITIONS, name) or "" for name in names)
    return info, iri, prior
