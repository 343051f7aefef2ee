"""Assertive acts: what their that-clauses and objects judge."""

from __future__ import annotations

from collections.abc import Iterator

from stancegraph.stances.inference import author_of
from stancegraph.stances.judging import directives
from stancegraph.stances.judging.duties import duties, duty_of
from stancegraph.stances.judging.levels import followed, name_is_place
from stancegraph.stances.judging.norms import AFFIRMING, norms
from stancegraph.stances.judging.predicates import clause_positions
from stancegraph.stances.judging.relatives import accusations
from stancegraph.stances.judging.subjects import clauses
from stancegraph.stances.judging.wanted import needs
from stancegraph.stances.judging.worth import value_noun, valued
from stancegraph.stances.phrases.ends import phrase, targets
from stancegraph.stances.phrases.heads import head_of
from stancegraph.stances.phrases.verbs import verb_after_to
from stancegraph.stances.phrases.views import View
from stancegraph.stances.polarity import ILL, WORTH
from stancegraph.stances.positions import Cue, Position, Segment, Setting, judged
from stancegraph.stances.tables import Evaluation

_BEING = frozenset(["exist", "exists", "to"])
_NEAR = 6
_RECORDING = frozenset(["note", "recall", "consider", "be-aware", "recite"])


def assertions(segment: Segment, setting: Setting) -> Iterator[Position]:
    """The positions of an assertive act: of its clauses, or of its object."""
    if (needed := _called_needful(segment)) is not None:
        yield from needs(segment.after(needed), setting)
    elif segment.that is not None:
        yield from _clauses(segment.after(segment.that), setting)
    elif segment.cue.act == "recite":
        yield from _clauses(segment, setting)
    else:
        yield from _object(segment, setting)


def _called_needful(segment: Segment) -> int | None:
    """Where the infinitive begins that is believed to be good: believing *it necessary* to act."""
    view, at = segment.view, segment.first
    if view.lowers[at] != "it":
        return None
    at += 1
    while view.adverb(at):
        at += 1
    value = view.tables.evaluations.get(view.lowers[at])
    good = value is not None and value.polarity > 0
    return at + 1 if good and verb_after_to(view, at + 1) is not None else None


def _clauses(segment: Segment, setting: Setting) -> Iterator[Position]:
    yield from _after_clauses(segment, setting)
    for clause in clauses(segment):
        existing = _existing(clause)
        if existing is not None:
            yield from _one_object(clause.after(existing), setting)
            continue
        found = list(norms(clause, setting)) or list(clause_positions(clause, setting))
        found = found or list(duties(clause, setting))
        yield from found
        if not found and segment.cue.act != "recite":
            yield from directives.that_clause(clause, setting)


def _existing(clause: Segment) -> int | None:
    """Where the words begin for what there is: there remains | *a need for* new rules."""
    view, at = clause.view, clause.first + 1
    if view.lowers[clause.first] != "there":
        return None
    while view.adverb(at) or view.is_a(at, "auxiliary", "linking") or view.lowers[at] in _BEING:
        at += 1
    return at if clause.first + 1 < at < clause.last else None


def _object(segment: Segment, setting: Setting) -> Iterator[Position]:
    """The positions of the objects: those that a noun of worth opens stand each for itself."""
    rest = segment
    for at in _joined(segment, 2):
        joint = _joint(segment.view, at)
        if joint is not None and value_noun(segment.after(at)) is not None:
            yield from _one_object(rest._replace(last=_before(segment.view, joint)), setting)
            rest = segment.after(at)
    yield from _one_object(rest, setting)


def _after_clauses(segment: Segment, setting: Setting) -> Iterator[Position]:
    """What is recognised beside a clause: that A ..., and *the need to* B, and the role of C."""
    view = segment.view
    for at in _joined(segment, 3):
        joint = _joint(view, at)
        if joint is None or view.lowers[joint - 1] != ",":
            continue
        if not view.is_a(at, "determiner", "possessive"):
            continue
        item = phrase(view, at, segment.last)
        alone = item.last >= segment.last - 1 and _judging(segment, at, item.last, setting)[0]
        if alone or value_noun(segment.after(at)) is not None:
            yield from _one_object(segment.after(at), setting)
            return


def _joined(segment: Segment, past: int) -> list[int]:
    """The tokens after "and" or "as" in a segment, from the one `past` its first on."""
    view, reach = segment.view, range(segment.first + past, segment.last - 2)
    found = [at for at in reach if view.lowers[at - 1] in ("and", "as")]
    return [_past_insertion(view, at) for at in found]


def _past_insertion(view: View, at: int) -> int:
    """Past what stands between commas behind "and": and, *in this regard*, | the need."""
    if view.lowers[at] != ",":
        return at
    return next((k + 1 for k in range(at + 1, at + _NEAR) if view.lowers[k] == ","), at)


