"""What changed from one built graph to another: what came, what went, what now reads otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from stancegraph.identifiers import SG
from stancegraph.store.embedded import Graph

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_KINDS = {
    "stances": {f"{SG}Stance"},
    "acts": {f"{SG}PerformedAct"},
    "mentions": {f"{SG}Mention"},
    "citations": {"http://purl.org/spar/cito/Citation"},
    "sessions": {f"{SG}Session"},
    "reviews": {f"{SG}Review"},
    "provisions": {"http://data.europa.eu/eli/ontology#LegalResourceSubdivision"},
    "spans": {"http://www.w3.org/ns/oa#SpecificResource"},
    "matters": {f"{SG}Matter"},
    "resolutions": {"http://data.europa.eu/eli/ontology#LegalResource"},
    "concepts": {"http://www.w3.org/2004/02/skos/core#Concept"},
}
"""What is told apart, by class; the first that fits counts."""

OTHER = "other things"

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Description = dict[str, set[Term]]


@dataclass(frozen=True, slots=True)
class Value:
    """What one property of a thing said before and says now."""

    property: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A thing that was `added`, `removed` or `changed`; `values` say how a changed one differs."""

    kind: str
    how: str
    iri: str
    label: str
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Differences:
    """All changes by kind and IRI, and how many triples came and went."""

    changes: tuple[Change, ...]
    triples_added: int
    triples_removed: int

    def counts(self) -> Counter[tuple[str, str]]:
        """How many things of a kind were added, removed, changed."""
        return Counter((change.kind, change.how) for change in self.changes)


def differences(before: Graph, after: Graph) -> Differences:
    """The changes from one graph to another, in whichever named graph a triple stands."""
    old, new = _triples(before), _triples(after)
    removed, added = old - new, new - old
    touched = {triple.subject for triple in removed | added}
    changes = [_change(subject, before, after) for subject in touched]
    ordered = sorted(changes, key=lambda change: (change.kind, change.iri))
    return Differences(tuple(ordered), len(added), len(removed))


def _triples(graph: Graph) -> set[ox.Triple]:
    return {quad.triple for quad in graph.store}


def _change(subject: Term, before: Graph, after: Graph) -> Change:
    old, new = _description(subject, before), _description(subject, after)
    how = "added" if not old else "removed" if not new else "changed"
    known = new or old
    types = {_plain(term) for term in known.get(_TYPE, ())}
    kind = next((kind for kind, classes in _KINDS.items() if types & classes), OTHER)
    label = min((_plain(term) for term in known.get(_LABEL, ())), default="")
    values = tuple(_values(old, new)) if how == "changed" else ()
    return Change(kind, how, _plain(subject), label, values)


def _description(subject: Term, graph: Graph) -> Description:
    """The values of each property of a subject."""
    found: Description = {}
    if isinstance(subject, ox.NamedNode | ox.BlankNode):
        for quad in graph.store.quads_for_pattern(subject, None, None):
            found.setdefault(quad.predicate.value, set()).add(quad.object)
    return found


def _values(old: Description, new: Description) -> Iterator[Value]:
    for name in sorted(old.keys() | new.keys()):
        was, now = old.get(name, set()), new.get(name, set())
        if was != now:
            gone, come = (sorted(map(_plain, side)) for side in (was - now, now - was))
            yield Value(name, tuple(gone), tuple(come))


def _plain(term: Term) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value
