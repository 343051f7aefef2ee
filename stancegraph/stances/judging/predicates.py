"""What the predicate of a clause says of its subject."""

from __future__ import annotations

from collections.abc import Iterator

from stancegraph.model import Level
from stancegraph.stances.judging.actors import agent, parties
from stancegraph.stances.judging.effects import ill, measured, suffered, value
from stancegraph.stances.judging.judgements import Judgement, judgement
from stancegraph.stances.judging.levels import followed
from stancegraph.stances.judging.relatives import harmed
from stancegraph.stances.judging.requirements import RULE, required
from stancegraph.stances.judging.subjects import subject_end
from stancegraph.stances.phrases.ends import targets
from stancegraph.stances.phrases.heads import head_of
from stancegraph.stances.phrases.infinitives import infinitive_end
from stancegraph.stances.phrases.verbs import is_doing, verb_after_to
from stancegraph.stances.phrases.views import Phrase, View
from stancegraph.stances.polarity import ILL, WORTH, WRONG, intensity
from stancegraph.stances.positions import Position, Segment, Setting, judged

_LASTING = frozenset("exist exists remain remains persist persists continue continues".split())
_REACH = 14
_ACCUSABLE = frozenset(
    "recite recall note be-aware recognise affirm reaffirm emphasise determine find declare"
    " consider".split()
)


def clause_positions(clause: Segment, setting: Setting) -> Iterator[Position]:
    """The positions that the predicate or an adjective of the subject takes."""
    subjects, end = subject_end(clause)
    if not subjects:
        return
    first, last = subjects[0].first, subjects[0].last
    adjective = _adjective(clause, first, last, setting)
    if adjective is not None:
        yield from followed(adjective, setting)
        return
    endured = list(_endured(clause, end, setting))
    endured = endured or list(_lasting(clause, subjects, end, setting))
    if endured:
        yield from endured
        return
    party = _party(clause.view, first, last)
    if party and setting.rules.on("deed") and (deed := _deed_at(clause, end)) is not None:
        accused = list(_deed(clause, subjects, end))
        if accused or _passive(clause.view, end, deed):
            yield from accused  # to whom it was done is not judged
            return
    found = judgement(clause.view, end, clause.last, party=party)
    if found is not None and _ill_praised(clause.view, subjects[0], found):
        return
    if found is not None and found.predicate.rule == RULE:
        yield from required(clause, found, setting) if setting.rules.on(RULE) else ()
        return
    if found is not None and len(subjects) == 1:
        subjects = (_whole(clause.view, subjects[0], found.first),)
    if found is not None and setting.rules.on(found.predicate.rule):
        for item in subjects:
            yield from _said(clause, item, found, setting)
        yield from _also_required(clause, found, setting)
    elif found is None and setting.rules.on("deed"):
        yield from _deed(clause, subjects, end)


def _party(view: View, first: int, last: int) -> bool:
    """Whether a subject is a party, or a number of such: many States, *a group of States*."""
    return agent(view, first, last) or view.noun(measured(view, first, last), "agent")


def _ill_praised(view: View, subject: Phrase, found: Judgement) -> bool:
    """Whether a predicate that approves has an ill for its subject, and so does not approve."""
    if found.predicate.rule == RULE or found.predicate.polarity <= 0:
        return False
    return ill(view, subject.first, subject.last)


def _also_required(clause: Segment, found: Judgement, setting: Setting) -> Iterator[Position]:
    """What a second predicate says is needed: is a challenge *and requires* new means."""
    view = clause.view
    joints = (k for k in range(found.last, clause.last - 1) if view.lowers[k] == "and")
    for at in joints:
        spoken = view.is_a(at + 1, "verb", "linking", "modal", "governor")
        second = judgement(view, at + 1, clause.last) if spoken else None
        if second and second.predicate.rule == RULE and second.first == at + 1:
            yield from required(clause, second, setting) if setting.rules.on(RULE) else ()
            return


def _whole(view: View, subject: Phrase, predicate: int) -> Phrase:
    """The subject up to its predicate, where no adjunct or comma stands between the two."""
    if subject.last >= predicate or view.lowers[subject.last] == "," or view.adjunct(subject.last):
        return subject
    between = range(subject.last, predicate)
    return subject if any(view.lowers[k] == "," for k in between) else Phrase(subject[0], predicate)


def _endured(clause: Segment, end: int, setting: Setting) -> Iterator[Position]:
    """The ill that is suffered: women face *many forms of discrimination*, are exposed to *hate*.

    What is done to someone by others is the ill itself, not who suffers it.
    """
    if not setting.rules.on("noun-of-ill"):
        return
    view = clause.view
    start = suffered(view, end, clause.last)
    if start is None or view.lowers[clause.first] in ("no", "nobody"):
        return
    for item in targets(view, start, clause.last):
        worth, head = value(view, item.first, item.last)
        named = any(view.noun(k, "ill") for k in range(item.first, item.last))
        if item.last > item.first and (named or (worth < 0 and not view.noun(head, "woe"))):
            ill_done = clause._replace(cue=clause.cue._replace(polarity=ILL))
            yield judged(ill_done, item.first, item.last, "noun-of-ill")


def _lasting(
    clause: Segment, subjects: tuple[Phrase, ...], end: int, setting: Setting
) -> Iterator[Position]:
    """The ill that is said to exist or to go on: *major gaps* remain."""
    view, at = clause.view, end
    while view.adverb(at):
        at += 1
    alone = view.word(at + 1) in ("", ",", ";", ".", "and") or "preposition" in view.held[at + 1]
    if view.lowers[at] not in _LASTING or not alone or not setting.rules.on("noun-of-ill"):
        return
    for item in subjects:
        if view.noun(head_of(view, item.first, item.last), "ill"):
            ill = clause._replace(cue=clause.cue._replace(polarity=ILL))
            yield judged(ill, item.first, item.last, "noun-of-ill")