def _joint(view: View, at: int) -> int | None:
    """Where what joins a further object begins: A, *as well as* the need for B."""
    if view.lowers[at - 1] == ",":
        at = next((k + 1 for k in range(at - 2, at - 2 - _NEAR, -1) if view.lowers[k] == "and"), at)
    if view.lowers[at - 1] == "and":
        return at - 1
    return at - 3 if at >= 3 and view.besides(at - 3) else None


def _before(view: View, at: int) -> int:
    """Where words end before "and", without a comma."""
    return at - (view.lowers[at - 1] == ",")


def _one_object(segment: Segment, setting: Setting) -> Iterator[Position]:
    view, at = segment.view, segment.first
    if view.lowers[at] == "it" and "determiner" in view.held[at + 1]:
        return  # "considers it a crime": what "it" stands for has its position from the verb before
    value = value_noun(segment)
    if value is None and "preposition" in view.held[at] and not view.inside(at):
        value = value_noun(segment.after(at + 1))
    if value is not None:
        if setting.rules.on("value-noun"):
            yield from valued(segment, value, setting)
        return
    if "preposition" in view.held[at] and not view.inside(at):
        at += 1
    owed = [] if segment.cue.act in AFFIRMING else duty_of(segment.after(at), setting)
    if owed:
        yield from owed
        return
    found = targets(view, at, segment.last)
    if not found or found[0].last <= found[0].first:
        return
    for item in found if setting.rules.on("target-list") else found[:1]:
        if name_is_place(view, item.first, item.last):
            continue
        yield from _evaluated(segment, item.first, item.last, setting)
    yield from accusations(segment, (found[-1].first, found[-1].last), found[-1].last, setting)


def _evaluated(segment: Segment, first: int, last: int, setting: Setting) -> Iterator[Position]:
    """An object that its adjective or its noun judges, or that an affirming act stands by."""
    rule, cue = _judging(segment, first, last, setting)
    if rule is None or not setting.rules.on(rule):
        return
    yield from followed(judged(segment._replace(cue=cue), first, last, rule), setting)


def _judging(segment: Segment, first: int, last: int, setting: Setting) -> tuple[str | None, Cue]:
    """By which rule the words of an object judge it, and the cue with the sign they give."""
    view, cue = segment.view, segment.cue
    head = head_of(view, first, last)
    bad, good = _adjectives(view, first, head)
    if bad is not None:
        judging = cue._replace(act="disapprove", polarity=bad.polarity, intensity=bad.intensity)
        return "evaluative-adjective", judging
    joined = view.lowers[head - 1] == "and" and view.noun(head - 2, "merit")
    praised = good is not None and (good.praise or view.noun(head, "work"))
    if joined or view.noun(head, "merit") or praised:
        praised = good is not None or view.noun(head, "success")
        if praised or cue.act not in _RECORDING:
            rule = "evaluative-adjective" if good else "noun-of-merit"
            return rule, cue._replace(polarity=WORTH)
    elif view.noun(head, "ill") or _dire_consequence(view, first, head):
        return "noun-of-ill", cue._replace(polarity=ILL)
    if cue.act in AFFIRMING and not _own_document(view, first, head, segment, setting):
        return "object", cue._replace(polarity=WORTH)
    return None, cue


def _dire_consequence(view: View, first: int, head: int) -> bool:
    """Whether an effect is called bad: the *adverse impact* of the drought."""
    if not view.noun(head, "consequence"):
        return False
    return any("dire" in view.held[k] for k in range(first, head))


def _adjectives(view: View, first: int, head: int) -> tuple[Evaluation | None, Evaluation | None]:
    """The first adverse and the first approving adjective before a head noun."""
    plain = [k for k in range(first, head) if k == first or not view.capital(k)]
    found = [view.tables.evaluations.get(view.lowers[k]) for k in plain]
    marked = [value for value in found if value is not None and not value.predicate_only]
    bad = next((value for value in marked if value.polarity < 0), None)
    return bad, next((value for value in marked if value.polarity > 0), None)


def _own_document(view: View, first: int, head: int, segment: Segment, setting: Setting) -> bool:
    """Whether the object is a document of the body itself: its resolution 5/1, those of before."""
    words = [view.lowers[k] for k in range(first, min(head + 1, first + _NEAR))]
    if words[:1] and words[0].removesuffix("s") in ("paragraph", "rule", "section"):
        return True
    own = "its" in words and any(view.noun(first + k, "document") for k in range(len(words)))
    cited = [n for n in view.names_in(first, segment.last) if n.document and n.first <= head]
    authors = [author_of(name.entity, setting.register) for name in cited if name.entity]
    if own or setting.resolution.body in authors:
        return True
    unknown = not authors or None in authors
    return unknown and any(word.startswith("resolution") for word in words)
