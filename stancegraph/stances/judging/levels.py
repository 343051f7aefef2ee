"""The levels that follow from a direct position: actor, beneficiary, implied, conditional."""

from __future__ import annotations

from collections.abc import Iterator

from stancegraph.model import Level
from stancegraph.stances.judging.actors import actors, agent, parties
from stancegraph.stances.phrases.anaphora import owner
from stancegraph.stances.phrases.ends import phrase
from stancegraph.stances.phrases.heads import head_of, name_of_head, skip_determiners
from stancegraph.stances.phrases.views import Name, View
from stancegraph.stances.polarity import WARNED
from stancegraph.stances.positions import Position, Segment, Setting

_CONDITIONS = (("in", "the", "event", "of"), ("in", "case", "of"), ("in", "the", "case", "of"))
_SHIFTED = 0.5


def followed(position: Position, setting: Setting, *, done: bool = True) -> Iterator[Position]:
    """The position with its parties, then those that follow from it.

    What is only needed or called important (not `done`) has no actor yet.
    """
    position = owner(position, setting)
    yield position
    if done and not _is_document(position):
        yield from actors(position, setting)
    yield from beneficiaries(position, setting)
    yield from shifted(position, setting)


def _is_document(position: Position) -> bool:
    name = name_of_head(position.view, position.first, position.last)
    return name is not None and name.document


def beneficiaries(position: Position, setting: Setting) -> Iterator[Position]:
    """Whose unity, sovereignty or rights are favoured."""
    if position.polarity <= 0 or not setting.rules.on("beneficiary"):
        return
    owned = whose(position)
    if owned is not None:
        sign = position.polarity
        yield position.derived(Level.BENEFICIARY, owned, sign, "beneficiary")


def whose(position: Position) -> tuple[int, int] | None:
    """The party that an attribute belongs to: *Kazakhstan*'s unity, the rights of *the people*."""
    view = position.view
    head = head_of(view, position.first, position.last)
    if not view.noun(head, "attribute"):
        return None
    start = skip_determiners(view, position.first)
    name = view.name_at(start)
    if name and name.party and view.possessor(name.last - 1) and name.last <= head:
        return position.first, name.last
    of = _of_after_list(view, head + 1, position.last)
    if of is None:
        return None
    found = next(parties(view, of + 1, position.last), None)
    return found if found and agent(view, *found) else None


def _of_after_list(view: View, first: int, last: int) -> int | None:
    """The "of" that closes a list of nouns: the unity, sovereignty and integrity | of."""
    for at in range(first, last):
        if view.lowers[at] == "of":
            return at
        if view.is_a(at, "preposition", "relative", "determiner") or view.inside(at):
            return None
    return None


def shifted(position: Position, setting: Setting) -> Iterator[Position]:
    """The object of a polarity shifter, with the opposite sign: the fight against *terrorism*."""
    if not position.polarity or not setting.rules.on("shifter"):
        return
    found = shifter(position.view, position.first, position.last)
    if found is None:
        return
    inner = phrase(position.view, found, _before_agent(position.view, found, position.last))
    if inner.last <= inner.first or name_is_place(position.view, inner.first, inner.last):
        return
    if not _valuable(position.view, found - 2, inner.first, inner.last):
        return
    act = "oppose" if position.polarity > 0 else "support"
    sign = -_SHIFTED if position.polarity > 0 else _SHIFTED
    yield position.derived(Level.IMPLIED, (inner.first, inner.last), sign, "shifter", act)


def _valuable(view: View, shifting: int, first: int, last: int) -> bool:
    """Whether the object can be what is meant: no half of a list, no wrong that is denied."""
    if view.lowers[first] in ("and", "or"):
        return False
    head = head_of(view, first, last)
    return view.lowers[shifting] != "denial" or not (view.capital(head) or view.noun(head, "deed"))


def _before_agent(view: View, first: int, last: int) -> int:
    """Where the agent of the shifting noun begins: violations of the law | by all parties."""
    return next((k for k in range(first, last) if view.lowers[k] == "by"), last)


def shifter(view: View, first: int, last: int) -> int | None:
    """Where the object of the shifter at the head of a phrase begins, None without a shifter."""
    head = head_of(view, first, last)
    governing = view.tables.shifters.get(view.lowers[head])
    if governing is None or not governing.prepositions:
        return None
    for at in range(head + 1, min(head + 12, last - 1)):
        if view.lowers[at] in governing.prepositions and not view.inside(at):
            return at + 1
        if view.is_a(at, "relative", "preposition") or view.lowers[at] in (",", "and"):
            return None
    return None


def ended_thing(view: View, first: int, last: int) -> int | None:
    """Where the words for what is to end begin: an immediate end to | *all raids*."""
    head = head_of(view, first, last)
    governing = view.tables.shifters.get(view.lowers[head])
    return shifter(view, first, last) if governing and governing.act == "ending" else None


def name_is_place(view: View, first: int, last: int) -> bool:
    """Whether a phrase names a place, a day or a session: never the target of a stance."""
    name = name_of_head(view, first, last)
    return name is not None and name.kind in ("place", "date", "session")


def conditions(segment: Segment, setting: Setting) -> Iterator[Position]:
    """A wrong that is foreseen: "in the event of *non-compliance by Israel*"."""
    if not setting.rules.on("condition"):
        return
    view, cue = segment.view, segment.cue
    if "event" not in view.lowers and "case" not in view.lowers:
        return
    start = view.stretch(cue.span)[0] if cue.home is view else segment.first
    for at in range(min(start, segment.first), segment.last):
        opening = next((c for c in _CONDITIONS if view.next_words(at, len(c)) == c), None)
        if opening is None:
            continue
        item = phrase(view, at + len(opening), segment.last)
        head = head_of(view, item.first, item.last)
        if not (view.noun(head, "deed") or view.lowers[head].startswith("non-")):
            continue
        warned = Position(
            cue, view, item.first, item.last, Level.CONDITIONAL, "warn", WARNED, 1, ("condition",)
        )  # fmt: skip
        parties = [name for name in view.names_in(item.first, item.last) if name.party]
        yield warned if not parties else _toward(warned, parties[0])


def _toward(position: Position, name: Name) -> Position:
    return Position(
        position.cue, position.view, position.first, position.last, position.level, position.act,
        position.polarity, position.intensity, position.rules, entity=name.entity,
    )  # fmt: skip