def _adjective(clause: Segment, first: int, last: int, setting: Setting) -> Position | None:
    """A subject with an adverse adjective of its own: *such inadmissible positions* do not help."""
    view, cue = clause.view, clause.cue
    if not setting.rules.on("evaluative-adjective"):
        return None
    for at in range(first, head_of(view, first, last)):
        value = view.tables.evaluations.get(view.lowers[at])
        if value and not view.capital(at) and value.polarity < 0 and not value.predicate_only:
            degree = max(value.intensity, cue.intensity)
            return Position(
                cue, view, first, last, Level.DIRECT, "disapprove", value.polarity, degree,
                ("evaluative-adjective",),
            )  # fmt: skip
    return None


def _impersonal(clause: Segment, found: Judgement) -> Phrase | None:
    """What "it is important *to act*" calls important; None where a clause follows."""
    view = clause.view
    if verb_after_to(view, found.last) is None:
        return None
    return Phrase(found.last, infinitive_end(view, found.last, clause.last))


def _said(
    clause: Segment, subject: Phrase, found: Judgement, setting: Setting
) -> Iterator[Position]:
    view, cue, predicate = clause.view, clause.cue, found.predicate
    if view.lowers[subject.first] in ("it", "there") and subject.last - subject.first == 1:
        meant = _impersonal(clause, found)
        if meant is None:
            return
        subject = meant
    act = cue.act if predicate.act == "=" else predicate.act
    polarity = predicate.polarity
    if polarity == ILL and is_doing(view, subject.first) and subject.last - subject.first > 1:
        polarity = WORTH  # a deed that is called a challenge is one to be done
    reports = predicate.rule == "non-compliance"
    level = Level.ACTOR if reports and agent(view, subject.first, subject.last) else Level.DIRECT
    said = cue._replace(span=view.span(found.first, found.last))
    degree = intensity(setting.lexicon, view.text(found.first, found.last))
    position = Position(
        said, view, subject.first, subject.last, level, act,
        polarity, max(degree, predicate.intensity, cue.intensity), (predicate.rule,),
    )  # fmt: skip
    if level is Level.ACTOR:
        yield position
        return
    yield from followed(position, setting)
    if predicate.harmed and polarity < 0:
        yield from harmed(position, _past_gerund(view, found.last), clause.last, setting)


def _past_gerund(view: View, at: int) -> int:
    """Past a gerund before the harmed object: an obstruction to | achieving | peace."""
    return at + 1 if view.lowers[at].endswith("ing") and "noun-ing" not in view.held[at] else at


def _deed(clause: Segment, subjects: tuple[Phrase, ...], end: int) -> Iterator[Position]:
    """Who is accused in a neutral verb's clause."""
    view, cue = clause.view, clause.cue
    deed = _deed_at(clause, end)
    if cue.act not in _ACCUSABLE or deed is None:
        return
    accused = cue._replace(span=view.span(end, deed + 1))
    for first, last in wrongdoers(clause, subjects, end):
        yield Position(
            accused, view, first, last, Level.ACTOR, "accuse", WRONG, cue.intensity, ("deed",)
        )


def _deed_at(clause: Segment, end: int) -> int | None:
    view, last = clause.view, min(end + _REACH, clause.last)
    return next((k for k in range(end, last) if view.noun(k, "deed")), None)


def ill_clause(clause: Segment, subject: Phrase, end: int) -> bool:
    """Whether the predicate says ill of its subject, and the subject is no one who suffers it."""
    found = judgement(clause.view, end, clause.last)
    if found is None or found.predicate.polarity >= 0:
        return False
    return found.predicate.harmed or not agent(clause.view, subject.first, subject.last)


def wrongdoers(
    clause: Segment, subjects: tuple[Phrase, ...], end: int
) -> Iterator[tuple[int, int]]:
    """Who does wrong in a clause: its active subject, or the agent of a passive."""
    view, deed = clause.view, _deed_at(clause, end)
    found = judgement(clause.view, end, clause.last)
    by = next((k for k in range(end, clause.last) if view.lowers[k] == "by"), None)
    if found is not None and found.predicate.rule == "non-compliance":
        parties_found = [(item.first, item.last) for item in subjects]
    elif deed is None or any("negation" in view.held[k] for k in range(end, deed)):
        return
    elif _passive(view, end, deed):
        parties_found = list(parties(view, by + 1, clause.last)) if by is not None else []
    else:
        doing = _perpetrates(view, end, deed)
        parties_found = [(item.first, item.last) for item in subjects] if doing else []
    yield from (pair for pair in parties_found if agent(view, *pair))


def _passive(view: View, first: int, deed: int) -> bool:
    """Whether the verb is passive: has been held hostage, was attacked."""
    be = [
        k
        for k in range(first, deed)
        if view.lowers[k] in ("been", "was", "were", "is", "are", "being")
    ]
    if not be:
        return False
    at = be[-1] + 1
    while view.adverb(at):
        at += 1
    return view.lowers[at].endswith("ed") or view.lowers[at] in (
        "held",
        "taken",
        "shot",
        "put",
        "driven",
    )


def _perpetrates(view: View, first: int, deed: int) -> bool:
    """Whether the verb does the deed; who suffers or faces it is no wrongdoer."""
    if any("undergoing" in view.held[k] for k in range(first, deed)):
        return False
    return any("perpetration" in view.held[k] for k in range(first, deed + 1))
