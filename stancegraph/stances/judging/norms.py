"""Clauses that rule: what nobody may do, and whose right is affirmed."""

from __future__ import annotations

from collections.abc import Iterator

from stancegraph.stances.judging.subjects import subject_end
from stancegraph.stances.phrases.ends import phrase, targets
from stancegraph.stances.phrases.heads import head_of
from stancegraph.stances.phrases.infinitives import infinitive_end
from stancegraph.stances.phrases.views import View
from stancegraph.stances.polarity import WORTH, WRONG
from stancegraph.stances.positions import Position, Segment, Setting, judged

AFFIRMING = frozenset(["reaffirm", "affirm", "be-guided"])
_IN_NO_CASE = (("under", "no", "circumstances"), ("in", "no", "case"), ("at", "no", "time"))


def norms(clause: Segment, setting: Setting) -> Iterator[Position]:
    """The position of a clause that forbids something or affirms a right; none for others."""
    yield from _prohibitions(clause, setting)
    if clause.cue.act in AFFIRMING:
        yield from _rights(clause, setting)


def _prohibitions(clause: Segment, setting: Setting) -> Iterator[Position]:
    """What is forbidden: "no one shall be subjected to *torture*"."""
    verb = _forbidden(clause)
    if verb is None or not setting.rules.on("prohibition"):
        return
    view = clause.view
    forbidding = clause._replace(cue=clause.cue._replace(polarity=WRONG))
    if view.next_words(verb, 3) == ("be", "subjected", "to"):
        for item in targets(view, verb + 3, clause.last):
            yield judged(forbidding, item.first, item.last, "prohibition")
        return
    last = infinitive_end(view, verb - 1, clause.last)
    yield judged(forbidding, verb, last, "prohibition")


def _forbidden(clause: Segment) -> int | None:
    """The verb of what is forbidden: after "no State may", "under no circumstances should"."""
    view, at = clause.view, clause.first
    if view.next_words(at, 3) in _IN_NO_CASE or view.next_words(at, 3) == _IN_NO_CASE[0]:
        at += 3
        if view.is_a(at, "modal"):
            subject = phrase(view, at + 1, clause.last)
            return _bare_verb(view, at + 1, subject.last)
    if view.lowers[at] not in ("no", "nobody"):
        return None
    subjects, end = subject_end(clause)
    if not subjects or subjects[0].first != at or not view.is_a(end, "modal"):
        return None
    verb = end + 1
    while view.adverb(verb):
        verb += 1
    return verb if verb < clause.last else None


def _bare_verb(view: View, first: int, last: int) -> int | None:
    """The first verb after the subject that follows its modal: should people | be deprived."""
    return next((k for k in range(first + 1, last + 1) if view.lowers[k] == "be"), None)


def _rights(clause: Segment, setting: Setting) -> Iterator[Position]:
    """The right that someone is said to have: "each State has *full sovereignty* over"."""
    if not setting.rules.on("right"):
        return
    view = clause.view
    subjects, end = subject_end(clause)
    at = end
    while view.adverb(at):
        at += 1
    entitled = view.next_words(at, 3) in (("is", "entitled", "to"), ("are", "entitled", "to"))
    if not subjects or not (entitled or view.lowers[at] in ("has", "have")):
        return
    first = at + (3 if entitled else 1)
    item = phrase(view, first, clause.last)
    if item.last > item.first and (
        entitled or view.noun(head_of(view, item.first, item.last), "entitlement")
    ):
        affirmed = clause._replace(cue=clause.cue._replace(polarity=WORTH))
        yield judged(affirmed, item.first, item.last, "right")
