"""The authority register: who there is, what they are called, who belongs to what, since when."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from stancegraph.errors import TableError
from stancegraph.linking.rows import (
    UNVERIFIED,
    Condition,
    Entity,
    Interval,
    KnownDocument,
    Membership,
    Name,
)
from stancegraph.linking.tables import Row, read_rows
from stancegraph.resources import resource

__all__ = [
    "UNVERIFIED",
    "Condition",
    "Entity",
    "Interval",
    "KnownDocument",
    "Membership",
    "Name",
    "Register",
    "load_register",
]
ENTITY_KINDS = frozenset(
    "state former_state territory organisation organ people office group place treaty"
    " person".split()
)
NAME_KINDS = frozenset("official short former acronym demonym adjective variant misprint".split())
CASES = frozenset({"any", "exact"})
STATUSES = frozenset("member observer suspended withdrawn".split())
_ID = re.compile(r"[a-z]+(?:/[a-z0-9][a-z0-9.-]*)+")
_MODIFIER = re.compile(
    r"\s(?:of|for|on|to|in|against|concerning|relating|relative|established|pursuant|with)\s"
)


@dataclass(frozen=True)
class Register:
    """All tables, with look-ups; build it with `load_register`."""

    entities: tuple[Entity, ...]
    names: tuple[Name, ...]
    memberships: tuple[Membership, ...] = ()
    documents: tuple[KnownDocument, ...] = ()
    _by_id: Mapping[str, Entity] = field(init=False, repr=False, compare=False)
    _names_of: Mapping[str, tuple[Name, ...]] = field(init=False, repr=False, compare=False)
    _by_identifier: Mapping[str, KnownDocument] = field(init=False, repr=False, compare=False)
    _heads: dict[str, frozenset[str]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        names_of: defaultdict[str, list[Name]] = defaultdict(list)
        for name in self.names:
            names_of[name.entity].append(name)
        identified = {i: document for document in self.documents for i in document.identifiers}
        object.__setattr__(self, "_by_id", {entity.id: entity for entity in self.entities})
        object.__setattr__(self, "_names_of", {key: tuple(rows) for key, rows in names_of.items()})
        object.__setattr__(self, "_by_identifier", identified)

    def __contains__(self, entity_id: object) -> bool:
        return entity_id in self._by_id

    def entity(self, entity_id: str) -> Entity:
        """The entity of that relative IRI; KeyError if there is none."""
        return self._by_id[entity_id]

    def kind(self, entity_id: str) -> str:
        """The kind of an entity; KeyError if there is none."""
        return self._by_id[entity_id].kind

    def names_of(self, entity_id: str) -> tuple[Name, ...]:
        """All names of an entity, in the order of the table."""
        return self._names_of.get(entity_id, ())

    def label(self, entity_id: str, language: str = "en") -> str:
        """The preferred name: short before official, in the language, else English, else the id."""
        for wanted in dict.fromkeys((language, "en")):
            names = [name for name in self.names_of(entity_id) if name.language == wanted]
            for kind in ("short", "official"):
                if found := next((name.text for name in names if name.kind == kind), None):
                    return found
            if names:
                return names[0].text
        return entity_id

    def heads(self, entity_id: str) -> frozenset[str]:
        """The head nouns of an entity's English names: Mission, of the Mission in South Sudan."""
        if entity_id not in self._heads:
            names = (name.text for name in self.names_of(entity_id) if name.language == "en")
            self._heads[entity_id] = frozenset(
                _MODIFIER.split(name, maxsplit=1)[0].rpartition(" ")[2] for name in names
            )
        return self._heads[entity_id]

    def ancestors(self, entity_id: str) -> tuple[str, ...]:
        """What the entity belongs to, nearest first: organ, organisation; office, state."""
        found: list[str] = []
        entity = self._by_id.get(entity_id)
        while entity and entity.parent and entity.parent not in found:
            found.append(entity.parent)
            entity = self._by_id.get(entity.parent)
        return tuple(found)

    def within(self, entity_id: str, whole: str) -> bool:
        """Whether the entity is the other one or belongs to it, over any number of steps."""
        return entity_id == whole or whole in self.ancestors(entity_id)

    def members_on(
        self,
        organisation: str,
        day: date,
        statuses: frozenset[str] = frozenset({"member"}),
        *,
        unverified: bool = False,
    ) -> tuple[str, ...]:
        """The members of an organisation on a day, sorted; unverified rows only if asked for."""
        return tuple(
            sorted(
                {
                    row.member
                    for row in self.memberships
                    if row.organisation == organisation
                    and row.status in statuses
                    and row.valid.contains(day)
                    and (unverified or row.basis != UNVERIFIED)
                }
            )
        )

    def document(self, identifier: str) -> KnownDocument | None:
        """The known document with that identifier, as its body prints it."""
        return self._by_identifier.get(identifier)

    def documents_of(self, body: str, day: str) -> tuple[KnownDocument, ...]:
        """The known documents that a body adopted on a day (ISO)."""
        return tuple(row for row in self.documents if row.body == body and row.day == day)


