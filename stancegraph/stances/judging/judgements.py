"""Predicates that judge: where in a clause one of the patterns of the table stands."""

from __future__ import annotations

from dataclasses import dataclass

from stancegraph.stances.phrases.views import View
from stancegraph.stances.tables import Predicate


@dataclass(frozen=True, slots=True)
class Judgement:
    """A predicate that judges, with its first and last token."""

    predicate: Predicate
    first: int
    last: int


def judgement(view: View, end: int, last: int) -> Judgement | None:
    """The predicate that judges; it may follow an apposition."""
    starts = [end] + [k + 1 for k in range(end, last) if view.lowers[k] == ","]
    spoken = view.is_a(end, "auxiliary", "verb") or view.lowers[end] in view.tables.harms
    further = None if spoken else _auxiliary(view, end, last)
    if further is not None:
        starts.append(further)
    for start in starts:
        if start >= last:
            continue
        words = _plain(view, start, last)
        if view.tables.any_predicate.match(words) is None:
            continue
        for predicate in view.tables.predicates:
            match = predicate.pattern.match(words)
            if match:
                return Judgement(predicate, start, start + len(match[0].split()))
    return None


def _plain(view: View, first: int, last: int) -> str:
    return " ".join(view.lowers[k] for k in range(first, last)) + " "


def _auxiliary(view: View, first: int, last: int) -> int | None:
    """The next auxiliary in the same clause: participation in the talks | is essential."""
    for at in range(first + 1, last):
        if view.is_a(at, "relative") or view.lowers[at] in (";", ":"):
            return None
        if view.is_a(at, "auxiliary", "linking") and not view.inside(at):
            return at
    return None
