"""What a graph file may take as known: the ontology, the closed lists and the register."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import cast

from stancegraph import identifiers
from stancegraph.graph.classes import class_statements
from stancegraph.graph.terms import Triple, worded
from stancegraph.graph.vocabulary import LABEL, TYPE, term
from stancegraph.linking.register import load_register
from stancegraph.resources import resource
from stancegraph.validation.facts import Facts
from stancegraph.validation.files import read_portions, union

_OWN = tuple(
    f"<{space}"
    for space in (identifiers.SG, identifiers.ACT, identifiers.INTENSITY, identifiers.LEVEL)
)
_SUBCLASS, _SCHEME = term("rdfs:subClassOf"), term("skos:inScheme")


@cache
def ontology() -> tuple[Triple, ...]:
    """The class hierarchy and the closed lists of the packaged ontology."""
    paths = sorted(resource("ontology").glob("*.ttl"))
    triples = union(portion for path in paths for portion in read_portions(path))
    return tuple(
        triple
        for triple in triples
        if triple.predicate in (_SUBCLASS, _SCHEME) and is_own_term(triple.subject)
    )


def is_own_term(value: str) -> bool:
    """Whether a term is an IRI that only the project's ontology may define."""
    return value.startswith(_OWN)


def with_ontology(triples: Iterable[Triple]) -> Iterator[Triple]:
    """The triples with the class hierarchy and the closed lists of the ontology alone.

    What the triples themselves say about the schemes of the project's terms is left out: a file
    cannot add to a closed list.
    """
    for triple in triples:
        if not (triple.predicate == _SCHEME and is_own_term(triple.subject)):
            yield triple
    yield from ontology()


Described = Mapping[str, tuple[Triple, ...]]
"""By subject, what it is and how it is called."""


def described(triples: Iterable[Triple]) -> Described:
    """Class and label of everything that the triples describe."""
    found: dict[str, list[Triple]] = {}
    for triple in triples:
        if triple.predicate in (TYPE, LABEL):
            found.setdefault(triple.subject, []).append(triple)
    return {subject: tuple(statements) for subject, statements in found.items()}


def layered(*layers: Described) -> Described:
    """What the first of some layers says that describes a subject; nothing is copied."""
    return ChainMap(*(cast(dict[str, tuple[Triple, ...]], layer) for layer in layers))


@cache
def registered(base: str) -> Described:
    """Class and label of every entity of the packaged register, under a base IRI of the data."""
    register = load_register()
    found: dict[str, tuple[Triple, ...]] = {}
    for entity in register.entities:
        subject = f"<{base}{entity.id}>"
        kind = [Triple(subject, *statement) for statement in class_statements(entity.kind)]
        names = register.names_of(entity.id)
        label = names[0].text if names else entity.id
        found[subject] = (*kind, Triple(subject, LABEL, worded(label, "en")))
    return found


def named_in_background(facts: Facts, background: Described) -> list[Triple]:
    """What the background says of the things that a document names but does not describe."""
    named = {value for _, _, value in facts.triples if value.startswith("<")}
    return [
        triple
        for subject in sorted(named)
        if subject not in facts
        for triple in background.get(subject, ())
    ]
