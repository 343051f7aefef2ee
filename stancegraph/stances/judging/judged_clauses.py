"""Judging verbs with a that-clause: welcomes that A has signed, regrets that B goes on."""

from __future__ import annotations

from collections.abc import Iterator

from stancegraph.model import Level
from stancegraph.stances.judging.actors import agent
from stancegraph.stances.judging.judgements import judgement, resumes
from stancegraph.stances.judging.levels import followed
from stancegraph.stances.judging.predicates import ill_clause, wrongdoers
from stancegraph.stances.judging.subjects import clauses, subject_end
from stancegraph.stances.phrases.coordination import list_goes_on
from stancegraph.stances.phrases.heads import head_of
from stancegraph.stances.phrases.modes import Growing, Mode
from stancegraph.stances.phrases.views import Phrase, View
from stancegraph.stances.positions import Position, Segment, Setting, judged


def judged_clause(segment: Segment, setting: Setting) -> Iterator[Position]:
    """What a judging verb says of its that-clause: of the subject that is ill, or of the whole."""
    if not setting.rules.on("that-clause"):
        return
    for clause in clauses(segment):
        subjects, end = subject_end(clause)
        if not subjects:
            continue
        if clause.view.lowers[subjects[0].first] == "there":
            yield judged(clause, end + 1, clause_end(clause, end), "that-clause")
            continue
        guilty = list(wrongdoers(clause, subjects, end)) if clause.cue.polarity < 0 else []
        end = _predicate(clause, end)
        ill = ill_clause(clause, subjects[0], end) or _conduct(clause, subjects[0], end)
        if clause.cue.polarity < 0 and not guilty and ill:
            for item in subjects:
                position = judged(clause, item.first, item.last, "that-clause")
                yield from followed(position, setting)
            continue
        whole = judged(clause, subjects[0].first, clause_end(clause, end), "that-clause")
        yield whole
        if clause.cue.polarity > 0 and setting.rules.on("actor-of-clause"):
            for item in subjects:
                if agent(clause.view, item.first, item.last) and _acts(clause.view, end):
                    stretch = (item.first, item.last)
                    yield whole.derived(Level.ACTOR, stretch, whole.polarity, "actor-of-clause")
        for party in guilty:
            yield whole.derived(Level.ACTOR, party, whole.polarity, "that-clause")


def _predicate(clause: Segment, end: int) -> int:
    """Where the predicate begins, past an insertion: persons, *including women*, | have been."""
    view = clause.view
    if view.lowers[end] != "," or end >= clause.last - 1:
        return end
    commas = [k for k in range(end + 1, clause.last - 1) if view.lowers[k] == ","]
    found = next((k + 1 for k in commas if resumes(view, k + 1)), None)
    judged_by = judgement(view, end, clause.last) if found is None else None
    return judged_by.first if judged_by else found or end


def _conduct(clause: Segment, subject: Phrase, end: int) -> bool:
    """Whether conduct that goes on or is inflicted is itself what worries: attacks continue."""
    view = clause.view
    head = head_of(view, subject.first, subject.last)
    if not (view.noun(head, "conduct") or view.noun(head, "deed")):
        return False
    words = view.lowers[end : end + 3]
    return bool(words) and (words[0].startswith("continu") or words[0] in ("have", "are", "were"))


def _acts(view: View, at: int) -> bool:
    """Whether a predicate says that its subject did something: *have signed*, not *have been*."""
    if view.lowers[at] not in ("has", "have", "had"):
        return False
    while "auxiliary" in view.held[at] or view.adverb(at):
        if view.lowers[at] in ("been", "be"):
            return False
        at += 1
    return view.lowers[at].endswith(("ed", "en", "ade"))


def clause_end(clause: Segment, at: int) -> int:
    """The first comma after the predicate, or the end of the clause; insertions are passed over."""
    view = clause.view
    end = clause.last
    for k in range(at + 1, clause.last):
        mark = view.lowers[k]
        if mark not in (",", ";") or view.inside(k) or view.lowers[at] == "," == mark:
            at = k + 1 if mark == "," and view.lowers[at] == "," else at
            continue
        spoken = Growing(view, at, clause.last, Mode.OBJECT, relative=True)
        if mark == "," and list_goes_on(spoken, k):
            continue
        if not view.is_a(k - 1, "auxiliary", "preposition"):
            end = k
            break
    return end - 1 if view.lowers[end - 1] in (".", ";", ",") else end
