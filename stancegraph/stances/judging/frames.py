"""How an act meets its slots: object, purpose, decision; dispatch by the frame of the act."""

from __future__ import annotations

from collections.abc import Iterator

from stancegraph.model import Level
from stancegraph.stances.judging import assertions, directives
from stancegraph.stances.judging.actors import agent
from stancegraph.stances.judging.goals import gerunds, goal_objects
from stancegraph.stances.judging.judged_clauses import judged_clause
from stancegraph.stances.judging.levels import conditions, followed, name_is_place
from stancegraph.stances.judging.relatives import accusations
from stancegraph.stances.judging.transfers import praised_again, transfer
from stancegraph.stances.phrases.ends import targets
from stancegraph.stances.phrases.heads import head_of
from stancegraph.stances.phrases.infinitives import infinitives
from stancegraph.stances.phrases.leading import led_again, member_end
from stancegraph.stances.phrases.verbs import is_doing, verb_after_to
from stancegraph.stances.polarity import AIMED, OWN_DEED, UNWANTED, WARNED
from stancegraph.stances.positions import Position, Segment, Setting, judged

_REGARDING = frozenset(
    [("as", "to"), ("with", "regard", "to"), ("with", "respect", "to"), ("in", "relation", "to")]
)
_PROLONGING = frozenset(["extend", "continue", "amend", "terminate", "suspend"])
_MEANS = frozenset(["ways", "means", "measures", "steps"])
_MEANS_REACH = 6
_SUPPORTING = ("support", "defend", "uphold")


def positions(segment: Segment, setting: Setting) -> Iterator[Position]:
    """All positions that a cue takes in its complement."""
    frame = segment.cue.frame
    if frame == "object":
        yield from objects(segment, setting)
    elif frame == "purpose":
        yield from purposes(segment, setting)
    elif frame == "decision":
        yield from decisions(segment, setting)
    elif frame == "assertion":
        yield from assertions.assertions(segment, setting)
    elif frame in ("directive", "hope", "call"):
        yield from directives.directives(segment, setting)
    if frame != "none":
        yield from conditions(segment, setting)


def objects(segment: Segment, setting: Setting) -> Iterator[Position]:
    """What a judging verb or noun judges: its objects, or what its that-clause says."""
    view, at = segment.view, segment.first
    if segment.that is not None:
        yield from judged_clause(segment.after(segment.that), setting)
        return
    if verb_after_to(view, at) is not None:
        yield from refusals(segment.after(at), setting)
        return
    lead = view.lowers[at]
    complex_preposition = next((n for n in (3, 2) if view.next_words(at, n) in _REGARDING), 0)
    if complex_preposition:
        at += complex_preposition
    elif "preposition" in view.held[at] and not view.inside(at):
        at += 1
    if (that := segment.after(at).that) is not None:
        yield from judged_clause(segment.after(that), setting)
        return
    again = led_again(view, at, segment.last, lead) if at > segment.first else None
    if again is None:
        yield from object_list(segment.after(at), setting, lead)
        return
    whole = segment.after(at)._replace(last=member_end(view, again))
    yield from object_list(whole, setting, lead)
    yield from objects(segment.after(again), setting)


def object_list(segment: Segment, setting: Setting, lead: str = "") -> Iterator[Position]:
    """The listed objects that begin at the segment, with what follows from each."""
    if not setting.rules.on("object") or segment.view.lowers[segment.first] in ("and", "or"):
        return
    segment = _past_period(segment)
    view, last = segment.view, transfer(segment, lead)
    found = targets(view, segment.first, last)
    if not setting.rules.on("target-list"):
        found = found[:1]
    end = segment.first
    for item in found:
        end = item.last
        if item.last <= item.first or name_is_place(view, item.first, item.last):
            continue
        if segment.cue.polarity < 0 and view.lowers[head_of(view, item.first, item.last)] == "need":
            continue  # concerned at A, and the need to B: a need is no grievance
        position = _with_adverb(judged(segment, item.first, item.last, "object"), setting)
        yield from followed(position, setting)
    if view.lowers[end + (view.lowers[end] == ",")] == "and" and segment.cue.frame == "object":
        start = end + (view.lowers[end] == ",") + 1
        if view.lowers[start] == "that" and view.lowers[start + 1] != "of" and start < segment.last:
            yield from judged_clause(segment.after(start + 1), setting)
    further = praised_again(segment, last)
    if further is not None:
        yield from object_list(segment.after(further), setting, lead)
    if found and end < len(view):
        head = found[0] if agent(view, found[-1].first, end) else found[-1]
        yield from accusations(segment, (head.first, head.last), end, setting)


def _past_period(segment: Segment) -> Segment:
    """Past the time before what is prolonged: extends until 1 May | the mandate of the Panel."""
    view, first = segment.view, segment.first
    if segment.cue.act not in _PROLONGING or "preposition" not in view.held[first]:
        return segment
    for at in range(first + 1, segment.last):
        begins = view.is_a(at, "determiner", "possessive") and not view.inside(at)
        if begins and "preposition" not in view.held[at - 1]:
            return segment.after(at)
    return segment


def _with_adverb(position: Position, setting: Setting) -> Position:
    """An intensifier after the object counts for the act: condemns this attack *unreservedly*."""
    word = position.view.lowers[position.last]
    degree = setting.lexicon.intensity(word) if word.endswith("ly") else None
    if degree is None or degree <= position.intensity:
        return position
    return position._replace(intensity=degree)


