"""What is asked when names are reconciled, and what is answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Known:
    """What a row of a table says beside the name: the values of a property."""

    property: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A name that is asked for; `day` and `body` are when and by whom it was written."""

    words: str
    kinds: tuple[str, ...]
    limit: int
    known: tuple[Known, ...] = ()
    day: date | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that may be meant; `exact`: the words are a name or an identifier of it.

    `score` is from 0 to 100; `agreement` is the share of what else is known that it agrees with.
    """

    id: str
    score: float
    exact: bool
    agreement: float = 1.0
    match: bool = False
