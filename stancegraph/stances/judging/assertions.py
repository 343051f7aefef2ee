"""Assertive acts: what their that-clauses and objects judge."""

from __future__ import annotations

from collections.abc import Iterator

from stancegraph.model import Span
from stancegraph.stances.inference import author_of
from stancegraph.stances.judging import directives
from stancegraph.stances.judging.actors import agent
from stancegraph.stances.judging.addressees import addressed
from stancegraph.stances.judging.duties import duties, duty_of
from stancegraph.stances.judging.goals import gerunds
from stancegraph.stances.judging.levels import followed, name_is_place
from stancegraph.stances.judging.norms import AFFIRMING, norms
from stancegraph.stances.judging.predicates import clause_positions
from stancegraph.stances.judging.relatives import accusations
from stancegraph.stances.judging.subjects import clauses
from stancegraph.stances.judging.wanted import needs
from stancegraph.stances.phrases.ends import phrase, targets
from stancegraph.stances.phrases.heads import head_of
from stancegraph.stances.phrases.verbs import is_doing, verb_after_to
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
        if joint is not None and _value_noun(segment.after(at)) is not None:
            yield from _one_object(rest._replace(last=_before(segment.view, joint)), setting)
            rest = segment.after(at)
    yield from _one_object(rest, setting)


def _after_clauses(segment: Segment, setting: Setting) -> Iterator[Position]:
    """What is recognised beside a clause: that A ..., and *the need to* B, and the role of C."""
    view = segment.view
    for at in _joined(segment, 3):
        joint = _joint(view, at)
        if joint is None or view.lowers[joint - 1] != "," or "determiner" not in view.held[at]:
            continue
        item = phrase(view, at, segment.last)
        alone = item.last >= segment.last - 1 and _judging(segment, at, item.last, setting)[0]
        if alone or _value_noun(segment.after(at)) is not None:
            yield from _one_object(segment.after(at), setting)
            return


def _joined(segment: Segment, past: int) -> list[int]:
    """The tokens after "and" or "as" in a segment, from the one `past` its first on."""
    words, reach = segment.view.lowers, range(segment.first + past, segment.last - 2)
    return [at for at in reach if words[at - 1] in ("and", "as")]


def _joint(view: View, at: int) -> int | None:
    """Where what joins a further object begins: A, *as well as* the need for B."""
    if view.lowers[at - 1] == "and":
        return at - 1
    return at - 3 if at >= 3 and view.next_words(at - 3, 3) == ("as", "well", "as") else None


def _before(view: View, at: int) -> int:
    """Where words end before "and", without a comma."""
    return at - (view.lowers[at - 1] == ",")


def _one_object(segment: Segment, setting: Setting) -> Iterator[Position]:
    view, at = segment.view, segment.first
    value = _value_noun(segment)
    if value is None and "preposition" in view.held[at] and not view.inside(at):
        value = _value_noun(segment.after(at + 1))
    if value is not None:
        if setting.rules.on("value-noun"):
            yield from _valued(segment, value, setting)
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


def _value_noun(segment: Segment) -> int | None:
    """The index of a noun that values what follows: the *importance* of, the urgent *need* for."""
    view, at = segment.view, segment.first
    if segment.cue.home is view and view.stretch(segment.cue.span)[1] == at:
        governing = view.tables.values.get(view.lowers[at - 1])
        if governing and (view.lowers[at] in governing.prepositions or verb_after_to(view, at)):
            return at - 1
    if not view.is_a(at, "determiner", "possessive") and view.lowers[at] not in view.tables.values:
        return None
    for noun in range(at, min(at + 5, segment.last)):
        governing = view.tables.values.get(view.lowers[noun])
        if governing and (
            view.lowers[noun + 1] in governing.prepositions or _to_do(view, noun + 1) is not None
        ):
            return noun
        if "preposition" in view.held[noun] or view.inside(noun):
            return None
    return None


def _to_do(view: View, at: int) -> int | None:
    """Where the infinitive of what is needed begins: the need, *in particular*, | to act."""
    if view.next_words(at, 2) == ("in", "particular"):
        at += 2
    while view.adverb(at):
        at += 1
    return at if verb_after_to(view, at) is not None else None


def _valued(segment: Segment, noun: int, setting: Setting) -> Iterator[Position]:
    view = segment.view
    governing = view.tables.values[view.lowers[noun]]
    degree = _emphasis(segment, noun)
    cue = segment.cue._replace(polarity=governing.polarity, span=_stretched(segment, noun))
    cue = cue._replace(intensity=max(cue.intensity, degree))
    valued = segment._replace(cue=cue)
    if (to_do := _to_do(view, noun + 1)) is not None:
        yield from needs(valued.after(to_do), setting)
        return
    start = noun + 2
    asked = directives.needed_party(valued.after(start), setting)
    if asked:
        yield from asked
        return
    found = targets(view, start, segment.last)
    verb = start + view.adverb(start)
    plain = view.lowers[verb].endswith("ing") and "noun-ing" not in view.held[verb]
    doing = plain or is_doing(view, verb)
    if doing:
        found = gerunds(view, verb, segment.last)
    if found and view.lowers[found[-1].last].endswith("ing"):
        parties = [item for item in found if agent(view, item.first, item.last)]
        if parties and setting.rules.on("hedged-directive"):
            wanted = (parties[-1].last, segment.last)
            for item in parties:
                yield addressed(valued, item, wanted, setting, negative=False)
            return
    for item in found:
        if item.last > item.first and not name_is_place(view, item.first, item.last):
            position = judged(valued, item.first, item.last, "value-noun")
            yield from [position] if doing else followed(position, setting, done=False)


def _emphasis(segment: Segment, noun: int) -> int:
    """The intensity beside a noun of worth: the *vital* importance, an *urgent* need."""
    view, at = segment.view, noun - 1
    degree = 1
    while at >= 0 and not view.is_a(at, "determiner", "possessive", "preposition"):
        if "paramount" in view.held[at]:
            degree = 3
        elif view.lowers[at] in ("urgent", "great", "strong", "pressing", "serious"):
            degree = max(degree, 2)
        at -= 1
    return degree


def _stretched(segment: Segment, noun: int) -> Span:
    """The cue through the noun that carries it, where both stand in one paragraph."""
    cue = segment.cue
    if cue.home is not segment.view:
        return cue.span
    first = segment.view.stretch(cue.span)[0]
    return segment.view.span(first, noun + 1)
