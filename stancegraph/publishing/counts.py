"""Counting what is published: triples, instances of classes, uses of properties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b

from stancegraph.graph import Graph, Node
from stancegraph.graph.terms import Triple
from stancegraph.graph.vocabulary import TYPE
from stancegraph.spilling import Seen


@dataclass(frozen=True, slots=True)
class Counts:
    """How many triples a graph has, by class of their subject's type and by property."""

    triples: int = 0
    entities: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, nodes: Iterable[Node]) -> Counts:
        """The counts of nodes, which must have different subjects."""
        total = entities = 0
        classes: Counter[str] = Counter()
        properties: Counter[str] = Counter()
        for _, statements in nodes:
            entities += 1
            total += len(statements)
            properties.update([predicate for predicate, _ in statements])
            classes.update([value for predicate, value in statements if predicate == TYPE])
        return cls(total, entities, classes, properties)

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.triples + other.triples,
            self.entities + other.entities,
            self.classes + other.classes,
            self.properties + other.properties,
        )


@dataclass(frozen=True, slots=True)
class Shared:
    """Triples that other works may state alike, as numbers that are equal for equal triples.

    `facts` holds for each triple its number, its property, and its class if it states one.
    """

    subjects: tuple[int, ...] = ()
    facts: tuple[tuple[int, str, str], ...] = ()

    @classmethod
    def of(cls, graph: Graph) -> Shared:
        """The numbers of the triples of a graph."""
        return cls(
            tuple(number(node.subject) for node in graph.nodes),
            tuple(
                (number(" ".join(triple)), triple.predicate, _class_of(triple)) for triple in graph
            ),
        )


def _class_of(triple: Triple) -> str:
    return triple.object if triple.predicate == TYPE else ""


def number(words: str) -> int:
    """A number of 64 bits; that two different words have one is out of reach."""
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big", signed=True)


class SharedCounts:
    """Counts triples that several works state alike, each once."""

    def __init__(self) -> None:
        self._seen = Seen()
        self._triples = self._entities = 0
        self._classes: Counter[str] = Counter()
        self._properties: Counter[str] = Counter()

    def add(self, shared: Shared) -> None:
        """Adds the triples that were not added before."""
        self._entities += sum(self._seen.fresh(number) for number in shared.subjects)
        for number, predicate, kind in shared.facts:
            if self._seen.fresh(number):
                self._triples += 1
                self._properties[predicate] += 1
                if kind:
                    self._classes[kind] += 1

    @property
    def counts(self) -> Counts:
        """The counts of what was added."""
        classes, properties = Counter(self._classes), Counter(self._properties)
        return Counts(self._triples, self._entities, classes, properties)
