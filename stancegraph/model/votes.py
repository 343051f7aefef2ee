"""How a resolution was adopted, and who voted how."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stancegraph.model.words import Span


class VoteChoice(StrEnum):
    """How a state voted."""

    IN_FAVOUR = "in_favour"
    AGAINST = "against"
    ABSTAINING = "abstaining"
    NOT_VOTING = "not_voting"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class StateVote:
    """One state's vote; `name` is what the record prints, `state` the relative IRI once linked."""

    name: str
    choice: VoteChoice
    state: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Adoption:
    """How a resolution was adopted; `method` is vote, consensus or None, unstated counts None."""

    method: str | None = None
    meeting: str | None = None
    in_favour: int | None = None
    against: int | None = None
    abstaining: int | None = None
    votes: tuple[StateVote, ...] = ()
    span: Span | None = None


UNSTATED = Adoption()
"""Nothing is said of the adoption."""
