"""Closed rules for its, their and demonstratives: whom they stand for."""

from __future__ import annotations

from stancegraph.model import Party
from stancegraph.stances.phrases.heads import head_of, name_of_head
from stancegraph.stances.phrases.views import Name, View
from stancegraph.stances.positions import Position, Setting

_STATE_OF = ("people",)


def owner(position: Position, setting: Setting) -> Position:
    """The position with the party that its target belongs to, named or meant by its or their."""
    if position.beneficiary is not None or not setting.rules.on("anaphora"):
        return position
    view = position.view
    meant = possessive(view, position.first, position.last)
    if meant is not None:
        found = antecedent(view, meant)
        if found and found.entity and not _holders_own(view, meant, position.last):
            return position._replace(beneficiary=Party(None, found.entity))
    state = _state_of_people(position, setting)
    return position._replace(beneficiary=Party(None, state)) if state else position


def possessive(view: View, first: int, last: int) -> int | None:
    """The index of the first its or their in a phrase that owns an attribute: its internal affairs.

    After "and" it stands for the words before it: the victims and their families.
    """
    for at in range(first, last):
        owns = view.lowers[at] in ("its", "their") and view.lowers[at - 1] not in ("and", "or")
        if owns and view.noun(head_of(view, at, last), "attribute"):
            return at
    return None


def antecedent(view: View, index: int) -> Name | None:
    """The party named last before the word: a state, people or organisation for "its"."""
    parties = [name for name in view.names if name.last <= index and name.party]
    if view.lowers[index] == "its":
        parties = [name for name in parties if name.kind not in ("group", "people")]
    return max(parties, key=lambda name: (name.last, -name.first), default=None)


def _holders_own(view: View, index: int, last: int) -> bool:
    """Whether "its" is the holder's: its resolution, its decision, its President."""
    at = index + 1
    head = head_of(view, index, last)
    return view.noun(head, "document") or view.noun(at, "document") or view.capital(at)


def _state_of_people(position: Position, setting: Setting) -> str | None:
    """The state of a people that is the target: solidarity with the Kazakhstani people."""
    name = name_of_head(position.view, position.first, position.last)
    if name is None or name.kind not in _STATE_OF or not name.entity:
        return None
    if name.entity not in setting.register:
        return None
    ancestors = setting.register.ancestors(name.entity)
    return next((entity for entity in ancestors if entity.startswith("state/")), None)
