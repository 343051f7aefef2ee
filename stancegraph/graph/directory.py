"""What the graph needs to know of the entities and documents that a text names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from stancegraph.linking.register import Register


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """An entity of the register: its English label, its kind and the entity it belongs to."""

    label: str
    kind: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class KnownWork:
    """A document of a body whose texts we do not hold; `body` is a relative IRI."""

    label: str
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Directory:
    """Entities and documents by relative IRI."""

    entities: Mapping[str, KnownEntity] = field(default_factory=dict)
    documents: Mapping[str, KnownWork] = field(default_factory=dict)

    @classmethod
    def of(cls, register: Register) -> Directory:
        """The directory of a register."""
        return cls(
            {
                entity.id: KnownEntity(register.label(entity.id), entity.kind, entity.parent)
                for entity in register.entities
            },
            {
                row.id: KnownWork(" ".join((*row.identifiers[:1], row.title)), row.body or None)
                for row in register.documents
            },
        )

    def label(self, entity: str) -> str:
        """The English label of an entity; the words of its IRI where it is not registered."""
        known = self.entities.get(entity)
        return known.label if known else entity.rsplit("/", 1)[-1].replace("-", " ")

    def author(self, document: str) -> str | None:
        """The body that adopted a document: as registered, else as its IRI says.

        >>> known = Directory({"org/un-sc": KnownEntity("Security Council", "organ")})
        >>> known.author("resolution/un-sc/2672")
        'org/un-sc'
        """
        known = self.documents.get(document)
        if known:
            return known.body
        parts = document.split("/")
        body = f"org/{parts[1]}" if parts[0] in _WORKS and len(parts) > 2 else ""
        return body if body in self.entities else None

    def ancestors(self, entity: str) -> tuple[str, ...]:
        """What an organ or organisation belongs to, nearest first."""
        found: list[str] = []
        known = self.entities.get(entity)
        while known and known.kind in _BODIES and known.parent and known.parent not in found:
            found.append(known.parent)
            known = self.entities.get(known.parent)
        return tuple(found)

    def organisation(self, body: str) -> str:
        """The outermost organisation that a body belongs to, itself if none."""
        return next(
            (
                parent
                for parent in reversed(self.ancestors(body))
                if self.entities[parent].kind == "organisation"
            ),
            body,
        )


_BODIES = frozenset({"organ", "organisation"})
_WORKS = frozenset({"resolution", "statement", "draft", "decision", "declaration", "document"})
