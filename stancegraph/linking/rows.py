"""The rows of the register: entities, names, memberships, known documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

UNVERIFIED = "editor-unverified"
"""The basis of memberships that are left out of answers unless asked for."""


@dataclass(frozen=True, slots=True)
class Interval:
    """From a day to another, both printed as YYYY, YYYY-MM or YYYY-MM-DD, or empty for open."""

    start: str = ""
    end: str = ""

    def contains(self, day: date) -> bool:
        """Whether the day lies in it; the last day is no longer part, a last year wholly is."""
        iso = day.isoformat()
        return self.start <= iso and (not self.end or iso < (self.end + "-99-99")[:10])


@dataclass(frozen=True, slots=True)
class Condition:
    """Under which a name counts: `kind` is body or named; one of `entities` must be it."""

    kind: str
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """A row of entities.csv; `id` and `parent` are relative IRIs."""

    id: str
    kind: str
    parent: str | None
    valid: Interval
    iso2: str
    iso3: str
    m49: str
    cow: str
    seat: str | None
    note: str
    source: str
    licence: str


@dataclass(frozen=True, slots=True)
class Name:
    """A row of names.csv; an `exact` name counts only as it is written."""

    entity: str
    text: str
    language: str
    kind: str
    exact: bool
    valid: Interval
    context: tuple[Condition, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Membership:
    """A row of memberships.csv."""

    member: str
    organisation: str
    status: str
    valid: Interval
    precision: str
    basis: str
    source: str
    licence: str
    note: str


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A row of documents.csv: a work whose text we need not hold to know what a citation means."""

    id: str
    body: str
    day: str
    title: str
    subject: str
    identifiers: tuple[str, ...]
    kind: str
    url: str
    source: str
    licence: str