def purposes(segment: Segment, setting: Setting) -> Iterator[Position]:
    """What a commitment means to bring about, or what it holds to."""
    view, at = segment.view, segment.first
    if verb_after_to(view, at) is not None or view.lowers[at] == "not":
        if setting.rules.on("purpose"):
            yield from aims(segment, setting)
    elif segment.that is not None and view.lowers[at - 1] == "determination":
        finds = segment.cue._replace(act="determine", frame="assertion")
        yield from assertions.assertions(segment._replace(cue=finds), setting)
    elif "preposition" in view.held[at] and is_doing(view, at + 1):
        for item in gerunds(view, at + 1, segment.last):
            aimed = segment._replace(cue=segment.cue._replace(polarity=AIMED))
            yield from followed(judged(aimed, item.first, item.last, "purpose"), setting)
    elif "preposition" in view.held[at]:
        held = segment._replace(cue=segment.cue._replace(polarity=AIMED)).after(at + 1)
        again = led_again(view, at + 1, segment.last, view.lowers[at])
        last = segment.last if again is None else member_end(view, again)
        yield from object_list(held._replace(last=last), setting)
        if again is not None:
            yield from purposes(segment.after(again), setting)


def aims(segment: Segment, setting: Setting) -> Iterator[Position]:
    """What someone means to do; what they mean to support is what they are for."""
    cue, view = segment.cue, segment.view
    verb = verb_after_to(view, segment.first)
    if verb is not None and view.next_words(verb, 2) == ("continue", "to"):
        verb = verb_after_to(view, verb + 1)
    own = verb is None or not (view.lowers[verb] in _SUPPORTING or _seeks_means(segment, verb))
    if cue.frame == "purpose" and own:
        yield from _own_deeds(segment, setting)
        return
    for item in goal_objects(view, segment.first, segment.last):
        act = "support" if item.verb in _SUPPORTING and cue.frame == "purpose" else cue.act
        size = setting.lexicon.act("support").polarity if act == "support" else AIMED
        aimed = segment._replace(cue=cue._replace(act=act, polarity=item.sign * size))
        yield from followed(judged(aimed, item.first, item.last, "purpose"), setting)


def _seeks_means(segment: Segment, verb: int) -> bool:
    """Whether a deed only looks for means to an end: to examine *ways and means* to secure it."""
    view = segment.view
    reach = range(verb + 1, min(verb + _MEANS_REACH, segment.last))
    means = next((k for k in reach if view.lowers[k] in _MEANS), None)
    if means is None:
        return False
    return any(verb_after_to(view, k) is not None for k in range(means + 1, segment.last))


def _own_deeds(segment: Segment, setting: Setting) -> Iterator[Position]:
    """What the body means to do itself; whom it means to list or sanction is warned."""
    view, verb = segment.view, verb_after_to(segment.view, segment.first)
    if verb is None:
        return
    verb += view.lowers[verb] == "consider" and view.is_a(verb + 1, "sanction-verb")
    if "sanction-verb" in view.held[verb] and setting.rules.on("condition"):
        for item in targets(view, verb + 1, segment.last):
            warned = judged(segment, item.first, item.last, "condition")
            yield warned._replace(level=Level.CONDITIONAL, act="warn", polarity=WARNED)
    elif setting.rules.on("deed-of-its-own"):
        meant = segment._replace(cue=segment.cue._replace(polarity=OWN_DEED))
        for first, last in infinitives(view, segment.first, segment.last):
            deed = judged(meant, first, last, "deed-of-its-own")
            yield deed
            yield from _opposed(deed, setting)


def _opposed(deed: Position, setting: Setting) -> Iterator[Position]:
    """What a deed is to do away with: determined to combat *terrorism*."""
    if not setting.rules.on("purpose"):
        return
    for item in goal_objects(deed.view, deed.first, deed.last):
        if item.sign < 0:
            stretch = (item.first, item.last)
            yield deed.derived(Level.IMPLIED, stretch, UNWANTED, "purpose", "oppose")


def refusals(segment: Segment, setting: Setting) -> Iterator[Position]:
    """With whom one refuses to deal, or what one refuses to accept or agrees to do."""
    view = segment.view
    verb = verb_after_to(view, segment.first)
    if verb is None:
        return
    governing = view.tables.refusals.get(view.lowers[verb])
    if segment.cue.polarity >= 0 or governing is None:
        yield from aims(segment, setting)
        return
    start = verb + 1
    if governing.prepositions:
        after = [k for k in range(start, segment.last) if view.lowers[k] in governing.prepositions]
        if not after:
            return
        start = after[0] + 1
    yield from object_list(segment.after(start), setting)


def decisions(segment: Segment, setting: Setting) -> Iterator[Position]:
    """Acts performed by deciding them: decides not to recognise, to endorse, that X shall."""
    view, at = segment.view, segment.first
    if segment.that is not None:
        yield from directives.that_clause(segment.after(segment.that), setting)
        return
    verb = verb_after_to(view, at)
    if verb is None or not setting.rules.on("decision"):
        return
    governing = view.tables.embedded.get(view.lowers[verb])
    if governing is None:
        return
    act, refused = governing.act, view.lowers[at] == "not"
    if refused:
        negation = view.tables.negations.get(act)
        if negation is None or not setting.rules.on("negation"):
            return
        act = negation.act
    start = verb + 1
    if verb_after_to(view, start) is not None:
        return  # to continue to act: no mandate is prolonged
    if governing.prepositions:
        after = [k for k in range(start, segment.last) if view.lowers[k] in governing.prepositions]
        start = after[0] + 1 if after else start
    frame = view.tables.frames.get(act, "none")
    polarity = setting.lexicon.act(act).polarity
    rules = (*segment.cue.rules, "negation" if refused else "decision")
    cue = segment.cue._replace(act=act, polarity=polarity, frame=frame, rules=rules)
    decided = segment._replace(cue=cue).after(start)
    if frame == "directive":
        yield from directives.directives(decided, setting)
    elif frame != "assertion" or act == "recognise":
        yield from object_list(decided, setting)
