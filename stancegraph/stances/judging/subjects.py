"""Clauses: where one ends and the next begins, and where in each the predicate begins."""

from __future__ import annotations

from collections.abc import Iterator

from stancegraph.stances.phrases.ends import phrase, targets
from stancegraph.stances.phrases.members import performs
from stancegraph.stances.phrases.modes import Mode
from stancegraph.stances.phrases.verbs import finite
from stancegraph.stances.phrases.views import Phrase, View
from stancegraph.stances.positions import Segment

_ADJUNCTS = frozenset(["while", "although", ",", "according", "given", "owing", "due"])
_PARTING = frozenset([",", "and", ";"])
_JOINING = frozenset([(",", "and"), (",", "but"), (";", "and")])


def clauses(segment: Segment) -> Iterator[Segment]:
    """The that-clauses of a segment: "that A ..., and that B ..."."""
    view, first = segment.view, segment.first
    for at in range(segment.first, segment.last - 1):
        if view.lowers[at] not in _PARTING:
            continue
        parts = view.lowers[at] in ("and", ",") and view.lowers[at + 1] == "that"
        own = at > first and view.next_words(at, 2) in _JOINING
        if parts and not _relative(view, at + 2):
            last = at - (view.lowers[at - 1] == ",")
            yield segment._replace(first=first, last=last)
            first = at + 2
        elif own and _speaks_anew(segment._replace(first=first), at):
            yield segment._replace(first=first, last=at)
            first = at + 2
    yield segment._replace(first=first)


def _speaks_anew(clause: Segment, joint: int) -> bool:
    """Whether a clause with a subject of its own follows one that is whole: A is slow, and *B*."""
    view, nxt = clause.view, joint + 2
    verbal = view.is_a(nxt, "verb", "linking", "adverb") or performs(view, nxt)
    if verbal or not _has_predicate(view, nxt, clause.last):
        return False
    subjects, end = subject_end(clause)
    while view.adverb(end):
        end += 1
    return bool(subjects) and end < joint and _spoken(view, clause.first, end)


def _spoken(view: View, first: int, at: int) -> bool:
    return "auxiliary" in view.held[at] or finite(view, first, at)


def _relative(view: View, at: int) -> bool:
    """Whether "that" before a token is a pronoun: ... and that *also threatened* the freedom."""
    while view.adverb(at):
        at += 1
    word = view.lowers[at]
    if "auxiliary" in view.held[at]:
        return True
    return word in view.tables.harms or (word.endswith("ed") and view.lowers[at - 1].endswith("ly"))


def subject_end(clause: Segment) -> tuple[tuple[Phrase, ...], int]:
    """The subjects of a clause and the token at which its predicate begins."""
    view, at = clause.view, _past_adjunct(clause)
    while "adverb" in view.held[at] or view.lowers[at] == ",":
        at += 1
    found = targets(view, at, clause.last, Mode.SUBJECT)
    found = tuple(item for item in found if item.last > item.first)
    return found, found[-1].last if found else at


def _past_adjunct(clause: Segment) -> int:
    """Past an adjunct before the subject: "despite the signing of the agreement, | violations"."""
    view, first = clause.view, clause.first
    if not ("preposition" in view.held[first] or view.lowers[first] in _ADJUNCTS):
        return first
    commas = [k for k in range(first + 1, clause.last) if view.lowers[k] == ","]
    starts = [k + 1 for k in commas if not view.inside(k)]
    spoken = (k for k in starts if _has_predicate(view, k, clause.last))
    return next(spoken, starts[0] if starts else first)


def _has_predicate(view: View, first: int, last: int) -> bool:
    """Whether a subject begins at a token: a noun phrase, then a verb."""
    if view.is_a(first, "preposition", "conjunction", "relative", "auxiliary"):
        return False
    if view.adjunct(first):
        return False
    end = phrase(view, first, last, Mode.SUBJECT).last
    if end >= last or view.lowers[end] == ",":
        return False
    while view.adverb(end):
        end += 1
    return _spoken(view, first, end)
