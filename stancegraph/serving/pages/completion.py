"""What the query editor completes from: our prefixes, the VoID of the data, the ontology."""

from __future__ import annotations

import json
from collections.abc import Iterable

from stancegraph.identifiers import ACT, INTENSITY, LEVEL
from stancegraph.serving.holding.holdings import Holdings, Shelf, node
from stancegraph.serving.holding.prefixes import PREFIXES

_CLASSES = ("owl:Class", "rdfs:Class")
_PROPERTIES = ("owl:ObjectProperty", "owl:DatatypeProperty", "rdf:Property")
_SCHEMES = (ACT, INTENSITY, LEVEL)


def terms(holdings: Holdings) -> bytes:
    """JSON: `prefixes`, then classes, properties and concepts as [IRI, name, how many] each.

    Terms in use come first, the most used before the others; those that only the ontology
    defines follow with a count of 0.
    """
    found = {
        "prefixes": PREFIXES,
        "classes": classes(holdings),
        "properties": properties(holdings),
        "concepts": [
            (iri, _name(holdings, iri), 0)
            for iri in holdings.vocabulary.subjects
            if iri.startswith(_SCHEMES)
        ],
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def classes(holdings: Holdings) -> list[tuple[str, str, int]]:
    """The classes: IRI, name, how many things are of it."""
    return _listed(holdings, "void:class", "void:entities", _CLASSES)


def properties(holdings: Holdings) -> list[tuple[str, str, int]]:
    """The properties: IRI, name, how many triples have it."""
    return _listed(holdings, "void:property", "void:triples", _PROPERTIES)


def _listed(
    holdings: Holdings, partition: str, counted: str, kinds: Iterable[str]
) -> list[tuple[str, str, int]]:
    counts = _counts(holdings.data, partition, counted)
    defined = {
        subject
        for kind in kinds
        for subject in holdings.vocabulary.pointing("rdf:type", node(kind).value)
        if "://" in subject
    }
    ranked = sorted(counts.keys() | defined, key=lambda iri: (-counts.get(iri, 0), iri))
    return [(iri, _name(holdings, iri), counts.get(iri, 0)) for iri in ranked]


def _counts(shelf: Shelf, partition: str, counted: str) -> dict[str, int]:
    """How often each term is used, as the VoID description of the dataset says."""
    counts: dict[str, int] = {}
    for quad in shelf.store.quads_for_pattern(None, node(partition), None, None):
        part = str(getattr(quad.subject, "value", ""))
        number = shelf.value(part, counted) or "0"
        counts[str(getattr(quad.object, "value", ""))] = int(number) if number.isdecimal() else 0
    return counts


def _name(holdings: Holdings, iri: str) -> str:
    label = holdings.label(iri)
    return label.value if label else ""
