"""What is said of a thing when its IRI is dereferenced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from stancegraph.identifiers import DEFINITIONS
from stancegraph.serving.holding.holdings import TYPE, Holdings, Shelf, node

_LABEL = node("rdfs:label")
_OFFSET = node("xsd:nonNegativeInteger")
_OFFSETS = frozenset((node("oa:start"), node("oa:end")))
_PARTS_OF = node("eli:is_realized_by").value


def description(holdings: Holdings, iri: str) -> list[ox.Quad]:
    """The statements about a thing, with type and label of every thing of the base they name.

    A work brings all its parts, a named graph all it says, the ontology all its terms.
    """
    shelf = holdings.shelf(iri)
    if shelf is None:
        return []
    quads = list(dict.fromkeys(_about(shelf, iri)))
    described = {str(quad.subject) for quad in quads}
    named = {
        quad.object.value
        for quad in quads
        if isinstance(quad.object, ox.NamedNode) and str(quad.object) not in described
    }
    stubs = [quad for name in sorted(named) for quad in _named(holdings, name)]
    return [restored(quad) for quad in (*quads, *stubs)]


def restored(quad: ox.Quad) -> ox.Quad:
    """The statement as it was published: the store keeps integers of every kind as xsd:integer."""
    value = quad.object
    if quad.predicate not in _OFFSETS or not isinstance(value, ox.Literal):
        return quad
    offset = ox.Literal(value.value, datatype=_OFFSET)
    return ox.Quad(quad.subject, quad.predicate, offset, quad.graph_name)


def _about(shelf: Shelf, iri: str) -> Iterator[ox.Quad]:
    if iri in shelf.graphs:
        yield from shelf.graph(iri)
    if iri == DEFINITIONS:
        yield from shelf.store
        return
    yield from shelf.quads(iri)
    if _is_work(shelf, iri):
        for part in _parts(shelf, iri):
            yield from shelf.quads(part)


def _parts(shelf: Shelf, iri: str) -> Iterable[str]:
    yield from shelf.below(f"{iri}/")
    for matter in dict.fromkeys(
        str(getattr(quad.object, "value", ""))
        for part in shelf.below(f"{iri}/")
        for quad in shelf.store.quads_for_pattern(ox.NamedNode(part), node("sg:target"), None, None)
    ):
        if "matter/" in matter:
            yield matter


def _is_work(shelf: Shelf, iri: str) -> bool:
    found = shelf.store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(_PARTS_OF), None, None)
    return next(found, None) is not None


def _named(holdings: Holdings, iri: str) -> Iterator[ox.Quad]:
    if not iri.startswith((holdings.base, DEFINITIONS)):
        return
    shelf = holdings.shelf(iri)
    if shelf is None:
        return
    seen = set()
    for name in (TYPE, _LABEL):
        for quad in shelf.store.quads_for_pattern(ox.NamedNode(iri), name, None, None):
            if quad.triple not in seen:
                seen.add(quad.triple)
                yield ox.Quad(quad.subject, quad.predicate, quad.object)
