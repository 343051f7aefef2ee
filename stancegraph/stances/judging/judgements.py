"""Predicates that judge: where in a clause one of the patterns of the table stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stancegraph.stances.judging.effects import effect
from stancegraph.stances.phrases.verbs import finite
from stancegraph.stances.phrases.views import View
from stancegraph.stances.polarity import ILL, WORTH
from stancegraph.stances.tables import Predicate

_WORDS = 30
"""More words than any pattern of a predicate has."""

_GOOD = Predicate("favourable-predicate", re.compile(""), "=", WORTH, 1, harmed=False)
_BAD = Predicate("predicate", re.compile(""), "=", ILL, 1, harmed=False)
_HARMING = Predicate("predicate", re.compile(""), "=", ILL, 1, harmed=True)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A predicate that judges, with its first and last token."""

    predicate: Predicate
    first: int
    last: int


def judgement(view: View, end: int, last: int, *, party: bool = False) -> Judgement | None:
    """The predicate that judges, where a subject ended; it may follow an apposition.

    What a `party` brings about is a deed, and no judgement of it.
    """
    for start in _starts(view, end, last):
        found = _by_pattern(view, start, last)
        if found is None or found.predicate.polarity == WORTH:
            spoken = start in (end, _resumed(view, end, last))
            brought = _by_effect(view, start, last, party=party) if spoken else None
            ill = brought is not None and brought.predicate.polarity < 0
            found = brought if found is None or ill else found
        if found is not None:
            return found
    further = (k + 1 for k in range(end, last - 1) if view.lowers[k] == "and")
    second = (k for k in further if view.is_a(k, "modal"))
    return next(filter(None, (_by_effect(view, k, last, party=party) for k in second)), None)


def _starts(view: View, end: int, last: int) -> Iterator[int]:
    """Where a predicate may begin: at once, after a comma, at the next auxiliary."""
    yield end
    spoken = view.is_a(end, "auxiliary", "verb") or view.lowers[end] in view.tables.harms
    for at in range(end, last - 1):
        if "relative" in view.held[at] and view.lowers[end] != ",":
            break
        if view.lowers[at] == ",":
            yield at + 1
    further = None if spoken else _auxiliary(view, end, last)
    if further is not None:
        yield further


def _resumed(view: View, end: int, last: int) -> int | None:
    """Where the predicate begins past what is inserted after the subject: sport, *...*, | has."""
    further = None if view.is_a(end, "auxiliary", "verb") else _auxiliary(view, end, last)
    if view.lowers[end] != ",":
        return further
    commas = (k for k in range(end + 1, last - 1) if view.lowers[k] == ",")
    return next((k + 1 for k in commas if resumes(view, k + 1)), further)


def _by_pattern(view: View, start: int, last: int) -> Judgement | None:
    words = _plain(view, start, last)
    if view.tables.any_predicate.match(words) is None:
        return None
    for predicate in view.tables.predicates:
        match = predicate.pattern.match(words)
        if match:
            return Judgement(predicate, start, start + len(match[0].split()))
    return None


def _by_effect(view: View, start: int, last: int, *, party: bool) -> Judgement | None:
    """The judgement that lies in what the predicate brings about."""
    found = effect(view, start, last, party=party)
    if found is None:
        return None
    predicate = _GOOD if found.sign > 0 else _HARMING if found.harmed else _BAD
    return Judgement(predicate, found.first, found.last)


def resumes(view: View, at: int) -> bool:
    """Whether a predicate goes on after a comma: a finite verb or an auxiliary."""
    brought = view.lowers[at] in view.tables.effects and view.lowers[at].endswith("ed")
    spoken = view.is_a(at, "auxiliary", "linking", "undergoing") or finite(view, 0, at)
    return spoken or (brought and "preposition" not in view.held[at + 1])


def _plain(view: View, first: int, last: int) -> str:
    return " ".join(view.lowers[first : min(last, first + _WORDS)]) + " "


def _auxiliary(view: View, first: int, last: int) -> int | None:
    """The next auxiliary in the same clause: participation in the talks | is essential."""
    for at in range(first + 1, last):
        if view.is_a(at, "relative") or view.lowers[at] in (";", ":"):
            return None
        if view.is_a(at, "auxiliary", "linking") and not view.inside(at):
            return at
    return None