@lru_cache(maxsize=4)
def load_register(folder: Path | None = None) -> Register:
    """The register of the package, or of a folder of the same tables.

    Raises:
        TableError: a table is missing or a row is malformed; the message names file and line.
    """
    folder = folder or resource("authority")
    entities = tuple(_entities(folder))
    known = frozenset(entity.id for entity in entities)
    return Register(
        entities,
        tuple(_names(folder, known)),
        tuple(_memberships(folder, known)),
        tuple(_documents(folder)),
    )


def _known(row: Row, column: str, known: frozenset[str]) -> str:
    entity = row.required(column)
    if entity not in known:
        raise TableError(f"{row.place}: {column} is {entity!r}, which entities.csv lacks")
    return entity


def _identifier(row: Row) -> str:
    identifier = row.required("id")
    if not _ID.fullmatch(identifier):
        raise TableError(f"{row.place}: id is {identifier!r}, not one like org/oic-cfm")
    return identifier


def _interval(row: Row) -> Interval:
    return Interval(row.date("valid_from"), row.date("valid_to"))


def _entities(folder: Path) -> Iterator[Entity]:
    columns = "id kind parent valid_from valid_to iso2 iso3 m49 cow seat note source licence"
    for row in read_rows(folder / "entities.csv", columns):
        codes = (row["iso2"], row["iso3"], row["m49"], row["cow"])
        yield Entity(
            _identifier(row),
            row.closed("kind", ENTITY_KINDS),
            row["parent"] or None,
            _interval(row),
            *codes,
            row["seat"] or None,
            row["note"],
            row["source"],
            row["licence"],
        )


def _names(folder: Path, known: frozenset[str]) -> Iterator[Name]:
    columns = "entity name language kind case valid_from valid_to context source"
    contexts: dict[str, tuple[Condition, ...]] = {"": ()}
    for row in read_rows(folder / "names.csv", columns):
        if row["context"] not in contexts:
            contexts[row["context"]] = tuple(_conditions(row))
        yield Name(
            _known(row, "entity", known),
            row.required("name"),
            row["language"],
            row.closed("kind", NAME_KINDS),
            row.closed("case", CASES) == "exact",
            _interval(row),
            contexts[row["context"]],
            row["source"],
        )


def _conditions(row: Row) -> Iterator[Condition]:
    for words in row["context"].split():
        kind, _, entities = words.partition("=")
        if kind not in ("body", "named") or not entities:
            raise TableError(f"{row.place}: context {words!r} is neither body=... nor named=...")
        yield Condition(kind, tuple(entities.split("|")))


def _memberships(folder: Path, known: frozenset[str]) -> Iterator[Membership]:
    columns = "member organisation status valid_from valid_to precision basis source licence note"
    for row in read_rows(folder / "memberships.csv", columns):
        yield Membership(
            _known(row, "member", known),
            _known(row, "organisation", known),
            row.closed("status", STATUSES),
            _interval(row),
            row["precision"],
            row["basis"],
            row["source"],
            row["licence"],
            row["note"],
        )


def _documents(folder: Path) -> Iterator[KnownDocument]:
    columns = "id body date title subject identifiers kind url source licence"
    for row in read_rows(folder / "documents.csv", columns):
        identifiers = tuple(part.strip() for part in row["identifiers"].split(";") if part.strip())
        yield KnownDocument(
            _identifier(row),
            row["body"],
            row.date("date"),
            row["title"],
            row["subject"],
            identifiers,
            row["kind"],
            row["url"],
            row["source"],
            row["licence"],
        )
