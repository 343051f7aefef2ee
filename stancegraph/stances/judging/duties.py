"""Whose duty something is said to be: States have the responsibility to protect."""

from __future__ import annotations

from collections.abc import Iterator

from stancegraph.stances.judging.actors import agent, parties
from stancegraph.stances.judging.addressees import addressed
from stancegraph.stances.judging.subjects import subject_end
from stancegraph.stances.judging.tasks import clipped
from stancegraph.stances.phrases.heads import head_of
from stancegraph.stances.phrases.views import Phrase, View
from stancegraph.stances.positions import Position, Segment, Setting

_HAVING = frozenset(["has", "have", "bear", "bears", "retain", "retains", "share", "shares"])
_RESTING = frozenset(["rests", "rest", "lies", "lie"])
_REACH = 6
_UNDER = 14
_OF = ("of", "on", "upon")


def duties(clause: Segment, setting: Setting) -> Iterator[Position]:
    """The parties that a clause says are bound to do something."""
    if not setting.rules.on("duty"):
        return
    view = clause.view
    subjects, at = subject_end(clause)
    while view.adverb(at) or view.lowers[at] in ("all", "both", "each"):
        at += 1
    if not subjects:
        return
    if view.lowers[at] in _RESTING and view.lowers[at + 1] == "with":
        if view.noun(head_of(view, subjects[0].first, subjects[0].last), "duty"):
            found = list(parties(view, at + 2, clause.last))
            yield from _bound(clause, found, (subjects[0].first, subjects[0].last), setting)
    elif (task := _task(view, at, clause.last)) is not None:
        found = [(item.first, item.last) for item in subjects]
        yield from _bound(clause, found, clipped(view, task, clause.last), setting)


def duty_of(segment: Segment, setting: Setting) -> list[Position]:
    """The parties whose duty is recognised: the *obligation of States to* protect."""
    view = segment.view
    head = head_of(view, segment.first, segment.last)
    if (
        not view.noun(head, "duty")
        or view.lowers[head + 1] not in _OF
        or not setting.rules.on("duty")
    ):
        return []
    found = list(parties(view, head + 2, segment.last))
    task = found[-1][1] if found else segment.last
    return list(_bound(segment, found, clipped(view, task, segment.last), setting))


def _task(view: View, at: int, last: int) -> int | None:
    """Where what one is bound to do begins: have the primary responsibility | to protect."""
    if view.lowers[at] in ("is", "are"):
        bound = at + 1
        while view.adverb(bound):
            bound += 1
        reach = range(bound + 1, min(bound + 1 + _UNDER, last))
        to = next((k for k in reach if view.lowers[k] == "to"), None)
        return to if "bound" in view.held[bound] else None
    if view.lowers[at] not in _HAVING:
        return None
    for k in range(at + 1, min(at + _REACH, last)):
        if view.noun(k, "duty") and view.lowers[k + 1] in ("to", "for", "of", "in", "under"):
            return k + 1
        if view.is_a(k, "preposition", "relative"):
            return None
    return None


def _bound(
    segment: Segment, found: list[tuple[int, int]], wanted: tuple[int, int], setting: Setting
) -> Iterator[Position]:
    for first, last in found:
        acronym = segment.view.text(last - 1, last)
        if agent(segment.view, first, last) or (acronym.isupper() and len(acronym) > 1):
            base = addressed(segment, Phrase(first, last), wanted, setting, negative=False)
            yield base._replace(rules=("duty", *base.rules))
