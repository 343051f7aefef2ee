"""Counting what is published: triples, instances of classes, uses of properties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field, replace

from stancegraph.graph import Graph, Node
from stancegraph.graph.vocabulary import TYPE


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


class SharedCounts:
    """Counts triples that several works state alike, each once; keeps a number for each."""

    def __init__(self) -> None:
        self._seen: set[int] = set()
        self._counts = Counts()

    def add(self, graph: Graph) -> None:
        """Adds the triples of a graph that were not added before."""
        for node in graph.nodes:
            fresh = tuple(pair for pair in node.statements if self._fresh((node.subject, *pair)))
            subject = int(self._fresh(node.subject))
            self._counts += replace(Counts.of([Node(node.subject, fresh)]), entities=subject)

    def _fresh(self, value: Hashable) -> bool:
        """Whether the value was not seen before; two values with one hash are out of reach."""
        number = hash(value)
        fresh = number not in self._seen
        self._seen.add(number)
        return fresh

    @property
    def counts(self) -> Counts:
        """The counts of what was added."""
        return self._counts
