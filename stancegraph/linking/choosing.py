"""Which entity a name means here: by dates, by the adopting body, by what was named before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from stancegraph.linking.register import Condition, Name, Register


class Choice(NamedTuple):
    """What a name means: an entity, or None with the candidates that the text leaves open."""

    entity: str | None
    score: float
    method: str
    candidates: tuple[str, ...] = ()


@dataclass(slots=True)
class Context:
    """What surrounds a name: the adopting body, the day, the entities named so far, in order."""

    register: Register
    body: str | None = None
    day: date | None = None
    named: dict[str, int] = field(default_factory=dict)
    _own: frozenset[str] = frozenset()
    _choices: dict[int, Choice | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.body:
            self._own = frozenset((self.body, *self.register.ancestors(self.body)))

    def name(self, entity: str, at: int) -> None:
        """Remembers that an entity was named at an offset."""
        self.named.pop(entity, None)
        self.named[entity] = at

    def choose(self, names: tuple[Name, ...]) -> Choice | None:
        """As the function of that name, remembered where nothing named later can change it.

        The rows must live as long as the context, as those of an index do.
        """
        key = id(names)
        if key in self._choices:
            return self._choices[key]
        choice = choose(names, self)
        lasting = choice is None or (choice.entity is not None and choice.method != "named-before")
        if lasting and not any(c.kind == "named" for name in names for c in name.context):
            self._choices[key] = choice
        return choice

    def holds(self, condition: Condition) -> bool:
        """Whether a condition of a name's row holds here."""
        if condition.kind == "body":
            return not self._own.isdisjoint(condition.entities)
        return any(entity in self.named or entity in self._own for entity in condition.entities)

    def is_own(self, entity: str) -> bool:
        """Whether the entity is the adopting body, what it belongs to, or one of its organs."""
        return entity in self._own or bool(self.body and self.register.within(entity, self.body))


_SCORES = {"official": 0.99, "short": 0.99, "former": 0.97, "misprint": 0.9, "acronym": 0.96}


def choose(names: tuple[Name, ...], context: Context) -> Choice | None:
    """The entity that the names of one spelling mean in a context; None if no row applies."""
    rows, method = _in_context(names, context)
    if not rows:
        return None
    rows, in_time = _in_time(rows, context)
    entities = tuple(sorted({row.entity for row in rows}))
    if len(entities) == 1:
        score = max(_SCORES.get(row.kind, 0.97) for row in rows)
        if method == "context":
            score = min(score, 0.95)
        return Choice(entities[0], score if in_time else 0.85, method if in_time else "out-of-date")
    return _by_what_was_named(entities, context)


def _in_context(names: tuple[Name, ...], context: Context) -> tuple[list[Name], str]:
    """The rows whose conditions hold, and before them those that have none."""
    held = [row for row in names if row.context and all(map(context.holds, row.context))]
    if held:
        return held, "context"
    return [row for row in names if not row.context], "name"


def _in_time(rows: list[Name], context: Context) -> tuple[list[Name], bool]:
    """The rows valid on the day, or today where none is known; all of them if none is."""
    day = context.day
    valid = [row for row in rows if (row.valid.contains(day) if day else not row.valid.end)]
    if not valid:
        return rows, day is None
    entities = {row.entity for row in valid}
    if len(entities) > 1:
        living = {e for e in entities if e in context.register and _lives(e, context)}
        valid = [row for row in valid if row.entity in living] or valid
    return valid, True


def _lives(entity: str, context: Context) -> bool:
    valid = context.register.entity(entity).valid
    return valid.contains(context.day) if context.day else not valid.end


def _by_what_was_named(entities: tuple[str, ...], context: Context) -> Choice:
    named = [entity for entity in entities if entity in context.named]
    if len(named) == 1:
        return Choice(named[0], 0.9, "named-before", entities)
    own = [entity for entity in entities if context.is_own(entity)]
    if len(own) == 1:
        return Choice(own[0], 0.9, "adopting-body", entities)
    return Choice(None, round(1 / len(entities), 2), "ambiguous", entities)


def choose_again(choice: Choice, named: Iterable[str]) -> Choice:
    """An ambiguous choice once the whole document is known: the one candidate that it names."""
    candidates = set(choice.candidates).intersection(named)
    if choice.entity is None and len(candidates) == 1:
        return Choice(candidates.pop(), 0.8, "named-in-document", choice.candidates)
    return choice
